"""Compare linreg_fc with its peers: each comparison in a process of its own, medians, as ratios of one run.

    python bench/bench.py              all comparisons, the map of shapes and large tables; writes bench/RESULTS.md and three pictures
    python bench/bench.py --case NAME  one comparison, printed
"""
import argparse, json, os, platform, resource, subprocess, sys, time, warnings
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
import numpy as np

here = Path(__file__).parent
warnings.simplefilter('ignore')
os.environ['TQDM_DISABLE'] = '1'


def seconds(*functions, repeat=7, pause=None):
    """The median time of each function; they take turns, so that a noisy minute hits all of them.

    Before each of several there is a pause, because the threads of matrix libraries go on spinning for a while after their work,
    and then a call that isn't timed, because a processor that has slept is slow for its first milliseconds."""
    times = [[] for _ in functions]
    for f in functions: f()
    for _ in range(repeat):
        for f, t in zip(functions, times):
            if len(functions) > 1:
                time.sleep(pause or (.3 if repeat < 100 else .03))
                f()
            start = time.perf_counter()
            f()
            t.append(time.perf_counter() - start)
    return [median(t) for t in times]

def table(n, d, dtype='float64', scales=None, seed=0):
    "A random table with a linear target"
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d))
    if scales is not None: X = X*scales + scales
    y = X @ (rng.normal(size=d)/(1 if scales is None else scales)) + rng.normal(size=n)
    return X.astype(dtype), y.astype(dtype)

def error(fit, X, y):
    "The largest relative error of a weight; the truth is refined least squares in twice the precision"
    from linreg_fc.least_squares import solve
    truth = solve(X, y, small=10**12).w
    return float(abs(fit.coef_/truth - 1).max())


def row(what, ratio, goal, detail, at_least):
    "A row of the table"
    return dict(what=what, ratio=ratio, goal=goal, ok=bool(ratio >= goal if at_least else ratio <= goal), at_least=at_least, detail=detail)

def at_least(what, ratio, goal, detail=''): return row(what, ratio, goal, detail, True)
def at_most(what, ratio, goal, detail=''): return row(what, ratio, goal, detail, False)
def ms(t): return f'{1000*t:,.1f} ms' if t >= 1e-3 else f'{1000*t:.3f} ms'


def main_table():
    from linreg_fc import LR
    from sklearn.linear_model import LinearRegression
    X, y = table(1_000_000, 20)
    walk, fit, once, sk = seconds(lambda: LR(lr=.1).fit(X, y), lambda: LR().fit(X, y), lambda: X.sum(0), lambda: LinearRegression().fit(X, y))
    begin = time.perf_counter()
    LR(lr=.1, solver='autograd').fit(X, y)
    steps = time.perf_counter() - begin
    return [at_most('1,000,000 × 20, 1000 iterations with losses: against one pass X.sum(0)', walk/once, 2, f'{ms(walk)} against {ms(once)}'),
            at_least("… against solver='autograd', once", steps/walk, 1000, ms(steps)),
            at_most('1,000,000 × 20, LR(), which is least squares: against that descent', fit/walk, 1.3, ms(fit)),
            at_least('… against scikit-learn LinearRegression', sk/fit, 15, ms(sk))]

def wide_table():
    from linreg_fc import LR
    from sklearn.linear_model import LinearRegression
    X, y = table(200_000, 100)
    fit, sk = seconds(lambda: LR().fit(X, y), lambda: LinearRegression().fit(X, y), repeat=5)
    return [at_least('200,000 × 100: against scikit-learn', sk/fit, 12, f'{ms(fit)} against {ms(sk)}')]

