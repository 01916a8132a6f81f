"""What the words of a text do: a text becomes marks, each with its ground and its meaning.

Two marks with the same meaning say the same, however they are written: "doit" and "est tenu de", "30 jours" and "trente
jours", "1.000 EUR" and "1 000 euros".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from codetool.diff.changes import Ground
from codetool.diff.lexicon import Index, Lexicon, Phrase, Word, longest, words_of
from codetool.diff.quantities import may_begin_quantity, read_quantity

NORMS = frozenset({Ground.OBLIGATION, Ground.PERMISSION, Ground.PROHIBITION, Ground.EXEMPTION, Ground.RESTRICTION})
"""Grounds that replace each other: what one must, may, must not, need not, may only do."""

ACT, NAMED = "act", "named"
"""What a reference is to that cites an act by its date, or by its name."""

_LONGEST_SUBJECT = 12
"""Words that may stand between the beginning of a clause and the verb that binds its subject."""


class Mark(NamedTuple):
    """What some words do: the ground, what they mean (equal for words that say the same), and where they stand."""

    ground: Ground
    meaning: tuple[str, ...]
    start: int
    end: int
    subject: bool = False

    @property
    def family(self) -> tuple[str, ...]:
        """Return what the mark may be replaced by: a permission by an obligation, an amount by an amount."""
        if self.ground in NORMS:
            return ("norm",)
        if self.ground is Ground.REFERENCE:
            return (self.ground, ACT if self.meaning[0] == NAMED else self.meaning[0])
        if self.ground in {Ground.AMOUNT, Ground.NUMBER}:
            return ("quantity",)
        if self.ground in {Ground.ADDRESSEE, Ground.MOMENT, Ground.TIME_LIMIT}:
            return (self.ground,)
        return (self.ground, "value" if len(self.meaning) > 1 else "word")


Terms = Index
"""Phrases that a text defines itself, by their first words."""


_OWN_NUMBER = re.compile(r"\s*§+[ \u00a0\u202f]?\d+\w*(?:[ \u00a0\u202f](?:bis|ter|quater))?(?=\s*(?:[.:)–—-]|$))")


def read_marks(text: str, lexicon: Lexicon, terms: Terms) -> tuple[Mark, ...]:
    """Return the marks of a passage in their order.

    >>> from codetool.diff.lexicon import load_lexicon
    >>> found = read_marks("Il doit répondre dans les 15 jours.", load_lexicon("fra"), {})
    >>> [(mark.ground.value, mark.meaning) for mark in found]
    [('obligation', ('must',)), ('time_limit', ('15', 'day'))]
    """
    return marks_of(words_of(text), text, lexicon, terms)


def marks_of(words: Sequence[Word], text: str, lexicon: Lexicon, terms: Terms) -> tuple[Mark, ...]:
    """Return the marks of a passage whose words are known."""
    silent = list(_silent(text, lexicon))
    marks = [mark for mark in _plain_marks(words, lexicon, terms) if not _is_noun(mark, text)]
    if silent:
        marks = [mark for mark in marks if not _inside(mark, silent)]
    actors = {(mark.start, mark.end): mark.meaning for mark in marks if mark.ground is Ground.ADDRESSEE}
    subjects = list(_subjects(words, marks, lexicon, actors))
    if not subjects:
        return tuple(marks)
    taken = [(subject.start, subject.end) for subject in subjects]
    spared = (mark for mark in marks if not (mark.ground is Ground.ADDRESSEE and _inside(mark, taken)))
    return tuple(sorted((*spared, *subjects), key=lambda mark: (mark.start, mark.end)))


_NAME = re.compile(r"""(?:[«“„]\s*|(?<!\w)"(?=\S))([^\W\d_][^«»“”„"]{0,50}[^\s.;«»“”„"])(?:\s*[»”“]|"(?!\w))""")
_LONGEST_NAME = 6
"""Words of the longest title between quotation marks."""


def _silent(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield what of a passage says nothing: its own number, titles and names between quotation marks.

    "§ 2." at the beginning cites nothing, "« Qui doit aider ? »" obliges nobody. But where the words themselves are
    meant, as in "les mots « Le membre doit » sont remplacés", they are heard.
    """
    if own := _OWN_NUMBER.match(text):
        yield 0, own.end()
    for name in _NAME.finditer(text):
        before = words_of(text[max(0, name.start() - _BACK) : name.start()])
        quotes = before and before[-1].form in lexicon.quoted_words
        if name[1][0].isupper() and len(name[1].split()) <= _LONGEST_NAME and before and not quotes:
            yield name.span()


_BACK = 20
"""Characters that are looked at for the word before a name."""


def _is_noun(mark: Mark, text: str) -> bool:
    """Tell whether what looks like a verb has a capital within a sentence: "the May session", "das Soll"."""
    if not text[mark.start].isupper() or mark.ground not in NORMS:
        return False
    return text[: mark.start].rstrip()[-1:].isalpha() and not text[mark.start : mark.end].isupper()


def _inside(mark: Mark, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mark.start and mark.end <= end for start, end in spans)


