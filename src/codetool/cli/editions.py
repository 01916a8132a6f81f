"""What `codetool render` is asked for besides a version: the one of a day, and the history of its articles."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.comparing import kept_decisions
from codetool.cli.inputs import read_version
from codetool.cli.settings import current_settings
from codetool.errors import CodetoolError, RequestError

if TYPE_CHECKING:
    from codetool.model.expression import Expression
    from codetool.render import Decided, Lineage, Stage
    from codetool.store import Source, StoredVersion


def read_edition(version: str, day: str | None) -> tuple["Source", "Expression"]:
    """Return what VERSION names, or the version of the same work that was in force on a day."""
    if day is None:
        return read_version(version)
    from codetool.model.frbr import parse_date
    from codetool.store.dates import version_at

    parse_date(day)
    settings = current_settings()
    chosen = version_at(version, day, start=settings.start, store=settings.store)
    told = "{label} was in force on {day}"
    if not chosen.is_in_force:
        told = "no version says that it was in force on {day}: this is the latest one adopted by then, {label}"
    click.echo(settings.translate(told).format(label=chosen.found.version.full_label, day=day), err=True)
    return chosen.found.source, chosen.found.expression


def lineage_of(source: "Source", form: str) -> "Lineage":
    """Return what the history in an edition is told from, and say so where no version comes before it."""
    from codetool.render import Lineage

    if form not in _FORMS:
        raise RequestError(
            "{form} editions have no history under the articles", "Choose another --format: {forms}.",
            place="--with-history", form=form, forms=", ".join(_FORMS),
        )  # fmt: skip
    versions = _versions_up_to(source)
    if len(versions) == 1:
        told = current_settings().translate("{place}: no version comes before this one, so there is no history to show")
        click.echo(told.format(place=source.place), err=True)
        return Lineage()
    return Lineage(versions=tuple(map(_stage, versions)), decisions=tuple(_decided(versions)))


_FORMS = ("html", "pdf")
"""Editions in which something can stand under an article."""


def _versions_up_to(source: "Source") -> list["StoredVersion"]:
    """Return the version that a source is in the store, behind all of the same work and language before it."""
    from codetool.store import list_versions
    from codetool.store.versions import versions_before

    path = (current_settings().start / source.place).resolve()
    store = _store_of(path)
    versions = list_versions(store) if store else ()
    found = next((version for version in versions if version.path.resolve() == path), None)
    if found is None:
        raise RequestError(
            "only a version in the store has a history, with those before it",
            "Bring it into the store with codetool import, or leave --with-history out.",
            place=source.place,
        )
    return [*versions_before(found, versions), found]


def _store_of(path: Path) -> Path | None:
    from codetool.store import find_store

    try:
        return find_store(path.parent, current_settings().store)
    except CodetoolError:  # no versions folder above the file
        return None


def _stage(version: "StoredVersion") -> "Stage":
    from codetool.render import Stage
    from codetool.store import load_file, shown_path

    found = load_file(version.path, shown_path(version.path, current_settings().start))
    return Stage(label=version.label, date=version.date, content=found.content, place=found.place)


def _decided(versions: list["StoredVersion"]) -> Iterator["Decided"]:
    """Yield what the store keeps of a reviewer's decisions about consecutive versions, by their labels."""
    from codetool.render import Decided

    for old, new in pairwise(versions):
        if decisions := kept_decisions(old.path, new.path):
            yield Decided(old=old.label, new=new.label, content=decisions.source, place=decisions.place)
