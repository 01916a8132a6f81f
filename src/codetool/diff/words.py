"""The difference of two texts in words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz.distance import Postfix, Prefix

from codetool.diff.changes import Op, Segment
from codetool.diff.common import Step
from codetool.diff.readable import readable_steps
from codetool.diff.tokens import Tokens, plain_form

_ROOM = 30
"""Characters of unchanged text on either side of a change that are looked at with it."""


def diff_words(old: str, new: str) -> tuple[Segment, ...]:
    """Return the segments that lead from one text to the other; joined by side they give both texts back.

    >>> [(s.op.value, s.text) for s in diff_words("Il peut agir.", "Il doit agir.")]
    [('equal', 'Il '), ('delete', 'peut'), ('insert', 'doit'), ('equal', ' agir.')]
    """
    runs = Runs()
    add_words(runs, old, new)
    return runs.segments()


class Runs:
    """Segments in the making: what is added to a run of the same sort becomes part of it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._runs: list[tuple[Op, str]] = []

    def add(self, op: Op, text: str) -> None:
        """Add a text; an empty one leaves no trace."""
        if not text:
            return
        if self._runs and self._runs[-1][0] is op:
            text = self._runs.pop()[1] + text
        self._runs.append((op, text))

    def extend(self, found: Iterable[tuple[Op, str]]) -> None:
        """Add several texts."""
        for op, text in found:
            self.add(op, text)

    def segments(self) -> tuple[Segment, ...]:
        """Return the segments."""
        return tuple(Segment(op=op, text=text) for op, text in self._runs)


def add_words(runs: Runs, old: str, new: str) -> None:
    """Add what leads from one text to the other."""
    if old == new:
        runs.add(Op.EQUAL, old)
        return
    if (replaced := replaced_words(old, new)) is not None:
        runs.extend(replaced)
        return
    start, end = _window(old, new)
    a, b = Tokens(old[start : len(old) - end]), Tokens(new[start : len(new) - end])
    runs.add(Op.EQUAL, old[:start])
    _add_steps(runs, readable_steps(a.words, b.words), a, b)
    runs.add(Op.EQUAL, old[len(old) - end :])


