"""Look at the built site with a real Chromium, on a wide screen and on a phone, in the light and in the dark.

Every page opens without an error and without a request for anything that isn't in the site; formulas are set; links and their
anchors lead somewhere; the site has less than 20 MB, a page less than 1.5 MB apart from its pictures; pictures are there and have words, animations play; nothing is wider than a phone; search finds `fit`.
axe-core finds nothing to mend on any page (`short`: on two of five), solutions open, half of them in the dark. A report opens without a network. What the notebooks export is shown: the code of every function of a lesson, and every public name with a comment for each parameter.
"""
import ast, re, shutil, sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urldefrag
import numpy as np
import pandas as pd
from execnb.nbio import read_nb
from playwright.sync_api import Error, sync_playwright
from common import config, defined, is_public, marks, nbs, npm, without_marks
from linreg_fc import LR

HOME = 'http://localhost/' # nothing listens there: the files of the site answer
WIDE, PHONE = {'width': 1400, 'height': 1000}, {'width': 390, 'height': 844}
SEEN = """() => {
    const all = selector => [...document.querySelectorAll(selector)];
    return {
        ids: all('[id]').map(e => e.id),
        links: all('a[href]').map(a => a.href),
        pictures: all('img').map(i => i.naturalWidth === 0 ? 'that is not there' : i.alt ? '' : 'that says nothing to those who cannot see it'),
        formulas: all('.math').map(e => e.querySelector('.katex') && !e.querySelector('.katex-error') ? '' : e.textContent.slice(0, 60)),
        code: all('main pre').map(e => e.textContent).join('\\n'),
        next: all('.page-navigation a').length,
    }
}"""
TOO_WIDE = """() => {
    const beyond = e => e.getBoundingClientRect().right > innerWidth + 1;
    const scrolls = e => e.tagName !== 'MAIN' && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && !beyond(e) || scrolls(e.parentElement));
    const wide = [...document.querySelectorAll('main *')].filter(e => beyond(e) && !e.closest('.katex-mathml, svg') && !scrolls(e));
    return [...wide.map(e => e.outerHTML.slice(0, 80)), ...(document.documentElement.scrollWidth > innerWidth ? ['something'] : [])].slice(0, 1);
}"""
AXE = (npm('axe-core@4.10.3')/'axe.min.js').read_text(encoding='utf-8')
INACCESSIBLE = """() => axe.run({exclude: ['.sk-top-container']}) // what scikit-learn shows of an estimator is its own
    .then(result => result.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`))"""
BRIGHT = "() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number); return (r + g + b)/3 }"

site, problems, short = config.doc_path, [], sys.argv[1:] == ['short'] # short: axe looks at two pages of five


def new_page(context):
    "A page whose requests are answered from the folder of the site; requests for anything else, and errors, are problems"
    page = context.new_page()
    say = lambda what: problems.append(f'{page.url.removeprefix(HOME)}: {what}')
    def answer(route):
        url = route.request.url
        file = site/(unquote(re.sub('[?#].*', '', url).removeprefix(HOME)) or 'index.html')
        if url.startswith(HOME) and file.is_file(): return route.fulfill(path=file)
        say(f'asks for {url}, which is not in the site')
        route.abort()
    page.route(re.compile('^(?!data:|blob:)'), answer)
    page.on('console', lambda m: m.type == 'error' and say(f'the console says {m.text}'))
    page.on('pageerror', lambda e: say(f'error {e}'))
    return page

def look(browser):
    "Open every page on a wide screen and on a phone, every other one in the dark; what was seen in each"
    seen, contexts = {}, [browser.new_context(viewport=WIDE, color_scheme=scheme) for scheme in ('light', 'dark')]
    for i, path in enumerate(sorted(site.glob('*.html'))):
        page = new_page(contexts[i%2])
        page.goto(HOME + path.name, wait_until='networkidle')
        seen[path.name] = page.evaluate(SEEN)
        page.evaluate('document.querySelectorAll("details").forEach(box => box.open = true)')
        if not short or i%5 < 2:
            page.evaluate(AXE)
            problems.extend(f'{path.name}: axe finds {what}' for what in page.evaluate(INACCESSIBLE))
        page.set_viewport_size(PHONE)
        problems.extend(f'{path.name}: wider than a phone because of {e}' for e in page.evaluate(TOO_WIDE))
        page.close()
    return seen

