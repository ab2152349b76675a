"What the numbers of the parabola must be: gradient descent by hand, with one weight and no bias"
import numpy as np
from linreg_fc.by_hand import descend, mse


def expected(data, seen):
    "Loss and slope at the weight that is shown, the loss after all steps from where the handle is, and the kind of rate"
    X, y, rate = np.array(data['X']), np.array(data['y']), 10**seen['lr']
    def after(steps, w):
        for _ in range(steps): w = descend(X[:, None], y, rate, 1, w=[w], fit_intercept=False).w[0] # one at a time: may explode
        return w
    w, start = seen['weight'], seen['handle weight'][0]
    best = 1/(2*np.mean(X**2))
    least = np.linalg.lstsq(X[:, None], y, rcond=None)[0][0]
    probe = least + np.ptp(X)
    factor = (after(1, probe) - least)/(probe - least)
    if abs(factor) < 1e-12: factor = 0. # rounding
    kinds = [(.99, f'slow: below {best:.3g}'), (1.01, f'best: {best:.3g}, one step arrives'),
             (2, f'bouncing: between {best:.3g} and {2*best:.3g}'), (np.inf, f'exploding: above {2*best:.3g}')]
    kind = next(words for limit, words in kinds if rate/best < limit)
    return {'loss': mse(y, w*X), 'slope': 2*np.mean((w*X - y)*X), 'after': mse(y, after(data['steps'], start)*X),
            'factor': factor, 'kind': kind}
