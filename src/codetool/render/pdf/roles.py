"""What a box of the page is to a reader who hears it: the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from codetool.render.pdf.marks import Box

if TYPE_CHECKING:
    from codetool.render.pdf.nodes import Node

NUM = "num"
"""A number that hangs beside its text: it becomes the beginning of the paragraph that follows it."""

NOTHING = ""
"""A box that only lays out: what is in it belongs to the box around it."""

LEFT_OUT = "left out"
"""What is drawn and is no part of the text."""

HEADING = "H"

GROUPS = frozenset("Art BlockQuote Document L Part Sect TBody TFoot THead TOC TOCI TR Table".split())
"""Types that hold other types and no text of their own."""

IN_LINE = frozenset("Figure Link Quote Reference Span".split())
"""Types that stand in a paragraph."""

_TAGS: Mapping[str, str] = {
    "article": "Art", "aside": "Sect", "blockquote": "BlockQuote", "caption": "Caption", "dl": "L", "dt": "Lbl",
    "figcaption": "Caption", "footer": "Sect", "h1": HEADING, "h2": HEADING, "h3": HEADING, "h4": HEADING,
    "h5": HEADING, "h6": HEADING, "header": "Sect", "li": "LI", "main": "Part", "nav": "Sect", "ol": "L", "p": "P",
    "q": "Quote", "section": "Sect", "table": "Table", "tbody": "TBody", "td": "TD", "tfoot": "TFoot", "th": "TH",
    "thead": "THead", "tr": "TR", "ul": "L",
}  # fmt: skip
_IN_CONTENTS: Mapping[str, str] = {"ol": "TOC", "ul": "TOC", "li": "TOCI"}
_MADE: Mapping[str, str] = {"footnote-call": "Reference", "footnote-marker": "Lbl"}
_ITEMS = frozenset({"LI", "Note"})


def role_of(box: Box, around: "Node") -> str:
    """Return the type of a new box inside a node, or NOTHING, LEFT_OUT or NUM."""
    tag, _, made = box.element_tag.partition("::")
    if made:
        return "Lbl" if made == "marker" and around.role in _ITEMS else _MADE.get(made, NOTHING)
    if (tag == "p" and around.is_heading) or (tag == "dt" and around.role not in {"L", "LI"}):
        return NOTHING
    facts = box.element.attrib
    return _told_role(tag, facts) or _role_by_place(tag, around) or _TAGS.get(tag) or _role_in_line(tag, facts, around)


def _told_role(tag: str, facts: Mapping[str, str]) -> str:
    """Return the type that the page itself tells, whatever its tag."""
    if facts.get("aria-hidden") == "true" or facts.get("role") == "presentation":
        return LEFT_OUT
    if tag == "img":
        return "Figure" if facts.get("alt") else LEFT_OUT
    return HEADING if facts.get("role") == "heading" else NOTHING


def _role_by_place(tag: str, around: "Node") -> str:
    if tag in _IN_CONTENTS and _is_in_contents(around):
        return _IN_CONTENTS[tag]
    return "LI" if tag == "div" and around.role == "L" else NOTHING


def _role_in_line(tag: str, facts: Mapping[str, str], around: "Node") -> str:
    if tag == "a" and "href" in facts:
        return "Link"
    if "akn-num" in facts.get("class", "").split():
        return "Lbl" if around.role == "LI" else NUM if around.role in GROUPS or around.role == "LBody" else NOTHING
    return "Span" if (tag == "abbr" and facts.get("title")) or "lang" in facts else NOTHING


def _is_in_contents(node: "Node | None") -> bool:
    """Return whether the nearest section around is the contents."""
    while node and node.role != "Sect":
        node = node.parent
    return bool(node and node.source == "nav")


def level_of(box: Box) -> int:
    """Return the level that a heading asks for, from 1."""
    level = box.element.attrib.get("aria-level") or box.element_tag.removeprefix("h")
    return int(level) if level.isdecimal() else 2
