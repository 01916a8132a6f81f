"""Where sentences end, begin and go on: what decides whether a blank line is more than layout."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CLOSERS = "»\"”’')]› \u00a0\u202f"
_OPENERS = "«\"“„‘'([‹ \u00a0\u202f"
_ABBREVIATIONS = _words(
    # Written with a point in French, Dutch, German and English drafts, in the middle of a sentence.
    """al alin art artt arts cf cfr ch chap chp coll cons dr e.a éd ed ex fig i.e jr m mm mme mr n nos nr
    p pp prof resp sect sr st suiv sv tel tél tit t.a.v vgl vs bijv blz hfdst abs o.a z.b bzw"""
)
_REFERRING = _words(
    # Words that a number follows in running text: a line that begins with that number is no heading.
    """article articles art arts point points titre titres chapitre chapitres section sections livre partie paragraphe
    paragraphes alinéa alinéas al annexe n° nos nr numéro numéros page pages p pp § §§ cfr cf voir version
    artikel artikelen artikels titel hoofdstuk afdeling paragraaf lid punt punten nummer kapitel abschnitt absatz
    nummern title chapter paragraph paragraphs clause clauses number numbers"""
)
_LINKING = _words(
    # Words that no sentence ends with.
    """à a au aux avec ce ces cette chez comme dans de d' des du dont en entre et l' la le les leur leurs lorsque mais
    ni ou où par pour qu' que qui quand s' sa sans se selon ses si sinon soit son sous sur tel un une vers
    aan als bij de dat die door een en het in met na naar of om op over te tot uit van voor wanneer zonder
    am an auf aus bei das dem den der des die ein eine einer für im in mit nach oder und von vom zu zum zur
    and at by for from of or the to with"""
)
_JOINING = _words("et ou en of und oder and or")
_POINT_AND = re.compile(r"\b\w{1,3}[)°] (?:et|ou|à|en|of|und|oder|and|or)$")
"""As in `aux points a) et`, where another letter follows."""
_TAIL = 100
"""Characters at the end of a text that its last word is looked for in."""
_LAST_WORD = re.compile(r"([^\s«»\"“”„(\[]+)[\s\u00a0\u202f]*$")


def ends_sentence(text: str) -> bool:
    r"""Tell whether a sentence ends with the text: . ! ? … before any closing marks, and no abbreviation.

    >>> [ends_sentence(t) for t in ("Il refuse.", "cents francs.\"", "(cfr.", "voir art.", "le cadre de", "pour :")]
    [True, True, False, False, False, False]
    """
    bare = text.rstrip(_CLOSERS)
    if not bare.endswith((".", "!", "?", "…")):
        return False
    return bare[-1] != "." or last_word(bare) not in _ABBREVIATIONS


def starts_sentence(text: str) -> bool:
    """Tell whether the text begins like a new sentence: a capital or a figure, after any opening marks.

    >>> [starts_sentence(t) for t in ("Il refuse", "« Les", "institutions.", "2 fois")]
    [True, True, False, True]
    """
    bare = text.lstrip(_OPENERS)
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit())


def goes_on(text: str) -> bool:
    """Tell whether the text cannot end here: its last word asks for another.

    >>> [goes_on(t) for t in ("en application de l'article", "(cfr.", "au sens du", "la demande", "PARTAGE.", "point")]
    [True, True, True, False, False, True]
    """
    word = last_word(text)
    if text.endswith("."):
        return word in _ABBREVIATIONS
    return text[-1:].isalnum() or text.endswith(("°", "§", "'", "’")) if word in _REFERRING | _LINKING else False


def asks_number(text: str) -> bool:
    """Tell whether a number must follow the text, as after `article` or `point`.

    >>> [asks_number(t) for t in ("conformément à l'article", "(voir art.", "à condition que")]
    [True, True, False]
    """
    return bool(_POINT_AND.search(text)) or (goes_on(text) and last_word(text) in _REFERRING)


def joins_on(text: str) -> bool:
    """Tell whether the text ends with “and” or “or”, as the last but one point of a list does.

    >>> joins_on("motivée et"), joins_on("selon")
    (True, False)
    """
    return text[-1:].isalpha() and last_word(text) in _JOINING


def last_word(text: str) -> str:
    """Return the last word in lower case, without its elided article and its final point.

    >>> last_word("conformément à l’article")
    'article'
    """
    found = _LAST_WORD.search(text[-_TAIL:])
    if not found:
        return ""
    word = found[1].casefold().replace("’", "'").rstrip(".,;:")
    return word.rpartition("'")[2] or word
