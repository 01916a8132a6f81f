"""The text of a PDF as its structure tells it, beside the text of the Expression that it was printed from.

What is compared is the body of the text: everything but metadata, cover and preface, with numbers, headings, tables and
quotations, notes where they are called. It is read along the structure, so that running heads, page numbers and the
contents do not count. White space is folded and a no-break space is a space; one that the typography puts where none is
stored may be there. A line's end stands for a space or for nothing, and a hyphen that divides a word there for nothing;
soft hyphens, which only allow that, count nowhere.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from codetool.akn.read import unfold_expression
from codetool.model.expression import Expression
from codetool.model.markup import Element, Node
from codetool.model.text import INLINE, fold_space, text_of
from codetool.render.templates import labels_for, language_tag

EDGE = "\ue000"
"""Between two texts of the structure: the end of a line, or of what is set in one way."""

_FRONT = frozenset({"meta", "coverPage", "preface"})

LABEL = "\ue001"
"""Around the label of a list's item."""

_HYPHEN = "\u2010"
_PDFIUM_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line, if the text has it there."""
_SOFT = "\u00ad"
_SPACED_BEFORE = frozenset(";:!?»")
"""Before these French typography puts a space, whose glyph may be that of a plain one."""

_ADDED = "\u00a0\u202f"
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_RUN = re.compile(r"[\s\u00a0\u202f]{2,}")
_MADE = re.compile(r"[•◦▪–—]|\d+\.|[ivxlcdm]+\.|[a-z]{1,2}\.", re.IGNORECASE)
"""A bullet or number that the style sheet makes: the text does not hold it."""


def printed_body(pdf: Path) -> str:
    """Return the text of the body as the structure of a PDF tells it, `EDGE` between its parts."""
    return EDGE.join(_Printed.read(pdf).parts())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """The objects of a PDF as qpdf reads them, and the text of each mark by its page's object and its number."""

    objects: Mapping[str, Any]
    texts: Mapping[tuple[str, int], str]

    @classmethod
    def read(cls, pdf: Path) -> "_Printed":
        command = ["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=none", str(pdf)]
        told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        objects = {name.removeprefix("obj:"): one.get("value") for name, one in told["qpdf"][1].items()}
        root = objects[objects["trailer"]["/Root"]]
        pages = objects[root["/Pages"]]["/Kids"]
        with pdfium.PdfDocument(pdf) as document:
            texts = {
                (name, mark): text
                for name, page in zip(pages, document, strict=True)
                for mark, text in _marked_texts(page).items()
            }
        return cls(objects=objects, texts=texts)

    def parts(self) -> Iterator[str]:
        """Yield the texts inside the part of the document, and `LABEL` around each label."""
        root = self.objects[self.objects[self.objects["trailer"]["/Root"]]["/StructTreeRoot"]]
        document = self.objects[root["/K"]]
        for kid in map(self._found, document["/K"]):
            if kid["/S"] == "/Part":
                yield from self._inside(kid)

    def _found(self, one: Any) -> Any:  # noqa: ANN401 - JSON
        return self.objects[one] if isinstance(one, str) else one

    def _inside(self, node: Mapping[str, Any]) -> Iterator[str]:
        label = [LABEL] if node["/S"] == "/Lbl" else []
        kids = node.get("/K", [])
        yield from label
        for kid in map(self._found, kids if isinstance(kids, list) else [kids]):
            if isinstance(kid, int):
                yield self.texts.get((node["/Pg"], kid), " ")  # a space alone has no glyph and is not drawn
            elif kid.get("/Type") == "/MCR":
                yield self.texts.get((kid["/Pg"], kid["/MCID"]), " ")
            elif "/S" in kid:
                yield from self._inside(kid)
        yield from label


