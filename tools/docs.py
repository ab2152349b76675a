"""Build the site into _docs, without Quarto: nbdev prepares the notebooks, smalldocs renders them. It needs no network.

Code is shown once: before each `#| exports` cell stand a heading, an anchor and a link to the source for each of its names.
What smalldocs does otherwise is mended: it names pages after files, not modules; forgets how wide a picture is; and leaves
fonts and formulas to servers elsewhere.
"""
import re, shutil, subprocess, sys, tempfile
from pathlib import Path
from execnb.nbio import mk_cell, nb2str
from fastcore.script import call_parse, store_true
from nbdev.frontmatter import FrontmatterProc
from nbdev.process import NBProcessor
from nbdev.processors import add_links, clean_magics, hide_line, rm_export, strip_ansi
from nbdev.quarto import refresh_quarto_yml
from smalldocs import layout, serve as smalldocs_serve
from smalldocs.site import build
from common import config, defined, is_public, nbs, npm, package, top

KATEX = re.search(r'katex@[\d.]+', layout.KATEX)[0] # the version that smalldocs is made for
layout.KATEX = 'site_libs/katex'
PROCESSORS = [FrontmatterProc, strip_ansi, hide_line, rm_export, clean_magics, add_links]


def headed(cells, module):
    "Put headings, anchors and links to the source before each cell of exported code"
    lines = {name: node.lineno for name, node in defined(module.read_text(encoding='utf-8'))} if module.exists() else {}
    link = f'[source]({config.git_url}/blob/{config.branch}/{module.relative_to(top).as_posix()}#L'
    for cell in cells:
        names = dict(defined(cell.source)) if 'exports' in (cell.get('directives_') or {}) else {}
        titles = [name for name, node in names.items() if is_public(name) and not node.col_offset]
        places = ''.join(f'<span id="{name.lower()}"></span>' for name in names if name not in titles)
        if places: yield mk_cell(places, 'markdown')
        heads = [f'### `{name}`\n\n{link}{lines.get(name, 1)})' for name in titles]
        if heads: yield mk_cell('\n\n'.join(['::: {.exported}', *heads, ':::']), 'markdown')
        yield cell

def folded_solutions(cells):
    "Put the solutions of a chapter, but for their heading, into a box that is closed at first"
    solved = [cell for cell in cells if 'solution' in cell.metadata.get('tags', [])]
    if not solved: return cells
    box = '::: {.callout-tip collapse="true" title="Try them yourself first"}'
    solved[0].source = re.sub('^(## .*)', rf'\1\n\n{box}', solved[0].source)
    return [*cells, mk_cell(':::', 'markdown')]

def write_pages(folder):
    "Write what smalldocs renders; how wide each picture is shown: half its pixels, where it was drawn for a fine screen"
    notebooks = {p.stem: NBProcessor(p, PROCESSORS, process=True).nb for p in sorted(nbs.glob('*.ipynb'))}
    pages = {stem: nb.frontmatter_['output-file'].removesuffix('.html') for stem, nb in notebooks.items()}
    def linked(text): # within the site, to pages by their names
        for stem, page in pages.items(): text = text.replace(f'{stem}.ipynb', f'{page}.ipynb')
        return text.replace(config.doc_host + config.doc_baseurl + '/', '')
    shutil.copytree(nbs, folder, ignore=shutil.ignore_patterns('*.ipynb'))
    shutil.copy(top/'_quarto.yml', folder)
    (folder/'sidebar.yml').write_text(linked((nbs/'sidebar.yml').read_text(encoding='utf-8')), encoding='utf-8')
    for stem, nb in notebooks.items():
        nb.cells[0].source = re.sub(r'^output-file:.*\n', '', nb.cells[0].source, flags=re.MULTILINE)
        nb.cells = list(headed(folded_solutions(nb.cells), package/f'{pages[stem]}.py'))
        (folder/f'{pages[stem]}.ipynb').write_text(linked(nb2str(nb)), encoding='utf-8')
    outputs = [o for nb in notebooks.values() for cell in nb.cells for o in cell.get('outputs', []) if 'image/png' in o.get('data', {})]
    return {o.data['image/png'].strip(): o.metadata['image/png']['width'] for o in outputs}

def change(paths, pattern, new):
    "Replace a pattern in files"
    for path in paths: path.write_text(re.sub(pattern, new, path.read_text(encoding='utf-8'), flags=re.DOTALL), encoding='utf-8')

def finish(site, width):
    "Pictures as wide as in their notebooks, estimators and players as text in the copies for machines, nothing from a server"
    wide = lambda m: f'{m[0]} width="{width[m[1]]}"' if m[1] in width else m[0] # a player knows its own width
    change(site.glob('*.html'), r'src="data:image/png;base64,([^"]+)"', wide)
    change(site.glob('*.llms.md'), r'(?m)^<div class="linreg-player".*? alt="([^"]*)".*?</script>.*?</script>', r'(\1)')
    explorable = r'(?s)<div class="linreg-explorable".*?<b>Try this first\.</b> ([^<]*)</p>.*?</script>\s*</div>.*?<script>\s*for \(const root.*?</script>'
    change(site.glob('*.llms.md'), explorable, r'(A figure to move. \1)')
    change(site.glob('*.html'), r'<style data-shared="style.css">.*?</style>', '<link rel="stylesheet" href="site_libs/explore/style.css">')
    change(site.glob('*.html'), r'<script data-shared="([\w.]+)">.*?</script>', r'<script src="site_libs/explore/\1"></script>')
    change(site.glob('*.llms.md'), r'<style>\.sk-.*?<pre>(.*?)</pre>.*?</body>', r'```\n\1\n```')
    change(site.glob('*.llms.md'), r'<style.*?</style>\s*', '')
    change(site.glob('site_libs/themes/*.css'), r'@import url\(.*?\);', '')
    unused = shutil.ignore_patterns('*.mjs', '*.ttf', '*.woff', 'katex.js', 'katex.css')
    shutil.copytree(package/'explore', site/'site_libs'/'explore')
    shutil.copytree(npm(KATEX)/'dist', site/'site_libs'/'katex', ignore=unused)

def make(live=False):
    "Build the site; `live` makes pages that load themselves again"
    refresh_quarto_yml()
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder)/'pages'
        width = write_pages(pages)
        warnings = build(pages, quiet=True, preview=live).warnings
        if warnings: sys.exit('\n'.join(warnings))
        finish(pages/config.doc_path.name, width)
        shutil.rmtree(config.doc_path, ignore_errors=True)
        shutil.move(pages/config.doc_path.name, config.doc_path)
    print(f'the site is in {config.doc_path.name}/: open {config.doc_path.name}/index.html')


@call_parse
def main(
    serve:store_true=False, # show it in a browser, and build it again on changes
    port:int=4200, # where to show it
    live:store_true=False, # let pages load themselves again
):
    "Build the site into _docs, without Quarto"
    if not serve: return make(live)
    again = [sys.executable, __file__, '--live'] # in a process of its own, with everything as it is then
    smalldocs_serve.rebuild = lambda folder: None if subprocess.run(again).returncode else config.doc_path
    sys.exit(smalldocs_serve.preview(nbs, port=port, open_browser=False))
