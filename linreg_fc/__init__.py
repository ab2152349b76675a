__version__ = "0.1.0"
import sys as _sys
from .model import LR
from . import cli, compare, persistence, plots, report  # patch further methods into LR
__all__ = ['LR']

def _contents(cls):
    "The docstring of a class and below it its methods, by the module that teaches them, each with what it does"
    groups = {}
    for name, value in vars(cls).items():
        method = value.fget if isinstance(value, property) else getattr(cls, name)
        module = getattr(method, '__module__', None) or ''
        if name.startswith('_') or not module.startswith(__name__): continue
        does = (method.__doc__ or '').partition('\n')[0].partition(';')[0]
        groups.setdefault(module, ['', f'{module}: {_sys.modules[module].__doc__}', '']).append(f'- {name}: {does}')
    return '\n'.join([cls.__doc__, *(line for lines in groups.values() for line in lines)])

if LR.__doc__: LR.__doc__ = _contents(LR)
