"What the tools share: where things are, the marks on cells, and packages for the browser"
import ast, re, shutil, subprocess, sys
from pathlib import Path
from nbdev.config import get_config
from nbdev.showdoc import showdoc_nm

config = get_config()
top, nbs, package = config.config_path, config.nbs_path, config.lib_path


def marks(cell):
    "The directives and options of a cell, such as {'exports': '', 'code-fold': 'true'}"
    return {name: value.strip(' "') for name, value in re.findall(r'^#\| *([\w-]+):?(.*)$', cell.source, re.MULTILINE)}

def without_marks(cell): return re.sub(r'^#\|.*\n?', '', cell.source, flags=re.MULTILINE).strip('\n')

def module_of(cells):
    "The module that a notebook exports to, or None"
    return next((m['default_exp'].strip() for m in map(marks, cells) if 'default_exp' in m), None)

def defined(code):
    "Functions, classes and the methods in them, by names such as LR.fit"
    for node in [node for node in ast.parse(code).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]:
        yield showdoc_nm(node), node
        methods = [n for n in node.body if isinstance(n, ast.FunctionDef)] if isinstance(node, ast.ClassDef) else []
        yield from ((f'{node.name}.{m.name}', m) for m in methods)

def is_public(name): return not re.search(r'(^|\.)_(?!.*__$)', name)

def npm(name):
    "The folder of an npm package such as katex@0.16.11, fetched once and kept beside the Python packages"
    kept = Path(sys.prefix)/'share'/name
    if not kept.exists():
        if not shutil.which('npm'): sys.exit(f'npm is needed once, to fetch {name}: install Node.js, then try again')
        command = ['npm', 'install', '--silent', '--no-fund', '--no-audit', '--ignore-scripts', '--prefix', kept, name]
        subprocess.run(command, check=True)
    return kept/'node_modules'/name.partition('@')[0]
