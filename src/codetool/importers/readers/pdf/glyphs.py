"""Glyphs to words: which glyphs stand together, and how each stretch of a word looks."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, isfinite, radians, sin
from statistics import median
from typing import Any

from codetool.importers.readers.pdf.page import LEVEL, LOWERED, RAISED, Rule, Run, Word
from codetool.importers.readers.pdf.worker import GENERATED, HYPHEN, NUMBERS, UNMAPPED

_ITALIC, _BOLD = 1 << 6, 1 << 18
_HEAVY = ("bold", "black", "heavy", "semibold", "demi")
_SLANTED = ("italic", "oblique", "slanted", "-ital", "kursiv")
_JUMP = 0.7
"""A glyph whose baseline is so many sizes away stands on another line."""
_GAP, _GAP_WITH_SPACES = 0.13, 0.18
"""A gap of so many sizes parts two words; where the PDF has spaces of its own, only a wide one does."""
_FAR = 1.0
_SMALL = 0.88
_UNKNOWN = "\ufffd"
_HIGHEST = 0x10FFFF
_LINE_HYPHEN = 0x2
"""pdfium's sign for a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a glyph looks."""

    size: float
    bold: bool
    italic: bool
    angle: int
    unseen: bool

    @classmethod
    def of(cls, told: Sequence[Any]) -> "Style":
        """Return the style that the worker tells as font, size, flags, angle, unseen."""
        font, size, flags, angle, unseen = told
        name = str(font).lower()
        return cls(
            size=float(size) or 1.0,
            bold=bool(flags & _BOLD) or any(one in name for one in _HEAVY),
            italic=bool(flags & _ITALIC) or any(one in name for one in _SLANTED),
            angle=int(angle) % 360,
            unseen=bool(unseen),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page as pdfium has it, in its own coordinates: what is on it, flat, and what there is to know of it."""

    width: float
    height: float
    codes: Sequence[int]
    flags: bytes
    styles: Sequence[int]
    numbers: Sequence[float]
    looks: tuple[Style, ...]

    @classmethod
    def of(cls, head: Mapping[str, Any], arrays: Sequence[bytes]) -> "Sheet":
        """Return the page of a frame."""
        codes, styles, numbers = array("I"), array("H"), array("f")
        codes.frombytes(arrays[0])
        styles.frombytes(arrays[1])
        numbers.frombytes(arrays[3])
        width, height = float(head["width"]), float(head["height"])
        turned = int(head["rotation"]) % 2 == 1
        return cls(
            width=height if turned else width,
            height=width if turned else height,
            codes=codes,
            flags=arrays[2],
            styles=styles,
            numbers=numbers,
            looks=tuple(Style.of(one) for one in head["styles"]),
        )

    @property
    def angle(self) -> int:
        """Return the direction of most of the text: 0, 90, 180 or 270 degrees."""
        counted = Counter(self.styles)
        angles: Counter[int] = Counter()
        for style, count in counted.items():
            angles[self.looks[style].angle if self.looks else 0] += count
        upright = {angle: count for angle, count in angles.items() if angle % 90 == 0}
        return max(upright, key=lambda angle: (upright[angle], -angle), default=0)

    def size_at(self, angle: int) -> tuple[float, float]:
        """Return width and height of the page turned."""
        return (self.height, self.width) if angle % 180 else (self.width, self.height)

    def turn(self, x: float, y: float, angle: int) -> tuple[float, float]:
        """Return a point as a reader of text in that direction sees it, y from above.

        >>> sheet = Sheet(width=100, height=200, codes=(), flags=b"", styles=(), numbers=(), looks=())
        >>> [sheet.turn(10, 50, angle) for angle in (0, 90, 180, 270)]
        [(10, 150), (50, 10), (90, 50), (150, 90)]
        """
        match angle:
            case 0:
                return x, self.height - y
            case 90:
                return y, x
            case 180:
                return self.width - x, y
            case 270:
                return self.height - y, self.width - x
            case _:
                turn = radians(angle)
                return x * cos(turn) + y * sin(turn), x * sin(turn) - y * cos(turn)

    def turn_box(self, box: Sequence[float], angle: int) -> Rule:
        """Return a box (left, bottom, right, top) as a reader of text in that direction sees it."""
        one, two = self.turn(box[0], box[1], angle), self.turn(box[2], box[3], angle)
        return Rule(
            left=min(one[0], two[0]), top=min(one[1], two[1]), right=max(one[0], two[0]), bottom=max(one[1], two[1])
        )


@dataclass(slots=True)
class _Glyph:
    letter: str
    left: float
    right: float
    base: float
    size: float
    style: Style
    spaced: bool


def words_of_sheet(sheet: Sheet) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Return the words of a page in the order in which they were drawn: those upright, and those turned otherwise."""
    main = sheet.angle
    upright: list[Word] = []
    turned: list[Word] = []
    for string in _strings(sheet):
        found = upright if string[0].style.angle == main else turned
        for word in _words(string):
            found.append(replace(word, order=len(upright) + len(turned)))
    return tuple(upright), tuple(turned)


def words_seen(sheet: Sheet) -> tuple[str, ...]:
    """Return the words of the page's text as pdfium gives it, with the spaces and line ends that it makes up."""
    signs: list[str] = []
    for code, flag in zip(sheet.codes, sheet.flags, strict=True):
        signs.append(" " if flag & GENERATED or _is_space(code) else _letter(code, flag))
        if flag & HYPHEN and code == _LINE_HYPHEN:
            signs.append(" ")  # pdfium takes the line's end away there, whatever is drawn next
    return tuple("".join(signs).split())


def unmapped_letters(sheet: Sheet) -> tuple[str, ...]:
    """Return what stands for glyphs of which the PDF does not say which letters they are."""
    return tuple(
        _letter(code, flag)
        for code, flag in zip(sheet.codes, sheet.flags, strict=True)
        if flag & UNMAPPED or (not flag and (_letter(code, flag) == _UNKNOWN or 0xE000 <= code <= 0xF8FF))  # noqa: PLR2004 - private use
    )


def _is_space(code: int) -> bool:
    return code == 0x20 or 0x9 <= code <= 0xD  # noqa: PLR2004 - space, tab, line ends


def _letter(code: int, flag: int) -> str:
    if flag & HYPHEN and code == _LINE_HYPHEN:
        return "-"
    if code == 0xFFFE:  # noqa: PLR2004 - its other sign for the same
        return "-"
    # Neither XML nor a reader knows what a control character or half of a character is.
    unusable = code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > _HIGHEST or code == 0xFFFF  # noqa: PLR2004 - ranges of Unicode
    return _UNKNOWN if unusable else chr(code)


def _strings(sheet: Sheet) -> Iterator[list[_Glyph]]:
    """Yield runs of glyphs that follow each other on one line."""
    string: list[_Glyph] = []
    spaced = False
    for glyph in _glyphs(sheet):
        if glyph is None:
            spaced = True
            continue
        if string and not _follows(string[-1], glyph):
            yield string
            string = []
        glyph.spaced = spaced and bool(string)
        string.append(glyph)
        spaced = False
    if string:
        yield string


def _glyphs(sheet: Sheet) -> Iterator[_Glyph | None]:
    """Yield each glyph, and None for each space that the PDF itself has; what pdfium made up is left out."""
    numbers, looks = sheet.numbers, sheet.looks
    at = -NUMBERS
    for code, flag, look in zip(sheet.codes, sheet.flags, sheet.styles, strict=True):
        at += NUMBERS
        if flag & GENERATED:
            continue
        if _is_space(code):
            yield None
            continue
        style = looks[look]
        placed = numbers[at : at + NUMBERS]
        if not all(map(isfinite, placed)):
            placed = (0.0,) * NUMBERS
        if style.angle == 0:
            left, right, base = placed[0], placed[2], sheet.height - placed[5]
        elif style.angle % 90 == 0:
            box = sheet.turn_box(placed, style.angle)
            left, right, base = box.left, box.right, sheet.turn(placed[4], placed[5], style.angle)[1]
        else:
            left, base = sheet.turn(placed[4], placed[5], style.angle)
            right = left + style.size / 2
        yield _Glyph(_letter(code, flag), left, right, base, style.size, style, spaced=False)


def _follows(last: _Glyph, glyph: _Glyph) -> bool:
    if glyph.left == last.left and glyph.right == last.right and glyph.base == last.base:
        return True  # a ligature: several letters in one box
    size = max(last.size, glyph.size)
    return (
        glyph.style.angle == last.style.angle
        and abs(glyph.base - last.base) <= _JUMP * size
        and -_FAR * size <= glyph.left - last.right <= 3 * size
    )


def _words(string: list[_Glyph]) -> Iterator[Word]:
    size, base = _main(string)
    widest = _widest_gap(string, size)
    start = 0
    for at in range(1, len(string) + 1):
        if at == len(string) or string[at].spaced or string[at].left - string[at - 1].right > widest:
            text = "".join(glyph.letter for glyph in string[start:at])
            if text.strip():
                yield _word(string[start:at], text, size, base)
            start = at


def _main(string: list[_Glyph]) -> tuple[float, float]:
    """Return size and baseline of most glyphs of a string."""
    sizes = Counter(glyph.size for glyph in string)
    size = max(sizes, key=lambda one: (sizes[one], one))
    return size, next(glyph.base for glyph in string if glyph.size == size)


def _widest_gap(string: list[_Glyph], size: float) -> float:
    """Return the widest gap that still holds the letters of a word together; it is wide where letters are spaced."""
    gaps = [two.left - one.right for one, two in pairwise(string) if not two.spaced]
    allowed = (_GAP_WITH_SPACES if any(glyph.spaced for glyph in string) else _GAP) * size
    if not gaps or max(gaps) <= allowed:
        return allowed
    between = median(gaps)
    return allowed + max(between, 0.0) if between > 0.04 * size else allowed


def _word(glyphs: list[_Glyph], text: str, size: float, base: float) -> Word:
    runs: list[Run] = []
    for at, glyph in enumerate(glyphs):
        shift = _shift(glyph, size, base)
        style = glyph.style
        last = runs[-1] if runs else None
        if last and (last.bold, last.italic, last.shift) == (style.bold, style.italic, shift):
            runs[-1] = Run(start=last.start, end=at + 1, bold=last.bold, italic=last.italic, shift=shift)
        else:
            runs.append(Run(start=at, end=at + 1, bold=style.bold, italic=style.italic, shift=shift))
    level = [glyph for glyph in glyphs if not _shift(glyph, size, base)] or glyphs
    return Word(
        text=text,
        left=min(glyph.left for glyph in glyphs),
        right=max(glyph.right for glyph in glyphs),
        base=level[0].base,
        size=max(glyph.size for glyph in level),
        runs=tuple(runs),
    )


def _shift(glyph: _Glyph, size: float, base: float) -> int:
    if glyph.size > _SMALL * size:
        return LEVEL
    above = base - glyph.base
    if above > 0.1 * size:
        return RAISED
    return LOWERED if above < -0.06 * size else LEVEL
