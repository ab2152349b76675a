"""Throw malformed tables and settings at `LR`: each must end in a fit with finite weights, or in a `ValueError` or `TypeError`.
Ten thousand, always the same; `python tools/fuzz.py 50000 seed` throws more, others each time."""
import os, sys, time, warnings
from collections import Counter
from fractions import Fraction
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
one_of = lambda *values: st.sampled_from(values)
extreme = one_of(0., -0., np.nan, np.inf, 1e-320, 1e-160, 1e154, 1e300, -1e308)
number = st.one_of(st.floats(-100, 100), st.floats(), extreme, st.integers(-9, 9))
odd_one = one_of(None, True, False, pd.NaT, pd.NA, np.datetime64('2024-01-01'), [], 10**400, 'a', '', b'b')
thing = st.one_of(number, odd_one, st.text(max_size=3), st.dates(), st.complex_numbers(), st.integers(), st.fractions(-9, 9))
once_in = lambda n: st.sampled_from([False]*(n - 1) + [True])
dtypes = one_of('f8', 'f8', 'f4', 'f2', 'i8', 'u1', '?', 'c16', 'U3', 'M8[D]', 'm8[s]', 'O', 'S2', '>f8')
tensor_types = one_of(None, None, torch.float16, torch.bfloat16, torch.float32, torch.int8, torch.bool, torch.complex64)
names = lambda d: st.lists(st.text(max_size=2) | st.integers(0, 3), min_size=d, max_size=d)
WRAPPERS = [ # what an array may come as
    *[lambda A, draw: A]*9,
    lambda A, draw: A.tolist(),
    lambda A, draw: pd.DataFrame(A, columns=draw(names(A.shape[1]))),
    lambda A, draw: pl.DataFrame({f'c{i}': c for i, c in enumerate(A.T)}),
    lambda A, draw: torch.tensor(A, dtype=draw(tensor_types)),
    *[lambda A, draw, sparse=sparse: sparse(A) for sparse in (csr_array, csc_array, coo_array)],
    lambda A, draw: np.asfortranarray(A),
    lambda A, draw: A[::-1],
    lambda A, draw: np.matrix(A),
    lambda A, draw: np.ma.array(A, mask=draw(arrays('?', A.shape, elements=once_in(20)))),
    lambda A, draw: np.array([Fraction(v) for v in A.ravel()] + [None])[:-1].reshape(A.shape),
    lambda A, draw: unaligned(A),
]

def unaligned(A):
    "The same numbers, beginning one byte too late"
    B = np.ndarray(A.shape, A.dtype, bytearray(A.nbytes + 1), 1)
    B[...] = A
    return B

@st.composite
def table(draw, shape):
    "An array of any type, here and there a strange value"
    if draw(once_in(7)):
        kind = draw(dtypes)
        return draw(arrays(kind, shape, elements=thing if kind == 'O' else None))
    A = np.random.default_rng(draw(st.integers(0, 99))).normal(size=shape)
    A = A*draw(one_of(1, 1, 100, 1e-9, 1e9)) + draw(one_of(0, 0, 5, 1e7))
    if A.size and draw(once_in(6)): A.flat[draw(st.integers(0, A.size - 1))] = draw(number)
    return A

@st.composite
def wrapped(draw, A):
    "An array as it is, or as something else that people have"
    try: return draw(st.sampled_from(WRAPPERS))(A, draw)
    except Exception: return A # there is no such thing of these values

@st.composite
def case(draw):
    "A model, a table, a target, weights of rows"
    n, d = draw(st.integers(1, 12)), draw(st.integers(1, 5))
    any_shape = array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
    tables = st.one_of(*[table((n, d))]*12, any_shape.flatmap(table)).flatmap(wrapped)
    X = draw(thing if draw(once_in(20)) else tables)
    y = table(draw(one_of(*[(n,)]*12, (n, 1), (n, 1), (n, 2), (n, 2), (n + 1,), (0,), (), (n, 0), (n, 1, 1))))
    y = draw(thing if draw(once_in(20)) else y.flatmap(wrapped) if draw(once_in(4)) else y)
    weight = draw(st.one_of(*[st.none()]*9, table((n,)), arrays('f8', n, elements=st.floats(0, 3)), thing))
    options = dict(
        solver=one_of('auto', 'moments', 'exact', 'by_hand', 'autograd', 'nn'), iterations=one_of(None, 0, 1, 2, 5, 20),
        scale=st.booleans(), fit_intercept=st.booleans(), lr=one_of(None, .1, .1, 'auto', 1e-3, 10.), l2=one_of(0., 0., .1, 1e6),
        optimizer=one_of('SGD', 'Adam', 'LBFGS', 'Rprop'), batch_size=one_of(None, 1, 3, 100), random_state=st.just(0))
    chosen = draw(st.fixed_dictionaries(options))
    if chosen['solver'] in ('by_hand', 'autograd', 'nn') and chosen['iterations'] is None: chosen['iterations'] = 20 # not 1000
    if chosen['solver'] != 'nn': chosen = {name: chosen[name] for name in list(options)[:6]}
    if draw(once_in(6)): chosen[draw(st.sampled_from(list(options)))] = draw(thing)
    return LR(**chosen), X, y, weight

def attempt(model, X, y, weight):
    "Fit, look and predict; returns how it ended"
    try: model.diagnose(X, y, weight)
    except (ValueError, TypeError) as error: assert str(error)
    try: model.fit(X, y, sample_weight=weight)
    except (ValueError, TypeError) as error:
        assert str(error) and not vars(model).keys() & {'coef_', 'n_features_in_'}
        return type(error).__name__
    weights = np.append(model.coef_, model.intercept_)
    assert np.isfinite(weights).all() and model.coef_.dtype in (np.float32, np.float64), weights
    try: model.predict(X)
    except ValueError as error: assert str(error)
    repr(model), model._repr_html_()
    return 'fit'

def main(times=10_000, fresh=''):
    ends, begin = Counter(), time.time()
    @settings(max_examples=int(times), derandomize=not fresh, deadline=30_000, database=None,
              suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet)
    @given(case())
    def thrown(c): ends[attempt(*c)] += 1
    thrown()
    print(f'{sum(ends.values()):,} tables thrown at LR in {time.time()-begin:.0f} s:', dict(ends.most_common()))
    if sum(ends.values()) < int(times): sys.exit('fewer than asked for')
    rare = [e for e in ('fit', 'ValueError', 'TypeError') if ends[e] < int(times)//100]
    if rare: sys.exit(f'{rare} is too rare an end: the cases are not what they should be')

if __name__ == '__main__': main(*sys.argv[1:])
