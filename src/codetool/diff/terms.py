"""Terms that a text defines itself ("on entend par « usager » …"), and those whom it often binds ("le gérant doit")."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate

from codetool.diff.announce import QUOTED
from codetool.diff.changes import Correspondence, Ground
from codetool.diff.lexicon import Lexicon, indexed, words_of
from codetool.diff.marks import Terms

_QUOTED = re.compile(QUOTED)
_ENUMERATOR = r"(?:\s*(?:\(?\d+\w*\s*[°.)]+|\(?[a-z]\s*\)|[-–—]))?\s*"
_NAMED = re.compile(_ENUMERATOR + rf"(?:{QUOTED}|(?P<bare>[^:;.,()«»]{{2,50}}?)\s*:)")
"""A point that begins with the term that it defines: in quotation marks, or before a colon."""
_POINT = re.compile(_ENUMERATOR + QUOTED + r"\s*:")
"""A point that is a definition by itself: « jour ouvrable » : tout jour …"""
_CLOSED = re.compile(r"[»”“\"] ?:")
_NEAR = 60
"""Characters after the words that announce a definition within which its term stands."""


def find_terms(rows: Iterable[Correspondence], lexicon: Lexicon) -> Terms:
    """Return the terms that the texts of some rows define, on either side, and the nouns that they often bind."""
    read = [side for row in rows for side in _sides(row)]
    # One search in all texts at once; a sign that no text has keeps them apart.
    whole = _APART.join(text for text, _, _ in read)
    starts = list(accumulate((len(text) + 1 for text, _, _ in read), initial=0))
    bound: Counter[str] = Counter()
    for noun, at in _bound(whole, lexicon):
        bound[noun] += read[bisect(starts, at) - 1][2]
    hinted = _hinted(whole, starts, lexicon)
    defined = {term for i in sorted(hinted) for term in defined_in(*read[i][:2], lexicon)}
    nouns = (noun for noun, count in bound.items() if count >= _OFTEN and _is_noun(noun, lexicon))
    terms = (term for term in defined if term.split())
    return indexed(
        [
            *((noun.rstrip("s"), Ground.ADDRESSEE, noun) for noun in sorted(nouns)),
            *((term.casefold(), Ground.DEFINED_TERM, term.replace("|", " ")) for term in sorted(terms)),
        ]
    )


_APART = "\0"


def _sides(row: Correspondence) -> Iterator[tuple[str, Sequence[int], int]]:
    """Yield the texts of a row with their breaks, and how often each counts; what both sides say is read once."""
    same = row.consequential or not row.is_change
    for new in (True,) if same else (False, True):
        places = row.new if new else row.old
        yield row.text(new=new), places[0].breaks if places else (), 1 + row.consequential


def _hinted(text: str, starts: Sequence[int], lexicon: Lexicon) -> set[int]:
    """Return which of the texts that begin at some places may announce a definition.

    First one word of those that announce is looked for, then all of them around it.
    """
    found: set[int] = {bisect(starts, closed.start()) - 1 for closed in _CLOSED.finditer(text)}
    for hint in lexicon.announcing.hints:
        at = text.find(hint)
        while at >= 0:
            row = bisect(starts, at) - 1
            if row not in found and lexicon.announcing.leads.search(text, max(0, at - 2 * _AROUND), at + 2 * _AROUND):
                found.add(row)
            at = text.find(hint, starts[row + 1] if row in found else at + _AROUND)
    return found


_AROUND = 80
"""Characters before and after a word of theirs within which words stand that announce a definition."""


def bound_in(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the nouns that stand with their article before a verb that binds.

    >>> from codetool.diff.lexicon import load_lexicon
    >>> list(bound_in("Le gérant doit signer. L'archiviste peut refuser. Il peut attendre.", load_lexicon("fra")))
    ['gérant', 'archiviste']
    """
    yield from (noun for noun, _ in _bound(text, lexicon))


