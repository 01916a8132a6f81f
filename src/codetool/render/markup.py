"""Akoma Ntoso markup to HTML: total (every element has a form), escaped everywhere, and the ids are the eIds.

Each writer returns a `Piece`: the HTML, and whether a block stands in it. That tells `<p>` from `<div>`, since
Akoma Ntoso allows whole articles inside a paragraph and HTML does not.
"""

import re
from dataclasses import replace

from markupsafe import Markup, escape

from codetool.akn.read import unfold
from codetool.model.markup import Element, Folded, Node
from codetool.model.text import INLINE, text_of
from codetool.render.provisions import DIVISIONS, SMALL
from codetool.render.typography import NARROW
from codetool.render.writing import (
    WRITERS,
    Piece,
    Sheet,
    Writer,
    tagged,
    text_html,
    write_element,
    write_inside,
)

__all__ = ["DIVISIONS", "LONG_QUOTATION", "SMALL", "Sheet", "html_of", "inside_html"]

LONG_QUOTATION = 240
"""Characters from which a quotation is set apart from the sentence that brings it."""


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHOWN = re.compile(r"(?:https?://|/(?!/))[^\s\"<>]+", re.IGNORECASE)


def html_of(node: Node, sheet: Sheet) -> Markup:
    """Return a node as HTML.

    >>> str(html_of(Element(name="p", children=("a < b ", Element(name="b", children=("fort",)))), Sheet())).strip()
    '<p>a &lt; b <b>fort</b></p>'
    """
    if isinstance(node, Element | Folded):
        return Markup(write_element(node, sheet).html)  # noqa: S704 - every writer escapes what the document says
    return Markup(text_html(node)) if isinstance(node, str) else Markup("")  # noqa: S704 - escaped by text_html


def inside_html(element: Element, sheet: Sheet) -> tuple[Markup, bool]:
    """Return what stands in an element as HTML, and whether a block is in it."""
    inside = write_inside(element, sheet)
    return Markup(inside.html), inside.block  # noqa: S704 - every writer escapes what the document says


def _write_nothing(element: Element, sheet: Sheet) -> Piece:  # noqa: ARG001 - a writer like the others
    return Piece("", block=False)


def _same(tag: str) -> Writer:
    def write(element: Element, sheet: Sheet) -> Piece:
        inside = write_inside(element, sheet)
        return Piece(tagged("div" if inside.block else tag, element, sheet, inside.html), inside.block)

    return write


def _write_p(element: Element, sheet: Sheet) -> Piece:
    inside = write_inside(element, sheet)
    tag, kind = ("div", "akn-p") if inside.block else ("p", "")
    return Piece(tagged(tag, element, sheet, inside.html, kind) + "\n", block=True)


def _write_line(element: Element, sheet: Sheet) -> Piece:
    """Return a heading that stands outside the head of its provision, or a heading between provisions."""
    inside = write_inside(element, sheet)
    tag = "div" if inside.block else "p"
    return Piece(tagged(tag, element, sheet, inside.html, f"akn-{element.name}") + "\n", block=True)


def _write_break(element: Element, sheet: Sheet) -> Piece:  # noqa: ARG001 - a writer like the others
    return Piece("<br>", block=False)


def _write_li(element: Element, sheet: Sheet) -> Piece:
    value = element.get("value")
    more = {"value": value} if value.isdecimal() else {}
    return Piece(tagged("li", element, sheet, write_inside(element, sheet).html, **more) + "\n", block=True)


def _listed(tag: str) -> Writer:
    def write(element: Element, sheet: Sheet) -> Piece:
        return Piece(tagged(tag, element, sheet, write_inside(element, sheet).html) + "\n", block=True)

    return write


def _write_abbr(element: Element, sheet: Sheet) -> Piece:
    inside = write_inside(element, sheet).html
    return Piece(tagged("abbr", element, sheet, inside, title=element.get("title")), block=False)


def _write_date(element: Element, sheet: Sheet) -> Piece:
    day = element.get("date") or element.get("time")
    inside = write_inside(element, sheet).html
    if not _DAY.fullmatch(day):
        return Piece(tagged("span", element, sheet, inside, f"akn-{element.name}"), block=False)
    return Piece(tagged("time", element, sheet, inside, f"akn-{element.name}", datetime=day), block=False)


def _write_image(element: Element, sheet: Sheet) -> Piece:
    words = element.get("alt") or element.get("title") or element.get("src").rpartition("/")[2] or sheet.labels["image"]
    if picture := sheet.pictures.get(element.get("src")):
        width = element.get("width")
        style = f"width: {width}px" if width.isascii() and width.isdecimal() else ""
        return Piece(
            _untagged("img", element, sheet, "akn-img", src=picture.address, alt=words, style=style), block=False
        )
    shown = f"[{words}]"
    return Piece(
        tagged("span", element, sheet, str(escape(shown)), "akn-img", role="img", aria_label=shown), block=False
    )


