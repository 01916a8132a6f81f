"""Hyphens at the ends of lines: which word was torn there, judged by the document's own words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_SOFT, _BREAK, _PLAIN = "\u00ad", "\u2010", "-"
SIGNS = (_SOFT, _BREAK, _PLAIN)
_BEFORE = frozenset(
    "sous non vice ex mi demi semi contre avant après arrière quasi inter extra ultra auto anti ci là vis à c'est "
    "peut celui celle ceux celles lui elle eux elles soi moi toi nous vous grand grande haut bien quelques porte "
    "procès chef rendez trait libre état sur entre saint sainte presque lieu compte franc court long plus mieux "
    "moins garde passe deux trois quatre cinq six sept huit neuf dix vingt trente quarante cinquante soixante "
    "septante octante nonante quatre-vingt beaux belle beau petit petite main-d main premier première au par tout "
    "toute toutes tous aide aides assistant assistante médecin juge expert centre délégué chèque maître rez tiers "
    "nu nue socio médico".split()
)
_AFTER = frozenset(
    "ci là même mêmes ce il elle on ils elles nous vous je tu le la les lui leur leurs y en t moi toi dire verbal "
    "verbaux être après dessus dessous dedans dehors devant delà avant face fait né née nés nées mère père fils "
    "parole fou vous unième un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize".split()
)
_SELF = re.compile("moi|toi|lui|elles?|eux|soi|nous|vous|ci|là")
_LINKS = frozenset("et ou ni en und oder of and or".split())
_FEWEST = 2
_APOSTROPHES = ("'", "’", "´", "\u02bc")
_NUMBERED = re.compile(r"\(?\d+/(?:\d+/)?(?:\d+|[A-Z]{2,7}|Euratom)")
"""A number of an act in two parts or three: 2013/34/UE."""
_ELISION = re.compile(r"(?:^|[^\W\d_][-\u2010]|\W)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)$", re.IGNORECASE)
"""What stands before an apostrophe in French: d’, l’, qu’, lorsqu’."""


class Join(Enum):
    """What becomes of a hyphen at the end of a line."""

    TORN = auto()  # the hyphen goes: one word was torn
    KEPT = auto()  # the hyphen stays, for sure: a compound was parted at it
    DOUBT = auto()  # the hyphen stays, and somebody must look
    STROKE = auto()  # a stroke glued to its word stands there: nobody puts a space behind it, but somebody must look
    APART = auto()  # no word goes on: a dash, or the rest of a pair such as "sous- et surévaluation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of a document that stand whole within a line, in small letters, and its habits with hyphens."""

    words: Counter[str]
    breaks: bool = False  # it has U+2010 inside lines, so that one at the end of a line proves nothing
    softs: bool = False  # the same for U+00AD
    stroked: frozenset[str] = frozenset()  # words with a stroke in them
    tears: bool = False  # it tears words: some torn word stands whole elsewhere

    @classmethod
    def of(cls, lines: Sequence[Sequence[str]]) -> "Vocabulary":
        """Return the vocabulary of lines of words."""
        words: Counter[str] = Counter()
        inside: set[str] = set()
        for line in lines:
            for at, word in enumerate(line):
                last = at == len(line) - 1 and word.endswith(SIGNS)
                first = at == 0 and line is not lines[0]
                inside.update(sign for sign in (_SOFT, _BREAK) if sign in (word[:-1] if last else word))
                if not last:
                    # The rest of a torn word is no word; whether it is one shows only where the line before ends.
                    words.update(_parts(word) if not first else ())
        firsts = Counter(
            part
            for before, line in pairwise(lines)
            if before and line and not before[-1].endswith(SIGNS) and len(line) > 1
            for part in _parts(line[0])
        )
        stroked = frozenset(word.rstrip(".,;:)").lower() for line in lines for word in line if "/" in word[:-1])
        found = cls(words=words + firsts, breaks=_BREAK in inside, softs=_SOFT in inside, stroked=stroked)
        return found.habits(lines)

    def habits(self, lines: Sequence[Sequence[str]]) -> "Vocabulary":
        """Return the vocabulary with what the document's own torn words prove."""
        pairs = [
            (before[-1], line[0]) for before, line in pairwise(lines) if before and line and before[-1].endswith(_PLAIN)
        ]
        proven = sum(1 for head, rest in pairs if self._whole(head, rest) and not self._compound(head, rest))
        return replace(self, tears=proven > 0)

    def judge(self, head: str, rest: str) -> Join:
        """Return what becomes of the hyphen at the end of `head`, where `rest` begins the next line.

        >>> words = Vocabulary.of([["la", "confidentialité", "de", "la", "sous-section", "deux"]])
        >>> words.judge("confi-", "dentialité,"), words.judge("sous-", "section"), words.judge("garde-", "fou")
        (<Join.TORN: 1>, <Join.KEPT: 2>, <Join.DOUBT: 3>)
        """
        if self._is_one(head, rest):
            return Join.KEPT
        sign, body = head[-1:], head[:-1]
        if sign == "/" and len(body) > 1 and body[-1].isalnum() and rest[:1].isalnum():
            return Join.STROKE
        if sign not in SIGNS or not body or not body[-1].isalnum() or not rest[:1].isalnum():
            return Join.APART
        if rest.lower() in _LINKS and sign == _PLAIN and not self._whole(head, rest):
            return Join.APART
        if (sign == _SOFT and not self.softs) or (sign == _BREAK and not self.breaks):
            return Join.TORN  # no writer types these: the program that set the text did
        return self._typed(head, rest)

    def _typed(self, head: str, rest: str) -> Join:
        """Judge a hyphen that a writer may have typed."""
        body = head[:-1]
        if rest[0].isupper() and any(char.isdigit() for char in body):
            return Join.APART  # a number that ends in a hyphen, and a new sentence
        if _SELF.fullmatch(_tail(head)) and _head(rest) in ("même", "mêmes"):
            return Join.KEPT  # elles-mêmes, even where somebody wrote it as one word
        if not (body[-1].islower() and rest[0].islower()):
            return self._capitals(head, rest)
        return self._proof(head, rest)

    def _is_one(self, head: str, rest: str) -> bool:
        """Tell whether a word was parted at an apostrophe, or at a stroke that the document has elsewhere."""
        if head[-1:] in _APOSTROPHES:
            return rest[:1].isalpha() and bool(_ELISION.search(head[:-1]))
        if rest[:1] in _APOSTROPHES:
            return rest[1:2].isalpha() and bool(_ELISION.search(head))
        whole = f"{head}{rest.rstrip('.,;:)')}"
        return head[-1:] == "/" and (whole.lower() in self.stroked or bool(_NUMBERED.fullmatch(whole)))

    def _capitals(self, head: str, rest: str) -> Join:
        """Judge between capitals, digits, or before a name."""
        if not (head[-2].isalpha() and head[-2].isupper() and rest[0].isupper()):
            return Join.KEPT
        return self._proof(head, rest)

    def _proof(self, head: str, rest: str) -> Join:
        whole, compound = self._whole(head, rest), self._compound(head, rest)
        if whole != compound:
            return Join.TORN if whole else Join.KEPT
        if whole:
            return Join.DOUBT
        return Join.TORN if self._plausible(head, rest) else Join.DOUBT

    def _whole(self, head: str, rest: str) -> bool:
        return self.words[_tail(head) + _head(rest)] > 0

    def _compound(self, head: str, rest: str) -> bool:
        return self.words[f"{_tail(head)}-{_head(rest)}"] > 0

    def _plausible(self, head: str, rest: str) -> bool:
        one, two = _tail(head), _head(rest)
        known = one in _BEFORE or two in _AFTER or "-" in one or "-" in two
        both = self.words[one] > 0 and self.words[two] > 0
        return self.tears and not known and not both and min(len(one), len(two)) >= _FEWEST


def _parts(word: str) -> list[str]:
    return [_fold(found) for found in _WORD.findall(word)]


def _tail(head: str) -> str:
    """Return the last word before a hyphen, in small letters: "l'adminis-" gives "adminis"."""
    found = _WORD.findall(head[:-1])
    return _fold(found[-1]) if found else head[:-1].lower()


def _head(rest: str) -> str:
    found = _WORD.match(rest)
    return _fold(found[0]) if found else rest.lower()


def _fold(word: str) -> str:
    return re.sub("[\u2010\u2011]", "-", word.lower())
