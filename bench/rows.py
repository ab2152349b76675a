"""Tables of any length on little disk: a few files are made, and linked as often as it takes.

    python bench/rows.py FOLDER --rows 200_000_000              a folder of Parquet files
    python bench/rows.py FILE.csv --megabytes 2000              a text file
"""
import argparse, os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import numpy as np

FEATURES = [f'x{j}' for j in range(10)]
COLUMNS = [*FEATURES, 'y'] # all float64
PART = 1_000_000 # rows of a file
DISTINCT = 20 # files that differ: 1.8 GB, more than the caches of a processor hold


def block(n, seed=0, shift=0.):
    "A table of n rows: features of spread 1, a linear target with noise of spread 1, and `shift` added to each column"
    import pyarrow as pa
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, len(FEATURES)))
    y = X @ np.linspace(-2, 2, len(FEATURES)) + rng.normal(size=n)
    return pa.table(dict(zip(COLUMNS, [*(X.T + shift), y + shift])))

def truth(table, shift=0.):
    "The weights of the float64 numbers in a table; for numbers within ±2³² of it, subtracting a shift of 1e9 is exact"
    from linreg_fc.least_squares import solve
    A = np.column_stack([table[name].to_numpy() for name in COLUMNS]) - shift
    return solve(A[:, :-1], A[:, -1], small=10**12).w

def make_parts(folder, rows=PART, count=DISTINCT, shift=0., **how):
    "Files that differ, and pyarrow's settings for them: by default groups of 131,072 rows, packed by snappy, without dictionaries"
    import pyarrow.parquet as pq
    folder.mkdir(parents=True, exist_ok=True)
    how = dict(row_group_size=2**17, use_dictionary=False) | how
    paths = [folder/f'{i:03}.parquet' for i in range(count)]
    def make(i, path):
        if path.exists(): return
        half = path.with_suffix('.half')
        pq.write_table(block(rows, i, shift), half, **how)
        half.rename(path)
    with ThreadPoolExecutor(2) as pool: list(pool.map(make, range(count), paths))
    return paths

def link(parts, folder, rows, rows_of_part=PART):
    "A folder with so many rows, rounded up to whole files: hard links of the parts, over and over"
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(-(-rows//rows_of_part)):
        path = folder/f'{i:05}.parquet'
        if not path.exists(): os.link(parts[i % len(parts)], path)
    return folder

def make_csv(path, megabytes=0, table=None):
    "A text file of a table; or of 250,000 rows over and over, which no reader notices"
    from pyarrow import BufferOutputStream, csv
    if path.exists(): return path
    sink = BufferOutputStream()
    csv.write_csv(block(250_000) if table is None else table, sink, csv.WriteOptions(include_header=False))
    rows, half = sink.getvalue().to_pybytes(), path.with_suffix('.half')
    with open(half, 'wb') as file:
        file.write((','.join(COLUMNS) + '\n').encode())
        file.write(rows)
        while file.tell() < megabytes*1e6: file.write(rows)
    return half.rename(path)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('path', type=Path)
    parser.add_argument('--rows', type=int, default=20_000_000)
    parser.add_argument('--megabytes', type=int, default=2000)
    wanted = parser.parse_args()
    if wanted.path.suffix == '.csv': print(make_csv(wanted.path, wanted.megabytes))
    else: print(link(make_parts(wanted.path/'parts'), wanted.path/'rows', wanted.rows))
