"""A patch: what turns the canonical XML of one text into that of the other, and back, without knowing XML.

A document is taken apart into units that stand inside each other. A unit's own text is its XML in which a mark stands
for each unit inside it. The rows of a comparison rewrite own texts; filled in again in the order in which the units
begin, they are the other document.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from codetool.diff.changes import ChangeSet, Correspondence, Delta, Kind, Segment, Side, Span
from codetool.diff.delta import apply_delta, reversed_delta
from codetool.errors import PatchError

MARK = "\x1a"
"""Stands for a unit in the own text of the one around it; XML allows no such character."""

SEPARATOR = "\x1d"
"""Stands between the own texts of several units: those of one side of a split or merged article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a row tells a reader: eIds and numbers on either side, kinds, words; `path` names it in the JSON."""

    path: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    old_num: tuple[str, ...]
    new_num: tuple[str, ...]
    kinds: tuple[Kind, ...]
    segments: tuple[Segment, ...] = field(repr=False)
    words_inserted: int
    words_deleted: int
    consequential: bool = False
    markup: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchRow:
    """What becomes of the units at some places: their own texts joined, rewritten, are those at the new places.

    `told` is what a reader sees of it (`diff/patch_told.py`); to apply it, nobody needs that.
    """

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    delta: Delta | None
    told: Told | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """What leads from one text to another: a row for every unit, and what becomes of the frame around them all."""

    old: Side
    new: Side
    frame: Delta | None
    rows: tuple[PatchRow, ...]


def patch_of(changes: ChangeSet) -> Patch:
    """Return the patch that a ChangeSet holds."""
    parts = {"articles": changes.articles, "others": changes.others}
    rows = (_row(row, f"{part}[{number}]") for part, found in parts.items() for number, row in enumerate(found))
    return Patch(old=changes.old, new=changes.new, frame=changes.frame, rows=tuple(rows))


def _row(row: Correspondence, path: str) -> PatchRow:
    told = Told(
        path=path,
        old=tuple(place.eid for place in row.old),
        new=tuple(place.eid for place in row.new),
        old_num=tuple(place.num for place in row.old),
        new_num=tuple(place.num for place in row.new),
        kinds=row.kinds,
        segments=row.segments,
        words_inserted=row.words_inserted,
        words_deleted=row.words_deleted,
        consequential=row.consequential,
        markup=row.markup,
        name=row.name,
    )
    old, new = (tuple(place.at for place in side) for side in (row.old, row.new))
    return PatchRow(old=old, new=new, delta=row.patch, told=told)


def reverse_patch(patch: Patch) -> Patch:
    """Return the patch that leads back."""
    rows = (PatchRow(old=row.new, new=row.old, delta=reversed_delta(row.delta)) for row in patch.rows)
    return Patch(old=patch.new, new=patch.old, frame=reversed_delta(patch.frame), rows=tuple(rows))


def apply_patch(patch: Patch, text: str, place: str = "", patch_place: str = "") -> str:
    """Return the new canonical XML, made from the old one; raise PatchError where it is not the one meant.

    What is returned has the SHA-256 that the patch promises, or nothing is. The two places are those of the text and of
    the patch, as messages name them.
    """
    _check_fits(patch, _digest(text), place)
    try:
        made = _applied(patch, text)
        whole = _digest(made) == patch.new.sha256
    except ValueError:
        # Also what cannot be written as UTF-8: half a character.
        whole = False
    if not whole:
        raise PatchError(
            "the changes are damaged: they do not lead to the text that they promise",
            "Make them again with codetool diff OLD NEW --format json.",
            place=patch_place,
        )
    return made


def _check_fits(patch: Patch, seen: str, place: str) -> None:
    if seen == patch.old.sha256:
        return
    if seen == patch.new.sha256:
        raise PatchError(
            "the changes lead to this text, and do not begin from it",
            "Add --reverse to go back, or leave it out to go forward.",
            place=place,
        )
    raise PatchError(
        "the changes were made from another text ({name}, sha256 {wanted}; this one has {seen})",
        "Name the version that they were made from.",
        place=place,
        name=patch.old.iri or patch.old.title or "?",
        wanted=patch.old.sha256[:_SHOWN],
        seen=seen[:_SHOWN],
    )


_SHOWN = 12
"""Figures of a SHA-256 that are shown: enough to tell two texts apart."""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _applied(patch: Patch, text: str) -> str:
    own = take_apart(text, [span for row in patch.rows for span in row.old])
    made = dict(pair for row in patch.rows for pair in _rewritten(row, own))
    if len(made) != sum(len(row.new) for row in patch.rows):
        raise ValueError(len(made))
    frame = apply_delta(patch.frame, own[0, len(text)])
    return put_together([frame, *(made[span] for span in sorted(made, key=_by_place))])


def _rewritten(row: PatchRow, own: Mapping[Span, str]) -> Iterator[tuple[Span, str]]:
    """Yield the own text of each unit on the new side of a row."""
    made = apply_delta(row.delta, joined_own(row.old, own))
    if row.new:
        yield from zip(row.new, made.split(SEPARATOR), strict=True)
    elif made:
        raise ValueError(made)


def joined_own(spans: Sequence[Span], own: Mapping[Span, str]) -> str:
    """Return the own texts of units one after the other."""
    return SEPARATOR.join(own[span] for span in spans)


def take_apart(text: str, spans: Sequence[Span]) -> dict[Span, str]:
    r"""Return the own text of the unit at each place, and of the frame, which is the whole.

    Raises ValueError where two places cross or are the same, or one is not in the text.

    >>> take_apart("<a>x<b/></a>", [(4, 8)])
    {(4, 8): '<b/>', (0, 12): '<a>x\x1a</a>'}
    """
    own: dict[Span, str] = {}
    around: list[tuple[Span, list[str]]] = [((0, len(text)), [])]
    at = 0
    for span in sorted(spans, key=_by_place):
        if span[0] >= len(text):
            raise ValueError(span)
        at = _close(around, own, text, at, until=span[0])
        (_, end), runs = around[-1]
        if not at <= span[0] < span[1] <= end:
            raise ValueError(span)
        runs.append(text[at : span[0]])
        around.append((span, []))
        at = span[0]
    _close(around, own, text, at, until=len(text))
    if len(own) != len(spans) + 1:
        raise ValueError(len(own))
    return own


def _close(around: list[tuple[Span, list[str]]], own: dict[Span, str], text: str, at: int, until: int) -> int:
    """Close the units that end up to a place, and return how far the text is told then."""
    while around and around[-1][0][1] <= until:
        span, runs = around.pop()
        own[span] = MARK.join([*runs, text[at : span[1]]])
        at = span[1]
    return at


def put_together(own: Iterable[str]) -> str:
    r"""Return the document of which own texts are given, in the order in which the units begin, the frame first.

    Raises ValueError where there are more or fewer of them than marks.

    >>> put_together(["<a>x\x1a</a>", "<b/>"])
    '<a>x<b/></a>'
    """
    waiting = iter(own)
    made: list[str] = []
    around = [_runs(next(waiting))]
    while around:
        made.append(around[-1].pop())
        if not around[-1]:
            around.pop()
        elif (inside := next(waiting, None)) is not None:
            around.append(_runs(inside))
        else:
            raise ValueError(len(made))
    if next(waiting, None) is not None:
        raise ValueError(len(made))
    return "".join(made)


def _runs(own: str) -> list[str]:
    return own.split(MARK)[::-1]


def _by_place(span: Span) -> tuple[int, int]:
    return span[0], -span[1]
