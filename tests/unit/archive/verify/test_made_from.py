"""What an edition was made from, held against what its sealing holds: each thing that can be another is found."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha512

import pytest

from codetool.archive.record import MATCHES, RecordedFile, RecordedSigner, Role, SealRecord
from codetool.archive.verify.made_from import check_made_from
from codetool.archive.verify.parts import Parts
from codetool.render import Sealing
from codetool.render.recipe import Earlier, Form, Made, Matches, Recipe, Side

LABEL = "2021-01-01.fra"
BEFORE = "before/2020-01-01.fra.xml"
LOOK = b'[look]\npublisher = "Essai"\n'
SEALED = {
    f"{LABEL}.xml": (Role.TEXT, b"new"),
    BEFORE: (Role.BEFORE, b"old"),
    "plans/a.png": (Role.PICTURE, b"a"),
    f"{LABEL}.pdf": (Role.EDITION, b""),
    "changes.pdf": (Role.COMPARISON, b""),
    MATCHES: (Role.SETTINGS, b"decided"),
    "settings/pictures/b.png": (Role.SETTINGS, b"b"),
    "settings/edition/codetool.toml": (Role.SETTINGS, LOOK + b'templates = "templates"\n'),
    "settings/edition/logo.svg": (Role.SETTINGS, b"logo"),
    "settings/edition/templates/edition/_seal.html": (Role.SETTINGS, b"seal"),
}
EDITION = Recipe(
    made=Made.EDITION,
    form=Form.PDF,
    source="2021-01-01.fra.xml",
    settings="settings/codetool.toml",
    beside=("settings/logo.svg", "settings/templates/edition/_seal.html", "settings/templates/edition/book.html"),
    pictures=(("plans/a.png", "pictures/a.png"), ("../b.png", "pictures/b.png")),
    sealing=Sealing(day="2026-01-01", label=LABEL),
)
CARRIED = {
    "2021-01-01.fra.xml": b"new",
    "settings/codetool.toml": LOOK,
    "settings/logo.svg": b"logo",
    "settings/templates/edition/_seal.html": b"seal",
    "settings/templates/edition/book.html": b"a page that the PDF alone has",
    "pictures/a.png": b"a",
    "pictures/b.png": b"b",
}
COMPARISON = Recipe(
    made=Made.COMPARISON,
    form=Form.PDF,
    sides=(Side(file="old.xml", name="Le premier"), Side(file="new.xml", name="Le second")),
    matches=(Matches(file=MATCHES),),
)
COMPARED = {"old.xml": b"old", "new.xml": b"new", MATCHES: b"decided"}


def parts_without(*names: str, signed: RecordedSigner | None = None) -> Parts:
    files = {name: one for name, one in SEALED.items() if name not in names}
    record = SealRecord(
        work="/akn/be/act/code/essai/2020-01-01/essai",
        expression="/akn/be/act/code/essai/2020-01-01/essai/fra@2021-01-01",
        slug="essai",
        label=LABEL,
        sealed=datetime(2026, 1, 1, tzinfo=UTC),
        signed=signed,
        files={
            name: RecordedFile(role=role, media_type="application/octet-stream", sha512=sha512(content).hexdigest())
            for name, (role, content) in files.items()
        },
    )
    return Parts(record=record, read=lambda name: files[name][1], place=str)


def told(name: str, recipe: Recipe, files: dict[str, bytes], parts: Parts | None = None) -> list[tuple[str, object]]:
    found = check_made_from(parts or parts_without(), name, recipe, files)
    return [(one.code, next(filter(None, map(one.values.get, ("name", "found", "held"))), None)) for one in found]


def test_what_was_made_from_its_sealing_is_not_blamed() -> None:
    assert told(f"{LABEL}.pdf", EDITION, CARRIED) == []
    assert told("changes.pdf", COMPARISON, COMPARED, parts_without("settings/comparison/codetool.toml")) == []


@pytest.mark.parametrize("name", sorted(CARRIED.keys() - {"settings/templates/edition/book.html"}))
def test_another_file_is_told(name: str) -> None:
    assert told(f"{LABEL}.pdf", EDITION, {**CARRIED, name: b"other"}) == [("edition-file-other", name)]


@pytest.mark.parametrize("name", sorted(COMPARED))
def test_another_side_or_decision_is_told(name: str) -> None:
    assert told("changes.pdf", COMPARISON, {**COMPARED, name: b"other"}) == [("edition-file-other", name)]


def test_one_file_as_both_sides_is_told() -> None:
    twice = replace(COMPARISON, sides=(Side(file="new.xml", name="Le premier"), Side(file="new.xml", name="Le second")))
    assert told("changes.pdf", twice, COMPARED) == [("edition-file-other", "new.xml")]


def test_what_the_sealing_does_not_hold_is_told() -> None:
    lacking = ("plans/a.png", "settings/pictures/b.png", "settings/edition/logo.svg", "settings/edition/codetool.toml")
    names = ["pictures/a.png", "pictures/b.png", "settings/logo.svg", "settings/codetool.toml"]
    assert told(f"{LABEL}.pdf", EDITION, CARRIED, parts_without(*lacking)) == [
        ("edition-file-unheld", name) for name in names
    ]
    assert told("changes.pdf", COMPARISON, COMPARED, parts_without(BEFORE, MATCHES)) == [
        ("edition-file-unheld", "old.xml"), ("edition-file-unheld", MATCHES),
    ]  # fmt: skip
    history = (Earlier(file="e.xml", label="x", date=""), Earlier(file=EDITION.source, label=LABEL, date=""))
    earlier = replace(EDITION, history=history)
    assert told(f"{LABEL}.pdf", earlier, {**CARRIED, "e.xml": b"other"}) == [("edition-file-other", "e.xml")]


def test_what_was_left_out_is_told() -> None:
    bare = replace(EDITION, pictures=(), settings="", beside=())
    assert told(f"{LABEL}.pdf", bare, CARRIED) == [
        ("edition-file-unused", "plans/a.png"), ("edition-file-unused", "settings/edition/codetool.toml"),
    ]  # fmt: skip
    assert told("changes.pdf", replace(COMPARISON, matches=()), COMPARED) == [("edition-file-unused", MATCHES)]
    text = replace(bare, form=Form.TEXT)
    assert told(f"{LABEL}.pdf", text, CARRIED) == [], "a plain text shows neither pictures nor a look"


def test_a_recipe_of_the_other_kind_is_told() -> None:
    assert told("changes.pdf", EDITION, CARRIED) == [("edition-kind-other", None)]
    assert told(f"{LABEL}.pdf", COMPARISON, COMPARED) == [("edition-kind-other", None)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Sealing(day="2026-01-01", label="2020-01-01.fra"), "2020-01-01.fra"),
        (Sealing(day="2026-01-01", label=LABEL, corrects="2020-01-01.fra"), "2020-01-01.fra"),
        (Sealing(day="2026-01-01", label=LABEL, signature="x.xades"), "x.xades"),
    ],
)
def test_what_is_printed_of_another_sealing_is_told(wrong: Sealing, said: str) -> None:
    assert told(f"{LABEL}.pdf", replace(EDITION, sealing=wrong), CARRIED) == [("edition-seal-other", said)]


def test_what_is_printed_of_a_signed_sealing_is_not_blamed() -> None:
    signer = RecordedSigner(subject="Essai", certificate_sha256="0" * 64, stamps="https://example.org/tsa")
    seal = Sealing(
        day="2026-01-01", label=LABEL, signer="Essai", stamped=True, signature=f"{LABEL}.xml.xades"
    )  # fmt: skip
    assert told(f"{LABEL}.pdf", replace(EDITION, sealing=seal), CARRIED, parts_without(signed=signer)) == []
    other = replace(EDITION, sealing=replace(seal, organisation="Une autre"))
    assert told(f"{LABEL}.pdf", other, CARRIED, parts_without(signed=signer)) == [("edition-seal-other", "Une autre")]
