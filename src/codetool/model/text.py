"""The text of markup as a reader sees it: white space folded, blocks kept apart, inline elements joined."""

import re

from codetool.model.markup import Element, Folded, Node

INLINE = frozenset(
    # Part 2, groups inlineCM and what may stand in it; everything else starts on a line of its own.
    """a abbr affectedDocument argument b bilateral change concept courtType date decoration def del docAuthority
    docCommittee docDate docIntroducer docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle
    docType docketNumber embeddedText entity event fillIn i img inline ins judge lawyer legislature listConcept location
    marker mmod mod mref neutralCitation noteRef object omissis opinion organization outcome party person placeholder
    process quantity quotedText recordedTime ref relatedDocument remark rmod role rref session shortTitle signature span
    sub sup term time u vote""".split(),
)


def text_of(node: Node, *, without: frozenset[str] = frozenset()) -> str:
    """Return the node's text, white space folded; elements named in `without` are left out.

    >>> bold = Element(name="b", children=("fort",))
    >>> text_of(Element(name="content", children=(
    ...     Element(name="p", children=("Un  mot ", bold, ".")), Element(name="p", children=("Deux",)))))
    'Un mot fort. Deux'
    """
    return fold_space("".join(_pieces(node, without)))


def fold_space(text: str) -> str:
    r"""Return the text with each run of XML white space as one space, none at the ends; no-break spaces stay.

    >>> fold_space(" a\n  b ")
    'a b'
    """
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
    return " ".join(filter(None, text.split(" "))) if "  " in text else text.strip(" ")


TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the order in which letters are shown, and have no form of their own (Unicode, UAX #9, 2)."""


def unturned(text: str) -> str:
    r"""Return a text that is shown in the order in which it is stored: U+FFFD stands for each sign that would turn it.

    Arabic and Hebrew letters run from right to left by themselves, and stay.

    >>> unturned("il \u202etuep en\u202c signer") == "il \ufffdtuep en\ufffd signer"
    True
    """
    return text if text.isascii() else TURNING.sub("\ufffd", text)


def small(text: str) -> str:
    r"""Return a text in small letters, as expressions that ignore case see it: to them a dotless i is an i too.

    >>> small("TITRE"), small("t\u0131tre")
    ('titre', 'titre')
    """
    return text.casefold().replace("\u0131", "i").replace("i\u0307", "i")


def _pieces(node: Node, without: frozenset[str]) -> list[str]:
    match node:
        case str():
            return [node]
        case Element() if node.name not in without:
            inside = [piece for child in node.children for piece in _pieces(child, without)]
            return inside if node.name in INLINE else [" ", *inside, " "]
        case Folded():
            # A folded element keeps its text closed; who needs it unfolds first.
            raise TypeError(f"{node.name} {node.eid} is folded: unfold it before reading its text")
        case _:
            return []


def own_text(article: Element) -> str:
    """Return the text of a provision with its heading and without its number and the articles nested in it.

    >>> own_text(Element(name="article", children=(
    ...     Element(name="num", children=("1.1",)), Element(name="content", children=("Texte",)))))
    'Texte'
    """
    pieces = [
        piece
        for child in article.children
        if not (isinstance(child, Element) and child.name == "num")
        for piece in _own_pieces(child, article.name)
    ]
    return fold_space("".join(pieces))


def _own_pieces(node: Node, unit: str) -> list[str]:
    if isinstance(node, Element | Folded) and node.name == unit:
        return []
    if isinstance(node, Element) and node.name != "quotedStructure":
        inside = [piece for child in node.children for piece in _own_pieces(child, unit)]
        return inside if node.name in INLINE else [" ", *inside, " "]
    return _pieces(node, frozenset())
