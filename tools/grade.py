"Grade students' copies of exercises, which `make exercises` has made, with the checks that the copies don't have"
import csv, sys
from pathlib import Path
import nbformat
from fastcore.script import Param, call_parse
from common import top
from exercises import grade, page_of


def read(path):
    "A student's copy; the program ends if it is none"
    try: copy = nbformat.read(path, as_version=4)
    except (OSError, UnicodeError, nbformat.reader.NotJSONError) as e: sys.exit(f'grade.py: {path} is not a notebook that can be read: {e}')
    if not page_of(copy): sys.exit(f'grade.py: {path} is not a copy of exercises, whose title begins with `# Exercises 1`: make one with `make exercises CHAPTER=01`')
    return copy

@call_parse
def main(
    files:Param('copies with answers', str, nargs='+'),
    seconds:Param('how long each cell may take', int)=60,
):
    "Run copies of exercises and print the points of each; write a table of them to _teach/grades.csv"
    rows = []
    for path in map(Path, files):
        grades = grade(read(path), path.parent, seconds)
        print(path)
        for number, g in grades.items(): print(f'  {number}. {g.title:40} {g.points} of {g.of}  {g.why}'.rstrip())
        total = sum(g.points for g in grades.values())
        print(f"  {'total':43} {total} of {sum(g.of for g in grades.values())}\n")
        rows.append({'file': path.name, **{number: g.points for number, g in grades.items()}, 'total': total})
    table = top/'_teach'/'grades.csv'
    table.parent.mkdir(exist_ok=True)
    with table.open('w', newline='', encoding='utf-8') as f:
        writer = csv.DictWriter(f, dict.fromkeys(name for row in rows for name in row))
        writer.writeheader()
        writer.writerows(rows)
    print(f'the points are in {table.relative_to(top)}')
