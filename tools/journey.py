"""What people do with the library from day to day: every environment runs it, and a type checker knows it.

The first part is the usage of the first article, with its data, as a stranger to this repository would type it. In the
last part each line is a mistake: a type checker that knows the package finds it, or calls the comment unnecessary.
"""
# pyright: standard, reportUnnecessaryTypeIgnoreComment=true
import subprocess, sys, tempfile
from pathlib import Path
from typing import TYPE_CHECKING
import numpy as np
import torch
from linreg_fc import LR
from linreg_fc.data import houses, used_cars
from linreg_fc.moments import Moments

torch.manual_seed(42)
n = 100
size = torch.randint(800, 3000, (n,)).float()
age = torch.randint(1, 50, (n,)).float()
distance_to_city = torch.randint(1, 30, (n,)).float()
price = 100000 + 300*size - 50*age - 20*distance_to_city + torch.randn(n)*5000
X = torch.stack([size, age, distance_to_city], dim=1)
new_X = (X - X.mean(dim=0)) / X.std(dim=0)

my_model = LR(lr=0.1)
my_model.fit(new_X, price, iterations=1000)
score = my_model.r2_score(price, my_model.predict(new_X))
print(f'R² score: {score:.4f}')
assert round(score, 4) == 0.9994

df, price = houses(as_frame=True)
X, y = houses()
model = LR(lr=0.1).fit(df, price, iterations=1000)
assert round(model.score(df, price), 4) == 0.9994
assert model.losses.shape == (model.n_iter_,) == (1000,)
for solver in ('moments', 'exact', 'by_hand', 'autograd', 'nn'):
    weights = LR(solver=solver).fit(X, y).coef_
    assert np.allclose(weights, [300.4157, -34.565, 14.0374], rtol=1e-4), (solver, weights)
assert np.allclose(model.weights_at(10**6)[0], model.coef_, rtol=1e-5)
halves = Moments.of(X[:50], y[:50]) + Moments.of(X[50:], y[50:])
assert np.allclose(halves.scatter, Moments.of(X, y).scatter)
assert model.plot_losses().get_lines() and model.plot_predictions(df, price).collections
assert model.plot_descent(df, price, columns=('size', 'age')).get_title() is not None
assert model.compare(df, price).loc['R²'].round(4).eq(.9994).all()

with tempfile.TemporaryDirectory() as folder:
    again = LR.load(model.save(Path(folder)/'model.json'))
    assert np.array_equal(again.predict(df), model.predict(df))
    page = model.report(df, price, Path(folder)/'report')
    assert len(list(page.parent.iterdir())) == 4
    used_cars(500).to_csv(Path(folder)/'cars.csv', index=False)
    command = [Path(sys.executable).parent/'linreg_fit', *'cars.csv --target selling_price --drop model --onehot make'.split()]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and 'R²' in done.stdout, done.stdout + done.stderr
print('every day use: fine')

if TYPE_CHECKING:
    LR().fitt(X, y) # pyright: ignore[reportAttributeAccessIssue]
    LR(lr='fast') # pyright: ignore[reportArgumentType]
    LR().save() # pyright: ignore[reportCallIssue]
    LR().fit(X, y).coef_.nonsense # pyright: ignore[reportAttributeAccessIssue]
    LR.load('model.json').score(X, y).nonsense # pyright: ignore[reportAttributeAccessIssue]
    LR().save('model.json').nonsense # pyright: ignore[reportAttributeAccessIssue]
