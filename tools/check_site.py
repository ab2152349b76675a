"""Look at the built site with a real Chromium, on a wide screen and on a phone, in the light and in the dark.

Every page opens without an error and without a request for anything that isn't in the site; formulas are set; links and their
anchors lead somewhere; pictures are there and have words; nothing is wider than a phone; search finds `fit`. What the notebooks
export is shown: the code of every function of a lesson, and every public name with a comment for each parameter.
"""
import ast, re, shutil, sys
from pathlib import Path
from urllib.parse import unquote, urldefrag
from execnb.nbio import read_nb
from nbdev.showdoc import showdoc_nm
from playwright.sync_api import Error, sync_playwright
from common import config, module_of, nbs

HOME = 'http://localhost/' # nothing listens there: the files of the site answer
FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']
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
BRIGHT = "() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number); return (r + g + b)/3 }"

site, problems = config.doc_path, []


def launch(playwright):
    "Start the Chromium of this machine, or that of Playwright"
    found = next(filter(None, map(shutil.which, ['chromium', 'chromium-browser', 'google-chrome'])), None)
    try: return playwright.chromium.launch(executable_path=found, args=FLAGS)
    except Error as e: sys.exit(f'{e}\nChromium is needed: `apt-get install chromium`, or `{Path(sys.executable).parent}/playwright install chromium`')

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

def look(context):
    "Open every page on a wide screen and on a phone; what was seen in each"
    seen = {}
    for path in sorted(site.glob('*.html')):
        page = new_page(context)
        page.goto(HOME + path.name, wait_until='networkidle')
        seen[path.name] = page.evaluate(SEEN)
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
            if not (site/target).is_file(): problems.append(f'{name} links to {target}, which is not there')
            elif anchor not in ('', 'top') and unquote(anchor) not in seen[target]['ids']: problems.append(f'{name} links to {target}#{anchor}, an anchor that is not there')
        problems.extend(f'{name} has a picture {why}' for why in page['pictures'] if why)
        problems.extend(f'{name}: formula {text} is not set' for text in page['formulas'] if text)
        if not page['next']: problems.append(f'{name}: no way to the previous or next page')

def exported(cells):
    "Name, place in its class and source lines of each function and class that a notebook exports"
    for cell in cells:
        if cell.cell_type != 'code' or not re.search(r'^\s*#\s*\| *export', cell.source, re.MULTILINE): continue
        for node in ast.parse(cell.source).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)): yield showdoc_nm(node), node, cell.source.splitlines()
            methods = node.body if isinstance(node, ast.ClassDef) else []
            yield from ((f'{node.name}.{m.name}', m, cell.source.splitlines()) for m in methods if isinstance(m, ast.FunctionDef))

def uncommented(node, name, lines):
    "Parameters of a function, or fields of a class that has no `__init__`, without a comment"
    if isinstance(node, ast.FunctionDef): parts = [a for a in ast.walk(node.args) if isinstance(a, ast.arg)]['.' in name:]
    else: parts = [] if any(getattr(n, 'name', '') == '__init__' for n in node.body) else [n for n in node.body if isinstance(n, ast.AnnAssign)]
    return [lines[p.lineno-1].strip() for p in parts if '# ' not in lines[p.lineno-1]]

def check_code(seen):
    "What the notebooks export against what the pages show; returns how many functions of lessons and public names there are"
    one_line = lambda text: re.sub(r'\s+', ' ', text)
    shown, bodies, public = {name: one_line(page['code']) for name, page in seen.items()}, 0, 0
    for path in sorted(nbs.glob('*.ipynb')):
        cells, lesson = read_nb(path).cells, bool(re.match(r'\d\d_', path.name))
        page = f'{module_of(cells) or path.stem}.html'
        for name, node, lines in exported(cells):
            is_public = not re.search(r'(^|\.)_(?!.*__$)', name)
            bodies, public = bodies + (lesson and isinstance(node, ast.FunctionDef)), public + is_public
            if (lesson or is_public) and one_line('\n'.join(lines[node.lineno-1:node.end_lineno])) not in shown[page]:
                problems.append(f'{page} does not show the code of {name}: its cell in nbs/{path.name} should begin with `#| exports`')
            if not is_public: continue
            if name.removesuffix('.__init__').lower() not in seen[page]['ids']: problems.append(f'{page} has no heading for {name}')
            if missing := uncommented(node, name, lines): problems.append(f"{page}, {name}: no comment for {', '.join(missing)}")
    return f'the code of {bodies} functions of lessons, {public} public names'

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

def check_texts():
    "What is written for machines: `llms.txt` and the site map name files that are there, and the copies of the pages are plain"
    read = lambda path: path.read_text(encoding='utf-8') if path.exists() else ''
    problems.extend(f'{path.name} holds a style sheet or a script' for path in site.glob('*.llms.md') if re.search(r'<(style|script)\b', read(path)))
    for file in ['llms.txt', 'sitemap.xml']:
        named = re.findall(re.escape(config.doc_host + config.doc_baseurl) + r'/([\w./-]+)', read(site/file))
        problems.extend(f'{file} names {n}, which is not there' for n in named or ['nothing'] if not (site/n).is_file())


if not (site/'index.html').exists(): sys.exit('there is no site yet: run `make docs`')
with sync_playwright() as playwright:
    browser = launch(playwright)
    seen = look(browser.new_context(viewport=WIDE))
    check_contents(seen)
    exports = check_code(seen)
    for scheme in ['light', 'dark']: check_reader(browser, scheme)
    browser.close()
check_texts()
for problem in dict.fromkeys(problems): print(problem)
links = {(name, link) for name, page in seen.items() for link in page['links'] if link.startswith(HOME)}
count = lambda key: sum(len(page[key]) for page in seen.values())
print(f"looked at {len(seen)} pages, {len(links)} links within the site ({sum('#' in link for _, link in links)} to anchors), "
      f"{count('pictures')} pictures, {count('formulas')} formulas, {exports}, light and dark")
print('0 passed, 1 failed' if problems else '1 passed, 0 failed')
sys.exit(bool(problems))
