"""Automatic numbers: what LibreOffice shows before a paragraph, counted along the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from codetool.importers.readers.odt.lists import LEVELS, NO_STYLE, Levels, write_label
from codetool.importers.readers.odt.names import PARAGRAPHS, Node, name_of, value, whole
from codetool.importers.readers.odt.styles import Form, Styles


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A number as shown, empty where nothing is; `depth` is its level from 0, `sign` tells that it counts nothing."""

    text: str
    depth: int
    sign: bool = False
    layout: Form = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Counts:
    """How far a list, or the headings, are counted, level by level."""

    counts: dict[int, int] = field(default_factory=dict)

    def next(self, levels: Levels, depth: int, start: int | None) -> dict[int, int]:
        """Count a paragraph; levels above it that have no number begin with theirs."""
        for at in range(depth):
            self.counts.setdefault(at, _start(levels, at))
        counted = self.counts[depth] + 1 if depth in self.counts else _start(levels, depth)
        self.counts[depth] = counted if start is None else start
        self.forget(depth + 1)
        return self.counts

    def forget(self, depth: int) -> None:
        """Let this level and those below begin again."""
        for at in range(depth, LEVELS):
            self.counts.pop(at, None)


def _start(levels: Levels, depth: int) -> int:
    level = levels.get(depth)
    return level.start if level else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list at a place in the text: its style, its level from 0, and the counts that it shares with others."""

    style: str
    depth: int
    counts: _Counts


def number_paragraphs(body: Node, styles: Styles, lists: Mapping[str, Levels]) -> dict[Node, Label]:
    """Return the label of each paragraph that a list or the outline numbers."""
    numbering = _Numbering(styles=styles, lists=lists)
    numbering.visit(body, None)
    return numbering.labels


@dataclass(slots=True, kw_only=True)
class _Numbering:
    """Goes through the text once, and counts."""

    styles: Styles
    lists: Mapping[str, Levels]
    labels: dict[Node, Label] = field(default_factory=dict)
    outline: _Counts = field(default_factory=_Counts)
    last: _List | None = None
    by_id: dict[str, _Counts] = field(default_factory=dict)
    numbered: dict[str, _Counts] = field(default_factory=dict)

    def visit(self, node: Node, around: _List | None) -> None:
        """Count what stands in a part of the text."""
        for one in node:
            match name_of(one):
                case "text:list":
                    self._list(one, around)
                case "text:numbered-paragraph":
                    self._alone(one)
                case "text:p" | "text:h":
                    self._outline(one)
                    self.visit(one, None)
                case _:
                    self.visit(one, None)

    def _list(self, node: Node, around: _List | None) -> None:
        inside = self._nested(node, around) if around else self._top(node)
        if ident := value(node, "xml:id", "text:id"):
            self.by_id[ident] = inside.counts
        for item in node:
            if name_of(item) in ("text:list-item", "text:list-header"):
                self._item(item, inside)
        if not around:
            self.last = inside

    def _nested(self, node: Node, around: _List) -> _List:
        depth = min(around.depth + 1, LEVELS - 1)
        return _List(style=value(node, "text:style-name") or around.style, depth=depth, counts=around.counts)

    def _top(self, node: Node) -> _List:
        style = value(node, "text:style-name")
        counts = self.by_id.get(value(node, "text:continue-list"))
        if style and self.lists.get(style) is self.lists.get("text:outline-style"):
            counts = self.outline
        goes_on = value(node, "text:continue-numbering") == "true"
        if counts is None and goes_on and self.last and self.last.style == style:
            counts = self.last.counts
        return _List(style=style, depth=0, counts=counts or _Counts())

    def _item(self, item: Node, around: _List) -> None:
        style = value(item, "text:style-override") or around.style
        waiting, lists = name_of(item) == "text:list-item", 0
        start = whole(item, "text:start-value") if value(item, "text:start-value") else None
        for one in item:
            if name_of(one) == "text:list":
                if lists and value(one, "text:continue-numbering") != "true":
                    # The second list in an item begins anew.
                    around.counts.forget(around.depth + 1)
                self._list(one, around)
                lists += 1
                continue
            if name_of(one) in PARAGRAPHS and waiting and value(one, "text:is-list-header") != "true":
                self._count(one, self._levels(style), around, start)
                waiting = False
            self.visit(one, None)

    def _levels(self, style: str) -> Levels:
        return self.lists.get(style, NO_STYLE)

    def _count(self, node: Node, levels: Levels, around: _List, start: int | None) -> None:
        counts = around.counts.next(levels, around.depth, start)
        level = levels.get(around.depth)
        self.labels[node] = Label(
            text=write_label(levels, around.depth, counts),
            depth=around.depth,
            sign=bool(level and level.bullet),
            layout=level.layout if level else {},
        )

    def _alone(self, node: Node) -> None:
        """Take a paragraph that is an item without a list around it."""
        counts = self.numbered.setdefault(value(node, "text:list-id"), _Counts())
        depth = min(max(0, whole(node, "text:level") - 1), LEVELS - 1)
        start = whole(node, "text:start-value") if value(node, "text:start-value") else None
        around = _List(style=value(node, "text:style-name"), depth=depth, counts=counts)
        for one in node:
            if name_of(one) in PARAGRAPHS:
                self._count(one, self._levels(around.style), around, start)
                self.visit(one, None)

    def _outline(self, node: Node) -> None:
        """Count a heading that stands in no list; a heading whose style names a list is not counted there."""
        named = self.styles.form("paragraph", value(node, "text:style-name")).get("style:list-style-name")
        levels = self.lists.get("text:outline-style", {})
        linked = named is not None and self.lists.get(named) is not levels
        if name_of(node) != "text:h" or linked or value(node, "text:is-list-header") == "true":
            return
        depth = min(max(1, whole(node, "text:outline-level")), LEVELS) - 1
        restarts = value(node, "text:restart-numbering") == "true"
        start = whole(node, "text:start-value", _start(levels, depth)) if restarts else None
        counts = self.outline.next(levels, depth, start)
        if text := write_label(levels, depth, counts):
            self.labels[node] = Label(text=text, depth=depth)
