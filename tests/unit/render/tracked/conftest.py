"""A fictional regulation in two versions, and its comparison in Word opened: what each test looks at."""

import io
import zipfile
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

import pytest

from codetool.diff import compare
from codetool.model.expression import Expression
from codetool.render.redline_docx import render_redline_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word:
    """A document with tracked changes, opened by other means than those that made it."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name).decode() for name in archive.namelist()}
        self.body = next(iter(ET.fromstring(self.parts["word/document.xml"])))  # noqa: S314 - we made it
        notes = ET.fromstring(self.parts["word/footnotes.xml"])  # noqa: S314 - we made it
        self.notes = {note.get(f"{W}id"): note for note in notes}
        self.remarks = {
            found.get(f"{W}id"): "".join(found.itertext())
            for found in ET.fromstring(self.parts["word/comments.xml"])  # noqa: S314 - we made it
        }

    def lines(self) -> Iterator[str]:
        """Yield the paragraphs with their changes marked: [-gone-], {+come+}, ¶- and ¶+ for their ends."""
        yield from self._lines(self.body)

    def _lines(self, parent: ET.Element) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}p":
                yield self._line(child)
            for row in child.findall(f"{W}tr"):
                mark = _sign(row, "trPr", {"ins": "+ ", "del": "- "})
                cells = (" ".join(self._lines(cell)) for cell in row.findall(f"{W}tc"))
                yield f"| {mark}{' | '.join(cells)} |"

    def _line(self, paragraph: ET.Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        ends = _sign(paragraph, f"pPr/{W}rPr", {"ins": " ¶+", "del": " ¶-"})
        name = "" if style is None else str(style.get(f"{W}val"))
        return f"{name}: {''.join(self._pieces(paragraph))}{ends}"

    def _pieces(self, parent: ET.Element) -> Iterator[str]:
        for child in parent:
            name = child.tag.removeprefix(W)
            if name in {"ins", "del"}:
                begin, end = ("{+", "+}") if name == "ins" else ("[-", "-]")
                inside = "".join(self._pieces(child))
                yield begin + inside + end if inside else ""
            elif name in {"t", "delText"}:
                yield child.text or ""
            elif name == "tab":
                yield "\t"
            elif name == "commentReference":
                yield f"<{self.remarks[child.get(f'{W}id')]}>"
            elif name == "footnoteReference":
                note = self.notes[child.get(f"{W}id")]
                yield f"({' '.join(self._lines(note)).removeprefix('FootnoteText:').strip()})"
            elif name != "pPr":
                yield from self._pieces(child)


def _sign(element: ET.Element, path: str, signs: dict[str, str]) -> str:
    return "".join(sign for name, sign in signs.items() if element.find(f"{W}{path}/{W}{name}") is not None)


@pytest.fixture(scope="session")
def word(versions: tuple[Expression, Expression]) -> Word:
    """Return their comparison in Word."""
    return Word(render_redline_docx(compare(*versions), *versions))


Opener = Callable[[bytes], Word]


@pytest.fixture(scope="session")
def opened() -> Opener:
    """Return what opens a document."""
    return Word
