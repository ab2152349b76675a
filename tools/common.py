"What the tools share: where things are, the marks on cells, and packages for the browser"
import re, shutil, subprocess, sys
from pathlib import Path
from nbdev.config import get_config

config = get_config()
top, nbs, package = config.config_path, config.nbs_path, config.lib_path


def marks(cell):
    "The directives and options of a cell, such as {'exports': '', 'code-fold': 'true'}"
    return {name: value.strip(' "') for name, value in re.findall(r'^#\| *([\w-]+):?(.*)$', cell.source, re.MULTILINE)}

def without_marks(cell): return re.sub(r'^#\|.*\n?', '', cell.source, flags=re.MULTILINE).strip('\n')

def module_of(cells):
    "The module that a notebook exports to, or None"
    return next((m['default_exp'].strip() for m in map(marks, cells) if 'default_exp' in m), None)

def npm(name):
    "The folder of an npm package such as katex@0.16.11, fetched once and kept beside the Python packages; None without npm"
    kept = Path(sys.prefix)/'share'/name
    if not kept.exists():
        if not shutil.which('npm'): return
        command = ['npm', 'install', '--silent', '--no-fund', '--no-audit', '--ignore-scripts', '--prefix', kept, name]
        subprocess.run(command, check=True)
    return kept/'node_modules'/name.partition('@')[0]
