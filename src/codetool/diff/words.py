"""Words of a legal text in French, and the difference of two texts in words.

A token is a word, a number, an elision (`l'`), or one mark of punctuation; the space after it belongs to it but is not
compared with it. So "commission," → "commission" marks a comma, and a changed space is a change of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from unicodedata import category, normalize

from codetool.diff.changes import Op, Segment
from codetool.diff.common import Step, steps_between

_TOKEN = re.compile(
    r"""
    (?P<word>
        [^\W\d_]+(?![\w'’\-])                           # most words are letters only: these need no other look
      | (?:aujourd|prud|quelqu|presqu|entr)['’]\w+      # one word in spite of its apostrophe
      | \d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?(?!\w|[.,]\d)  # in groups of three, with decimals
      | \d+,\d+(?!\w)                                   # a number with decimals
      | \d+(?:[.\-]\d+)+\w*                             # an article's number, whole: 2.3, 11.2bis, 121-3; a date
      | \w{1,4}['’](?=\w)                               # an elision: l' d' qu' jusqu' is longer, lorsqu' too
      | (?:jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)
      | \w+(?:-\w+)*                                    # a word, hyphens inside it kept
      | [^\w\s]                                         # one mark of punctuation
    )
    (?P<space>\s*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
Words = list[str]
"""The words of a text, in order."""

_WORD = re.compile(r"\w+")
_ROOM = 80
"""Characters of unchanged text on either side of a change that are looked at, besides the length of the change."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word and the space that follows it."""

    word: str
    space: str

    @property
    def text(self) -> str:
        """Return the token as it stands in the text."""
        return self.word + self.space

    @property
    def is_word(self) -> bool:
        """Tell whether the token counts as a word: it has a letter or a digit."""
        return _is_word(self.word)


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text; joined they give it back.

    >>> [token.word for token in tokenize("L'avis de la commission, s'il est requis : 1.000 euros.")]
    ["L'", 'avis', 'de', 'la', 'commission', ',', "s'", 'il', 'est', 'requis', ':', '1.000', 'euros', '.']
    """
    lead = len(text) - len(text.lstrip())
    found = [Token(match["word"], match["space"]) for match in _TOKEN.finditer(text, lead)]
    return (Token("", text[:lead]), *found) if lead else tuple(found)


def words_of(text: str) -> Words:
    """Return the words of a text in small letters, without marks.

    >>> words_of("L'avis du Conseil, 3 jours.")
    ['l', 'avis', 'du', 'conseil', '3', 'jours']
    """
    return _WORD.findall(text.casefold())


def plain_form(text: str) -> str:
    """Return a text without case, punctuation, quotation marks and spacing: what is left differs in words.

    A mark between two digits belongs to the number: 1,5 is not 15. A space that groups thousands does not.

    >>> plain_form("« Le Roi », dit-il") == plain_form('"le roi" dit-il')
    True
    >>> plain_form("1,5 pour cent") == plain_form("15 pour cent")
    False
    >>> plain_form("1 000 francs") == plain_form("1000 francs")
    True
    """
    bare = _GROUPS.sub("", normalize("NFC", text).casefold())
    if any(map(_is_sign, set(bare))):
        return _MARKS.sub(lambda marks: "".join(filter(_is_sign, marks[0])), bare)
    return _MARKS.sub("", bare)


@cache
def _is_sign(char: str) -> bool:
    """Tell whether a character that is no letter and no figure says something: +, °, €, a combining accent."""
    return not char.isalnum() and category(char)[0] in "MS"


_MARKS = re.compile(r"[\W_]{2,}|(?<!\d)[\W_]|[\W_](?!\d)")
"""What is no letter and no figure; one mark between two figures belongs to the number."""

_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")


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

    def segments(self) -> tuple[Segment, ...]:
        """Return the segments."""
        return tuple(Segment(op=op, text=text) for op, text in self._runs)


def add_words(runs: Runs, old: str, new: str) -> None:
    """Add what leads from one text to the other."""
    if old == new:
        runs.add(Op.EQUAL, old)
        return
    start, end = _window(old, new)
    a, b = _Tokens(old[start : len(old) - end]), _Tokens(new[start : len(new) - end])
    steps = _realigned(steps_between(a.words, b.words), a.words, b.words)
    runs.add(Op.EQUAL, old[:start])
    _add_steps(runs, _readable(steps, a.words, b.words), a, b)
    runs.add(Op.EQUAL, old[len(old) - end :])


class _Tokens:
    """The tokens of a text: their words, and the text of any run of them."""

    def __init__(self, text: str) -> None:
        lead = len(text) - len(text.lstrip())
        found = [("", text[:lead])] if lead else []
        found += _TOKEN.findall(text, lead)
        self.words = [word for word, _ in found]
        self.pieces = [*chain.from_iterable(found)]

    def text(self, first: int, last: int) -> str:
        """Return the tokens from `first` up to `last`, with the space after each."""
        return "".join(self.pieces[2 * first : 2 * last])


def _window(old: str, new: str) -> tuple[int, int]:
    """Return how many characters at the beginning and at the end of both texts need not be looked at.

    They are the same on both sides, end where words end, and leave room for a change to slide to where it reads best.
    """
    most = min(len(old), len(new))
    start = common_start(old, new, most)
    end = common_start(old[::-1], new[::-1], most - start)
    room = _ROOM + max(len(old), len(new)) - start - end
    start, end = max(start - room, 0), max(end - _ROOM, 0)
    while start and not _parts(old, start):
        start -= 1
    while end and not _parts(old, len(old) - end):
        end -= 1
    return start, end


def common_start(old: str, new: str, most: int) -> int:
    """Return how many characters two texts begin with in common, at most so many."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            most = middle - 1
    return low


def _parts(text: str, at: int) -> bool:
    """Tell whether a text can be cut so that either part has its tokens: between words, and in no number."""
    before, after = text[at - 1], text[at : at + 1]
    return before.isspace() and bool(after) and not after.isspace() and not after.isdecimal()


def _realigned(steps: list[Step], old: Words, new: Words) -> list[Step]:
    """Look again at where short unchanged runs stand between changes: which words stay is often a choice.

    "5 et 6" that becomes "5, 6 et 7" has one word more in common in either reading; 6 tells more than "et".
    """
    found: list[Step] = []
    at_old = at_new = 0
    for run in _doubtful_runs(steps):
        size = sum(step.old for step in run), sum(step.new for step in run)
        if len(run) > 1 and size[0] * size[1] <= _MOST_CELLS:
            found += _best_steps(old[at_old : at_old + size[0]], new[at_new : at_new + size[1]])
        else:
            found += run
        at_old, at_new = at_old + size[0], at_new + size[1]
    return found


_SHORT_RUN = 3
"""Unchanged words between two changes up to which other words may be the ones that stay."""

_MOST_CELLS = 900
"""Pairs of words that are weighed at one place."""


def _doubtful_runs(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Yield changes together with the short unchanged runs between them, and each long unchanged run alone."""
    run: list[Step] = []
    for i, step in enumerate(steps):
        if step.equal and (step.old > _SHORT_RUN or not run or i + 1 == len(steps)):
            if run:
                yield run
            yield [step]
            run = []
        else:
            run.append(step)
    if run:
        yield run


def _best_steps(old: Words, new: Words) -> list[Step]:
    """Return the steps that keep the words that tell most, and keep them together."""
    rows, columns = len(old), len(new)
    # What can be kept from (i, j) on: after a pair that was kept, and after a word that was not.
    after = [[0] * (columns + 1) for _ in range(rows + 1)]
    apart = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            rest = max(apart[i + 1][j], apart[i][j + 1])
            kept = _worth(old[i]) + after[i + 1][j + 1] if old[i] == new[j] else -1
            apart[i][j] = max(rest, kept)
            after[i][j] = max(rest, kept + 1 if kept >= 0 else kept)
    return _walked(old, new, after, apart)


def _walked(old: Words, new: Words, after: list[list[int]], apart: list[list[int]]) -> list[Step]:
    steps: list[Step] = []
    i = j = 0
    together = False
    while i < len(old) or j < len(new):
        inside = i < len(old) and j < len(new)
        best = (after if together else apart)[i][j]
        together = inside and old[i] == new[j] and best == _worth(old[i]) + after[i + 1][j + 1] + together
        down = not together and i < len(old) and (j == len(new) or apart[i + 1][j] >= apart[i][j + 1])
        step = Step(together, int(together or down), int(together or not down))
        if steps and steps[-1].equal == step.equal:
            step = Step(step.equal, steps[-1].old + step.old, steps.pop().new + step.new)
        steps.append(step)
        i, j = i + int(together or down), j + int(together or not down)
    return steps


@lru_cache(maxsize=20_000)
def _worth(word: str) -> int:
    """Return how much a word tells: a figure or a long word most, a mark least."""
    if len(word) > _LITTLE or any(char.isdecimal() for char in word):
        return 8
    return 4 if word.isalnum() else 2


_LITTLE = 3
"""Letters up to which a word is a little one: de, la, et, un."""


def _readable(steps: list[Step], old: Words, new: Words) -> list[Step]:
    """Join changes that only a mark or a little word keeps apart: a drafter strikes the phrase, not its pieces."""
    kept: list[Step] = []
    at_old = at_new = 0
    for i, step in enumerate(steps):
        words = old[at_old : at_old + step.old]
        at_old, at_new = at_old + step.old, at_new + step.new
        inside = kept and not kept[-1].equal and i + 1 < len(steps)
        if step.equal and inside and _is_glue(words, kept[-1], steps[i + 1]):
            kept[-1] = Step(False, kept[-1].old + step.old, kept[-1].new + step.new)  # noqa: FBT003
        elif kept and kept[-1].equal == step.equal:
            kept[-1] = Step(step.equal, kept[-1].old + step.old, kept[-1].new + step.new)
        else:
            kept.append(step)
    return _slid(kept, old, new)


def _is_glue(words: Words, before: Step, after: Step) -> bool:
    changed = min(before.old + before.new, after.old + after.new)
    replaced = before.old and before.new and after.old and after.new
    if not replaced or len(words) > 2:  # noqa: PLR2004 - a mark and a little word
        return False
    little = all(len(word) <= _LITTLE or not _is_word(word) for word in words)
    return little and changed > 2 * len(words)


def _slid(steps: list[Step], old: Words, new: Words) -> list[Step]:
    """Move a pure insertion or deletion so that it begins after a mark of punctuation, where a drafter puts it."""
    moved = list(steps)
    at_old = at_new = 0
    for i, step in enumerate(steps):
        if 0 < i < len(steps) - 1 and not step.equal and not (step.old and step.new):
            side, at, count = (new, at_new, step.new) if step.new else (old, at_old, step.old)
            shift = _best_shift(side, at, count, most=moved[i - 1].old)
            if shift:
                moved[i - 1] = Step(True, moved[i - 1].old - shift, moved[i - 1].new - shift)  # noqa: FBT003
                moved[i + 1] = Step(True, moved[i + 1].old + shift, moved[i + 1].new + shift)  # noqa: FBT003
        at_old, at_new = at_old + step.old, at_new + step.new
    return [step for step in moved if step.old or step.new]


def _best_shift(words: Words, at: int, count: int, most: int) -> int:
    def begins_well(start: int) -> bool:
        return start == 0 or not _is_word(words[start - 1])

    if begins_well(at):
        return 0
    for shift in range(1, min(count, most) + 1):
        if words[at - shift] != words[at + count - shift]:
            return 0
        if begins_well(at - shift):
            return shift
    return 0


def _add_steps(runs: Runs, steps: list[Step], old: _Tokens, new: _Tokens) -> None:
    gone = come = ""
    for equal, mine, yours in _pieces(steps, old, new):
        if not equal:
            gone, come = gone + mine, come + yours
        elif mine:
            _add_change(runs, gone, come)
            runs.add(Op.EQUAL, mine)
            gone = come = ""
    _add_change(runs, gone, come)


def _pieces(steps: list[Step], old: _Tokens, new: _Tokens) -> Iterator[tuple[bool, str, str]]:
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
        sorted(char for s in segments if s.op is op for char in s.text.casefold() if char.isalnum())
        for op in (Op.DELETE, Op.INSERT)
    )
    return gone != come or plain_form(old) != plain_form(new)


def count_words(text: str) -> int:
    """Return how many words a text has; marks of punctuation are none.

    >>> count_words("L'avis, requis.")
    3
    """
    return sum(map(_is_word, (word for word, _ in _TOKEN.findall(text))))


def _is_word(word: str) -> bool:
    return word.isalnum() or any(char.isalnum() for char in word)


def matched_words(old: Words, new: Words) -> list[tuple[int, int]]:
    """Return the places of the words that stay, as a reader sees it, in order on both sides.

    >>> matched_words(["Il", "peut", "agir"], ["Il", "doit", "agir"])
    [(0, 0), (2, 2)]
    """
    pairs: list[tuple[int, int]] = []
    at_old = at_new = 0
    for step in _readable(_realigned(steps_between(old, new), old, new), old, new):
        if step.equal:
            pairs += zip(range(at_old, at_old + step.old), range(at_new, at_new + step.new), strict=True)
        at_old, at_new = at_old + step.old, at_new + step.new
    return pairs
