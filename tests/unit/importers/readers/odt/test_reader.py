"""What a LibreOffice file holds beside its numbers: styles, marks, notes, remarks, tables, and what is left out."""

from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codetool.errors import SourceError
from codetool.importers.formats import SourceFormat, detect_format
from codetool.importers.lines import Line, Mark, MarkKind
from codetool.importers.readers.odt import read_odt
from codetool.importers.reading import DropKind, Reading, Remark

MakeOdt = Callable[..., bytes]

STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
    'style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/>'
    '<style:text-properties fo:font-size="150%" fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Strong_20_Emphasis" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
)
AUTOMATIC = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1">'
    '<style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:margin-left="2cm" '
    'fo:text-indent="-0.5cm" fo:break-after="page"/><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="P3" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P4" style:family="paragraph" style:master-page-name="Landscape"/>'
    + "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {form}/></style:style>'
        for name, form in (
            ("T1", 'fo:font-style="italic"'),
            ("T2", 'style:text-position="super 58%"'),
            ("T3", 'style:text-position="-33% 58%"'),
            ("T4", 'style:text-underline-style="solid"'),
            ("T5", 'text:display="none"'),
            ("T6", 'fo:font-weight="700"'),
            ("T7", 'fo:font-weight="normal"'),
        )
    )
    + '<style:style style:name="Loop" style:family="paragraph" style:parent-style-name="Loop"/>'
)
CELL = "<table:table-cell{more}>{content}</table:table-cell>"


@pytest.fixture
def read(odt: MakeOdt) -> Callable[[str], Reading]:
    return lambda body: read_odt(odt(body, AUTOMATIC, STYLES), "draft.odt")


Read = Callable[[str], Reading]


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def words_of(lines: Iterable[Line]) -> list[str]:
    found: list[str] = []
    for line in lines:
        found += words_of(line.table.lines()) if line.table else line.text.split()
    return found


def dropped(reading: Reading) -> list[tuple[DropKind, str]]:
    return [(drop.kind, drop.text) for drop in reading.dropped]


def test_a_heading_has_its_level_style_size_and_place(read: Read) -> None:
    reading = read(p("") + '<text:h text:style-name="P1" text:outline-level="2">Titre</text:h>')

    assert reading.lines == (
        Line(
            text="Titre",
            number=2,
            blanks=1,
            page_break=True,
            ends=True,
            level=2,
            style="heading 1",
            centered=True,
            bold=True,
            size=18.0,
        ),
    )


def test_a_paragraph_stands_in_and_may_end_its_page(read: Read) -> None:
    lines = read(p("Un", "P2") + p("Deux", "P4") + p("Trois", "Loop")).lines

    assert [(line.indent, line.page_break, line.style) for line in lines] == [
        (7, False, ""),
        (0, True, ""),
        (0, False, ""),
    ]
    assert lines[0].marks == (Mark(start=0, end=2, kind=MarkKind.ITALIC),)


def test_white_space_is_folded_and_line_breaks_part_lines(read: Read) -> None:
    text = "Le\n  <text:s text:c='3'/>code<text:tab/>lie\u00a0:<text:line-break/>tous<text:soft-page-break/>."

    assert [(line.text, line.number, line.ends) for line in read(p(text)).lines] == [
        ("Le code lie\u00a0:", 1, None),
        ("tous.", 1, True),
    ]


def test_spans_are_marks(read: Read) -> None:
    text = (
        span("T1", "un") + " " + span("T2", "deux") + " " + span("T3", "trois") + " " + span("T4", "quatre") + " "
        + span("Strong_20_Emphasis", f"cinq {span('T1', 'six')}") + " " + span("Unknown", "sept")
    )  # fmt: skip
    (line,) = read(p(text)).lines

    assert line.text == "un deux trois quatre cinq six sept"
    assert line.marks == (
        Mark(start=0, end=2, kind=MarkKind.ITALIC),
        Mark(start=3, end=7, kind=MarkKind.SUPERSCRIPT),
        Mark(start=8, end=13, kind=MarkKind.SUBSCRIPT),
        Mark(start=14, end=20, kind=MarkKind.UNDERLINE),
        Mark(start=21, end=29, kind=MarkKind.BOLD),
        Mark(start=26, end=29, kind=MarkKind.ITALIC),
    )
    assert not line.bold


def test_a_line_is_bold_by_its_words_or_its_style(read: Read) -> None:
    body = p(span("T6", "Article 1er")) + p("Titre", "Heading_20_1") + p("Un " + span("T7", "mot"), "Heading_20_1")
    lines = read(body).lines

    assert [line.bold for line in lines] == [True, True, False]
    assert [len(line.marks) for line in lines] == [1, 0, 0]


