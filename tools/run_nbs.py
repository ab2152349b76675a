"""Run notebooks in fresh shells and save their outputs, pictures included.

    python tools/run_nbs.py [--pattern "0*.ipynb"]

A notebook that fails stays as it was. Flagged cells (`slow`) run too, so that every committed cell has its output.
"""
import os, sys
from pathlib import Path
from execnb.nbio import read_nb, write_nb
from execnb.shell import CaptureShell
from fastcore.parallel import parallel
from fastcore.script import call_parse
from fastcore.xtras import working_directory
from nbdev.config import get_config

os.environ.update(TQDM_DISABLE='1')


def refresh(path:Path)->bool:
    "Run `path` and save it with its outputs"
    nb, shell = read_nb(path), CaptureShell(path)
    sys.path.insert(0, str(get_config().config_path))
    skip = lambda cell: 'eval: false' in cell.source
    with working_directory(path.parent):
        try: shell.run_all(nb, exc_stop=True, preproc=skip)
        except Exception:
            sys.stderr.write(shell.prettytb(fname=path) + '\n')
            return False
    write_nb(nb, path)
    return True


@call_parse
def main(
    pattern:str='*.ipynb', # which notebooks of `nbs/`
    workers:int=2, # notebooks at a time
):
    "Run notebooks in fresh shells and save their outputs, pictures included"
    paths = sorted(p.absolute() for p in get_config().nbs_path.glob(pattern))
    done = list(parallel(refresh, paths, n_workers=min(workers, len(paths)), pause=0.01))
    failed = [p.name for p, ok in zip(paths, done) if not ok]
    print(f"{sum(done)} notebooks run" + (f", these failed: {', '.join(failed)}" if failed else ''))
    sys.exit(bool(failed))
