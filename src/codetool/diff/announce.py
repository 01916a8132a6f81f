"""The words that announce a definition, as patterns: "on entend par", "ci-après dénommé", and where the term stands.

In quotation marks a term may stand anywhere near; without them it stands between the announcing words and those by
which the definition goes on: "on entend par usager toute personne …", "Par usager, on entend …".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

GAPS = {"…": 5, "~": 1}
"""How many words the signs for a gap may stand for."""

QUOTED = r"[«“„\"‹‘]\s*(?P<quoted>[^«»“”„\"‹›‘’]{2,60}?)\s*[»”“\"›’]"
"""A term in quotation marks, as a pattern."""

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcing:
    """What announces a definition in a language.

    `leads` finds the announcing words, a group for each kind; `hints` are words of theirs without one of which there
    are none. `after` finds a bare term at the end of a lead, `before` and `subject` one that ends where a lead begins,
    with its preposition or as the subject of the sentence, `further` the other terms of the same sentence in their
    quotation marks.
    """

    leads: re.Pattern[str]
    hints: tuple[str, ...]
    after: re.Pattern[str] = _NEVER
    before: re.Pattern[str] = _NEVER
    further: re.Pattern[str] = _NEVER
    subject: re.Pattern[str] = _NEVER


def announcing(definitions: Mapping[str, Sequence[str]], opens: Iterable[str], by: Sequence[str]) -> Announcing:
    """Return the patterns of a language: its leads by kind, what a definition opens with, "par" before a term."""
    leads, hints = _leads(definitions), _hints(definitions)
    if not by:
        return Announcing(leads=leads, hints=hints)
    preposition = f"(?i:{'|'.join(by)})"
    opening = "|".join(word.replace("'", "['’]") + r"\b" * word[-1].isalpha() for word in opens)
    word = r"[^\W\d_][\w'’-]*"
    return Announcing(
        leads=leads,
        hints=hints,
        after=re.compile(rf"\s+(?P<bare>{word}(?:\s+{word}){{0,3}}?)(?=\s+(?:{opening}))"),
        before=re.compile(
            rf"(?:^|[.;:,»)]\s+){preposition}\s+(?:{QUOTED}|(?P<bare>{word}(?:\s+{word}){{0,3}}?))\s*,?\s*$"
        ),
        further=re.compile(rf"\b{preposition}\s+{QUOTED}"),
        subject=re.compile(rf"(?:^|[.;:]\s+)(?i:{opening})\s*(?P<bare>{word}(?:\s+{word}){{0,3}}?)\s*$"),
    )


def _leads(table: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Return a pattern of all phrases, a group for each meaning."""
    groups = (f"(?P<{meaning}>{'|'.join(_spelt_out(lines))})" for meaning, lines in table.items())
    begins = sorted({_begin(phrase) for lines in table.values() for phrase in _spelt_out(lines)})
    # What no phrase begins with is seen at once, without trying each of them.
    return re.compile(rf"\b(?={'|'.join(begins)})(?:{'|'.join(groups)})\b") if table else _NEVER


def _begin(phrase: str) -> str:
    """Return a pattern of the first two letters of a phrase as it is spelt out, fewer where it has fewer."""
    found = re.match(r"(\(\?i:\w\))(\w?)", phrase)
    return found[1] + found[2] if found else ""


def _hints(table: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the longest words of the phrases: a text without any of them needs no pattern run over it."""
    lines = (line for lines in table.values() for line in lines)
    longest = (max(line.split(), key=lambda word: len(word.split("|")[0])) for line in lines)
    forms = {form for word in longest for form in word.split("|")}
    return tuple(sorted(form for form in forms if not any(other in form for other in forms - {form})))


def _spelt_out(lines: Sequence[str]) -> Iterator[str]:
    for line in sorted(lines, key=len, reverse=True):
        for words in product(*(word.split("|") for word in line.split())):
            gaps = (rf"(?:\w+\s+){{0,{GAPS[word]}}}?" if word in GAPS else re.escape(word) + r"\s+" for word in words)
            phrase = "".join(gaps).removesuffix(r"\s+").replace("'", "['’]")
            yield f"(?i:{phrase[0]}){phrase[1:]}"  # a sentence may begin with it
