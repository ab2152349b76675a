"What the numbers of momentum must be: the eigenvalues of a step, from NumPy, and PyTorch's own SGD on the same rows"
import numpy as np
import torch
from linreg_fc.closed_form import descent_path


def expected(data, seen):
    "Slowest factor, steps for two digits, and the loss after all steps with these batches"
    X, y, size, (lr, mu) = np.array(data['X']), np.array(data['y']), data['batches'][int(seen['batch'])], seen['handle pair']
    lam = np.linalg.eigvalsh(X.T @ X/len(X))
    steps = np.array([np.linalg.eigvals([[1 + mu - 2*lr*l, -mu], [1, 0]]) for l in lam])
    factor = abs(steps).max()
    swings = (abs(steps.imag) > 0).any() or (steps.real < 0).any()
    table, target, w = torch.tensor(X), torch.tensor(y), torch.zeros(2, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr, momentum=mu)
    for k in range(data['steps']):
        rows = data['order'][k*size:(k + 1)*size]
        optimizer.zero_grad()
        (table[rows] @ w - target[rows]).square().mean().backward()
        optimizer.step()
    return {'kind': 'explodes' if factor > 1 else 'arrives, swinging' if swings else 'arrives without swinging',
            'radius': factor, 'digits': np.log(.01)/np.log(factor) if factor < 1 else np.inf,
            'after': (table @ w - target).square().mean().item(),
            'least': descent_path(X, y, fit_intercept=False).min_loss}
