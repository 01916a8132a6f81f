"""`codetool remove`: a version is withdrawn, with a trace of why."""

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE, SpokenCommand
from codetool.cli.stored import find_in_store
from codetool.cli.waiting import tell_waiting
from codetool.errors import ArchiveError

if TYPE_CHECKING:
    from codetool.store import StoredVersion


@click.command("remove", cls=SpokenCommand)
@click.argument("version")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is withdrawn, in a sentence.")
def command(*, version: str, reason: str) -> int:
    r"""Withdraws a version from the store: its files move to removed/, and removed.toml says when and why.

    A sealed version cannot be withdrawn: bring a correction in as a new version, with import --corrects.

    \b
    Example:
      codetool remove 2001-06-07.avis --reason "Imported twice"
    """
    from codetool.store.removal import REMOVED_FILE, remove_version

    store, found = find_in_store(version)
    _refuse_archived(found)
    settings = current_settings()
    removal = remove_version(store, found, reason=reason, day=settings.today, waiting=tell_waiting)
    speak = settings.translate
    for label in removal.leaning:
        click.echo(speak("warning: {label} leans on it").format(label=label), err=True)
    for old, new in removal.moved:
        click.echo(speak("moved: {old}, to {new}").format(old=old, new=new), err=True)
    listed = found.path.parent / REMOVED_FILE
    click.echo(speak("withdrawn: {label}; {path} says why").format(label=found.label, path=listed), err=True)
    return DONE


def _refuse_archived(version: "StoredVersion") -> None:
    """Raise VersionError where the archive beside the store has a version, though the store's list was lost."""
    from codetool.cli.archived import archive_folder
    from codetool.cli.sealing import entry_in
    from codetool.store.sealed import refusal

    entry = None
    with suppress(ArchiveError):  # an archive at fault is no reason to keep what the list does not name
        entry = entry_in(archive_folder(None), version)
    if entry:
        raise refusal(entry, str(version.path))
