"""The reference says what the code does: its made parts are up to date, and nothing is left out of it."""

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import TypedDict

import pytest
from click import Group, Option

from codetool.archive.sign.told import Standing
from codetool.archive.verify.report import Origin, Reason, Rebuilt, Refusal, Subject, Verdict
from codetool.cli.shell import COMMANDS, codetool, run
from codetool.findings import finding_codes

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = [path for path in sorted((ROOT / "docs").rglob("*.md")) if "<!-- made: " in path.read_text(encoding="utf-8")]
EXERCISE = ROOT / "examples" / "exercice" / "exercice.fra.xml"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec
    assert spec.loader
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def _page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_made_parts_of_a_page_are_up_to_date(path: Path, tool: ModuleType) -> None:
    page = path.read_text(encoding="utf-8")
    assert tool.renew(page) == page, "run make reference"


def test_every_part_has_its_place(tool: ModuleType) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert set(re.findall(r"<!-- made: (\w+) -->", pages)) == set(tool.PARTS)


def test_a_stale_part_is_seen(tool: ModuleType) -> None:
    stale = "by hand\n\n<!-- made: ours -->\n\nsomething else\n\n<!-- end -->\n"
    renewed = tool.renew(stale)
    assert renewed != stale
    assert renewed.startswith("by hand\n\n<!-- made: ours -->\n\nIts root element is `act`")


def _commands() -> Iterator[tuple[str, Option]]:
    for name in COMMANDS:
        with codetool.make_context("codetool", [], resilient_parsing=True) as top:
            command = codetool.get_command(top, name)
        assert command
        yield from ((name, parameter) for parameter in command.params if isinstance(parameter, Option))
        for below in command.commands.values() if isinstance(command, Group) else ():
            named = f"{name} {below.name}"
            yield from ((named, parameter) for parameter in below.params if isinstance(parameter, Option))


def test_every_folder_of_the_program_is_told(tool: ModuleType) -> None:
    folders = {path.parent.name for path in (ROOT / "src" / "codetool").glob("*/__init__.py")}
    assert folders | {""} == {room for room in tool.ROOMS if "/" not in room}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"## codetool {name}\n" in _page("cli.md")
    assert f"Usage: codetool {name} " in _page("cli.md")


@pytest.mark.parametrize(("name", "option"), list(_commands()), ids=lambda value: getattr(value, "name", value))
def test_every_option_is_documented(name: str, option: Option) -> None:
    section = _page("cli.md").partition(f"## codetool {name}\n")[2].partition("\n## ")[0]
    assert option.help, f"{name} {option.opts}: an option without help"
    assert all(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", section) for one in option.opts)


@pytest.mark.parametrize("code", finding_codes())
def test_every_finding_has_a_row(code: str) -> None:
    rows = [line for line in _page("findings.md").splitlines() if f"`{code}`" in line]
    assert len(rows) == 1
    assert rows[0].count(" | ") == 5


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inside in value.values():
            yield from _keys(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _keys(inside)


def test_every_key_of_the_json_of_diff_is_explained(code_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", str(code_path), str(EXERCISE), "--format", "json"]) == 1
    page = _page("diff-json.md")
    assert {key for key in _keys(json.loads(capsys.readouterr().out)) if f"`{key}`" not in page} == set()


def test_every_key_of_the_json_of_verify_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _page("verify-json.md")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text("Code d'essai\n\nArticle 1. Un texte.\n", encoding="utf-8")
    (tmp_path / "versions").mkdir()
    assert run(["import", "text.txt", "--date", "2020-01-01", "--work", "essai"]) == 0
    assert run(["seal", "2020-01-01"]) == 0
    for line in (["verify", "archive", "text.txt", "--no-rebuild"], ["archive", "list"]):
        capsys.readouterr()
        run([*line, "--format", "json"])
        told = json.loads(capsys.readouterr().out)
        assert {key for key in _keys(told) if f"| `{key}` |" not in page} == set(), line


@pytest.mark.parametrize("words", [Verdict, Subject, Rebuilt, Origin, Standing, Reason, Refusal])
def test_every_word_of_the_json_of_verify_is_explained(words: type[StrEnum]) -> None:
    page = _page("verify-json.md")
    assert [word.value for word in words if f"| `{word.value}` |" not in page] == []


def test_a_key_of_which_nothing_is_said_is_refused(tool: ModuleType) -> None:
    with pytest.raises(KeyError, match=r"Silent\.key"):
        tool._members(Silent)


class Silent(TypedDict):
    """It says nothing of its key."""

    key: str
