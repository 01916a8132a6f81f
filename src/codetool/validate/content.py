"""What provisions hold: nothing at all, or text that is in no article."""

from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.model.eid import HIERARCHY
from codetool.validate.survey import Place, Survey

_LABELS = frozenset({"num", "heading", "subheading"})
_FILLING = frozenset({"img", "componentRef", "authorialNote", "noteRef", "ref", "omissis", "placeholder", "fillIn"})
_BODIES = frozenset({"body", "mainBody"})
_UNITS = frozenset({"article", "hcontainer"})
_GONE = frozenset({"removed", "ignored"})


def check_empty(found: Survey) -> Iterator[Fault]:
    """Yield provisions without a word or a provision in them; those marked as removed may be empty."""
    filled = _filled(found)
    for place in found.provisions:
        if place.at not in filled and place.get("status") not in _GONE:
            yield place.fault("provision-empty", element=place.name, more="")


def check_text_outside(found: Survey) -> Iterator[Fault]:
    """Yield text that stands in no article, where its document or annex has articles; an `intro` may."""
    parts = {_part(place) for place in found.places("article") if not place.quoted}
    if not parts:
        return
    for place in (*found.places("content", "wrapUp", "crossHeading"), *_bare_paragraphs(found)):
        if _is_outside(place) and not place.quoted and _part(place) in parts and (text := found.text(place)):
            yield place.fault("text-outside", element=place.name, text=_start(text), more="")


RULES = (check_empty, check_text_outside)


def _filled(found: Survey) -> set[int]:
    """Return where text, provisions and what counts as text stand, and what is above them up to a provision."""
    filled: set[int] = set()
    for place, _ in found.texts:
        if place.at not in filled:
            _fill(place, filled)
    for name, places in found.named.items():
        if name in HIERARCHY or name in _FILLING or name[0] == "{":
            for place in places:
                if place.above and place.above.at not in filled:
                    _fill(place.above, filled)
    return filled


def _fill(place: Place | None, filled: set[int]) -> None:
    while place is not None and place.at not in filled and place.name not in _LABELS:
        filled.add(place.at)
        place = place.above


def _bare_paragraphs(found: Survey) -> Iterator[Place]:
    return (place for place in found.places("p") if place.above and place.above.name == "mainBody")


def _part(place: Place) -> int:
    # An annex may do without articles where the document has some.
    return next((above.at for above in place.ancestors() if above.name in {"attachment", "component"}), 0)


def _is_outside(place: Place) -> bool:
    above = place.above
    if above is None or not (above.name in HIERARCHY or above.name in _BODIES):
        return False
    # Not `ancestors`: this is asked of every content there is.
    while above is not None and above.name not in _UNITS:
        above = above.above
    return above is None


def _start(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
