"""What a text says outside its articles."""

import re
from collections import Counter
from pathlib import Path

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.model.expression import Expression
from codetool.model.text import text_of
from codetool.render.counts import redline_labels
from codetool.render.site.passages import passages_of

LABELS = redline_labels("fr")


def test_headings_and_introductions_of_titles(federation_code: Expression) -> None:
    found = {passage.eid: (passage.title, passage.text) for passage in passages_of(federation_code, LABELS)}
    assert found["title_2"] == ("TITRE 2 SECRET PROFESSIONNEL", "Le secret professionnel est un droit et un devoir")
    assert found["title_6"] == ("TITRE 6 LA FORMATION CONTINUE", "")
    assert found[""][0] == "Couverture et préface"


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def told(expression: Expression) -> Counter[str]:
    """Return the words of all articles and passages; an article in another one is part of it."""
    articles = [one for one in expression.articles() if not any(above.name == one.name for above in one.parents)]
    parts = [part for passage in passages_of(expression, {}) for part in (passage.title, passage.text)]
    return words(" ".join([*(text_of(article.element) for article in articles), *parts]))


def test_no_word_is_left_out_and_none_is_told_twice(federation_code: Expression, fictional: Expression) -> None:
    for expression in (federation_code, fictional):
        whole = unfold_expression(expression)
        assert told(whole) == words(text_of(whole.document, without=frozenset({"meta"})))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["sample-code", "sample-constitution", "sample-ordinary-law", "sample-with-tables"])
def test_no_word_of_an_act_of_others_is_left_out(shared: Path, name: str) -> None:
    whole = unfold_expression(read_expression((shared / "corpora" / "finlex" / f"{name}.xml").read_bytes()))
    assert words(text_of(whole.document, without=frozenset({"meta"}))) - told(whole) == Counter()


ANNEX = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a"><meta/>
<preamble><p>Vu la loi.</p></preamble>
<body><chapter eId="chp_1"><num>Ch. 1</num><intro><p>Avant.</p></intro>
<article eId="art_1"><num>1</num><content><p>Texte.</p></content></article>
<wrapUp><p>Après.</p></wrapUp></chapter>
<hcontainer><content><p>Sans numéro.</p></content></hcontainer></body>
<conclusions><p>Fait à Liège.</p></conclusions>
<attachments><attachment eId="att_1"><heading>Annexe</heading><doc name="annexe"><meta/><mainBody><p>Modèle.</p>
<article eId="att_1__art_1"><num>1</num><content><p>De l'annexe.</p></content></article></mainBody></doc>
</attachment></attachments></act></akomaNtoso>"""


def test_what_is_around_the_articles_is_told_in_order() -> None:
    found = list(passages_of(read_expression(ANNEX.encode()), LABELS))
    assert [(passage.eid, passage.title, passage.text) for passage in found] == [
        ("", "Préambule", "Vu la loi."),
        ("chp_1", "Ch. 1", "Avant. Après."),
        ("", "Passage sans numéro", "Sans numéro."),
        ("", "Conclusions", "Fait à Liège."),
        ("att_1", "Annexe", ""),
        ("att_1", "Annexe", "Modèle."),
    ]