def check_contents(seen):
    "Links, pictures and formulas in what was seen"
    for name, page in seen.items():
        for link in sorted(set(page['links'])):
            url, anchor = urldefrag(link)
            target = unquote(url.removeprefix(HOME)) or 'index.html'
            if not url.startswith(HOME): continue
            there = (site/target).is_file() and (anchor in ('', 'top') or unquote(anchor) in seen[target]['ids'])
            if not there: problems.append(f'{name} links to {link.removeprefix(HOME)}, which is not there')
        problems.extend(f'{name} has a picture {why}' for why in page['pictures'] if why)
        problems.extend(f'{name}: formula {text} is not set' for text in page['formulas'] if text)
        if not page['next']: problems.append(f'{name}: no way to the previous or next page')

def check_sizes():
    "The whole site, and what a page loads, its pictures left out; returns both in MB"
    whole = sum(path.stat().st_size for path in site.rglob('*') if path.is_file())/1e6
    def loads(path):
        text = path.read_text(encoding='utf-8')
        parts = {site/name for name in re.findall(r'(?:href|src)="([^":?#]+\.(?:css|js))', text)}
        return (len(re.sub(r'data:image/png;base64,[^"]+', '', text).encode()) + sum(p.stat().st_size for p in parts if p.is_file()))/1e6
    most = max((loads(path), path.name) for path in site.glob('*.html'))
    if whole >= 20: problems.append(f'the site has {whole:.1f} MB')
    if most[0] >= 1.5: problems.append(f'{most[1]} loads {most[0]:.2f} MB, pictures not counted')
    return f'{whole:.1f} MB, a page loads at most {most[0]:.2f} MB apart from pictures'

def uncommented(node, code):
    "Parameters of a function, or fields of a class without `__init__`, that have no comment beside or above them"
    if isinstance(node, ast.FunctionDef): parts = [a for a in ast.walk(node.args) if isinstance(a, ast.arg) and a.arg not in ('self', 'cls')]
    else: parts = [n for n in node.body if isinstance(n, ast.AnnAssign) and '__init__' not in {getattr(m, 'name', '') for m in node.body}]
    lines = ['', *code.splitlines()]
    return [ast.unparse(p) for p in parts if '# ' not in lines[p.lineno] and not lines[p.lineno-1].strip().startswith('# ')]

def check_code(seen):
    "What the notebooks export against what the pages show; returns how many functions of lessons and public names there are"
    one_line = lambda text: re.sub(r'\s+', ' ', text)
    shown, functions, public = {name: one_line(page['code']) for name, page in seen.items()}, 0, 0
    for path in sorted(nbs.glob('*.ipynb')):
        cells, is_lesson = read_nb(path).cells, bool(re.match(r'\d\d_', path.name))
        page = re.sub(r'^\d+[a-z]?_', '', path.stem) + '.html'
        for cell in [cell for cell in cells if marks(cell).keys() & {'export', 'exports', 'exporti'}]:
            names = dict(defined(cell.source))
            functions += sum(is_lesson and isinstance(node, ast.FunctionDef) for node in names.values())
            public += sum(map(is_public, names))
            if (is_lesson and names or any(map(is_public, names))) and one_line(without_marks(cell)) not in shown[page]:
                problems.append(f"{page} does not show {', '.join(names)}: its cell in nbs/{path.name} should begin with `#| exports`")
            for name in filter(is_public, names):
                if name.lower() not in seen[page]['ids']: problems.append(f'{page} has no place for {name}')
                if missing := uncommented(names[name], cell.source): problems.append(f"{page}, {name}: no comment for {', '.join(missing)}")
    return f'the code of {functions} functions of lessons, {public} public names'

def check_reader(browser, scheme):
    "Someone who prefers light or dark gets it, turns it over, searches for `fit` and follows the first result"
    page = new_page(browser.new_context(viewport=WIDE, color_scheme=scheme))
    page.goto(HOME, wait_until='networkidle')
    if (page.evaluate(BRIGHT) > 128) != (scheme == 'light'): problems.append(f'a reader who prefers {scheme} does not get it')
    page.click('.quarto-color-scheme-toggle')
    page.fill('.smalldocs-search input', 'fit')
    try: page.wait_for_selector('.search-result', timeout=5000)
    except Error: return problems.append('search finds nothing for fit')
    found = page.locator('.search-result-section').all_inner_texts()
    if 'LR.fit' not in found: problems.append(f'search for fit does not find LR.fit, but {found}')
    page.locator('.search-result').first.click()
    page.wait_for_load_state('networkidle')
    top = page.evaluate("document.getElementById(location.hash.slice(1))?.getBoundingClientRect().top ?? -1")
    if not 0 <= top < 200 or 'fit' not in page.url: problems.append(f'search leads to {page.url}, {top:.0f} pixels from its heading')
    if (page.evaluate(BRIGHT) > 128) == (scheme == 'light'): problems.append(f'the button does not turn {scheme} over on the next page')

