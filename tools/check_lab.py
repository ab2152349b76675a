"""Run chapters in a real JupyterLab and move their figures there, by keyboard and by mouse: JupyterLab has keys of its own.

The numbers are those of the package, as check_explorables.py demands; players of animations follow the arrow keys. `short` takes
chapter 1 and the animations only. JupyterLab is that of `make learn`.
"""
import os, re, shutil, socket, subprocess, sys, time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen
from execnb.nbio import read_nb
from playwright.sync_api import sync_playwright
from check_explorables import move_all, problems
from common import nbs, package

RUNNING = '.jp-InputArea-prompt:text-is("[*]:")'


@contextmanager
def lab(folder):
    "JupyterLab with copies of the notebooks in a folder; the address of the first page"
    shutil.copytree(nbs, f'{folder}/nbs')
    (Path(folder)/'linreg_fc').symlink_to(package) # beside the notebooks, as in a checkout
    with socket.socket() as s:
        s.bind(('localhost', 0))
        port = s.getsockname()[1]
    settings = Path(folder)/'@jupyterlab'/'notebook-extension'/'tracker.jupyterlab-settings'
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}', encoding='utf-8') # all cells are in the page
    environ = os.environ | dict(JUPYTER_CONFIG_DIR=folder, JUPYTERLAB_SETTINGS_DIR=folder, JUPYTERLAB_WORKSPACES_DIR=folder, TQDM_DISABLE='1')
    options = [f'--port={port}', '--no-browser', '--ServerApp.token=', '--allow-root', f'--ServerApp.root_dir={folder}']
    with open(f'{folder}/lab.log', 'w') as log:
        server = subprocess.Popen([sys.executable, '-m', 'jupyterlab', *options], env=environ, stdout=log, stderr=subprocess.STDOUT)
    try:
        for _ in range(120):
            try: urlopen(f'http://localhost:{port}/api')
            except OSError: time.sleep(.5)
            else: break
        yield f'http://localhost:{port}/lab/tree/nbs/'
    finally: server.terminate()

def run_all(page, address):
    "Open a notebook, run all its cells, and wait until they are done"
    page.goto(f'{address}?reset', wait_until='load')
    page.wait_for_selector('.jp-NotebookPanel .jp-CodeCell', timeout=60_000)
    page.wait_for_timeout(3000) # until the kernel is there
    page.get_by_role('menuitem', name='Run').click()
    page.get_by_role('menuitem', name=re.compile('^Run All Cells$')).click()
    page.wait_for_selector(RUNNING, timeout=20_000)
    page.wait_for_selector(RUNNING, state='detached', timeout=300_000)
    page.wait_for_timeout(1000)

def try_player(page, where, player):
    "The slider of an animation goes on by one with an arrow key"
    slider, words = player.locator('input'), player.locator('output')
    before = words.inner_text()
    slider.press('ArrowRight')
    slider.press('ArrowLeft')
    page.wait_for_timeout(100)
    slider.press('ArrowRight')
    page.wait_for_timeout(100)
    if words.inner_text() == before: problems.append(f'{where}: an animation does not follow the arrow keys')

if __name__ == '__main__':
    figures = 0
    with TemporaryDirectory() as folder, lab(folder) as address, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ['chromium', 'chromium-browser', 'google-chrome'])), None) # else that of Playwright
        browser = playwright.chromium.launch(executable_path=found, args=['--no-sandbox'])
        page = browser.new_context(viewport={'width': 1500, 'height': 1000}).new_page()
        for path in sorted(nbs.glob('*.ipynb')):
            shown = ''.join(''.join(o.get('data', {}).get('text/html', '')) for cell in read_nb(path).cells for o in cell.get('outputs', []))
            due = len(re.findall('<div class="linreg-(?:explorable|player)"', shown))
            if not due or sys.argv[1:] == ['short'] and path.stem[:3] not in ('01_', '14a'): continue
            run_all(page, address + path.name)
            explorables, players = page.locator('.linreg-explorable').all(), page.locator('.linreg-player').all()
            if len(explorables) + len(players) != due: problems.append(f'{path.name}: {len(explorables)} figures and {len(players)} animations, not {due}')
            for root in explorables:
                root.locator('.stage').scroll_into_view_if_needed()
                move_all(page, f"{path.name} in JupyterLab, {root.get_attribute('data-name')}", root, touch=False)
            for player in players: try_player(page, f'{path.name} in JupyterLab', player)
            figures += len(explorables) + len(players)
            print(f'{path.name}: {len(explorables)} figures, {len(players)} animations', flush=True)
        browser.close()
    for problem in dict.fromkeys(problems): print(problem)
    print(f'moved {figures} figures in JupyterLab')
    print('0 passed, 1 failed' if problems or not figures else '1 passed, 0 failed')
    sys.exit(bool(problems or not figures))
