"""Findings as SARIF 2.1.0 (OASIS): what services that show code read; it speaks English, as all that programs read."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from codetool import __version__
from codetool.findings import finding_codes
from codetool.resources import load_table

if TYPE_CHECKING:
    from codetool.cli.checking import Checked
    from codetool.findings import Finding

_Json = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Where the standard's own description of a log lies: programs recognise the format by it."""


def sarif_log(checked: "Checked") -> _Json:
    """Return a log with one run: every rule, every finding, and a notification for what could not be read."""
    rules = [*map(_rule, finding_codes()), *_own_rules(checked.findings)]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "codetool", "version": __version__, "rules": rules}},
                "invocations": [_invocation(checked)],
                "results": list(_results(checked.findings, [rule["id"] for rule in rules])),
            }
        ],
    }


def _rule(code: str) -> _Json:
    row = load_table("akn/findings.toml")[code]
    clause = row.get("clause", "")
    rule = _described(code, _general(row["message"]["en"]), _general(row["remedy"]["en"]), row["severity"], clause)
    return rule | ({"properties": {"clause": clause}} if clause else {})


def _own_rules(findings: list["Finding"]) -> Iterator[_Json]:
    """Yield the rules of the user that found something, by their first finding."""
    known = set(finding_codes())
    for one in findings:
        if one.code not in known:
            known.add(one.code)
            yield _described(one.code, one.message, one.remedy or one.message, one.severity.value)


def _described(code: str, message: str, remedy: str, level: str, clause: str = "") -> _Json:
    source = f" Akoma Ntoso: {clause}." if clause and not clause.startswith("profile") else ""
    return {
        "id": code,
        "shortDescription": {"text": message},
        "fullDescription": {"text": f"{message}.{source}"},
        "help": {"text": remedy},
        "defaultConfiguration": {"level": level},
    }


def _general(template: str) -> str:
    """Return a message without the places that a document fills.

    >>> _general("'{language}' is no language{more}")
    "'…' is no language"
    """
    return re.sub(r"\{\w+\}", "…", template.replace("{more}", ""))


def _results(findings: list["Finding"], codes: list[str]) -> Iterator[_Json]:
    seen: Counter[str] = Counter()
    for one in findings:
        print_of = _fingerprint(one)
        seen[print_of] += 1
        yield {
            "ruleId": one.code,
            "ruleIndex": codes.index(one.code),
            "level": one.severity.value,
            "message": {"text": " ".join(part for part in (f"{one.message}.", one.remedy) if part)},
            "locations": [_location(one)],
            "partialFingerprints": {"codetool/v1": f"{print_of}:{seen[print_of]}"},
        }


def _location(found: "Finding") -> _Json:
    physical: _Json = {"artifactLocation": {"uri": _uri(found.file)}}
    if found.line:
        physical["region"] = {"startLine": found.line}
    logical = {"logicalLocations": [{"fullyQualifiedName": found.eid, "kind": "element"}]} if found.eid else {}
    return {"physicalLocation": physical, **logical}


def _uri(place: str) -> str:
    """Return a path as a reference, relative where it is.

    >>> _uri("codes/été 1.xml"), _uri("/a b.xml")
    ('codes/%C3%A9t%C3%A9%201.xml', 'file:///a%20b.xml')
    """
    path = PurePath(place)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _fingerprint(found: "Finding") -> str:
    # What stays when lines move: the code, the file, the provision, and what is said of it but for lines.
    said = sorted((name, str(value)) for name, value in found.values.items() if not name.endswith("line"))
    told = said or [("message", found.message)]
    return sha256(repr((found.code, found.file, found.eid, told)).encode()).hexdigest()[:32]


def _invocation(checked: "Checked") -> _Json:
    notes = [
        {
            "level": "error",
            "message": {"text": str(error)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(place)}}}],
        }
        for place, error in checked.refused.items()
    ]
    said = {"toolExecutionNotifications": notes} if notes else {}
    return {"executionSuccessful": not notes, **said}
