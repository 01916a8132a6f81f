"""Text to lines: what the layout says (indent, blank lines, new page) stands beside the words."""

import re
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|\r|\n")
_TAB = 8
_SPACES = re.compile("[ \t\v\x1a\x1c-\x1f]+")
"""White space that is folded; no-break and narrow spaces are the writer's own and stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with words in it, its white space folded; `number` counts the source's lines from 1.

    `blanks` counts the empty lines before it; `page_break` tells that a form feed stands before it.
    """

    text: str
    number: int
    indent: int = 0
    blanks: int = 0
    page_break: bool = False


def split_lines(text: str) -> tuple[Line, ...]:
    r"""Return the lines that have words in them.

    >>> for line in split_lines(" CODE  DE\n\nDES \f AS\n"):
    ...     print(line.number, repr(line.text), line.indent, line.blanks, line.page_break)
    1 'CODE DE' 1 0 False
    3 'DES' 0 1 False
    3 'AS' 1 0 True
    """
    lines: list[Line] = []
    blanks = 0
    broken = False
    for number, raw in enumerate(_BREAK.split(text.lstrip("\ufeff")), start=1):
        for at, piece in enumerate(raw.split("\f")):
            broken = broken or at > 0
            words = _SPACES.sub(" ", piece).strip()
            if words:
                lines.append(Line(text=words, number=number, indent=_indent(piece), blanks=blanks, page_break=broken))
                blanks, broken = 0, False
        if not raw.strip():
            blanks += 1
    return tuple(lines)


def _indent(piece: str) -> int:
    expanded = piece.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip())
