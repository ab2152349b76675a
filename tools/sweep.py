"""Fit tables that are made to break least squares, and judge every answer against arithmetic with 50 digits.
Thousands, always the same: `make sweep` writes bench/SWEEP.md. `python tools/sweep.py 20` fits twenty of each kind,
`python tools/sweep.py copies 7` shows one. nbs/11a_sweep.ipynb explains what is counted."""
import os, sys, time, warnings
os.environ['TQDM_DISABLE'] = '1'
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Callable, NamedTuple
import numpy as np
from flint import arb, arb_mat, ctx
from scipy.sparse import csc_array, csr_array
from linreg_fc import LR
from linreg_fc.closed_form import path_from_moments
from linreg_fc.moments import Moments

MODEL = LR
TIMES = 300 # tables of each kind
SPARE, ENOUGH = 2, 6 # digits that may be lost beyond what a table allows; digits below which there must be a warning
EPS = 2.**-53 # what rounding to 64 bits changes, at most

# The right answer, in numbers that carry a bound of their own error (Arb: Johansson 2017), with as many digits as it takes

def exactly(A): return arb_mat(*A.shape, np.asarray(A, dtype=float).ravel().tolist())
def column(a): return arb_mat([[x] for x in a])
def rows_times(a, M): return arb_mat([[x*m for m in row] for x, row in zip(a, M.tolist())])
def as_float(x): return float(x.mid())
def as_floats(M): return np.array([[as_float(x) for x in row] for row in M.tolist()])
def largest(M): return max(abs(as_float(x)) for x in M.entries())

@dataclass
class Truth:
    "Least squares, and how far each weight moves if numbers are rounded once, in units of its column times EPS"
    w: list # weights
    b: arb # bias
    std: np.ndarray # standard deviations of the columns; without a bias their root mean squares
    mean: np.ndarray # means of the columns; without a bias 0
    z: np.ndarray # weights in units of the columns
    rows: np.ndarray # movement, if the numbers of the table are rounded
    sums: np.ndarray|None = None # movement, if the sums of their products are

def least_squares(X, y, v=None, l2=0., scale=True, fit_intercept=True)->Truth:
    "Weights whose first 50 digits are certain; raises `ValueError` if they aren't determined"
    if v is not None: X, y, v = X[v > 0], y[v > 0], v[v > 0]
    for ctx.dps in (100, 200, 400, 800, 1600):
        try: t = _least_squares(X, y, v, l2, scale, int(fit_intercept))
        except ZeroDivisionError: continue
        if all(float(w.rad())*s < 1e-50*abs(t.z).max() for w, s in zip(t.w, t.std)): return t
    raise ValueError('the weights are not determined')

def _least_squares(X, y, v, l2, scale, center):
    "`least_squares` in the precision that is set, from the normal equations of the centred columns"
    (n, d), M = X.shape, exactly(np.column_stack([X, np.ones(len(X)), y]))
    G = M.transpose()*(M if v is None else rows_times(map(arb, v.tolist()), M))
    N, places = G[d, d], [*range(d), d + 1]
    mean = [center*G[i, d]/N for i in range(d + 2)]
    C = arb_mat([[G[i, j]/N - mean[i]*mean[j] for j in places] for i in places])
    unit = [(C[j, j]*N/(N - 1 if N >= 2 else N/2)).sqrt() for j in range(d)]
    penalty = [l2*u**2 if scale else arb(l2) for u in unit]
    if not l2 and n - center < d: w, *moved = _shortest(X, y, unit, scale, center)
    else:
        inverse = arb_mat([[C[i, j] + (penalty[i] if i == j else 0) for j in range(d)] for i in range(d)]).inv()
        w = (inverse*column(C[i, d] for i in range(d))).entries()
    b, z = center*(mean[d + 1] - sum(m*a for m, a in zip(mean, w))), np.array([as_float(a*u) for a, u in zip(w, unit)])
    std, mean_x = np.array([*map(as_float, unit)]), np.array([*map(as_float, mean[:d])])
    if l2 or n - center >= d:
        near = np.append(X[0], y[0])*center # columns far from zero lose nothing if this is subtracted first
        A = np.column_stack([X, y]) - near - [as_float(mean[j] - arb(a)) for j, a in zip(places, near)]
        A *= np.sqrt((np.ones(n) if v is None else v)/as_float(N))[:, None]
        A, t = np.vstack([A[:, :d]/std, np.diag(np.sqrt([*map(as_float, penalty)])/std)]), np.append(A[:, d], np.zeros(d))
        P = as_floats(rows_times(unit, rows_times(unit, inverse).transpose()))
        # Björck 1991 (Higham 2002, chapter 20): |A⁺|(|t| + |A||z|) + |(AᵀA)⁻¹||Aᵀ||r|, often written as κ + κ² tan θ
        rows = abs(P @ A.T) @ (abs(t) + abs(A) @ abs(z)) + abs(P) @ (abs(A.T) @ abs(t - A @ z))
        # Bauer and Skeel (Higham 2002, chapter 7): |(AᵀA)⁻¹|(|AᵀA||z| + |Aᵀt|)
        moved = rows, abs(P) @ (abs(A.T @ A) @ abs(z) + abs(A.T @ t))
    return Truth(w, b, std, mean_x, z, *moved)

