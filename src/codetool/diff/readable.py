"""Which words stay, as a drafter would mark it: of all longest common runs of words, the one that reads best."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from codetool.diff.common import Step, steps_between
from codetool.diff.tokens import Words, is_word


def readable_steps(old: Words, new: Words) -> list[Step]:
    """Return the steps that lead from one sequence of words to the other, as a reader sees them.

    >>> readable_steps(["selon", "5", "et", "6"], ["selon", "5", "et", "7"])
    [Step(equal=True, old=3, new=3), Step(equal=False, old=1, new=1)]
    """
    return _readable(_realigned(steps_between(old, new), old, new), old, new)


def matched_words(old: Words, new: Words) -> list[tuple[int, int]]:
    """Return the places of the words that stay, as a reader sees it, in order on both sides.

    >>> matched_words(["Il", "peut", "agir"], ["Il", "doit", "agir"])
    [(0, 0), (2, 2)]
    """
    pairs: list[tuple[int, int]] = []
    at_old = at_new = 0
    for step in readable_steps(old, new):
        if step.equal:
            pairs += zip(range(at_old, at_old + step.old), range(at_new, at_new + step.new), strict=True)
        at_old, at_new = at_old + step.old, at_new + step.new
    return pairs


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
    little = all(len(word) <= _LITTLE or not is_word(word) for word in words)
    return little and changed > 2 * len(words)


def _slid(steps: list[Step], old: Words, new: Words) -> list[Step]:
    """Move a pure insertion or deletion so that it begins after a mark of punctuation, where a drafter puts it."""
    moved = list(steps)
    at_old = at_new = 0
    for i, step in enumerate(steps):
        if 0 < i < len(steps) - 1 and not step.equal and not (step.old and step.new):
            side, at, count = (new, at_new, step.new) if step.new else (old, at_old, step.old)
            shift = _best_shift(side, at, count, moved[i - 1].old, moved[i + 1].old)
            if shift:
                moved[i - 1] = Step(True, moved[i - 1].old - shift, moved[i - 1].new - shift)  # noqa: FBT003
                moved[i + 1] = Step(True, moved[i + 1].old + shift, moved[i + 1].new + shift)  # noqa: FBT003
        at_old, at_new = at_old + step.old, at_new + step.new
    return [step for step in moved if step.old or step.new]


def _best_shift(words: Words, at: int, count: int, before: int, after: int) -> int:
    """Return by how many words a run is better told earlier, or later where that is less than 0."""

    def begins_well(start: int) -> bool:
        return start == 0 or not is_word(words[start - 1])

    if begins_well(at):
        return 0
    for shift in range(1, min(count, before) + 1):
        if words[at - shift] != words[at + count - shift]:
            break
        if begins_well(at - shift):
            return shift
    for shift in range(1, min(count, after) + 1):
        if words[at + shift - 1] != words[at + count + shift - 1]:
            break
        if begins_well(at + shift):
            return -shift
    return 0
