"""Lines that were read as running text and look like more: heads of articles, annexes, signatures. Each is told."""

import re
from collections.abc import Container, Iterator, Sequence

from codetool.findings import Finding, finding
from codetool.importers.lines import Line
from codetool.importers.sentences import asks_number, ends_sentence, goes_on
from codetool.importers.survey import View

_HEAD = re.compile(
    r"(?:Articles?|ARTICLES?|Artikel|ARTIKEL|Art\.?|ART\.?)[ \u00a0\u202f]?"
    r"(?:\d|(?:[LRD]\.[ ]?)\d|[IVXLC]+(?![^\W\d_]))[^\s:–—]*(?P<apart>(?<=\.)(?=\s|$)|[ \u00a0]?[:–—]|$)?"
)
_CLOSING = re.compile(
    r"(?:Annexes?|ANNEXES?|Bijlagen?|BIJLAGEN?|Anlagen?|ANLAGEN?|Anhang|ANHANG)[ \u00a0]?"
    r"(?:[\dIVXA-Z]{1,4}\b|[.:–—-]|$)"
    r"|(?:Fait|FAIT) (?:à|À|le) |(?:Gedaan|GEDAAN) te |(?:Geschehen|GESCHEHEN) zu ",
)
_GLUED = re.compile(r"(?:\(?(?:[a-z]|\d{1,2})\)|\d{1,2}°|§[ \u00a0]?\d{1,3}(?:er)?\.)(?=[^\W\d_])")
"""A number that the first word is glued to: to part them would make two words of one, so they stay as they are."""
_SHOWN = 40


def heads_not_taken(view: View, taken: Container[int], start: int = 0) -> Iterator[Finding]:
    """Yield a finding for each line from `start` on that may be an article's head; `taken` are those that are heads.

    A number after a blank line or a sentence's end, or with a mark or nothing after it, looks like one unless the text
    before asks for it.
    """
    for at in range(start, len(view.lines)):
        line = view.lines[at]
        if line.number not in taken and view.is_open(at) and _looks_like_head(line, view.lines[max(at - 1, 0) : at]):
            yield finding("head-not-taken", line=line.number, text=cut(line.text))


def closing_joined(view: View, last: int, end: int) -> Iterator[Finding]:
    """Yield a finding for each line before `end` that may begin an annex or the signatures, and was read as text.

    Only those count that stand after the last article, whose line is `last`.
    """
    for at, line in enumerate(view.lines[:end]):
        apart = line.blanks > 0 or line.page_break or ends_sentence(view.lines[at - 1].text)
        if line.number > last and apart and view.is_open(at) and _CLOSING.match(line.text):
            yield finding("closing-joined", line=line.number, text=cut(line.text))


def glued_numbers(view: View, start: int, end: int) -> Iterator[Finding]:
    """Yield a finding for each line of the text that begins with a number and a word without a space between."""
    for at in range(max(start, 1), end):
        line, before = view.lines[at], view.lines[at - 1]
        apart = line.blanks > 0 or before.ends or ends_sentence(before.text) or before.text.endswith((":", ";", ","))
        if apart and view.is_open(at) and _GLUED.match(line.text):
            yield finding("number-glued", line=line.number, text=cut(line.text))


def cut(text: str) -> str:
    """Return a line as it is shown in a finding: its beginning.

    >>> cut("Article 2 nouveau")
    'Article 2 nouveau'
    """
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def _looks_like_head(line: Line, before: Sequence[Line]) -> bool:
    found = _HEAD.match(line.text)
    if found is None:
        return False
    last = before[0].text if before else ""
    apart = line.blanks > 0 or line.page_break or not before or ends_sentence(last)
    if found["apart"] is None:
        return apart and not goes_on(last)
    return apart or not asks_number(last)
