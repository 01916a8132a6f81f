"""A whole provision told in lines: its paragraphs and points with their numbers, the rows of its tables."""

from collections.abc import Iterator

from codetool.diff.merge_pairs import is_line
from codetool.model.markup import Element
from codetool.model.text import text_of


def lines_of_text(element: Element, *, numbered: bool = False) -> str:
    r"""Return what an element says, a line for each block; its own number stands before the first where wanted.

    >>> point = Element(name="point", children=(
    ...     Element(name="num", children=("a)",)), Element(name="content", children=(
    ...         Element(name="p", children=("Un.",)), Element(name="p", children=("Deux.",))))))
    >>> lines_of_text(Element(name="list", children=(Element(name="intro", children=(
    ...     Element(name="p", children=("Soit :",)),)), point)))
    'Soit :\na) Un.\nDeux.'
    """
    return "\n".join(_lines(element, numbered=numbered))


def _lines(element: Element, *, numbered: bool = True) -> Iterator[str]:
    if is_line(element):
        yield from filter(None, (text_of(element),))
        return
    if element.name == "tr":
        yield " | ".join(text_of(cell) for cell in element.children if isinstance(cell, Element))
        return
    label = ""
    for child in (one for one in element.children if isinstance(one, Element)):
        if child.name == "num":
            label = f"{text_of(child)} " if numbered else ""
            continue
        for line in _lines(child):
            yield f"{label}{line}"
            label = ""
    if label:
        yield label.rstrip()
