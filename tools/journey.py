"""What people do with the library from day to day. Every environment runs it, and a type checker must be content with it.

It begins with the class as the first article uses it. In the last part each line is a mistake that a type checker must
find: otherwise it calls the comment unnecessary.
"""
# pyright: standard, reportUnnecessaryTypeIgnoreComment=true
import inspect, re, subprocess, sys, tempfile
from pathlib import Path
from typing import TYPE_CHECKING
import numpy as np
from linreg_fc import LR
from linreg_fc.data import houses, used_cars
from linreg_fc.moments import Moments

X, y = houses()
new_X = (X - X.mean(dim=0)) / X.std(dim=0)
my_model = LR(lr=0.1)
my_model.fit(new_X, y, iterations=1000)
score = f'R² score: {my_model.r2_score(y, my_model.predict(new_X)):.4f}'
print(score)
assert score == 'R² score: 0.9994'

df, price = houses(as_frame=True)
model = LR(lr=0.1).fit(df, price, iterations=1000)
assert round(model.score(df, price), 4) == 0.9994
assert model.losses.shape == (model.n_iter_,) == (1000,)
for solver in ('auto', 'moments', 'exact', 'by_hand', 'autograd', 'nn'):
    weights = LR(solver=solver).fit(X, y).coef_
    assert np.allclose(weights, [300.4157, -34.565, 14.0374], rtol=1e-4), (solver, weights)
finished = LR().fit(df, price)
assert (finished.solver_, finished.converged_, model.solver_) == ('exact', True, 'moments')
assert 0 < finished.lr_ and len(finished.losses) == finished.n_iter_ <= 1000 and not finished.problems_
assert np.allclose(finished.coef_, model.coef_, rtol=1e-4)
assert np.allclose(model.weights_at(10**6)[0], model.coef_, rtol=1e-5)
halves = Moments.of(X[:50], y[:50]) + Moments.of(X[50:], y[50:])
assert np.allclose(halves.scatter, Moments.of(X, y).scatter)
assert model.plot_losses().get_lines() and model.plot_predictions(df, price).collections
assert model.plot_descent(df, price, columns=('size', 'age')).get_title() is not None
assert model.compare(df, price).loc['R²'].round(4).eq(.9994).all()

with tempfile.TemporaryDirectory() as folder:
    again = LR.load(model.save(Path(folder)/'model.json'))
    assert np.array_equal(again.predict(df), model.predict(df))
    page = model.report(Path(folder)/'report.html', df, price)
    assert '<h1>Linear regression of price</h1>' in page.read_text(encoding='utf-8')
    assert np.isclose(model.summary().bse.to_numpy()[0], .7607, atol=1e-4) and model.predict(df, interval=.95).shape == (100, 6)
    assert model.cross_validate(df, price, cv=10).test_r2.min() > .99
    used_cars(500).to_csv(Path(folder)/'cars.csv', index=False)
    for line, shown in {
        'linreg_fit cars.csv --target selling_price --drop model,year --onehot make --holdout 0.2': 'make adds',
        'linreg_fit cars.csv --target selling_price --keep age,engine --l2 cv --out small': 'did best in cross-validation',
        'linreg_fit cars.csv --target selling_price --drop year --onehot make,model --max_categories 5 --out common': 'make adds',
        'linreg_predict small/model.json cars.csv --bad-rows empty': ',prediction',
        'linreg_fit --help': '\n  --max_categories MAX_CATEGORIES  keep the most frequent values of a category, and make one of the others\n',
        'linreg_compare small/model.json linreg_fit/model.json cars.csv --holdout 0.2': '100 rows that both can predict',
        'linreg_completion bash': '--holdout'}.items():
        command, *words = line.split()
        done = subprocess.run([Path(sys.executable).parent/command, *words], cwd=folder, capture_output=True, text=True, encoding='utf-8')
        assert done.returncode == 0 and shown in done.stdout, done.stdout + done.stderr

for name, function in inspect.getmembers(LR, callable): # `help` explains every argument
    if name.startswith('_') and name != '__init__' or not getattr(function, '__module__', '').startswith('linreg_fc'): continue
    text = (LR if name == '__init__' else function).__doc__ or ''
    parameters = [p for p in inspect.signature(function).parameters if p not in ('self', 'cls')]
    silent = [p for p in parameters if not re.search(rf'^ *{p}\n +\S', text, re.MULTILINE)]
    assert not silent, f'help(LR.{name}) says nothing of {silent}'
no_docstrings = 'from linreg_fc import LR; print(LR.__doc__, *LR().fit([[1.], [2], [4]], [2, 4, 8.]).coef_.round(9))'
done = subprocess.run([sys.executable, '-OO', '-c', no_docstrings], capture_output=True, text=True)
assert done.stdout == 'None 2.0\n', done.stdout + done.stderr

if TYPE_CHECKING:
    LR().fitt(X, y) # pyright: ignore[reportAttributeAccessIssue]
    LR(lr='fast') # pyright: ignore[reportArgumentType]
    LR().save() # pyright: ignore[reportCallIssue]
    LR().fit(X, y).coef_.nonsense # pyright: ignore[reportAttributeAccessIssue]
    LR.load('model.json').score(X, y).nonsense # pyright: ignore[reportAttributeAccessIssue]
    LR().save('model.json').nonsense # pyright: ignore[reportAttributeAccessIssue]
