"""Cross-references and renumbering: changes that only follow it, and references that did not follow."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from codetool.akn.texts import Citation, own_citations
from codetool.diff.changes import Op, Segment, StaleReference
from codetool.diff.match import Match
from codetool.diff.tokens import Token, tokenize
from codetool.diff.units import Unit, Units
from codetool.diff.words import Runs, add_words
from codetool.model.eid import number_part

_CITES = frozenset(
    """
    article articles art. point points titre titres chapitre chapitres section sections paragraphe paragraphes alinéa
    alinéas annexe annexes n° ns n°s
    artikel artikelen artikels artikeln punten titel titels hoofdstuk hoofdstukken afdeling afdelingen absatz abschnitt
    kapitel punkt punkte
    title titles chapter chapters paragraph paragraphs no. nos.
    """.split()
)
"""Words that say what the number behind them is the number of."""

_CITING = re.compile(
    rf"""
    (?:\b(?:{"|".join(map(re.escape, sorted(_CITES)))})|§+)
    \s*(?:[\w.\-]*\d[\w.\-]*\s*(?:,|;|et|ou|à|en|of|tot|und|oder|bis|and|or|to)\s*)*   # articles 2, 3 et ...
    [\w.\-]+[\s.]*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A word that cites, other numbers cited with it, and the number at the end of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """What became of each old number and eId: `numbers` maps number parts, `eids` maps eIds of old to new."""

    numbers: dict[str, str]
    eids: dict[str, str]

    @classmethod
    def of(cls, matches: Iterable[Match]) -> "Renumbering":
        """Return the renumbering that matches tell."""
        numbers: dict[str, str] = {}
        eids: dict[str, str] = {}
        for match in matches:
            eids[match.old.label] = match.new.label
            if match.old.num and match.new.num:
                numbers.setdefault(number_part(match.old.num), number_part(match.new.num))
        return cls(numbers=numbers, eids=eids)

    def names_one(self, text: str) -> bool:
        """Tell whether a text holds the old number of a provision that has another one now."""
        if not any(map(str.isdecimal, text)):
            return False
        numbers = (number_part(token.word) for token in tokenize(text))
        return any(self.numbers.get(number, number) != number for number in numbers)


def is_consequential(segments: tuple[Segment, ...], renumbering: Renumbering) -> bool:
    """Tell whether every change replaces, in a reference, a number by the one that its article has now."""
    changes = [i for i, segment in enumerate(segments) if segment.op is not Op.EQUAL]
    pairs = list(zip(changes[::2], changes[1::2], strict=False))
    return bool(pairs) and len(changes) == 2 * len(pairs) and all(_follows(segments, *p, renumbering) for p in pairs)


def is_cited(text: str) -> bool:
    """Tell whether a text ends with a number that a word says to be that of an article, a title or the like.

    >>> is_cited("en vertu des articles 3 et 5"), is_cited("sous 5")
    (True, False)
    """
    # Mostly the word stands right before the number: it is looked up thirty times as fast as it is looked for.
    words = text.rsplit(" ", 2)[-2:]
    if len(words) > 1 and words[1].isalnum() and _ELISION.sub("", words[0].lower()) in _CITES:
        return True
    return bool(_CITING.search(text[-200:]))


_ELISION = re.compile(r"^\w{1,2}['’]")


def _follows(segments: Sequence[Segment], first: int, second: int, renumbering: Renumbering) -> bool:
    deleted, inserted = segments[first], segments[second]
    if deleted.op is not Op.DELETE or inserted.op is not Op.INSERT:
        return False
    return _became(_before(segments, first), deleted.text, inserted.text, renumbering)


def hides_followed(segments: Sequence[Segment], renumbering: Renumbering) -> bool:
    """Tell whether the number of a provision that has another one now went, and no single number came for it.

    So it is where "articles 2 et 3" became "articles 3 et 4": one word in common is 3, and it is another article.
    """
    return any(
        segment.op is Op.DELETE
        and renumbering.names_one(segment.text)
        and not (at + 1 < len(segments) and _follows(segments, at, at + 1, renumbering))
        for at, segment in enumerate(segments)
    )


def add_followed(renumbering: Renumbering) -> Callable[[Runs, str, str], None]:
    """Return what adds the words of two stretches of text: number by number where references follow a renumbering.

    In "articles 2 et 3" that became "articles 3 et 4", 3 is no word that stayed.
    """

    def add(runs: Runs, old: str, new: str) -> None:
        ours, theirs = tokenize(old), tokenize(new)
        if old != new and _all_follow(old, ours, theirs, renumbering):
            for mine, yours in zip(ours, theirs, strict=True):
                _add_token(runs, mine, yours)
        else:
            add_words(runs, old, new)

    return add