def check_players(context):
    "Each animation shows its first frame, plays to another one, and can be taken to the last one; returns how many there are"
    players = 0
    for path in sorted(site.glob('*.html')):
        if '<div class="linreg-player"' not in path.read_text(encoding='utf-8'): continue
        page = new_page(context)
        page.goto(HOME + path.name, wait_until='networkidle')
        page.evaluate('document.querySelectorAll("details").forEach(box => box.open = true)') # solutions
        for player in page.locator('.linreg-player').all():
            players += 1
            picture, slider, words = (player.locator(tag) for tag in ('img', 'input', 'output'))
            seen = lambda: (picture.get_attribute('src'), words.inner_text(), slider.input_value())
            first = seen()
            player.get_by_role('button', name='Play').click()
            page.wait_for_timeout(700)
            later = seen()
            player.get_by_role('button', name='Next').click() # it stops the film
            if any(a == b for a, b in zip(first, later)): problems.append(f'{path.name}: animation {players} does not play')
            if not player.get_by_role('button', name='Play').count(): problems.append(f'{path.name}: animation {players} does not stop')
            slider.press('End')
            page.wait_for_timeout(200)
            if seen()[2] != slider.get_attribute('max') or seen()[0] == first[0]:
                problems.append(f'{path.name}: the slider of animation {players} does not lead to its last frame')
        page.close()
    return players

def check_report(browser):
    "A report opens without a network, shows a script in a column's name as text, and fits on a phone"
    name, rng = '<script>document.title = "run"</script>', np.random.default_rng(0)
    X = pd.DataFrame(rng.normal(size=(60, 2)), columns=[name, '"><img src=x onerror=alert(1)>'])
    y = pd.Series(X.sum(axis=1) + rng.normal(size=60), name='<b>price</b>')
    with TemporaryDirectory() as folder:
        path, asked = LR().fit(X, y).report(Path(folder)/'report.html', X, y), []
        context = browser.new_context(viewport=WIDE, offline=True)
        page = context.new_page()
        page.on('console', lambda m: m.type == 'error' and problems.append(f'a report: the console says {m.text}'))
        page.on('request', lambda r: asked.append(r.url))
        page.goto(path.as_uri(), wait_until='networkidle')
        if [url for url in asked if not url.startswith('data:')] != [path.as_uri()]: problems.append(f'a report asks for {asked}')
        if name not in page.inner_text('body') or page.title() != f'Linear regression of {y.name}':
            problems.append(f'a report does not show the names as they are: {page.title()}')
        if any(page.evaluate(SEEN)['pictures']): problems.append('a report has pictures that are not there, or say nothing')
        page.set_viewport_size(PHONE)
        if page.evaluate('document.documentElement.scrollWidth > innerWidth'): problems.append('a report is wider than a phone')


if not (site/'index.html').exists(): sys.exit('there is no site yet: run `make docs`')
with sync_playwright() as playwright:
    found = next(filter(None, map(shutil.which, ['chromium', 'chromium-browser', 'google-chrome'])), None) # else that of Playwright
    browser = playwright.chromium.launch(executable_path=found, args=['--no-sandbox'])
    seen = look(browser)
    check_contents(seen)
    players = check_players(browser.new_context(viewport=WIDE))
    exports, sizes = check_code(seen), check_sizes()
    for scheme in ['light', 'dark']: check_reader(browser, scheme)
    check_report(browser)
    browser.close()
prose = lambda path: re.sub(r'^```.*?^```', '', path.read_text(encoding='utf-8'), flags=re.DOTALL | re.MULTILINE)
styled = [path.name for path in site.glob('*.llms.md') if re.search(r'<(style|script)\b', prose(path))]
problems.extend(f'{name}, a copy for machines, holds a style sheet or a script' for name in styled)
for problem in dict.fromkeys(problems): print(problem)
count = lambda key: sum(len(set(page[key])) if key == 'links' else len(page[key]) for page in seen.values())
print(f"looked at {len(seen)} pages, {count('links')} links, {count('pictures')} pictures, {players} animations, {count('formulas')} formulas, {exports}, {sizes}, light and dark")
print('0 passed, 1 failed' if problems else '1 passed, 0 failed')
sys.exit(bool(problems))
