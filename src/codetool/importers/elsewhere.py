"""Whether a citation means another text than the one it stands in: what is written before and after it tells."""

import re
from collections.abc import Sequence
from functools import lru_cache

from codetool.importers.outside import Act
from codetool.importers.vocabulary import DEFINITE, OF, compiled

_ACT_NOUN = (
    r"(?:codes?|lois?|arrêtés?|décrets?|ordonnances?|règlements?|constitution|directives?|convention|traité|accord|"
    r"statuts?|wet|wetten|besluit|besluiten|decreet|decreten|ordonnantie|wetboek|grondwet|verordening|richtlijn|verdrag|"
    r"gesetz(?:es|buchs?)?|verordnung|richtlinie|vertrags?|act|law|regulation|directive|treaty|constitution)"
)
_THAT = (
    "mêmes?|ladite|ledit|lesdites?|lesdits?|dudit|desdits|desdites|cette|cet|ce|ces|dezelfde|die|dat|voormelde|genoemde|"
    "desselben|dieselbe|derselben|said|that"
)
NAMED_BEFORE = compiled(
    rf" (?:(?:du|de la|de l['’]|des|de|van) ?)?(?:{_THAT}) (?:même )?(?P<noun>{_ACT_NOUN})(?!\w)",
)
_SHORT_NAME = re.compile(r"[ \u00a0](?:[A-Z]\.? ?){2,}(?!\w)|[ \u00a0][A-Z][a-z]{1,3}[A-Z]\w*")
"""The short name of an act after its article: art. 3 TFUE, art. 145 L.I.R., § 5 StGB."""
_AMENDS = compiled(
    r"(?:est|sont) (?:abrogée?s?|rédigée?s? comme suit|modifiée?s? comme suit|complétée?s? comme suit)(?!\w)|"
    r"(?:remplacée?s?|complétée?s?) (?:par|comme) (?:ce qui|suit|les? mots?|le texte|la disposition|les dispositions|"
    r"la phrase|une? (?:alinéa|paragraphe|point|phrase|tiret|nouve\w+))|"
    r"(?:est|sont) insérée?s? (?:une?|l['’]|les?|à|dans|entre) |devien(?:t|nent) (?:l['’]|les? )|"
    r"la teneur suivante|, les mots?(?!\w)|(?:wordt|worden) opgeheven|worden de woorden|"
    r"vervangen als volgt|vervangen door wat volgt|wordt een .{1,30} ingevoegd|(?:wird|werden) aufgehoben|"
    r"wie folgt (?:ersetzt|geändert)|werden die Wörter|(?:is|are) repealed|the words",
)
"""What an article says that amends another text: its references are to that text."""
_ANY_ACT = compiled(rf"(?:[\w'’-]+ ){{0,2}}{_ACT_NOUN}(?!\w)")
_OWN_PART = compiled(
    r"(?:(?:présente?|article|titre|chapitre|section|annexe|livre|partie|paragraphe|alinéa|point)s?|dit|deze|dieses|this)"
    r"(?!\w)",
)
_ALREADY = compiled(r",? (?:précitée?s?|susvisée?s?|susmentionnée?s?|susdite?s?|voormelde?|voornoemde?)(?!\w)")
_QUALIFIED = compiled(r"(?:même|susdite?|précitée?|l['’]|la|le) ?")
_UNREAD = compiled(r",? [^,.;()]{1,24},? (?:du|de la|de l['’]|des|van het|van de|van|of the|of|der|des) ?")
_NAMELY = (
    "notamment|spécialement|plus particulièrement|en particulier|in het bijzonder|inzonderheid|meer bepaald|"
    "insbesondere|in particular"
)
_AFTER_ACT = compiled(
    rf"(?: précitée?)?(?:,| \(| ?:)? ?(?:,? ?(?:et )?(?:{_NAMELY}))? ?,?(?: ?(?:à|en|dans|par|in) )?"
    r"(?P<own>son|ses|leurs?|sa|zijn|haar|sein\w*|ihr\w*|its)? ?\Z",
)
_FORMER = compiled(r"(?<!\w)(?:anciens?|ancienne|anciennes|vroegere?|früheren?|former) \Z")


def means_another(text: str, start: int, end: int, acts: Sequence[Act]) -> bool:
    """Tell whether a citation from `start` to `end` may mean a text that is not known here, or one that is no more.

    >>> means_another("l'article 5 du traité", 2, 11, ()), means_another("l'article 5 du présent code", 2, 11, ())
    (True, False)
    """
    of = OF.match(text, end)
    if of and _elsewhere(text, of):
        return True
    former = _FORMER.search(text, max(start - _NEAR, 0), start)
    if former or any(after.match(text, end) for after in (_ALREADY, _SHORT_NAME)):
        return True
    # Article 83, and something that was not understood, of an act.
    return _amends(text) or any(
        end < act.start <= end + _NEAR and _UNREAD.fullmatch(text, end, act.start) is not None for act in acts
    )


_NEAR = 60
"""Characters in which stands what is said of a citation; a paragraph may be a megabyte long."""


@lru_cache(maxsize=4)
def _amends(text: str) -> bool:
    # Asked for each citation of a paragraph.
    return _AMENDS.search(text) is not None


def _elsewhere(text: str, of: re.Match[str]) -> bool:
    """Tell whether what follows names something that is no part of this text."""
    if _OWN_PART.match(text, of.end()):
        return False
    word = " ".join(of["of"].casefold().replace("’", "'").split())
    return word in DEFINITE or _ANY_ACT.match(text, of.end()) is not None


def follows_act(text: str, end: int, start: int) -> bool:
    """Tell whether what starts there is said of the act that ends there: the law, and in particular its article.

    >>> text = "le Code, notamment son article 5"
    >>> follows_act(text, text.index(","), text.index("article"))
    True
    """
    between = _AFTER_ACT.fullmatch(text, end, start)
    return between is not None and bool(between["own"] or not between[0].strip(" ,:(\u00a0\u202f"))


def is_qualified(text: str, start: int, end: int) -> bool:
    """Tell whether the only word between says that an act was named before, such as the same law of that date."""
    return start < end and _QUALIFIED.fullmatch(text, start, end) is not None
