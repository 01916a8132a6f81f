"""Numbers of lists, as a browser shows them: kind, start, value, direction, and counters that styles write out."""

import re
from dataclasses import dataclass, field

from codetool.importers.readers.html.styles import Sheet, Style
from codetool.importers.readers.html.tree import Node, classes_of

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
_BY_DEPTH = ("disc", "circle", "square")
_KINDS = frozenset(
    "decimal decimal-leading-zero lower-alpha upper-alpha lower-latin upper-latin lower-roman upper-roman lower-greek "
    "none disc circle square".split()
)
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_END = 4000
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|counter\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)")
_SAID = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_LEVELLED = re.compile(r"lst-kix_[\w-]+-\d+")
_NUMBER = re.compile(r"\s*([+-]?\d{1,9})")


def numeral(value: int, kind: str) -> str:
    """Return a number as a list of that kind shows it.

    >>> [numeral(4, kind) for kind in ("decimal", "lower-alpha", "upper-roman", "decimal-leading-zero")]
    ['4', 'd', 'IV', '04']
    """
    match kind.removeprefix("lower-").removeprefix("upper-"):
        case "alpha" | "latin" if value > 0:
            shown = _letters(value, _LATIN)
        case "greek" if value > 0:
            shown = _letters(value, _GREEK)
        case "roman" if 0 < value < _ROMAN_END:
            shown = _roman(value)
        case "decimal-leading-zero":
            shown = f"{value:02d}"
        case _:
            shown = str(value)
    return shown.upper() if kind.startswith("upper-") else shown


def _letters(value: int, alphabet: str) -> str:
    shown = ""
    while value > 0:
        value, rest = divmod(value - 1, len(alphabet))
        shown = alphabet[rest] + shown
    return shown


def _roman(value: int) -> str:
    shown = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        shown += sign * times
    return shown


def whole(value: str | None, otherwise: int) -> int:
    """Return the whole number that an attribute begins with, as browsers read it."""
    found = _NUMBER.match(value or "")
    return int(found[1]) if found else otherwise


@dataclass(slots=True)
class OpenList:
    """A list whose items are being numbered."""

    node: Node
    kind: str
    said: str
    value: int
    step: int


@dataclass(slots=True)
class Numbering:
    """Numbers the items of a page, in the order in which they come."""

    sheet: Sheet
    open: list[OpenList] = field(default_factory=list)
    _counters: dict[str, int] = field(default_factory=dict)

    def begin(self, node: Node) -> None:
        """Open a list."""
        style = self.sheet.style_of(node)
        unordered = sum(one.node.tag != "ol" for one in self.open)
        plain = "decimal" if node.tag == "ol" else _BY_DEPTH[min(unordered, 2)]
        kind, said = _kind(node, style, plain)
        backwards = node.get("reversed") is not None
        start = whole(node.get("start"), len(node.findall("li")) if backwards else 1)
        self.open.append(OpenList(node=node, kind=kind, said=said, value=start, step=-1 if backwards else 1))

    def end(self) -> None:
        """Close the list that was opened last."""
        self.open.pop()

    def marker(self, item: Node) -> str:
        """Return what a browser shows before an item: its number or sign, or nothing."""
        around = self.open[-1] if self.open else OpenList(item, "disc", "", 1, 1)
        value = whole(item.get("value"), around.value) if around.node.tag == "ol" else around.value
        around.value = value + around.step
        if written := self._written(around, value):
            return written
        kind, said = _kind(item, self.sheet.style_of(item), around.kind, around.said)
        if said or kind == "none":
            return said
        return _BULLETS.get(kind) or f"{numeral(value, kind)}."

    def _written(self, around: OpenList, value: int) -> str:
        """Return the number that a style writes out, as in pages of Google Docs."""
        for name in classes_of(around.node):
            if _LEVELLED.fullmatch(name):
                self._counters[name.replace("lst-kix", "lst-ctn-kix", 1)] = value
            if content := self.sheet.markers.get(name):
                return "".join(self._piece(*part) for part in _PART.findall(content)).strip()
        return ""

    def _piece(self, said: str, also: str, counter: str, kind: str) -> str:
        return numeral(self._counters.get(counter.lower(), 1), kind or "decimal") if counter else said or also


def _kind(node: Node, style: Style, plain: str, said: str = "") -> tuple[str, str]:
    """Return the kind of numbers that a list or an item asks for, and the sign that it gives in so many letters."""
    asked = style.get("list-style-type") or style.get("list-style") or ""
    if words := _SAID.search(asked):
        return plain, (words[1] or words[2]).strip()
    for word in asked.lower().split():
        if word in _KINDS:
            return word, ""
    given = node.get("type") or ""
    kind = _TYPES.get(given) or (given.lower() if given.lower() in _BULLETS else "")
    return (kind, "") if kind else (plain, said)
