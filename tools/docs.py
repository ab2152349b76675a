"""Build the site into _docs, without Quarto: nbdev's processed notebooks, rendered by smalldocs. Once set up, no network is needed.

    python tools/docs.py           build it
    python tools/docs.py --serve   build it, show it, and build and show it again when something in `nbs/` changes

Some things stand between the two, and are done here on copies of the processed notebooks. Each `#| exports` cell stands
once: a heading, an anchor and a link to the source for each of its names, then the code, instead of the signatures that nbdev
shows of it. nbdev names pages after modules (`model.html`) and smalldocs after files; nbdev links to the published site;
smalldocs forgets how wide a picture is, and leaves fonts and formulas to servers elsewhere.
"""
import ast, json, re, shutil, subprocess, sys, tempfile
from pathlib import Path
from fastcore.script import call_parse, store_true
from nbdev.quarto import refresh_quarto_yml
from nbdev.serve import proc_nbs
from nbdev.showdoc import showdoc_nm
from smalldocs import layout, serve as smalldocs_serve
from smalldocs.site import build
from common import config, nbs, npm, package, top

KATEX = re.search(r'katex@[\d.]+', layout.KATEX)[0] # the version that smalldocs is made for
layout.KATEX = 'site_libs/katex'
EXPORTS = '#| code-fold: show\n#| code-summary: "Exported source"\n' # what nbdev puts before an `#| exports` cell

source_of = lambda cell: ''.join(cell['source'])
markdown = lambda text, name: dict(cell_type='markdown', id=name, metadata={}, source=text)


def defined(code):
    "The functions and classes of some code, by name"
    return {showdoc_nm(node): node for node in ast.parse(code).body if hasattr(node, 'decorator_list')}

def anchors(node):
    "Places that links to the methods of a class lead to: they stand in its code"
    methods = [n.name for n in node.body if isinstance(n, ast.FunctionDef)] if isinstance(node, ast.ClassDef) else []
    return ''.join(f'<span id="{node.name}.{m}"></span>'.lower() for m in methods if m != '__init__')

def shown_once(cells, module):
    "Put headings, anchors and links to the source before each exported cell, in the place of nbdev's blocks with signatures"
    is_public = lambda name: not name.split('.')[-1].startswith('_') or name.endswith('__')
    lines = {name: node.lineno for name, node in defined(module.read_text(encoding='utf-8')).items()} if module.exists() else {}
    link = f'[source]({config.git_url}/blob/{config.branch}/{module.relative_to(top).as_posix()}#L'
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
            nb['cells'] = list(shown_once(folded_solutions(nb['cells']), package/f'{pages[path.stem]}.py'))
            for data in [o['data'] for cell in nb['cells'] for o in cell.get('outputs', []) if 'text/markdown' in o.get('data', {})]:
                data['text/markdown'] = without_links(''.join(data['text/markdown']))
            text = json.dumps(nb)
            path.unlink()
        path.with_stem(pages.get(path.stem, path.stem)).write_text(text, encoding='utf-8')

def widths(folder):
    "How wide the notebooks show each picture: half its pixels, where it was drawn for a fine screen"
    cells = [cell for path in folder.glob('*.ipynb') for cell in json.loads(path.read_text(encoding='utf-8'))['cells']]
    shown = {''.join(source): o for cell in cells for o in cell.get('outputs', []) if (source := o.get('data', {}).get('image/png'))}
    return {png.strip(): o['metadata']['image/png']['width'] for png, o in shown.items() if 'width' in o.get('metadata', {}).get('image/png', {})}

def change(paths, pattern, new):
    "Replace a pattern in files"
    for path in paths: path.write_text(re.sub(pattern, new, path.read_text(encoding='utf-8'), flags=re.DOTALL), encoding='utf-8')

def finish(site, width):
    "Show pictures as wide as their notebooks do, estimators as text in the copies for machines, and ask no server for fonts and formulas"
    change(site.glob('*.html'), r'(src="data:image/png;base64,([^"]+)")', lambda m: f'{m[1]} width="{width[m[2]]}"' if m[2] in width else m[1])
    change(site.glob('*.llms.md'), r'<style>\.sk-.*?<pre>(.*?)</pre>.*?</body>', r'```\n\1\n```')
    change(site.glob('*.llms.md'), r'<style.*?</style>\s*', '')
    change(site.glob('site_libs/themes/*.css'), r'@import url\(.*?\);', '')
    if not (katex := npm(KATEX)): sys.exit('npm is needed once, to fetch KaTeX, which sets the formulas: install Node.js, then run `make docs` again')
    keep = shutil.ignore_patterns('*.mjs', '*.ttf', '*.woff', 'katex.js', 'katex.css')
    shutil.copytree(katex/'dist', site/'site_libs'/'katex', ignore=keep)

def make(live=False):
    "Build the site; `live` processes only notebooks that changed, and makes pages that load themselves again"
    shutil.copy(top/'_quarto.yml', nbs) # where nbdev looks for it; git ignores the copy
    refresh_quarto_yml()
    processed = proc_nbs('nbs', force=not live)
    with tempfile.TemporaryDirectory() as folder:
        pages = shutil.copytree(processed, Path(folder)/'pages')
        mend(pages)
        warnings = build(pages, quiet=True, preview=live).warnings
        if warnings: sys.exit('\n'.join(warnings))
        finish(pages/config.doc_path.name, widths(pages))
        shutil.rmtree(config.doc_path, ignore_errors=True)
        shutil.move(pages/config.doc_path.name, config.doc_path)
    print(f'the site is in {config.doc_path.name}/: open {config.doc_path.name}/index.html')

def rebuild(_):
    "Build the site in a process of its own, with the notebooks as they are now; where it is, or None"
    failed = subprocess.run([sys.executable, __file__, '--live']).returncode
    return None if failed else config.doc_path


@call_parse
def main(
    serve:store_true=False, # show it in a browser, and build it again on changes
    port:int=4200, # where to show it
    live:store_true=False, # let pages load themselves again
):
    "Build the site into _docs, without Quarto"
    if not serve: return make(live)
    smalldocs_serve.rebuild = rebuild
    sys.exit(smalldocs_serve.preview(nbs, port=port, open_browser=False))
