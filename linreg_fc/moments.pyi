# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
import numpy as np
from torch import Tensor
from .by_hand import Descent
from .scaling import Standardize

__all__ = ['shifted', 'gram', 'gather', 'blas', 'one_thread', 'gather_parallel', 'gather_on_device', 'gather_sparse', 'check_finite', 'Moments', 'small_product', 'powers', 'Walk', 'walk_moments', 'walk_rows', 'plan_walk', 'descend']

def shifted(
    rows, # shape (m, d)
    origin, # to take off, shape (m, d), or None
    out, # where to write, 64 bits, shape (m, d)
):
    """rows − origin in 64 bits, row by row in memory"""
    ...

def gram(
    left, # shape (m, d): `A`, or its rows times their weights
    A, # shape (m, d), row by row in memory
): # shape (d, d)
    """left.T @ A for a table with few columns, in pieces of 512 rows"""
    ...

def gather(
    X, # features, shape (n, d)
    Y, # targets, shape (n, k)
    weight, # of each row, shape (n,), or None
    origin, # taken off each column of features and targets, shape (d+k,)
    rows, # the first row, and the one after the last
): # sums of products: features with features (d, d), of ones and targets with features (1+k, d), and with each other (1+k, 1+k)
    """Sums of products over some rows, after a shift, in 64 bits"""
    ...

@lru_cache
def blas():
    """The switch for the number of threads of NumPy's matrix products"""
    ...

def one_thread():
    """A block in which matrix products keep to one thread"""
    ...

def gather_parallel(
    X, # features, shape (n, d)
    Y, # targets, shape (n, k)
    weight, # of each row, shape (n,), or None
    origin, # taken off each column, shape (d+k,)
): # the sums of `gather`
    """`gather` over all rows, on all processors if there is enough to do"""
    ...

def gather_on_device(
    X:Tensor, # features, shape (n, d), on the card
    Y:Tensor, # targets, shape (n, k), on the card
    weight, # of each row, shape (n,), on the card, or None
    origin, # taken off each column, shape (d+k,)
    size:int=2**20, # rows at a time
): # the sums of `gather`, as arrays
    """`gather` for tensors on a graphics card"""
    ...

def gather_sparse(
    X, # features, shape (n, d), sparse
    Y, # targets, shape (n, k)
    weight, # of each row, shape (n,), or None
    origin, # taken off each column, shape (d+k,); zero for the features
): # the sums of `gather`
    """`gather` for a sparse table, which stays sparse"""
    ...

def check_finite(
    sums, # of products of columns
):
    """`ValueError` if the sums show that the table holds something that isn't a number"""
    ...

@dataclass
class Moments:
    """What a table of features and targets says about means, variances and covariances: all that least squares needs"""
    n: float # number of rows, or the sum of their weights
    mean: np.ndarray # of each feature, then of each target, shape (d+k,)
    scatter: np.ndarray # sums of products of distances from the means, shape (d+k, d+k)
    d: int # number of features
    @classmethod
    def of(cls,
        X, # features, shape (n, d): array, tensor or sparse table
        y, # targets, shape (n,) or (n, k)
        sample_weight=None, # weight of each row, shape (n,): 2 counts a row twice
    ):
        """Read a table once; raises `ValueError` for wrong shapes. NaN and infinity in the table show up in the scatter"""
        ...
    def target(self,
        j:int, # which of the targets
    )->Moments:
        """The moments of the features and of one of the targets"""
        ...
    def __add__(self,
        other:Moments, # of other rows, with the same columns
    )->Moments: # of all the rows
        """Moments of two tables on top of each other; raises `ValueError` if they have different columns"""
        ...
    def scale(self,
        center:bool=True, # subtract the mean?
    )->Standardize:
        """The scale of the columns"""
        ...
    def scaled(self,
        scale:Standardize, # of these columns
    )->Moments: # of the scaled columns and the unchanged targets
        """The moments that the scaled table would have"""
        ...

