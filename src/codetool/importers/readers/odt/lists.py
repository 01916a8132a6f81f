"""Styles of lists, and the numbers that they write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from codetool.importers.readers.docx.numerals import write_number
from codetool.importers.readers.docx.symbols import bullet
from codetool.importers.readers.odt.names import Node, below, child, key, name_of, value, whole
from codetool.importers.readers.odt.styles import Form

LEVELS = 10
_LETTERS = 26
_PLACE = re.compile(r"%(\d{1,2})%")
_WORD_FORMS = {"I": "upperRoman", "i": "lowerRoman"}
_LEVEL_NAMES = frozenset(
    {
        "text:list-level-style-number",
        "text:list-level-style-bullet",
        "text:list-level-style-image",
        "text:outline-level-style",
    }
)
_LAYOUT = ("fo:margin-left", "fo:text-indent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a list: what it writes before a paragraph, and how far that stands in.

    `pattern`, where there is one, is the whole number with %1% for that of the first level; `shown` is how many levels
    are shown otherwise.
    """

    bullet: str = ""
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str | None = None
    repeats: bool = False
    layout: Form = field(default_factory=dict)


Levels = Mapping[int, Level]
NO_STYLE: Levels = {at: Level(bullet="•◦▪"[at % 3]) for at in range(LEVELS)}
"""What LibreOffice shows for a list that names no style."""


def read_list_styles(content: Node, styles: Node | None) -> dict[str, Levels]:
    """Return the levels, from 0, of each style of lists by its name; the headings have text:outline-style."""
    found: dict[str, Levels] = {}
    for part in (styles, content):
        for node in below(part, "text:list-style", "text:outline-style") if part is not None else ():
            levels = {whole(one, "text:level") - 1: _read_level(one) for one in node if name_of(one) in _LEVEL_NAMES}
            found[value(node, "style:name")] = levels
            if name_of(node) == "text:outline-style":
                found["text:outline-style"] = levels
    return found


def _read_level(node: Node) -> Level:
    sign = {"text:list-level-style-bullet": value(node, "text:bullet-char"), "text:list-level-style-image": "•"}
    return Level(
        bullet=bullet(sign.get(name_of(node), ""), _font(node)),
        form=value(node, "style:num-format"),
        prefix=value(node, "style:num-prefix"),
        suffix=value(node, "style:num-suffix"),
        shown=max(1, whole(node, "text:display-levels")),
        start=whole(node, "text:start-value"),
        pattern=value(node, "style:num-list-format", "loext:num-list-format") or None,
        repeats=value(node, "style:num-letter-sync") == "true",
        layout=_layout(node),
    )


def _font(node: Node) -> str:
    properties = child(node, "style:text-properties")
    return properties.get(key("style:font-name"), "") if properties is not None else ""


def _layout(node: Node) -> Form:
    properties = child(node, "style:list-level-properties")
    alignment = child(properties, "style:list-level-label-alignment")
    if alignment is not None:
        return {name: given for name in _LAYOUT if (given := alignment.get(key(name))) is not None}
    before = value(properties, "text:space-before") if properties is not None else ""
    return {"fo:margin-left": before} if before else {}


def write_label(levels: Levels, depth: int, counts: Mapping[int, int]) -> str:
    """Return the number of a paragraph as it is shown; the counts are those of the levels above it and its own.

    >>> levels = {0: Level(form="I"), 1: Level(form="a", suffix=")", shown=2)}
    >>> write_label(levels, 1, {0: 4, 1: 28})
    'IV.ab)'
    """
    level = levels.get(depth)
    if level is None:
        return ""
    if level.bullet:
        return level.bullet

    def written(at: int) -> str:
        of = levels.get(at, Level())
        return _number(counts.get(at, of.start), of)

    if level.pattern is not None:
        text = _PLACE.sub(lambda found: written(int(found[1]) - 1), level.pattern)
    else:
        numbers = (written(at) for at in range(max(0, depth - level.shown + 1), depth + 1)) if level.form else ()
        text = f"{level.prefix}{'.'.join(filter(None, numbers))}{level.suffix}"
    return " ".join(re.split("[ \t\n]+", text)).strip()


def _number(number: int, level: Level) -> str:
    if number < 1 or not level.form:
        return str(number) if level.form else ""
    if level.form in ("a", "A"):
        letters = (_repeated if level.repeats else _counted)(number)
        return letters if level.form == "a" else letters.upper()
    if level.form.startswith("01"):
        return write_number(number, "decimalZero")
    return write_number(number, _WORD_FORMS.get(level.form, "decimal"))


def _repeated(number: int) -> str:
    """Return z, aa, bb."""
    return write_number(number, "lowerLetter")


def _counted(number: int) -> str:
    """Return z, aa, ab."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + rest) + letters
    return letters
