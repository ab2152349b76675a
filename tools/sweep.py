"""Fit tables that are made to break least squares, and judge every weight against arithmetic with 50 digits.
Thousands, always the same: `make sweep` writes bench/SWEEP.md. `python tools/sweep.py 9` fits nine of each kind of table,
`python tools/sweep.py copies 7` shows one. The chapter nbs/11a_sweep.ipynb explains what is counted."""
import os, sys, time, warnings
os.environ['TQDM_DISABLE'] = '1'
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from pathlib import Path
from typing import NamedTuple
import numpy as np
from flint import arb, arb_mat, ctx
from scipy.sparse import csc_array, csr_array
from linreg_fc import LR
from linreg_fc.closed_form import path_from_moments
from linreg_fc.moments import Moments

MODEL = partial(LR, solver='exact') # what is tried
EPS, ENOUGH = 2.**-53, 6 # rounding of one number in 64 bits; fewer correct digits than so many need a warning
SPARE = 2 # digits that an algorithm may lose beyond what the table allows

# ---- The right weights: balls that hold the exact value, in as much precision as it takes

arbs = lambda A: arb_mat(*A.shape, np.asarray(A, dtype=float).ravel().tolist())
column = lambda a: arb_mat([[x] for x in a])
floats = lambda M: np.array([[float(x.mid()) for x in row] for row in M.tolist()])
rows_times = lambda a, M: arb_mat([[x*m for m in row] for x, row in zip(a, M.tolist())])
digits = lambda error: min(-np.log10(max(error, 1e-99)), -np.log10(EPS)) # 15.95 at most

@dataclass
class Truth:
    "The weights of least squares, and how far they move if each number is rounded once (times EPS)"
    w: list # of each column, balls
    b: arb # the bias
    std: np.ndarray # of each column; without a bias its root mean square
    mean: np.ndarray # of each column; without a bias 0
    rows: np.ndarray # movement of each weight, in units of its column, for rounded rows
    sums: np.ndarray|None = None # the same for rounded sums of products
    @property
    def z(self): return np.array([float((w*arb(s)).mid()) for w, s in zip(self.w, self.std)])

def least_squares(X, y, v=None, l2=0., scale=True, fit_intercept=True)->Truth:
    "Weights with 50 certain digits; raises `ValueError` if they aren't determined"
    if v is not None: X, y, v = X[v > 0], y[v > 0], v[v > 0]
    for ctx.dps in (100, 200, 400, 800, 1600):
        try: t = _least_squares(X, y, v, l2, scale, int(fit_intercept))
        except ZeroDivisionError: continue
        if abs(t.z).max() == 0: break
        if all(float(w.rad())*s <= 1e-50*abs(t.z).max() for w, s in zip(t.w, t.std)): return t
    raise ValueError('the weights are not determined')

def _least_squares(X, y, v, l2, scale, center):
    (n, d), M = X.shape, arbs(np.column_stack([X, np.ones(len(X)), y]))
    G = M.transpose()*(M if v is None else rows_times(map(arb, v.tolist()), M))
    N, places = G[d, d], [*range(d), d + 1]
    mean = [center*G[i, d]/N for i in range(d + 2)]
    C = arb_mat([[G[i, j]/N - mean[i]*mean[j] for j in places] for i in places])
    unit = [(C[j, j]*N/(N - 1 if N >= 2 else N/2)).sqrt() for j in range(d)] # standard deviations
    std, penalty = [float(u.mid()) for u in unit], [l2*u**2 if scale else arb(l2) for u in unit]
    near = X[0]*center # columns far from zero lose no digit if it is subtracted first
    A, t = (X - near - [float((mean[j] - arb(near[j])).mid()) for j in range(d)])/std, y - center*y[0]
    t = t - center*float((mean[d + 1] - arb(float(y[0]))).mid())
    truth = lambda w, *moved: Truth(w, center*(mean[d + 1] - sum(m*a for m, a in zip(mean, w))), np.array(std),
                                    np.array([float(m.mid()) for m in mean[:d]]), *moved)
    if not l2 and n - center < d: return truth(*_shortest(X, y, unit, scale, center))
    S = arb_mat([[C[i, j] + (penalty[i] if i == j else 0) for j in range(d)] for i in range(d)])
    w = [row[0] for row in S.solve(column(C[i, d] for i in range(d))).tolist()]
    z = np.array([float((a*u).mid()) for a, u in zip(w, unit)])
    inverse = abs(P := floats(rows_times(unit, rows_times(unit, S.inv()).transpose()))) # of the scaled matrix
    root = np.sqrt((np.ones(n) if v is None else v)/float(N.mid()))
    A = np.vstack([A*root[:, None], np.diag(np.sqrt([float(p.mid()) for p in penalty])/std)])
    t = np.append(t*root, np.zeros(d))
    # Björck 1991; Higham 2002, theorem 20.2: |A⁺|(|t| + |A||z|) + |(AᵀA)⁻¹||Aᵀ||r|, which are κ and κ² tan θ
    rows = abs(P @ A.T) @ (abs(t) + abs(A) @ abs(z)) + inverse @ (abs(A.T) @ abs(t - A @ z))
    sums = inverse @ (abs(A.T @ A) @ abs(z) + abs(A.T @ t)) # Higham 2002, theorem 7.4: |(AᵀA)⁻¹|(|AᵀA||z| + |Aᵀt|)
    return truth(w, rows, sums)

