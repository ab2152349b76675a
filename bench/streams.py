"""Tables that don't fit into memory: `LR().fit_files` and its peers against reading the files and doing nothing.

    python bench/streams.py                       200 million rows, some 20 minutes; writes its part of bench/RESULTS.md
    python bench/streams.py --rows 4_000_000      a short form, printed only, as are the next ones
    python bench/streams.py --only fit_files,DuckDB
    python bench/streams.py --list
"""
import argparse, glob, json, multiprocessing, os, shutil, subprocess, sys, time, warnings
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
import numpy as np
import psutil
from bench import at_least, at_most, replace_section, table_of
from rows import COLUMNS, DISTINCT, FEATURES, PART, link, make_csv, make_parts, truth

here = Path(__file__).parent
warnings.simplefilter('ignore')
os.environ |= dict(TQDM_DISABLE='1', RAY_USAGE_STATS_ENABLED='0', RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO='0')
CORES = len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()
SHIFT = 1e9 # in spreads of the columns


# ---- What is timed. Each takes a folder of Parquet files or a CSV file, and returns the weights of the features

def read(folder):
    "Nothing but reading: a group of rows a thread, as pyarrow does it fastest"
    import pyarrow.parquet as pq
    def read_file(path):
        with pq.ParquetFile(path, memory_map=True) as file:
            for i in range(file.num_row_groups): file.read_row_group(i, use_threads=False)
    with ThreadPoolExecutor(CORES) as pool: list(pool.map(read_file, sorted(glob.glob(f'{folder}/*.parquet'))))

def read_csv(path):
    "Nothing but reading a text file"
    import pyarrow.csv
    for _ in pyarrow.csv.open_csv(path): pass

def fit_files(path):
    from linreg_fc import LR
    return LR().fit_files(path, target='y').coef_

def partial_fit(folder):
    "Our model on batches, as they come from pyarrow"
    from linreg_fc import LR
    model = LR()
    for A in batches(folder): model.partial_fit(A[:, :-1], A[:, -1])
    return model.coef_

def partial_fit_by(size):
    "Batches of so many rows, in any order"
    def fit(folder):
        from linreg_fc import LR
        A, model = np.concatenate(list(batches(folder))), LR()
        starts = np.arange(0, len(A), size)
        for i in np.random.default_rng(0).permutation(starts): model.partial_fit(A[i:i + size, :-1], A[i:i + size, -1])
        return model.coef_
    return fit

def command(path):
    "The command, as a user runs it: start, report and pictures are part of its time"
    out = Path(path).parent/'report'
    subprocess.run([Path(sys.executable).parent/'linreg_fit', path, '--target', 'y', '--out', out], check=True)
    return json.loads((out/'model.json').read_text())['coef_']

def robust(folder):
    from linreg_fc import LR
    model = LR().fit_files(folder, target='y')
    return model.summary(vcov='HC3').coef # the second pass

def fit_dask_frame(folder):
    import dask.dataframe as dd
    from linreg_fc import LR
    frame = dd.read_parquet(folder)
    return LR().fit(frame[FEATURES], frame['y']).coef_

def fit_files_in(backend):
    "`fit_files` in the processes of an engine; they are started once"
    def fit(folder):
        import joblib
        start_engine(backend)
        with joblib.parallel_config(backend=backend, n_jobs=CORES): return fit_files(folder)
    return fit

engines = {}
def start_engine(backend):
    if backend in engines: return
    if backend == 'dask':
        from distributed import Client, LocalCluster
        engines[backend] = Client(LocalCluster(n_workers=CORES, threads_per_worker=1, dashboard_address=None))
    elif backend == 'ray':
        from ray.util.joblib import register_ray
        start_ray()
        register_ray()
    engines.setdefault(backend, True)

def products(A):
    "Sums of products of all columns and a column of ones, shape (12, 12)"
    A = np.column_stack([A, np.ones(len(A))])
    return A.T @ A

def weights_from(P):
    "Weights from sums of products, the bias left to the means; NaN where they lost all digits"
    P = np.asarray(P, float)
    centred = P[:-1, :-1] - np.outer(P[-1, :-1], P[-1, :-1])/P[-1, -1]
    try: return np.linalg.solve(centred[:-1, :-1], centred[:-1, -1])
    except np.linalg.LinAlgError: return np.full(len(P) - 2, np.nan)

PAIRS = [(a, b) for i, a in enumerate(COLUMNS) for b in COLUMNS[i:]]

