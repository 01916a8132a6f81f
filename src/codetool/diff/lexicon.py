"""The words that weigh in a legal text, by language: `akn/weight.toml` read into phrases to look for.

A phrase is a sequence of words, each with its alternatives, or a gap of a few words; a text is read word by word, and
only the phrases that begin with the word at hand are tried, so that the work stays linear in the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain, product
from typing import Any, NamedTuple

from codetool.diff.announce import GAPS, Announcing, announcing
from codetool.diff.changes import Ground, Weight
from codetool.resources import load_table

_WORD = re.compile(
    r"""[^\W\d]\w*+(?:['’](?=\w))?                                              # a word, or an elision
      | \d{4}-\d\d-\d\d(?!\w) | \d{1,2}([./])\d{1,2}\1\d{4}(?!\w)             # a date
      | \d{1,3}(?:[.\u00a0\u202f\u2009 ]\d{3})+(?:,\d+)?(?!\w|[.,]\d)          # in groups of three
      | \d+(?:[.,]\d+)*\w*                                                     # 15, 1,5, 2.3, 5bis, 1er
      | \w++(?:['’](?=\w))? | [^\w\s]
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word of a text as it is compared, and where it stands."""

    form: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words and marks of a text, without case and with straight apostrophes.

    >>> [word.form for word in words_of("L’AS n'a que 1.000 €.")]
    ["l'", 'as', "n'", 'a', 'que', '1.000', '€', '.']
    """
    folded = text.casefold()
    if len(folded) == len(text):  # as many characters, so each at its place
        words = _WORD.finditer(folded.replace("’", "'"))
        return [_word((found[0], found.start(), found.end())) for found in words]
    return [Word(found[0].casefold().replace("’", "'"), *found.span()) for found in _WORD.finditer(text)]


_word = partial(tuple.__new__, Word)
"""Makes a word at a third less than its class does."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sequence of words with their alternatives; a number stands for a gap of so many words at most."""

    parts: tuple[frozenset[str] | int, ...]
    ground: Ground | None
    meaning: str
    has_gap: bool
    """Whether other words may stand within the phrase."""

    def end(self, words: Sequence[Word], at: int, stops: frozenset[str]) -> int:
        """Return where the phrase ends that begins at a word, 0 if it does not stand there."""
        here = at
        for i, part in enumerate(self.parts):
            if isinstance(part, int):
                here = _after_gap(words, here, stops, self.parts[i + 1], part)
            elif here >= len(words) or words[here].form not in part:
                return 0
            else:
                here += 1
        return here


def _after_gap(words: Sequence[Word], at: int, stops: frozenset[str], wanted: frozenset[str] | int, most: int) -> int:
    """Return where the word stands that ends a gap, the end of the text if it is not reached."""
    for here in range(at, min(at + most + 1, len(words))):
        form = words[here].form
        if not isinstance(wanted, int) and form in wanted:
            return here
        if form in stops or not (form[0].isalnum()):
            break
    return len(words)


@dataclass(frozen=True, slots=True)
class Opening:
    """The phrases that begin with one word: the word alone, those by their second word, those with a gap there.

    The latter are found by the word that ends the gap, `reach` words on at most.
    """

    alone: Phrase | None
    followed: dict[str, tuple[Phrase, ...]]
    gapped: dict[str, tuple[Phrase, ...]]
    reach: int

    def __iter__(self) -> Iterator[Phrase]:
        """Yield the phrases, some more than once."""
        yield from [self.alone] if self.alone else []
        yield from chain(*self.followed.values(), *self.gapped.values())

    @classmethod
    def of(cls, phrases: Sequence[Phrase]) -> "Opening":
        """Return some phrases that begin with the same word, in their order."""
        followed: dict[str, list[Phrase]] = {}
        gapped: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            match phrase.parts[1:]:
                case [int(), frozenset() as after, *_]:
                    for word in after:
                        gapped.setdefault(word, []).append(phrase)
                case [frozenset() as second, *_]:
                    for word in second:
                        followed.setdefault(word, []).append(phrase)
        alone = next((phrase for phrase in phrases if len(phrase.parts) == 1), None)
        reach = max((part for phrase in phrases for part in phrase.parts[1:2] if isinstance(part, int)), default=0)
        return cls(alone, _frozen(followed), _frozen(gapped), reach)

    def after_gap(self, words: Sequence[Word], at: int, stops: frozenset[str]) -> list[Phrase]:
        """Return the phrases with a gap of which a word that may end it stands near enough."""
        found: list[Phrase] = []
        for here in range(at + 1, min(at + self.reach + 2, len(words))):
            form = words[here].form
            found += self.gapped.get(form, ())
            if form in stops or not form[0].isalnum():
                break
        return found


def _frozen(phrases: dict[str, list[Phrase]]) -> dict[str, tuple[Phrase, ...]]:
    return {word: tuple(those) for word, those in phrases.items()}


Index = dict[str, Opening]
"""Phrases by the words that they begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What a language says with which words, and the weight of each ground.

    `seen` remembers of each word that was met whether a quantity may begin with it.
    """

    phrases: Index
    stops: frozenset[str]
    little: frozenset[str]
    clauses: frozenset[str]
    indefinite: frozenset[str]
    cites: Index
    units: Index
    currencies: Index
    within: Index
    announcing: Announcing
    verbs: re.Pattern[str]
    definite: frozenset[str]
    months: dict[str, int]
    numbers: dict[str, int]
    joins: frozenset[str]
    listing: frozenset[str]
    acts: frozenset[str]
    dated: frozenset[str]
    ages: frozenset[str]
    joining: frozenset[str]
    agents: frozenset[str]
    genitives: frozenset[str]
    quoted_words: frozenset[str]
    decimal: str = ","
    seen: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)


def longest(
    phrases: Index, words: Sequence[Word], at: int, stops: frozenset[str] = frozenset()
) -> tuple[Phrase, int] | None:
    """Return the longest of the phrases that begins at a word, one without a gap first, with the place after it."""
    opening = phrases.get(words[at].form) if at < len(words) else None
    if opening is None:
        return None
    best = (opening.alone, at + 1) if opening.alone else None
    # Most phrases fail at their second word: those are not even tried.
    follows = words[at + 1].form if at + 1 < len(words) else ""
    tried = opening.followed.get(follows, ())
    if opening.reach:
        tried = (*tried, *opening.after_gap(words, at, stops))
    for phrase in tried:
        end = phrase.end(words, at, stops)
        if end and (best is None or end > best[1] or (end == best[1] and best[0].has_gap and not phrase.has_gap)):
            best = (phrase, end)
    return best


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language as a document names it ("fra", "fr"); one without words for any other."""
    table = load_table("akn/weight.toml")
    name = _CODES.get(language.partition("-")[0], language)
    return _lexicon(table.get(name, {}) if name != "weights" else {})


@cache
def weight_of(ground: Ground, how: str) -> Weight:
    """Return the weight of a ground that was changed, gained, lost or stated."""
    return Weight(load_table("akn/weight.toml")["weights"][ground.value][how])


_CODES = {"fr": "fra", "fre": "fra", "nl": "nld", "dut": "nld", "de": "deu", "ger": "deu", "en": "eng"}


def _lexicon(table: dict[str, Any]) -> Lexicon:
    values = table.get("values", {})
    ignored = [("ignored", None, line) for line in table.get("ignored", ())]
    return Lexicon(
        phrases=indexed([*ignored, *_rows(table, (ground.value for ground in Ground if ground.value in table))]),
        stops=_forms(table.get("stops", ())),
        little=_forms(table.get("little", ())),
        clauses=_forms(table.get("clauses", ())),
        indefinite=_forms(table.get("indefinite", ())),
        cites=_meanings(table.get("references", {})),
        units=_meanings(table.get("units", {})),
        currencies=_meanings({**table.get("currencies", {}), "%": values.get("percent", ("%",))}),
        within=_meanings({"within": values.get("within", ())}),
        announcing=announcing(
            table.get("definitions", {}),
            [*table.get("definite", ()), *table.get("indefinite", ()), *values.get("defined_by", ())],
            values.get("before_term", ()),
        ),
        verbs=_verbs(table),
        definite=_forms(table.get("definite", ())),
        months={name.casefold(): i + 1 for i, name in enumerate(table.get("months", {}).get("names", ()))},
        numbers={word.casefold(): value for word, value in table.get("numbers", {}).items()},
        joins=frozenset(values.get("joins", ())),
        listing=frozenset(values.get("list", ())),
        acts=frozenset(form for line in values.get("acts", ()) for form in line.casefold().split("|")),
        dated=_forms(values.get("dated", ())),
        ages=_forms(values.get("ages", ())),
        joining=_forms(line for lines in table.get("conjunction", {}).values() for line in lines),
        agents=_forms(values.get("agents", ())),
        genitives=_forms(values.get("genitives", ())),
        quoted_words=_forms(values.get("quoted_words", ())),
        decimal=table.get("decimal", ","),
    )


def _verbs(table: dict[str, Any]) -> re.Pattern[str]:
    """Return a pattern of the verbs that bind, one word each: "doit", "peut"."""
    grounds = (table.get(ground, {}) for ground in ("obligation", "permission"))
    lines = [line for meanings in grounds for some in meanings.values() for line in some]
    verbs = [verb for line in lines if " " not in line for verb in line.split("|")]
    # A blank that is a letter of the pattern is looked for faster than white space of any kind.
    return re.compile(rf"[ ](?:{'|'.join(verbs)})\b" if verbs else r"(?!)")


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _meanings(table: dict[str, Sequence[str]]) -> Index:
    return indexed((meaning, None, line) for meaning, lines in table.items() for line in lines)


def _rows(table: dict[str, Any], grounds: Iterable[str]) -> Iterator[tuple[str, Ground | None, str]]:
    for ground in grounds:
        for meaning, lines in table[ground].items():
            yield from ((meaning, Ground(ground), line) for line in lines)


def indexed(rows: Iterable[tuple[str, Ground | None, str]]) -> Index:
    """Return phrases, each a meaning, a ground and its line in the table, by the words that they begin with."""
    found: dict[str, list[Phrase]] = {}
    for meaning, ground, line in rows:
        for parts in product(*(_alternatives(word) for word in line.split())):
            flat = tuple(chain.from_iterable(parts))
            phrase = Phrase(flat, ground, meaning, any(isinstance(part, int) for part in flat))
            begins = flat[0]
            for first in [] if isinstance(begins, int) else sorted(begins):
                found.setdefault(first, []).append(phrase)
    return {first: Opening.of(phrases) for first, phrases in found.items()}


def _alternatives(word: str) -> list[tuple[frozenset[str] | int, ...]]:
    """Return what may stand for one word of a line; "jusqu'à" is two words, an elision and what follows it."""
    if word in GAPS:
        return [(GAPS[word],)]
    split = [_split(form) for form in word.split("|")]
    if all(len(forms) == 1 for forms in split):
        return [(frozenset(form for (form,) in split),)]
    return [
        tuple(frozenset(forms[i] for forms in split if len(forms) == length) for i in range(length))
        for length in sorted({len(forms) for forms in split})
    ]


@cache
def _split(form: str) -> tuple[str, ...]:
    if form.isalpha():
        return (form.casefold(),)
    # An elision at the end of the line is one only where a letter follows.
    elided = form.endswith(("'", "’"))
    forms = tuple(word.form for word in words_of(form + "x" * elided))
    return forms[: len(forms) - elided]
