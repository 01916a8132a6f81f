"""The text of paragraphs: its signs, fields, forms, and what is left out and told."""

import pytest

from codetool.importers.lines import Mark, MarkKind
from codetool.importers.reading import DropKind, Dropped, Reading
from tests.unit.importers.readers.docx.word_files import p, r, read, texts

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def field(instruction: str, result: str) -> str:
    """Return the runs of a field."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def dropped(reading: Reading) -> list[tuple[DropKind, str, int]]:
    return [(one.kind, one.text, one.line) for one in reading.dropped]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:t>un</w:t><w:tab/><w:t>deux</w:t>", "un deux"),
        ("<w:t>porte</w:t><w:noBreakHyphen/><w:t>parole</w:t>", "porte\u2011parole"),
        ("<w:t>confi</w:t><w:softHyphen/><w:t>dence</w:t>", "confidence"),
        ("<w:t>confi\u00addence</w:t>", "confi\u00addence"),
        ("<w:t>§\u00a012</w:t>", "§\u00a012"),
        ('<w:t>A </w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:t> B</w:t>', "A → B"),
        ("<w:t>un\n  deux</w:t>", "un deux"),
        ("<w:rPr><w:caps/></w:rPr><w:t>un</w:t>", "un"),
        ("<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>y</w:t></w:r></w:rubyBase></w:ruby>", "y"),
    ],
)
def test_the_signs_of_a_run(inside: str, text: str) -> None:
    assert texts(p(f"<w:r>{inside}</w:r>")) == [text]


def test_paragraphs_keep_their_place_and_their_form() -> None:
    form = '<w:jc w:val="center"/><w:ind w:left="1200" w:hanging="240"/><w:outlineLvl w:val="2"/>'
    lines = read(p("Un") + p() + p(r(" ")) + p(r("Deux", '<w:b/><w:sz w:val="28"/>'), form)).lines

    assert [(line.number, line.blanks, line.ends) for line in lines] == [(1, 0, True), (4, 2, True)]
    assert (lines[1].centered, lines[1].indent, lines[1].level, lines[1].bold, lines[1].size) == (
        True,
        8,
        3,
        True,
        14.0,
    )
    assert lines[1].marks == ()


def test_a_soft_break_makes_two_lines_of_one_paragraph() -> None:
    lines = read(p("<w:r><w:t>TITRE 1</w:t><w:br/><w:t>OBJET</w:t></w:r>")).lines

    assert [(line.text, line.number, line.ends) for line in lines] == [("TITRE 1", 1, None), ("OBJET", 1, True)]


@pytest.mark.parametrize(
    "body",
    [
        p("Un") + p('<w:r><w:br w:type="page"/><w:t>Deux</w:t></w:r>'),
        p('<w:r><w:t>Un</w:t><w:br w:type="page"/></w:r>') + p("Deux"),
        p("Un") + p("Deux", "<w:pageBreakBefore/>"),
        p("Un", "<w:sectPr/>") + p("Deux") + "<w:sectPr/>",
        p("<w:r><w:t>Un</w:t><w:br w:type='page'/><w:t>Deux</w:t></w:r>").replace("w:type='page'", 'w:type="page"'),
    ],
)
def test_a_new_page_is_told(body: str) -> None:
    assert [(line.text, line.page_break) for line in read(body).lines] == [("Un", False), ("Deux", True)]


def test_a_section_may_go_on_on_the_same_page() -> None:
    body = p("Un", "<w:sectPr/>") + p("Deux") + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'

    assert [line.page_break for line in read(body).lines] == [False, False]


def test_marks_of_runs_are_joined_and_styles_count() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Gras"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    strong = '<w:rStyle w:val="Fort"/>'
    reading = read(
        p(r("un ", strong) + r("deux", "<w:b/>") + r(" m") + r("2", '<w:vertAlign w:val="superscript"/>'))
        + p(r("un ") + r("deux", strong), '<w:pStyle w:val="T"/>'),
        styles=styles,
    )

    assert reading.lines[0].marks == (
        Mark(start=0, end=7, kind=MarkKind.BOLD),
        Mark(start=9, end=10, kind=MarkKind.SUPERSCRIPT),
    )
    # Bold in a bold paragraph is not bold, as Word shows it.
    assert reading.lines[1].marks == (Mark(start=0, end=2, kind=MarkKind.BOLD),)


def test_the_result_of_a_field_is_text_and_its_instruction_is_not() -> None:
    nested = field(f"IF {field('MERGEFIELD a', r('caché'))} = 1", r("montré"))

    assert texts(p(r("Le ") + field("DATE", r("2 mai")) + r(" est ") + nested)) == ["Le 2 mai est montré"]


def test_a_field_without_an_end_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    assert texts(p(end + r("Un") + begin) + p("Deux")) == ["Un", "Deux"]


def test_fields_within_fields_are_read_in_good_time() -> None:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))

    assert texts(p((begin + middle) * 5_000 + r("Un") + (middle + r(".") + end) * 5_000)) == ["Un" + "." * 5_000]


def test_the_text_of_a_hyperlink_field_leads_to_its_address() -> None:
    body = p(field('HYPERLINK "https://example.org/" \\l "a"', r("ici"))) + p(field("HYPERLINK \\l b", r("là")))

    assert [line.marks[0].target for line in read(body).lines] == ["https://example.org/#a", "#b"]


def test_links_lead_to_bookmarks_and_addresses() -> None:
    link = f'<Relationship Id="h" Type="{R}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    mark = '<w:bookmarkStart w:id="0" w:name="_Ref1"/><w:bookmarkStart w:id="1" w:name="_GoBack"/>'
    body = (
        p(mark + r("But"))
        + p(field("REF _Ref1 \\r \\h", r("article 1")))
        + p(f'<w:hyperlink r:id="h">{r("site", "<w:u/>")}</w:hyperlink>')
        + p(f'<w:hyperlink w:anchor="_Ref1">{r("ici")}</w:hyperlink>')
        + p(f'<w:fldSimple w:instr="PAGEREF _Ref1">{r("3")}</w:fldSimple>')
    )
    lines = read(body, links=link).lines

    assert lines[0].anchors == ("_Ref1",)
    assert [mark.target for line in lines for mark in line.marks] == [
        "#_Ref1",
        "https://example.org/",
        "#_Ref1",
        "#_Ref1",
    ]
    assert all(mark.kind is MarkKind.LINK for line in lines for mark in line.marks)


def test_a_bookmark_of_an_empty_paragraph_goes_to_the_next() -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="a"/>'

    assert read(mark + p(mark.replace('"a"', '"b"')) + p("Un")).lines[0].anchors == ("a", "b")


@pytest.mark.parametrize(
    "contents",
    [
        p(field("TOC \\o", r("Titre 1") + r("\t3"))),
        p("Titre 1 3", '<w:pStyle w:val="TM1"/>'),
        (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{p('Titre 1 3')}</w:sdtContent></w:sdt>"
        ),
    ],
)
def test_a_table_of_contents_is_left_out_and_told(contents: str) -> None:
    reading = read(contents + p("Un"), styles='<w:style w:styleId="TM1"><w:name w:val="toc 1"/></w:style>')

    assert [line.text for line in reading.lines] == ["Un"]
    assert dropped(reading) == [(DropKind.CONTENTS, "Titre 1 3", 1)]


def test_a_long_table_of_contents_is_told_in_short() -> None:
    body = "".join(p(f"Titre {at} – Objet", '<w:pStyle w:val="toc 1"/>') for at in range(100)) + p("Un")
    (left,) = read(body).dropped

    assert left.text.startswith("Titre 0 – Objet / Titre 1 – Objet / ")
    assert left.text.endswith("…")


def test_page_numbers_and_hidden_words_are_left_out_and_told() -> None:
    body = (
        p(r("Un ") + field("PAGE", r("7")))
        + p(r("deux") + r(" secret", "<w:vanish/>"))
        + p(f'<w:fldSimple w:instr=" NUMPAGES ">{r("9")}</w:fldSimple>')
    )
    reading = read(body)

    assert [line.text for line in reading.lines] == ["Un", "deux"]
    assert dropped(reading) == [
        (DropKind.PAGE_NUMBER, "7", 1),
        (DropKind.HIDDEN, "secret", 2),
        (DropKind.PAGE_NUMBER, "9", 3),
    ]


PICTURE = '<wp:inline><wp:docPr id="1" name="Image 1" descr="Le sceau"/><a:graphic><a:blip/></a:graphic></wp:inline>'


def test_pictures_and_objects_are_left_out_and_told() -> None:
    body = p(
        f'<w:r><w:drawing>{PICTURE}</w:drawing><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'
        '<w:pict><v:shape alt="Blason"><v:imagedata/></v:shape></w:pict><w:pict><v:rect/></w:pict><w:t>Un</w:t></w:r>'
    )

    assert dropped(read(body)) == [
        (DropKind.PICTURE, "Le sceau", 1),
        (DropKind.OBJECT, "Excel.Sheet.12", 1),
        (DropKind.PICTURE, "Blason", 1),
    ]


def test_a_text_box_comes_after_its_paragraph_and_only_once() -> None:
    box = f"<w:txbxContent>{p('Boîte 1')}{p('Boîte 2')}</w:txbxContent>"
    drawing = f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    body = p(f"<w:r><w:t>Un</w:t><mc:AlternateContent>{drawing}{fallback}</mc:AlternateContent></w:r>") + p("Deux")
    reading = read(body)

    assert [line.text for line in reading.lines] == ["Un", "Boîte 1", "Boîte 2", "Deux"]
    assert reading.dropped == ()


def test_a_text_box_in_deleted_words_is_deleted() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('Boîte')}</w:txbxContent></v:textbox></w:pict></w:r>"

    assert texts(p(r("Un") + f'<w:del w:id="1">{box}</w:del>')) == ["Un"]


def test_content_controls_and_formulas_are_read() -> None:
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('deux ')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{p('Trois')}</w:sdtContent></w:sdt>"

    assert texts(p(r("Un ") + control + formula) + block) == ["Un deux ab", "Trois"]


def test_what_was_left_out_twice_is_told_once() -> None:
    reading = read(p(r("x", "<w:vanish/>")) + p(r("x", "<w:vanish/>")) + p("Un"))

    assert reading.dropped == (Dropped(kind=DropKind.HIDDEN, text="x", line=1, count=2),)


def test_a_ring_of_styles_is_cut() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )

    assert read(p("Un", '<w:pStyle w:val="A"/>'), styles=styles).lines[0].style == "a"


def test_the_default_style_and_a_heading_without_a_level() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 3"/></w:style>'
    )
    lines = read(
        p("Un") + p("Deux", '<w:pStyle w:val="H"/>') + p("x", '<w:outlineLvl w:val="9"/>'), styles=styles
    ).lines

    assert [(line.style, line.level, line.size) for line in lines] == [
        ("normal", 0, 11.0),
        ("heading 3", 3, 11.0),
        ("normal", 0, 11.0),
    ]
