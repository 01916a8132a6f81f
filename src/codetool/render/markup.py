"""Akoma Ntoso markup to HTML: total (every element has a form), escaped everywhere, and the ids are the eIds.

Each writer returns a `_Piece`: the HTML, and whether a block stands in it. That tells `<p>` from `<div>`, since
Akoma Ntoso allows whole articles inside a paragraph and HTML does not.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup, escape

from codetool.akn.read import unfold
from codetool.model.eid import HIERARCHY
from codetool.model.markup import Element, Folded, Node
from codetool.model.text import INLINE, text_of
from codetool.render.templates import Labels, labels_for
from codetool.render.typography import NARROW

SMALL = frozenset(
    # Parts of an article: their number hangs beside their text and is no heading of the page.
    {"alinea", "indent", "item", "list", "paragraph", "point", "proviso", "subclause", "sublist", "subparagraph"}
    | {"subrule", "subsection", "tblock", "transitional"},
)
DIVISIONS = (HIERARCHY - SMALL) | {"attachment", "component", "debateSection"}
"""What has a heading of its own on the page and a line in the contents."""

HEAD = frozenset({"num", "heading", "subheading"})
LOWEST_HEADING = 6
HANGING = 6
"""Characters of the longest number that stands in the margin beside its text."""

LONG_QUOTATION = 240
"""Characters from which a quotation is set apart from the sentence that brings it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the HTML of an element depends on besides the element.

    `targets` are the eIds that can be linked to, `notes` the numbers of the notes that stand at the end by eId; a
    note that is not among them is shown where it is. `level` is the level of the next heading.
    """

    labels: Labels = field(default_factory=lambda: labels_for("en"))
    targets: frozenset[str] = frozenset()
    notes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    ids: bool = True
    permalinks: bool = True
    level: int = 2
    quoted: bool = False


class _Piece(NamedTuple):
    html: str
    block: bool


_Writer = Callable[[Element, Sheet], _Piece]
_SPACE = re.compile(r"[ \t\r\n]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHOWN = re.compile(r"(?:https?://|/(?!/))[^\s\"<>]+", re.IGNORECASE)
_DASH = re.compile(r"([ \u00a0\u202f]*[–—-])\s*$")


def html_of(node: Node, sheet: Sheet) -> Markup:
    """Return a node as HTML.

    >>> str(html_of(Element(name="p", children=("a < b ", Element(name="b", children=("fort",)))), Sheet())).strip()
    '<p>a &lt; b <b>fort</b></p>'
    """
    if isinstance(node, Element | Folded):
        return Markup(_written(node, sheet).html)  # noqa: S704 - every writer escapes what the document says
    return Markup(_text(node)) if isinstance(node, str) else Markup("")  # noqa: S704 - escaped by _text


def inside_html(element: Element, sheet: Sheet) -> tuple[Markup, bool]:
    """Return what stands in an element as HTML, and whether a block is in it."""
    inside = _inside(element, sheet)
    return Markup(inside.html), inside.block  # noqa: S704 - every writer escapes what the document says


def _written(node: Element | Folded, sheet: Sheet) -> _Piece:
    element = unfold(node) if isinstance(node, Folded) else node
    return _WRITERS.get(element.name, _write_any)(element, sheet)


def _inside(element: Element, sheet: Sheet, skip: frozenset[str] = frozenset()) -> _Piece:
    parts: list[str] = []
    block = False
    spaced = _is_mixed(element)
    for child in _with_marks_inside(element.children):
        if isinstance(child, str):
            if spaced or child.strip():
                parts.append(_text(child))
        elif isinstance(child, Element | Folded) and child.name not in skip:
            piece = _written(child, sheet)
            parts.append(piece.html)
            block = block or piece.block
    return _Piece("".join(parts), block)


def _with_marks_inside(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the children, the marks around a quotation moved into it: they are set apart with it."""
    if len(children) < _MARKED or not any(isinstance(c, Element) and c.name in _QUOTED for c in children):
        return children
    moved = list(children)
    for at, (before, quoted, after) in enumerate(zip(children, children[1:], children[2:], strict=False)):
        if not (isinstance(before, str) and isinstance(quoted, Element) and isinstance(after, str)):
            continue
        start, end = _MARK_BEFORE.search(before), _MARK_AFTER.match(after)
        if quoted.name in _QUOTED and start and end:
            moved[at] = str(moved[at])[: start.start() - len(before)]
            moved[at + 1] = replace(quoted, children=(start[0], *quoted.children, end[0]))
            moved[at + 2] = after[end.end() :]
    return tuple(moved)


