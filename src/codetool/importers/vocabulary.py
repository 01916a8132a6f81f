"""The words by which French, Dutch, German and English texts cite a provision, and the numbers that follow them."""

import re
from enum import IntEnum, auto

from codetool.importers.numbers import LATIN
from codetool.model.eid import ORDINALS
from codetool.model.text import small

_SPACE = "[ \u00a0\u202f]"


class Kind(IntEnum):
    """What a word cites, from the outside in: a kind stands inside those before it."""

    ANNEX = auto()
    PART = auto()
    BOOK = auto()
    TITLE = auto()
    SUBTITLE = auto()
    CHAPTER = auto()
    SECTION = auto()
    SUBSECTION = auto()
    ARTICLE = auto()
    PARAGRAPH = auto()
    ALINEA = auto()
    POINT = auto()
    DASH = auto()
    SENTENCE = auto()


_ONE = {
    Kind.ANNEX: "annexe bijlage anhang anlage annex schedule",
    Kind.PART: "partie deel teil part",
    Kind.BOOK: "livre boek buch book",
    Kind.TITLE: "titre titel title",
    Kind.SUBTITLE: "sous-titre ondertitel",
    Kind.CHAPTER: "chapitre hoofdstuk kapitel chapter",
    Kind.SECTION: "section afdeling abschnitt",
    Kind.SUBSECTION: "sous-section onderafdeling unterabschnitt subsection",
    Kind.ARTICLE: "article art. artikel artikels",
    Kind.PARAGRAPH: "paragraphe par. paragraaf paragraph §",
    Kind.ALINEA: "alinéa al. lid absatz absatzes abs. subparagraph unterabsatz",
    Kind.POINT: "point punt nummer nr. litt. littera lettre letter buchstabe onderdeel onder n°",
    Kind.DASH: "tiret streepje gedachtestreepje spiegelstrich indent",
    Kind.SENTENCE: "phrase zin satz sentence",
}
_SEVERAL = {
    Kind.ANNEX: "annexes bijlagen anhänge anlagen schedules",
    Kind.PART: "parties delen teile parts",
    Kind.BOOK: "livres boeken bücher books",
    Kind.TITLE: "titres titels titles",
    Kind.SUBTITLE: "sous-titres ondertitels",
    Kind.CHAPTER: "chapitres hoofdstukken chapters",
    Kind.SECTION: "sections afdelingen abschnitte",
    Kind.SUBSECTION: "sous-sections onderafdelingen unterabschnitte subsections",
    Kind.ARTICLE: "articles arts. artt. artikelen artikeln",
    Kind.PARAGRAPH: "paragraphes paragrafen paragraphs §§",
    Kind.ALINEA: "alinéas leden absätze subparagraphs",
    Kind.POINT: "points punten nummern lettres letters buchstaben",
    Kind.DASH: "tirets streepjes gedachtestreepjes indents",
    Kind.SENTENCE: "phrases zinnen sätze sentences",
}
KINDS = {word: kind for words in (_ONE, _SEVERAL) for kind, line in words.items() for word in line.split()}
PLURALS = frozenset(word for line in _SEVERAL.values() for word in line.split()) | {"art."}
ORDINAL_KINDS = (Kind.PARAGRAPH, Kind.ALINEA, Kind.DASH, Kind.SENTENCE)
"""What is counted by an ordinal before it: the second alinéa; a second article is the article after the first."""
COUNTED_BY_NUMBER = frozenset("lid leden absatz absatzes absätze abs. subparagraph subparagraphs unterabsatz".split())
"""Words for an alinéa that may carry a printed number."""
AMBIGUOUS = frozenset(
    """point points punt punten nummer nummern nr. n° part parts partie parties deel delen teil teile livre livres
    letter letters lettre lettres onderdeel onder phrase phrases zin zinnen satz sätze sentence sentences boek buch
    book""".split(),
)
"""Words that more often mean something else: without a provision of that number, they are no reference."""

