"""scikit-learn's own tests of `LinearRegression`, with `LR()` in its place.

A test of something that has no meaning here is skipped, and says why.
"""
import inspect, sys
from functools import partial
import pytest
from linreg_fc import LR

no_meaning = dict(positive='LR has no constraint on signs', copy_X='LR never writes into the table it is given',
                  n_jobs='LR decides on its threads by itself')
not_ours = dict(test_array_api_move_estimator_to='LR takes tensors as they are and leaves the dispatch to array libraries off')

class Ours(LR):
    def fit(self, X, y, sample_weight=None): return super().fit(X, y, sample_weight=sample_weight)

def stand_in(defaults, *, tol=None, fit_intercept=True, **others):
    "Make an `LR` of the settings of a `LinearRegression`; it needs no tolerance"
    for name, value in others.items():
        if value != defaults[name].default: pytest.skip(f'{name}={value!r}: {no_meaning[name]}')
    return Ours(fit_intercept=fit_intercept)

class Replace:
    "Leaves the tests that make a `LinearRegression`, and lets them make an `LR`"
    def pytest_collection_modifyitems(self, items):
        items[:] = [i for i in items if 'LinearRegression(' in inspect.getsource(i.function)]
        for i in items:
            if reason := not_ours.get(i.originalname): i.add_marker(pytest.mark.skip(reason=reason))
        module = items[0].module
        module.LinearRegression = partial(stand_in, inspect.signature(module.LinearRegression).parameters)

options = ['--pyargs', 'sklearn.linear_model.tests.test_base', '-q', '-rsf', '-p', 'no:cacheprovider', '-W', 'ignore']
sys.exit(pytest.main([*options, *sys.argv[1:]], plugins=[Replace()]))
