"""The inside of a paragraph of Markdown: its lines as runs, with what they link to and what was left out."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token

from codetool.importers.lines import MarkKind
from codetool.importers.readers.markdown.tags import (
    BLOCK_TAGS,
    TAG_KINDS,
    attributes_of,
    is_code,
    is_comment,
    tag_name,
)
from codetool.importers.readers.runs import Run
from codetool.importers.reading import DropKind, Dropped

_ADDRESS = re.compile("[:#/.@?]")
_EMPHASIS = {"strong": MarkKind.BOLD, "em": MarkKind.ITALIC}


@dataclass(slots=True, kw_only=True)
class Drops:
    """Collects what is left out, each sign once with how often it stood there."""

    _found: dict[tuple[DropKind, str], list[int]] = field(default_factory=dict)

    def add(self, kind: DropKind, text: str, line: int) -> None:
        """Count something that is left out."""
        words = " ".join(text.split())
        if words:
            self._found.setdefault((kind, words), [line, 0])[1] += 1

    def dropped(self) -> tuple[Dropped, ...]:
        """Return what was left out, in the order in which it was met first."""
        return tuple(
            Dropped(kind=kind, text=text, line=line, count=count) for (kind, text), (line, count) in self._found.items()
        )


@dataclass(slots=True, kw_only=True)
class Piece:
    """A line of a paragraph: how many lines of the source below the first it stands, its runs, its anchors."""

    row: int = 0
    runs: list[Run] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)


def pieces_of(children: Iterable[Token], line: int, drops: Drops, called: Container[str]) -> list[Piece]:
    """Return the lines of a paragraph that begins on `line`, as its writer broke it; notes not `called` are words."""
    inside = _Inside(line=line, drops=drops, called=called)
    for child in children:
        inside.take(child)
    return inside.pieces


@dataclass(slots=True, kw_only=True)
class _Inside:
    """What is open at a place in a paragraph: emphasis, links, tags."""

    line: int
    drops: Drops
    called: Container[str]
    row: int = 0
    pieces: list[Piece] = field(default_factory=lambda: [Piece()])
    kinds: list[MarkKind] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def take(self, token: Token) -> None:
        """Add a token to the lines."""
        match token.type:
            case "softbreak" | "hardbreak":
                self._break(1)
            case "link_open" | "link_close":
                self._link(token)
            case "image":
                self._drop(DropKind.PICTURE, token.content or str(token.attrGet("src") or ""))
            case "html_inline":
                self._html(token.content)
            case "footnote_ref":
                self._note(str(token.meta["label"]))
            case _:
                self._other(token)

    def _other(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if kind := _EMPHASIS.get(name):
            self._mark(kind, closing=token.nesting < 0)
            self._drop(DropKind.MARKUP, token.markup if token.nesting > 0 else "")
            return
        if token.type == "code_inline":
            self._drop(DropKind.MARKUP, token.markup)
        elif token.info == "escape":
            self._drop(DropKind.MARKUP, "\\")
        self._text(token.content)

    def _note(self, label: str) -> None:
        if label in self.called:
            self.pieces[-1].runs.append(Run(note=label))
        else:
            self._text(f"[^{label}]")

    def _text(self, text: str) -> None:
        link = self.links[-1] if self.links else ""
        self.pieces[-1].runs.append(Run(text=text, kinds=frozenset(self.kinds), link=link))

    def _drop(self, kind: DropKind, text: str) -> None:
        self.drops.add(kind, text, self.line + self.row)

    def _break(self, rows: int) -> None:
        self.row += rows
        self.pieces.append(Piece(row=self.row))

    def _mark(self, kind: MarkKind, *, closing: bool) -> None:
        if not closing:
            self.kinds.append(kind)
        elif kind in self.kinds:
            self.kinds.reverse()
            self.kinds.remove(kind)
            self.kinds.reverse()

    def _link(self, token: Token) -> None:
        if token.nesting < 0:
            self.links.pop()
            return
        address = str(token.attrGet("href") or "")
        self.links.append(address)
        self._drop(DropKind.MARKUP, str(token.attrGet("title") or ""))
        if not _ADDRESS.search(address):
            # `[le conseil](raad)` may be meant as words.
            self._drop(DropKind.MARKUP, address)

    def _html(self, markup: str) -> None:
        name = tag_name(markup)
        if is_comment(markup):
            self._drop(DropKind.MARKUP, markup)
        elif is_code(markup) and not name:
            self._drop(DropKind.SCRIPT, markup)
        elif name:
            self._tag(name, markup)
            self._drop(DropKind.MARKUP, f"<{name}>")
        else:
            self._words(markup)
            return
        self.row += markup.count("\n")

    def _words(self, markup: str) -> None:
        """Take words in angle brackets, which are no tag, as they stand."""
        for at, row in enumerate(markup.split("\n")):
            if at:
                self._break(1)
            self._text(row)

    def _tag(self, name: str, markup: str) -> None:
        closing = markup.startswith("</")
        attributes = attributes_of(markup)
        if name in BLOCK_TAGS:
            self._break(0)
        if name in TAG_KINDS:
            self._mark(TAG_KINDS[name], closing=closing)
        elif name == "a" and closing:
            self.links = self.links[:-1]
        elif name == "a":
            self.links.append(attributes.get("href", ""))
        elif name == "img":
            self._drop(DropKind.PICTURE, attributes.get("alt") or attributes.get("src", ""))
        anchor = attributes.get("id") or attributes.get("name", "")
        if anchor:
            self.pieces[-1].anchors.append(anchor)
