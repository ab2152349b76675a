"""A chapter for the classroom: as slides, or as an exercise copy for students.

    python tools/teach.py slides 05        _teach/slides/05_scaling.html, one file that needs no network
    python tools/teach.py exercises 05     _teach/exercises/05_scaling.ipynb, without solutions and outputs
    python tools/teach.py slides           every chapter

Both come from the notebook as it is, without marks by hand. A slide begins at each `##`, a sub-slide at each `###` and at each
prose that follows code. Slides leave out what a class needn't see: hidden cells, imports, folded code (its pictures stay), and
checks that show nothing. In an exercise copy each exercise gets an empty cell; cells tagged `solution` are gone.
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
PACKAGES = dict(reveal='reveal.js@5.2.1', mathjax='mathjax@3.2.2')
STYLES, SCRIPTS = ['reveal/dist/reveal.css', 'reveal/dist/theme/white.css'], ['mathjax/es5/tex-svg.js', 'reveal/dist/reveal.js']
WIDTH, HEIGHT, ZOOM = 1280, 720, 1.3 # of a slide, which the browser scales to the screen, and of the pictures on it


def directives(cell): return {line[2:].strip() for line in cell.source.splitlines() if line.startswith('#|')}
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
    "Leave out what a class needn't see, and begin a slide with each section, a sub-slide with each prose that follows code"
    def preprocess(self, nb, resources):
        nb.cells = [cell for cell in nb.cells if not self.unseen(cell)]
        for before, cell in zip([None, *nb.cells], nb.cells):
            prose = cell.cell_type == 'markdown'
            section = prose and re.match('##? ', cell.source)
            new = prose and (cell.source.startswith('#') or before and before.cell_type == 'code')
            cell.metadata['slideshow'] = dict(slide_type='slide' if section else 'subslide' if new else '-')
            if alt := re.search(r'^#\| *fig-alt: *"(.*)"', cell.source, re.MULTILINE): cell.metadata['alt'] = alt[1].replace('"', '')
            if not prose: cell.metadata['transient'] = dict(remove_source='code-fold: true' in directives(cell))
            cell.source = re.sub(r'\]\((\d\d\w+)\.ipynb', r'](\1.html', cell.source) if prose else without_directives(cell.source)
        return nb, resources

    def unseen(self, cell):
        "Hidden cells, imports, folded code and checks without a result"
        if cell.cell_type != 'code': return False
        marks = directives(cell)
        if any(re.match('hide|default_exp', d) for d in marks) or not without_directives(cell.source): return True
        if all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.parse(cell.source).body): return True
        return not cell.outputs and ('code-fold: true' in marks or 'exports' not in marks and bool(re.search(r'\btest_\w+\(|\bassert_\w+\(|ExceptionExpected|@given', cell.source)))


def web_parts():
    "Style sheets and scripts from their npm packages; without npm, links to them"
    folder = out/'npm'
    if not shutil.which('npm'): print('npm is not installed: the slides will need a network')
    elif not folder.exists():
        packages = [f'{name}@npm:{package}' for name, package in PACKAGES.items()]
        subprocess.run(['npm', 'install', '--silent', '--no-fund', '--no-audit', '--ignore-scripts', '--prefix', folder, *packages], check=True)
    def part(file):
        name, _, rest = file.partition('/')
        if not folder.exists(): return dict(url=f'https://cdn.jsdelivr.net/npm/{PACKAGES[name]}/{rest}')
        return dict(text=re.sub(r'@import url\([^)]*\);', '', (folder/'node_modules'/file).read_text(encoding='utf-8'))) # fonts of the theme: the reader's will do
    return dict(styles=list(map(part, STYLES)), scripts=list(map(part, SCRIPTS)), width=WIDTH, height=HEIGHT, zoom=ZOOM)

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
