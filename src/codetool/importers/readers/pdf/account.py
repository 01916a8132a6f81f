"""The words of a PDF for the ledger: those of its rows, held against the text that the PDF library itself takes out.

The library knows nothing of rows, columns, headers and notes, and the lines know nothing of it. What does not agree was
lost or added by a step between them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codetool.importers.lines import Line, MarkKind
from codetool.importers.readers.pdf.flow import FlowRow
from codetool.importers.readers.pdf.lines import without_calls
from codetool.importers.readers.pdf.notes import Call, Notes
from codetool.importers.readers.pdf.page import Row, Word
from codetool.importers.reading import LedgerWord, Note

_MOST_PIECES = 60
"""Words that may be parted otherwise in a row: a heading whose letters are spaced has one for each letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A word as it stands on a page."""

    text: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the library has and we have not, and the reverse; `parted` are a page's letters in another order."""

    missing: tuple[Printed, ...] = ()
    extra: tuple[Printed, ...] = ()
    parted: tuple[tuple[Printed, Printed], ...] = ()


def words_of(
    flow: Sequence[FlowRow], calls: Mapping[int, Sequence[Call]], joined: Mapping[int, str]
) -> Iterator[LedgerWord]:
    """Yield the words of the rows, without the labels that call notes, and those that were torn as they became."""
    for number, one in enumerate(flow, start=1):
        for word in _words(one.row):
            text = joined[id(word)] if id(word) in joined else without_calls(word.text, calls.get(id(word), ()))
            for part in text.split():
                yield LedgerWord(word=part, line=number, page=one.row.page)


def _words(row: Row) -> Iterator[Word]:
    if not row.grid:
        yield from row.words
        return
    for cells in row.grid.cells:
        for cell in cells:
            for inner in cell.rows:
                yield from inner.words


def words_read(
    lines: Sequence[Line], notes: Notes, made: Sequence[Note], pairs: Sequence[tuple[str, str, str]]
) -> list[Printed]:
    """Return the words of lines and notes as printed: torn words in their two parts (`pairs`), notes with numbers."""
    torn: dict[str, list[list[str]]] = {}
    for head, rest, whole in pairs:
        # A word of a page may hold no-break spaces, which part words here.
        before, after = head.split(), rest.split()
        torn.setdefault(whole.split()[len(before) - 1], []).append([before[-1], after[0]])
    read = list(_printed(lines, notes.printed))
    for found, note in zip(notes.found, made, strict=True):
        read += [Printed(text=found.printed, page=found.rows[0].page), *_printed(note.lines, {})]
    return [Printed(text=part, page=one.page) for one in read for part in _as_torn(one.text, torn)]


def _as_torn(word: str, torn: dict[str, list[list[str]]]) -> list[str]:
    pairs = torn.get(word)
    return pairs.pop() if pairs else [word]


def _printed(lines: Iterable[Line], calls: Mapping[str, str]) -> Iterator[Printed]:
    for line in lines:
        if line.table:
            yield from _printed(line.table.lines(), calls)
            continue
        text = line.text
        marks = [mark for mark in line.marks if mark.kind is MarkKind.NOTE]
        for mark in sorted(marks, key=lambda one: -one.start):
            text = f"{text[: mark.start]}{calls.get(mark.target, '')}{text[mark.start :]}"
        yield from (Printed(text=word, page=line.page) for word in text.split())


def compare(seen: Sequence[Printed], read: Sequence[Printed]) -> Difference:
    """Return how what was read differs from what the library saw, in whichever order both have it.

    >>> def words(text): return [Printed(text=word, page=1) for word in text.split()]
    >>> found = compare(words("T I T R E 1 le juge dit"), words("TITRE 1 le dit juge non"))
    >>> [word.text for word in found.missing], [word.text for word in found.extra]
    ([], ['non'])
    """
    there, here = Counter(one.text for one in seen), Counter(one.text for one in read)
    missing, extra = there - here, here - there
    _settle(missing, extra, seen)
    _settle(extra, missing, read)
    return _by_page(_places(missing, seen), _places(extra, read))


def _settle(parts: Counter[str], wholes: Counter[str], parted: Sequence[Printed]) -> None:
    """Take out what one side has in pieces and the other in one, where the pieces follow each other."""
    longest = max((len(word) for word, count in wholes.items() if count > 0), default=0)
    for at, one in enumerate(parted):
        if longest and parts[one.text] > 0:
            found = _pieces(parted[at : at + _MOST_PIECES], wholes, longest)
            if found and not Counter(found) - parts:
                parts.subtract(found)
                wholes["".join(found)] -= 1


def _pieces(words: Sequence[Printed], wholes: Counter[str], longest: int) -> list[str]:
    """Return the words from the first on that make one together, if they do."""
    made = words[0].text
    for at in range(1, len(words)):
        made += words[at].text
        if len(made) > longest:
            break
        if wholes[made] > 0:
            return [one.text for one in words[: at + 1]]
    return []


def _places(left: Counter[str], words: Sequence[Printed]) -> list[Printed]:
    found: list[Printed] = []
    for one in words:
        if left[one.text] > 0:
            left[one.text] -= 1
            found.append(one)
    return found


def _by_page(missing: Sequence[Printed], extra: Sequence[Printed]) -> Difference:
    """Return the difference, where a page has the same letters on both sides as words that were parted otherwise."""
    parted: list[tuple[Printed, Printed]] = []
    for page in sorted({one.page for one in missing}):
        theirs, ours = _on(page, missing), _on(page, extra)
        if Counter(theirs.replace(" ", "")) == Counter(ours.replace(" ", "")):
            parted.append((Printed(text=theirs, page=page), Printed(text=ours, page=page)))
    settled = {one.page for one, _two in parted}
    return Difference(
        missing=tuple(one for one in missing if one.page not in settled),
        extra=tuple(one for one in extra if one.page not in settled),
        parted=tuple(parted),
    )


def _on(page: int, words: Iterable[Printed]) -> str:
    return " ".join(one.text for one in words if one.page == page)


def balance(words: Sequence[LedgerWord], found: Difference) -> tuple[tuple[LedgerWord, ...], tuple[Printed, ...]]:
    """Return the words for the ledger, with what is missing and without what is extra; and what is extra elsewhere.

    The ledger holds them against the result: a word that is missing shows as lost there, one that is extra as added.
    """
    extra = Counter(one.text for one in found.extra)
    kept: list[LedgerWord] = []
    for word in words:
        if extra[word.word] > 0:
            extra[word.word] -= 1
        else:
            kept.append(word)
    line = words[-1].line if words else 1
    kept += [LedgerWord(word=one.text, line=line, page=one.page) for one in found.missing]
    return tuple(kept), tuple(_places(extra, found.extra))
