"""All rules over one document: the schema first, then ours, with the severities of the table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from codetool.akn.parser import _ElementTree, parse_akn
from codetool.akn.places import Fault, Place, places_of_expression, places_of_tree
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
    signs,
    status,
    typography,
)
from codetool.validate.survey import Survey, survey

Rule = Callable[[Survey], Iterator[Fault]]

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
    *signs.RULES,
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


def check_signs(expression: Expression) -> Iterator[Finding]:
    """Yield what `check_expression` finds of signs that make a reader see another text than the one that is stored."""
    yield from _check_row(places_of_expression(unfold_expression(expression)), signs.RULES)


def _check_row(row: list[Place], rules: Sequence[Rule] = RULES) -> Iterator[Finding]:
    found = survey(row)
    told = _gathered((each for rule in rules for each in rule(found)), found)
    # The message is written only where all else is the same.
    for _, alike in groupby(sorted(told, key=_place_of), key=_place_of):
        same = list(alike)
        yield from sorted(same, key=lambda each: each.message) if len(same) > 1 else same


def _place_of(found: Finding) -> tuple[int, str, str]:
    return found.line, found.code, found.eid


def told_in(fault: Fault, document: Survey) -> Finding:
    """Return a fault in words, with the severity that the table gives it for our profile, or for acts and bills."""
    return fault.told(_severities_in(document)[fault.code])


def _severities_in(document: Survey) -> Mapping[str, Severity]:
    return _severities(ours=document.is_ours, law=document.is_law)


@cache
def _severities(*, ours: bool, law: bool) -> Mapping[str, Severity]:
    columns = [name for name, holds in (("profile", ours), ("law", law), ("severity", True)) if holds]
    return {
        code: Severity(next(row[name] for name in columns if name in row))
        for code, row in load_table("akn/findings.toml").items()
    }


def _gathered(faults: Iterable[Fault], document: Survey) -> Iterator[Finding]:
    # What a publisher does as a habit is told once, at its first place, with the number of the others.
    severities = _severities_in(document)
    habits: dict[tuple[str, object], list[Fault]] = defaultdict(list)
    for fault in faults:
        _, code, values = fault
        if "more" in values and severities[code] is not Severity.ERROR:
            habits[code, values.get("element")].append(fault)
        else:
            yield fault.told(severities[code])
    for alike in habits.values():
        first = min(alike, key=lambda fault: fault.place.line)
        more = f" (+{len(alike) - 1})" if len(alike) > 1 else ""
        yield first.told(severities[first.code], more=more)
