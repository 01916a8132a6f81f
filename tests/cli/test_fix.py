"""`codetool validate --fix`."""

import re
from typing import TYPE_CHECKING

import click
import pytest

from tests.cli.test_validate import DIALECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

EARLIER = "versions/essai/2020-01-01.fra.xml"
LATER = "versions/essai/2021-01-01.fra.xml"


def spoil(store: "Cli", *edits: tuple[str, str], name: str = EARLIER) -> "Path":
    path = store.folder / name
    text = path.read_text()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return path


def answer(monkeypatch: pytest.MonkeyPatch, said: str) -> list[str]:
    """Let somebody sit at the terminal who answers so; return what is asked of them."""
    asked: list[str] = []

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return said

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", prompt)
    return asked


def test_nothing_to_set_right_is_said_and_the_check_goes_on(store: "Cli") -> None:
    before = store.listing()
    told = store("validate", "2020-01-01", "--fix")
    assert (told.code, told.out) == (0, "")
    assert told.messages == ["nothing to set right by itself", "errors: 0, warnings: 0"]
    assert store.listing() == before


def test_repairs_are_shown_and_not_written_without_a_yes(store: "Cli") -> None:
    spoil(store, ('eId="art_1-2"', 'eId="art_1-1"'))
    before = store.listing()
    told = store("validate", "2020-01-01", "--fix")
    assert told.code == 1
    assert re.fullmatch(rf"{re.escape(EARLIER)}:\d+:art_1-2: eId: art_1-1 → art_1-2\n", told.out)
    assert told.messages == ["nothing was written: add --yes to write it"]
    assert store.listing() == before


def test_repairs_are_written_and_what_is_left_is_reported(store: "Cli") -> None:
    whole = (store.folder / EARLIER).read_text()
    left = ("Le présent texte règle", "Le présent texte « règle")
    path = spoil(store, ('eId="art_1-2"', 'eId="art_1-1"'), left)
    told = store("validate", "2020-01-01", "--fix", "--yes")
    assert told.code == 0
    assert "[guillemets-unequal]" in told.out
    assert told.messages == [f"set right: {EARLIER} (1 places)", "errors: 0, warnings: 1"]
    assert path.read_text() == whole.replace(*left)
    again = store("validate", "2020-01-01", "--fix", "--yes")
    assert again.messages[0] == "nothing to set right by itself"


def test_an_id_that_was_published_stays_as_wid(store: "Cli") -> None:
    path = spoil(store, ('eId="art_2-1"', 'eId="art_9"'))
    assert store("validate", "2020-01-01", "--fix", "--yes").code == 0
    assert '<article eId="art_2-1" wId="art_9">' in path.read_text()


def test_wids_that_a_renumbering_needs_are_filled_in(store: "Cli") -> None:
    whole = (store.folder / LATER).read_bytes()
    path = spoil(store, (' wId="art_2-1"', ""), (' wId="art_2-1-20210101"', ""), name=LATER)
    told = store("validate", "--fix", "--yes")
    assert (told.code, told.messages[0]) == (0, f"set right: {LATER} (2 places)")
    assert path.read_bytes() == whole


def test_slips_and_dead_references_are_shown_as_they_were_and_will_be(store: "Cli") -> None:
    store.write("draft.xml", (store.folder / EARLIER).read_bytes())
    path = spoil(
        store,
        ("L'essai finit comme", "L'essai finit  comme"),
        ("Le présent texte règle", 'Le <ref href="#article2.1">point 2.1</ref> règle'),
        name="draft.xml",
    )
    told = store("validate", "draft.xml", "--fix", "--yes")
    assert told.code == 0
    assert ":art_1-1: href: #article2.1 → #art_2-1\n" in told.out
    assert ":art_2-1: text: L'essai finit  comme il a commencé. → L'essai finit comme il a commencé.\n" in told.out
    assert "finit comme" in path.read_text()


@pytest.mark.parametrize(("said", "written"), [("y", True), ("OUI ", True), ("", False), ("n", False)])
def test_somebody_at_the_terminal_is_asked(
    store: "Cli", monkeypatch: pytest.MonkeyPatch, said: str, *, written: bool
) -> None:
    path = spoil(store, ('eId="art_1-2"', 'eId="art_1-1"'))
    before = path.read_bytes()
    asked = answer(monkeypatch, said)
    told = store("validate", "2020-01-01", "--fix")
    assert asked == ["write this? y for yes, anything else for no"]
    assert told.code == (0 if written else 1)
    assert (path.read_bytes() != before) == written


