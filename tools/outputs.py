"""Does a notebook that was run again say what the committed one says?

Words must be the same, and numbers the same to one unit of the last decimal shown or to a hundred-thousandth of
themselves: another processor rounds differently. What is below 1e-12 is rounding and counts as zero. Times (`3.2 ms`)
are never compared, and pictures only need to be there. A cell with the directive `#| varies` shows numbers that are
made of rounding, such as the step at which float32 stops moving: of those only the words are compared.
"""
import re
from decimal import Decimal
from difflib import ndiff

NUMBER = re.compile(r'(?<![\w.])[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[-+]?\d+)?')
TIME = re.compile(r'[\d.,]+ ?(?:ns|[µμ]s|ms|s|seconds|minutes)\b')


def text_of(output):
    "The kind of an output in one line, then its text; a picture has none"
    data = output.get('data', {})
    text = data.get('text/markdown', data.get('text/plain', output.get('text', output.get('evalue', ''))))
    return ' '.join([output['output_type'], output.get('name', ''), *sorted(data)]) + '\n' + ''.join(text)

def words(text): return re.sub(r'\s+|-{3,}', ' ', NUMBER.sub(' # ', text)).strip()

def same_number(a, b):
    "Are two numbers the same, but for one unit of the last decimal or a hundred-thousandth? Whole numbers have no decimals"
    a, b = (Decimal(number.replace(',', '')) for number in (a, b))
    units = [10.**number.as_tuple().exponent for number in (a, b) if number.as_tuple().exponent]
    return abs(a - b) <= max(1.01*max(units, default=0), 1e-5*abs(float(a)), 1e-12)

def same(old, new, varies):
    "Do two texts say the same?"
    old, new = (TIME.sub('some time', text) for text in (old, new))
    return words(old) == words(new) and (varies or all(map(same_number, NUMBER.findall(old), NUMBER.findall(new))))

def difference(old, new, varies=False):
    "What changed between two lists of outputs, as lines; none if they say the same"
    old, new = (list(map(text_of, outputs)) for outputs in (old, new))
    if len(old) == len(new) and all(same(a, b, varies) for a, b in zip(old, new)): return []
    return [line for line in ndiff('\n'.join(old).splitlines(), '\n'.join(new).splitlines()) if line[0] in '-+']
