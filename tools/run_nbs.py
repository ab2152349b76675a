"""Run notebooks, each in a fresh process, and close with `N passed, N failed`.

    python tools/run_nbs.py                       test all, without the cells flagged `slow`
    python tools/run_nbs.py --flags slow          test all, with them
    python tools/run_nbs.py --save --only '08*'   run all cells and keep their outputs, pictures included
"""
import os, sys, time
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from execnb.nbio import read_nb, write_nb
from execnb.shell import CaptureShell
from fastcore.script import call_parse, store_true
from fastcore.xtras import working_directory
from nbdev.config import get_config

os.environ['TQDM_DISABLE'] = '1'


def directives(cell): return {line[2:].strip() for line in cell.source.splitlines() if line.startswith('#|')}

def run(
    path:Path, # a notebook
    skip:set, # cells with one of these directives don't run
    save:bool, # write the outputs into the notebook?
)->bool: # did every cell run?
    "Run one notebook from top to bottom; one that fails stays as it was"
    start, config = time.time(), get_config()
    sys.path.insert(0, str(config.config_path))
    nb, shell = read_nb(path), CaptureShell(path)
    for cell in nb.cells:
        if cell.cell_type == 'code': cell.outputs = []
    with working_directory(path.parent):
        try: shell.run_all(nb, exc_stop=True, preproc=lambda cell: cell.cell_type == 'code' and bool(directives(cell) & skip))
        except Exception: sys.stderr.write(shell.prettytb(fname=path) + '\n')
    ok = not shell.exc
    if ok and save: write_nb(nb, path)
    print(f"{'ok  ' if ok else 'FAIL'} {path.name:24} {time.time()-start:6.1f} s", flush=True)
    return ok


@call_parse
def main(
    only:str='*.ipynb', # which notebooks of `nbs/`
    flags:str='', # run cells with this flag as well: slow
    save:store_true=False, # run every cell and keep the outputs
    workers:int=2, # notebooks at a time
):
    "Run notebooks, each in a fresh process, and close with `N passed, N failed`"
    config = get_config()
    paths = sorted(p.absolute() for p in config.nbs_path.glob(only))
    skip = {'eval: false'} | (set() if save else set(config.tst_flags.split()) - set(flags.split()))
    with get_context('spawn').Pool(workers, maxtasksperchild=1) as pool: results = pool.map(partial(run, skip=skip, save=save), paths, chunksize=1)
    passed = sum(results)
    print(f'{passed} passed, {len(results)-passed} failed')
    sys.exit(not results or passed < len(results))
