"""Run notebooks, each in a fresh process: to test them, to compare their outputs with the committed ones, or to keep the outputs.

A chapter may use only what stands before it: it runs with a package that holds its own module and the earlier ones.

Outputs are the same if their words are, and their numbers to one unit of the last decimal shown or to a hundred-thousandth of
themselves: another processor rounds differently. What is below 1e-12 is rounding and counts as zero. Times (`3.2 ms`)
are never compared, and pictures only need to be there. A cell with the directive `#| varies` shows numbers that are
made of rounding, such as the step at which float32 stops moving: of those only the words are compared.
A cell that needs more than the development requirements prints `not run here: ` and the reason where it can't run, and is
compared only where it can.
"""
import os, re, shutil, sys, time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from difflib import ndiff
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from execnb.nbio import read_nb, write_nb
from execnb.shell import CaptureShell
from fastcore.script import call_parse, store_true
from fastcore.xtras import working_directory
from common import config, marks, module_of, nbs, package

os.environ['TQDM_DISABLE'] = '1'
NUMBER = re.compile(r'(?<![\w.])[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[-+]?\d+)?')
TIME = re.compile(r'[\d.,]+ ?(?:ns|[µμ]s|ms|s|seconds|minutes)\b')


def text_of(output):
    "The kind of an output in one line, then its text; a picture has none"
    data = output.get('data', {})
    text = data.get('text/markdown', data.get('text/plain', output.get('text', output.get('evalue', ''))))
    return ' '.join([output['output_type'], output.get('name', ''), *sorted(data)]) + '\n' + ''.join(text)

def words(text): return re.sub(r'\s+|-{3,}', ' ', NUMBER.sub(' # ', text)).strip()

def same_number(a, b):
    "Are two numbers the same, but for one unit of the last decimal or a hundred-thousandth? Whole numbers have no decimals"
    a, b = (Decimal(number.replace(',', '')) for number in (a, b))
    units = [10.**number.as_tuple().exponent for number in (a, b) if number.as_tuple().exponent]
    return abs(a - b) <= max(1.01*max(units, default=0), 1e-5*abs(float(a)), 1e-12)

def same(old, new, varies):
    "Do two texts say the same?"
    old, new = (TIME.sub('some time', text) for text in (old, new))
    return words(old) == words(new) and (varies or all(map(same_number, NUMBER.findall(old), NUMBER.findall(new))))

def difference(old, new, varies=False):
    "What changed between two lists of outputs, as lines; none if they say the same"
    old, new = (list(map(text_of, outputs)) for outputs in (old, new))
    if any('not run here: ' in text for text in old + new): return [] # one of the machines lacks what the cell says
    if len(old) == len(new) and all(same(a, b, varies) for a, b in zip(old, new)): return []
    return [line for line in ndiff('\n'.join(old).splitlines(), '\n'.join(new).splitlines()) if line[0] in '-+']

@contextmanager
def package_up_to(path):
    "Put a package with only the modules up to a chapter in the place of the installed one, editable or not; for subprocesses too"
    earlier = [p for p in sorted(nbs.glob('*.ipynb')) if p.name <= path.name]
    modules = [m for p in earlier if (m := module_of(read_nb(p).cells))]
    whole = (package/'model.py').read_text(encoding='utf-8')
    if {p.stem for p in package.glob('[!_]*.py')} - {*modules, 'model'}:
        whole = re.sub(r'^from \. import .*', f"from . import {', '.join(modules)}", whole, flags=re.MULTILINE)
    with TemporaryDirectory() as folder:
        (Path(folder)/package.name).mkdir()
        for m in modules: shutil.copy2(package/f'{m}.py', Path(folder)/package.name)
        shutil.copy2(package/'__init__.py', Path(folder)/package.name)
        shutil.copytree(package/'explore', Path(folder)/package.name/'explore') # the programs of the figures to move
        if 'estimator' in modules: (Path(folder)/package.name/'model.py').write_text(whole, encoding='utf-8')
        sys.meta_path[:] = [f for f in sys.meta_path if 'editable' not in getattr(f, '__module__', '')]
        sys.path.insert(0, folder)
        os.environ['PYTHONPATH'] = folder
        yield

def run(
    path:Path, # a notebook
    skip:set, # cells with one of these marks don't run
    save:bool, # write the outputs into the notebook?
    outputs:bool, # compare the outputs with those in the notebook?
)->bool: # did every cell run, with the same outputs?
    "Run one notebook from top to bottom; one that fails stays as it was"
    start, nb, shell, problems = time.time(), read_nb(path), CaptureShell(path), []
    skipped = lambda cell: marks(cell).get('eval') == 'false' or bool(marks(cell).keys() & skip)
    code = [cell for cell in nb.cells if cell.cell_type == 'code']
    committed = [cell.outputs for cell in code]
    for cell in code: cell.outputs = []
    with package_up_to(path), working_directory(path.parent):
        try: shell.run_all(nb, exc_stop=True, preproc=skipped)
        except Exception as e:
            problems.append(shell.prettytb(fname=path))
            if isinstance(e, ImportError) and (e.name or '').startswith(package.name):
                problems.append('A chapter may use only what stands before it. Move what both need to the earlier one')
    for before, cell in zip(committed, code) if outputs and not shell.exc else []:
        if not skipped(cell) and (lines := difference(before, cell.outputs, 'varies' in marks(cell))):
            hint = f"If that is right, keep it: make run ONLY='{path.name}'"
            problems.append('\n    '.join([f'cell {cell.id} shows something else than the committed notebook. {hint}', *lines]))
    if save and not problems: write_nb(nb, path)
    print(f"{'FAIL' if problems else 'ok  '} {path.name:24} {time.time()-start:6.1f} s", *problems, sep='\n  ', flush=True)
    return not problems

def run_alone(path, **options):
    "Run one notebook in a fresh process, which may start others: those of a `multiprocessing.Pool` may not"
    with ProcessPoolExecutor(1, get_context('spawn')) as process: return process.submit(run, path, **options).result()


@call_parse
def main(
    only:str='*.ipynb', # which notebooks of `nbs/`
    flags:str='', # run cells with this flag as well: slow
    save:store_true=False, # run every cell and keep the outputs
    outputs:store_true=False, # compare the outputs with the committed ones
    workers:int=2, # notebooks at a time
):
    "Run notebooks, each in a fresh process, and close with `N passed, N failed`"
    paths = sorted(p.absolute() for p in nbs.glob(only))
    skip = set() if save else set(config.tst_flags.split()) - set(flags.split())
    with ThreadPoolExecutor(workers) as threads:
        passed = list(threads.map(partial(run_alone, skip=skip, save=save, outputs=outputs), paths))
    print(f'{sum(passed)} passed, {len(passed) - sum(passed)} failed')
    sys.exit(not passed or not all(passed))
