# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from contextlib import contextmanager
from typing import Any, Callable, Literal
import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from .diagnose import Diagnosis, Finding
from .moments import Moments
from .solvers import Problem
from torch import Tensor
from .covariance import Covariance
from .summary import Summary
from pathlib import Path

__all__ = ['LR', 'rollback_on_error']

class LR(RegressorMixin, BaseEstimator):
    """Linear regression for arrays, tensors and tables, with weights in the units of the data.

Without `lr` and `iterations` it gives least squares; naming one of them walks that descent."""
    coef_: np.ndarray # fitted weights in the units of the data, shape (d,), or (k, d) for k targets
    intercept_: float|np.ndarray # fitted bias in the units of the target, a number, or shape (k,)
    solver_: str # that found the weights: 'exact', 'moments' or a loop
    problems_: list[Finding] # what `fit` has warned of
    moments_: Moments|None # of the table; None if it had fewer rows than columns, or was sparse with very many columns
    n_features_in_: int # number of columns seen by `fit`
    feature_names_in_: np.ndarray # their names, if they were given in a table
    encoding_: Any # after `fit_table`: how the columns of a table become features
    set_fit_request: Callable[..., 'LR'] # added by scikit-learn: ask a pipeline for `sample_weight` or `iterations`
    set_predict_request: Callable[..., 'LR'] # and for `interval`
    _parameter_constraints: dict
    def __init__(self,
        lr:float|Literal['auto']|None=None, # learning rate: how far a step goes; by default the best
        iterations:int|None=None, # number of steps; 1000 by default
        *,
        # 'exact' (least squares), 'moments' (a descent in closed form), or a loop: 'by_hand', 'autograd', 'nn';
        # 'auto' is 'exact' if neither lr nor iterations is given, and otherwise 'moments'
        solver:str='auto',
        scale:bool=True, # bring columns to one scale for training? The weights come back in the units of the data
        fit_intercept:bool=True, # learn a bias?
        l2:float=0., # penalty: `l2` times the sum of squared weights (of the scaled columns) is added to the loss
        optimizer:str='SGD', # for 'nn': the name of a class in `torch.optim`
        batch_size:int|None=None, # for 'nn': rows in a step; all by default
        random_state:int|None=None, # for 'nn': seed for shuffling the mini-batches
    ):
        ...
    def animate_descent(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
        column=0, # the feature, by name or by number
    ): # a `FuncAnimation`; it plays in a notebook, and has `save` and `to_jshtml`
        """Show line, loss surface and loss curve at each step of a descent on one column, moving together.

    It is a full-batch descent with this model's lr, iterations, scale, fit_intercept and l2. Raises `DivergenceError`
    if it would explode, `ValueError` for a column that isn't there and for several targets."""
        ...
    def compare(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
    ): # a DataFrame with a row for each weight, the intercept and R², and a column for each library
        """This model's weights beside the least-squares weights (without penalty) of scikit-learn and NumPy.

    Fits a copy if the model isn't fitted. Raises `ValueError` for several targets,
    or for other columns than `fit` has seen."""
        ...
    def cross_validate(self,
        # features, shape (n, d): tensor, array, DataFrame, list or sparse; not needed after a fit to files or chunks, whose
        # rows are in five folds already
        X=None,
        y=None, # targets, shape (n,), or (n, k) for k regressions on the same columns
        sample_weight=None, # weight of each row, shape (n,): in the fit and in the scores 2 counts a row twice
        *,
        cv=5, # number of folds, a splitter of scikit-learn, 'loo' to leave out one row at a time, or pairs of row numbers
        groups=None, # label of each row, shape (n,): what a splitter such as `GroupKFold` keeps together
    )->CrossValidation:
        """Scores on rows that were held out in turn, from one pass over the table; all is learned from the other rows.

    Raises `ValueError` for a table or setting that can't be used, or for folds that don't hold out each row once;
    `DivergenceError` if a descent would explode."""
        ...
    @property
    def W(self)->'Tensor':
        """The weights as a tensor, shape (d,) or (k, d) for k targets; shares its memory with `coef_`"""
        ...
    @property
    def b(self)->'Tensor':
        """The bias as a tensor, shape (1,) or (k,)"""
        ...
    def __dir__(self)->list:
        """What there is, but for what takes PyTorch or a computation: whoever shows a model asks for all of it"""
        ...
    @property
    def loss_curve_(self)->np.ndarray:
        """Loss before each iteration, (iterations,) or (iterations, k); after least squares of the descent that leads there"""
        ...
    @property
    def losses(self)->np.ndarray:
        """The loss before each iteration; scikit-learn calls it `loss_curve_`"""
        ...
    @property
    def n_iter_(self)->int:
        """Number of losses in the curve: the iterations that were run, or after least squares those that lead there"""
        ...
    def _settings(self,
        iterations:int|None=None, # number of steps asked for; those of the constructor by default
    )->tuple[str, dict]: # the solver, and keywords for it
        """The settings, checked; raises `ValueError` naming the one that can't be used"""
        ...
    def _store(self,
        problem:Problem, # that was fitted to
        solutions:list, # a `Solution` for each target
        solver:str, # that found them
        settings:dict, # keywords that it was given
    ):
        """Store the result; raises `ValueError` if the weights are too large for the type of the table"""
        ...
    def fit(self,
        X, # features, shape (n, d): tensor, array, DataFrame or list; for 'moments' and 'exact' also sparse, or of Dask
        y, # targets, shape (n,), or (n, k) for k regressions on the same columns
        iterations:int|None=None, # number of steps; that of the constructor by default
        sample_weight=None, # weight of each row, shape (n,): 2 counts a row twice
    )->LR: # the model itself
        """Learn weights and bias: least squares, unless `lr` or `iterations` or a solver is given, here or before.

    Ctrl-C ends a long descent early with the weights so far.
    Raises `DivergenceError` if the loss would grow, `ValueError` for a table or setting that can't be used;
    either leaves an earlier fit intact. Warns with `CollinearityWarning` if columns depend on each other, with
    `ConvergenceWarning` if the descent ends noticeably above the minimum."""
        ...
    def predict(self,
        X, # features, shape (n, d): tensor, array, DataFrame, list, sparse, or of Dask
        interval:float|None=None, # with a level such as 0.95: a DataFrame with intervals, see `predict_interval`
    )->'np.ndarray|Tensor': # predictions in the units of the target, shape (n,) or (n, k); a tensor for a tensor
        """Predict the target; raises `NotFittedError` before `fit`, `ValueError` for other columns than `fit` has seen"""
        ...
    def mse_loss(self,
        y_pred, # predictions, shape (n,)
        y_true, # targets, shape (n,)
    ): # in squared units of the target
        """Mean squared error; `ValueError` if the shapes differ"""
        ...
    def r2_score(self,
        y_true, # targets, shape (n,)
        y_pred, # predictions, shape (n,)
    ): # at most 1
        """R²: 1 minus the squared error as a share of that of predicting the mean; `ValueError` if the shapes differ"""
        ...
    def score(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
        sample_weight=None, # weight of each row, shape (n,)
    )->float: # at most 1
        """R² of the predictions for `X`, as scikit-learn computes it"""
        ...
    def _problem(self)->Problem: # without the table
        """The problem of the last fit, of which only the moments are left; raises `ValueError` if there are none"""
        ...
    def _paths(self)->list: # pairs of a path and the scale on which it lies
        """The descent of each target in closed form"""
        ...
    def weights_at(self,
        iterations, # number of steps, a whole number; may be infinite
    )->tuple[np.ndarray, float|np.ndarray]: # weights (d,) and bias, in the units of the data; (k, d) and (k,) for k targets
        """Weights and bias after any number of steps; raises `ValueError` for parts of a step, or if no moments are left"""
        ...
    @property
    def lr_(self)->float|np.ndarray:
        """Learning rate of the descent, a number or shape (k,); after least squares the best, unless a stable one was named"""
        ...
    @property
    def converged_(self)->bool:
        """Is the loss at its minimum? False after a descent that ended noticeably above it"""
        ...
    def diagnose(self,
        X=None, # features, shape (n, d); the table of the last fit by default
        y=None, # targets, shape (n,) or (n, k); of several the first is used for the findings about steps
        sample_weight=None, # weight of each row, shape (n,)
        *,
        gap:float|None=None, # how far above its minimum the loss may end, in squared units of the target
    )->Diagnosis:
        """Tell before training whether a descent will explode, crawl or arrive, and which columns depend on each other.

    Raises `ValueError` for a table or a gap that can't be used, `NotFittedError` without a table before `fit`."""
        ...
    def __sklearn_tags__(self):
        """What scikit-learn may expect: several targets, and sparse tables for the solvers that keep them sparse"""
        ...
    def _settings_without_rows(self,
        iterations:int|None=None, # number of steps; that of the constructor by default
    )->tuple[str, dict]: # the solver, and keywords for it
        """The settings of a fit to moments; raises `ValueError` for a solver that walks along the rows"""
        ...
    def fit_moments(self,
        moments:Moments, # of features and targets
        names=None, # of the features, a list of d texts
        iterations:int|None=None, # number of steps; that of the constructor by default
    )->LR: # the model itself
        """Learn weights and bias from moments, as `fit` does from the rows.

    Raises `ValueError` for moments that aren't finite, wrong names, or a solver that walks along the rows; an earlier
    fit stays intact then. Warns as `fit` does, and with `CollinearityWarning` if products of columns lost digits."""
        ...
    def summary(self,
        X=None, # features of the last fit, shape (n, d); needed for the errors HC0 to HC3, and for groups of rows
        y=None, # its targets, shape (n,) or (n, k)
        sample_weight=None, # its weights of rows, shape (n,)
        *,
        # 'iid' (the same noise in every row), 'HC0' to 'HC3' (noise that differs), or {'CRV1': groups} (noise that rows of
        # a group share): a name of a column of `X`, an array of shape (n,), or the moments of each group in a list
        vcov='iid',
        alpha:float=.05, # how often an interval may miss the true value
        notes=(), # sentences to show below
    )->Summary:
        """How sure the fit is: standard errors, t, p and intervals of the weights, and figures of the whole.

    From the moments of the last fit alone, unless `vcov` needs the rows. Raises `NotFittedError` before `fit`,
    `ValueError` if the fit had fewer rows than columns, for other rows than its own, and for an unknown `vcov`."""
        ...
    def conf_int(self,
        alpha:float=.05, # how often an interval may miss the true value
    ): # a DataFrame with the columns lower and upper, a row for each weight and the intercept
        """Confidence intervals of weights and intercept, in the units of the data; raises what `summary` raises"""
        ...
    def tidy(self):
        """The coefficients of `summary` as a flat table, with their names in the column `term`"""
        ...
    @property
    def bse(self):
        """Standard errors of weights and intercept, a Series; statsmodels' name"""
        ...
    @property
    def tvalues(self):
        """Weights and intercept, divided by their standard errors, a Series"""
        ...
    @property
    def pvalues(self):
        """How often noise alone would give a t as far from zero, if the true weight were zero, a Series"""
        ...
    def predict_interval(self,
        X, # features, shape (n, d)
        level:float=.95, # how often the intervals are to be right
    ): # a DataFrame with a row for each row of `X`; for k targets its columns have two levels, target and name
        """Predictions with their standard errors, confidence intervals of the mean, and prediction intervals.

    The columns are those of statsmodels' `summary_frame`: mean, mean_se, mean_ci_lower, mean_ci_upper, obs_ci_lower,
    obs_ci_upper. Raises `NotFittedError` before `fit`, `ValueError` where `summary` has no standard errors."""
        ...
    def influence(self,
        X, # features of the last fit, shape (n, d)
        y, # its target, shape (n,)
        sample_weight=None, # its weights of rows, shape (n,)
    ): # a DataFrame with a row for each row of the table
        """Fitted values, residuals, leverage (`hat_diag`), studentized residuals and Cook's distance.

    Raises `NotFittedError` before `fit`, `ValueError` for other rows than those of the fit, for several targets,
    and where `summary` has no standard errors."""
        ...
    def save(self,
        path, # file to write
    )->Path: # the file
        """Write the fitted model as JSON, exact to the last bit.

    Raises `NotFittedError` before `fit`, `ValueError` for a setting that can't be used, and for a `RandomState` as
    `random_state`, which JSON can't hold: set a number or None first."""
        ...
    @classmethod
    def load(cls,
        path, # file written by `save`
    )->LR: # the fitted model
        """Read a model written by `save`, running nothing; raises `ValueError` for a file that is damaged or something else"""
        ...
    def plot_losses(self,
        ax=None, # matplotlib axes; new ones by default
        log:bool=True, # logarithmic scale for the loss?
        **kwargs, # passed to matplotlib's `plot`
    ): # the axes
        """Draw the loss against the iteration; raises `NotFittedError` before `fit`"""
        ...
    def plot_predictions(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
        ax=None, # matplotlib axes; new ones by default
        kind:str='actual_vs_predicted', # or 'residual_vs_predicted'
        subsample:int=1000, # draw at most so many rows
    ): # the axes
        """Draw the targets against the predictions, with R² of all rows in the title; raises `NotFittedError` before `fit`"""
        ...
    def plot_coefficients(self,
        ax=None, # matplotlib axes; new ones by default
        *,
        alpha:float=.05, # how often an interval may miss the true value
        vcov='iid', # kind of standard errors, see `summary`; some need the rows `X` and `y`
        X=None, # features of the last fit, shape (n, d)
        y=None, # its target, shape (n,)
        sample_weight=None, # its weights of rows, shape (n,)
        scaled:bool=True, # each weight times the standard deviation of its column? Otherwise in the units of the data
        intercept:bool=False, # the intercept, too? It is in units of the target either way
        most:int=30, # draw at most so many weights, the largest after scaling
    ): # the axes
        """Draw the weights with their confidence intervals, largest first; raises what `summary` raises"""
        ...
    def plot_descent(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
        columns=(0, 1), # two columns, by name or by number
        ax=None, # matplotlib axes; new ones by default
    ): # the axes
        """Draw the loss over the weights of two columns, and the path of a descent on these two.

    It is a full-batch descent with this model's lr, iterations, scale and l2. Raises `DivergenceError`
    if it would explode, `ValueError` for a column that isn't there."""
        ...
    def __repr__(self,
        N_CHAR_MAX:int=700, # scikit-learn's limit on the number of characters
    )->str:
        """The settings that differ from their defaults; behind them, if the descent isn't finished, a comment"""
        ...
    def _html_repr(self)->str:
        """scikit-learn's diagram, and below it the weights, if there are any"""
        ...
    def report(self,
        path, # .html file to write; its folder is made if it isn't there
        X=None, # features, shape (n, d): for ranges, validation and the pictures of predictions and residuals
        y=None, # targets, shape (n,) or (n, k)
        sample_weight=None, # weights of rows, shape (n,)
        *,
        notes=(), # sentences to put below the summary
        vcov='iid', # kind of standard errors, see `summary`
    )->Path: # the file
        """Write one HTML page that needs nothing else: data, summary, diagnosis, validation, pictures, settings.

    Raises `NotFittedError` before `fit`, `ValueError` for other columns than `fit` has seen, or for `X` without `y`."""
        ...
    def plot_residuals(self,
        X, # features of the last fit, shape (n, d)
        y, # its target, shape (n,)
        sample_weight=None, # its weights of rows, shape (n,)
        kind:str|None=None, # 'fitted', 'qq', 'scale' or 'leverage'; all four by default
        ax=None, # matplotlib axes, or four of them if `kind` is None; new ones by default
        *,
        subsample:int=2000, # draw at most so many rows; the lines are those of all rows
    ): # the axes, or an array of all four
        """Draw residuals against fitted values, a normal Q–Q plot, a scale–location plot, and residuals against leverage.

    The rows with the largest Cook's distances are named. Raises what `influence` raises, and `ValueError` for an
    unknown `kind`, or axes that aren't four."""
        ...
    def _moments_of_groups(self,
        groups:str, # name of a column
    )->list: # of `Moments`
        """What a fit to files has kept of groups; raises `ValueError` if it was to another column, or to a table"""
        ...
    def fit_sql(self,
        connection, # of duckdb or psycopg; or an address: the path of a DuckDB file, ':memory:', or postgresql://…
        table:str, # a name, `schema.name`, or a query
        target:str, # the column to predict
        features=None, # names of the columns to predict from; by default all that are left
        *,
        drop=(), # names of columns to leave out
        weights:str='', # a column with the weights of the rows
        missing:str='error', # or 'drop': leave out rows with gaps
        iterations:int|None=None, # number of steps; that of the constructor by default
    )->LR: # the model itself
        """Fit to a table in a database, whose rows stay there; raises what `Moments.from_sql` and `fit_moments` raise"""
        ...
    def partial_fit(self,
        X, # features of some more rows, shape (n, d), with the columns of the rows before
        y, # their targets, shape (n,), or (n, k) for k regressions on the same columns
        sample_weight=None, # weight of each row, shape (n,): 2 counts a row twice
    )->LR: # the model itself
        """Learn from some more rows; the model is then that of one `fit` to all rows since the last `fit`, and of this one.

    Raises `ValueError` for rows that can't be used, or a solver that walks along the rows; the model stays as it was
    then. Warns as `fit` does, about all rows so far."""
        ...
    def _learn(self,
        moments:Moments, # of all rows
        folds:list, # of moments, or None
        chunks:int, # how many there were
    ):
        """Fit to moments, and keep the folds for `cross_validate`"""
        ...
    def fit_batches(self,
        # yields chunks: (X, y) or (X, y, sample_weight), as a generator or a DataLoader of PyTorch does, or DataFrames
        batches,
        target=None, # the column to predict, if the chunks are DataFrames
    )->LR: # the model itself
        """Learn from chunks of rows: the answer of one `fit` to all of them, and none of them is kept.

    Ctrl-C ends it early, with the chunks so far and a warning. Raises `ValueError` for rows that can't be used,
    `TypeError` for something else than chunks; an earlier fit stays intact then."""
        ...
    def fit_files(self,
        path, # of a file or folder, a pattern with *, a list of paths, or '-' for standard input
        target:str, # the column to predict
        *,
        features=None, # columns to predict from; by default all that are left
        drop=(), # columns to leave out
        # columns to turn into columns of 0 and 1, one for each value but the first; a dict may give the values, as text:
        # then one pass is enough, even if a value comes late
        onehot=(),
        weights:str='', # a column with the weights of the rows
        groups:str='', # a column with groups of rows that share noise: what `summary(vcov={'CRV1': groups})` needs
        workers:int|None=None, # number of threads; as many as there are processors by default
        checkpoint=None, # a file that keeps what was read so far: after an interruption the same call goes on from there
        iterations:int|None=None, # number of steps; that of the constructor by default
        **how_to_read, # formula, missing, max_categories, sep, decimal, …: see `read_table`
    )->LR: # the model itself
        """Learn from files of any size, in one pass, and keep in `encoding_` how their columns became numbers.

    Inside of `with joblib.parallel_config(backend='dask')` the workers of that engine read. Raises what `read_table`
    and `fit` raise, and `ValueError` for files that can't be read in pieces; an earlier fit stays intact then."""
        ...
    def _row_sums_of_files(self,
        path, # of the files of the last fit, or None
        covariance:Covariance, # of its weights
        kind:str, # 'HC0' to 'HC3'
    )->np.ndarray: # shape (1, rank, rank)
        """Coordinates times errors, squared and added up; raises `ValueError` for other files than those of the fit"""
        ...
    def fit_table(self,
        table, # path of a file, a table of pandas, polars or Arrow, or a `Table`
        target:str='', # the column to predict
        *,
        iterations:int|None=None, # number of steps; that of the constructor by default
        **how_to_read, # drop, onehot, formula, missing, …: see `read_table`
    )->LR: # the model itself
        """Fit to a file or table, and keep in `encoding_` how its columns became numbers, for new rows.

    Raises what `read_table` and `fit` raise; an earlier fit stays intact then."""
        ...
    @classmethod
    def from_formula(cls,
        formula:str, # such as 'log(price) ~ age + C(make)'
        data, # path of a file, or a table of pandas, polars or Arrow
        *,
        missing:str='error', # or 'drop': leave out rows with gaps
        weights:str='', # a column with the weights of the rows
        max_categories:int|None=None, # keep the most frequent values of a category, and make one of the others
        **settings, # of the model: lr, iterations, l2, …
    )->LR: # fitted
        """A model fitted to what a formula says; raises what `read_table` and `fit` raise"""
        ...

_DEFAULTS: dict

@contextmanager
def rollback_on_error(
    model, # an object whose attributes the block may change
):
    """If the block fails, put the attributes of `model` back to what they were"""
    ...
