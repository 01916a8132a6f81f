"""`codetool diff`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

OLD, NEW = "2020-01-01", "2021-01-01"


def test_differences_are_told_article_by_article(store: "Cli") -> None:
    told = store("diff", OLD, NEW)
    assert (told.code, told.err) == (1, "")
    assert "distincts" in told.out
    assert "Un essai manqué se refait." in told.out


def test_no_difference_is_exit_0(store: "Cli") -> None:
    told = store("diff", OLD, OLD)
    assert (told.code, told.err) == (0, "")


def test_json_stands_alone_on_stdout(store: "Cli") -> None:
    told = store("diff", OLD, NEW, "--format", "json")
    assert (told.code, told.err) == (1, "")
    changes = json.loads(told.out)
    assert changes["format"] == "codetool-diff/1"
    assert changes["summary"]["inserted"] == 1
    kinds = {tuple(row["new"]): row["kinds"] for row in changes["articles"]}
    assert kinds == {
        ("art_1-1",): ["unchanged"],
        ("art_1-2",): ["modified"],
        ("art_2-1",): ["inserted"],
        ("art_2-2",): ["unchanged", "renumbered"],
    }
    assert json.loads(store("diff", OLD, OLD, "--format", "json").out)["summary"]["unchanged"] == 3


def test_the_same_input_gives_the_same_bytes(store: "Cli") -> None:
    for form in ("text", "json", "html", "markdown"):
        assert store("diff", OLD, NEW, "--format", form).out == store("diff", OLD, NEW, "--format", form).out


def test_summary_prints_the_counts_and_nothing_else(store: "Cli") -> None:
    told = store("diff", OLD, NEW, "--summary")
    assert (told.code, told.err) == (1, "")
    assert "distincts" not in told.out
    assert "inserted: 1" in told.out
    assert set(json.loads(store("diff", OLD, NEW, "--summary", "--format", "json").out)) <= {"format", "summary"}


def test_a_web_page(store: "Cli") -> None:
    told = store("diff", OLD, NEW, "--format", "html")
    assert told.out.lower().startswith("<!doctype html>")
    assert "distincts" in told.out


@pytest.mark.parametrize("form", ["text", "json", "html", "markdown"])
def test_output_goes_to_a_file_and_the_exit_code_stays(store: "Cli", form: str) -> None:
    printed = store("diff", OLD, NEW, "--format", form).out
    told = store("diff", OLD, NEW, "--format", form, "-o", f"new/folder/changes.{form}")
    written = (store.folder / f"new/folder/changes.{form}").read_bytes()
    assert told.code == 1
    assert told.out == ""
    assert told.messages == [f"written: new/folder/changes.{form} ({len(written)} bytes)"]
    assert written.decode().rstrip("\n") == printed.rstrip("\n")


def test_a_file_that_is_there_is_replaced_on_demand_only(store: "Cli") -> None:
    path = store.write("changes.html", "kept")
    line = store.refused("diff", OLD, NEW, "--format", "html", "-o", "changes.html")
    assert line == "changes.html: the file is there already. Choose another name, or add --force."
    assert path.read_text() == "kept"
    assert store("diff", OLD, NEW, "--format", "html", "-o", "changes.html", "--force").code == 1
    assert "distincts" in path.read_text()


def test_files_under_dist_are_made_again_and_again(store: "Cli") -> None:
    path = store.write("dist/changes.html", "old")
    assert store("diff", OLD, NEW, "--format", "html", "-o", "dist/changes.html").code == 1
    assert "distincts" in path.read_text()


def test_typography_is_shown_on_demand(store: "Cli") -> None:
    path = store.folder / "versions/essai/2020-01-01.fra.xml"
    store.write("spaced.xml", path.read_text().replace("règle un essai.", "règle un essai !"))
    told = store("diff", OLD, "spaced.xml")
    shown = store("diff", OLD, "spaced.xml", "--show-typography")
    assert told.code == shown.code == 1
    assert len(shown.out) > len(told.out)


def test_colours_on_demand(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\033[" not in store("diff", OLD, NEW).out
    assert "\033[" in store("diff", OLD, NEW, "--color", "always").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in store("diff", OLD, NEW).out


def test_the_comparison_is_told_in_french(store: "Cli") -> None:
    assert "inserted" not in store("diff", OLD, NEW, "--summary", "--ui-lang", "fr").out


def test_a_version_that_cannot_be_read_is_exit_2(store: "Cli") -> None:
    store.write("broken.xml", "<akomaNtoso>")
    assert store.refused("diff", OLD, "broken.xml").startswith("broken.xml: line 1: the XML is broken")
    assert store.refused("diff", "broken.xml", OLD).startswith("broken.xml: line 1: the XML is broken")
    assert store.refused("diff", OLD, "1999-01-01").startswith("versions: there is no version 1999-01-01.")


def test_options_can_be_environment_variables(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODETOOL_DIFF_FORMAT", "json")
    monkeypatch.setenv("CODETOOL_STORE", str(store.folder / "versions"))
    monkeypatch.chdir("/")
    assert json.loads(store("diff", OLD, NEW).out)["summary"]["inserted"] == 1


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_report_never_takes_the_place_of_a_text(store: "Cli", force: tuple[str, ...]) -> None:
    for side in (OLD, NEW):
        path = next((store.folder / "versions/essai").glob(f"{side}*.xml"))
        for name in (path, path.relative_to(store.folder)):
            assert store.refused("diff", OLD, NEW, "-o", name, *force) == (
                f"{name}: the result would replace the file that it is made from. Name another file with -o."
            )


def test_a_place_that_is_taken_is_told_before_anything_else(store: "Cli", root: Path) -> None:
    store.write("out.txt", "mine")
    exercise = root / "examples/exercice/exercice.fra.xml"
    assert "out.txt: the file is there already" in store.refused("diff", OLD, exercise, "-o", "out.txt")


def test_a_dash_is_standard_output(store: "Cli") -> None:
    assert store("diff", OLD, NEW, "-o", "-").out == store("diff", OLD, NEW).out
    assert not (store.folder / "-").exists()


def test_the_name_of_a_version_is_not_empty(store: "Cli") -> None:
    assert store.refused("diff", "", NEW) == ("the name of a version is empty. Name a file, or a label of the store.")


def test_a_pdf_goes_to_a_file(store: "Cli") -> None:
    told = store("diff", OLD, NEW, "--format", "pdf", "-o", "changes.pdf")
    assert (told.code, told.out) == (1, "")
    assert (store.folder / "changes.pdf").read_bytes().startswith(b"%PDF-")


def test_a_pdf_is_refused_on_a_terminal(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.cli.inputs.on_terminal", lambda: True)
    assert store.refused("diff", OLD, NEW, "--format", "pdf") == "a PDF is not for a terminal. Name a file: -o FILE."
    assert store.refused("diff", OLD, NEW, "--format", "pdf", "--summary") == (
        "pdf has no summary of its own. Take --format text or json, or leave out --summary."
    )


def test_markdown(store: "Cli") -> None:
    told = store("diff", OLD, NEW, "--format", "markdown")
    assert (told.code, told.err) == (1, "")
    assert told.out.startswith("# Comparaison\n")
    assert "<ins>distincts</ins>" in told.out


def test_text_side_by_side(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    wide = store("diff", OLD, NEW, "--side-by-side")
    assert "Old text                               │ New text" in wide.out
    assert max(map(len, wide.out.splitlines())) <= 80
    monkeypatch.setenv("COLUMNS", "59")
    narrow = store("diff", OLD, NEW, "--side-by-side")
    assert narrow.out == store("diff", OLD, NEW).out


def test_a_page_opens_side_by_side(store: "Cli") -> None:
    checked = 'value="columns" checked'
    assert checked in store("diff", OLD, NEW, "--format", "html", "--side-by-side").out
    assert checked not in store("diff", OLD, NEW, "--format", "html").out


@pytest.mark.parametrize("form", ["json", "pdf", "docx", "markdown"])
def test_other_forms_have_no_two_columns(store: "Cli", form: str) -> None:
    line = store.refused("diff", OLD, NEW, "--format", form, "--side-by-side", "-o", "changes")
    assert line == f"{form} has no two columns. Leave out --side-by-side, or take --format text or html."


def test_a_word_document_with_tracked_changes(store: "Cli") -> None:
    told = store("diff", OLD, NEW, "--format", "docx", "-o", "changes.docx")
    written = (store.folder / "changes.docx").read_bytes()
    assert (told.code, told.out) == (1, "")
    assert told.messages == [f"written: changes.docx ({len(written)} bytes)"]
    assert written.startswith(b"PK")
    assert store("diff", OLD, OLD, "--format", "docx", "-o", "none.docx").code == 0


def test_a_word_document_is_refused_on_a_terminal(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.cli.inputs.on_terminal", lambda: True)
    assert store.refused("diff", OLD, NEW, "--format", "docx") == (
        "a Word document is not for a terminal. Name a file: -o FILE."
    )


def test_a_word_document_that_fails_its_proof_is_not_written(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.render.redline_docx.settled_lines", lambda *_, **__: ["autre chose"])
    line = store.refused("diff", OLD, NEW, "--format", "docx", "-o", "changes.docx")
    assert "would not give both texts back, so nothing is written. Take --format html" in line
    assert not (store.folder / "changes.docx").exists()


def test_a_reviewers_decisions_are_followed(store: "Cli") -> None:
    store.write("decided.toml", '[[pin]]\nold = "1.1"\nnew = []\n')
    told = store("diff", OLD, NEW, "--overrides", "decided.toml", "--format", "json")
    row = next(row for row in json.loads(told.out)["articles"] if row["old"] == ["art_1-1"])
    assert (row["new"], row["kinds"]) == ([], ["removed"])
    assert "decided.toml: decisions about matches that are followed: 1" in told.messages


def test_decisions_that_name_nothing_are_refused(store: "Cli") -> None:
    store.write("decided.toml", '[[pin]]\nold = "77"\nnew = []\n')
    line = store.refused("diff", OLD, NEW, "--overrides", "decided.toml")
    assert line == "decided.toml: the old text has no article 77. Name it by its eId."
    french = store.french("diff", OLD, NEW, "--overrides", "decided.toml").err
    assert french == "codetool: decided.toml: l'ancien texte n'a pas d'article 77. Nommez-le par son eId.\n"
    assert store.refused("diff", OLD, NEW, "--overrides", "none.toml").startswith("none.toml: there is no such file.")


def test_two_works_are_compared_all_the_same(store: "Cli") -> None:
    text = (store.folder / "versions" / "essai").glob("*.xml")
    other = next(iter(sorted(text))).read_text("utf-8").replace("/akn/be/act/code/", "/akn/lu/act/code/")
    store.write("other.xml", other)
    told = store("diff", OLD, "other.xml", "--summary")
    assert any(line.startswith("these are two different works, /akn/be/") for line in told.messages)


def test_what_is_no_valid_akn_is_compared_with_a_warning(store: "Cli") -> None:
    text = min((store.folder / "versions" / "essai").glob("*.xml")).read_text("utf-8")
    store.write("odd.xml", text.replace("<body>", "<body><strange/>"))
    told = store("diff", OLD, "odd.xml", "--summary")
    assert "this is no valid Akoma Ntoso, and is compared as it is. See codetool validate." in told.err
