"""IRIs by the Naming Convention, and the identification block that carries them."""

from datetime import date

import pytest

from codetool.errors import RequestError
from codetool.model.frbr import Iri, Level, parse_date, parse_iri, read_identification
from codetool.model.markup import Element

CODE = "/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas"


@pytest.mark.parametrize(
    "text",
    [
        "/akn/be/act/2001-06-07",
        "/akn/be/act/2001",
        "/akn/be/act/2001-06/4",
        "/akn/be-vlg/act/2001-06-07/4",
        CODE,
        f"{CODE}/fra@2001-06-07",
        f"{CODE}/fra@",
        f"{CODE}/fra",
        f"{CODE}/fra@2001-06-07/!main",
        f"{CODE}/fra@2001-06-07/!main~art_2-1",
        f"{CODE}/fra@2001-06-07/~art_2-1",
        f"{CODE}/fra@2001-06-07/!main.xml",
        f"{CODE}/fra@2001-06-07.akn",
        "/akn/it/act/2001-06-07/fra",
        "/akn/eu/bill/ec/2013-09-17/619/eng@ver-final",
    ],
)
def test_an_iri_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_iri(text)) == text


def test_the_parts_of_an_iri() -> None:
    assert parse_iri(f"{CODE}/fra@2001-06-07/!main.xml") == Iri(
        country="be",
        doctype="act",
        qualifiers=("code", "fewasc"),
        date="2001-06-07",
        name="deontologie-as-cpas",
        language="fra",
        version="2001-06-07",
        component="main",
        format="xml",
    )
    bare = parse_iri("/akn/it/act/2001-06-07/fra")
    assert (bare.name, bare.language) == ("fra", "")
    assert parse_iri(f"{CODE}/fra@").version == ""
    assert parse_iri(f"{CODE}/fra").version is None
    assert parse_iri(f"{CODE}/fra@/!main~art_2").work() == parse_iri(CODE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/akn",
        "/akn/be/act",
        "/akn/be/act/code",
        "akn/be/act/2001-06-07",
        "/akn/be/loi/2001-06-07",
        "/akn/BE/act/2001-06-07",
        "/akn/bel/act/2001-06-07",
        "/akn//act/2001-06-07",
        "/akn/be/act//2001-06-07",
        "/akn/be/act/2001-06-07/a/b",
        "/akn/be/2001-06-07",
        "/akn/be/act/2001-06-07#art_3",
        "http://data.example/eli/etat/leg/loi/2001/n1",
    ],
)
def test_what_is_no_iri_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        parse_iri(text)
    assert str(refused.value) == f"'{text}' is no Akoma Ntoso IRI. Write it as /akn/country/doctype/date/name."


def test_a_day_of_the_calendar() -> None:
    assert parse_date("2000-02-29") == date(2000, 2, 29)


@pytest.mark.parametrize("text", ["", "2001", "2001-02-29", "20010607", "2001-06-07Z", "07.06.2001", "demain"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        parse_date(text)
    assert str(refused.value) == f"'{text}' is no date. Write a day as yyyy-mm-dd, such as 2001-06-07."


def test_an_identification_block() -> None:
    def value(name: str, /, **attributes: str) -> Element:
        return Element(name=name, attributes=tuple(attributes.items()))

    expression = Element(
        name="FRBRExpression",
        children=(
            value("FRBRthis", value="/this"),
            value("FRBRuri", value="/uri"),
            value("FRBRalias", value="A", name="short"),
            value("FRBRalias", value="B", name="long"),
            value("FRBRdate", date="2001-06-07", name="draft"),
            value("FRBRdate", date="2002-01-01", name="other"),
            value("FRBRauthor", href="#us"),
            value("FRBRversionNumber", value="3"),
            value("FRBRauthoritative", value="true"),
            value("FRBRlanguage", language="fra"),
        ),
        line=9,
    )
    work = Element(name="FRBRWork", children=(value("FRBRcountry", value="be"),))
    found = read_identification(Element(name="identification", children=(work, expression)))
    assert found.expression == Level(
        this="/this",
        uri="/uri",
        aliases=("A", "B"),
        dates=(("2001-06-07", "draft"), ("2002-01-01", "other")),
        authors=("#us",),
        language="fra",
        version_number="3",
        authoritative=True,
        line=9,
    )
    assert found.expression.date == "2001-06-07"
    assert (found.work.country, found.work.date, found.manifestation) == ("be", "", Level())


def test_no_identification_is_empty() -> None:
    assert read_identification(None).work == Level()
