"""The whole way from a PDF's bytes to its Reading."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from codetool.importers.readers.pdf.account import Printed, balance, compare, words_of, words_read
from codetool.importers.readers.pdf.aligned import Mixed, in_file_order, parted, with_aligned
from codetool.importers.readers.pdf.columns import Region, gutters_of, regions_of
from codetool.importers.readers.pdf.contents import find_contents
from codetool.importers.readers.pdf.doubts import (
    margin_findings,
    mixed_findings,
    note_findings,
    page_findings,
    turned_findings,
    word_findings,
)
from codetool.importers.readers.pdf.flow import FlowRow, lay_flow
from codetool.importers.readers.pdf.furniture import drop_furniture
from codetool.importers.readers.pdf.hyphens import Vocabulary
from codetool.importers.readers.pdf.lines import Joiner, lines_of, paragraphs
from codetool.importers.readers.pdf.notes import FoundNote, Notes
from codetool.importers.readers.pdf.page import Annotation, Page, Row
from codetool.importers.readers.pdf.pages import check_layer, page_of
from codetool.importers.readers.pdf.source import Frame, frames_of
from codetool.importers.readers.pdf.tables import with_tables
from codetool.importers.reading import DropKind, Dropped, Note, Reading, Remark, Tracked

if TYPE_CHECKING:
    from codetool.importers.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """The pages, and what the document carries beside them."""

    pages: tuple[Page, ...]
    dropped: tuple[Dropped, ...]


def read_pdf(source: bytes, place: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    """Return the reading of a PDF; raise SourceError where it has no text layer, a password, or is broken."""
    del tracked  # a PDF tracks nothing
    document = _open(source, place)
    check_layer(document.pages, place)
    furniture = drop_furniture(document.pages)
    pages, contents = _drop_contents(furniture.pages)
    notes = Notes()
    regions, mixed = _sorted(_regions(tuple(_tabled(page) for page in pages), notes))
    flow = lay_flow(regions)
    across = frozenset(id(row) for one in mixed if not one.sorted for row in one.rows)
    joiner = Joiner(vocabulary=_vocabulary(flow, notes), calls=notes.calls, across=across)
    lines = tuple(lines_of(flow, joiner))
    made = tuple(_note(found, joiner) for found in notes.found)
    gone = [Printed(text=word, page=page) for page, word in furniture.words]
    gone += [Printed(text=word, page=one.page) for one in contents for word in one.text.split()]
    seen = [Printed(text=word, page=page.number) for page in document.pages for word in page.seen]
    difference = compare(seen, [*words_read(lines, notes, made, joiner.pairs), *gone])
    words, extra = balance(tuple(words_of(flow, notes.calls, joiner.joined)), difference)
    return Reading(
        lines=lines,
        words=words,
        notes=made,
        remarks=tuple(_remarks(document.pages, flow)),
        dropped=(*document.dropped, *furniture.dropped, *contents, *joiner.dropped),
        findings=(
            *page_findings(document.pages, flow),
            *margin_findings(furniture.kept, flow),
            *note_findings(notes.doubts, flow),
            *mixed_findings(mixed, flow),
            *turned_findings(flow),
            *joiner.findings,
            *word_findings(difference.parted, extra),
        ),
    )


def _open(source: bytes, place: str) -> _Document:
    pages: list[Page] = []
    dropped: list[Dropped] = []
    for frame in frames_of(source, place):
        if "pages" in frame.head:
            dropped.extend(_carried(frame))
        else:
            page = page_of(frame, place)
            pages.append(page)
            if page.pictures:
                dropped.append(
                    Dropped(kind=DropKind.PICTURE, text=f"page {page.number}", page=page.number, count=page.pictures)
                )
    return _Document(pages=tuple(pages), dropped=tuple(dropped))


def _carried(frame: Frame) -> Iterator[Dropped]:
    """Yield what the document carries that is no text: files, scripts, a form."""
    for name in frame.head["attachments"]:
        yield Dropped(kind=DropKind.OBJECT, text=name or "file")
    if frame.head["scripts"]:
        yield Dropped(kind=DropKind.SCRIPT, text="JavaScript", count=frame.head["scripts"])
    if frame.head["form"]:
        yield Dropped(kind=DropKind.OBJECT, text="form")


def _drop_contents(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[Dropped, ...]]:
    found = find_contents([row for page in pages for row in page.rows])
    gone = {id(row) for row in found}
    kept = tuple(replace(page, rows=tuple(row for row in page.rows if id(row) not in gone)) for page in pages)
    return kept, tuple(Dropped(kind=DropKind.CONTENTS, text=row.text, page=row.page) for row in found)


def _tabled(page: Page) -> Page:
    """Return the page with its tables, ruled ones and then those that are not."""
    ruled = with_tables(page)
    turned = tuple(row for row in ruled.rows if row.turned)
    return replace(ruled, rows=(*with_aligned(_upright(ruled)), *turned))


def _regions(pages: Sequence[Page], notes: Notes) -> list[tuple[Region, ...]]:
    """Return the regions of each page without notes, which are taken on the way."""
    gutters = [gutter for page in pages for gutter in gutters_of(_upright(page))]
    size = _body_size(pages)
    found: list[tuple[Region, ...]] = []
    for page in pages:
        regions = tuple(regions_of(_upright(page), gutters))
        kept = notes.take(page, regions, size)
        turned = tuple(row for row in page.rows if row.turned)
        found.append((*kept, Region(rows=turned)) if turned else kept)
    return found


def _sorted(pages: Sequence[Sequence[Region]]) -> tuple[list[list[Region]], list[Mixed]]:
    """Return the regions with what stands side by side in the order of the file, and where that was."""
    made: list[list[Region]] = []
    mixed: list[Mixed] = []
    for regions in pages:
        made.append([])
        for region in regions:
            rows, found = in_file_order(region.rows)
            made[-1].append(replace(region, rows=rows))
            mixed.extend(found)
    return made, mixed


def _upright(page: Page) -> tuple[Row, ...]:
    return tuple(row for row in page.rows if not row.turned)


def _body_size(pages: Sequence[Page]) -> float:
    """Return the size that most of the letters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            for word in row.words:
                sizes[word.size] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def _vocabulary(flow: Sequence[FlowRow], notes: Notes) -> Vocabulary:
    rows = [one.row for one in flow] + [row for note in notes.found for row in note.rows]
    return Vocabulary.of([texts for row in rows for texts in _stretches(row)])


