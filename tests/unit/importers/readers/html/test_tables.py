"""Tables that hold a table, and tables that only put text in its place."""

import pytest

from codetool.importers.lines import Cell, MarkKind, Table
from codetool.importers.readers.html import read_html


def read(page: str) -> list[object]:
    return [_shown(line.table) if line.table else line.text for line in read_html(page.encode()).lines]


def _shown(table: Table) -> list[list[str]]:
    return [[_cell(cell) for cell in row] for row in table.rows]


def _cell(cell: Cell) -> str:
    text = " / ".join(str(_shown(line.table)) if line.table else line.text for line in cell.lines)
    size = f" {cell.columns}x{cell.rows}" if (cell.columns, cell.rows) != (1, 1) else ""
    return f"{'# ' if cell.heading else ''}{text}{size}"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", [[["# A", "# B"], ["1", "2"]]]),
        ("<table><caption>C</caption><tr><td>a<td><p>b<p>c</table>", ["C", [["a", "b / c"]]]),
        ("<table><tr><td colspan=2>a<tr><td>b<td rowspan=9>c</table>", [[["a 2x1"], ["b", "c"]]]),
        ("<table><tr><td rowspan=2>a<td>b<tr><tr><td>c<td>d</table>", [[["a", "b"], ["c", "d"]]]),
        ("<table><tr><td rowspan=0>a<td>b<tr><td>c</table>", [[["a 1x2", "b"], ["c"]]]),
        ("<table><tr><td colspan=0 rowspan=-1>a<td colspan=x>b</table>", [[["a", "b"]]]),
        ("<table><td>a<td>b</table>", [[["a", "b"]]]),
        ("<table><tr><th>A<tr><td>b</table>", [[["# A"], ["b"]]]),
        (
            "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>",
            [[["a", "[['b', 'c']]"]]],
        ),
        ("<ol><li><table><tr><td>a<td>b</table></ol>", [[["1. a", "b"]]]),
        ("<table><tr><td>a<td></table>", [[["a", ""]]]),
    ],
)
def test_a_table_keeps_its_cells(page: str, expected: list[object]) -> None:
    assert read(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><tr><td>a</td></tr><tr><td>b</table>", ["a", "b"]),
        ("<table role=presentation><tr><td>a<td>b</table>", ["a", "b"]),
        ("<table><tr><td>menu<td><h1>Code</h1>texte</table>", ["menu", "Code", "texte"]),
        ("<table><tr><td><table><tr><td>a<td><h2>b</h2></table><td>c</table>", ["a", "b", "c"]),
        ("<table>perdu<tr><td>a<td>b</table>", ["perdu", "a", "b"]),
        ("<table><tr><td>a<td>b</tr><caption>C</caption></table>", ["a", "b", "C"]),
        ("<table><tr><table><tr><td>a<td>b</table><td>c<td>d</table>", [[["a", "b"]], "c", "d"]),
        ("<td>a<td>b", ["a", "b"]),
    ],
)
def test_a_table_that_only_puts_text_in_its_place_is_read_through(page: str, expected: list[object]) -> None:
    assert read(page) == expected


def test_a_table_knows_where_it_stands_and_its_names() -> None:
    _, table = read_html(b"<p>Un\n<p>&nbsp;\n<table id=t>\n<tr><td>a<td>b</table>").lines

    assert (table.text, table.number, table.blanks, table.anchors) == ("", 3, 1, ("t",))


def test_tables_in_tables_without_end_are_read_through() -> None:
    deep = read_html(("<table><tr><td>x<td>" * 60).encode())

    assert sum(word.word == "x" for word in deep.words) == 60


def test_a_note_called_in_a_cell_without_words_goes_to_the_next_line() -> None:
    page = "<table><tr><td>a<td><a href='#n' id=r>1</a></table><p>Suite<p id=n><a href='#r'>1</a> La note"
    _, after = read_html(page.encode()).lines

    assert [(mark.kind, mark.start, mark.target) for mark in after.marks] == [(MarkKind.NOTE, 0, "n")]