_QUOTED = frozenset({"embeddedText", "quotedText"})
_MARKED = 3
_MARK_BEFORE = re.compile('["«“„][\u00a0\u202f]?$')
_MARK_AFTER = re.compile('[\u00a0\u202f]?["»”“]')


def _is_mixed(element: Element) -> bool:
    return any(
        child.strip() if isinstance(child, str) else isinstance(child, Element) and child.name in INLINE
        for child in element.children
    )


def _text(text: str) -> str:
    return str(escape(_SPACE.sub(" ", text)))


def _tag(tag: str, element: Element, sheet: Sheet, inside: str, classes: str = "", **more: str) -> str:
    """Return a start tag with the element's id and language, what is in it, and the end tag."""
    values = {
        "id": element.eid if sheet.ids and not re.search(r"\s", element.eid) else "",
        "class": classes,
        "lang": element.get("xml:lang"),
        **{key.rstrip("_").replace("_", "-"): value for key, value in more.items()},
    }
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in values.items() if value)
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _write_any(element: Element, sheet: Sheet) -> _Piece:
    name = element.name
    foreign = name.startswith("{")
    inside = _inside(element, sheet)
    kind = "akn-foreign" if foreign else f"akn-{name}"
    if not foreign and name not in INLINE:
        return _Piece(_tag("div", element, sheet, inside.html, kind) + "\n", block=True)
    if inside.block:
        return _Piece(_tag("div", element, sheet, inside.html, f"{kind} inline"), block=True)
    if not inside.html and not element.eid:
        return _Piece("", block=False)
    return _Piece(_tag("span", element, sheet, inside.html, kind), block=False)


def _write_nothing(element: Element, sheet: Sheet) -> _Piece:  # noqa: ARG001 - a writer like the others
    return _Piece("", block=False)


def _same(tag: str) -> _Writer:
    def write(element: Element, sheet: Sheet) -> _Piece:
        inside = _inside(element, sheet)
        return _Piece(_tag("div" if inside.block else tag, element, sheet, inside.html), inside.block)

    return write


def _write_p(element: Element, sheet: Sheet) -> _Piece:
    inside = _inside(element, sheet)
    tag, kind = ("div", "akn-p") if inside.block else ("p", "")
    return _Piece(_tag(tag, element, sheet, inside.html, kind) + "\n", block=True)


def _write_line(element: Element, sheet: Sheet) -> _Piece:
    """Return a heading that stands outside the head of its provision, or a heading between provisions."""
    inside = _inside(element, sheet)
    tag = "div" if inside.block else "p"
    return _Piece(_tag(tag, element, sheet, inside.html, f"akn-{element.name}") + "\n", block=True)


def _write_break(element: Element, sheet: Sheet) -> _Piece:  # noqa: ARG001 - a writer like the others
    return _Piece("<br>", block=False)


def _write_li(element: Element, sheet: Sheet) -> _Piece:
    value = element.get("value")
    more = {"value": value} if value.isdecimal() else {}
    return _Piece(_tag("li", element, sheet, _inside(element, sheet).html, **more) + "\n", block=True)


def _listed(tag: str) -> _Writer:
    def write(element: Element, sheet: Sheet) -> _Piece:
        return _Piece(_tag(tag, element, sheet, _inside(element, sheet).html) + "\n", block=True)

    return write


