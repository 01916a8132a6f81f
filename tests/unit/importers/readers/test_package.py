"""Packages: what is in them, and what is not safe to open."""

import struct
import warnings
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from codetool.errors import SourceError
from codetool.importers.readers import package
from codetool.importers.readers.package import open_package


def zipped(entries: dict[str, bytes], *, method: int = ZIP_DEFLATED) -> bytes:
    """Return a zip file with these entries."""
    made = BytesIO()
    with ZipFile(made, "w", method) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return made.getvalue()


def refusal(source: bytes, name: str = "") -> str:
    """Return the line that is said of a package, when it is opened, or when the part `name` of it is read."""
    with pytest.raises(SourceError) as refused:
        open_package(source, "x.docx").xml(name)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_package_gives_its_parts() -> None:
    opened = open_package(zipped({"a.xml": b"<a>Un</a>", "b.bin": b"\0\1"}), "x.docx")

    assert opened.names == ("a.xml", "b.bin")
    assert opened.read("b.bin") == b"\0\1"
    assert opened.xml("a.xml").getroot().text == "Un"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (b"", "x.docx: a.xml: the file is empty."),
        (b"<a>", "x.docx: a.xml: line 1: the XML is broken: Premature end of data in tag a"),
        (b"<!DOCTYPE a [<!ENTITY b 'bbb'>]><a>&b;</a>", "x.docx: a.xml: the document has a DOCTYPE"),
        (b"<a>&b;</a>", "x.docx: a.xml: line 1: the XML is broken: Entity 'b' not defined."),
        (b"<a>" * 300 + b"</a>" * 300, "x.docx: a.xml: its elements are nested too deep. Open it in Word or"),
        (b"<a>" + b"<b/>" * 3_000_000 + b"</a>", "x.docx: a.xml: it has more than 3000000 tags and attributes."),
    ],
)
def test_xml_that_cannot_be_read_is_named_with_its_part(part: bytes, said: str) -> None:
    assert refusal(zipped({"a.xml": part}), "a.xml").startswith(said)


def test_a_package_that_does_not_say_where_it_is_names_its_part() -> None:
    with pytest.raises(SourceError) as refused:
        open_package(zipped({"a.xml": b""})).xml("a.xml")

    assert str(refused.value) == (
        "a.xml: the file is empty. Open it in Word or LibreOffice, repair it, and save it again."
    )


def test_a_missing_part_is_named() -> None:
    assert refusal(zipped({"a.xml": b"<a/>"}), "b.xml") == (
        "x.docx: the file lacks its part b.xml. Open it in Word or LibreOffice, repair it, and save it again."
    )


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/a", "\\a", "C:/a", "c:a", "a\\..\\b", ".."])
def test_a_name_that_leads_out_of_the_package_is_refused(name: str) -> None:
    assert refusal(zipped({name: b""})) == (
        f"x.docx: the name of its part {name!a} leads out of the file. "
        "Do not open it: it was not made by Word or LibreOffice."
    )


@pytest.mark.parametrize("name", ["a..b", "word/...xml", "word/a:b"])
def test_a_name_with_dots_or_a_colon_may_be_harmless(name: str) -> None:
    assert open_package(zipped({name: b"x"})).names == (name,)


def test_two_parts_of_one_name_are_refused() -> None:
    made = BytesIO()
    with ZipFile(made, "w") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.writestr("a", "un")
        file.writestr("a", "deux")

    assert refusal(made.getvalue()).startswith("x.docx: it has two parts named a. Open it in Word")


def test_a_locked_part_is_refused() -> None:
    source = bytearray(zipped({"a": b"un"}))
    source[source.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(source)) == (
        "x.docx: the file is protected by a password. Save it without its password, then import it."
    )


def test_a_method_of_compression_that_nobody_uses_is_refused() -> None:
    assert refusal(zipped({"a": b"un"}, method=ZIP_BZIP2)).startswith(
        "x.docx: its part a is compressed in a way that Word and LibreOffice do not use."
    )


def test_a_changed_byte_breaks_the_part() -> None:
    source = zipped({"a": b"un deux trois"}, method=0).replace(b"deux", b"DEUX")

    assert refusal(source, "a").startswith("x.docx: its part a is broken. Open it in Word or LibreOffice, repair it")


def test_a_file_that_is_cut_is_broken() -> None:
    assert refusal(zipped({"a": b"un"})[:-30]).startswith("x.docx: the file is broken: it begins like a Word")


def test_a_bomb_is_refused_by_what_it_says() -> None:
    assert refusal(zipped({"a": bytes(17 * 1024 * 1024)})) == (
        "x.docx: its part a grows to 17 MB or more when it is unpacked, as a zip bomb does. "
        "Open it in Word or LibreOffice and save it again, if you trust where it comes from."
    )


def test_a_bomb_that_lies_about_its_size_is_refused_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    source = zipped({"a": bytes(17 * 1024 * 1024)})
    monkeypatch.setattr(package, "_check_entry", lambda *_: None)

    assert refusal(source, "a").startswith("x.docx: its part a grows to 17 MB or more")


def test_a_size_that_is_a_lie_breaks_the_part() -> None:
    source = bytearray(zipped({"a": bytes(2000)}))
    at = source.index(b"PK\x01\x02")
    source[at + 24 : at + 28] = struct.pack("<I", 5)

    assert refusal(bytes(source), "a").startswith("x.docx: its part a is broken.")


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    source = zipped({"a": bytes(3000), "b": bytes(3000)})
    monkeypatch.setattr(package, "TOTAL_SIZE", 5000)
    assert refusal(source).startswith(
        "x.docx: the file grows to 1 MB or more when it is unpacked; codetool reads at most 0 MB."
    )

    monkeypatch.setattr(package, "TOTAL_SIZE", 7000)
    opened = open_package(source, "x.docx")
    opened.read("a")
    opened.read("b")
    with pytest.raises(SourceError, match="the file grows to"):
        opened.read("a")


def test_the_number_of_parts_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "ENTRIES", 2)

    assert refusal(zipped({"a": b"", "b": b"", "c": b""})).startswith(
        "x.docx: the file has 3 parts; codetool reads at most 2."
    )
