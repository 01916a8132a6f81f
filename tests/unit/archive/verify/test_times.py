"""A version that says that it was sealed on a day to come is told, in whatever form it is given."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codetool.archive.objects import load_objects
from codetool.archive.record import SealRecord
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.chain import read_chain
from codetool.archive.verify.single import verify_sealing
from codetool.archive.verify.times import check_past, check_past_recipe, check_past_record, check_proven_time
from codetool.findings import finding
from codetool.render.recipe import Form, Made, Recipe
from codetool.render.sealing import Sealing
from tests.archive.build import FIRST_DAY, build_archive, sealed

LABELS = ("2001-01-01.fra", "2002-01-01.fra", "2003-01-01.fra")
SEALED = FIRST_DAY + timedelta(days=1)
"""When the first of them is sealed; the others a day after each other."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of three versions, which no test may change."""
    works = {"/akn/be/act/code/essai/2020-01-01/essai": [*map(sealed, LABELS)]}
    return build_archive(tmp_path_factory.mktemp("times") / "archive", works)


@pytest.mark.parametrize(
    ("late", "told"),
    [
        (timedelta(), []),
        (timedelta(days=1), []),
        (timedelta(days=1, seconds=1), ["v1"]),
        (timedelta(days=-1), []),
        (timedelta(hours=-1), []),
    ],
)
def test_clocks_may_differ_by_a_day(archive: Path, late: timedelta, told: list[str]) -> None:
    (one,) = load_objects(archive)
    found = [*check_past(read_chain(one), SEALED - late)]
    assert [fault.values["version"] for fault in found if fault.values["version"] == "v1"] == told


def test_the_first_of_an_object_is_told_and_where(archive: Path) -> None:
    (one,) = load_objects(archive)
    (fault,) = check_past(read_chain(one), SEALED - timedelta(hours=12))
    assert (fault.code, fault.file) == ("time-future", f"{one.place}/inventory.json")
    assert fault.message == "v2 says that it was sealed on 2026-01-03, which is still to come"
    assert [*check_past(read_chain(one), SEALED + timedelta(days=1))] == []


def test_a_sealing_by_itself_is_told_by_its_record(archive: Path) -> None:
    (folder,) = archive.rglob(f"content/{LABELS[0]}")
    told = verify_sealing(folder, "folder", Asked(at=SEALED - timedelta(days=2), rebuild=False))
    assert [(one.code, one.file, one.values["version"]) for one in told.errors] == [
        ("time-future", "record.json", LABELS[0])
    ]
    assert verify_sealing(folder, "folder", Asked(at=SEALED, rebuild=False)).errors == ()


def test_an_edition_is_told_by_what_stands_on_its_page() -> None:
    def recipe(sealing: Sealing | None) -> Recipe:
        return Recipe(made=Made.EDITION, form=Form.PDF, sealing=sealing)

    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert [*check_past_recipe(None, at), *check_past_recipe(recipe(None), at)] == []
    assert [*check_past_recipe(recipe(Sealing(day="2026-06-02")), at)] == []
    (fault,) = check_past_recipe(recipe(Sealing(day="2026-06-03", label=LABELS[0])), at)
    assert (fault.code, fault.values["version"]) == ("time-future", LABELS[0])


def test_a_record_of_this_moment_is_none_of_the_future() -> None:
    record = SealRecord(work="/akn/x", expression="/akn/x/fra", slug="x", label=LABELS[0], sealed=SEALED, program={})
    assert [*check_past_record(record, SEALED)] == []


def test_a_record_of_a_day_long_before_the_stamp_is_told(archive: Path) -> None:
    (one,) = load_objects(archive)
    link = read_chain(one).links[0]

    def told(kind: Kind, stamped: datetime | None, *codes: str) -> list[str]:
        found = SignatureFound(
            kind=kind, signer="x", stamped_at=stamped, standing=Standing.PROVEN,
            findings=tuple(finding(code, signer="x", claimed="", day="") for code in codes),
        )  # fmt: skip
        return [one.message for one in check_proven_time(link, [found])]

    late = SEALED + timedelta(days=30)
    assert told(Kind.CADES, late) == [
        "v1 was sealed on 2026-01-02 according to its record; it is proven only since 2026-02-01"
    ]
    assert told(Kind.CADES, SEALED + timedelta(days=1)) == told(Kind.CADES, None) == []
    assert told(Kind.STAMP, late) == [], "a renewal is later by right"
    assert told(Kind.CADES, late, "signature-proven-since") == [], "it is told of the signature"