def _shortest(X, y, unit, scale, center):
    "Fewer rows than weights: the shortest of those that fit all rows, from differences between rows; and its movement"
    k, u = len(X) - center, unit if scale else [arb(1)]*len(unit)
    D = exactly(np.column_stack([X, y])[:k]) - center*exactly(np.tile(np.append(X[-1], y[-1]), (k, 1)))
    B, c = arb_mat([row[:-1] for row in D.tolist()]), column(row[-1] for row in D.tolist())
    B = rows_times([1/a for a in u], B.transpose())
    K = (B.transpose()*B).inv()
    w = rows_times([1/a for a in u], B*(K*c)).entries()
    pinv, a, x, B, c = map(as_floats, (B*K, K*c, B*(K*c), B, c))
    # Demmel and Higham 1993 (Higham 2002, chapter 21): |A⁺|(|c| + |A||x|) + |I − A⁺A||Aᵀ||(AAᵀ)⁻¹c|
    moved = abs(pinv) @ (abs(c) + abs(B.T) @ abs(x)) + abs(np.eye(len(B)) - pinv @ B.T) @ (abs(B) @ abs(a))
    return w, moved[:, 0]*[as_float(s/r) for s, r in zip(unit, u)]

# A table, the digits that it allows, and those that are found

@dataclass
class Case:
    "A table to fit"
    X: np.ndarray # features, shape (n, d)
    y: np.ndarray # targets, shape (n,) or (n, k)
    v: np.ndarray|None = None # weights of rows
    options: dict = field(default_factory=dict) # l2, scale, fit_intercept
    form: Callable = np.asarray # makes of `X` what the model gets
    keep: int|None = None # so many columns are independent, and the others follow: then predictions are judged
    fit: Callable|None = None # makes weights and bias of a case; by default MODEL does
    source: str = 'rows' # what limits the digits: rounding the rows, or rounding sums of products

class Found(NamedTuple):
    "What became of a case"
    kind: str
    seed: int
    digits: float # correct ones, of the weights or of the bias, whichever is worse for what is allowed
    allowed: float
    least: float # the smaller number of digits of the two
    warned: bool
    @property
    def few(self): return self.digits < self.allowed - SPARE
    @property
    def silent(self): return self.least < ENOUGH and not self.warned

def draw(kind, seed):
    "A case, and the truth for each target; a table that doesn't determine its weights is drawn again"
    R = np.random.default_rng([seed, *map(ord, kind)])
    while True:
        with np.errstate(all='ignore'):
            c = KINDS[kind](R)
            X, targets = c.X[:, :c.keep].astype(float), c.y.astype(float).reshape(len(c.y), -1).T
            try: return c, [least_squares(X, y, c.v, **c.options) for y in targets]
            except ValueError: pass

def by_model(c):
    m = MODEL(**c.options).fit(c.form(c.X), c.y, sample_weight=c.v)
    return m.coef_, m.intercept_

def judge(kind, seed)->Found:
    "Fit a case, and count digits"
    c, truths = draw(kind, seed)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        W, b = (c.fit or by_model)(c)
    count = digits_of_predictions if c.X[:, :c.keep].shape != c.X.shape else digits_of_weights
    pairs = [p for each in zip(truths, np.atleast_2d(W), np.atleast_1d(b)) for p in count(c, *each)]
    return Found(kind, seed, *min(pairs, key=lambda p: p[0] - p[1]), min(pairs)[0], bool(caught))

def digits(error): return float(np.clip(-np.log10(max(error, EPS)), 0, None)) # from 0 to 15.95

