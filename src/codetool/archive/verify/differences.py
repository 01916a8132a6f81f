"""Where two texts begin to differ, in the words around that place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import TypeAlias

from codetool.findings import Finding, finding

AROUND = 6
"""Words that are shown of each text."""

_NOT_SHOWN = re.compile(
    r"<(style|script)\b.*?</\1>|<!--.*?-->|(?P<endless>(?:<(?:style|script)\b|<!--).*)", re.DOTALL | re.IGNORECASE
)
"""What does not end is text to its last word; and its end is not looked for again behind each of a million."""
_TAG = re.compile(r"<[^<>]*>")

Flow: TypeAlias = tuple[str, str, Mapping[str, float]]
"""A text along its structure, that of its contents, and the words in margins with the share of pages that have them."""


def page_difference(found: Sequence[str], made: Sequence[str]) -> Finding | None:
    """Return where the pages of two files begin to differ, None where they read the same.

    >>> page_difference(["un deux", "trois"], ["un deux", "quatre"]).message
    'page 2: “trois” stands where what it carries gives “quatre”'
    """
    for number in range(max(len(found), len(made))):
        one, two = (pages[number] if number < len(pages) else "" for pages in (found, made))
        if one != two:
            shown, expected = _around(one.split(), two.split())
            return finding("edition-differs", page=number + 1, found=shown, made=expected)
    return None


def flow_difference(found: Flow, made: Flow) -> Finding | None:
    """Return where two files begin to say something else, wherever their lines and pages end; None where nowhere."""
    for one, two in ((found[0], made[0]), (_unpaged(found[1]), _unpaged(made[1]))):
        at, other = _first_letter(one, two)
        if at < len(one) or other < len(two):
            shown, expected = (_cut(text, place) for text, place in ((one, at), (two, other)))
            return finding("edition-words-differ", found=shown, made=expected)
    return next(_margin_differences(found, made), None)


def _unpaged(contents: str) -> str:
    return re.sub(r"[\d.…]+", "", contents)  # they tell of pages, and leaders are as long as there is room


MOSTLY, OFTEN = 0.75, 0.5
"""Shares of the pages: what stands in the margin of most of them in one file has to be on many in the other."""


def _margin_differences(found: Flow, made: Flow) -> Iterator[Finding]:
    """Yield words in margins that are on most pages of one file alone, or that nothing has in the other one.

    A running head names what begins on its page: elsewhere where pages end elsewhere, but in the text all the same.
    """
    text = _UNREAD.sub("", made[0]).casefold()
    for word in sorted(found[2].keys() | made[2].keys()):
        here, there = found[2].get(word, 0.0), made[2].get(word, 0.0)
        is_strange = bool(here) and not there and _UNREAD.sub("", word).casefold() not in text
        if is_strange or (here >= MOSTLY and there < OFTEN):
            yield finding("edition-words-differ", found=word, made="–")
        elif there >= MOSTLY and here < OFTEN:
            yield finding("edition-words-differ", found="–", made=word)


_UNREAD = re.compile(r"[\s\x02\u00ad\u2010\u2011-]")
"""Where lines end, there may be more or less of these; pdfium reads a hyphen there as U+0002."""


def _first_letter(one: str, two: str) -> tuple[int, int]:
    """Return where in each of two texts the first letter stands that is another one, their lengths where none is."""
    letters = [[at for at, sign in enumerate(text) if not _UNREAD.match(sign)] for text in (one, two)]
    for at, other in zip(*letters, strict=False):
        if one[at] != two[other]:
            return at, other
    count = min(map(len, letters))
    first, second = ((*places, len(text))[count] for places, text in zip(letters, (one, two), strict=True))
    return first, second


def _cut(text: str, at: int) -> str:
    return " ".join(text[max(at - 20, 0) : at + 40].split()) or "–"


def first_difference(found: bytes, made: bytes, *, is_html: bool) -> Finding | None:
    """Return where the words of two pages or texts begin to differ, None where they read the same."""
    one, two = (_words(content, is_html=is_html) for content in (found, made))
    if one == two:
        return None
    shown, expected = _around(one, two)
    return finding("edition-words-differ", found=shown, made=expected)


def _words(content: bytes, *, is_html: bool) -> list[str]:
    text = content.decode("utf-8", "replace")
    if not is_html:
        return text.split()
    shown = _NOT_SHOWN.sub(lambda found: found["endless"] or " ", text)
    return unescape(_TAG.sub(" ", shown)).split()


def _around(one: Sequence[str], two: Sequence[str]) -> tuple[str, str]:
    """Return a few words of each from the first that is another one, with the one before it."""
    same = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    start = max(same - 1, 0)
    shown = (" ".join(words[start : start + AROUND]) or "–" for words in (one, two))
    first, second = shown
    return first, second


def words_of_page(parts: Sequence[str], most: int = 4) -> str:
    """Return the names of parts with their versions, digests shortened, the first few of them.

    >>> words_of_page(("Pango 1.50", "font sha256:" + "ab" * 32))
    'Pango 1.50, font sha256:abababab…'
    """
    told = [re.sub(r"(sha256:[0-9a-f]{8})[0-9a-f]{56}", r"\1…", part) for part in parts[:most]]
    return ", ".join([*told, *(["…"] if len(parts) > most else [])])
