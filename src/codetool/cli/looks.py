"""What an edition is made with beside its text: the look that `codetool.toml` sets, and the pictures of the text."""

from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.inputs import tell_finding
from codetool.cli.settings import current_settings
from codetool.errors import VersionError

if TYPE_CHECKING:
    from codetool.model.expression import Expression
    from codetool.render import Imprint, Look
    from codetool.store import Source


def current_look(*, printed: bool = False) -> "Look":
    """Return the look of the code whose store this is, and tell what is odd about it; `printed` is for a PDF."""
    from codetool.render import load_look
    from codetool.store import shown_path
    from codetool.store.settings_file import SETTINGS_FILE

    home = code_folder()
    place = shown_path(home / SETTINGS_FILE, current_settings().start)
    look = load_look(home, place)
    if look.templates:
        from codetool.render.overrides import check_templates

        for found in check_templates(look.templates):
            tell_finding(found, err=True)
    if printed and look.fonts:
        from codetool.findings import finding
        from codetool.render.fonts import absent_families

        for family in absent_families(look.fonts):
            tell_finding(finding("font-absent", name=family).in_file(place), err=True)
    return look


def code_folder(*, undoing: bool = True) -> Path:
    """Return the folder of the code: that which holds the store, else this one.

    What a command that was interrupted left there is undone, unless `undoing` says that nothing may be written.
    """
    from codetool.store import find_store

    settings = current_settings()
    try:
        return find_store(settings.start, settings.store, undoing=undoing).absolute().parent
    except VersionError:
        return settings.start


def imprint_of(source: "Source", expression: "Expression", form: str) -> "Imprint":
    """Return what the edition of a version is made with, and tell what the text asks for that it does not give."""
    from codetool.render import Imprint, enclose

    path = current_settings().start / source.place
    folder = path.parent if path.is_file() else None
    enclosed = enclose(expression, source.content, folder, shown=form in _PICTURED)
    for found in enclosed.findings:
        tell_finding(found.in_file(source.place), err=True)
    if form not in _DRESSED:
        return Imprint()
    return Imprint(look=current_look(printed=form == "pdf"), source=source.content, pictures=enclosed.pictures)


_PICTURED = ("html", "pdf")
"""Editions that show pictures."""

_DRESSED = (*_PICTURED, "docx")
"""Editions that have a look."""
