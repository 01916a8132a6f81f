"""A ChangeSet as a web page of its own: changes in place, contents with marks, keys to walk from change to change."""

from codetool.render.imprint import BARE, Imprint
from codetool.render.redline_view import RedlineView
from codetool.render.templates import fill_template, labels_for


def render_redline(view: RedlineView, language: str, *, side_by_side: bool = False, imprint: Imprint = BARE) -> str:
    """Return the page, one file that needs nothing else; `language` is that of the texts (fr, nl, de, en).

    `side_by_side` says how it opens; a reader can change it. `imprint` leads to the pages around it.
    """
    return fill_template(
        "redline/redline.html",
        imprint.look.templates,
        view=view,
        labels=view.labels,
        language=language,
        side_by_side=side_by_side,
        trail=imprint.trail,
        trail_label=labels_for(language)["trail"],
    )
