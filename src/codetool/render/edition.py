"""The HTML edition: one file that needs nothing else; it reads whole without its script."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType

from markupsafe import Markup

from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.text import text_of
from codetool.render.citation import cite_provision, cite_text
from codetool.render.facts import Facts, version_named
from codetool.render.imprint import BARE, Imprint
from codetool.render.lineage import tell_history
from codetool.render.markup import Sheet, html_of, inside_html
from codetool.render.metadata import metadata_of
from codetool.render.sealing import told_sealing
from codetool.render.style import logo_address, style_of
from codetool.render.templates import fill_template
from codetool.render.typography import plain
from codetool.render.view import CoverLine, Kind, Note, View, view_of

NOTHING: Mapping[str, Markup] = MappingProxyType({})
"""No provision has anything after it."""

LONG_TITLE = 140
"""Characters from which a title is printed smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the cover as HTML; `block` says that it is more than running text, `long` that it is set smaller."""

    kind: str
    html: Markup
    block: bool
    long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note at the end as HTML; `back` is the id of the place that it belongs to, empty where that has none."""

    number: int
    html: Markup
    back: str


def render_html(expression: Expression, imprint: Imprint = BARE, after: Mapping[str, Markup] = NOTHING) -> str:
    """Return the edition as one HTML file: style and script inside, nothing fetched; ids are the eIds.

    `after` is what stands at the end of a provision, by its eId; else the history that the imprint's lineage tells.
    """
    after = after or tell_history(imprint.lineage, printed=False, templates=imprint.look.templates)
    return fill_edition("edition/page.html", view_of(expression), imprint, permalinks=True, after=after)


def fill_edition(
    template: str, view: View, imprint: Imprint, *, permalinks: bool, after: Mapping[str, Markup] = NOTHING
) -> str:
    """Return a template of the edition filled in with a view."""
    metadata = metadata_of(view, imprint) if permalinks else None
    sheet = Sheet(
        labels=view.labels,
        targets=view.targets,
        notes=view.note_numbers,
        pictures=imprint.pictures,
        permalinks=permalinks,
        cited=metadata.cited if metadata else {},
        after=after,
    )
    return fill_template(
        template,
        imprint.look.templates,
        view=view,
        imprint=imprint,
        look=imprint.look,
        labels=view.labels,
        cover=cover_lines(view, sheet),
        titled=any(line.kind is Kind.TITLE for line in view.cover),
        text=Markup("").join(html_of(block, sheet) for block in view.blocks),
        notes=[_footnote(note, sheet) for note in view.notes],
        after=after,
        citation=cite_text(view),
        days=[(key, day, view.labels.date(day)) for key, day in _days(view.facts)],
        corrects=plain(version_named(view.facts.corrects, view.labels), view.language) if view.facts.corrects else "",
        metadata=metadata,
        **(_web(view, imprint, after) if permalinks else {}),
    )


def _days(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the days of a version, each with the key of its label."""
    known = (
        ("adopted", facts.adopted),
        ("published", facts.published),
        ("in_force", facts.in_force),
        ("until", facts.until),
    )
    return ((key, day) for key, day in known if day)


def _web(view: View, imprint: Imprint, after: Mapping[str, Markup]) -> dict[str, object]:
    """Return what only the web page needs: style values of the look, the script and what it says."""
    script = fill_template("edition/page.js", imprint.look.templates, after=after)
    citation = cite_provision(view)
    words = {name: view.labels[name] for name in ("cite", "copy_citation", "copy_link", "copied", "not_copied")}
    return {
        "style": style_of(imprint.look),
        "logo": logo_address(imprint.look),
        "seal": told_sealing(imprint.sealing, view.labels),
        "words": json.dumps(words | {"before": citation.before, "after": citation.after}, ensure_ascii=False),
        "script": Markup(script),  # noqa: S704 - our own, or the federation's
        "script_digest": b64encode(sha256(script.encode()).digest()).decode(),
    }


def cover_lines(view: View, sheet: Sheet) -> list[Line]:
    """Return the lines of the cover as HTML."""
    return [_line(line, sheet) for line in view.cover]


def _line(line: CoverLine, sheet: Sheet) -> Line:
    element = line.element
    while (inner := _only_child(element)) is not None:
        element = inner
    html, block = inside_html(element, replace(sheet, permalinks=False))
    return Line(kind=line.kind.value, html=html, block=block, long=len(text_of(element)) > LONG_TITLE)


def _only_child(element: Element) -> Element | None:
    """Return the block that stands alone in a block, so that a title can be a heading of the page."""
    children = [child for child in element.children if not (isinstance(child, str) and not child.strip())]
    only = children[0] if len(children) == 1 else None
    return only if isinstance(only, Element) and only.name in _WRAPPERS and not only.eid else None


_WRAPPERS = frozenset({"p", "longTitle", "block"})


def _footnote(note: Note, sheet: Sheet) -> Footnote:
    html, _ = inside_html(note.element, replace(sheet, ids=False, permalinks=False))
    back = note.eid if sheet.permalinks and note.eid in sheet.targets else ""
    return Footnote(number=note.number, html=html, back=back)
