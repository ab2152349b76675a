"""Build the site into _docs, without Quarto: nbdev prepares the notebooks, smalldocs renders them. It needs no network.

Code is shown once: before each `#| exports` cell stand a heading, an anchor and a link to the source for each of its names.
What smalldocs does otherwise is mended: it names pages after files, not modules; forgets how wide a picture is; and leaves
fonts and formulas to servers elsewhere.
"""
import re, shutil, subprocess, sys, tempfile
from base64 import b64encode
from itertools import groupby
from pathlib import Path
from execnb.nbio import mk_cell, nb2str
from fastcore.script import call_parse, store_true
from nbdev.frontmatter import FrontmatterProc
from nbdev.process import NBProcessor
from nbdev.processors import add_links, clean_magics, hide_line, rm_export, strip_ansi
from nbdev.quarto import refresh_quarto_yml
from PIL import Image
from smalldocs import layout, serve as smalldocs_serve
from smalldocs.site import build
from common import config, defined, is_public, nbs, npm, package, top

KATEX = re.search(r'katex@[\d.]+', layout.KATEX)[0] # the version that smalldocs is made for
layout.KATEX = 'site_libs/katex'
GLOSSARY = '00c_glossary'
FOLDED = {'wrong': 'A wrong answer that is often given', 'grade': 'Checks for the points'} # cells by their tags
NO_PROSE = ( # code, formulas, links and pictures, HTML, headings and marks
    r'```[\s\S]*?```|`[^`]*`|\$\$[\s\S]*?\$\$|\$[^$\n]+\$|!?\[[^\]]*\]\([^)]*\)|https?://\S+|<[^>]*>|^#.*$|^:::.*$|^\*\*Exercise.*?\*\*')
ACCESSIBLE = [ # what smalldocs and pandas don't tell those who can't see the page, or have no mouse
    (r'<th></th>', '<td></td>'),
    (r'<nav class="navbar', '<nav aria-label="Site" class="navbar'),
    (r'<nav id="quarto-sidebar"', '<nav aria-label="Chapters" id="quarto-sidebar"'),
    (r'<nav class="quarto-secondary-nav"', '<nav aria-label="This page" class="quarto-secondary-nav"'),
    (r'<nav class="page-navigation"', '<nav aria-label="Next and previous" class="page-navigation"'),
    (r'<div class="toc-actions"', '<div role="navigation" aria-label="Actions" class="toc-actions"'),
    (r'(<a class="sidebar-item-\w+[^>]*data-bs-toggle="collapse"[^>]*) role="navigation"', r'\1 role="button" tabindex="0"'),
    (r'<i class="bi bi-github" role="img">', '<i class="bi bi-github" role="img" aria-label="GitHub">'),
    ('</body>', '''<script>
{ const reach = () => document.querySelectorAll('main pre, .cell-output, main .katex-display').forEach(e => { if (e.scrollWidth > e.clientWidth) e.tabIndex = 0 })
  addEventListener('load', reach); addEventListener('toggle', reach, true); addEventListener('resize', reach)
  addEventListener('keydown', e => { if (e.key === 'Enter' && e.target.matches('[data-bs-toggle][role=button]:not([href])')) e.target.click() }) }
</script></body>'''),
]
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
    "Put the solutions of a chapter, but for their heading, or each solution on a page of exercises, into a box that is closed at first"
    for is_solution, run in groupby(cells, lambda cell: bool({'solution', 'grade'} & set(cell.metadata.get('tags', [])))):
        run = list(run)
        if not is_solution:
            yield from run
            continue
        for cell in run: # what few will read is folded
            fold = next((words for tag, words in FOLDED.items() if tag in cell.metadata.tags), None)
            if fold: cell.source = f'#| code-fold: true\n#| code-summary: "{fold}"\n' + re.sub(r'^#\| points.*\n', '', cell.source)
        heading = re.match('## .*', run[0].source)
        if heading: run[0].source = run[0].source[heading.end():]
        graded = any('grade' in cell.metadata.tags for cell in run)
        words = 'Try them yourself first' if heading else 'Solution' if graded else 'Answer'
        yield mk_cell(f'{heading[0] if heading else ""}\n\n<details class="linreg-solution"><summary>{words}</summary>', 'markdown')
        yield from run
        yield mk_cell('</details>', 'markdown')

def you_are_here(stem, pages, minutes):
    "The eight core lessons as a line of links, with the present one marked, for the top of a numbered chapter and of its exercises"
    lessons = {name: page for name, page in pages.items() if re.match('0[1-8]_', name)}
    def item(name, page):
        here = ' aria-current="page"'*(name[:2] == stem[:2])
        return f'<li><a href="{page}.html"{here}><b>{int(name[:2])}</b> <span>{page.replace("_", " ")}</span></a></li>'
    words = [f"{'Exercises of chapter' if stem[2] == 'x' else 'Chapter'} {int(stem[:2])}", *minutes, '<a href="start.html">start here</a>', '<a href="glossary.html">glossary</a>']
    lines = ''.join(item(*lesson) for lesson in lessons.items())
    return f'<nav class="linreg-here" aria-label="You are here"><ol>{lines}</ol><p>{" · ".join(words)}</p></nav>'