def _bound(text: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Yield those nouns, each with the place of its verb."""
    for verb in lexicon.verbs.finditer(text):
        at = verb.start()
        first = max(0, at - _REACH)
        words = text[first:at].rsplit(" ", 2)
        article, elision, noun = words[-1].replace("’", "'").rpartition("'")
        # The article is the word before, or elided: "le gérant", "l'archiviste".
        if not elision and len(words) > 1:
            article = words[-2]
        if noun.isalpha() and (article + elision).rpartition(_APART)[2].lstrip(_OPENING).casefold() in lexicon.definite:
            yield noun.casefold(), at


_OPENING = '(«“„"[–—-/'
"""Signs that may stand before an article without a space."""
_REACH = 40
"""Characters that a noun and its article may take."""
_LEAST = 3
"""Letters that a noun has more of: pronouns have fewer."""
_OFTEN = 3
"""Times that a noun is bound before it is taken for somebody."""


def _is_noun(word: str, lexicon: Lexicon) -> bool:
    known = (lexicon.little, lexicon.clauses, lexicon.stops, lexicon.phrases, lexicon.numbers, lexicon.months)
    return len(word) > _LEAST and not any(word in words for words in known)


def defined_in(text: str, breaks: Iterable[int], lexicon: Lexicon) -> Iterator[str]:
    """Yield the terms that a text defines.

    >>> from codetool.diff.lexicon import load_lexicon
    >>> text = "On entend par « usager » toute personne aidée par le centre public, ci-après dénommé « le centre »."
    >>> list(defined_in(text, (), load_lexicon("fra")))
    ['usager', 'centre']
    """
    for start in (0, *breaks):
        if (point := _POINT.match(text, start)) and (term := _bare(point["quoted"], lexicon)):
            yield term
    if not any(hint in text for hint in lexicon.announcing.hints):
        return
    announced = list(lexicon.announcing.leads.finditer(text))
    for start, end in _announced(text, announced, lexicon):
        if term := _bare(text[start:end], lexicon):
            yield term
    lists = [
        lead.end() for lead in announced if lead.lastgroup == "lists" and ":" in text[lead.end() : lead.end() + _NEAR]
    ]
    if lists:
        starts = sorted({text.index(":", lists[0]) + 1, *(point for point in breaks if point > lists[0])})
        for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
            named = _NAMED.match(text, start, end)
            if named and (term := _bare(named["quoted"] or named["bare"], lexicon)) and len(term.split()) <= _LONGEST:
                yield term


def _announced(text: str, leads: Iterable[re.Match[str]], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where the terms stand that some words announce: before them, or after them with all that follow there."""
    for lead in leads:
        if found := _term_before(text, lead, lexicon):
            yield found
        elif lead.lastgroup not in _FOLLOW:
            yield from _terms_after(text, lead, lexicon)


def _term_before(text: str, lead: re.Match[str], lexicon: Lexicon) -> tuple[int, int] | None:
    """Return where a term stands just before the words that announce it: « usager » désigne, Par usager, on entend."""
    before = max(0, lead.start() - _NEAR)
    if found := lexicon.announcing.before.search(text, before, lead.start()):
        return found.span("quoted" if found["quoted"] else "bare")
    if lead.lastgroup == _SUBJECTS and (found := lexicon.announcing.subject.search(text, before, lead.start())):
        return found.span("bare")
    quoted = [one for one in _QUOTED.finditer(text, before, lead.start()) if lead.lastgroup in _FOLLOW]
    return quoted[-1].span(1) if quoted and not text[quoted[-1].end() : lead.start()].strip() else None


_SUBJECTS = "subjects"
_FOLLOW = frozenset({"follows", _SUBJECTS})
"""Kinds of words that announce the term before them, between quotation marks or, of the latter, without."""


def _terms_after(text: str, lead: re.Match[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where the terms stand after the words that announce them: in quotation marks, or one without."""
    if quoted := _QUOTED.search(text, lead.end(), lead.end() + _NEAR):
        yield quoted.span(1)
        if lead.lastgroup == "lists":
            end = text.find(". ", quoted.end())
            further = lexicon.announcing.further.finditer(text, quoted.end(), end if end >= 0 else len(text))
            yield from (one.span("quoted") for one in further)
    elif _names_next(lead) and (bare := lexicon.announcing.after.match(text, lead.end())):
        yield bare.span("bare")


def _names_next(lead: re.Match[str]) -> bool:
    """Tell whether the term follows without quotation marks; "est considéré comme" within a sentence only deems."""
    return lead.lastgroup == "lists" and (lead[0].endswith((" par", " onder", " unter")) or lead[0][0].isupper())


_LONGEST = 4
"""Words of the longest term that a point may begin with."""


def _bare(term: str, lexicon: Lexicon) -> str:
    """Return a term without the article before it."""
    words = words_of(term)
    first = next((word.start for word in words if word.form not in lexicon.little), 0)
    return term[first:].strip()


def defined_here(
    passage: str, changes: Sequence[tuple[int, int]], defined: AbstractSet[str], lexicon: Lexicon
) -> Mapping[str, int]:
    """Return the terms of those defined whose definition changes in a passage, with the offset of each.

    A term that only names what stands before it ("…, ci-après dénommé") is defined by the words just there.
    """
    named = _NAMED.match(passage)
    spans = [named.span(named.lastgroup or 0)] if named else []
    for lead in lexicon.announcing.leads.finditer(passage):
        near = any(first <= lead.end() + _NEAR and lead.start() - _NEAR <= last for first, last in changes)
        if lead.lastgroup != "names" or near:
            spans += _announced(passage, [lead], lexicon)
    found: dict[str, int] = {}
    for start, end in spans:
        term = _bare(passage[start:end], lexicon)
        if term.casefold() in defined:
            found.setdefault(term.casefold(), passage.index(term, start))
    return found
