"""The forms that a comparison is told in: which there are, and which function of `render/` makes each."""

from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.inputs import on_terminal, refuse_terminal, terminal_width
from codetool.cli.looks import current_look
from codetool.cli.settings import current_settings
from codetool.errors import RequestError

if TYPE_CHECKING:
    from codetool.cli.comparing import Sides
    from codetool.diff import ChangeSet

FORMS = ("text", "json", "html", "pdf", "docx", "markdown")
"""What `--format` takes."""

_PUBLISHED = frozenset({"html", "pdf", "markdown"})
"""Forms that are handed on: they speak the language of the text, not that of whoever made them."""


def refuse_forms(form: str, output: Path | None, *, summary: bool, side_by_side: bool) -> None:
    """Raise RequestError for what cannot be done, before anything is read."""
    if side_by_side and form not in ("text", "html"):
        raise RequestError(
            "{form} has no two columns", "Leave out --side-by-side, or take --format text or html.", form=form
        )
    if summary and form in ("pdf", "docx"):
        raise RequestError(
            "{form} has no summary of its own", "Take --format text or json, or leave out --summary.", form=form
        )
    refuse_terminal(form, output)


def render_changes(
    changes: "ChangeSet", sides: "Sides", form: str, *, typography: bool, side_by_side: bool
) -> str | bytes:
    """Return the comparison of two sides in a form of FORMS."""
    from codetool import render

    if form == "json":
        return render.render_redline_json(changes)
    if form == "docx":
        return render.render_redline_docx(changes, sides.old, sides.new)
    settings = current_settings()
    language = render.language_tag(sides.new.language) if form in _PUBLISHED else settings.language
    old, new = (render.name_version(side, language) for side in (sides.old, sides.new))
    view = render.view_redline(changes, language, old_name=old, new_name=new, on_page=form in _PUBLISHED)
    match form:
        case "html":
            imprint = render.Imprint(look=current_look())
            return render.render_redline(view, language, imprint, side_by_side=side_by_side)
        case "pdf":
            imprint = render.Imprint(look=current_look(printed=True))
            return render.render_redline_pdf(view, changes, language, sides.compared, imprint)
        case "markdown":
            return render.render_redline_markdown(view)
        case _:
            return render.render_redline_text(
                view,
                width=terminal_width(most=180 if side_by_side else 100),
                color=on_terminal() if settings.colored is None else settings.colored,
                typography=typography,
                side_by_side=side_by_side,
            )