def _all_follow(text: str, old: Sequence[Token], new: Sequence[Token], renumbering: Renumbering) -> bool:
    """Tell whether the same words stand in the same order, but for the numbers of provisions that have new ones."""
    if len(old) != len(new) or any(mine.space != yours.space for mine, yours in zip(old, new, strict=True)):
        return False
    starts = accumulate((len(token.text) for token in old), initial=0)
    return all(
        mine.word == yours.word or _became(text[max(start - _LOOK_BACK, 0) : start], mine.word, yours.word, renumbering)
        for start, mine, yours in zip(starts, old, new, strict=False)
    )


def _add_token(runs: Runs, old: Token, new: Token) -> None:
    if old.word != new.word:
        runs.add(Op.DELETE, old.word)
        runs.add(Op.INSERT, new.word)
        runs.add(Op.EQUAL, old.space)
    else:
        runs.add(Op.EQUAL, old.text)


def _became(before: str, was: str, now: str, renumbering: Renumbering) -> bool:
    """Tell whether a number in a reference, after the words before it, is the one that its provision has now."""
    numbers = number_part(was), number_part(now)
    if numbers[0] == numbers[1] or renumbering.numbers.get(numbers[0]) != numbers[1]:
        return False
    # "sous 3 jours" is no reference, even where an article 3 became 4: a word must say what the number is of.
    return is_cited(before + was)


def _before(segments: Sequence[Segment], place: int) -> str:
    """Return the last words of the old text before a segment."""
    words = ""
    for segment in reversed(segments[:place]):
        if segment.op is not Op.INSERT:
            words = segment.text[-_LOOK_BACK:] + words
        if len(words) > _LOOK_BACK:
            break
    return words[-_LOOK_BACK:]


_LOOK_BACK = 200
"""Characters before a number among which the word that says what it is the number of is looked for."""


def stale_references(
    matches: Iterable[Match], before: Units, after: Units, renumbering: Renumbering
) -> Iterator[StaleReference]:
    """Yield each reference of the new text whose target was renumbered or removed and whose words did not follow.

    A reference is stale where what its provision was had one with the same words, to an article that has another
    number now.
    """
    targets = {unit.label: unit for unit in (*before.articles, *before.containers)}
    today = {unit.label: unit for unit in (*after.articles, *after.containers)}
    citing = [match for match in matches if _share_citations(match.old.own.xml, match.new.own.xml)]
    cited = zip(citing, own_citations(m.old.own for m in citing), own_citations(m.new.own for m in citing), strict=True)
    for match, earlier, later in cited:
        meant = {citation.printed: citation.href.removeprefix("#") for citation in earlier}
        for citation in later:
            old = targets.get(meant.get(citation.printed, ""))
            now = today.get(renumbering.eids.get(old.label, "")) if old else None
            if old and _is_left_behind(old, now) and _prints(citation.printed, old):
                yield _stale(match.new, citation, old, now)


def _share_citations(old: bytes, new: bytes) -> bool:
    """Tell whether two provisions may refer to another one of their texts in the same words; most do not."""
    if not all(b'href="#' in xml or b"href='#" in xml for xml in (old, new)):
        return False
    printed, again = ({b"".join(_SPACE_OR_TAG.split(words)) for words in _PRINTED.findall(xml)} for xml in (old, new))
    return not printed.isdisjoint(again)


_SPACE_OR_TAG = re.compile(rb"\s+|<[^>]*>")
_PRINTED = re.compile(rb"<(?:[\w.\-]+:)?ref\s[^>]*>(.*?)</(?:[\w.\-]+:)?ref\s*>", re.DOTALL)


def _is_left_behind(old: Unit, now: Unit | None) -> bool:
    return now is None or (old.num != now.num and number_part(now.num) != number_part(old.num))


def _prints(printed: str, unit: Unit) -> bool:
    """Tell whether a reference is printed with the unit's number; "le bureau" names it without, and stays right."""
    numbers = {number_part(word) for word in (printed, *(token.word for token in tokenize(printed)))}
    return number_part(unit.num) in numbers - {""}


def _stale(unit: Unit, citation: Citation, old: Unit, now: Unit | None) -> StaleReference:
    return StaleReference(
        eid=unit.label,
        num=unit.num,
        printed=citation.printed,
        target=citation.href,
        was=old.num,
        now=now.num if now else "",
        line=unit.element.line + citation.line,
    )
