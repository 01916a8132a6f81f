"""What is asked of a whole text."""

import pytest

from codetool.model.expression import Expression
from codetool.model.markup import Comment, Element


def element(name: str, /, *children: Element | Comment | str, **attributes: str) -> Element:
    return Element(name=name, attributes=tuple(attributes.items()), children=children)


def expression(*children: Element, level: tuple[Element, ...] = (), **attributes: str) -> Expression:
    work = element("FRBRWork", element("FRBRalias", value="Alias"))
    meta = element("meta", element("identification", work, element("FRBRExpression", *level)))
    act = element("act", meta, *children, **attributes)
    return Expression(root=element("akomaNtoso", Comment(text="c"), act))


def titled(block: str, name: str, text: str) -> Element:
    return element(block, element("p", element(name, text)))


def test_the_document_and_its_metadata() -> None:
    text = expression(name="code")
    assert (text.document.name, text.document.get("name")) == ("act", "code")
    assert text.meta is text.document.child("meta")
    assert text.lifecycle.events == ()


def test_an_empty_root_is_its_own_document() -> None:
    empty = Expression(root=element("akomaNtoso"))
    assert empty.document is empty.root
    assert (empty.meta, empty.iri, empty.language, empty.title, empty.status) == (None, "", "", "", "")
    assert empty.is_draft
    assert (list(empty.provisions()), empty.articles()) == ([], ())


def test_the_iri_is_the_uri_else_this() -> None:
    uri, this = element("FRBRuri", value="/u"), element("FRBRthis", value="/t")
    assert expression(level=(this, uri)).iri == "/u"
    assert expression(level=(this, element("FRBRuri", value=""))).iri == "/t"


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("fra", "fra"),
        ("FRA", "fra"),
        ("http://publisher/authority/language/FRA", "fra"),
        ("http://publisher/nld/", "nld"),
    ],
)
def test_the_language_is_cut_to_its_code(written: str, language: str) -> None:
    assert expression(level=(element("FRBRlanguage", language=written),)).language == language


def test_the_title_is_the_first_that_is_printed() -> None:
    long, short = titled("preface", "longTitle", "Long"), titled("coverPage", "docTitle", "Cover")
    assert expression(short, long).title == "Long"
    assert expression(short, titled("preface", "docTitle", " ")).title == "Cover"
    assert expression(titled("preamble", "shortTitle", "Short"), title="Attribute").title == "Short"
    assert expression(element("preface", element("p", "Text")), title="Attribute").title == "Attribute"
    assert expression().title == "Alias"


def test_a_note_to_the_title_or_the_state_is_no_part_of_it() -> None:
    note = element("authorialNote", element("p", "Note."))
    assert expression(element("preface", element("p", element("docTitle", "Code", note)))).title == "Code"
    assert expression(element("preface", element("p", element("docStatus", "projet", note)))).status == "projet"


def test_the_state_is_what_the_preface_prints() -> None:
    assert expression(titled("preface", "docStatus", "projet")).status == "projet"
    assert expression(element("preface", element("p", "x"))).status == ""


def test_a_text_is_a_draft_until_it_is_authoritative() -> None:
    assert expression().is_draft
    assert expression(level=(element("FRBRauthoritative", value="false"),)).is_draft
    assert not expression(level=(element("FRBRauthoritative", value="true"),)).is_draft


def test_a_text_says_that_it_is_a_draft_or_keeps_silent() -> None:
    status = element("preface", element("p", element("docStatus", "projet")))
    assert not expression().says_draft
    assert expression(level=(element("FRBRauthoritative", value="false"),)).says_draft
    assert expression(status).says_draft
    assert not expression(status, level=(element("FRBRauthoritative", value="true"),)).says_draft


def test_provisions_and_articles() -> None:
    body = element("body", element("title", element("article"), element("article")))
    assert [each.name for each in expression(body).provisions()] == ["title", "article", "article"]
    assert [each.label for each in expression(body).articles()] == ["#1", "#2"]
