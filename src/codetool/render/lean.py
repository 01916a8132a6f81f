"""What WeasyPrint works out for every element and few need: styles of notes and markers, and of places to go to.

In a long text that is most of its memory. Its own style sheet gives each element, note or not, six styles of notes and
markers; and an element with an id has a style to itself, and with it all that is inside, where others share theirs. So
those styles are kept to the elements that can ask for them, and ids are put aside until the pages are laid out, but for
those whose page the text tells. Where a page has a style sheet of another kind, all is left as it is.
"""

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any, TypeAlias

Theirs: TypeAlias = Any
"""A style sheet, element or box of WeasyPrint's, which carries no types."""

Corners: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of a box, in CSS pixels from the top left of its page."""

FOOT = "foot"
"""The class of what is set at the foot of a page."""

OBJECTS = 10_000
"""New objects after which Python looks for garbage while pages are laid out: it does so after 700 otherwise."""

_ASIDE = "data-aside"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FLOATED = re.compile(r"(?:^|[{};])\s*([^{};]*?)\s*\{[^{}]*\bfloat\s*:\s*footnote\b")
_TOLD = re.compile(r"\btarget-(?:counters?|text)\(\s*(?!attr\(data-to\))")


def _is_foot(element: Theirs) -> bool:
    return FOOT in element.classes


def _is_item(element: Theirs) -> bool:
    return bool(element.local_name == "li")


_OWNERS: Mapping[str, Callable[[Theirs], bool]] = {
    **dict.fromkeys(("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"), _is_foot),
    "marker": _is_item,
}


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for garbage less often: a layout makes millions of objects, and nearly all are there to stay.

    Looking through them again and again takes an eighth of the time, and finds next to nothing.
    """
    before = gc.get_threshold()
    if 0 < before[0] < OBJECTS:
        gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def style_text(root: Theirs) -> str:
    """Return all that the style elements of a page say, without comments."""
    return _COMMENT.sub("", "\n".join("".join(style.itertext()) for style in root.iter("style")))


def narrowed(sheet: Theirs, css: str) -> Theirs:
    """Return WeasyPrint's style sheet, its rules for notes and markers kept to notes and items of lists.

    The same sheet comes back where the page's own style makes footnotes of anything but the class `foot`.
    """
    if "note(" in css or any(selector != f".{FOOT}" for selector in _FLOATED.findall(css)):
        return sheet
    lean = copy(sheet)
    lean.matcher = copy(sheet.matcher)
    lean.matcher.other_selectors = [_narrow(*entry) for entry in sheet.matcher.other_selectors]
    return lean


def _narrow(test: Callable[[Theirs], bool], specificity: Theirs, order: int, part: str, rule: Theirs) -> Theirs:
    owns = _OWNERS.get(part)
    if owns is None:
        return test, specificity, order, part, rule
    return (lambda element: owns(element) and test(element)), specificity, order, part, rule


def put_ids_aside(root: Theirs, css: str) -> None:
    """Put the ids of a page aside but for those that `data-to` names, whose heading takes them.

    All stay where the page's style tells the page of another target than that of `data-to`.
    """
    if _TOLD.search(css):
        return
    told = {element.get("data-to", "").removeprefix("#") for element in root.iter()}
    for element in [one for one in root.iter() if one.get("id")]:
        name = element.get("id")
        head = next(iter(element), None)
        if name not in told:
            element.set(_ASIDE, element.attrib.pop("id"))
        elif head is not None and head.get("class") == "head" and not head.get("id"):
            head.set("id", element.attrib.pop("id"))


def places_of(box: Theirs) -> Iterator[tuple[str, Corners]]:
    """Yield the ids put aside that a box holds and where their elements stand, in the order of the text."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)  # a placeholder stands for what is positioned
        element = box.element
        if element is not None and (name := element.get(_ASIDE)):
            left, top, width, height = box.hit_area()
            yield name, (left, top, left + width, top + height)
        waiting.extend(reversed(tuple(box.all_children())))
