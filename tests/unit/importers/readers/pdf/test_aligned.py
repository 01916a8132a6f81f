"""What stands side by side without lines between is never mixed: the file says what goes on where."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from codetool.importers.lines import Line
from codetool.importers.readers.pdf import aligned
from codetool.importers.readers.pdf.page import Word
from codetool.importers.reading import Reading

Reader = Callable[..., Reading]

BEFORE = "Art. 1. Les délais sont les suivants, sous réserve de ce que prévoit l’article 2 :"
CELLS = (
    ("Demande d’avis", "La commission répond dans les trente jours de la demande, par écrit.", "30 jours"),
    ("Plainte contre un professionnel", "La commission entend les intéressés.", "60 jours"),
    ("Recours", "Le recours est introduit par lettre recommandée à la poste.", "8 jours"),
)
AFTER = "Art. 2. La commission peut les prolonger une fois, par une décision motivée."
STYLE = "@page { size: A5; margin: 2cm } td { width: 4cm; padding: 2pt 6pt }"


def page(align: str) -> str:
    """Return a table without lines between two paragraphs, as HTML."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in CELLS)
    return f"<p>{BEFORE}</p><table style='vertical-align: {align}'>{rows}</table><p>{AFTER}</p>"


def table_of(line: Line) -> list[list[str]]:
    """Return the text of a table's cells."""
    assert line.table
    return [[" ".join(one.text for one in cell.lines) for cell in row] for row in line.table.rows]


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
def test_a_table_without_lines_is_read_cell_by_cell(read: Reader, align: str) -> None:
    reading = read(page(align), f"{STYLE} td {{ vertical-align: {align} }}")

    expected = " ".join((BEFORE, *(cell for row in CELLS for cell in row), AFTER)).split()
    assert [word.word for word in reading.words] == expected
    tables = [line for line in reading.lines if line.table]
    assert [table_of(line) for line in tables] == [[list(row) for row in CELLS]]


def test_words_side_by_side_that_are_no_table_come_in_the_order_of_the_file_and_are_told(read: Reader) -> None:
    left, right = "<p>Le Président,<br>au nom de la commission</p>", "<p>Le Secrétaire,<br>qui contresigne</p>"
    reading = read(f"<p>{BEFORE}</p><div>{left}{right}</div>", "div { display: flex; gap: 2cm; margin-top: 1cm }")

    text = " ".join(line.text for line in reading.lines)
    assert text.endswith("Le Président, au nom de la commission Le Secrétaire, qui contresigne")
    (told,) = reading.findings
    assert told.code == "columns-sorted"
    assert "2 lines from “Le Président, Le Secrétaire,” on stand side by side" in told.message


def test_running_text_with_raised_signs_and_headers_is_not_told(read: Reader) -> None:
    text = "Le secret est gardé par tous ceux qui concourent à la mission. "
    body = "".join(f"<p>Art. {at}. {text * 4}<sup>{at}</sup> et au 1<sup>er</sup> juin.</p>" for at in range(1, 9))
    reading = read(body, "@page { size: A5; @top-left { content: 'Code' } @bottom-right { content: counter(page) } }")

    assert [one.code for one in reading.findings] == []


def test_marks_of_a_list_that_the_file_has_apart_stay_with_their_lines(read: Reader) -> None:
    items = "".join(f"<li>les avis rendus sur le point {at}, avec leurs motifs ;</li>" for at in range(1, 5))
    reading = read(f"<p>{BEFORE}</p><ol>{items}</ol>")

    assert [one.code for one in reading.findings] == []
    assert [line.text for line in reading.lines][-4:] == [
        f"{at}. les avis rendus sur le point {at}, avec leurs motifs ;" for at in range(1, 5)
    ]


@pytest.mark.parametrize("style", ["", "td { border: 1px solid }"])
def test_words_that_are_torn_in_a_cell_come_whole(read: Reader, style: str) -> None:
    cells = (
        "La confidentialité des communications professionnelles",
        "L’administration responsable des établissements",
    )
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    table = f"<table style='border-collapse: collapse'><tr>{row}</tr><tr>{row}</tr></table>"
    reading = read(f"<p>{BEFORE}</p>{table}", f"td {{ width: 2.2cm; hyphens: auto; vertical-align: top }} {style}")

    assert table_of(reading.lines[-1]) == [list(cells)] * 2
    assert [word.word for word in reading.words] == " ".join((BEFORE, *cells, *cells)).split()
    assert any(one.text == "confi‐ dentialité" for one in reading.dropped)


def test_a_sign_without_width_far_off_the_page_stands_in_a_column_of_its_own() -> None:
    word = Word(text="x", left=-9e9, right=-9e9, base=100.0, size=10.0)
    part = aligned._Part(at=0, words=(word,))
    columns = aligned._merged([part.span, (59.5, 848.0)])
    assert aligned._column(columns, part) == 0
    assert aligned._column(columns, aligned._Part(at=0, words=(replace(word, left=100.0, right=100.0),))) == 1
