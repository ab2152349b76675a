"""The exercises of the lessons: copies for students, and points for what they made of them.

A page of exercises is a notebook `NNx_…`. Each exercise begins with a heading `### 4. …`, says its kind, how hard it is and how many
points it gives, and may have a cell tagged `start`, in which students write. What follows and is tagged is for the teacher: `solution`
(with `wrong`: an answer that is often given, and must not get all points) and `grade`, a check that gives its `#| points`.
A copy is the page without those. To grade one, its cells run in a kernel of their own, and the checks after those of their exercise.
An exercise goes from its heading to the next one, whatever cells a student adds. A check sees the student's names, but the set-up of
the page as it is there, Python's own functions, and nothing of other checks; a student's cells see nothing of the checks. What an exercise
breaks for good, such as a loop that can't be stopped, costs its own points: the others are run again without it.
Grading protects from mistakes, not from students who set out to cheat: their code runs as the teacher.
"""
import os, re
from dataclasses import dataclass
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ClearOutputPreprocessor
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from common import marks, nbs, without_marks

HEADING = re.compile(r'^### (\d+)\. (.+)', re.MULTILINE)
KIND = re.compile(r'^\*\*(.+)\*\* · (easy|medium|hard)(?: · (\d+) points?)?$', re.MULTILINE)
pages = {path.stem: path for path in sorted(nbs.glob('[0-9][0-9]x_*.ipynb'))}


def tags(cell): return set(cell.metadata.get('tags', []))

def sections(cells, numbers=range(1, 100)):
    "The cells by the number of their exercise, one of `numbers`; 0 is what stands before the first one"
    found, number = {}, 0
    for cell in cells:
        heading = HEADING.search(cell.source) if cell.cell_type == 'markdown' else None
        if heading and int(heading[1]) in numbers: number = int(heading[1])
        found.setdefault(number, []).append(cell)
    return found

def student_copy(name, answers=lambda number: None):
    "A page without what is for the teacher, and a cell for each answer; `answers` may fill some in, as tests do"
    page, cells = nbformat.read(pages[name], as_version=4), []
    for number, own in sections(page.cells).items():
        taught = [cell for cell in own if not tags(cell) & {'solution', 'grade'}]
        if number and not any('start' in tags(cell) for cell in own): taught.append(new_markdown_cell('*Your answer:*', id=f'answer-{number}'))
        cells += taught
        if answer := answers(number): cells.append(new_code_cell(answer))
    page.cells = cells
    for cell in cells:
        cell.metadata = nbformat.NotebookNode()
        if cell.cell_type == 'code': cell.source = without_marks(cell)
    ClearOutputPreprocessor().preprocess(page, {})
    return page

def page_of(copy):
    "The name of the page that a notebook is a copy of, by its title, which begins with `# Exercises 5`; None if it is no copy"
    title = re.match(r'# Exercises (\d+)\b', copy.cells[0].source if copy.cells else '')
    return title and next((name for name in pages if int(name[:2]) == int(title[1])), None)

@dataclass
class Grade:
    "The points of one exercise, of how many, and what was wrong first"
    title:str
    points:int
    of:int
    why:str

class Broken(Exception):
    "An exercise after which nothing more can be run; with its number and the reason"

def runner(page, folder, seconds):
    "The client of a kernel, and functions that run a student's cell and an exercise's checks in it; they return what stops a cell, in one line"
    client = NotebookClient(new_notebook(), kernel_name='python3', extra_arguments=['--log-level=ERROR'], timeout=seconds,
                            resources=dict(metadata=dict(path=str(folder))))
    setup = '\n'.join(without_marks(cell) for cell in sections(page.cells)[0] if cell.cell_type == 'code')
    def run(source, number=0, otherwise='{}: {}'):
        client.nb.cells.append(new_code_cell(source))
        try: client.execute_cell(client.nb.cells[-1], len(client.nb.cells) - 1)
        except CellExecutionError as e:
            return e.evalue if e.ename == 'AssertionError' and e.evalue else otherwise.format(e.ename, e.evalue).split('\n')[0]
        except CellTimeoutError: raise Broken(number, f'it takes more than {seconds} seconds')
        except DeadKernelError: raise Broken(number, 'it ends Python')
    def check(sources, number):
        run(f"__names = {{k: v for k, v in globals().items() if not hasattr(__import__('builtins'), k)}}; exec({setup!r}, __names)", number)
        stopped = 'the check does not get through with this answer ({}: {})'
        return [run(f'exec({source!r}, __names)', number, stopped) for source in sources]
    return client, run, check

def grade(copy, folder='.', seconds=60, broken={}):
    "Run a student's copy with the checks of its page: grades by the numbers of the exercises; `broken` ones, with reasons, are left out"
    page = nbformat.read(pages[page_of(copy)], as_version=4)
    due, grades = sections(page.cells), {}
    answers = sections(copy.cells, due)
    client, run, check = runner(page, folder, seconds)
    try:
        with client.setup_kernel(env=dict(os.environ, TQDM_DISABLE='1')):
            run('import sys; exit = quit = sys.exit') # the kernel's own would end it a little later
            for number, own in due.items():
                checks = [cell for cell in own if 'grade' in tags(cell)]
                worth, points = [int(marks(cell)['points']) for cell in checks], 0
                why = [broken[number]] if number in broken else [] if number in answers else ['its heading is gone']
                if not why:
                    why += filter(None, [run(cell.source, number) for cell in answers[number] if cell.cell_type == 'code'])
                    results = check(map(without_marks, checks), number) if checks else []
                    points = sum(p for p, problem in zip(worth, results) if not problem)
                    why += filter(None, results)
                if checks: grades[number] = Grade(HEADING.search(own[0].source)[2], points, sum(worth), why[0] if points < sum(worth) else '')
    except Broken as e:
        number, reason = e.args
        if number in broken: raise
        return grade(copy, folder, seconds, {**broken, number: reason})
    return grades
