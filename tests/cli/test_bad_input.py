"""Input that cannot be read: one line with place, fact and remedy, exit 2, nothing half-written, no traceback."""

import re
import tracemalloc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
BOMB = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f'<akomaNtoso xmlns="{AKN}">&c;</akomaNtoso>'
)
EXTERNAL = (
    f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "secret.txt">]><akomaNtoso xmlns="{AKN}">&e;</akomaNtoso>'
)
DOCTYPE = f'<!DOCTYPE akomaNtoso><akomaNtoso xmlns="{AKN}"/>'
DEEP = f'<akomaNtoso xmlns="{AKN}">' + "<a>" * 100_000 + "</a>" * 100_000 + "</akomaNtoso>"
HIDING = "the document has a DOCTYPE, which can hide text from a reader. Save it without the DOCTYPE and its entities."
BROKEN = "Open the file in an XML editor and repair that line."

XML: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "the file is empty. Name a file with a text in it."),
    "blank": (b" \r\n\t ", "the file is empty. Name a file with a text in it."),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a binary file, not XML. Name an Akoma Ntoso XML file."),
    "text": (b"Article 1", "this is not XML: it does not begin with <. Import a text with codetool import."),
    "bare": (b"<a/>", "this is XML of another vocabulary, not Akoma Ntoso 3.0 (root element a, namespace none). "),
    "page": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "this is XHTML, not Akoma Ntoso 3.0 (root element html"),
    "part": (f'<act xmlns="{AKN}"/>', "the root element is act, not akomaNtoso. Put the document into an akomaNtoso"),
    "cut": (f'<akomaNtoso xmlns="{AKN}">\n<act><body', "line 2: the XML is broken: "),
    "bomb": (BOMB, HIDING),
    "external": (EXTERNAL, HIDING),
    "doctype": (DOCTYPE, HIDING),
    "doctype16": (DOCTYPE.encode("utf-16"), HIDING),
    "latin": ("<a>é</a>".encode("latin-1"), "line 1: the XML is broken: "),
    "encoding": (b'<?xml version="1.0" encoding="x-none"?><a/>', "line 1: the XML is broken: "),
    "deep": (DEEP, "line 1: the XML is broken: "),
}  # fmt: skip
READERS = {
    "show": ("show", "bad.xml"),
    "validate": ("validate", "bad.xml"),
    "validate-json": ("validate", "bad.xml", "--format", "json"),
    "diff-old": ("diff", "bad.xml", "2020-01-01"),
    "diff-new": ("diff", "2020-01-01", "bad.xml", "-o", "out/changes.txt"),
    "render": ("render", "bad.xml", "--format", "html", "-o", "out/code.html"),
    "render-text": ("render", "bad.xml", "--format", "text"),
}
TEXTS: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "the file is empty. Name a file with a text in it."),
    "blank": (b" \r\n\t ", "the file is empty. Name a file with a text in it."),
    "nul": (b"Art. 1. Un\0deux.", "this is a binary file (line 1 holds the control character U+0000), not plain text."),
    "binary": (b"\xcf\xfa\xed\xfe\x07\0\0\1", "this is a binary file (it holds NUL bytes), not plain text."),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a picture, which import does not read. Save it as .docx"),
    "word": (b"PK\x03\x04rest", "the file is broken: it begins like a Word or LibreOffice file"),
    "pdf": (b"%PDF-1.7", "this is a PDF, although its name ends in .txt. Give the file its true ending"),
    "xml": (DOCTYPE, "this is an XML file, which import does not read. Save it as .docx"),
    "utf-16": (b"\xff\xfeA", "this is a file that says it is UTF-16 and is not, not plain text. "),
    "prose": ("Bonjour.\n\nAu revoir.", "no article was found in 2 lines and 3 words (the first line: “Bonjour.”"),
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", XML)
def test_xml_that_cannot_be_read(store: "Cli", kind: str, reader: str) -> None:
    content, line = XML[kind]
    store.write("bad.xml", content)
    store.write("secret.txt", "SECRET")
    told = store.refused(*READERS[reader])
    assert told.startswith(f"bad.xml: {line}")
    assert "SECRET" not in told
    assert told.endswith(".")


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("options", [(), ("--dry-run",), ("-o", "out/code.xml"), ("--report", "json")], ids=str)
def test_a_text_that_cannot_be_imported(cli: "Cli", kind: str, options: tuple[str, ...]) -> None:
    content, line = TEXTS[kind]
    cli.write("bad.txt", content)
    told = cli.refused("import", "bad.txt", "--date", "2020-01-01", "--work", "essai", *options)
    assert told.startswith(f"bad.txt: {line}")


def test_a_text_without_articles_is_told_what_was_seen(cli: "Cli") -> None:
    cli.write("bad.txt", "CODE\n\nTITRE 1 – UN\n\nDes mots.\n\nTITRE 2 – DEUX\n\nD'autres mots.\n")
    line = cli.refused("import", "bad.txt", "--date", "2020-01-01")
    assert "5 lines and 13 words (the first line: “CODE”; headings: 2, the first “TITRE 1 – UN" in line
    assert line.endswith("Article 1er. –, Art. 2, 1.1, 2.1. or § 1.")


@pytest.mark.parametrize("reader", [*READERS, "import"])
def test_a_file_of_200_mb_is_refused_without_being_read(store: "Cli", reader: str) -> None:
    with (store.folder / "bad.xml").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    arguments = READERS.get(reader, ("import", "bad.xml", "--date", "2022-01-01"))
    tracemalloc.start()
    told = store.refused(*arguments)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (
        told == "bad.xml: the file has 200 MB; codetool reads at most 64 MB. Split it, or name the file that you meant."
    )
    assert peak < 64 * 1024 * 1024, "its bytes were read"


