__version__ = "0.1.0"
import re as _re, sys as _sys
from inspect import cleandoc as _cleandoc
from linecache import getlines as _getlines
from .model import LR
from . import animation, cli, compare, crossval, distributed, inference, large_files  # they patch further methods into LR
from . import persistence, plots, report, residual_plots, tables
__all__ = ['LR']

def _comments(function):
    "What stands behind or above each parameter, by its name; of what is returned by the name return"
    comments, above = {}, []
    for line in _getlines(function.__code__.co_filename)[function.__code__.co_firstlineno - 1:]:
        text, _, comment = map(str.strip, line.partition('#'))
        name = _re.match(r'\*{0,2}(\w+)', text)
        if not text: above.append(comment)
        elif text.endswith(':'): return {k: v for k, v in {**comments, 'return': comment}.items() if v}
        elif name and name[1] != 'def': comments[name[1]], above = '\n'.join([*above, comment]).strip(), []
    return {}

def _explain(function):
    "Put the comments of the parameters into the docstring, where `help` and editors look for them"
    comments = _comments(function)
    returns = comments.pop('return', None)
    def section(title, lines): return [title, '-'*len(title), *lines, ''] if lines else []
    def entry(name, text): return [name, *(f'    {line.strip()}' for line in text.splitlines())]
    parameters = [line for name, text in comments.items() for line in entry(name, text)]
    answer = entry('', returns)[1:] if returns else []
    return '\n'.join([*section('Parameters', parameters), *section('Returns', answer)])

def _members(cls):
    "Its methods and properties with a docstring, as functions, by name"
    for name, value in vars(cls).items():
        bound = value.fget if isinstance(value, property) else getattr(cls, name)
        function = getattr(bound, '__func__', bound) # of a class method the function behind it
        if not name.startswith('_') and getattr(function, '__module__', '').startswith(__name__): yield name, function

def _contents(cls):
    "Below the docstring of a class: its settings, and its methods by the module that teaches them"
    groups = {}
    for name, function in _members(cls):
        does = (function.__doc__ or '').partition('\n')[0].partition(';')[0]
        about = f'{function.__module__}: {_sys.modules[function.__module__].__doc__}'
        groups.setdefault(about, ['', about, '']).append(f'- {name}: {does}')
    return '\n'.join([_explain(cls.__init__), *(line for lines in groups.values() for line in lines)])

if LR.__doc__: # not with python -OO
    LR.__doc__ = _cleandoc(LR.__doc__) + '\n\n' + _contents(LR)
    for _, _function in _members(LR): _function.__doc__ = _cleandoc(_function.__doc__) + '\n\n' + _explain(_function)
