"""What changed in the markup around the same words, named: a reference, an emphasis, a note's call, a paragraph's end.

Each element is known by where it stands among the letters of its unit, white space not counted. What stands on one
side only came or went; what stands on both with other attributes changed.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from codetool.diff.changes import Op, Segment
from codetool.diff.markup_change import MarkupChange, MarkupKind
from codetool.diff.markup_read import NOTE, Reading, Span
from codetool.diff.units import Unit

MOST_NAMED = 20
"""Changes of markup that are named of one unit: who reads more wants to see the texts."""

_REFERENCES = frozenset({"ref", "rref", "mref"})
_EMPHASES = frozenset({"b", "i", "u", "sup", "sub", "span"})
_LISTS = frozenset({"blockList", "list", "ul", "ol", "li", "item", "point", "indent"})
_TABLES = frozenset({"table", "tr"})


_Placed = tuple[tuple[int, int], MarkupChange]
"""A change and where it is, to bring changes into order."""


def markup_changes(old: Unit, new: Unit, became: Mapping[str, str]) -> tuple[MarkupChange, ...]:
    """Return what happened to the markup of two units that have the same words, in the order of the text.

    `became` maps eIds of the old text to those of the new one. At least one change is named, and at most `MOST_NAMED`.
    """
    before, after = Reading.of(old, became), Reading.of(new, {})
    found: list[_Placed] = []
    if before.letters == after.letters:
        gone, come = _come_and_gone(found, before.spans, after.spans)
        moved = _paired(gone, come, lambda span: (span.key.name == NOTE or id(span), "".join(span.inside)))
        found += map(_note_moved, moved)
        gone, come = (_without(side, [pair[i] for pair in moved]) for i, side in enumerate((gone, come)))
        found += _inline(gone, come)
        found += _blocks([span for span in gone if not span.is_inline], [span for span in come if not span.is_inline])
    return _first(found) or (MarkupChange(what=MarkupKind.ARRANGED),)


def kept_markup(
    old: Unit, new: Unit, segments: Iterable[Segment], became: Mapping[str, str]
) -> tuple[MarkupChange, ...]:
    """Return what happened to references, emphases and strikes around words that two units have in common.

    Nothing is said of units with footnotes, whose words stand elsewhere in the text than in the markup.
    """
    if old.name == "meta" or _tags(old, became) == _tags(new, {}):
        return ()
    before, after = Reading.of(old, became), Reading.of(new, {})
    if len(before.streams) > 1 or len(after.streams) > 1:
        return ()
    ours, theirs = _in_common(segments)
    found: list[_Placed] = []
    mine = [moved for span in before.spans if span.is_inline and (moved := _shifted(span, ours))]
    yours = [span for span in after.spans if span.is_inline and _shifted(span, theirs)]
    found += _inline(*_come_and_gone(found, mine, yours))
    return _first(found)


def _tags(unit: Unit, became: Mapping[str, str]) -> Counter[tuple[bytes, str]]:
    """Return the tags that may tell of a change of markup, with where they lead."""
    found = _TAG.findall(unit.own.xml)
    return Counter((name, became.get(target := href.decode(), target)) for name, href in found)


_TAG = re.compile(rb"<(ref|rref|mref|b|i|u|sup|sub|span|del|ins)(?=[\s>])(?:[^>]*?\shref=[\"']#?([^\"']*))?")


class _Common(NamedTuple):
    """Letters that both sides have: where they begin and end on one side, and by how much the new side is ahead."""

    start: int
    end: int
    ahead: int


def _in_common(segments: Iterable[Segment]) -> tuple[list[_Common], list[_Common]]:
    """Return the letters that both sides have in common, as either side counts them."""
    at = {Op.DELETE: 0, Op.INSERT: 0}
    ours, theirs = list[_Common](), list[_Common]()
    for segment in segments:
        size = len("".join(segment.text.split()))
        if segment.op is Op.EQUAL:
            mine, yours = at[Op.DELETE], at[Op.INSERT]
            ours.append(_Common(mine, mine + size, yours - mine))
            theirs.append(_Common(yours, yours + size, 0))
        for op in at:
            at[op] += size if segment.op in (Op.EQUAL, op) else 0
    return ours, theirs


def _shifted(span: Span, common: Sequence[_Common]) -> Span | None:
    """Return an element at its place in the new text, None where its words are not all in common."""
    place = bisect_right(common, span.key.start, key=lambda one: one.start) - 1
    if place < 0 or span.key.end > common[place].end or span.key.start == span.key.end:
        return None
    ahead = common[place].ahead
    return replace(span, key=span.key._replace(start=span.key.start + ahead, end=span.key.end + ahead))


def _first(found: Iterable[_Placed]) -> tuple[MarkupChange, ...]:
    """Return the changes in the order of the text, as many as are named."""
    return tuple(change for _, change in sorted(found, key=lambda placed: placed[0])[:MOST_NAMED])


def _come_and_gone(found: list[_Placed], mine: Sequence[Span], yours: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Return the elements of either side alone; those that both have, with other attributes, are told in `found`."""
    gone, come = _only(mine, yours), _only(yours, mine)
    same = _paired(gone, come, lambda span: span.key[:4])
    found += (change for pair in same for change in _attributes_changed(pair))
    return _without(gone, [old for old, _ in same]), _without(come, [new for _, new in same])


def _only(mine: Sequence[Span], yours: Sequence[Span]) -> list[Span]:
    """Return the elements that the other side does not have at the same place."""
    left = Counter(span.key for span in yours)
    found = []
    for span in mine:
        if left[span.key]:
            left[span.key] -= 1
        else:
            found.append(span)
    # What holds others was read after them: of two that stand at the same place, it comes first.
    found.reverse()
    found.sort(key=lambda span: (*span.place, -span.key.end))
    return found


