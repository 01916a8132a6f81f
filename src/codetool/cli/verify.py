"""`codetool verify`: what can be proven of an archive, a text, a PDF, or a folder of such."""

from pathlib import Path

import click

from codetool.cli.archived import archive_option
from codetool.cli.paths import NamedPath
from codetool.cli.shell import SpokenCommand
from codetool.cli.signing import trust_option


@click.command("verify", cls=SpokenCommand)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=NamedPath(readable=False))
@archive_option
@trust_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="One screen, or JSON for programs."
)
@click.option("--no-rebuild", is_flag=True, help="Do not make the editions again to compare them: faster.")
@click.option("--fetch", is_flag=True, help="Ask the authorities over the network whether certificates were revoked.")
def command(
    *, paths: tuple[Path, ...], archive: Path | None, trust: tuple[Path, ...], form: str, no_rebuild: bool, fetch: bool
) -> int:
    r"""Verifies that nothing was altered or lost, and who signed it when.

    PATH is an archive, an object in it, a sealed version that was exported, a PDF, a text in Akoma Ntoso with its
    signature beside it, or a folder of such. Without one it is the archive beside the store, and the store with it.
    Nothing is written, and nothing fetched without --fetch.

    \b
    Examples:
      codetool verify
      codetool verify archive/ --trust authority.pem
      codetool verify code.pdf
    """
    from codetool.cli.verified import REPORTS
    from codetool.cli.verifying import Wanted, verify_named, verify_own

    wanted = Wanted(trust=trust, rebuild=not no_rebuild, fetch=fetch)
    looked = verify_named(paths, wanted) if paths else verify_own(archive, wanted)
    REPORTS[form](looked)
    return looked.code
