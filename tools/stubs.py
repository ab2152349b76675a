"""Write stubs for the modules whose classes get methods by `@patch`, so that editors and type checkers know them.

A type checker reads the source and never runs it, so it doesn't see that `@patch def fit(self:LR, …)` adds a method.
The stub says so: every patched method stands inside its class, with the signature and the comments of the notebook.
"""
import ast
from collections import defaultdict
from pathlib import Path
from nbdev.config import get_config

package = get_config().lib_path
modules = {p.stem: (ast.parse(source := p.read_text(encoding='utf-8')), source.splitlines()) for p in sorted(package.glob('*.py')) if not p.stem.startswith('_')}


def is_patch(node): return isinstance(node, ast.FunctionDef) and any('patch' == getattr(d, 'id', getattr(getattr(d, 'func', None), 'id', '')) for d in node.decorator_list)

def is_overload_of(node): return ast.unparse(node.args.args[0].annotation)

def signature(node, lines, method=False):
    "The lines of a definition up to its body, comments included, and its docstring"
    head = lines[node.lineno-1:node.body[0].lineno-1] or [lines[node.lineno-1]]
    if node.body[0].lineno == node.lineno: head = [ast.unparse(node).splitlines()[0] if not node.decorator_list else f'def {node.name}({ast.unparse(node.args)}):']
    if is_patch(node):
        first = node.args.args[0]
        head[0] = head[0].replace(f'{first.arg}:{ast.unparse(first.annotation)}', first.arg)
    doc = ast.get_docstring(node, clean=False)
    body = [f'    """{doc}"""'] if doc else []
    return [*head, *body, '    ...'] if doc or head[-1].rstrip().endswith((':',)) or '#' in head[-1] else [*head, '    ...']

def method(node, lines):
    "A patched function as a method"
    kinds = [k.arg for d in node.decorator_list if isinstance(d, ast.Call) for k in d.keywords]
    decorator = ['@property'] if 'as_prop' in kinds else ['@classmethod'] if 'cls_method' in kinds else []
    return ['    ' + line for line in decorator + signature(node, lines)] + ['']

def members(node, lines):
    "The attributes and methods in the body of a class"
    for item in node.body:
        if isinstance(item, ast.FunctionDef):
            yield from ('    ' + ast.unparse(d).join(('@', '')) for d in item.decorator_list)
            yield from (line if i == 0 or line.startswith('    ') else '    ' + line for i, line in enumerate(inside(item, lines)))
        elif isinstance(item, ast.AnnAssign): yield lines[item.lineno-1].split(' = ')[0] if item.value is None or isinstance(item.value, ast.Call) else lines[item.lineno-1]
    yield ''

def inside(node, lines):
    "A method that stands in its class already"
    head = lines[node.lineno-1:node.body[0].lineno-1]
    doc = ast.get_docstring(node, clean=False)
    return [*head, *([f'        """{doc}"""'] if doc else []), '        ...']

patched = defaultdict(list)
for name, (tree, lines) in modules.items():
    for node in tree.body:
        if is_patch(node): patched[is_overload_of(node)].append((name, node, lines))

for name, (tree, lines) in modules.items():
    classes = [n.name for n in tree.body if isinstance(n, ast.ClassDef) and n.name in patched]
    if not classes: continue
    elsewhere = {m for c in classes for m, *_ in patched[c] if m != name}
    out = ['# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.', '']
    seen = set()
    for m in [name, *sorted(elsewhere)]:
        for node in modules[m][0].body:
            if isinstance(node, (ast.Import, ast.ImportFrom)) and not (isinstance(node, ast.ImportFrom) and node.level and m != name):
                if (text := ast.unparse(node)) not in seen: out.append(text); seen.add(text)
    out.append('')
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            out += [f"{lines[node.lineno-1]}" if not node.decorator_list else '\n'.join(['@' + ast.unparse(d) for d in node.decorator_list] + [lines[node.lineno-1]])]
            if doc := ast.get_docstring(node, clean=False): out.append(f'    """{doc}"""')
            out += members(node, lines)
            for _, f, source in patched.get(node.name, []): out += method(f, source)
        elif isinstance(node, ast.FunctionDef) and not is_patch(node):
            out += ['@' + ast.unparse(d) for d in node.decorator_list] + signature(node, lines) + ['']
        elif isinstance(node, ast.Assign) and node.targets[0].id != '__all__': out += [f'{node.targets[0].id}: dict', '']
        elif isinstance(node, ast.Assign): out += [ast.unparse(node), '']
    (package/f'{name}.pyi').write_text('\n'.join(out) + '\n', encoding='utf-8')
(package/'py.typed').touch()
