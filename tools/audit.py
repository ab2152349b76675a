"""Known vulnerabilities in the packages of an environment: `python tools/audit.py SITE_PACKAGES`.

pip-audit asks a database on the network. Where that can't be reached, this says so and ends well.
"""
import json, subprocess, sys

done = subprocess.run([sys.executable, '-m', 'pip_audit', '--path', sys.argv[1], '--format', 'json', '--progress-spinner', 'off'], capture_output=True, text=True)
packages = json.loads(done.stdout)['dependencies'] if done.stdout.startswith('{') else []
audited = [p for p in packages if 'vulns' in p]
if not audited:
    why = packages[0]['skip_reason'] if packages else (done.stderr.strip().splitlines() or ['no answer'])[-1]
    sys.exit(print(f'SKIPPED the audit of dependencies: the database of vulnerabilities can\'t be reached ({why})'))
bad = [f"{p['name']} {p['version']}: {v['id']}, mended in {', '.join(v['fix_versions']) or 'no version yet'}" for p in audited for v in p['vulns']]
print(*bad, f'{len(audited)} packages audited, {len(bad)} vulnerabilities; raise the bound in settings.ini if a version without one is out', sep='\n')
sys.exit(bool(bad))
