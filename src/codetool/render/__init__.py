"""Values to what people read: one view of an Expression, and the faces made from it.

Names are loaded when they are first used: a command that prints a list does not wait for Jinja, nor one
that makes a page for WeasyPrint.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from codetool.render.counts import render_counts, render_counts_json
    from codetool.render.docx.edition import render_docx
    from codetool.render.edition import render_html
    from codetool.render.enclosed import enclose
    from codetool.render.imprint import Compared, Imprint, Link
    from codetool.render.lineage import Decided, Lineage, Stage
    from codetool.render.look import Look
    from codetool.render.look_file import load_look
    from codetool.render.markdown import render_markdown
    from codetool.render.merge_html import render_merge_html
    from codetool.render.merge_json import render_merge_json
    from codetool.render.merge_text import render_merge_text
    from codetool.render.merge_view import view_merge
    from codetool.render.pdf import render_pdf
    from codetool.render.redline import render_redline
    from codetool.render.redline_docx import render_redline_docx
    from codetool.render.redline_json import render_redline_json
    from codetool.render.redline_markdown import render_redline_markdown
    from codetool.render.redline_pdf import render_redline_pdf
    from codetool.render.redline_text import render_redline_text
    from codetool.render.redline_view import name_version, view_redline
    from codetool.render.sealing import Sealing
    from codetool.render.templates import language_tag
    from codetool.render.text import render_text
    from codetool.render.view import View, view_of

__all__ = [
    "Compared",
    "Decided",
    "Imprint",
    "Lineage",
    "Link",
    "Look",
    "Sealing",
    "Stage",
    "View",
    "enclose",
    "language_tag",
    "load_look",
    "name_version",
    "render_counts",
    "render_counts_json",
    "render_docx",
    "render_html",
    "render_markdown",
    "render_merge_html",
    "render_merge_json",
    "render_merge_text",
    "render_pdf",
    "render_redline",
    "render_redline_docx",
    "render_redline_json",
    "render_redline_markdown",
    "render_redline_pdf",
    "render_redline_text",
    "render_text",
    "view_merge",
    "view_of",
    "view_redline",
]

_HOMES = {
    "Compared": "imprint",
    "Decided": "lineage",
    "Lineage": "lineage",
    "Sealing": "sealing",
    "Stage": "lineage",
    "Imprint": "imprint",
    "Link": "imprint",
    "Look": "look",
    "View": "view",
    "enclose": "enclosed",
    "load_look": "look_file",
    "render_docx": "docx.edition",
    "render_html": "edition",
    "render_pdf": "pdf",
    "render_text": "text",
    "language_tag": "templates",
    "render_markdown": "markdown",
    "render_merge_html": "merge_html",
    "render_merge_json": "merge_json",
    "render_merge_text": "merge_text",
    "view_merge": "merge_view",
    "name_version": "redline_view",
    "view_redline": "redline_view",
    "render_counts": "counts",
    "render_counts_json": "counts",
    "render_redline": "redline",
    "render_redline_docx": "redline_docx",
    "render_redline_json": "redline_json",
    "render_redline_markdown": "redline_markdown",
    "render_redline_pdf": "redline_pdf",
    "render_redline_text": "redline_text",
    "view_of": "view",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Return a public name from the module that it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
