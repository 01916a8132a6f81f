"""What is said while another codetool writes into a folder: that it is waited for."""

from pathlib import Path

import click

from codetool.cli.settings import current_settings


def tell_waiting(folder: Path) -> None:
    """Say on stderr which folder is waited for."""
    settings = current_settings()
    said = settings.translate("another codetool writes into {folder}: waiting")
    click.echo(said.format(folder=folder), err=True, color=settings.colored)
