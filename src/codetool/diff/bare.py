"""The XML of units, compared before any of it is read: what is the same to the letter, or but for figures.

After a renumbering nearly all articles are the same once their own numbers and ids are set aside, and most others
differ in the numbers that they cite.
"""

import re
from collections.abc import Hashable

from codetool.diff.units import Unit

_IDS = frozenset({"eId", "wId", "GUID"})
_FIGURES = b"0123456789"
_MOSTLY = 0.8
"""Share of the XML that is left without figures where these are not what a text is made of, as in a table of sums."""


def bare(unit: Unit) -> Hashable:
    """Return what a unit says and how, without its number and the ids that it gives."""
    attributes = unit.element.attributes
    if len(attributes) == 1 and attributes[0][0] == "eId":
        return unit.inner
    others = tuple(pair for pair in attributes if pair[0] not in _IDS)
    return (others, unit.inner) if others else unit.inner


def are_same(old: Unit, new: Unit) -> bool:
    """Tell whether two units say the same to the letter and in the same markup, ids and numbers aside."""
    return bool(mine := bare(old)) and mine == bare(new)


def figureless(unit: Unit) -> bytes:
    """Return what a unit says and how, without its figures; nothing where these are much of it."""
    xml = unit.inner
    rest = xml.translate(None, _FIGURES)
    return rest if len(rest) > _MOSTLY * len(xml) else b""


def size_of_text(unit: Unit) -> int:
    """Return how many bytes of a unit are no markup, its number left out."""
    return len(_MARKUP.sub(b"", unit.inner))


_MARKUP = re.compile(rb"<[^>]*>\s*")
