"""The structure that a screen reader follows: one element for each part of the text, wherever its pages end."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

Printer = Callable[..., Any]

BARE = "li { list-style: none }"
SMALL = "@page { size: 80mm 60mm; margin: 10mm 10mm 8mm; @top-left { content: 'En-tête' } }"


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        ("<section><h2>Un</h2><p>Deux.</p></section>", ["Sect", " H1", " P"]),
        ("<h1>Un</h1><h4>Deux</h4><h4>Trois</h4><h2>Quatre</h2>", ["H1", "H2", "H2", "H2"]),
        ('<div role="heading" aria-level="3"><p>Un</p></div>', ["H1"]),
        ("<div>Un <b>mot</b> et <i>deux</i>.<p>Trois</p>Quatre</div>", ["P", "P", "P"]),
        ('<ul><li><span class="akn-num">a)</span> Un<p>Deux</p></li></ul>', ["L", " LI", "  Lbl", "  LBody", "   P"]),
        ("<dl><div><dt>Un</dt><dd>Deux</dd></div></dl>", ["L", " LI", "  Lbl", "  LBody"]),
        ("<dl><dt>Un</dt><dd>Deux</dd><dt>Trois</dt></dl>", ["L", " LI", "  Lbl", "  LBody", " LI", "  Lbl"]),
        (
            '<nav><h2>Table</h2><ol><li><a href="#x">Un</a><ol><li>Deux</li></ol></li></ol></nav><p id="x">Trois',
            ["Sect", " H1", " TOC", "  TOCI", "   Reference", "    Link", "   TOC", "    TOCI", "     P", "P"],
        ),
        ("<blockquote><p>Un</p></blockquote><p>Il dit <q>deux</q>.", ["BlockQuote", " P", "P", " Quote"]),
        ('<div class="hang"><span class="akn-num">§ 1er</span><p>Un</p></div>', ["P", " Span"]),
        ('<div><span class="akn-num">§ 1er</span></div><ul><li>Un</ul>', ["P", " Span", "L", " LI", "  LBody"]),
        ('<p>Un <span lang="nl">woord</span> et <abbr title="etc">c.</abbr></p>', ["P", " Span", " Span"]),
        ('<p aria-hidden="true">Rien</p><p>Un</p>', ["P"]),
        (
            "<table><caption>Un</caption><tr><td>Deux<td></table>",
            ["Table", " Caption", " TBody", "  TR", "   TD", "   TD"],
        ),
    ],
)  # fmt: skip
def test_elements_of_the_page_have_their_types(printed: Printer, body: str, outline: list[str]) -> None:
    assert printed(body, BARE).outline() == ["Document", *(f" {line}" for line in outline)]


def test_a_paragraph_over_two_pages_is_one(printed: Printer) -> None:
    made = printed(f"<p>{'Le secret est gardé. ' * 30}</p>", SMALL)
    assert len(made.at(made.catalogue["/Pages"])["/Kids"]) > 1
    assert made.outline() == ["Document", " P"]
    assert {kid["/Type"] for kid in made.elements("P")[0]["/K"] if isinstance(kid, dict)} == {"/MCR"}


def test_the_head_of_a_table_is_read_once(printed: Printer) -> None:
    rows = "".join(f"<tr><th scope='row'>{i}</th><td>Montant</td></tr>" for i in range(25))
    made = printed(f"<table><thead><tr><th>N°<th>Quoi</thead><tbody>{rows}</tbody></table>", SMALL)
    assert len(made.at(made.catalogue["/Pages"])["/Kids"]) > 1
    assert made.outline().count("    TH") == 2 + 25
    assert made.outline().count("  TBody") == 1
    scopes = [made.at(one["/A"])["/Scope"] for one in made.elements("TH")]
    assert (scopes.count("/Column"), scopes.count("/Row")) == (2, 25)


def test_a_note_stands_where_it_is_called(printed: Printer) -> None:
    made = printed(
        '<p>Un<span class="note">Deux</span> trois.</p><p>Quatre<span class="note">Cinq</span></p>',
        ".note { float: footnote }",
    )
    note = [" P", "  Reference", "  Note", "   Lbl"]
    assert made.outline() == ["Document", *note, *note]
    assert sorted(one["/ID"] for one in made.elements("Note")) == ["u:note-1", "u:note-2"]


def test_a_link_says_where_it_leads_and_is_there_once(printed: Printer) -> None:
    made = printed('<p>Voir <a href="#x"><span>l’article <b>2</b></span></a>.</p><h2 id="x">2</h2>')
    links = [one for one in made.objects.values() if isinstance(one, dict) and one.get("/Subtype") == "/Link"]
    assert [(one["/Contents"], one["/F"]) for one in links] == [("u:l’article 2", 4)]


def test_a_list_says_how_it_counts(printed: Printer) -> None:
    made = printed(
        '<ul><li><span class="akn-num">a)</span> Un</li></ul><ol><li>Deux</li></ol><ul><li>Trois</li></ul>',
        "ul:first-child > li { list-style: none }",
    )
    counted = sorted(made.at(one["/A"])["/ListNumbering"] for one in made.elements("L"))
    assert counted == ["/Decimal", "/Disc", "/LowerAlpha"]


def test_a_picture_says_what_it_shows_and_one_that_says_nothing_is_left_out(printed: Printer) -> None:
    square = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    image = f"data:image/svg+xml,{quote(square)}"
    made = printed(f'<p><img alt="Un carré" src="{image}"> <img alt="" src="{image}">.</p>')
    assert [one["/Alt"] for one in made.elements("Figure")] == ["u:Un carré"]


def test_running_heads_are_no_part_of_the_text(printed: Printer) -> None:
    made = printed("<p>Un</p>", SMALL)
    tree = made.at(made.at(made.catalogue["/StructTreeRoot"])["/ParentTree"])["/Nums"]
    assert len([one for one in tree[1] if one]) == 1
    assert len(tree[1]) == 2


def test_small_capitals_read_as_they_are_written(printed: Printer) -> None:
    made = printed("<p>Art. <b>Le Titre</b></p>", "b { font-variant-caps: all-small-caps; font-weight: normal }")
    import pypdfium2 as pdfium  # noqa: PLC0415 - only here

    with pdfium.PdfDocument(made.content) as document:
        assert "Le Titre" in document[0].get_textpage().get_text_range()
