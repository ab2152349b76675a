"""Move every figure that can be moved, with a real Chromium: on the site, on slides and in an exported notebook.

Each slider, choice, button and handle is moved by keyboard and by mouse, on a wide screen and on a phone, there by touch as well, and
without motion of their own, in the light and in the dark. After each move the numbers shown must be those of the package, to their last digit: `oracles` holds a function
`expected(data, seen)` for each explorable. `short` takes the slides and the exported notebook of one chapter only. No page asks for anything outside, no console says an error, and axe finds nothing.
"""
import importlib, json, re, shutil, sys
from pathlib import Path
from tempfile import TemporaryDirectory
import nbformat
import numpy as np
from nbconvert import HTMLExporter
from playwright.sync_api import sync_playwright
from common import config, nbs, npm, package

SHARED = 'd3', 'stage'
STATE = """root => {
    const number = e => e.dataset.value === undefined || isNaN(+e.dataset.value) ? e.textContent : +e.dataset.value
    const of = (selector, key, value) => [...root.querySelectorAll(selector)].map(e => [key(e), value(e)])
    return Object.fromEntries([
        ...of('input', e => e.name, e => +e.value), ...of('select', e => e.name, e => e.value),
        ...of('.handle', e => 'handle ' + e.dataset.name, e => [+e.dataset.x, +e.dataset.y]),
        ...of('.numbers output', e => e.name, number), ...of('.numbers output', e => 'text ' + e.name, e => e.textContent)])
}"""
SIZES = {'wide': {'width': 1280, 'height': 720}, 'phone': {'width': 390, 'height': 844}}
problems, moves = [], 0


def shown(value, digits=4):
    "A number as the figures write it"
    if not np.isfinite(value): return 'none' if np.isnan(value) else '∞' if value > 0 else '−∞'
    size = abs(value)
    if size and (size < 1e-4 or size >= 1e12): text = re.sub(r'e([+-])0*(\d)', r'e\1\2', f'{value:.{digits - 1}e}')
    elif size >= 10**digits: text = f'{value:,.0f}'
    else: text = np.format_float_positional(float(f'{value:.{digits}g}'), trim='-')
    return text.replace('-', '−')

def compare(where, root, data, oracle):
    "The numbers on the page against those of the package; what the page shows now"
    seen = root.evaluate(STATE)
    for name, value in oracle.expected(data, seen).items():
        given, text = seen[name], seen[f'text {name}']
        if isinstance(value, str): same = text == value
        else: same = isinstance(given, (int, float)) and (given == value or np.isclose(given, value, rtol=1e-9, atol=1e-12)) and text == shown(given)
        if not same: problems.append(f'{where}: {name} is {text} ({given}), and the package says {value}')
    return seen

def drag(page, box, x, y):
    "Drag the middle of a box by so many pixels"
    at = box['x'] + box['width']/2, box['y'] + box['height']/2
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + x, at[1] + y, steps=4)
    page.mouse.up()

def swipe(page, box, x, y):
    "Drag the middle of a box by so many pixels with a finger"
    at, finger = (box['x'] + box['width']/2, box['y'] + box['height']/2), page.context.new_cdp_session(page)
    touch = lambda kind, points: finger.send('Input.dispatchTouchEvent', {'type': kind, 'touchPoints': points})
    touch('touchStart', [dict(x=at[0], y=at[1])])
    for k in range(1, 5): touch('touchMove', [dict(x=at[0] + x*k/4, y=at[1] + y*k/4)])
    touch('touchEnd', [])
    finger.detach()

def move_all(page, where, root, touch):
    "Move each control in each way; each must change something"
    global moves
    name, data = root.get_attribute('data-name'), json.loads(root.locator('script[type="application/json"]').text_content())
    oracle = importlib.import_module(f'oracles.{name}')
    before = compare(where, root, data, oracle)
    def moved(what, act):
        nonlocal before
        global moves
        act()
        page.wait_for_timeout(30)
        after = compare(f'{where}, {what}', root, data, oracle)
        if after == before: problems.append(f'{where}: {what} changes nothing')
        before, moves = after, moves + 1
    for slider in root.locator('input[type=range]').all():
        title = slider.get_attribute('name')
        slider.focus()
        middle = float(slider.get_attribute('min'))/2 + float(slider.get_attribute('max'))/2
        key = 'ArrowLeft' if float(slider.input_value()) > middle else 'ArrowRight'
        for k in range(3): moved(f'{title} by {key}', lambda: slider.press(key))
        def click_at(share):
            slider.scroll_into_view_if_needed()
            box = slider.bounding_box()
            page.mouse.click(box['x'] + share*box['width'], box['y'] + box['height']/2)
        moved(f'{title} by mouse', lambda: click_at(.3))
        moved(f'{title} by mouse', lambda: click_at(.62))
        if touch:
            box = slider.bounding_box()
            moved(f'{title} by touch', lambda: page.touchscreen.tap(box['x'] + .4*box['width'], box['y'] + box['height']/2))
    for handle in root.locator('.handle').all():
        title = handle.get_attribute('data-name')
        handle.scroll_into_view_if_needed()
        start = handle.get_attribute('data-x'), handle.get_attribute('data-y')
        def tried(ways): # a handle may move along one axis only, and be at its end
            for way in ways:
                way()
                page.wait_for_timeout(30)
                if (handle.get_attribute('data-x'), handle.get_attribute('data-y')) != start: return
        handle.focus()
        moved(f'{title} by keys', lambda: tried([lambda k=k: handle.press(k) for k in ('ArrowRight', 'ArrowUp', 'ArrowLeft')]))
        start = handle.get_attribute('data-x'), handle.get_attribute('data-y')
        moved(f'{title} by mouse', lambda: tried([lambda x=x, y=y: drag(page, handle.bounding_box(), x, y) for x, y in [(17, -12), (-17, 12)]]))
        if not touch: continue
        start, place = (handle.get_attribute('data-x'), handle.get_attribute('data-y')), page.evaluate('scrollY')
        moved(f'{title} by touch', lambda: tried([lambda x=x, y=y: swipe(page, handle.bounding_box(), x, y) for x, y in [(-17, 12), (17, -12)]]))
        if page.evaluate('scrollY') != place: problems.append(f'{where}: the page moves with {title}')
    for select in root.locator('select').all():
        values = [option.get_attribute('value') for option in select.locator('option').all()]
        for value in [*values[1:], values[0]]: moved(f"{select.get_attribute('name')} = {value}", lambda: select.select_option(value))
    for button in root.locator('.knobs button').all():
        title = button.get_attribute('name')
        button.focus()
        act = lambda: button.press('Enter')
        moved(f'{title} by Enter', act)
        if not title.startswith('again'): moved(f'{title} by mouse', button.tap if touch else button.click)

