# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Literal, NamedTuple
import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from torch import Tensor
from .moments import Moments, Walk

__all__ = ['solvers', 'LR', 'column_names', 'Rows', 'Fitted', 'plain', 'survey', 'plan', 'unequal', 'without_walking', 'straight', 'weigh', 'on_rows', 'check_settings', 'columns_of', 'explain', 'as_array', 'check_table', 'check_on_card', 'check_weights', 'all_or_nothing', 'CollinearityWarning', 'dependent', 'inflation', 'brief', 'nearly_dependent', 'warn_dependent', 'noticeable', 'best_in_the_end', 'above_minimum', 'warn_unfinished', 'look', 'explained', 'alike']

class LR(RegressorMixin, BaseEstimator):
    """Linear regression by gradient descent, for arrays, tensors and tables; weights in the units of the data"""
    coef_: np.ndarray # fitted weights in the units of the data, shape (d,), or (k, d) for k targets
    intercept_: float|np.ndarray # fitted bias in the units of the target, a number, or shape (k,)
    loss_curve_: np.ndarray # mean squared error (plus penalty) before each iteration of the last fit, shape (iterations,), or (iterations, k)
    moments_: Moments|None # of the table; None after a fit on fewer rows than columns
    n_features_in_: int # number of columns seen by `fit`
    feature_names_in_: np.ndarray # their names, if they were given in a table
    set_fit_request: Callable[..., 'LR'] # made by scikit-learn: ask a pipeline for `sample_weight`, or for `iterations`
    def __init__(self,
        lr:float|Literal['auto']=0.1, # learning rate: the length of a step against the slope; 'auto' takes the best one
        iterations:int=1000, # number of steps
        *,
        solver:str='moments', # how: 'moments' (a descent without walking), 'exact' (where it would end), or step by step 'by_hand', 'autograd' or 'nn'
        scale:bool=True, # bring columns to one scale for training? The weights come back in the units of the data
        fit_intercept:bool=True, # learn a bias?
        l2:float=0., # penalty: `l2` times the sum of squared weights (of the scaled columns) is added to the loss
        optimizer:str='SGD', # for 'nn': the name of a class in `torch.optim`
        batch_size:int|None=None, # for 'nn': rows in a step; all by default
        random_state:int|None=None, # for 'nn': seed for shuffling the batches
    ):
        ...
    def report(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
        folder, # where to write; made if it isn't there
    )->Path: # the page
        """Write `model.json`, `losses.png`, `predictions.png` and a page `report.md` with weights, scores and settings"""
        ...
    def compare(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
    ): # a DataFrame with a row for each weight, the intercept and R², and a column for each library
        """This model's weights beside the least-squares weights (without penalty) of scikit-learn and NumPy; fits a copy if it isn't fitted"""
        ...
    def diagnose(self,
        X=None, # features, shape (n, d); the table of the last fit by default
        y=None, # targets, shape (n,) or (n, k); of several the first is used for the findings about steps
        sample_weight=None, # weight of each row, shape (n,)
        *,
        gap:float|None=None, # how far above its minimum the loss may end, in squared units of the target; by default a hundred-thousandth of the target's variance
    )->Diagnosis:
        """Tell before training whether these settings will explode, crawl or arrive on this table, and which columns don't go together.

    Raises `ValueError` for a table or a gap that can't be used, `NotFittedError` without a table before `fit`."""
        ...
    @property
    def W(self)->Tensor:
        """The weights as a tensor, shape (d,) or (k, d) for k targets; shares its memory with `coef_`"""
        ...
    @property
    def b(self)->Tensor:
        """The bias as a tensor, shape (1,) or (k,)"""
        ...
    @property
    def losses(self)->np.ndarray:
        """The loss before each iteration; scikit-learn calls it `loss_curve_`"""
        ...
    @property
    def n_iter_(self)->int:
        """Number of iterations that were run"""
        ...
    def fit(self,
        X, # features, shape (n, d): tensor, array, DataFrame, list, or sparse for the solvers 'moments' and 'exact'
        y, # targets, shape (n,), or (n, k) for k regressions on the same columns
        iterations:int|None=None, # number of steps; that of the constructor by default
        sample_weight=None, # weight of each row, shape (n,): 2 counts a row twice
    )->LR: # the model itself
        """Learn weights and bias; Ctrl-C ends a long walk early with the weights so far.

    Raises `DivergenceError` if the loss would grow, `ValueError` for a table or setting that can't be used; either leaves an earlier fit intact.
    Warns with `CollinearityWarning` if columns depend on each other, with `ConvergenceWarning` if the walk ends noticeably above the minimum."""
        ...
    def __sklearn_tags__(self):
        """What scikit-learn may expect: several targets, and sparse tables for the solvers that keep them sparse"""
        ...
    def predict(self,
        X, # features, shape (n, d): tensor, array, DataFrame, list or sparse table
    )->np.ndarray|Tensor: # predictions, shape (n,) or (n, k), in the units of the target: a tensor for a tensor, else an array
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
        """The share of the squared error of guessing the mean that the predictions take away; `ValueError` if the shapes differ"""
        ...
    def score(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
        sample_weight=None, # weight of each row, shape (n,)
    )->float: # at most 1
        """R² of the predictions for `X`, as scikit-learn computes it"""
        ...
    def weights_at(self,
        iterations, # number of steps; may be infinite
    )->tuple[np.ndarray, float|np.ndarray]: # weights, shape (d,), and bias, in the units of the data; for k targets shapes (k, d) and (k,)
        """Weights and bias after any number of plain steps with the present settings; raises `ValueError` after a fit on fewer rows than columns"""
        ...
    def _html_repr(self)->str:
        """scikit-learn's diagram, and below it the weights, if there are any"""
        ...
    def save(self,
        path, # file to write
    )->Path: # the file
        """Write the fitted model as JSON, exact to the last bit; raises `NotFittedError` before `fit`"""
        ...
    @classmethod
    def load(cls,
        path, # file written by `save`
    )->LR: # the fitted model
        """Read a model written by `save`; raises `ValueError` for a file that is damaged or something else. Nothing in a file is ever run"""
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
    def plot_descent(self,
        X, # features, shape (n, d)
        y, # targets, shape (n,)
        columns=(0, 1), # two columns, by name or by number
        ax=None, # matplotlib axes; new ones by default
    ): # the axes
        """Draw the loss over the weights of two columns and the path of a full-batch descent with this model's lr, iterations, scale and l2.

    Raises `DivergenceError` if it would explode, `ValueError` for a column that isn't there."""
        ...

