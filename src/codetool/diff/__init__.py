"""Comparison: two Expressions become a ChangeSet, article by article, through renumbering and moves.

Names are loaded when they are first used: who only counts changes does not wait for what weighs them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Segment, counts_changes
    from codetool.diff.changeset import compare
    from codetool.diff.count import count_changes

__all__ = ["ChangeSet", "Correspondence", "Kind", "Op", "Segment", "compare", "count_changes", "counts_changes"]

_HOMES = {"compare": "changeset", "count_changes": "count"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Return a public name from the module that it lives in."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'changes')}"), name)
