"""What commands share: results printed, paged and written, findings told."""

import sys
from pathlib import Path

import click
import pytest

from codetool.cli import inputs
from codetool.cli.settings import Settings
from codetool.cli.shell import run
from codetool.errors import OutputError
from codetool.findings import finding


def test_a_text_longer_than_the_terminal_is_paged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paged: list[str] = []
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(click, "echo_via_pager", lambda text, **_: paged.append(text))
    monkeypatch.setenv("LINES", "10")
    inputs.page("line\n" * 20)
    assert paged == ["line\n" * 20]
    inputs.page("line\n" * 3)
    assert paged == ["line\n" * 20]
    assert capsys.readouterr().out == "line\n" * 3


def test_off_a_terminal_nothing_is_paged(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "echo_via_pager", lambda *_, **__: pytest.fail("paged"))
    inputs.page("line\n" * 500)
    assert capsys.readouterr().out == "line\n" * 500
    inputs.page("no end of line")
    assert capsys.readouterr().out == "no end of line\n"


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("100", 100), ("200", 100)])
def test_text_is_as_wide_as_the_terminal_and_never_too_wide(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert inputs.terminal_width() == width


def test_a_finding_is_told_with_the_places_that_it_has(capsys: pytest.CaptureFixture[str]) -> None:
    found = finding("eid-missing", line=3, element="article")
    inputs.tell_finding(found.in_file("a.xml"))
    inputs.tell_finding(finding("eid-missing", element="article"), err=True)
    printed = capsys.readouterr()
    assert printed.out.startswith("a.xml:3: warning: article has no eId. ")
    assert printed.err.startswith("warning: article has no eId. ")
    assert "[eid-missing" in printed.out


@pytest.mark.parametrize(
    ("color", "no_color", "colored"),
    [("auto", "", None), ("auto", "1", False), ("always", "1", True), ("never", "", False)],
)
def test_whether_to_colour(monkeypatch: pytest.MonkeyPatch, color: str, no_color: str, *, colored: bool | None) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    assert Settings(color=color).colored is colored


def test_today_is_a_day() -> None:
    assert len(Settings().today) == len("2001-06-07")


def test_an_error_of_click_that_is_no_usage_error_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise click.FileError(str(tmp_path), "is odd")

    monkeypatch.setattr("codetool.store.find_store", fail)
    assert run(["list"]) == 2
    assert capsys.readouterr().err == f"codetool: Could not open file '{tmp_path}': is odd\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "dist" / "here"
    (folder / "dist" / "site").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name in ("code.html", "dist/code.html", "dist/site/code.html", "../code.html"):
        (folder / name).write_text("old")
    return folder


@pytest.mark.parametrize("output", ["dist/code.html", "dist/site/code.html", "x/../dist/code.html", "./dist/code.html"])
def test_an_edition_in_dist_is_made_again(here: Path, output: str) -> None:
    (here / "x").mkdir()
    inputs.save_result("new", Path(output), force=False)
    assert Path(output).read_text() == "new"
    inputs.save_result("newer", here / output, force=False)
    assert Path(output).read_text() == "newer"


@pytest.mark.parametrize(
    "output", ["code.html", "dist/../code.html", "../code.html", "dist/link.html", "dist/away/code.html", "dist/circle"]
)
def test_what_is_not_truly_in_dist_is_replaced_on_demand_only(here: Path, output: str) -> None:
    (here / "dist" / "link.html").symlink_to(here / "code.html")
    (here / "dist" / "away").symlink_to(here)
    (here / "dist" / "circle").symlink_to("circle")
    with pytest.raises(OutputError):
        inputs.save_result("new", Path(output), force=False)
    assert (here / "code.html").read_text() == (here / "../code.html").read_text() == "old"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "standard output is closed. Leave it open, or send it to /dev/null."),
        ("fr", "la sortie standard est fermée. Laissez-la ouverte, ou dirigez-la vers /dev/null."),
    ],
)
def test_a_closed_output_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, line: str
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run(["--ui-lang", language, "list"]) == 2
    monkeypatch.undo()
    assert capsys.readouterr().err == f"codetool: {line}\n"
