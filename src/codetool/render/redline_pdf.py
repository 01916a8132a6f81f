"""A comparison as PDF for the archive: a book like the edition, of the same making, bookmarks from change to change."""

from hashlib import sha256

from codetool.diff.changes import ChangeSet, Side
from codetool.render.book import dressing, short_title
from codetool.render.carried import carry_comparison
from codetool.render.colophon import Colophon, Fact, comparison_colophon
from codetool.render.imprint import BARE, NO_SOURCES, Compared, Imprint
from codetool.render.pdf import Record, Statement, print_pdf
from codetool.render.pdf.record import carrying
from codetool.render.redline_view import RedlineView
from codetool.render.templates import fill_template, labels_for


def render_redline_pdf(
    view: RedlineView,
    changes: ChangeSet,
    language: str,
    compared: Compared = NO_SOURCES,
    imprint: Imprint = BARE,
) -> bytes:
    """Return the comparison as PDF; the same two texts give the same bytes, `language` is that of the texts.

    `compared` are the bytes of the old and the new text and of what was decided about them, which the file then carries
    with all else that it is made from. Raises MissingPartError where Pango or every font is missing.
    """
    look = imprint.look
    record = _record_of(changes)
    if compared.old and compared.new:
        carried = carry_comparison(view, changes, compared, imprint)
        record = carrying(record, carried.sources, carried.digest)
    html = fill_template(
        "redline/book.html",
        look.templates,
        view=view,
        labels=view.labels,
        language=language,
        head=short_title(f"{view.labels['title']} – {view.new_name}"),
        dates=_dates(changes, language),
        old_digest=changes.old.sha256,
        new_digest=changes.new.sha256,
        colophon=_colophon(view, changes, language, record, imprint),
        **dressing(look),
    )
    return print_pdf(html, record)


def _colophon(view: RedlineView, changes: ChangeSet, language: str, record: Record, imprint: Imprint) -> Colophon:
    labels, titles = labels_for(language), (view.labels["old"], view.labels["new"])
    sides = ((titles[0], view.old_name, view.old_iri), (titles[1], view.new_name, view.new_iri))
    facts = [
        Fact(label=label, value=value, code=code)
        for title, name, iri in sides
        for label, value, code in ((title, name, False), (labels["identifier"], iri, True))
        if value
    ]
    return comparison_colophon(
        labels,
        (Fact(label=labels["work"], value=view.labels["title"]), *facts),
        dict(zip(titles, (changes.old.sha256, changes.new.sha256), strict=True)),
        record,
        imprint,
    )


def _dates(changes: ChangeSet, language: str) -> str:
    """Return the dates of the two texts in words: a title would not fit at the foot of a page."""
    words = labels_for(language)
    dates = dict.fromkeys(side.date for side in (changes.old, changes.new) if side.date)
    return " → ".join(words.date(date) for date in dates)


def _record_of(changes: ChangeSet) -> Record:
    sides = (("old", changes.old), ("new", changes.new))
    return Record(
        digest=sha256(f"{changes.old.sha256} {changes.new.sha256}".encode()).hexdigest(),
        statements=tuple(one for name, side in sides for one in _statements_of(name, side)),
    )


def _statements_of(name: str, side: Side) -> tuple[Statement, ...]:
    said = (
        (f"{name}Expression", f"IRI of the {name} Expression (FRBR)", side.iri),
        (f"{name}Date", f"Date of the {name} version", side.date),
        (f"{name}Digest", f"SHA-256 of the canonical XML of the {name} version", side.sha256),
    )
    return tuple(Statement(name=key, meaning=meaning, values=(value,)) for key, meaning, value in said if value)
