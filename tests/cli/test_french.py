"""The interface in French has no English left in it; the line of every error is looked at in `Cli.refused`."""

import re
from typing import TYPE_CHECKING

import pytest

from codetool.cli.messages import french_texts
from codetool.cli.shell import COMMANDS, DRIVERS

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

ENGLISH = re.compile(
    r"\b(?:the|of|is|are|this|that|which|with|its?|else|here|where|file|folder|show|write|version's|and|in)\b"
)


@pytest.mark.parametrize("name", ["", *COMMANDS, *DRIVERS])
def test_a_page_of_help_has_no_english(cli: "Cli", name: str) -> None:
    page = cli.french(*filter(None, [name]), "--help").out
    # What is to be typed is the same in every language: commands of examples, labels, values of options.
    told = re.sub(
        r"codetool show.*|^ *codetool .*|in-force|\[[a-z|]+\]|--show-typography|--with-history|^  show ",
        " ",
        page,
        flags=re.MULTILINE,
    )
    assert ENGLISH.findall(told) == []
    assert not [text for text in french_texts() if len(text.split()) > 1 and text in " ".join(page.split())]
    assert page.startswith("Utilisation : codetool")


def test_every_placeholder_of_the_help_is_french(cli: "Cli") -> None:
    pages = "".join(cli.french(name, "--help").out for name in COMMANDS)
    english = {"FILE", "FOLDER", "OLD", "NEW", "NAME", "TEXT", "SLUG", "YYYY", "PROVISION"}
    assert not set(re.findall(r"\b[A-Z]{3,}\b", pages)) & english


@pytest.mark.parametrize(
    "arguments",
    [
        ("lst",),
        ("validat",),
        ("diff",),
        ("diff", "ancienne"),
        ("diff", "a", "b", "c"),
        ("diff", "a", "b", "c", "d"),
        ("diff", "--fomat"),
        ("diff", "--for"),
        ("diff", "--force=oui", "a", "b"),
        ("list", "-x"),
        ("list", "--format", "odt"),
        ("list", "--format"),
        ("render", "a"),
        ("import", "a.txt"),
        ("patch", "a"),
        ("git-diff", "a", "b"),
        ("git-merge", "a"),
        ("git-text",),
    ],
    ids=" ".join,
)
def test_a_usage_error_has_no_english(cli: "Cli", arguments: tuple[str, ...]) -> None:
    told = cli.refused(*arguments)
    french = cli.french(*arguments).err
    assert told not in french
    assert re.search(r"Voyez codetool[ a-z-]* --help\.$", french.strip())


def test_results_are_told_in_french(store: "Cli") -> None:
    assert "  projet  3 articles  " in store.french("list").out
    told = store.french("import", "first.txt", "--date", "2020-01-01")
    assert told.messages[0] == "inchangé : versions/essai/2020-01-01.fra.xml contient déjà exactement ceci"
    # The last line is a contract with scripts (cli.md).
    assert told.messages[-1].startswith("words: ")
