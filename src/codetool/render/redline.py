"""A ChangeSet as a web page of its own: changes in place, contents with marks, keys to walk from change to change."""

from codetool.render.imprint import BARE, Imprint
from codetool.render.redline_view import RedlineView
from codetool.render.sealing import told_sealing
from codetool.render.style import style_of
from codetool.render.templates import fill_template, labels_for


def render_redline(view: RedlineView, language: str, imprint: Imprint = BARE, *, side_by_side: bool = False) -> str:
    """Return the page, one file that needs nothing else; `language` is that of the texts (fr, nl, de, en).

    `side_by_side` says how it opens; a reader can change it. Of the imprint it takes the look, the trail to the pages
    around it, and what is told of its sealing.
    """
    labels = labels_for(language)
    return fill_template(
        "redline/redline.html",
        imprint.look.templates,
        view=view,
        labels=view.labels,
        language=language,
        look=imprint.look,
        style=style_of(imprint.look),
        side_by_side=side_by_side,
        trail=imprint.trail,
        trail_label=labels["trail"],
        seal=told_sealing(imprint.sealing, labels),
    )
