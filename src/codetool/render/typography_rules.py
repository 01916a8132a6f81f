"""The rules of spacing of each language, as patterns: where a space stands that must not break, or has to be narrow.

`s` is the space as it is stored, which may be none where the language wants one, `t` a second one; `all` is a stretch
in which every space is meant. Quotation marks, apostrophes and dashes are the text's own and are never touched.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

NARROW = "\u202f"
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern, and the space that stands where it says; many rules are about a figure, and few texts have one."""

    space: str
    pattern: re.Pattern[str]
    with_figure: bool


def rules_for(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language (BCP 47), none where we know none.

    >>> len(rules_for("fr")) > len(rules_for("en")) > 0, rules_for("fi")
    (True, ())
    """
    return _RULES.get(language.partition("-")[0], ())


def _marks(space: str, *patterns: str) -> tuple[Rule, ...]:
    return tuple(Rule(space=space, pattern=re.compile(pattern), with_figure=False) for pattern in patterns)


def _figures(space: str, *patterns: str) -> tuple[Rule, ...]:
    return tuple(Rule(space=space, pattern=re.compile(pattern), with_figure=True) for pattern in patterns)


def _numbered(words: str, *, dotted: bool = False, roman: bool = False) -> str:
    """Return the pattern of the space between words such as `articles?` and the number that follows them."""
    number = r"(?=\d|[IVXLC]+\b)" if roman else r"(?=\d)"
    return rf"\b(?:{words}){'[.]' if dotted else ''}(?P<s>\s+){number}"


_ROOM = "[ \u00a0\u202f]"
_UNITS = r"(?:[kcdm]?m[²³]?|km/h|[km]?g|[cm]?l|L|ha|t|kWh?|MW|k?Hz|[kMG][oB]|min|EUR|USD|CHF|GBP|°[CF])"
_COMMON = (
    # Thousands: 10 000; not the figures of a telephone number, nor a year and a figure behind it.
    *_figures(NARROW, rf"(?<![\w,.])(?<!\d{_ROOM})(?P<all>[1-9]\d{{0,2}}(?:{_ROOM}\d{{3}})+)(?![\w]|{_ROOM}\d)"),
    *_figures(NO_BREAK, rf"(?<=\d)(?P<s>\s+)(?={_UNITS}(?![\w’']))", r"§(?P<s>\s+)(?=\d)"),
)

# --- French -------------------------------------------------------------------------------------------------

_AFTER_MARK = r"(?=[;!?]+(?:[\s»)\]\"”’'.,…–—-]|$))"
_FRENCH_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FRENCH_PARTS = "articles?|points?|alinéas?|titres?|chapitres?|annexes?|sections?|livres?|paragraphes?|parties?"
_COUNTED = r"alinéas?|tirets?|phrases?|siècles?|chambres?|éditions?"
_FRENCH = (
    *_marks(
        NARROW,
        r"(?<=[^\s«(\[;!?:])(?:(?P<s>\s+)(?=[;!?])|" + _AFTER_MARK + ")",
        r"(?<=«)(?P<s>\s*)(?=[^\s»])",
        r"(?<=[^\s«])(?P<s>\s*)(?=»)",
    ),
    *_marks(
        NO_BREAK,
        r"(?<=[^\s«(\[;!?:])(?:(?P<s>\s+)(?=:)|(?=:(?:[\s»)\"]|$)))",
        # M. Dupont, Mme Dupont, J.-P. Dupont
        r"\b(?:MM?[.]|M(?:me|lle|gr)s?|Me|[DP]rs?|Ste?)(?P<s>\s+)(?=[^\W\d_a-zà-ÿ])",
        r"(?<![\w.-])(?:[^\W\d_a-zà-ÿœ][.]-?)+(?P<s>\s+)(?=[^\W\d_a-zà-ÿœ][a-zà-ÿœ])",
        _numbered("(?i:art|arts|al|chap|p|pp|litt|vol|fig|éd)", dotted=True, roman=True),
        _numbered(f"(?i:{_FRENCH_PARTS})", roman=True),
        r"\b(?i:articles?)(?P<s>\s+)(?=(?:premier|unique)\b|[LRDA][.]\s?\d)",
        # XIXe siècle
        rf"\b[IVXLC]+(?:er?|re)(?P<s>\s+)(?=(?:{_COUNTED})\b)",
        # An aside – such as this – keeps its dashes.
        r"(?:(?<=\s)|^)[–—](?P<s>\s)[^\s–—][^–—.!?;]{0,200}(?P<t>\s)[–—](?=[\s,;.)]|$)",
        r"(?<=\S)(?P<s>\s+)(?=etc[.])",
    ),
    *_figures(NARROW, r"(?<=\d)(?P<s>\s*)(?=[%‰€](?!\w))"),
    *_figures(
        NO_BREAK,
        r"(?:\b[nN][°º]s?|\b[LRD][.])(?P<s>\s+)(?=\d)",
        rf"\b\d{{1,2}}(?:er)?(?P<s>\s+)(?=(?:{_FRENCH_MONTHS})\b)",
        rf"\b\d+(?:er|re|e|ème)s?(?P<s>\s+)(?=(?:{_COUNTED})\b)",
        r"(?<=\d)(?P<s>\s+)(?=h\b(?![’']))",
        r"(?<=\d\sh)(?P<s>\s+)(?=\d\d\b)",
        r"(?<=\d)(?P<s>\s+)(?=(?:euros?|francs?|millions?|milliards?)\b)",
    ),
)

# --- Dutch --------------------------------------------------------------------------------------------------

_DUTCH_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DUTCH_PARTS = "artikel(?:en)?|lid|punt(?:en)?|titels?|hoofdstuk(?:ken)?|afdeling(?:en)?|bijlagen?|boek|deel|paragraaf"
_DUTCH = (
    *_marks(
        NO_BREAK,
        r"\b(?:[Dd]hr|[Mm]evr|[Mm]w|[Mm]r|[Dd]rs?|[Pp]rof|[Ii]ng|[Ii]r|St)[.](?P<s>\s+)(?=[^\W\d_a-zà-ÿ])",
        _numbered("(?i:art|arts|nr|nrs|blz|p|pp|hfdst|bijl|vol)", dotted=True, roman=True),
        _numbered(f"(?i:{_DUTCH_PARTS})", roman=True),
    ),
    *_figures(
        NO_BREAK,
        r"[€£$](?P<s>\s+)(?=\d)",
        rf"\b\d{{1,2}}(?P<s>\s+)(?=(?:{_DUTCH_MONTHS})\b)",
        r"(?<=\d)(?P<s>\s+)(?=(?:uur|u[.]|euro|miljoen|miljard)(?!\w))",
        r"(?<=\d)(?P<s>\s+)(?=[%‰€](?!\w))",
        r"\b(?:EUR|USD|CHF|GBP)(?P<s>\s+)(?=\d)",
    ),
)

# --- German -------------------------------------------------------------------------------------------------

_GERMAN_MONTHS = (
    "Jan(?:uar|ner)|Jänner|Feb(?:ruar|er)|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)
_GERMAN_PARTS = (
    "Artikeln?|Absatz|Absätze|Sätze|Satz|Nummern?|Ziffern?|Kapitel|Abschnitte?|Anlagen?|Anhang|Titel|Teil|Buch"
)
_GERMAN = (
    *_marks(
        NARROW,
        # z. B., d. h., u. a., i. V. m.
        r"(?<!\w)(?P<all>(?:z[.]\s+[BT]|d[.]\s+h|u[.]\s+[aUÄ]|o[.]\s+[aÄ]|i[.]\s+d[.]\s+R|i[.]\s+V[.]\s+m|i[.]\s+S[.]\s+[dv]"
        r"|v[.]\s+a|e[.]\s+V|a[.]\s+a[.]\s+O|m[.]\s+w[.]\s+N|s[.]\s+[ou]|n[.]\s+F|a[.]\s+F))(?=[.])",
    ),
    *_marks(
        NO_BREAK,
        r"\b(?:Dr|Prof|Hr|Fr|St|Dipl)[.](?P<s>\s+)(?=[^\W\d_a-zäöüß])",
        _numbered("(?:Artt?|Abs|Nr|Nrn|S|Ziff|Kap|Rn|Rz|Bd|Anm|Fn)", dotted=True, roman=True),
        _numbered(_GERMAN_PARTS, roman=True),
        r"\b(?:Buchst|lit|Lit)[.](?P<s>\s+)(?=[a-z]\b)",
    ),
    *_figures(
        NO_BREAK,
        rf"\b\d{{1,2}}[.](?P<s>\s+)(?=(?:{_GERMAN_MONTHS})\b)",
        r"(?<=\d)(?P<s>\s+)(?=(?:Uhr|Euro|Mio[.]|Mrd[.]|Millionen|Milliarden)(?!\w))",
        r"[€£$](?P<s>\s+)(?=\d)",
        r"\b(?:EUR|USD|CHF|GBP)(?P<s>\s+)(?=\d)",
    ),
    *_figures(NARROW, r"(?<=\d)(?P<s>\s+)(?=[%‰€](?!\w))"),
)

# --- English ------------------------------------------------------------------------------------------------

_ENGLISH_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_PARTS = (
    "articles?|sections?|subsections?|paragraphs?|chapters?|titles?|parts?|schedules?|rules?|regulations?|clauses?"
    "|annex(?:es)?|appendix|points?|notes?"
)
_ENGLISH = (
    *_marks(
        NO_BREAK,
        r"\b(?:M(?:rs?|s|essrs)|Dr|Prof|St)[.]?(?P<s>\s+)(?=[A-Z])",
        # A capital I behind a small word is a person, not a number: "in this section I mean".
        _numbered("Articles?|Sections?|Chapters?|Titles?|Parts?|Schedules?|Annex|Appendix|Book", roman=True),
    ),
    *_figures(
        NO_BREAK,
        _numbered(f"(?i:{_ENGLISH_PARTS})"),
        _numbered("(?i:arts?|ss?|paras?|ch|pp?|nos?|reg|regs|r|rr|cl|cls|sched|vol|fig)", dotted=True),
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?P<s>\s+)(?=(?:{_ENGLISH_MONTHS})\b)",
        rf"\b(?:{_ENGLISH_MONTHS})(?P<s>\s+)(?=\d{{1,2}}\b)",
        r"(?<=\d)(?P<s>\s+)(?=[ap][.]?m\b)",
        r"(?<=\d)(?P<s>\s+)(?=(?:euros?|million|billion)\b)",
        r"[€£$](?P<s>\s+)(?=\d)",
        r"(?<=\d)(?P<s>\s+)(?=[%‰€](?!\w))",
        r"\b(?:EUR|USD|CHF|GBP)(?P<s>\s+)(?=\d)",
    ),
)

_RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "fr": (*_FRENCH, *_COMMON),
        "nl": (*_DUTCH, *_COMMON),
        "de": (*_GERMAN, *_COMMON),
        "en": (*_ENGLISH, *_COMMON),
    }
)