def _untagged(tag: str, element: Element, sheet: Sheet, classes: str, **more: str) -> str:
    """Return an element of HTML that has no end tag."""
    return tagged(tag, element, sheet, "", classes, **more).removesuffix(f"</{tag}>")


def _write_ref(element: Element, sheet: Sheet) -> Piece:
    href = element.get("href")
    inside = write_inside(element, sheet)
    kind = f"akn-{element.name}"
    if inside.block or "<a " in inside.html:
        return Piece(
            tagged("div" if inside.block else "span", element, sheet, inside.html, f"{kind} inline"),
            inside.block,
        )
    if href[:1] == "#" and href[1:] in sheet.targets:
        return Piece(tagged("a", element, sheet, inside.html, kind, href=href), block=False)
    # An address elsewhere is told and not followed; anything that is no plain address is not even told.
    shown = href if _SHOWN.fullmatch(href) else ""
    return Piece(tagged("span", element, sheet, inside.html, kind, title=shown), block=False)


def _write_note(element: Element, sheet: Sheet) -> Piece:
    number = sheet.notes.get(element.eid)
    if number is None:
        inside = write_inside(element, sheet)
        return Piece(
            tagged("div" if inside.block else "span", element, sheet, inside.html, "akn-note inline"),
            inside.block,
        )
    return _note_link(element, sheet, number)


def _write_note_ref(element: Element, sheet: Sheet) -> Piece:
    number = sheet.notes.get(element.get("href").removeprefix("#"))
    if number is not None:
        return _note_link(element, sheet, number)
    marker = element.get("marker")
    return Piece(tagged("sup", element, sheet, str(escape(marker)), "note") if marker else "", block=False)


def _note_link(element: Element, sheet: Sheet, number: int) -> Piece:
    label = sheet.labels["note"].format(number=number)
    link = f'<a href="#note-{number}" role="doc-noteref" aria-label="{escape(label)}">{number}</a>'
    return Piece(tagged("sup", element, sheet, link, "note"), block=False)


def _write_quotation(element: Element, sheet: Sheet) -> Piece:
    inside = write_inside(element, replace(sheet, quoted=True))
    words = text_of(unfold(element))
    start, end = element.get("startQuote"), element.get("endQuote")
    before = "" if not start or words.startswith(start) else start + (NARROW if start == "«" else "")
    after = "" if not end or words.endswith(end) else (NARROW if end == "»" else "") + end
    html = f"{escape(before)}{inside.html}{escape(after)}"
    kind = f"akn-{element.name}" + (" long" if len(words) > LONG_QUOTATION else "")
    if inside.block or element.name not in INLINE:
        return Piece(tagged("blockquote", element, sheet, html, kind) + "\n", block=True)
    return Piece(tagged("q", element, sheet, html, kind), block=False)


# --- tables -------------------------------------------------------------------------------------------------


def _write_table(element: Element, sheet: Sheet) -> Piece:
    caption = element.child("caption")
    label = text_of(caption) if caption else sheet.labels["table"]
    table = tagged("table", element, sheet, "\n" + write_inside(element, sheet).html)
    return Piece(
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(label)}">{table}</div>\n',
        block=True,
    )


def _write_row(element: Element, sheet: Sheet) -> Piece:
    scope = "row" if element.child("td") else "col"
    cells = "".join(_cell(cell, sheet, scope) for cell in element.elements() if isinstance(cell, Element))
    return Piece(tagged("tr", element, sheet, cells) + "\n", block=True)


def _cell(cell: Element, sheet: Sheet, scope: str) -> str:
    more = {name: cell.get(name) for name in ("colspan", "rowspan") if cell.get(name).isdecimal()}
    if cell.name == "th":
        more["scope"] = scope
    tag = cell.name if cell.name in {"td", "th"} else "td"
    return tagged(tag, cell, sheet, write_inside(cell, sheet).html.strip(), **more)


WRITERS.update(
    {
        **{tag: _same(tag) for tag in ("b", "i", "u", "sup", "sub", "ins", "del")},
        **{tag: _listed(tag) for tag in ("ul", "ol", "caption")},
        **dict.fromkeys(("heading", "subheading", "crossHeading"), _write_line),
        **dict.fromkeys(("ref", "rref", "mref", "a"), _write_ref),
        **dict.fromkeys(("date", "docDate", "time"), _write_date),
        **dict.fromkeys(("embeddedText", "quotedText", "quotedStructure", "embeddedStructure"), _write_quotation),
        **dict.fromkeys(("br", "eol"), _write_break),
        **dict.fromkeys(("meta", "eop"), _write_nothing),
        "abbr": _write_abbr,
        "authorialNote": _write_note,
        "img": _write_image,
        "li": _write_li,
        "noteRef": _write_note_ref,
        "p": _write_p,
        "table": _write_table,
        "tr": _write_row,
    }
)
