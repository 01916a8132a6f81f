"""Knows quickly an update that only signs a PDF, or adds evidence and time stamps, as codetool and pyHanko write it.

pyHanko's own analysis answers for every update after a signature, but reads every object of the file. What is not
surely such an update here is left to it; what signs first is judged here alone.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver

_OF_CATALOG = frozenset({"/DSS", "/AcroForm", "/Extensions", "/Version"})
_OF_FORM = frozenset({"/Fields", "/SigFlags"})
_OF_WIDGET = frozenset({"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"})
"""All that the field of a signature or time stamp has: no appearance, no action."""

_STAMP = frozenset({"/DocTimeStamp"})
_ANY = _STAMP | {"/Sig"}


def is_upkeep(old: "HistoricalResolver", new: "HistoricalResolver") -> bool:
    """Return whether a revision surely adds nothing but evidence and time stamps that do not show."""
    return "/AcroForm" in old.root and _only_adds(old, new, _STAMP)


def is_signing(old: "HistoricalResolver", new: "HistoricalResolver") -> bool:
    """Return whether a revision adds nothing but signatures that do not show, evidence and time stamps."""
    return _only_adds(old, new, _ANY)


def _only_adds(old: "HistoricalResolver", new: "HistoricalResolver", kinds: frozenset[str]) -> bool:
    before, after = old.root, new.root
    if new.refs_freed_in_revision() or not _same_trailers(old, new) or "/DSS" in before:
        return False
    form, formed = _form(before), _form(after)
    if not _equal_but(before, after, _OF_CATALOG) or not _equal_but(form, formed, _OF_FORM):
        return False
    added = _added(form, formed, "/Fields")
    if added is None or not all(_is_unseen(old, new, field, kinds) for field in added):
        return False
    pages = {field.get_object().raw_get("/P").reference for field in added}
    if not all(_equal_page(old, new, page, added) for page in pages):
        return False
    return bool(new.explicit_refs_in_revision() <= _explained(old, new, pages, added))


def _form(root: "DictionaryObject") -> "DictionaryObject":
    from pyhanko.pdf_utils.generic import DictionaryObject

    return root["/AcroForm"] if "/AcroForm" in root else DictionaryObject()


def _same_trailers(old: "HistoricalResolver", new: "HistoricalResolver") -> bool:
    one, other = old.trailer_view, new.trailer_view
    return (
        all(one.get(key) == other.get(key) for key in ("/Root", "/Info", "/Encrypt")) and old.root_ref == new.root_ref
    )


def _equal_but(before: "DictionaryObject", after: "DictionaryObject", changeable: frozenset[str]) -> bool:
    keys = ({*before, *after}) - changeable
    return all(key in before and key in after and before.raw_get(key) == after.raw_get(key) for key in keys)


def _added(before: "DictionaryObject", after: "DictionaryObject", key: str) -> list[Any] | None:
    one, other = (list(whole[key]) if key in whole else [] for whole in (before, after))  # also where they stand apart
    return other[len(one) :] if other[: len(one)] == one else None


def _is_unseen(
    old: "HistoricalResolver",
    new: "HistoricalResolver",
    reference: Any,  # noqa: ANN401 - whatever a file says
    kinds: frozenset[str],
) -> bool:
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
        and new(value)["/Type"] in kinds
    )


def _equal_page(old: "HistoricalResolver", new: "HistoricalResolver", page: "Reference", added: list[Any]) -> bool:
    if old.is_ref_unassignable(page):
        return False
    before, after = old(page), new(page)
    if before.get("/Type") != "/Page" or not _equal_but(before, after, frozenset({"/Annots"})):
        return False
    widgets = _added(before, after, "/Annots")
    return widgets is not None and all(one in added for one in widgets)


def _explained(
    old: "HistoricalResolver", new: "HistoricalResolver", pages: "set[Reference]", added: list[Any]
) -> "set[Reference]":
    explained = {old.root_ref, *pages}
    explained |= _kept(old.root, new.root, "/AcroForm")
    explained |= _kept(_form(old.root), _form(new.root), "/Fields")
    for page in pages:
        explained |= _kept(old(page), new(page), "/Annots")
    stream = new.reader.xrefs.get_xref_container_info(new.revision).stream_ref
    fresh = {*new.object_streams_used(), *([stream] if stream is not None else ())}
    fresh |= {*_referred(new.root, "/AcroForm"), *_referred(_form(new.root), "/Fields")}
    fresh |= {one for page in pages for one in _referred(new(page), "/Annots")}
    for field in added:
        fresh |= {field.reference, field.get_object().raw_get("/V").reference}
    if "/DSS" in new.root:
        fresh |= new.collect_dependencies(new.root.raw_get("/DSS"), since_revision=new.revision)
    # What takes the place of an object that was there is none of these, whatever refers to it now.
    return explained | {one for one in fresh if old.is_ref_unassignable(one)}


def _kept(before: "DictionaryObject", after: "DictionaryObject", key: str) -> "set[Reference]":
    return _referred(before, key) & _referred(after, key)


def _referred(whole: "DictionaryObject", key: str) -> "set[Reference]":
    reference = getattr(whole.raw_get(key), "reference", None) if key in whole else None
    return {reference} if reference is not None else set()
