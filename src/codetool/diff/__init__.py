"""Comparison: two Expressions become a ChangeSet, article by article, through renumbering and moves."""

from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Segment
from codetool.diff.compare import compare

__all__ = ["ChangeSet", "Correspondence", "Kind", "Op", "Segment", "compare"]
