"""Styles: how a paragraph or a run looks, through its style and the styles that it is based on."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Self, TypeVar

from codetool.importers.readers.docx.names import Node, child, is_on, name_of, value, whole

_TWIPS_A_CHARACTER = 120
_CHAIN = 50
"""Styles that are based on each other at most; Word allows fewer."""
_BODY_LEVEL = 9
"""The outline level of Word that stands for running text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a run looks; what is None is left to what lies below."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    hidden: bool | None = None
    script: str | None = None
    size: float | None = None

    def over(self, under: "Look") -> "Look":
        """Return this look where it says something, and the one under it elsewhere."""
        return Look(
            bold=_first(self.bold, under.bold),
            italic=_first(self.italic, under.italic),
            underline=_first(self.underline, under.underline),
            hidden=_first(self.hidden, under.hidden),
            script=_first(self.script, under.script),
            size=_first(self.size, under.size),
        )

    def switched(self, under: "Look") -> "Look":
        """Return this look of a character style over a paragraph's: on upon on is off, as Word has it."""
        return replace(
            self.over(under),
            bold=_switch(self.bold, under.bold),
            italic=_switch(self.italic, under.italic),
            hidden=_switch(self.hidden, under.hidden),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a paragraph stands; what is None is left to what lies below. Lengths are in twips."""

    level: int | None = None
    centered: bool | None = None
    left: int | None = None
    first: int | None = None
    breaks: bool | None = None
    number: str | None = None
    depth: int | None = None

    def over(self, under: "Layout") -> "Layout":
        """Return this layout where it says something, and the one under it elsewhere."""
        return Layout(
            level=_first(self.level, under.level),
            centered=_first(self.centered, under.centered),
            left=_first(self.left, under.left),
            first=_first(self.first, under.first),
            breaks=_first(self.breaks, under.breaks),
            number=_first(self.number, under.number),
            depth=_first(self.depth, under.depth),
        )

    @property
    def indent(self) -> int:
        """Return the indent of the first line in characters."""
        return max(0, round(((self.left or 0) + (self.first or 0)) / _TWIPS_A_CHARACTER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style: `name` in small letters, in English for the styles that Word brings."""

    name: str
    based_on: str
    look: Look
    layout: Layout


_T = TypeVar("_T")


@dataclass(slots=True, kw_only=True)
class Styles:
    """The styles of a file by id, and what holds where no style is named; `ours` tells that it is an edition."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    language: str = ""
    ours: bool = False
    _look: Look = field(default_factory=Look)
    _layout: Layout = field(default_factory=Layout)
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    _layouts: dict[str, Layout] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Node | None) -> Self:
        """Return the styles of the part styles.xml, if there is one."""
        found = cls()
        defaults = child(root, "w:docDefaults")
        run = child(defaults, "w:rPrDefault", "w:rPr")
        found._look = read_look(run)
        found._layout = read_layout(child(defaults, "w:pPrDefault", "w:pPr"))
        found.language = value(child(run, "w:lang")) or ""
        for node in root if root is not None else ():
            if name_of(node) == "w:style":
                found._add(node)
        return found

    def _add(self, node: Node) -> None:
        key = value(node, "styleId") or ""
        self.styles[key] = Style(
            name=(value(child(node, "w:name")) or key).strip().lower(),
            based_on=value(child(node, "w:basedOn")) or "",
            look=read_look(child(node, "w:rPr")),
            layout=read_layout(child(node, "w:pPr")),
        )
        if value(node, "type") == "paragraph" and value(node, "default") in ("1", "true", "on"):
            self.default = key

    def chain(self, key: str) -> list[Style]:
        """Return a style and those that it is based on, itself first; a ring of styles is cut."""
        chain: dict[str, Style] = {}
        while key in self.styles and key not in chain and len(chain) < _CHAIN:
            chain[key] = self.styles[key]
            key = chain[key].based_on
        return list(chain.values())

    def name(self, key: str) -> str:
        """Return the name of a paragraph's style."""
        style = self.styles.get(key)
        return style.name if style else key.lower()

    def look(self, paragraph: str, run: str = "") -> Look:
        """Return how a run looks that has these styles and nothing of its own."""
        if (paragraph, run) not in self._looks:
            under = _piled([style.look for style in self.chain(paragraph)], Look(), Look.over)
            upper = _piled([style.look for style in self.chain(run)], Look(), Look.over)
            self._looks[paragraph, run] = upper.switched(under).over(self._look)
        return self._looks[paragraph, run]

    def look_of(self, properties: Node | None, paragraph: str) -> Look:
        """Return how a run looks that has these properties (w:rPr), in a paragraph of a style."""
        if properties is None:
            return self.look(paragraph)
        styled = self.look(paragraph, value(child(properties, "w:rStyle")) or "")
        return read_look(properties).over(styled)

    def layout(self, paragraph: str) -> Layout:
        """Return how a paragraph stands that has this style and nothing of its own."""
        if paragraph not in self._layouts:
            found = _piled([style.layout for style in self.chain(paragraph)], self._layout, Layout.over)
            level = found.level if found.level is not None else _named_level(self.name(paragraph))
            self._layouts[paragraph] = replace(found, level=level)
        return self._layouts[paragraph]


def read_look(node: Node | None) -> Look:
    """Return what the properties of a run (w:rPr) say."""
    if node is None or len(node) == 0:
        return Look()
    found = {name_of(one): one for one in node}
    size = whole(value(found.get("w:sz")))
    return Look(
        bold=is_on(found.get("w:b")),
        italic=is_on(found.get("w:i")),
        underline=is_on(found.get("w:u")),
        hidden=is_on(found.get("w:vanish")),
        script=value(found.get("w:vertAlign")),
        size=size / 2 if size else None,
    )


def read_layout(node: Node | None) -> Layout:
    """Return what the properties of a paragraph (w:pPr) say."""
    if node is None or len(node) == 0:
        return Layout()
    found = {name_of(one): one for one in node}
    side, indent, number = value(found.get("w:jc")), found.get("w:ind"), found.get("w:numPr")
    hanging = whole(value(indent, "hanging"))
    return Layout(
        level=_level(whole(value(found.get("w:outlineLvl")))),
        centered=None if side is None else side == "center",
        left=_first(whole(value(indent, "left")), whole(value(indent, "start"))),
        first=whole(value(indent, "firstLine")) if hanging is None else -hanging,
        breaks=is_on(found.get("w:pageBreakBefore")),
        number=value(child(number, "w:numId")),
        depth=whole(value(child(number, "w:ilvl"))),
    )


def _level(outline: int | None) -> int | None:
    if outline is None:
        return None
    return outline + 1 if 0 <= outline < _BODY_LEVEL else 0


def _named_level(name: str) -> int | None:
    number = name.removeprefix("heading ")
    return int(number) if name != number and number in set("123456789") else None


def _first(one: _T | None, other: _T | None) -> _T | None:
    return other if one is None else one


def _switch(upper: bool | None, under: bool | None) -> bool | None:  # noqa: FBT001 - switches of Word, not options
    return not under if upper else _first(under, upper)


def _piled(pile: list[_T], ground: _T, over: Callable[[_T, _T], _T]) -> _T:
    for upper in reversed(pile):
        ground = over(upper, ground)
    return ground
