"""Lines made ready to be read: torn ones joined, tables that only lay a text out taken apart."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codetool.importers.lines import Cell, Line, Table
from codetool.importers.marked import joined, marked
from codetool.importers.markers import ArticleStyle, read_article

_SENTENCE = 8
"""Words that the text of an article in a table has at least; what has fewer is an entry of a list of articles."""

_DIGITS = 3
"""Digits of the number of a page, at most."""


def ready_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with those joined that go on with the next, and with the lines of tables that are layout.

    >>> torn = [Line(text="Le code", number=1, ends=False), Line(text="lie.", number=2, ends=True)]
    >>> [(line.text, line.number) for line in ready_lines(torn)]
    [('Le code lie.', 1)]
    """
    return tuple(_whole_lines(list(_unwrapped(lines))))


def _unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if line.table and _is_layout(line.table):
            yield from (replace(one, ends=one.ends is not False or None) for one in line.table.lines())
        else:
            # Whatever its format says, no sentence goes on behind a table.
            yield replace(line, ends=True) if line.table else line


def _is_layout(table: Table) -> bool:
    """Tell whether a table has one column only, or holds articles; one that lists them with their pages does not."""
    columns = max((sum(cell.columns for cell in row if cell.lines) for row in table.rows), default=0)
    return columns <= 1 or (not has_pages(table) and any(_holds_article(row) for row in table.rows))


def has_pages(table: Table) -> bool:
    """Tell whether the rows of a table end in numbers that rise, as those of a table of contents do.

    >>> rows = [[Line(text=text, number=1)] for text in ("Objet", "2", "Fin", "9")]
    >>> cells = [Cell(lines=tuple(lines)) for lines in rows]
    >>> has_pages(Table(rows=((cells[0], cells[1]), (cells[2], cells[3]))))
    True
    """
    last = [row[-1].lines[0].text if row and row[-1].lines else "" for row in table.rows]
    pages = [int(text) for text in last if text.isdecimal() and len(text) <= _DIGITS]
    return len(pages) > 1 and len(pages) == len(table.rows) and pages == sorted(pages)


def _holds_article(row: Sequence[Cell]) -> bool:
    lines = [line for cell in row for line in cell.lines]
    heads = [at for at, line in enumerate(lines) if read_article(line.text, ArticleStyle.NAMED)]
    words = sum(len(line.text.split()) for line in lines)
    return len(heads) == 1 and heads[0] == 0 and words > _SENTENCE


def _whole_lines(lines: Sequence[Line]) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end - 1].ends is False and not lines[end].table:
            end += 1
        yield _one(lines[at:end]) if end > at + 1 else lines[at]
        at = end


def _one(torn: Sequence[Line]) -> Line:
    whole = joined(map(marked, torn))
    anchors = tuple(anchor for line in torn for anchor in line.anchors)
    return replace(torn[0], text=whole.text, marks=whole.marks, anchors=anchors, ends=torn[-1].ends)
