"""Articles cut out of the bytes of a document: whatever it looks like, what is read is what the parser reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.akn.folding import MARK, cut_document
from codetool.akn.links import linked_text
from codetool.akn.parser import canonical_source
from codetool.akn.read import read_expression, unfold_expression
from codetool.akn.texts import own_texts
from codetool.akn.write import fold_element, write_expression
from codetool.model.markup import AKN_NAMESPACE, Element, Folded

ARTICLE = (
    '<article eId="art_{n}"><num>{n}.</num><content><p>Un <ref href="#art_1">renvoi</ref>.</p></content></article>'
)


def document(body: str, *, declared: str = f' xmlns="{AKN_NAMESPACE}"', prefix: str = "", head: str = "") -> str:
    names = [prefix + name for name in ("akomaNtoso", "act", "body")]
    opened = f'<{names[0]}{declared}><{names[1]} name="x"><{names[2]}>'
    return f"{head}{opened}{body}</{names[2]}></{names[1]}></{names[0]}>"


def folded_of(source: bytes) -> list[Folded]:
    units = [article.element for article in read_expression(source).articles()]
    return [element for element in units if isinstance(element, Folded)]


ONE = ARTICLE.format(n=1)
PLAIN = document(ONE + "\n  " + ARTICLE.format(n=2))
ODD = {
    "as it is written": PLAIN.encode(),
    "a mark of order": b"\xef\xbb\xbf" + PLAIN.encode(),
    "a declaration over lines": f'<?xml version="1.0"\n encoding="UTF-8"?>\n{PLAIN}'.encode(),
    "Latin-1": ('<?xml version="1.0" encoding="iso-8859-1"?>' + PLAIN.replace("Un", "Été")).encode("latin-1"),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>' + PLAIN).encode("utf-16"),
    "Windows' line ends": PLAIN.replace("\n", "\r\n").encode(),
    "an empty article before a number": document("<section><article/><num>1.</num></section>" + ONE).encode(),
    "an article in an article before its number": document("<article><article/><num>1.</num></article>" + ONE).encode(),
    "a tag in a comment": document("<!-- <article> -->" + ARTICLE.format(n=1)).encode(),
    "a tag in a CDATA section": document(ONE.replace("Un", "<![CDATA[</article>]]>")).encode(),
    "comments and instructions": document(ONE.replace("Un", "<!-- x --><?y z?>Un !")).encode(),
    "a prefix": document(
        '<akn:article eId="art_1"><akn:num>1.</akn:num><akn:content/></akn:article>',
        declared=f' xmlns:akn="{AKN_NAMESPACE}"', prefix="akn:",
    ).encode(),
    "another vocabulary": document(ONE.replace("Un", '<m:x xmlns:m="urn:m" m:y="1">Un</m:x>')).encode(),
    "declared at the article": document(ONE.replace("<article", '<article xmlns:q="urn:q"')).encode(),
    "an article in an article": document(
        ONE.replace("</content>", "</content>" + ARTICLE.format(n=2))
    ).encode(),
    "empty articles": document('<article eId="art_1"/><article eId="art_2" />').encode(),
    "attributes over lines": document(
        ONE.replace(' eId="art_1"', '\n  eId="art_1"\tclass=\'a "b"\'')
    ).encode(),
    "entities in attributes": document(ONE.replace("<article", '<article class="a &amp; b"')).encode(),
    "single quotes": document(ONE.replace('"art_1">', "'art_1' class='x'>")).encode(),
    "signs that look like tags": document(ONE.replace("Un", "1 &lt; 2 > 1 &#233; &#xE9;")).encode(),
    "a number with markup": document(ONE.replace("<num>1.", "<num>1<sup>er</sup>.")).encode(),
    "a number after the heading": document(
        "<article><heading>But</heading><num>1.</num><content><p>Un.</p></content></article>"
    ).encode(),
    "no number, but points": document(
        "<article><list><point><num>a)</num><content><p>Un.</p></content></point></list></article>"
    ).encode(),
    "our own mark": document(ONE.replace("Un", MARK)).encode(),
    "names that only begin so": document("<articleX/>" + ARTICLE.format(n=1)).encode(),
    "between other elements": document(f"<title>{ONE}</title>\n<title>{ARTICLE.format(n=2)}</title>").encode(),
}  # fmt: skip


@pytest.mark.parametrize("source", ODD.values(), ids=ODD)
def test_what_is_cut_and_put_together_is_what_was_there(source: bytes) -> None:
    folded, opened = read_expression(source), read_expression(source, fold=False)
    assert unfold_expression(folded) == opened
    assert canonical_source(write_expression(folded)) == canonical_source(source)
    lines = [[p.line for p in one.provisions()] for one in (unfold_expression(folded), opened)]
    assert lines[0] == lines[1]
    assert [(a.num, a.eid) for a in folded.articles()] == [(a.num, a.eid) for a in opened.articles()]


@pytest.mark.parametrize("source", ODD.values(), ids=ODD)
def test_the_text_is_the_same_however_it_is_written(source: bytes) -> None:
    for folded in folded_of(source):
        element = unfold_expression(read_expression(source)).articles()
        opened = next(a.element for a in element if a.eid == folded.eid and isinstance(a.element, Element))
        (one,), (two,) = list(own_texts([folded])), list(own_texts([fold_element(opened)]))
        assert (one.heading, one.blocks) == (two.heading, two.blocks)
        linked = [linked_text(element) for element in (folded, fold_element(opened))]
        assert linked[0].blocks == linked[1].blocks == one.blocks
        assert [[link[:3] for link in links] for links in linked[0].links] == [
            [link[:3] for link in links] for links in linked[1].links
        ]


@pytest.mark.parametrize(("name", "kept"), [("our own mark", False), ("a tag in a comment", False), ("UTF-16", True)])
def test_what_cannot_be_cut_safely_is_not_cut(name: str, kept: bool) -> None:  # noqa: FBT001 - a parameter of the test
    encoding = "UTF-16" if name == "UTF-16" else "UTF-8"
    assert (cut_document(ODD[name], encoding, "article") is not None) is kept


def test_an_unknown_encoding_is_not_cut() -> None:
    assert cut_document(PLAIN.encode(), "klingon", "article") is None


@given(
    st.lists(
        st.sampled_from(["<article>", "</article>", "<article/>", "<p>x</p>", "\n", "<!-- a -->", "é"]), max_size=12
    )
)
def test_any_nesting_comes_back(pieces: list[str]) -> None:
    source = document("".join(pieces))
    try:
        opened = read_expression(source.encode(), fold=False)
    except Exception:  # noqa: BLE001 - what is not well-formed is not read
        return
    assert unfold_expression(read_expression(source.encode())) == opened
