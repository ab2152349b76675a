"""Check that what is generated is in step with the notebooks, and that the house keeps its rules; says how to mend what is not.

`make prepare` is run on a copy of the repository: a file that changes there was out of step here.
"""
import ast, filecmp, json, re, shutil, subprocess, sys, tempfile
from collections import defaultdict
from pathlib import Path
import jedi, yaml
import linreg_fc
from linreg_fc import LR
from nbdev.config import get_config
from teach import exercise_copy

top = Path(__file__).parent.parent
nbs, package = top/'nbs', top/'linreg_fc'
MODULE, FUNCTION, WIDTH, WIDE = 300, 40, 120, 10 # lines of a module, of a function; characters of a line, and how many lines may have more
CELLS, IN_A_ROW = range(40, 91), 3 # of a numbered chapter; its code cells without prose between
EXCEPTIONS = {} # chapters whose subject needs other numbers: {'07_moments': dict(cells=range(40, 101), in_a_row=4, why='…')}


def call(*args):
    "Run this Python with other arguments"
    return subprocess.run([sys.executable, *args], cwd=top, capture_output=True, text=True)

def tool(hint, *args):
    "What a tool says if it isn't content, and a hint"
    done = call('-m', *args)
    return [f'{done.stdout}{done.stderr}{hint}'] if done.returncode else []

def cells_of(path): return json.loads(path.read_text(encoding='utf-8'))['cells']

def text(cell): return ''.join(cell['source'])

notebooks = {p: cells_of(p) for p in sorted(nbs.glob('*.ipynb'))} # in the order of the chapters
sources = {p: p.read_text(encoding='utf-8') for p in sorted(package.glob('*.py*')) if p.stem not in ('__init__', '_modidx') and p.suffix in ('.py', '.pyi')}
tracked = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard'], cwd=top, capture_output=True, text=True, check=True).stdout.splitlines()
owners = defaultdict(list) # the notebooks of each module
for path, cells in notebooks.items():
    for name in re.findall(r'#\| *default_exp +([\w.]+)', '\n'.join(map(text, cells))): owners[name].append(path.name)


def one_notebook_each():
    "Modules that two notebooks export to, where one would silently overwrite the other, or none does"
    shared = [f"default_exp {name} stands in {' and '.join(paths)}: give each notebook a module of its own" for name, paths in owners.items() if len(paths) > 1]
    return shared + [f'no notebook exports to linreg_fc/{p.name}: delete it' for p in sources if p.stem not in owners]

def imported(node):
    "The modules of the package that a statement imports"
    if not isinstance(node, (ast.Import, ast.ImportFrom)): return
    start = f"{package.name}." if getattr(node, 'level', 0) else ''
    for alias in node.names:
        parts = f"{start}{getattr(node, 'module', '') or ''}.{alias.name}".replace('..', '.').strip('.').split('.')
        if parts[0] == package.name: yield (parts + ['__init__'])[1]

def arrows():
    "Imports that don't point to the module of an earlier notebook; so there is no circle either"
    order, found = list(owners), []
    for path, source in sources.items():
        above = order[:order.index(path.stem)] if path.stem in order else []
        lines = [(name, node.lineno) for node in ast.walk(ast.parse(source)) for name in imported(node) if name not in above]
        found += [f'linreg_fc/{path.name}, line {line} imports {name}, which no earlier notebook makes: move what both need to the earlier one' for name, line in lines]
    return found

def sizes():
    "Modules, functions and lines that are too long to be read"
    modules = {p: s.splitlines() for p, s in sources.items() if p.suffix == '.py'}
    found = [f'linreg_fc/{p.name} has {len(lines)} lines, more than {MODULE}: split its notebook' for p, lines in modules.items() if len(lines) > MODULE]
    for p in modules:
        for node in ast.walk(ast.parse(sources[p])):
            if isinstance(node, ast.FunctionDef) and (long := node.end_lineno - node.lineno + 1) > FUNCTION:
                found.append(f'{node.name} in linreg_fc/{p.name} has {long} lines, more than {FUNCTION}: make functions of its parts')
    wide = [f'linreg_fc/{p.name}:{n}' for p, lines in modules.items() for n, line in enumerate(lines, 1) if len(line) > WIDTH]
    return found + ([f"{len(wide)} lines of the package have more than {WIDTH} characters, at most {WIDE} may: {' '.join(wide)}"] if len(wide) > WIDE else [])

def chapters():
    "Numbered chapters that are too short or too long, or have too much code without prose"
    found = []
    for path, cells in notebooks.items():
        if not re.match(r'\d\d_', path.name): continue
        allowed = dict(cells=CELLS, in_a_row=IN_A_ROW) | EXCEPTIONS.get(path.stem, {})
        size, allowed_run = allowed['cells'], allowed['in_a_row']
        if len(cells) not in size: found.append(f'nbs/{path.name} has {len(cells)} cells, not {size[0]} to {size[-1]}: split it, or give the reason in EXCEPTIONS of tools/check.py')
        kinds = ''.join('c' if cell['cell_type'] == 'code' else ' ' for cell in cells)
        for run in re.finditer(f'c{{{allowed_run + 1},}}', kinds):
            found.append(f"nbs/{path.name} has {len(run[0])} cells of code in a row, from cell {cells[run.start()]['id']} on: a sentence belongs between, or they belong together")
    return found