def digits_of_weights(c, t, w, b):
    "Digits found and allowed: of the weights, as a share of the largest |w|·std, and of the bias, of its largest part"
    u, moved = EPS if w.dtype == float else 2.**-24, EPS*getattr(t, c.source)
    wrong = max(abs(as_float(arb(a) - e))*s for a, e, s in zip(w.tolist(), t.w, t.std))
    yield digits(wrong/abs(t.z).max()), digits(max(u, moved.max()/abs(t.z).max()))
    far = abs(t.mean/t.std)
    if size := max((far*abs(t.z)).max(), abs(as_float(t.b))):
        yield digits(abs(as_float(arb(float(b)) - t.b))/size), digits(u + (far*moved).sum()/size)

def digits_of_predictions(c, t, w, b):
    "Digits found and allowed of the predictions, as a share of their spread"
    wrong = exactly(c.X)*column(map(arb, w.tolist())) - exactly(c.X[:, :c.keep])*column(t.w)
    A, one = (c.X[:, :c.keep] - t.mean)/t.std, column([arb(float(b)) - t.b]*len(c.X))
    rounding = EPS*(abs(float(b)) + (abs(c.X) @ abs(w)).max() + (abs(A) @ t.rows).max())
    yield digits(largest(wrong + one)/abs(A @ t.z).max()), digits(rounding/abs(A @ t.z).max())

# The kinds of tables

def ten(R, low, high, size=None): return 10.**R.uniform(low, high, size) # of any order of magnitude
def sign(R, size=None): return R.choice([-1, 1], size)
def half(R): return R.random() < .5

def plain(R, n=None, d=None, k=None):
    "A table without traps: n rows, d columns, k targets that follow them, with much noise or little"
    d = d or R.integers(1, 6)
    n = n or d + R.integers(3, 60)
    X = R.integers(-50, 50, (n, d)).astype(float) if R.random() < .3 and n > 2*d else R.normal(size=(n, d))
    slope = R.normal(size=(d,) if k is None else (d, k))
    y = X @ (slope*ten(R, -1, 1, slope.shape))
    return X, y + R.normal(size=y.shape)*ten(R, -8, 1) + sign(R)*ten(R, -2, 2)

def bias(R): return dict(fit_intercept=bool(R.random() < .8))

def offset(R, top=15):
    "Columns and target far from zero, up to 10¹⁵ times their spread"
    X, y = plain(R)
    shift = sign(R, X.shape[1])*ten(R, 0, top, X.shape[1])
    return Case((X + (np.round(shift) if half(R) else shift))*2.**R.integers(-20, 20), y + sign(R)*ten(R, 0, top))

def scales(R):
    "Columns and target in units of 1e-150 to 1e150"
    X, y = plain(R)
    return Case(X*ten(R, -150, 150, X.shape[1]), y*ten(R, -140, 140), options=bias(R))

def copies(R):
    "A column that differs from another by a share of 1e-1 to 1e-14"
    X, y = plain(R, int(ten(R, 1.1, 3.3)), R.integers(2, 6))
    X[:, -1] = X[:, 0]*R.choice([1, -3, 1e5]) + abs(X[:, 0]).max()*ten(R, -14, -1)*R.normal(size=len(X))
    return Case(X + R.choice([0, 0, 100]), y, options=bias(R))

def constant(R):
    "Constant columns with numbers up to 1e15, and exact copies; predictions are judged"
    X, y = plain(R)
    more = X[:, :1]*R.choice([1, -2, .5]) if half(R) else np.full((len(X), 1), sign(R)*ten(R, -3, 15))
    return Case(np.column_stack([X, more]), y, keep=X.shape[1])

def weights(R):
    "Rows of weight zero, and weights around 1e-100 to 1e100 that differ by up to 10⁸"
    X, y = plain(R, R.integers(20, 80))
    v = ten(R, -4, 4, len(X))*ten(R, -100, 100)
    v[14:][half(R)*R.random(len(X) - 14) < .5] = 0
    if half(R): X, y = X + ten(R, 0, 9), np.where(v > 0, y, 1e6)
    if half(R): X[v == 0] = 0
    return Case(X, y, v, bias(R))

def decades(R):
    "Weights of rows that differ by up to 10²⁰⁰"
    X, y = plain(R, R.integers(20, 80))
    return Case(X + R.choice([0, 100, 1e6]), y, ten(R, *R.choice([(-100, 100), (-20, 20), (-10, 10)]), len(X)), bias(R))

