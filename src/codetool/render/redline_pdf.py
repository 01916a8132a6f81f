"""A comparison as PDF for the archive: a book like the edition, of the same making, bookmarks from change to change."""

from hashlib import sha256

from codetool.diff.changes import ChangeSet, Side
from codetool.render.book import dressing, short_title
from codetool.render.colophon import Colophon, Fact, comparison_colophon
from codetool.render.look import PLAIN, Look
from codetool.render.pdf import Record, Source, Statement, print_pdf
from codetool.render.redline_view import RedlineView
from codetool.render.templates import fill_template, labels_for


def render_redline_pdf(
    view: RedlineView,
    changes: ChangeSet,
    language: str,
    contents: tuple[bytes, bytes] = (b"", b""),
    look: Look = PLAIN,
) -> bytes:
    """Return the comparison as PDF; the same two texts give the same bytes, `language` is that of the texts.

    `contents` are the bytes of the old and the new text, which the file then carries.
    Raises MissingPartError where Pango or every font is missing.
    """
    record = _record_of(changes, contents)
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
        colophon=_colophon(view, changes, language, record),
        **dressing(look),
    )
    return print_pdf(html, record)


def _colophon(view: RedlineView, changes: ChangeSet, language: str, record: Record) -> Colophon:
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
        {source.name: source.content for source in record.sources},
    )


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
