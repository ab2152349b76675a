# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from dataclasses import dataclass
import numpy as np
from torch import Tensor

__all__ = ['Standardize']

@dataclass
class Standardize:
    """Brings columns to mean 0 and standard deviation 1, and weights back to the units of the columns"""
    mean: 'Tensor|np.ndarray' # of each column, shape (d,), float64; zeros if nothing is subtracted
    std: 'Tensor|np.ndarray' # of each column, shape (d,), float64; 1 where a column is constant
    @classmethod
    def from_sums(cls,
        n, # number of rows, or the sum of their weights
        mean, # of each column, shape (d,): tensor or array
        squares, # sums of the squared distances from the mean, shape (d,)
        rounding=1e-15, # standard deviation, as a share of the mean, that a constant column may have from rounding
    ):
        """The scale of columns of which only sums are known"""
        ...
    @classmethod
    def of(cls,
        X, # the rows to learn mean and standard deviation from, shape (n, d)
        center:bool=True, # subtract the mean? Without, the columns are divided by their root mean square
    ):
        """The scale of the columns of `X`"""
        ...
    @classmethod
    def identity(cls,
        d:int, # number of columns
    ):
        """The scale that leaves columns, weights and bias as they are: means 0, standard deviations 1"""
        ...
    @property
    def is_identity(self)->bool:
        """Are all means 0 and all standard deviations 1?"""
        ...
    def __call__(self,
        X, # rows, shape (n, d)
    ): # shape (n, d), array or tensor, of the type of `X`; for the identity no copy where there is no need for one
        """The columns of `X` in standard deviations from the mean of the rows learned from"""
        ...
    def unscale(self,
        w, # weights for scaled columns, shape (d,)
        b=0., # bias for scaled columns
    ): # weights and bias, of the kind of mean and std, float64
        """Weights and bias that give the same predictions from the raw columns"""
        ...