def penalty(R):
    "An L2 penalty of 1e-16 to 1e16, with near copies, with fewer rows than columns"
    X, y = plain(R, R.integers(2, 60))
    if half(R): X[:, -1] = X[:, 0] + ten(R, -9, 0)*R.normal(size=len(X))
    options = bias(R) | dict(l2=ten(R, -16, 16), scale=bool(half(R)))
    return Case(X*ten(R, -5, 5, X.shape[1]) + R.choice([0, 1e4]), y, options=options)

def shapes(R):
    "As many rows as columns, one more or less, twice as many"
    d = R.choice([1, 2, 3, 4, 8, 30, 60])
    X, y = plain(R, max(R.choice([d - 1, d, d + 1, d + 2, 2*d]), 2), d)
    return Case(X*ten(R, -3, 3, d) + R.choice([0, 100]), y, options=bias(R))

def float32(R):
    "Tables in 32 bits"
    c = R.choice([partial(offset, top=5), copies, shapes, sizes])(R)
    return replace(c, X=c.X.astype('f4'), y=c.y.astype('f4'), form=R.choice([np.asarray, np.asfortranarray]))

MEMORY = [np.asfortranarray, lambda A: A[::-1].copy()[::-1], lambda A: np.repeat(A, 2, 1)[:, ::2],
          lambda A: np.repeat(A, 3, 0)[::3], lambda A: np.frombuffer(b'.' + A.tobytes(), offset=1).reshape(A.shape)]

def memory(R):
    "Column after column in memory, backwards, with gaps, between the places where numbers should begin"
    return replace(R.choice([offset, scales, copies, weights, shapes, sizes])(R), form=R.choice(MEMORY))

def sparse(R):
    "Sparse tables with columns of different scale, one of them full and far from zero"
    X, y = plain(R, int(ten(R, 1.3, 3.5)), R.integers(1, 12))
    X = X*(R.random(X.shape) < .3)*ten(R, -5, 5, X.shape[1])
    if half(R): X[:, 0] = R.normal(size=len(X)) + ten(R, 0, 9)
    return Case(X, y, ten(R, -3, 3, len(X)) if half(R) else None, bias(R), form=R.choice([csr_array, csc_array]))

def sparse_copies(R):
    "Sparse tables with a column that differs from another by a share of 1e-1 to 1e-14"
    c = sparse(R)
    j, like = R.integers(c.X.shape[1]), c.X[:, -1].copy()
    c.X[:, j] = like + abs(like).max()*ten(R, -14, -1)*R.normal(size=len(like))*(R.random(len(like)) < .3)
    return c

def targets(R):
    "Up to six targets in units of 1e-10 to 1e10, far from zero"
    k = R.integers(1, 7)
    X, y = plain(R, k=k)
    return Case(X + ten(R, 0, 6), (y + ten(R, 0, 9, k))*ten(R, -10, 10, k), options=bias(R))

def mixed(R):
    "Near copies far from zero on odd scales, with weights and with a penalty"
    X, y = plain(R, R.integers(12, 60), R.integers(2, 6))
    X[:, -1] = X[:, 0] + ten(R, -6, 0)*R.normal(size=len(X))
    X = (X + sign(R)*ten(R, 0, 6))*ten(R, -50, 50, X.shape[1])
    options = bias(R) | dict(l2=ten(R, -12, 2)*half(R))
    return Case(X, y*ten(R, -50, 50), ten(R, -9, 9, len(X)) if half(R) else None, options)

def unscaled(R):
    "Any of these with scale=False"
    c = R.choice([offset, scales, copies, constant, weights, shapes, sparse, targets, sizes])(R)
    return replace(c, options=c.options | dict(scale=False))

SIZES = [(5000, 4), (5001, 4), (4000, 5), (4001, 5), (5119, 5), (5120, 5), (5121, 5), (600, 40), (600, 41), (400, 51),
    (1023, 20), (1024, 20), (1025, 20), (2048, 10), (18432, 10), (18433, 10), (2427, 50), (2428, 50), (150, 140), (768, 170)]
LARGE = [(209715, 10), (209716, 10), (700000, 3), (41000, 52), (560, 500), (560, 501)]

