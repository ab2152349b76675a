"What the numbers of the figure about units must be: columns scaled by `Standardize`, steps by hand, least squares by `LR`"
import numpy as np
from linreg_fc.by_hand import descend, mse
from linreg_fc.estimator import LR
from linreg_fc.scaling import Standardize


def expected(data, seen):
    "Condition number and best learning rate on this scale, and the weights in dollars, which no scale changes at the minimum"
    X, y = np.array(data['X']), np.array(data['y'])
    scale = Standardize.of(X)
    np.testing.assert_allclose(scale.std, data['spread'], rtol=1e-12)
    scale = Standardize(scale.mean, scale.std**seen['share'])
    A, t = scale(X), y - y.mean()
    values = np.linalg.eigvalsh(A.T @ A/len(A))
    rate = 1/(values[0] + values[-1])
    w = descend(A, t, rate, int(seen['steps']), w=data['start']*scale.std, fit_intercept=False).w
    least = LR().fit(X, y)
    back, _ = scale.unscale(w)
    return {'condition': np.linalg.cond(A), 'rate': rate, 'ratio': mse(t, A @ w)/mse(y, least.predict(X)),
            **{f'end{j}': back[j] for j in (0, 1)}, **{f'best{j}': least.coef_[j] for j in (0, 1)}}