def _write_abbr(element: Element, sheet: Sheet) -> _Piece:
    return _Piece(_tag("abbr", element, sheet, _inside(element, sheet).html, title=element.get("title")), block=False)


def _write_date(element: Element, sheet: Sheet) -> _Piece:
    day = element.get("date") or element.get("time")
    inside = _inside(element, sheet).html
    if not _DAY.fullmatch(day):
        return _Piece(_tag("span", element, sheet, inside, f"akn-{element.name}"), block=False)
    return _Piece(_tag("time", element, sheet, inside, f"akn-{element.name}", datetime=day), block=False)


def _write_image(element: Element, sheet: Sheet) -> _Piece:
    words = element.get("alt") or element.get("title") or element.get("src").rpartition("/")[2]
    shown = f"[{words or sheet.labels['image']}]"
    return _Piece(
        _tag("span", element, sheet, str(escape(shown)), "akn-img", role="img", aria_label=shown), block=False
    )


def _write_ref(element: Element, sheet: Sheet) -> _Piece:
    href = element.get("href")
    inside = _inside(element, sheet)
    kind = f"akn-{element.name}"
    if inside.block or "<a " in inside.html:
        return _Piece(
            _tag("div" if inside.block else "span", element, sheet, inside.html, f"{kind} inline"),
            inside.block,
        )
    if href[:1] == "#" and href[1:] in sheet.targets:
        return _Piece(_tag("a", element, sheet, inside.html, kind, href=href), block=False)
    # An address elsewhere is told and not followed; anything that is no plain address is not even told.
    shown = href if _SHOWN.fullmatch(href) else ""
    return _Piece(_tag("span", element, sheet, inside.html, kind, title=shown), block=False)


def _write_note(element: Element, sheet: Sheet) -> _Piece:
    number = sheet.notes.get(element.eid)
    if number is None:
        inside = _inside(element, sheet)
        return _Piece(
            _tag("div" if inside.block else "span", element, sheet, inside.html, "akn-note inline"),
            inside.block,
        )
    return _note_link(element, sheet, number)


def _write_note_ref(element: Element, sheet: Sheet) -> _Piece:
    number = sheet.notes.get(element.get("href").removeprefix("#"))
    if number is not None:
        return _note_link(element, sheet, number)
    marker = element.get("marker")
    return _Piece(_tag("sup", element, sheet, str(escape(marker)), "note") if marker else "", block=False)


def _note_link(element: Element, sheet: Sheet, number: int) -> _Piece:
    label = sheet.labels["note"].format(number=number)
    link = f'<a href="#note-{number}" role="doc-noteref" aria-label="{escape(label)}">{number}</a>'
    return _Piece(_tag("sup", element, sheet, link, "note"), block=False)


def _write_quotation(element: Element, sheet: Sheet) -> _Piece:
    inside = _inside(element, replace(sheet, quoted=True))
    words = text_of(unfold(element))
    start, end = element.get("startQuote"), element.get("endQuote")
    before = "" if not start or words.startswith(start) else start + (NARROW if start == "«" else "")
    after = "" if not end or words.endswith(end) else (NARROW if end == "»" else "") + end
    html = f"{escape(before)}{inside.html}{escape(after)}"
    kind = f"akn-{element.name}" + (" long" if len(words) > LONG_QUOTATION else "")
    if inside.block or element.name not in INLINE:
        return _Piece(_tag("blockquote", element, sheet, html, kind) + "\n", block=True)
    return _Piece(_tag("q", element, sheet, html, kind), block=False)


# --- provisions ---------------------------------------------------------------------------------------------


def _write_division(element: Element, sheet: Sheet) -> _Piece:
    head = _head(element, sheet)
    if not head:
        return _write_any(element, sheet)
    rest = _inside(element, replace(sheet, level=min(sheet.level + 1, LOWEST_HEADING)), HEAD).html
    return _Piece(_provision("section", element, sheet, head, rest), block=True)


