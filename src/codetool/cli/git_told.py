"""What git is shown of one file's two sides: our comparison where both are Akoma Ntoso, lines otherwise."""

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.inputs import read_version, terminal_width
from codetool.cli.settings import current_settings
from codetool.errors import CodetoolError

if TYPE_CHECKING:
    from codetool.model.expression import Expression

_NOTHING = "/dev/null"


def told_of_sides(path: str, old: str, new: str) -> str:
    """Return what changed: article by article, in our text of a file that came or went, or line by line."""
    sides: list[Expression] = []
    troubles: list[CodetoolError] = []
    for name in (old, new):
        if name != _NOTHING:
            try:
                sides.append(read_version(name)[1])
            except CodetoolError as error:
                troubles.append(error)
    if troubles:
        # Of two files that are no Akoma Ntoso, there is nothing to say; one that was is damaged.
        said = [_said(troubles[0], path, (old, new))] if sides else []
        return _lines(old, new, [_read(old), _read(new)], said)
    if len(sides) == 1:
        lines = _text_lines(sides[0])
        return _lines(old, new, [[], lines] if old == _NOTHING else [lines, []])
    return _compared(sides[0], sides[1])


def _compared(old: "Expression", new: "Expression") -> str:
    from codetool import render
    from codetool.diff import compare

    language = current_settings().language
    names = [render.name_version(side, language) for side in (old, new)]
    view = render.view_redline(compare(old, new), language, old_name=names[0], new_name=names[1])
    return render.render_redline_text(view, width=terminal_width(), color=is_colored())


def _said(error: CodetoolError, path: str, names: tuple[str, str]) -> str:
    """Return what is wrong with a file, under the name that it has for the reader."""
    told = error.told(current_settings().translate)
    for name in names:
        told = told.replace(name, path)
    return told


def _text_lines(expression: "Expression") -> list[str]:
    from codetool.akn.read import unfold_expression
    from codetool.render import render_text

    return render_text(unfold_expression(expression)).splitlines()


def is_colored() -> bool:
    """Return whether what git shows is coloured: as the settings say, else on a terminal."""
    colored = current_settings().colored
    return sys.stdout.isatty() if colored is None else colored


def _lines(old: str, new: str, sides: list[list[str]], said: Sequence[str] = ()) -> str:
    """Return a comparison line by line, behind what there is to say of it."""
    lines = difflib.unified_diff(sides[0], sides[1], fromfile=old, tofile=new, lineterm="")
    return "".join(f"{line}\n" for line in (*said, *lines))


def _read(name: str) -> list[str]:
    return [] if name == _NOTHING else Path(name).read_bytes().decode("utf-8", "replace").splitlines()
