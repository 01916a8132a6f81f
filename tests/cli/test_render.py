"""`codetool render`."""

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


def test_a_web_page(store: "Cli") -> None:
    told = store("render", "2020-01-01", "--format", "html")
    assert (told.code, told.err) == (0, "")
    assert told.out.lower().startswith("<!doctype html>")
    assert 'id="art_1-2"' in told.out


def test_plain_text(store: "Cli") -> None:
    told = store("render", "2020-01-01", "--format", "text")
    assert (told.code, told.err) == (0, "")
    assert "CODE D'ESSAI" in told.out
    assert "le second." in told.out


def test_a_word_document_imported_again_is_the_same_text(store: "Cli") -> None:
    told = store("render", "2020-01-01", "--format", "docx", "-o", "code.docx")
    assert told.messages == [f"written: code.docx ({(store.folder / 'code.docx').stat().st_size} bytes)"]
    assert store("import", "code.docx", "--date", "2020-02-01").code == 0
    changes = json.loads(store("diff", "2020-01-01", "2020-02-01", "--format", "json").out)
    assert {tuple(row["kinds"]) for row in changes["articles"]} == {("unchanged",)}
    [metadata] = [row["segments"] for row in changes["others"] if row["kinds"] != ["unchanged"]]
    assert next(text for op, text in metadata if op == "delete") == "2020-01-01"


def test_markdown_has_the_words_of_the_version(store: "Cli") -> None:
    told = store("render", "2020-01-01", "--format", "markdown", "-o", "code.md")
    assert told.code == 0
    assert store("import", "code.md", "--date", "2020-02-01").code == 0
    changes = json.loads(store("diff", "2020-01-01", "2020-02-01", "--format", "json").out)
    assert {tuple(row["kinds"]) for row in changes["articles"]} == {("unchanged",)}


@pytest.mark.slow
def test_a_pdf_to_a_file_and_to_stdout_is_the_same(store: "Cli") -> None:
    told = store("render", "2020-01-01", "--format", "pdf", "-o", "code.pdf")
    written = (store.folder / "code.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert told.messages == [f"written: code.pdf ({len(written)} bytes)"]
    assert store("render", "2020-01-01", "--format", "pdf").out.encode("latin-1") == written


@pytest.mark.parametrize(("form", "what"), [("pdf", "a PDF"), ("docx", "a Word document")])
def test_what_is_no_text_is_refused_on_a_terminal(
    store: "Cli", monkeypatch: pytest.MonkeyPatch, form: str, what: str
) -> None:
    monkeypatch.setattr("codetool.cli.inputs.on_terminal", lambda: True)
    assert store.refused("render", "latest", "--format", form) == f"{what} is not for a terminal. Name a file: -o FILE."


def test_an_edition_never_replaces_its_source(store: "Cli") -> None:
    source = next(store.folder.glob("versions/*/*.xml")).relative_to(store.folder)
    assert store.refused("render", source, "--format", "text", "-o", source, "--force") == (
        f"{source}: the result would replace the file that it is made from. Name another file with -o."
    )


def test_the_folder_of_the_file_is_made(store: "Cli") -> None:
    told = store("render", "2020-01-01", "--format", "html", "-o", "a/b/code.html")
    assert (told.code, told.out) == (0, "")
    assert (store.folder / "a/b/code.html").is_file()
    assert told.messages[0].startswith("written: a/b/code.html (")


def test_a_file_that_is_there_is_replaced_on_demand_only(store: "Cli") -> None:
    path = store.write("code.html", "kept")
    assert store.refused("render", "2020-01-01", "--format", "html", "-o", "code.html") == (
        "code.html: the file is there already. Choose another name, or add --force."
    )
    assert store("render", "2020-01-01", "--format", "html", "-o", "code.html", "--force").code == 0
    assert path.read_text() != "kept"


def test_a_folder_is_no_file_to_write(store: "Cli") -> None:
    (store.folder / "out").mkdir()
    line = store.refused("render", "2020-01-01", "--format", "html", "-o", "out", "--force")
    assert line == "out: this is a folder. Name a file in it."


def test_a_file_in_the_way_of_a_folder(store: "Cli") -> None:
    store.write("out", "a file")
    line = store.refused("render", "2020-01-01", "--format", "html", "-o", "out/code.html")
    assert line == (
        "out/code.html: a file stands where the folder should be. Choose another folder, or move that file."
    )


def test_the_kind_of_edition_must_be_named(store: "Cli") -> None:
    assert store.refused("render", "2020-01-01") == (
        "Missing option '--format'. Choose from: html, pdf, docx, markdown, text. See codetool render --help."
    )


def test_the_edition_speaks_the_language_of_the_text(store: "Cli") -> None:
    assert store("render", "2020-01-01", "--format", "html").out == (
        store("--ui-lang", "fr", "render", "2020-01-01", "--format", "html").out
    )