def _provision(tag: str, element: Element, sheet: Sheet, head: str, rest: str) -> str:
    kind = f"akn-{element.name}"
    if _hangs(element):
        return _tag(tag, element, sheet, f'{head}\n<div class="in">\n{rest}</div>\n', f"{kind} hang") + "\n"
    return _tag(tag, element, sheet, f"{head}\n{rest}", kind) + "\n"


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
    if any(part.block for part in parts):
        return f'<div class="head" role="heading" aria-level="{sheet.level}">{html}</div>'
    return f'<h{sheet.level} class="head">{html}</h{sheet.level}>'


def _headline(part: Element, owner: Element, sheet: Sheet) -> _Piece:
    inside = _inside(part, sheet)
    html = inside.html.strip()
    if not html:
        return inside
    if part.name == "num":
        html = _DASH.sub(r'<span class="dash">\1</span>', html)
    linked = part.name == "num" or owner.child("num") is None
    if linked and sheet.permalinks and not sheet.quoted and owner.eid in sheet.targets and "<a " not in html:
        html = f'<a class="permalink" href="#{escape(owner.eid)}">{html}</a>'
    return _Piece(_tag("div" if inside.block else "span", part, sheet, html, f"akn-{part.name}"), inside.block)


def _write_small(element: Element, sheet: Sheet, tag: str = "div") -> _Piece:
    parts = [
        _headline(child, element, replace(sheet, permalinks=False))
        for child in element.elements(*HEAD)
        if isinstance(child, Element)
    ]
    html = " ".join(part.html for part in parts if part.html)
    rest = _inside(element, sheet, HEAD).html
    head = html if _hangs(element) or not html else f'<div class="head">{html}</div>'
    return _Piece(_provision(tag, element, sheet, head, rest), block=True)


def _write_list(element: Element, sheet: Sheet) -> _Piece:
    """Return a list with its points as list items, what introduces and closes it around them."""
    parts: list[str] = []
    points: list[str] = []
    for child in element.elements():
        opened = unfold(child)
        if opened.name in SMALL:
            points.append(_write_small(opened, sheet, "li").html)
            continue
        parts += [_points(points), _written(opened, sheet).html]
        points = []
    parts.append(_points(points))
    return _Piece(_tag("div", element, sheet, "".join(parts), f"akn-{element.name}") + "\n", block=True)


def _points(points: list[str]) -> str:
    # The role tells Safari that a list without bullets is still a list.
    return f'<ul class="points" role="list">\n{"".join(points)}</ul>\n' if points else ""


# --- tables -------------------------------------------------------------------------------------------------


def _write_table(element: Element, sheet: Sheet) -> _Piece:
    caption = element.child("caption")
    label = text_of(caption) if caption else sheet.labels["table"]
    table = _tag("table", element, sheet, "\n" + _inside(element, sheet).html)
    return _Piece(
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(label)}">{table}</div>\n',
        block=True,
    )


def _write_row(element: Element, sheet: Sheet) -> _Piece:
    scope = "row" if element.child("td") else "col"
    cells = "".join(_cell(cell, sheet, scope) for cell in element.elements() if isinstance(cell, Element))
    return _Piece(_tag("tr", element, sheet, cells) + "\n", block=True)


def _cell(cell: Element, sheet: Sheet, scope: str) -> str:
    more = {name: cell.get(name) for name in ("colspan", "rowspan") if cell.get(name).isdecimal()}
    if cell.name == "th":
        more["scope"] = scope
    tag = cell.name if cell.name in {"td", "th"} else "td"
    return _tag(tag, cell, sheet, _inside(cell, sheet).html.strip(), **more)


_WRITERS: dict[str, _Writer] = {
    **dict.fromkeys(DIVISIONS, _write_division),
    **dict.fromkeys(SMALL, _write_small),
    **{tag: _same(tag) for tag in ("b", "i", "u", "sup", "sub", "ins", "del")},
    **{tag: _listed(tag) for tag in ("ul", "ol", "caption")},
    **dict.fromkeys(("list", "sublist", "blockList"), _write_list),
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
