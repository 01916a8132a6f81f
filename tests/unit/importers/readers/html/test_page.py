"""Whole pages as Word, LibreOffice, Google Docs and pandoc write them; what was read of them, line by line."""

from pathlib import Path

import pytest

from codetool.errors import SourceError
from codetool.importers.lines import Line, MarkKind
from codetool.importers.readers.html import read_html
from codetool.importers.reading import DropKind, Reading, Tracked

WORD = (Path(__file__).parent / "word_page.htm").read_text(encoding="utf-8")
"""Written by us after the model of Word's export, with its conditional comments and styles."""


def read(page: str, tracked: Tracked = Tracked.ACCEPT) -> Reading:
    return read_html(page.encode(), "page.html", tracked)


def texts(page: str) -> list[str]:
    return [line.text for line in read(page).lines]


def marks(line: Line) -> list[tuple[MarkKind, str, str]]:
    return [(mark.kind, line.text[mark.start : mark.end], mark.target) for mark in line.marks]


def test_a_page_of_word_reads_as_word_shows_it() -> None:
    reading = read_html(WORD.encode("cp1252"), "word.htm")

    assert [line.text for line in reading.lines] == [
        "Titre I. Objet",
        "Article 1er. Le présent code s’applique aux écoles\u00a0:",
        "1° communales",
        "• libres et privées.",
        "Le registre est tenu par le greffe.",
        "",
        "Titre II. Écoles",
        "Centré fort",
        "Fin.",
    ]
    assert [(line.label, line.depth) for line in reading.lines[2:4]] == [("1°", 0), ("•", 1)]
    assert [(one.code, one.line) for one in reading.findings] == [("changes-accepted", 31)]


def test_word_s_layout_stands_beside_the_words() -> None:
    title, article, _, _, _, _, second, centered, _ = read(WORD).lines

    assert (title.level, title.bold, title.size, title.anchors) == (1, True, 16.0, ("_Toc1",))
    assert (second.page_break, second.blanks, second.anchors) == (True, 1, ("_Toc2",))
    assert (centered.centered, centered.style, centered.indent) == (True, "alinea", 5)
    assert marks(article) == [
        (MarkKind.BOLD, "Article 1er.", ""),
        (MarkKind.SUPERSCRIPT, "er", ""),
        (MarkKind.NOTE, "", "_ftn1"),
    ]
    assert marks(centered) == [(MarkKind.BOLD, "fort", "")]


def test_word_s_footnotes_and_comments_come_out_of_the_text() -> None:
    reading = read(WORD)
    (note,) = reading.notes
    (remark,) = reading.remarks

    assert (note.key, note.label) == ("_ftn1", "1")
    assert [line.text for line in note.lines] == ["Arrêté du 3 mai.", "Suite de la note."]
    assert (remark.text, remark.author, remark.date) == ("À vérifier.", "Greffe", "2024-01-15")
    assert (remark.quoted, remark.line) == ("Le registre", 32)


def test_what_is_left_out_of_word_s_page_is_told() -> None:
    assert [(one.kind, one.text) for one in read(WORD).dropped] == [
        (DropKind.SCRIPT, "style"),
        (DropKind.CONTENTS, "Sommaire Titre I. Objet..... 1 Titre II. Écoles..... 2"),
        (DropKind.HIDDEN, "caché"),
        (DropKind.PICTURE, "image001.png"),
    ]


def test_either_side_of_tracked_changes_is_read() -> None:
    page = "<p>Une <del>deux</del><ins>trois</ins><s> quatre</s><s class=del>cinq</s><span class=msoIns> six</span>"

    assert [line.text for line in read(page).lines] == ["Une trois quatre six"]
    assert [line.text for line in read(page, Tracked.REJECT).lines] == ["Une deux quatrecinq"]


def test_tracked_changes_of_a_page_are_told() -> None:
    page = "<p>Un.</p>\n<p>Une <del>deux <ins>x</ins></del><ins>trois</ins><span class=msoIns> six</span></p>"
    told = {side: read(page, side).findings for side in (Tracked.ACCEPT, Tracked.REJECT)}
    assert [(one.code, one.line) for found in told.values() for one in found] == [
        ("changes-accepted", 2),
        ("changes-rejected", 2),
    ]
    assert (told[Tracked.ACCEPT][0].values["insertions"], told[Tracked.ACCEPT][0].values["deletions"]) == (2, 1)
    assert read("<p>Un <s>vieux</s> mot.</p>").findings == ()


