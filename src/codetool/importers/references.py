"""References in running text: to articles and divisions of the same text, and to known texts by their names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from codetool.importers.numbers import LATIN, Number, read_number
from codetool.model.eid import number_part
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.resources import load_table

_ELEMENTS = {
    # The words that a number follows, and the element that they stand for.
    "article": "article articles art. artt. artikel artikelen artikels artikeln point points punt punten",
    "title": "titre titres titel titels title titles",
    "chapter": "chapitre chapitres hoofdstuk hoofdstukken kapitel chapter chapters",
    "section": "section sections afdeling afdelingen abschnitt",
    "book": "livre livres boek buch book",
    "part": "partie parties deel teil part",
}
_WORDS = {word: name for name, words in _ELEMENTS.items() for word in words.split()}
_BELOW = frozenset({"paragraph", "subparagraph", "point"})
_POINTS = frozenset({"point", "points", "punt", "punten"})
_NUMBER = rf"\d{{1,5}}(?:[./]\d{{1,5}})*(?:er|re|[a-z])?(?:[ \u00a0]?(?:{LATIN})\b(?:/\d{{1,5}})?)?"
_NUMBER += r"|(?-i:[IVXL]+)(?:er|re|(?:[./]\d{1,5})+)?|premier|première"
_NUMBER = rf"(?:{_NUMBER})(?![\w/])"
_AND = r"(?:[ ]?,[ ](?:(?:et|ou|en|of|and|or|und|oder)[ ])?|[ ](?:et|ou|à|en|of|tot|and|or|to|und|oder|bis)[ ])"
_SPACE = "[ \u00a0\u202f]"
_CITED = re.compile(
    rf"(?<![\w])(?P<word>{'|'.join(re.escape(w) for w in sorted(_WORDS, key=len, reverse=True))}){_SPACE}"
    rf"(?P<numbers>{_NUMBER}(?:{_AND}{_NUMBER})*)",
    re.IGNORECASE,
)
_ONE = re.compile(_NUMBER, re.IGNORECASE)
_OF = rf"{_SPACE}(?:du|de{_SPACE}la|des|de{_SPACE}l['’]|de|van{_SPACE}het|van{_SPACE}de|van|der|des|of{_SPACE}the)"
_OF += rf"(?:{_SPACE}|(?<=['’]))"
_SAME = "(?:présente?|même|ce|cet|cette|dite?|susdite?|deze|dit|dezelfde|onderhavige?|dieses?|this)[ \u00a0]"
_ELSEWHERE = re.compile(
    rf"{_OF}(?!{_SAME})(?:\w+{_SPACE})?"
    rf"(?:codes?|loi|lois|arrêté|décret|ordonnance|règlement|constitution|directive|convention|traité|"
    rf"accord|wet|besluit|decreet|ordonnantie|wetboek|grondwet|verordening|gesetz(?:es)?|act|regulation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownText:
    """A text of `akn/references.toml`: its names, and the Work's IRI, or what to show where it is no act."""

    key: str
    names: tuple[str, ...]
    iri: str = ""
    show: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A provision that can be referred to."""

    eid: str
    num: str


Targets = Mapping[tuple[str, Number], tuple[Target, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A stretch of a text that refers to something; `href` is empty where that could not be found.

    `key` names the entry of the references that the link needs.
    """

    start: int
    end: int
    href: str = ""
    key: str = ""


def find_targets(body: Element) -> Targets:
    """Return the articles and divisions of a text by their element and number, with the paragraphs numbered below them.

    Paragraph 1.1.2 is cited as `point 1.1.2` or `article 1.1.2`; § 2 is a number of its article alone, and no target.
    """
    found: dict[tuple[str, Number], tuple[Target, ...]] = {}
    for one in body.descendants():
        below = one.name in _BELOW
        number = read_number(number_part(num_of(one)).replace("-", ".")) if below or one.name in _ELEMENTS else None
        if number and (not below or len(number.parts) > 1):
            key = ("article" if below else one.name, number)
            found[key] = (*found.get(key, ()), Target(eid=one.eid, num=num_of(one)))
    return found


