"""`record.json`: the same bytes for the same record, and nothing but what we write is read."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.archive.altered import AlteredError
from codetool.archive.record import Before, RecordedFile, RecordedSigner, Role, SealRecord, read_record, write_record

RECORD = SealRecord(
    work="/akn/be/act/code/essai/2020-01-01/essai",
    expression="/akn/be/act/code/essai/2020-01-01/essai/fra@2021-01-01",
    slug="essai",
    label="2021-01-01.fra",
    sealed=datetime(2026, 11, 26, 17, 0, 5, tzinfo=UTC),
    program={"codetool": "0.1.0"},
    libraries={"weasyprint": "70.0", "lxml": "6.0"},
    fonts=("b", "a"),
    signed=RecordedSigner(subject="CN=É", certificate_sha256="0" * 64, stamps=None),
    corrects="2020-01-01.fra",
    missing=("received",),
    before=Before(version=1, inventory_sha512="1" * 128, logs={"logs/v1/inventory.json.p7s": "2" * 128}),
    files={"2021-01-01.fra.xml": RecordedFile(role=Role.TEXT, media_type="application/xml", sha512="3" * 128)},
)


def test_what_is_written_is_read() -> None:
    content = write_record(RECORD)
    read = read_record(content)
    assert read.files == RECORD.files
    assert (read.before, read.signed, read.corrects) == (RECORD.before, RECORD.signed, RECORD.corrects)
    assert (read.sealed, read.label, read.slug) == (RECORD.sealed, RECORD.label, RECORD.slug)
    assert read.fonts == ("a", "b")
    assert write_record(read) == content


def test_it_can_be_read_without_a_program() -> None:
    lines = write_record(RECORD).decode().splitlines()
    assert lines[1] == ' "format": "codetool-record/1",'
    assert '  "subject": "CN=É",' in lines
    assert ' "sealed": "2026-11-26T17:00:05Z",' in lines


def changed(**values: Any) -> bytes:  # noqa: ANN401 - any JSON
    return json.dumps(json.loads(write_record(RECORD)) | values).encode()


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"format": "codetool-record/2"}, "format"),
        ({"work": "http://elsewhere"}, "work"),
        ({"label": "latest"}, "label"),
        ({"label": "2021-01-01.fra.nld"}, "label"),
        ({"sealed": "2026-11-26"}, "sealed"),
        ({"slug": "../x"}, "slug"),
        ({"slug": "Sources"}, "slug"),
        ({"slug": "nul"}, "slug"),
        ({"slug": "essai."}, "slug"),
        ({"fonts": "a"}, "fonts"),
        ({"fonts": [1]}, "fonts[0]"),
        ({"program": []}, "program"),
        ({"libraries": {"a": 1}}, "libraries.a"),
        ({"missing": ["a\nb"]}, "missing[0]"),
        ({"signed": []}, "signed"),
        ({"signed": {"subject": "x", "certificate_sha256": "x", "stamps": None}}, "signed.certificate_sha256"),
        ({"corrects": ""}, "corrects"),
        ({"before": {"version": "v01", "inventory_sha512": "1" * 128, "logs": {}}}, "before.version"),
        ({"before": {"version": "v1", "inventory_sha512": "1" * 127, "logs": {}}}, "before.inventory_sha512"),
        ({"files": {"a": {"role": "toy", "media_type": "a/b", "sha512": "1" * 128}}}, "files.a.role"),
        ({"files": {"a": {"role": "text", "media_type": "xml", "sha512": "1" * 128}}}, "files.a.media_type"),
        ({"files": {"a": {"role": "text", "media_type": "a/b", "sha512": "A" * 128}}}, "files.a.sha512"),
    ],
)
def test_what_we_would_not_write_is_refused(values: dict[str, object], where: str) -> None:
    with pytest.raises(AlteredError) as caught:
        read_record(changed(**values))
    assert (caught.value.finding.code, caught.value.finding.values["where"]) == ("json-value", where)


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a//b", "a\\b"])
def test_a_name_that_leads_astray(name: str) -> None:
    one = {"role": "text", "media_type": "a/b", "sha512": "1" * 128}
    with pytest.raises(AlteredError) as caught:
        read_record(changed(files={name: one}))
    assert caught.value.finding.code == "path-astray"
    with pytest.raises(AlteredError) as caught:
        read_record(changed(before={"version": "v1", "inventory_sha512": "1" * 128, "logs": {name: "1" * 128}}))
    assert caught.value.finding.code == "path-astray"


def with_files(**roles: str) -> bytes:
    row = {"media_type": "a/b", "sha512": "1" * 128}
    told = {**roles, "2021-01-01.fra.xml": "text"}
    return changed(files={name: {**row, "role": role} for name, role in told.items()})


FITTING = (
    ("2021-01-01.fra.xml.xades", "signature"), ("2021-01-01.fra.pdf", "edition"), ("2021-01-01.fra.html", "edition"),
    ("2021-01-01.fra.txt", "edition"), ("received/2021-01-01.fra.docx", "received"), ("changes.pdf", "comparison"),
    ("changes.html", "comparison"), ("changes.json", "comparison"), ("before/2020-01-01.avis.fra.xml", "before"),
    ("validation.json", "report"), ("settings/edition/templates/page.html", "settings"), ("sbom.cdx.json", "software"),
    ("plan.png", "picture"), ("plans/étage 1.JPEG", "picture"), ("a.b.jpg", "picture"), ("settings.svg", "picture"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "role"), FITTING)
def test_the_names_of_a_sealing(name: str, role: str) -> None:
    assert read_record(with_files(**{name: role})).files[name].role == role
    for other in set(Role) - {role}:  # and of no other role
        with pytest.raises(AlteredError) as caught:
            read_record(with_files(**{name: other}))
        assert caught.value.finding.code == "record-name"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("2020-01-01.fra.xml", "text"), ("2021-01-01Xfra.xml", "text"), ("2021-01-01.fra.xml.XADES", "signature"),
        ("2020-01-01.fra.xml.xades", "signature"), ("2021-01-01.fra.docx", "edition"), ("received/a.docx", "received"),
        ("received/2021-01-01.fra.docx/x", "received"), ("2021-01-01.fra.docx", "received"),
        ("x/changes.pdf", "comparison"), ("before/x.xml", "before"), ("before/2020-01-01.fra.xml/x", "before"),
        ("settings", "settings"), ("settings/.git/config", "settings"), ("settings/matches.toml", "settings"),
        ("record.json", "report"), (".png", "picture"), ("a/.png", "picture"), (".a/b.png", "picture"),
        ("a/.b/c.png", "picture"), ("a.gif", "picture"), ("a.png/b", "picture"), ("a./b.png", "picture"),
        *((f"{folder}/a.png", "picture") for folder in "sources matches removed received before settings".split()),
        ("SOURCES/a.png", "picture"), ("\u017fources/a.png", "picture"),
    ],
)  # fmt: skip
def test_a_name_that_no_sealing_gives(name: str, role: str) -> None:
    with pytest.raises(AlteredError) as caught:
        read_record(with_files(**{name: role}))
    found = caught.value.finding
    assert (found.code, found.values["name"], found.values["role"]) == ("record-name", name, role)


def test_decisions_are_about_one_version_before() -> None:
    before = {f"before/{label}.fra.xml": "before" for label in ("2019-01-01", "2020-01-01")}
    decisions = {"settings/matches.toml": "settings"}
    one = dict(list(before.items())[:1])
    assert set(read_record(with_files(**decisions, **one)).files) > {*decisions, *one}
    for told in (decisions, before):
        with pytest.raises(AlteredError) as caught:
            read_record(with_files(**told))
        assert caught.value.finding.code == "record-name"


def test_a_record_without_its_text() -> None:
    with pytest.raises(AlteredError) as caught:
        read_record(changed(files={}))
    assert caught.value.finding.code == "record-no-text"


def test_a_record_in_the_folder_of_another_label() -> None:
    content = write_record(RECORD)
    assert read_record(content, folder="2021-01-01.fra").label == "2021-01-01.fra"
    with pytest.raises(AlteredError) as caught:
        read_record(content, folder="2020-01-01.fra")
    assert caught.value.finding.code == "record-label"


@given(st.binary(max_size=100))
def test_any_bytes_give_a_record_or_the_one_error(content: bytes) -> None:
    whole = write_record(RECORD)
    for given_bytes in (content, whole[: len(whole) // 2] + content + whole[len(whole) // 2 :]):
        told = "record.json"
        try:
            read_record(given_bytes)
        except AlteredError as error:
            told = error.finding.file
        assert told == "record.json"
