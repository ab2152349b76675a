"""The exercises of the lessons: copies for students, and points for what they made of them.

A page of exercises is a notebook `NNx_…`. Each exercise begins with a heading `### 4. …`, says its kind, how hard it is and how many
points it gives, and may have a cell tagged `start`, in which students write. What follows and is tagged is for the teacher: `solution`
(with `wrong`: an answer that is often given, and must not get all points) and `grade`, a check that gives its `#| points`.
A copy is the page without those. To grade one, its cells run in a kernel of their own, and the checks after those of their exercise.
An exercise goes from its heading to the next one, whatever cells a student adds.
"""
import os, re
from dataclasses import dataclass
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert.preprocessors import ClearOutputPreprocessor
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from common import marks, nbs, without_marks

HEADING = re.compile(r'^### (\d+)\. (.+)', re.MULTILINE)
KIND = re.compile(r'^\*\*(.+)\*\* · (easy|medium|hard)(?: · (\d+) points?)?$', re.MULTILINE)
pages = {path.stem: path for path in sorted(nbs.glob('[0-9][0-9]x_*.ipynb'))}


def tags(cell): return set(cell.metadata.get('tags', []))

def sections(cells):
    "The cells by the number of their exercise; 0 is what stands before the first one"
    found, number = {}, 0
    for cell in cells:
        heading = HEADING.search(cell.source) if cell.cell_type == 'markdown' else None
        if heading: number = int(heading[1])
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
    page.metadata['exercises'] = name
    for cell in cells:
        cell.metadata = nbformat.NotebookNode()
        if cell.cell_type == 'code': cell.source = without_marks(cell)
    ClearOutputPreprocessor().preprocess(page, {})
    return page

@dataclass
class Grade:
    "The points of one exercise, of how many, and what was wrong first"
    title:str
    points:int
    of:int
    why:str

def grade(copy, folder='.', seconds=60):
    "Run a student's copy with the checks of its page after each exercise's cells: grades by the numbers of the exercises"
    page = nbformat.read(pages[copy.metadata['exercises']], as_version=4)
    answers, run = sections(copy.cells), new_notebook()
    client = NotebookClient(run, kernel_name='python3', extra_arguments=['--log-level=ERROR'], timeout=seconds,
                            interrupt_on_timeout=True, resources=dict(metadata=dict(path=str(folder))))

    def problem(source):
        "What stops a cell, in one line; nothing if it runs"
        run.cells.append(new_code_cell(source))
        try: client.execute_cell(run.cells[-1], len(run.cells) - 1)
        except CellExecutionError as e:
            if e.ename == 'KeyboardInterrupt': return f'it takes more than {seconds} seconds'
            return e.evalue if e.ename == 'AssertionError' and e.evalue else f'{e.ename}: {e.evalue}'.split('\n')[0]
        except DeadKernelError: return 'Python has ended before'

    grades = {}
    with client.setup_kernel(env=dict(os.environ, TQDM_DISABLE='1')):
        for number, own in sections(page.cells).items():
            found = [problem(cell.source) for cell in answers.get(number, []) if cell.cell_type == 'code']
            checks = [(int(marks(cell)['points']), problem(without_marks(cell))) for cell in own if 'grade' in tags(cell)]
            if not checks: continue
            why = [p for p in found if p] + [p for _, p in checks if p]
            if number not in answers: why = ['its heading is gone']
            points, of = sum(p for p, wrong in checks if not wrong), sum(p for p, _ in checks)
            grades[number] = Grade(HEADING.search(own[0].source)[2], points, of, why[0] if why and points < of else '')
    return grades
