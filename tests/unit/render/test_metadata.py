import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pyRdfa import pyRdfa
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

from codetool.akn.read import read_expression
from codetool.model.expression import Expression
from codetool.render import Imprint, Link, Look, render_html

ADDRESS = "https://example.org/code/2020-02-01.html"
WORK = "/akn/be/act/code/exercice/2020-02-01/salle-de-lecture"
VERSION = f"{WORK}/fra@2020-02-01"
ELI = Namespace("http://data.europa.eu/eli/ontology#")

ADOPTED = """<publication date="2020-03-15" name="bulletin" showAs="Bulletin" number="1"/>
  <lifecycle source="#exercice">
    <eventRef eId="e1" date="2020-03-01" source="#original" type="generation"/>{event}
  </lifecycle>
  <workflow source="#exercice">
    <step eId="step_1" date="2020-01-10" by="#exercice" refersTo="#reading" outcome="#postponed"/>
    <step eId="step_2" date="2020-03-01" by="#exercice" refersTo="#adoption" outcome="#adopted"/>
  </workflow>{period}
  <references"""
EVENT = '<eventRef eId="e2" date="{day}" source="#original" type="generation"/>'
PERIOD = """<temporalData source="#exercice"><temporalGroup eId="tmpg_1">
  <timeInterval start="#e2" {end} refersTo="#inForce"/></temporalGroup></temporalData>"""


@pytest.fixture
def source(case: Path) -> str:
    return (case / "version.xml").read_text(encoding="utf-8")


def adopted(source: str, *, in_force: str = "", until: bool = False) -> Expression:
    """Return the fictional version, adopted on 1 March and published on 15 March 2020, in force from a day if given."""
    event = EVENT.format(day=in_force) if in_force else ""
    period = PERIOD.format(end='end="#e3"' if until else "") if in_force else ""
    event += '<eventRef eId="e3" date="2024-01-01" source="#original" type="repeal"/>' if until else ""
    text = source.replace("<references", ADOPTED.format(event=event, period=period), 1)
    text = text.replace('authoritative value="false"', 'authoritative value="true"').replace(
        "- projet, 2e lecture -", "Adopté"
    )
    return read_expression(text.encode())


def json_ld(html: str) -> Any:  # noqa: ANN401 - whatever the page says
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert len(found) == 1
    return json.loads(found[0])


def rdfa(html: str) -> Graph:
    graph = pyRdfa(base=ADDRESS, media_type="text/html").graph_from_source(StringIO(html), rdfOutput=False)
    assert isinstance(graph, Graph)
    return graph


def days(node: dict[str, Any]) -> dict[str, str]:
    return {key: value for key, value in node.items() if re.search("[Dd]ate|Coverage|Force", key)}


def test_a_draft_was_neither_adopted_nor_published_and_is_not_in_force(fictional: Expression) -> None:
    work = json_ld(render_html(fictional))
    version = work["workExample"]
    assert days(work) == {}
    assert days(version) == {
        "legislationDateVersion": "2020-02-01",
        "legislationLegalForce": "https://schema.org/NotInForce",
    }
    assert version["creativeWorkStatus"] == "Draft"
    assert "legislationPassedBy" not in work


def test_a_draft_is_a_draft_whatever_its_workflow_says(source: str) -> None:
    text = source.replace("<references", ADOPTED.format(event="", period=""), 1)
    work = json_ld(render_html(read_expression(text.encode())))
    assert "legislationDate" not in json.dumps(work).replace("legislationDateVersion", "")
    assert "datePublished" not in json.dumps(work)


def test_adoption_and_publication_are_two_days(source: str) -> None:
    work = json_ld(render_html(adopted(source)))
    assert work["legislationDate"] == "2020-03-01"
    assert work["legislationPassedBy"] == {"@type": "Organization", "name": "Cercle fictif de lecture"}
    assert days(work["workExample"]) == {
        "legislationDate": "2020-03-01",
        "legislationDateVersion": "2020-02-01",
        "datePublished": "2020-03-15",
    }


