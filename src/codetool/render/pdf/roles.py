"""What a box of the page is to a reader who hears it: the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

from collections.abc import Mapping
from typing import Any

from codetool.render.pdf.marks import Box

NUM = "num"
"""A number that hangs beside its text: it becomes the beginning of the paragraph that follows it."""

NOTHING = ""
"""A box that only lays out: what is in it belongs to the box around it."""

LEFT_OUT = "left out"
"""What is drawn and is no part of the text."""

HEADING = "H"

GROUPS = frozenset(
    "Art BlockQuote Div Document L Part Sect TBody TFoot THead TOC TOCI TR Table".split(),
)
"""Types that hold other types and no text of their own."""

_PLAIN: Mapping[str, str] = {
    "article": "Art", "aside": "Sect", "blockquote": "BlockQuote", "caption": "Caption", "dt": "Lbl",
    "figcaption": "Caption", "footer": "Sect", "header": "Sect", "main": "Part", "nav": "Sect", "p": "P", "q": "Quote",
    "section": "Sect", "table": "Table", "tbody": "TBody", "td": "TD", "tfoot": "TFoot", "th": "TH", "thead": "THead",
    "tr": "TR",
}  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"dl", "ol", "ul"})


def role_of(box: Box, parent: str, *, listing: bool, noting: bool) -> str:
    """Return the type of a box inside one of type `parent`; `listing` is set in contents, `noting` among notes."""
    tag, _, pseudo = box.element_tag.partition("::")
    if pseudo:
        return _role_of_made(pseudo, parent)
    facts = box.element.attrib
    if facts.get("aria-hidden") == "true" or facts.get("role") == "presentation":
        return LEFT_OUT
    if tag in _HEADINGS or facts.get("role") == "heading":
        return HEADING
    if tag in _LISTS:
        return "TOC" if listing else NOTHING if noting else "L"
    if tag == "li":
        return "TOCI" if listing else "Note" if noting else "LI"
    if tag == "img":
        return "Figure" if facts.get("alt") else LEFT_OUT
    if tag == "div":
        return "LI" if parent == "L" else NOTHING
    return _PLAIN.get(tag) or _role_in_line(tag, facts, parent)


def _role_of_made(pseudo: str, parent: str) -> str:
    """Return the type of what the style sheet adds: a bullet, a note's number."""
    if pseudo in {"marker", "footnote-marker"}:
        return "Lbl" if parent in {"LI", "Note"} else NOTHING
    return "Reference" if pseudo == "footnote-call" else NOTHING


def _role_in_line(tag: str, facts: Mapping[str, Any], parent: str) -> str:
    if tag == "a" and "href" in facts:
        return "Link"
    if "akn-num" in facts.get("class", "").split():
        return "Lbl" if parent == "LI" else NUM if parent in GROUPS or parent == "LBody" else NOTHING
    return "Span" if (tag == "abbr" and facts.get("title")) or "lang" in facts else NOTHING


def level_of(box: Box) -> int:
    """Return the level that a heading asks for, from 1."""
    level = box.element.attrib.get("aria-level") or box.element_tag.removeprefix("h")
    return int(level) if level.isdecimal() else 2
