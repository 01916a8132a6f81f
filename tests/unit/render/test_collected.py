"""A collection is shown with its parts, each with ids that no other has."""

from codetool.akn.read import read_expression, unfold_expression
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.render import render_text
from codetool.render.collected import whole_document

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def component(number: int, words: str) -> str:
    body = f"<p eId='p_1'>{words}, voir <ref href='#p_1'>plus haut</ref> et <ref href='#cmp_1'>l'exposé</ref>.</p>"
    return f"<component eId='cmp_{number}'><doc><meta/><mainBody>{body}</mainBody></doc></component>"


def collection() -> Expression:
    listed = "".join(f"<component eId='cmp_{n}'><documentRef eId='d_{n}' href='/x'/></component>" for n in (1, 2))
    source = (
        f"<akomaNtoso xmlns='{NAMESPACE}'><documentCollection><meta/><collectionBody>{listed}</collectionBody>"
        f"</documentCollection><components>{component(1, 'Exposé')}{component(2, 'Projet')}</components></akomaNtoso>"
    )
    return unfold_expression(read_expression(source.encode()))


def test_no_id_stands_twice_and_references_stay_in_their_part() -> None:
    elements = [one for one in whole_document(collection()).descendants() if isinstance(one, Element)]
    ids = [one.eid for one in elements if one.eid]
    assert ids == [
        "cmp_1", "d_1", "cmp_2", "d_2", "components__cmp_1", "p_1", "components__cmp_2", "cmp_2__p_1",
    ]  # fmt: skip
    hrefs = [one.get("href") for one in elements if one.name == "ref"]
    assert hrefs == ["#p_1", "#components__cmp_1", "#cmp_2__p_1", "#cmp_1"]


def test_a_document_that_stands_alone_is_itself() -> None:
    source = f"<akomaNtoso xmlns='{NAMESPACE}'><act><meta/><body><p>Un.</p></body></act></akomaNtoso>"
    alone = unfold_expression(read_expression(source.encode()))
    assert whole_document(alone) is alone.document


def test_the_plain_text_has_the_parts() -> None:
    told = render_text(collection())
    assert "Exposé, voir" in told
    assert "Projet, voir" in told