def column_names(
    model, # a fitted `LR`
)->list: # x0, x1, … if the table had no names
    """Names of the columns"""
    ...

class Rows(NamedTuple):
    """What a solver is given"""
    X: object # features, shape (n, d): array, sparse table, or tensor on a graphics card
    y: object # one target, shape (n,)
    weight: object # of each row, shape (n,), or None
    moments: Moments|None # of all that, or None if there are fewer rows than columns

class Fitted(NamedTuple):
    """What a solver finds, in the units of the data"""
    w: object # weights, shape (d,)
    b: object # bias
    losses: np.ndarray # loss before each iteration
    walk: Walk|None = None # what is known about the descent
    null: np.ndarray = np.zeros((0, 0)) # directions that change no prediction, in standard deviations, one a column

def plain(
    model, # an `LR`
)->bool:
    """Does the model walk straight down, with all rows in each step?"""
    ...

def survey(
    model, # an `LR`
    rows:Rows, # what it is to be fitted to
    iterations:int, # number of steps
): # the walk, and the scale in which it happens (or None)
    """The walk that the settings of a model ask for, stable or not"""
    ...

def plan(
    model, # an `LR` that knows its columns
    rows:Rows, # what it is to be fitted to
    iterations:int, # number of steps
): # the walk, and the scale in which it happens (or None)
    """The same, refused with a `DivergenceError` if it would explode"""
    ...

def unequal(
    model, # an `LR`
    m, # `Moments` of its table, or None
)->str: # a sentence that names the columns; empty if the model scales them, or if they are alike
    """Tell if columns of very different scale are left as they are"""
    ...

def without_walking(
    model, # an `LR`
    rows:Rows, # what it is to be fitted to
    iterations:int, # number of steps
)->Fitted:
    """The solver 'moments': a descent that is planned and not walked"""
    ...

def straight(
    model, # an `LR`
    rows:Rows, # what it is to be fitted to
    iterations:int, # not needed
)->Fitted:
    """The solver 'exact': least squares"""
    ...

def weigh(
    X, # features, shape (n, d)
    y, # target, shape (n,)
    weight, # of each row, shape (n,)
    fit_intercept:bool, # add a column for the bias?
): # tensors
    """Rows multiplied by the roots of their weights, which have a mean of 1"""
    ...

def on_rows(
    descend, # a function with the signature of all descents
): # a solver
    """A solver that walks along the scaled rows"""
    ...

solvers: dict

def check_settings(
    model, # an `LR`
    iterations, # number of steps asked for
)->dict: # further options for its solver
    """Check the settings; raises `ValueError` naming the one that can't be used"""
    ...

