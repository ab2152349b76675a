"Hands the facts of settings.ini to setuptools; it holds none of its own."
from configparser import ConfigParser
from pathlib import Path
from setuptools import setup, find_packages

here = Path(__file__).parent
config = ConfigParser(delimiters=['='])
config.read(here/'settings.ini', encoding='utf-8')
c = config['DEFAULT']
statuses = ['1 - Planning', '2 - Pre-Alpha', '3 - Alpha', '4 - Beta', '5 - Production/Stable', '6 - Mature', '7 - Inactive']

setup(
    name=c['lib_name'], version=c['version'], description=c['description'], keywords=c['keywords'].split(),
    long_description=(here/'README.md').read_text(encoding='utf-8'), long_description_content_type='text/markdown',
    author=c['author'], url=c['git_url'], license=c['license'],
    project_urls={'Documentation': c['doc_host'] + c['doc_baseurl'], 'Source': c['git_url']},
    classifiers=[f"Development Status :: {statuses[int(c['status'])-1]}", f"Intended Audience :: {c['audience']}",
                 'Intended Audience :: Education', 'Intended Audience :: Science/Research',
                 f"Natural Language :: {c['language']}", 'Programming Language :: Python :: 3',
                 'Topic :: Scientific/Engineering :: Mathematics'],
    packages=find_packages(include=[c['lib_path'], c['lib_path'] + '.*']), package_data={c['lib_path']: ['*.pyi', 'py.typed', 'explore/*']}, zip_safe=False,
    python_requires='>=' + c['min_python'], install_requires=c['requirements'].split(),
    extras_require={extra: c[f'{extra}_requirements'].split() for extra in ('files', 'formulas', 'sql', 'dask', 'dev', 'bench')},
    entry_points={'console_scripts': c['console_scripts'].split(),
                  'nbdev': [f"{c['lib_name']}={c['lib_path']}._modidx:d"]})
