"""Relit une archive sans le programme qui l'a faite, et la contrôle : python3 relire.py DOSSIER (celui d'inventory.json)."""

import hashlib, json, pathlib, sys
from lxml import etree

home = pathlib.Path(sys.argv[1])
digest = lambda name: hashlib.sha512((home / name).read_bytes()).hexdigest()
inventory = json.loads((home / "inventory.json").read_bytes())
assert digest("inventory.json") == (home / "inventory.json.sha512").read_text().split()[0], "inventory.json"
for expected, names in inventory["manifest"].items():
    assert all(digest(name) == expected for name in names), f"altered: {names}"
seen = set()
for version in sorted(inventory["versions"], key=lambda number: int(number[1:])):
    state = {name: inventory["manifest"][sum_][0] for sum_, names in inventory["versions"][version]["state"].items() for name in names}
    label = next(name for name in state if name.endswith("/record.json") and name not in seen).split("/")[0]
    before = json.loads((home / state[f"{label}/record.json"]).read_bytes())["before"]
    assert not before or digest(f"{before['version']}/inventory.json") == before["inventory_sha512"], f"broken chain: {version}"
    seen |= set(state)
    print(version, label, inventory["versions"][version]["created"], "intact", file=sys.stderr)
for line in etree.parse(home / state[f"{label}/{label}.xml"]).iterfind(".//{*}body//*"):
    if etree.QName(line).localname in ("num", "heading", "p"):
        print(" ".join("".join(line.itertext()).split()))
