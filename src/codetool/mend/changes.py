"""What a repair changed, place by place: what a person is shown before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from codetool.model.expression import Expression
from codetool.model.markup import Element

_AROUND = 24
"""Characters shown on either side of a change in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One attribute or one place of a text: before and after; `name` is the attribute, "text" for a text."""

    name: str
    before: str
    after: str
    eid: str = ""
    line: int = 0


def changes_between(old: Expression, new: Expression) -> Iterator[Change]:
    """Yield what differs between two unfolded Expressions of the same shape, in document order.

    >>> from codetool.model.expression import Expression
    >>> sides = [Expression(root=Element(name="p", attributes=(("eId", eid),))) for eid in ("p1", "p_1")]
    >>> [(one.name, one.before, one.after) for one in changes_between(*sides)]
    [('eId', 'p1', 'p_1')]
    """
    yield from _changes(old.root, new.root, "")


def _changes(old: Element, new: Element, eid: str) -> Iterator[Change]:
    eid = new.eid or eid
    for name in dict.fromkeys(key for key, _ in (*old.attributes, *new.attributes)):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield Change(name=name, before=before, after=after, eid=eid, line=old.line)
    for mine, yours in zip(old.children, new.children, strict=True):
        if isinstance(mine, Element) and isinstance(yours, Element):
            yield from _changes(mine, yours, eid)
        elif isinstance(mine, str) and isinstance(yours, str) and mine != yours:
            yield from _in_text(mine, yours, eid, old.line)


def _in_text(old: str, new: str, eid: str, line: int) -> Iterator[Change]:
    """Yield the places of a text that differ, with some words around; places close together are one."""
    spans: list[list[int]] = []
    for step in Levenshtein.opcodes(old, new):
        if step.tag == "equal":
            continue
        if spans and step.src_start - spans[-1][1] <= _AROUND:
            spans[-1][1], spans[-1][3] = step.src_end, step.dest_end
        else:
            spans.append([step.src_start, step.src_end, step.dest_start, step.dest_end])
    for at, end, new_at, new_end in spans:
        before, after = _around(old, at, end), _around(new, new_at, new_end)
        yield Change(name="text", before=before, after=after, eid=eid, line=line)


def _around(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    shown = ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
    return shown.replace("\n", " ").strip(" ")