def from_pairs(sums, of_pairs, n):
    "Weights from the sums of the columns, those of the products of `PAIRS`, and the number of rows"
    d = len(COLUMNS)
    P = np.empty((d + 1, d + 1))
    P[np.triu_indices(d)] = of_pairs # row by row, as PAIRS
    P[:d, :d] = np.triu(P[:d, :d]) + np.triu(P[:d, :d], 1).T
    P[d, :d] = P[:d, d] = sums
    P[d, d] = n
    return weights_from(P)

def polars(folder):
    import polars as pl
    sums = [pl.len().alias('n'), *(pl.col(a).sum() for a in COLUMNS), *((pl.col(a)*pl.col(b)).sum().alias(f'{a} {b}') for a, b in PAIRS)]
    found = pl.scan_parquet(f'{folder}/*.parquet').select(sums).collect(engine='streaming').row(0)
    return from_pairs(found[1:12], found[12:], found[0])

def duckdb(folder):
    import duckdb
    sums = ', '.join(['count(*)', *(f'sum({a})' for a in COLUMNS), *(f'sum({a}*{b})' for a, b in PAIRS)])
    with duckdb.connect(config=dict(threads=CORES)) as base:
        found = base.sql(f"select {sums} from read_parquet('{folder}/*.parquet')").fetchall()[0]
    return from_pairs(found[1:12], found[12:], found[0])

def duckdb_ours(folder):
    import duckdb
    from linreg_fc import LR
    with duckdb.connect(config=dict(threads=CORES)) as base:
        return LR().fit_sql(base, f"select * from read_parquet('{folder}/*.parquet')", 'y').coef_

def dask(folder):
    "Sums of products of the partitions, in threads, as a Dask DataFrame does by itself"
    import dask.dataframe as dd
    parts = dd.read_parquet(folder, columns=COLUMNS).to_delayed()
    from dask import compute, delayed
    of_part, total = delayed(lambda frame: products(frame.to_numpy())), delayed(sum)
    sums = [of_part(part) for part in parts]
    while len(sums) > 1: sums = [total(sums[i:i + 8]) for i in range(0, len(sums), 8)]
    return weights_from(compute(sums[0], num_workers=CORES)[0])

def start_ray():
    import logging, ray
    if not ray.is_initialized():
        ray.init(num_cpus=CORES, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR, object_store_memory=2*10**9)
        ray.data.DataContext.get_current().enable_progress_bars = False
    return ray

def ray_data(folder):
    ray = start_ray()
    def part(batch): return dict(P=products(np.column_stack([batch[name] for name in COLUMNS]))[None])
    found = ray.data.read_parquet(str(folder), columns=COLUMNS).map_batches(part, batch_size=2**17)
    return weights_from(sum(row['P'] for row in found.take_all()))

spark_sessions = []
def start_spark():
    if not spark_sessions:
        from pyspark.sql import SparkSession
        os.environ |= dict(PYSPARK_PYTHON=sys.executable, PYTHONPATH=os.pathsep.join(filter(None, sys.path)))
        settings = {'driver.memory': '4g', 'ui.enabled': 'false', 'ui.showConsoleProgress': 'false', 'driver.host': '127.0.0.1',
                    'driver.bindAddress': '127.0.0.1', 'log.level': 'OFF'}
        builder = SparkSession.builder.master(f'local[{CORES}]')
        for name, value in settings.items(): builder = builder.config(f'spark.{name}', value)
        spark_sessions.append(builder.getOrCreate())
    return spark_sessions[0]

def spark_mllib(folder):
    from pyspark.ml.feature import VectorAssembler
    from pyspark.ml.regression import LinearRegression
    table = VectorAssembler(inputCols=FEATURES, outputCol='features').transform(start_spark().read.parquet(str(folder)))
    return LinearRegression(labelCol='y', solver='normal').fit(table).coefficients.toArray()

def spark_ours(folder):
    from spark_recipe import fit_spark
    model = fit_spark(start_spark().read.parquet(str(folder)), 'y')
    return model.coef_

def dask_ml(folder):
    import dask.dataframe as dd
    from dask_ml.linear_model import LinearRegression
    A = dd.read_parquet(folder, columns=COLUMNS).to_dask_array(lengths=True)
    return LinearRegression().fit(A[:, :-1], A[:, -1]).coef_

def batches(folder, size=2**17):
    "Arrays with all columns, from the files one after the other"
    import pyarrow.dataset as ds
    for batch in ds.dataset(folder).to_batches(columns=COLUMNS, batch_size=size):
        yield np.column_stack([column.to_numpy() for column in batch.columns])

