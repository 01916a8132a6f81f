"""Quantities in a legal text: numbers in figures and words, time limits, amounts, dates, and cited numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from codetool.diff.changes import Ground
from codetool.diff.lexicon import Lexicon, Word, longest
from codetool.model.eid import LATIN, ORDINALS, number_part

Found = tuple[Ground, tuple[str, ...], int, int]
"""A ground, a meaning, and the offsets at which its words begin and end."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a run of words says in numbers, and the place of the word after it."""

    marks: tuple[Found, ...]
    end: int


def read_quantity(words: Sequence[Word], at: int, lexicon: Lexicon) -> Quantity | None:
    """Return the quantity that begins at a word: a citation, a date, a number with its unit; None if there is none."""
    return (
        _citation(words, at, lexicon)
        or _within(words, at, lexicon)
        or _date(words, at, lexicon)
        or _measure(words, at, lexicon)
    )


def may_begin_quantity(form: str, lexicon: Lexicon) -> bool:
    """Tell whether a quantity may begin with a word: with most words none does."""
    known = lexicon.seen.get(form)
    if known is None:
        known = lexicon.seen[form] = (
            form[0].isdigit()
            or any(form in words for words in (lexicon.cites, lexicon.within, lexicon.currencies, lexicon.months))
            or form in ORDINALS
            or _value(form, lexicon) is not None
        )
    return known


def _one(ground: Ground, meaning: tuple[str, ...], words: Sequence[Word], at: int, end: int) -> Quantity:
    return Quantity(((ground, meaning, words[at].start, words[end - 1].end),), end)


_CITED = re.compile(r"\d[\w.]*|[ivxlcdm]+|[a-z]")
_BINDS = frozenset({",", "–"})


def _citation(words: Sequence[Word], at: int, lexicon: Lexicon) -> Quantity | None:
    """Return what a citing word and the numbers after it refer to: "articles 2, 3 et 5bis"."""
    cite = longest(lexicon.cites, words, at)
    if not cite:
        return None
    found = list(_cited(words, at, cite[1], cite[0].meaning, lexicon))
    return Quantity(tuple(mark for mark, _ in found), found[-1][1]) if found else None


def _cited(words: Sequence[Word], at: int, here: int, kind: str, lexicon: Lexicon) -> Iterator[tuple[Found, int]]:
    first = at
    while here < len(words) and (end := _cited_number(words, here, listed=first != at)):
        printed = " ".join(word.form for word in words[here:end])
        yield (Ground.REFERENCE, (kind, _arabic(number_part(printed))), words[first].start, words[end - 1].end), end
        here = end
        while here < len(words) and (words[here].form in _BINDS or words[here].form in lexicon.listing):
            here += 1
        if here == end:
            return
        first = here


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def _arabic(number: str) -> str:
    """Return a number in Roman figures in Arabic ones, any other as it is: annexe I is annexe 1."""
    if not number or not set(number) <= _ROMAN.keys():
        return number
    values = [_ROMAN[char] for char in number]
    signed = (-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))
    return str(sum(signed))


def _cited_number(words: Sequence[Word], at: int, *, listed: bool) -> int:
    """Return the place after a cited number, 0 where there is none; in a list, only a figure is taken for one."""
    form = words[at].form
    known = form[0].isdigit() or (not listed and (_CITED.fullmatch(form) or form in ORDINALS))
    if not known:
        return 0
    end = at + 1
    while end < len(words) and words[end].form in LATIN:
        end += 1
    while end + 1 < len(words) and words[end].form == "-" and words[end + 1].form[0].isdigit():
        end += 2
    return end + (end < len(words) and words[end].form == "°")


def _within(words: Sequence[Word], at: int, lexicon: Lexicon) -> Quantity | None:
    """Return a time limit that names its unit alone: "dans le mois"."""
    lead = longest(lexicon.within, words, at)
    unit = longest(lexicon.units, words, lead[1]) if lead else None
    return _one(Ground.TIME_LIMIT, _duration("1", unit[0].meaning), words, at, unit[1]) if unit else None


_SMALLER = {"year": ("month", 12), "semester": ("month", 6), "quarter": ("month", 3), "week": ("day", 7)}
"""Units that are so many of a smaller one whenever they begin; a month is no number of days."""


def _duration(value: str, unit: str) -> tuple[str, str]:
    """Return a duration in the smaller unit that always measures it: two years are twenty-four months."""
    smaller, times = _SMALLER.get(unit, (unit, 1))
    return format((Decimal(value) * times).normalize(), "f") if times > 1 else value, smaller


_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_DAY = re.compile(r"(\d{1,2})(?:er|e|st|nd|rd|th)?")
_YEAR = re.compile(r"\d{4}")


def _date(words: Sequence[Word], at: int, lexicon: Lexicon) -> Quantity | None:
    found = _date_value(words, at, lexicon)
    if not found:
        return None
    value, end = found
    before = [word.form for word in words[max(0, at - _AS_FAR) : at]]
    if before and before[-1] in lexicon.dated and not lexicon.acts.isdisjoint(before):  # loi modifiée du 8 juillet 1976
        return _one(Ground.REFERENCE, ("act", value), words, at, end)
    return _one(Ground.DATE, (value, "date"), words, at, end)


_AS_FAR = 16
"""Words that may stand between an act and its date: règlement (UE) 2016/679 du Parlement européen et du Conseil du …"""


