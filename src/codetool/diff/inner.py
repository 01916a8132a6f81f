"""What became of the paragraphs and points inside an article: read only where something cites below an article."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from codetool.diff.citations import Rank, Step
from codetool.diff.match import match_units
from codetool.diff.matching import Match
from codetool.diff.units import Unit
from codetool.model.eid import number_part, own_part
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.model.text import text_of

_RANKS = {
    "paragraph": Rank.PARAGRAPH,
    "alinea": Rank.ALINEA,
    "subparagraph": Rank.ALINEA,
    **dict.fromkeys(("point", "indent", "clause", "item", "subpoint"), Rank.POINT),
}
"""Elements that are cited below an article, and as what."""
_QUOTING = frozenset({"quotedStructure", "embeddedStructure", "quotedText", "meta"})
"""What stands in these belongs to another text."""

_Path = tuple[tuple[Rank, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A provision inside an old article: where it stands from the article down, its number, and that of today.

    `now` is None where it is gone; `label` and `today` are the eIds on either side.
    """

    path: _Path
    label: str
    num: str
    today: str = ""
    now: str | None = None

    @property
    def is_renumbered(self) -> bool:
        """Tell whether what it is today has another number, or there is nothing that it is."""
        return self.now is None or number_part(self.now) != number_part(self.num)


@dataclass(slots=True)
class Inner:
    """The parts of old articles, by the article's label, each read when it is first asked for."""

    matches: dict[str, Match]
    _parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    _changed: frozenset[str] | None = None

    @classmethod
    def of(cls, matches: Iterable[Match]) -> "Inner":
        """Return the parts of the old units that are paired so."""
        return cls({match.old.label: match for match in matches})

    @property
    def changed(self) -> frozenset[str]:
        """Return the labels of the old articles in which a number changed, came or went."""
        if self._changed is None:
            pairs = self.matches.items()
            self._changed = frozenset(label for label, match in pairs if not match.same and _changes_inside(match))
        return self._changed

    def parts(self, label: str) -> tuple[Part, ...]:
        """Return the parts of an old article."""
        if label not in self._parts:
            match = self.matches.get(label)
            found = _parts(match.old.opened, match.new.opened, ()) if match else ()
            self._parts[label] = tuple(found)
        return self._parts[label]

    def cited(self, label: str, steps: Sequence[Step]) -> tuple[Part, ...]:
        """Return the parts of an article that steps below it may mean: more than one where several have that number."""
        wanted = [(step.rank, step.number) for step in steps]
        return tuple(part for part in self.parts(label) if _leads_to(part.path, wanted))

    def numbers(self, label: str) -> frozenset[str]:
        """Return the numbers inside an old article in which any changed; its parts are not read for that."""
        if label not in self.changed:
            return frozenset()
        return frozenset(number_part(_TAG.sub(b"", num).decode()) for num in _numbers(self.matches[label].old))


_TAG = re.compile(rb"<[^>]*>")


def _leads_to(path: _Path, wanted: Sequence[tuple[Rank, str]]) -> bool:
    """Tell whether steps end at what a path does, and name nothing that the path does not go through."""
    if not wanted or path[-1] != wanted[-1]:
        return False
    above = iter(path[:-1])
    return all(step in above for step in wanted[:-1])


def _changes_inside(match: Match) -> bool:
    ours, theirs = (_numbers(unit) for unit in (match.old, match.new))
    return ours != theirs


def _numbers(unit: Unit) -> list[bytes]:
    xml = unit.own.xml
    if xml.count(b"</num>") < 2 and b":num" not in xml:  # noqa: PLR2004 - its own, and one more
        return []
    found = _NUM.findall(xml)
    return found[1:] if unit.num else found


_NUM = re.compile(rb"<(?:[\w.\-]+:)?num(?=[\s>])[^>]*>(.*?)</", re.DOTALL)


def _parts(old: Element, new: Element | None, path: _Path) -> Iterator[Part]:
    mine, yours = list(_below(old)), list(_below(new)) if new else []
    became = {id(one): two for one, two in _matched(mine, yours)}
    for one in mine:
        now = became.get(id(one))
        here = (*path, (_RANKS[one.name], number_part(_num(one))))
        yield Part(
            path=here,
            label=one.eid,
            num=_num(one),
            today=now.eid if now else "",
            now=_num(now) if now else None,
        )
        yield from _parts(one, now, here)


def _num(element: Element) -> str:
    """Return a number as printed; an alinéa without one has the place that its eId tells."""
    return num_of(element) or own_part(element.eid).partition("_")[2]


def _below(element: Element) -> Iterator[Element]:
    """Yield the nearest elements below that can be cited."""
    for child in element.children:
        if not isinstance(child, Element) or child.name in _QUOTING:
            continue
        if child.name in _RANKS:
            yield child
        else:
            yield from _below(child)


def _matched(old: list[Element], new: list[Element]) -> Iterator[tuple[Element, Element]]:
    """Yield what became what: by what it says, as articles do."""
    if [text_of(one) for one in old] == [text_of(one) for one in new]:
        yield from zip(old, new, strict=True)
        return
    for name in dict.fromkeys(element.name for element in old):
        mine, yours = (_units(element for element in side if element.name == name) for side in (old, new))
        matches = match_units(mine, yours)
        yield from ((match.old.opened, match.new.opened) for match in matches)
        taken = {id(unit) for match in matches for unit in (match.old, match.new)}
        # Another text under the number that it had: its text was replaced, and who cites it cites the new one.
        left = {number_part(unit.num): unit for unit in yours if id(unit) not in taken}
        replaced = ((unit, left.get(number_part(unit.num))) for unit in mine if id(unit) not in taken)
        yield from ((one.opened, two.opened) for one, two in replaced if two)


def _units(elements: Iterable[Element]) -> list[Unit]:
    return [Unit(i, element.eid, element, _num(element)) for i, element in enumerate(elements)]