def small_product(
    A, # shape (m, k)
    B, # shape (k, n)
    out, # where to write, shape (m, n)
):
    """A @ B without waking a second thread: if k is very small, by a few rows at a time, which are too little work for two"""
    ...

def powers(
    x, # numbers, not below 0, shape (k,)
    n:int, # how many
): # shape (n, k)
    """x⁰, x¹, … as rows; those below 1e-140 are 0, because processors are slow with numbers that nearly vanish"""
    ...

@dataclass
class Walk:
    """A descent that is known at every step, in coordinates in which the directions don't mix"""
    lam: np.ndarray # curvature of each direction: half the second derivative of the loss
    start: np.ndarray # where the walk begins, in each direction
    goal: np.ndarray # where it ends
    height: np.ndarray # what each direction adds to the loss at the start
    floor: float # the loss at the end
    back: np.ndarray # turns the coordinates into weights, and the bias behind them if it is learned
    lr: float # learning rate
    d: int # number of weights
    b: float = 0. # the bias if it isn't learned
    rows: np.ndarray|None = None # a table whose rows the coordinates combine into weights, if that is how they are meant
    def at(self,
        t, # number of steps; may be infinite
    ): # weights and bias
        """Weights and bias after `t` steps"""
        ...
    def losses(self,
        iterations:int, # number of steps
    )->np.ndarray: # shape (iterations,)
        """The loss before each step"""
        ...
    @property
    def largest_lr(self)->float:
        """The largest learning rate that is stable: beyond it a direction grows instead of shrinking"""
        ...
    @property
    def null(self)->np.ndarray:
        """Directions along which no prediction changes, one a column, shape (d, directions)"""
        ...
    def stable(self,
        names=None, # of the columns; x0, x1, … by default
    )->Walk: # the walk itself
        """Raises `DivergenceError` if the walk would run away, naming the largest stable learning rate and the columns along which the loss would explode"""
        ...
    def gap(self,
        t, # number of steps
    )->float:
        """How far the loss is above its floor after `t` steps"""
        ...
    def best_lr(self,
        iterations:int, # number of steps
    )->float:
        """The learning rate that leaves the smallest gap after so many steps"""
        ...
    def steps(self,
        gap:float, # difference to the lowest loss, in squared units of the target
    )->float: # a whole number, or infinity
        """After how many steps the loss is within `gap` of its floor"""
        ...

def walk_moments(
    m:Moments, # of one target
    lr, # learning rate
    w, # weights to start from, shape (d,), or None for zeros
    b:float, # bias to start from
    fit_intercept:bool, # learn the bias?
    l2:float, # penalty
)->Walk:
    """The descent on a table of which the moments are known"""
    ...

def walk_rows(
    X, # features, shape (n, d), with fewer rows than columns
    y, # target, shape (n,)
    lr, # learning rate
    fit_intercept:bool, # learn the bias?
)->Walk:
    """The descent from zero, without penalty, on a table with more columns than rows"""
    ...

def plan_walk(
    X, # features, shape (n, d): array or tensor; or the `Moments` of a table
    y=None, # targets, shape (n,); not needed with `Moments`
    lr:float|Literal['auto']=0.1, # learning rate, or 'auto'
    iterations:int=1000, # number of steps for which 'auto' is to be the best
    *,
    w=None, # weights to start from, shape (d,); zeros by default
    b:float=0., # bias to start from
    fit_intercept:bool=True, # learn the bias? Otherwise it stays where it starts
    l2:float=0., # penalty: adds `l2` times the sum of squared weights to the loss
)->Walk:
    """The walk of a descent, stable or not; raises `ValueError` for wrong shapes, NaN or infinity"""
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
    l2:float=0., # penalty: adds `l2` times the sum of squared weights to the loss
)->Descent: # `w` as an array, `b`, `losses`
    """Gradient descent without walking: the same weights and losses as step by step, from one look at the table.

Raises `DivergenceError` naming the largest stable learning rate, or `ValueError` for wrong shapes, NaN or infinity."""
    ...
