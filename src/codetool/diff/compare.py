"""Two Expressions to a ChangeSet: match, compare words, name what happened."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from codetool.akn.write import digest_of
from codetool.diff.blocks import diff_blocks
from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Reason, Segment, Side
from codetool.diff.match import Match, match_units
from codetool.diff.moves import Containers, match_containers, moved_units
from codetool.diff.shape import same_markup
from codetool.diff.stale import Renumbering, is_consequential, stale_references
from codetool.diff.units import Unit, Units, units_of
from codetool.diff.weight import weigh
from codetool.diff.words import count_words, plain_form
from codetool.model.expression import Expression


def compare(old: Expression, new: Expression) -> ChangeSet:
    """Return what became of every article and everything else of `old` in `new`.

    Every article of either side is in exactly one row of `articles`; the same two texts give the same result.
    """
    before, after = units_of(old), units_of(new)
    articles = match_units(before.articles, after.articles)
    containers = match_containers(before.containers, after.containers, articles)
    renumbering = Renumbering.of((*articles, *containers.matches))
    found = ChangeSet(
        old=_side(old),
        new=_side(new),
        articles=tuple(_rows(before.articles, after.articles, articles, containers, renumbering)),
        others=tuple(_others(before, after, containers, renumbering)),
        stale=tuple(stale_references((*articles, *containers.matches), before, after, renumbering)),
    )
    return weigh(found, new.language or old.language, renumbering.numbers)


def _side(expression: Expression) -> Side:
    identification = expression.identification
    return Side(
        iri=expression.iri,
        sha256=digest_of(expression),
        title=expression.title,
        date=identification.expression.date,
    )


def _others(before: Units, after: Units, containers: Containers, renumbering: Renumbering) -> Iterator[Correspondence]:
    blocks = _match_blocks(before.blocks, after.blocks)
    none = Containers.of(())
    yield from _rows(before.blocks, after.blocks, blocks, none, renumbering)
    yield from _rows(before.containers, after.containers, containers.matches, containers, renumbering)


def _match_blocks(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Match, ...]:
    theirs = {unit.label: unit for unit in new}
    return tuple(
        Match(old=unit, new=theirs[unit.label], confidence=1.0, reason=Reason.PLACE)
        for unit in old
        if unit.label in theirs
    )


def _rows(
    old: Sequence[Unit], new: Sequence[Unit], matches: Iterable[Match], containers: Containers, renumbering: Renumbering
) -> Iterator[Correspondence]:
    matches = tuple(matches)
    moved = moved_units(matches, containers)
    by_new = {match.new.index: match for match in matches}
    gone = _removed_before(old, matches)
    yield from (_one_sided(unit, Kind.REMOVED) for unit in gone.get(-1, ()))
    for unit in new:
        match = by_new.get(unit.index)
        yield _pair_row(match, unit.index in moved, renumbering) if match else _one_sided(unit, Kind.INSERTED)
        yield from (_one_sided(lost, Kind.REMOVED) for lost in gone.get(unit.index, ()))


def _removed_before(old: Sequence[Unit], matches: Sequence[Match]) -> dict[int, list[Unit]]:
    """Return the removed units by the new unit after which they are told: the one their forerunner became."""
    became = {match.old.index: match.new.index for match in matches}
    gone: dict[int, list[Unit]] = {}
    last = -1
    for unit in old:
        if unit.index in became:
            last = became[unit.index]
        else:
            gone.setdefault(last, []).append(unit)
    return gone


def _one_sided(unit: Unit, kind: Kind) -> Correspondence:
    inserted = kind is Kind.INSERTED
    text = unit.text
    words = count_words(text)
    op = Op.INSERT if inserted else Op.DELETE
    return Correspondence(
        old=() if inserted else (unit.place(),),
        new=(unit.place(),) if inserted else (),
        kinds=(kind,),
        segments=(Segment(op=op, text=text),),
        words_inserted=words if inserted else 0,
        words_deleted=0 if inserted else words,
    )


def _pair_row(match: Match, moved: bool, renumbering: Renumbering) -> Correspondence:  # noqa: FBT001 - told by its caller in one place
    found = diff_blocks(match.old.text, match.old.breaks, match.new.text, match.new.breaks)
    segments = found or (Segment(op=Op.EQUAL, text=""),)
    kind = _kind_of(match, segments)
    besides = [Kind.RENUMBERED] if _printed(match.old.num) != _printed(match.new.num) else []
    besides += [Kind.MOVED] if moved else []
    row = Correspondence(
        old=(match.old.place(),),
        new=(match.new.place(),),
        kinds=(kind, *besides),
        segments=segments,
        confidence=match.confidence,
        reason=match.reason,
        words_inserted=_words(segments, Op.INSERT),
        words_deleted=_words(segments, Op.DELETE),
    )
    return replace(
        row,
        consequential=kind is Kind.MODIFIED and is_consequential(segments, renumbering),
        markup=kind is Kind.UNCHANGED and not same_markup(match.old, match.new, renumbering.eids),
    )


def _kind_of(match: Match, segments: tuple[Segment, ...]) -> Kind:
    if all(segment.op is Op.EQUAL for segment in segments):
        return Kind.UNCHANGED
    if plain_form(match.old.text) == plain_form(match.new.text):
        return Kind.TYPOGRAPHIC
    return Kind.MODIFIED


def _printed(num: str) -> str:
    return " ".join(num.split())


def _words(segments: tuple[Segment, ...], op: Op) -> int:
    return sum(count_words(segment.text) for segment in segments if segment.op is op)
