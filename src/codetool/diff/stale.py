"""Cross-references and renumbering: changes that only follow it, and references that did not follow."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codetool.akn.texts import Citation, own_citations
from codetool.diff.changes import Op, Segment, StaleReference
from codetool.diff.match import Match
from codetool.diff.units import Unit, Units
from codetool.diff.words import tokenize
from codetool.model.eid import number_part

_CITING = re.compile(
    r"""
    (?:\b(?:articles?|art\.|points?|titres?|chapitres?|sections?|paragraphes?|alinéas?|annexes?|n°s?
      |artikel(?:en|s|n)?|punten|titels?|hoofdstuk(?:ken)?|afdeling(?:en)?|absatz|abschnitt|kapitel|punkte?
      |titles?|chapters?|paragraphs?|nos?\.)|§+)
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
    return bool(_CITING.search(text[-200:]))


def _follows(segments: tuple[Segment, ...], first: int, second: int, renumbering: Renumbering) -> bool:
    deleted, inserted = segments[first], segments[second]
    if deleted.op is not Op.DELETE or inserted.op is not Op.INSERT:
        return False
    was, now = number_part(deleted.text), number_part(inserted.text)
    if was == now or renumbering.numbers.get(was) != now:
        return False
    # "sous 3 jours" is no reference, even where an article 3 became 4: a word must say what the number is of.
    return is_cited(_before(segments, first) + deleted.text)


def _before(segments: tuple[Segment, ...], place: int) -> str:
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
    citing = [match for match in matches if _cites(match.old) and _cites(match.new)]
    cited = zip(citing, own_citations(m.old.own for m in citing), own_citations(m.new.own for m in citing), strict=True)
    for match, earlier, later in cited:
        meant = {citation.printed: citation.href.removeprefix("#") for citation in earlier}
        for citation in later:
            old = targets.get(meant.get(citation.printed, ""))
            now = today.get(renumbering.eids.get(old.label, "")) if old else None
            if old and _is_left_behind(old, now) and _prints(citation.printed, old):
                yield _stale(match.new, citation, old, now)


def _cites(unit: Unit) -> bool:
    """Tell whether a unit may refer to a provision of its own text; most articles do not."""
    return b'href="#' in unit.own.xml or b"href='#" in unit.own.xml


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
