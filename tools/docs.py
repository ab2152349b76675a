"""Build the site into _docs, without a network and without Quarto: nbdev's processed notebooks, rendered by smalldocs.

Three things stand between the two, and are mended here on copies of the notebooks in `_proc`:
nbdev names pages after modules (`model.html`) and smalldocs after files; nbdev links to the published site;
and formulas are set by KaTeX from a server elsewhere, where the site should be complete by itself.
"""
import json, re, shutil, subprocess, sys
from pathlib import Path
from nbdev.config import get_config
from nbdev.quarto import refresh_quarto_yml
from nbdev.serve import proc_nbs

KATEX = '0.16.11'


def page_names(folder):
    "The name that nbdev gives to the page of each notebook, by file"
    for path in sorted(folder.glob('*.ipynb')):
        found = re.search(r'output-file: *([\w.-]+)\.html', path.read_text(encoding='utf-8'))
        yield path, found[1] if found else path.stem

def rename(folder, site):
    "Name notebooks like their pages, and make links to the published site links within it"
    names = dict(page_names(folder))
    texts = [*names, folder/'sidebar.yml']
    for text in texts:
        content = text.read_text(encoding='utf-8').replace(site + '/', '')
        content = re.sub(r'^ *"output-file: .*\n', '', content, flags=re.MULTILINE)
        for path, name in names.items(): content = content.replace(f'{path.stem}.ipynb', f'{name}.ipynb')
        text.write_text(content, encoding='utf-8')
    for path, name in names.items(): path.rename(folder/f'{name}.ipynb')

def fold_solutions(folder):
    "Put the solutions of each chapter into a box that is closed at first"
    for path in sorted(folder.glob('*.ipynb')):
        nb = json.loads(path.read_text(encoding='utf-8'))
        first = next((i for i, cell in enumerate(nb['cells']) if 'solution' in cell['metadata'].get('tags', [])), None)
        if first is None: continue
        opening, closing = (dict(cell_type='markdown', id=f'solutions-{i}', metadata={}, source=text) for i, text in enumerate(('::: {.callout-tip collapse="true" title="Try them yourself first"}', ':::')))
        nb['cells'] = [*nb['cells'][:first+1], opening, *nb['cells'][first+1:], closing]
        path.write_text(json.dumps(nb, indent=1, ensure_ascii=False), encoding='utf-8')

def own_katex(site):
    "Put KaTeX into the site, from its npm package, and point the pages to it"
    if not shutil.which('npm'): return print('npm is not installed: formulas need a network, because KaTeX could not be copied into the site')
    packed = site.parent/'katex'
    packed.mkdir(exist_ok=True)
    subprocess.run(['npm', 'pack', '--silent', f'katex@{KATEX}'], cwd=packed, check=True, stdout=subprocess.DEVNULL)
    shutil.unpack_archive(next(packed.glob('*.tgz')), packed)
    shutil.copytree(packed/'package'/'dist', site/'site_libs'/'katex', dirs_exist_ok=True, ignore=shutil.ignore_patterns('*.mjs', 'README*'))
    for page in site.rglob('*.html'):
        content = page.read_text(encoding='utf-8')
        up = '../'*(len(page.relative_to(site).parts) - 1)
        page.write_text(re.sub(r'https://cdn\.jsdelivr\.net/npm/katex@[\d.]+/dist/', f'{up}site_libs/katex/', content), encoding='utf-8')

def main():
    config = get_config()
    top, proc, site = config.config_path, config.config_path/'_proc', config.doc_path
    shutil.rmtree(proc, ignore_errors=True)
    refresh_quarto_yml()
    proc_nbs('nbs', force=True)
    fold_solutions(proc)
    rename(proc, config.doc_host + config.doc_baseurl)
    smalldocs = Path(sys.executable).with_name('smalldocs')
    subprocess.run([smalldocs, 'render', '--quiet', proc], check=True)
    own_katex(proc/site.name)
    shutil.rmtree(site, ignore_errors=True)
    shutil.move(proc/site.name, site)
    print(f'the site is in {site.relative_to(top)}/: open {site.relative_to(top)}/index.html')


if __name__ == '__main__': main()