def _shortest(X, y, unit, scale, center):
    "Fewer rows than weights: the shortest weights that fit them all, from the differences to the last row"
    k, u = len(X) - center, unit if scale else [arb(1)]*len(unit)
    B = (arbs(X[:k]) - center*arbs(np.tile(X[-1], (k, 1)))).transpose()
    B, c = rows_times([1/a for a in u], B), column(arb(a) - center*arb(b) for a, b in zip(y[:k].tolist(), [float(y[-1])]*k))
    K = B.transpose()*B
    u_w, a, pinv = B*K.solve(c), K.solve(c), B*K.inv()
    w = [row[0]/s for row, s in zip(u_w.tolist(), u)]
    along, (B, c, u_w, a, pinv) = np.array([float((s/r).mid()) for s, r in zip(unit, u)]), map(floats, (B, c, u_w, a, pinv))
    # Demmel and Higham 1993; Higham 2002, theorem 21.2: |A⁺|(|c| + |A||x|) + |I − A⁺A||Aᵀ||(AAᵀ)⁻¹c|
    moved = abs(pinv) @ (abs(c) + abs(B.T) @ abs(u_w)) + abs(np.eye(len(B)) - pinv @ B.T) @ (abs(B) @ abs(a))
    return w, along*moved[:, 0]

# ---- What is found: correct digits, and how many there could be

class Found(NamedTuple):
    kind: str
    seed: int
    digits: float # correct ones found
    allowed: float # that the table allows
    warned: bool
    @property
    def few(self): return self.digits < self.allowed - SPARE
    @property
    def silent(self): return self.digits < ENOUGH and not self.warned

@dataclass
class Case:
    X: np.ndarray
    y: np.ndarray # shape (n,) or (n, k)
    v: np.ndarray|None = None # weights of rows
    options: dict = field(default_factory=dict) # l2, scale, fit_intercept
    form: object = np.asarray # what the model gets in place of the table
    keep: object = None # independent columns, where the others are copies or constant: then predictions are judged
    fit: object = None # function that returns weights and bias; by default MODEL
    by: str = 'rows' # what the weights are computed from: rows or sums

def fit_model(c):
    m = MODEL(**c.options).fit(c.form(c.X), c.y, sample_weight=c.v)
    return m.coef_, m.intercept_

def draw(kind, seed):
    "A table, and what is right for each of its targets; what is not determined is drawn again"
    R = np.random.default_rng([seed, *map(ord, kind)])
    while True:
        c = KINDS[kind](R)
        X = c.X.astype(float) if c.keep is None else c.X[:, c.keep]
        try: return c, [least_squares(X, y.astype(float), c.v, **c.options) for y in c.y.reshape(len(c.y), -1).T]
        except ValueError: pass

