"""Files and folders as a user names them on the command line."""

from pathlib import Path
from typing import Any

import click

from codetool.errors import RequestError


class NamedPath(click.Path):
    """The name of a file or folder that need not be there; raises RequestError for an empty one.

    That is what an unset variable of the shell leaves, and Python would take it for the folder of the command.
    """

    def __init__(self, *, readable: bool = True, folder: bool = False) -> None:
        """Give paths as `Path`; one that is there has to be `readable`, unless that is for the command to tell.

        A `folder` cannot be standard output, which `-` stands for.
        """
        super().__init__(path_type=Path, readable=readable)
        self._folder = folder

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's own signature
        """Return the path of a name."""
        place = max(param.opts, key=len) if isinstance(param, click.Option) else ""
        if self._folder and value == "-":
            raise RequestError(
                "- is standard output, and no folder", "Name a folder; one of this name is ./-.", place=place
            )
        if value == "":
            raise RequestError(
                "the name of a file or folder is empty",
                "Write it; where it comes from a variable of the shell, see whether that is set.",
                place=place,
            )
        return super().convert(value, param, ctx)


NAMED_PATH = NamedPath()
NAMED_FOLDER = NamedPath(folder=True)
