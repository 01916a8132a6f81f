"""Word files that are broken, strange or hostile: a reading, or one line."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from codetool.errors import SourceError
from codetool.importers.formats import SourceFormat, detect_format
from codetool.importers.readers.docx import read_docx
from codetool.importers.reading import Reading, Tracked
from tests.unit.importers.readers.docx.word_files import (
    NAMES,
    STRICT,
    R,
    W,
    even,
    level,
    lists,
    numbered,
    p,
    r,
    relations,
    texts,
    word_file,
    zipped,
)

FULL = (
    numbered("Un")
    + p(r("Deux") + '<w:r><w:footnoteReference w:id="1"/></w:r>', '<w:rPr><w:del w:id="1"/></w:rPr>')
    + p(f'<w:ins w:id="2">{r("Trois")}</w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    + f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Case")}</w:tc></w:tr></w:tbl>'
    + p('<w:commentRangeStart w:id="3"/><w:bookmarkStart w:id="4" w:name="a"/>' + r("Fin"))
)
NOTES = f'<w:footnote w:id="1">{p("Note")}</w:footnote>'
NUMBERING = lists(level(0, "Article %1"), level(1, "%1.%2", "cardinalText"))


def refusal(source: bytes) -> str:
    with pytest.raises(SourceError) as refused:
        read_docx(source, "x.docx")
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_strict_dialect_is_read() -> None:
    document = f"<w:document {NAMES}><w:body>{p(r('Un', '<w:b/>'))}</w:body></w:document>".replace(W, STRICT)
    links = relations(f'<Relationship Id="a" Type="{R}/officeDocument" Target="/word/document2.xml"/>')
    source = zipped({"_rels/.rels": links.encode(), "word/document2.xml": document.encode()})

    assert detect_format(source, "x.docx") is SourceFormat.DOCX
    assert [(line.text, line.bold) for line in even(read_docx(source)).lines] == [("Un", True)]


def test_a_file_without_relationships_is_read_by_its_usual_name() -> None:
    source = zipped({"word/document.xml": f"<w:document {NAMES}><w:body>{p('Un')}</w:body></w:document>".encode()})

    assert [line.text for line in read_docx(source).lines] == ["Un"]


def test_a_file_without_a_text_is_refused() -> None:
    assert refusal(zipped({"a": b""})).startswith("x.docx: the file lacks its part word/document.xml.")
    assert refusal(zipped({"word/document.xml": b"<a/>"})) == (
        "x.docx: its part word/document.xml is no text of Word. "
        "Open it in Word or LibreOffice, repair it, and save it again."
    )


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'

    assert refusal(zipped({"word/document.xml": bomb})).startswith(
        "x.docx: word/document.xml: the document has a DOCTYPE, which can hide text from a reader."
    )


def test_tables_within_tables_have_a_limit() -> None:
    body = p("Un")
    for _ in range(25):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"

    assert refusal(word_file(body)) == (
        "x.docx: tables stand within tables more than 20 deep. Take the inner tables out of the others."
    )


def test_deep_wrappers_are_read() -> None:
    assert texts(p("<w:smartTag>" * 240 + r("Un") + "</w:smartTag>" * 240)) == ["Un"]


@pytest.mark.parametrize("number", ["", "x", "-3", "99999999999999999999", "1e9", "\u0663"])
def test_numbers_that_are_none_do_no_harm(number: str) -> None:
    body = (
        p("Un", f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr><w:ind w:left="{number}"/>')
        + f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{number}"/></w:tcPr>{p("A")}</w:tc></w:tr></w:tbl>'
        + p(f'<w:r><w:sym w:font="Symbol" w:char="{number}"/></w:r>')
    )
    override = f'<w:lvlOverride w:ilvl="{number}"><w:startOverride w:val="{number}"/></w:lvlOverride>'

    assert texts(body, numbering=lists(level(0, "%1."), number=override))[0].endswith(" Un")


def outcome(source: bytes, tracked: Tracked = Tracked.ACCEPT) -> Reading | None:
    """Return the reading of a damaged file, or nothing where it is refused in one line."""
    try:
        return read_docx(source, "x.docx", tracked)
    except SourceError as error:
        line = str(error)
    assert "\n" not in line
    return None


@given(st.data())
def test_a_damaged_package_gives_a_reading_or_one_line(data: st.DataObject) -> None:
    source = bytearray(word_file(FULL, footnotes=NOTES, numbering=NUMBERING))
    for _ in range(data.draw(st.integers(1, 5))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))

    outcome(bytes(source[: data.draw(st.integers(0, len(source)))]) if data.draw(st.booleans()) else bytes(source))


PIECES = "w:p w:r w:t w:tbl w:tc w:tr w:ins w:del w:rPr w:pPr begin end 1 0 %1".split()


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)), max_size=4), st.sampled_from(Tracked))
def test_strange_xml_gives_a_reading_or_one_line(swaps: list[tuple[str, str]], tracked: Tracked) -> None:
    body, numbering = FULL, NUMBERING
    for old, new in swaps:
        body = body.replace(f"{old}>", f"{new}>").replace(f'"{old}"', f'"{new}"')
        numbering = numbering.replace(f'"{old}"', f'"{new}"')

    # Words that stand where no words may stand are the ledger's to tell.
    outcome(word_file(body, footnotes=NOTES, numbering=numbering), tracked)


def test_a_paragraph_within_a_paragraph_comes_after_it() -> None:
    assert texts(p(r("Un") + p("Deux") + p("Trois") + r(" et demi")) + p("Quatre")) == [
        "Un et demi",
        "Deux",
        "Trois",
        "Quatre",
    ]


def test_a_file_of_another_writer_is_read() -> None:
    document = Document()
    document.add_heading("Titre 1 – Objet", level=1)
    document.add_paragraph("Un.", style="List Number")
    document.add_paragraph("Deux.", style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "A"
    table.cell(0, 1).text = "B"
    made = BytesIO()
    document.save(made)
    lines = even(read_docx(made.getvalue(), "x.docx")).lines

    assert [(line.text, line.level, line.style) for line in lines[:3]] == [
        ("Titre 1 – Objet", 1, "heading 1"),
        ("1. Un.", 0, "list number"),
        ("2. Deux.", 0, "list number"),
    ]
    assert lines[3].table
    assert [[(cell.rows, [one.text for one in cell.lines]) for cell in row] for row in lines[3].table.rows] == [
        [(2, ["A"]), (1, ["B"])],
        [(1, [])],
    ]