@pytest.mark.parametrize(
    ("in_force", "until", "coverage", "force"),
    [
        ("2020-03-10", False, "2020-03-10/..", "https://schema.org/InForce"),
        ("2020-07-01", False, "2020-07-01/..", None),  # after the last day that the text tells of: nobody knows yet
        ("2020-07-01", True, "2020-07-01/2024-01-01", "https://schema.org/NotInForce"),
    ],
)
def test_entry_into_force_is_a_third_day(
    source: str, in_force: str, until: bool, coverage: str, force: str | None  # noqa: FBT001 - a column
) -> None:  # fmt: skip
    html = render_html(adopted(source, in_force=in_force, until=until))
    version = json_ld(html)["workExample"]
    assert version["temporalCoverage"] == coverage
    assert version.get("legislationLegalForce") == force
    assert version["legislationDate"] == "2020-03-01"
    assert f'<dt>En vigueur le</dt><dd><time datetime="{in_force}">' in html
    assert ("En vigueur jusqu’au" in html) is until


def test_a_consolidated_version_says_what_it_consolidates_and_not_when_the_work_was_adopted(source: str) -> None:
    made = (
        '<references source="#exercice"><original eId="original" href="/akn/a" showAs="A"/>'
        '<passiveRef eId="p1" href="/akn/b" showAs="B"/><activeRef eId="p2" href="/akn/c" showAs="C"/>'
    )
    text = source.replace('<references source="#exercice">', made).replace("originalVersion", "singleVersion")
    work = json_ld(render_html(adopted(text)))
    consolidated = work["workExample"]["legislationConsolidates"]
    assert consolidated == [{"@type": "Legislation", "@id": iri} for iri in ("/akn/a", "/akn/b")]
    assert "legislationDate" not in work
    assert work["workExample"]["legislationDate"] == "2020-03-01"


def test_a_date_that_is_none_is_not_told(source: str) -> None:
    text = source.replace('date date="2020-02-01" name="draft"', 'date date="bientôt" name="draft"')
    html = render_html(read_expression(text.encode()))
    assert "legislationDateVersion" not in json_ld(html)["workExample"]
    assert 'datetime="bientôt"' not in html


def test_the_work_has_the_version_and_the_version_its_forms_and_articles(fictional: Expression) -> None:
    forms = (Link(href="2020-02-01.pdf", title="PDF", media_type="application/pdf"),)
    imprint = Imprint(address=ADDRESS, forms=forms, look=Look(publisher="Les Éditions fictives"))
    work = json_ld(render_html(fictional, imprint))
    version = work["workExample"]
    assert (work["@type"], work["@id"], work["legislationIdentifier"]) == (
        "Legislation",
        f"https://example.org{WORK}",
        WORK,
    )
    assert (work["legislationType"], work["legislationJurisdiction"]) == ("code", "BE")
    assert (version["legislationIdentifier"], version["inLanguage"], version["url"]) == (VERSION, "fr", ADDRESS)
    assert version["publisher"]["name"] == "Les Éditions fictives"
    assert [(e["contentUrl"], e["encodingFormat"], e["inLanguage"]) for e in version["encoding"]] == [
        (ADDRESS, "text/html", "fr"),
        ("https://example.org/code/2020-02-01.pdf", "application/pdf", "fr"),
    ]
    assert version["hasPart"][0] == {
        "@type": "Legislation",
        "@id": f"https://example.org{VERSION}/~art_1-1",
        "name": "art.\u00a01.1",
        "legislationIdentifier": f"{VERSION}/~art_1-1",
        "url": f"{ADDRESS}#art_1-1",
    }
    assert [part["name"][-3:] for part in version["hasPart"]] == ["1.1", "1.2", "2.1"]


def test_an_edition_that_stands_alone_names_no_address(fictional: Expression) -> None:
    html = render_html(fictional)
    work = json_ld(html)
    assert (work["@id"], work["workExample"]["@id"]) == (WORK, VERSION)
    assert work["workExample"]["encoding"] == [
        {"@type": "LegislationObject", "encodingFormat": "text/html", "inLanguage": "fr"}
    ]
    assert "canonical" not in html
    assert "og:url" not in html


