"""What people do with the library from day to day. Every environment runs it, and a type checker must find nothing in it."""
import shutil, subprocess, sys, tempfile
from pathlib import Path
from typing import TYPE_CHECKING
import numpy as np
from linreg_fc import LR
from linreg_fc.data import houses, used_cars
from linreg_fc.moments import Moments

if TYPE_CHECKING: from typing_extensions import assert_type
else: assert_type = lambda value, kind: value

df, price = houses(as_frame=True)
X, y = houses()
model = assert_type(LR(lr=0.1).fit(df, price, iterations=1000), LR)
assert round(assert_type(model.score(df, price), float), 4) == 0.9994
assert model.coef_.shape == tuple(model.W.shape) == (3,) and model.b.shape == (1,)
assert model.losses.shape == (1000,) and model.n_iter_ == 1000
assert len(model.predict(df)) == len(price) and model.mse_loss(LR().fit(X, y).predict(X), y) > 0

for solver in ('moments', 'exact', 'by_hand', 'autograd', 'nn'):
    weights = LR(solver=solver).fit(X, y).coef_
    assert np.allclose(weights, [300.4157, -34.565, 14.0374], rtol=1e-4), (solver, weights)
w, b = model.weights_at(10**6)
assert np.allclose(w, model.coef_, rtol=1e-5)

halves = Moments.of(X[:50], y[:50]) + Moments.of(X[50:], y[50:])
assert np.allclose(halves.scatter, Moments.of(X, y).scatter)

with tempfile.TemporaryDirectory() as folder:
    path = assert_type(model.save(Path(folder)/'model.json'), Path)
    again = assert_type(LR.load(path), LR)
    assert np.array_equal(again.coef_, model.coef_)
    page = model.report(df, price, Path(folder)/'report')
    assert len(list(page.parent.iterdir())) == 4
    used_cars(500).to_csv(Path(folder)/'cars.csv', index=False)
    program = shutil.which('linreg_fit', path=Path(sys.executable).parent)
    assert program, 'the command linreg_fit is not installed'
    command = [program, 'cars.csv', '--target', 'selling_price', '--drop', 'model', '--onehot', 'make', '--out', 'fit']
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and 'R²' in done.stdout, done.stdout + done.stderr

assert model.plot_losses().get_lines()
assert model.plot_predictions(df, price).collections
assert model.plot_descent(df, price, columns=('size', 'age')).get_title() is not None
assert model.compare(df, price).loc['R²'].round(4).eq(.9994).all()
print('every day use: fine')
