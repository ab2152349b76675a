"""Does the house keep its rules? What breaks one is named, with how to mend it. `make prepare` comes before."""
import ast, os, re, subprocess, sys
from pathlib import Path
import yaml
from execnb.nbio import read_nb
from common import config, marks, nbs, package, top
from exercises import HEADING, KIND, pages as graded, sections, tags
from teach import exercise_copy

MODULE, FUNCTION, WIDTH, WIDE = 300, 40, 120, 10 # lines of a module, of a function; characters of a line; lines that may have more
CELLS, IN_A_ROW = range(40, 91), 3 # of a numbered chapter; its code cells without prose between
EXCEPTIONS = { # chapters whose subject needs other numbers, with the reason
    '23_reference': dict(cells=range(40, 111), why='formulas, mistakes and names to look up, each with its check')}

GUIDES = ['index', '00b_start', '00c_glossary', '23a_teaching'] # pages about the lessons, at the top of the sidebar
KINDS = ['Recall']*3 + ['Predict, then run']*2 + ['By pencil', 'Find the bug', 'Open data'] # exercises of a core lesson, in this order

notebooks = {p: read_nb(p).cells for p in sorted(nbs.glob('*.ipynb'))} # in the order of the chapters
sources = {p: p.read_text(encoding='utf-8') for p in sorted(package.glob('[!_]*.py*'))}
trees = {p: ast.parse(source) for p, source in sources.items() if p.suffix in ('.py', '.pyi')}


def arrows():
    "Modules that no notebook makes, or two, and imports of anything but modules of earlier notebooks: so there is no circle"
    order = [m['default_exp'] for cells in notebooks.values() for m in map(marks, cells) if 'default_exp' in m]
    found = [f'two notebooks say default_exp {name}: give each a module of its own' for name in set(order) if order.count(name) > 1]
    found += [f'no notebook exports to linreg_fc/{path.name}: delete it' for path in trees if path.stem not in order]
    for path in [path for path in trees if path.stem in order]:
        earlier = order[:order.index(path.stem)]
        for node in [node for node in ast.walk(trees[path]) if isinstance(node, ast.ImportFrom) and node.level]:
            names = {node.module} if node.module else {alias.name for alias in node.names}
            found += [f'linreg_fc/{path.name}, line {node.lineno} imports {name}, which no earlier notebook makes: '
                      'move what both need to the earlier one' for name in names.difference(earlier)]
    return found

def sizes():
    "Modules, functions and lines that are too long to be read"
    modules = {p: source.splitlines() for p, source in sources.items() if p.suffix == '.py'}
    functions = [(p, f) for p in modules for f in ast.walk(trees[p]) if isinstance(f, ast.FunctionDef)]
    found = [f'linreg_fc/{p.name} has more than {MODULE} lines: split its notebook' for p, lines in modules.items() if len(lines) > MODULE]
    found += [f'{f.name} in linreg_fc/{p.name} has more than {FUNCTION} lines: make functions of its parts'
              for p, f in functions if f.end_lineno - f.lineno >= FUNCTION]
    wide = [f'linreg_fc/{p.name}:{n}' for p, lines in modules.items() for n, line in enumerate(lines, 1) if len(line) > WIDTH]
    if len(wide) > WIDE: found.append(f"{len(wide)} lines have more than {WIDTH} characters, at most {WIDE} may: {' '.join(wide)}")
    return found

def chapters():
    "Numbered chapters that are too short or too long, or have too much code without prose"
    found = []
    for path, cells in notebooks.items():
        if not re.match(r'\d\d_', path.name): continue
        allowed = dict(cells=CELLS, in_a_row=IN_A_ROW) | EXCEPTIONS.get(path.stem, {})
        if len(cells) not in (size := allowed['cells']):
            found.append(f'nbs/{path.name} has {len(cells)} cells, not {size[0]} to {size[-1]}: '
                         'split it, or give the reason in EXCEPTIONS of tools/check.py')
        kinds = ''.join('c' if cell.cell_type == 'code' else ' ' for cell in cells)
        for run in re.finditer(f"c{{{allowed['in_a_row'] + 1},}}", kinds):
            found.append(f'nbs/{path.name} has {len(run[0])} cells of code in a row, from cell {cells[run.start()].id} on: '
                         'a sentence belongs between, or they belong together')
    return found

def sidebar():
    "Does the sidebar list every page once: guides, lessons in the order of their numbers, their exercises, engine rooms?"
    contents = yaml.safe_load((nbs/'sidebar.yml').read_text(encoding='utf-8'))['website']['sidebar']['contents']
    listed = [name for part in contents for name in part.get('contents', [part.get('href')])]
    part = lambda name: 0 if Path(name).stem in GUIDES else 1 if name[2] == '_' else 2 if name[2] == 'x' else 3
    due = sorted((p.name for p in notebooks), key=lambda name: (part(name), name[0].isdigit(), name))
    return [] if listed == due else [f"nbs/sidebar.yml lists\n  {' '.join(listed)}\nbut should list\n  {' '.join(due)}"]

