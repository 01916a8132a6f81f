"""One walk over a document: what stands right below a place, and what is kept of its state."""

from codetool.akn.parser import parse_akn
from codetool.akn.places import places_of_tree
from codetool.validate.survey import Survey, survey

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta><identification
source="#x"><FRBRExpression>{said}</FRBRExpression></identification></meta><preface><p>Un <docStatus>projet
 de <b>juin</b></docStatus></p></preface><body><article eId="art_1"><content><p>Un<p/></p></content></article><article
eId="art 2"><num>2.</num></article></body></act></akomaNtoso>"""


def surveyed(said: str = "") -> Survey:
    return survey(places_of_tree(parse_akn(AKN.format(said=said).encode())))


def test_children_are_those_right_below() -> None:
    found = surveyed()
    assert [place.name for place in found.children(found.document)] == ["meta", "preface", "body"]
    assert found.child(found.document, "p") is None
    assert [place.name for place in found.children(found.row[0], "act")] == ["act"]


def test_a_text_is_a_draft_unless_it_says_that_it_is_authoritative() -> None:
    assert surveyed().is_draft
    assert surveyed('<FRBRauthoritative value="false"/>').is_draft
    assert not surveyed('<FRBRauthoritative value="true"/>').is_draft


def test_the_status_is_that_of_the_preface() -> None:
    assert surveyed().status == "projet de juin"


def test_provisions_are_known_by_their_eid_and_their_number() -> None:
    found = surveyed()
    assert [eid for _, eid in found.identified] == ["art_1"]
    assert [(place.get("eId"), num) for place, num in found.numbered] == [("art 2", "2.")]
    assert [[place.name for place in kin] for kin in found.kin] == [["article", "article"]]
