"""Whatever is done to a file or folder of an archive is found, and named by its path; nothing else is ever found.

`make tamper` flips a byte at 200 places of each file; without it, at a few. What only a signature can find is in
`test_tamper_signed.py`.
"""

import os
import random
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from codetool.archive.record import Role, SealRecord
from codetool.archive.verify.editing import check_editions
from codetool.archive.verify.parts import parts_in
from codetool.archive.verify.report import Rebuilt, Verdict
from codetool.archive.verify.whole import verify_archive
from codetool.findings import Severity
from codetool.resources import load_table
from tests.archive.attacks import Attack, attacks, edition_attacks, forge_chain
from tests.archive.build import build_archive
from tests.archive.build import sealed as to_seal
from tests.archive.conftest import ASKED, LABELS, Sealed

if TYPE_CHECKING:
    from pathlib import Path

PLACES = int(os.environ.get("TAMPER_PLACES", "3"))
"""Bytes of each file that are changed."""


def test_an_untouched_archive_is_intact(untouched: Sealed) -> None:
    report = untouched.verify()
    assert (report.findings, report.verdict) == ((), Verdict.INTACT_UNPROVEN)
    assert [one.label for one in report.sealings] == list(LABELS)
    assert report.files == len(untouched.files()) > 30


def test_a_changed_byte_is_found_wherever_it_is(sealed: Sealed) -> None:
    chance = random.Random(2026)  # noqa: S311 - the same places each time
    passed = []
    for path in sealed.files():
        content, place = path.read_bytes(), path.relative_to(sealed.archive).as_posix()
        for at in sorted({0, len(content) - 1, *(chance.randrange(len(content)) for _ in range(PLACES))}):
            path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
            if [one.file for one in sealed.verify().errors] != [place]:
                passed.append((place, at))
        path.write_bytes(content)
    assert passed == [], "each of these bytes was changed, and the file not named, or another one blamed"
    assert sealed.verify().findings == ()


def places_of(attack: Attack, sealed: Sealed) -> str:
    place = sealed.object.relative_to(sealed.archive).as_posix()
    named = attack.file.replace("{parent}", place.rpartition("/")[0]).replace("~", place)
    for number, label in enumerate(LABELS, start=1):
        named = named.replace(f"{{{number}}}", label)
    return named


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.name)
def test_an_attack_is_found_and_named(sealed: Sealed, attack: Attack) -> None:
    place = places_of(attack, sealed)
    attack.change(sealed.archive, sealed.object)
    report = sealed.verify()
    assert report.verdict is Verdict.ALTERED
    assert (attack.code, place) in {(one.code, one.file) for one in report.errors}, report.errors


def test_one_fault_is_told_once(sealed: Sealed) -> None:
    texts = sorted(sealed.archive.rglob("*.xml"))
    for path in texts:
        path.write_bytes(path.read_bytes() + b"\n")
    assert len(sealed.verify().findings) == len(texts)


# --- editions of something else: made again they are the same, and all digests fit ------------------------------------


@pytest.mark.parametrize("attack", edition_attacks(), ids=lambda attack: attack.name)
def test_an_edition_of_something_else_is_found_and_named(sealed: Sealed, attack: Attack) -> None:
    attack.change(sealed.archive, sealed.object)
    report, (chain,) = verify_archive(sealed.archive, "archive", ASKED)
    assert report.findings == (), "without making editions again nothing can be told"
    link = chain.links[-1]
    assert link.record
    place = places_of(attack, sealed)
    parts = parts_in(chain, link, only_edition(link.record, place))
    (found,) = check_editions([parts], 1, lambda *_: None)
    errors = {(one.code, one.file) for one in found.findings if one.severity is Severity.ERROR}
    assert (attack.code, place) in errors, found.findings
    assert found.rebuilt in {Rebuilt.DIFFERENT, Rebuilt.IMPOSSIBLE}


def only_edition(record: SealRecord, place: str) -> SealRecord:
    """Return a record without the other editions: to make all of them again takes seconds, and tells nothing more."""
    made = {Role.EDITION, Role.COMPARISON}
    return replace(
        record,
        files={name: one for name, one in record.files.items() if one.role not in made or place.endswith(f"/{name}")},
    )


# --- what nothing in an archive without signatures can tell -----------------------------------------------------------


def test_a_rewritten_last_inventory_leaves_the_origin_unproven(sealed: Sealed) -> None:
    forge_chain(sealed.object, 3)
    report, store = sealed.verify_with_store()
    assert (report.findings, report.verdict) == ((), Verdict.INTACT_UNPROVEN)
    assert [one.code for one in store.errors] == ["store-lost"]


