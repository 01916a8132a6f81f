"""A version, or one provision of it, as plain text for a terminal: spaces as stored, lines wrapped."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import wrap

from codetool.akn.read import unfold, unfold_expression
from codetool.errors import RequestError
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded
from codetool.model.provision import num_of
from codetool.model.text import INLINE, text_of, unturned
from codetool.render.collected import whole_document
from codetool.render.provisions import DIVISIONS, HANGING, HEAD, SMALL
from codetool.render.view import mark_of

NARROWEST = 20
"""Columns that text keeps, however deep it stands."""

_STEP = 6
_FINAL = " .–-)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of plain text: `label` hangs at its left, `indent` counts columns."""

    text: str
    indent: int = 0
    label: str = ""
    close: bool = False


def render_text(expression: Expression, eid: str = "", width: int = 80) -> str:
    """Return the text, wrapped at `width` columns.

    With `eid`, only that of the provision with this eId, wId or printed number.
    Raises RequestError where there is no such provision.

    >>> article = Element(name="article", attributes=(("eId", "art_1"),), children=(
    ...     Element(name="num", children=("1.",)), Element(name="content", children=("Un texte.",))))
    >>> body = Element(name="body", children=(article,))
    >>> act = Expression(root=Element(name="akomaNtoso", children=(Element(name="act", children=(body,)),)))
    >>> print(render_text(act, "1"), end="")
    1.    Un texte.
    """
    opened = unfold_expression(expression)
    if eid:
        return _laid_out(_paragraphs(find_provision(opened, eid), 0), width)
    mark = mark_of(expression)
    head = [Paragraph(text=f"[{mark}]")] if mark else []
    return _laid_out([*head, *_paragraphs(whole_document(opened), 0)], width)


def find_provision(expression: Expression, eid: str) -> Element:
    """Return the provision with that eId or wId, else the first with that printed number."""
    found = [provision.element for provision in expression.provisions()]
    for matches in (
        [e for e in found if eid in {e.eid, e.identity}],
        [e for e in found if num_of(e).strip(_FINAL) == eid.strip(_FINAL)],
    ):
        if matches:
            return unfold(matches[0])
    numbers = [number for article in expression.articles() if (number := article.num.rstrip(_FINAL))]
    raise RequestError(
        "there is no provision {eid}",
        "Name one by its eId or its number, such as {known}.",
        place=expression.iri,
        eid=eid,
        known=", ".join(numbers[:3]) or next((e.eid for e in found if e.eid), "art_1"),
    )


def _paragraphs(element: Element, indent: int) -> Iterator[Paragraph]:
    match element.name:
        case "meta":
            return
        case "table":
            yield from _rows(element, indent)
        case "ul" | "ol":
            yield from _items(element, indent)
        case name if name in DIVISIONS or name in SMALL:
            yield from _provision(element, indent)
        case _ if _is_running(element):
            yield from _running(element, indent)
        case _:
            yield from _below(element, indent)


def _below(element: Element, indent: int, skip: frozenset[str] = frozenset()) -> Iterator[Paragraph]:
    for child in element.elements():
        if isinstance(child, Element) and child.name not in skip:
            yield from _paragraphs(child, indent)


def _running(element: Element, indent: int) -> Iterator[Paragraph]:
    yield Paragraph(text=text_of(element, without=_NOTES), indent=indent)
    yield from _notes(element, indent)


def _notes(element: Element | Folded, indent: int) -> Iterator[Paragraph]:
    """Yield the footnotes that an element calls, to stand behind it: they part no sentence and no row of a table."""
    for child in unfold(element).elements():
        if child.name in _NOTES:
            yield Paragraph(text=f"[{child.get('marker') or '*'}] {text_of(child)}", indent=indent)
        else:
            yield from _notes(child, indent)


_NOTES = frozenset({"authorialNote"})


def _is_running(element: Element) -> bool:
    return any(
        bool(child.strip()) if isinstance(child, str) else isinstance(child, Element) and child.name in INLINE
        for child in element.children
    )


def _provision(element: Element, indent: int) -> Iterator[Paragraph]:
    head = " ".join(text for part in element.elements(*HEAD) if (text := text_of(part, without=_NOTES)))
    notes = [note for part in element.elements(*HEAD) for note in _notes(part, indent)]
    hangs = bool(head) and len(head) <= HANGING and element.child("heading") is None
    if not hangs:
        if head:
            yield Paragraph(text=head, indent=indent)
        yield from notes
        yield from _below(element, indent, HEAD)
        return
    inside = list(_below(element, indent + _STEP, HEAD)) or [Paragraph(text="", indent=indent + _STEP)]
    yield from _labelled(head, [inside[0], *notes, *inside[1:]], indent)


def _labelled(label: str, inside: list[Paragraph], indent: int) -> Iterator[Paragraph]:
    first = inside[0]
    if first.label:
        yield Paragraph(text="", indent=indent, label=label)
        yield from inside
        return
    yield Paragraph(text=first.text, indent=indent, label=label, close=first.close)
    yield from inside[1:]


def _items(element: Element, indent: int) -> Iterator[Paragraph]:
    for ordinal, item in enumerate(element.elements("li"), start=1):
        opened = unfold(item)
        label = f"{opened.get('value') or ordinal}." if element.name == "ol" else "–"
        write = _running if _is_running(opened) else _below
        yield from _labelled(label, list(write(opened, indent + _STEP)) or [Paragraph(text="")], indent)


def _rows(element: Element, indent: int) -> Iterator[Paragraph]:
    for row in element.elements():
        if row.name != "tr":
            yield from _running(unfold(row), indent)
            continue
        cells = " | ".join(text_of(cell, without=_NOTES) for cell in unfold(row).elements())
        yield Paragraph(text=cells, indent=indent, close=True)
        yield from (replace(note, close=True) for note in _notes(row, indent))


def _laid_out(paragraphs: Iterator[Paragraph] | list[Paragraph], width: int) -> str:
    lines: list[str] = []
    close = False
    for paragraph in paragraphs:
        if not paragraph.text and not paragraph.label:
            continue
        if lines and not (close and paragraph.close):
            lines.append("")
        lines += _wrapped(paragraph, width)
        close = paragraph.close
    return unturned("\n".join(lines)) + "\n"


def _wrapped(paragraph: Paragraph, width: int) -> list[str]:
    indent = min(paragraph.indent, max(width - NARROWEST, 0))
    margin = " " * (indent + _STEP if paragraph.label else indent)
    label = f"{' ' * indent}{paragraph.label}".ljust(len(margin))
    label += " " if paragraph.label and not label.endswith(" ") else ""
    lines = wrap(
        paragraph.text, max(width, len(margin) + 1), initial_indent=label, subsequent_indent=margin,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return lines or [label.rstrip()]
