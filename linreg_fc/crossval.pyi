# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from dataclasses import dataclass
from typing import Literal
import numpy as np
from .folds import Folds
from .estimator import LR
from .moments import Moments
from .validation import ValidationCurve

__all__ = ['all_but_one', 'hold_out', 'CrossValidation']

def all_but_one(
    parts:list, # numbers, moments, or anything else that can be added
    rest=None, # the sum of what isn't in the list
): # yields the sums, in the order of the parts
    """For each of two or more parts the sum of all the others, from additions alone"""
    ...

def _pairs(
    folds:Folds, # of the table
): # pairs, in the order of the folds
    """For each fold the moments of its training rows and of its test rows; None if there are none"""
    ...

def hold_out(
    folds:Folds, # of the table
)->'CrossValidation':
    """Hold out each fold in turn; raises `ValueError` if one of them, or all the others, have no weight"""
    ...

@dataclass(repr=False)
class CrossValidation:
    """Scores on rows that were held out in turn; of k targets each array has a last axis of length k"""
    test_r2: np.ndarray # R² on the held-out rows of each fold, shape (folds,); NaN for a single row
    test_rmse: np.ndarray # root mean squared error there, in the units of the target, shape (folds,)
    train_r2: np.ndarray # R² on the rows that were learned from, shape (folds,)
    train_rmse: np.ndarray # root mean squared error there, shape (folds,)
    rows: np.ndarray # number of held-out rows, or sum of their weights, shape (folds,)
    coef_: np.ndarray|None # weights of each fold, in the units of the data, shape (folds, d); None for leverages
    intercept_: np.ndarray|None # bias of each fold, shape (folds,)
    total: float|np.ndarray # squared distances of all targets from their mean, summed
    _folds: Folds # what the curves are computed from
    @property
    def press(self)->float|np.ndarray:
        """The sum of all squared held-out errors; for leave-one-out it has the name PRESS"""
        ...
    @property
    def rmse(self)->float|np.ndarray:
        """Root mean squared error of all held-out rows, in the units of the target"""
        ...
    @property
    def r2(self)->float|np.ndarray:
        """R² of all held-out rows, against the mean of all targets"""
        ...
    def _lines(self)->list:
        """The table of scores, as texts"""
        ...
    def __repr__(self):
        """The scores as lines of text"""
        ...
    def _repr_html_(self):
        """The scores as a table"""
        ...
    def _repr_markdown_(self):
        """The scores as a table in Markdown"""
        ...
    def descent(self,
        iterations:int|None=None, # number of steps; those of the model by default, or 1000
        lr:float|Literal['auto']|None=None, # by default the model's, or half of the largest stable one; 'auto': the best
    )->ValidationCurve: # losses after 0, 1, … steps
        """The losses at every step of a descent in each fold, at one learning rate for all folds.

    'auto' is the smallest of the folds' best rates for so many steps.
    Raises `DivergenceError` if a descent would explode."""
        ...
    def l2_path(self,
        l2s=None, # penalties, shape (values,); by default 200, from 10⁻⁶ to 10³ times the variance of a column
    )->ValidationCurve:
        """The losses of least squares with each of many penalties; raises `ValueError` for a penalty below zero"""
        ...

def _result(
    folds:Folds, # of the table
    test, # mean squared errors and variances on held-out rows, each of shape (folds, k)
    train, # the same on training rows
    m:Moments|None, # of all rows, if they are known
    W=None, # weights, shape (folds, k, d)
    b=None, # biases, shape (folds, k)
)->CrossValidation:
    """Scores from mean squared errors and variances; R² of a single row is NaN"""
    ...

def _kept_folds(
    model:LR, # fitted
)->list: # moments
    """The folds that a fit to files or chunks has kept; raises `ValueError` if there are none"""
    ...

def _by_target(
    folds:Folds, # of the table
)->list: # for each fold a list of pairs of moments, one for each target
    """Moments of training and test rows; raises `ValueError` if there are none"""
    ...

def _curve(
    folds:Folds, # of the table
    name:str, # of the setting
    values, # of the setting, shape (values,)
    losses, # on training and on held-out rows, shape (folds, k, 2, values)
    lr:float|None=None, # learning rate, for a descent
)->ValidationCurve:
    """Losses with the axes in the order of a curve"""
    ...

def _leave_one_out(
    folds:Folds, # each a single row
)->CrossValidation:
    """Hold out each row in turn, from one fit; raises `ValueError` if one row has all the weight"""
    ...
