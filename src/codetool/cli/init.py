"""`codetool init`: a folder in which a new code is kept, and everything works at once."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.paths import NAMED_FOLDER, NAMED_PATH
from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE, SpokenCommand
from codetool.cli.starting import start_code
from codetool.errors import RequestError

if TYPE_CHECKING:
    from codetool.store.git_drivers import Installed
    from codetool.store.start import NewCode


@click.command("init", cls=SpokenCommand)
@click.argument("folder", type=NAMED_FOLDER, required=False, default=Path())
@click.option("--name", "work", metavar="SLUG", default="", help="The code's folder in versions/; else as FOLDER.")
@click.option("--title", default="", help="The code's title; else as on the cover of its first text.")
@click.option("--publisher", default="", help="Who publishes it: the whole name.")
@click.option("--author", default="", metavar="ID", help="Who issues it, as a short id (fewasc).")
@click.option("--country", default="", metavar="CC", help="Country in two letters (be).")
@click.option("--lang", "language", metavar="CODE", default="", help="Language in three letters (fra, nld, deu, eng).")
@click.option("--draft", type=NAMED_PATH, metavar="FILE", help="A first text, imported at once.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="With --draft: its date, as printed on it.")
def command(*, folder: Path, draft: Path | None, date: str, **options: str) -> int:
    r"""Starts a new code: codetool.toml, versions/ and a README.

    FOLDER is made if it is absent; else this folder is meant. Nothing that is there is changed. In a git repository,
    git is told to compare and merge the versions through codetool, as git-setup does.

    \b
    Examples:
      codetool init mon-code --title "Code de déontologie" --publisher "Fédération d'exemple"
      codetool init . --country fr --draft received.docx --date 2026-01-31
    """
    from codetool.store.recovery import recover
    from codetool.store.start import name_code, starting_files

    if bool(draft) != bool(date):
        raise RequestError("--draft and --date belong together", "Give both, or neither.")
    settings = current_settings()
    code = name_code(options, (settings.start / folder).resolve().name, settings.language)
    recover(folder)
    files = starting_files(folder, code, settings.language)
    drivers, done = start_code(folder, files, (draft, date) if draft else None)
    if done == DONE:
        _tell(code, files, drivers)
    return done


def _tell(code: "NewCode", files: "list[tuple[Path, bytes]]", drivers: "Installed | None") -> None:
    speak = current_settings().translate
    for path, _ in files:
        click.echo(speak("made: {path}").format(path=path))
    if drivers and drivers.attributes:
        click.echo(speak("git compares and merges its versions through codetool from now on"))
    told = speak("The code is called {work}, its language is {language}, its country {country}: {path} says so.")
    click.echo(told.format(work=code.work, language=code.language, country=code.country, path=files[0][0]))
