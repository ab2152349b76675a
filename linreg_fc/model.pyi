# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

import json
import warnings
from contextlib import contextmanager
from numbers import Integral, Real
from pathlib import Path
from typing import NamedTuple
import numpy as np
import torch
from fastcore.basics import patch
from scipy.sparse import issparse
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data
from torch import Tensor
from . import autograd, by_hand, metrics, torch_nn
from .autograd import as_floats
from .least_squares import solve
from .moments import Moments, plan_walk
from .scaling import Standardize
import sys
from fastcore.script import call_parse
from sklearn.utils.validation import column_or_1d
from sklearn.base import clone
from sklearn.linear_model import LinearRegression
from sklearn.utils.validation import check_is_fitted, column_or_1d

__all__ = ['solvers', 'LR', 'column_names', 'Fitted', 'on_rows', 'plan', 'without_walking', 'straight', 'check_settings', 'explain', 'as_array', 'check_table', 'all_or_nothing', 'CollinearityWarning', 'warn_dependent', 'alike']

class LR(RegressorMixin, BaseEstimator):
    """Linear regression by gradient descent, for arrays, tensors and tables; weights in the units of the data"""
    coef_: np.ndarray # fitted weights in the units of the data, shape (d,)
    intercept_: float # fitted bias in the units of the target
    loss_curve_: np.ndarray # mean squared error (plus penalty) before each iteration of the last fit
    moments_: Moments|None # of the table, after a fit with solver='moments'
    n_features_in_: int # number of columns seen by `fit`
    feature_names_in_: np.ndarray # their names, if they were given in a table
    def __init__(self,
        lr:float=0.1, # learning rate: the length of a step against the slope
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
    @property
    def W(self)->Tensor:
        """The weights as a tensor, shape (d,); shares its memory with `coef_`"""
        ...
    @property
    def b(self)->Tensor:
        """The bias as a tensor, shape (1,)"""
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
        X, # features, shape (n, d): tensor, array, DataFrame or list
        y, # targets, shape (n,)
        iterations:int|None=None, # number of steps; that of the constructor by default
    )->LR: # the model itself
        """Learn weights and bias; Ctrl-C ends a long walk early with the weights so far.

    Raises `DivergenceError` if the loss would grow, `ValueError` for a table or setting that can't be used; either leaves an earlier fit intact.
    Warns with `CollinearityWarning` if columns depend on each other."""
        ...
    def predict(self,
        X, # features, shape (n, d): tensor, array, DataFrame or list
    ): # predictions, shape (n,), in the units of the target: a tensor for a tensor, else an array
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
    ): # weights, shape (d,), and bias, in the units of the data
        """Weights and bias after any number of steps with the present settings; raises `ValueError` unless fitted with solver='moments' on at least as many rows as columns"""
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

class Fitted(NamedTuple):
    """What a solver finds, in the units of the data"""
    w: object # weights, shape (d,)
    b: object # bias
    losses: np.ndarray # loss before each iteration
    null: np.ndarray = np.zeros((0, 0)) # directions that change no prediction, in standard deviations, one a column
    moments: Moments|None = None # of the table, if they were collected

def on_rows(
    descend, # a function with the signature of all descents
): # a solver
    """A solver that walks along the scaled rows"""
    ...

def plan(
    model, # an `LR` with its settings
    table, # rows, or their `Moments`
    y=None, # target; not needed with `Moments`
): # the walk, and the scale in which it happens (or None)
    """The walk that the settings of a model ask for"""
    ...

def without_walking(model, X, y, iterations):
    """The solver 'moments': one look at the rows, or none at the products of columns if there are more columns than rows"""
    ...

def straight(model, X, y, iterations):
    """The solver 'exact': least squares"""
    ...

solvers: dict

def check_settings(
    model, # an `LR`
    iterations, # number of steps asked for
)->dict: # further options for its solver
    """Check the settings; raises `ValueError` naming the one that can't be used"""
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
    y=None, # targets, shape (n,); None if there are none
    reset:bool=True, # remember the columns? Otherwise compare
    finite:bool=True, # look for NaN and infinity?
): # `X` as an array of float64, or float32 if it is of that type; and `y`, if given
    """Arrays, without a copy where there is no need for one; raises `ValueError` naming the columns at fault"""
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

def warn_dependent(
    names, # of the columns
    null, # directions that change no prediction, one a column, shape (d, directions)
):
    """A warning that names the columns which take part in null directions"""
    ...

def alike(
    a, # numbers: array, tensor or list
    b, # numbers: array, tensor or list
): # two tensors if one of them is one, otherwise two arrays
    """Two sets of numbers of one kind"""
    ...
