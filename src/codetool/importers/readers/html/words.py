"""The words of a page, taken from its text without making lines of it, so that the ledger can find what was lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from codetool.importers.readers.html.plan import Plan
from codetool.importers.readers.html.styles import is_shown_as_block
from codetool.importers.readers.html.tree import BLOCKS, Node
from codetool.importers.reading import LedgerWord


@dataclass(slots=True)
class _Words:
    line: int = 1
    found: list[LedgerWord] = field(default_factory=list)
    markers: list[tuple[Node, str]] = field(default_factory=list)
    _word: list[str] = field(default_factory=list)
    _begun: int = 0

    def take(self, text: str) -> None:
        for row, part in enumerate(text.split("\n")):
            if row:
                self.cut()
                self.line += 1
            pieces = part.split()
            if part[:1].isspace():
                self.cut()
            for at, piece in enumerate(pieces):
                if at:
                    self.cut()
                self._grow(piece)
            if part[-1:].isspace():
                self.cut()

    def _grow(self, piece: str) -> None:
        for _, marker in self.markers:
            self.found += [LedgerWord(word=word, line=self.line) for word in marker.split()]
        self.markers.clear()
        self._begun = self._begun if self._word else self.line
        self._word.append(piece)

    def cut(self) -> None:
        if self._word:
            self.found.append(LedgerWord(word="".join(self._word), line=self._begun))
            self._word = []


def words_of(root: Node, plan: Plan) -> tuple[LedgerWord, ...]:
    """Return the words of a page in their order, with the numbers that a browser puts before the items of lists."""
    words = _Words()
    for event, node in _events(root, plan):
        if event == "start":
            words.line = max(words.line, min(node.sourceline or 0, 65534))
            if _parts(node, plan):
                words.cut()
            if marker := plan.markers.get(node):
                words.markers.append((node, marker))
            words.take(plan.replaced.get(node, "") if plan.is_skipped(node) else node.text or "")
        elif event == "end":
            if _parts(node, plan):
                words.cut()
            words.markers = [entry for entry in words.markers if entry[0] is not node]
        if event != "start":
            words.take(node.tail or "" if node is not root else "")
    words.cut()
    return tuple(words.found)


def _parts(node: Node, plan: Plan) -> bool:
    """Tell whether an element parts the words before it from those after it."""
    if plan.is_skipped(node):
        return False
    return node.tag in BLOCKS or node.tag == "br" or is_shown_as_block(plan.sheet.style_of(node))


def _events(root: Node, plan: Plan) -> Iterator[tuple[str, Node]]:
    """Yield beginnings and ends; of what is skipped, only its own, and nothing below it."""
    outermost: Node | None = None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if outermost is None:
            yield event, node
            if event == "start" and plan.is_skipped(node):
                outermost = node
        elif node is outermost and event == "end":
            outermost = None
            yield event, node
