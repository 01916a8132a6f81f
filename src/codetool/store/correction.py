"""A version that corrects another: it says which one, and what was decided about that one holds for it too.

A correction is not decided anew. Where the corrected text was adopted, its decision, its publication and its entry into
force are the correction's, and what is added is a step of the workflow on the day of the correction.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.importers.build import element
from codetool.importers.cover import is_draft_title
from codetool.importers.meta import ONTOLOGY, shown_words
from codetool.model.correction import CORRECTS, corrected_iri, label_of, variant_order
from codetool.model.expression import Expression
from codetool.model.markup import Element, with_attribute
from codetool.store.adopted_cover import Edit, Told, adopt_cover
from codetool.store.decision import days_of
from codetool.store.files import Source, load_file
from codetool.store.meta_edit import MetaEditor, with_document, with_metas, with_named, without_all
from codetool.store.versions import StoredVersion, source_path, versions_before

_DECIDED = ("publication", "lifecycle", "workflow", "temporalData")
"""The sections that say what was decided, and from when on it holds."""


_STATES = frozenset({"draft", "adoption"})
"""What the dates of an import are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A text as the correction of another, and what a reader should know of how it came to be."""

    expression: Expression
    told: tuple[Told, ...] = ()


def correcting_text(text: Expression, corrected: Expression, day: str) -> Correction:
    """Return a text as the correction, of a day (yyyy-mm-dd), of another one.

    Where both are adopted, its cover says as little of a draft as that of a draft that was adopted.
    """
    named = _renamed(text, "FRBRdate", "name", lambda said: "correction" if said in _STATES else said)
    told: tuple[Told, ...] = ()
    if not text.is_draft:
        named, told = _as_adopted(named, corrected)
    elif corrected.is_draft:
        named = _numbered(named, corrected, f"{shown_words(text.language)['correction'].lower()} {day}")
    editor = MetaEditor(named)
    if not text.is_draft:
        _carry_decision(editor, MetaEditor(corrected))
    _tell_correction(editor, named, corrected.iri, day)
    made = editor.finish()
    contains = text.document.get("contains") if text.is_draft else corrected.document.get("contains")
    attributes = with_attribute(made.document.attributes, "contains", contains)
    return Correction(expression=with_document(made, replace(made.document, attributes=attributes)), told=told)


def _tell_correction(editor: MetaEditor, text: Expression, iri: str, day: str) -> None:
    """Write down which Expression is corrected, and the step by which it is."""
    words = shown_words(text.language)
    editor.refer(element("TLCReference", eId="corrected", href=iri, showAs=words["corrected"], name=CORRECTS))
    event = element("TLCEvent", eId="correction", href=f"{ONTOLOGY}/event/correction", showAs=words["correction"])
    author = next(iter(text.identification.expression.authors), "")
    editor.add_step(
        day,
        author if editor.target(author) else editor.source,
        editor.refer(event),
        role="#author" if editor.target("#author") else "",
    )


def _as_adopted(text: Expression, corrected: Expression) -> tuple[Expression, tuple[Told, ...]]:
    """Return a text whose cover was that of a draft with the cover, and without the number, of an adopted one."""
    title = corrected.printed_title if is_draft_title(text.title) else ""
    covered, told = adopt_cover(text, days_of(corrected).adopted, title)
    number = text.identification.expression.version_number
    if not number or number == text.iri.rpartition("@")[2].partition(".")[2]:
        return covered, told
    document = with_metas(covered.document, lambda meta, _depth: without_all(meta, "FRBRversionNumber"))
    return with_document(covered, document), (*told, Told(edit=Edit.NUMBER, text=number))


def correction_variant(corrected: StoredVersion, versions: Iterable[StoredVersion]) -> str:
    """Return the variant of a correction that has the day of the version that it corrects: the first that is free.

    >>> from pathlib import Path
    >>> first = StoredVersion(work="w", date="2001-06-07", path=Path("a"))
    >>> second = StoredVersion(work="w", date="2001-06-07", variant="correction", path=Path("b"))
    >>> correction_variant(first, [first]), correction_variant(first, [first, second])
    ('correction', 'correction-2')
    >>> correction_variant(second, [first, second])
    'correction-2'
    """
    series = (one for one in versions if (one.work, one.language) == (corrected.work, corrected.language))
    taken = {one.variant for one in series if one.date == corrected.date}
    base = "-".join(part for part in (_CORRECTION.sub("", corrected.variant), "correction") if part)
    wanted = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(one for one in wanted if one not in taken and variant_order(one) > variant_order(corrected.variant))


_CORRECTION = re.compile(r"(?:^|-)correction(?:-[0-9]+)?$")
"""How the variant of a correction ends: a correction of a correction is the next one."""


def same_correction(
    corrected: StoredVersion, iri: str, source: Source, versions: Iterable[StoredVersion]
) -> StoredVersion | None:
    """Return the correction of a version, of its own day, that was made from this very source; None where none was.

    `iri` is that of the corrected version. A correction that is brought in again is thus known again.
    """
    day = (corrected.work, corrected.language, corrected.date)
    made = (one for one in versions if (one.work, one.language, one.date) == day and _is_made_from(one.path, source))
    return next((one for one in made if _corrects(one.path) == iri), None)


def _corrects(version: Path) -> str:
    return corrected_iri(read_expression(load_file(version).content, str(version)))


def _is_made_from(version: Path, source: Source) -> bool:
    kept = source_path(version, source.place)
    return kept.is_file() and load_file(kept).content == source.content


def compared_version(version: StoredVersion, iri: str, versions: Iterable[StoredVersion]) -> StoredVersion | None:
    """Return what a version is compared with: the one that it corrects, else the one before; None for the first one.

    `iri` is that of the version which it says that it corrects. Where the store has none of that name, the version
    before stands in for it.

    >>> days = [
    ...     StoredVersion(work="w", date=f"200{n}-01-01", path=Path(f"w/200{n}-01-01.fra.xml")) for n in (1, 2, 3)
    ... ]
    >>> compared_version(days[2], "/akn/be/act/code/us/2001-01-01/w/fra@2001-01-01", days).label
    '2001-01-01'
    >>> compared_version(days[2], "", days).label
    '2002-01-01'
    """
    known = tuple(versions)
    label = label_of(iri)
    named = (one for one in known if one != version and one.full_label == f"{version.work}/{label}")
    return next(chain(named, reversed(versions_before(version, known))), None)


def earlier_first(text: Expression, earlier: list[Expression]) -> list[Expression]:
    """Return the versions before a text, the one that it corrects last: it is that one that it keeps the wIds of."""
    iri = corrected_iri(text)
    return sorted(earlier, key=lambda one: bool(iri) and one.iri == iri)


def _numbered(text: Expression, corrected: Expression, mark: str) -> Expression:
    """Return a draft under a number of its own, where its cover prints that of the draft that it corrects."""
    number = text.identification.expression.version_number
    if number != corrected.identification.expression.version_number:
        return text
    return _renamed(text, "FRBRversionNumber", "value", lambda said: f"{said}, {mark}" if said == number else said)


def _renamed(text: Expression, name: str, attribute: str, change: Callable[[str], str]) -> Expression:
    """Return a text with an attribute changed of the elements of one name in its metadata, its annexes' too."""

    def renamed(meta: Element, _depth: int) -> Element:
        return with_named(meta, name, attribute, change)

    return with_document(text, with_metas(text.document, renamed))


