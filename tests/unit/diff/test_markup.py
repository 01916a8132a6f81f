"""What changed in markup is named: which element, around which words, what was and what is."""

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare, count_changes
from codetool.diff.markup import MOST_NAMED
from codetool.diff.markup_change import MarkupChange, MarkupKind
from codetool.model.expression import Expression

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NOTE = '<authorialNote marker="1"><p>Loi de 1976.</p></authorialNote>'


def read(body: str) -> Expression:
    article = f'<article eId="art_1"><num>1.</num>{body}</article>'
    return read_expression(
        f'<akomaNtoso xmlns="{AKN}"><act name="x"><body>{article}</body></act></akomaNtoso>'.encode()
    )


def paras(*texts: str) -> str:
    return f"<content>{''.join(f'<p>{text}</p>' for text in texts)}</content>"


def named(old: str, new: str) -> tuple[MarkupChange, ...]:
    before, after = read(old), read(new)
    changes = compare(before, after)
    assert count_changes(before, after) == changes.summary()
    return changes.articles[0].markup_changes


def told(old: str, new: str) -> list[tuple[str, ...]]:
    return [(one.what.value, one.name, one.where, one.old, one.new) for one in named(old, new)]


LIST = (
    "<list><intro><p>Il faut :</p></intro><point><num>a)</num><content><p>un ;</p></content></point>"
    "<point><num>b)</num><content><p>deux.</p></content></point></list>"
)
ROW = "<content><table><tr><td><p>Un</p></td><td><p>deux.</p></td></tr></table></content>"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        pytest.param(
            paras("Voir article 1, et agir."), paras('Voir <ref href="#art_1">article 1</ref>, et agir.'),
            [("reference_added", "ref", "article 1", "", "#art_1")], id="a reference comes",
        ),
        pytest.param(
            paras('Voir <ref href="#art_1">ceci</ref>.'), paras('Voir <ref href="#art_2">ceci</ref>.'),
            [("reference_changed", "ref", "ceci", "#art_1", "#art_2")], id="a reference leads elsewhere",
        ),
        pytest.param(
            paras("Il <b>doit</b> agir."), paras("Il doit <i>agir</i>."),
            [("emphasis_removed", "b", "doit", "", ""), ("emphasis_added", "i", "agir", "", "")], id="emphasis",
        ),
        pytest.param(
            paras(f"Le membre{NOTE} agit bien."), paras(f"Le membre agit{NOTE} bien."),
            [("note_moved", "authorialNote", "Loi de 1976.", "Le membre", "Le membre agit")], id="the call of a note",
        ),
        pytest.param(
            paras("Un.", "Deux. Trois."), paras("Un. Deux.", "Trois."),
            [("joined", "p", "Deux. Trois.", "", ""), ("divided", "p", "Trois.", "", "")], id="paragraphs",
        ),
        pytest.param(
            paras("Il faut : a) un ; b) deux."), LIST,
            [("list_made", "list", "Il faut : a) un ; b) deux.", "", "")], id="a list is made",
        ),
        pytest.param(ROW, paras("Un deux."), [("table_unmade", "table", "Un deux.", "", "")], id="a table is unmade"),
        pytest.param(
            f"<alinea>{paras('Un.')}</alinea>", f"<paragraph>{paras('Un.')}</paragraph>",
            [("element_changed", "paragraph", "Un.", "alinea", "paragraph")], id="an element becomes another one",
        ),
        pytest.param(
            paras(f"Il agit{NOTE}."), paras(f"Il agit{NOTE}.".replace('"1"', '"*"')),
            [("attribute", "authorialNote", "Loi de 1976.", "marker=1", "marker=*")], id="an attribute",
        ),
        pytest.param(
            paras("Il <b><i>doit</i></b>."), paras("Il <i><b>doit</b></i>."),
            [("arranged", "", "", "", "")], id="what stands in what",
        ),
    ],
)  # fmt: skip
def test_what_changed_is_named(old: str, new: str, what: list[tuple[str, ...]]) -> None:
    assert told(old, new) == what


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        pytest.param(
            paras("Sans délai, voir la règle."), paras('Sans aucun délai, voir <ref href="#art_1">la règle</ref>.'),
            [("reference_added", "ref", "la règle", "", "#art_1")], id="a reference comes",
        ),
        pytest.param(
            paras('Sans délai, voir <ref href="#art_1">la règle</ref>.'),
            paras('Sans aucun délai, voir <ref href="#art_2">la règle</ref>.'),
            [("reference_changed", "ref", "la règle", "#art_1", "#art_2")], id="a reference leads elsewhere",
        ),
        pytest.param(
            paras("Il <b>doit</b> agir, puis se taire."), paras("Il doit agir, puis parler."),
            [("emphasis_removed", "b", "doit", "", "")], id="emphasis",
        ),
        pytest.param(
            paras("Il <b>doit</b> agir."), paras("Il peut agir."), [], id="what held words that went is told by these",
        ),
        pytest.param(
            paras("Un.", "Il <b>doit</b> agir."), paras("Deux.", "Un.", "Il <b>doit</b> agir."), [], id="moved along",
        ),
        pytest.param(
            paras(f"Il <b>doit</b> agir{NOTE}."), paras(f"Il doit se taire{NOTE}."), [], id="footnotes stand in it",
        ),
        pytest.param(
            paras("Il agit ! Nul ne doit le voir."), paras("Il agit. Nul <del>ne doit</del> le voir."),
            [("element_added", "del", "ne doit", "", "")], id="words are struck beside a mark that changed",
        ),
    ],
)  # fmt: skip
def test_what_changed_around_words_that_stayed_is_named_too(old: str, new: str, what: list[tuple[str, ...]]) -> None:
    assert told(old, new) == what


def test_a_comment_between_words_is_no_change() -> None:
    assert named(paras("Un deux."), paras("Un <!-- sic -->deux.")) == ()


def test_so_many_are_named_and_no_more() -> None:
    found = named(paras("un " * 100), paras("<b>un</b> " * 100))
    assert {one.what for one in found} == {MarkupKind.EMPHASIS_ADDED}
    assert len(found) == MOST_NAMED