def test_links_and_references_point_at_the_anchors(read: Read) -> None:
    body = p('<text:bookmark-start text:name="a"/>Un<text:bookmark-end text:name="a"/>') + p(
        'Voir <text:a xlink:href="https://example.org/">ici</text:a>, '
        '<text:bookmark-ref text:ref-name="a" text:reference-format="text">Un</text:bookmark-ref>, '
        '<text:a xlink:href="#Objet|outline">là</text:a><text:reference-mark text:name="b"/>.'
    )
    first, second = read(body).lines

    assert (first.anchors, second.anchors) == (("a",), ("b",))
    assert second.text == "Voir ici, Un, là."
    assert [(second.text[mark.start : mark.end], mark.target) for mark in second.marks] == [
        ("ici", "https://example.org/"),
        ("Un", "#a"),
        ("là", "#Objet"),
    ]


def test_fields_are_what_they_show(read: Read) -> None:
    body = p("Le <text:date>1er mai</text:date>, page <text:page-number>3</text:page-number><?x y?><!-- non -->.")

    assert [line.text for line in read(body).lines] == ["Le 1er mai, page 3."]


def test_notes_stand_where_they_are_called(read: Read) -> None:
    note = (
        '<text:note text:id="{key}" text:note-class="footnote"><text:note-citation>{label}</text:note-citation>'
        "<text:note-body>{body}</text:note-body></text:note>"
    )
    reading = read(
        p(f"Un{note.format(key='n', label='1', body=p('La note.') + p('Suite.'))} mot")
        + p(f"Deux{note.format(key='n', label='*', body=p('Autre.'))}")
        + p("<text:note/>")
    )

    assert [line.text for line in reading.lines] == ["Un mot", "Deux", ""]
    assert reading.lines[0].marks == (Mark(start=2, end=2, kind=MarkKind.NOTE, target="n"),)
    assert [(note.key, note.label, [line.text for line in note.lines]) for note in reading.notes] == [
        ("n", "1", ["La note.", "Suite."]),
        ("note 2", "*", ["Autre."]),
        ("note 3", "", []),
    ]
    assert [word.word for word in reading.words] == ["Un", "mot", "Deux"]


def test_remarks_tell_who_when_and_about_which_words(read: Read) -> None:
    remark = (
        '<office:annotation office:name="r{key}"><dc:creator>Secrétariat</dc:creator>'
        "<dc:date>2020-05-01T10:00:00</dc:date><text:p>À revoir.</text:p><text:p>Vite.</text:p></office:annotation>"
    )
    body = (
        p("Un")
        + p(f"Le {remark.format(key=1)}code")
        + p('lie<office:annotation-end office:name="r1"/> tous')
        + p("<office:annotation><text:p>Sans auteur</text:p></office:annotation>Fin")
        + p("<office:annotation/><office:annotation-end office:name='x'/>.")
    )
    reading = read(body)

    assert (
        reading.remarks
        == (
            Remark(text="À revoir. Vite.", line=2, author="Secrétariat", date="2020-05-01", quoted="codelie"),
            Remark(text="Sans auteur", line=4),
        )
        or reading.remarks[0].quoted == "code lie"
    )
    assert [line.number for line in reading.lines] == [1, 2, 3, 4, 5]
    assert [word.word for word in reading.words] == "Un Le code lie tous Fin .".split()


def test_a_table_has_its_rows_headings_and_spans(read: Read) -> None:
    inner = f"<table:table><table:table-row>{CELL.format(more='', content=p('dedans'))}</table:table-row></table:table>"
    body = (
        p("Avant")
        + "<table:table><table:table-column/><table:table-header-rows><table:table-row>"
        + CELL.format(more=' table:number-columns-spanned="2"', content=p("Tête"))
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-rows><table:table-row>"
        + CELL.format(more=' table:number-rows-spanned="x"', content=p("un") + p("deux"))
        + CELL.format(more="", content=inner)
        + "</table:table-row></table:table-rows></table:table>"
    )
    reading = read(body)
    table = reading.lines[1].table

    assert table
    assert reading.lines[1].number == 2
    assert [[(cell.columns, cell.rows, cell.heading) for cell in row] for row in table.rows] == [
        [(2, 1, True)],
        [(1, 1, False), (1, 1, False)],
    ]
    assert [line.text for line in table.lines()] == ["Tête", "un", "deux", "dedans"]
    assert [word.word for word in reading.words] == ["Avant", "Tête", "un", "deux", "dedans"]


def repeated(row: int) -> str:
    return (
        f'<table:table><table:table-row table:number-rows-repeated="{row}">'
        + CELL.format(more=' table:number-columns-repeated="3"', content=p("a"))
        + CELL.format(more=' table:number-columns-repeated="900000"', content="")
        + '</table:table-row><table:table-row table:number-rows-repeated="-5">'
        + CELL.format(more="", content=p("b"))
        + "</table:table-row></table:table>"
    )


