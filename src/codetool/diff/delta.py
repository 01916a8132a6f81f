"""The difference of two strings as edits that can be read, applied and turned round."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from rapidfuzz.distance import Indel

from codetool.diff.changes import Delta, Edit, Op
from codetool.diff.words import common_ends

_LEVELS = (
    # What is looked for on both sides, the coarse before the fine: elements that hold text; words.
    re.compile(r".*?</[^>]*>|.+", re.DOTALL),
    re.compile(r"\w+|\W+"),
)
_MOST_CELLS = 1 << 28
"""Pieces of one side times those of the other up to which they are compared: 32 MB of working memory."""

_SHORT = 8000
"""Characters of both sides up to which words are looked for at once: articles are mostly shorter."""


_Change = tuple[int, str, str]
"""Characters kept, then some taken out and others put in; a plain tuple, for there are hundreds of thousands."""


def delta_of(old: str, new: str, renamed: tuple[str, str] = ("", "")) -> Delta | None:
    """Return the edits that make `new` of `old`; None where they are the same.

    `renamed` is what values that begin with an id began with, and begin with now.

    >>> [(edit.op.value, edit.text or edit.size) for edit in delta_of("<p>Il peut.</p>", "<p>Il doit.</p>")]
    [('equal', 6), ('delete', 'peut'), ('insert', 'doit'), ('equal', 5)]
    """
    if old == new:
        return None
    return _joined(_renamed(old, new, *renamed) or _changes(old, new))


def _changes(old: str, new: str) -> Iterable[_Change]:
    return _in_place(old, new) or _edits(old, new, 0 if len(old) + len(new) > _SHORT else 1)


def _renamed(old: str, new: str, was: str, now: str) -> list[_Change] | None:
    """Return the changes of markup whose ids begin otherwise; None where not as many of them do."""
    if not was or not now or was == now:
        return None
    mine, yours = old.split(f'"{was}'), new.split(f'"{now}')
    if len(mine) != len(yours):
        return None
    changes: list[_Change] = []
    for place, (gone, come) in enumerate(zip(mine, yours, strict=True)):
        if place:
            changes.append((1, was, now))  # its quotation mark stays
        changes += [(len(gone), "", "")] if gone == come else _changes(gone, come)
    return changes


def apply_delta(delta: Delta | None, text: str) -> str:
    """Return what the edits make of a text; raise ValueError where they were not made from it.

    >>> apply_delta(delta_of("un deux", "un trois"), "un deux")
    'un trois'
    """
    if delta is None:
        return text
    made, at = [], 0
    for op, size, gone_or_come in delta:
        if op is Op.INSERT:
            made.append(gone_or_come)
            continue
        stands = text[at : at + size]
        if len(stands) != size or (op is Op.DELETE and stands != gone_or_come):
            raise ValueError(at)
        if op is Op.EQUAL:
            made.append(stands)
        at += size
    if at != len(text):
        raise ValueError(at)
    return "".join(made)


def reversed_delta(delta: Delta | None) -> Delta | None:
    """Return the edits that lead back.

    >>> apply_delta(reversed_delta(delta_of("un deux", "un trois")), "un trois")
    'un deux'
    """
    if delta is None:
        return None
    return tuple(Edit(_OTHER[op], size, text) for op, size, text in delta)


_OTHER = {Op.EQUAL: Op.EQUAL, Op.DELETE: Op.INSERT, Op.INSERT: Op.DELETE}


def _in_place(old: str, new: str) -> list[_Change] | None:
    """Return the changes of markup that has the same tags on both sides, as a renumbering leaves it.

    Each value of an attribute and each run of text has its counterpart then, without looking for it. None where the
    tags differ, or a run of text stands at another place now.
    """
    mine, yours = old.split('"'), new.split('"')
    if len(mine) != len(yours):
        return None
    changes: list[_Change] = []
    runs: list[tuple[str, str]] = []
    kept = 0
    for gone, come in zip(mine, yours, strict=True):
        if gone == come:
            kept += len(gone) + 1
            continue
        if "<" in gone or " " in gone:
            inside = _in_texts(gone, come, runs)
            if inside is None:
                return None
            changes += ((kept, "", ""), *inside)
        else:
            changes.append((kept, gone, come))
        kept = 1
    changes.append((kept - 1, "", ""))
    return changes if {gone for gone, _ in runs}.isdisjoint([come for _, come in runs]) else None


def _in_texts(old: str, new: str, runs: list[tuple[str, str]]) -> list[_Change] | None:
    """Return the changes between two quotation marks: each run of text is compared by words, and added to `runs`."""
    mine, yours = old.split("<"), new.split("<")
    if len(mine) != len(yours):
        return None
    changes: list[_Change] = []
    kept = 0
    for one, other in zip(mine, yours, strict=True):
        if one == other:
            kept += len(one) + 1
            continue
        tag, _, gone = one.partition(">")
        same, _, come = other.partition(">")
        if tag != same:
            return None
        runs.append((gone, come))
        changes += ((kept + len(tag) + 1, "", ""), *_edits(gone, come, _WORDS))
        kept = 1
    changes.append((kept - 1, "", ""))
    return changes


_WORDS = 1


def _edits(old: str, new: str, level: int) -> Iterator[_Change]:
    """Yield the changes between two strings, looked for in the pieces of a level, then of the finer ones."""
    start, end = _same_ends(old, new)
    yield (start, "", "")
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if old and new and not (old.isalnum() and new.isalnum()):
        yield from _compared(_LEVELS[level].findall(old), _LEVELS[level].findall(new), level)
    else:
        yield (0, old, new)
    yield (end, "", "")


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two strings begin and end with in common, no word cut through."""
    start, end = common_ends(old, new)
    while start and old[start - 1].isalnum():
        start -= 1
    while end and old[-end].isalnum():
        end -= 1
    return start, end


def _compared(old: list[str], new: list[str], level: int) -> Iterator[_Change]:
    if len(old) * len(new) > _MOST_CELLS:
        yield (0, "".join(old), "".join(new))
        return
    for is_equal, run in groupby(Indel.opcodes(old, new), key=lambda found: found.tag == "equal"):
        steps = list(run)
        gone = "".join(old[steps[0].src_start : steps[-1].src_end])
        come = "".join(new[steps[0].dest_start : steps[-1].dest_end])
        if is_equal:
            yield (len(gone), "", "")
        elif gone and come and level + 1 < len(_LEVELS):
            yield from _edits(gone, come, level + 1)
        else:
            yield (0, gone, come)


def _joined(changes: Iterable[_Change]) -> Delta:
    """Return the edits: kept runs that meet are one, and between two of them a deletion comes before an insertion."""
    edits: list[Edit] = []
    run = 0
    for kept, gone, come in changes:
        run += kept
        if gone or come:
            if run:
                edits.append(_edit((Op.EQUAL, run, "")))
                run = 0
            if gone:
                edits.append(_edit((Op.DELETE, len(gone), gone)))
            if come:
                edits.append(_edit((Op.INSERT, len(come), come)))
    if run:
        edits.append(Edit(Op.EQUAL, run))
    return tuple(edits)


_edit = partial(tuple.__new__, Edit)
"""Makes an edit at half of what its class takes."""