def _carry_decision(editor: MetaEditor, older: MetaEditor) -> None:
    """Let what was decided about the corrected text hold for this one: the same steps, events and days."""
    first, own = (one.section("references").child("original") for one in (older, editor))
    if first is not None and own is not None:
        editor.readdress(own, first.get("href"))
    for name in _DECIDED:
        editor.drop(name)
        section = older.meta.child(name)
        if section is not None:
            editor.carry(_leaning(section, editor, older))


def _leaning(section: Element, editor: MetaEditor, older: MetaEditor) -> Element:
    """Return a section of the corrected text that points at the entries of this one."""
    attributes = tuple(
        (name, " ".join(_pointers(value, editor, older)) if value.startswith("#") else value)
        for name, value in section.attributes
    )
    children = tuple(
        _leaning(child, editor, older) if isinstance(child, Element) else child for child in section.children
    )
    return replace(section, attributes=attributes, children=children)


def _pointers(value: str, editor: MetaEditor, older: MetaEditor) -> Iterator[str]:
    for pointer in value.split():
        entry = older.target(pointer)
        if entry is None:
            yield pointer
        elif entry.name == "original":
            own = editor.section("references").child("original")
            yield f"#{own.eid}" if own is not None else pointer
        else:
            yield editor.refer(entry)
