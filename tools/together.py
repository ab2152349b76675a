"""Eight threads and eight forked children fit at the same time: the same numbers to the last bit, no hang, as many threads as before.

A hundred rounds; `python tools/together.py 1000` takes a thousand."""
import multiprocessing, os, sys, time, warnings
from concurrent.futures import ThreadPoolExecutor
os.environ['TQDM_DISABLE'] = '1'
import numpy as np
from scipy.sparse import random_array
from threadpoolctl import threadpool_info
from linreg_fc import LR

warnings.simplefilter('ignore')
rng = np.random.default_rng(0)
SHAPES = [(50, 3), (400, 60), (3000, 90), (20, 40), (60_000, 40)] # small, solved from the rows, from the moments, wide, in parallel
TABLES = [(rng.normal(size=shape), rng.normal(size=shape[0])) for shape in SHAPES]
TABLES.append((random_array((2000, 50), density=.05, random_state=rng, format='csr'), rng.normal(size=2000)))
LIMIT = 60 # seconds until a child counts as hanging

def fits(i):
    "Weights of one of the tables, by least squares and by a descent, as bytes"
    X, y = TABLES[i % len(TABLES)]
    return LR().fit(X, y).coef_.tobytes() + LR(lr=1e-3).fit(X, y).coef_.tobytes()

def blas_threads(): return [library['num_threads'] for library in threadpool_info() if library['user_api'] == 'blas']

def child(i, pipe): pipe.send((fits(i), blas_threads()))

def forked(i):
    "The fits of a child process; raises `TimeoutError` if it hangs"
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context('fork').Process(target=child, args=(i, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(LIMIT): raise TimeoutError(f'child {i} hangs')
        return ours.recv()
    finally:
        process.kill()
        process.join()

def main(rounds=100):
    alone, usual, begin = [fits(i) for i in range(len(TABLES))], blas_threads(), time.time()
    with ThreadPoolExecutor(16) as pool:
        for r in range(int(rounds)):
            threads, children = [pool.submit(fits, r + i) for i in range(8)], [pool.submit(forked, r + i) for i in range(8)]
            for i in range(8):
                wanted = alone[(r + i) % len(TABLES)]
                assert threads[i].result() == wanted, f'round {r}: a thread has other numbers'
                numbers, limits = children[i].result()
                assert numbers == wanted, f'round {r}: a child has other numbers'
                assert limits == usual, f'round {r}: {limits} threads in a child, {usual} before'
            assert blas_threads() == usual, f'round {r}: {blas_threads()} threads, {usual} before'
    print(f'{16*int(rounds):,} fits at once in {time.time() - begin:.0f} s')
    print(f'{int(rounds)} passed, 0 failed')

if __name__ == '__main__': main(*sys.argv[1:])