@pytest.mark.parametrize(
    ("page", "key", "label", "text", "note"),
    [
        (
            (
                '<p>Un<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> mot'
                '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
                'href="#sdfootnote1anc">1</a>La note</p></div>'
            ),
            "sdfootnote1sym",
            "1",
            "Un mot",
            "La note",
        ),
        (
            (
                '<p>Un<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> mot</p>'
                '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>La note.'
                '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
            ),
            "fn1",
            "1",
            "Un mot",
            "La note.",
        ),
        (
            (
                '<p>Un<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> mot</p><hr><div><p><a href="#ftnt_ref1" '
                'id="ftnt1">[1]</a><span>&nbsp;La note</span></p></div>'
            ),
            "ftnt1",
            "1",
            "Un mot",
            "La note",
        ),
        (
            '<p>Un<a epub:type="noteref" href="#n1">*</a> mot</p><aside epub:type="footnote" id="n1">La note</aside>',
            "n1",
            "*",
            "Un mot",
            "La note",
        ),
        (
            (
                '<p>Un<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> mot</p><ol><li id="cite_note-1">'
                '<a href="#cite_ref-1">↑</a> La note</li></ol>'
            ),
            "cite_note-1",
            "1",
            "Un mot",
            "La note",
        ),
    ],
)
def test_footnotes_of_other_programs(page: str, key: str, label: str, text: str, note: str) -> None:
    reading = read(page)

    assert [line.text for line in reading.lines] == [text]
    assert [mark.target for mark in reading.lines[0].marks if mark.kind is MarkKind.NOTE] == [key]
    assert [(one.key, one.label, [line.text for line in one.lines]) for one in reading.notes] == [(key, label, [note])]


def test_comments_of_google_docs() -> None:
    (remark,) = read(
        '<p>Un<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> mot.</p><div><p><a href="#cmnt_ref1" id="cmnt1">[a]'
        "</a><span>À revoir</span></p></div>"
    ).remarks

    assert (remark.text, remark.author, remark.date, remark.quoted) == ("À revoir", "", "", "")


def test_a_note_called_twice_is_one_note_and_the_second_sign_stays() -> None:
    reading = read('<p>Un<a href="#n" id="r">1</a>, deux<a href="#n" id="s">1</a>.<p id="n"><a href="#r">1</a> La note')

    assert [line.text for line in reading.lines] == ["Un, deux1."]
    assert len(reading.notes) == 1


def test_signs_inside_notes_and_of_notes_that_hold_the_text_are_text() -> None:
    inside = read(
        '<p>Un<a href="#n" id="r">1</a><p id="n"><a href="#r">1</a> La note<a href="#m" id="q">2</a>'
        '<p id="m"><a href="#q">2</a> Autre'
    )
    around = read('<div id="n"><p>Un<a href="#n" id="r">1</a> et <a href="#r">1</a></div>')
    cell = read('<p>Un<a href="#n" id="r">1</a><table><tr><td id="n"><a href="#r">1</a> Cellule</table>')

    assert [line.text for line in inside.notes[0].lines] == ["La note2"]
    assert [line.text for line in inside.lines] == ["Un", "2 Autre"]
    assert [line.text for line in around.lines] == ["Un1 et 1"]
    assert [line.text for line in cell.lines] == ["Un1", "1 Cellule"]


def test_headings_that_lead_back_to_the_contents_are_no_notes() -> None:
    page = '<p>Voir <a href="#t" id="r">1</a><h2 id="t"><a href="#r">1</a> Titre</h2>'

    assert texts(page) == ["Voir 1", "1 Titre"]


def test_a_note_called_where_no_word_follows_goes_to_the_line_before() -> None:
    reading = read('<p>Un</p><p><a href="#n" id="r">1</a></p><p id="n"><a href="#r">1</a> La note')

    assert [marks(line) for line in reading.lines] == [[(MarkKind.NOTE, "", "n")]]


@pytest.mark.parametrize("page", ["<html>", "<p>&nbsp;</p>", "<!-- rien -->", "<script>x</script>"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(page)

    assert str(refused.value) == (
        "page.html: the page has no text in it. Open it in a browser, and save what it shows."
    )


def test_an_edition_of_ours_comes_back_with_the_text_of_the_law() -> None:
    page = """<body><a class="skip" href="#page-text">Aller au texte</a><header><h1>CODE</h1><p>juin</p></header>
<nav><h2>Table des matières</h2><ol><li><a href="#t1">TITRE 1</a></ol></nav>
<main id="page-text"><section id="t1"><h2><a href="#t1">TITRE 1</a></h2><ul style="list-style:none">
<li style="display:grid"><span>a)</span> <div><div><p>le point</p></div></div></ul></section></main>
<footer>À propos</footer>"""
    reading = read(page)

    assert [(line.text, line.label, marks(line)) for line in reading.lines] == [
        ("CODE", "", []),
        ("juin", "", []),
        ("TITRE 1", "", []),
        ("a) le point", "a)", []),
    ]
    assert [(one.kind, one.text) for one in reading.dropped] == [
        (DropKind.HEADER, "Aller au texte"),
        (DropKind.CONTENTS, "Table des matières TITRE 1"),
        (DropKind.FOOTER, "À propos"),
    ]
