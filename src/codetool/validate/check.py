"""All rules over one document: the schema first, then ours, with the severities of the table."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from codetool.akn.parser import parse_akn
from codetool.akn.read import expression_of, unfold_expression
from codetool.akn.schema import check_tree
from codetool.findings import Finding, Severity
from codetool.model.expression import Expression
from codetool.resources import load_table
from codetool.validate import content, dates, identity, ids, numbering, references, status, typography
from codetool.validate.survey import Survey, survey

Rule = Callable[[Survey], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *identity.RULES,
    *dates.RULES,
    *status.RULES,
    *ids.RULES,
    *references.RULES,
    *numbering.RULES,
    *content.RULES,
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
    for found in (*check_tree(tree), *_check_opened(expression_of(tree, fold=False))):
        yield found.in_file(place)


def check_expression(expression: Expression) -> Iterator[Finding]:
    """Yield the findings of the second layer, by line and then by code; folded articles are opened."""
    yield from _check_opened(unfold_expression(expression))


def _check_opened(expression: Expression) -> Iterator[Finding]:
    found = survey(expression)
    raised = [raise_severity(each, found) for rule in RULES for each in rule(found)]
    yield from sorted(_gathered(raised), key=lambda each: (each.line, each.code, each.eid, each.message))


def raise_severity(found: Finding, document: Survey) -> Finding:
    """Return the finding with the severity that the table gives it for our profile, or for acts and bills."""
    row = load_table("akn/findings.toml")[found.code]
    if document.is_ours and "profile" in row:
        return replace(found, severity=Severity(row["profile"]))
    if document.is_law and "law" in row:
        return replace(found, severity=Severity(row["law"]))
    return found


def _gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    # What a publisher does as a habit is told once, at its first place, with the number of the others.
    habits: dict[tuple[str, object], list[Finding]] = {}
    for found in findings:
        if "more" in found.values and found.severity is not Severity.ERROR:
            habits.setdefault((found.code, found.values.get("element")), []).append(found)
        else:
            yield found
    for alike in habits.values():
        first = min(alike, key=lambda each: each.line)
        more = f" (+{len(alike) - 1})" if len(alike) > 1 else ""
        yield replace(first, values=MappingProxyType({**first.values, "more": more}))
