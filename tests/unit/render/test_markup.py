import pytest

from codetool.model.markup import Attributes, Element, Node
from codetool.render.markup import Sheet, html_of, inside_html
from codetool.render.pictures import Picture
from codetool.render.templates import labels_for

FRENCH = Sheet(labels=labels_for("fr"), targets=frozenset({"art_2"}), notes={"note_1": 1})


def make(name: str, *children: Node, **attributes: str) -> Element:
    pairs: Attributes = tuple(attributes.items())
    return Element(name=name, attributes=pairs, children=children)


def html(element: Element, sheet: Sheet = FRENCH) -> str:
    return str(html_of(element, sheet)).strip()


def test_an_internal_reference_is_a_link() -> None:
    assert html(make("ref", "2", href="#art_2")) == '<a class="akn-ref" href="#art_2">2</a>'


@pytest.mark.parametrize(
    "href", ["#art_9", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x.org", ""]
)
def test_what_leads_nowhere_or_is_not_safe_is_plain_text(href: str) -> None:
    assert html(make("ref", "2", href=href)) == '<span class="akn-ref">2</span>'


@pytest.mark.parametrize("href", ["/akn/be/act/2000-01-01/x", "https://example.org/a?b=c"])
def test_an_address_elsewhere_is_told_and_not_linked(href: str) -> None:
    assert html(make("ref", "2", href=href)) == f'<span class="akn-ref" title="{href}">2</span>'


def test_a_link_never_stands_in_a_link() -> None:
    inner = make("noteRef", href="#note_1")
    assert html(make("ref", "2", inner, href="#art_2")).startswith('<span class="akn-ref inline">2<sup class="note"><a')


def test_a_note_is_a_number_that_leads_to_it() -> None:
    expected = '<a href="#note-1" role="doc-noteref" aria-label="Note 1">1</a>'
    assert html(make("noteRef", href="#note_1", marker="*")) == f'<sup class="note">{expected}</sup>'
    assert expected in html(make("authorialNote", make("p", "x"), eId="note_1"))


def test_a_note_without_a_number_is_shown_where_it_is() -> None:
    assert html(make("noteRef", href="#gone", marker="*")) == '<sup class="note">*</sup>'
    assert html(make("noteRef", href="#gone")) == ""
    assert html(make("authorialNote", "x")) == '<span class="akn-note inline">x</span>'
    assert html(make("authorialNote", make("p", "x"))).startswith('<div class="akn-note inline"><p>x</p>')


def test_an_image_is_its_words_and_never_fetched() -> None:
    assert "[Plan]" in html(make("img", src="https://example.org/a.png", alt="Plan"))
    assert "[a.png]" in html(make("img", src="https://example.org/a.png"))
    assert "[Image]" in html(make("img", src=""))
    assert "example.org" not in html(make("img", src="https://example.org/a.png"))


def test_a_table_keeps_spans_and_tells_its_headers() -> None:
    head = make("tr", make("th", make("p", "A"), colspan="2"))
    row = make("tr", make("th", "B"), make("td", "C", rowspan="x"))
    assert html(make("table", make("caption", "Durées"), head, row)) == (
        '<div class="table" role="region" tabindex="0" aria-label="Durées"><table>\n'
        "<caption>Durées</caption>\n"
        '<tr><th colspan="2" scope="col"><p>A</p></th></tr>\n'
        '<tr><th scope="row">B</th><td>C</td></tr>\n'
        "</table></div>"
    )
    assert 'aria-label="Tableau"' in html(make("table"))


def test_a_foreign_cell_is_a_cell() -> None:
    assert html(make("tr", make("{urn:x}cell", "A"))) == "<tr><td>A</td></tr>"


def test_quotations_get_the_marks_that_they_name_once() -> None:
    assert html(make("quotedText", "mot", startQuote="«", endQuote="»")) == (
        '<q class="akn-quotedText">«\u202fmot\u202f»</q>'
    )
    assert html(make("quotedText", '"mot"', startQuote='"', endQuote='"')) == '<q class="akn-quotedText">"mot"</q>'
    assert html(make("embeddedStructure", make("p", "x"))).startswith("<blockquote")
    assert "long" in html(make("embeddedText", "mot " * 100))


def test_a_quoted_article_is_no_heading_of_the_page() -> None:
    article = make("article", make("num", "3."), make("heading", "But"), eId="qart_3")
    assert '<div class="head">' in html(make("quotedStructure", article))


def test_dates_lists_and_breaks() -> None:
    assert html(make("docDate", "juin", date="2001-06-07")) == (
        '<time class="akn-docDate" datetime="2001-06-07">juin</time>'
    )
    assert html(make("date", "juin", date="2001")) == '<span class="akn-date">juin</span>'
    assert html(make("ol", make("li", "a", value="3"), make("li", "b", value="x"))) == (
        '<ol><li value="3">a</li>\n<li>b</li>\n</ol>'
    )
    assert html(make("p", "a", make("eol"), "b", make("eop"))) == "<p>a<br>b</p>"
    assert html(make("abbr", "AS", title="Assistant social")) == '<abbr title="Assistant social">AS</abbr>'
    assert html(make("b", make("p", "x"))) == "<div><p>x</p>\n</div>"


def test_a_heading_outside_a_provision_is_a_line() -> None:
    assert html(make("crossHeading", "Règles")) == '<p class="akn-crossHeading">Règles</p>'
    assert html(make("heading", make("quotedStructure", "x"))).startswith('<div class="akn-heading"><blockquote')


def test_what_stands_in_an_element_tells_whether_it_is_a_block() -> None:
    assert inside_html(make("p", "a"), FRENCH) == ("a", False)
    assert inside_html(make("content", make("p", "a")), FRENCH) == ("<p>a</p>\n", True)


def test_a_picture_that_is_there_is_shown_as_wide_as_the_text_says() -> None:
    sheet = Sheet(pictures={"a.png": Picture(content=b"x", media_type="image/png")})
    known = (("src", "a.png"), ("alt", 'Un "plan"'))
    assert str(html_of(Element(name="img", attributes=(*known, ("width", "200"))), sheet)) == (
        '<img class="akn-img" src="data:image/png;base64,eA==" alt="Un &#34;plan&#34;" style="width: 200px">'
    )
    assert "style" not in html_of(Element(name="img", attributes=(*known, ("width", "1; x: y"))), sheet)
