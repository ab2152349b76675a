"""Write stubs for the modules whose classes get methods by `@patch`, so that editors and type checkers know them.

A type checker reads the source and never runs it, so it doesn't see that `@patch def fit(self:LR, …)` adds a method.
The stub says so: every patched method stands inside its class, with its signature, its comments and its docstring.
"""
import ast
from textwrap import dedent, indent
from common import package

sources = {p.stem: p.read_text(encoding='utf-8') for p in sorted(package.glob('*.py')) if not p.stem.startswith('_')}
trees = {name: ast.parse(source) for name, source in sources.items()}


def patch_of(node):
    "The `@patch` of a function, or None"
    for d in getattr(node, 'decorator_list', []):
        if 'patch' in (getattr(d, 'id', ''), getattr(getattr(d, 'func', None), 'id', '')): return d

def definition(node, source):
    "A function without its body: its decorators, the lines up to the body with their comments, and the docstring"
    decorators = ['@' + ast.unparse(d) for d in node.decorator_list if d is not patch_of(node)]
    head = dedent('\n'.join(source.splitlines()[node.lineno-1:node.body[0].lineno-1]))
    if not head: head = f"def {node.name}({ast.unparse(node.args)}){f'->{ast.unparse(node.returns)}' if node.returns else ''}:"
    return '\n'.join([*decorators, head, *docstring(node), '    ...'])

def docstring(node): return [f'    """{doc}"""'] if (doc := ast.get_docstring(node)) else []

def as_method(node, source):
    "A patched function as it would stand in its class"
    owner, options = node.args.args[0], [k.arg for k in getattr(patch_of(node), 'keywords', [])]
    text = definition(node, source).replace(f'{owner.arg}:{ast.unparse(owner.annotation)}', owner.arg, 1)
    return '@property\n' + text if 'as_prop' in options else '@classmethod\n' + text if 'cls_method' in options else text

def class_stub(node, source, methods):
    "A class with its attributes, its own methods and the patched ones"
    lines, body = source.splitlines(), docstring(node)
    for item in node.body:
        if isinstance(item, ast.AnnAssign):
            declared = f'    {ast.unparse(item.target)}: {ast.unparse(item.annotation)}'
            body.append(declared if item.end_lineno > item.lineno else lines[item.lineno-1])
    own = [definition(item, source) for item in node.body if isinstance(item, ast.FunctionDef)]
    body += [indent(method, '    ') for method in [*own, *methods]]
    return '\n'.join(['@' + ast.unparse(d) for d in node.decorator_list] + [lines[node.lineno-1], *(body or ['    ...'])])

def names_in(tree):
    "The names in a tree, those in annotations that are written as text among them"
    for node in ast.walk(tree):
        if isinstance(node, ast.Name): yield node.id
        for part in (getattr(node, 'annotation', None), getattr(node, 'returns', None)):
            if isinstance(part, ast.Constant) and isinstance(part.value, str): yield from names_in(ast.parse(part.value))

def imports_of(body):
    "The imports in a module, those for type checkers alone among them"
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)): yield node
        elif isinstance(node, ast.If) and ast.unparse(node.test) == 'TYPE_CHECKING': yield from imports_of(node.body)

def imports(names, text):
    "The imports of some modules that the text needs, each once"
    needed = set(names_in(ast.parse(text)))
    for node in [node for name in names for node in imports_of(trees[name].body)]:
        aliases = [a for a in node.names if getattr(node, 'module', '') != names[0] and (a.asname or a.name).split('.')[0] in needed]
        needed -= {(a.asname or a.name).split('.')[0] for a in aliases}
        node.names = aliases
        if aliases: yield ast.unparse(node)

def stub(name, methods):
    "The stub of a module; types in the signatures of patched methods come from outside or from modules above"
    parts, source = ['# Written by tools/stubs.py from the notebooks. DO NOT EDIT! Run `make prepare`.'], sources[name]
    for node in trees[name].body:
        if isinstance(node, ast.ClassDef):
            parts.append(class_stub(node, source, [as_method(f, sources[m]) for m, f in methods.get(node.name, [])]))
        elif isinstance(node, ast.FunctionDef) and not patch_of(node): parts.append(definition(node, source))
        elif isinstance(node, ast.Assign):
            parts.append(ast.unparse(node) if node.targets[0].id == '__all__' else f'{node.targets[0].id}: dict')
    others = sorted({m for c in methods.values() for m, _ in c if m != name})
    parts.insert(1, '\n'.join(imports([name, *others], '\n\n'.join(parts))))
    return '\n\n'.join(parts) + '\n'


patched = {}
for name, tree in trees.items():
    for node in filter(patch_of, tree.body): patched.setdefault(ast.unparse(node.args.args[0].annotation), []).append((name, node))

for name, tree in trees.items():
    methods = {n.name: patched[n.name] for n in tree.body if isinstance(n, ast.ClassDef) and n.name in patched}
    if methods: (package/f'{name}.pyi').write_text(stub(name, methods), encoding='utf-8')
