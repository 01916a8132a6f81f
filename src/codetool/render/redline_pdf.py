"""A comparison as PDF for the archive: a book like the edition, tagged (PDF/UA-1), bookmarks from change to change."""

from hashlib import sha256
from textwrap import shorten

from codetool.diff.changes import ChangeSet
from codetool.render.look import PLAIN, Look
from codetool.render.pdf import print_pdf
from codetool.render.redline_view import RedlineView
from codetool.render.templates import fill_template, labels_for

_HEAD = 64
"""Characters of the running head that fit on its line: cut on paper, one glyph would stand for all the rest."""


def render_redline_pdf(view: RedlineView, changes: ChangeSet, language: str, look: Look = PLAIN) -> bytes:
    """Return the comparison as PDF; the same two texts give the same bytes, `language` is that of the texts.

    Raises MissingPartError where Pango or every font is missing.
    """
    html = fill_template(
        "redline/book.html",
        look.templates,
        look=look,
        view=view,
        labels=view.labels,
        language=language,
        head=shorten(f"{view.labels['title']} – {view.new_name}", _HEAD, placeholder=" …"),
        dates=_dates(changes, language),
        old_digest=changes.old.sha256,
        new_digest=changes.new.sha256,
    )
    both = f"{changes.old.sha256} {changes.new.sha256}"
    return print_pdf(html, sha256(both.encode()).hexdigest())


def _dates(changes: ChangeSet, language: str) -> str:
    """Return the dates of the two texts in words: a title would not fit at the foot of a page."""
    words = labels_for(language)
    dates = dict.fromkeys(side.date for side in (changes.old, changes.new) if side.date)
    return " → ".join(words.date(date) for date in dates)
