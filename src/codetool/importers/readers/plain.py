"""The reader of plain text: what the layout says (indent, blank lines, new page) stands beside the words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from codetool.importers.lines import Line
from codetool.importers.readers.decode import check_length, decode_source
from codetool.importers.reading import DropKind, Dropped, LedgerWord, Reading, Tracked

_BREAK = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r"([=_*~—–-])(?: ?\1){2,}")
"""A line that is drawn: it underlines a heading, or parts what stands above from what stands below."""
_NEAR = 4
"""Signs by which an underlined heading may be longer or shorter than its line."""
_SHOWN = 20
_TAB = 8
_SPACES = re.compile("[ \t\v\x1a\x1c-\x1f]+")
"""White space that is folded; no-break and narrow spaces are the writer's own and stay."""


def read_plain(source: bytes, place: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    r"""Return the reading of a plain text; raise SourceError where it is empty, too large, or no text.

    >>> [line.text for line in read_plain(b"Art. 1. Un.\nArt. 2. Deux.").lines]
    ['Art. 1. Un.', 'Art. 2. Deux.']
    """
    del tracked  # plain text tracks nothing
    decoded = decode_source(source, place)
    check_length(len(decoded.text), place)
    return Reading(
        lines=split_lines(decoded.text),
        words=tuple(words_of(decoded.text)),
        dropped=tuple(_rules(decoded.text)),
        findings=decoded.findings,
    )


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
            words = _folded(piece)
            if _RULE.fullmatch(words):
                lines[-1:] = [_underlined(line, words) if not blanks else line for line in lines[-1:]]
                blanks += 1
            elif words:
                lines.append(Line(text=words, number=number, indent=_indent(piece), blanks=blanks, page_break=broken))
                blanks, broken = 0, False
        if not raw.strip():
            blanks += 1
    return tuple(lines)


def words_of(text: str) -> Iterator[LedgerWord]:
    r"""Yield the words of a text, each with its line; drawn lines are none.

    >>> [(word.word, word.line) for word in words_of("un deux\ntrois")]
    [('un', 1), ('deux', 1), ('trois', 2)]
    """
    for number, line in enumerate(_BREAK.split(text.lstrip("\ufeff")), start=1):
        for piece in line.split("\f"):
            words = () if _RULE.fullmatch(_folded(piece)) else piece.replace("\x1a", " ").split()
            yield from (LedgerWord(word=word, line=number) for word in words)


def _rules(text: str) -> Iterator[Dropped]:
    """Yield the lines that are drawn with signs, which say how a text is set and are no part of it."""
    for number, line in enumerate(_BREAK.split(text.lstrip("\ufeff")), start=1):
        for piece in line.split("\f"):
            if _RULE.fullmatch(words := _folded(piece)):
                yield Dropped(kind=DropKind.MARKUP, text=words[:_SHOWN], line=number)


def _underlined(line: Line, rule: str) -> Line:
    """Return the line that stands above a drawn one: if that is about as long, it underlines a line of its own."""
    return replace(line, ends=True) if abs(len(line.text) - len(rule)) <= _NEAR else line


def _folded(piece: str) -> str:
    return _SPACES.sub(" ", piece).strip()


def _indent(piece: str) -> int:
    expanded = piece.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip())
