"""Build the site into _docs, without Quarto: nbdev's processed notebooks, rendered by smalldocs. Once set up, no network is needed.

    python tools/docs.py           build it
    python tools/docs.py --serve   build it, show it, and build and show it again when something in `nbs/` changes

Some things stand between the two, and are mended here on copies of the processed notebooks:
nbdev names pages after modules (`model.html`) and smalldocs after files; nbdev links to the published site, and puts links
even into comments of code, but forgets the fields and methods of a class; smalldocs forgets how wide a picture is, and
leaves fonts and formulas to servers elsewhere, where the site should be complete by itself.
"""
import ast, json, re, shutil, subprocess, sys, tempfile, time
from contextlib import suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from fastcore.script import call_parse, store_true
from nbdev.config import get_config
from nbdev.quarto import refresh_quarto_yml
from nbdev.serve import proc_nbs
from smalldocs import layout
from smalldocs.serve import Handler, snapshot
from smalldocs.site import build

KATEX = re.search(r'katex@[\d.]+', layout.KATEX)[0] # the version that smalldocs is made for
layout.KATEX = 'site_libs/katex'


def page_names(folder):
    "The name that nbdev gives to the page of each notebook, by file"
    for path in sorted(folder.glob('*.ipynb')):
        found = re.search(r'output-file: *([\w.-]+)\.html', path.read_text(encoding='utf-8'))
        yield path, found[1] if found else path.stem

def rename(folder, site):
    "Name notebooks like their pages, and make links to the published site links within it"
    names = dict(page_names(folder))
    texts = [*names, folder/'sidebar.yml']
    for text in texts:
        content = text.read_text(encoding='utf-8').replace(site + '/', '')
        content = re.sub(r'^ *"output-file: .*\n', '', content, flags=re.MULTILINE)
        for path, name in names.items(): content = content.replace(f'{path.stem}.ipynb', f'{name}.ipynb')
        text.write_text(content, encoding='utf-8')
    for path, name in names.items(): path.rename(folder/f'{name}.ipynb')

def member(node, lines):
    "How a field or a public method is written in its class, without what it does"
    if isinstance(node, ast.AnnAssign): return [lines[node.lineno-1]]
    name = getattr(node, 'name', '_')
    if name.startswith('_') and not name.endswith('__'): return []
    signature = lines[node.lineno-1:node.body[0].lineno-1] or [f'    def {name}({ast.unparse(node.args)}):']
    return ['', *(f'    @{ast.unparse(d)}' for d in node.decorator_list), *signature, f'        "{ast.get_docstring(node)}"']

def class_heads(package):
    "Name, text and methods of each class that is no more than its fields and methods"
    for path in package.glob('*.py'):
        text = path.read_text(encoding='utf-8')
        lines = text.splitlines()
        for node in ast.parse(text).body:
            methods = [n.name for n in getattr(node, 'body', []) if isinstance(n, ast.FunctionDef)]
            if isinstance(node, ast.ClassDef) and '__init__' not in methods:
                yield node.name, ('\n'.join([lines[node.lineno-1], *(line for n in node.body for line in member(n, lines))]), methods)

def mended(doc, heads):
    "What nbdev shows of a name, with the fields and methods of a class, without links in code, and with the underscores of `__add__`"
    def code(block):
        name = (re.match(r'def (\w+)\(', block[1]) or [None, None])[1]
        if name not in heads: return re.sub(r'\[(`[^`]+`)\]\([^)]*\)', r'\1', block[0])
        head, methods = heads[name]
        return ''.join(f'<span id="{name.lower()}.{m}"></span>' for m in methods) + f'\n\n```python\n{head}\n```'
    doc = re.sub(r'```python\n(.*?)```', code, doc, flags=re.DOTALL)
    return re.sub(r'^### .*__.*', lambda heading: heading[0].replace('__', r'\_\_'), doc, flags=re.MULTILINE)

def outputs(notebook): return [o for cell in notebook['cells'] for o in cell.get('outputs', [])]

def fold_solutions(folder):
    "Put the solutions of each chapter into a box that is closed at first"
    for path in sorted(folder.glob('*.ipynb')):
        nb = json.loads(path.read_text(encoding='utf-8'))
        first = next((i for i, cell in enumerate(nb['cells']) if 'solution' in cell['metadata'].get('tags', [])), None)
        if first is None: continue
        opening, closing = (dict(cell_type='markdown', id=f'solutions-{i}', metadata={}, source=text) for i, text in enumerate(('::: {.callout-tip collapse="true" title="Try them yourself first"}', ':::')))
        nb['cells'] = [*nb['cells'][:first+1], opening, *nb['cells'][first+1:], closing]
        path.write_text(json.dumps(nb, indent=1, ensure_ascii=False), encoding='utf-8')

