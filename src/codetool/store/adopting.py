"""A draft becomes the adopted text: a new Expression of the same Work, its words and its ids to the letter the same.

What changes is what is said about the text: who it is (FRBR), that it is authoritative, when it was adopted, published
and in force, which are three days kept apart, and from which draft it came. Articles are not even opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from codetool.akn.write import lay_out_element
from codetool.errors import RequestError, VersionError
from codetool.importers.build import element
from codetool.importers.cover import is_draft_title
from codetool.importers.meta import ONTOLOGY, shown_words
from codetool.model.expression import Expression
from codetool.model.frbr import parse_date, parse_iri
from codetool.model.markup import Element, Node, with_attribute
from codetool.store.adopted_cover import Edit, Told, adopt_cover
from codetool.store.meta_edit import MetaEditor, with_document, with_metas, without
from codetool.store.remarks import drop_remarks
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """An adopted text, and what a reader should know of how it came to be."""

    expression: Expression
    told: tuple[Told, ...] = ()


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


def adopted_text(draft: Expression, asked: Adoption, before: Expression | None = None) -> Adopted:
    """Return the text that a draft became by a decision; `before` is the text that was adopted last before it.

    Raises RequestError where the draft's title calls it a draft and no other is given, VersionError where its
    identification is not one that another version can be told from.
    """
    own = draft.iri
    moved = _moving(own, _iri(draft, asked))
    covered, told = adopt_cover(draft, asked.adopted, asked.title)
    number = draft.identification.expression.version_number
    if number and number != asked.variant:
        told = (*told, Told(edit=Edit.NUMBER, text=number))

    def decided(meta: Element, depth: int) -> Element:
        return _identified(meta, depth, asked, moved)

    text = with_document(covered, with_metas(covered.document, decided, depth=1))
    editor = MetaEditor(text)
    remarks = drop_remarks(editor, draft)
    _decide(editor, text, asked, own=own, before=before)
    return Adopted(expression=_containing(editor.finish(), before), told=(*told, *remarks))


def _containing(text: Expression, before: Expression | None) -> Expression:
    """Return the text as the first adopted version of its Work, or as one in which changes were worked in (p1)."""
    contains = "singleVersion" if before else "originalVersion"
    attributes = with_attribute(text.document.attributes, "contains", contains)
    return with_document(text, replace(text.document, attributes=attributes))


def completed_text(text: Expression, asked: Adoption) -> Expression:
    """Return an adopted text with the days that are known now: its publication, its entry into force."""
    editor = MetaEditor(text)
    making = next((one for one in text.lifecycle.events if one.date[:10] == asked.adopted), None)
    kind = Kind(making.type) if making else Kind.GENERATION
    source = making.source if making else editor.source
    _set_days(editor, asked, shown_words(text.language), kind, source)
    return editor.finish()


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


def _iri(draft: Expression, asked: Adoption) -> str:
    """Return the IRI of the adopted text (NC 4.6): the draft's, with the day of the adoption as its version."""
    try:
        iri = parse_iri(draft.identification.expression.uri)
    except RequestError as error:
        raise _unknown() from error
    if not iri.language or draft.document.find("meta", "identification", "FRBRExpression") is None:
        raise _unknown()
    version = ".".join(part for part in (asked.adopted, asked.variant) if part)
    return str(replace(iri, version=version, component="", portion="", format=""))


def _unknown() -> VersionError:
    return VersionError(
        "the identification of the draft is not complete, so that no other version can be told from it",
        "See what codetool validate says of it, and correct it first.",
    )


def _moving(own: str, new: str) -> Callable[[str], str]:
    """Return what turns an address in the draft, or of a part of it, into that of the adopted text."""

    def moved(address: str) -> str:
        rest = address.removeprefix(own)
        is_own = address.startswith(own) and (not rest or rest[0] in "/!~#" or rest in {".akn", ".xml"})
        return new + rest if is_own else address

    return moved


# Who it is -----------------------------------------------------------------------------------------------------------


def _identified(meta: Element, depth: int, asked: Adoption, moved: Callable[[str], str]) -> Element:
    """Return the metadata of the text, or of an annex of it, as those of the adopted one; others stay as they are."""
    level = meta.find("identification", "FRBRExpression")
    uri = level.child("FRBRuri") if level else None
    if uri is None or moved(uri.get("value")) == uri.get("value"):
        return meta
    changed = _with_addresses(meta, moved)
    identification = changed.child("identification")
    assert identification is not None  # noqa: S101 - it has the Expression that was looked at above
    children = tuple(
        _decided(child, asked) if isinstance(child, Element) and child.name in _DATED else child
        for child in identification.children
    )
    decided = replace(identification, children=children)
    sections = tuple(decided if child is identification else child for child in changed.children)
    return lay_out_element(replace(changed, children=sections), depth)


_DATED = frozenset({"FRBRWork", "FRBRExpression", "FRBRManifestation"})
_AFTER_AUTHORITY = frozenset({"FRBRmasterExpression", "FRBRlanguage", "FRBRtranslation"})


