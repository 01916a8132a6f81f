"""Registers the commands, speaks the user's language, and turns every error into one line and an exit code."""

import gc
import importlib
import inspect
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from textwrap import shorten
from typing import Any, NoReturn

import click

from codetool import __version__
from codetool.cli.paths import NAMED_FOLDER
from codetool.cli.settings import Settings, current_settings, refuse_language, spoken_language
from codetool.cli.spoken import spoken_command, spoken_headings
from codetool.cli.streams import outlive_readers, send_nowhere
from codetool.errors import CodetoolError, RequestError
from codetool.silence import silence_libraries

DONE, DIFFERENT, FAILED = 0, 1, 2
"""Exit codes: done; differences, errors found or conflicts; could not run (`cli.md`)."""

COMMANDS = {
    # A command's name, and the module that holds it; loaded only when it is asked for.
    "init": "init",
    "import": "import_text",
    "adopt": "adopt",
    "remove": "remove",
    "validate": "validate",
    "fmt": "fmt",
    "diff": "diff",
    "patch": "patch",
    "merge": "merge",
    "render": "render",
    "site": "site",
    "serve": "serve",
    "seal": "seal",
    "verify": "verify",
    "archive": "archive",
    "list": "list_versions",
    "show": "show",
    "git-setup": "git_setup",
}

DRIVERS = {
    # What git calls once `git-setup` told it to: not for people, so no help lists them.
    "git-diff": "git_diff",
    "git-merge": "git_merge",
    "git-text": "git_text",
}


class SpokenCommand(click.Command):
    """A command whose help is told in the user's language."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - click's own signature
        """Add the options that every command takes."""
        super().__init__(*arguments, **options)
        # click keeps the lines of a paragraph that a backspace opens; docstrings write it as backslash and b.
        self.help = inspect.cleandoc(self.help or "").replace(r"\b", "\b")
        name = "" if isinstance(self, click.Group) else f"{self.name}_"
        for parameter in self.params:
            if isinstance(parameter, click.Option) and not parameter.is_eager:
                parameter.envvar = _variable(name, parameter)
        if name:
            self.params.extend(common_options())

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page with its texts translated."""
        speak = current_settings().translate
        return spoken_headings(click.Command.get_help(spoken_command(self, ctx, speak), ctx), speak)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help, translated."""
        short = current_settings().translate((self.help or "").split("\n\n")[0])
        return shorten(short.rstrip("."), max(limit, 130), placeholder=" …")


class SpokenSubgroup(SpokenCommand, click.Group):
    """A command that has commands of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """Return the names in the order in which they are written."""
        return list(self.commands)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take a command in; its environment variables are named after both: CODETOOL_ARCHIVE_LIST_FORMAT."""
        super().add_command(cmd, name)
        for parameter in cmd.params:
            if isinstance(parameter, click.Option) and parameter.envvar:
                parameter.envvar = _variable(f"{self.name}_{cmd.name}_", parameter)


class SpokenGroup(SpokenCommand, click.Group):
    """The `codetool` command: it loads a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """Return the names in the order of work: in, checked, compared, out."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own signature
        """Return the command of that name."""
        module = COMMANDS.get(cmd_name) or DRIVERS.get(cmd_name)
        if module is None:
            return None
        found = importlib.import_module(f"codetool.cli.{module}").command
        return found if isinstance(found, click.Command) else None


def _variable(prefix: str, option: click.Option) -> str:
    # Named after the option as people type it: CODETOOL_STORE, CODETOOL_DIFF_FORMAT.
    longest = max(option.opts, key=len).lstrip("-")
    return f"CODETOOL_{prefix}{longest}".replace("-", "_").upper()


def common_options() -> list[click.Parameter]:
    """Return the options that stand before or after any command's name."""

    def keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:  # noqa: ANN401 - any option's value
        if value not in (None, False):
            setattr(ctx.ensure_object(Settings), (parameter.name or "").removeprefix("ui_"), value)

    def option(*names: str, **attributes: Any) -> click.Option:  # noqa: ANN401 - click's own signature
        return click.Option(list(names), expose_value=False, callback=keep, **attributes)

    return [
        option("--store", type=NAMED_FOLDER, metavar="FOLDER",
               help="The folder of versions; else versions/ here or in the nearest folder above."),
        # A name of its own: `import` has a --lang, and one would be taken for the other.
        option("--ui-lang", "ui_language", type=click.Choice(["en", "fr"]), is_eager=True,
               help="Language of messages and help; else the locale's."),
        option("--color", type=click.Choice(["auto", "always", "never"]), help="Colour: on a terminal, always, never."),
        option("--debug", is_flag=True, default=False, help="Show where in the program an error arose."),
    ]  # fmt: skip


