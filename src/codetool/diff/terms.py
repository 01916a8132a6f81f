"""Terms that a text defines itself: "on entend par « usager » …", "ci-après dénommé le centre"."""

import re
from collections.abc import Iterable, Iterator, Mapping

from codetool.diff.changes import Correspondence
from codetool.diff.lexicon import Lexicon, indexed, longest, words_of
from codetool.diff.marks import Terms

_QUOTED = re.compile(r"[«“„\"‹‘]\s*([^«»“”„\"‹›‘’]{2,60}?)\s*[»”“\"›’]")
_COLON = re.compile(r"^(?:\s*(?:\d+\s*[°.)]|[a-z]\s*\)|[-–]))?\s*(?:le|la|les|l['’]|de|het|der|die|das|the|an?)?\s*([^:;.,«»]{2,60}?)\s*:")
_LEAST = 3
"""Letters that a term has at least: "AS" is known by name, shorter ones stand in too many words."""


def find_terms(rows: Iterable[Correspondence], lexicon: Lexicon) -> Terms:
    """Return the terms that the texts of some rows define, on either side."""
    found: set[str] = set()
    leads = sorted({phrase.parts for phrases in lexicon.defines.values() for phrase in phrases}, key=repr)
    hints = _hints(leads)
    for row in rows:
        for new in (False, True):
            if any(hint in (text := row.text(new=new)) for hint in hints):
                found.update(defined_in(text, _breaks(row, new=new), lexicon))
    return indexed((term.casefold(), None, term.replace("|", " ")) for term in sorted(found) if term.split())


def _hints(leads: Iterable[tuple[frozenset[str], ...]]) -> frozenset[str]:
    """Return for each lead its longest words: a text without any of them defines nothing, and is not read."""
    return frozenset(form for parts in leads for form in max(parts, key=lambda part: max(map(len, part), default=0)))


def _breaks(row: Correspondence, *, new: bool) -> tuple[int, ...]:
    places = row.new if new else row.old
    return places[0].breaks if places else ()


def defined_in(text: str, breaks: Iterable[int], lexicon: Lexicon) -> Iterator[str]:
    """Yield the terms that a text defines.

    >>> from codetool.diff.lexicon import load_lexicon
    >>> text = "On entend par « usager » toute personne aidée par le centre public, ci-après dénommé « le centre »."
    >>> list(defined_in(text, (), load_lexicon("fra")))
    ['usager', 'centre']
    """
    words = words_of(text)
    leads = [(found[0].meaning, words[found[1] - 1].end) for i in range(len(words)) if (found := longest(lexicon.defines, words, i))]
    for meaning, end in leads:
        if quoted := _QUOTED.search(text, end, end + 100):
            yield _bare(quoted[1], lexicon)
    lists = [end for meaning, end in leads if meaning == "lists"]
    if lists:
        points = [0, *breaks, len(text)]
        for start, end in zip(points, points[1:], strict=False):
            block = text[start:end]
            if end > lists[0] and (named := _QUOTED.match(block.lstrip(" 0123456789°.)-–")) or _COLON.match(block)):
                yield _bare(named[1], lexicon)


def _bare(term: str, lexicon: Lexicon) -> str:
    """Return a term without the article before it."""
    words = words_of(term)
    first = next((word.start for word in words if word.form not in lexicon.little), 0)
    return term[first:].strip()


def defined_here(passage: str, terms: Terms, lexicon: Lexicon) -> Mapping[str, int]:
    """Return the terms that a passage itself defines, with the offset of each."""
    words = words_of(passage)
    leads = any(longest(lexicon.defines, words, i) for i in range(len(words)))
    found: dict[str, int] = {}
    for i in range(min(len(words), len(words) if leads else _BEGINNING)):
        term = longest(terms, words, i)
        follows = words[term[1]].form if term and term[1] < len(words) else ""
        quoted = i > 0 and words[i - 1].form in _OPENING
        if term and (follows == ":" or (quoted and (leads or follows in _CLOSING))):
            found.setdefault(term[0].meaning, words[i].start)
    return found


_BEGINNING = 6
_OPENING, _CLOSING = frozenset('«“„"‹‘'), frozenset('»”“"›’')
