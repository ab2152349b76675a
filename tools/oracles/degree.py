"What the numbers of the degree must be: the package's least squares, penalties and descents on Legendre polynomials"
import warnings
from functools import cache
import numpy as np
from numpy.polynomial.legendre import legvander
from linreg_fc.closed_form import descend
from linreg_fc.metrics import r2_score
from linreg_fc.model import LR
from linreg_fc.scaling import Standardize


@cache
def predictions(x, y, u, degree, l2, stop, lr):
    "On the points to learn from, and on those held out"
    table, held = (legvander(np.array(at), degree)[:, 1:] for at in (x, u))
    if stop is None:
        with warnings.catch_warnings(action='ignore'): # twelve powers of twenty points are nearly collinear
            model = LR(l2=l2).fit(table, np.array(y))
        return model.predict(table), model.predict(held)
    scale = Standardize.of(table)
    there = descend(scale(table), np.array(y), lr, stop, l2=l2)
    return scale(table) @ there.w + there.b, scale(held) @ there.w + there.b

def expected(data, seen):
    "Errors on both kinds of points, and the best value of the setting that the right picture shows"
    x, y, u, v = (tuple(data[name]) for name in 'xyuv')
    steps = [*data['steps'], None]
    now = dict(degree=int(seen['degree']), l2=data['l2s'][int(seen['l2'])], stop=steps[int(seen['stop'])])
    values = dict(degree=range(1, data['most'] + 1), l2=data['l2s'], stop=steps)[seen['along']]
    def errors(settings):
        learned, held = predictions(x, y, u, lr=data['lr'], **settings)
        return np.mean((learned - y)**2), np.mean((held - v)**2), r2_score(np.array(v), held)
    along = np.array([errors(now | {seen['along']: value})[1] for value in values])
    best = values[int(np.argmax(along < along.min()*(1 + 1e-6)))]
    learn, held, r2 = errors(now)
    return {'learn': learn, 'held': held, 'r2': r2, 'best': 'at the end' if best is None else best}
