"""Definitions of lists (numbering.xml): what each level of each list writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from codetool.importers.readers.docx.names import Node, child, is_on, name_of, value, whole
from codetool.importers.readers.docx.styles import Layout, Styles, read_layout

LEVELS = 9
_TEXT = 255
"""Characters of a level's text at most; Word allows as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a list: `text` is what it writes, with %1 for the number of the first level.

    `restart` is the level, from 1, after which it begins again; 0, it never does; None, it does after any higher one.
    `style` is the paragraph style that is numbered by it.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    follow: str = "tab"
    restart: int | None = None
    style: str = ""
    digits: bool = False
    hidden: bool = False
    font: str = ""
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedList:
    """A list (w:num): `counter` names the definition whose counters it shares with other lists.

    `starts` are the levels that begin again, at a number, where this list first uses them.
    """

    key: str
    counter: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def level_of(self, style: str) -> int | None:
        """Return the level that numbers a paragraph style, if one does."""
        return next((at for at, level in self.levels.items() if style and level.style == style), None)


def read_lists(root: Node | None, styles: Styles) -> dict[str, NumberedList]:
    """Return the lists of the part numbering.xml by id, links between definitions followed."""
    nodes = list(root) if root is not None else []
    abstracts = {value(node, "abstractNumId") or "": node for node in nodes if name_of(node) == "w:abstractNum"}
    targets = {key: value(child(node, "w:abstractNumId")) or "" for key, node in _nums(nodes)}
    defined: dict[str, dict[int, Level]] = {}
    lists: dict[str, NumberedList] = {}
    for key, node in _nums(nodes):
        counter = _linked(targets[key], abstracts, targets, styles)
        if counter not in abstracts:
            continue
        if counter not in defined:
            defined[counter] = dict(_levels(abstracts[counter]))
        lists[key] = _read_list(node, key, counter, defined[counter])
    return lists


def _nums(nodes: list[Node]) -> Iterator[tuple[str, Node]]:
    return ((value(node, "numId") or "", node) for node in nodes if name_of(node) == "w:num")


def _linked(key: str, abstracts: Mapping[str, Node], targets: Mapping[str, str], styles: Styles) -> str:
    """Follow w:numStyleLink: a definition may only point at the style of lists whose definition holds the levels."""
    seen: set[str] = set()
    while key in abstracts and key not in seen:
        seen.add(key)
        link = value(child(abstracts[key], "w:numStyleLink"))
        if not link:
            break
        key = targets.get(styles.layout(link).number or "", key)
    return key


def _read_list(node: Node, key: str, counter: str, levels: dict[int, Level]) -> NumberedList:
    own, starts = dict(levels), dict[int, int]()
    for override in (one for one in node if name_of(one) == "w:lvlOverride"):
        at = whole(value(override, "ilvl"))
        if at is None or not 0 <= at < LEVELS:
            continue
        if (level := child(override, "w:lvl")) is not None:
            own[at] = _read_level(level)
        if (start := whole(value(child(override, "w:startOverride")))) is not None:
            starts[at] = start
            own[at] = replace(own.get(at, Level()), start=start)
    return NumberedList(key=key, counter=counter, levels=own, starts=starts)


def _levels(node: Node) -> Iterator[tuple[int, Level]]:
    for one in node:
        at = whole(value(one, "ilvl")) if name_of(one) == "w:lvl" else None
        if at is not None and 0 <= at < LEVELS:
            yield at, _read_level(one)


def _read_level(node: Node) -> Level:
    found = {name_of(one): one for one in node}
    fonts = child(node, "w:rPr", "w:rFonts")
    start = whole(value(found.get("w:start")))
    return Level(
        start=1 if start is None else start,
        form=value(found.get("w:numFmt")) or "decimal",
        text=(value(found.get("w:lvlText")) or "")[:_TEXT],
        follow=value(found.get("w:suff")) or "tab",
        restart=whole(value(found.get("w:lvlRestart"))),
        style=value(found.get("w:pStyle")) or "",
        digits=bool(is_on(found.get("w:isLgl"))),
        hidden=bool(is_on(child(node, "w:rPr", "w:vanish"))),
        font=value(fonts, "ascii") or value(fonts, "hAnsi") or "",
        layout=read_layout(found.get("w:pPr")),
    )
