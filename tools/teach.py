"""A chapter as slides (one file that needs no network) or as an exercise copy for students, into `_teach`.

Both come from the notebook as it is, without marks by hand. A slide begins at each `##`, a sub-slide at each `###` and at each
prose that follows code. A derivation appears formula by formula, and a result after its code. The notes for the speaker, with
minutes, questions and misconceptions, are those of the page on teaching. Slides leave out what a class needn't see: hidden cells,
imports, folded code (its pictures stay), and checks that show nothing. In an exercise copy each exercise gets an empty cell; cells tagged
`solution` are gone. The exercises of the core lessons stand on pages of their own, whose copies can be graded (exercises.py).
"""
import ast, re, shutil, sys
from pathlib import Path
import nbformat
from fastcore.script import Param, call_parse
from nbconvert import SlidesExporter
from nbconvert.preprocessors import ClearOutputPreprocessor, TagRemovePreprocessor
from nbformat.v4 import new_code_cell, new_markdown_cell
from common import marks, nbs, npm, top, without_marks
from exercises import pages as graded, student_copy

WEB = 'https://cdn.jsdelivr.net/npm/' # where the slides would look; what they would find there is put into the page
CHECK = re.compile(r'\btest_\w+\(|\bassert_\w+\(|ExceptionExpected|@given')


def unseen(cell):
    "Is this a cell that a class needn't see: hidden, imports, folded code or checks without a result?"
    if cell.cell_type != 'code': return False
    said, code = marks(cell), without_marks(cell)
    if said.keys() & {'hide', 'default_exp'} or not code: return True
    if all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.parse(code).body): return True
    return not cell.outputs and ('code-fold' in said or 'exports' not in said and bool(CHECK.search(code)))

def picture(output, alt):
    "Show a picture of an output larger, and with its words"
    if not (png := output.get('data', {}).get('image/png')): return
    width = output.metadata['image/png']['width']
    output.data = {'text/html': f'<img src="data:image/png;base64,{png}" alt="{alt}" width="{1.3*width:.0f}">'}

def notes_of(path):
    "What the page on teaching says about the sections of a lesson: pairs of minutes and notes, by heading"
    text = '\n'.join(c.source for c in nbformat.read(nbs/'23a_teaching.ipynb', as_version=4).cells if c.cell_type == 'markdown')
    lesson = re.search(rf'^## {path.stem[:2].lstrip("0")}\. (.*?)(?=^## |\Z)', text, flags=re.MULTILINE | re.DOTALL)
    rows = re.findall(r'^\| (.+?) \| (\d+) \| (.+?) \| (.+?) \|$', lesson[1] if lesson else '', flags=re.MULTILINE)
    return {name: f'{minutes} minutes\n\n**Ask:** {ask}\n\n**A common misconception:** {wrong}' for name, minutes, ask, wrong in rows}

def lay_out(nb, notes):
    "Begin a slide with each section, a sub-slide with each prose that follows code; leave out what a class needn't see"
    nb.cells = [cell for cell in nb.cells if not unseen(cell)]
    nb.metadata['title'] = next(cell.source for cell in nb.cells).partition('\n')[0].lstrip('# ')
    for before, cell in zip([None, *nb.cells], nb.cells):
        prose = cell.cell_type == 'markdown'
        section = prose and re.match('##? ', cell.source)
        new = prose and (cell.source.startswith('#') or before and before.cell_type == 'code')
        cell.metadata['slideshow'] = dict(slide_type='slide' if section else 'subslide' if new else '-')
        for output in cell.get('outputs', []): picture(output, marks(cell).get('fig-alt', '').replace('"', ''))
        if not prose: cell.metadata['transient'] = dict(remove_source=marks(cell).get('code-fold') == 'true')
        cell.source = re.sub(r'\]\((\d\d\w+)\.ipynb', r'](\1.html', cell.source) if prose else without_marks(cell)
    cells = []
    for cell in nb.cells: # a section may begin within a cell
        headings = re.findall('^## (.*)', cell.source, flags=re.MULTILINE) if cell.cell_type == 'markdown' else []
        told = [new_markdown_cell(notes[name], metadata=dict(slideshow=dict(slide_type='notes'))) for name in headings if name in notes]
        cells += [cell, *told]
    nb.cells = cells