def sgd(folder):
    "One pass of scikit-learn's SGDRegressor without a penalty, on columns scaled by the first batch, as its manual advises"
    from sklearn.linear_model import SGDRegressor
    from sklearn.preprocessing import StandardScaler
    scale, model = None, SGDRegressor(penalty=None)
    for A in batches(folder):
        scale = scale or StandardScaler().fit(A)
        A = scale.transform(A)
        model.partial_fit(A[:, :-1], A[:, -1])
    return model.coef_*scale.scale_[-1]/scale.scale_[:-1]

# name: function, share of all rows that it gets, how often it is timed; the first is the measure of the others
TOOLS = {'pyarrow, reading only': (read, 1, 3),
         'LR().fit_files': (fit_files, 1, 3),
         'LR().fit_files, a tenth': (fit_files, 1/10, 3),
         'LR().fit_files, groups of a million rows': (fit_files, 1/2, 3),
         'LR().fit_files, joblib processes': (fit_files_in('loky'), 1/2, 3),
         'LR().fit_files, Dask LocalCluster': (fit_files_in('dask'), 1/2, 3),
         'LR().fit_files, Ray': (fit_files_in('ray'), 1/2, 3),
         'LR().fit_files and HC3': (robust, 1/2, 3),
         'LR().partial_fit, batches of pyarrow': (partial_fit, 1/4, 3),
         'LR().fit of a Dask DataFrame': (fit_dask_frame, 1/4, 3),
         'LR().fit_sql in DuckDB': (duckdb_ours, 1/4, 3),
         'LR in Spark, mapInArrow': (spark_ours, 1/10, 1),
         'polars, sums of products': (polars, 1, 3),
         'DuckDB, sums of products': (duckdb, 1, 3),
         'Dask, sums of products': (dask, 1/2, 3),
         'Ray Data, sums of products': (ray_data, 1/4, 1),
         'Spark MLlib LinearRegression': (spark_mllib, 1/10, 1),
         'dask-ml LinearRegression': (dask_ml, 1/100, 1),
         'SGDRegressor.partial_fit, one pass': (sgd, 1/20, 1)}
TEXT = {'pyarrow.csv.open_csv, reading only': (read_csv, 1, 3), 'LR().fit_files of CSV': (fit_files, 1, 3)}
COMMANDS = {'`linreg_fit` of CSV': (command, 1, 1), '`linreg_fit` of Parquet': (command, 1, 1)}
CHUNKS = {f'LR().partial_fit, {n} row{"s"*(n > 1)} at a time': (partial_fit_by(n), 1, 1) for n in (1, 10, 1000)}
READ, READ_CSV = next(iter(TOOLS)), next(iter(TEXT))
ALL = TOOLS | TEXT | COMMANDS | CHUNKS


# ---- Each in a process of its own

def serve(name, pipe):
    "Call a function on each folder or file that comes"
    if not os.environ.get('STREAMS_SHOW'):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
    while path := pipe.recv():
        start, answer, trouble = time.perf_counter(), None, ''
        try: answer = ALL[name][0](path)
        except Exception as error: trouble = f'{type(error).__name__}: {error}'.splitlines()[0][:150] # noqa: BLE001, whatever a peer raises
        taken = time.perf_counter() - start
        pipe.send((taken, None if answer is None else np.asarray(answer, float), trouble))

def family(pid):
    "A process and all its descendants"
    found = [pid]
    for parent in found:
        for path in glob.glob(f'/proc/{parent}/task/*/children'):
            try: found += map(int, Path(path).read_text().split())
            except OSError: pass # it has just ended
    return found

def resident(pids):
    "Bytes of memory of processes: of one the peak so far, of several the sum now; shared memory counts once"
    own, shared = 0, 0
    for pid in pids:
        try: status = dict(line.split(':', 1) for line in Path(f'/proc/{pid}/status').read_text().splitlines())
        except OSError: continue
        if 'RssAnon' not in status: continue # it has just ended
        peak, anon, file, shm = (int(status[name].split()[0])*1024 for name in ('VmHWM', 'RssAnon', 'RssFile', 'RssShmem'))
        if len(pids) == 1: return peak
        own, shared = own + anon + file, max(shared, shm)
    return own + shared

class Failed(Exception): "What a peer says if it can't do it"

