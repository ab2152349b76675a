"""Least squares on a Spark DataFrame: every task sends back moments, never rows.

    from spark_recipe import fit_spark
    model = fit_spark(spark.read.parquet('folder'), 'y')
"""
import pickle
from functools import reduce
from operator import add


def fit_spark(frame, target):
    "Fit `LR` to the numeric columns of a Spark DataFrame"
    from linreg_fc import LR
    names = [name for name in frame.columns if name != target]
    def moments(batches): # a task's rows; it runs in a worker, which needs linreg_fc but loads neither torch nor scikit-learn
        import numpy as np
        import pyarrow as pa
        from linreg_fc.moments import Moments
        tables = (np.column_stack([batch.column(name) for name in [*names, target]]) for batch in batches if len(batch))
        parts = (Moments.of(A[:, :-1], A[:, -1]) for A in tables)
        if first := next(parts, None): yield pa.record_batch({'moments': [pickle.dumps(reduce(add, parts, first))]})
    found = frame.mapInArrow(moments, 'moments binary').collect()
    return LR().fit_moments(reduce(add, (pickle.loads(row.moments) for row in found)), names)
