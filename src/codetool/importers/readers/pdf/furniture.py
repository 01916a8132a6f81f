"""Running headers, footers and page numbers: found by their place and because they come again, never by one alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from codetool.importers.readers.pdf.margins import NUMBER, OUTER, SLOT, Piece, pieces_of, pitch_of, slots_of, value_of
from codetool.importers.readers.pdf.numbering import line_numbers, without_words
from codetool.importers.readers.pdf.page import Page, Row, Word
from codetool.importers.reading import DropKind, Dropped

_MOST = 0.4  # even and odd pages may differ
_REPEATED = 3
_SMALL = 0.9
_NAMED = re.compile(r"page|pag|seite|blz|bladzijde|folio|p\.", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:art\.?|article|artikel|titre|titel|title|livre|boek|buch|partie|part|deel|teil|tome|chapitre|chapter|hoofdstuk|"
    r"kapitel|section|sectie|afdeling|abschnitt|annexe|annex|bijlage|anhang|§)\W{0,3}#",
)
_NOTE = re.compile(r"[\[(]?\d{1,3}[\])]?[.:]?\s+[^\W\d].*[.;:!?…]$")
"""A sentence with a number before it: notes that differ in their numbers only are no running footer."""
_OPEN = re.compile(r"[\w,\u2019'\-\u00ad\u2010]$")
_SMALL_LETTER = re.compile(r"[a-zà-ÿœ]{2}|[a-zà-ÿ]\s")
_MARGIN = 0.15
"""The strip at a page's edge, by its height, in which a header or footer stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A text at the same height of several pages, apart from the rest, that nothing proves to be no text."""

    text: str
    edge: DropKind
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Pages without what comes again in their margins: `dropped` names each text once, `words` are all that went.

    `kept` came again too, but may be text: it stays, and is to be told.
    """

    pages: tuple[Page, ...]
    dropped: tuple[Dropped, ...] = ()
    kept: tuple[Kept, ...] = ()
    words: tuple[tuple[int, str], ...] = ()


def drop_furniture(pages: Sequence[Page]) -> Furniture:
    """Return the pages without what comes again in their margins, and what that was; nothing where all would go."""
    dropped: list[tuple[DropKind, Piece]] = []
    whole = pages
    numbers = {page.number: line_numbers(page) for page in pages}
    pages = tuple(without_words(page, numbers[page.number]) for page in pages)
    for edge in (DropKind.HEADER, DropKind.FOOTER):
        pages = tuple(_peel(pages, edge, dropped))
    pages, marks = _drop_watermarks(pages)
    if not any(page.rows for page in pages):
        return Furniture(pages=tuple(whole))
    words = [(piece.page, word.text) for _kind, piece in dropped for word in piece.words]
    words += [(row.page, word.text) for row in marks for word in row.words]
    words += [(page, word.text) for page, found in numbers.items() for word in found]
    return Furniture(
        pages=tuple(pages),
        dropped=(*_told(dropped), *_told_marks(marks), *_told_numbers(numbers)),
        kept=tuple(kept for edge in (DropKind.HEADER, DropKind.FOOTER) for kept in _kept(pages, edge)),
        words=tuple(words),
    )


def _peel(pages: Sequence[Page], edge: DropKind, dropped: list[tuple[DropKind, Piece]]) -> Iterator[Page]:
    pitch = pitch_of(pages)
    pieces = [piece for page in pages for piece in pieces_of(page, edge, pitch)]
    kinds = _judge(pieces, pages, edge)
    by_page: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_page[piece.page].append(piece)
    for page in pages:
        gone: list[Word] = []
        for at in range(OUTER):
            row = [piece for piece in by_page[page.number] if piece.at == at]
            taken = [piece for piece in row if id(piece) in kinds]
            dropped.extend((kinds[id(piece)], piece) for piece in taken)
            gone.extend(word for piece in taken for word in piece.words)
            if len(taken) < len(row):
                break
        yield without_words(page, gone)


def _judge(pieces: Sequence[Piece], pages: Sequence[Page], edge: DropKind) -> dict[int, DropKind]:
    """Return what each piece that comes again is."""
    kinds: dict[int, DropKind] = {}
    body = {page.number: _letters(" ".join(row.text for row in page.rows)) for page in pages}
    for slot in slots_of(pieces):
        numbers = _page_numbers(slot, len(pages), edge, pages)
        kinds.update((id(piece), DropKind.PAGE_NUMBER) for piece in numbers)
        rest = [piece for piece in slot if id(piece) not in kinds]
        for group in (
            _repeated(rest, len(pages)),
            _twice(rest, pages),
            _moving(rest, len(pages)),
            _companions(rest, numbers),
        ):
            kinds.update((id(piece), edge) for piece in group)
    margin = _margin(pieces)
    kinds.update((id(piece), edge) for piece in _varying(margin, kinds, len(pages), body))
    return kinds


def _page_numbers(slot: Sequence[Piece], pages: int, edge: DropKind, all_pages: Sequence[Page]) -> list[Piece]:
    """Return the page numbers: they go up with the page, on half of the pages at least."""
    numbered = [piece for piece in slot if piece.number is not None]
    if pages == 1:
        return [piece for piece in numbered if _alone(piece, all_pages[0], edge)]
    steps = Counter((piece.number or 0) - piece.page for piece in numbered)
    good = {step for step, count in steps.items() if count >= max(2, pages / 2 if len(steps) > 1 else pages / 3)}
    return [piece for piece in numbered if (piece.number or 0) - piece.page in good]


def _alone(piece: Piece, page: Page, edge: DropKind) -> bool:
    """Tell whether a single page carries its number, plainly: 1/1, or page 1, in the margin."""
    found = NUMBER.fullmatch(piece.text)
    margin = 0.12 * page.height
    if not found or piece.number != 1 or not piece.separate or piece.away > margin:
        return False
    whole = found["all"] is not None and value_of(found["all"]) == 1
    dashed = edge is DropKind.FOOTER and not piece.text[0].isalnum() and piece.text[0] == piece.text[-1]
    return whole or bool(_NAMED.search(piece.text)) or dashed


def _repeated(slot: Sequence[Piece], pages: int) -> list[Piece]:
    """Return the pieces with the same words on most pages, apart from the text."""
    groups: dict[str, list[Piece]] = defaultdict(list)
    for piece in slot:
        groups[piece.key].append(piece)
    return [
        piece
        for key, group in groups.items()
        if _count(group) >= max(_REPEATED, _MOST * pages) and _apart(group) and not _is_heading(key, group)
        if len({piece.text for piece in group}) == 1 or not _NOTE.match(group[0].text)
        for piece in group
    ]


def _twice(slot: Sequence[Piece], pages: Sequence[Page]) -> list[Piece]:
    """Return the pieces with the same words on two pages, apart from the text, where something proves what they are."""
    return [
        piece
        for group in _same(slot)
        if all(_is_small(piece, pages) for piece in group) or any(_interrupts(piece, pages) for piece in group)
        for piece in group
    ]


def _same(slot: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of two pages or more that have the same words, each apart from its text."""
    groups: dict[str, list[Piece]] = defaultdict(list)
    for piece in slot:
        if piece.separate:
            groups[piece.text].append(piece)
    yield from (group for group in groups.values() if _count(group) > 1)


