"""Comparison: two Expressions become a ChangeSet, article by article, through renumbering and moves."""

from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Segment, counts_changes
from codetool.diff.compare import compare, count_changes

__all__ = ["ChangeSet", "Correspondence", "Kind", "Op", "Segment", "compare", "count_changes", "counts_changes"]
