"""The structure that an import found, as a tree on the terminal: what `--dry-run` shows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import terminal_width
from codetool.cli.settings import current_settings
from codetool.errors import harmless

if TYPE_CHECKING:
    from codetool.importers import Imported
    from codetool.render.tree import Branch

_NARROWEST = 20
_NAMES = {
    # How a part without number and heading is called.
    "preface": "cover",
    "preamble": "preamble",
    "conclusions": "conclusions",
    "attachment": "annex",
}
_COUNTED = {
    "paragraph": "paragraphs: {count}",
    "subparagraph": "subparagraphs: {count}",
    "alinea": "alineas: {count}",
    "point": "points: {count}",
    "table": "tables: {count}",
    "authorialNote": "notes: {count}",
}


def tell_structure(imported: "Imported") -> None:
    """Print the text as it was understood, to be checked before it is written."""
    from codetool.render.tree import tree_of

    settings = current_settings()
    click.echo(harmless(imported.expression.title or imported.expression.iri), color=settings.colored)
    for line in _drawn(tree_of(imported.expression), ""):
        click.echo(line, color=settings.colored)


def _drawn(branches: tuple["Branch", ...], margin: str) -> Iterator[str]:
    for branch in branches:
        last = branch is branches[-1]
        yield _line(branch, margin + ("└─ " if last else "├─ "))
        yield from _drawn(branch.children, margin + ("   " if last else "│  "))


def _line(branch: "Branch", margin: str) -> str:
    speak = current_settings().translate
    counts = ", ".join(speak(_COUNTED[name]).format(count=count) for name, count in branch.counts)
    after = f"  [{counts}]" if counts else ""
    name = harmless(branch.num) or (speak(_NAMES[branch.element]) if branch.element in _NAMES else "")
    said = " ".join(part for part in (name, harmless(branch.heading or branch.text)) if part)
    room = max(terminal_width() - len(margin) - len(after), _NARROWEST)
    cut = said if len(said) <= room else said[: room - 1].rstrip() + "…"
    return margin + cut.replace(name, click.style(name, bold=True), 1) + click.style(after, dim=True)
