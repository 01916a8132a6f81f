"""Slips of the keyboard in the stored text: spaces doubled or before a comma, two kinds of apostrophes.

Only what a reader would call a fault, and never a letter. The spacing that French asks for is put on the page by
`codetool.render.typography`, not into the text.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from codetool.akn.read import unfold_expression
from codetool.mend.ids import APART
from codetool.model.expression import Expression
from codetool.model.markup import Element, Node

_STRAIGHT = re.compile(r"(?<=\w)'(?=\w|$)")
_CURLY = re.compile(r"(?<=\w)’(?=\w|$)")
_EVERYWHERE: tuple[tuple[str, str], ...] = (
    (r"(?<=\S) {2,}(?=\S)", " "),
    # A no-break space was meant: the space beside it is one too many.
    (r" +(?=[\u00a0\u202f])|(?<=[\u00a0\u202f]) +", ""),
    (r"(?<=\w) +(?=,(?:\s|$))", ""),
    (r"(?<=\w) +(?=\.(?:\s|$))", ""),
    (r"<<[ \u00a0\u202f]?(?=\w)", "« "),
    (r"(?<=[\w.!?…])[ \u00a0\u202f]?>>", " »"),
)
_CLOSE = (r"(?<=\w)[ \u00a0\u202f]+(?=[:;!?](?:\s|$))", "")
"""Dutch, German and English put no space before these marks; French does."""

_LANGUAGES = {"fra": "fr", "fre": "fr", "nld": "nl", "dut": "nl", "deu": "de", "ger": "de", "eng": "en"}
_CLOSED = frozenset({"nl", "de", "en"})
_UNTOUCHED = APART | {"num", "img", "foreign"}

Spell = Callable[[str], str]


def repair_slips(expression: Expression) -> Expression:
    """Return the Expression, unfolded, with the slips in its running text set right; no letter or figure changes."""
    whole = unfold_expression(expression)
    language = _short(expression.language)
    apostrophe = _usual_apostrophe(whole.root)
    return replace(whole, root=_respelled(whole.root, language, apostrophe))


def _short(language: str) -> str:
    code = language.partition("-")[0]
    return _LANGUAGES.get(code, code)


def _usual_apostrophe(root: Element) -> str:
    """Return the kind that is met more often, an empty string where both are met as often or one alone."""
    texts = [text for element in _running(root) for text in element.children if isinstance(text, str)]
    straight = sum(len(_STRAIGHT.findall(text)) for text in texts)
    curly = sum(len(_CURLY.findall(text)) for text in texts)
    if not straight or not curly or straight == curly:
        return ""
    return "'" if straight > curly else "’"


def _running(element: Element) -> list[Element]:
    found, waiting = [], [element]
    while waiting:
        one = waiting.pop()
        if not _is_left(one):
            found.append(one)
            waiting += [child for child in one.children if isinstance(child, Element)]
    return found


def _is_left(element: Element) -> bool:
    return element.name in _UNTOUCHED or element.name.startswith("{") or element.get("xml:space") == "preserve"


def _respelled(element: Element, language: str, apostrophe: str) -> Element:
    if _is_left(element):
        return element
    language = _short(element.get("xml:lang").lower()) or language
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            children.append(_respelled(child, language, apostrophe))
        else:
            children.append(_spelled(child, language, apostrophe) if isinstance(child, str) else child)
    return replace(element, children=tuple(children))


def _spelled(text: str, language: str, apostrophe: str) -> str:
    for pattern, better in (*_EVERYWHERE, *([_CLOSE] if language in _CLOSED else [])):
        text = re.sub(pattern, better, text)
    if apostrophe == "'":
        return _CURLY.sub("'", text)
    return _STRAIGHT.sub("’", text) if apostrophe else text