def test_a_history_that_is_rewritten_as_a_whole_is_known_to_the_store_alone(sealed: Sealed) -> None:
    forge_chain(sealed.object, 1)
    report, store = sealed.verify_with_store()
    assert (report.findings, report.verdict) == ((), Verdict.INTACT_UNPROVEN)
    assert {one.code for one in store.errors} == {"store-lost", "store-inventory"}


def test_an_archive_that_was_rolled_back_is_known_to_the_store(sealed: Sealed) -> None:
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(sealed.object / "v2" / name, sealed.object / name)
    shutil.rmtree(sealed.object / "v3")
    report, store = sealed.verify_with_store()
    assert report.verdict is Verdict.INTACT_UNPROVEN
    assert [(one.code, one.values["label"]) for one in store.errors] == [("store-lost", "2022-01-01")]


def test_a_lost_object_is_known_to_the_store(sealed: Sealed) -> None:
    shutil.rmtree(next(path for path in sealed.archive.iterdir() if len(path.name) == 3))
    report, store = sealed.verify_with_store()
    assert [one.code for one in report.findings] == ["archive-empty"]
    assert {one.code for one in store.errors} == {"store-lost"}


# --- no false alarm ---------------------------------------------------------------------------------------------------

SHAPES = [
    (works, count, variant)
    for works in (1, 2)
    for count in range(1, 6)
    for variant in ("", "avis", "nld", "all", "fix")
]


@pytest.mark.parametrize(("works", "count", "kind"), SHAPES)
def test_no_false_alarm(tmp_path: "Path", works: int, count: int, kind: str) -> None:
    assert len(SHAPES) == 50
    made = {
        f"/akn/be/act/code/essai/2020-01-01/essai-{work}{'-long' * 20 * work}": labels_of(count, kind)
        for work in range(works)
    }
    root = build_archive(
        tmp_path / "archive",
        {
            work: [to_seal(label, work, corrects=corrects) for label, corrects in labels]
            for work, labels in made.items()
        },
    )
    report = verify_archive(root, "archive", ASKED)[0]
    assert (report.findings, report.verdict) == ((), Verdict.INTACT_UNPROVEN)
    assert len(report.sealings) == works * count


def labels_of(count: int, kind: str) -> list[tuple[str, str | None]]:
    match kind:
        case "avis":
            return [(f"2020-0{number}-01.avis.fra", None) for number in range(1, count + 1)]
        case "nld":
            return [(f"2020-0{number}-01.{('fra', 'nld')[number % 2]}", None) for number in range(1, count + 1)]
        case "all":  # the same day in several languages and variants
            every = [f"2020-01-01.{rest}" for rest in ("fra", "nld", "avis.fra", "avis.nld", "deu")]
            return [(label, None) for label in every[:count]]
        case "fix":
            labels = [f"2020-0{number}-01.fra" for number in range(1, count + 1)]
            return list(zip(labels, [None, *labels], strict=False))
        case _:
            return [(f"20{10 - number:02}-01-01.fra", None) for number in range(count)]  # sealed in any order


# --- the table --------------------------------------------------------------------------------------------------------

ELSEWHERE = {
    # Codes whose case is a file of its own in the tests.
    *(
        "file-large",
        "file-unreadable",
        "folder-unreadable",
        "json-conflict",
        "json-deep",
        "json-value",
        "ocfl-refused",
        "record-missing",
    ),
    *(
        "record-signer-gone",
        "record-signer-new",
        "record-signer-other",
        "record-stamps-gone",
    ),
    *(
        "archive-empty",
        "archive-interrupted",
        "store-interrupted",
        "store-unreadable",
        "bag-empty",
        "bag-line",
        "bag-oxum",
        "bag-refused",
        "bag-stray",
        "bag-twice",
        "bag-unlisted",
        "time-proven-since",
        "version-sealings",
        "sealed-added",
        "text-missing",
        "text-unreadable",
        "text-label",
        "record-no-text",
    ),
    *(
        "store-lost",
        "store-inventory",
        "store-changed",
        "store-absent",
        "store-conflict",
        "store-list",
        "store-unlisted",
        "store-no-work",
        "store-picture",
    ),
}


def test_every_finding_of_files_and_chains_has_a_case() -> None:
    others = ("signature-", "stamp-", "renewal-", "edition-")
    codes = {code for code in load_table("akn/archive.toml") if not code.startswith(others)}
    assert codes - {attack.code for attack in attacks()} <= ELSEWHERE