class Child:
    "A tool in a process of its own"
    def __init__(self, name, limit=600):
        context = multiprocessing.get_context('spawn')
        self.name, self.limit, self.peak = name, limit, 0
        self.pipe, end = context.Pipe()
        self.process = context.Process(target=serve, args=(name, end))
        self.process.start()
        end.close()

    def __call__(self, path):
        "Seconds and weights; raises `Failed`. The peak of memory is kept"
        self.pipe.send(str(path))
        pid, end = self.process.pid, time.monotonic() + self.limit
        while not self.pipe.poll(.05):
            members = family(pid)
            self.peak = max(self.peak, resident(members[1:] if self.name in COMMANDS else members))
            if time.monotonic() > end: raise Failed(f'longer than {self.limit} s')
        try: taken, answer, trouble = self.pipe.recv()
        except EOFError: raise Failed('its process has died') from None
        if self.name not in COMMANDS: self.peak = max(self.peak, resident(family(pid)))
        if trouble: raise Failed(trouble)
        return taken, answer

    def __enter__(self): return self

    def __exit__(self, *_):
        members = psutil.Process(self.process.pid).children(recursive=True) if self.process.is_alive() else []
        try:
            self.pipe.send('')
            self.process.join(10)
        except OSError: pass
        self.process.kill()
        for left in members:
            try: left.kill() # psutil knows it by the time of its start, too
            except psutil.NoSuchProcess: pass
        self.process.join()


def digits(w, true):
    "Correct decimal digits of the worst weight, as a share of the largest"
    error = abs(w - true).max()/abs(true).max()
    return max(0., float(-np.log10(max(error, 1e-17)))) if np.isfinite(error) else 0.

def compare(name, data, rows, reading, repeat, small, limit):
    "What a tool takes beside reading; small tables come first: they show its digits, and warm it up"
    found = dict(name=name, rows=rows, trouble='')
    with Child(name, limit) as tool:
        try:
            for kind, (folder, true) in small.items():
                if (w := tool(folder)[1]) is not None: found[kind] = digits(w, true)
            times = []
            for i in range(repeat):
                read = reading(data)[0]
                times.append((tool(data)[0], read))
            ours, theirs = (median(t) for t in zip(*times))
            found |= dict(seconds=ours, reading=theirs, ratio=ours/theirs)
        except Failed as why: found['trouble'] = str(why)
        found['memory'] = tool.peak/1e6
    return found


# ---- All of them