def _marked_texts(page: pdfium.PdfPage) -> dict[int, str]:
    """Return the text of each mark of a page."""
    texts: dict[int, str] = {}
    words = page.get_textpage()
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mark = raw.FPDFPageObj_GetMarkedContentID(drawn.raw)
        size = raw.FPDFTextObj_GetText(drawn.raw, words.raw, None, 0)
        text = (raw.FPDF_WCHAR * (size // 2))()
        raw.FPDFTextObj_GetText(drawn.raw, words.raw, text, size)
        texts[mark] = texts.get(mark, "") + bytes(text).decode("utf-16-le").rstrip("\0").replace(_PDFIUM_HYPHEN, "-")
    return texts


def body_of(expression: Expression) -> str:
    """Return the text of the body of an Expression, as a book prints it."""
    opened = unfold_expression(expression)
    image = labels_for(language_tag(expression.language))["image"]
    notes = {found.eid: found for found in opened.root.descendants() if found.name == "note" and found.eid}
    book = _Book(image=image, notes=notes, numbers={}, counted=count(1))
    beside = [part for part in opened.root.elements() if part is not opened.document]  # the parts of a collection
    parts = [(one.name, "".join(book.pieces(one))) for one in (*opened.document.elements(), *beside)]
    return fold_space("".join(text for name, text in parts if name not in _FRONT))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What a book prints besides the words: notes by number, and that an image stands somewhere."""

    image: str
    notes: dict[str, Element]
    numbers: dict[str, int]
    counted: "count[int]"

    def pieces(self, node: Node) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        if not isinstance(node, Element):
            return
        match node.name:
            case "img":
                yield f"[{node.get('alt') or node.get('title') or node.get('src').rpartition('/')[2] or self.image}]"
            case "authorialNote":
                yield from self.note(node)
            case "noteRef":
                yield from self.reference(node)
            case "meta" | "eop":
                pass
            case "br" | "eol":
                yield " "
            case _:
                yield from self.inside(node)

    def inside(self, node: Element) -> Iterator[str]:
        around = "" if node.name in INLINE else " "
        words = text_of(node) if node.get("startQuote") or node.get("endQuote") else ""
        start, end = node.get("startQuote"), node.get("endQuote")
        yield around + ("" if words.startswith(start) else start)
        for child in node.children:
            yield from self.pieces(child)
        yield ("" if words.endswith(end) else end) + around

    def note(self, node: Element) -> Iterator[str]:
        number = next(self.counted)
        yield f"{number} {number}. "
        yield from self.inside(node)
        yield " "

    def reference(self, node: Element) -> Iterator[str]:
        eid = node.get("href").removeprefix("#")
        if eid in self.numbers:
            yield str(self.numbers[eid])
        elif eid in self.notes:
            number = self.numbers[eid] = next(self.counted)
            yield f"{number} {number}. "
            yield from self.inside(self.notes[eid])
            yield " "
        else:
            yield node.get("marker")


def first_difference(printed: str, stored: str) -> str:
    """Return where a printed text and a stored one part, with what stands around it; empty where they never do."""
    printed, stored = (_RUN.sub(" ", text.replace(_SOFT, "")) for text in (printed, stored))
    at, to = 0, 0
    while at < len(printed):
        step = _step(printed, at, stored, to)
        if step is None:
            return f"printed {_around(printed, at)!r}, stored {_around(stored, to)!r}"
        at, to = at + step[0], to + step[1]
    rest = stored[to:].strip()
    return f"not printed: {rest[:120]!r}" if rest else ""


def _step(printed: str, at: int, stored: str, to: int) -> tuple[int, int] | None:
    """Return how many characters of each side agree here, None where they part."""
    here, there = printed[at], stored[to : to + 1]
    if here == LABEL:
        return _label(printed, at, stored, to)
    if here == EDGE:
        return 1, 0
    if here == _HYPHEN and there != _HYPHEN and printed[at + 1 : at + 2] == EDGE:
        return 2, 0
    if here == there or (_SPACES.match(here) and _SPACES.match(there)):
        return 1, 1
    return _space(printed, at, stored, to)


def _space(printed: str, at: int, stored: str, to: int) -> tuple[int, int] | None:
    """Return the step over a space that one side has alone, None where it may not."""
    here, there, before = printed[at], stored[to : to + 1], stored[to - 1 : to]
    typographic = here in _ADDED or there in _SPACED_BEFORE or before == "«"
    if _SPACES.match(here) and (typographic or not there or EDGE in printed[at - 1 : at + 2] or _SPACES.match(before)):
        return 1, 0
    at_edge = EDGE in printed[max(0, at - 1) : at] or LABEL in printed[max(0, at - 2) : at]
    return (0, 1) if _SPACES.match(there) and at_edge else None


def _label(printed: str, at: int, stored: str, to: int) -> tuple[int, int]:
    """Return a step over the edge of a label, over the whole label where the style sheet made it."""
    end = printed.find(LABEL, at + 1)
    words = printed[at + 1 : end].replace(EDGE, "").strip()
    if end > 0 and _MADE.fullmatch(words) and not stored[to:].lstrip().startswith(words):
        return end + 1 - at, 0
    return 1, 0


def _around(text: str, at: int) -> str:
    return text[max(0, at - 30) : at].replace(EDGE, "") + "|" + text[at : at + 30].replace(EDGE, "⏎")
