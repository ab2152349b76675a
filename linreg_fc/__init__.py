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
        does = (method.__doc__ or '').partition('\n')[0].partition(';')[0]
        if not name.startswith('_') and module.startswith(__name__): groups.setdefault(module, []).append(f'- {name}: {does}')
    return '\n'.join([cls.__doc__, *(line for module, lines in groups.items() for line in ['', f'{module}: {_sys.modules[module].__doc__}', '', *lines])])

if LR.__doc__: LR.__doc__ = _contents(LR)
