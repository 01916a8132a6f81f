"""What a text cites, read from its words: articles and what stands in them, and whether they are those of another text.

The importer has a grammar of its own (`importers/citing.py`), which finds more and takes half a second to make ready;
this one reads what a comparison needs: the numbers that a renumbering changes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, auto
from functools import cache

from codetool.model.eid import LATIN_WORDS, number_part


class Rank(IntEnum):
    """What a word cites, from the outside in."""

    ARTICLE = auto()
    PARAGRAPH = auto()
    ALINEA = auto()
    POINT = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """A provision named in a citation: its number as `number_part` gives it, and where that is printed."""

    rank: Rank
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One provision that a text cites, from the outside in; several that are named together are a citation each.

    Steps that another one of them prints are part of it too: in "articles 3, a) et b)", both are of article 3.
    `to` is -1 for "the article before" and 1 for "the following article"; `elsewhere` tells that the words mean
    another text, or one that cannot be known from them.
    """

    start: int
    end: int
    steps: tuple[Step, ...] = ()
    to: int = 0
    elsewhere: bool = False


_S = r"[\s\u00a0\u202f]"
_WORDS = {
    Rank.ARTICLE: r"articles?|arts?\.|artikel(?:en|s|n)?",
    Rank.PARAGRAPH: r"§+|paragra(?:phe?s?|af|fen)|par\.",
    Rank.ALINEA: r"alinéas?|al\.|lid|leden|absatz(?:es)?|absätzen?|abs\.|subparagraphs?",
    Rank.POINT: (
        r"points?|punt(?:en)?|lit(?:t|tera)?\.?|lettres?|letters?|buchstaben?|nummern?|nr\.|n°|onderdeel|tirets?"
    ),
}
_WORD = "|".join(f"(?P<{rank.name}>{words})" for rank, words in _WORDS.items())
_LATIN = rf"(?:{_S}?(?:{LATIN_WORDS})(?!\w))?"
_FIGURES = rf"\d{{1,5}}(?:[./-]\d{{1,5}})*(?:ère|er|re|[a-z](?!\w))?{_LATIN}(?![\w%€])"
_LETTER = rf"[a-z]{{1,2}}(?=\)|[,;.]|$|{_S}(?:de|du|des|et|ou|van|of|en|and|or|und|oder){_S})"
_MARKED = r"(?:\d{1,3}|[a-z]{1,2})(?=[°)])"
_OUTER = rf"(?P<number>(?:[LRD]\.?{_S}?)?{_FIGURES})(?!°)"
_INNER = rf"(?P<number>{_MARKED}|{_FIGURES}|{_LETTER})[°)]*"
_TO = r"à|au|aux|tot|t/m|to|bis"
_AND = r"et/ou|et|ou|en|of|and|or|und|oder|ainsi que"
_THE = rf"(?:au|aux|du|des|de|à|le|la|les|het|the|den|dem|der|das)(?={_S})|(?:à{_S}|de{_S})?l['’]|d['’]"
_OF = (
    rf",?{_S}+(?P<of>de la|du|des|de{_S}l['’]|de|d['’]|van het|van de|van|der|of the|of|in the|im|vom)"
    rf"(?:{_S}+|(?<=['’]))"
)
_ACT = (
    r"(?:codes?|lois?|arrêtés?|décrets?|ordonnances?|règlements?|constitution|directives?|conventions?|traités?|accords?|"
    r"statuts?|wet|wetten|besluit|besluiten|decreet|decreten|ordonnantie|wetboek|grondwet|verordening|richtlijn|verdrag|"
    r"gesetz(?:es|buchs?)?|\w*gesetzbuch(?:es|s)?|verordnung|richtlinie|vertrags?|act|law|regulation|directive|treaty|"
    r"annexes?|bijlagen?|anhangs?|anlage|annex|schedule)(?!\w)"
)
_SELF = r"présente?s?|dit|deze|dieses|dieser|diesem|this|onderhavige?|vorliegenden?"
_BEFORE = r"précédent|qui précède|vorige?|voorgaande?|voorafgaande?|vorherigen?|vorhergehenden?|preceding|previous"
_AFTER = r"suivant|qui suit|volgende?|nachfolgenden?|folgenden?|following|next"
_SAID = (
    r"mêmes?|ladite|ledit|lesdite?s|dudit|desdite?s|cette|cet|ce|ces|celle-ci|celui-ci|dezelfde|die|voormelde?|"
    r"genoemde?|said|that"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """What citations are read with; made when a text is first read, for most comparisons read none."""

    starts: re.Pattern[str]
    outer: re.Pattern[str]
    inner: re.Pattern[str]
    further: re.Pattern[str]
    within: re.Pattern[str]
    near: re.Pattern[str]
    joined: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    article = r"article|art\.|artikels?"
    return _Patterns(
        starts=compiled(rf"(?<![\w-])(?:(?:{_WORD}){_S}*|(?:aux?|sous|sub){_S}+(?={_MARKED}))"),
        outer=compiled(_OUTER),
        inner=compiled(_INNER),
        further=compiled(
            rf"(?P<join>,?{_S}+(?:{_AND}){_S}+|{_S}+(?P<to>{_TO}){_S}+|,{_S}*|{_S}+)"
            rf"(?:(?:{_THE}){_S}*)?(?:(?:{_WORD}){_S}*)?{_INNER}"
        ),
        within=compiled(rf"{_OF}(?:l['’])?(?=(?:{_WORD}){_S}*{_INNER})"),
        near=compiled(
            rf"(?<![\w-])(?:(?:{article}){_S}+(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))"
            rf"|(?:(?P<before2>{_BEFORE})|(?P<after2>{_AFTER})){_S}+(?:{article}))(?!\w)"
        ),
        joined=compiled(rf",?{_S}+(?:{_AND}|{_TO}){_S}+(?:(?:{_THE}){_S}*)?"),
    )


_NEAR = 160
"""Characters in which what is said of a citation stands."""


@cache
def _tail() -> re.Pattern[str]:
    """Return what stands behind the number of an article of another text: of that law, of the law of 8 July, TFUE."""
    return re.compile(
        rf",?{_S}*(?:précitée?s?|susvisée?s?|susmentionnée?s?|susdite?s?|voormelde?|voornoemde?)(?!\w)"
        rf"|{_OF}(?:l['’])?(?!(?:{_SELF}){_S})(?:(?:{_SAID})(?!\w)|(?:(?!(?:{_SELF}){_S})[\w'’-]+{_S}){{0,2}}?{_ACT}"
        r"|(?:l['’])?(?:article|artikel)(?!\w))"
        rf"|,?{_S}+(?:(?:{_SAID}){_S}+)(?:[\w'’-]+{_S})?{_ACT}"
        rf"|{_S}+(?-i:(?:[A-Z]\.?){{2,}}(?!\w)|[A-Z][a-z]{{1,3}}[A-Z]\w*)",
        re.IGNORECASE,
    )


@cache
def _head() -> re.Pattern[str]:
    """Return what stands before it: the law of 8 July 1976, article 3; the Code, in its article 3."""
    return re.compile(
        rf"(?:(?<!\w){_ACT}[^.;:]{{0,80}}?,?{_S}+(?:\w+{_S}+){{0,2}}?(?:son|ses|leurs?|zijn|haar|its|sein\w*){_S}+"
        rf"|(?<!\w){_ACT}[^.;:]{{0,40}}?{_S}\d{{1,2}}(?:er)?{_S}\w+{_S}\d{{4}}(?:[^.;:,]{{0,40}})?,?{_S}*(?:\(|en{_S}+|à{_S}+)?"
        rf"|(?<!\w)(?:anciens?|ancienne|anciennes|vroegere?|früheren?|former){_S}+)\Z",
        re.IGNORECASE,
    )


def leads_elsewhere(text: str, start: int, end: int) -> bool:
    """Tell whether what is cited from `start` to `end` is, by the words around it, a part of another text.

    >>> text = "l'article 3 de la loi du 8 juillet 1976 et l'article 4 du présent code"
    >>> leads_elsewhere(text, 2, 11), leads_elsewhere(text, 45, 54)
    (True, False)
    """
    if _may_lead_on(text[end : end + _NEAR]) and _tail().match(text, end, end + _NEAR):
        return True
    may_belong = _may_belong(text[max(start - 40, 0) : start])
    return may_belong and _head().search(text, max(start - _NEAR, 0), start) is not None


def stands_alone(before: str, after: str) -> bool:
    """Tell whether a citation between two stretches of text is surely not one of another text.

    >>> stands_alone("en vertu de l'", ", le conseil statue"), stands_alone("en vertu de l'", " de la loi")
    (True, False)
    """
    return not _may_lead_on(after) and not _may_belong(before)


def _may_lead_on(after: str) -> bool:
    """Tell whether the name of another text may follow: most citations end where a clause does."""
    following = after.lstrip(", \u00a0\u202f")
    word = following[:_LONGEST].casefold().replace("'", " ").replace("’", " ").split(None, 1)[:1]
    return bool(word) and (word[0] in _LEADING or following[0].isupper())


def _may_belong(before: str) -> bool:
    """Tell whether a citation may belong to what is before it; behind most words, "l'" and "aux", none does."""
    last = before.casefold().split()[-1:]
    return bool(last) and (last[0][-1] in ",(" or last[0].isdecimal() or last[0] in _OWNING)


_LONGEST = 20
_LEADING = frozenset(
    "du de des d van vom von der of in im à précité précitée précités précitées susvisé susvisée susvisés susvisées "
    "susmentionné susmentionnée susdit susdite voormeld voormelde voornoemd voornoemde ladite ledit lesdits lesdites "
    "dudit cette cet ce ces même mêmes dezelfde die genoemde said that".split()
)
"""Words behind a citation that may lead to another text."""
_OWNING = frozenset(
    "son ses leur leurs zijn haar its seinem seinen seiner en à ancien anciens ancienne anciennes vroeger vroegere "
    "frühere früheren former".split()
)
"""Words behind which a citation may belong to an act named before it."""


@cache
def _amending() -> re.Pattern[str]:
    return re.compile(
        r"(?:est|sont) (?:abrogée?s?|rédigée?s? comme suit|modifiée?s?|complétée?s?|remplacée?s?|insérée?s?)(?!\w)|"
        r"devien(?:t|nent) (?:l['’]|les? )|la teneur suivante|les mots?(?!\w)|(?:wordt|worden) opgeheven|"
        r"worden de woorden|vervangen (?:als volgt|door)|(?:wird|werden) aufgehoben|wie folgt (?:ersetzt|geändert)|"
        r"werden die Wörter|(?:is|are) repealed|the words",
        re.IGNORECASE,
    )


def amends(text: str) -> bool:
    """Tell whether words amend a text, mostly another one: what they cite is in that one.

    >>> amends("L'article 5 est remplacé par ce qui suit :"), amends("L'article 5 s'applique.")
    (True, False)
    """
    return _amending().search(text) is not None


def read_citations(text: str) -> list[Citation]:
    """Return what a text cites, in order.

    >>> for one in read_citations("voir les articles 3, § 2, et 5bis, et le point b) de l'article 7"):
    ...     print(*(f"{step.rank.name} {step.number}" for step in one.steps))
    ARTICLE 3 PARAGRAPH 2
    ARTICLE 5bis
    ARTICLE 7 POINT b
    """
    found = sorted((*_by_number(text), *_by_place(text)), key=lambda citations: citations[0].start)
    # Article 6 and articles 8 to 12 of the directive: all are articles of it.
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at][-1], found[at + 1][0]
        if other.elsewhere and _patterns().joined.fullmatch(text, one.end, other.start):
            found[at] = tuple(replace(citation, elsewhere=True) for citation in found[at])
    return [citation for citations in found for citation in citations]


