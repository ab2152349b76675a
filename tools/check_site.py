"""Look at the built site with a real Chromium, on a wide screen and on a phone, in the light and in the dark.

Every page opens without an error and without a request to anywhere else; formulas are set; links and their anchors lead
somewhere; pictures are there and have words; nothing is wider than a phone; search finds `fit`. What the notebooks export is
shown: the code of every function of a lesson, and every public name with a comment for each parameter.
"""
import ast, json, re, shutil, sys
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urldefrag
from nbdev.config import get_config
from nbdev.showdoc import showdoc_nm
from playwright.sync_api import Error, sync_playwright
from smalldocs.serve import Handler

FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
WIDE, PHONE = {'width': 1400, 'height': 1000}, {'width': 390, 'height': 844}
SEEN = """() => {
    const all = selector => [...document.querySelectorAll(selector)];
    const shown = e => e.getClientRects().length > 0;
    return {
        ids: all('[id]').map(e => e.id),
        links: all('a[href]').map(a => a.href),
        images: all('img').map(i => ({alt: i.alt, there: i.naturalWidth > 0, src: i.src.slice(0, 60)})),
        formulas: all('.math').map(e => ({text: e.textContent.slice(0, 60), set: !!e.querySelector('.katex') && !e.querySelector('.katex-error')})),
        code: all('main pre').map(e => e.textContent).join('\\n'),
        next: all('.page-navigation a').length,
    }
}"""
TOO_WIDE = """() => {
    const beyond = e => e.getBoundingClientRect().right > innerWidth + 1;
    const scrolls = e => e.tagName !== 'MAIN' && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && !beyond(e) || scrolls(e.parentElement));
    const wide = [...document.querySelectorAll('main *')].filter(e => beyond(e) && !e.closest('.katex-mathml, svg') && !scrolls(e)).map(e => e.outerHTML.slice(0, 80));
    return document.documentElement.scrollWidth > innerWidth ? [...wide, 'something'].slice(0, 1) : wide.slice(0, 1);
}"""
BRIGHT = "() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number); return (r + g + b) / 3 }"


def served(folder):
    "Serve a folder on a free port; its address"
    server = ThreadingHTTPServer(('127.0.0.1', 0), partial(Handler, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_port}/'

def launch(playwright):
    "Start the Chromium of this machine, or that of Playwright"
    found = next(filter(None, map(shutil.which, ['chromium', 'chromium-browser', 'google-chrome'])), None)
    try: return playwright.chromium.launch(executable_path=found, args=FLAGS)
    except Error as e: sys.exit(f'{e}\nChromium is needed to look at the site: `apt-get install chromium`, or `{Path(sys.executable).parent}/playwright install chromium`')

def listened(context, home, problems):
    "A new page of a browser; what goes wrong in it is noted, and requests to anywhere else are noted and stopped"
    page = context.new_page()
    where = lambda: page.url.removeprefix(home)
    def route(r):
        if r.request.url.startswith((home, 'data:', 'blob:')): return r.continue_()
        problems.append(f'{where()}: asks elsewhere for {r.request.url}')
        r.abort()
    page.route('**/*', route)
    page.on('console', lambda m: m.type == 'error' and problems.append(f'{where()}: the console says {m.text}'))
    page.on('pageerror', lambda e: problems.append(f'{where()}: error {e}'))
    page.on('response', lambda r: r.status >= 400 and problems.append(f'{where()}: {r.status} for {r.url}'))
    page.on('requestfailed', lambda r: r.url.startswith(home) and problems.append(f'{where()}: no answer for {r.url}'))
    return page

def visit(page, url):
    "Open a page and wait until its formulas are set"
    page.goto(url, wait_until='networkidle')
    return page.evaluate(SEEN)

def broken(link, home, seen, site):
    "Why a link leads nowhere within the site, or None"
    url, anchor = urldefrag(link)
    if not url.startswith(home): return
    name = unquote(url.removeprefix(home)) or 'index.html'
    if not (site/name).is_file(): return f'links to {name}, which is not there'
    if anchor and unquote(anchor) not in seen[name]['ids'] and not anchor == 'top': return f'links to {name}#{anchor}, an anchor that is not there'

def exported(path):
    "The page of a notebook, and name, place in its class and source lines of each function and class that it exports"
    cells = [''.join(c['source']) for c in json.loads(path.read_text(encoding='utf-8'))['cells'] if c['cell_type'] == 'code']
    page = next((m[1] for c in cells if (m := re.search(r'^#\| *default_exp +(\w+)', c, re.MULTILINE))), path.stem) + '.html'
    for cell in cells:
        if not re.search(r'^\s*#\s*\| *export', cell, re.MULTILINE): continue
        for node in ast.parse(cell).body:
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)): continue
            yield page, showdoc_nm(node), node, cell.splitlines()
            for method in node.body:
                if isinstance(node, ast.ClassDef) and isinstance(method, ast.FunctionDef): yield page, f'{node.name}.{method.name}', method, cell.splitlines()

def uncommented(node, name, lines):
    "Parameters of a function, or fields of a class that has no `__init__`, without a comment"
    if isinstance(node, ast.FunctionDef): parts = [a for a in ast.walk(node.args) if isinstance(a, ast.arg)][1 if '.' in name else 0:]
    else: parts = [] if any(getattr(n, 'name', '') == '__init__' for n in node.body) else [n for n in node.body if isinstance(n, ast.AnnAssign)]
    return [lines[p.lineno-1].strip() for p in parts if '# ' not in lines[p.lineno-1]]

