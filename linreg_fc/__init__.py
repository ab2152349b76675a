__version__ = "0.1.0"
from .model import LR
from . import cli, compare, diagnose, plots  # patch further methods into LR
__all__ = ['LR']