def test_repeated_cells_are_written_out(read: Read) -> None:
    reading = read(repeated(2))

    assert [word.word for word in reading.words] == ["a"] * 6 + ["b"]
    assert words_of(reading.lines) == [word.word for word in reading.words]


def test_cells_repeated_without_end_are_refused(read: Read) -> None:
    with pytest.raises(SourceError) as refused:
        read(repeated(1_000_000))

    assert str(refused.value) == (
        "draft.odt: a table repeats its cells without end. Open it in LibreOffice and save it again."
    )


def test_frames_follow_their_paragraph(read: Read) -> None:
    box = f"<draw:frame><draw:text-box>{p('Dans la boîte')}</draw:text-box></draw:frame>"
    shape = f"<draw:custom-shape>{p('Dans la forme')}</draw:custom-shape>"
    reading = read(f"<draw:g>{box}</draw:g>" + p(f"Avant {box}après <draw:g>{shape}</draw:g>"))

    assert [line.text for line in reading.lines] == ["Dans la boîte", "Avant après", "Dans la boîte", "Dans la forme"]
    assert [word.word for word in reading.words] == words_of(reading.lines)


def test_what_is_left_out_is_named(odt: MakeOdt) -> None:
    hidden = '<text:section text:name="s" text:display="none">' + p("caché") + "</text:section>"
    body = (
        "<text:table-of-content><text:index-body>" + p("Titre 1 ... 3") + "</text:index-body></text:table-of-content>"
        + hidden
        + '<text:section text:display="condition" text:is-hidden="true">' + p("selon") + "</text:section>"
        + '<text:section text:name="t">' + p("lu") + "</text:section>"
        + p("secret", "P3")
        + p('<text:hidden-paragraph text:is-hidden="true"/>paragraphe')
        + p(
            '<draw:frame draw:name="Sceau"><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
            '<draw:frame><draw:image xlink:href="Pictures/2.png"/></draw:frame>'
            '<draw:frame draw:name="Formule"><draw:object xlink:href="./Object 1"/><draw:image/></draw:frame>'
            '<draw:control/><draw:line/>'
            '<text:hidden-text text:is-hidden="true">texte</text:hidden-text>'
            '<text:hidden-text text:is-hidden="false">montré</text:hidden-text>'
            '<text:variable-set text:display="none">variable</text:variable-set>'
            '<text:script>beep()</text:script>' + span("T5", "étendue")
        )
        + "<table:table><table:table-row><table:covered-table-cell>" + p("couverte")
        + "</table:covered-table-cell></table:table-row></table:table>"
    )  # fmt: skip
    master = (
        '<style:master-page style:name="Standard"><style:header><text:p>Projet</text:p></style:header>'
        "<style:footer><text:p>page <text:page-number>1</text:page-number></text:p></style:footer>"
        "<style:footer-left><text:p/></style:footer-left></style:master-page>"
    )
    parts = {"Basic/Standard/Module1.xml": "<x/>", "Basic/script-lc.xml": "<x/>", "Scripts/python/m.py": ""}
    reading = read_odt(odt(body, AUTOMATIC, STYLES, master, parts), "draft.odt")

    assert dropped(reading) == [
        (DropKind.CONTENTS, "Titre 1 ... 3"),
        (DropKind.HIDDEN, "caché"),
        (DropKind.HIDDEN, "selon"),
        (DropKind.HIDDEN, "secret"),
        (DropKind.HIDDEN, "paragraphe"),
        (DropKind.HIDDEN, "texte"),
        (DropKind.HIDDEN, "variable"),
        (DropKind.SCRIPT, "beep()"),
        (DropKind.HIDDEN, "étendue"),
        (DropKind.PICTURE, "Sceau"),
        (DropKind.PICTURE, "Pictures/2.png"),
        (DropKind.OBJECT, "Formule"),
        (DropKind.OBJECT, "object"),
        (DropKind.HIDDEN, "couverte"),
        (DropKind.HEADER, "Projet"),
        (DropKind.FOOTER, "page 1"),
        (DropKind.MACRO, "Basic/Standard/Module1.xml"),
        (DropKind.MACRO, "Scripts/python/m.py"),
    ]
    assert [line.text for line in reading.lines] == ["lu", "montré"]
    assert [word.word for word in reading.words] == ["lu", "montré"]


def test_a_locked_file_is_refused(odt: MakeOdt) -> None:
    manifest = {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}
    with pytest.raises(SourceError) as refused:
        read_odt(odt(p("x"), parts=manifest), "draft.odt")

    assert str(refused.value) == (
        "draft.odt: the file is protected by a password. Save it without its password, then import it."
    )


