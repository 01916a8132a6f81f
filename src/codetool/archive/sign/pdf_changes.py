"""What was changed in a PDF after it was signed, but for evidence and time stamps that keep the signature good.

And what was changed together with signing it, in an edition, which is known as it was before.
"""

from enum import StrEnum
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from codetool.archive.sign.pdf_read import revision_before_signing
from codetool.archive.sign.pdf_upkeep import is_signing, is_upkeep
from codetool.archive.statements import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import HistoricalResolver
    from pyhanko.pdf_utils.xref import XRefSectionMetaInfo
    from pyhanko.sign.diff_analysis import StandardDiffPolicy

    from codetool.archive.sign.pdf_read import Embedded, SignedPdf


class Changed(StrEnum):
    """Kinds of change; the codes of findings end so."""

    PAGE = "page"
    ANNOTATION = "annotation"
    ATTACHMENT = "attachment"
    FIELD = "field"
    METADATA = "metadata"
    OTHER = "other"


_OF_CATALOG = {"/Pages": Changed.PAGE, "/AF": Changed.ATTACHMENT, "/Metadata": Changed.METADATA}

_OF_TYPE = {
    "/Page": Changed.PAGE,
    "/Pages": Changed.PAGE,
    "/Font": Changed.PAGE,
    "/XObject": Changed.PAGE,
    "/Metadata": Changed.METADATA,
    "/EmbeddedFile": Changed.ATTACHMENT,
    "/Filespec": Changed.ATTACHMENT,
}

_UPKEEP = frozenset({"/Sig", "/DocTimeStamp", "/XRef", "/ObjStm"})
"""Objects that signatures, time stamps and any update bring along."""

_KEPT = frozenset({"/DSS", "/AcroForm", "/Extensions", "/Version"})
"""Parts of the catalog that evidence and time stamps add to; a rule of its own looks at each."""

_OF_INFORMATION = frozenset({"/Title", "/Author", "/Producer", "/Creator", "/ModDate"})


def is_untouched(pdf: "SignedPdf", embedded: "Embedded") -> bool:
    """Return whether nothing was added after a signature but evidence, time stamps and signatures that do not show."""
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel

    source = embedded.source
    source.compute_integrity_info(skip_diff=True)
    if source.coverage is None or source.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    if _is_kept_up(pdf, embedded):
        return True
    source.compute_integrity_info(_policy())
    result = source.diff_result
    if not isinstance(result, DiffResult):
        return False
    if result.modification_level <= ModificationLevel.LTA_UPDATES:
        return True
    later = [one.source for one in pdf.signatures if one.end > embedded.end]
    unseen = {one.field_name for one in later if _is_unseen(one.sig_field)}
    return result.modification_level is ModificationLevel.FORM_FILLING and result.changed_form_fields <= unseen


def _is_kept_up(pdf: "SignedPdf", embedded: "Embedded") -> bool:
    revisions = range(embedded.source.signed_revision, pdf.reader.xrefs.total_revisions)
    resolvers = [pdf.reader.get_historical_resolver(one) for one in revisions]
    try:
        return all(is_upkeep(old, new) for old, new in pairwise(resolvers))
    except (AttributeError, KeyError, TypeError, ValueError):  # not as such an update is built
        return False


def _is_unseen(field: Any) -> bool:  # noqa: ANN401 - whatever a file says
    # What a signature shows on a page might cover what stands there.
    left, bottom, right, top = field.get("/Rect", (0, 0, 0, 0))
    return "/Kids" not in field and bool(left == right or bottom == top)


def _policy() -> "StandardDiffPolicy":
    # pyHanko's own also lets titles and metadata change, and whatever nothing refers to.
    from pyhanko.sign.diff_analysis import (
        CatalogModificationRule,
        DSSCompareRule,
        FormUpdatingRule,
        ModificationLevel,
        ObjectStreamRule,
        SigFieldCreationRule,
        SigFieldModificationRule,
        StandardDiffPolicy,
        XrefStreamRule,
    )

    level = ModificationLevel.LTA_UPDATES
    rules = [rule().as_qualified(level) for rule in (XrefStreamRule, ObjectStreamRule, DSSCompareRule)]
    return StandardDiffPolicy(
        global_rules=[CatalogModificationRule(_KEPT), *rules],
        form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
        ignore_orphaned_objects=False,
    )


def changes_after(pdf: "SignedPdf", embedded: "Embedded") -> tuple[Changed, ...]:
    """Return the kinds of what was changed in the revisions after a signature, in the order of the kinds."""
    signed = embedded.source.signed_revision
    old = pdf.reader.get_historical_resolver(signed)
    found: set[Changed] = set()
    for revision in range(signed + 1, pdf.reader.xrefs.total_revisions):
        new = pdf.reader.get_historical_resolver(revision)
        found.update(_changes(old, new))
    return tuple(kind for kind in Changed if kind in found) or (Changed.OTHER,)


