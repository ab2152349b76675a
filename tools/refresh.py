"""Put the programs in `linreg_fc/explore`, as they are now, into the outputs of the notebooks that show them.

An output holds its program, so that it works anywhere; its data stay as the notebook made them."""
import json, re
from html import unescape
from common import nbs
from linreg_fc.explorables import Explorable

PARTS = re.compile(r'data-name="(\w+)".*?<b>Try this first\.</b> (.*?)</p>.*?</summary><p>(.*?)</p>.*?<script type="application/json">(.*?)</script>', re.DOTALL)


def refreshed(html):
    "The output of an explorable, made again"
    name, first, expect, data = PARTS.search(html).groups()
    return Explorable(name, unescape(first), unescape(expect), json.loads(data))._repr_html_()

for path in sorted(nbs.glob('*.ipynb')):
    text = path.read_text(encoding='utf-8')
    if 'linreg-explorable' not in text: continue
    notebook = json.loads(text)
    for output in [output for cell in notebook['cells'] for output in cell.get('outputs', [])]:
        html = ''.join(output.get('data', {}).get('text/html', ''))
        if 'class="linreg-explorable"' in html: output['data']['text/html'] = refreshed(html).splitlines(keepends=True)
    new = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + '\n'
    if new != text:
        path.write_text(new, encoding='utf-8')
        print(f'{path.name} shows the programs as they are now')
