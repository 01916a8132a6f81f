"""`codetool serve`: the site on this machine, made again whenever a text is saved."""

import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import tell_error
from codetool.cli.paths import NAMED_FOLDER
from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE, SpokenCommand
from codetool.cli.sites import make_site, parse_forms, watched_files
from codetool.errors import CodetoolError

if TYPE_CHECKING:
    from codetool.render.site import Form

FORMS = "html,text,xml"
_PAUSE = 0.4
"""Seconds between two looks at the files."""


@click.command("serve", cls=SpokenCommand)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="N", help="The port; else 8000.")
@click.option(
    "-o", "--output", type=NAMED_FOLDER, metavar="FOLDER",
    help="Keep the site in this folder; else it is gone when the preview ends.",
)  # fmt: skip
@click.option(
    "--forms", default=FORMS, metavar="LIST",
    help="The forms that each version is published in, a comma between them; else html,text,xml.",
)  # fmt: skip
def command(*, port: int, output: Path | None, forms: str) -> int:
    r"""Shows the site of the store on this machine, and makes it again when a version is saved.

    Nobody else can see it. A text that cannot be read is told here, and the pages stay as they were. Ctrl-C ends it.

    \b
    Example:
      codetool serve --port 8080
    """
    import tempfile

    from codetool.cli.preview import previewed

    chosen = parse_forms(forms)
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        folder = output or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="codetool-")))
        seen = _look(watched_files())
        address = stack.enter_context(previewed(folder, port, lambda: make_site(folder, chosen, None)))
        told = current_settings().translate("the site is at {address} (Ctrl-C ends it)")
        click.echo(told.format(address=address), err=True)
        while True:
            time.sleep(_PAUSE)
            seen, before = _look(watched_files()), seen
            if seen != before:
                _make_again(folder, chosen)
    return DONE


def _look(files: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Return what tells whether a file was saved, for each file that is there."""
    found = {}
    for path in files:
        with suppress(OSError):  # saved at this moment: the next look sees it
            status = path.stat()
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _make_again(folder: Path, forms: "tuple[Form, ...]") -> None:
    try:
        make_site(folder, forms, None)
    except CodetoolError as error:
        tell_error(error)
