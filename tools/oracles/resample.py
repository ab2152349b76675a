"What the numbers of resampling must be: least squares of the package on the same rows, with its intervals"
from functools import cache
import numpy as np
from linreg_fc.model import LR


@cache
def summary_of(rows):
    "The summary of a fit; a row holds its features and its target"
    table = np.array(rows)
    return LR().fit(table[:, :-1], table[:, -1]).summary()

def expected(data, seen):
    "How many intervals cover the true weight, how many weights have the wrong sign, and the last interval"
    j, size, alpha = int(seen['column']), data['sizes'][int(seen['rows'])], 1 - data['levels'][int(seen['level'])]
    table = [(*features, target) for features, target in zip(data['X'], data['y'])]
    found = [summary_of(tuple(table[i] for i in rows[:size])) for rows in data['draws'][:int(seen['count'])]]
    ends = np.array([summary.conf_int(alpha).iloc[j] for summary in found])
    weights, truth = np.array([summary.coefficients.estimate.iloc[j] for summary in found]), data['truth'][j]
    covered = int(((ends[:, 0] <= truth) & (truth <= ends[:, 1])).sum())
    return {'cover': covered, 'miss': len(found) - covered, 'flipped': int((weights*truth < 0).sum()),
            'weight': weights[-1], 'lower': ends[-1, 0], 'upper': ends[-1, 1]}