def judge(kind, seed)->Found:
    "Fit one table; the digits of the weight, or of the bias, that has fewest beyond what is allowed"
    c, truths = draw(kind, seed)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        W, B = (c.fit or fit_model)(c)
    u = EPS if W.dtype == float else 2.**-24
    pairs = [p for t, w, b in zip(truths, np.atleast_2d(W), np.atleast_1d(B)) for p in compare(c, t, w, b, u)]
    return Found(kind, seed, *min(pairs, key=lambda p: p[0] - min(p[1], ENOUGH + 2)*1e-9 - p[1]), bool(caught))

def compare(c, t, w, b, u):
    "Pairs of digits, found and allowed: of the weights and of the bias; or of the predictions, where weights aren't determined"
    z, moved = abs(t.z), EPS*getattr(t, c.by)
    if c.keep is not None: return [predictions(c, c.X, t, w, b, u)]
    wrong = max(abs(float((arb(a) - e).mid()))*s for a, e, s in zip(w.tolist(), t.w, t.std))
    parts = abs(t.mean/t.std)
    size = max(abs(float(t.b.mid())), (parts*z).max())
    bias = [] if not t.mean.any() or not size else [
        (digits(abs(float((arb(float(b)) - t.b).mid()))/size), digits(u + (parts*moved).sum()/size))]
    return [(digits(wrong/z.max()), digits(max(u, moved.max()/z.max()))), *bias]

def predictions(c, X, t, w, b, u):
    right = arbs(X[:, c.keep])*column(t.w)
    found = arbs(X)*column(arb(a) for a in w.tolist())
    off = max(abs(float((p[0] + arb(float(b)) - q[0] - t.b).mid())) for p, q in zip(found.tolist(), right.tolist()))
    A = (X[:, c.keep] - t.mean)/t.std
    spread = abs(A @ t.z).max()
    rounding = u*(abs(float(b)) + (abs(X) @ abs(w)).max()) + (abs(A) @ (EPS*t.rows)).max()
    return digits(off/spread), digits(max(u, rounding/spread))

# ---- The tables

ten = lambda R, low, high, size=None: 10.**R.uniform(low, high, size)
sign = lambda R, size=None: R.choice([-1, 1], size)

def plain(R, n=None, d=None, noise=None, k=None):
    "A table without any trap, whose target follows it, with more noise or less"
    d = d or int(R.integers(1, 6))
    n = n or d + int(R.integers(3, 60))
    X = R.integers(-50, 50, (n, d)).astype(float) if R.random() < .3 and n > 2*d else R.normal(size=(n, d))
    shape = (d,) if k is None else (d, k)
    y = X @ (R.normal(size=shape)*ten(R, -1, 1, shape))
    return X, y + R.normal(size=y.shape)*(ten(R, -8, 1) if noise is None else noise) + sign(R)*ten(R, -2, 2)

def options(R):
    "Settings, mostly the default ones"
    return dict(fit_intercept=bool(R.random() < .8), scale=bool(R.random() < .8))

def offset(R, top=15):
    "Columns and targets far from zero, up to 10¹⁵ of their spreads"
    X, y = plain(R)
    shift = sign(R, X.shape[1])*ten(R, 0, top, X.shape[1])
    X = X + (np.round(shift) if R.random() < .5 else shift)
    return Case(X*2.**R.choice([0, -20, 10]), y + sign(R)*ten(R, 0, top))

def scales(R):
    "Columns and target times 1e-150 to 1e150"
    X, y = plain(R)
    return Case(X*ten(R, -150, 150, X.shape[1]), y*ten(R, -140, 140), options=options(R) | dict(scale=True))

def copies(R):
    "A column that differs from another by a share of 1e-1 to 1e-14"
    X, y = plain(R, d=int(R.integers(2, 6)), n=int(R.integers(12, 80)))
    X[:, -1] = X[:, 0]*R.choice([1, -3, 1e5]) + abs(X[:, 0]).max()*ten(R, -14, -1)*R.normal(size=len(X))
    return Case(X + R.choice([0, 0, 100]), y, options=options(R))

def constant(R):
    "Constant columns with numbers up to 1e15, and copies: predictions are judged"
    X, y = plain(R)
    more = X[:, :1]*R.choice([1, -2, .5]) if R.random() < .5 else np.full((len(X), 1), sign(R)*ten(R, -3, 15))
    return Case(np.column_stack([X, more]), y, keep=np.arange(X.shape[1]))