class Data:
    "Folders and files on disk, made when they are needed"
    def __init__(self, folder, rows, megabytes):
        self.folder, self.rows, self.megabytes = folder, rows, megabytes
        from pyarrow import concat_tables
        from pyarrow.parquet import read_table
        self.small, self.small_csv = {}, {}
        for kind, shift in [('plain', 0.), ('shifted', SHIFT)]:
            parts = make_parts(folder/kind, 50_000, 4, shift, row_group_size=10_000)
            table = concat_tables(map(read_table, parts))
            true = truth(table, shift)
            self.small[kind] = folder/kind, true
            self.small_csv[kind] = make_csv(folder/f'{kind}.csv', table=table), true

    def of(self, name, share):
        "A path, and its number of rows or megabytes as text"
        if 'csv' in name.lower(): return make_csv(self.folder/'large.csv', self.megabytes), f'{self.megabytes:,} MB'
        rows = self.megabytes*2*10**6//(8*len(COLUMNS)) if name in COMMANDS else max(PART, int(self.rows*share))
        how, kind = dict(count=min(DISTINCT, max(5, self.rows//PART))), 'rows'
        if 'million' in name: how, kind = dict(count=5, row_group_size=2**20, use_dictionary=True), 'groups'
        rows = -(-rows//PART)*PART
        return link(make_parts(self.folder/f'parts of {kind}', **how), self.folder/f'{kind}-{rows}', rows), f'{rows:,}'

def measure(data, names, repeat, limit):
    "A dictionary for each tool, printed as they come"
    with Child(READ, limit) as reading, Child(READ_CSV, limit) as reading_csv:
        for name in names:
            _, share, often = ALL[name]
            text = 'csv' in name.lower()
            path, size = data.of(name, share)
            (reading_csv if text else reading)(path) # so that it's in the cache
            small = {} if name in COMMANDS else data.small_csv if text else data.small
            if name in CHUNKS: path, size, often = None, '200,000', 0
            found = compare(name, path, size, reading_csv if text else reading, min(repeat, often), small, limit)
            print(line(found), flush=True)
            yield found

def line(c):
    "A row of the table"
    time_, ratio = (f"{c['seconds']:.3g} s", f"{c['ratio']:.2f}") if 'ratio' in c else ('–', '–')
    right = [f'{c[kind]:.1f}' if kind in c else '–' for kind in ('plain', 'shifted')]
    return f"| {c['name']} | {c['rows']} | {time_} | {ratio} | {c['memory']:,.0f} MB | {right[0]} | {right[1]} | {c['trouble']} |"

def goals(found):
    "Rows of the table of goals; what could not be measured misses its goal"
    by, rows = {c['name']: c for c in found}, []
    def limit(name, key, goal, what, least=False):
        if name not in by: return
        value = by[name].get(key, 0 if least else np.inf) if not by[name]['trouble'] else 0 if least else np.inf
        detail = by[name]['trouble'] or (f"{by[name]['seconds']:.3g} s against {by[name]['reading']:.3g} s" if key == 'ratio' else '')
        rows.append((at_least if least else at_most)(f"{name}, {by[name]['rows']}{'' if 'MB' in by[name]['rows'] else ' rows'}: {what}", value, goal, detail))
    for name, goal in [('LR().fit_files', 1.5), ('LR().fit_files and HC3', 4), ('LR().fit_files of CSV', 1.05),
                       ('`linreg_fit` of CSV', 1.05), ('`linreg_fit` of Parquet', 1.5)]:
        limit(name, 'ratio', goal, 'time against reading')
        if 'HC3' not in name: limit(name, 'memory', 300, 'memory in MB')
    for name in by:
        if name.startswith('LR'): limit(name, 'shifted', 12 if 'sql' in name else 13, f'correct digits, columns shifted by {SHIFT:.0e} spreads', True)
    return rows

def report(found):
    "Write this part of RESULTS.md"
    packages = ', '.join(f'{p} {version(p)}' for p in ('pyarrow', 'polars', 'duckdb', 'dask', 'ray', 'pyspark', 'dask-ml', 'scikit-learn'))
    replace_section('Tables that do not fit into memory', f"""Written by `python bench/streams.py`: 10 features and a target, float64, in a folder of Parquet files of a million rows each (groups of 131,072 rows, snappy, no dictionaries); {DISTINCT} files differ, the others are links to them, so that all stays in the cache of the disk. *× reading* is the time as a multiple of that of pyarrow for reading the same files and doing nothing, a group of rows a thread, memory-mapped; medians of calls that take turns with it, each tool in a process of its own that it has warmed up on a small table. Those that take long get fewer rows, as the table says. Memory is the peak of the resident memory of the tool's processes, imports included. Digits are the correct decimal digits of the worst weight, as a share of the largest, on 200,000 rows in four files, as they are and with {SHIFT:.0e} added to each column of spread 1, against solutions in twice the precision. "Sums of products" are what one would write by hand: sums of all columns and of the products of all pairs. {CORES} cores; {packages}.

{table_of(goals(found))}

| tool | rows | time | × reading | memory | digits | digits, shifted | |
|---|--:|--:|--:|--:|--:|--:|---|
{chr(10).join(map(line, found))}
""")

if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rows', type=int, default=200_000_000, help='of the longest folder')
    parser.add_argument('--megabytes', type=int, default=2000, help='of the CSV file; the commands get a Parquet folder of twice as many')
    parser.add_argument('--repeat', type=int, default=3, help='at most so many calls of each tool are timed')
    parser.add_argument('--limit', type=int, default=300, help='seconds a call may take')
    parser.add_argument('--only', default='', help='tools whose names hold one of these words, separated by commas')
    parser.add_argument('--folder', type=Path, help='where the tables are made, and kept; by default they are deleted at the end')
    parser.add_argument('--list', action='store_true', help='the names of the tools')
    parser.add_argument('--write', action='store_true', help='write the results of a short form, too')
    args = parser.parse_args()
    names = [name for name in ALL if any(word in name for word in args.only.split(','))]
    if args.list: sys.exit('\n'.join(names))
    folder = args.folder or Path(mkdtemp(prefix='linreg_fc-streams-'))
    try:
        print('| tool | rows | time | × reading | memory | digits | digits, shifted | |\n|---|--:|--:|--:|--:|--:|--:|---|', flush=True)
        found = list(measure(Data(folder, args.rows, args.megabytes), names, args.repeat, args.limit))
        print(f'\n{table_of(goals(found))}')
        if args.write or (args.rows, args.only) == (parser.get_default('rows'), ''): report(found)
    finally:
        if not args.folder: shutil.rmtree(folder)