def _is_small(piece: Piece, pages: Sequence[Page]) -> bool:
    usual = median(row.size for page in pages for row in page.rows if not row.grid)
    return len(pages) == 2 and max(word.size for word in piece.words) < _SMALL * usual  # noqa: PLR2004 - more pages are judged by `_repeated`


def _interrupts(piece: Piece, pages: Sequence[Page]) -> bool:
    """Tell whether a sentence goes on from one page to the next over the piece, which stands between, by itself."""
    if not piece.alone or _SMALL_LETTER.match(piece.text):
        return False
    here = next(at for at, page in enumerate(pages) if page.number == piece.page)
    names = {id(word) for word in piece.words}
    upright = [row for row in pages[here].rows if not row.turned]
    rows = [at for at, row in enumerate(upright) if names & {id(word) for word in row.words}]
    before = pages[here - 1].rows if here else ()
    after = pages[here + 1].rows if here + 1 < len(pages) else ()
    if rows and rows[0] == 0 and before and len(upright) > 1:
        return _goes_on(before[-1], upright[1])
    return bool(rows) and rows[0] == len(upright) - 1 > 0 and bool(after) and _goes_on(upright[-2], after[0])


def _goes_on(one: Row, two: Row) -> bool:
    return _OPEN.search(one.text) is not None and _SMALL_LETTER.match(two.text) is not None


def _kept(pages: Sequence[Page], edge: DropKind) -> Iterator[Kept]:
    """Yield what stands at the same height of two pages or more, near their edge, and stayed."""
    pitch = pitch_of(pages)
    pieces = [piece for page in pages for piece in pieces_of(page, edge, pitch)]
    heights = {page.number: page.height for page in pages}
    outer = [piece for piece in pieces if piece.at == 0 and piece.away < _MARGIN * heights[piece.page]]
    for slot in slots_of(outer):
        for group in _same(slot):
            yield Kept(text=group[0].text, edge=edge, pages=tuple(sorted({piece.page for piece in group})))


