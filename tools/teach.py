"""A chapter for the classroom: as slides, or as an exercise copy for students.

    python tools/teach.py slides 05        _teach/slides/05_scaling.html, one file that needs no network
    python tools/teach.py exercises 05     _teach/exercises/05_scaling.ipynb, without solutions and outputs
    python tools/teach.py slides           every chapter

Both come from the notebook as it is, without marks by hand. A slide begins at each `##`, a sub-slide at each `###`, at each
solution, and where the next group of sentence and code would not fit. Slides leave out what a class needn't see: hidden cells,
imports, and checks that show nothing. In an exercise copy each exercise gets an empty cell; cells tagged `solution` are gone.
"""
import ast, re, shutil, subprocess, sys
from pathlib import Path
import nbformat
from fastcore.script import Param, call_parse
from nbconvert import NotebookExporter, SlidesExporter
from nbconvert.preprocessors import ClearOutputPreprocessor, Preprocessor, TagRemovePreprocessor
from nbdev.config import get_config
from nbformat.v4 import new_code_cell, new_markdown_cell
from traitlets.config import Config

config = get_config()
top, nbs, out = config.config_path, config.nbs_path, config.config_path/'_teach'
STYLES, SCRIPTS = ['reveal.js@5.2.1/dist/reveal.css', 'reveal.js@5.2.1/dist/theme/white.css'], ['mathjax@3.2.2/es5/tex-svg.js', 'reveal.js@5.2.1/dist/reveal.js']
WIDTH, HEIGHT, ZOOM = 1280, 720, 1.3 # of a slide, which the browser scales to the screen, and of the pictures on it


def directives(cell): return {line[2:].strip() for line in cell.source.splitlines() if line.startswith('#|')}
def is_solution(cell): return 'solution' in cell.metadata.get('tags', [])
def without_directives(source): return '\n'.join(line for line in source.splitlines() if not line.startswith('#|')).strip('\n')


class Exercises(Preprocessor):
    "Give each exercise a cell of its own and an empty one beneath, and take nbdev's directives out of the code"
    def preprocess(self, nb, resources):
        cells, in_exercises = [], False
        for cell in nb.cells:
            if cell.cell_type == 'code': cell.source = '\n'.join(line for line in cell.source.splitlines() if not line.startswith('#|') or line == '#| slow')
            heading = cell.cell_type == 'markdown' and cell.source.startswith('#')
            if heading: in_exercises = cell.source.strip() == '## Exercises'
            if in_exercises and not heading: cells += self.split(cell)
            elif cell.source.strip(): cells.append(cell)
        nb.cells = cells
        return nb, resources

    def split(self, cell):
        "The items of a numbered list, each with an empty cell, and what follows the list"
        items, _, after = cell.source.partition('\n\n')
        for i, item in enumerate(re.split(r'^(?=\d+\. )', items, flags=re.MULTILINE)[1:], 1):
            yield new_markdown_cell(item.strip(), id=f'{cell.id}-{i}')
            yield new_code_cell(id=f'{cell.id}-{i}-yours')
        if after: yield new_markdown_cell(after, id=f'{cell.id}-next')


