"""All rules over one document: the schema first, then ours, with the severities of the table."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from codetool.akn.parser import _ElementTree, parse_akn
from codetool.akn.places import Place, places_of_expression, places_of_tree
from codetool.akn.read import unfold_expression
from codetool.akn.schema import check_tree
from codetool.findings import Finding, Severity
from codetool.model.expression import Expression
from codetool.resources import load_table
from codetool.validate import (
    components,
    content,
    dates,
    identity,
    ids,
    labels,
    notes,
    numbering,
    objects,
    references,
    status,
    typography,
)
from codetool.validate.survey import Survey, survey

Rule = Callable[[Survey], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *identity.RULES,
    *components.RULES,
    *dates.RULES,
    *status.RULES,
    *ids.RULES,
    *references.RULES,
    *numbering.RULES,
    *labels.RULES,
    *content.RULES,
    *notes.RULES,
    *objects.RULES,
    *typography.RULES,
)


def check_source(source: bytes, place: str = "") -> Iterator[Finding]:
    """Yield the findings of the schema, then those of the second layer, each placed in the file `place`.

    Raises SourceError where `source` is not well-formed, DialectError where it is another vocabulary.

    >>> akn = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>'
    >>> [found.code for found in check_source(akn, "draft.xml")]
    ['schema-incomplete']
    """
    tree = parse_akn(source, place)
    for found in (*check_tree(tree), *check_rules(tree)):
        yield found.in_file(place)


def check_expression(expression: Expression) -> Iterator[Finding]:
    """Yield the findings of the second layer, by line and then by code; folded articles are opened."""
    yield from _check_row(places_of_expression(unfold_expression(expression)))


def check_rules(tree: _ElementTree) -> Iterator[Finding]:
    """Yield the findings of the second layer alone, for a tree that `parse_akn` gave."""
    yield from _check_row(places_of_tree(tree))


def _check_row(row: list[Place]) -> Iterator[Finding]:
    found = survey(row)
    told = _gathered((each for rule in RULES for each in rule(found)), found)
    yield from sorted(told, key=lambda each: (each.line, each.code, each.eid, each.message))


def raise_severity(found: Finding, document: Survey) -> Finding:
    """Return the finding with the severity that the table gives it for our profile, or for acts and bills."""
    severity = _severity(found.code, ours=document.is_ours, law=document.is_law)
    return found if severity is found.severity else replace(found, severity=severity)


@cache
def _severity(code: str, *, ours: bool, law: bool) -> Severity:
    row = load_table("akn/findings.toml")[code]
    if ours and "profile" in row:
        return Severity(row["profile"])
    return Severity(row["law"] if law and "law" in row else row["severity"])


def _gathered(findings: Iterable[Finding], document: Survey) -> Iterator[Finding]:
    # What a publisher does as a habit is told once, at its first place, with the number of the others.
    habits: dict[tuple[str, object], list[Finding]] = {}
    for found in findings:
        severity = _severity(found.code, ours=document.is_ours, law=document.is_law)
        if "more" in found.values and severity is not Severity.ERROR:
            habits.setdefault((found.code, found.values.get("element")), []).append(found)
        else:
            yield raise_severity(found, document)
    for alike in habits.values():
        first = raise_severity(min(alike, key=lambda each: each.line), document)
        more = f" (+{len(alike) - 1})" if len(alike) > 1 else ""
        yield replace(first, values=MappingProxyType({**first.values, "more": more}))
