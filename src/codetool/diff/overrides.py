"""What a reviewer decides about matches: which articles are the same one, and which are not, whatever their words say.

A small file in TOML, kept in the store beside the versions or named by `--overrides`::

    [[pin]]                 # 5 was cut in two
    old = ["5"]
    new = ["5", "6"]

    [[pin]]                 # 7 is gone
    old = ["7"]
    new = []

    [[forbid]]              # these two have nothing to do with each other
    old = ["8"]
    new = ["9"]

An article is named by its eId, its wId, or its number as printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codetool.diff.units import Unit
from codetool.errors import SourceError
from codetool.model.eid import number_part
from codetool.tables import NoTableError, parse_table

_TABLES = {"pin", "forbid"}
_SIDES = {"old", "new"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Articles of either side, by their names, and whether they are the same or are not."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """All decisions of a file; `place` is how messages name it, `source` are its bytes."""

    decisions: tuple[Decision, ...] = ()
    place: str = ""
    source: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Decisions about the units of two texts: which are one, and which pairs must not be made."""

    pinned: tuple[tuple[tuple[Unit, ...], tuple[Unit, ...]], ...] = ()
    forbidden: frozenset[tuple[int, int]] = frozenset()

    def forbids(self, old: Unit, new: Unit) -> bool:
        """Tell whether two units must not be paired."""
        return (id(old), id(new)) in self.forbidden


def read_overrides(source: bytes, place: str = "") -> Overrides:
    r"""Return the decisions that a file holds; raise SourceError where it is none.

    >>> found = read_overrides(b'[[pin]]\nold = "5"\nnew = ["5", "6"]\n')
    >>> found.decisions[0].old, found.decisions[0].new, found.decisions[0].same
    (('5',), ('5', '6'), True)
    """
    try:
        table = parse_table(source.decode())
    except (NoTableError, UnicodeDecodeError) as error:
        line = error.line if isinstance(error, NoTableError) else source.count(b"\n", 0, error.start) + 1
        raise SourceError(
            "this is no TOML",
            'Write old = ["5"] and new = ["6"] below [[pin]] or [[forbid]].',
            place=f"{place}:{line}" if line else place,
        ) from error
    if unknown := sorted(table.keys() - _TABLES):
        raise SourceError(
            "there is no table {name}",
            'Write old = ["5"] and new = ["6"] below [[pin]] or [[forbid]].',
            place=place,
            name=unknown[0],
        )
    rows = ((name, row) for name in sorted(_TABLES, reverse=True) for row in _rows(table.get(name, []), name, place))
    return Overrides(decisions=tuple(_decision(name, row, place) for name, row in rows), place=place, source=source)


def _rows(found: Any, name: str, place: str) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever TOML holds
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise SourceError(
            "{name} is no list of tables",
            'Write old = ["5"] and new = ["6"] below [[pin]] or [[forbid]].',
            place=place,
            name=name,
        )
    return found


def _decision(name: str, row: Mapping[str, Any], place: str) -> Decision:
    if row.keys() != _SIDES:
        raise SourceError(
            "a {name} does not have old and new, and nothing else",
            'Write old = ["5"] and new = ["6"] below [[pin]] or [[forbid]].',
            place=place,
            name=name,
        )
    old, new = (_names(row[side], name, place) for side in ("old", "new"))
    if name == "forbid" and not (old and new):
        raise SourceError(
            "a forbid names nothing on one side",
            'Write old = ["5"] and new = ["6"] below [[pin]] or [[forbid]].',
            place=place,
        )
    if not old and not new:
        raise SourceError(
            "a pin names nothing at all",
            'Write old = ["5"] and new = ["6"] below [[pin]] or [[forbid]].',
            place=place,
        )
    if name == "pin" and len(old) > 1 and len(new) > 1:
        raise SourceError(
            "a pin names several articles on both sides",
            'Write old = ["5"] and new = ["6"] below [[pin]] or [[forbid]].',
            place=place,
        )
    return Decision(old=old, new=new, same=name == "pin")


def _names(found: Any, name: str, place: str) -> tuple[str, ...]:  # noqa: ANN401 - whatever TOML holds
    names = [found] if isinstance(found, str) else found
    if not isinstance(names, list) or not all(isinstance(one, str) and one for one in names):
        raise SourceError(
            "old and new of a {name} are no names of articles",
            'Write old = ["5"] and new = ["6"] below [[pin]] or [[forbid]].',
            place=place,
            name=name,
        )
    return tuple(names)


def settle(overrides: Overrides, old: Sequence[Unit], new: Sequence[Unit]) -> Settled:
    """Return what the decisions mean for the units of two texts; raise SourceError where one names no unit of them."""
    pinned, forbidden = [], set[tuple[int, int]]()
    taken: set[int] = set()
    for one in overrides.decisions:
        mine = tuple(_found(old, name, "old", overrides.place) for name in one.old)
        yours = tuple(_found(new, name, "new", overrides.place) for name in one.new)
        if not one.same:
            forbidden.update((id(unit), id(other)) for unit in mine for other in yours)
            continue
        for unit in (*mine, *yours):
            if id(unit) in taken:
                raise SourceError(
                    "article {name} is pinned twice", "Keep one of the pins.", place=overrides.place, name=unit.label
                )
            taken.add(id(unit))
        pinned.append((_in_order(mine), _in_order(yours)))
    for mine, yours in pinned:
        for unit, other in ((unit, other) for unit in mine for other in yours if (id(unit), id(other)) in forbidden):
            raise SourceError(
                "articles {old} and {new} are pinned and forbidden at once",
                "Keep one of the two.",
                place=overrides.place,
                old=unit.label,
                new=other.label,
            )
    return Settled(pinned=tuple(pinned), forbidden=frozenset(forbidden))


def _in_order(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units, key=lambda unit: unit.index))


def _found(units: Sequence[Unit], name: str, side: str, place: str) -> Unit:
    for names in (_ids, _wids, _numbers):
        found = [unit for unit in units if name in names(unit)]
        if len(found) == 1:
            return found[0]
    number = number_part(name)
    found = [unit for unit in units if number and number_part(unit.num) == number]
    if len(found) == 1:
        return found[0]
    if found:
        raise SourceError(
            "several articles of the old text are called {name}"
            if side == "old"
            else "several articles of the new text are called {name}",
            "Name it by its eId.",
            place=place,
            name=name,
        )
    raise SourceError(
        "the old text has no article {name}" if side == "old" else "the new text has no article {name}",
        "Name it by its eId.",
        place=place,
        name=name,
    )


def _ids(unit: Unit) -> Iterator[str]:
    yield unit.label


def _wids(unit: Unit) -> Iterator[str]:
    yield unit.element.get("wId")


def _numbers(unit: Unit) -> Iterator[str]:
    yield unit.num
