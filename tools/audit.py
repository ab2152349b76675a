"""Known vulnerabilities in the packages of an environment: `python tools/audit.py SITE_PACKAGES`.

pip-audit asks a database on the network. Where that can't be reached, this says so and ends well.
"""
import json, subprocess, sys
from importlib.metadata import distributions

folder = sys.argv[1]
if not list(distributions(path=[folder])): sys.exit(f'{folder} holds no packages')
done = subprocess.run([sys.executable, '-m', 'pip_audit', '--path', folder, '--format', 'json', '--progress-spinner', 'off'], capture_output=True, text=True)
packages = json.loads(done.stdout)['dependencies'] if done.stdout.startswith('{') else []
audited = [p for p in packages if 'vulns' in p]
if not audited:
    why = packages[0]['skip_reason'] if packages else (done.stderr.strip().splitlines() or ['no answer'])[-1]
    print(f"SKIPPED the audit of dependencies, because the database of vulnerabilities can't be reached: {why}")
bad = [f"{p['name']} {p['version']}: {v['id']}, mended in {', '.join(v['fix_versions']) or 'no version yet'}" for p in audited for v in p['vulns']]
if bad: sys.exit('\n'.join([*bad, 'Raise the bounds in settings.ini to versions without these, or wait for them']))
if audited: print(f'{len(audited)} packages audited, no known vulnerability')
