"""The proof of a tracked document: its changes accepted and rejected, as Word does it, read from its own XML."""

from collections.abc import Iterator
from typing import Any

from codetool.akn.parser import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}softHyphen": "\u00ad"}
_SHOWN = frozenset({f"{_W}t", f"{_W}delText"})


def settled_lines(document: bytes, notes: bytes, *, accept: bool) -> list[str]:
    """Return the paragraphs that are left when all changes are accepted, or rejected; empty ones are not told.

    A note follows the paragraph that calls it; the cells of a row follow one another.
    """
    called = {found.get(f"{_W}id"): found for found in parse_xml(notes).getroot().iterfind(f"{_W}footnote")}
    reader = _Reader(called, drops="del" if accept else "ins")
    return list(reader.story(parse_xml(document).getroot().find(f"{_W}body")))


class _Reader:
    """Reads paragraphs with one of the two kinds of change left out."""

    def __init__(self, notes: dict[str | None, Any], drops: str) -> None:
        self._notes = notes
        self._drops = f"{_W}{drops}"

    def story(self, parent: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's element has no public name
        """Yield the paragraphs of a body, cell or note."""
        text, called = "", list[str | None]()
        for child in parent:
            if child.tag == f"{_W}p":
                text += "".join(self._texts(child, called))
                if child.find(f"{_W}pPr/{_W}rPr/{self._drops}") is not None:
                    continue  # its end goes: what follows joins on
            yield from self._told(text, called)
            text, called = "", []
            if child.tag == f"{_W}tbl":
                for row in child.iterfind(f"{_W}tr"):
                    if row.find(f"{_W}trPr/{self._drops}") is None:
                        for cell in row.iterfind(f"{_W}tc"):
                            yield from self.story(cell)
        yield from self._told(text, called)

    def _told(self, text: str, called: list[str | None]) -> Iterator[str]:
        folded = " ".join(part for part in text.split(" ") if part)
        if folded:
            yield folded
        for number in called:
            yield from self.story(self._notes[number])

    def _texts(self, parent: Any, called: list[str | None]) -> Iterator[str]:  # noqa: ANN401 - as above
        for child in parent:
            if child.tag in _SHOWN:
                yield child.text or ""
            elif child.tag in _TEXTS:
                yield _TEXTS[child.tag]
            elif child.tag == f"{_W}footnoteReference":
                called.append(child.get(f"{_W}id"))
                yield "\ufffc"
            elif child.tag not in (self._drops, f"{_W}pPr"):
                yield from self._texts(child, called)
