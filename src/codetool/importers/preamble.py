"""The preamble: what a text rests on and why it is made, between its cover and its first head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from codetool.importers.build import build_table, element, rich_element
from codetool.importers.lines import Line
from codetool.importers.marked import MarkedText, joined, marked
from codetool.importers.sentences import ends_sentence, goes_on
from codetool.model.markup import Element


class _Kind(Enum):
    """What a paragraph of a preamble is; the value is the element that holds a run of them, and that of each."""

    CITATION = ("citations", "citation")
    RECITAL = ("recitals", "recital")
    FORMULA = ("formula", "")
    TEXT = ("", "")


_OPENINGS = {
    # How paragraphs of preambles begin in French, Dutch, German and English.
    _Kind.CITATION: (
        r"vue?s?(?! que\b| pour être annexé)\b", r"gelet op\b", r"gezien\b", r"gestützt auf\b", r"nach einsicht\b",
        r"nach kenntnisnahme\b", r"having regard to\b",
    ),
    _Kind.RECITAL: (
        r"(?:et )?considérant", r"considerant", r"attendu\b", r"overwegende?\b", r"in erwägung\b", r"in anbetracht\b",
        r"whereas\b", r"considering\b",
    ),
    _Kind.FORMULA: (
        r"arr[êe]t(?:e|ent|ons)\b", r"d[ée]cid(?:e|ent|ons)\s*:", r"d[ée]cr[èée]t(?:e|ent|ons)\s*:",
        r"(?:avons )?ordonn(?:e|ons)\b", r"(?:a|ont) (?:arrêté|adopté|décidé)\b", r"adopt(?:e|ent)\s*:",
        r"besluite?[nt]?\s*:", r"heeft .{0,60}(?:vastgesteld|besloten)", r"erl(?:ä|ae?)sst\b", r"beschlie(?:ß|ss)t\b",
        r"(?:has|have) adopted\b", r"hereby\b",
    ),
    _Kind.TEXT: (
        r"(?:sur|op|auf) (?:la )?(?:proposition|rapport|le rapport|voordracht|vorschlag)\b",
        r"après (?:en avoir )?délibér", r"na beraadslaging", r"nach beratung", r"acting on\b",
        r"(?:préambule|preambule|preamble|aanhef|präambel)\W*$",
    ),
}  # fmt: skip
_PATTERNS = tuple((kind, re.compile("|".join(openings), re.IGNORECASE)) for kind, openings in _OPENINGS.items())
_NUM = re.compile(r"(?P<num>\(?\d{1,3}[.)°]|[a-z]\)|[-–—•])[ \u00a0\u202f]+(?P<rest>\S.*)$")
_INTRODUCTION = 8
"""Words that announce a list of citations or recitals, at most: `Considérant ce qui suit :`."""
_SENTENCE = 12
"""Words of a sentence that is no line of a cover."""
_LONG = 25
"""Words that make a paragraph of its own an introduction; a shorter one needs another beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    kind: _Kind
    line: Line
    text: MarkedText
    num: str = ""
    announces: bool = False


def find_preamble(lines: Sequence[Line]) -> int:
    """Return how many of the lines before the first head are the cover's; the preamble begins after them.

    >>> find_preamble([Line(text="CODE", number=1), Line(text="Vu la loi du 3 mai ;", number=2)])
    1
    """
    at = 0
    for group in _groups(lines):
        if at and _kind_of(" ".join(line.text for line in group), whole=True) is not None:
            return at
        at += len(group)
    return _introduction(lines)


def build_preamble(lines: Sequence[Line]) -> list[Element]:
    """Return the `preamble` that the lines make up, nothing where there are none.

    >>> lines = [Line(text="Vu la loi ;", number=1), Line(text="ARRÊTE :", number=2)]
    >>> [one.name for one in build_preamble(lines)[0].elements()]
    ['citations', 'formula']
    """
    if not lines:
        return []
    children: list[Element] = []
    for kind, run in groupby(_paragraphs(lines), key=lambda one: one.kind):
        found = list(run)
        match kind:
            case _Kind.CITATION | _Kind.RECITAL:
                children.append(_list(kind, found))
            case _Kind.FORMULA:
                inside = [_p(one) for one in found]
                children.append(element("formula", *inside, line=inside[0].line, name="enactingFormula"))
            case _Kind.TEXT:
                children += [_p(one) for one in found]
    return [element("preamble", *children, line=lines[0].number)]


def _introduction(lines: Sequence[Line]) -> int:
    """Return where full sentences begin that go on to the end: two, or one that is long."""
    groups = _groups(lines)
    first = len(groups)
    while first > 1 and _is_sentence(groups[first - 1]):
        first -= 1
    sentences = groups[first:]
    if len(sentences) > 1 or any(_words(group) >= _LONG for group in sentences):
        return sum(map(len, groups[:first]))
    return len(lines)


def _is_sentence(group: Sequence[Line]) -> bool:
    return _words(group) >= _SENTENCE and ends_sentence(group[-1].text)


def _words(group: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in group)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each paragraph."""
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        opens = before and _kind_of(line.text) is not None and not goes_on(before.text)
        if before is None or line.blanks or line.table or before.table or before.ends or line.contents or opens:
            groups.append([])
        groups[-1].append(line)
    return groups


def _kind_of(text: str, *, whole: bool = False) -> _Kind | None:
    """Return what a paragraph is by its first words; only a whole one that goes on may begin in small letters."""
    kind = next((kind for kind, pattern in _PATTERNS if pattern.match(text)), None)
    listed = whole and text.endswith((",", ";", ":"))
    return kind if listed or text[:1].isupper() or kind is _Kind.FORMULA else None


def _paragraphs(lines: Sequence[Line]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    for group in _groups(lines):
        text = joined(map(marked, group))
        kind = _kind_of(text.text, whole=True)
        before = found[-1] if found else None
        listed = _NUM.match(text.text) if before and (before.announces or before.num) else None
        if before and listed:
            rest = text.tail(len(listed["rest"]))
            found.append(_Paragraph(kind=before.kind, line=group[0], text=rest, num=listed["num"]))
        else:
            short = len(text.text.split()) <= _INTRODUCTION
            announces = kind in (_Kind.CITATION, _Kind.RECITAL) and short and text.text.endswith(":")
            found.append(_Paragraph(kind=kind or _Kind.TEXT, line=group[0], text=text, announces=announces))
    return found


def _list(kind: _Kind, found: Sequence[_Paragraph]) -> Element:
    holder, name = kind.value
    intro = found[0].announces and len(found) > 1
    first = [element("intro", _p(found[0]), line=found[0].line.number)] if intro else []
    items = [
        element(
            name, *([element("num", one.num, line=one.line.number)] if one.num else []), _p(one), line=one.line.number
        )
        for one in found[intro:]
    ]
    return element(holder, *first, *items, line=found[0].line.number)


def _p(one: _Paragraph) -> Element:
    if one.line.table:
        return build_table(one.line.table, one.line.number)
    return rich_element("p", one.text.text, one.text.marks, one.line.number)
