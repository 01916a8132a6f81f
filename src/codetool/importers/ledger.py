"""The account of words: those of the source against those of the result, made without the structure builder."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from codetool.importers.lines import Line
from codetool.importers.reading import Dropped, LedgerWord, Reading
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.text import text_of

_NOTE = "authorialNote"
_UNSEEN = frozenset({"meta", _NOTE})
_LIMIT = 1500
"""Words that are aligned one by one; more that differ are counted, not aligned (alignment is quadratic)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """How many words the source and the result have, and which were lost or added; punctuation counts.

    `dropped` is what the reader left out on purpose, by name: those words are in neither count.
    """

    words_source: int
    words_result: int
    lost: tuple[LedgerWord, ...] = ()
    added: tuple[LedgerWord, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def balanced(self) -> bool:
        """Tell whether every word is where it was."""
        return not self.lost and not self.added


def take_account(reading: Reading, expression: Expression) -> Ledger:
    """Return the account of a reading and the Expression made of it: same words, same order.

    The running text, the notes and the comments are counted each by itself: a note stands where it is called, wherever
    the source prints it.
    """
    accounts = (
        compare_words(reading.words, result_words(expression)),
        compare_words(tuple(_note_words(reading)), _words_in(expression.root, _NOTE)),
        compare_words(tuple(_remark_words(reading)), _kept_remarks(expression)),
    )
    return Ledger(
        words_source=sum(account.words_source for account in accounts),
        words_result=sum(account.words_result for account in accounts),
        lost=tuple(word for account in accounts for word in account.lost),
        added=tuple(word for account in accounts for word in account.added),
        dropped=reading.dropped,
    )


def result_words(expression: Expression) -> tuple[str, ...]:
    """Return the words that a reader of the Expression sees, in order: all but metadata and notes."""
    return tuple(text_of(expression.root, without=_UNSEEN).split())


def _kept_remarks(expression: Expression) -> tuple[str, ...]:
    document = expression.root.child("act")
    notes = document.find("meta", "notes") if document else None
    return _words_in(notes, "note") if notes else ()


def _words_in(part: Element, name: str) -> tuple[str, ...]:
    found = (one for one in part.descendants() if one.name == name)
    return tuple(word for one in found for word in _note_text(one).split())


def _note_text(note: Element) -> str:
    return text_of(note, without=frozenset({_NOTE}) - {note.name})


def _note_words(reading: Reading) -> Iterator[LedgerWord]:
    for note in reading.notes:
        yield from _line_words(note.lines) if note.words is None else note.words


def _line_words(lines: Iterable[Line]) -> Iterator[LedgerWord]:
    for line in lines:
        if line.table:
            yield from _line_words(line.table.lines())
        else:
            yield from (LedgerWord(word=word, line=line.number, page=line.page) for word in line.text.split())


def _remark_words(reading: Reading) -> Iterator[LedgerWord]:
    for remark in reading.remarks:
        yield from (LedgerWord(word=word, line=remark.line) for word in remark.text.split())


def compare_words(source: Sequence[LedgerWord], result: Sequence[str]) -> Ledger:
    """Return which words were lost and added; a word in another place is both.

    >>> words = [LedgerWord(word=w, line=1) for w in "un deux trois quatre".split()]
    >>> account = compare_words(words, ["un", "trois", "quatre", "deux"])
    >>> [w.word for w in account.lost], [w.word for w in account.added]
    (['deux'], ['deux'])
    """
    start = _common(source, result)
    end = _common(source[start:][::-1], result[start:][::-1])
    old, new = source[start : len(source) - end], result[start : len(result) - end]
    line = source[start - 1].line if start else 1
    lost, added = _differences(old, new, line)
    return Ledger(words_source=len(source), words_result=len(result), lost=lost, added=added)


def _common(source: Sequence[LedgerWord], result: Sequence[str]) -> int:
    pairs = zip(source, result, strict=False)
    return next((at for at, (one, two) in enumerate(pairs) if one.word != two), min(len(source), len(result)))


_Words = tuple[LedgerWord, ...]


def _differences(old: Sequence[LedgerWord], new: Sequence[str], line: int) -> tuple[_Words, _Words]:
    if max(len(old), len(new)) > _LIMIT:
        return _counted(old, new, line)
    matcher = SequenceMatcher(None, [entry.word for entry in old], new, autojunk=False)
    lost: list[LedgerWord] = []
    added: list[LedgerWord] = []
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag != "equal":
            lost += old[from_old:to_old]
            place = old[min(from_old, len(old) - 1)].line if old else line
            added += [LedgerWord(word=word, line=place) for word in new[from_new:to_new]]
    return tuple(lost), tuple(added)


def _counted(old: Sequence[LedgerWord], new: Sequence[str], line: int) -> tuple[_Words, _Words]:
    gone = Counter(entry.word for entry in old) - Counter(new)
    come = Counter(new) - Counter(entry.word for entry in old)
    lost = [entry for entry in old if gone[entry.word] > 0 and not gone.subtract([entry.word])]
    added = [LedgerWord(word=word, line=line) for word in new if come[word] > 0 and not come.subtract([word])]
    if not lost and not added:
        # Only the order differs: the first word out of its place says so.
        at = _common(old, new)
        return (old[at],), (LedgerWord(word=new[at], line=old[at].line),)
    return tuple(lost), tuple(added)
