"""`codetool import`: a draft as received becomes a version."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from codetool.cli.import_report import tell_early_date, tell_findings, tell_json, tell_structure, tell_words, tell_work
from codetool.cli.inputs import save_result
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, SpokenCommand

if TYPE_CHECKING:
    from codetool.importers import Imported, ImportRequest
    from codetool.store import Source


def _check_title(context: click.Context, parameter: click.Parameter, title: str) -> str:
    given = context.get_parameter_source(parameter.name or "") is not ParameterSource.DEFAULT
    if given and not any(sign.isalnum() for sign in title):
        raise click.BadParameter(current_settings().translate("a title has words in it"), context, parameter)
    return title


@click.command("import", cls=SpokenCommand)
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here, not into the store.")
@click.option("--date", required=True, metavar="YYYY-MM-DD", help="The version's date, as printed on it.")
@click.option("--work", metavar="SLUG", default="", help="The code's folder in the store; else the only one there is.")
@click.option("--lang", "language", metavar="CODE", default="", help="Language in three letters (fra, nld, deu, eng).")
@click.option("--status", type=click.Choice(["draft", "adopted"]), default="draft", help="Its state.")
@click.option("--title", default="", callback=_check_title, help="The code's title; else as in its other versions.")
@click.option("--author", default="", metavar="ID", help="Who issues it, as a short id (fewasc).")
@click.option("--country", default="", metavar="CC", help="Country in two letters (be).")
@click.option("--variant", default="", metavar="NAME", help="Tells apart two texts of one day.")
@click.option("--dry-run", is_flag=True, help="Show the structure that was found; write nothing.")
@click.option(
    "--report", type=click.Choice(["text", "json"]), default="text", help="JSON puts words and findings on stdout."
)
@click.option("--force", is_flag=True, help="Replace what is there.")
def command(*, source: Path, output: Path | None, dry_run: bool, report: str, force: bool, **options: str) -> int:
    r"""Imports a draft from a text file into the store, every word of it.

    The words of the source are counted against the words of the result: one lost or added word, and nothing is written.

    \b
    Example:
      codetool import received.txt --date 2001-06-07 --work fewasc-deontologie
    """
    from codetool.importers import import_source
    from codetool.store import load_file
    from codetool.store.intake import make_request, only_work

    store = _store()
    presumed = not options["work"] and not only_work(store)
    request = make_request(options, store)
    read = load_file(source)
    imported = import_source(read.content, read.place, request)
    whole = imported.ledger.balanced
    # Written first, told last: where it is refused, nothing is reported as if it were done.
    written = _write(imported, read, request, output, force=force) if whole and not dry_run else ""
    if presumed:
        tell_work(imported, request)
    tell_early_date(request)
    if report == "json":
        tell_json(imported, read.place)
    else:
        tell_findings(imported, read.place)
        if dry_run:
            tell_structure(imported)
    if written:
        click.echo(written, err=True)
    tell_words(imported)
    return DONE if whole else DIFFERENT


def _store() -> Path | None:
    from codetool.errors import VersionError
    from codetool.store import find_store, shown_path

    settings = current_settings()
    try:
        return Path(shown_path(find_store(settings.start, settings.store), settings.start))
    except VersionError:
        return settings.store


def _write(imported: "Imported", read: "Source", request: "ImportRequest", output: Path | None, *, force: bool) -> str:
    """Write the version and return what is to be said of it."""
    from codetool.akn.write import write_expression
    from codetool.store.intake import keep_import

    if output:
        return save_result(write_expression(imported.expression), output, force=force)
    settings = current_settings()
    store = _store() or Path("versions")
    kept = keep_import(store, imported, read, request, force=force)
    said = "kept: {path}, source in {source}" if kept.fresh else "unchanged: {path} holds exactly this already"
    return settings.translate(said).format(path=kept.version, source=kept.source)
