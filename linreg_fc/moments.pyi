# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from dataclasses import dataclass, field
import numpy as np
from .scaling import Standardize

__all__ = ['origin_near_mean', 'rows_and_logs', 'Moments']

def origin_near_mean(
    X, # features, shape (n, d): array, sparse table, or tensor on a graphics card
    Y, # targets, shape (n, k)
    weight=None, # of each row, shape (n,)
)->np.ndarray: # shape (d+k,); zero for the features, or in a sparse table for some of them, if that is near enough
    """A point near the means of the columns, from about a thousand rows"""
    ...

def _sums_around(
    origin, # subtracted from each column of features and targets, shape (d+k,)
    X, # features, shape (n, d)
    Y, # targets, shape (n, k)
    weight, # of each row, shape (n,), or None
): # number of rows or sum of their weights, what the origin missed (d+k,), scatter (d+k, d+k)
    """The sums of a table, measured from a point near the means and corrected for what it missed"""
    ...

def rows_and_logs(
    n:int, # number of rows
    weight=None, # of each row, shape (n,)
):
    """How many rows have a weight above 0, and the sum of the logarithms of their weights"""
    ...

@dataclass
class Moments:
    """What a table of features and targets says about means, variances and covariances: all that least squares needs"""
    n: float # number of rows, or the sum of their weights
    mean: np.ndarray # of each feature, then of each target, shape (d+k,)
    scatter: np.ndarray
    d: int # number of features
    mean_rest: np.ndarray|float = field(default=0., repr=False) # what rounding has cut off from the mean, shape (d+k,)
    rows: float|None = field(default=None, repr=False) # number of rows with a weight above 0; `n` by default
    log_weight: float = field(default=0., repr=False) # sum of the logarithms of their weights
    def __post_init__(self):
        ...
    @classmethod
    def of(cls,
        X, # features, shape (n, d): array, tensor or sparse table
        y, # targets, shape (n,) or (n, k)
        sample_weight=None, # weight of each row, shape (n,): 2 counts a row twice
    ):
        """Read a table once; raises `ValueError` for wrong shapes. NaN and infinity in the table show up in the scatter"""
        ...
    def all_reduce(self,
        group=None, # of processes, as `torch.distributed` makes them; all by default
    )->Moments: # of the rows of all processes: the same in each of them
        """Add up the moments of all processes, each of which has to call this, with the same columns"""
        ...
    def check_finite(self)->Moments: # the moments themselves
        """Raises `ValueError` if the sums show that the table holds something that isn't a number, or can't be squared"""
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
    @classmethod
    def from_sql(cls,
        connection, # of duckdb or psycopg; or an address: the path of a DuckDB file, ':memory:', or postgresql://…
        table:str, # a name, `schema.name`, or a query
        target:str, # the column to predict
        features=None, # names of the columns to predict from; by default all that are left
        *,
        drop=(), # names of columns to leave out
        weights:str='', # a column with the weights of the rows
        by=None, # a column, or several, whose values make the groups
        missing:str='error', # or 'drop': leave out rows with gaps
    ): # `Moments`; with `by` a dictionary of them: by value of the column, or by tuple of values of several
        """Moments of a table in a database, from sums computed there; beyond 30 features its rows pass through.

    A query is run as it is given; names may be any text. Raises `ValueError` naming columns that aren't there, aren't
    numbers or have gaps, and with the words of the database for what it refuses."""
        ...
