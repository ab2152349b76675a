"""Walk through the slides of the eight core lessons with a real Chromium, as a speaker does: one key, from the first slide to the last.

Every step shows something that was hidden; at the end of a slide nothing is hidden any more. Each section has its notes, nothing
asks for a network, and nothing that is shown is smaller than 14 pixels on 1280 × 720. The speaker's window shows the note of the slide,
and printing gives every slide, with everything on it. `short` walks through two lessons.
"""
import re, shutil, sys
from tempfile import TemporaryDirectory
from pathlib import Path
from playwright.sync_api import Error, sync_playwright
from common import nbs
from teach import notes_of, slides

HIDDEN = "() => Reveal.getCurrentSlide().querySelectorAll('.fragment:not(.visible)').length"
PLACE = '() => JSON.stringify(Reveal.getIndices())'
SMALL = """() => { const found = []
    for (const e of Reveal.getCurrentSlide().querySelectorAll('*')) {
        const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
        if (!own || e.closest('style, script, aside, .visually-hidden, mjx-container, .xr-text-repr-fallback')) continue
        const box = e.getBoundingClientRect(), scale = e.closest('svg') ? e.closest('svg').getBoundingClientRect().width/e.closest('svg').viewBox.baseVal.width : 1
        if (box.width && parseFloat(getComputedStyle(e).fontSize)*scale < 13.9) found.push(e.textContent.trim().slice(0, 40))
    }
    return found.slice(0, 1)
}"""
problems, steps, noted, paper = [], 0, 0, 0

def speaker(page, say):
    "Open the speaker's window on the first slide that has a note: it shows the note"
    note = page.locator('aside.notes').first
    page.evaluate("() => { const i = Reveal.getIndices(document.querySelector('aside.notes').closest('section')); Reveal.slide(i.h, i.v) }")
    with page.expect_popup() as opened: page.keyboard.press('s')
    window, words = opened.value, note.locator('strong').first.text_content()
    try: window.get_by_text(words).first.wait_for(timeout=10_000)
    except Error: say(f'the window of the speaker does not show {words!r}')
    window.close()
    page.evaluate('Reveal.slide(0, 0)')

def printed(page, deck, say):
    "Print a deck: how many pages it has; no slide is missing, and no step on it"
    page.goto(f'{deck.as_uri()}?print-pdf', wait_until='load')
    page.wait_for_selector('.reveal.ready')
    slides, hidden = page.evaluate("[Reveal.getTotalSlides(), document.querySelectorAll('.fragment:not(.visible)').length]")
    pages = len(re.findall(rb'/Type\s*/Page\b', page.pdf(prefer_css_page_size=True, print_background=True)))
    if pages < slides or hidden: say(f'printing shows {pages} pages of {slides} slides, {hidden} steps are missing')
    return pages

with sync_playwright() as playwright, TemporaryDirectory() as folder:
    found = next(filter(None, map(shutil.which, ['chromium', 'chromium-browser', 'google-chrome'])), None) # else that of Playwright
    browser = playwright.chromium.launch(executable_path=found, args=['--no-sandbox'])
    lessons = sorted(nbs.glob('0[15]_*.ipynb' if sys.argv[1:] == ['short'] else '0[1-8]_*.ipynb'))
    for path in lessons:
        deck = Path(folder)/f'{path.stem}.html'
        deck.write_text(slides(path), encoding='utf-8')
        page = browser.new_context(viewport={'width': 1280, 'height': 720}, offline=True).new_page()
        say = lambda what: problems.append(f'{path.stem}: {what}')
        page.on('console', lambda m: m.type == 'error' and say(f'the console says {m.text}'))
        page.on('pageerror', lambda e: say(f'error {e}'))
        page.on('request', lambda r: r.url.startswith(('file:', 'data:', 'blob:')) or say(f'asks for {r.url}'))
        page.goto(deck.as_uri(), wait_until='load')
        page.wait_for_selector('.reveal.ready')
        notes, due = page.locator('aside.notes').count(), len(notes_of(path))
        noted += notes
        if notes != due or not due: say(f'{notes} notes for {due} sections')
        if not page.evaluate("document.querySelectorAll('.fragment').length"): say('nothing appears step by step')
        if due: speaker(page, say)
        while True:
            small = page.evaluate(SMALL)
            if small: say(f'{small[0]!r} is smaller than 14 pixels')
            place, hidden = page.evaluate(PLACE), page.evaluate(HIDDEN)
            page.keyboard.press('Space')
            page.wait_for_timeout(5)
            steps += 1
            now = page.evaluate(PLACE)
            if now == place: break
            if hidden and page.evaluate(HIDDEN) >= hidden and re.search('"h":(.*?),"f"', now)[1] == re.search('"h":(.*?),"f"', place)[1]:
                say(f'a step at {place} shows nothing new')
        if not page.evaluate('Reveal.isLastSlide()'): say(f'the walk ended at {place}, which is not the last slide')
        paper += printed(page, deck, say)
        page.close()
    browser.close()
for problem in dict.fromkeys(problems): print(problem)
print(f'walked through {len(lessons)} lessons in {steps} steps, with {noted} notes; printed, they have {paper} pages')
print('0 passed, 1 failed' if problems else '1 passed, 0 failed')
sys.exit(bool(problems))
