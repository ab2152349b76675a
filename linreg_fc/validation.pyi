# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from dataclasses import dataclass
import numpy as np
from .closed_form import DescentPath
from .folds import Folds
from .moments import Moments

__all__ = ['Frame', 'descent_losses', 'ridge_losses', 'ValidationCurve', 'FoldsOfMoments', 'folds_of_moments']

@dataclass
class Frame:
    """Coordinates in which many fits of one fold are written: along the eigenvectors of its training rows"""
    basis: np.ndarray # eigenvectors as columns, shape (d, p); with the bias behind the weights (d+1, p)
    std: np.ndarray # the unit of each column, shape (d,)
    point: np.ndarray # what was subtracted from features and target, shape (d+1,)
    rest: np.ndarray # what rounding has cut off from that, shape (d+1,)
    def losses(self,
        theta, # coordinates of some fits, shape (fits, p)
        m:Moments, # of some rows, and one target
    )->np.ndarray: # shape (fits,)
        """Mean squared errors of these fits on these rows"""
        ...

def _coordinates(
    path:DescentPath,
    iterations:int, # number of steps
    size:int=1024, # so many at a time
): # yields arrays of shape (steps, p)
    """Coordinates after 0, 1, 2, … steps, some at a time, until they no longer change"""
    ...

def descent_losses(
    path:DescentPath, # of the training rows
    frame:Frame, # its coordinates
    pair, # moments of training and of test rows
    iterations:int, # number of steps
)->np.ndarray: # shape (2, iterations+1)
    """Losses on training and on test rows after 0, 1, 2, … steps"""
    ...

def ridge_losses(
    pair, # moments of training and of test rows
    values, # penalties, shape (values,)
    scale:bool, # are weights measured in standard deviations of their columns?
    fit_intercept:bool, # is a bias learned? It has no penalty
)->np.ndarray: # shape (2, values)
    """Losses on training and on test rows for many penalties"""
    ...

@dataclass(repr=False)
class ValidationCurve:
    """Mean squared errors, without a penalty, along a setting; of k targets the arrays have a last axis of length k"""
    param_name: str # the setting: 'iterations' or 'l2'
    param_range: np.ndarray # its values, shape (values,)
    train_loss: np.ndarray # on the rows that were learned from, in squared units of the target, shape (values, folds)
    test_loss: np.ndarray # on the held-out rows, shape (values, folds)
    lr: float|None = None # learning rate of a descent, the same in all folds
    def __repr__(self):
        """The range, and where the curve has its lowest point"""
        ...
    def _means(self)->tuple: # shapes (values, k) and (values, k)
        """Mean of the held-out losses over the folds, and its standard error"""
        ...
    @property
    def best(self)->int|float|list:
        """The value with the smallest held-out loss, averaged over the folds; of k targets a list"""
        ...
    @property
    def one_standard_error(self)->int|float|list:
        """The fewest steps or the largest penalty whose loss is at most one standard error above the smallest one"""
        ...
    def plot(self,
        ax=None, # matplotlib axes; new ones by default
    ): # the axes
        """Draw root mean squared errors, with a band of one standard error; raises `ValueError` for several targets"""
        ...

class FoldsOfMoments(Folds):
    """Folds of which only the moments are left"""
    @property
    def sizes(self)->np.ndarray: # shape (folds,)
        """Number of rows in each fold, or sum of their weights"""
        ...
    def others(self,
        test, # rows
    )->tuple:
        """Nothing in place of features, targets and weights: a fit can do with the moments"""
        ...
    def rows(self,
        some, # rows
    ):
        """`ValueError`, since there are none"""
        ...

def folds_of_moments(
    parts:list, # moments of each fold
    names:list, # of the columns
    solver:str, # a key of `SOLVERS`
    settings:dict, # keywords for it
)->Folds:
    """Folds of one target; raises `ValueError` for fewer than two"""
    ...
