"""Moments of a Spark DataFrame: each partition sends one row back, with a kilobyte of pickled moments"""
import pickle
import numpy as np
import pyarrow as pa
from linreg_fc.distributed import tree_sum
from linreg_fc.moments import Moments

def spark_moments(frame, features, target):
    def moments_of(batches): # runs on the workers, with the Arrow batches of one partition
        tables = (np.column_stack([column.to_numpy(zero_copy_only=False) for column in b.columns]) for b in batches)
        parts = [Moments.of(table[:, :-1], table[:, -1]) for table in tables]
        if parts: yield pa.RecordBatch.from_pydict({'moments': [pickle.dumps(tree_sum(parts))]})
    rows = frame.select(*features, target).mapInArrow(moments_of, 'moments binary').collect()
    return tree_sum([pickle.loads(row.moments) for row in rows])
