"""A ChangeSet as a web page of its own: changes in place, contents with marks, keys to walk from change to change."""

from codetool.render.imprint import Link
from codetool.render.look import PLAIN, Look
from codetool.render.redline_view import RedlineView
from codetool.render.style import style_of
from codetool.render.templates import fill_template, labels_for


def render_redline(
    view: RedlineView, language: str, look: Look = PLAIN, *, side_by_side: bool = False, trail: tuple[Link, ...] = ()
) -> str:
    """Return the page, one file that needs nothing else; `language` is that of the texts (fr, nl, de, en).

    `side_by_side` says how it opens; a reader can change it. `trail` leads to the pages around it.
    """
    return fill_template(
        "redline/redline.html",
        look.templates,
        view=view,
        labels=view.labels,
        language=language,
        look=look,
        style=style_of(look),
        side_by_side=side_by_side,
        trail=trail,
        trail_label=labels_for(language)["trail"],
    )
