"""Throw thousands of malformed tables and settings at `LR`: each must end in a fit with finite weights, or in a clear `ValueError` or `TypeError`.

    python tools/fuzz.py              ten thousand, always the same
    python tools/fuzz.py 50000 seed   more, others each time
"""
import os, sys, time, warnings
from collections import Counter
os.environ['TQDM_DISABLE'] = '1'
import numpy as np
import pandas as pd
import polars as pl
import torch
from hypothesis import HealthCheck, Verbosity, given, settings, strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.sparse import coo_array, csc_array, csr_array
from linreg_fc import LR

warnings.simplefilter('ignore')
number = st.one_of(st.floats(-100, 100), st.floats(), st.sampled_from([0., -0., np.nan, np.inf, 1e-320, 1e-160, 1e154, 1e300, -1e308]), st.integers(-9, 9))
thing = st.one_of(number, st.none(), st.booleans(), st.text(max_size=3), st.complex_numbers(), st.dates(), st.just(pd.NaT), st.just(pd.NA), st.just(np.datetime64('2024-01-01')), st.binary(max_size=2), st.just([]), st.integers(), st.just(10**400))
dtypes = st.sampled_from(['f8', 'f8', 'f4', 'f2', 'i8', 'u1', '?', 'c16', 'U3', 'M8[D]', 'm8[s]', 'O', 'S2', '>f8'])
usual = st.tuples(st.integers(1, 12), st.integers(1, 5))

@st.composite
def table(draw, shape):
    "An array of any type, here and there a strange value"
    if draw(st.sampled_from([True]*6 + [False])):
        A = np.random.default_rng(draw(st.integers(0, 99))).normal(size=shape)*draw(st.sampled_from([1, 1, 100, 1e-9, 1e9])) + draw(st.sampled_from([0, 0, 5, 1e7]))
        if A.size and draw(st.sampled_from([False]*5 + [True])): A.flat[draw(st.integers(0, A.size - 1))] = draw(number)
        return A
    kind = draw(dtypes)
    return draw(arrays(kind, shape, elements=thing if kind == 'O' else None))

@st.composite
def wrapped(draw, A):
    "An array as it is, or as something else that people have"
    how = draw(st.sampled_from(['array']*9 + ['list', 'frame', 'polars', 'tensor', 'csr', 'csc', 'coo', 'fortran', 'reversed', 'matrix']))
    try:
        if how == 'list': return A.tolist()
        if how == 'frame': return pd.DataFrame(A, columns=draw(st.lists(st.one_of(st.text(max_size=2), st.integers(0, 3)), min_size=A.shape[1], max_size=A.shape[1])))
        if how == 'polars': return pl.DataFrame({f'c{i}': c for i, c in enumerate(A.T)})
        if how == 'tensor': return torch.tensor(A, dtype=draw(st.sampled_from([None, None, torch.float16, torch.bfloat16, torch.float32, torch.int8, torch.bool, torch.complex64])))
        if how in ('csr', 'csc', 'coo'): return dict(csr=csr_array, csc=csc_array, coo=coo_array)[how](A)
        if how == 'fortran': return np.asfortranarray(A)
        if how == 'reversed': return A[::-1]
        if how == 'matrix': return np.matrix(A)
    except Exception: pass # there is no such thing of these values
    return A

@st.composite
def case(draw):
    "A model, a table, a target, weights of rows"
    n, d = draw(usual)
    X = draw(st.one_of(*[table((n, d))]*12, array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4).flatmap(table)).flatmap(wrapped)) if draw(st.sampled_from([True]*19 + [False])) else draw(thing)
    y_shape = draw(st.sampled_from([(n,)]*12 + [(n, 1), (n, 1), (n, 2), (n, 2), (n + 1,), (0,), (), (n, 0), (n, 1, 1)]))
    y = draw(table(y_shape) if draw(st.sampled_from([True]*3 + [False])) else table(y_shape).flatmap(wrapped)) if draw(st.sampled_from([True]*19 + [False])) else draw(thing)
    weight = draw(st.one_of(*[st.none()]*9, table((n,)), arrays('f8', n, elements=st.floats(0, 3)), thing))
    odd = draw(st.sampled_from([False]*5 + [True]))
    options = dict(solver=draw(st.sampled_from(['moments', 'exact', 'by_hand', 'autograd', 'nn'])), iterations=draw(st.sampled_from([0, 1, 2, 5, 20])),
        scale=draw(st.booleans()), fit_intercept=draw(st.booleans()), lr=draw(st.sampled_from([.1, .1, 'auto', 1e-3, 10.])), l2=draw(st.sampled_from([0., 0., .1, 1e6])))
    if options['solver'] == 'nn': options |= dict(optimizer=draw(st.sampled_from(['SGD', 'Adam', 'LBFGS', 'Rprop'])), batch_size=draw(st.sampled_from([None, 1, 3, 100])), random_state=0)
    if odd: options[draw(st.sampled_from(['solver', 'iterations', 'scale', 'fit_intercept', 'lr', 'l2', 'optimizer', 'batch_size', 'random_state']))] = draw(thing)
    return LR(**options), X, y, weight

def finite(A): return np.isfinite(np.asarray(A, dtype=float)).all()

def attempt(model, X, y, weight):
    "Fit, look and predict; returns how it ended"
    try: model.diagnose(X, y, weight)
    except (ValueError, TypeError) as error: assert str(error)
    try: model.fit(X, y, sample_weight=weight)
    except (ValueError, TypeError) as error:
        assert str(error) and not vars(model).keys() & {'coef_', 'n_features_in_'}
        return type(error).__name__
    assert finite(model.coef_) and finite(model.intercept_) and model.coef_.dtype in (np.float32, np.float64), model.coef_
    try: model.predict(X)
    except ValueError as error: assert str(error)
    repr(model), model._repr_html_()
    return 'fit'

def main(times=10_000, fresh=''):
    ends, begin = Counter(), time.time()
    @settings(max_examples=int(times), derandomize=not fresh, deadline=30_000, database=None, suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet)
    @given(case())
    def thrown(c): ends[attempt(*c)] += 1
    thrown()
    print(f'{sum(ends.values()):,} tables thrown at LR in {time.time()-begin:.0f} s: ' + ', '.join(f'{n:,} {e}' for e, n in ends.most_common()))
    if sum(ends.values()) < int(times): sys.exit('fewer than asked for')
    if min(ends[e] for e in ('fit', 'ValueError', 'TypeError')) < int(times)//100: sys.exit('one kind of end is too rare: the cases are not what they should be')

if __name__ == '__main__': main(*sys.argv[1:])