_WORD_PATTERN = "|".join(re.escape(word) for word in sorted(KINDS, key=len, reverse=True))
_ORDINAL_PATTERN = "|".join(sorted(ORDINALS, key=len, reverse=True))
_LAST = "dernier|dernière|laatste|letzter?|letzten|last"
_GERMAN = "ersten|zweiten|dritten|vierten|fünften|sechsten"
_UNITS = (
    "jours?|mois|ans?|années?|semaines?|heures?|minutes|euros?|francs?|personnes|membres|fois|dagen|maanden|jaar|weken|"
    "uren|leden|tagen?|monaten?|jahren?|wochen|stunden|days?|months?|years?|weeks?|hours?|times|%|€"
)
_PLAIN = (
    rf"\d{{1,5}}(?:[./-]\d{{1,5}})*(?:ère|er|re|[a-z])?(?: ?(?:{LATIN})\b(?! \d)(?:[/-]\d{{1,5}})?)?"
    rf"(?![°%€\w/])(?![.,]\d)(?! ?(?:{_UNITS})(?!\w))"
)
_ROMAN = r"(?-i:[IVXL]+)(?:er|re|(?:[./-]\d{1,5})+|(?-i:-[IVX]+))?(?![\w/°-])(?!\. ?\d)"
FORMS = {
    # How a number may be printed; the numbers of a list have all the same form.
    "degree": rf"\d{{1,3}}(?:{LATIN})?°(?: ?(?:{LATIN})\b)?/?",
    "letter": r"[a-z]{1,2}\)",
    "dotted": r"\d{1,2}\.(?= (?-i:[a-zà-ÿ]))",
    "closed": r"\d{1,3}\)",
    "bracket": rf"\(\d{{1,3}}(?: ?(?:{LATIN}))?\)",
    "letters": r"\((?:[a-z]{1,2}|[ivx]{1,5})\)",
    "code": r"(?-i:[LRD])\.? ?\d{1,5}(?:-\d{1,5})*(?![\w/])",
    "plain": rf"(?:{_PLAIN}|{_ROMAN}|(?:premier|première|unique)(?!\w))",
    "alone": r"(?-i:[a-z])(?=[,;:)]| (?:du|de|des|et|ou|van|of|en|and|or|und|oder) |\.?\Z)",
    "capital": r"(?-i:[A-H])(?!\w)(?![.'’]\w)",
    "bare": r"(?-i:[a-z])(?![\w'’.])",
}
_BARE = frozenset("buchstabe buchstaben litt. littera".split())


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern that is matched without regard to case; a space in it stands for a no-break space too.

    >>> bool(compiled("der Artikel").fullmatch("Der\u00a0Artikel"))
    True
    """
    return re.compile(pattern.replace(" ", _SPACE), re.IGNORECASE)


def forms_of(kind: Kind, word: str) -> tuple[str, ...]:
    """Return the forms that a number may have after a word of that kind.

    >>> forms_of(Kind.ALINEA, "alinéa"), forms_of(Kind.ANNEX, "annexe")
    (('closed', 'plain', 'bracket'), ('plain', 'capital'))
    """
    if word == "onder":
        return ("letter", "degree", "bare")
    if kind is Kind.POINT:
        return ("degree", "letter", "closed", "bracket", "letters", "plain", "bare" if word in _BARE else "alone")
    if kind is Kind.ANNEX:
        return ("plain", "capital")
    if kind is Kind.ARTICLE:
        return ("code", "plain")
    return ("closed", "plain", "bracket") if kind in (Kind.PARAGRAPH, Kind.ALINEA) else ("plain",)


NUMBERS = {form: compiled(pattern) for form, pattern in FORMS.items()}
WORD = compiled(rf"(?P<word>{_WORD_PATTERN})(?:(?<=[.§°]) {{0,2}}| {{1,2}})")
_ANY_ORDINAL = rf"(?:{_ORDINAL_PATTERN}|{_GERMAN}|{_LAST}|\d{{1,2}}(?:er|ère|re|ième|ème|e|de|ste|st|nd|rd|th))"
ORDINAL = compiled(
    rf"(?P<first>{_ANY_ORDINAL})(?: (?:et|ou|en|of|und|oder|and|or) (?P<second>{_ANY_ORDINAL}))?"
    rf" (?P<word>{_WORD_PATTERN})(?!\w)"
)
UNTIL = compiled(r" (?:à|au|aux|jusqu['’]à|jusqu['’]au|tot(?: en met)?|t/m|to|bis) | ?– ?")
_JOIN = "et/ou|et|ou|en|of|and|or|und|oder"
LIST = compiled(rf", (?:(?:{_JOIN}) )?| (?:{_JOIN}|ainsi que) ")
_DET = "(?:à |de )?[ld]['’]|(?:au|aux|à la|de la|le|la|les|du|des|de|het|the|den|dem|der|das) "
AND = compiled(rf",? (?:(?:{_JOIN}|ainsi que) (?:{_DET})?|ainsi qu['’](?:à l['’]|(?:au|aux|à la) ))")
INTO = compiled(r"(?:,|\.(?= (?-i:[a-zé§])))? (?:(?:au|aux|sub|sous) )?(?=[\w(§])|(?=\()")
OF = compiled(
    r",? (?P<of>du|de la|des|de l['’]|d['’]|de|van het|van de|van|des|der|vom|von|im|in de|in het|in the|in|"
    r"of the|of|à l['’])(?: |(?<=['’]))",
)
DEFINITE = frozenset({"du", "de la", "des", "de l'", "van het", "van de", "der", "vom", "of the", "in the", "in het"})
_SELF = r"présente?s?|dit|deze|dieses|dieser|diesem|diesen|dieser|this|onderhavige?|voorliggende?|vorliegenden?"
SELF = compiled(rf"(?:{_SELF}) (?P<word>{_WORD_PATTERN})(?![\w°])")
SELF_TEXT = compiled(
    rf"(?:{_SELF}) (?:codes?|loi|texte|arrêté|décret|ordonnance|règlement|statuts?|convention|accord|charte|projet|wet|"
    r"besluit|decreet|ordonnantie|wetboek|verordening|reglement|tekst|gesetz(?:es|buchs?)?|verordnung|textes?|kodex|act|"
    r"law|regulation|agreement|statutes?|deontologi\w+|gedragscode)\b"
)
_BEFORE = (
    "précédente?s?|qui précède(?:nt)?|vorige?|voorgaande?|voorafgaande?|vorherigen?|vorhergehenden?|vorherige[rs]|"
    "preceding|previous"
)
_AFTER = "suivante?s?|qui suit|qui suivent|volgende?|nachfolgenden?|folgenden?|folgende[rs]|following|next"
_COUNT = "deux|trois|quatre|twee|drie|vier|zwei|drei|two|three|four"
COUNTS = dict(zip(_COUNT.split("|"), (2, 3, 4, 2, 3, 4, 2, 3, 2, 3, 4), strict=True))
RELATIVE = compiled(
    rf"(?:(?P<count>{_COUNT}) )?(?:(?P<word>{_WORD_PATTERN}) (?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))(?!\w)"
    rf"|(?P<before2>{_BEFORE}) (?P<word2>{_WORD_PATTERN})(?!\w)|(?P<after2>{_AFTER}) (?P<word3>{_WORD_PATTERN})(?!\w))"
)
SUB_START = compiled(r"(?:au|aux|du|le|les|des|sous) ")
"""What stands before a number without a word: au 1°, sous a)."""
STARTS = compiled(
    rf"(?<![\w-])(?:(?=(?:{_WORD_PATTERN})(?: |(?<=[.§°])))|(?={_ANY_ORDINAL} )"
    rf"|(?=(?:{_SELF}|{_COUNT}|{_BEFORE}|{_AFTER}) )"
    rf"|(?=(?:au|aux|du|le|les|des|sous) (?:\d{{1,3}}(?:{LATIN})?°|[a-z]{{1,2}}\))))\w?"
)
"""Where a citation may begin."""


def kind_of(word: str) -> Kind:
    """Return what a word cites.

    >>> kind_of("Artikel").name, kind_of("§§").name
    ('ARTICLE', 'PARAGRAPH')
    """
    return KINDS[small(word)]
