"""Write stubs for the modules whose classes get methods by `@patch`, so that editors and type checkers know them.

A type checker reads the source and never runs it, so it doesn't see that `@patch def fit(self:LR, …)` adds a method.
The stub says so: every patched method stands inside its class, with its signature, its comments and its docstring.
"""
import ast
from textwrap import indent
from nbdev.config import get_config

package = get_config().lib_path
sources = {p.stem: p.read_text(encoding='utf-8') for p in sorted(package.glob('*.py')) if not p.stem.startswith('_')}
trees = {name: ast.parse(source) for name, source in sources.items()}


def patch_of(node):
    "The `@patch` of a function, or None"
    for d in getattr(node, 'decorator_list', []):
        if 'patch' in (getattr(d, 'id', ''), getattr(getattr(d, 'func', None), 'id', '')): return d

def definition(node, source):
    "A function without its body: the lines up to it, comments included, and the docstring"
    lines = source.splitlines()[node.lineno-1:node.body[0].lineno-1]
    if not lines: lines = [f"def {node.name}({ast.unparse(node.args)}){f'->{ast.unparse(node.returns)}' if node.returns else ''}:"]
    shift = len(lines[0]) - len(lines[0].lstrip())
    if ast.get_docstring(node): lines.append(' '*(shift + 4) + f'"""{ast.get_docstring(node)}"""')
    return '\n'.join([*lines, ' '*(shift + 4) + '...'])

def as_method(node, source):
    "A patched function as it would stand in its class"
    owner, options = node.args.args[0], [k.arg for k in getattr(patch_of(node), 'keywords', [])]
    text = definition(node, source).replace(f'{owner.arg}:{ast.unparse(owner.annotation)}', owner.arg, 1)
    kind = '@property\n' if 'as_prop' in options else '@classmethod\n' if 'cls_method' in options else ''
    return indent(kind + text, '    ')

def class_stub(node, source, methods):
    "A class with its attributes, its own methods and the patched ones"
    lines = source.splitlines()
    out = ['@' + ast.unparse(d) for d in node.decorator_list] + [lines[node.lineno-1]]
    if ast.get_docstring(node): out.append(f'    """{ast.get_docstring(node)}"""')
    for item in node.body:
        if isinstance(item, ast.AnnAssign):
            short = f'    {ast.unparse(item.target)}: {ast.unparse(item.annotation)}'
            out.append(lines[item.lineno-1] if item.lineno == item.end_lineno else short)
        if isinstance(item, ast.FunctionDef): out += ['    @' + ast.unparse(d) for d in item.decorator_list] + [definition(item, source)]
    if len(out) - len(node.decorator_list) < 3 and not methods: out.append('    ...')
    return '\n'.join(out + methods)

def imports(names, text):
    "The imports of some modules that the text needs, each once"
    needed = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    for node in [node for name in names for node in trees[name].body if isinstance(node, (ast.Import, ast.ImportFrom))]:
        aliases = [a for a in node.names if getattr(node, 'module', '') != names[0] and (a.asname or a.name).split('.')[0] in needed]
        needed -= {(a.asname or a.name).split('.')[0] for a in aliases}
        if aliases: yield ast.unparse(ast.ImportFrom(node.module, aliases, node.level) if isinstance(node, ast.ImportFrom) else ast.Import(aliases))

def stub(name, methods):
    "The stub of a module. Types in the signatures of patched methods come from outside or from modules above, never from the patching module"
    parts = []
    for node in trees[name].body:
        if isinstance(node, ast.ClassDef): parts.append(class_stub(node, sources[name], [as_method(f, sources[m]) for m, f in methods.get(node.name, [])]))
        elif isinstance(node, ast.FunctionDef) and not patch_of(node):
            parts.append('\n'.join(['@' + ast.unparse(d) for d in node.decorator_list] + [definition(node, sources[name])]))
        elif isinstance(node, ast.Assign): parts.append(ast.unparse(node) if node.targets[0].id == '__all__' else f'{node.targets[0].id}: dict')
    text = '\n\n'.join(parts) + '\n'
    others = sorted({m for c in methods.values() for m, _ in c if m != name})
    return '\n\n'.join(['# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.', '\n'.join(imports([name, *others], text)), text])


patched = {}
for name, tree in trees.items():
    for node in filter(patch_of, tree.body): patched.setdefault(ast.unparse(node.args.args[0].annotation), []).append((name, node))

for name, tree in trees.items():
    methods = {n.name: patched[n.name] for n in tree.body if isinstance(n, ast.ClassDef) and n.name in patched}
    if methods: (package/f'{name}.pyi').write_text(stub(name, methods), encoding='utf-8')
(package/'py.typed').touch()
