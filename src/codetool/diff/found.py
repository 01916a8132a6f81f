"""What a comparison finds before it is told: who became whom, and the words of each that changed.

`compare` tells all of it as a ChangeSet; `count_changes` only counts, and reads no article that did not change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codetool.akn.differing import differing_blocks
from codetool.diff.blocks import diff_blocks
from codetool.diff.cells import parted_text, whole_text
from codetool.diff.changes import Kind, Op, Reason, Segment, StaleReference
from codetool.diff.followed import segments_that_follow
from codetool.diff.groups import NO_OVERRIDES, Group, Matches, match_articles
from codetool.diff.match import match_units
from codetool.diff.matching import Match
from codetool.diff.moves import Containers, match_containers, moved_units
from codetool.diff.overrides import Overrides
from codetool.diff.references import stale_references
from codetool.diff.shape import same_markup
from codetool.diff.stale import Following, Passage, Renumbering, leads_out, passages_of
from codetool.diff.tokens import count_words
from codetool.diff.units import Unit, Units, joined_blocks, read_units, units_of
from codetool.diff.words import differ_in_words
from codetool.model.expression import Expression


@dataclass(slots=True, kw_only=True, eq=False)
class Found:
    """One row: the units of either side, what happened to them, and the words that changed.

    `segments` is empty where nothing changed: the text need not be read to say so.
    """

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    kinds: tuple[Kind, ...]
    segments: tuple[Segment, ...] = ()
    confidence: float = 1.0
    reason: Reason = Reason.NONE
    consequential: bool = False
    followed: frozenset[int] = frozenset()
    markup: bool = False
    words_inserted: int = 0
    words_deleted: int = 0

    @property
    def name(self) -> str:
        """Return the name of the element that the row is about."""
        return (self.new or self.old)[0].name


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All rows of two texts, the articles' and the others', and what the renumbering left behind."""

    articles: tuple[Found, ...]
    others: tuple[Found, ...]
    stale: tuple[StaleReference, ...]
    renumbering: Renumbering


def find_changes(
    old: Expression, new: Expression, overrides: Overrides = NO_OVERRIDES, *, whole: bool = True
) -> Comparison:
    """Return what became of every article and everything else of `old` in `new`.

    Unless it must be `whole`, the segments of a pair begin and end near what changed: the rest is not read.
    """
    before, after = units_of(old), units_of(new)
    matching = match_articles(before.articles, after.articles, overrides)
    pairs = matching.leading()
    containers = match_containers(before.containers, after.containers, pairs)
    renumbering = Renumbering.of(pairs, containers.matches)
    telling = _Telling(renumbering, whole)
    articles = telling.rows(before.articles, after.articles, matching, moved_units(pairs, containers))
    return Comparison(
        articles=tuple(articles),
        others=tuple(_others(before, after, containers, telling)),
        stale=tuple(stale_references(pairs, containers.matches, before, after, renumbering)),
        renumbering=renumbering,
    )


def _others(before: Units, after: Units, containers: Containers, telling: "_Telling") -> Iterator[Found]:
    blocks = _match_blocks(before.blocks, after.blocks)
    yield from telling.rows(before.blocks, after.blocks, Matches(pairs=blocks), moved_units(blocks, Containers.of(())))
    annexes = match_units(before.annexes, after.annexes)
    moved = moved_units(annexes, Containers.of(()))
    yield from telling.rows(before.annexes, after.annexes, Matches(pairs=annexes), moved)
    moved = moved_units(containers.matches, containers)
    yield from telling.rows(before.containers, after.containers, Matches(pairs=containers.matches), moved)


