"""References that lead nowhere, and the provision that they mean where their number says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from codetool.akn.read import unfold_expression
from codetool.mend.ids import APART
from codetool.model.eid import number_part, own_part
from codetool.model.expression import Expression
from codetool.model.markup import Element, with_attribute
from codetool.model.provision import Provision
from codetool.model.text import text_of

_SENDING = frozenset({"ref", "rref"})
_NUMBER = re.compile(r"\d+(?:[.\-]\d+)*(?:\s?(?:bis|ter|quater|quinquies)\b)?")


def repair_references(expression: Expression) -> Expression:
    """Return the Expression, unfolded, with each dead reference pointing at the one provision that it can mean.

    That is the one with the number that the reference prints; where it prints none, the one whose wId or number is in
    the old target. Where there is none, or more than one, the reference stays as it is.
    """
    whole = unfold_expression(expression)
    known = frozenset(element.eid for element in whole.root.descendants() if element.eid)
    named = _Named(provisions=tuple(whole.provisions()), known=known)
    return replace(whole, root=_repaired(whole.root, named))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """The provisions of a text, and all the eIds that something can point at."""

    provisions: Sequence[Provision]
    known: frozenset[str]

    def meant(self, element: Element) -> str:
        """Return the eId that a reference means, an empty string where that is not evident."""
        target = element.get("href").removeprefix("#")
        printed = _NUMBER.findall(text_of(element))
        if printed:
            return self._numbered(number_part(printed[0])) if len(printed) == 1 else ""
        tracked = [one.eid for one in self.provisions if one.element.get("wId") == target]
        return tracked[0] if len(tracked) == 1 else self._numbered(number_part(own_part(target).partition("_")[2]))

    def _numbered(self, number: str) -> str:
        found = [one for one in self.provisions if one.eid and number and number_part(one.num) == number]
        articles = [one for one in found if one.name == "article"]
        chosen = articles or found
        return chosen[0].eid if len(chosen) == 1 else ""


def _repaired(element: Element, named: _Named) -> Element:
    if element.name in APART:
        return element
    children = tuple(_repaired(child, named) if isinstance(child, Element) else child for child in element.children)
    found = replace(element, children=children)
    href = element.get("href")
    if element.name in _SENDING and href.strip().lstrip("/") in named.known:  # the # was forgotten
        return replace(found, attributes=with_attribute(found.attributes, "href", f"#{href.strip().lstrip('/')}"))
    if element.name in _SENDING and href.startswith("#") and href[1:] not in named.known:
        meant = named.meant(element)
        return replace(found, attributes=with_attribute(found.attributes, "href", f"#{meant}")) if meant else found
    return found
