"""What `codetool archive` does with the archive: tells what it holds, and lets it out, back and through the years."""

from contextlib import suppress
from hashlib import sha512
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.archived import (
    archive_folder,
    named_from,
    own_archive,
    reading,
    refuse_absent,
    refuse_absent_store,
    refuse_each_other,
)
from codetool.cli.json_rows import Listed, SealedRow, moment_told
from codetool.cli.sealed_labels import find_sealing, names_of
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE
from codetool.cli.signing import SigningOptions, find_stamps, find_trust, named_sealer
from codetool.cli.waiting import tell_waiting
from codetool.errors import RequestError, VersionError, harmless

if TYPE_CHECKING:
    from codetool.archive.objects import ArchivedObject, Sealing
    from codetool.archive.renewing import Renewal


def list_sealed(archive: Path | None, form: str, *, digests: bool = False) -> int:
    """Print what is sealed, with the digests of the inventories where they are asked for; return the exit code."""
    refuse_absent_store(archive)
    with reading(archive_folder(archive)) as objects:
        rows = [_row(one, one.sealing(label)) for one in objects for label in one.labels()]
    if form == "json":
        import json

        listed = Listed(archive=str(archive_folder(archive)), sealed=rows)
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return DONE
    speak = current_settings().translate
    for row in rows:
        told = speak("signed by {signer}").format(signer=row["signer"]) if row["signer"] else speak("not signed")
        click.echo(harmless(f"{row['label']}  {row['version']}  {row['day']}  {told}"))
        corrects = [speak("[corrects {version}]").format(version=row["corrects"])] if row["corrects"] else []
        click.echo(harmless("  ".join([f"    {row['expression']}", *corrects])))
        if digests:
            click.echo(f"    {row['inventory_sha512']}")
    return DONE


def _row(one: "ArchivedObject", sealing: "Sealing") -> SealedRow:
    record = sealing.record
    return SealedRow(
        label=f"{record.slug}/{sealing.label}",
        slug=record.slug,
        work=record.work,
        expression=record.expression,
        version=f"v{sealing.version}",
        inventory_sha512=_inventory_digest(one, sealing.version),
        sealed=moment_told(record.sealed),
        day=record.sealed.date().isoformat(),
        signer=record.signed.subject if record.signed else "",
        corrects=record.corrects,
        missing=list(record.missing),
        files=sorted(record.files),
        place=one.place,
    )


def _inventory_digest(one: "ArchivedObject", version: int) -> str:
    """Return the SHA-512 of the inventory of a version, as `codetool seal` told it when it was sealed."""
    from codetool.archive.inside import JSON_LIMIT, read_inside
    from codetool.archive.inventory import INVENTORY

    return sha512(read_inside(one.root, f"{one.place}/v{version}/{INVENTORY}", JSON_LIMIT)).hexdigest()


def export_archive(archive: Path | None, label: str | None, work: str | None, output: Path) -> int:
    """Export the archive, or one version of it, into a folder; return the exit code."""
    from codetool.archive.export import Sender, export_bag, export_version

    speak = current_settings().translate
    refuse_absent_store(archive)
    _refuse_within(output, archive_folder(archive))
    with reading(archive_folder(archive)) as objects:
        chosen = [one for one in objects if work is None or work in names_of(one)]
        if not chosen:
            raise VersionError("the archive holds no such work", "See codetool archive list.", place=work or "")
        if label is None:
            name = named_sealer()[0] or chosen[-1].inventory.versions[-1].user
            export_bag(chosen, output, Sender(name=name, day=current_settings().today))
            click.echo(
                speak("written: {path}, a bag (works: {count})").format(path=output, count=len(chosen)), err=True
            )
            return DONE
        one, sealing = find_sealing(chosen, label, str(archive_folder(archive)))
        count = export_version(one, sealing, output)
    click.echo(speak("written: {path}, {count} files").format(path=output, count=count), err=True)
    return DONE


def _refuse_within(output: Path, archive: Path) -> None:
    """Raise RequestError where what is exported would lie in the archive or the store: it would not belong there."""
    from codetool.store import find_store

    settings, folder = current_settings(), output.resolve()
    if folder.is_relative_to(archive.resolve()):
        raise RequestError("this folder lies in the archive", "Name one outside of it.", place=str(output))
    with suppress(VersionError):  # an archive may be without a store
        if folder.is_relative_to(find_store(settings.start, settings.store, undoing=False).resolve()):
            raise RequestError("this folder lies in the store", "Name one outside of it.", place=str(output))


def restore_store(archive: Path | None) -> int:
    """Fill the store from the archive; return the exit code."""
    from codetool.archive.restore import restore
    from codetool.store.transaction import writing_into

    settings = current_settings()
    store = settings.store or Path("versions")
    folder = archive_folder(archive)  # once: it is another one where the store that is made has one beside it
    refuse_each_other(folder, store)
    # The store first, as a sealing has them: two that hold one each and want the other would wait for ever.
    with writing_into(store, waiting=tell_waiting) as writer, reading(folder) as objects:
        labels = restore(objects, writer)
    for label in labels:
        click.echo(settings.translate("restored: {label}").format(label=label), err=True)
    _tell_apart(folder)
    return DONE


def _tell_apart(archive: Path) -> None:
    """Tell where the archive has to be for a store that was restored from elsewhere."""
    from codetool.archive.root import is_nothing

    own = own_archive()
    if own.resolve() != archive.resolve() and is_nothing(own):
        told = current_settings().translate(
            "no archive stands beside this store: copy {archive} to {own}, or name it with --archive"
        )
        click.echo(harmless(told.format(archive=archive, own=own)), err=True)


def renew_archive(archive: Path | None, options: SigningOptions, *, force: bool) -> int:
    """Stamp again what runs out; return the exit code: 1 where something may run out all the same."""
    from codetool.archive.renewing import Stamping
    from codetool.archive.renewing import renew_archive as renew

    settings = current_settings()
    speak = settings.translate
    refuse_absent_store(archive)
    trust = find_trust(options.trust)
    stamping = Stamping(url=lambda: find_stamps(options), trust=trust, clock=lambda: settings.now, all_of_them=force)
    home = archive_folder(archive)
    refuse_absent(home)
    with named_from(home):
        renewals = renew(home, stamping, waiting=tell_waiting)
    for one in renewals.made:
        told = "renewed: {labels} ({version}), proven until {day}" if one.until else "renewed: {labels} ({version})"
        _tell(one, speak(told))
        if not one.gained:
            _tell(one, speak(_NOTHING_GAINED))
    untold = (*(one for one in renewals.made if one.until is None), *renewals.untold)
    for one in untold:
        _tell(one, speak(_UNTOLD))
    if not renewals.made and not untold:
        click.echo(speak("nothing runs out within a year"), err=True)
    # Whoever runs this once a year by itself has to hear of it while there is time.
    return DIFFERENT if untold or any(one.due for one in renewals.made) else DONE


_NOTHING_GAINED = (
    "nothing was gained for {labels} ({version}): without this stamp it is proven for as long. "
    "Name with --stamps a service whose certificate runs out later."
)
_UNTOLD = (
    "until when {labels} ({version}) is proven cannot be told: no authority behind it is trusted here. "
    "Name the authority's certificate with --trust."
)


def _tell(one: "Renewal", told: str) -> None:
    day = f"{one.until:%Y-%m-%d}" if one.until else ""
    click.echo(harmless(told.format(labels=", ".join(one.labels), version=one.version, day=day)), err=True)