def _plain_marks(words: Sequence[Word], lexicon: Lexicon, terms: Terms) -> Iterator[Mark]:
    at = 0
    phrases, seen = lexicon.phrases, lexicon.seen
    for place, (form, _, _) in enumerate(words):
        # Most words begin nothing, and are passed here; some were read with those before them.
        if place < at or not ((numeral := seen.get(form)) or form in phrases or form in terms or numeral is None):
            continue
        at = place
        if numeral is None:
            numeral = may_begin_quantity(form, lexicon)
        quantity = read_quantity(words, at, lexicon) if numeral else None
        found = longest(lexicon.phrases, words, at, lexicon.stops) if form in lexicon.phrases else None
        term = longest(terms, words, at) if form in terms else None
        if quantity and (not found or quantity.end > found[1]):
            yield from (Mark(ground, meaning, start, end) for ground, meaning, start, end in quantity.marks)
            at = quantity.end
        elif term and (not found or term[1] > found[1]):
            yield _mark(term[0].ground or Ground.DEFINED_TERM, term[0].meaning, words, at, term[1])
            at = term[1]
        elif found:
            if mark := _said(found, words, at, lexicon):
                yield mark
            if found[0].has_gap:
                # "est, sans délai, tenu": what stands within speaks for itself.
                within = _plain_marks(words[at + 1 : found[1] - 1], lexicon, terms)
                yield from (mark for mark in within if mark.ground in _WITHIN)
            at = found[1]


_WITHIN = frozenset({
    Ground.FORM, Ground.CONDITION, Ground.EXCEPTION, Ground.TIME_LIMIT, Ground.AMOUNT, Ground.DATE, Ground.MOMENT,
})  # fmt: skip
"""Grounds that are told of words in the midst of a phrase: "ist dem Vorstand schriftlich zu erklären"."""


def _said(found: tuple[Phrase, int], words: Sequence[Word], at: int, lexicon: Lexicon) -> Mark | None:
    """Return the mark of a phrase, None of one that says nothing; what a time begins with is part of its sense."""
    phrase, end = found
    match phrase.ground:
        case None:
            return None
        case Ground.REFERENCE:
            return Mark(phrase.ground, (NAMED, phrase.meaning), words[at].start, words[end - 1].end)
        case Ground.ADDRESSEE if phrase.has_gap:
            # "le ministre ayant … dans ses attributions": what fills the gap says who.
            return _mark(phrase.ground, " ".join(word.form for word in words[at:end]), words, at, end)
        case Ground.MOMENT if phrase.meaning == _UNTIL and _counts_next(words, end, lexicon):
            return _mark(Ground.QUANTIFIER, _AT_MOST, words, at, end)  # jusqu'à trois suppléants
        case Ground.MOMENT if phrase.meaning == _FROM and (event := _event(words, end, lexicon)):
            return Mark(phrase.ground, (_FROM, words[event].form), words[at].start, words[event].end)
        case ground:
            return _mark(ground, phrase.meaning, words, at, end)


_FROM, _UNTIL, _AT_MOST = "from", "until", "at_most"


def _counts_next(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a bare number or an amount follows, which are no time."""
    found = read_quantity(words, at, lexicon) if at < len(words) else None
    return found is not None and found.marks[0][0] in {Ground.NUMBER, Ground.AMOUNT}


def _event(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Return the place of the noun that a time begins with ("à compter de la notification"), 0 where there is none."""
    while at < len(words) and words[at].form in lexicon.little:
        at += 1
    noun = at < len(words) and words[at].form.isalpha() and not may_begin_quantity(words[at].form, lexicon)
    return at if noun and words[at].form not in lexicon.clauses else 0


def _mark(ground: Ground, meaning: str, words: Sequence[Word], at: int, end: int) -> Mark:
    return Mark(ground, (meaning,), words[at].start, words[end - 1].end)


_START = attrgetter("start")

Actors = dict[tuple[int, int], tuple[str, ...]]
"""What those mean who are known by a list, by where they stand."""


def _subjects(words: Sequence[Word], marks: Sequence[Mark], lexicon: Lexicon, actors: Actors) -> Iterator[Mark]:
    """Yield who is bound: what stands between the beginning of a clause and the verb that binds."""
    for mark in marks:
        if mark.ground in NORMS and (
            subject := _subject(words, bisect_left(words, mark.start, key=_START), lexicon, actors)
        ):
            yield subject


def _subject(words: Sequence[Word], verb: int, lexicon: Lexicon, actors: Actors) -> Mark | None:
    begin = verb
    while begin and verb - begin < _LONGEST_SUBJECT and _continues(words[begin - 1], lexicon):
        begin -= 1
    content = [word for word in words[begin:verb] if word.form not in lexicon.little]
    # What reaches back too far is no subject; nor is what has no noun of its own.
    if not content or verb - begin >= _LONGEST_SUBJECT:
        return None
    start, end = content[0].start, content[-1].end
    # One known by a list is the same as subject and elsewhere: "l'AS doit", "l'AS veille".
    meaning = actors.get((start, end)) or tuple(_singular(word.form) for word in content)
    return Mark(Ground.ADDRESSEE, meaning, start, end, subject=True)


def _singular(form: str) -> str:
    return form.rstrip("s") if len(form) > _SHORT else form


_SHORT = 3
"""Letters of the longest word whose s is taken for its own: the AS is no plural."""


def _continues(word: Word, lexicon: Lexicon) -> bool:
    return word.form[0].isalpha() and word.form not in lexicon.clauses
