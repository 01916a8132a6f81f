"""An empty name, as an unset variable of the shell leaves it, is refused: it does not mean the folder one is in."""

from collections.abc import Iterator

import click
import pytest

from codetool.cli.paths import NamedPath
from codetool.cli.shell import codetool
from tests.cli.conftest import Cli

EMPTY = "the name of a file or folder is empty. Write it; where it comes from a variable of the shell, see whether"


@pytest.mark.parametrize(
    "command",
    [
        ("verify", ""),
        ("verify", "code.xml", ""),
        ("verify", "--archive", ""),
        ("verify", "--trust="),
        ("list", "--store", ""),
        ("--store=", "list"),
        ("archive", "list", "--archive", ""),
        ("archive", "export", "-o", ""),
        ("seal", "latest", "--archive="),
        ("site", "-o", ""),
        ("render", "latest", "--format", "text", "-o", ""),
        ("init", ""),
        ("import", ""),
    ],
    ids=" ".join,
)
def test_an_empty_name_is_refused(cli: Cli, command: tuple[str, ...]) -> None:
    assert EMPTY in cli.refused(*command)


@pytest.mark.parametrize("command", [("validate", ""), ("fmt", ""), ("show", ""), ("diff", "", "x")], ids=" ".join)
def test_an_empty_version_is_refused(cli: Cli, command: tuple[str, ...]) -> None:
    before = cli.listing()
    told = cli(*command)
    assert told.code == 2
    assert "the name of a version is empty" in told.err
    assert cli.listing() == before


def parameters(command: click.Command, context: click.Context) -> Iterator[click.Parameter]:
    yield from command.params
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from parameters(below, context)


def test_every_path_of_every_command_is_looked_at() -> None:
    found = [one for one in parameters(codetool, click.Context(codetool)) if isinstance(one.type, click.Path)]
    assert len(found) > 30
    assert [one.name for one in found if not isinstance(one.type, NamedPath)] == []
