"""Build the site into _docs, without Quarto: nbdev's processed notebooks, rendered by smalldocs. Once set up, no network is needed.

    python tools/docs.py           build it
    python tools/docs.py --serve   build it, show it, and build and show it again when something in `nbs/` changes

Some things stand between the two, and are done here on copies of the processed notebooks. Each `#| exports` cell stands
once: a heading, an anchor and a link to the source for each of its names, then the code, instead of the signatures that nbdev
shows of it. nbdev names pages after modules (`model.html`) and smalldocs after files; nbdev links to the published site;
smalldocs forgets how wide a picture is, and leaves fonts and formulas to servers elsewhere.
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
from nbdev.showdoc import showdoc_nm
from smalldocs import layout
from smalldocs.serve import Handler, snapshot
from smalldocs.site import build

KATEX = re.search(r'katex@[\d.]+', layout.KATEX)[0] # the version that smalldocs is made for
layout.KATEX = 'site_libs/katex'
EXPORTS = '#| code-fold: show\n#| code-summary: "Exported source"\n' # what nbdev puts before an `#| exports` cell

config = get_config()
source_of = lambda cell: ''.join(cell['source'])
markdown = lambda text, name: dict(cell_type='markdown', id=name, metadata={}, source=text)


def anchors(node):
    "Places that links to the methods of a class lead to: they stand in its code"
    methods = [n.name for n in node.body if isinstance(n, ast.FunctionDef)] if isinstance(node, ast.ClassDef) else []
    return ''.join(f'<span id="{node.name}.{m}"></span>'.lower() for m in methods if m != '__init__')

def shown_once(cells, module):
    "Put headings, anchors and links to the source before each exported cell, in the place of nbdev's blocks with signatures"
    defined = lambda text: {showdoc_nm(node): node for node in ast.parse(text).body if hasattr(node, 'decorator_list')}
    is_public = lambda name: not name.split('.')[-1].startswith('_') or name.endswith('__')
    lines = {name: node.lineno for name, node in defined(module.read_text(encoding='utf-8')).items()} if module.exists() else {}
    link = f'[source]({config.git_url}/blob/{config.branch}/{module.relative_to(config.config_path).as_posix()}#L'
    exported = [cell for cell in cells if source_of(cell).startswith(EXPORTS)]
    heads = {cell['id']: {name: node for name, node in defined(source_of(cell)).items() if is_public(name)} for cell in exported}
    blocks = {f'show_doc({name})' for names in heads.values() for name in names}
    for cell in cells:
        if source_of(cell).rpartition('\n')[2] in blocks: continue
        if names := heads.get(cell['id']):
            parts = [f'### `{name}`\n\n{anchors(node)}{link}{lines.get(name, 1)})' for name, node in names.items()]
            yield markdown('\n\n'.join(['::: {.exported}', *parts, ':::']), f"{cell['id']}-heads")
        yield cell | dict(source=source_of(cell).removeprefix(EXPORTS))

def folded_solutions(cells):
    "Put the solutions of a chapter into a box that is closed at first"
    first = next((i for i, cell in enumerate(cells) if 'solution' in cell['metadata'].get('tags', [])), len(cells))
    opening, closing = ('::: {.callout-tip collapse="true" title="Try them yourself first"}', ':::') if cells[first:] else ('', '')
    return [*cells[:first+1], markdown(opening, 'solutions'), *cells[first+1:], markdown(closing, 'solutions-end')]

def without_links(markdown):
    "A block of nbdev on a page of reference, without the links that it puts into comments of code"
    return re.sub(r'```python\n.*?```', lambda code: re.sub(r'\[(`[^`]+`)\]\([^)]*\)', r'\1', code[0]), markdown, flags=re.DOTALL)

def mend(folder):
    "Show exported code once, fold solutions, name notebooks like their pages, and make links to the published site links within it"
    paths = sorted(folder.glob('*.ipynb'))
    pages = {p.stem: (re.search(r'output-file: *([\w.-]+)\.html', p.read_text(encoding='utf-8')) or ['', p.stem])[1] for p in paths}
    for path in [*paths, folder/'sidebar.yml']:
        text = path.read_text(encoding='utf-8').replace(config.doc_host + config.doc_baseurl + '/', '')
        text = re.sub(r'^ *"output-file: .*\n', '', text, flags=re.MULTILINE)
        for stem, page in pages.items(): text = text.replace(f'{stem}.ipynb', f'{page}.ipynb')
        if path.suffix == '.ipynb':
            nb = json.loads(text)
            nb['cells'] = list(shown_once(folded_solutions(nb['cells']), config.lib_path/f'{pages[path.stem]}.py'))
            for data in [o['data'] for cell in nb['cells'] for o in cell.get('outputs', []) if 'text/markdown' in o.get('data', {})]:
                data['text/markdown'] = without_links(''.join(data['text/markdown']))
            text = json.dumps(nb)
            path.unlink()
        path.with_stem(pages.get(path.stem, path.stem)).write_text(text, encoding='utf-8')

def own_widths(folder, site):
    "Show each picture as wide as its notebook does: half its pixels, where it was drawn for a fine screen"
    shown = [o for path in folder.glob('*.ipynb') for cell in json.loads(path.read_text(encoding='utf-8'))['cells'] for o in cell.get('outputs', [])]
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
    site = config.doc_path
    shutil.copy(config.config_path/'_quarto.yml', config.nbs_path) # where nbdev looks for it; git ignores the copy
    refresh_quarto_yml()
    processed = proc_nbs('nbs', force=not live)
    with tempfile.TemporaryDirectory() as folder:
        pages = shutil.copytree(processed, Path(folder)/'pages')
        mend(pages)
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

def sources():
    "When each file was last changed, but for those that building writes"
    return {path: when for path, when in snapshot(config.nbs_path, config.doc_path).items() if not path.endswith(('nbdev.yml', '_quarto.yml'))}

def show(port):
    "Serve the site; build it in a process of its own, with the notebooks as they are now, when something in `nbs/` changes"
    server, seen = ThreadingHTTPServer(('127.0.0.1', port), partial(Handler, directory=config.doc_path)), None
    Thread(target=server.serve_forever, daemon=True).start()
    with suppress(KeyboardInterrupt):
        while True:
            if (now := sources()) != seen and not subprocess.run([sys.executable, __file__, '--live']).returncode:
                Handler.version += 1
                print(f'http://127.0.0.1:{server.server_port} shows the site; end with Ctrl-C', flush=True)
            seen = now
            time.sleep(.5)


@call_parse
def main(
    serve:store_true=False, # show it in a browser, and build it again on changes
    port:int=4200, # where to show it
    live:store_true=False, # let pages load themselves again
):
    "Build the site into _docs, without Quarto"
    show(port) if serve else make(live)