def glossary(nb):
    "The terms of the glossary and their other names, in small letters, each with the anchor of its term"
    found = re.findall(r'<span id="([\w-]+)"></span>\*\*(.+?)\*\*', '\n'.join(cell.source for cell in nb.cells))
    return {name.lower(): anchor for anchor, names in found for name in names.split(', ')}

def link_terms(cells, terms):
    "Link the first use of each term in the prose of a chapter to the glossary; returns the anchors that are linked"
    words, linked = '|'.join(map(re.escape, sorted(terms, key=len, reverse=True))), set()
    def link(m):
        if m[1] or (anchor := terms[m[2].lower()]) in linked: return m[0]
        linked.add(anchor)
        return f'[{m[0]}]({GLOSSARY}.ipynb#{anchor})'
    for cell in [cell for cell in cells[1:] if cell.cell_type == 'markdown']: # the first one is the title
        cell.source = re.sub(rf'({NO_PROSE})|\b({words})s?\b', link, cell.source, flags=re.IGNORECASE | re.MULTILINE)
    return linked

def orientation(notebooks, pages):
    "Put the way into the chapters: where you are, and links to the glossary, each of whose terms should be linked somewhere"
    terms, linked = glossary(notebooks[GLOSSARY]), set()
    for stem, nb in notebooks.items():
        if not re.match(r'\d', stem) or stem == GLOSSARY: continue
        linked |= link_terms(nb.cells, terms)
        minutes = re.findall(r'\*\*Time:\*\* (about \d+ minutes)', '\n'.join(cell.source for cell in nb.cells))[:1]
        if re.match(r'\d\d[x_]', stem): nb.cells.insert(1, mk_cell(you_are_here(stem, pages, minutes), 'markdown'))
    if unused := sorted(set(terms.values()) - linked): sys.exit(f"no chapter uses these terms of the glossary: {', '.join(unused)}")

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
    orientation(notebooks, pages)
    for stem, nb in notebooks.items():
        nb.cells[0].source = re.sub(r'^output-file:.*\n', '', nb.cells[0].source, flags=re.MULTILINE)
        nb.cells = list(headed(folded_solutions(nb.cells), package/f'{pages[stem]}.py'))
        (folder/f'{pages[stem]}.ipynb').write_text(linked(nb2str(nb)), encoding='utf-8')
    outputs = [o for nb in notebooks.values() for cell in nb.cells for o in cell.get('outputs', []) if 'image/png' in o.get('data', {})]
    return {o.data['image/png'].strip(): o.metadata['image/png']['width'] for o in outputs}

def change(paths, pattern, new):
    "Replace a pattern in files"
    for path in paths: path.write_text(re.sub(pattern, new, path.read_text(encoding='utf-8'), flags=re.DOTALL), encoding='utf-8')

def lighten(picture, page):
    "Let a page show the file of a picture, which smalldocs has written beside it, and keep 256 colours: a plot needs no more"
    text, content = page.read_text(encoding='utf-8'), b64encode(picture.read_bytes()).decode()
    page.write_text(text.replace(f'data:image/png;base64,{content}', f'{picture.parent.name}/{picture.name}'), encoding='utf-8')
    Image.open(picture).convert('RGB').quantize(256, dither=Image.Dither.NONE).save(picture, optimize=True)

def finish(site, width):
    "Pictures as wide as in their notebooks, estimators and players as text in the copies for machines, nothing from a server"
    wide = lambda m: f'{m[0]} width="{width[m[1]]}"' if m[1] in width else m[0] # a player knows its own width
    change(site.glob('*.html'), r'src="data:image/png;base64,([^"]+)"', wide)
    for picture in site.glob('*_files/*.png'): lighten(picture, site/f"{picture.parent.name.removesuffix('_files')}.html")
    change(site.glob('*.llms.md'), r'(?m)^<div class="linreg-player".*? alt="([^"]*)".*?</script>.*?</script>', r'(\1)')
    explorable = r'(?s)<div class="linreg-explorable".*?<b>Try this first\.</b> ([^<]*)</p>.*?</script>\s*</div>.*?<script>\s*for \(const root.*?</script>'
    change(site.glob('*.llms.md'), explorable, r'(A figure to move. \1)')
    change(site.glob('*.html'), r'<style data-shared="style.css">.*?</style>', '<link rel="stylesheet" href="site_libs/explore/style.css">')
    change(site.glob('*.html'), r'<script data-shared="([\w.]+)">.*?</script>', r'<script src="site_libs/explore/\1"></script>')
    change(site.glob('*.llms.md'), r'<style>\.sk-.*?<pre>(.*?)</pre>.*?</body>', r'```\n\1\n```')
    change(site.glob('*.llms.md'), r'<style.*?</style>\s*', '')
    change(site.glob('site_libs/themes/*.css'), r'@import url\(.*?\);', '')
    for pattern, new in ACCESSIBLE: change(site.glob('*.html'), pattern, new)
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
