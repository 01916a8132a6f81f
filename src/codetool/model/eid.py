"""eIds by the Naming Convention (NC 5.4): how a provision's id is made from its element, number and parent."""

import re
from dataclasses import replace
from functools import lru_cache

from codetool.model.markup import Element, Node, with_attribute
from codetool.model.text import small, text_of

ABBREVIATIONS = {
    # NC 5.4, the table of abbreviated references; every other element keeps its whole name.
    "alinea": "al", "article": "art", "attachment": "att", "blockList": "list", "chapter": "chp", "citation": "cit",
    "citations": "cits", "clause": "cl", "component": "cmp", "components": "cmpnts", "componentRef": "cref",
    "debateBody": "body", "debateSection": "dbsect", "division": "dvs", "documentRef": "dref", "eventRef": "eref",
    "intro": "intro", "list": "list", "listIntroduction": "intro", "listWrapUp": "wrapup", "paragraph": "para",
    "quotedStructure": "qstr", "quotedText": "qtext", "recital": "rec", "recitals": "recs", "section": "sec",
    "subchapter": "subchp", "subclause": "subcl", "subdivision": "subdvs", "subparagraph": "subpara",
    "subsection": "subsec", "temporalGroup": "tmpg", "wrapUp": "wrapup",
}  # fmt: skip

HIERARCHY = frozenset(
    # Part 2, group ANhier, with the hierarchy of bodies that are not acts.
    """alinea article book chapter clause division hcontainer indent level list paragraph part point proviso rule
    section subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle title tome
    transitional""".split(),
)

IDENTIFIED = HIERARCHY | {"intro", "wrapUp", "quotedStructure", "attachment", "recital", "citation", "recitals"}
"""Elements of our profile that carry an eId."""

SINGLE = frozenset({"intro", "wrapUp", "recitals"})
"""Elements that stand once in their parent and so carry no number."""

LATIN = {
    # What stands after a number that was put in: 12 bis is the first after 12.
    "bis": 1, "ter": 2, "quater": 3, "quinquies": 4, "sexies": 5, "septies": 6, "octies": 7, "novies": 8, "nonies": 8,
    "decies": 9, "undecies": 10, "duodecies": 11, "terdecies": 12, "quaterdecies": 13, "quindecies": 14,
    "sexdecies": 15, "septdecies": 16, "septiesdecies": 16, "octodecies": 17, "novodecies": 18, "noviesdecies": 18,
    "vicies": 19,
}  # fmt: skip
LATIN_WORDS = "|".join(sorted(LATIN, key=len, reverse=True))
"""The words of `LATIN` as a pattern, the longest first."""

ORDINALS = {
    # Ordinals written out, in French, Dutch, German and English.
    "premier": 1, "première": 1, "premiere": 1, "eerste": 1, "erster": 1, "erste": 1, "erstes": 1, "first": 1,
    "deuxième": 2, "deuxieme": 2, "second": 2, "seconde": 2, "tweede": 2, "zweiter": 2, "zweite": 2, "zweites": 2,
    "troisième": 3, "troisieme": 3, "derde": 3, "dritter": 3, "dritte": 3, "drittes": 3, "third": 3,
    "quatrième": 4, "quatrieme": 4, "vierde": 4, "vierter": 4, "vierte": 4, "viertes": 4, "fourth": 4,
    "cinquième": 5, "cinquieme": 5, "vijfde": 5, "fünfter": 5, "fünfte": 5, "fünftes": 5, "fifth": 5,
    "sixième": 6, "sixieme": 6, "zesde": 6, "sechster": 6, "sechste": 6, "sechstes": 6, "sixth": 6,
    "septième": 7, "septieme": 7, "zevende": 7, "siebter": 7, "siebte": 7, "siebtes": 7, "seventh": 7,
    "huitième": 8, "huitieme": 8, "achtste": 8, "achter": 8, "achte": 8, "achtes": 8, "eighth": 8,
    "neuvième": 9, "neuvieme": 9, "negende": 9, "neunter": 9, "neunte": 9, "neuntes": 9, "ninth": 9,
    "dixième": 10, "dixieme": 10, "tiende": 10, "zehnter": 10, "zehnte": 10, "zehntes": 10, "tenth": 10,
}  # fmt: skip

_WORDS = re.compile(
    r"^(?:sous-?titre|sub-?title|ondertitel|untertitel|titre|title|titel|tome|livre|book|boek|buch|sous-partie|subpart|"
    r"onderdeel|unterteil|partie|part|deel|teil|sous-chapitre|subchapter|unterkapitel|chapitre|chapter|hoofdstuk|kapitel|"
    r"sous-section|subsection|onderafdeling|unterabschnitt|section|sectie|afdeling|abschnitt|article|artikel|art\.?|"
    r"rule|règle|regel|clause|principe|principle|grundsatz|beginsel|norme|norm|canon|disposition|bepaling|sect?\.|"
    r"paragraphe|paragraaf|§+|al\.?|alinéa|absatz|abs\.|annexe|annex|appendix|schedule|bijlage|anlage|anhang)(?!\w)\s*",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?<=\.[–—-])\(1\)$")
