"""Does grading do what it should? A copy with the solutions gets all points; one with planted wrong answers loses some where they stand,
and nowhere else; one without answers gets none. `short` leaves out the last two of the four copies of each page."""
import sys
from concurrent.futures import ThreadPoolExecutor
from exercises import grade, pages, sections, student_copy, tags
from common import marks, nbs, without_marks
import nbformat


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

if __name__ == '__main__':
    jobs = [(name, which) for name in pages for which in ['right', 'odd', 'even', 'empty'][:2 if 'short' in sys.argv else 4]]
    with ThreadPoolExecutor(2) as threads: results = list(threads.map(lambda job: list(problems(*job)), jobs))
    for found in results: print(*found, sep='\n', end='\n'*bool(found))
    print(f'{sum(not found for found in results)} passed, {sum(map(bool, results))} failed')
    sys.exit(any(results))