def _companions(slot: Sequence[Piece], numbers: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces that stand beside a page number, with the same words on two pages."""
    rows = {(number.page, number.at) for number in numbers}
    beside = [piece for piece in slot if (piece.page, piece.at) in rows]
    texts = Counter(piece.text for piece in beside)
    return (piece for piece in beside if texts[piece.text] > 1)


def _moving(slot: Sequence[Piece], pages: int) -> list[Piece]:
    """Return the pieces that hold a number which goes up with the page, and the same words beside it."""
    groups: dict[tuple[str, int], list[Piece]] = defaultdict(list)
    for piece in slot:
        for number in {int(found) for found in re.findall(r"\d{1,4}", piece.text)}:
            groups[piece.key, number - piece.page].append(piece)
    return [
        piece
        for (key, _step), group in groups.items()
        if _count(group) >= max(2, _MOST * pages) and _apart(group) and not _HEAD.match(key)
        if not _NOTE.match(group[0].text)
        for piece in group
    ]


def _margin(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces in the strip along the edge in which no page has text that is not apart."""
    inner = min((piece.away for piece in pieces if not piece.separate), default=0.0)
    return [piece for piece in pieces if piece.separate and piece.away < inner - SLOT]


def _varying(
    margin: Sequence[Piece], known: Mapping[int, DropKind], pages: int, body: Mapping[int, str]
) -> list[Piece]:
    """Return the pieces that name the part of the text on the page: each comes again, or is a heading of the text.

    Pages that each begin with a heading of their own look the same: so some must come again, on their page or another,
    or stand beside what does.
    """
    if _count(margin) < max(_REPEATED, 0.6 * pages):
        return []
    texts = Counter(_letters(piece.text) for piece in margin)
    rest = [piece for piece in margin if id(piece) not in known and not _SMALL_LETTER.match(piece.text)]
    rows = {(piece.page, piece.at) for piece in margin if id(piece) in known}
    whole = "".join(body.values())
    told = [piece for piece in rest if _comes_again(_letters(piece.text), texts, whole)]
    sure = [
        piece
        for piece in told
        if (piece.page, piece.at) in rows
        or texts[_letters(piece.text)] > 1
        or body[piece.page].count(_letters(piece.text)) > 1
    ]
    running = len(sure) >= 0.3 * len(rest) or len(rows) >= 0.3 * pages
    return told if running and len(told) >= 0.8 * len(rest) else []


def _comes_again(text: str, texts: Counter[str], body: str) -> bool:
    return texts[text] > 1 or (bool(text) and body.count(text) > texts[text])


def _is_heading(key: str, group: Sequence[Piece]) -> bool:
    """Tell whether they are headings of one kind, each with a number of its own, at the top of their pages."""
    return bool(_HEAD.match(key)) and len({piece.text for piece in group}) > len(group) / 2


def _apart(group: Sequence[Piece]) -> bool:
    return sum(piece.separate for piece in group) >= 0.5 * len(group)


def _count(group: Iterable[Piece]) -> int:
    return len({piece.page for piece in group})


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _drop_watermarks(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[Row, ...]]:
    """Take out what is printed across the pages, where it is the same on most of them; return it too."""
    counted = Counter(text for page in pages for text in {row.text for row in page.rows if row.turned})
    marks = {text for text, count in counted.items() if count >= max(2, 0.5 * len(pages))}
    gone = tuple(row for page in pages for row in page.rows if row.turned and row.text in marks)
    names = {id(row) for row in gone}
    kept = tuple(replace(page, rows=tuple(row for row in page.rows if id(row) not in names)) for page in pages)
    return kept, gone


def _told_marks(rows: Sequence[Row]) -> Iterator[Dropped]:
    counted = Counter(row.text for row in rows)
    for text in sorted(counted):
        page = next(row.page for row in rows if row.text == text)
        yield Dropped(kind=DropKind.HEADER, text=text, page=page, count=counted[text])


def _told_numbers(numbers: Mapping[int, Sequence[Word]]) -> Iterator[Dropped]:
    for page, found in numbers.items():
        if found:
            text = f"{found[0].text}–{found[-1].text}"
            yield Dropped(kind=DropKind.LINE_NUMBER, text=text, page=page, count=len(found))


def _told(dropped: Sequence[tuple[DropKind, Piece]]) -> Iterator[Dropped]:
    """Yield what was left out, each kind of text once."""
    groups: dict[tuple[DropKind, str], list[Piece]] = defaultdict(list)
    for kind, piece in sorted(dropped, key=lambda one: one[1].page):
        groups[kind, "" if kind is DropKind.PAGE_NUMBER else piece.key].append(piece)
    for (kind, _key), group in groups.items():
        yield Dropped(kind=kind, text=group[0].text, page=group[0].page, count=len(group))
