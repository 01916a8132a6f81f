"""Repairs with one right answer: ids filled in and set right, references found again, slips of the keyboard."""

from codetool.mend.changes import Change, changes_between
from codetool.mend.ids import fill_missing_eids, repair_eids
from codetool.mend.references import repair_references
from codetool.mend.slips import repair_slips

__all__ = ["Change", "changes_between", "fill_missing_eids", "repair_eids", "repair_references", "repair_slips"]
