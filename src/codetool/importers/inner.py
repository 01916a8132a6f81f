"""Numbers inside an article: its paragraphs and the points of its lists, as far as it was read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from codetool.importers.blocks import Block, BlockKind
from codetool.importers.lines import Line
from codetool.importers.markers import (
    ROMAN,
    ArticleStyle,
    Counting,
    Marker,
    PointMarker,
    read_article,
    read_paragraph,
    read_points,
)
from codetool.importers.numbers import Fit, Number, fit_of
from codetool.importers.points import Lead, PointStack
from codetool.importers.sentences import starts_sentence
from codetool.importers.series import Heads, Place

_AHEAD = 40
"""Lines that a point may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A number that was taken, as a block, and the text that follows it on its line; `broken` as a Head's."""

    block: Block
    rest: str
    broken: bool = False


@dataclass(slots=True, kw_only=True)
class Inner:
    """The series of paragraphs and the lists that are open in an article."""

    heads: Heads
    points: PointStack = field(default_factory=PointStack)
    _paragraph: Number | None = None
    _sign: str = ""

    def enter(self) -> None:
        """Begin an article."""
        self.points.close()
        self._paragraph, self._sign = None, ""

    def first(self, line: Line) -> Block:
        """Return the first paragraph of the article, the number of which stands in that of the article."""
        self._paragraph, self._sign = Number(parts=(1,)), "("
        return Block(kind=BlockKind.PARAGRAPH, line=line.number)

    def number(self, text: str, line: Line, place: Place, *, inline: bool) -> Numbered | None:
        """Return the paragraph's or point's number that the text begins with; `inline` where a number precedes it."""
        return self._numbered_paragraph(text, line, place) or self._numbered_point(text, line, place, inline=inline)

    def _numbered_paragraph(self, text: str, line: Line, place: Place) -> Numbered | None:
        marker = read_paragraph(text)
        if marker is None or not self.heads.is_paragraph(marker) or not _opens(marker, place):
            return None
        sign = "I" if marker.num[0] in ROMAN else marker.num[0]
        if sign in "(AI" and (place.tail == ":" or self._sign not in ("", sign)):
            return None
        fit = fit_of(marker.number, self._paragraph)
        broken = fit not in (Fit.FIRST, Fit.NEXT)
        if broken and not (place.ended or place.head):
            return None
        self._paragraph, self._sign = marker.number, sign
        self.points.close()
        block = Block(kind=BlockKind.PARAGRAPH, line=line.number, num=marker.num, anchors=line.anchors)
        return Numbered(block=block, rest=marker.rest, broken=broken)

    def _numbered_point(self, text: str, line: Line, place: Place, *, inline: bool) -> Numbered | None:
        readings = tuple(read_points(text)) or tuple(self._decimal(text))
        lead = Lead(
            colon=place.tail == ":",
            apart=place.ended or place.tail in (";", ",") or place.blank,
            hanging=place.hanging and not place.blank,
            joining=place.joining,
            inline=inline or place.head,
            certain=bool(line.label) and text.startswith(line.label),
            depth=line.depth,
            series=any(self._goes_on_below(reading, place.at) for reading in readings),
        )
        if lead.certain and not readings:
            readings = (_labelled(text, line.label),)
        placed = self.points.place(readings, line.indent, lead)
        if placed is None:
            return None
        marker = placed.marker
        block = Block(kind=BlockKind.POINT, line=line.number, num=marker.num, depth=placed.depth, anchors=line.anchors)
        return Numbered(block=block, rest=marker.rest, broken=placed.broken)

    def _decimal(self, text: str) -> Iterator[PointMarker]:
        """Yield the reading of a number below that of the open paragraph, as 3.1.2 below 3.1."""
        marker = read_article(text, ArticleStyle.DECIMAL)
        outer = self._paragraph.parts if self._paragraph else ()
        if marker and self._sign.isdigit() and _is_below(marker.number.parts, outer):
            *above, last = marker.number.parts
            yield PointMarker(
                num=marker.num,
                number=Number(parts=(last,), suffix=marker.number.suffix),
                rest=marker.rest,
                counting=Counting.FIGURES,
                frame=".".join(map(str, above)),
            )

    def _goes_on_below(self, point: PointMarker, at: int) -> bool:
        """Tell whether the second point of a list that begins there begins a line below, before the next head."""
        bullet = point.counting is Counting.BULLETS
        if not bullet and point.number != Number(parts=(1,)):
            return False
        lines = self.heads.view.lines
        for below in range(at + 1, min(at + 1 + _AHEAD, len(lines))):
            if self.heads.view.is_head(below) or (bullet and lines[below].blanks):
                return False
            for other in read_points(lines[below].text):
                if (other.counting, other.frame) == (point.counting, point.frame):
                    return bullet or other.number == Number(parts=(2,))
        return False


def _is_below(parts: tuple[int, ...], outer: tuple[int, ...]) -> bool:
    return len(parts) > len(outer) > 0 and parts[: len(outer)] == outer


def _opens(marker: Marker, place: Place) -> bool:
    return place.head or place.ended or place.blank or place.tail in (":", ";") or starts_sentence(marker.rest)


def _labelled(text: str, label: str) -> PointMarker:
    """Return an automatic number that is written as none of those we read: the list is its own."""
    digits = "".join(char if char.isdigit() else " " for char in label).split()
    number = Number(parts=(int(digits[-1][:9]),)) if digits else Number(parts=(0,))
    rest = text[len(label) :].lstrip(" \u00a0\u202f")
    counting = Counting.FIGURES if digits else Counting.BULLETS
    return PointMarker(num=label, number=number, rest=rest, counting=counting, frame=label.strip("0123456789"))
