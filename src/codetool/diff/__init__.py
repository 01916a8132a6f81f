"""Comparison: two Expressions become a ChangeSet, article by article, through renumbering and moves."""

from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Segment, counts_changes
from codetool.diff.compare import compare, count_changes
from codetool.diff.patch import Patch, apply_patch, patch_of, reverse_patch
from codetool.diff.patch_json import read_patch

__all__ = [
    "ChangeSet",
    "Correspondence",
    "Kind",
    "Op",
    "Patch",
    "Segment",
    "apply_patch",
    "compare",
    "count_changes",
    "counts_changes",
    "patch_of",
    "read_patch",
    "reverse_patch",
]
