"""Comparison: two Expressions become a ChangeSet, article by article, through renumbering and moves.

Names are loaded when they are first used: who only counts changes does not wait for what weighs them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Segment, counts_changes
    from codetool.diff.changeset import compare
    from codetool.diff.count import count_changes
    from codetool.diff.overrides import Overrides, read_overrides
    from codetool.diff.patch import Patch, apply_patch, patch_of, reverse_patch
    from codetool.diff.patch_json import read_patch

__all__ = [
    "ChangeSet",
    "Correspondence",
    "Kind",
    "Op",
    "Overrides",
    "Patch",
    "Segment",
    "apply_patch",
    "compare",
    "count_changes",
    "counts_changes",
    "patch_of",
    "read_overrides",
    "read_patch",
    "reverse_patch",
]

_HOMES = {
    "Overrides": "overrides",
    "Patch": "patch",
    "apply_patch": "patch",
    "compare": "changeset",
    "count_changes": "count",
    "patch_of": "patch",
    "read_overrides": "overrides",
    "read_patch": "patch_json",
    "reverse_patch": "patch",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Return a public name from the module that it lives in."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'changes')}"), name)