def mend(folder, package):
    "Mend what nbdev shows of each name"
    heads = dict(class_heads(package))
    for path in folder.glob('*.ipynb'):
        notebook = json.loads(path.read_text(encoding='utf-8'))
        for data in [o['data'] for o in outputs(notebook) if 'text/markdown' in o.get('data', {})]:
            data['text/markdown'] = mended(''.join(data['text/markdown']), heads)
        path.write_text(json.dumps(notebook), encoding='utf-8')

def own_widths(folder, site):
    "Show each picture as wide as its notebook does: half its pixels, where it was drawn for a fine screen"
    shown = [o for path in folder.glob('*.ipynb') for o in outputs(json.loads(path.read_text(encoding='utf-8')))]
    widths = {''.join(''.join(o['data']['image/png']).split()): o['metadata']['image/png']['width'] for o in shown if 'width' in o.get('metadata', {}).get('image/png', {})}
    for page in site.glob('*.html'):
        content = page.read_text(encoding='utf-8')
        page.write_text(re.sub(r'(src="data:image/png;base64,([^"]+)")', lambda m: f'{m[1]} width="{widths[m[2]]}"' if m[2] in widths else m[1], content), encoding='utf-8')

def plain_texts(site):
    "Show estimators as text, and tables without their styles, in the copies of the pages for machines"
    for path in site.glob('*.llms.md'):
        text = re.sub(r'<style>\.sk-.*?<pre>(.*?)</pre>.*?</body>', r'```\n\1\n```', path.read_text(encoding='utf-8'), flags=re.DOTALL)
        path.write_text(re.sub(r'<style.*?</style>\s*', '', text, flags=re.DOTALL), encoding='utf-8')

def own_fonts(site):
    "Let themes use the fonts of the reader, not of a server elsewhere"
    for theme in site.glob('site_libs/themes/*.css'):
        theme.write_text(re.sub(r'@import url\(.*?\);', '', theme.read_text(encoding='utf-8')), encoding='utf-8')

def own_katex(site):
    "Put KaTeX into the site; its npm package is fetched once and kept beside the Python packages"
    kept = Path(sys.prefix)/'share'/KATEX
    if not kept.exists():
        if not shutil.which('npm'): sys.exit('npm is needed once, to fetch KaTeX, which sets the formulas: install Node.js, then run `make docs` again')
        subprocess.run(['npm', 'install', '--silent', '--no-fund', '--no-audit', '--prefix', kept, KATEX], check=True)
    dist, own = kept/'node_modules'/'katex'/'dist', site/'site_libs'/'katex'
    for file in [dist/'katex.min.css', dist/'katex.min.js', dist/'contrib'/'auto-render.min.js', *dist.glob('fonts/*.woff2')]:
        (own/file.relative_to(dist)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, own/file.relative_to(dist))

def make(live=False):
    "Build the site; `live` processes only notebooks that changed, and makes pages that load themselves again"
    config = get_config()
    site = config.doc_path
    refresh_quarto_yml()
    processed = proc_nbs('nbs', force=not live)
    with tempfile.TemporaryDirectory() as folder:
        pages = shutil.copytree(processed, Path(folder)/'pages')
        fold_solutions(pages)
        rename(pages, config.doc_host + config.doc_baseurl)
        mend(pages, config.lib_path)
        warnings = build(pages, quiet=True, preview=live).warnings
        if warnings: sys.exit('\n'.join(warnings))
        built = pages/site.name
        own_widths(pages, built)
        plain_texts(built)
        own_fonts(built)
        own_katex(built)
        shutil.rmtree(site, ignore_errors=True)
        shutil.move(built, site)
    print(f'the site is in {site.name}/: open {site.name}/index.html')

def sources(folder):
    "When each file was last changed, but for the one that building writes"
    return {path: when for path, when in snapshot(folder, folder/'_docs').items() if not path.endswith('nbdev.yml')}

def rebuild():
    "Build the site in a process of its own, with the notebooks as they are now, and let open pages know"
    if not subprocess.run([sys.executable, __file__, '--live']).returncode: Handler.version += 1

def show(port):
    "Serve the site, and build it again when something in `nbs/` changes"
    config = get_config()
    seen = sources(config.nbs_path)
    rebuild()
    server = ThreadingHTTPServer(('127.0.0.1', port), partial(Handler, directory=config.doc_path))
    Thread(target=server.serve_forever, daemon=True).start()
    print(f'http://127.0.0.1:{server.server_port} shows the site; end with Ctrl-C', flush=True)
    with suppress(KeyboardInterrupt):
        while True:
            time.sleep(.5)
            now = sources(config.nbs_path)
            if now != seen: rebuild()
            seen = now


@call_parse
def main(
    serve:store_true=False, # show it in a browser, and build it again on changes
    port:int=4200, # where to show it
    live:store_true=False, # let pages load themselves again
):
    "Build the site into _docs, without Quarto"
    show(port) if serve else make(live)