def _match_blocks(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Match, ...]:
    theirs: dict[str, list[Unit]] = {}
    for unit in reversed(new):
        theirs.setdefault(unit.label, []).append(unit)
    # An eId that stands twice: each block has one counterpart, in order.
    return tuple(
        Match(old=unit, new=theirs[unit.label].pop(), confidence=1.0, reason=Reason.PLACE)
        for unit in old
        if theirs.get(unit.label)
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """How rows are told: beside what renumbering, and with all their words or only those near what changed."""

    renumbering: Renumbering
    whole: bool

    def rows(
        self, old: Sequence[Unit], new: Sequence[Unit], matches: Matches, moved: frozenset[int]
    ) -> Iterator[Found]:
        """Yield the rows in the order of the new text; a removed unit follows the one that its forerunner became."""
        if self.whole:
            changed = [match for match in matches.pairs if not match.same]
            read_units(unit for match in changed for unit in (match.old, match.new))
        starts = _starts(matches)
        gone = _removed(old, matches)
        yield from (_one_sided(unit, Kind.REMOVED) for unit in gone.get(-1, ()))
        for unit in new:
            match starts.get(unit.index):
                case Match() as pair:
                    yield self._pair_row(pair, moved=unit.index in moved)
                case Group() as group if unit is group.new[0]:
                    yield _group_row(group, unit.index in moved)
                case None:
                    yield _one_sided(unit, Kind.INSERTED)
            yield from (_one_sided(lost, Kind.REMOVED) for lost in gone.get(unit.index, ()))

    def _pair_row(self, match: Match, *, moved: bool) -> Found:
        kind, segments, followed = Kind.UNCHANGED, tuple[Segment, ...](), frozenset[int]()
        consequential = False
        if not match.same:
            kind, segments, consequential, followed = self._compared_units(match)
        row = Found(
            old=(match.old,),
            new=(match.new,),
            kinds=_kinds(kind, match.old, match.new, moved=moved),
            segments=segments,
            confidence=match.confidence,
            reason=match.reason,
            consequential=consequential,
            followed=followed,
        )
        if segments:
            row.words_inserted, row.words_deleted = _words(segments, Op.INSERT), _words(segments, Op.DELETE)
        elif not match.same:
            row.markup = not same_markup(match.old, match.new, self.renumbering.eids)
        return row

    def _compared_units(self, match: Match) -> tuple[Kind, tuple[Segment, ...], bool, frozenset[int]]:
        """Return what happened to a pair, its segments, whether they only follow a renumbering, and else which do."""
        if segments := segments_that_follow(match, self.renumbering, whole=self.whole):
            return Kind.MODIFIED, segments, True, frozenset()
        # Where a reference leads to another text, it must be known where in the whole text it stands.
        all_ = self.whole or match.old.name == "meta" or leads_out(match.old) or leads_out(match.new)
        near = None if all_ else differing_blocks(match.old.own, match.new.own)
        if near:
            (old, old_breaks), (new, new_breaks) = map(joined_blocks, near)
        else:
            old, new = parted_text(match.old), parted_text(match.new)
            old_breaks, new_breaks = match.old.breaks, match.new.breaks
        kind, segments = _compared(old, old_breaks, new, new_breaks)
        if kind is not Kind.MODIFIED:
            return kind, segments, False, frozenset()
        following = Following(self.renumbering, match.old)
        passages = tuple(map(Passage, near[0])) if near else passages_of(match.old)
        follows = following.is_consequential(segments, passages)
        if not follows and following.hides_followed(segments, passages):
            segments = whole_text(diff_blocks(old, old_breaks, new, new_breaks, following.add))
            follows = following.is_consequential(segments, passages)
        followed = following.followed(segments, passages) if self.whole and not follows else frozenset[int]()
        return kind, segments, follows, followed


def _starts(matches: Matches) -> dict[int, Match | Group]:
    """Return what each new unit belongs to, by its index."""
    found: dict[int, Match | Group] = {match.new.index: match for match in matches.pairs}
    found.update((unit.index, group) for group in matches.groups for unit in group.new)
    return found


def _removed(old: Sequence[Unit], matches: Matches) -> dict[int, list[Unit]]:
    """Return the removed units by the new unit after which they are told: the one that their forerunner became."""
    became = {match.old.index: match.new.index for match in matches.pairs}
    became.update((unit.index, group.new[-1].index) for group in matches.groups for unit in group.old)
    gone: dict[int, list[Unit]] = {}
    last = -1
    for unit in old:
        if unit.index in became:
            last = became[unit.index]
        else:
            gone.setdefault(last, []).append(unit)
    return gone


def _one_sided(unit: Unit, kind: Kind) -> Found:
    inserted = kind is Kind.INSERTED
    words = count_words(unit.text)
    return Found(
        old=() if inserted else (unit,),
        new=(unit,) if inserted else (),
        kinds=(kind,),
        segments=(Segment(op=Op.INSERT if inserted else Op.DELETE, text=unit.text),),
        words_inserted=words if inserted else 0,
        words_deleted=0 if inserted else words,
    )


def _group_row(group: Group, moved: bool) -> Found:  # noqa: FBT001 - the same
    (old, old_breaks), (new, new_breaks) = joined_text(group.old), joined_text(group.new)
    _, segments = _compared(old, old_breaks, new, new_breaks)
    return Found(
        old=group.old,
        new=group.new,
        kinds=_kinds(group.kind, group.old[0], group.new[0], moved=moved),
        segments=segments or (Segment(op=Op.EQUAL, text=old),),
        confidence=group.confidence,
        reason=group.reason,
        words_inserted=_words(segments, Op.INSERT),
        words_deleted=_words(segments, Op.DELETE),
    )


def joined_text(units: Sequence[Unit]) -> tuple[str, tuple[int, ...]]:
    """Return the texts of units one after the other, and where their blocks begin, the first one left out."""
    text, breaks = "", list[int]()
    for unit in units:
        if text and unit.text:
            text += " "
            breaks.append(len(text))
        breaks += (len(text) + place for place in unit.breaks)
        text += unit.text
    return text, tuple(breaks)


def _kinds(kind: Kind, old: Unit, new: Unit, *, moved: bool) -> tuple[Kind, ...]:
    renumbered = old.num != new.num and " ".join(old.num.split()) != " ".join(new.num.split())
    return _ALL_KINDS[kind, renumbered, moved]


_ALL_KINDS = {
    (kind, renumbered, moved): (kind, *[Kind.RENUMBERED] * renumbered, *[Kind.MOVED] * moved)
    for kind in Kind
    for renumbered in (False, True)
    for moved in (False, True)
}


def _compared(
    old: str, old_breaks: Sequence[int], new: str, new_breaks: Sequence[int]
) -> tuple[Kind, tuple[Segment, ...]]:
    """Return what happened to a text, and its segments where anything did."""
    segments = whole_text(diff_blocks(old, old_breaks, new, new_breaks))
    if all(segment.op is Op.EQUAL for segment in segments):
        return Kind.UNCHANGED, ()
    return Kind.MODIFIED if differ_in_words(old, new, segments) else Kind.TYPOGRAPHIC, segments


def _words(segments: Sequence[Segment], op: Op) -> int:
    return sum(count_words(segment.text) for segment in segments if segment.op is op)
