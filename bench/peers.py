"""What `streams.py` times: each function takes a folder of Parquet files or a CSV file, and returns the weights of the features"""
import glob, json, os, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
import numpy as np
from rows import COLUMNS, FEATURES

CORES = len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()


def read(folder, memory_map=True):
    "Nothing but reading: a group of rows a thread, as pyarrow does it fastest"
    import pyarrow.parquet as pq
    def read_file(path):
        with pq.ParquetFile(path, memory_map=memory_map) as file:
            for i in range(file.num_row_groups): file.read_row_group(i, use_threads=False)
    with ThreadPoolExecutor(CORES) as pool: list(pool.map(read_file, sorted(glob.glob(f'{folder}/*.parquet'))))

def read_unmapped(folder): read(folder, False)

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
    line = Path(sys.executable).parent/'linreg_fit', path, '--target', 'y', '--out', out
    done = subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode: raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads((out/'model.json').read_text())['fitted']['coef']

def robust(folder):
    from linreg_fc import LR
    model = LR().fit_files(folder, target='y')
    model.summary(vcov='HC3') # the second pass
    return model.coef_

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

@cache
def start_engine(backend):
    "Processes that wait for work; joblib starts its own"
    if backend == 'dask':
        from distributed import Client, LocalCluster
        return Client(LocalCluster(n_workers=CORES, threads_per_worker=1, dashboard_address=None))
    if backend == 'ray':
        from ray.util.joblib import register_ray
        start_ray()
        register_ray()

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

@cache
def start_ray():
    import logging, ray
    ray.init(num_cpus=CORES, include_dashboard=False, _node_ip_address='127.0.0.1', log_to_driver=False, logging_level=logging.ERROR, object_store_memory=2*10**9)
    ray.data.DataContext.get_current().enable_progress_bars = False
    return ray

def ray_data(folder):
    ray = start_ray()
    def part(batch): return dict(P=products(np.column_stack([batch[name] for name in COLUMNS]))[None])
    found = ray.data.read_parquet(folder, columns=COLUMNS).map_batches(part, batch_size=2**17)
    return weights_from(sum(row['P'] for row in found.take_all()))

@cache
def start_spark():
    "A session that uses all processors; it takes Java 17 or newer"
    from pyspark.sql import SparkSession
    os.environ |= dict(PYSPARK_PYTHON=sys.executable, PYTHONPATH=os.pathsep.join(filter(None, sys.path)))
    settings = {'driver.memory': '4g', 'driver.host': '127.0.0.1', 'driver.bindAddress': '127.0.0.1',
                'ui.enabled': 'false', 'ui.showConsoleProgress': 'false', 'log.level': 'OFF'}
    builder = SparkSession.builder.master(f'local[{CORES}]')
    for name, value in settings.items(): builder = builder.config(f'spark.{name}', value)
    return builder.getOrCreate()

def spark_mllib(folder):
    from pyspark.ml.feature import VectorAssembler
    from pyspark.ml.regression import LinearRegression
    spark = start_spark()
    table = VectorAssembler(inputCols=FEATURES, outputCol='features').transform(spark.read.parquet(folder))
    return LinearRegression(labelCol='y', solver='normal').fit(table).coefficients.toArray()

def spark_ours(folder):
    from linreg_fc import LR
    from spark_recipe import spark_moments
    return LR().fit_moments(spark_moments(start_spark().read.parquet(folder), FEATURES, 'y'), FEATURES).coef_

def dask_ml(folder):
    import dask.dataframe as dd
    from dask_ml.linear_model import LinearRegression
    A = dd.read_parquet(folder, columns=COLUMNS).to_dask_array(lengths=True)
    return LinearRegression().fit(A[:, :-1], A[:, -1]).coef_

def batches(folder, size=2**17):
    "Arrays with all columns, from the files one after the other"
    import pyarrow.dataset as ds
    few = dict(batch_readahead=4, fragment_readahead=1, fragment_scan_options=ds.ParquetFragmentScanOptions(pre_buffer=False)) # 2 GB otherwise
    for batch in ds.dataset(folder).to_batches(columns=COLUMNS, batch_size=size, **few):
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
         '… of files that are not memory-mapped': (read_unmapped, 1, 3),
         'LR().fit_files': (fit_files, 1, 3),
         'LR().fit_files, a tenth of them': (fit_files, 1/10, 3),
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
CHUNKS = {f'LR().partial_fit, {n} row{"s"*(n > 1)} at a time, shuffled': (partial_fit_by(n), 1, 0) for n in (1, 10, 1000)}
READ, READ_CSV = next(iter(TOOLS)), next(iter(TEXT))
ALL = TOOLS | TEXT | COMMANDS | CHUNKS