def solutions():
    "Exercises without a solution that shows something and checks it, and exercise copies without an empty cell for each"
    found = []
    for path, cells in [(path, cells) for path, cells in notebooks.items() if path.stem not in graded]:
        start = next((i for i, cell in enumerate(cells) if cell.source.startswith('## Solutions')), len(cells))
        if any(('solution' in cell.metadata.get('tags', [])) != (i >= start) for i, cell in enumerate(cells)):
            found.append(f'{path.name}: the cells from the heading Solutions on, and no others, need the tag `solution`')
        before = '\n'.join(cell.source for cell in cells[:start]).partition('\n## Exercises\n')[2]
        exercises = re.findall(r'^(\d+)\. ', before, re.MULTILINE)
        after = '\n'.join(cell.source + '\n(output)'*bool(cell.get('outputs')) for cell in cells[start:])
        parts = re.split(r'^\*\*Exercise (\d+)\.\*\*', after, flags=re.MULTILINE)
        solved = dict(zip(parts[1::2], parts[2::2]))
        for n in exercises:
            if not re.search(r'test_|assert', solved.get(n, '')) or '(output)' not in solved[n]:
                found.append(f'{path.name}: the solution of exercise {n} should begin with **Exercise {n}.**, show a result and check it')
        if sum(not c.source for c in exercise_copy(path).cells) != len(exercises):
            found.append(f'{path.name}: its exercise copy has not one empty cell for each exercise: write them as one list, 1. 2. 3.')
    return found

def exercises():
    "Core lessons whose page of exercises is missing or lacks a kind; exercises that say no points, have no hint, check or wrong answer"
    lessons = {path.name[:2] for path in notebooks if re.match('0[1-8]_', path.name)}
    found = [f'nbs/{n}_… has no page of exercises: write nbs/{n}x_….ipynb' for n in sorted(lessons - {name[:2] for name in graded})]
    for name, path in graded.items():
        own = sections(notebooks[path])
        own.pop(0)
        texts = {number: '\n'.join(cell.source for cell in cells) for number, cells in own.items()}
        kinds = {number: KIND.search(text) for number, text in texts.items()}
        if [kind and kind[1] for kind in kinds.values()] != KINDS:
            found.append(f"nbs/{path.name}: its exercises should be of the kinds {', '.join(KINDS)}, each written as **Kind** · easy · 1 point")
        for number, cells in own.items():
            marked = [tags(cell) for cell in cells]
            points = sum(int(marks(cell)['points']) for cell in cells if 'grade' in tags(cell))
            if points != int(kinds[number] and kinds[number][3] or 0): found.append(f'nbs/{path.name}, exercise {number} says other points than its checks give')
            if {'solution'} not in marked: found.append(f'nbs/{path.name}, exercise {number} has no solution')
            if points and not ({'start'} in marked and {'solution', 'wrong'} in marked and '<summary>Hint</summary>' in texts[number]):
                found.append(f'nbs/{path.name}, exercise {number} needs a cell tagged start, a folded hint, and a wrong answer tagged solution and wrong')
            shown = [cell for cell in cells if tags(cell) == {'solution'} and cell.get('outputs')]
            if points and not shown: found.append(f'nbs/{path.name}, exercise {number}: its solution shows no result')
    return found


stubs = ' '.join(f'linreg_fc.{p.stem}' for p in trees if p.suffix == '.pyi')
schema = 'check-jsonschema --builtin-schema vendor.'
newest = f'grep -m1 "^## [0-9]" CHANGELOG.md | grep "^## {config.version}"'
commands = { # what other tools know better, and what to do where they aren't content
    f'python -c "import sys, linreg_fc.model; from mypy.stubtest import main; sys.exit(main())" {stubs} --mypy-config-file mypy.ini --allowlist tools/stubs_allow.txt --ignore-unused-allowlist':
        'The stubs tell an editor something else than is so: mend the signature in the notebook, or tools/stubs.py',
    f'cd tools && basedpyright --pythonpath {sys.executable} journey.py':
        'A type checker that knows the package as it is installed stumbles over everyday use, or misses a mistake: mend the signature '
        'in the notebook, then `make prepare`. Nothing is found at all? Then install the package in the mode that the Makefile uses',
    'python -c "import sys; sys.modules[\'pandas\'] = sys.modules[\'matplotlib\'] = None; import linreg_fc.model"':
        'This is imported with linreg_fc: import it in the function that needs it',
    f'{newest} && grep "^version: .*{config.version}" CITATION.cff':
        'settings.ini, CITATION.cff and the newest release in CHANGELOG.md name different versions',
    "! grep -oE '(/home|/root|/tmp|/work|/Users|site-packages)/[[:alnum:]_./-]*' nbs/*.ipynb":
        'A notebook shows a path of the machine it ran on: change the cell so that its output is the same everywhere',
    'detect-secrets-hook --no-verify --exclude-lines image/png --disable-plugin Base64HighEntropyString '
    '--disable-plugin HexHighEntropyString $(git ls-files -co --exclude-standard)':
        'Take it out, and revoke it if it was ever pushed',
    f'{schema}github-workflows .github/workflows/*.yml': 'GitHub would refuse this',
    f'{schema}dependabot .github/dependabot.yml': 'GitHub would refuse this',
    f'{schema}github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml': 'GitHub would refuse this',
    f'{schema}github-issue-config .github/ISSUE_TEMPLATE/config.yml': 'GitHub would refuse this',
    f'{schema}citation-file-format CITATION.cff': 'GitHub would refuse this',
}

def told(command, hint):
    "What a command says if it fails, and the hint"
    environ = os.environ | {'PATH': f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, shell=True, cwd=top, env=environ, capture_output=True, text=True)
    return [f'{done.stdout}{done.stderr}{hint}'] if done.returncode else []

if __name__ == '__main__':
    results = {check.__name__: check() for check in (arrows, sizes, chapters, sidebar, solutions, exercises)}
    results |= {command: told(command, hint) for command, hint in commands.items()}
    for name, problems in results.items(): print('\n'.join(problems) if problems else f'ok   {name[:80]}')
    failed = sum(map(bool, results.values()))
    print(f'{len(results) - failed} passed, {failed} failed')
    sys.exit(bool(failed))
