"""The end of a text: where it was done, when, and who signed."""

import re
from collections.abc import Sequence

from codetool.importers.build import build_table, element, rich_element
from codetool.importers.lines import Line
from codetool.importers.marked import joined, marked
from codetool.importers.sentences import ends_sentence
from codetool.importers.survey import View
from codetool.model.markup import Element

_CLOSING = re.compile(
    r"(?:Fait|FAIT|Donné|DONNÉ|Donne|DONNE) (?:à|À|a|A|le|en)\b"
    r"|Vu (?:et approuvé )?pour être annexé|Mandons et ordonnons|Promulguons|Le présent \w+ a été adopté à"
    r"|(?:Gedaan|GEDAAN|Gegeven) te |Gezien om gevoegd te worden|Kondigen .{1,40} af, bevelen"
    r"|(?:Geschehen|GESCHEHEN|Gegeben|Ausgefertigt) (?:zu|in) "
    r"|(?:Done|DONE) at "
    r"|Ainsi (?:fait|adopté|arrêté|décidé|délibéré)|Aldus (?:gedaan|goedgekeurd|opgemaakt|vastgesteld)"
    r"|Adoptée? (?:le \d|par (?:l['’]|le |la )|à [A-Z][\w’'-]+,? le \d)"
    r"|[A-ZÀ-Þ][\w'’ .-]{1,40}, (?:le |de |den |am |on )?\d{1,2}(?:er|\.)? [^\W\d_]{3,10} \d{4}\.?$"
)
_NOTE = re.compile(r"(?P<mark>\[\d{1,3}\]|\(\d{1,3}\)|\*{1,3}|[¹²³])(?=[ \u00a0\u202f]|[^\W\d_])")
"""The mark that a note printed at the end begins with."""
_LINES = 40
"""Lines that a closing may have: names, offices and dates."""
_WORDS = 60
"""Words of its longest line: a longer one is an alinéa, and the text goes on."""


def find_closing(view: View, start: int, end: int) -> int:
    """Return the line between `start` and `end` that the closing begins at, else `end`."""
    if not start:
        return end
    while end > start and view.lines[end - 1].contents:
        end -= 1
    end = _notes(view, start, end)
    for at in range(max(start, end - _LINES), end):
        line, before = view.lines[at], view.lines[at - 1]
        apart = line.blanks > 0 or line.page_break or before.ends or ends_sentence(before.text)
        if apart and view.is_open(at) and _CLOSING.match(line.text) and _is_short(view.lines[at:end]):
            return at
    return end


def _notes(view: View, start: int, end: int) -> int:
    """Return the line that the notes at the end of a text begin at, else `end`: each has a mark that calls it above."""
    first = end
    for at in range(end - 1, max(start, end - _LINES) - 1, -1):
        line = view.lines[at]
        note = None if line.table else _NOTE.match(line.text)
        if note and _calls(view.lines[:at], note["mark"]):
            first = at
        elif line.table or line.blanks or note:
            break
    if first == end or not (view.lines[first].blanks or ends_sentence(view.lines[first - 1].text)):
        return end
    # Below others of their kind they are numbers of paragraphs or points.
    sign = view.lines[first].text[0]
    return end if any(line.text.startswith(sign) for line in view.lines[start:first]) else first


def _calls(above: Sequence[Line], mark: str) -> bool:
    """Tell whether a mark stands behind a word above."""
    return any(mark in line.text[1:] for line in above)


def build_closing(lines: Sequence[Line]) -> list[Element]:
    """Return the `conclusions` that the lines make up, nothing where there are none.

    >>> [one.name for one in build_closing([Line(text="Fait à Huy, le 3 mai 2019.", number=9)])[0].descendants()]
    ['conclusions', 'p']
    """
    if not lines:
        return []
    return [element("conclusions", *(_paragraph(group) for group in _groups(lines)), line=lines[0].number)]


def _is_short(lines: Sequence[Line]) -> bool:
    return all(len(line.text.split()) <= _WORDS for line in lines)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each paragraph: names stand on lines of their own, only a small letter goes on."""
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        apart = before is None or before.table or line.table or before.ends or line.blanks or line.contents
        if apart or not line.text[:1].islower():
            groups.append([])
        groups[-1].append(line)
    return groups


def _paragraph(group: Sequence[Line]) -> Element:
    first = group[0]
    if first.table:
        return build_table(first.table, first.number)
    whole = joined(map(marked, group))
    return rich_element("p", whole.text, whole.marks, first.number)
