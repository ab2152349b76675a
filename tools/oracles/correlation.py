"What the numbers of two columns with a given correlation must be: a fit and its summary, and the inflation as `diagnose` finds it"
import numpy as np
from linreg_fc.diagnose import variance_inflation
from linreg_fc.model import LR
from linreg_fc.solvers import make_problem, path_of


def expected(data, seen):
    "Weights, standard errors and inflation; the sum of both weights is that of the first column beside the difference of both"
    u, v, r = np.array(data['u']), np.array(data['v']), seen['r']
    X = np.column_stack([u, r*u + np.sqrt(1 - r**2)*v])
    np.testing.assert_allclose(np.corrcoef(X.T)[0, 1], r, atol=1e-12)
    y = X @ data['truth'] + np.array(data['noise'])[:, int(seen['draw']) - 1]
    fit, turned = LR().fit(X, y), LR().fit(np.column_stack([X[:, 0], X[:, 1] - X[:, 0]]), y)
    inflation = variance_inflation(path_of(make_problem(X, y))[0])
    np.testing.assert_allclose(inflation[0], inflation[1], rtol=1e-9)
    errors = fit.summary().bse.to_numpy()
    return {'vif': inflation[0], 'condition': np.linalg.cond(X - X.mean(0)), 'weight1': fit.coef_[0], 'weight2': fit.coef_[1],
            'error1': errors[0], 'error2': errors[1], 'sum': turned.coef_[0], 'error-sum': turned.summary().bse.to_numpy()[0]}