def _decided(level: Element, asked: Adoption) -> Element:
    """Return a level of the identification of the day of the adoption, the Expression as one that is authoritative.

    The Work keeps its date, and its name unless that says that it is a draft.
    """
    if level.name == "FRBRWork":
        return replace(level, children=tuple(_named(child, asked.title) for child in level.children))
    first = level.child("FRBRdate")
    dated = element("FRBRdate", date=asked.adopted, name="adoption")
    children = tuple(dated if child is first else child for child in level.children)
    level = without(replace(level, children=children), lambda one: one.name == "FRBRdate" and one is not dated)
    if level.name != "FRBRExpression":
        return level
    level = without(level, lambda one: one.name in {"FRBRversionNumber", "FRBRauthoritative"})
    said = [element("FRBRversionNumber", value=asked.variant)] if asked.variant else []
    said.append(element("FRBRauthoritative", value="true"))
    inside = list(level.children)
    at = next(
        (i for i, one in enumerate(inside) if isinstance(one, Element) and one.name in _AFTER_AUTHORITY), len(inside)
    )
    return replace(level, children=(*inside[:at], *said, *inside[at:]))


def _named(node: Node, title: str) -> Node:
    if not (title and isinstance(node, Element) and node.name == "FRBRalias" and is_draft_title(node.get("value"))):
        return node
    return replace(node, attributes=with_attribute(node.attributes, "value", title))


def _with_addresses(one: Element, moved: Callable[[str], str]) -> Element:
    attributes = one.attributes
    for name in ("value", "href", "src"):
        if value := one.get(name):
            attributes = with_attribute(attributes, name, moved(value))
    children = tuple(_with_addresses(child, moved) if isinstance(child, Element) else child for child in one.children)
    return replace(one, attributes=attributes, children=children)


# What happened to it -------------------------------------------------------------------------------------------------


def _decide(editor: MetaEditor, text: Expression, asked: Adoption, *, own: str, before: Expression | None) -> None:
    """Write down the decision: its step, its event, the three days, the draft that it was about."""
    words = shown_words(text.language)
    kind, source = Kind.GENERATION, _original(editor, text.iri, text.title)
    if before is not None:
        kind = Kind.AMENDMENT
        source = editor.refer(element("passiveRef", eId="adopted-draft", href=own, showAs=words["adopted_draft"]))
        _carry_events(editor, before)
    editor.refer(element("TLCReference", eId="from-draft", href=own, showAs=words["adopted_draft"], name=FROM_DRAFT))
    _date_making(editor, asked.adopted, kind, source, before)
    editor.add_step(
        asked.adopted,
        _body(editor, text, asked.body) if asked.body else _author(editor, text),
        editor.refer(_entry("TLCEvent", "adoption", "event/adoption", words["adoption"])),
        editor.refer(_entry("TLCConcept", "adopted", "concept/adopted", words["adopted"])),
        role="" if asked.body or not editor.target("#author") else "#author",
    )
    editor.drop("publication")
    editor.drop_force()
    _set_days(editor, asked, words, kind, source)


def _set_days(editor: MetaEditor, asked: Adoption, words: Mapping[str, str], kind: Kind, source: str) -> None:
    if asked.published:
        editor.set_published(asked.published, words["publication"])
    if asked.in_force:
        editor.set_in_force(asked.in_force, kind.value, source, words["in_force"])


def _original(editor: MetaEditor, iri: str, title: str) -> str:
    """Return the `#id` of the reference to the first adopted Expression, which is made to be this one."""
    known = editor.section("references").child("original")
    if known is None:
        return editor.refer(element("original", eId="original", href=iri, showAs=title))
    editor.readdress(known, iri, title if is_draft_title(known.get("showAs")) else "")
    return f"#{known.eid}"


def _carry_events(editor: MetaEditor, before: Expression) -> None:
    """Take over what happened to the text until now: a lifecycle only grows.

    That an older version came into force is an event of the past, and no longer the beginning of a period.
    """
    older = MetaEditor(before)
    references = older.section("references")
    first = references.child("original")
    own = editor.section("references").child("original")
    if first is not None and own is not None:
        editor.readdress(own, first.get("href"))
    known = _events(editor)
    for event in older.section("lifecycle").elements("eventRef"):
        if (event.get("date")[:10], event.get("type")) in known:
            continue
        entry = older.target(event.get("source"))
        of_other = entry is not None and entry.name != "original"
        source = editor.refer(entry) if of_other and entry else f"#{own.eid}" if own else editor.source
        editor.add_event(event.get("date"), event.get("type"), source)


def _events(editor: MetaEditor) -> set[tuple[str, str]]:
    return {(one.get("date")[:10], one.get("type")) for one in editor.section("lifecycle").elements("eventRef")}


def _date_making(editor: MetaEditor, day: str, kind: Kind, source: str, before: Expression | None) -> None:
    """Let the event by which the draft was made be that by which the text was adopted."""
    older = _events(MetaEditor(before)) if before else set()
    making = (
        event
        for event in editor.section("lifecycle").elements("eventRef")
        if event.get("type") == Kind.GENERATION and (event.get("date")[:10], Kind.GENERATION.value) not in older
    )
    found = next((event for event in making if isinstance(event, Element)), None)
    if found is None:
        editor.add_event(day, kind.value, source)
    else:
        editor.change_event(found, day, kind.value, source)


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
