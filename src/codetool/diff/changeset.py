"""Two Expressions to a ChangeSet: what was found, told as values and weighed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from codetool.akn.canonical import Canonical, canonical_of
from codetool.diff.changes import ChangeSet, Correspondence, Op, Place, Segment, Side, Span
from codetool.diff.delta import delta_of
from codetool.diff.found import Found, find_changes, joined_text
from codetool.diff.groups import NO_OVERRIDES
from codetool.diff.markup import kept_markup, markup_changes
from codetool.diff.markup_change import MarkupChange
from codetool.diff.notes import notes_of
from codetool.diff.overrides import Overrides
from codetool.diff.patch import MARK, SEPARATOR
from codetool.diff.units import Unit, read_units, share_text
from codetool.diff.weight import weigh
from codetool.model.expression import Expression


def compare(old: Expression, new: Expression, overrides: Overrides = NO_OVERRIDES) -> ChangeSet:
    """Return what became of every article and everything else of `old` in `new`.

    Every article of either side is in exactly one row of `articles`; the same two texts give the same result. What
    `overrides` pins or forbids goes before what the words say; raises SourceError where it names no article.
    """
    found = find_changes(old, new, overrides)
    rows = (*found.articles, *found.others)
    sides = (
        _Markup.of(old, (unit for row in rows for unit in row.old)),
        _Markup.of(new, (unit for row in rows for unit in row.new)),
    )
    changes = ChangeSet(
        old=_side(old, sides[0]),
        new=_side(new, sides[1]),
        articles=_told(found.articles, sides, found.renumbering.eids),
        others=_told(found.others, sides, found.renumbering.eids),
        stale=found.stale,
        frame=delta_of(sides[0].frame, sides[1].frame),
    )
    return weigh(changes, new.language or old.language, found.renumbering.numbers)


@dataclass(frozen=True, slots=True)
class _Markup:
    """The canonical XML of one side, of which the units are known."""

    canonical: Canonical

    @classmethod
    def of(cls, expression: Expression, units: Iterable[Unit]) -> "_Markup":
        """Return the markup of an Expression that has these units."""
        return cls(canonical_of(expression, frozenset(id(unit.element) for unit in units)))

    @property
    def frame(self) -> str:
        """Return what stands around all units."""
        return MARK.join(self.canonical.frame)

    def spans(self, units: Sequence[Unit]) -> list[Span]:
        """Return where units stand."""
        return [self.canonical.spans[id(unit.element)] for unit in units]

    def own(self, units: Sequence[Unit]) -> str:
        """Return the own texts of units one after the other."""
        return SEPARATOR.join([MARK.join(self.canonical.own[id(unit.element)]) for unit in units])


_Sides = tuple[_Markup, _Markup]


def _side(expression: Expression, markup: _Markup) -> Side:
    return Side(
        iri=expression.iri,
        sha256=markup.canonical.sha256,
        title=expression.title,
        date=expression.identification.expression.date,
    )


def _told(rows: Iterable[Found], sides: _Sides, became: Mapping[str, str]) -> tuple[Correspondence, ...]:
    rows = tuple(rows)
    # What changed was read to see how; what was not read yet says the same on both sides.
    read_units(unit for row in rows for unit in row.new)
    for row in rows:
        if not row.segments and row.old and row.new:
            share_text(row.old[0], row.new[0])
    read_units(unit for row in rows for unit in row.old)
    return tuple(_row(row, sides, became) for row in rows)


def _row(row: Found, sides: _Sides, became: Mapping[str, str]) -> Correspondence:
    return Correspondence(
        old=tuple(map(_place, row.old, sides[0].spans(row.old))),
        new=tuple(map(_place, row.new, sides[1].spans(row.new))),
        kinds=row.kinds,
        segments=row.segments or (Segment(op=Op.EQUAL, text=joined_text(row.new)[0]),),
        confidence=row.confidence,
        reason=row.reason,
        consequential=row.consequential,
        followed=row.followed,
        markup=row.markup,
        markup_changes=_markup_changes(row, became),
        words_inserted=row.words_inserted,
        words_deleted=row.words_deleted,
        patch=delta_of(sides[0].own(row.old), sides[1].own(row.new), _renamed(row)),
    )


def _markup_changes(row: Found, became: Mapping[str, str]) -> tuple[MarkupChange, ...]:
    if row.markup:
        return markup_changes(row.old[0], row.new[0], became)
    if row.segments and len(row.old) == len(row.new) == 1:
        return kept_markup(row.old[0], row.new[0], row.segments, became)
    return ()


def _place(unit: Unit, at: Span) -> Place:
    place, notes = unit.place(at), notes_of(unit)
    return replace(place, notes=notes) if notes else place


def _renamed(row: Found) -> tuple[str, str]:
    """Return the eIds of what is one unit on either side: the ids inside it begin with them."""
    return (row.old[0].element.eid, row.new[0].element.eid) if len(row.old) == len(row.new) == 1 else ("", "")
