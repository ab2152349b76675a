"""Check that what is generated is in step with the notebooks; says how to mend what is not.

`make prepare` is run on a copy of the repository: a file that changes there was out of step here.
"""
import ast, filecmp, json, re, shutil, subprocess, sys, tempfile
from collections import defaultdict
from pathlib import Path
import jedi
import linreg_fc
from linreg_fc import LR
from nbdev.config import get_config
from teach import exercise_copy

top = Path(__file__).parent.parent


def call(*args):
    "Run this Python with other arguments"
    return subprocess.run([sys.executable, *args], cwd=top, capture_output=True, text=True)

def tracked(): return subprocess.run(['git', 'ls-files', '-co', '--exclude-standard'], cwd=top, capture_output=True, text=True, check=True).stdout.splitlines()


def shared_exports():
    "Modules that more than one notebook exports to: one would silently overwrite the other"
    users = defaultdict(list)
    for path in sorted((top/'nbs').glob('*.ipynb')):
        for name in re.findall(r'#\| *default_exp +([\w.]+)', path.read_text(encoding='utf-8')): users[name].append(path.name)
    return [f"default_exp {name} stands in {' and '.join(paths)}: give each notebook a module of its own" for name, paths in users.items() if len(paths) > 1]

def out_of_step():
    "Files that `make prepare` would change"
    files = tracked()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)/'copy'
        for f in filter(lambda f: (top/f).exists(), files):
            (copy/f).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(top/f, copy/f, follow_symlinks=False)
        done = subprocess.run(['make', 'prepare', f'BIN={Path(sys.executable).parent}'], cwd=copy, capture_output=True, text=True)
        if done.returncode: return [f'make prepare fails:\n{done.stdout}{done.stderr}']
        now = {str(p.relative_to(copy)) for d in ('nbs', 'linreg_fc') for p in (copy/d).rglob('*') if p.is_file() and '__pycache__' not in p.parts} | {'README.md'}
        changed = [f for f in sorted(now) if not (top/f).exists() or not filecmp.cmp(top/f, copy/f, shallow=False)]
        changed += [f for f in files if f.startswith(('nbs/', 'linreg_fc/')) and f not in now]
    why = lambda f: 'is not clean' if f.endswith('.ipynb') else 'is out of step with the notebooks'
    return [f'{f} {why(f)}: run `make prepare` and commit what it changes' for f in changed]

def sidebar():
    "Chapters that the sidebar leaves out, repeats or puts in another order than their numbers do"
    listed = re.findall(r'[\w-]+\.ipynb', (top/'nbs'/'sidebar.yml').read_text(encoding='utf-8'))
    chapters = ['index.ipynb', *(p.name for p in sorted((top/'nbs').glob('[0-9]*.ipynb')))]
    return [] if listed == chapters else [f"nbs/sidebar.yml lists\n  {' '.join(listed)}\nbut the chapters are\n  {' '.join(chapters)}\nName each of them once and in this order"]

def one_version():
    "Places that say another version than settings.ini"
    version = get_config().version
    first = lambda pattern, file: (re.search(pattern, (top/file).read_text(encoding='utf-8'), re.MULTILINE) or ['', 'none'])[1]
    said = {'linreg_fc.__version__': linreg_fc.__version__, 'CITATION.cff': first(r'^version: *["\']?([\w.]+)', 'CITATION.cff'),
            'the newest release in CHANGELOG.md': first(r'^## (\d[\w.]*)', 'CHANGELOG.md')}
    return [f'{place} says {v}, but settings.ini {version}: mend it there, the package by `make prepare`' for place, v in said.items() if v != version]


def local_paths():
    "Notebooks whose outputs show paths of the machine they ran on"
    found = {p.name: re.findall(r'(?:/home|/root|/tmp|/work|/Users|site-packages)/[\w./-]*', p.read_text(encoding='utf-8')) for p in sorted((top/'nbs').glob('*.ipynb'))}
    return [f"{name} shows the path {paths[0]}: change the cell so that its output is the same everywhere" for name, paths in found.items() if paths]


def mixed_imports():
    "Cells that import and do something else: the site runs the cells with imports alone"
    found = []
    for path in sorted((top/'nbs').glob('*.ipynb')):
        for cell in json.loads(path.read_text(encoding='utf-8'))['cells']:
            if cell['cell_type'] != 'code' or re.match(r'\s*[%!]', source := ''.join(cell['source'])): continue
            kinds = {isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.parse(source).body}
            if len(kinds) == 2: found.append(f"{path.name} has a cell that imports and does something else; give the import a cell of its own:\n{source}")
    return found


def true_stubs():
    "Differences between the stubs and what the modules really hold"
    known = ['linreg_fc.model.LR.load', 'linreg_fc.model.LR.set_score_request', 'linreg_fc.moments.blas'] # made at run time: a bound method, scikit-learn's routing, a cache
    with tempfile.TemporaryDirectory() as folder:
        allow = Path(folder)/'known.txt'
        allow.write_text('\n'.join(known), encoding='utf-8')
        done = call('-m', 'mypy.stubtest', 'linreg_fc.model', 'linreg_fc.moments', '--mypy-config-file', 'mypy.ini', '--allowlist', allow)
    return [f'{done.stdout}{done.stderr}the stubs tell an editor something else than is so: mend the signature in the notebook, or tools/stubs.py'] if done.returncode else []