def _date_value(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[str, int] | None:
    form = words[at].form
    if found := _ISO.fullmatch(form):
        return "-".join(found.groups()), at + 1
    if found := _NUMERIC.fullmatch(form):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", at + 1
    if form in lexicon.months and form not in lexicon.phrases:
        return f"{lexicon.months[form]:02}", at + 1  # a month alone; "may" is none
    day = _DAY.fullmatch(form)
    here = at + 1
    if day and here < len(words) and words[here].form == ".":
        here += 1  # 1. Januar
    number = int(day[1]) if day else ORDINALS.get(form, 0)
    if not number or here >= len(words) or words[here].form not in lexicon.months:
        return None
    month = lexicon.months[words[here].form]
    if here + 1 < len(words) and _YEAR.fullmatch(words[here + 1].form):
        return f"{words[here + 1].form}-{month:02}-{number:02}", here + 2
    return f"{month:02}-{number:02}", here + 1


def _measure(words: Sequence[Word], at: int, lexicon: Lexicon) -> Quantity | None:
    """Return a number with its unit: a time limit, an amount, or a bare number."""
    number = _number(words, at, lexicon)
    if not number:
        return _money_first(words, at, lexicon)
    value, end = number
    # "quinze (15) jours" says it twice.
    if end + 2 < len(words) and words[end].form == "(" and words[end + 2].form == ")":
        end += 3 if _number(words, end + 1, lexicon) else 0
    unit = longest(lexicon.units, words, end)
    if unit:
        aged = any(word.form in lexicon.ages for word in words[max(0, at - 3) : at])
        if aged:
            return _one(Ground.NUMBER, (value, unit[0].meaning), words, at, unit[1])
        return _one(Ground.TIME_LIMIT, _duration(value, unit[0].meaning), words, at, unit[1])
    if currency := longest(lexicon.currencies, words, end):
        return _one(Ground.AMOUNT, (value, currency[0].meaning), words, at, currency[1])
    if words[at].form in lexicon.indefinite or (end < len(words) and words[end].form in {"°", ")"}):
        return None  # "un" counts nothing; 1° and 1) number a point
    return _one(Ground.NUMBER, (value, "number"), words, at, end)


def _money_first(words: Sequence[Word], at: int, lexicon: Lexicon) -> Quantity | None:
    currency = longest(lexicon.currencies, words, at)
    number = _number(words, currency[1], lexicon) if currency and currency[0].meaning != "%" else None
    if not currency or not number or not words[currency[1]].form[0].isdigit():
        return None
    return _one(Ground.AMOUNT, (number[0], currency[0].meaning), words, at, number[1])


_ORDINAL_MARK = re.compile(r"(?<=\d)(?:er|ère|re|e|ème|de|ste|st|nd|rd|th)$")


def _number(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[str, int] | None:
    if at >= len(words):
        return None
    form = words[at].form
    if form[0].isdigit():
        value = _figures(_ORDINAL_MARK.sub("", form), lexicon.decimal)
        return (value, at + 1) if value else None
    return _spelt(words, at, lexicon)


def _figures(form: str, decimal: str) -> str:
    """Return the value of a number in figures, an empty string where it is none: 2.3.1, 5bis."""
    bare = re.sub(r"[ \u00a0\u202f\u2009]", "", form)
    other = "." if decimal == "," else ","
    if re.fullmatch(rf"\d{{1,3}}(\{other}\d{{3}})+(\{decimal}\d+)?", bare):
        bare = bare.replace(other, "")
    try:
        number = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return ""
    return format(number.normalize(), "f")


def _spelt(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """Return the value of a number in words and the place after it: quatre-vingt-dix, vingt et un."""
    total = current = 0
    here = end = at
    while here < len(words):
        form = words[here].form
        joined = here > end
        value = _value(form, lexicon)
        if value is None and end > at and not joined and (form == "-" or form in lexicon.joins):
            here += 1
            continue
        if value is None or (end > at and not _goes_on(current, value, words[here - 1].form if joined else "")):
            break
        total, current = _added(total, current, value)
        here = end = here + 1
    return (str(total + current), end) if end > at else None


_UNITS, _TENS, _HUNDRED = 10, 20, 100


def _goes_on(current: int, value: int, join: str) -> bool:
    """Tell whether a number in words goes on: "vingt et un" does, "dix et vingt" and "deux, trois" are two numbers."""
    if join not in {"", "-"}:
        return current % _HUNDRED >= _TENS and value <= _UNITS + 1
    return value >= _HUNDRED or join == "-" or current % _UNITS == 0 or value == _TENS


def _value(form: str, lexicon: Lexicon) -> int | None:
    if form in lexicon.numbers:
        return lexicon.numbers[form]
    for join in lexicon.joins:  # einundzwanzig, vijfentwintig
        for cut in (i for i in range(2, len(form) - len(join)) if form.startswith(join, i)):
            unit, tens = lexicon.numbers.get(form[:cut]), lexicon.numbers.get(form[cut + len(join) :].lstrip("ë"))
            if unit and tens and unit < _UNITS < tens:
                return unit + tens
    return None


def _added(total: int, current: int, value: int) -> tuple[int, int]:
    match value:
        case 1000:
            return total + max(current, 1) * 1000, 0
        case 100:
            return total, max(current, 1) * 100
        case 20 if current % 100 == 4:  # noqa: PLR2004 - quatre-vingts
            return total, current + 76
        case _:
            return total, current + value
