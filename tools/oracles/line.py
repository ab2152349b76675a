"What the numbers of the line must be: least squares, and the mean squared error, of the points where they are now"
import numpy as np
from linreg_fc.by_hand import mse
from linreg_fc.least_squares import solve


def expected(data, seen):
    "Slope and intercept from the ends of the line, its loss from the point on the map, the least loss from the points"
    n, dx = len(data['X']), np.array(data['X']) - data['centre']
    y = np.array([seen[f'handle point {i + 1}'][1] for i in range(n)])
    w, b = np.polyfit(*zip(*(seen[f'handle {side}'] for side in ('left', 'right'))), 1)
    on_map = seen['handle line']
    best = solve(dx[:, None], y)
    return {'slope': w, 'intercept': b + w*data['centre'], 'loss': mse(y, on_map[1] + on_map[0]*dx),
            'least': mse(y, best.b + dx*best.w)}