def editor_completes():
    "Methods of LR that an editor would not offer"
    offered = {c.name for c in jedi.Script('from linreg_fc import LR\nLR().').complete(2, 5)}
    missing = {m for m in dir(LR) if not m.startswith('_')} - offered
    return [f"editors don't know {', '.join(sorted(missing))}: run `make prepare`"] if missing else []


def solved_exercises():
    "Exercises without a solution that shows something and checks it, and exercise copies that still hold solutions"
    found = []
    for path in sorted((top/'nbs').glob('*.ipynb')):
        cells = json.loads(path.read_text(encoding='utf-8'))['cells']
        texts = [''.join(cell['source']) for cell in cells]
        exercises = next((len(re.findall(r'^\d+\. ', texts[i+1], re.MULTILINE)) for i, text in enumerate(texts) if text.strip() == '## Exercises'), 0)
        start = next((i for i, text in enumerate(texts) if text.strip() == '## Solutions'), len(cells))
        if any(('solution' in cell['metadata'].get('tags', [])) != (i >= start) for i, cell in enumerate(cells)):
            found.append(f"{path.name}: the cells from the heading Solutions on, and no others, need the tag `solution`")
        parts = defaultdict(list)
        for cell, text in zip(cells[start:], texts[start:]):
            number = re.match(r'\*\*Exercise (\d+)\.\*\*', text)
            if number: last = int(number[1])
            if number or parts: parts[last].append((cell, text))
        for n in range(1, exercises + 1):
            shown, checked = any(cell.get('outputs') for cell, _ in parts[n]), any(re.search(r'test_|assert', text) for _, text in parts[n])
            if not (shown and checked): found.append(f"{path.name}: the solution of exercise {n} should begin with **Exercise {n}.**, show a result and check it")
        copy = json.loads(exercise_copy(path))['cells']
        left = [text for cell, text in zip(cells[start:], texts[start:]) if text.strip() and any(text == ''.join(c['source']) for c in copy)]
        if left or sum(c['cell_type'] == 'code' and not c['source'] for c in copy) != exercises:
            found.append(f"{path.name}: its exercise copy holds solutions, or not one empty cell for each exercise: see tools/teach.py")
    return found

def types():
    "What a type checker says against everyday use, and what it fails to say against misuse"
    misuse = "from linreg_fc import LR\nLR().fitt([[1.]], [1.])\nLR(lr='fast')\nLR.load('model.json').save()\n"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy2(top/'tools'/'everyday.py', folder)
        (Path(folder)/'misuse.py').write_text(misuse, encoding='utf-8')
        (Path(folder)/'pyrightconfig.json').write_text(json.dumps(dict(typeCheckingMode='standard', extraPaths=[str(top)])), encoding='utf-8')
        done = call('-m', 'basedpyright', '--project', folder, '--pythonpath', sys.executable, '--outputjson')
    said = [(Path(d['file']).name, d['range']['start']['line'], d['message']) for d in json.loads(done.stdout)['generalDiagnostics'] if d['severity'] == 'error']
    problems = [f'pyright on tools/{file}, line {line+1}: {message}\nMend the signature in the notebook, then `make prepare`' for file, line, message in said if file == 'everyday.py']
    missed = {1, 2, 3} - {line for file, line, _ in said if file == 'misuse.py'}
    return problems + [f'pyright finds nothing wrong with `{misuse.splitlines()[line]}`: is linreg_fc/model.pyi complete?' for line in sorted(missed)]

def light_import():
    "Does `import linreg_fc` need matplotlib or pandas? scikit-learn and torch load pandas where it is installed; the library itself may not"
    done = call('-c', "import sys; sys.modules['pandas'] = sys.modules['matplotlib'] = None; import linreg_fc")
    where = '\n'.join(done.stderr.splitlines()[-3:])
    return [f'{where}\nThis is imported with linreg_fc: import it in the function that needs it'] if done.returncode else []

def secrets():
    "Tokens, keys and passwords in files that git knows; without the guesses by entropy, which pictures in notebooks set off"
    done = call('-m', 'detect_secrets', 'scan', '--no-verify', '--disable-plugin', 'Base64HighEntropyString', '--disable-plugin', 'HexHighEntropyString', *tracked())
    if done.returncode: return [done.stderr]
    return [f"{file}, line {found['line_number']}: {found['type']}. Take it out, and revoke it if it was ever pushed; if it is harmless, say so in that line: pragma: allowlist secret"
            for file, results in json.loads(done.stdout)['results'].items() for found in results]

def schemas():
    "Files for GitHub that GitHub would refuse"
    github = top/'.github'
    files = {'github-workflows': github.glob('workflows/*.yml'), 'dependabot': [github/'dependabot.yml'], 'github-issue-forms': set(github.glob('ISSUE_TEMPLATE/*.yml')) - {github/'ISSUE_TEMPLATE'/'config.yml'},
             'github-issue-config': [github/'ISSUE_TEMPLATE'/'config.yml'], 'citation-file-format': [top/'CITATION.cff']}
    done = [call('-m', 'check_jsonschema', '--builtin-schema', f'vendor.{name}', *sorted(paths)) for name, paths in files.items()]
    return [f'{d.stdout}{d.stderr}' for d in done if d.returncode]


checks = [shared_exports, sidebar, one_version, mixed_imports, solved_exercises, out_of_step, local_paths, true_stubs, editor_completes, types, light_import, secrets, schemas]
failed = 0
for check in checks:
    problems = check()
    failed += bool(problems)
    print('\n'.join(problems) if problems else f'ok   {check.__name__}')
print(f'{len(checks)-failed} passed, {failed} failed')
sys.exit(bool(failed))
