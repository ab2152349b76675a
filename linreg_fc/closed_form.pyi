# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from dataclasses import dataclass
from functools import cached_property
from typing import Literal
import numpy as np
from .by_hand import Descent
from .moments import Moments

__all__ = ['DescentPath', 'path_from_moments', 'losses_until_still', 'RowProducts', 'descent_path', 'descend']

def _matmul_blocked(
    A, # shape (m, k)
    B, # shape (k, n)
    out, # where to write, shape (m, n)
):
    """A @ B; if k is very small, a few rows at a time, so that no second thread is started for little work"""
    ...

def _powers(
    x, # numbers, not below 0, shape (k,)
    n:int, # how many
): # shape (n, k)
    """x⁰, x¹, … as rows; those below 1e-140 are 0, because processors are slow with the very smallest numbers"""
    ...

@dataclass
class DescentPath:
    """A descent that is known at every step, in coordinates along the eigenvectors of XᵀX/n"""
    eigenvalues: np.ndarray # λ of each direction: half the second derivative of the loss
    start: np.ndarray # coordinate of the start along each eigenvector
    optimum: np.ndarray # coordinate of the optimum along each eigenvector
    excess_loss: np.ndarray # what each direction adds to the smallest loss at the start
    min_loss: float # the loss at the optimum
    eigenvectors: np.ndarray # as columns: from coordinates to weights, with the bias behind them if it is learned
    lr: float # learning rate
    d: int # number of weights
    b: float = 0. # the bias if it isn't learned
    rows: np.ndarray|None = None # with more columns than rows: the table whose rows are combined into weights
    def _weights(self, theta)->tuple:
        """Weights and bias from coordinates along the eigenvectors"""
        ...
    @property
    def end(self)->tuple: # weights and bias
        """The optimum next to the start: where a descent ends that arrives"""
        ...
    def at(self,
        t, # number of steps, a whole number; may be infinite
    ): # weights and bias
        """Weights and bias after `t` steps; raises `ValueError` for parts of a step, and for an end that isn't reached"""
        ...
    def losses(self,
        iterations:int, # number of steps
    )->np.ndarray: # shape (iterations,)
        """The loss before each step"""
        ...
    @property
    def null_space(self)->np.ndarray:
        """Directions along which no prediction changes, as columns, shape (d, directions)"""
        ...
    @property
    def max_stable_lr(self)->float:
        """The largest stable learning rate, 1/λ of the steepest direction: beyond it an error grows instead of shrinking"""
        ...
    def check_stable(self,
        names=None, # of the columns; x0, x1, … by default
    )->DescentPath: # the path itself
        """Raises `DivergenceError` if the loss would grow, naming the largest stable learning rate and the columns at fault"""
        ...
    def suboptimality(self,
        t, # number of steps
    )->float: # in squared units of the target
        """How far the loss is above its minimum after `t` steps"""
        ...
    def best_lr(self,
        iterations:int, # number of steps
    )->float:
        """The learning rate that leaves the smallest loss after so many steps"""
        ...
    def arriving(self,
        iterations:int, # number of steps
    )->DescentPath:
        """The path at its own learning rate if it arrives with it, and otherwise at the best one"""
        ...
    @property
    def asymptotic_lr(self)->float:
        """The learning rate that is best for many steps: 1/(λ_min + λ_max) of the directions that have an excess loss"""
        ...
    def steps_to(self,
        suboptimality:float, # difference to the smallest loss, in squared units of the target
    )->float: # a whole number, or infinity
        """After how many steps the loss is within `suboptimality` of its minimum; infinity for more than 10¹²"""
        ...

def path_from_moments(
    m:Moments, # of one target
    lr:float=0.1, # learning rate
    *,
    w=None, # weights to start from, shape (d,); zeros by default
    b:float=0., # bias to start from
    fit_intercept:bool=True, # learn the bias?
    l2:float=0., # L2 penalty: adds `l2` times the sum of squared weights to the loss
)->DescentPath:
    """The descent on a table whose moments are known"""
    ...

def losses_until_still(
    paths:list[DescentPath], # one for each target
    most:int=1000, # at most so many steps
)->np.ndarray: # shape (steps, targets)
    """The losses before each step, until twelve digits of all of them no longer change"""
    ...

class RowProducts:
    """A number for each pair of rows, which is all that the losses of a descent from zero, without penalty, need"""
    def __init__(self,
        X, # features, shape (n, d), with fewer rows than columns
        Y, # targets, shape (n, k)
        fit_intercept:bool, # learn the bias?
    ):
        ...
    @cached_property
    def directions(self): # shapes (n,) and (n, n)
        """Eigenvalues and eigenvectors, which are the same for all targets"""
        ...
    def path(self,
        lr, # learning rate
        target:int=0, # which
        rows=None, # the table, with a column of ones if there is a bias; without it the path has losses, but no weights
    )->DescentPath:
        """The descent of one target"""
        ...

def _path_from_rows(X, y, lr, fit_intercept)->DescentPath:
    """The descent on a table with more columns than rows"""
    ...

def descent_path(
    X, # features, shape (n, d): array or tensor; or the `Moments` of a table
    y=None, # targets, shape (n,); not needed with `Moments`
    lr:float|Literal['auto']=0.1, # learning rate, or 'auto'
    iterations:int=1000, # number of steps for which 'auto' is to be the best
    *,
    w=None, # weights to start from, shape (d,); zeros by default
    b:float=0., # bias to start from
    fit_intercept:bool=True, # learn the bias? Otherwise it stays where it starts
    l2:float=0., # L2 penalty: adds `l2` times the sum of squared weights to the loss
)->DescentPath:
    """The path of a descent, stable or not; raises `ValueError` for wrong shapes, NaN or infinity"""
    ...

def descend(
    X, # features, shape (n, d): array or tensor; or the `Moments` of a table
    y=None, # targets, shape (n,); not needed with `Moments`
    lr:float|Literal['auto']=0.1, # learning rate, or 'auto' for the best one
    iterations:int=1000, # number of steps
    *,
    w=None, # weights to start from, shape (d,); zeros by default
    b:float=0., # bias to start from
    fit_intercept:bool=True, # learn the bias? Otherwise it stays where it starts
    l2:float=0., # L2 penalty: adds `l2` times the sum of squared weights to the loss
)->Descent: # `w` as an array, `b`, `losses`
    """Gradient descent in closed form: the weights and losses of the loop, from reading the table once.

Raises `DivergenceError` with the largest stable rate, or `ValueError` for wrong shapes, NaN or infinity."""
    ...