_Pair = tuple[Span, Span]


def _paired(gone: Iterable[Span], come: Iterable[Span], sign: Callable[[Span], object]) -> list[_Pair]:
    """Return the elements of either side that have the same sign, in order."""
    theirs: dict[object, list[Span]] = {}
    for span in come:
        theirs.setdefault(sign(span), []).append(span)
    for found in theirs.values():
        found.reverse()
    return [(span, theirs[sign(span)].pop()) for span in gone if theirs.get(sign(span))]


def _without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    known = {id(span) for span in taken}
    return [span for span in spans if id(span) not in known]


def _attributes_changed(pair: _Pair) -> Iterator[_Placed]:
    """Yield what is another value of one element: where a reference leads, or an attribute."""
    old, new = pair
    name, where = new.key.name, "" if new.at == 0 and not new.key.start else new.words
    was, now = ({one.partition("=")[0]: one for one in span.key.attributes} for span in pair)
    if name in _REFERENCES and was.get("href") != now.get("href"):
        what, led, leads = MarkupKind.REFERENCE_CHANGED, old.element.get("href"), new.element.get("href")
        yield new.place, MarkupChange(what=what, name=name, where=new.words, old=led, new=leads)
        return
    for key in sorted({*was, *now}):
        if was.get(key) != now.get(key):
            told = MarkupChange(
                what=MarkupKind.ATTRIBUTE, name=name, where=where, old=was.get(key, ""), new=now.get(key, "")
            )
            yield new.place, told


def _note_moved(pair: _Pair) -> _Placed:
    old, new = pair
    return new.place, MarkupChange(
        what=MarkupKind.NOTE_MOVED, name=NOTE, where=new.words, old=old.words_before, new=new.words_before
    )


def _inline(gone: Iterable[Span], come: Iterable[Span]) -> Iterator[_Placed]:
    """Yield the inline elements that went and those that came."""
    for spans, is_new in ((gone, False), (come, True)):
        for span in spans:
            if span.is_inline:
                href = span.element.get("href") if span.key.name in _REFERENCES else ""
                yield (
                    span.place,
                    MarkupChange(
                        what=_came_or_went(span.key.name, is_new=is_new),
                        name=span.key.name,
                        where=span.words,
                        old="" if is_new else href,
                        new=href if is_new else "",
                    ),
                )


def _came_or_went(name: str, *, is_new: bool) -> MarkupKind:
    if name in _REFERENCES:
        return MarkupKind.REFERENCE_ADDED if is_new else MarkupKind.REFERENCE_REMOVED
    if name in _EMPHASES:
        return MarkupKind.EMPHASIS_ADDED if is_new else MarkupKind.EMPHASIS_REMOVED
    return MarkupKind.ELEMENT_ADDED if is_new else MarkupKind.ELEMENT_REMOVED


def _blocks(gone: Sequence[Span], come: Sequence[Span]) -> Iterator[_Placed]:
    """Yield what happened to paragraphs, lists and tables, stretch by stretch of the text."""
    spans = sorted(
        [(span, False) for span in gone] + [(span, True) for span in come],
        key=lambda pair: (*pair[0].place, -pair[0].key.end),
    )
    stretch: list[tuple[Span, bool]] = []
    end = (0, -1)
    for span, is_new in spans:
        if stretch and span.place >= end and span.key.start < span.key.end:
            yield from _stretch(stretch)
            stretch = []
        stretch.append((span, is_new))
        end = max(end, (span.key.stream, span.key.end))
    if stretch:
        yield from _stretch(stretch)


def _stretch(spans: Sequence[tuple[Span, bool]]) -> Iterator[_Placed]:
    old, new = ([span for span, is_new in spans if is_new is side] for side in (False, True))
    names_old, names_new = ({span.key.name for span in side} for side in (old, new))
    for names, made, unmade in (
        (_LISTS, MarkupKind.LIST_MADE, MarkupKind.LIST_UNMADE),
        (_TABLES, MarkupKind.TABLE_MADE, MarkupKind.TABLE_UNMADE),
    ):
        if names.isdisjoint(names_old) != names.isdisjoint(names_new):
            what, side = (made, new) if names.isdisjoint(names_old) else (unmade, old)
            yield side[0].place, MarkupChange(what=what, name=side[0].key.name, where=side[0].words)
            return
    edges = [*_edges(old, new, MarkupKind.JOINED), *_edges(new, old, MarkupKind.DIVIDED)]
    yield from edges or [_element_changed(old, new)]


def _edges(mine: Iterable[Span], yours: Iterable[Span], what: MarkupKind) -> Iterator[_Placed]:
    """Yield the places at which a block begins on one side only."""
    known = {span.place for span in yours}
    if not known:
        return
    for span in mine:
        if span.place not in known and span.key.start < span.key.end:
            known.add(span.place)
            yield span.place, MarkupChange(what=what, name=span.key.name, where=span.words)


def _element_changed(old: Sequence[Span], new: Sequence[Span]) -> _Placed:
    """Return what became of the outermost element of a stretch."""
    first = (new or old)[0]
    what = MarkupKind.ELEMENT_CHANGED if old and new else _came_or_went("", is_new=bool(new))
    names = [side[0].key.name if side and old and new else "" for side in (old, new)]
    return first.place, MarkupChange(what=what, name=first.key.name, where=first.words, old=names[0], new=names[1])