class Layout(Preprocessor):
    "Leave out what a class needn't see, and decide where slides begin"
    def preprocess(self, nb, resources):
        nb.cells = [cell for cell in nb.cells if not self.unseen(cell)]
        room = 0
        for i, cell in enumerate(nb.cells):
            group = [cell, *self.rest_of_group(nb.cells[i+1:])] if cell.cell_type == 'markdown' else [cell]
            heading = re.match(r'(#+) ', cell.source) if cell.cell_type == 'markdown' else None
            below_heading = i and nb.cells[i-1].cell_type == 'markdown' and nb.cells[i-1].source.startswith('#')
            need = min(sum(map(self.height, group)), HEIGHT)
            new = 'slide' if heading and len(heading[1]) < 3 else 'subslide' if heading or cell.source.startswith('**Exercise') else ''
            if not new and need > room and not below_heading: new = 'subslide'
            cell.metadata['slideshow'] = dict(slide_type=new or '-')
            if alt := re.search(r'^#\| *fig-alt: *"(.*)"', cell.source, re.MULTILINE): cell.metadata['alt'] = alt[1].replace('"', '')
            room = (HEIGHT - 40 if new else room) - self.height(cell)
            cell.source = re.sub(r'\]\((\d\d_\w+)\.ipynb', r'](\1.html', cell.source) if cell.cell_type == 'markdown' else without_directives(cell.source)
        return nb, resources

    def rest_of_group(self, cells):
        "The code that belongs to a sentence"
        for cell in cells:
            if cell.cell_type == 'markdown': return
            yield cell

    def unseen(self, cell):
        "Hidden cells, imports, and checks without a result"
        if cell.cell_type != 'code': return False
        if any(re.match('hide|default_exp', d) for d in directives(cell)) or not without_directives(cell.source): return True
        if all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.parse(cell.source).body): return True
        return not cell.outputs and 'export' not in directives(cell) and bool(re.search(r'\btest_\w+\(|\bassert_\w+\(|ExceptionExpected|@given', cell.source))

    def height(self, cell):
        "About how many of a slide's pixels a cell takes"
        lines = without_directives(cell.source).splitlines()
        if cell.cell_type == 'markdown': return sum(36*(1 + len(line)//115) + 40*line.startswith('#') for line in lines) + 60*cell.source.count('$$')//2 + 12
        return 23*len(lines) + 26 + sum(self.output_height(o) for o in cell.outputs)

    def output_height(self, output):
        "About how many pixels an output takes"
        data = output.get('data', {})
        if 'image/png' in data: return ZOOM*output.metadata.get('image/png', {}).get('height', 400) + 20
        if page := data.get('text/html'): return 34*(page.count('<tr') or 2) + 10
        if text := data.get('text/markdown'): return 36*len(text.splitlines())
        return 23*len(''.join(data.get('text/plain', output.get('text', ''))).splitlines()) + 16


def web_parts():
    "Style sheets and scripts from their npm packages; without npm, links to them"
    def part(name):
        package, file = name.split('/', 1)
        if not shutil.which('npm'): return dict(url=f'https://cdn.jsdelivr.net/npm/{name}')
        folder = out/'npm'/package
        if not folder.exists():
            folder.mkdir(parents=True)
            subprocess.run(['npm', 'pack', '--silent', package], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            shutil.unpack_archive(next(folder.glob('*.tgz')), folder)
        return dict(text=re.sub(r'@import url\([^)]*\);', '', (folder/'package'/file).read_text(encoding='utf-8'))) # fonts of the theme: the reader's will do
    if not shutil.which('npm'): print('npm is not installed: the slides will need a network')
    return dict(styles=[part(s) for s in STYLES], scripts=[part(s) for s in SCRIPTS], width=WIDTH, height=HEIGHT, zoom=ZOOM)

def slides(path):
    "Write a chapter as slides; the file"
    exporter = SlidesExporter(template_file=str(Path(__file__).with_name('slides.html.j2')), preprocessors=[Layout])
    nb = nbformat.read(path, as_version=4)
    title = re.search(r'^# (.*)', '\n'.join(c.source for c in nb.cells if c.cell_type == 'markdown'), re.MULTILINE)[1]
    page, _ = exporter.from_notebook_node(nb, dict(web=web_parts(), title=title, metadata=dict(name=path.stem)))
    outside = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="(https?:[^"]*)', page)
    if outside and shutil.which('npm'): sys.exit(f"teach.py: the slides of {path.name} would need a network for {', '.join(outside)}: see tools/slides.html.j2")
    target = out/'slides'/f'{path.stem}.html'
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding='utf-8')
    return target

def exercise_copy(path):
    "A chapter without solutions and outputs, as the text of a notebook"
    settings = Config(TagRemovePreprocessor=dict(remove_cell_tags={'solution'}, enabled=True), ClearOutputPreprocessor=dict(enabled=True))
    exporter = NotebookExporter(config=settings, preprocessors=[TagRemovePreprocessor, ClearOutputPreprocessor, Exercises])
    return exporter.from_filename(str(path))[0]

def exercises(path):
    "Write a chapter as an exercise copy, with the folders of data that it reads; the file"
    target, text = out/'exercises'/path.name, exercise_copy(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding='utf-8')
    for folder in filter(Path.is_dir, nbs.iterdir()):
        if f"'{folder.name}'" in text: shutil.copytree(folder, target.parent/folder.name, dirs_exist_ok=True)
    return target

@call_parse
def main(
    form:str, # slides or exercises
    chapter:Param('number of a chapter, such as 05; all by default', str, opt=False, nargs='?')='',
):
    "Write chapters as slides or as exercise copies into `_teach`"
    make = dict(slides=slides, exercises=exercises).get(form)
    paths = sorted(nbs.glob(f'{chapter}*_*.ipynb'))
    if not make or not paths: sys.exit(f"teach.py: {form!r} is not slides or exercises" if not make else f"teach.py: there is no chapter {chapter!r}")
    for path in paths: print(make(path).relative_to(top))
