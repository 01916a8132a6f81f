"""Help pages in the user's language: a command is copied, its texts translated, and the copy prints its page."""

import copy
import re
from typing import TypeVar

import click

from codetool.cli.messages import Translate, translate_page

_Command = TypeVar("_Command", bound=click.Command)


def spoken_command(command: _Command, ctx: click.Context, speak: Translate) -> _Command:
    """Return a copy of a command whose texts are in the user's language; the command itself stays as it is."""
    spoken = copy.copy(command)
    spoken.help = translate_page(command.help or "", speak)
    spoken.params = [_spoken_parameter(parameter, ctx, speak) for parameter in command.get_params(ctx)]
    spoken.add_help_option = False  # it is among the parameters now
    spoken.options_metavar = spoken_names(command.options_metavar or "", speak)
    if isinstance(spoken, click.Group):
        spoken.subcommand_metavar = spoken_names(spoken.subcommand_metavar, speak)
    return spoken


def spoken_headings(page: str, speak: Translate) -> str:
    """Return a help page with click's own words translated: those before its parts and after what must be given."""
    page = page.replace("[required]", speak("[required]"))
    return re.sub(r"^(?:Usage|Options|Commands):", lambda heading: speak(heading[0]), page, flags=re.MULTILINE)


def spoken_names(metavar: str, speak: Translate) -> str:
    """Return a placeholder such as `[VERSION]...` with its words in capitals translated."""
    return re.sub(r"[A-Z][A-Z-]+", lambda name: speak(name[0]), metavar)


def _spoken_parameter(parameter: click.Parameter, ctx: click.Context, speak: Translate) -> click.Parameter:
    spoken = copy.copy(parameter)
    if isinstance(spoken, click.Option):
        spoken.help = speak(spoken.help or "")
    if not getattr(spoken, "is_flag", False):
        spoken.metavar = spoken_names(parameter.make_metavar(ctx), speak)
    return spoken
