"What the numbers of the turned axes must be: from `DescentPath`, with eigenvalues by NumPy, and turned by a rotation matrix"
from dataclasses import replace
import numpy as np
from linreg_fc.closed_form import descent_path


def expected(data, seen):
    "Where the descent is after so many steps, along the axes, and what each direction is multiplied by"
    X, y = np.array(data['X']), np.array(data['y'])
    path = descent_path(X, y, seen['lr'], w=data['start'], fit_intercept=False)
    best, angle, k = path.end[0], np.radians(seen['turn']), int(seen['step'])
    axes = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) # as columns
    error = axes.T @ (path.at(k)[0] - best)
    after = np.eye(2) - 2*seen['lr']*axes.T @ (X.T @ X/len(X)) @ axes # what a step does to the error
    flat, steep = 1 - 2*seen['lr']*path.eigenvalues
    at_best = 1 - 2*path.asymptotic_lr*path.eigenvalues
    return {'mixed': round(abs(after[0, 1]), 12) + 0., 'error1': error[0], 'error2': error[1], 'steep': steep, 'flat': flat,
            'slowest': max(abs(flat), abs(steep)), 'bound': abs(at_best).max(), 'left': replace(path, lr=seen['lr']).suboptimality(k)}