def _stretches(row: Row) -> Iterator[list[str]]:
    """Yield the words of a row; what stands in another cell or column is no next line, so nothing stands between."""
    if row.grid:
        for cell in (cell for cells in row.grid.cells for cell in cells):
            yield from (texts for inner in cell.rows for texts in _stretches(inner))
            yield []
        return
    start = 0
    for at in range(1, len(row.words)):
        if parted(row.words[at - 1], row.words[at]):
            yield from ([word.text for word in row.words[start:at]], [])
            start = at
    yield [word.text for word in row.words[start:]]


def _note(found: FoundNote, joiner: Joiner) -> Note:
    """Return a note: its rows as paragraphs, words that were torn whole."""
    page = found.rows[0].page
    flow = lay_flow([[Region(rows=tuple(found.rows))]])
    numbers = [0] * len(flow)
    rows = [one for one in joiner.join(flow, numbers) if one]
    ends = [one.ends for one in rows]
    lines: tuple[Line, ...] = tuple(paragraphs([one.row for one in rows], 0, page, ends))
    return Note(key=found.key, label=found.label, lines=lines)


def _remarks(pages: Iterable[Page], flow: Sequence[FlowRow]) -> Iterator[Remark]:
    for page in pages:
        for annotation in page.annotations:
            number = _line_at(annotation, page, flow)
            quoted = _words_in(annotation, page) if annotation.marks else ""
            yield Remark(
                text=" ".join(annotation.text.split(" ")).strip(),
                line=number,
                author=annotation.author,
                date=_date(annotation.date),
                quoted=quoted,
            )


def _line_at(annotation: Annotation, page: Page, flow: Sequence[FlowRow]) -> int:
    """Return the number of the row beside an annotation."""
    height = (annotation.box.top + annotation.box.bottom) / 2
    here = [(number, one.row) for number, one in enumerate(flow, start=1) if one.row.page == page.number]
    if not here:
        return max(1, sum(1 for one in flow if one.row.page < page.number))
    return min(here, key=lambda one: (abs((one[1].top + one[1].base) / 2 - height), one[0]))[0]


def _words_in(annotation: Annotation, page: Page) -> str:
    box = annotation.box
    return " ".join(
        word.text
        for row in page.rows
        for word in row.words
        if box.top <= word.base - 0.25 * word.size <= box.bottom
        and box.left <= (word.left + word.right) / 2 <= box.right
    )


def _date(told: str) -> str:
    """Return a PDF's date as yyyy-mm-dd.

    >>> _date("D:20260131120000+01'00'"), _date("")
    ('2026-01-31', '')
    """
    digits = told.removeprefix("D:")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdecimal() else ""  # noqa: PLR2004 - yyyymmdd
