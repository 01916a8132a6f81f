"""The reading of a page: its elements in their order, made into lines by what they are and how they look."""

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import unquote

from codetool.importers.lines import Line
from codetool.importers.readers.html.flow import Box, Flow
from codetool.importers.readers.html.plan import Plan, target_of
from codetool.importers.readers.html.styles import Look, Style, is_shown_as_block, length, look_of, margin_left
from codetool.importers.readers.html.tables import OpenTable
from codetool.importers.readers.html.tree import BLOCKS, CELLS, HEADINGS, LISTS, Node, Step, classes_of, names_at, walk

LAST_LINE = 65535
"""The parser counts lines so far and no farther."""
_INDENTED = 40
_INDENTS = frozenset("ul ol menu dir blockquote dd figure".split())
_MARGINS = frozenset("margin margin-left padding padding-left".split())
_SIDE_BY_SIDE = frozenset("flex grid inline-flex inline-grid".split())
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SCHEMES = frozenset("http: https: mailto: ftp: ftps: tel: urn: doi:".split())
_LEVEL = re.compile(r"level(\d)", re.IGNORECASE)
_SHORT = 12
_PERMALINK = 5
"""Elements between a part of the text and the link in it by which it is shared."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is being read."""

    node: Node
    look: Look
    box: Box
    block: bool
    side_by_side: bool = False
    lines: int = 0
    blanks: int = 0


@dataclass(slots=True)
class PageReader:
    """Goes through a page, or a part of it, once."""

    plan: Plan
    line: int = 1
    flows: list[Flow] = field(default_factory=lambda: [Flow()])
    tables: list[OpenTable] = field(default_factory=list)
    _opened: list[_Open] = field(default_factory=list)
    _cells: list[Node] = field(default_factory=list)

    @property
    def flow(self) -> Flow:
        """Return the flow that takes the text."""
        return self.flows[-1]

    def read(self, root: Node) -> tuple[Line, ...]:
        """Return the lines of an element."""
        for step, node, text in walk(root, self.plan.is_skipped):
            match step:
                case Step.START:
                    self._start(node)
                case Step.TEXT:
                    self._text(text)
                case Step.SKIPPED:
                    self._skip(node)
                case Step.END:
                    self._end(node)
        self.flow.finish()
        return tuple(self.flow.lines)

    def _start(self, node: Node) -> None:
        name = str(node.tag)
        style = self.plan.sheet.style_of(node)
        outer = self._opened[-1] if self._opened else _Open(node, Look(), Box(), block=True)
        block = name in BLOCKS or is_shown_as_block(style)
        self._count(node)
        beside = block and self._break(outer, numbered=node in self.plan.markers)
        self._open_table(node)
        linked = name == "a" and node.get("href")
        look = replace(outer.look, link=_target(node, self.plan)) if linked else outer.look
        box = _box(node, name, style, outer.box) if block else outer.box
        self._place(node, name, style, box)
        self._opened.append(
            _Open(
                node=node,
                look=look_of(name, style, look),
                box=box,
                block=block,
                side_by_side=style.get("display", "").lower() in _SIDE_BY_SIDE
                or (outer.side_by_side and (beside or not block)),
                lines=len(self.flow.lines),
                blanks=self.flow.blanks,
            )
        )

    def _count(self, node: Node) -> None:
        line = node.sourceline or 0
        if line < LAST_LINE:
            self.line = max(self.line, line)

    def _break(self, outer: _Open, *, numbered: bool) -> bool:
        """End the line before a block, unless the block stands beside the number that the line holds; tell which.

        An item that is `numbered` has a number of its own.
        """
        beside = outer.side_by_side and not numbered
        words = "".join(piece.text for piece in self.flow.pieces).strip() if beside else ""
        if 0 < len(words) <= _SHORT and not any(map(str.isspace, words)):
            self.flow.pad(outer.look)
            return True
        self.flow.close(outer.box)
        return False

    def _place(self, node: Node, name: str, style: Style, box: Box) -> None:
        """Take what an element says beside its words: names, a new page, a broken line, an item's number."""
        self.flow.anchors += names_at(node)
        if name == "br":
            self.flow.break_line(box)
        if "always" in (style.get("page-break-before"), style.get("mso-break-type")) or _new_page(style):
            self.flow.page_break = True
        if marker := self.plan.markers.get(node):
            self.flow.markers.append((node, marker))

    def _text(self, text: str) -> None:
        opened = self._opened[-1]
        if opened.look.preserved:
            for at, part in enumerate(text.split("\n")):
                if at:
                    self.flow.break_line(opened.box)
                self.flow.add(part, opened.look, self.line + at)
        else:
            self.flow.add(text, opened.look, self.line)
        self.line += text.count("\n")

    def _skip(self, node: Node) -> None:
        self._count(node)
        look = self._opened[-1].look
        if (text := self.plan.replaced.get(node)) is not None:
            if node in self.plan.labels:
                self.flow.add(text.rstrip(), look, self.line)
                self.flow.pad(look)
            else:
                self.flow.add(text, look, self.line)
        elif key := self.plan.calls.get(node):
            self.flow.anchors += names_at(node)
            self.flow.call(key, look)

    def _end(self, node: Node) -> None:
        opened = self._opened.pop()
        if opened.block:
            self.flow.close(opened.box)
            empty = len(self.flow.lines) == opened.lines and self.flow.blanks == opened.blanks
            self.flow.blanks += empty and (node.tag == "p" or node.tag in HEADINGS)
        if node in self.plan.markers:
            self.flow.forget_marker(node)
        self._close_table(node)

    def _open_table(self, node: Node) -> None:
        if node in self.plan.tables:
            self.tables.append(OpenTable(node=node, line=self.line))
        elif node.tag == "tr" and self._in_table():
            self.tables[-1].add_row()
        elif node.tag in CELLS and self._in_table():
            # The number of an item that begins with a table stands in its first cell.
            self.flows.append(Flow(markers=self.flow.markers))
            self.flows[-2].markers = []
            self._cells.append(node)

    def _in_table(self) -> bool:
        """Tell whether the innermost table has no open cell, and is a table."""
        table = next((one.node for one in reversed(self._opened) if one.node.tag in ("table", *CELLS)), None)
        return bool(self.tables) and table is self.tables[-1].node

    def _close_table(self, node: Node) -> None:
        if self._cells and self._cells[-1] is node:
            self._cells.pop()
            cell = self.flows.pop()
            cell.finish()
            self.flow.markers = cell.markers
            self.flow.anchors += cell.anchors
            self.flow.pieces += cell.pieces
            self.tables[-1].add_cell(node, tuple(cell.lines))
        elif node in self.plan.tables:
            table = self.tables.pop()
            self.flow.add_table(table.made(), table.line)


