"""A decision, written down in the metadata of the text that it made: who took it when, and what follows from it.

Adoption, publication and entry into force are three days, kept apart: a step of the workflow with an outcome, a
`publication`, an interval over events of the lifecycle.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from codetool.errors import RequestError
from codetool.importers.build import element
from codetool.importers.cover import is_draft_title
from codetool.importers.meta import ONTOLOGY, shown_words
from codetool.model.expression import Expression
from codetool.model.frbr import parse_date
from codetool.model.markup import Element
from codetool.store.meta_edit import MetaEditor
from codetool.store.start import slug_of


class Kind(StrEnum):
    """What an event of a lifecycle is (Part 1, eventRef): the text was made, changed, or ended."""

    GENERATION = "generation"
    AMENDMENT = "amendment"
    REPEAL = "repeal"


FROM_DRAFT = "draft"
"""The `name` of the reference to the draft that was adopted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What was decided: the three days (yyyy-mm-dd; the last two may be empty), by which body, under which title.

    `variant` sets the adopted text apart from another one of the same day.
    """

    adopted: str
    published: str = ""
    in_force: str = ""
    body: str = ""
    title: str = ""
    variant: str = ""


def check_adoption(asked: Adoption, drafted: str) -> None:
    """Raise RequestError for days that cannot be, or not after one another; `drafted` is the day of the draft."""
    for day in filter(None, (asked.adopted, asked.published, asked.in_force)):
        parse_date(day)
    if asked.adopted < drafted:
        raise RequestError(
            "adopted on {adopted}, before the draft of {drafted} was there",
            "Correct --adopted, or name the draft that was adopted.",
            adopted=asked.adopted, drafted=drafted,
        )  # fmt: skip
    if asked.published and asked.published < asked.adopted:
        raise RequestError(
            "published on {published}, before the adoption on {adopted}",
            "Correct --adopted or --published.",
            published=asked.published, adopted=asked.adopted,
        )  # fmt: skip


def days_of(text: Expression) -> Adoption:
    """Return the three days that an adopted text tells; those that it does not are empty.

    The day of the adoption is that of the last step of its workflow that has an outcome.
    """
    publication = text.document.find("meta", "publication")
    return Adoption(
        adopted=max((step.date[:10] for step in text.lifecycle.steps if step.outcome), default=""),
        published=publication.get("date")[:10] if publication else "",
        in_force=text.lifecycle.in_force_from()[:10],
    )


def decide(editor: MetaEditor, draft: Expression, text: Expression, asked: Adoption, before: Expression | None) -> None:
    """Write down a decision in the metadata of the adopted text: its step, its event, its days, the draft it was about.

    `before` is the text that was adopted last before it, None where the store has none.
    """
    words = shown_words(text.language)
    revision = before is not None or revises(draft)
    if revision:
        kind = Kind.AMENDMENT
        source = editor.refer(element("passiveRef", eId="adopted-draft", href=draft.iri, showAs=words["adopted_draft"]))
    else:
        kind, source = Kind.GENERATION, _original(editor, text.iri, text.title)
    known = _carry_events(editor, before) if before else frozenset()
    editor.refer(
        element("TLCReference", eId="from-draft", href=draft.iri, showAs=words["adopted_draft"], name=FROM_DRAFT)
    )
    made = draft.identification.expression.date[:10] if revision else ""
    _date_making(editor, asked.adopted, kind, source, _making(editor, made, known))
    editor.add_step(
        asked.adopted,
        _body(editor, text, asked.body) if asked.body else _author(editor, text),
        editor.refer(_entry("TLCEvent", "adoption", "event/adoption", words["adoption"])),
        editor.refer(_entry("TLCConcept", "adopted", "concept/adopted", words["adopted"])),
        role="" if asked.body or not editor.target("#author") else "#author",
    )
    editor.drop("publication")
    editor.drop_force()
    set_days(editor, asked, words, kind, source)


def revises(draft: Expression) -> bool:
    """Tell whether a draft says itself that it is one of a change: that its first version is older, and another."""
    references = draft.document.find("meta", "references")
    original = references.child("original") if references else None
    days = [event.date[:10] for event in draft.lifecycle.events if event.type == Kind.GENERATION]
    older = bool(days) and min(days) < draft.identification.expression.date[:10]
    return older and original is not None and original.get("href") != draft.iri


def set_days(editor: MetaEditor, asked: Adoption, words: Mapping[str, str], kind: Kind, source: str) -> None:
    """Write down the days of publication and of entry into force that are known; its event has that source."""
    if asked.published:
        editor.set_published(asked.published, words["publication"])
    if asked.in_force:
        editor.set_in_force(asked.in_force, kind.value, source, words["in_force"])


def _original(editor: MetaEditor, iri: str, title: str) -> str:
    """Return the `#id` of the reference to the first adopted Expression, which is the one that is given."""
    known = editor.section("references").child("original")
    if known is None:
        return editor.refer(element("original", eId="original", href=iri, showAs=title))
    editor.readdress(known, iri, title if is_draft_title(known.get("showAs")) else "")
    return f"#{known.eid}"


def _carry_events(editor: MetaEditor, before: Expression) -> frozenset[tuple[str, str]]:
    """Take over what happened to the text until now, and return that: a lifecycle only grows.

    That an older version came into force is an event of the past, and no longer the beginning of a period.
    """
    older = MetaEditor(before)
    first = older.section("references").child("original")
    origin = _original(editor, first.get("href") if first else before.iri, before.title)
    known = _events(editor)
    for event in older.section("lifecycle").elements("eventRef"):
        if (event.get("date")[:10], event.get("type")) not in known:
            entry = older.target(event.get("source"))
            of_other = entry is not None and entry.name != "original"
            editor.add_event(
                event.get("date"), event.get("type"), editor.refer(entry) if of_other and entry else origin
            )
    return _events(older)


def _events(editor: MetaEditor) -> frozenset[tuple[str, str]]:
    lifecycle = editor.section("lifecycle")
    return frozenset((one.get("date")[:10], one.get("type")) for one in lifecycle.elements("eventRef"))


def _making(editor: MetaEditor, made: str, known: frozenset[tuple[str, str]]) -> Element | None:
    """Return the event by which the draft was made: on a day where one is given, never one of an older version."""
    generation = Kind.GENERATION.value
    events = (one for one in editor.section("lifecycle").elements("eventRef") if one.get("type") == generation)
    own = (one for one in events if (one.get("date")[:10], generation) not in known and one.get("date")[:10] >= made)
    return next((one for one in own if isinstance(one, Element)), None)


def _date_making(editor: MetaEditor, day: str, kind: Kind, source: str, making: Element | None) -> None:
    """Let the event by which the draft was made be that by which the text was adopted."""
    if making is None:
        editor.add_event(day, kind.value, source)
    else:
        editor.change_event(making, day, kind.value, source)


def _author(editor: MetaEditor, text: Expression) -> str:
    author = next(iter(text.identification.expression.authors), "")
    return author if editor.target(author) else editor.source


def _body(editor: MetaEditor, text: Expression, name: str) -> str:
    """Return the `#id` of the body that took the decision."""
    country = text.identification.work.country
    path = "/".join(part for part in ("organization", country, slug_of(name) or "body") if part)
    return editor.refer(_entry("TLCOrganization", "adopting-body", path, name))


def _entry(name: str, eid: str, path: str, shown: str) -> Element:
    return element(name, eId=eid, href=f"{ONTOLOGY}/{path}", showAs=shown)
