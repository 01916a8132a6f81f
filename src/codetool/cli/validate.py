"""`codetool validate`: faults in documents, each with its place and remedy."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import find_version, finding_row, tell_error, tell_finding
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, FAILED, SpokenCommand
from codetool.errors import CodetoolError, SourceError

if TYPE_CHECKING:
    from codetool.findings import Finding
    from codetool.store import Source


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
        if found or not refused:
            _print_counts(counts)
    if refused:
        return FAILED
    return DIFFERENT if counts["error"] or (fail_on == "warning" and counts["warning"]) else DONE


def _check(versions: tuple[str, ...], refused: list[str]) -> Iterator["Finding"]:
    from codetool.validate import check_source

    for reference in _references(versions):
        try:
            source = _find(reference)
            yield from (one.in_file(source.place) for one in check_source(source.content, source.place))
        except CodetoolError as error:
            refused.append(reference)
            tell_error(error)
    if not versions:
        yield from _check_store(refused)


def _find(reference: str) -> "Source":
    from codetool.store import is_folder

    try:
        return find_version(reference)
    except SourceError as error:
        if not is_folder(Path(reference)):
            raise
        raise SourceError(
            "there is no XML file in this folder", "Name one in which there is.", place=reference
        ) from error


def _references(versions: tuple[str, ...]) -> Iterator[str]:
    from codetool.store import is_folder

    if not versions:
        yield from _stored()
    for version in versions:
        # A folder without XML is named itself, and refused like a file that cannot be read.
        inside = sorted(str(path) for path in Path(version).rglob("*.xml")) if is_folder(Path(version)) else []
        yield from inside or [version]


def _stored() -> list[str]:
    from codetool.store import find_store, list_versions, shown_path

    settings = current_settings()
    store = find_store(settings.start, settings.store)
    return [shown_path(version.path, settings.start) for version in list_versions(store)]


def _check_store(refused: list[str]) -> Iterable["Finding"]:
    from codetool.akn.read import read_expression
    from codetool.validate import check_versions

    return check_versions(
        (place, read_expression(find_version(place).content, place)) for place in _stored() if place not in refused
    )


def _print_counts(counts: Counter[str]) -> None:
    said = current_settings().translate("errors: {errors}, warnings: {warnings}")
    click.echo(said.format(errors=counts["error"], warnings=counts["warning"]), err=True)


def _print_json(found: list["Finding"]) -> None:
    import json

    click.echo(json.dumps({"findings": [finding_row(one) for one in found]}, ensure_ascii=False, indent=1))