def test_the_head_names_the_lasting_address_and_the_other_forms(fictional: Expression) -> None:
    forms = (Link(href="a.xml?x&y", title='Le "XML"', media_type="application/akn+xml"),)
    head = render_html(fictional, Imprint(address=ADDRESS, forms=forms)).partition("</head>")[0]
    assert f'<link rel="canonical" href="{ADDRESS}">' in head
    assert '<link rel="alternate" type="application/akn+xml" href="a.xml?x&amp;y" title="Le &#34;XML&#34;">' in head
    assert f'<meta property="og:url" content="{ADDRESS}">' in head
    assert '<meta property="og:locale" content="fr_BE">' in head
    assert '<meta property="og:site_name" content="Cercle fictif de lecture">' in head


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "JavaScript:x"])
def test_an_address_that_is_none_is_not_linked(fictional: Expression, address: str) -> None:
    link = Link(href=address, title="piège", media_type="text/html")
    html = render_html(fictional, Imprint(address=address, forms=(link,), trail=(link,), look=Look(address=address)))
    assert address not in html


def test_iris_are_completed_with_the_address_of_the_site_where_the_page_has_none(fictional: Expression) -> None:
    html = render_html(fictional, Imprint(look=Look(address="https://example.org/code/")))
    assert json_ld(html)["@id"] == f"https://example.org{WORK}"
    assert f'resource="https://example.org{VERSION}/~art_1-1"' in html
    assert "canonical" not in html


def test_forms_of_a_page_without_an_address_stay_relative_to_it(fictional: Expression) -> None:
    form = Link(href="1.pdf", title="PDF", media_type="application/pdf")
    work = json_ld(render_html(fictional, Imprint(look=Look(address="https://example.org/code/"), forms=(form,))))
    assert work["workExample"]["encoding"][1]["contentUrl"] == "1.pdf"


@pytest.mark.parametrize("iri", ["//[x", "http://[x/y", "", "  ", "a b", "\u202e/akn"])
def test_an_iri_that_is_none_stops_nothing(source: str, iri: str) -> None:
    html = render_html(read_expression(source.replace(WORK, iri).encode()), Imprint(address=ADDRESS))
    assert json_ld(html)["workExample"]["name"]


def test_eli_says_the_same_in_rdfa(source: str) -> None:
    forms = (Link(href="2020-02-01.pdf", title="PDF", media_type="application/pdf"),)
    graph = rdfa(render_html(adopted(source, in_force="2020-03-10"), Imprint(address=ADDRESS, forms=forms)))
    work, version = (URIRef(f"https://example.org{iri}") for iri in (WORK, VERSION))
    day = {name: Literal(value, datatype=XSD.date) for name, value in _DAYS.items()}
    assert (work, RDF.type, ELI.LegalResource) in graph
    assert (work, ELI.date_document, day["adopted"]) in graph
    assert graph.value(work, ELI.has_member) == version
    assert graph.value(version, ELI.version_date) == day["dated"]
    assert graph.value(version, ELI.date_publication) == day["published"]
    assert graph.value(version, ELI.first_date_entry_in_force) == day["in_force"]
    assert graph.value(version, ELI.in_force) == ELI["InForce-inForce"]
    parts = set(graph.objects(version, ELI.has_part))
    assert parts == {URIRef(f"{version}/~art_{number}") for number in ("1-1", "1-2", "2-1")}
    assert all((part, RDF.type, ELI.LegalResourceSubdivision) in graph for part in parts)
    expression = graph.value(version, ELI.is_realized_by)
    assert graph.value(expression, ELI.title) == Literal("CODE DE LA SALLE DE LECTURE (TEXTE FICTIF)", lang="fr")
    assert str(graph.value(expression, ELI.language)).endswith("/language/FRA")
    assert sorted(map(str, graph.objects(expression, ELI.is_embodied_by))) == [
        ADDRESS,
        "https://example.org/code/2020-02-01.pdf",
    ]


_DAYS = {"adopted": "2020-03-01", "dated": "2020-02-01", "published": "2020-03-15", "in_force": "2020-03-10"}


def test_rdfa_of_a_draft_says_that_it_is_not_in_force(fictional: Expression) -> None:
    graph = rdfa(render_html(fictional, Imprint(address=ADDRESS)))
    version = URIRef(f"https://example.org{VERSION}")
    assert graph.value(version, ELI.in_force) == ELI["InForce-notInForce"]
    assert graph.value(version, ELI.date_document) is None


def test_a_text_without_identity_has_no_rdfa_and_still_says_what_it_is() -> None:
    namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    html = render_html(read_expression(f"<akomaNtoso xmlns='{namespace}'><act><body/></act></akomaNtoso>".encode()))
    assert "typeof=" not in html
    assert json_ld(html)["name"] == "Untitled document"
