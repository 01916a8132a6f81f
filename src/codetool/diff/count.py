"""What a comparison found, only counted."""

from codetool.diff.changes import count_rows
from codetool.diff.found import find_changes
from codetool.diff.groups import NO_OVERRIDES
from codetool.diff.overrides import Overrides
from codetool.model.expression import Expression


def count_changes(old: Expression, new: Expression, overrides: Overrides = NO_OVERRIDES) -> dict[str, int]:
    """Return the counts of `ChangeSet.summary`, without reading what did not change.

    >>> from codetool.model.markup import Element
    >>> nothing = Expression(root=Element(name="akomaNtoso"))
    >>> count_changes(nothing, nothing)["modified"]
    0
    """
    found = find_changes(old, new, overrides, whole=False)
    return count_rows(found.articles, found.others, len(found.stale))
