"""What stands between two anchors on one side: the rest of a line, whole items, the beginning of a line."""

from collections.abc import Sequence
from typing import NamedTuple

from codetool.render.docx.story import SPACES, Line, Story, Table
from codetool.render.tracked.anchors import Anchor


class Stretch(NamedTuple):
    """What stands between two anchors on one side: the rest of a line, whole items, the beginning of a line.

    `ends` tells whether the line of the first anchor ends before the second.
    """

    tail: tuple[Line, int, int] | None
    ends: bool
    whole: Sequence[Line | Table]
    head: tuple[Line, int, int] | None


def in_line(old: Stretch, new: Stretch) -> bool:
    """Tell whether both anchors stand in one line, whose text between them is the tail."""
    return old.tail is not None and new.tail is not None and not old.ends


def place_after(anchor: Anchor, place: tuple[int, int]) -> tuple[int, int, bool]:
    """Return the place after an anchor on one side, and whether it is in a line."""
    return place[0], place[1] + anchor.size, not anchor.is_row


def stretch_to(story: Story, last: tuple[int, int, bool] | None, is_row: bool, to: tuple[int, int]) -> Stretch:  # noqa: FBT001 - told by its callers in one place
    """Return what stands between a place and the next anchor, which is in a table, in a line, or the end."""
    item, offset, is_text = last or (-1, 0, False)
    line = story.items[item] if is_text else None
    target = story.items[to[0]] if to[0] < len(story.items) and not is_row else None
    if isinstance(line, Line) and target is line:
        return Stretch((line, offset, to[1]), ends=False, whole=(), head=None)
    tail = (line, offset, len(line.text)) if isinstance(line, Line) else None
    head = (target, 0, to[1]) if isinstance(target, Line) else None
    return Stretch(tail, ends=tail is not None, whole=story.items[item + 1 : to[0]], head=head)


def last_line(items: Sequence[Line | Table]) -> Line | None:
    """Return the line that the items end with, None where they end with a table or are none."""
    last = items[-1] if items else None
    return last if isinstance(last, Line) else None


def all_of(line: Line | None) -> tuple[Line, int, int] | None:
    """Return a line as a stretch of itself."""
    return (line, 0, len(line.text)) if line else None


def common_spaces(one: str, two: str) -> int:
    """Return how many spaces two texts both begin with.

    >>> common_spaces(" peut", " doit"), common_spaces("peut", "peut-être")
    (1, 0)
    """
    size = 0
    for a, b in zip(one, two, strict=False):
        if a != b or a not in SPACES:
            break
        size += 1
    return size