def replaced_words(old: str, new: str) -> list[tuple[Op, str]] | None:
    """Return what leads from one text to the other if a few words were replaced, each by another one; else None.

    Most changes after a renumbering are of that sort. Where no word that went stands in the new text, and none that
    came in the old one, there is one reading only, and what is in common need not be looked for.

    >>> [text for _, text in replaced_words("Il peut agir seul, après avis.", "Il doit agir seul, après avis.")]
    ['Il ', 'peut', 'doit', ' agir seul, après avis.']
    """
    start, end = common_ends(old, new)
    first, last = old.rfind(" ", 0, start) + 1, old.find(" ", len(old) - end)
    rest = len(old) - last if last >= 0 else 0
    mine, yours = (text[first : len(text) - rest].split(" ") for text in (old, new))
    if len(mine) != len(yours) or not (first or rest):
        return None
    found: list[tuple[Op, str]] = []
    done, begins, apart, several = 0, first, True, len(mine) > 1
    for one, other in zip(mine, yours, strict=True):
        if one != other:
            change = _replaced(one, other)
            if change is None or not apart or (several and (change.gone in new or change.come in old)):
                return None
            lead, gone, come, marks = change
            start, end = begins + lead, begins + len(one)
            # 12 500 is one number.
            if old[max(begins - 2, 0) : max(begins - 1, 0)].isdecimal() or (
                not marks and old[end + 1 : end + 2].isdecimal()
            ):
                return None
            found += ((Op.EQUAL, old[done:start]), (Op.DELETE, gone), (Op.INSERT, come))
            done = start + len(gone)
        apart = one == other
        begins += len(one) + 1
    found.append((Op.EQUAL, old[done:]))
    return found if not several or _FEW * (len(found) // 3) <= old.count(" ") else None


_FEW = 4
"""Words of a text for each that was replaced, at least; where more were, it is doubtful what stayed."""


class _Replaced(NamedTuple):
    """A word that came for another one, the characters that stand before both, and the marks behind both."""

    lead: int
    gone: str
    come: str
    marks: int


def _replaced(old: str, new: str) -> _Replaced | None:
    """Return the word that was replaced in what stands between two spaces; None where more than one may have been."""
    lead = 0
    if old[1:2] in _APOSTROPHES or old[2:3] in _APOSTROPHES:
        # l', d', qu'; what is longer may be part of one word, as in prud'homme.
        lead = 2 if old[1:2] in _APOSTROPHES else 3
        lead = lead if old[:lead] == new[:lead] else 0
    gone = old[lead:].rstrip(_ENDING)
    marks = len(old) - lead - len(gone)
    come = new[lead : len(new) - marks]
    alike = not marks or old[-marks:] == new[-marks:]
    return _Replaced(lead, gone, come, marks) if alike and gone.isalnum() and come.isalnum() else None


_APOSTROPHES = frozenset("'\u2019")
_ENDING = ".,;:)"
"""Marks that stand behind a word, and are none of its own."""


def common_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts begin with in common, and how many they end with besides.

    >>> common_ends("aba", "ababa")
    (3, 0)
    """
    start = Prefix.similarity(old, new)
    return start, min(Postfix.similarity(old, new), min(len(old), len(new)) - start)


def _window(old: str, new: str) -> tuple[int, int]:
    """Return how many characters at the beginning and at the end of both texts need not be looked at.

    They are the same on both sides, end where words end, and leave room for a change to slide to where it reads best.
    """
    start, end = common_ends(old, new)
    # Only what was put in or taken out slides, and no further than it is long.
    is_pure = start + end == min(len(old), len(new))
    room = _ROOM + (max(len(old), len(new)) - start - end if is_pure else 0)
    start, end = max(start - room, 0), max(end - room, 0)
    while start and not _parts(old, start):
        start -= 1
    while end and not _parts(old, len(old) - end):
        end -= 1
    return start, end


def _parts(text: str, at: int) -> bool:
    """Tell whether a text can be cut so that either part has its tokens: between words, and in no number."""
    before, after = text[at - 1], text[at : at + 1]
    return before.isspace() and bool(after) and not after.isspace() and not after.isdecimal()


def _add_steps(runs: Runs, steps: list[Step], old: Tokens, new: Tokens) -> None:
    gone = come = ""
    for equal, mine, yours in _pieces(steps, old, new):
        if not equal:
            gone, come = gone + mine, come + yours
        elif mine:
            _add_change(runs, gone, come)
            runs.add(Op.EQUAL, mine)
            gone = come = ""
    _add_change(runs, gone, come)


def _pieces(steps: list[Step], old: Tokens, new: Tokens) -> Iterator[tuple[bool, str, str]]:
    """Yield what is equal and what is not, on either side; where only a space differs, the words around it are."""
    at_old = at_new = 0
    for step in steps:
        end_old, end_new = at_old + step.old, at_new + step.new
        mine, yours = old.text(at_old, end_old), new.text(at_new, end_new)
        if step.equal and mine != yours:
            # Words and spaces stand in turns.
            pieces = zip(old.pieces[2 * at_old : 2 * end_old], new.pieces[2 * at_new : 2 * end_new], strict=True)
            yield from ((one == two, one, two) for one, two in pieces)
        else:
            yield step.equal, mine, yours
        at_old, at_new = end_old, end_new


def _add_change(runs: Runs, gone: str, come: str) -> None:
    """Add a deletion and an insertion; the space that ends both belongs to neither."""
    bare = gone.rstrip()
    space = gone[len(bare) :]
    if space and space == come[len(come.rstrip()) :]:
        runs.add(Op.DELETE, bare)
        runs.add(Op.INSERT, come.rstrip())
        runs.add(Op.EQUAL, space)
    else:
        runs.add(Op.DELETE, gone)
        runs.add(Op.INSERT, come)


def differ_in_words(old: str, new: str, segments: Sequence[Segment]) -> bool:
    """Tell whether two texts differ beyond case, punctuation, quotation marks and spacing.

    >>> differ_in_words("Il agit.", "il agit", diff_words("Il agit.", "il agit"))
    False
    """
    # What was taken out and put in has other letters: the texts differ, and need not be read whole.
    gone, come = (
        "".join([normalize("NFC", segment.text).casefold() for segment in segments if segment.op is op])
        for op in (Op.DELETE, Op.INSERT)
    )
    if sorted(filter(str.isalnum, gone)) != sorted(filter(str.isalnum, come)):
        return True
    return plain_form(old) != plain_form(new)