def sidebar():
    "Chapters that the sidebar leaves out, repeats or puts in another order than their numbers do; lettered ones need parts of their own"
    contents = yaml.safe_load((nbs/'sidebar.yml').read_text(encoding='utf-8'))['website']['sidebar']['contents']
    parts = [[c if isinstance(c, str) else c['href'] for c in part.get('contents', [part])] for part in contents]
    lettered = lambda name: bool(re.match(r'\d\d[a-z]_', name))
    mixed = [part for part in parts if len(set(map(lettered, part))) > 1]
    listed, there = sorted(sum(parts, []), key=lettered), sorted(['index.ipynb', *(p.name for p in notebooks if p.name[0].isdigit())], key=lettered)
    return [f"nbs/sidebar.yml mixes lessons and engine rooms in {part}" for part in mixed] + ([] if listed == there else [
        f"nbs/sidebar.yml lists\n  {' '.join(listed)}\nbut the chapters are\n  {' '.join(there)}\nName each of them once and in this order"])

def one_version():
    "Places that say another version than settings.ini"
    version = get_config().version
    first = lambda pattern, file: (re.search(pattern, (top/file).read_text(encoding='utf-8'), re.MULTILINE) or ['', 'none'])[1]
    said = {'linreg_fc.__version__': linreg_fc.__version__, 'CITATION.cff': first(r'^version: *["\']?([\w.]+)', 'CITATION.cff'),
            'the newest release in CHANGELOG.md': first(r'^## (\d[\w.]*)', 'CHANGELOG.md')}
    return [f'{place} says {v}, but settings.ini {version}: mend it there, the package by `make prepare`' for place, v in said.items() if v != version]

def local_paths():
    "Notebooks whose outputs show paths of the machine they ran on"
    found = {p.name: re.findall(r'(?:/home|/root|/tmp|/work|/Users|site-packages)/[\w./-]*', p.read_text(encoding='utf-8')) for p in notebooks}
    return [f"{name} shows the path {paths[0]}: change the cell so that its output is the same everywhere" for name, paths in found.items() if paths]

def mixed_imports():
    "Cells that import and do something else: the site runs the cells with imports alone"
    code = [(path, text(cell)) for path, cells in notebooks.items() for cell in cells if cell['cell_type'] == 'code' and not re.match(r'\s*[%!]', text(cell))]
    both = lambda source: len({isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.parse(source).body}) == 2
    return [f"{path.name} has a cell that imports and does something else; give the import a cell of its own:\n{source}" for path, source in code if both(source)]

def solved_exercises():
    "Exercises without a solution that shows something and checks it, and exercise copies that still hold solutions"
    found = []
    for path, cells in notebooks.items():
        texts = list(map(text, cells))
        exercises = next((len(re.findall(r'^\d+\. ', texts[i+1], re.MULTILINE)) for i, t in enumerate(texts) if t.strip() == '## Exercises'), 0)
        start = next((i for i, t in enumerate(texts) if t.strip() == '## Solutions'), len(cells))
        if any(('solution' in cell['metadata'].get('tags', [])) != (i >= start) for i, cell in enumerate(cells)):
            found.append(f"{path.name}: the cells from the heading Solutions on, and no others, need the tag `solution`")
        parts, last = defaultdict(list), 0
        for cell in cells[start:]:
            if number := re.match(r'\*\*Exercise (\d+)\.\*\*', text(cell)): last = int(number[1])
            parts[last].append(cell)
        for n in range(1, exercises + 1):
            if not (any(c.get('outputs') for c in parts[n]) and any(re.search(r'test_|assert', text(c)) for c in parts[n])):
                found.append(f"{path.name}: the solution of exercise {n} should begin with **Exercise {n}.**, show a result and check it")
        copy = json.loads(exercise_copy(path))['cells']
        left = {t for t in texts[start:] if t.strip()} & set(map(text, copy))
        if left or sum(c['cell_type'] == 'code' and not c['source'] for c in copy) != exercises:
            found.append(f"{path.name}: its exercise copy holds solutions, or not one empty cell for each exercise: see tools/teach.py")
    return found

