"""Does `linreg_fit` read the files that people have? Malformed, foreign and everyday ones, made of data in packages.

Each must end in the fit that statsmodels gives for the clean table, weights, standard errors and R² to 1e-9, with what
was assumed said; or in one line and exit status 2 that names a flag, and with that flag in the right fit.
`python tools/zoo.py FOLDER PATTERN` keeps the files in FOLDER, and takes only those whose names match PATTERN;
`python tools/zoo.py '' '' 3` takes every third one."""
import io, json, os, re, shlex, sys, tempfile, time, warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
os.environ['TQDM_DISABLE'] = '1'
import numpy as np
import pandas as pd
import statsmodels.api as sm
from linreg_fc import LR
from linreg_fc.cli import linreg_fit
import zoo_others, zoo_texts
from zoo_tables import SILENT

def expected(table, weights=None, groups=None, robust='nonrobust', l2=0., by_name=True):
    """Weights with the intercept last, standard errors and R² from statsmodels.

    Its columns are scaled, as it loses digits with others (five on Longley's data), and its answers brought back."""
    X, y = table.iloc[:, :-1].astype(float), table.iloc[:, -1].to_numpy(float)
    mean, spread = X.mean().to_numpy(), X.std().to_numpy()
    Z, d = np.column_stack([(X - mean)/spread, np.ones(len(X))]), X.shape[1]
    if l2: Z, y = np.vstack([Z, np.eye(d, d + 1)*np.sqrt(len(X)*l2)]), np.append(y, np.zeros(d))
    how = dict(cov_type=robust)
    if groups is not None: how = dict(cov_type='cluster', cov_kwds=dict(groups=pd.factorize(groups)[0]))
    fit = sm.WLS(y, Z, weights=1. if weights is None else weights).fit(**how)
    back = np.diag([*1/spread, 1.])
    back[-1, :-1] = -mean/spread
    errors = np.sqrt((back @ fit.cov_params() @ back.T).diagonal())
    if l2: errors, rest, y = errors*np.nan, (y - Z @ fit.params)[:len(X)], y[:len(X)]
    r2 = 1 - rest @ rest/(len(y)*y.var()) if l2 else fit.rsquared
    return pd.DataFrame(dict(weight=back @ fit.params, error=errors), [*X.columns, 'intercept']), r2

def call(path, flags, stdin):
    "Exit status, standard output and standard error of `linreg_fit`; the status is a text if it ends in a traceback"
    out, err, status, usual = io.StringIO(), io.StringIO(), 0, sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(path.read_bytes() if stdin else b''))
    with redirect_stdout(out), redirect_stderr(err), warnings.catch_warnings():
        warnings.simplefilter('default', UserWarning) # each call tells anew
        try: linreg_fit.main(['-' if stdin else str(path), *shlex.split(flags)])
        except SystemExit as end: status = end.code or 0
        except BaseException as error: status = f'{type(error).__name__}: {error}'
        finally: sys.stdin = usual
    return status, out.getvalue(), err.getvalue()

def answer(out, folder):
    "Names, weights and standard errors from the printed JSON, R², and the weights in the saved model"
    def refuse(name): raise ValueError(f'--json printed {name}, which is no JSON')
    printed = json.loads(out, parse_constant=refuse)
    rows = pd.DataFrame(printed['coefficients'])
    rows = pd.DataFrame(dict(weight=rows['estimate'], error=rows.get('std_error')), dtype=float).set_axis(rows['term'])
    model = LR.load(folder/'model.json')
    return rows, printed['statistics']['r2'], np.append(model.coef_, model.intercept_)

def wrong_numbers(case, out, folder):
    "What differs from the oracle, in a few words; nothing if all agrees"
    found, r2, saved = answer(out, folder)
    wanted, wanted_r2 = expected(case.table, **case.fit)
    if len(found) != len(wanted): return f"has the columns {', '.join(found.index)}, not {', '.join(wanted.index)}"
    if not np.array_equal(saved, found.weight): return 'model.json holds other weights than those printed'
    if not case.fit.get('by_name', True): wanted.index = found.index
    names, others = set(wanted.index), set(found.index)
    if names != others: return f'has the columns {others - names} instead of {names - others}'
    found = found.loc[wanted.index]
    near = abs(found.weight - wanted.weight) <= 1e-9*np.fmax(abs(wanted.weight), wanted.error.fillna(0))
    if not near.all(): return f'weights {found.weight[~near].to_dict()}, not {wanted.weight[~near].to_dict()}'
    near = (abs(found.error - wanted.error) <= 1e-9*wanted.error) | (wanted.error.isna() & found.error.isna())
    if not near.all(): return f'standard errors {found.error[~near].to_dict()}, not {wanted.error[~near].to_dict()}'
    if not abs(r2 - wanted_r2) <= 1e-9: return f'R² {r2}, not {wanted_r2}'
    if not (folder/'report.html').exists(): return 'no report'

def all_notes(told, printed, case):
    "What was said on standard error, and the notes that stand in the JSON"
    return told if case.says == SILENT else f"{told}{' '.join(json.loads(printed)['notes'])}"

def judge(case, folder):
    "What is wrong with how `linreg_fit` treats a file, in a few words; nothing if all is right"
    path, out = folder/case.name, folder/f'{case.name}.out'
    path.parent.mkdir(parents=True, exist_ok=True)
    if callable(case.content): case.content(path)
    elif isinstance(case.content, str): path.write_text(case.content, encoding='utf-8', newline='')
    elif case.content is not None: path.write_bytes(case.content)
    named = '--target' in case.flags or '~' in case.flags
    flags = shlex.join(['--json', '--out', str(out), *([] if named else ['--target', case.table.columns[-1]])])
    flags = f'{flags} {case.flags}'
    status, printed, told = call(path, flags, case.stdin)
    if status == 2 and (named := case.refuses or case.may):
        if printed or len(told.splitlines()) != 1: return f'refused in more than one line: {printed}{told}'
        if not re.search(named, told, re.IGNORECASE): return f'refused without {named!r}: {told}'
        if not case.mend: return
        status, printed, told = call(path, f'{flags} {case.mend}', case.stdin)
        if status != 0: return f'{case.mend} does not help: {status}, {told}'
    elif status != 0: return f'ended with {status}: {told}'
    elif case.refuses: return f'was read, not refused; it said {told!r}'
    elif not re.search(case.says, all_notes(told, printed, case), re.IGNORECASE):
        return f'{case.says!r} was not said, but {told!r}'
    foreign = [line for line in told.splitlines() if not line.startswith('linreg_fit: ')]
    return f'said {foreign[0]!r}' if foreign else wrong_numbers(case, printed, out)

def main(folder='', only='', every=1):
    begin, failed, passed = time.time(), 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        for case in [*zoo_texts.cases(), *zoo_others.cases()][::int(every)]:
            if not re.search(only, case.name): continue
            try: trouble = judge(case, Path(folder or temporary))
            except Exception as error: trouble = f'{type(error).__name__}: {error}'
            if trouble: print(f"{case.name}: {' '.join(trouble.split())[:400]}", flush=True)
            failed, passed = failed + bool(trouble), passed + (not trouble)
    print(f'{time.time() - begin:.0f} s\n{passed} passed, {failed} failed')
    sys.exit(bool(failed))

if __name__ == '__main__': main(*sys.argv[1:])
