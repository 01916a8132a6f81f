"""Reading keeps everything, folded or not; folding is only a way not to open what nobody asks for."""

import pytest

from codetool.akn.parser import canonical_source, parse_akn
from codetool.akn.read import expression_of, read_expression, unfold, unfold_expression
from codetool.akn.write import write_expression
from codetool.errors import DialectError, SourceError
from codetool.model.markup import Comment, Element, Folded, Instruction

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def akn(body: str, declared: str = "") -> bytes:
    return f'<akomaNtoso xmlns="{AKN}"{declared}><act name="x"><body>{body}</body></act></akomaNtoso>'.encode()


ARTICLES = akn(
    '<title eId="title_1"><article eId="art_1"><num> 1. </num><content>\n<p>Un &amp; deux.</p></content></article>\n'
    '<article eId="art_2" wId="art_1b"><num>2<i>bis</i></num><content><p>B</p></content></article></title>'
)


def test_articles_stay_folded_with_what_an_outline_needs() -> None:
    first, second = read_expression(ARTICLES).articles()
    assert isinstance(first.element, Folded)
    assert (first.eid, first.num, first.line, second.element.identity, second.num) == (
        "art_1",
        "1.",
        1,
        "art_1b",
        "2bis",
    )


def test_unfolding_gives_what_reading_without_folding_gives() -> None:
    folded, opened = read_expression(ARTICLES), read_expression(ARTICLES, fold=False)
    assert folded != opened
    assert unfold_expression(folded) == opened
    assert unfold(opened.root) is opened.root


def test_unfolded_elements_know_their_lines() -> None:
    source = akn('\n\n<article eId="art_1">\n<content>\n<p>A</p></content></article>')
    for expression in (read_expression(source, fold=False), unfold_expression(read_expression(source))):
        assert [e.line for e in expression.root.descendants()][-3:] == [3, 4, 5]


def test_the_same_article_in_another_line_knows_its_own() -> None:
    article = '<article eId="art_7">\n<content><p>A</p></content></article>'
    for above in (2, 9):
        expression = unfold_expression(read_expression(akn("\n" * above + article)))
        assert [e.line for e in expression.root.descendants()][-3:] == [above + 1, above + 2, above + 2]


def test_a_folded_article_without_a_line_can_be_opened() -> None:
    assert unfold(Folded(name="article", xml=b"<article/>", scope=(("", AKN),))) == Element(name="article")


def test_a_scope_with_marks_in_it_is_opened() -> None:
    odd = "urn:a&b"
    opened = unfold(Folded(name="article", xml=b"<article><x:y/></article>", scope=(("", AKN), ("x", odd))))
    assert [e.name for e in opened.descendants()] == ["article", f"{{{odd}}}y"]


@pytest.mark.parametrize(
    "body",
    [
        '<article eId="a"><article eId="b"/></article>',
        '<article eId="a"><content><p><b>x</b> y<!-- c --><?pi?><?pi d?></p></content></article>',
        '<article xmlns:v="urn:v" v:status="old" eId="a"><v:note v:a="1" b="2"/></article>',
        '<article eId="a"><x xmlns=""><y/></x></article>',
        '<an:article xmlns:an="' + AKN + '" eId="a"><an:num>1</an:num></an:article>',
        '<article eId="a" title="&lt;&quot;&amp;&#9;&#10;&#13;"><num>&lt;&gt;&amp;&#13;"</num></article>',
        '<article xml:lang="fr" xml:space="preserve"> <num/> </article>',
        "<article><num>\U0001f600 é\u00a0\u202f</num></article>",
        "<article><content><p><![CDATA[a < b]]></p></content></article>",
        "<section/>",
        "<chapter><num>1</num></chapter>",
    ],
)
def test_what_is_read_is_written_back(body: str) -> None:
    source = (
        b"<?xml version='1.0'?><!-- before --><?first x?>" + akn(body, ' xmlns:w="urn:w"') + b"<!-- after --><?last?>"
    )
    for fold in (True, False):
        expression = read_expression(source, fold=fold)
        assert canonical_source(write_expression(expression)) == canonical_source(source)
        again = read_expression(write_expression(expression), fold=fold)
        assert again == expression
        assert unfold_expression(again) == read_expression(source, fold=False)


def test_a_nested_article_is_opened_around_its_own() -> None:
    expression = read_expression(akn('<article eId="a"><article eId="b"/></article>'))
    outer, inner = (article.element for article in expression.articles())
    assert isinstance(outer, Element)
    assert isinstance(inner, Folded)


def test_what_stands_outside_the_root_is_kept_in_order() -> None:
    expression = read_expression(b"<?a b?><!--c-->" + akn("") + b"<!--d--><?e?>")
    assert expression.prolog == (Instruction(target="a", text="b"), Comment(text="c"))
    assert expression.epilog == (Comment(text="d"), Instruction(target="e"))


def test_an_empty_comment_is_kept() -> None:
    expression = read_expression(akn("<!---->"))
    assert expression.document.find("body") == Element(name="body", children=(Comment(text=""),))


def test_sections_fold_where_there_are_no_articles() -> None:
    expression = read_expression(akn("<section><num>1</num></section>"))
    assert isinstance(expression.articles()[0].element, Folded)
    assert isinstance(expression_of(parse_akn(akn("<section/>"))).articles()[0].element, Element)


def test_another_vocabulary_is_refused() -> None:
    with pytest.raises(DialectError, match=r"^a\.xml: this is XML of another vocabulary"):
        read_expression(b'<act xmlns="urn:x"/>', "a.xml")


@pytest.mark.parametrize("inside", ["<b>" * 300 + "x" + "</b>" * 300, "mot " * 2_600_000], ids=["deep", "long"])
def test_what_the_parser_would_refuse_is_refused_at_once_with_its_place(inside: str) -> None:
    with pytest.raises(SourceError, match=r"^code\.xml: line 1: the XML is broken"):
        read_expression(akn(f"<article><p>{inside}</p></article>"), "code.xml")


def test_many_elements_beside_each_other_are_not_too_deep() -> None:
    text = read_expression(akn(f"<article>{'<p>Un.</p>' * 600}</article>"))
    assert len(text.articles()) == 1
