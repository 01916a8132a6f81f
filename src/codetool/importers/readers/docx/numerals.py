"""Numbers as Word writes them: digits, letters, Roman numerals, and words in four languages."""

from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 32_767
"""Word counts no further; a larger number is written in digits."""
_LETTERS = 26
_MOST_LETTERS = 780
"""Word writes no more than thirty letters."""

_CARDINALS = {
    "fr": (
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf"
    ).split(),
    "nl": (
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
        "achttien negentien"
    ).split(),
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split(),
    "de": (
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn"
    ).split(),
}  # fmt: skip
_TENS = {
    "fr": "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split(),
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(),
    "en": "twenty thirty forty fifty sixty seventy eighty ninety".split(),
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(),
}
_SEVENTY = 7
_EIGHTY = 8
_NINETY = 9
_TEENS = 20
_ORDINALS = {
    "fr": {1: "premier", 5: "cinquième", 9: "neuvième"},
    "nl": {1: "eerste", 3: "derde", 8: "achtste"},
    "en": {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"},
    "de": {1: "erste", 3: "dritte", 7: "siebte", 8: "achte"},
}


def write_number(number: int, form: str, language: str = "") -> str:
    """Return a number in one of Word's forms (w:numFmt); in digits where the form has no way to write it.

    >>> [write_number(28, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero", "none")]
    ['28', 'XXVIII', 'bb', '28', '']
    >>> write_number(1, "ordinal", "fr-BE"), write_number(21, "ordinalText", "en-GB")
    ('1er', 'Twenty-first')
    """
    if form == "none":
        return ""
    write = _FORMS.get(form)
    if write is None or not 0 <= number <= _MOST:
        return str(number)
    return write(number, language.lower())


def _letters(number: int) -> str:
    # Word repeats the letter: z, aa, bb.
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)


def _roman(number: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        written += sign * (number // size)
        number %= size
    return written or "0"


def _ordinal(number: int, language: str) -> str:
    match language[:2]:
        case "fr":
            return f"{number}er" if number == 1 else f"{number}e"
        case "nl":
            return f"{number}e"
        case "en":
            teen = number // 10 % 10 == 1
            return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return f"{number}."


def _cardinal(number: int, language: str) -> str:
    tongue = language[:2] if language[:2] in _CARDINALS else "en"
    units = _CARDINALS[tongue]
    if number < _TEENS:
        return units[number]
    if number > _NINETY * 10 + 9:
        return str(number)
    if tongue == "fr":
        return _french(number, neighbour=language in ("fr-be", "fr-ch"))
    ten, unit = _TENS[tongue][number // 10 - 2], units[number % 10]
    if not number % 10:
        return ten
    if tongue == "en":
        return f"{ten}-{unit}"
    link = "ën" if tongue == "nl" and unit.endswith("e") else "en" if tongue == "nl" else "und"
    return f"{unit.removesuffix('s') if unit == 'eins' else unit}{link}{ten}"


def _french(number: int, *, neighbour: bool) -> str:
    """Return a French number from 20 to 99; `neighbour`: as in Belgium and Switzerland, septante and nonante."""
    ten, unit = divmod(number, 10)
    if neighbour and ten in (_SEVENTY, _NINETY):
        name = "septante" if ten == _SEVENTY else "nonante"
    else:
        name = _TENS["fr"][ten - 2]
        unit += 10 if ten in (_SEVENTY, _NINETY) else 0
    if not unit:
        return f"{name}s" if ten == _EIGHTY else name
    joined = " et " if unit in (1, 11) and not name.startswith("quatre") else "-"
    return f"{name}{joined}{_CARDINALS['fr'][unit]}"


def _rank(number: int, language: str) -> str:
    """Return a number as a word that tells a rank: premier, second, vierte."""
    tongue = language[:2] if language[:2] in _ORDINALS else "en"
    if not 0 < number <= _NINETY * 10 + 9:
        return _ordinal(number, language)
    if number in _ORDINALS[tongue] and (number < _TEENS):
        return _ORDINALS[tongue][number]
    word = _cardinal(number, language)
    match tongue:
        case "fr":
            return _french_rank(word)
        case "nl":
            return f"{word}{'ste' if number >= _TEENS else 'de'}"
        case "de":
            return f"{word}{'ste' if number >= _TEENS else 'te'}"
    return _english_rank(word, number)


def _french_rank(word: str) -> str:
    word = "quatre-vingt" if word == "quatre-vingts" else word.removesuffix("e")
    for end, rank in (("cinq", "cinquième"), ("neuf", "neuvième")):
        if word.endswith(end):
            return word.removesuffix(end) + rank
    return f"{word}ième"


def _english_rank(word: str, number: int) -> str:
    tens, dash, _ = word.rpartition("-")
    special = _ORDINALS["en"].get(number % 10) if dash else None
    if special:
        return f"{tens}-{special}"
    return f"{word.removesuffix('y')}ieth" if word.endswith("y") else f"{word}th"


_FORMS: dict[str, Callable[[int, str], str]] = {
    "decimalZero": lambda number, _: f"{number:02d}",
    "upperRoman": lambda number, _: _roman(number),
    "lowerRoman": lambda number, _: _roman(number).lower(),
    "upperLetter": lambda number, _: _letters(number).upper(),
    "lowerLetter": lambda number, _: _letters(number),
    "numberInDash": lambda number, _: f"- {number} -",
    "ordinal": _ordinal,
    # Word begins these with a capital in the numbers of a list.
    "cardinalText": lambda number, language: _capital(_cardinal(number, language)),
    "ordinalText": lambda number, language: _capital(_rank(number, language)),
}


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
