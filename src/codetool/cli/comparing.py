"""What `codetool diff` is asked to compare: two texts, a reviewer's decisions, and what is to be known beforehand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from codetool.cli.inputs import load_named, read_version
from codetool.cli.settings import current_settings

if TYPE_CHECKING:
    from codetool.diff import Overrides
    from codetool.model.expression import Expression
    from codetool.render import Compared
    from codetool.store import Source

_CHECKED = 1024 * 1024
"""Bytes up to which a text is checked against the schema first; above, that takes longer than to compare it."""


class Sides(NamedTuple):
    """Two texts, what was decided about them, what is to be said of them once compared, their files and all bytes."""

    old: "Expression"
    new: "Expression"
    overrides: "Overrides"
    notes: tuple[str, ...]
    files: tuple[str, ...]
    compared: "Compared"

    def tell(self) -> None:
        """Say on stderr what a reader of the comparison should know."""
        for note in self.notes:
            click.echo(note, err=True)


def read_sides(old: str, new: str, overrides: Path | None) -> Sides:
    """Return what two VERSIONS hold, with the decisions in a file or else those that the store keeps about them."""
    first, before = read_version(old)
    second, after = read_version(new)
    path = overrides or _kept(first, second)
    decided = _decided(path)
    followed = current_settings().translate("{place}: decisions about matches that are followed: {count}")
    notes = [
        *_works(before, after),
        *(note for source in dict.fromkeys((first, second)) for note in _faults(source)),
        *([followed.format(place=decided.place, count=len(decided.decisions))] if path else []),
    ]
    from codetool.render import Compared

    compared = Compared(old=first.content, new=second.content, decisions=decided.source)
    return Sides(before, after, decided, tuple(notes), (first.place, second.place), compared)


def _works(old: "Expression", new: "Expression") -> Iterator[str]:
    works = [one.identification.work.uri or one.identification.work.this for one in (old, new)]
    if all(works) and works[0].removesuffix("/!main") != works[1].removesuffix("/!main"):
        told = current_settings().translate("these are two different works, {old} and {new}: compared all the same")
        yield told.format(old=works[0], new=works[1])


def _faults(source: "Source") -> Iterator[str]:
    """Yield that a text is no valid Akoma Ntoso; it is compared by what can be read of it."""
    if len(source.content) > _CHECKED:
        return
    from codetool.akn.schema import check_schema

    first = next(check_schema(source.content, source.place), None)
    if first:
        told = current_settings().translate(
            "{place}: line {line}: this is no valid Akoma Ntoso, and is compared as it is. See codetool validate."
        )
        yield told.format(place=source.place, line=first.line)


def _kept(old: "Source", new: "Source") -> Path | None:
    """Return the decisions that the store keeps beside two versions of a work, if it does."""
    here = current_settings().start
    return _kept_beside(here / old.place, here / new.place)


def _kept_beside(old: Path, new: Path) -> Path | None:
    from codetool.store.files import check_inside

    found = new.parent / "matches" / f"{old.stem}..{new.stem}.toml"
    if old.parent != new.parent or not found.is_file():
        return None
    check_inside(found, new.parent, str(found))
    return found


def kept_decisions(old: Path, new: Path) -> "Overrides | None":
    """Return what the store keeps of a reviewer's decisions about two versions of a work, None where it keeps none."""
    found = _kept_beside(old, new)
    return _decided(found) if found else None


def _decided(path: Path | None) -> "Overrides":
    from codetool.diff import Overrides, read_overrides
    from codetool.store import shown_path
    from codetool.tables import LIMIT

    if path is None:
        return Overrides()
    place = shown_path(path, current_settings().start)
    return read_overrides(load_named(path, place, limit=LIMIT).content, place)
