"""HTML in Markdown: which pieces of it are tags and comments, and which are words in angle brackets."""

import html
import re
from collections.abc import Iterator

from markdown_it.common.html_blocks import block_names
from markdown_it.token import Token

from codetool.importers.lines import MarkKind

BLOCK_TAGS = frozenset(block_names) | {"br", "pre"}
"""Tags that end a line."""
_INLINE_TAGS = frozenset(
    "a abbr acronym audio b bdi bdo big button canvas cite code data del dfn em font i iframe img input ins kbd label "
    "map mark meter object picture progress q rp rt ruby s samp script select small source span strike strong style "
    "sub sup svg textarea time tt u var video wbr".split()
)
TAG_KINDS = {
    "b": MarkKind.BOLD, "strong": MarkKind.BOLD, "i": MarkKind.ITALIC, "em": MarkKind.ITALIC,
    "u": MarkKind.UNDERLINE, "ins": MarkKind.UNDERLINE, "sup": MarkKind.SUPERSCRIPT, "sub": MarkKind.SUBSCRIPT,
}  # fmt: skip
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(?:[\s/][^<>]*)?>")
_ATTRIBUTE = re.compile(r"""\b([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+))""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CODE = ("script", "style")


def tag_name(markup: str) -> str:
    """Return the name of a tag of HTML in small letters; nothing for words in brackets that are none.

    >>> tag_name("<B>"), tag_name("</p >"), tag_name("<nom du demandeur>")
    ('b', 'p', '')
    """
    found = _TAG.fullmatch(markup)
    name = found[1].lower() if found else ""
    return name if name in BLOCK_TAGS or name in _INLINE_TAGS else ""


def attributes_of(markup: str) -> dict[str, str]:
    """Return the attributes of a tag.

    >>> attributes_of('<a id="art-2" href=#x>')
    {'id': 'art-2', 'href': '#x'}
    """
    found = _ATTRIBUTE.finditer(markup)
    return {one[1].lower(): _unescape(next((v for v in one.groups()[1:] if v is not None), "")) for one in found}


def is_comment(markup: str) -> bool:
    """Tell whether a piece of HTML is a whole comment."""
    return markup.startswith("<!--") and markup.endswith("-->")


def is_code(markup: str) -> bool:
    """Tell whether a piece of HTML is a whole script or style sheet."""
    return markup.startswith("<") and tag_name(markup[: markup.find(">") + 1]) in _CODE and markup.endswith(">")


def html_tokens(content: str) -> Iterator[Token]:
    """Yield a block of HTML as the tokens that Markdown has for HTML in a line: tags, text, ends of lines."""
    for markup, text in _pieces(content):
        if text:
            for at, row in enumerate(text.split("\n")):
                if at:
                    yield Token("softbreak", "br", 0)
                yield Token("text", "", 0, content=_unescape(row))
        if markup:
            yield Token("html_inline", "", 0, content=markup)


def _pieces(content: str) -> Iterator[tuple[str, str]]:
    """Yield pairs: a tag, comment or script, or nothing; a text, or nothing."""
    at, open_ended = 0, {"-->": False, "</script": False, "</style": False}
    small = content.lower()
    for found in re.finditer("<", content):
        if found.start() < at:
            continue
        end = _end(small, found.start(), open_ended)
        if end:
            yield "", content[at : found.start()]
            yield content[found.start() : end], ""
            at = end
    yield "", content[at:]


def _end(small: str, start: int, open_ended: dict[str, bool]) -> int:
    """Return where the comment, script or tag that begins there ends; 0 where none does."""
    if small.startswith("<!--", start):
        return _close(small, start + 4, "-->", open_ended)
    tag = _TAG.match(small, start)
    if not tag:
        return 0
    if tag[1] in _CODE and small[start + 1] != "/":
        close = _close(small, tag.end(), f"</{tag[1]}", open_ended)
        after = small.find(">", close) + 1 if close else 0
        return after or tag.end()
    return tag.end() if tag_name(tag[0]) else 0


def _close(small: str, start: int, sign: str, open_ended: dict[str, bool]) -> int:
    # What was not found once stands nowhere further on: looking again would take a time that grows with the square.
    at = -1 if open_ended[sign] else small.find(sign, start)
    open_ended[sign] = at < 0
    return at + len(sign) if at >= 0 else 0


def _unescape(text: str) -> str:
    return _ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    shown = html.unescape(entity[0])
    return entity[0] if not shown or _CONTROL.search(shown) else shown
