"""Two Expressions to a ChangeSet: what was found, told as values and weighed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codetool.akn.canonical import Canonical, canonical_of
from codetool.diff.changes import ChangeSet, Correspondence, Op, Segment, Side, Span
from codetool.diff.delta import delta_of
from codetool.diff.found import Found, find_changes, joined_text
from codetool.diff.groups import NO_OVERRIDES
from codetool.diff.overrides import Overrides
from codetool.diff.patch import joined_own, take_apart
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
        articles=_told(found.articles, sides),
        others=_told(found.others, sides),
        stale=found.stale,
        frame=delta_of(*(side.frame for side in sides)),
    )
    return weigh(changes, new.language or old.language, found.renumbering.numbers)


@dataclass(frozen=True, slots=True)
class _Markup:
    """The canonical XML of one side: where its units stand, and the own text of each and of the frame around them."""

    canonical: Canonical
    own: Mapping[Span, str]

    @classmethod
    def of(cls, expression: Expression, units: Iterable[Unit]) -> "_Markup":
        """Return the markup of an Expression that has these units."""
        canonical = canonical_of(expression, frozenset(id(unit.element) for unit in units))
        return cls(canonical, take_apart(canonical.text, [*canonical.spans.values()]))

    @property
    def frame(self) -> str:
        """Return what stands around all units."""
        return self.own[0, len(self.canonical.text)]

    def spans(self, units: Iterable[Unit]) -> tuple[Span, ...]:
        """Return where units stand."""
        return tuple(self.canonical.spans[id(unit.element)] for unit in units)


_Sides = tuple[_Markup, _Markup]


def _side(expression: Expression, markup: _Markup) -> Side:
    return Side(
        iri=expression.iri,
        sha256=markup.canonical.sha256,
        title=expression.title,
        date=expression.identification.expression.date,
    )


def _told(rows: Iterable[Found], sides: _Sides) -> tuple[Correspondence, ...]:
    rows = tuple(rows)
    # What changed was read to see how; what was not read yet says the same on both sides.
    read_units(unit for row in rows for unit in row.new)
    for row in rows:
        if not row.segments and row.old and row.new:
            share_text(row.old[0], row.new[0])
    read_units(unit for row in rows for unit in row.old)
    return tuple(_row(row, sides) for row in rows)


def _row(row: Found, sides: _Sides) -> Correspondence:
    old, new = sides[0].spans(row.old), sides[1].spans(row.new)
    return Correspondence(
        old=tuple(map(Unit.place, row.old, old)),
        new=tuple(map(Unit.place, row.new, new)),
        kinds=row.kinds,
        segments=row.segments or (Segment(op=Op.EQUAL, text=joined_text(row.new)[0]),),
        confidence=row.confidence,
        reason=row.reason,
        consequential=row.consequential,
        markup=row.markup,
        words_inserted=row.words_inserted,
        words_deleted=row.words_deleted,
        patch=delta_of(joined_own(old, sides[0].own), joined_own(new, sides[1].own)),
    )