def test_for_programs_the_repairs_are_told_aside(store: "Cli") -> None:
    spoil(store, ('eId="art_1-2"', 'eId="art_1-1"'))
    told = store("validate", "2020-01-01", "--fix", "--yes", "--format", "json")
    assert told.out == '{\n "findings": []\n}\n'
    assert "eId: art_1-1 → art_1-2" in told.messages[0]


def test_one_bad_file_stops_no_other(store: "Cli") -> None:
    path = spoil(store, ('eId="art_1-2"', 'eId="art_1-1"'))
    store.write("versions/a.xml", DIALECT)
    before = path.read_bytes()
    told = store("validate", "versions", "--fix")
    assert (told.code, path.read_bytes()) == (2, before)
    assert told.messages[-1].startswith("codetool: versions/a.xml: this is a draft of Akoma Ntoso 3.0")
    told = store("validate", "versions", "--fix", "--yes")
    assert told.code == 2
    assert path.read_bytes() != before
    assert sum("versions/a.xml" in line for line in told.messages) == 1


def test_a_text_that_is_kept_as_it_was_received_keeps_its_signs(store: "Cli") -> None:
    path = spoil(
        store,
        ("L'essai finit comme", "L'essai finit  comme"),
        ("Le présent texte règle", 'Le <ref href="#article2.1">point 2.1</ref> règle'),
    )
    told = store("validate", "2020-01-01", "--fix", "--yes")
    assert [line.split(": ")[1] for line in told.out.splitlines()] == ["href"]
    assert "finit  comme" in path.read_text()


def test_the_federations_code_has_only_its_apostrophes_to_set_right(cli: "Cli", code_path: "Path") -> None:
    cli.write("code.xml", code_path.read_bytes())
    told = cli("validate", "code.xml", "--fix")
    assert told.code == 1
    assert {line.split(": ")[1] for line in told.out.splitlines()} == {"text"}
    for line in told.out.splitlines():
        before, after = line.split(": text: ")[1].split(" → ")
        assert re.sub("['’] ?", "'", " ".join(before.split())) == re.sub("['’] ?", "'", " ".join(after.split()))


def test_repairs_are_told_in_french(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.french("validate", "--fix").messages[0] == "rien qui se corrige de soi-même"
    store.write("draft.xml", (store.folder / EARLIER).read_bytes())
    spoil(store, ("L'essai finit comme", "L'essai finit  comme"), name="draft.xml")
    told = store.french("validate", "draft.xml", "--fix")
    assert ":art_2-1: texte: L'essai" in told.out
    assert told.messages == ["rien n'a été écrit : ajoutez --yes pour l'écrire"]
    asked = answer(monkeypatch, "o")
    assert store.french("validate", "draft.xml", "--fix").messages[0] == "corrigé : draft.xml (1 endroits)"
    assert asked == ["faut-il l'écrire ? o pour oui, autre chose pour non"]


def test_colours_are_as_asked_for(store: "Cli") -> None:
    spoil(store, ('eId="art_1-2"', 'eId="art_1-1"'))
    assert "\033[31mart_1-1\033[0m → \033[32mart_1-2" in store("validate", "--fix", "--color", "always").out


def test_which_of_two_equal_wids_is_right_is_not_guessed(cli: "Cli", code_path: "Path") -> None:
    content = code_path.read_text(encoding="utf-8").replace("’", "'")
    for eid in ("art_1-1", "art_1-2"):
        assert f'<article eId="{eid}"' in content
        content = content.replace(f'<article eId="{eid}"', f'<article eId="{eid}" wId="art_7"')
    cli.write("seul.xml", content.encode())
    told = cli("validate", "seul.xml", "--fix", "--yes")
    assert told.code == 1
    assert "wid-twice" in told.out
    assert (cli.folder / "seul.xml").read_text(encoding="utf-8") == content


def test_what_was_changed_while_the_user_thought_is_not_written_over(
    store: "Cli", monkeypatch: pytest.MonkeyPatch
) -> None:
    path = spoil(store, ('eId="art_1-2"', 'eId="art_1-1"'))

    def change(*_: object, **__: object) -> str:
        path.write_text(path.read_text().replace("un essai", "un autre essai"))
        return "y"

    answer(monkeypatch, "")
    monkeypatch.setattr(click, "prompt", change)
    told = store("validate", "2020-01-01", "--fix")
    assert told.code == 2
    said = ["codetool: the versions were changed meanwhile. Give the command again."]
    assert [click.unstyle(line) for line in told.messages] == said
    assert "un autre essai" in path.read_text()
    assert path.read_text().count('eId="art_1-1"') == 2