def weights(R):
    "Rows of weight zero, and weights of 1e-100 to 1e100"
    X, y = plain(R, n=int(R.integers(20, 80)))
    v = ten(R, *R.choice([[-100, 100], [-3, 3], [90, 100], [-100, -90]]), len(X))
    v[2*X.shape[1] + 4:][R.random(len(X) - 2*X.shape[1] - 4) < .5] = 0
    if R.random() < .5: X, y = X + ten(R, 0, 9), np.where(v > 0, y, R.choice([0, 1e6]))
    if R.random() < .3: X[v == 0] = 0
    return Case(X, y, v, options(R))

def penalty(R):
    "An L2 penalty of 1e-16 to 1e16; with copies, or fewer rows than columns"
    X, y = plain(R, n=int(R.integers(2, 60)))
    if R.random() < .3: X[:, -1] = X[:, 0] + 10.**-R.integers(1, 9)*R.normal(size=len(X))
    return Case(X*ten(R, -5, 5, X.shape[1]) + R.choice([0, 1e4]), y, options=options(R) | dict(l2=ten(R, -16, 16)))

def shapes(R):
    "As many rows as columns, one more or less, twice as many"
    d = int(R.choice([2, 3, 4, 8, 30, 60]))
    X, y = plain(R, n=max(int(R.choice([d - 1, d, d + 1, d + 2, 2*d])), 2), d=d)
    return Case(X*ten(R, -3, 3, d) + R.choice([0, 100]), y, options=options(R))

def float32(R):
    "A table in 32 bits, in either order, near zero or not"
    c = R.choice([partial(offset, top=5), copies, shapes, sizes])(R)
    X, y = c.X.astype('f4'), c.y.astype('f4')
    return replace(c, X=X, y=y, form=R.choice([np.asarray, np.asfortranarray]))

def memory(R):
    "Columns in memory one after the other, backwards, or with gaps between"
    c = R.choice([offset, scales, copies, weights, shapes, sizes])(R)
    forms = [np.asfortranarray, lambda A: A[::-1].copy()[::-1], lambda A: np.repeat(A, 2, 1)[:, ::2],
             lambda A: np.repeat(A, 3, 0)[::3], lambda A: np.frombuffer(b'.' + A.tobytes(), offset=1).reshape(A.shape)]
    return replace(c, form=R.choice(forms))

def sparse(R):
    "Sparse tables, with full columns far from zero"
    X, y = plain(R, n=int(R.integers(20, 300)), d=int(R.integers(1, 12)))
    X = X*(R.random(X.shape) < .3)*ten(R, -5, 5, X.shape[1])
    if R.random() < .6: X[:, 0] = R.normal(size=len(X)) + ten(R, 0, 9)
    v = ten(R, -3, 3, len(X)) if R.random() < .3 else None
    return Case(X, y + X @ (1/np.maximum(abs(X).max(0), 1e-9)), v, options(R), form=R.choice([csr_array, csc_array]))

def targets(R):
    "Several targets of different scale, far from zero"
    k = int(R.integers(1, 7))
    X, y = plain(R, k=k)
    return Case(X + ten(R, 0, 6), (y + ten(R, 0, 9, k))*ten(R, -10, 10, k), options=options(R))

def mixed(R):
    "Several traps at once: near copies far from zero on odd scales with weights and a penalty"
    X, y = plain(R, d=int(R.integers(2, 6)), n=int(R.integers(12, 60)))
    X[:, -1] = X[:, 0] + ten(R, -6, 0)*R.normal(size=len(X))
    X = (X + sign(R)*ten(R, 0, 6))*ten(R, -50, 50, X.shape[1])
    v = ten(R, -9, 9, len(X)) if R.random() < .5 else None
    return Case(X, y*ten(R, -50, 50), v, options(R) | dict(l2=R.choice([0, ten(R, -12, 2)]), scale=True), form=R.choice([np.asarray, np.asfortranarray]))

