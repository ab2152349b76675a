# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

import numpy as np
from .moments import Moments

__all__ = ['tree_sum', 'part_moments', 'DaskTable']

def _add_up(
    some:list, # at least one
):
    """The sum of a few things that can be added"""
    ...

def tree_sum(
    parts:list, # what is added; at least one
    add=_add_up, # makes the sum of a list
    width:int=8, # how many are added at a time
):
    """Add neighbours in groups, then the sums of the groups, and so on: the same order every time, so the same bits"""
    ...

def _numbers(
    part, # of a table: DataFrame, Series, or None
): # an array of 64-bit numbers, or None
    """The numbers of a part of a table, NaN for a gap"""
    ...

def part_moments(
    X, # features of some rows, a DataFrame
    y, # their targets, a Series or a DataFrame
    weight=None, # their weights, a Series
)->Moments:
    """What is kept of some rows; this runs on the workers. Raises `ValueError` for wrong lengths and weights"""
    ...

def _as_frame(
    table, # Dask DataFrame, Series or array
): # a Dask DataFrame or Series
    """A Dask array as a table with a partition for each block of rows; a table as it is"""
    ...

class DaskTable:
    """Features in a Dask DataFrame or array, and what its partitions can compute where they are"""
    def __init__(self,
        X, # features, shape (n, d): Dask DataFrame or array; raises `TypeError` for other Dask collections
    ):
        ...
    def beside(self,
        other, # for the same rows, Dask DataFrame, Series or array; may be None
    ): # a Dask DataFrame or Series with the same partitions, or None
        """Targets or weights; raises `TypeError` or `ValueError` if they don't go with the features"""
        ...
    def reduce(self,
        function, # takes a part of the features and of each other table, and returns what can be added
        *others, # tables with the same partitions, or None
    ):
        """The sum of what a function makes of the partitions, computed by the workers"""
        ...
    def moments(self,
        y, # targets, shape (n,) or (n, k), a Dask collection
        sample_weight=None, # weight of each row, shape (n,), a Dask collection
    )->Moments:
        """Moments of all rows; raises `ValueError` naming columns with text or gaps, `TypeError` for other tables"""
        ...
    def fit(self,
        model, # an `LR`
        y, # targets, shape (n,) or (n, k), a Dask collection
        sample_weight=None, # weight of each row, shape (n,), a Dask collection
        iterations:int|None=None, # number of steps; that of the constructor by default
    ): # the model
        """Fit a model to the moments of the partitions; raises what `moments` and `fit_moments` raise"""
        ...
    def predict(self,
        model, # a fitted `LR`
    ): # Dask Series or DataFrame with the index of `X`; a Dask array for an array
        """Predict the target of each row, partition by partition, as soon as somebody asks for the result"""
        ...
    def score(self,
        model, # a fitted `LR`
        y, # targets, shape (n,) or (n, k), a Dask collection
        sample_weight=None, # weight of each row, shape (n,), a Dask collection
    )->float: # at most 1
        """R² of the predictions, the mean of those of several targets; 0 for a target that is constant, or 1 if it is met"""
        ...

def _count_gaps(
    *parts, # of features, targets and weights; may be None
)->np.ndarray: # a number for each column
    """How many values of each column are NaN or infinite; this runs on the workers"""
    ...

def _column_names(
    table, # Dask DataFrame, Series, or None
    role:str='', # such as 'the target'; nothing for features
)->list:
    """What messages call the columns"""
    ...

def _refuse_text(
    table, # Dask DataFrame or Series
    role:str='', # of the table, for the message
):
    """`ValueError` naming the columns that hold text or dates"""
    ...

def _predict_part(part, model, as_table):
    """Predictions for some rows, with their index; this runs on the workers"""
    ...

def _part_errors(X, y, weight, model, as_table):
    """Moments of errors and targets of some rows; this runs on the workers"""
    ...

def _known_to_dask(X):
    """A `DaskTable` for a Dask collection; None for anything else"""
    ...
