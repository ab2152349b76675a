"""Run every notebook from top to bottom and close with `N passed, N failed`.

    python tools/test_nbs.py [--flags slow] [--pattern "0*.ipynb"]
"""
import os, sys
from functools import partial
from pathlib import Path
from fastcore.parallel import parallel
from fastcore.script import call_parse
from nbdev.config import get_config
from nbdev.test import test_nb

os.environ.update(MPLBACKEND='agg', TQDM_DISABLE='1')


def run(
    path:Path, # a notebook
    flags:str, # the flagged cells that are to run as well
)->tuple: # its name, whether all its cells ran, and the seconds it took
    ok, seconds = test_nb(path, skip_flags=get_config().tst_flags.split(), force_flags=flags.split(),
                          basepath=get_config().config_path)
    print(f"{'ok  ' if ok else 'FAIL'} {path.name:24} {seconds:5.1f} s", flush=True)
    return ok


@call_parse
def main(
    pattern:str='*.ipynb', # which notebooks of `nbs/`
    flags:str='', # run cells with this flag too: slow
    workers:int=2, # notebooks at a time
):
    "Run every notebook from top to bottom and close with `N passed, N failed`"
    paths = sorted(p.absolute() for p in get_config().nbs_path.glob(pattern))
    results = list(parallel(partial(run, flags=flags), paths, n_workers=min(workers, len(paths)), pause=0.01))
    passed = sum(results)
    print(f'{passed} passed, {len(results)-passed} failed')
    sys.exit(not results or passed < len(results))
