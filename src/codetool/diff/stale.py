"""Cross-references and renumbering: changes that only follow it, and references that did not follow."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codetool.diff.changes import Op, Segment, StaleReference
from codetool.diff.match import Match
from codetool.diff.units import Unit, Units
from codetool.model.eid import number_part
from codetool.model.markup import Element
from codetool.model.text import text_of

_NUMBER = re.compile(r"\d+(?:[.\-]\d+)*(?:\s?(?:bis|ter|quater|quinquies))?|[IVXLC]+|[a-z]\)|§\s?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """What became of each old number and eId: `numbers` maps number parts, `eids` maps eIds of old to new."""

    numbers: dict[str, str]
    eids: dict[str, str]

    @classmethod
    def of(cls, matches: Iterable[Match]) -> "Renumbering":
        """Return the renumbering that matches tell."""
        numbers: dict[str, str] = {}
        eids: dict[str, str] = {}
        for match in matches:
            eids[match.old.label] = match.new.label
            if match.old.num and match.new.num:
                numbers.setdefault(number_part(match.old.num), number_part(match.new.num))
        return cls(numbers=numbers, eids=eids)


def is_consequential(segments: tuple[Segment, ...], renumbering: Renumbering) -> bool:
    """Tell whether every change replaces a number by the one that its article has now."""
    changes = [segment for segment in segments if segment.op is not Op.EQUAL]
    pairs = list(zip(changes[::2], changes[1::2], strict=False))
    return bool(pairs) and len(changes) == 2 * len(pairs) and all(_follows(a, b, renumbering) for a, b in pairs)


def _follows(deleted: Segment, inserted: Segment, renumbering: Renumbering) -> bool:
    if deleted.op is not Op.DELETE or inserted.op is not Op.INSERT:
        return False
    was, now = number_part(deleted.text), number_part(inserted.text)
    return was != now and renumbering.numbers.get(was) == now


def stale_references(before: Units, after: Units, renumbering: Renumbering) -> Iterator[StaleReference]:
    """Yield each reference of the new text whose target was renumbered or removed and whose words did not follow.

    A reference is stale where the old text has one with the same words, to an article that has another number now.
    """
    targets = {unit.label: unit for unit in (*before.articles, *before.containers)}
    today = {unit.label: unit for unit in (*after.articles, *after.containers)}
    meant = {text_of(ref): ref.get("href").removeprefix("#") for unit in _all(before) for ref in _references(unit)}
    for unit in _all(after):
        for ref in _references(unit):
            old = targets.get(meant.get(text_of(ref), ""))
            now = today.get(renumbering.eids.get(old.label, "")) if old else None
            if old and (now is None or number_part(now.num) != number_part(old.num)):
                yield _stale(unit, ref, old, now)


def _stale(unit: Unit, ref: Element, old: Unit, now: Unit | None) -> StaleReference:
    return StaleReference(
        eid=unit.label,
        num=unit.num,
        printed=text_of(ref),
        target=ref.get("href"),
        was=old.num,
        now=now.num if now else "",
        line=ref.line,
    )


def _all(units: Units) -> Iterator[Unit]:
    yield from units.articles
    yield from units.containers


def _references(unit: Unit) -> Iterator[Element]:
    # A cheap look before opening: most articles refer to nothing inside.
    if b'href="#' not in getattr(unit.element, "xml", b'href="#'):
        return
    for element in _own_elements(unit.opened, unit.rows):
        if element.name in ("ref", "rref") and element.get("href").startswith("#") and _NUMBER.search(text_of(element)):
            yield element


def _own_elements(element: Element, rows: frozenset[int]) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element) and id(child) not in rows:
            yield child
            yield from _own_elements(child, rows)
