"What the numbers of the landing page must be: gradient descent by hand, from zero, and the limit of the learning rate"
import numpy as np
from linreg_fc.by_hand import descend, mse
from linreg_fc.closed_form import path_from_moments
from linreg_fc.moments import Moments


def expected(data, seen):
    "Weight, bias and loss after the steps that are shown; which learning rates are too large"
    X, y = (np.array(data['x'])[:, None] - data['from'])/data['unit'], np.array(data['y'])
    w, b = np.zeros(1), 0.
    for _ in range(int(seen['step'])): w, b, _ = descend(X, y, seen['lr'], 1, w=w, b=b) # one by one: many that explode are refused
    limit = path_from_moments(Moments.of(X, y), .1).max_stable_lr
    kind = 'too large: the loss grows' if seen['lr'] > limit else 'small enough: the loss falls'
    return {'weight': w[0], 'bias': b, 'loss': mse(y, X @ w + b), 'kind': kind}