def sizes(R, sizes=SIZES):
    "Both sides of each number of rows or columns at which another way is taken, well conditioned or not"
    n, d = sizes[R.integers(len(sizes))]
    X, y = plain(R, n, d)
    X[:, -1] = X[:, 0] + ten(R, -3, 0)*R.normal(size=n) # on both sides of the condition number at which rows are needed
    v = ten(R, -2, 2, n) if R.random() < .2 else None
    return Case((X + sign(R)*ten(R, -1, 12))*ten(R, -5, 5, d), y, v, bias(R))

def large(R):
    "The same for a second thread, and for hundreds of columns"
    return sizes(R, LARGE)

def descents(R):
    "Where a descent ends: `weights_at(inf)`"
    def end(c): return LR(lr='auto', iterations=10, **c.options).fit(c.form(c.X), c.y, sample_weight=c.v).weights_at(np.inf)
    return replace(R.choice([partial(offset, top=9), scales, weights, targets, sparse])(R), fit=end, source='sums')

def chunks(R):
    "Moments of pieces, some of weight zero, added in the order of a random tree"
    X, y = plain(R, R.integers(40, 3000))
    X, y, v = (X + sign(R)*ten(R, 0, R.choice([3, 15])))*ten(R, -50, 50, X.shape[1]), y + ten(R, 0, 12), np.ones(len(X))
    if half(R): X[:len(X)//3, 0] *= 1e-3 # one column begins elsewhere
    cuts = [0, *np.sort(R.integers(0, len(X), R.integers(1, 400))), len(X)]
    pieces = [slice(*pair) for pair in zip(cuts, cuts[1:]) if pair[0] < pair[1]]
    if half(R): v = ten(R, -3, 3, len(X))*(R.random(len(X)) < .8)
    for piece in pieces[2:]: v[piece] *= R.random() < .9
    def end(c):
        parts = [Moments.of(X[piece], y[piece], v[piece]) for piece in pieces]
        while len(parts) > 1:
            i = R.integers(len(parts) - 1)
            parts[i:i+2] = [parts[i] + parts[i + 1]]
        scale = parts[0].scale()
        path = path_from_moments(parts[0].scaled(scale))
        return scale.unscale(*replace(path, lr=path.max_stable_lr/2).at(np.inf))
    return Case(X, y, v, fit=end, source='sums')

KINDS = {f.__name__: f for f in (offset, scales, copies, constant, weights, decades, penalty, shapes, float32, memory, sparse,
                                 sparse_copies, targets, mixed, unscaled, sizes, large, descents, chunks)}

# The table of results

def sweep(times=TIMES, kinds=None):
    "Judge so many tables of each kind, of large ones a fortieth"
    return [judge(kind, seed) for kind in kinds or KINDS for seed in range(times if kind != 'large' else times//40)]

def faults(found): return [f for f in found if f.few or f.silent]

def table(found):
    "A line of Markdown for each kind"
    yield '| tables | fitted | digits found: fewest (median) | digits allowed | found − allowed, least | warned | faults |'
    yield '|:--|--:|--:|--:|--:|--:|--:|'
    for kind in dict.fromkeys(f.kind for f in found):
        some = [f for f in found if f.kind == kind]
        d, a = np.array([(f.digits, f.allowed) for f in some]).T
        digits = ' | '.join(f'{min(x):.1f} ({np.median(x):.1f})' for x in (d, a))
        bad, warned = sum(f.few or f.silent for f in some), np.mean([f.warned for f in some])
        yield f'| **{kind}**: {KINDS[kind].__doc__} | {len(some):,} | {digits} | {min(d - a):+.1f} | {warned:.0%} | {bad} |'

def main(times=TIMES, seed=None):
    if times in KINDS:
        with np.printoptions(threshold=20): return print(judge(times, int(seed)), draw(times, int(seed))[0], sep='\n')
    begin, found = time.time(), sweep(int(times))
    print(*table(found), f'\n{len(found):,} tables judged in {time.time() - begin:.0f} s', sep='\n')
    if times == TIMES:
        (Path(__file__).parents[1]/'bench'/'SWEEP.md').write_text('\n'.join(table(found)) + '\n', encoding='utf-8')
    for f in faults(found):
        print(f'{f.digits:4.1f} digits of {f.allowed:4.1f}{" without a warning" if f.silent else ""}: python tools/sweep.py {f.kind} {f.seed}')
    sys.exit(bool(faults(found)))

if __name__ == '__main__': main(*sys.argv[1:])