_Citations = tuple[Citation, ...]


def _by_place(text: str) -> Iterator[_Citations]:
    for found in _patterns().near.finditer(text):
        to = -1 if found["before"] or found["before2"] else 1
        yield (Citation(start=found.start(), end=found.end(), to=to),)


def _by_number(text: str) -> Iterator[_Citations]:
    at = 0
    while word := _patterns().starts.search(text, at):
        branches = _branches(text, word)
        at = word.end()
        if branches:
            branches, at = _inside(text, branches)
            elsewhere = leads_elsewhere(text, word.start(), at)
            yield tuple(replace(one, elsewhere=elsewhere) for one in branches)


def _branches(text: str, word: re.Match[str]) -> list[Citation]:
    """Return what is named from a word on: each number, with the parts of it that follow."""
    rank = _rank(word) or Rank.POINT
    number = (_patterns().outer if rank is Rank.ARTICLE else _patterns().inner).match(text, word.end())
    if number is None:
        return []
    open_ = Citation(start=word.start(), end=number.end(), steps=(_step(rank, number),))
    listed = _Listed(rank, several=_is_plural(word[0]))
    branches: list[Citation] = []
    while more := _patterns().further.match(text, open_.end):
        steps = listed.steps_with(text, open_.steps, more)
        if steps is None:
            break
        start = open_.start
        if len(steps) <= len(open_.steps):
            branches.append(open_)
            start = more.start("number")
        open_ = Citation(start=start, end=more.end(), steps=steps)
    return [*branches, open_]


