"""What Word shows and its file does not hold as plain words: each is read, or named."""

import pytest

from codetool.importers.readers.docx import read_docx
from codetool.importers.reading import DropKind
from tests.unit.importers.readers.docx.word_files import NAMES, p, r, read, texts, word_file

CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
DIAGRAM = 'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram"'


def field(instruction: str, result: str | None = None) -> str:
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def told(body: str, footnotes: str = "") -> list[str]:
    return [f"{one.line}: {one.message}" for one in read(body, footnotes=footnotes).findings]


def unread(instruction: str, line: int, text: str) -> str:
    return (
        f"{line}: the field “{instruction}” shows something that the file does not store, "
        f"so it was left out of the paragraph “{text}”"
    )


@pytest.mark.parametrize("instruction", ["LISTNUM \\l 2", "AUTONUM", "AUTONUMLGL \\e", "SYMBOL 183", "REF loin"])
def test_what_a_field_shows_without_a_result_is_told_with_its_paragraph(instruction: str) -> None:
    body = p("Un.") + p(field(instruction) + r(" La cotisation est annuelle."))

    assert told(body) == [unread(instruction, 2, "La cotisation est annuelle.")]


def test_a_simple_field_without_a_result_is_told() -> None:
    assert told(p('<w:fldSimple w:instr=" AUTONUM "/>' + r("Un"))) == [unread("AUTONUM", 1, "Un")]


def test_a_box_that_is_ticked_has_a_result_that_is_empty() -> None:
    assert told(p(field("FORMCHECKBOX", "") + r(" oui"))) == [unread("FORMCHECKBOX", 1, "oui")]


@pytest.mark.parametrize("instruction", ["XE &quot;eau&quot;", "TC &quot;Titre&quot;", "SET a 1"])
def test_fields_that_show_nothing_are_not_told(instruction: str) -> None:
    assert told(p(field(instruction) + r("Un"))) == []


def test_fields_with_a_result_inside_others_or_in_a_contents_list_are_not_told() -> None:
    inner = f" IF </w:instrText></w:r>{field('REF loin')}<w:r><w:instrText> = 1 "
    nested = field(inner, r("oui"))
    contents = field("TOC", r("Titre 1") + field("PAGEREF a"))

    entry = p(field("PAGEREF a"), '<w:pStyle w:val="TOC 1"/>')

    assert told(p(nested + field("REF a", "") + r(" Un")) + p(contents) + entry) == []


def test_the_date_of_today_is_told() -> None:
    assert told(p("<w:r><w:t>Fait le </w:t><w:dayLong/></w:r>")) == [unread("dayLong", 1, "Fait le")]


@pytest.mark.parametrize("around", ["", "p"])
def test_a_document_that_is_bound_in_is_told(around: str) -> None:
    bound = '<w:subDoc r:id="s"/>' if around else '<w:altChunk r:id="s"/>'
    link = '<Relationship Id="s" Type="x/aFChunk" Target="afchunk.htm"/>'
    reading = read(p("Un") + (p(bound) if around else bound), links=link)

    assert [(one.code, one.values["name"]) for one in reading.findings] == [("part-unread", "word/afchunk.htm")]


def test_the_words_of_charts_and_diagrams_are_named() -> None:
    body = "".join(
        p(f'<w:r><w:drawing><wp:docPr id="1" name="{name}"/><a:graphic>{inside}</a:graphic></w:drawing></w:r>')
        for name, inside in (
            ("Graphique 1", f'<c:chart {CHART} r:id="c"/>'),
            ("Schéma 2", f'<d:relIds {DIAGRAM} r:dm="d" r:lo="x"/>'),
            ("Forme 3", "<a:p><a:t>dessin</a:t></a:p>"),
        )
    )
    links = (
        '<Relationship Id="c" Type="x/chart" Target="charts/chart1.xml"/>'
        '<Relationship Id="d" Type="x/diagramData" Target="diagrams/data1.xml"/>'
    )
    extra = {
        "word/charts/chart1.xml": f"<c:chartSpace {CHART} {NAMES}><a:t>Recettes</a:t><c:v>2018</c:v></c:chartSpace>",
        "word/diagrams/data1.xml": f"<d:data {DIAGRAM} {NAMES}><a:t>Assemblée</a:t><a:t>Conseil</a:t></d:data>",
    }
    source = word_file(p("Un") + body, links=links, extra={name: text.encode() for name, text in extra.items()})

    assert [(one.kind, one.text, one.line) for one in read_docx(source).dropped] == [
        (DropKind.OBJECT, "Graphique 1: Recettes / 2018", 2),
        (DropKind.OBJECT, "Schéma 2: Assemblée / Conseil", 3),
        (DropKind.OBJECT, "Forme 3: dessin", 4),
    ]


def test_words_that_are_drawn_are_named_in_the_text_and_in_headers() -> None:
    drawn = p('<w:r><w:pict><v:shape><v:textpath string="PROJET"/></v:shape></w:pict></w:r>')
    heads = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'

    assert [(one.kind, one.text) for one in read(drawn).dropped] == [(DropKind.OBJECT, "PROJET")]
    (found,) = read(p("Un") + heads, header=drawn).dropped
    assert (found.kind, found.text, found.line) == (DropKind.OBJECT, "PROJET", 0)


def test_a_reading_aid_is_named() -> None:
    reading = read(p(f"<w:r><w:ruby><w:rt>{r('haut')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby></w:r>"))

    assert [line.text for line in reading.lines] == ["base"]
    assert [(one.kind, one.text) for one in reading.dropped] == [(DropKind.RUBY, "haut")]


def test_an_equation_of_several_floors_is_told() -> None:
    flat = "<m:oMath><m:r><m:t>a = b</m:t></m:r></m:oMath>"
    power = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )

    assert texts(p(flat) + p(power)) == ["a = b", "x2"]
    assert told(p(flat) + p(power)) == [
        "2: the equation “x2” was read as its signs in a row: fractions, powers, roots and brackets are lost"
    ]


def test_the_alternative_that_holds_words_is_read_once() -> None:
    def box(text: str) -> str:
        return f"<w:pict><v:shape><v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox></v:shape></w:pict>"

    def alternative(first: str, second: str) -> str:
        ways = f"<mc:Choice Requires='x'>{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>"
        return p(f"<w:r><mc:AlternateContent>{ways}</mc:AlternateContent></w:r>")

    assert texts(alternative(box("un"), box("un"))) == ["un"]
    assert texts(alternative("", box("deux"))) == ["deux"]
    assert texts(alternative("<a:graphic/>", box("trois"))) == ["trois"]


def test_a_large_first_letter_begins_its_word() -> None:
    frame = '<w:framePr w:dropCap="drop"/>'

    assert texts(p("L", frame) + p("e code") + p("Encadré", '<w:framePr w:w="1"/>') + p("Fin")) == [
        "Le code",
        "Encadré",
        "Fin",
    ]


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_signs_of_a_font_of_signs_are_read_by_the_font_and_the_others_told() -> None:
    body = p(r("\uf0e0 à q", fonts("Wingdings")) + '<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>' + r(" fin"))

    assert texts(body) == ["→ à ❑\uf061 fin"]
    assert told(body) == [
        "1: nobody knows which letter the sign U+F061 of the font Webdings is; it was kept as the file has it"
    ]


def test_a_note_has_no_line_of_the_text() -> None:
    body = p(r("Un") + '<w:r><w:footnoteReference w:id="1"/></w:r>')

    assert told(body, footnotes=f'<w:footnote w:id="1">{p(field("AUTONUM") + r("note"))}</w:footnote>') == [
        unread("AUTONUM", 0, "note")
    ]
