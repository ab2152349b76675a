"""Does grading do what it should? A copy with the solutions gets all points; one with planted wrong answers loses some where they stand,
and nowhere else; one without answers gets none. What students do to a copy, such as endless loops, costs the points of that exercise
only, and what they add costs nothing. `short` leaves out two of the four copies of each page."""
import sys
from concurrent.futures import ThreadPoolExecutor
from exercises import grade, pages, sections, student_copy, tags
from common import marks, nbs, without_marks
import nbformat
from nbformat.v4 import new_markdown_cell


def answers(name, kind):
    "The teacher's answers of a page by exercise: `solution` or `wrong`; a solution keeps what it computes, not its checks"
    page = nbformat.read(pages[name], as_version=4)
    def source(cells):
        own = [cell for cell in cells if cell.cell_type == 'code' and 'solution' in tags(cell) and 'code-fold' not in marks(cell)]
        return '\n\n'.join(without_marks(cell) for cell in own if ('wrong' in tags(cell)) == (kind == 'wrong'))
    return {number: source(cells) for number, cells in sections(page.cells).items()}

def problems(name, which):
    "What is wrong with the points of one copy: `right`, `odd` or `even` exercises wrong, or `empty`"
    right, wrong = answers(name, 'solution'), answers(name, 'wrong')
    planted = lambda number: which == 'empty' or which != 'right' and number % 2 == (which == 'odd')
    filled = {'right': right.get, 'empty': lambda number: None}.get(which, lambda n: (wrong if planted(n) else right).get(n))
    for number, g in grade(student_copy(name, filled), nbs).items():
        if planted(number) and (g.points == g.of or which == 'empty' and g.points):
            yield f'{name}, exercise {number}, {which}: {g.points} of {g.of} points for a wrong answer'
        if not planted(number) and g.points < g.of:
            yield f'{name}, exercise {number}, {which}: {g.points} of {g.of} points for the solution: {g.why}'

UNRULY = { # what a student's cell may do, and what is said of it
    'import time\nwhile True:\n    try: time.sleep(1)\n    except KeyboardInterrupt: pass': 'it takes more than 15 seconds',
    'import os; os._exit(0)': 'it ends Python', 'exit()': 'SystemExit', 'input()': 'StdinNotImplementedError',
    'def derivative_of_three(w: return w': 'SyntaxError'}

def unruly(name):
    "What is wrong with the points of copies in which exercise 6 goes wrong, is gone, or is answered by someone who reuses names and adds headings"
    right, others = answers(name, 'solution'), {n: g.of for n, g in grade(student_copy(name), nbs).items() if n != 6}
    def judged(copy, points, words, what):
        grades = grade(copy, nbs, 15)
        got = {n: g.points for n, g in grades.items() if n != 6}
        if got != others or grades[6].points != points or not grades[6].why.startswith(words):
            yield f'{name}, {what!r}: {got}, exercise 6 {grades[6]}'
    for source, words in UNRULY.items(): yield from judged(student_copy(name, {**right, 6: source}.get), 0, words, source)
    gone = student_copy(name, right.get)
    gone.cells = [cell for cell in gone.cells if cell not in sections(gone.cells)[6]]
    yield from judged(gone, 0, 'its heading is gone', 'gone')
    free = student_copy(name, {**right, 6: right[6] + '\nmin = best = loss_of_three = x = 2; np.random.seed(0)'}.get)
    free.cells.insert(-1, new_markdown_cell('### 9. What I noticed'))
    yield from judged(free, sum(g.of for n, g in grade(free, nbs).items() if n == 6), '', 'free')

if __name__ == '__main__':
    jobs = [(problems, name, which) for name in pages for which in ['odd', 'even', 'right', 'empty'][:2 if sys.argv[1:] == ['short'] else 4]] + [(unruly, next(iter(pages)))]
    with ThreadPoolExecutor(2) as threads: results = list(threads.map(lambda job: list(job[0](*job[1:])), jobs))
    for found in results: print(*found, sep='\n', end='\n'*bool(found))
    print(f'{sum(not found for found in results)} passed, {sum(map(bool, results))} failed')
    sys.exit(any(results))
