"""A map of shapes: `LR()` against the fastest of its peers, from 10 × 1 to 3,000,000 rows and to 3,000 columns.

    python bench/shapes.py            the whole map, at most some 12 minutes; writes bench/shapes.png and its part of bench/RESULTS.md
    python bench/shapes.py --quick    a coarse map in 90 seconds, printed
    python bench/shapes.py --cell KIND N D   one place of the map with all peers, printed
"""
import argparse, multiprocessing, signal, time, warnings
from pathlib import Path
import numpy as np
from scipy import sparse
from bench import ms, replace_section, seconds

here = Path(__file__).parent
warnings.simplefilter('ignore')

# type, order in memory (rows behind each other: C, columns: F) or 'sparse', targets
KINDS = {f"{dtype}, {'sparse' if order == 'S' else 'rows' if order == 'C' else 'columns'}, {k} target{'s'*(k > 1)}": (dtype, order, k)
         for k, pairs in [(1, ['64C', '64F', '64S', '32C', '32F']), (500, ['64C', '64F', '64S', '32C'])]
         for dtype, order in ((f'float{p[:2]}', p[2]) for p in pairs)}
ROWS = [10, 100, 1000, 10_000, 100_000, 1_000_000, 3_000_000]
COLUMNS = [1, 3, 10, 30, 100, 300, 1000, 3000]
LARGEST, WORK = 4e9, 1e11 # bytes of a table; multiplications in its sums of products


def places(quick=False):
    "Kind, rows and columns of every place; the first kind has all columns, the others every second"
    for i, (kind, (dtype, order, k)) in enumerate(KINDS.items()):
        if quick and kind not in list(KINDS)[::2]: continue
        for n in ROWS[:5:2] if quick else ROWS:
            for d in COLUMNS[:7:2] if quick else COLUMNS if i == 0 else [1, 10, 100, 1000, 3000]:
                filled = 10 if order == 'S' else d
                if n*(filled + k)*np.dtype(dtype).itemsize > LARGEST or n*filled*(min(n, d) + k) > (1e9 if quick else WORK if i == 0 else WORK/3): continue
                yield kind, n, d