def float32():
    from linreg_fc import LR
    from sklearn.linear_model import LinearRegression
    X, y = table(1_000_000, 20, 'float32')
    fit, sk = seconds(lambda: LR().fit(X, y), lambda: LinearRegression().fit(X, y), repeat=5)
    exact = LR().fit(X.astype(float), y.astype(float)).coef_
    return [at_least('float32 1,000,000 × 20: against scikit-learn', sk/fit, 5, f'{ms(fit)} against {ms(sk)}'),
            at_most('… largest relative error against float64', float(abs(LR().fit(X, y).coef_/exact - 1).max()), 1e-6)]

def intelex(n, d, dtype, scales, goal):
    from linreg_fc import LR
    from sklearnex.linear_model import LinearRegression
    X, y = table(n, d, dtype, scales)
    fit, peer = seconds(lambda: LR().fit(X, y), lambda: LinearRegression().fit(X, y))
    name = f"{n:,} × {d} {dtype}{'' if scales is None else ', mixed scales'}: against scikit-learn-intelex"
    rows = [at_least(name, peer/fit, goal, f'{ms(fit)} against {ms(peer)}')]
    ours, theirs = (-np.log10(max(error(m.fit(X, y), X, y), 1e-17)) for m in (LR(), LinearRegression()))
    return rows + [at_least('… right digits more than theirs', ours - theirs, 0, f'{ours:.1f} against {theirs:.1f}')]

def intelex_first(): return intelex(1_000_000, 20, 'float64', None, 1.2)
def intelex_second(): return intelex(200_000, 100, 'float64', None, 1)
def intelex_third(): return intelex(50_000, 400, 'float64', None, 1)
def intelex_mixed(): return intelex(1_000_000, 20, 'float64', 10.**np.linspace(-5, 5, 20), 1)
def intelex_first_32(): return intelex(1_000_000, 20, 'float32', None, .5)
def intelex_second_32(): return intelex(200_000, 100, 'float32', None, .5)
def intelex_third_32(): return intelex(50_000, 400, 'float32', None, .5)

def million():
    from linreg_fc.closed_form import descend
    X, y = np.array([[1., 2.], [3., 4.], [5., 6.]]), np.array([50., 110., 170.])
    def loop(epochs=1_000_000):
        w, losses = np.array([[.1], [.1]]), []
        for _ in range(epochs):
            error = y - np.sum(np.dot(X, w), 1)
            losses.append(np.mean(error**2))
            w -= .0001*(-2*np.dot(X.T, error)/len(X)).reshape(w.shape)
        return w.ravel(), np.array(losses)
    def ours(): return descend(X, y, lr=.0001, iterations=1_000_000, w=[.1, .1], fit_intercept=False)
    start = time.perf_counter()
    w, losses = loop()
    slow = time.perf_counter() - start
    fast, = seconds(ours, repeat=31)
    o = ours()
    digits = int(np.array_equal(o.w.round(8), w.round(8)))
    return [at_least("article 1's million epochs, with losses: against the NumPy loop", slow/fast, 10_000, f'{ms(fast)} against {ms(slow)}'),
            at_least('… the same ten digits (1 = yes)', digits, 1, f'{o.w.round(8)}; losses differ by at most {abs(o.losses - losses).max():.0e}')]

def growth():
    from linreg_fc import LR
    X, y = table(1_000_000, 20)
    small, large, walk, long = seconds(lambda: LR().fit(X[:100_000], y[:100_000]), lambda: LR().fit(X, y), lambda: LR(lr=.1).fit(X, y),
                                       lambda: LR(lr=.1, iterations=1_000_000).fit(X, y), repeat=11)
    return [at_most('10 times as many rows', large/small, 11, f'{ms(small)} to {ms(large)}'),
            at_most('1000 times as many iterations', long/walk, 1.2, f'{ms(walk)} to {ms(long)}')]

