"""The steps that lead from one string to another, as a patch holds them."""

from typing import NamedTuple

from codetool.diff.kinds import Op

SIGNS = {Op.EQUAL: "=", Op.DELETE: "-", Op.INSERT: "+"}
"""How the edits of a patch are written in it."""


class Edit(NamedTuple):
    """A step from one string to another: so many characters kept, or these taken out, or these put in."""

    op: Op
    size: int
    text: str = ""

    @classmethod
    def of(cls, op: Op, text: str) -> "Edit":
        """Return the step that takes a text out or puts it in."""
        return cls(op, len(text), text)


Delta = tuple[Edit, ...]
"""All steps from one string to another; kept characters are counted to the end, so that it fits that string only."""
