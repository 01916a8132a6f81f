from dataclasses import replace

import pytest

from codetool.akn.write import write_element
from codetool.importers.meta import build_meta, expression_iri
from codetool.importers.request import ImportRequest
from codetool.model.frbr import read_identification
from codetool.model.lifecycle import read_lifecycle

REQUEST = ImportRequest(
    date="2020-01-31",
    work="essai",
    iri="/akn/be/act/code/essai/2019-09-12/cas",
    title="Charte du potager",
    author="essai",
    author_short="CdE",
    author_name="Comité d'essai",
)


def test_a_draft_says_so() -> None:
    meta = build_meta(REQUEST, "projet màj. 12.09.2019")
    identification = read_identification(meta.child("identification"))

    assert identification.work.uri == REQUEST.iri
    assert identification.work.date == "2019-09-12"
    assert identification.work.aliases == ("Charte du potager",)
    assert identification.expression.uri == f"{REQUEST.iri}/fra@2020-01-31"
    assert identification.expression.version_number == "projet màj. 12.09.2019"
    assert not identification.expression.authoritative
    assert identification.manifestation.this.endswith("/fra@2020-01-31/!main.xml")
    assert [step.refers_to for step in read_lifecycle(meta).steps] == ["#draft"]


def test_a_draft_without_a_mark_is_numbered_by_its_date() -> None:
    level = read_identification(build_meta(REQUEST).child("identification")).expression

    assert level.version_number == "2020-01-31"


def test_an_adopted_text_has_an_outcome_and_no_invented_publication() -> None:
    meta = build_meta(replace(REQUEST, status="adopted", language="nld"))

    assert read_identification(meta.child("identification")).expression.authoritative
    assert "FRBRversionNumber" not in write_element(meta)
    assert [(step.refers_to, step.outcome) for step in read_lifecycle(meta).steps] == [("#adoption", "#adopted")]
    assert 'showAs="Goedkeuring"' in write_element(meta)
    assert meta.child("publication") is None


@pytest.mark.parametrize("status", ["draft", "adopted"])
def test_every_reference_inside_resolves(status: str) -> None:
    meta = build_meta(replace(REQUEST, status=status, language="spa"))
    ids = {f"#{one.eid}" for one in meta.descendants() if one.eid}
    used = {value for one in meta.descendants() for _, value in one.attributes if value.startswith("#")}

    assert used <= ids
    assert {event.source for event in read_lifecycle(meta).events} == {"#original"}


def test_a_variant_is_part_of_the_version() -> None:
    request = replace(REQUEST, variant="bureau", iri="/akn/be/act/code/essai/2019")

    assert expression_iri(request) == "/akn/be/act/code/essai/2019/fra@2020-01-31.bureau"
    level = read_identification(build_meta(request).child("identification"))
    assert (level.work.date, level.expression.version_number) == ("2020-01-31", "bureau")
    assert "FRBRname" not in write_element(build_meta(request))