@click.group(
    cls=SpokenGroup,
    params=common_options(),
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
    },
)
@click.version_option(__version__, "-V", "--version", prog_name="codetool")
def codetool() -> None:
    r"""Keeps, compares and publishes the versions of a code.

    \b
    A first walk through, in a folder that has versions/:
      codetool list                               what the store holds
      codetool show 2001-06-07 2.3                an article, as printed
      codetool diff 2001-06-07 new.xml            what changed, article by article
      codetool render latest --format pdf -o code.pdf

    VERSION is a path to an Akoma Ntoso file, or - for standard input; a label in
    the store: 2001-06-07, latest, latest~1, in-force, WORK/LABEL; or REV:path in
    a git repository.

    \b
    Exit codes: 0 done, 1 differences or errors found, 2 could not run.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code: 0 done, 1 found something, 2 could not run."""
    # A command keeps what it builds: to look every 700 values for rings among all of them costs it a fifth of its time.
    gc.set_threshold(500_000, 50, 100)
    outlive_readers()
    silence_libraries()
    code = run(arguments)
    # What is left goes with the process.
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of one command; every error is told in one line on stderr."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    settings = Settings(language=spoken_language(given), given=given)
    try:
        _refuse_nul(given)
        refuse_language(given)
        _refuse_closed_output()
        result = codetool.main(given, prog_name="codetool", standalone_mode=False, obj=settings)
        sys.stdout.flush()
        return result if isinstance(result, int) else DONE
    except SystemExit as left:
        # click leaves so when it has completed a word for the shell, and when a pipe broke: one of ours never does.
        broken = left.__context__
        return _told(settings, _line(broken, settings)) if isinstance(broken, OSError) else DONE
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message(), err=True)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return _told(settings, settings.translate("interrupted; nothing is half-written"))
    except Exception as error:
        if settings.debug:
            raise
        if isinstance(error, OSError):
            _drop_output()
        return _told(settings, _line(error, settings))


def _drop_output() -> None:
    """Let what stdout could not take go nowhere: Python would try it again on leaving, with an exit code of its own."""
    with suppress(OSError):  # a stream of a test has no descriptor
        send_nowhere(sys.stdout.fileno())


def _refuse_nul(arguments: Sequence[str]) -> None:
    # No file has such a name, and the system's own complaint is none that a user can read.
    if any("\0" in argument for argument in arguments):
        raise RequestError("an argument holds the character NUL", "Write it without.")


def _refuse_closed_output() -> None:
    # Python has no stream then (>&-), and the next file to be opened would take the descriptor of the results.
    if sys.stdout is None:
        raise RequestError("standard output is closed", "Leave it open, or send it to /dev/null.")


def _told(settings: Settings, line: str) -> int:
    click.echo(click.style("codetool: ", bold=True) + line, err=True, color=settings.colored)
    return FAILED


def _line(error: Exception, settings: Settings) -> str:
    speak = settings.translate
    match error:
        case CodetoolError():
            return settings.told(error)
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "codetool"
            said = _said(error, speak)
            point = "" if said.endswith("?") else "."
            return f"{said}{point} {speak('See {command} --help.').format(command=command)}"
        case click.ClickException():
            return _said(error, speak)
        case OSError():
            place = f"{error.filename}: " if error.filename else ""
            told = speak("the system refused ({reason}). Check the disk, the names and your permissions.")
            return place + told.format(reason=speak(error.strerror or type(error).__name__))
        case MemoryError() | RecursionError():
            return speak("the document is too large or nested too deeply for this machine. Split it.")
        case _:
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            told = speak("this should not happen ({reason}). Report it, with what --debug shows.")
            return told.format(reason=reason)


def _said(error: click.ClickException, speak: Callable[[str], str]) -> str:
    return speak(" ".join(error.format_message().split())).rstrip(".")