@dataclass(slots=True)
class _Listed:
    """What a number without a word of its own is the number of: what was last said to be several, or first said."""

    rank: Rank
    several: bool

    def steps_with(self, text: str, steps: tuple[Step, ...], more: re.Match[str]) -> tuple[Step, ...] | None:
        """Return the steps of what is named next, inside what was named before or beside it; None if neither."""
        word, joined = _rank(more), bool(more["join"].strip(" ,\u00a0\u202f"))
        marked = text[more.end("number") : more.end("number") + 1] in _MARKS
        if word is Rank.ARTICLE or (not more["join"].strip() and not (word or marked)):
            return None
        rank = word or (Rank.POINT if marked else self.rank)
        inside = rank > steps[-1].rank or (marked and not word and not _alike(text, steps[-1], more))
        if inside:
            taken = None if joined or not (word or marked) else (*steps, _step(rank, more))
        elif word or marked or joined or self.several:
            taken = (*(step for step in steps if step.rank < rank), _step(rank, more))
        else:
            taken = None
        if taken and word and (_is_plural(more[word.name]) or not self.several):
            self.rank, self.several = word, _is_plural(more[word.name])
        return taken


_MARKS = ("°", ")")


def _alike(text: str, step: Step, more: re.Match[str]) -> bool:
    """Tell whether a number is printed as that of a step: b) beside a), but 2° inside a)."""
    return text[step.end : step.end + 1] == text[more.end("number") : more.end("number") + 1] and (
        text[step.start].isdecimal() == more["number"][0].isdecimal()
    )


def _is_plural(word: str) -> bool:
    return word.strip().casefold().endswith(("s", "§§", "en", "x"))


def _inside(text: str, branches: list[Citation]) -> tuple[list[Citation], int]:
    """Return citations as parts of what is named behind them, where one thing is: point b) of § 2 of article 7."""
    end = branches[-1].end
    of = _patterns().within.match(text, end)
    word = _patterns().starts.match(text, of.end()) if of else None
    named = _branches(text, word) if word else []
    if not named:
        return branches, end
    (outer, *others), stop = _inside(text, named)
    if others or outer.steps[-1].rank >= branches[0].steps[0].rank:
        return branches, end
    within = [replace(one, steps=(*outer.steps, *one.steps)) for one in branches]
    return [*within[:-1], replace(within[-1], end=stop)], stop


def _rank(found: re.Match[str]) -> Rank | None:
    return next((rank for rank in Rank if found[rank.name]), None)


def _step(rank: Rank, found: re.Match[str]) -> Step:
    return Step(rank, number_part(found["number"]), found.start("number"), found.end("number"))
