"""What an edition says of its signature is held against the signatures that are there, and against the record."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codetool.archive.record import RECORD, RecordedFile, RecordedSigner, Role, SealRecord, write_record
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.verify.parts import Parts
from codetool.archive.verify.promised import (
    against_record,
    carried_recipe,
    is_pdf,
    missed_promises,
    recorded_beside,
    unrecorded,
)
from codetool.findings import Finding, Severity
from codetool.render.recipe import Form, Made, Recipe
from codetool.render.sealing import Sealing
from tests.small_pdf import small_pdf
from tests.unit.archive.verify.conftest import SEALING

OURS = SignatureFound(kind=Kind.PADES, signer=SEALING.signer, level="B-LTA", standing=Standing.PROVEN)
UNSTAMPED = replace(OURS, level="B-B")
OTHER = replace(OURS, signer="Autre d’essai")
STAMP = SignatureFound(kind=Kind.STAMP, signer="Horodateur d’essai", standing=Standing.PROVEN)
UNREADABLE = SignatureFound(kind=Kind.PADES, signer="", standing=Standing.BROKEN)
UNSIGNED = Sealing(day="2026-11-26", label="2021-01-01.fra")
SIGNER = RecordedSigner(subject=SEALING.signer, certificate_sha256="0" * 64, stamps="https://example.org/tsa")


def recipe(sealing: Sealing | None) -> Recipe:
    return Recipe(made=Made.EDITION, form=Form.PDF, sealing=sealing)


def codes(*findings: Finding) -> list[str]:
    assert {one.severity for one in findings} <= {Severity.ERROR}
    return [one.code for one in findings]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], ["signature-promised"]),
        ([STAMP], ["signature-promised"]),
        ([OTHER], ["signature-by-other"]),
        ([OTHER, STAMP], ["signature-by-other"]),
        ([UNSTAMPED], ["stamp-missing"]),
        ([UNSTAMPED, OTHER], ["stamp-missing"]),
        ([OURS], []),
        ([OURS, STAMP, STAMP], []),
        ([OURS, OTHER], []),
        ([replace(OURS, level="B-T", standing=Standing.UNTRUSTED)], []),
        ([UNREADABLE], []),
    ],
)
def test_what_a_page_promises_is_missed(found: list[SignatureFound], told: list[str]) -> None:
    assert codes(*missed_promises(recipe(SEALING), found)) == told


def test_a_certificate_of_the_same_name_is_told_by_the_record() -> None:
    ours = replace(OURS, certificate=SIGNER.certificate_sha256)
    forged = replace(OURS, certificate="1" * 64, standing=Standing.UNTRUSTED)
    for found in ([ours], [ours, STAMP], [forged, ours], [replace(OURS, certificate="")]):
        assert codes(*missed_promises(recipe(SEALING), found, SIGNER)) == []
    assert codes(*missed_promises(recipe(SEALING), [forged, STAMP], SIGNER)) == ["signature-other-signer"]
    assert codes(*missed_promises(recipe(SEALING), [forged])) == [], "by itself it tells a name alone"


def test_the_record_beside_a_file_tells_who_signs_it(tmp_path: Path) -> None:
    name, digest = "2021-01-01.fra", "0" * 128
    files = {
        f"{name}.xml": RecordedFile(role=Role.TEXT, media_type="application/akn+xml", sha512=digest),
        f"{name}.pdf": RecordedFile(role=Role.EDITION, media_type="application/pdf", sha512=digest),
    }
    record = SealRecord(
        work="/akn/a", expression="/akn/a/fra@2021-01-01", slug="a", label=name,
        sealed=datetime(2026, 11, 26, tzinfo=UTC), signed=SIGNER, files=files,
    )  # fmt: skip
    pdf = tmp_path / f"{name}.pdf"
    assert recorded_beside(pdf) is None
    (tmp_path / RECORD).write_bytes(write_record(record))
    assert recorded_beside(pdf) == SIGNER
    assert recorded_beside(tmp_path / "changes.pdf") is None, "of which it says nothing"
    (tmp_path / RECORD).write_bytes(write_record(replace(record, signed=None)))
    assert recorded_beside(pdf) is None
    (tmp_path / RECORD).write_bytes(b"{")
    assert recorded_beside(pdf) is None


def test_who_signed_instead_is_named() -> None:
    (told,) = missed_promises(recipe(SEALING), [OTHER])
    assert (OTHER.signer in told.message, SEALING.signer in told.message) == (True, True)


@pytest.mark.parametrize("found", [[], [OTHER], [UNSTAMPED]])
@pytest.mark.parametrize("promised", [None, recipe(None), recipe(UNSIGNED)])
def test_where_nothing_is_promised_nothing_is_missed(promised: Recipe | None, found: list[SignatureFound]) -> None:
    assert codes(*missed_promises(promised, found)) == []


def test_a_signer_may_be_named_with_an_organisation() -> None:
    named = replace(SEALING, signer="Essai", organisation="Maison d’essai", stamped=False)
    for signer in ("Essai", "Essai, Maison d’essai"):
        assert codes(*missed_promises(recipe(named), [replace(OURS, signer=signer)])) == []
    assert codes(*missed_promises(recipe(named), [OURS])) == ["signature-by-other"]
    assert codes(*missed_promises(recipe(named), [replace(UNSTAMPED, signer="Essai")])) == [], "none was promised"


@pytest.mark.parametrize(
    ("sealing", "signer", "told"),
    [
        (SEALING, SIGNER, []),
        (SEALING, None, ["record-signer-gone"]),
        (SEALING, replace(SIGNER, subject="Autre d’essai"), ["record-signer-other"]),
        (SEALING, replace(SIGNER, stamps=None), ["record-stamps-gone"]),
        (UNSIGNED, SIGNER, ["record-signer-new"]),
        (UNSIGNED, None, []),
        (None, SIGNER, []),
        (None, None, []),
    ],
)
def test_a_record_that_names_another_signer_is_found(
    sealing: Sealing | None, signer: RecordedSigner | None, told: list[str]
) -> None:
    assert codes(*against_record(recipe(sealing), signer)) == told


def test_a_recipe_is_read_though_nothing_is_made_of_it(editions: dict[str, bytes]) -> None:
    sealings = {name: getattr(carried_recipe(content), "sealing", "none") for name, content in editions.items()}
    assert sealings == {"plain": None, "dressed": SEALING, "history": None, "comparison": None, "decided": SEALING}
    for content in (small_pdf(), b"", editions["dressed"][:3000]):
        assert carried_recipe(content) is None


def test_a_pdf_is_one_also_where_it_is_damaged(editions: dict[str, bytes]) -> None:
    whole = editions["plain"]
    for content in (whole, whole[:10], whole[:-100], bytes(2000) + whole[2000:], b"junk\n" + whole):
        assert is_pdf(content)
    for content in (b"", b"%PD", b"PK\x03\x04", bytes(5000), b"Un texte."):
        assert not is_pdf(content)


def test_signatures_that_a_record_knows_nothing_of_are_found(editions: dict[str, bytes]) -> None:
    signed = editions["plain"] + b"\n1 0 obj <</ByteRange [0 1 2 3]>>"
    kinds = {"a.xml": Role.TEXT, "a.xml.xades": Role.SIGNATURE, "a.pdf": Role.EDITION, "changes.pdf": Role.COMPARISON}
    contents = {"a.xml": b"", "a.xml.xades": b"", "a.pdf": signed, "changes.pdf": editions["comparison"]}
    record = SealRecord(
        work="/akn/a", expression="/akn/a/fra@2021-01-01", slug="a", label="a",
        sealed=datetime(2026, 11, 26, tzinfo=UTC),
        files={name: RecordedFile(role=role, media_type="a/b", sha512="0" * 128) for name, role in kinds.items()},
    )  # fmt: skip
    parts = Parts(record=record, read=contents.__getitem__, place=lambda name: f"x/{name}")
    told = list(unrecorded(parts))
    assert [(one.code, one.file) for one in told] == [
        ("signature-unrecorded", "x/a.xml.xades"),
        ("signature-unrecorded", "x/a.pdf"),
    ]
