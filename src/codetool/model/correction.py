"""Which version a version corrects: a step of its workflow, and a reference to the Expression that was in error.

A correction amends nothing: what was decided stays what it was, and a text of it is set right. So it is no event of the
lifecycle, and the corrected Expression neither a `passiveRef`, which modifies this document, nor an `activeRef`, which
is modified by it (Part 1): both would count among the texts that were consolidated. A `TLCReference`, whose `name` says
what it is, says this and no more.
"""

import re

from codetool.errors import RequestError
from codetool.model.expression import Expression
from codetool.model.frbr import parse_iri

CORRECTS = "corrects"
"""The `name` of the reference to the Expression that is corrected."""


def corrected_iri(expression: Expression) -> str:
    """Return the IRI of the Expression that this one corrects, an empty string where it corrects none."""
    references = expression.document.find("meta", "references")
    found = references.elements("TLCReference") if references else iter(())
    return next((one.get("href") for one in found if one.get("name") == CORRECTS), "")


def variant_order(variant: str) -> tuple[object, ...]:
    """Return what versions of one day are ordered by: the one without a variant comes first, numbers count.

    So what corrects comes after what it corrects, the tenth correction too.

    >>> sorted(["correction-10", "correction-2", "correction", ""], key=variant_order)
    ['', 'correction', 'correction-2', 'correction-10']
    """
    parts = re.findall(r"([^0-9]*)([0-9]*)", variant)
    return tuple((text, int(number or 0)) for text, number in parts), variant


def corrected_label(expression: Expression) -> str:
    """Return the label of the version that is corrected, with its language, such as `2001-06-07.avis.fra`.

    It is empty where the Expression corrects none, or names it otherwise than the store does.
    """
    return label_of(corrected_iri(expression))


def label_of(iri: str) -> str:
    """Return the label that the IRI of an Expression gives it, with its language; empty where it gives none.

    >>> label_of("/akn/be/act/code/us/2001-01-01/essai/fra@2001-06-07.avis"), label_of("no IRI")
    ('2001-06-07.avis.fra', '')
    """
    try:
        parsed = parse_iri(iri)
    except RequestError:
        return ""
    return f"{parsed.version}.{parsed.language}" if parsed.version else ""