SIZES = [(5000, 4), (5001, 4), (4000, 5), (4001, 5), (5120, 5), (5119, 5), (5121, 5), (600, 40), (600, 41), (1023, 20), (1024, 20),
    (1025, 20), (2048, 10), (18431, 10), (18432, 10), (18433, 10), (2427, 50), (2428, 50), (2427, 51), (400, 51), (150, 140), (768, 170)]
LARGE = [(209715, 10), (209716, 10), (700000, 3), (41000, 52), (560, 500), (560, 501)] # a second thread; eigenproblems

def sizes(R, sizes=SIZES):
    "Both sides of each number of rows or columns at which another way is taken, well conditioned or not"
    n, d = sizes[R.integers(len(sizes))]
    X, y = plain(R, n, d)
    X[:, -1] = X[:, 0] + ten(R, -3, 0)*R.normal(size=n) # its square passes the condition number at which the rows are needed
    v = ten(R, -2, 2, n) if R.random() < .2 else None
    return Case(X*ten(R, -5, 5, d) + sign(R)*ten(R, -1, 7), y, v, options(R))

# ---- Moments alone, without the rows

def end_of_descent(c):
    m = LR(lr='auto', iterations=10, **c.options).fit(c.form(c.X), c.y, sample_weight=c.v)
    return m.weights_at(np.inf)

def descents(R):
    "Where a descent ends: `weights_at(inf)`"
    c = R.choice([partial(offset, top=9), scales, weights, targets])(R)
    return replace(c, fit=end_of_descent, by='sums')

def from_moments(c, m):
    s = m.scale()
    p = path_from_moments(m.scaled(s))
    return s.unscale(*replace(p, lr=p.max_stable_lr/2).at(np.inf))

def chunks(R):
    "Moments of pieces, added in the order of a random tree"
    X, y = plain(R, n=int(R.integers(40, 3000)))
    X, y, v = X + sign(R)*ten(R, 0, R.choice([3, 14])), y + ten(R, 0, 12), None
    if R.random() < .5: v = ten(R, -3, 3, len(X))*(R.random(len(X)) < .8)
    cuts = [0, *np.sort(R.integers(0, len(X), R.integers(1, min(len(X), 400)))), len(X)]
    parts = [Moments.of(X[a:b], y[a:b], v if v is None else v[a:b]) for a, b in zip(cuts, cuts[1:]) if b > a]
    while len(parts) > 1:
        i = int(R.integers(len(parts) - 1))
        parts[i:i+2] = [parts[i] + parts[i + 1]]
    return Case(X, y, v, fit=lambda c: from_moments(c, parts[0]), by='sums')

KINDS = {f.__name__: f for f in (offset, scales, copies, constant, weights, penalty, shapes, float32, memory, sparse, targets, mixed,
                                 sizes, descents, chunks)}

def report(found):
    "A line of Markdown for each kind of table"
    yield '| tables | judged | digits found: least | median | allowed: least | median | least margin | warned | too few | silent |'
    yield '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|'
    for kind in dict.fromkeys(f.kind for f in found):
        some = [f for f in found if f.kind == kind]
        d, a = np.array([(f.digits, f.allowed) for f in some]).T
        yield (f"| {kind}: {KINDS[kind].__doc__[0].lower()}{KINDS[kind].__doc__[1:]} | {len(some):,} | {d.min():.1f} | {np.median(d):.1f} | {a.min():.1f} | "
               f"{np.median(a):.1f} | {(d - a).min():+.1f} | {np.mean([f.warned for f in some]):.0%} | {sum(f.few for f in some)} | {sum(f.silent for f in some)} |")

def main(times=250, seed=None):
    if times in KINDS: return print(judge(times, int(seed)))
    begin, found = time.time(), []
    for kind in KINDS:
        found += [judge(kind, seed) for seed in range(int(times))]
        print(kind, f'{time.time() - begin:.0f} s', flush=True)
    print('\n'.join(report(found)))
    for f in sorted([f for f in found if f.few or f.silent], key=lambda f: f.digits - f.allowed)[:int(os.environ.get('SHOW', 40))]: print('silent' if f.silent else 'few', f.kind, f.seed, round(float(f.digits), 1), round(float(f.allowed), 1))

if __name__ == '__main__': main(*sys.argv[1:])