def known_texts(country: str) -> tuple[KnownText, ...]:
    """Return the texts that a document of the country may name.

    >>> [text.key for text in known_texts("be")]
    ['code-penal', 'loi-organique-cpas', 'reglement-de-travail']
    """
    texts = (
        KnownText(key=key, names=tuple(row["names"]), iri=row.get("iri", ""), show=row.get("show", ""))
        for key, row in load_table("akn/references.toml").items()
    )
    return tuple(text for text in texts if not text.iri or text.iri.startswith(f"/akn/{country}/"))


def find_links(text: str, targets: Targets, known: tuple[KnownText, ...]) -> Iterator[Link]:
    """Yield the references in a text, in order.

    >>> target = Target(eid="art_2-2", num="2.2.")
    >>> links = find_links("(voir point 2.2.)", {("article", Number(parts=(2, 2))): (target,)}, ())
    >>> [(link.start, link.end, link.href) for link in links]
    [(6, 16, '#art_2-2')]
    """
    named = tuple(_named(text, known))
    end = 0
    for link in sorted((*named, *_cited(text, targets, named)), key=lambda link: (link.start, -link.end)):
        if link.start >= end:
            yield link
            end = link.end


def _named(text: str, known: tuple[KnownText, ...]) -> Iterator[Link]:
    for one in known:
        for found in _names_pattern(one.names).finditer(text):
            yield Link(
                start=found.start(), end=found.end(), href=one.iri or f"#{one.key}", key="" if one.iri else one.key
            )


def _cited(text: str, targets: Targets, named: tuple[Link, ...]) -> Iterator[Link]:
    for found in _CITED.finditer(text):
        of = re.compile(_OF, re.IGNORECASE).match(text, found.end())
        outside = next((link for link in named if of and link.start == of.end() and not link.key), None)
        numbers = list(_ONE.finditer(text, found.start("numbers"), found.end("numbers")))
        if outside:
            yield from _outside(found, numbers, outside)
        elif of and _ELSEWHERE.match(text, found.end()):
            yield Link(start=found.start(), end=found.end())
        else:
            yield from _inside(text, found, numbers, targets)


def _outside(found: re.Match[str], numbers: list[re.Match[str]], law: Link) -> Iterator[Link]:
    """Yield a link for each article of another text; the last one holds that text's name too."""
    if _WORDS[found["word"].casefold()] != "article":
        return
    for number in numbers:
        start = found.start() if number is numbers[0] else number.start()
        end = law.end if number is numbers[-1] else number.end()
        yield Link(start=start, end=end, href=f"{law.href}/~art_{number_part(number[0])}")


def _inside(text: str, found: re.Match[str], numbers: list[re.Match[str]], targets: Targets) -> Iterator[Link]:
    word = found["word"].casefold()
    for number in numbers:
        value = read_number(number[0])
        start = found.start() if number is numbers[0] else number.start()
        hits = targets.get((_WORDS[word], value), ()) if value else ()
        if len(hits) == 1:
            yield Link(start=start, end=_with_point(text, number.end(), hits[0].num), href=f"#{hits[0].eid}")
        elif word not in _POINTS or (value and len(value.parts) > 1):
            yield Link(start=start, end=number.end())


def _with_point(text: str, end: int, num: str) -> int:
    """Return where a number ends: a final point is the number's, unless it ends the sentence."""
    if not num.endswith(".") or text[end : end + 1] != ".":
        return end
    after = text[end + 1 :].lstrip('»"” \u00a0\u202f')
    ends = not after or (text[end + 1].isspace() and after[0].isupper())
    return end if ends else end + 1


@cache
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    words = "|".join(re.escape(name).replace(r"\ ", "[ \u00a0]+").replace("'", "['’]") for name in longest)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
