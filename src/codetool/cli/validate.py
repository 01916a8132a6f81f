"""`codetool validate`: faults in documents, each with its place and remedy."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import find_version, finding_row, tell_finding
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, FAILED, SpokenCommand
from codetool.errors import CodetoolError

if TYPE_CHECKING:
    from codetool.findings import Finding


@click.command("validate", cls=SpokenCommand)
@click.argument("versions", nargs=-1, metavar="[VERSION]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Lines, or JSON for programs."
)
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", help="What makes the exit code 1.")
def command(*, versions: tuple[str, ...], form: str, fail_on: str) -> int:
    r"""Checks versions against the schema and the rules of a sound code.

    VERSION may be a folder: every XML file in it is checked. Without one, the whole store is.

    \b
    Examples:
      codetool validate
      codetool validate 2001-06-07 examples/
    """
    refused: list[str] = []
    found = list(_check(versions, refused))
    counts = Counter(one.severity.value for one in found)
    if form == "json":
        _print_json(found)
    else:
        for one in found:
            tell_finding(one)
        _print_counts(counts)
    if refused:
        return FAILED
    return DIFFERENT if counts["error"] or (fail_on == "warning" and counts["warning"]) else DONE


def _check(versions: tuple[str, ...], refused: list[str]) -> Iterator["Finding"]:
    from codetool.validate import check_source

    settings = current_settings()
    for reference in _references(versions):
        try:
            source = find_version(reference)
            yield from (one.in_file(source.place) for one in check_source(source.content, source.place))
        except CodetoolError as error:
            refused.append(reference)
            click.echo(click.style("codetool: ", bold=True) + error.told(settings.translate), err=True)
    if not versions:
        yield from _check_store()


def _references(versions: tuple[str, ...]) -> Iterator[str]:
    from codetool.store import find_store, list_versions, shown_path

    settings = current_settings()
    if not versions:
        store = find_store(settings.start, settings.store)
        yield from (shown_path(version.path, settings.start) for version in list_versions(store))
    for version in versions:
        if Path(version).is_dir():
            yield from sorted(str(path) for path in Path(version).rglob("*.xml"))
        else:
            yield version


def _check_store() -> Iterable["Finding"]:
    from codetool.akn.read import read_expression
    from codetool.store import find_store, list_versions, load_file, shown_path
    from codetool.validate import check_versions

    settings = current_settings()
    versions = list_versions(find_store(settings.start, settings.store))
    return check_versions(
        (shown_path(version.path, settings.start), read_expression(load_file(version.path).content, str(version.path)))
        for version in versions
    )


def _print_counts(counts: Counter[str]) -> None:
    said = current_settings().translate("{errors} errors, {warnings} warnings")
    click.echo(said.format(errors=counts["error"], warnings=counts["warning"]), err=True)


def _print_json(found: list["Finding"]) -> None:
    import json

    click.echo(json.dumps({"findings": [finding_row(one) for one in found]}, ensure_ascii=False, indent=1))