def out_of_step():
    "Files that `make prepare` would change"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)/'copy'
        for f in filter(lambda f: (top/f).exists(), tracked):
            (copy/f).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(top/f, copy/f, follow_symlinks=False)
        done = subprocess.run(['make', 'prepare', f'BIN={Path(sys.executable).parent}'], cwd=copy, capture_output=True, text=True)
        if done.returncode: return [f'make prepare fails:\n{done.stdout}{done.stderr}']
        now = {str(p.relative_to(copy)) for d in ('nbs', 'linreg_fc') for p in (copy/d).rglob('*') if p.is_file() and '__pycache__' not in p.parts} | {'README.md'}
        changed = [f for f in sorted(now) if not (top/f).exists() or not filecmp.cmp(top/f, copy/f, shallow=False)]
        changed += [f for f in tracked if f.startswith(('nbs/', 'linreg_fc/')) and f not in now]
    why = lambda f: 'is not clean' if f.endswith('.ipynb') else 'is out of step with the notebooks'
    return [f'{f} {why(f)}: run `make prepare` and commit what it changes' for f in changed]

def true_stubs():
    "Differences between the stubs and what the modules really hold"
    stubs = [f'linreg_fc.{p.stem}' for p in sources if p.suffix == '.pyi']
    return tool('The stubs tell an editor something else than is so: mend the signature in the notebook, or tools/stubs.py',
        'mypy.stubtest', *stubs, '--mypy-config-file', 'mypy.ini', '--allowlist', 'tools/stubs_allow.txt', '--ignore-unused-allowlist')

def editor_completes():
    "Methods of LR that an editor would not offer"
    offered = {c.name for c in jedi.Script('from linreg_fc import LR\nLR().').complete(2, 5)}
    missing = {m for m in dir(LR) if not m.startswith('_')} - offered
    return [f"editors don't know {', '.join(sorted(missing))}: run `make prepare`"] if missing else []

def types():
    "What a type checker that knows the package as it is installed says against everyday use, and what it fails to say against misuse"
    misuse = "from linreg_fc import LR\nLR().fitt([[1.]], [1.])\nLR(lr='fast')\nLR.load('model.json').save()\n"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy2(top/'tools'/'everyday.py', folder)
        (Path(folder)/'misuse.py').write_text(misuse, encoding='utf-8')
        (Path(folder)/'pyrightconfig.json').write_text('{"typeCheckingMode": "standard"}', encoding='utf-8')
        done = call('-m', 'basedpyright', '--project', folder, '--pythonpath', sys.executable, '--outputjson')
    said = [(Path(d['file']).name, d['range']['start']['line'], d['message']) for d in json.loads(done.stdout)['generalDiagnostics'] if d['severity'] == 'error']
    problems = [f'pyright on tools/{file}, line {line+1}: {message}\nMend the signature in the notebook, then `make prepare`' for file, line, message in said if file == 'everyday.py']
    missed = {1, 2, 3} - {line for file, line, _ in said if file == 'misuse.py'}
    return problems + [f'pyright finds nothing wrong with `{misuse.splitlines()[line]}`: is linreg_fc/model.pyi complete, and the package installed in the mode that the Makefile uses?' for line in sorted(missed)]

def light_import():
    "Does `import linreg_fc` need matplotlib or pandas? scikit-learn and torch load pandas where it is installed; the library itself may not"
    done = call('-c', "import sys; sys.modules['pandas'] = sys.modules['matplotlib'] = None; import linreg_fc")
    where = '\n'.join(done.stderr.splitlines()[-3:])
    return [f'{where}\nThis is imported with linreg_fc: import it in the function that needs it'] if done.returncode else []

def secrets():
    "Tokens, keys and passwords in files that git knows; without the guesses by entropy, which pictures in notebooks set off"
    guesses = ['--disable-plugin', 'Base64HighEntropyString', '--disable-plugin', 'HexHighEntropyString']
    return tool('Take it out, and revoke it if it was ever pushed', 'detect_secrets.pre_commit_hook', '--no-verify', *guesses, *filter(lambda f: (top/f).is_file(), tracked))

def schemas():
    "Files for GitHub that GitHub would refuse"
    github = top/'.github'
    forms = [p for p in github.glob('ISSUE_TEMPLATE/*.yml') if p.name != 'config.yml']
    files = {'github-workflows': github.glob('workflows/*.yml'), 'dependabot': [github/'dependabot.yml'], 'github-issue-forms': forms,
             'github-issue-config': [github/'ISSUE_TEMPLATE'/'config.yml'], 'citation-file-format': [top/'CITATION.cff']}
    return [said for name, paths in files.items() for said in tool('', 'check_jsonschema', '--builtin-schema', f'vendor.{name}', *sorted(paths))]


checks = [one_notebook_each, arrows, sizes, chapters, sidebar, one_version, mixed_imports, solved_exercises, out_of_step, local_paths, true_stubs, editor_completes, types, light_import, secrets, schemas]
if __name__ == '__main__':
    failed = 0
    for check in checks:
        problems = check()
        failed += bool(problems)
        print('\n'.join(problems) if problems else f'ok   {check.__name__}')
    print(f'{len(checks)-failed} passed, {failed} failed')
    sys.exit(bool(failed))