def test_a_file_without_a_text_is_refused(odt: MakeOdt) -> None:
    with pytest.raises(SourceError) as refused:
        read_odt(odt("", parts={"content.xml": "<x/>"}), "draft.odt")

    assert str(refused.value) == (
        "draft.odt: the file holds no text document. Save it as a text document (.odt) in LibreOffice."
    )


def test_a_file_without_styles_is_read() -> None:
    target = BytesIO()
    space = "urn:oasis:names:tc:opendocument:xmlns"
    with ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{space}:office:1.0" xmlns:t="{space}:text:1.0">'
            "<o:body><o:text><t:p>Mot</t:p></o:text></o:body></o:document-content>",
        )

    assert detect_format(target.getvalue(), "draft.odt") is SourceFormat.ODT
    assert [line.text for line in read_odt(target.getvalue()).lines] == ["Mot"]


def test_nesting_without_end_is_refused_and_what_is_allowed_is_read(odt: MakeOdt) -> None:
    deep = "<text:list><text:list-item>" * 10_000 + p("x") + "</text:list-item></text:list>" * 10_000
    with pytest.raises(SourceError, match="its elements are nested too deep"):
        read_odt(odt(deep))
    table, end = (
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
    )
    for begin, close in ((table, end), ("<text:list><text:list-item>", "</text:list-item></text:list>")):
        count = 240 // begin.count("<")
        reading = read_odt(odt(begin * count + p("x") + close * count))
        assert words_of(reading.lines)[-1] == "x"
    spans = "<text:span>" * 240 + "x" + "</text:span>" * 240
    assert [word.word for word in read_odt(odt(p(spans))).words] == ["x"]


FRAGMENTS: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["mot ", "Art. 1. ", "<text:s/>", "<text:line-break/>", "<text:tab/>", "\u00a0", "\n"]),
        st.builds(
            lambda tag, inner: f"<{tag}>{inner}</{tag.partition(' ')[0]}>",
            st.sampled_from(
                [
                    'text:span text:style-name="T1"',
                    'text:span text:style-name="T5"',
                    'text:a xlink:href="#a"',
                    "text:date",
                    "text:hidden-text",
                    "text:unknown",
                ]
            ),
            FRAGMENTS,
        ),
        st.lists(BLOCKS, max_size=2).map(
            lambda inner: f"<draw:frame><draw:text-box>{''.join(inner)}</draw:text-box></draw:frame>"
        ),
        st.lists(BLOCKS, max_size=2).map(
            lambda inner: f"<text:note><text:note-body>{''.join(inner)}</text:note-body></text:note>"
        ),
        st.lists(FRAGMENTS, max_size=3).map("".join),
    )
)
BLOCKS: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.builds(p, FRAGMENTS, st.sampled_from(["Standard", "P1", "P2", "P3", "Heading_20_1"])),
        FRAGMENTS.map(lambda text: f'<text:h text:outline-level="2">{text}</text:h>'),
        st.builds(
            lambda tags, inner: (
                "".join(f"<{tag}>" for tag in tags) + "".join(inner) + "".join(f"</{tag}>" for tag in reversed(tags))
            ),
            st.sampled_from(
                [
                    ("text:list", "text:list-item"),
                    ("text:list", "text:list-header"),
                    ("text:section",),
                    ("table:table", "table:table-row", "table:table-cell"),
                    ("text:table-of-content", "text:index-body"),
                    ("text:unknown",),
                ]
            ),
            st.lists(BLOCKS, max_size=3),
        ),
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, max_size=5).map("".join))
def test_lines_hold_the_words_that_the_reader_saw(odt: MakeOdt, body: str) -> None:
    reading = read_odt(odt(body, AUTOMATIC, STYLES))

    assert words_of(reading.lines) == [word.word for word in reading.words]
    called = {mark.target for line in reading.lines for mark in line.marks if mark.kind is MarkKind.NOTE}
    assert called <= {note.key for note in reading.notes}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000), st.binary(max_size=6), st.booleans())
def test_damage_gives_a_reading_or_one_error(odt: MakeOdt, at: int, noise: bytes, inside: bool) -> None:  # noqa: FBT001 - drawn
    content = odt(p("Un" + span("T1", "mot")) * 3, AUTOMATIC, STYLES)
    if inside:
        with ZipFile(BytesIO(content)) as package:
            text = package.read("content.xml")
        content = odt("", parts={"content.xml": text[: at % len(text)] + noise + text[at % len(text) :]})
    else:
        content = content[: at % len(content)] + noise + content[at % len(content) + len(noise) :]
    try:
        reading = read_odt(content, "draft.odt")
    except SourceError as error:
        told = str(error)
        assert told.startswith("draft.odt")
        return
    assert isinstance(reading, Reading)
