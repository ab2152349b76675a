"What the numbers of the parabola must be: gradient descent by hand, with one weight and no bias"
import numpy as np
from linreg_fc.by_hand import descend, mse


def expected(data, seen):
    "Loss and slope at the weight that is shown, and the loss after all steps from where the handle is"
    X, y = np.array(data['X']), np.array(data['y'])
    there = descend(X[:, None], y, 10**seen['lr'], data['steps'], w=[seen['handle weight'][0]], fit_intercept=False)
    w = seen['weight']
    return {'loss': mse(y, w*X), 'slope': 2*np.mean((w*X - y)*X), 'after': mse(y, there.w*X)}
