"""A comparison as PDF for the archive: a book like the edition, of the same making, bookmarks from change to change."""

from hashlib import sha256
from textwrap import shorten

from codetool.diff.changes import ChangeSet, Side
from codetool.render.pdf import Record, Source, Statement, print_pdf
from codetool.render.redline_view import RedlineView
from codetool.render.templates import fill_template, labels_for

_HEAD = 64
"""Characters of the running head that fit on its line: cut on paper, one glyph would stand for all the rest."""


def render_redline_pdf(
    view: RedlineView, changes: ChangeSet, language: str, contents: tuple[bytes, bytes] = (b"", b"")
) -> bytes:
    """Return the comparison as PDF; the same two texts give the same bytes, `language` is that of the texts.

    `contents` are the bytes of the old and the new text, which the file then carries.
    Raises MissingPartError where Pango or every font is missing.
    """
    html = fill_template(
        "redline/book.html",
        view=view,
        labels=view.labels,
        language=language,
        head=shorten(f"{view.labels['title']} – {view.new_name}", _HEAD, placeholder=" …"),
        dates=_dates(changes, language),
        old_digest=changes.old.sha256,
        new_digest=changes.new.sha256,
    )
    return print_pdf(html, _record_of(changes, contents))


def _dates(changes: ChangeSet, language: str) -> str:
    """Return the dates of the two texts in words: a title would not fit at the foot of a page."""
    words = labels_for(language)
    dates = dict.fromkeys(side.date for side in (changes.old, changes.new) if side.date)
    return " → ".join(words.date(date) for date in dates)


def _record_of(changes: ChangeSet, contents: tuple[bytes, bytes]) -> Record:
    sides = (("old", changes.old, contents[0]), ("new", changes.new, contents[1]))
    return Record(
        digest=sha256(f"{changes.old.sha256} {changes.new.sha256}".encode()).hexdigest(),
        statements=tuple(one for name, side, _ in sides for one in _statements_of(name, side)),
        sources=tuple(
            Source(name=f"{name}-{side.date}.xml" if side.date else f"{name}.xml", content=content, date=side.date)
            for name, side, content in sides
            if content
        ),
    )


def _statements_of(name: str, side: Side) -> tuple[Statement, ...]:
    said = (
        (f"{name}Expression", f"IRI of the {name} Expression (FRBR)", side.iri),
        (f"{name}Date", f"Date of the {name} version", side.date),
        (f"{name}Digest", f"SHA-256 of the canonical XML of the {name} version", side.sha256),
    )
    return tuple(Statement(name=key, meaning=meaning, values=(value,)) for key, meaning, value in said if value)