def columns_of(
    table, # of features or targets: array, DataFrame, list or sparse table
)->list: # pairs of name and values; empty for anything that has no columns
    """The columns of a table"""
    ...

def explain(
    X, # features that were refused: array or table
    y=None, # target
)->str: # what is wrong with which columns, and what to do; empty if nothing is
    """Name the columns that hold text, dates, or values that are NaN or infinite"""
    ...

def as_array(
    X, # array, table, list or tensor
): # tensors as arrays, without a copy on the CPU; everything else as it is
    """What scikit-learn's validation can read"""
    ...

def check_table(
    model:LR, # remembers number and names of the columns, or compares with them
    X, # features, shape (n, d)
    y=None, # targets, shape (n,) or (n, k); None if there are none
    reset:bool=True, # remember the columns? Otherwise compare
    finite:bool=True, # look for NaN and infinity in `X`?
): # `X` as an array (or sparse table) of float64, or float32 if it is of that type; and `y`, if given
    """Arrays, without a copy where there is no need for one; raises `ValueError` naming the columns at fault"""
    ...

def check_on_card(
    model:LR, # remembers the number of columns
    X:Tensor, # features, shape (n, d), on a graphics card
    y, # targets, shape (n,) or (n, k)
): # two tensors on the card
    """`X` and `y` as tensors of decimals, their shapes checked"""
    ...

def check_weights(
    sample_weight, # of each row, shape (n,), a number, or None
    A, # the checked features
): # an array, or a tensor on the card of `A`, or None
    """Weights of rows as decimals; raises `ValueError` unless there is one for each row, none is negative, and not all are zero"""
    ...

@contextmanager
def all_or_nothing(
    model, # an object whose attributes the block may change
):
    """If the block fails, put the attributes of `model` back to what they were"""
    ...

class CollinearityWarning(UserWarning):
    """Columns depend on each other, so that many weights predict the same"""
    ...

def dependent(
    names, # of the columns
    null, # directions that change no prediction, one a column, shape (d, directions)
)->tuple[list, list]: # names of columns that never change, and of columns that are combinations of each other
    """The columns that take part in null directions"""
    ...

def inflation(
    walk:Walk, # on scaled columns, without a penalty
)->np.ndarray: # at least 1, shape (d,); 0 for a column that never changes
    """Variance inflation factor of each column: the diagonals of the matrix of products and of its inverse, multiplied; exactly null directions are left out"""
    ...

def brief(
    number, # of any size
)->str:
    """A number with three digits, or without decimals from a thousand on"""
    ...

def nearly_dependent(
    names, # of the columns
    walk:Walk, # on the scaled columns, without a penalty
    worst:float, # largest inflation to pass over
)->list: # names, each with its inflation
    """The columns that the others predict nearly without error"""
    ...

def warn_dependent(
    model, # an `LR`
    rows:Rows, # that it was fitted to
    found:Fitted, # what was found
):
    """A `CollinearityWarning` that names columns which never change, or are exact or near combinations of each other"""
    ...

def noticeable(
    walk:Walk, # of a descent
    rows:Rows, # on which it happens
)->tuple[float, float]: # in squared units of the target
    """The smallest gap in the loss that is worth a word, and the variance of the target"""
    ...

def best_in_the_end(
    walk:Walk, # of a descent
)->Walk:
    """The same with the learning rate that is best for many steps: 1/(λ₁ + λ₂) of the flattest and the steepest direction"""
    ...

def above_minimum(
    gap:float, # how far the loss is above its minimum
    spread:float, # variance of the target
)->str:
    """A gap in words"""
    ...

def warn_unfinished(
    model, # an `LR`
    found:Fitted, # what was found
    rows:Rows, # that it was fitted to
):
    """A `ConvergenceWarning` if the loss is noticeably above its minimum: by how much, and how to close the gap"""
    ...

def look(
    model, # an `LR`; remembers number and names of the columns
    X, # features, shape (n, d)
    y, # targets, shape (n,) or (n, k)
    sample_weight=None, # weight of each row, shape (n,)
): # `Rows` for each target, the `Moments` of all (or None), and whether `y` may have several targets
    """Check a table and collect its moments; raises `ValueError` if it can't be used"""
    ...

@contextmanager
def explained(
    X, # features
    y, # targets
):
    """If the block fails with a `ValueError`, or because a number is too large, name the columns at fault, if there are any"""
    ...

def alike(
    a, # numbers: array, tensor or list
    b, # numbers: array, tensor or list
): # two tensors if one of them is one, otherwise two arrays
    """Two sets of numbers of one kind"""
    ...