"""The number of an article's first paragraph, where it is glued to the article's: 1.–(1)."""
_WRITTEN = re.compile(
    # An ordinal that is the whole number, before or after the word for what it counts: Titre premier, Erster Abschnitt.
    rf"({'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?=$|[^\w])"
    r"(?:\s+(?:tome|partie|deel|teil|part|livre|book|boek|buch|titre|title|titel|chapitre|chapter|hoofdstuk|kapitel|"
    r"sous-section|section|sectie|afdeling|abschnitt)(?=$|[^\w]))?"
    rf"(?=(?:\s*(?:{LATIN_WORDS}))?\W*$)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<=\d)(?:er|re|ère|ier)\b|(?<=[IVX])(?:er|re|ère)\b")
_LATIN = re.compile(rf"(?<=[0-9A-Z])[\s\u00a0\u202f]+(?=(?:{LATIN_WORDS})\b)")
_PLAIN = re.compile(r"(?:(?:[Aa]rt\.|[Aa]rticle|ARTICLE) )?([0-9]+)\.?")
_SYNTAX = re.compile(r"[a-zA-Z]+(?:_[^_\s]+)?(?:__[a-zA-Z]+(?:_[^_\s]+)?)*")


@lru_cache(maxsize=50_000)
def number_part(num: str) -> str:
    """Return what stands after the underscore for a number as printed (NC 5.4.3).

    >>> printed = ("1.1", "2.1.", "11.2 bis", "Art. 1er. –", "Titre II", "a)", "§ 3.", "1°", "1.–(1)")
    >>> [number_part(num) for num in printed]
    ['1-1', '2-1', '11-2bis', '1', 'II', 'a', '3', '1', '1']
    >>> [number_part(num) for num in ("Première partie –", "Principe 2 :")]
    ['1', '2']
    """
    if plain := _PLAIN.fullmatch(num):
        return plain[1]
    bare = _WORDS.sub("", _FIRST.sub("", num.strip()))
    if written := _WRITTEN.match(bare):
        bare = str(ORDINALS[small(written[1])]) + bare[written.end() :]
    bare = _LATIN.sub("", _ORDINAL.sub("", bare))
    bare = re.sub(r"[^\w]+", "-", bare.replace("_", "-"))
    return bare.strip("-")


def bare_number(num: str) -> str:
    """Return a number as printed, without the word for what it is the number of and the marks around it.

    >>> [bare_number(num) for num in ("Art. 1er. –", "§ 3.", "b)", "TITRE II", "2.3.")]
    ['1er', '3', 'b', 'II', '2.3']
    """
    return _WORDS.sub("", num.strip()).strip(" .–—-°)(\u00a0\u202f")


def make_eid(element: str, number: str, parent: str = "") -> str:
    """Return an eId: `[prefix__]ref[_num]`; `number` is a `number_part`, empty for elements that stand alone.

    >>> make_eid("point", "a", make_eid("list", "1", make_eid("article", "1-2")))
    'art_1-2__list_1__point_a'
    """
    ref = ABBREVIATIONS.get(element, element)
    own = f"{ref}_{number}" if number else ref
    return f"{parent}__{own}" if parent else own


def is_eid(text: str) -> bool:
    """Tell whether a text has the form of an eId (NC 5.4.1).

    >>> is_eid("art_2-1__list_1"), is_eid("art 2"), is_eid("")
    (True, False, False)
    """
    return bool(_SYNTAX.fullmatch(text))


def own_part(eid: str) -> str:
    """Return the last part of an eId, without its prefix.

    >>> own_part("art_1-2__list_1__point_a")
    'point_a'
    """
    return eid.rpartition("__")[2]


def fill_eids(element: Element, parent: str = "") -> Element:
    """Return the element with an eId on every provision below it; existing eIds are replaced.

    Articles and the divisions above them are numbered through the whole code and take no prefix unless their number
    came before; all else is prefixed by the provision that it stands in (NC 5.4.2).
    """
    return _fill(element, parent, {})


def _fill(element: Element, prefix: str, taken: dict[str, int]) -> Element:
    counts: dict[str, int] = {}
    children: list[Node] = []
    for child in element.children:
        if not isinstance(child, Element):
            children.append(child)
        elif child.name in IDENTIFIED:
            counts[child.name] = counts.get(child.name, 0) + 1
            eid = _free_eid(child, prefix, counts[child.name], taken)
            taken[eid] = 1
            named = replace(child, attributes=with_attribute(child.attributes, "eId", eid))
            children.append(_fill(named, eid, taken))
        else:
            children.append(_fill(child, prefix, taken))
    return replace(element, children=tuple(children))


def _free_eid(child: Element, prefix: str, ordinal: int, taken: dict[str, int]) -> str:
    """Return an id that nothing has; `taken` counts how often each came."""
    num = child.child("num")
    number = number_part(text_of(num)) if num else ""
    if not number and child.name not in SINGLE:
        number = str(ordinal)
    plain = make_eid(child.name, number)
    if child.name in _NUMBERED_THROUGH and plain not in taken:
        return plain
    eid = make_eid(child.name, number, prefix)
    # `art_1-2` would be the id of article 1.2, so what comes again is marked by a word that no number has.
    free = eid
    while free in taken:
        taken[eid] += 1
        free = f"{eid}-dup{taken[eid]}"
    return free


_NUMBERED_THROUGH = frozenset({"article", "title", "book", "tome", "attachment"})
