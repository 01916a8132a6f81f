"""Words to rows: which words stand on one baseline, and which are raised or lowered beside it."""

from collections.abc import Iterable, Sequence

from codetool.importers.readers.pdf.page import LOWERED, RAISED, Row, Word

_SAME = 0.22
"""Baselines nearer than so many sizes are one."""
_SMALL = 0.88
_BESIDE = 0.6
_NUMBER = 3


def rows_of(words: Iterable[Word], page: int, *, turned: bool = False) -> tuple[Row, ...]:
    """Return the rows of a page from above, each from left to right."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.base, one.left)):
        last = groups[-1] if groups else None
        if last and word.base - last[0].base <= _SAME * min(word.size, last[0].size):
            last.append(word)
        else:
            groups.append([word])
    _attach(groups)
    rows = (
        Row(page=page, words=tuple(sorted(group, key=lambda one: (one.left, one.right))), turned=turned)
        for group in groups
        if group
    )
    return tuple(sorted(rows, key=lambda row: (row.base, row.left)))


def _attach(groups: list[list[Word]]) -> None:
    """Move raised and lowered words to the row that they belong to."""
    for at, group in enumerate(groups):
        kept: list[Word] = []
        for word in group:
            found = _host(word, groups, at)
            if found is None:
                kept.append(word)
            else:
                host, shift = found
                host.append(word.lifted(shift))
        groups[at] = kept


def _host(word: Word, groups: Sequence[list[Word]], at: int) -> tuple[list[Word], int] | None:
    if len(word.text) > 12:  # noqa: PLR2004 - an exponent or a call is short
        return None
    for step in (1, -1):
        near = at + step
        while 0 <= near < len(groups):
            group = groups[near]
            away = abs(group[0].base - word.base) if group else 0.0
            if away > word.size:
                break
            if any(_beside(word, other, away) for other in group):
                return group, RAISED if step > 0 else LOWERED
            near += step
    return None


def _beside(word: Word, other: Word, away: float) -> bool:
    # A raised number in the size of the text is one where the file has it behind the word that it stands at.
    follows = word.order == other.order + 1 and len(word.text) <= _NUMBER
    if (word.size > _SMALL * other.size and not follows) or away > 0.6 * other.size:
        return False
    room = _BESIDE * other.size
    return -0.3 * other.size <= word.left - other.right <= room or -0.3 * other.size <= other.left - word.right <= room
