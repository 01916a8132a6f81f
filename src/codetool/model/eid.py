"""eIds by the Naming Convention (NC 5.4): how a provision's id is made from its element, number and parent."""

import re
from dataclasses import replace

from codetool.model.markup import Element, Node, with_attribute
from codetool.model.text import text_of

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

_WORDS = re.compile(
    r"^(?:titre|title|titel|livre|book|boek|buch|partie|part|deel|teil|chapitre|chapter|hoofdstuk|kapitel|section|"
    r"sectie|afdeling|abschnitt|sous-section|article|artikel|art\.?|paragraphe|paragraaf|§+|al\.?|alinéa|annexe|bijlage)\s*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<=\d)(?:er|re|ère|ier)\b|(?<=[IVX])(?:er|re|ère)\b")
_LATIN = re.compile(
    r"(?<=[0-9A-Z])[\s\u00a0\u202f]+(?=(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)\b)"
)
_SYNTAX = re.compile(r"[a-zA-Z]+(?:_[^_\s]+)?(?:__[a-zA-Z]+(?:_[^_\s]+)?)*")


def number_part(num: str) -> str:
    """Return what stands after the underscore for a number as printed (NC 5.4.3).

    >>> printed = ("1.1", "2.1.", "11.2 bis", "Art. 1er. –", "Titre II", "a)", "§ 3.", "1°", "TITRE 1 –")
    >>> [number_part(num) for num in printed]
    ['1-1', '2-1', '11-2bis', '1', 'II', 'a', '3', '1', '1']
    """
    bare = _WORDS.sub("", num.strip())
    bare = _LATIN.sub("", _ORDINAL.sub("", bare))
    bare = re.sub(r"[^\w]+", "-", bare.replace("_", "-"))
    return bare.strip("-")


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
    return _fill(element, parent, set())


def _fill(element: Element, prefix: str, taken: set[str]) -> Element:
    counts: dict[str, int] = {}
    children: list[Node] = []
    for child in element.children:
        if not isinstance(child, Element):
            children.append(child)
        elif child.name in IDENTIFIED:
            counts[child.name] = counts.get(child.name, 0) + 1
            eid = _free_eid(child, prefix, counts[child.name], taken)
            taken.add(eid)
            named = replace(child, attributes=with_attribute(child.attributes, "eId", eid))
            children.append(_fill(named, eid, taken))
        else:
            children.append(_fill(child, prefix, taken))
    return replace(element, children=tuple(children))


def _free_eid(child: Element, prefix: str, ordinal: int, taken: set[str]) -> str:
    num = child.child("num")
    number = number_part(text_of(num)) if num else ""
    if not number and child.name not in SINGLE:
        number = str(ordinal)
    plain = make_eid(child.name, number)
    if child.name in _NUMBERED_THROUGH and plain not in taken:
        return plain
    eid = make_eid(child.name, number, prefix)
    while eid in taken:
        number = f"{number}-{ordinal}"
        eid = make_eid(child.name, number, prefix)
    return eid


_NUMBERED_THROUGH = frozenset({"article", "title", "book", "tome", "attachment"})
