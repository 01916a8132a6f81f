"""What the bytes of a provision tell of its references: most have none that needs to be read."""

import re

from codetool.model.markup import Folded

PART = re.compile(rb"""href=["']#((?!art_[^"'_]*["'])[^"']*)""")
"""What a link leads to, where that may be a part of something, or a title."""
_SPACE = rb"(?:\s|\xc2\xa0|\xe2\x80\xaf|<[^>]*>)"
NEAR = re.compile(
    rb"rt(?:icle|ikel)s?" + _SPACE + rb"+(?:pr\xc3\xa9c\xc3\xa9d|qui |suivant)"
    rb"|(?:vorige?|gaande|volgende?|hergehenden?|folgenden?|preceding|previous|following|next)" + _SPACE + rb"+[Aa]rti"
)


def may_count_from_here(xml: bytes) -> bool:
    """Tell whether "the article before" may stand in a provision; in most, looking for a few letters says no."""
    return (
        b"rticle pr" in xml
        or b"rticle su" in xml
        or b"rticle qui" in xml
        or b"rtikel" in xml
        or b"ing article" in xml
        or b"ious article" in xml
        or b"ext article" in xml
    )


INNER = re.compile(
    rb"[^<>/](?:\xc2\xa7|\b(?:points?|alin\xc3\xa9as?|al\.|paragra\w+|par\.|lid|leden|[Aa]bs\w*|litt?\w*|lettres?|letters?"
    rb"|punten|punt|[Bb]uchstaben?|[Nn]ummern?|nr\.|onderdeel|tirets?)\s|(?:\baux?|\bsous|,) (?:\d+\xc2\xb0|[a-z]\)))"
)
"""Words for a part of an article, where they are not in its number."""
_JOINS = rb"|,|et|ou|\xc3\xa0|en|of|and|or|und|oder|tot|bis|to|\xc2\xa7"
_NUMBERED = re.compile(
    rb"rt(?:icles?|\.|ikel\w*)" + _SPACE + rb"+(\d[\w.\-]*(?:(?:" + _SPACE + _JOINS + rb")+\d[\w.\-]*)*)"
)
_PRINTED = re.compile(rb"ref\s[^>]*>([^<]*)")
_NUMBER = re.compile(rb"\d[\w.\-]*|\b[IVXLC]+\b")


def cited_numbers(node: Folded) -> set[bytes]:
    """Return the numbers that stand behind a word for articles, as printed, and what may be some."""
    runs = _NUMBERED.findall(node.xml, node.head)
    if b"href" in node.xml:
        runs += _PRINTED.findall(node.xml)
    return {number.rstrip(b".-") for run in runs for number in _NUMBER.findall(run)}