def memory():
    from linreg_fc import LR
    X, y = table(1_000_000, 20)
    str(LR().fit(X[:1000], y[:1000]).summary())
    peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss*1024
    used = int(Path('/proc/self/statm').read_text().split()[1])*resource.getpagesize()
    before = peak()
    ballast = np.ones((before - used)//8 + 1) if before > used else None # fill up to the earlier peak, so that any growth shows
    before = peak()
    str(LR().fit(X, y).summary())
    return [at_most('memory of fit and summary above the data, 1,000,000 × 20, in percent of it', 100*(peak() - before)/X.nbytes, 10, f'{(peak() - before)/2**20:.0f} MiB above {X.nbytes/2**20:.0f} MiB')]

def large_file():
    import pandas as pd
    import pyarrow as pa
    from pyarrow import csv
    from linreg_fc import LR
    makes = np.array(['AUDI', 'BMW', 'FORD', 'HONDA', 'KIA', 'OPEL', 'SKODA', 'VOLVO'])
    with TemporaryDirectory() as folder:
        path = Path(folder)/'large.csv'
        with open(path, 'wb') as file:
            for i in range(26):
                X, y = table(50_000, 15, seed=i)
                rng = np.random.default_rng(i)
                words = dict(make=makes[rng.integers(8, size=len(y))], sold=np.datetime64('2015-01-01') + rng.integers(3000, size=len(y)))
                columns = pa.table({**{f'x{j}': x for j, x in enumerate(X.T)}, **words, 'y': y})
                csv.write_csv(columns, file, csv.WriteOptions(include_header=i == 0, quoting_style='none'))
        def fit(): LR().fit_table(path, 'y', onehot='make')
        fit()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss*(1 if sys.platform == 'darwin' else 1024)/1e6
        ours, reading = seconds(fit, lambda: pd.read_csv(path, engine='pyarrow'), repeat=3)
        size = path.stat().st_size/1e6
    return [at_most(f'fit_table of a CSV file of {size:.0f} MB, with a category and a date: against reading it by pandas and pyarrow', ours/reading, 1.5, f'{ms(ours)} against {ms(reading)}'),
            at_most('… memory in MB', peak, 400)]

def inference():
    "Standard errors, t, p, intervals and the figures of the whole, as text"
    import statsmodels.api as sm
    from linreg_fc import LR
    X, y = table(1_000_000, 20)
    ours, theirs = seconds(lambda: str(LR().fit(X, y).summary()), lambda: str(sm.OLS(y, sm.add_constant(X)).fit().summary()), repeat=3)
    return [at_least('1,000,000 × 20, fit and summary: against statsmodels', theirs/ours, 30, f'{ms(ours)} against {ms(theirs)}')]

def together():
    "All that one look at the data gives: least squares, loss curve, summary, ten folds, 200 penalties in each"
    from linreg_fc import LR
    X, y = table(1_000_000, 20)
    def everything():
        model = LR().fit(X, y)
        folds = model.cross_validate(X, y, cv=10)
        return model.loss_curve_, str(model.summary()), folds.test_r2, folds.l2_path().best
    everything_, once = seconds(everything, lambda: X.sum(0))
    return [at_most('1,000,000 × 20, fit, loss curve, summary, ten folds and 200 penalties in each: against one pass X.sum(0)', everything_/once, 5, f'{ms(everything_)} against {ms(once)}')]

def _shape(n, d, repeat):
    from linreg_fc import LR
    from sklearn.linear_model import LinearRegression
    X, y = table(n, d)
    fit, sk = seconds(lambda: LR().fit(X, y), lambda: LinearRegression().fit(X, y), repeat=repeat)
    return [at_least(f'{n:,} × {d:,}: against scikit-learn', sk/fit, 1, f'{ms(fit)} against {ms(sk)}')]

def shape_wide(): return _shape(500, 2000, 5)
def shape_square(): return _shape(3000, 3000, 1)
def shape_column(): return _shape(1_000_000, 1, 15)
def shape_tiny(): return _shape(5, 2, 301)

def imports():
    "Whole processes: what starting up takes beyond the libraries that nearly everybody has loaded"
    with TemporaryDirectory() as folder:
        (Path(folder)/'small.csv').write_text('a,b,y\n' + ''.join(f'{i},{i*i % 7},{3*i + i % 5}\n' for i in range(21)))
        def process(code): return lambda: subprocess.run([sys.executable, '-c', code], check=True, cwd=folder, stdout=subprocess.DEVNULL)
        base = 'import pandas, sklearn.linear_model'
        fit = "from linreg_fc.cli import linreg_fit; linreg_fit('small.csv', target='y')"
        ours, command, theirs = seconds(*map(process, ['from linreg_fc import LR', fit, base]), repeat=15)
    return [at_most(f'`from linreg_fc import LR`: against `{base}`', ours/theirs, 1.2, f'{ms(ours)} against {ms(theirs)}'),
            at_most('`linreg_fit` on 21 rows, pictures included: against the same', command/theirs, 2, ms(command))]

def cross_validation():
    "Ten folds, a path of penalties, and every step of a descent, each beside one fit"
    from linreg_fc import LR
    from sklearn.linear_model import LinearRegression, RidgeCV
    from sklearn.model_selection import cross_val_score
    X, y = table(1_000_000, 20)
    def folds(): return LR().cross_validate(X, y, cv=10)
    fit, cv, path, steps = seconds(lambda: LR().fit(X, y), folds, lambda: folds().l2_path(), lambda: folds().descent(10_000))
    start = time.perf_counter()
    peer = cross_val_score(LinearRegression(), X, y, cv=10)
    slow = time.perf_counter() - start
    penalties = np.geomspace(1e-6, 1e3, 200)
    start = time.perf_counter()
    RidgeCV(penalties[::50]*len(X), cv=10).fit(X, y)
    ridge = 50*(time.perf_counter() - start) # it fits again for each penalty and fold, so 4 of the 200 tell
    return [at_most('1,000,000 × 20, cross_validate with 10 folds: against one fit', cv/fit, 2, f'{ms(cv)} against {ms(fit)}'),
            at_least('… against scikit-learn cross_val_score, once', slow/cv, 100, ms(slow)),
            at_most('… largest difference of the fold scores', float(abs(folds().test_r2 - peer).max()), 1e-12),
            at_most('… and the losses of 200 penalties in each fold: both against one fit', path/fit, 3, ms(path)),
            at_least('… against RidgeCV(cv=10), 50 times its time for 4 of them', ridge/path, 500, ms(ridge)),
            at_most('… and the losses after each of 10,000 steps in each fold: both against one fit', steps/fit, 3, ms(steps))]

def pictures():
    "Two pictures: time against rows, time against iterations"
    import matplotlib
    matplotlib.use('agg')
    import matplotlib.pyplot as plt
    from linreg_fc import LR, by_hand
    from linreg_fc.closed_form import descend
    from sklearn.linear_model import LinearRegression
    X, y = table(1_000_000, 20)
    rows = [10**3, 10**4, 10**5, 10**6]
    peers = {'LR(lr=0.1), 1000 iterations': LR(lr=.1), 'LR(), least squares': LR(), 'scikit-learn': LinearRegression()}
    fig, ax = plt.subplots(figsize=(6, 4), layout='constrained')
    for (name, model), style in zip(peers.items(), ('k-', 'k--', 'k:')):
        ax.loglog(rows, [seconds(lambda: model.fit(X[:n], y[:n]), repeat=5)[0] for n in rows], style, marker='o', label=name)
    ax.loglog(rows, [seconds(lambda: X[:n].sum(0), repeat=5)[0] for n in rows], color='grey', marker='.', label='one pass, X.sum(0)')
    ax.set(xlabel='rows (20 columns)', ylabel='seconds'); ax.legend()
    fig.savefig(here/'rows.png', dpi=110)
    fig, ax = plt.subplots(figsize=(6, 4), layout='constrained')
    steps, A, t = [10, 100, 1000, 10_000, 100_000], X[:1000], y[:1000]
    for name, f, style in [('moments', descend, 'k-'), ('NumPy loop', by_hand.descend, 'k--')]:
        ax.loglog(steps, [seconds(lambda: f(A, t, lr=.1, iterations=k), repeat=3)[0] for k in steps], style, marker='o', label=name)
    ax.set(xlabel='iterations (1000 × 20)', ylabel='seconds'); ax.legend()
    fig.savefig(here/'iterations.png', dpi=110)
    return []

cases = [main_table, wide_table, intelex_first, intelex_second, intelex_third, intelex_mixed, intelex_first_32, intelex_second_32, intelex_third_32,
         float32, million, growth, memory, large_file, inference, cross_validation, together, shape_wide, shape_square, shape_column, shape_tiny, imports,
         pictures]


def table_of(rows):
    "The rows as a table in Markdown"
    lines = (f"| {r['what']} | {r['ratio']:.3g} | {'≥' if r['at_least'] else '≤'} {r['goal']:g} | {'yes' if r['ok'] else '**no**'} | {r['detail']} |" for r in rows)
    return '\n'.join(['| comparison | measured | goal | reached | |', '|---|---|---|---|---|', *lines])

def replace_section(heading, text):
    "Write a section of RESULTS.md: in the place of the one with this heading, or at the end"
    file = here/'RESULTS.md'
    before, _, old = file.read_text(encoding='utf-8').partition(f'\n## {heading}\n')
    rest = old[old.index('\n## '):] if '\n## ' in old else ''
    file.write_text(f'{before.rstrip()}\n\n## {heading}\n\n{text.strip()}\n{rest}', encoding='utf-8')

def report(rows):
    "Write RESULTS.md"
    packages = ', '.join(f'{p} {version(p)}' for p in ('linreg_fc', 'numpy', 'scipy', 'torch', 'scikit-learn', 'scikit-learn-intelex'))
    cpu = next((line.split(':')[1].strip() for line in Path('/proc/cpuinfo').read_text().splitlines() if 'model name' in line), platform.processor()) if Path('/proc/cpuinfo').exists() else platform.processor()
    (here/'RESULTS.md').write_text(f"""# Benchmarks

Written by `make bench`. Each comparison runs in a process of its own; the figures are ratios of medians taken in turns in that process. Before each measurement there is a pause of 0.3 seconds, because the threads of matrix libraries go on spinning after their work, and then a call that isn't timed, because a processor that has slept is slow at first: all figures are for warm calls. On a shared machine the ratios vary from run to run, those against scikit-learn and against the autograd loop by up to a factor of two. They vary between processors, too: scikit-learn-intelex is made for those of Intel, and there it is faster than `LR` in all seven comparisons, while on an [AMD EPYC](RESULTS-epyc.md) the same code reached every goal.

Machine: {cpu}, {len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; {packages}.

{table_of(rows)}

![Time against rows](rows.png)

![Time against iterations](iterations.png)
""", encoding='utf-8')

if __name__ == '__main__':
    named = {c.__name__: c for c in cases}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--case', choices=named, metavar="NAME", help="only this one, printed as JSON")
    if case := parser.parse_args().case: print(json.dumps(named[case]()))
    else:
        rows = []
        for case in cases:
            done = subprocess.run([sys.executable, __file__, '--case', case.__name__], capture_output=True, text=True)
            if done.returncode: sys.exit(f'{case.__name__} failed:\n{done.stderr}')
            for r in json.loads(done.stdout.splitlines()[-1]):
                rows.append(r)
                print(f"{'ok  ' if r['ok'] else 'MISS'} {r['what']}: {r['ratio']:.3g} (goal {'≥' if r['at_least'] else '≤'} {r['goal']:g}) {r['detail']}", flush=True)
        report(rows)
        for more in ('shapes.py', 'streams.py'): subprocess.run([sys.executable, here/more], check=True)
