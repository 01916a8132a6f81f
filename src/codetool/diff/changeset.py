"""Two Expressions to a ChangeSet: what was found, told as values and weighed."""

from collections.abc import Iterable

from codetool.akn.write import digest_of
from codetool.diff.changes import ChangeSet, Correspondence, Op, Segment, Side
from codetool.diff.found import Found, find_changes, joined_text
from codetool.diff.units import read_units
from codetool.diff.weight import weigh
from codetool.model.expression import Expression


def compare(old: Expression, new: Expression) -> ChangeSet:
    """Return what became of every article and everything else of `old` in `new`.

    Every article of either side is in exactly one row of `articles`; the same two texts give the same result.
    """
    found = find_changes(old, new)
    changes = ChangeSet(
        old=_side(old),
        new=_side(new),
        articles=_told(found.articles),
        others=_told(found.others),
        stale=found.stale,
    )
    return weigh(changes, new.language or old.language, found.renumbering.numbers)


def _side(expression: Expression) -> Side:
    return Side(
        iri=expression.iri,
        sha256=digest_of(expression),
        title=expression.title,
        date=expression.identification.expression.date,
    )


def _told(rows: Iterable[Found]) -> tuple[Correspondence, ...]:
    rows = tuple(rows)
    read_units(unit for row in rows for unit in (*row.old, *row.new))
    return tuple(_row(row) for row in rows)


def _row(row: Found) -> Correspondence:
    return Correspondence(
        old=tuple(unit.place() for unit in row.old),
        new=tuple(unit.place() for unit in row.new),
        kinds=row.kinds,
        segments=row.segments or (Segment(op=Op.EQUAL, text=joined_text(row.new)[0]),),
        confidence=row.confidence,
        reason=row.reason,
        consequential=row.consequential,
        markup=row.markup,
        words_inserted=row.words_inserted,
        words_deleted=row.words_deleted,
    )