def check_code(seen, problems):
    "What the notebooks export against what the pages show; returns how many functions of lessons and public names there are"
    shown = {name: re.sub(r'\s+', ' ', page['code']) for name, page in seen.items()}
    bodies = public = 0
    for path in sorted(get_config().nbs_path.glob('*.ipynb')):
        for page, name, node, lines in exported(path):
            last, lesson = name.split('.')[-1], bool(re.match(r'\d\d_', path.name))
            is_public = not last.startswith('_') or last.endswith('__')
            code = re.sub(r'\s+', ' ', '\n'.join(lines[node.lineno-1:node.end_lineno]))
            if (lesson or is_public) and code not in shown[page]: problems.append(f'{page} does not show the code of {name}: its cell in nbs/{path.name} should begin with `#| exports`')
            if is_public and name.removesuffix('.__init__').lower() not in seen[page]['ids']: problems.append(f'{page} has no heading for {name}')
            if is_public and (missing := uncommented(node, name, lines)): problems.append(f"{page}, {name}: no comment for {', '.join(missing)}")
            bodies, public = bodies + (lesson and isinstance(node, ast.FunctionDef)), public + is_public
    return f'the code of {bodies} functions of lessons, {public} public names'

def check_pages(context, home, site, problems):
    "Open every page on a wide screen and on a phone; what was seen in each"
    seen = {}
    for path in sorted(site.glob('*.html')):
        page = listened(context, home, problems)
        seen[path.name] = visit(page, home + path.name)
        page.set_viewport_size(PHONE)
        problems += [f'{path.name}: wider than a phone because of {e}' for e in page.evaluate(TOO_WIDE)]
        page.close()
    return seen

def check_contents(seen, home, site, problems):
    "Links, pictures and formulas in what was seen"
    for name, page in seen.items():
        problems += [f'{name}: {why}' for why in filter(None, (broken(link, home, seen, site) for link in sorted(set(page['links']))))]
        problems += [f'{name}: picture {i["src"]} ' + ('says nothing to those who cannot see it' if i['there'] else 'is not there') for i in page['images'] if not (i['alt'] and i['there'])]
        problems += [f'{name}: formula {f["text"]} is not set' for f in page['formulas'] if not f['set']]
        if not page['next']: problems.append(f'{name}: no way to the previous or next page')

def check_search(context, home, seen, problems):
    "Search for `fit`, follow the first result"
    page = listened(context, home, problems)
    page.goto(home, wait_until='networkidle')
    page.fill('.smalldocs-search input', 'fit')
    try: page.wait_for_selector('.search-result', timeout=5000)
    except Error: return problems.append('search finds nothing for fit')
    found = page.locator('.search-result-section').all_inner_texts()
    if 'LR.fit' not in found: problems.append(f'search for fit does not find LR.fit, but {found}')
    page.locator('.search-result').first.click()
    page.wait_for_load_state('networkidle')
    if broken(page.url, home, seen, get_config().doc_path): problems.append(f'search leads to {page.url}, which is not there')
    top = page.evaluate("document.getElementById(location.hash.slice(1))?.getBoundingClientRect().top ?? 0")
    if not 0 <= top < 200 or 'fit' not in page.url: problems.append(f'search leads to {page.url}, {top:.0f} pixels from its heading')

def check_themes(browser, home, problems):
    "Light and dark as the reader's machine prefers; the button changes it, for the next page as well"
    for scheme in ['light', 'dark']:
        context = browser.new_context(viewport=WIDE, color_scheme=scheme)
        page = listened(context, home, problems)
        page.goto(home, wait_until='networkidle')
        before = page.evaluate(BRIGHT)
        page.click('.quarto-color-scheme-toggle')
        page.goto(home + 'model.html', wait_until='networkidle')
        after = page.evaluate(BRIGHT)
        if (before > 128) != (scheme == 'light'): problems.append(f'a reader who prefers {scheme} gets a page of brightness {before:.0f}')
        if (after > 128) == (scheme == 'light'): problems.append(f'the button does not turn {scheme} over: brightness {after:.0f} on the next page')
        context.close()

def check_texts(site, address, problems):
    "What is written for machines: `llms.txt` and the site map name files that are there, and the copies of the pages are plain"
    problems += [f'{path.name} holds a style sheet or a script' for path in sorted(site.glob('*.llms.md')) if re.search(r'<(style|script)\b', path.read_text(encoding='utf-8'))]
    for file in ['llms.txt', 'sitemap.xml']:
        named = re.findall(re.escape(address) + r'/([\w./-]+)', (site/file).read_text(encoding='utf-8')) if (site/file).exists() else []
        problems += [f'{file} names {n}, which is not there' for n in named if not (site/n).is_file()]
        if not named: problems.append(f'{file} names no pages')


def main():
    config, problems = get_config(), []
    site = config.doc_path
    if not (site/'index.html').exists(): sys.exit('there is no site yet: run `make docs`')
    home = served(site)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(viewport=WIDE)
        seen = check_pages(context, home, site, problems)
        check_contents(seen, home, site, problems)
        exports = check_code(seen, problems)
        check_search(context, home, seen, problems)
        check_themes(browser, home, problems)
        browser.close()
    check_texts(site, config.doc_host + config.doc_baseurl, problems)
    links = {(name, link) for name, page in seen.items() for link in page['links'] if link.startswith(home)}
    count = lambda key: sum(len(page[key]) for page in seen.values())
    problems = list(dict.fromkeys(problems))
    for p in problems: print(p)
    print(f"looked at {len(seen)} pages, {len(links)} links within the site ({sum('#' in link for _, link in links)} to anchors), {count('images')} pictures, "
          f"{count('formulas')} formulas, {exports}, light and dark")
    print(f'{0 if problems else 1} passed, {1 if problems else 0} failed')
    sys.exit(bool(problems))


if __name__ == '__main__': main()
