"""Run notebooks, each in a fresh process, and close with `N passed, N failed`.

    python tools/run_nbs.py                       test all, without the cells flagged `slow`
    python tools/run_nbs.py --flags slow          test all, with them
    python tools/run_nbs.py --outputs             test all, and compare their outputs with the committed ones
    python tools/run_nbs.py --save --only '11*'   run all cells and keep their outputs, pictures included

A chapter may use only what stands before it: it runs with a package that holds its own module and the earlier ones.
"""
import os, re, shutil, sys, time
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from execnb.nbio import read_nb, write_nb
from execnb.shell import CaptureShell
from fastcore.script import call_parse, store_true
from fastcore.xtras import working_directory
from nbdev.config import get_config
from outputs import difference

os.environ['TQDM_DISABLE'] = '1'


def directives(cell): return {line[2:].strip() for line in cell.source.splitlines() if line.startswith('#|')}

def modules_up_to(path):
    "The modules of the chapters up to this one, itself included"
    texts = [p.read_text(encoding='utf-8') for p in sorted(get_config().nbs_path.glob('*.ipynb')) if p.name <= path.name]
    return [m[1] for text in texts if (m := re.search(r'#\| *default_exp +(\w+)', text))]

def beginning(package, modules):
    "What `__init__` says in a package that holds only these modules"
    source = (package/'__init__.py').read_text(encoding='utf-8')
    if {p.stem for p in package.glob('[!_]*.py')} <= set(modules): return source
    return '\n'.join([source.splitlines()[0], *(['from .model import LR', f"from . import {', '.join(modules)}"] if 'model' in modules else [])])

@contextmanager
def package_up_to(path):
    "Put a package that holds only the modules up to a chapter in the place of the installed one, for subprocesses too"
    package, modules = get_config().lib_path, modules_up_to(path)
    with TemporaryDirectory() as folder:
        partial_package = Path(folder)/package.name
        partial_package.mkdir()
        for m in modules: shutil.copy2(package/f'{m}.py', partial_package)
        (partial_package/'__init__.py').write_text(beginning(package, modules), encoding='utf-8')
        sys.meta_path[:] = [f for f in sys.meta_path if 'editable' not in getattr(f, '__module__', '')] # an editable install of another mode would find the other modules
        sys.path.insert(0, folder)
        os.environ['PYTHONPATH'] = folder
        yield

def run(
    path:Path, # a notebook
    skip:set, # cells with one of these directives don't run
    save:bool, # write the outputs into the notebook?
    outputs:bool, # compare the outputs with those in the notebook?
)->bool: # did every cell run, with the same outputs?
    "Run one notebook from top to bottom; one that fails stays as it was"
    start = time.time()
    old, nb, shell, changed = read_nb(path), read_nb(path), CaptureShell(path), []
    for cell in nb.cells:
        if cell.cell_type == 'code': cell.outputs = []
    with package_up_to(path), working_directory(path.parent):
        try: shell.run_all(nb, exc_stop=True, preproc=lambda cell: cell.cell_type == 'code' and bool(directives(cell) & skip))
        except Exception as e:
            sys.stderr.write(shell.prettytb(fname=path) + '\n')
            if isinstance(e, ImportError) and (e.name or '').startswith(get_config().lib_path.name):
                changed.append(f'{e}: a chapter may use only what stands before it. Move what both need to the earlier one')
    if outputs and not shell.exc:
        for before, now in zip(old.cells, nb.cells):
            if now.cell_type == 'code' and not directives(now) & skip and (lines := difference(before.outputs, now.outputs, 'varies' in directives(now))):
                changed.append('\n    '.join([f"cell {now.id} shows something else than the committed notebook. If that is right, keep it: make run ONLY='{path.name}'", *lines]))
    ok = not shell.exc and not changed
    if ok and save: write_nb(nb, path)
    print(f"{'ok  ' if ok else 'FAIL'} {path.name:24} {time.time()-start:6.1f} s", *changed, sep='\n  ', flush=True)
    return ok


@call_parse
def main(
    only:str='*.ipynb', # which notebooks of `nbs/`
    flags:str='', # run cells with this flag as well: slow
    save:store_true=False, # run every cell and keep the outputs
    outputs:store_true=False, # compare the outputs with the committed ones
    workers:int=2, # notebooks at a time
):
    "Run notebooks, each in a fresh process, and close with `N passed, N failed`"
    config = get_config()
    paths = sorted(p.absolute() for p in config.nbs_path.glob(only))
    skip = {'eval: false'} | (set() if save else set(config.tst_flags.split()) - set(flags.split()))
    with get_context('spawn').Pool(workers, maxtasksperchild=1) as pool:
        results = pool.map(partial(run, skip=skip, save=save, outputs=outputs), paths, chunksize=1)
    passed = sum(results)
    print(f'{passed} passed, {len(results)-passed} failed')
    sys.exit(not results or passed < len(results))