# --- with signing -----------------------------------------------------------------------------------------------------


def changes_with(pdf: "SignedPdf", content: bytes) -> tuple[Changed, ...]:
    """Return the kinds of what the first signing of an edition changed in it besides, in the order of the kinds.

    Nothing is told of files that are no edition of ours: their signers may sign whatever they wrote.
    """
    before = revision_before_signing(content)
    if not pdf.signatures or not statements_of(before):
        return ()
    signed = pdf.signatures[0].source.signed_revision
    if not _goes_on(pdf, before, signed):
        return (Changed.OTHER,)
    old, new = (pdf.reader.get_historical_resolver(one) for one in (signed - 1, signed))
    try:
        if is_signing(old, new):
            return ()
    except (AttributeError, KeyError, TypeError, ValueError):  # not as such an update is built
        pass
    found = {*_changes(old, new), *([Changed.ANNOTATION] if _shows(pdf, signed) else ())}
    return tuple(kind for kind in Changed if kind in found) or (Changed.OTHER,)


def _goes_on(pdf: "SignedPdf", before: bytes, signed: int) -> bool:
    """Return whether a revision is the one right after those that a file had before, and these are what they were."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    one, other = PdfFileReader(BytesIO(before)).xrefs, pdf.reader.xrefs
    if one.total_revisions != signed or other.hybrid_xrefs_present:
        return False
    return all(
        _place(one.get_xref_container_info(at)) == _place(other.get_xref_container_info(at)) for at in range(signed)
    )


def _place(section: "XRefSectionMetaInfo") -> tuple[object, ...]:
    return section.xref_section_type, section.size, section.start_location, section.end_location


def _shows(pdf: "SignedPdf", revision: int) -> bool:
    fields = [one.source.sig_field for one in pdf.signatures if one.source.signed_revision == revision]
    return not all(map(_is_unseen, fields))


# --- kinds ------------------------------------------------------------------------------------------------------------


def _changes(old: "HistoricalResolver", new: "HistoricalResolver") -> "Iterator[Changed]":
    for reference in new.explicit_refs_in_revision():
        before = None if old.is_ref_unassignable(reference) else old(reference)
        after = new(reference)
        if _same(before, after):
            continue
        kind = _kind(before, after)
        if kind is not None:
            yield kind


def _same(before: Any, after: Any) -> bool:  # noqa: ANN401 - objects of a PDF
    return before is not None and type(before) is type(after) and before == after and _bytes(before) == _bytes(after)


def _bytes(value: Any) -> bytes:  # noqa: ANN401
    return bytes(getattr(value, "encoded_data", b""))


def _kind(before: Any, after: Any) -> Changed | None:  # noqa: ANN401
    if isinstance(after, list):
        return Changed.ANNOTATION if _new_annotations(before or (), after) else None
    if not isinstance(after, dict):
        return None
    kind = after.get("/Type")
    if kind in _UPKEEP:
        return None
    if kind == "/Catalog":
        return _kind_of_catalog(before, after)
    if kind == "/Page" and before is not None and _keys(before, after) == {"/Annots"}:
        old, new = before.get("/Annots", ()), after.get("/Annots", ())
        return Changed.ANNOTATION if len(old) > len(new) or _new_annotations(old, new) else None
    return _OF_TYPE.get(str(kind)) or _kind_untyped(before, after)


def _kind_untyped(before: Any, after: Any) -> Changed | None:  # noqa: ANN401
    if "/FT" in after:
        return None if after["/FT"] == "/Sig" else Changed.FIELD
    if "/Rect" in after:
        return Changed.ANNOTATION
    if _OF_INFORMATION & set(after):
        return Changed.METADATA
    return Changed.PAGE if before is not None and hasattr(after, "encoded_data") else None


def _new_annotations(before: Any, after: Any) -> bool:  # noqa: ANN401
    # Other than those that signatures and time stamps stand in.
    same = list(before)
    new = [one.get_object() for one in after if one not in same]
    return any(isinstance(one, dict) and "/Rect" in one and one.get("/FT") != "/Sig" for one in new)


def _kind_of_catalog(before: Any, after: Any) -> Changed | None:  # noqa: ANN401
    changed = _keys(before or after, after) - _KEPT
    if "/Names" in changed and "/EmbeddedFiles" in (after.get("/Names") or ()):
        return Changed.ATTACHMENT
    return next((_OF_CATALOG.get(key, Changed.OTHER) for key in sorted(changed)), None)


def _keys(before: Any, after: Any) -> set[str]:  # noqa: ANN401
    one, other = ({key: whole.raw_get(key) for key in whole} for whole in (before, after))
    return {key for key in {*one, *other} if one.get(key) != other.get(key)}
