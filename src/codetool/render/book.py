"""The book that a PDF edition is printed from: the HTML of its cover, contents, text and colophon."""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from textwrap import shorten

from markupsafe import Markup

from codetool.model.expression import Expression
from codetool.model.provision import unit_of
from codetool.render.colophon import colophon_of
from codetool.render.edition import NOTHING, cover_lines
from codetool.render.imprint import Imprint
from codetool.render.look import Look
from codetool.render.markup import Sheet, html_of
from codetool.render.pdf.record import Record
from codetool.render.printed import with_feet
from codetool.render.templates import fill_template
from codetool.render.typography import NO_BREAK
from codetool.render.view import Kind, View, view_of

LONG_HEAD = 56
"""Characters of the title of a text in running heads."""

_TAG = r"<[^>]*>"
_LONG = r"(?P<long>(?:[^\s<>&]|&\w+;){40,}(?:[\xa0\u202f][»;:!?]+[).,;]*)?)"
_CENTURY = (
    r"(?<!\w)(?P<century>[IVX]{1,5})"
    r"(?=(?:er|e|ème|<sup[^>]*>(?:er|e|ème)</sup>)[\s\xa0]+(?:siècle|s\.))"
)
_MARKED = {True: re.compile(f"{_TAG}|{_LONG}|{_CENTURY}"), False: re.compile(f"{_TAG}|{_LONG}")}
"""What is marked in a text by whether it is French; tags are found first, so that nothing in them is."""


def fill_book(expression: Expression, imprint: Imprint, record: Record, after: Mapping[str, Markup] = NOTHING) -> str:
    """Return the HTML of the book; `record` is what its PDF says of itself and carries.

    `after` is what stands at the end of a provision, by its eId.
    """
    view = with_notes_placed(view_of(expression))
    sheet = Sheet(
        labels=view.labels,
        targets=view.targets,
        notes=view.note_numbers,
        pictures=imprint.pictures,
        permalinks=False,
        printed=True,
        after=after,
    )
    text = parted(Markup("").join(html_of(block, sheet) for block in view.blocks))
    return fill_template(
        "edition/book.html",
        imprint.look.templates,
        view=view,
        head=short_title(view.title),
        labels=view.labels,
        unit=unit_of({provision.name for provision in view.provisions}) or "article",
        cover=cover_lines(view, sheet),
        titled=any(line.kind is Kind.TITLE for line in view.cover),
        text=marked_words(text, view.language),
        after=after,
        colophon=colophon_of(view, imprint, record),
        **dressing(imprint.look),
    )


def short_title(title: str) -> str:
    """Return a title that fits in one line of a running head, and a little more."""
    if len(title) <= LONG_HEAD:
        return title
    # A narrow place behind a colon or dash would look as if something was missing there.
    return f"{shorten(title, LONG_HEAD - 2, placeholder='').rstrip(_JOINS)}{NO_BREAK}…"


_JOINS = " ,:;–—-(«"


def dressing(look: Look) -> Mapping[str, object]:
    """Return what every book's template needs of a look: the look, and its logo as an address that holds it."""
    return {"look": look, "logo": _address_of(look)}


def _address_of(look: Look) -> str:
    if look.logo is None:
        return ""
    return f"data:{look.logo.media_type};base64,{b64encode(look.logo.content).decode('ascii')}"


def with_notes_placed(view: View) -> View:
    """Return a view whose notes stand where they are first called, not only in its list of notes."""
    waiting = {note.eid: note.element for note in view.notes if note.element.name == "note"}
    cover = tuple(replace(line, element=with_feet(line.element, waiting)) for line in view.cover)
    return replace(view, cover=cover, blocks=tuple(with_feet(block, waiting) for block in view.blocks))


_PART = re.compile(r'<(?:div|section)[^>]* class="akn-(?:attachment|component|conclusions)"[^>]*>')
_OPENING = '<div class="opening"></div>'


def parted(html: Markup) -> Markup:
    """Return a text in which running heads begin anew at its beginning, at its parts and at its conclusions.

    >>> str(parted(Markup('<div id="a" class="akn-attachment"><p>Annexe</p></div>')))[27:]
    '<div id="a" class="akn-attachment"><div class="opening"></div><p>Annexe</p></div>'
    """
    return Markup(_OPENING + _PART.sub(rf"\g<0>{_OPENING}", str(html)))  # noqa: S704 - only an empty div comes in


def marked_words(html: Markup, language: str) -> Markup:
    """Return a text whose words longer than a line are marked, and in French the numbers of its centuries.

    >>> str(marked_words(Markup("<p>au XIXe siècle, sous Louis XIV</p>"), "fr"))
    '<p>au <span class="century">XIX</span>e siècle, sous Louis XIV</p>'
    """
    pattern = _MARKED[language.partition("-")[0] == "fr"]
    return Markup(pattern.sub(_marked, str(html)))  # noqa: S704 - the text was escaped; only a span comes in


def _marked(found: re.Match[str]) -> str:
    kind = found.lastgroup
    return f'<span class="{kind}">{found[0]}</span>' if kind else found[0]