def inlined(match):
    "A style sheet or script of an npm package, put into the page; its fonts stay out, the reader's will do"
    tag, name, file = match.groups()
    text = re.sub(r'@import url\([^)]*\);', '', (npm(name)/file).read_text(encoding='utf-8'))
    return f'<style>{text}</style>' if tag == 'link' else f'<script>{text}'

def slides(path):
    "A chapter as a page of slides"
    nb = nbformat.read(path, as_version=4)
    lay_out(nb, notes_of(path))
    template = str(Path(__file__).with_name('slides.html.j2'))
    exporter = SlidesExporter(template_file=template, reveal_url_prefix=WEB+'reveal.js@5.2.1', reveal_theme='white')
    page = re.sub(rf'<(link|script)[^>]*="{WEB}([\w.@]+)/([^"]*)"[^>]*>', inlined, exporter.from_notebook_node(nb)[0])
    outside = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="(https?:[^"]*)', page)
    if outside: sys.exit(f"teach.py: the slides of {path.name} would need a network for {', '.join(outside)}")
    return page

def split_exercises(text, name):
    "The items of a numbered list, each with an empty cell, and what stands before and after the list"
    items, *after = re.split(r'\n\n(?=[^\s\d])', text, maxsplit=1)
    before, *items = re.split(r'^(?=\d+\. )', items, flags=re.MULTILINE)
    yield new_markdown_cell(before, id=f'{name}-0')
    for i, item in enumerate(items, 1):
        yield new_markdown_cell(item.strip(), id=f'{name}-{i}')
        yield new_code_cell(id=f'{name}-{i}-yours')
    yield new_markdown_cell(''.join(after), id=f'{name}-next')

def exercise_copy(path):
    "A chapter without solutions, outputs and nbdev's directives; each exercise has a cell of its own and an empty one beneath"
    nb, cells, exercises = nbformat.read(path, as_version=4), [], ''
    TagRemovePreprocessor(remove_cell_tags={'solution'}).preprocess(nb, {})
    ClearOutputPreprocessor().preprocess(nb, {})
    for cell in nb.cells:
        if cell.cell_type == 'code':
            cell.source = re.sub(r'^#\|(?! slow).*\n?', '', cell.source, flags=re.MULTILINE).strip('\n')
            cells.append(cell)
            continue
        prose, heading, more = cell.source.partition('## Exercises')
        if exercises and not prose.startswith('#'): prose, more = '', prose # the list stands in a cell of its own
        exercises = heading or more
        cell.source = prose + heading
        cells += [cell, *split_exercises(more.strip(), cell.id)]
    nb.cells = [cell for cell in cells if cell.source or cell.id.endswith('-yours')]
    return nb

def exercises(path):
    "A chapter as the text of an exercise copy; folders of data that it reads are put beside it"
    text = nbformat.writes(student_copy(path.stem) if path.stem in graded else exercise_copy(path)) + '\n'
    for folder in filter(Path.is_dir, nbs.iterdir()):
        if f"'{folder.name}'" in text: shutil.copytree(folder, top/'_teach'/'exercises'/folder.name, dirs_exist_ok=True)
    return text

@call_parse
def main(
    form:Param('what to write', str, choices=['slides', 'exercises']),
    chapter:Param('number of a chapter, such as 05; all by default', str, opt=False, nargs='?')='',
):
    "Write chapters as slides or as exercise copies into `_teach`"
    folder, make = top/'_teach'/form, globals()[form]
    folder.mkdir(parents=True, exist_ok=True)
    paths = sorted(nbs.glob(f'{chapter}*_*.ipynb'))
    if form == 'exercises': paths = [path for path in paths if path.stem in graded or '## Exercises' in path.read_text(encoding='utf-8')]
    if not paths: sys.exit(f'teach.py: there is no chapter {chapter!r}, or it has no {form}')
    for path in [path for path in paths if form == 'exercises' or path.stem not in graded]:
        target = folder/path.with_suffix('.html' if form == 'slides' else '.ipynb').name
        target.write_text(make(path), encoding='utf-8')
        print(target.relative_to(top))
