"""Which version a version corrects: a step of its workflow, and a reference to the Expression that was in error.

A correction amends nothing: what was decided stays what it was, and a text of it is set right. So it is no event of the
lifecycle, and the corrected Expression neither a `passiveRef`, which modifies this document, nor an `activeRef`, which
is modified by it (Part 1): both would count among the texts that were consolidated. A `TLCReference`, whose `name` says
what it is, says this and no more.
"""

from codetool.model.expression import Expression

CORRECTS = "corrects"
"""The `name` of the reference to the Expression that is corrected."""


def corrected_iri(expression: Expression) -> str:
    """Return the IRI of the Expression that this one corrects, an empty string where it corrects none."""
    references = expression.document.find("meta", "references")
    found = references.elements("TLCReference") if references else iter(())
    return next((one.get("href") for one in found if one.get("name") == CORRECTS), "")
