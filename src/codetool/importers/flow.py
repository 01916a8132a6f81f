"""The blocks as they are written: what is open is one run of text, which lines may still join."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from codetool.importers.blocks import Block, BlockKind
from codetool.importers.lines import Line
from codetool.importers.marked import MarkedText, joined


@dataclass(slots=True, kw_only=True)
class Flow:
    """The blocks written so far, and the run of text that is open.

    A number that stands alone may call a note: the call is held until the text that follows.
    """

    blocks: list[Block] = field(default_factory=list)
    before: str = ""
    _open: Block | None = None
    _pieces: list[MarkedText] = field(default_factory=list)
    _held: MarkedText = field(default_factory=MarkedText)

    @property
    def running(self) -> bool:
        """Tell whether a run of text is open."""
        return self._open is not None

    def head(self, block: Block, heading: MarkedText | None = None) -> None:
        """Write a head with its heading, or a number."""
        self.close()
        if heading and heading.text:
            heading = self._with_held(heading)
            block = replace(block, heading=heading.text, heading_marks=heading.marks)
        elif heading:
            self.hold(heading)
        self.blocks.append(block)

    def hold(self, calls: MarkedText) -> None:
        """Hold calls of notes for the text that follows."""
        self._held = joined((self._held, calls))

    def begin(
        self, text: MarkedText, line: Line, depth: int, kind: BlockKind = BlockKind.TEXT, *, more: bool = False
    ) -> None:
        """Open a run of text; one with `more` goes on with the alinéa before it."""
        self.close()
        self._open = Block(kind=kind, line=line.number, depth=depth, anchors=line.anchors, more=more)
        self._pieces = [self._with_held(text)]
        self.before = text.text

    def add(self, text: MarkedText) -> None:
        """Let a line join the run that is open."""
        self._pieces.append(text)
        self.before = text.text

    def table(self, line: Line, depth: int) -> None:
        """Write a table; a call that is held stands in a paragraph of its own above it."""
        if self._held.marks:
            self.begin(MarkedText(), line, depth)
        self.close()
        self.blocks.append(Block(kind=BlockKind.TABLE, line=line.number, depth=depth, table=line.table))

    def close(self) -> None:
        """End the run of text."""
        if self._open:
            whole = joined(self._pieces)
            self.blocks.append(replace(self._open, text=whole.text, marks=whole.marks))
        self._open, self._pieces, self.before = None, [], ""

    def end(self, last: Sequence[Line]) -> None:
        """End the text; a call that is still held gets a paragraph of its own."""
        if self._held.marks and last:
            self.begin(MarkedText(), last[-1], 0)
        self.close()

    def forget(self) -> None:
        """Begin anew: what was written so far was no text."""
        self.close()
        self.blocks.clear()

    def _with_held(self, text: MarkedText) -> MarkedText:
        whole, self._held = joined((self._held, text)), MarkedText()
        return whole
