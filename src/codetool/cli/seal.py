"""`codetool seal`: a version put into the archive for good."""

from pathlib import Path
from typing import Any

import click

from codetool.cli.archived import archive_option
from codetool.cli.sealing import seal_version
from codetool.cli.shell import SpokenCommand
from codetool.cli.signing import SigningOptions, signing_options


@click.command("seal", cls=SpokenCommand)
@click.argument("version")
@archive_option
@click.option("--message", default="", metavar="TEXT", help="Why it is sealed: kept in the archive.")
@signing_options
@click.option("--unsigned", is_flag=True, help="Seal without a signature, though codetool.toml names a key.")
def command(*, version: str, archive: Path | None, message: str, **options: Any) -> int:  # noqa: ANN401 - they are SigningOptions
    r"""Seals a version: from then on it is not changed any more.

    The archive keeps its text, its editions, its source as received, the comparison with the version before, and what
    made them. With a key, PDFs, text and inventory are signed. A draft can be sealed; a correction is a new version.

    \b
    Examples:
      codetool seal 2001-06-07
      codetool seal latest --key key.p12 --passfile key.pass
    """
    return seal_version(version, archive, message, SigningOptions(**options))
