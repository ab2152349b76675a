"""Tables that don't fit into memory: `LR().fit_files` and its peers against reading the files and doing nothing.

    python bench/streams.py                       200 million rows, some 20 minutes; writes its part of bench/RESULTS.md
    python bench/streams.py --rows 4_000_000      a short form, printed only, as are the next ones
    python bench/streams.py --only fit_files,DuckDB
    python bench/streams.py --list
"""
import argparse, glob, multiprocessing, os, re, shutil, sys, time, warnings
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
import numpy as np
import psutil
from bench import at_least, at_most, replace_section, table_of
from peers import ALL, CHUNKS, COMMANDS, CORES, READ, READ_CSV
from rows import COLUMNS, DISTINCT, PART, link, make_csv, make_parts, truth

warnings.simplefilter('ignore')
os.environ |= dict(TQDM_DISABLE='1', RAY_USAGE_STATS_ENABLED='0', RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO='0')
SHIFT = 1e9 # in spreads of the columns


def in_a_line(error):
    "What went wrong, without colours, addresses and folders"
    text = re.sub(r'\x1b\[\d*m|\(pid=.*?\)|(?<=[\s\'"=(])/\S*/(?=\w)', '', f'{type(error).__name__}: {error}')
    return (text.strip().splitlines() or [''])[0][:120].replace('|', '/')

def serve(name, pipe):
    "Call a function on each folder or file that comes"
    if not os.environ.get('STREAMS_SHOW'):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
    while path := pipe.recv():
        start, answer, trouble = time.perf_counter(), None, ''
        try: answer = ALL[name][0](path)
        except Exception as error: trouble = in_a_line(error) # noqa: BLE001, whatever a peer raises
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
                found['small'], w = tool(folder)
                if w is not None: found[kind] = digits(w, true)
            if name in COMMANDS: tool.peak = 0 # a command reads small tables whole, in a process of its own
            times = []
            for _ in range(repeat):
                read = reading(data)[0]
                times.append((tool(data)[0], read))
            if not times: return found
            ours, theirs = (median(t) for t in zip(*times))
            found |= dict(seconds=ours, reading=theirs, ratio=ours/theirs)
        except Failed as why: found['trouble'] = str(why)
        finally: found['memory'] = tool.peak/1e6
    return found


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
        if name in CHUNKS: return None, '200,000'
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
            small = data.small_csv if text else data.small
            path, size = data.of(name, share)
            reader = reading_csv if text else reading
            if often: reader(path) # so that the cache of the disk has it
            found = compare(name, path, size, reader, min(repeat, often), small, limit)
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
    for name, goal in [('LR().fit_files', 1.5), ('LR().fit_files and HC3', 4), ('LR().fit_files of CSV', 1.05),
                       ('`linreg_fit` of CSV', 1.05), ('`linreg_fit` of Parquet', 1.5)]:
        if not (c := by.get(name)): continue
        size = c['rows'] + ('' if 'MB' in c['rows'] else ' rows')
        detail = c['trouble'] or f"{c['seconds']:.3g} s against {c['reading']:.3g} s" + f"; on 200,000 rows {c['small']:.3g} s"*(name in COMMANDS)
        rows.append(at_most(f'{name}, {size}: against reading', c.get('ratio', np.inf), goal, detail))
        if 'HC3' not in name: rows.append(at_most('… memory in MB', np.inf if c['trouble'] else c['memory'], 300, c['trouble']))
    for what, goal in [('LR', 13), ('SQL', 12)]:
        ours = {name: c.get('shifted', 0.) for name, c in by.items() if name.startswith('LR') and ('sql' in name) == (what == 'SQL')}
        if not ours: continue
        worst, missing = min(ours, key=ours.get), [name for name in ours if by[name]['trouble']]
        detail = f'{len(missing)} of {len(ours)} could not be measured' if missing else f'{worst}; of {len(ours)} ways to read'
        rows.append(at_least(f'{what}: fewest correct digits on columns shifted by {SHIFT:.0e} spreads', ours[worst], goal, detail))
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
