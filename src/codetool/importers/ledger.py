"""The account of words: those of the source against those of the result, made without the structure builder."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from codetool.model.expression import Expression
from codetool.model.text import text_of

_BREAK = re.compile(r"\r\n|\r|\n")
_UNSEEN = frozenset({"meta"})
_LIMIT = 1500
"""Words that are aligned one by one; more that differ are counted, not aligned (alignment is quadratic)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerWord:
    """A word as it stands in the source, or that has come in; `line` is the source's, from 1."""

    word: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """How many words the source and the result have, and which were lost or added; punctuation counts."""

    words_source: int
    words_result: int
    lost: tuple[LedgerWord, ...] = ()
    added: tuple[LedgerWord, ...] = ()

    @property
    def balanced(self) -> bool:
        """Tell whether every word is where it was."""
        return not self.lost and not self.added


def take_account(source: str, expression: Expression) -> Ledger:
    """Return the account of a decoded source and the Expression made of it: same words, same order."""
    return compare_words(tuple(_source_words(source)), result_words(expression))


def result_words(expression: Expression) -> tuple[str, ...]:
    """Return the words that a reader of the Expression sees, in order: all but the metadata."""
    return tuple(text_of(expression.root, without=_UNSEEN).split())


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


def _source_words(source: str) -> Iterator[LedgerWord]:
    for number, line in enumerate(_BREAK.split(source.lstrip("\ufeff")), start=1):
        for word in line.replace("\x1a", " ").split():
            yield LedgerWord(word=word, line=number)


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
