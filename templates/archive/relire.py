"""Relit une archive sans le programme qui l'a faite, et la contrôle : python3 relire.py DOSSIER (d'inventory.json)."""

import sys
from hashlib import sha512
from json import loads
from pathlib import Path

from lxml import etree

home = Path(sys.argv[1])
digests = {p.relative_to(home).as_posix(): sha512(p.read_bytes()).hexdigest() for p in home.rglob("*") if p.is_file()}
inventory, known = loads((home / "inventory.json").read_bytes()), set()
assert digests["inventory.json"] == (home / "inventory.json.sha512").read_text().split()[0], "inventory.json"
for digest, names in inventory["manifest"].items():
    assert all(digests[name] == digest for name in names), f"altered: {names}"
for number in (f"v{n}" for n in range(1, len(inventory["versions"]) + 1)):
    entries = inventory["versions"][number]["state"].items()
    state = {name: home / inventory["manifest"][digest][0] for digest, names in entries for name in names}
    label = next(name for name in state if name.endswith("/record.json") and name not in known).split("/")[0]
    before, known = loads(state[f"{label}/record.json"].read_bytes())["before"], set(state)
    link = before["inventory_sha512"] if before else None
    assert link == (digests[f"{before['version']}/inventory.json"] if before else None), f"broken chain: {number}"
    print(number, label, inventory["versions"][number]["created"], file=sys.stderr)
for line in etree.parse(state[f"{label}/{label}.xml"]).iterfind(".//{*}body//*"):
    if etree.QName(line).localname in {"num", "heading", "p"}:
        print(" ".join("".join(line.itertext()).split()))
