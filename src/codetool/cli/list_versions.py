"""`codetool list`: what the store holds."""

from typing import TYPE_CHECKING

import click

from codetool.cli.checking import strays_of
from codetool.cli.inputs import tell_error, tell_finding
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, FAILED, SpokenCommand
from codetool.errors import CodetoolError, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from codetool.store import StoredVersion


@click.command("list", cls=SpokenCommand)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="A table, or JSON for programs."
)
def command(*, form: str) -> int:
    r"""Lists the versions that the store holds.

    Each with its label, which every other command understands, its language, its state, and how many articles it has;
    whether it is sealed, and which one it corrects. Exit 1 where a sealed version is not in the store any more.

    \b
    Example:
      codetool list
    """
    from codetool.store import find_store, list_versions, shown_path

    settings = current_settings()
    store = find_store(settings.start, settings.store)
    versions = list_versions(store)
    rows = [row for version in versions if (row := _row(version))]
    for stray in strays_of(store):
        tell_finding(stray, err=True)
    gone = _tell_absent(store, versions)
    code = gone if len(rows) == len(versions) else FAILED
    if form == "json":
        import json

        click.echo(
            json.dumps({"store": shown_path(store, settings.start), "versions": rows}, ensure_ascii=False, indent=1)
        )
        return code
    if not versions and gone == DONE:
        click.echo(settings.translate("the store is empty: fill it with codetool import"), err=True)
    for row in rows:
        state = settings.translate(str(row["status"]))
        count = _counted(row["articles"])
        click.echo(harmless(f"{row['label']}  {row['language']}  {state}  {count}  {row['title']}"))
        click.echo(harmless("  ".join([f"    {row['iri']}", *_marks(row)])))
    return code


def _tell_absent(store: "Path", versions: "Iterable[StoredVersion]") -> int:
    """Tell what was sealed and is not in the store any more; return the exit code that this alone would have."""
    from codetool.findings import finding
    from codetool.store import shown_path
    from codetool.store.sealed import SEALED_FILE, load_sealed

    start, code = current_settings().start, DONE
    there = {version.path for version in versions}
    for path in sorted(store.glob(f"*/{SEALED_FILE}")):
        try:
            entries = load_sealed(path.parent, shown_path(path, start))
        except CodetoolError as error:
            tell_error(error)
            code = FAILED
            continue
        for one in entries:
            if (text := path.parent / f"{one.label}.xml") not in there:
                found = finding("sealed-absent", label=one.shown_label, day=one.day)
                tell_finding(found.in_file(shown_path(text, start)), err=True)
                code = code or DIFFERENT
    return code


def _marks(row: "dict[str, str | int]") -> "Iterator[str]":
    """Yield what is special about a version: that it is sealed, which one it corrects."""
    from codetool.model.correction import label_of

    speak = current_settings().translate
    if row["sealed"]:
        yield speak("[sealed {day}]").format(day=str(row["sealed"])[:10])
    if row["corrects"]:
        yield speak("[corrects {version}]").format(version=label_of(str(row["corrects"])) or row["corrects"])


def _counted(articles: object) -> str:
    speak = current_settings().translate
    return speak("1 article") if articles == 1 else speak("{articles} articles").format(articles=articles)


def _row(version: "StoredVersion") -> dict[str, str | int] | None:
    from codetool.akn.read import read_expression
    from codetool.model.correction import corrected_iri
    from codetool.store import load_file, shown_path
    from codetool.store.sealed import sealed_entry

    place = shown_path(version.path, current_settings().start)
    try:
        expression = read_expression(load_file(version.path, place).content, place)
    except CodetoolError as error:
        tell_error(error)
        return None
    try:
        sealed = sealed_entry(version.path)
    except CodetoolError:
        sealed = None  # told of the list itself, once
    return {
        "label": version.full_label,
        "work": version.work,
        "date": version.date,
        "variant": version.variant,
        "language": version.language,
        "status": "draft" if expression.is_draft else "adopted",
        "articles": len(expression.articles()),
        "title": expression.title,
        "iri": expression.iri,
        "path": place,
        "sealed": sealed.sealed if sealed else "",
        "corrects": corrected_iri(expression),
    }
