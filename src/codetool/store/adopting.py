"""A draft becomes the adopted text: a new Expression of the same Work, its words and its ids to the letter the same.

What changes is what is said about the text: who it is (FRBR), that it is authoritative, when it was adopted, published
and in force, which are three days kept apart, and from which draft it came. Articles are not even opened.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from codetool.akn.write import lay_out_element
from codetool.errors import RequestError, VersionError
from codetool.importers.build import element
from codetool.importers.cover import is_draft_title
from codetool.importers.meta import shown_words
from codetool.model.expression import Expression
from codetool.model.frbr import parse_iri
from codetool.model.markup import Element, Node, with_attribute
from codetool.store.adopted_cover import Edit, Told, adopt_cover
from codetool.store.decision import Adoption, Kind, decide, revises, set_days
from codetool.store.meta_edit import MetaEditor, with_document, with_metas, without
from codetool.store.remarks import drop_remarks


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """An adopted text, and what a reader should know of how it came to be."""

    expression: Expression
    told: tuple[Told, ...] = ()


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
    decide(editor, draft, text, asked, before)
    first = before is None and not revises(draft)
    return Adopted(expression=_containing(editor.finish(), first=first), told=(*told, *remarks))


def _containing(text: Expression, *, first: bool) -> Expression:
    """Return the text as the first adopted version of its Work, or as one in which changes were worked in (p1)."""
    contains = "originalVersion" if first else "singleVersion"
    attributes = with_attribute(text.document.attributes, "contains", contains)
    return with_document(text, replace(text.document, attributes=attributes))


def completed_text(text: Expression, asked: Adoption) -> Expression:
    """Return an adopted text with the days that are known now: its publication, its entry into force."""
    editor = MetaEditor(text)
    making = next((one for one in text.lifecycle.events if one.date[:10] == asked.adopted), None)
    kind = Kind.AMENDMENT if making and making.type == Kind.AMENDMENT else Kind.GENERATION
    source = making.source if making else editor.source
    set_days(editor, asked, shown_words(text.language), kind, source)
    return editor.finish()


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
    if not (title and isinstance(node, Element) and node.name == "FRBRalias"):
        return node
    if node.get("name") != "title" and not is_draft_title(node.get("value")):
        return node
    return replace(node, attributes=with_attribute(node.attributes, "value", title))


def _with_addresses(one: Element, moved: Callable[[str], str]) -> Element:
    attributes = one.attributes
    for name in ("value", "href", "src"):
        if value := one.get(name):
            attributes = with_attribute(attributes, name, moved(value))
    children = tuple(_with_addresses(child, moved) if isinstance(child, Element) else child for child in one.children)
    return replace(one, attributes=attributes, children=children)
