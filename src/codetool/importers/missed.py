"""Lines that look like the head of an article and were read as running text: said, so that none is lost unseen."""

import re
from collections.abc import Container, Iterator, Sequence

from codetool.findings import Finding, finding
from codetool.importers.lines import Line
from codetool.importers.sentences import asks_number, ends_sentence, goes_on
from codetool.importers.series import View

_HEAD = re.compile(
    r"(?:Articles?|ARTICLES?|Artikel|ARTIKEL|Art\.?|ART\.?)[ \u00a0\u202f]?"
    r"(?:\d|(?:[LRD]\.[ ]?)\d|[IVXLC]+(?![^\W\d_]))[^\s:–—]*(?P<apart>(?<=\.)(?=\s|$)|[ \u00a0]?[:–—]|$)?"
)
_SHOWN = 40


def heads_not_taken(view: View, taken: Container[int], start: int = 0) -> Iterator[Finding]:
    """Yield a finding for each line from `start` on that may be an article's head; `taken` are those that are heads.

    A number after a blank line or a sentence's end, or with a mark or nothing after it, looks like one unless the text
    before asks for it.
    """
    for at in range(start, len(view.lines)):
        line = view.lines[at]
        if line.number not in taken and view.is_open(at) and _looks_like_head(line, view.lines[max(at - 1, 0) : at]):
            shown = line.text if len(line.text) <= _SHOWN else line.text[:_SHOWN].rstrip() + "…"
            yield finding("head-not-taken", line=line.number, text=shown)


def _looks_like_head(line: Line, before: Sequence[Line]) -> bool:
    found = _HEAD.match(line.text)
    if found is None:
        return False
    last = before[0].text if before else ""
    apart = line.blanks > 0 or line.page_break or not before or ends_sentence(last)
    if found["apart"] is None:
        return apart and not goes_on(last)
    return apart or not asks_number(last)
