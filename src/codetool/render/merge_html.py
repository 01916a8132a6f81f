"""The report of a merge as a web page of its own: both drafts against their base, side by side."""

from codetool.render.look import PLAIN, Look
from codetool.render.merge_view import MergeView
from codetool.render.templates import fill_template


def render_merge_html(view: MergeView, language: str, look: Look = PLAIN) -> str:
    """Return the page, one file that needs nothing else; `language` is that of the texts (fr, nl, de, en)."""
    return fill_template(
        "merge/merge.html", look.templates, view=view, labels=view.labels, language=language, look=look
    )