def _is_row(style: Style) -> bool:
    return style.get("display", "").lower() in _SIDE_BY_SIDE


def _new_page(style: Style) -> bool:
    return style.get("break-before", "") in ("page", "always") or style.get("page-break-before", "") == "page"


def _target(node: Node, plan: Plan) -> str:
    """Return where a link leads, or nothing where it leads to a program, into somebody's own files, or to itself."""
    address = "".join((node.get("href") or "").split())
    if address.startswith("#"):
        around = islice(node.iterancestors(), _PERMALINK)
        itself = target_of(plan, address[1:]) in (node, *around)
        return f"#{unquote(address[1:])}" if len(address) > 1 and not itself else ""
    scheme = _SCHEME.match(address)
    return address if scheme and scheme[0].lower() in _SCHEMES else ""


def _box(node: Node, name: str, style: Style, outer: Box) -> Box:
    width = margin_left(style) if _MARGINS & style.keys() else _INDENTED * (name in _INDENTS)
    align = (style.get("text-align") or node.get("align") or ("center" if name == "center" else "")).lower()
    listed = _LEVEL.search(style.get("mso-list", ""))
    return Box(
        indent=outer.indent + width,
        first=length(style["text-indent"]) if "text-indent" in style else outer.first,
        centered=align == "center" if align else outer.centered,
        level=_level(node, name, style) or outer.level,
        depth=int(listed[1]) - 1 if listed else outer.depth + (name in LISTS),
        style=next(iter(classes_of(node)), ""),
    )


def _level(node: Node, name: str, style: Style) -> int:
    if name in HEADINGS:
        return int(name[1])
    said = style.get("mso-outline-level", "") or (node.get("aria-level", "2") if node.get("role") == "heading" else "")
    return int(said) if said.isascii() and said.isdigit() and 0 < int(said) < 10 else 0  # noqa: PLR2004 - nine levels
