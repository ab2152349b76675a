__version__ = "0.1.0"
from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING
if _TYPE_CHECKING: from .model import LR
__all__ = ['LR']

def __getattr__(name):
    "`LR` and the modules, loaded when somebody asks for them: a worker that only sums up rows needs NumPy alone"
    if name == 'LR': return _import_module('.model', __name__).LR
    if not name.startswith('_'):
        try: return _import_module(f'.{name}', __name__)
        except ModuleNotFoundError as error:
            if error.name != f'{__name__}.{name}': raise
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

def __dir__(): return [*globals(), 'LR']
