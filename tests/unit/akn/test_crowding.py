"""Elements and documents that would take for ever, refused at once; those of programs for texts are not."""

from collections.abc import Callable

import pytest

from codetool.akn.crowding import ASIDES, ATTRIBUTES, NAMESPACES, may_be_crowded
from codetool.akn.parser import parse_akn, parse_html, parse_xml
from codetool.akn.read import read_expression
from codetool.errors import SourceError
from codetool.model.markup import AKN_NAMESPACE as AKN

MANY = 100_000


def attributes(number: int, prefix: str = "", value: str = "") -> str:
    return " ".join(f'{prefix}a{i}="{value}"' for i in range(number))


def namespaces(number: int) -> str:
    return " ".join(f'xmlns:n{i}="urn:{i}"' for i in range(number))


def document(on_root: str = "", on_article: str = "", declaration: str = "") -> str:
    return (
        f'{declaration}<akomaNtoso xmlns="{AKN}" {on_root}><act name="code"><body>\n'
        f'<article eId="art_1" {on_article}><num>1.</num></article></body></act></akomaNtoso>'
    )


@pytest.mark.parametrize("read", [parse_xml, parse_akn, read_expression])
@pytest.mark.parametrize("prefix", ["", "q:"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_an_element_of_many_attributes_is_refused(
    read: Callable[[bytes, str], object], prefix: str, encoding: str
) -> None:
    declaration = "<?xml version='1.0' encoding='UTF-7'?>" if encoding == "utf-7" else ""
    # A value with the bytes of < in it: each begins what looks like a tag of its own.
    crowded = document('xmlns:q="urn:q"', attributes(MANY, prefix, "\u3c3c"), declaration)
    with pytest.raises(SourceError) as refused:
        read(declaration.encode() + crowded.removeprefix(declaration).encode(encoding), "a.xml")
    assert str(refused.value) == (
        f"a.xml: line 2: an element has more than {ATTRIBUTES} attributes. "
        "It was not made by a program for texts; ask for the file that it was made from."
    )


def test_an_element_of_as_many_attributes_as_are_read() -> None:
    known = document("", attributes(ATTRIBUTES - 1))
    assert read_expression(known.encode())
    with pytest.raises(SourceError, match="attributes"):
        read_expression(document("", attributes(ATTRIBUTES)).encode())


@pytest.mark.parametrize("read", [parse_xml, parse_akn, read_expression])
def test_a_document_of_many_namespaces_is_refused(read: Callable[[bytes, str], object]) -> None:
    read(document(namespaces(NAMESPACES - 1)).encode(), "a.xml")
    with pytest.raises(SourceError, match=rf"^a\.xml: the document has more than {NAMESPACES} namespaces\. It was"):
        read(document(namespaces(NAMESPACES)).encode(), "a.xml")


@pytest.mark.parametrize("read", [parse_xml, parse_akn, read_expression])
@pytest.mark.parametrize("aside", ["<!--a-->", "<?a b?>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_of_many_comments_is_refused(
    read: Callable[[bytes, str], object], aside: str, encoding: str
) -> None:
    known = document().replace("<num>", aside * ASIDES + "<num>")
    parse_xml(known.encode(encoding))
    with pytest.raises(SourceError, match=rf"^a\.xml: the document has more than {ASIDES} comments and instructions\."):
        read(known.replace("<num>", f"{aside}<num>").encode(encoding), "a.xml")


def test_the_comments_of_a_page_are_no_part_of_it() -> None:
    page = parse_html("<p>un <!-- b -->deux" + "<!-- c -->" * ASIDES + "</p>")
    assert len(page.xpath("//comment()")) == 0
    assert page.xpath("string(//p)") == "un deux"


def test_one_namespace_may_be_declared_as_often_as_one_likes() -> None:
    often = "<a>" + '<b xmlns:n="urn:n"/>' * (NAMESPACES * 3) + "</a>"
    assert len(parse_xml(often.encode()).getroot()) == NAMESPACES * 3


@pytest.mark.parametrize(
    "crowded",
    [
        f"<p {attributes(MANY)}>un</p>",
        "<p " + " ".join(f"a{i}" for i in range(MANY)) + ">un",
        "<p " + " ".join(f"a{i}='>\"'" for i in range(MANY)) + ">un",
        "<!--<p a=\"--><script>'</script><p " + "/".join(f"a{i}" for i in range(MANY)) + ">un",
    ],
)
def test_a_page_is_refused_before_it_is_built(crowded: str) -> None:
    with pytest.raises(SourceError, match=rf"^a\.html: an element has more than {ATTRIBUTES} attributes\. It was"):
        parse_html(crowded, "a.html")


def test_words_are_no_attributes() -> None:
    equations = b"<a b='c'>" + b"x = y; " * 2000 + b"<!-- " + b" d='e'" * 2000 + b" --></a>"
    assert may_be_crowded(equations), "seen from afar"
    assert parse_xml(equations).getroot().get("b") == "c"
    page = "<p b='c'>" + "x = y; " * 2000 + "<!-- <p" + " d='e'" * 2000 + "> -->"
    assert parse_html(page).xpath("string(//@b)") == "c"


@pytest.mark.parametrize(
    "beginning",
    ["", "\ufeff", '<?xml version="1.0"?>', "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n", "<!-- a -->"],
)
def test_a_usual_document_is_looked_at_from_afar_only(beginning: str) -> None:
    assert not may_be_crowded((beginning + document()).encode())