def look(browser, url, kind, size, scheme, axe):
    "Open a page, and move the figures on it"
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, offline=True,
                                  has_touch=size == 'phone', reduced_motion='reduce' if size == 'phone' else 'no-preference')
    page = context.new_page()
    where = f'{Path(url).name}, {kind}, {size}, {scheme}'
    page.on('console', lambda m: m.type == 'error' and problems.append(f'{where}: the console says {m.text}'))
    page.on('pageerror', lambda e: problems.append(f'{where}: error {e}'))
    page.on('request', lambda r: r.url.startswith(('file:', 'data:', 'blob:')) or problems.append(f'{where}: asks for {r.url}'))
    page.goto(url, wait_until='load')
    page.evaluate('document.querySelectorAll("details").forEach(box => box.open = true)') # solutions
    roots = page.locator('.linreg-explorable').all()
    if kind == 'slides': page.wait_for_selector('.reveal.ready')
    for root in roots:
        name = root.get_attribute('data-name')
        if root.get_attribute('data-ready') != 'yes': problems.append(f'{where}: {name} did not appear')
        if kind == 'slides': page.evaluate("name => { const s = document.querySelector(`[data-name=${name}]`).closest('section'); const i = Reveal.getIndices(s); Reveal.slide(i.h, i.v) }", name)
        root.locator('.stage').scroll_into_view_if_needed()
        if size == 'phone': # its reader wants no motion
            still = root.evaluate(STATE)
            page.wait_for_timeout(300)
            if root.evaluate(STATE) != still: problems.append(f'{where}: {name} moves by itself, although less motion is asked for')
        move_all(page, f'{where}, {name}', root, size == 'phone')
        wide = root.evaluate('e => e.scrollWidth > e.clientWidth + 1')
        if wide: problems.append(f'{where}: {name} is wider than its box')
        if axe and kind == 'site':
            page.evaluate(axe)
            found = page.evaluate("name => axe.run(`#explore-${name}`).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 90)))", name)
            problems.extend(f'{where}: {name}, {what}' for what in found)
    context.close()
    return len(roots)

def pages_of(folder):
    "Pages with explorables: of the site, and the same chapters as slides and as exported notebooks, made here"
    from teach import slides
    many = sys.argv[1:] != ['short']
    for path in sorted(nbs.glob('*.ipynb')):
        if '"linreg-explorable' not in path.read_text(encoding='utf-8').replace('\\"', '"'): continue
        yield config.doc_path/f"{re.sub(r'^[0-9]+[a-z]?_', '', path.stem)}.html", 'site'
        if not many and not path.stem.startswith('01'): continue
        deck, exported = folder/f'{path.stem}-slides.html', folder/f'{path.stem}.html'
        deck.write_text(slides(path), encoding='utf-8')
        yield deck, 'slides'
        exporter = HTMLExporter(mathjax_url='', require_js_url='', jquery_url='', mermaid_js_url='')
        exported.write_text(exporter.from_notebook_node(nbformat.read(path, as_version=4))[0], encoding='utf-8')
        yield exported, 'notebook'

if __name__ == '__main__':
    if not (config.doc_path/'index.html').exists(): sys.exit('there is no site yet: run `make docs`')
    axe = (npm('axe-core@4.10.3')/'axe.min.js').read_text(encoding='utf-8')
    names = {path.stem for path in (package/'explore').glob('*.js')} - set(SHARED)
    long = [name for name in names if len((package/'explore'/f'{name}.js').read_text(encoding='utf-8').splitlines()) > 150]
    problems.extend(f'{name}.js has more than 150 lines' for name in long)
    figures = 0
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        found = next(filter(None, map(shutil.which, ['chromium', 'chromium-browser', 'google-chrome'])), None) # else that of Playwright
        browser = playwright.chromium.launch(executable_path=found, args=['--no-sandbox', '--allow-file-access-from-files'])
        for path, kind in pages_of(Path(folder)):
            looks = [('wide', 'light'), ('phone', 'dark')] if kind == 'site' else [('wide', 'light')]
            for size, scheme in looks: figures += look(browser, path.as_uri(), kind, size, scheme, axe)
        browser.close()
    for problem in dict.fromkeys(problems): print(problem)
    print(f'moved {figures} figures {moves} times')
    print('0 passed, 1 failed' if problems else '1 passed, 0 failed')
    sys.exit(bool(problems))
