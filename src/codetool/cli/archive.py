"""`codetool archive`: what is sealed, what leaves the archive, what comes back from it, and its stamps renewed."""

from pathlib import Path
from typing import Any

import click

from codetool.cli.archived import archive_option
from codetool.cli.archives import export_archive, list_sealed, renew_archive, restore_store
from codetool.cli.paths import NAMED_FOLDER
from codetool.cli.shell import SpokenCommand, SpokenSubgroup
from codetool.cli.signing import SigningOptions, stamping_options


@click.group("archive", cls=SpokenSubgroup)
def command() -> None:
    r"""Lists, exports, restores and renews the archive of sealed versions.

    \b
    Examples:
      codetool archive list
      codetool archive export -o bag
      codetool archive restore --store versions
    """


@command.command("list", cls=SpokenCommand)
@archive_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="A table, or JSON for programs."
)
@click.option("--digests", is_flag=True, help="Print also the digest of each inventory, as seal told it.")
def list_command(*, archive: Path | None, form: str, digests: bool) -> int:
    r"""Lists the sealed versions, with the day on which each was sealed, and by whom.

    That is what the archive says of itself; codetool verify says whether it is so.

    \b
    Examples:
      codetool archive list
      codetool archive list --digests
    """
    return list_sealed(archive, form, digests=digests)


@command.command("export", cls=SpokenCommand)
@click.argument("label", required=False, metavar="[VERSION]")
@archive_option
@click.option("--work", metavar="WORK", help="Only this work, by its folder in the store or by its IRI.")
@click.option("-o", "--output", type=NAMED_FOLDER, required=True, metavar="FOLDER", help="Where to.")
def export_command(*, label: str | None, archive: Path | None, work: str | None, output: Path) -> int:
    r"""Exports the archive as a bag for a state archive (BagIt), or one sealed version as a folder of files.

    \b
    Examples:
      codetool archive export -o bag
      codetool archive export 2001-06-07 -o edition
    """
    return export_archive(archive, label, work, output)


@command.command("restore", cls=SpokenCommand)
@archive_option
def restore_command(*, archive: Path | None) -> int:
    r"""Fills an empty store again with every sealed version, as it was sealed.

    The archive may also be a bag that was exported.

    \b
    Example:
      codetool archive restore --archive bag --store versions
    """
    return restore_store(archive)


@command.command("renew", cls=SpokenCommand)
@archive_option
@stamping_options
@click.option("--force", is_flag=True, help="Renew now, though nothing runs out within a year.")
def renew_command(*, archive: Path | None, force: bool, **options: Any) -> int:  # noqa: ANN401 - they are SigningOptions
    r"""Stamps the signatures of the archive again, before their time stamps run out.

    \b
    Example:
      codetool archive renew
    """
    return renew_archive(archive, SigningOptions(**options), force=force)