def table(dtype, order, k, n, d):
    "Features, targets, and the rows that are repeated over and over in a long table, so that its truth is that of a short one"
    rng, m = np.random.default_rng(0), n
    while m % 10 == 0 and m >= 40*d and m*d > 10**6: m //= 10
    if order == 'S':
        filled = min(10, max(1, d//3))
        where = np.arange(m).repeat(filled), rng.integers(0, d, m*filled)
        X = sparse.coo_array((rng.normal(size=m*filled), where), shape=(m, d)).tocsr()
    else: X = 1 + rng.standard_normal((m, d), dtype=dtype)
    Y = (X @ rng.normal(size=(d, k))).astype(dtype) + rng.standard_normal((m, k), dtype=dtype)
    x, y = X.astype(float), Y[:, :3].astype(float)
    if n > m: X, Y = sparse.vstack([X]*(n//m), 'csr') if order == 'S' else np.tile(X, (n//m, 1)), np.tile(Y, (n//m, 1))
    if order == 'F': X, Y = np.asfortranarray(X), np.asfortranarray(Y)
    return X, Y if k > 1 else Y[:, 0], x, y

def truth(x, y, scale):
    "Weights of up to three targets, shape (targets, d): from 50 digits if that is quick, otherwise refined in twice the precision; or None"
    from linreg_fc.least_squares import solve
    (n, d), few = x.shape, x.shape[0] <= x.shape[1]
    if n*d*min(n, d) > 1e10 or few and sparse.issparse(x): return None
    x = x.toarray() if sparse.issparse(x) else x
    if few or n*d*d > 3e4: return np.array([s.w for s in solve(x, y, small=10**12, scale=scale)])
    import mpmath
    mpmath.mp.dps = 50
    A = mpmath.matrix(np.column_stack([x, np.ones(n)]).tolist())
    return np.array([[float(v) for v in mpmath.lu_solve(A.T*A, A.T*mpmath.matrix(t.tolist()))][:d] for t in y.T])

def digits(w, true):
    "Correct decimal digits of the worst weight, as a share of the largest; NaN where the truth isn't known"
    if true is None: return np.nan
    error = abs(np.atleast_2d(np.asarray(w, float))[:len(true)] - true).max()/abs(true).max()
    return float(-np.log10(max(error, 1e-17))) if np.isfinite(error) else 0.

def centred(solve):
    "A fit with a bias from a function that solves without one"
    def fit(X, Y):
        x, y = X.mean(0), Y.mean(0)
        w = solve(X - x, Y - y)
        return w.T, y - x @ w
    return fit

def torch_lstsq(X, Y):
    "torch.linalg.lstsq; by plain QR where there are enough rows, which is quicker"
    import torch
    A, B = torch.from_numpy(X), torch.from_numpy(Y if Y.ndim == 2 else Y[:, None])
    found = torch.linalg.lstsq(A, B, driver='gels' if len(X) > X.shape[1] else 'gelsy').solution.numpy()
    return found if Y.ndim == 2 else found[:, 0]

def lsmr(X, Y):
    "scipy.sparse.linalg.lsmr with a column of ones, for each target"
    A, Y = sparse.hstack([X, np.ones((X.shape[0], 1))], 'csr'), Y.reshape(len(Y), -1)
    w = np.array([sparse.linalg.lsmr(A, y, atol=1e-14, btol=1e-14, conlim=0, maxiter=1000)[0] for y in Y.T])
    return w[:, :-1], w[:, -1]

def peers(order, n, d):
    "Fits by name: each takes features and targets and returns weights and bias, and how much more work it does than sums of products"
    import scipy.linalg, torch # noqa: F401, loaded before anything is timed
    import sklearn.linear_model as sk
    from sklearnex.linear_model import LinearRegression as Intelex
    def fitted(make):
        def fit(X, Y):
            model = make().fit(X, Y)
            return model.coef_, model.intercept_
        return fit
    if order == 'S':
        return {'lsmr': (lsmr, 1), 'scikit-learn': (fitted(lambda: sk.LinearRegression(tol=1e-14)), 1),
                'Ridge': (fitted(lambda: sk.Ridge(alpha=0 if n > d else 1e-12, tol=1e-14)), 1)}
    return {'Ridge': (fitted(lambda: sk.Ridge(alpha=0 if n > d else 1e-12)), 1), 'intelex': (fitted(Intelex), 1 if n > d else 10),
            'scikit-learn': (fitted(sk.LinearRegression), 10), 'torch': (centred(torch_lstsq), 10),
            'numpy': (centred(lambda X, Y: np.linalg.lstsq(X, Y, rcond=None)[0]), 10),
            'scipy': (centred(lambda X, Y: scipy.linalg.lstsq(X, Y, lapack_driver='gelsy')[0]), 10)}

class TooLong(Exception): "A fit takes longer than it may"

def once(f, limit=20):
    "Seconds of one call; infinite if it hasn't ended after the limit"
    def stop(*_): raise TooLong
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit)
    start = time.perf_counter()
    try: f()
    except TooLong: return np.inf
    finally: signal.alarm(0)
    return time.perf_counter() - start

def measure(kind, n, d):
    "One place of the map; who is three times slower than the fastest at first isn't timed again"
    from linreg_fc import LR
    dtype, order, k = KINDS[kind]
    X, Y, x, y = table(dtype, order, k, n, d)
    work, found = n*(10 if order == 'S' else d)*(min(n, d) + (k if order == 'S' else 0)), {}
    def model(name, **settings): return lambda: found.__setitem__(name, (LR(**settings).fit(X, Y).coef_, None))
    fits = {'LR': model('LR'), 'descent': model('descent', lr='auto')}
    for name, (fit, more) in peers(order, n, d).items():
        if work*more > WORK: continue
        fits[name] = lambda fit=fit: found.__setitem__(name, fit(X, Y))
    if d*k > 10**5 or d > 1000 or n < d: del fits['descent'] # an eigendecomposition, and a path for each target
    first = {}
    for name, f in fits.items():
        first[name] = once(f)
        if first[name] < .5: first[name] = min(once(f), once(f))
    best = min(t for name, t in first.items() if name != 'descent')
    small, often = n*d < 3000, n*d <= 20_000
    again = [name for name, t in first.items() if t <= 3*best or name == 'scikit-learn' and small and t <= 2*first['LR']]
    repeat = 7 if often else 5 if best < .05 else 3 if best < .5 else 1
    if 3 < first['LR'] or again == ['LR'] or not {'LR', 'scikit-learn'} & set(again): times = first
    else: times = first | dict(zip(again, seconds(*(fits[name] for name in again), repeat=repeat, pause=.02 if often else .1)))
    own, raw = (truth(x, y, scale) for scale in (True, False)) if n <= d else [truth(x, y, True)]*2
    right = {'LR': np.nan} | {name: digits(w, own if name in ('LR', 'descent') else raw) for name, (w, _) in found.items()}
    return dict(kind=kind, n=n, d=d, times=times, digits=right)

def judged(cell):
    "The row of the table: the best peer is the fastest with at least half of our digits"
    times, right, n, d = cell['times'], cell['digits'], cell['n'], cell['d']
    ours, limits = times['LR'], []
    rivals = {name: t for name, t in times.items()
              if name not in ('LR', 'descent') and t < np.inf and not right[name] < right['LR']/2}
    best = min(rivals, key=rivals.get, default=None)
    ratio = ours/rivals[best] if best else np.nan
    lead = right['LR'] - right[best] if best else np.nan
    if n >= 1000 and best: limits.append((ratio, 2 if 'float32' in cell['kind'] and lead >= 2 else 1.2, ''))
    if n*d < 3000 and 'scikit-learn' in rivals: limits.append((ours/times['scikit-learn'], 1, ' scikit-learn'))
    if times.get('descent', np.inf) < np.inf and right['LR'] - right['descent'] < 1: limits.append((ours/times['descent'], 3, ' descent'))
    missed = [f'≤ {limit:g}{what}: {r:.3g}' for r, limit, what in limits if r > limit]
    excess = max((r/limit for r, limit, _ in limits), default=0.)
    return cell | dict(best=best, ratio=ratio, missed=missed, goals=len(limits), excess=excess)

def in_child(place, timeout=120):
    "The judged cell, measured in a process of its own: a fork of this one, which has loaded everything and computed nothing; or None"
    context = multiprocessing.get_context('fork')
    receive, send = context.Pipe(False)
    child = context.Process(target=lambda: send.send(measure(*place)))
    child.start()
    send.close()
    try: return judged(receive.recv()) if receive.poll(timeout) else None
    except EOFError: raise RuntimeError(f'{place} failed') from None
    finally:
        child.kill()
        child.join()

def line(c):
    "A row of the table as text"
    times, right, best = c['times'], c['digits'], c['best']
    def show(name): return '–' if name not in right or np.isnan(right[name]) else f'{right[name]:.1f}'
    peer = f"{best} | {ms(times[best])} | {c['ratio']:.2f}" if best else '– | – | –'
    goal = '**' + '; '.join(c['missed']) + '**' if c['missed'] else 'yes' if c['goals'] else '–'
    return f"| {c['n']:,} × {c['d']:,} | {c['kind']} | {ms(times['LR']) if times['LR'] < np.inf else '> 20 s'} | {peer} | {show('LR')} / {show(best)} | {goal} |"

def survey(which, minutes):
    """The places that can be measured in this time; coarse ones first, so that what is left out lies between others.

    Of one that misses its goal by less than half the middle one of three measurements counts."""
    import linreg_fc, sklearn.linear_model, sklearnex.linear_model, torch, mpmath # noqa: F401, for the children
    cells, end = [], time.monotonic() + 60*minutes
    for place in sorted(which, key=lambda p: p[1] not in ROWS[::2] or p[2] not in COLUMNS[::2]):
        if time.monotonic() > end:
            print('The time is up: some places are left out', flush=True)
            break
        cell = in_child(place)
        if cell and 1 < cell['excess'] < 1.5:
            tries = [c for c in (cell, in_child(place), in_child(place)) if c]
            cell = sorted(tries, key=lambda c: c['excess'])[len(tries)//2]
        if cell: cells.append(cell)
        print(line(cell) if cell else f'not measured: {place}', flush=True)
    return sorted(cells, key=lambda c: (list(KINDS).index(c['kind']), c['n'], c['d']))

def _number(r):
    "A ratio in at most four characters"
    return '–' if np.isnan(r) else '∞' if r == np.inf else f'{r:.1f}' if r < 9.95 else f'{r:.0f}' if r < 1000 else f'{r/1000:.0f}k'

def picture(cells, path):
    "Panels by kind; a square for each shape, with its ratio: white is faster than the best peer, grey slower, orange misses the goal"
    import matplotlib
    matplotlib.use('agg')
    import matplotlib.pyplot as plt
    fig, axes = plt.subplots(3, 3, figsize=(12, 11), layout='constrained', sharex=True, sharey=True)
    for kind, ax in zip(KINDS, axes.flat):
        for c in (c for c in cells if c['kind'] == kind):
            shade = .92 - .35*np.clip(np.log10(c['ratio'])/1.5, 0, 1) if c['ratio'] > 1 else 1.
            face = 'tab:orange' if c['missed'] else 'none' if np.isnan(c['ratio']) else str(shade)
            ax.plot(c['d'], c['n'], 's', color='black', markerfacecolor=face, markersize=21, markeredgewidth=.5)
            ax.annotate(_number(c['ratio']), (c['d'], c['n']), ha='center', va='center', fontsize=8)
        ax.set(xscale='log', yscale='log', title=kind, xlim=(.55, 5500), ylim=(4.5, 7e6))
        ax.set_xticks([1, 10, 100, 1000], ['1', '10', '100', '1,000'])
        ax.set_yticks([10**i for i in range(1, 7)], [f'{10**i:,}' for i in range(1, 7)])
        ax.minorticks_off()
    for ax in axes[-1]: ax.set_xlabel('columns')
    for ax in axes[:, 0]: ax.set_ylabel('rows')
    fig.suptitle('Time of LR() as a multiple of the fastest peer (below 1: LR() is faster; orange: a goal is missed)')
    fig.savefig(path, dpi=100)
    plt.close(fig)

def report(cells):
    "Write the picture, and this part of RESULTS.md"
    picture(cells, here/'shapes.png')
    with_goal, reached = sum(c['goals'] > 0 for c in cells), sum(c['goals'] > 0 and not c['missed'] for c in cells)
    replace_section('Map of shapes', f"""`LR()` against the fastest of scikit-learn, scikit-learn-intelex, `np.linalg.lstsq`, `scipy.linalg.lstsq` (for sparse tables `lsmr`), `torch.linalg.lstsq` and `Ridge` without a penalty, each asked for least squares with a bias. A peer with less than half of our correct digits isn't counted. Digits are those of the worst weight as a share of the largest, of up to three targets, against 50-digit arithmetic or refined solutions. Goals: from 1,000 rows on at most 1.2 × the fastest peer's time (2 × for float32 with two digits more); below 3,000 numbers at most scikit-learn's time; at most 3 × that of `LR(lr='auto')`, a descent in closed form, unless that has a digit less. {reached} of {with_goal} places with a goal reach it; of a miss by less than half the middle one of three measurements is shown. Left out: tables above 4 GB, peers that take about 20 seconds or more, and what 12 minutes weren't enough for. What limits the places that miss: from 10 to 1,000 rows some 0.3 ms of Python for checks, moments and a correction from the rows (`np.linalg.lstsq` alone takes 0.05 ms, and checks nothing); with as many columns as rows, the same correction in 30 digits; in sparse tables the products of all pairs of columns, which moments are made of and iterations do without.

![Ratio for each shape](shapes.png)

<details><summary>All places</summary>

| shape | kind | LR() | best peer | its time | ratio | digits, ours / theirs | goal reached |
|--:|---|--:|---|--:|--:|--:|---|
{chr(10).join(map(line, cells))}

</details>""")

if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--quick', action='store_true', help='a coarse map, printed')
    parser.add_argument('--cell', nargs=3, metavar=('KIND', 'N', 'D'), help="one place, for example 'float64, rows, 1 target' 1000 30")
    parser.add_argument('--picture', help='where to draw the coarse map')
    args = parser.parse_args()
    if args.cell:
        kind, n, d = args.cell
        cell = judged(measure(kind, int(n), int(d)))
        print(line(cell))
        for name, t in sorted(cell['times'].items(), key=lambda x: x[1]): print(f"{name:>14} {ms(t):>14} {cell['digits'].get(name, np.nan):6.1f} digits")
    else:
        cells = survey(places(args.quick), 1.5 if args.quick else 12)
        if not args.quick: report(cells)
        elif args.picture: picture(cells, args.picture)
