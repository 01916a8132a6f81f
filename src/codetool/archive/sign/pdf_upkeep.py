"""Knows quickly an update that only adds evidence and time stamps to a PDF, as codetool and pyHanko write it.

pyHanko's own analysis answers for every update, but reads every object of the file. What is not surely such an update
here is left to it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver

_OF_CATALOG = frozenset({"/DSS", "/AcroForm", "/Extensions", "/Version"})
_OF_FORM = frozenset({"/Fields", "/SigFlags"})
_OF_WIDGET = frozenset({"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"})
"""All that the field of a time stamp has: no appearance, no action."""


def is_upkeep(old: "HistoricalResolver", new: "HistoricalResolver") -> bool:
    """Return whether a revision surely adds nothing but evidence and time stamps that do not show."""
    before, after = old.root, new.root
    if new.refs_freed_in_revision() or not _same_trailers(old, new) or "/DSS" in before or "/AcroForm" not in before:
        return False
    if not _equal_but(before, after, _OF_CATALOG) or not _equal_but(before["/AcroForm"], after["/AcroForm"], _OF_FORM):
        return False
    added = _added(before["/AcroForm"].get("/Fields", ()), after["/AcroForm"].get("/Fields", ()))
    if added is None or not all(_is_stamp(old, new, field) for field in added):
        return False
    pages = {field.get_object().raw_get("/P").reference for field in added}
    if not all(_equal_page(old, new, page, added) for page in pages):
        return False
    return bool(new.explicit_refs_in_revision() <= _explained(old, new, pages, added))


def _same_trailers(old: "HistoricalResolver", new: "HistoricalResolver") -> bool:
    one, other = old.trailer_view, new.trailer_view
    return (
        all(one.get(key) == other.get(key) for key in ("/Root", "/Info", "/Encrypt")) and old.root_ref == new.root_ref
    )


def _equal_but(before: "DictionaryObject", after: "DictionaryObject", changeable: frozenset[str]) -> bool:
    keys = ({*before, *after}) - changeable
    return all(key in before and key in after and before.raw_get(key) == after.raw_get(key) for key in keys)


def _added(before: Any, after: Any) -> list[Any] | None:  # noqa: ANN401 - arrays of a PDF
    one, other = list(before), list(after)
    return other[len(one) :] if other[: len(one)] == one else None


def _is_stamp(old: "HistoricalResolver", new: "HistoricalResolver", reference: Any) -> bool:  # noqa: ANN401
    field = new(reference.reference)
    value = field.raw_get("/V").reference
    left, bottom, right, top = field["/Rect"]
    return (
        old.is_ref_unassignable(reference.reference)
        and old.is_ref_unassignable(value)
        and set(field) <= _OF_WIDGET
        and field["/FT"] == "/Sig"
        and left == right
        and bottom == top
        and new(value)["/Type"] == "/DocTimeStamp"
    )


def _equal_page(old: "HistoricalResolver", new: "HistoricalResolver", page: "Reference", added: list[Any]) -> bool:
    if old.is_ref_unassignable(page):
        return False
    before, after = old(page), new(page)
    if before.get("/Type") != "/Page" or not _equal_but(before, after, frozenset({"/Annots"})):
        return False
    widgets = _added(before.get("/Annots", ()), after.get("/Annots", ()))
    return widgets is not None and all(one in added for one in widgets)


def _explained(
    old: "HistoricalResolver", new: "HistoricalResolver", pages: "set[Reference]", added: list[Any]
) -> "set[Reference]":
    explained = {old.root_ref, *pages}
    explained |= _kept(old.root, new.root, "/AcroForm")
    explained |= _kept(old.root["/AcroForm"], new.root["/AcroForm"], "/Fields")
    for page in pages:
        explained |= _kept(old(page), new(page), "/Annots")
    stream = new.reader.xrefs.get_xref_container_info(new.revision).stream_ref
    fresh = {*new.object_streams_used(), *([stream] if stream is not None else ())}
    for field in added:
        fresh |= {field.reference, field.get_object().raw_get("/V").reference}
    if "/DSS" in new.root:
        fresh |= new.collect_dependencies(new.root.raw_get("/DSS"), since_revision=new.revision)
    # What takes the place of an object that was there is none of these, whatever refers to it now.
    return explained | {one for one in fresh if old.is_ref_unassignable(one)}


def _kept(before: "DictionaryObject", after: "DictionaryObject", key: str) -> "set[Reference]":
    if key not in before or key not in after or before.raw_get(key) != after.raw_get(key):
        return set()
    reference = getattr(after.raw_get(key), "reference", None)
    return {reference} if reference is not None else set()
