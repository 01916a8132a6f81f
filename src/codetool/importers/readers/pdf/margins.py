"""What stands in the margins of pages: pieces of rows near an edge, each by its place and whether it stands apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from codetool.importers.readers.pdf.page import Page, Row, Word
from codetool.importers.reading import DropKind
from codetool.model.text import small

OUTER = 4
"""A header or footer has so many lines at most."""
SLOT = 3.0
"""Points within which two lines of two pages stand at the same height."""
_APART = 2.0
"""A gap of so many sizes parts what stands left, in the middle and right."""
_NUMERAL = r"(?:\d{1,4}|[ivxlc]{1,7})"
NUMBER = re.compile(
    rf"[\W_]*(?:pages?|pag\.?|pagina|p\.|seite|s\.|blz\.?|bladzijde|folio|f°)?[\W_]*(?P<at>{_NUMERAL})"
    rf"(?:\s*(?:/|\||sur|de|of|op|van|von|-|–)\s*(?P<all>{_NUMERAL}))?[\W_]*",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words in the margin of a page, `at` rows from its edge, `away` points from it."""

    page: int
    at: int
    away: float
    text: str
    words: tuple[Word, ...]
    separate: bool
    alone: bool
    """It is the only row between the edge and a gap."""

    @property
    def key(self) -> str:
        """Return the text with # for each number, so that pages can be compared."""
        return re.sub(r"\d+", "#", self.text.casefold())

    @property
    def number(self) -> int | None:
        """Return the number, where the text is a page number and nothing else."""
        found = NUMBER.fullmatch(self.text)
        return value_of(found["at"]) if found else None


def pitch_of(pages: Sequence[Page]) -> float:
    """Return the room between the lines of most of the text."""
    steps = [round(two.top - one.base, 1) for page in pages for one, two in pairwise(page.rows) if two.top > one.base]
    return median(steps) if steps else 0.0


def pieces_of(page: Page, edge: DropKind, pitch: float) -> Iterator[Piece]:
    """Yield what stands in the outer rows of a page, each row parted where a wide gap is."""
    rows = [row for row in page.rows if not row.turned]
    rows = rows if edge is DropKind.HEADER else rows[::-1]
    separate = _separate(page, rows, pitch)
    for at, row in enumerate(rows[:OUTER]):
        for words in _parts(row):
            yield Piece(
                page=page.number,
                at=at,
                away=row.base if edge is DropKind.HEADER else page.height - row.base,
                text=" ".join(word.text for word in words),
                words=words,
                separate=at < separate,
                alone=at == 0 and separate == 1,
            )


def _parts(row: Row) -> Iterator[tuple[Word, ...]]:
    start = 0
    for at in range(1, len(row.words) + 1):
        if at == len(row.words) or row.words[at].left - row.words[at - 1].right > _APART * row.size:
            yield row.words[start:at]
            start = at


def _separate(page: Page, rows: Sequence[Row], pitch: float) -> int:
    """Return how many rows at the edge stand apart from the text: by room, or by a rule."""
    for at, (one, two) in enumerate(pairwise(rows)):
        high, low = (one, two) if one.base < two.base else (two, one)
        room = low.top - high.base
        ruled = any(high.base < rule.top < low.base and rule.height <= SLOT < rule.width / 10 for rule in page.rules)
        if room > pitch + 0.4 * min(one.size, two.size) or ruled:
            return at + 1 if at < OUTER else 0
    return len(rows) if len(rows) <= OUTER else 0


def slots_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces that stand at the same height of their pages."""
    slot: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: (one.away, one.page)):
        if slot and piece.away - slot[0].away > SLOT:
            yield slot
            slot = []
        slot.append(piece)
    if slot:
        yield slot


def value_of(numeral: str) -> int:
    """Return the value of a number, arabic or roman.

    >>> value_of("12"), value_of("xiv")
    (12, 14)
    """
    if numeral.isdecimal():
        return int(numeral)
    values = [_ROMAN[one] for one in small(numeral)]
    after = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, after, strict=True))