@pytest.mark.parametrize("reader", READERS)
def test_a_version_that_does_not_exist(store: "Cli", reader: str) -> None:
    assert store.refused(*READERS[reader]) == "bad.xml: there is no such file. Check the name and the folder."


@pytest.mark.parametrize("name", ["absent.txt", "received.txt/absent.txt", "x" * 5_000])
def test_a_source_that_does_not_exist(cli: "Cli", name: str) -> None:
    cli.write("received.txt", "x")
    assert cli.refused("import", name, "--date", "2020-01-01").startswith(f"{name}: ")


@pytest.mark.parametrize("reader", READERS)
def test_a_name_of_5000_characters(store: "Cli", reader: str) -> None:
    name = "x" * 5_000
    arguments = [name if word == "bad.xml" else word for word in READERS[reader]]
    assert store.refused(*arguments).startswith(f"versions: there is no version {name}.")


@pytest.mark.parametrize("reader", READERS)
def test_a_name_with_nul(store: "Cli", reader: str) -> None:
    arguments = ["a\0b" if word == "bad.xml" else word for word in READERS[reader]]
    assert store.refused(*arguments) == "an argument holds the character NUL. Write it without."


@pytest.mark.parametrize("reader", READERS)
def test_a_folder_given_as_a_file(store: "Cli", reader: str) -> None:
    (store.folder / "bad.xml").mkdir()
    told = "there is no XML file in this folder. Name one in which there is."
    if not reader.startswith("validate"):  # which takes folders
        told = "this is a folder. Name a file in it."
    assert store.refused(*READERS[reader]) == f"bad.xml: {told}"


def test_a_folder_given_as_a_source(cli: "Cli") -> None:
    (cli.folder / "received").mkdir()
    line = cli.refused("import", "received", "--date", "2020-01-01")
    assert line == "received: this is a folder. Name a file in it."


def test_a_file_that_may_not_be_read(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    store.write("bad.xml", "<a/>")

    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert store.refused("show", "bad.xml") == (
        "bad.xml: the file cannot be read (Permission denied). Check its permissions."
    )


@pytest.mark.parametrize(
    "command", [("diff", "2020-01-01", "2021-01-01"), ("render", "2020-01-01", "--format", "html")]
)
@pytest.mark.parametrize(
    ("output", "fact"),
    [
        ("first.txt/out.html", "a file stands where the folder should be"),
        ("first.txt/deep/out.html", "a file stands where the folder should be"),
        ("versions", "this is a folder"),
        ("first.txt", "the file is there already"),
        ("new/" + "x" * 5_000, "the file cannot be written (File name too long)"),
    ],
)
def test_an_output_that_cannot_be_written(store: "Cli", command: tuple[str, ...], output: str, fact: str) -> None:
    assert store.refused(*command, "-o", output).startswith(f"{output}: {fact}. ")
    assert not (store.folder / "new").exists(), "a folder was left behind"


def test_an_import_into_a_store_that_cannot_be_written(cli: "Cli") -> None:
    cli.write("received.txt", "Art. 1. Un.\n\nArt. 2. Deux.\n")
    cli.write("codes", "a file")
    line = cli.refused("import", "received.txt", "--date", "2020-01-01", "--work", "essai", "--store", "codes")
    assert line.startswith("codes")
    assert "a file stands where the folder should be" in line


def test_elements_nested_as_deep_as_xml_goes_are_no_reason_to_fail(store: "Cli") -> None:
    text = (store.folder / "versions/essai/2020-01-01.fra.xml").read_text()
    deep = "<i>" * 230 + "profond" + "</i>" * 230
    store.write("deep.xml", text.replace("Le présent texte", deep))
    assert store("show", "deep.xml").out.count("profond") == 1
    assert store("diff", "2020-01-01", "deep.xml").code == 1
    assert store("render", "deep.xml", "--format", "html").code == 0
    assert store("validate", "deep.xml").code == 0


def test_an_article_in_a_number_is_no_reason_to_fail(store: "Cli") -> None:
    text = (store.folder / "versions/essai/2020-01-01.fra.xml").read_text()
    article = text[text.index("<article ") : text.index("</article>") + len("</article>")]
    store.write("odd.xml", text.replace("<num>TITRE 1", f"<num><b><i>{article}</i></b> TITRE 1"))
    assert store("diff", "2020-01-01", "odd.xml").code == 1
    assert store("diff", "odd.xml", "2020-01-01", "--format", "json").code == 1
    assert store("validate", "odd.xml").code == 1
    assert store("render", "odd.xml", "--format", "html").code == 0


def test_an_article_in_the_title_is_no_reason_to_fail(store: "Cli") -> None:
    text = (store.folder / "versions/essai/2020-01-01.fra.xml").read_text()
    article = text[text.index("<article ") : text.index("</article>") + len("</article>")]
    odd, count = re.subn("<docTitle>.*?</docTitle>", f"<docTitle/>{article}", text, count=1)
    assert count == 1
    store.write("odd.xml", odd)
    assert store("diff", "2020-01-01", "odd.xml").code == 1
    assert store("diff", "odd.xml", "2020-01-01", "--format", "json").code == 1
    assert store("show", "odd.xml").code == 0
    assert store("render", "odd.xml", "--format", "html").code == 0
