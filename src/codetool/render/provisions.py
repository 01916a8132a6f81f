"""Provisions as HTML: titles and articles with headings, the parts of articles with hanging numbers, and lists."""

import re
from dataclasses import replace

from markupsafe import escape

from codetool.akn.read import unfold
from codetool.model.eid import HIERARCHY
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.model.text import text_of
from codetool.render.writing import WRITERS, Piece, Sheet, tagged, write_any, write_element, write_inside

SMALL = frozenset(
    # Parts of an article: their number hangs beside their text and is no heading of the page.
    {"alinea", "indent", "item", "list", "paragraph", "point", "proviso", "subclause", "sublist", "subparagraph"}
    | {"subrule", "subsection", "tblock", "transitional"},
)
DIVISIONS = (HIERARCHY - SMALL) | {"attachment", "component", "debateSection"}
"""What has a heading of its own on the page and a line in the contents."""


_NOTES = frozenset({"authorialNote", "noteRef"})
HEAD = frozenset({"num", "heading", "subheading"})
LOWEST_HEADING = 6
HANGING = 6
"""Characters of the longest number that stands in the margin beside its text."""


_DASH = re.compile(r"([ \u00a0\u202f]*[–—-])\s*$")


def _write_division(element: Element, sheet: Sheet) -> Piece:
    head = _head(element, sheet)
    if not head and not _after(element, sheet):
        return write_any(element, sheet)
    rest = write_inside(element, replace(sheet, level=min(sheet.level + 1, LOWEST_HEADING)), HEAD).html
    # What is quoted has no heading of the page's own.
    tag = "section" if head and not sheet.quoted else "div"
    return Piece(_provision(tag, element, sheet, head, rest), block=True)


def _provision(tag: str, element: Element, sheet: Sheet, head: str, rest: str) -> str:
    kind = f"akn-{element.name}"
    rest += _after(element, sheet)
    told = _told(element, sheet)
    if sheet.printed and not sheet.quoted and tag == "section":
        told["data_num"] = num_of(element)
    if _hangs(element):
        inside = f'{head}\n<div class="in">\n{rest}</div>\n'
        return tagged(tag, element, sheet, inside, f"{kind} hang", **told) + "\n"
    return tagged(tag, element, sheet, f"{head}\n{rest}", kind, **told) + "\n"


def _told(element: Element, sheet: Sheet) -> dict[str, str]:
    """Return the attributes that say how a provision is cited, and as RDFa that it is a part of the version."""
    cited = None if sheet.quoted else sheet.cited.get(element.eid)
    if cited is None:
        return {}
    part = {"property": "eli:has_part", "typeof": "eli:LegalResourceSubdivision", "resource": cited.iri}
    return {"data_cite": cited.words, **(part if cited.iri else {})}


def _after(element: Element, sheet: Sheet) -> str:
    # A plain string: added to Markup, the text before it would be escaped.
    return "" if sheet.quoted else str(sheet.after.get(element.eid, ""))


def _hangs(element: Element) -> bool:
    num = element.child("num")
    return num is not None and not element.child("heading") and 0 < len(text_of(num)) <= HANGING


def _head(element: Element, sheet: Sheet) -> str:
    parts = [_headline(child, element, sheet) for child in element.elements(*HEAD) if isinstance(child, Element)]
    html = " ".join(part.html for part in parts if part.html)
    if not html:
        return ""
    if sheet.quoted:
        return f'<div class="head">{html}</div>'
    told = _running(element) if sheet.printed else ""
    if any(part.block for part in parts):
        return f'<div class="head"{told} role="heading" aria-level="{sheet.level}">{html}</div>'
    return f'<h{sheet.level} class="head"{told}>{html}</h{sheet.level}>'


def _running(element: Element) -> str:
    """Return the attribute that gives a head without its notes, which CSS cannot leave out of running heads."""
    parts = [part for part in element.elements(*HEAD) if isinstance(part, Element)]
    if not any(found.name in _NOTES for part in parts for found in part.descendants()):
        return ""
    return f' data-head="{escape(" ".join(text_of(part, without=_NOTES) for part in parts))}"'


def _headline(part: Element, owner: Element, sheet: Sheet) -> Piece:
    inside = write_inside(part, sheet)
    html = inside.html.strip()
    if not html:
        return inside
    if part.name == "num":
        html = _DASH.sub(r'<span class="dash">\1</span>', html)
    linked = part.name == "num" or owner.child("num") is None
    if linked and sheet.permalinks and not sheet.quoted and owner.eid in sheet.targets and "<a " not in html:
        html = f'<a class="permalink" href="#{escape(owner.eid)}">{html}</a>'
    return Piece(tagged("div" if inside.block else "span", part, sheet, html, f"akn-{part.name}"), inside.block)


def _write_small(element: Element, sheet: Sheet, tag: str = "div") -> Piece:
    parts = [
        _headline(child, element, replace(sheet, permalinks=False))
        for child in element.elements(*HEAD)
        if isinstance(child, Element)
    ]
    html = " ".join(part.html for part in parts if part.html)
    rest = write_inside(element, sheet, HEAD).html
    head = html if _hangs(element) or not html else f'<div class="head">{html}</div>'
    return Piece(_provision(tag, element, sheet, head, rest), block=True)


def _write_list(element: Element, sheet: Sheet) -> Piece:
    """Return a list with its points as list items, what introduces and closes it around them."""
    parts: list[str] = []
    points: list[str] = []
    for child in element.elements():
        opened = unfold(child)
        if opened.name in SMALL:
            points.append(_write_small(opened, sheet, "li").html)
            continue
        parts += [_points(points), write_element(opened, sheet).html]
        points = []
    parts.append(_points(points))
    return Piece(tagged("div", element, sheet, "".join(parts), f"akn-{element.name}") + "\n", block=True)


def _points(points: list[str]) -> str:
    # The role tells Safari that a list without bullets is still a list.
    return f'<ul class="points" role="list">\n{"".join(points)}</ul>\n' if points else ""


WRITERS.update(dict.fromkeys(DIVISIONS, _write_division))
WRITERS.update(dict.fromkeys(SMALL, _write_small))
WRITERS.update(dict.fromkeys(("list", "sublist", "blockList"), _write_list))
