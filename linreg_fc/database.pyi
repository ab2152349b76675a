# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.

from contextlib import contextmanager
from dataclasses import dataclass

__all__ = ['Database', 'connect', 'Roles', 'assign_roles']

class Database:
    """A connection, and what differs from driver to driver; raises `ValueError` for a driver that tells no types"""
    def __init__(self,
        connection, # of duckdb, of psycopg, or of another DB-API 2 driver that tells numbers from text
    ):
        ...
    def run(self,
        sql:str, # a query
    ): # a cursor with its result
        """Run a query; raises `ValueError` with the words of the database if it refuses"""
        ...
    def query(self,
        sql:str, # a query
    )->list: # of rows, each a tuple
        """The rows of a query; raises `ValueError` with the words of the database if it refuses"""
        ...
    @contextmanager
    def transaction(self): # gives the database
        """A block in one transaction; after an error an open transaction of PostgreSQL goes on as if nothing had been asked"""
        ...
    def batches(self,
        sql:str, # a query
        size:int=20_000, # about how many rows in a batch
    ): # yields DataFrames
        """The rows of a query, some thousand at a time; raises `ValueError` with the words of the database if it refuses"""
        ...
    def quote(self,
        name:str, # of a column, or of a table
    )->str:
        """A name as it stands in a query"""
        ...
    def source(self,
        table:str, # a name, `schema.name`, or a query
    )->str:
        """A table as it stands after FROM"""
        ...
    def columns(self,
        source:str, # a table, as it stands after FROM
    )->dict: # by name: 'number', 'boolean', or the name that the database has for another type
        """The columns of a table and their types; raises `ValueError` if there is no such table"""
        ...

@contextmanager
def connect(
    connection, # a connection; or the path of a DuckDB file, ':memory:', or postgresql://…
): # gives the connection; one that was opened here is closed afterwards
    """A block with a connection; raises `ValueError` if the driver is missing or refuses, `OSError` if there is no file"""
    ...

@dataclass
class Roles:
    """A table in a database, and what its columns are used for"""
    database: Database # with the table
    source: str # the table, as it stands after FROM
    types: dict # of its columns, by name
    features: list # names
    target: str # name
    weights: str # name of a column with the weights of the rows, or ''
    by: list # names of the columns that make the groups
    missing: str # 'error' or 'drop'
    @property
    def used(self)->list:
        """Names of all columns that are used"""
        ...
    def rows(self,
        every:bool=False, # also the rows with gaps that are to be left out?
    )->str:
        """A query for the rows as numbers: x0, x1, …, the target as the last of them, w, and groups as g0, g1, …"""
        ...

def _as_list(
    names, # a list, a single name, or None
)->list:
    """A list of names"""
    ...

def assign_roles(
    database:Database, # with the table
    table:str, # a name, `schema.name`, or a query
    target:str, # the column to predict
    features=None, # names of the columns to predict from; by default all that are left
    drop=(), # names of columns to leave out
    weights:str='', # a column with the weights of the rows
    by=None, # a column, or several, whose values make the groups
    missing:str='error', # or 'drop': leave out rows with gaps
)->Roles:
    """Who plays which part; raises `ValueError` naming a column that isn't there, isn't numbers, or plays two parts"""
    ...
