"""Words of a legal text in French.

A token is a word, a number, an elision (`l'`), or one mark of punctuation; the space after it belongs to it but is not
compared with it. So "commission," → "commission" marks a comma, and a changed space is a change of its own.
"""

import re
from functools import cache
from itertools import chain
from typing import NamedTuple
from unicodedata import category, is_normalized, normalize

_TOKEN = re.compile(
    r"""
    (?P<word>
        [^\W\d_]+(?![\w'’\-\u0300-\u036f])              # most words are letters only: these need no other look
      | (?:aujourd|prud|quelqu|presqu|entr)['’]\w+      # one word in spite of its apostrophe
      | \d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?(?!\w|[.,]\d)  # in groups of three, with decimals
      | \d+,\d+(?!\w)                                   # a number with decimals
      | \d+(?:[.\-]\d+)+\w*                             # an article's number, whole: 2.3, 11.2bis, 121-3; a date
      | \w{1,4}['’](?=\w)                               # an elision: l' d' qu' jusqu' is longer, lorsqu' too
      | (?:jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)
      | \w[\w\u0300-\u036f]*(?:-\w[\w\u0300-\u036f]*)*   # a word, hyphens inside it kept; accents may stand apart
      | [^\w\s]                                         # one mark of punctuation
    )
    (?P<space>\s*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
Words = list[str]
"""The words of a text, in order."""

_WORD = re.compile(r"\w+")


class Token(NamedTuple):
    """A word and the space that follows it."""

    word: str
    space: str

    @property
    def text(self) -> str:
        """Return the token as it stands in the text."""
        return self.word + self.space


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text; joined they give it back.

    >>> [token.word for token in tokenize("L'avis de la commission, s'il est requis : 1.000 euros.")]
    ["L'", 'avis', 'de', 'la', 'commission', ',', "s'", 'il', 'est', 'requis', ':', '1.000', 'euros', '.']
    """
    lead = len(text) - len(text.lstrip())
    found = map(Token._make, _TOKEN.findall(text, lead))
    return (Token("", text[:lead]), *found) if lead else tuple(found)


class Tokens:
    """The tokens of a text: their words, and the text of any run of them."""

    def __init__(self, text: str) -> None:
        """Cut a text."""
        lead = len(text) - len(text.lstrip())
        found = [("", text[:lead])] if lead else []
        found += _TOKEN.findall(text, lead)
        # An accent of its own (NFD) is the same to the eye as a letter that has it (NFC).
        composed = is_normalized("NFC", text)
        self.words = [word if composed else normalize("NFC", word) for word, _ in found]
        self.pieces = [*chain.from_iterable(found)]

    def text(self, first: int, last: int) -> str:
        """Return the tokens from `first` up to `last`, with the space after each."""
        return "".join(self.pieces[2 * first : 2 * last])


def words_of(text: str) -> Words:
    """Return the words of a text in small letters, without marks.

    >>> words_of("L'avis du Conseil, 3 jours.")
    ['l', 'avis', 'du', 'conseil', '3', 'jours']
    """
    return _WORD.findall((text if is_normalized("NFC", text) else normalize("NFC", text)).casefold())


def plain_form(text: str) -> str:
    """Return a text without case, punctuation, quotation marks and spacing: what is left differs in words.

    A mark between two digits belongs to the number: 1,5 is not 15. A space that groups thousands does not.

    >>> plain_form("« Le Roi », dit-il") == plain_form('"le roi" dit-il')
    True
    >>> plain_form("1,5 pour cent") == plain_form("15 pour cent")
    False
    >>> plain_form("1 000 francs") == plain_form("1000 francs")
    True
    """
    bare = _GROUPS.sub("", normalize("NFC", text).casefold())
    if any(map(_is_sign, set(bare))):
        return _MARKS.sub(lambda marks: "".join(filter(_is_sign, marks[0])), bare)
    return _MARKS.sub("", bare)


@cache
def _is_sign(char: str) -> bool:
    """Tell whether a character that is no letter and no figure says something: +, °, €, a combining accent."""
    return not char.isalnum() and category(char)[0] in "MS"


_MARKS = re.compile(r"[\W_]{2,}|(?<!\d)[\W_]|[\W_](?!\d)")
"""What is no letter and no figure; one mark between two figures belongs to the number."""

_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")


def count_words(text: str) -> int:
    """Return how many words a text has; marks of punctuation are none.

    >>> count_words("L'avis, requis.")
    3
    """
    if _SPACED_NUMBER.search(text):
        return _count_tokens(text)
    # No word has a space in it then, and most are of letters only.
    return sum([1 if piece.isalpha() else _count_tokens(piece) for piece in text.split()])


_SPACED_NUMBER = re.compile(r"\d\s\d")


def _count_tokens(text: str) -> int:
    return 1 if text.isalnum() else sum([is_word(word) for word, _ in _TOKEN.findall(text)])


def is_word(word: str) -> bool:
    """Tell whether a token counts as a word: it has a letter or a digit."""
    return word.isalnum() or any(char.isalnum() for char in word)
