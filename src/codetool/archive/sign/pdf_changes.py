"""What was changed in a PDF after it was signed: anything but the evidence and time stamps that keep a signature good."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import HistoricalResolver
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


_OF_CATALOG = {
    "/Pages": Changed.PAGE,
    "/AF": Changed.ATTACHMENT,
    "/Metadata": Changed.METADATA,
}

_KEPT = frozenset({"/DSS", "/AcroForm", "/Extensions"})
"""Parts of the catalog that evidence and time stamps add to; a rule of its own looks at each."""


def is_untouched(pdf: "SignedPdf", embedded: "Embedded") -> bool:
    """Return whether nothing was added after a signature but evidence, time stamps, and signatures that are not seen."""
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel

    source = embedded.source
    source.compute_integrity_info(_policy())
    if source.coverage is None or source.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    result = source.diff_result
    if not isinstance(result, DiffResult):
        return False
    if result.modification_level <= ModificationLevel.LTA_UPDATES:
        return True
    later = {one.source.field_name for one in pdf.signatures if one.end > embedded.end}
    return result.modification_level is ModificationLevel.FORM_FILLING and result.changed_form_fields <= later


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


def _kind(before: Any, after: Any) -> Changed | None:  # noqa: ANN401, PLR0911 - one kind after the other
    if not isinstance(after, dict):
        return Changed.PAGE if before is not None else None  # an array or a number that pages use
    match after.get("/Type"):
        case "/Catalog":
            return _kind_of_catalog(before, after)
        case "/Page" if before is not None and _keys(before, after) <= {"/Annots"}:
            return Changed.ANNOTATION
        case "/Page" | "/Pages" | "/Font" | "/XObject":
            return Changed.PAGE
        case "/Metadata":
            return Changed.METADATA
        case "/EmbeddedFile" | "/Filespec" | "/F":
            return Changed.ATTACHMENT
        case "/Sig" | "/DocTimeStamp" | "/XRef" | "/ObjStm":
            return None
        case "/Annot" if "/FT" not in after:
            return Changed.ANNOTATION
    if "/FT" in after or "/Parent" in after:
        return None if after.get("/FT") == "/Sig" else Changed.FIELD
    if "/Subtype" in after and "/Rect" in after:
        return Changed.ANNOTATION
    if {"/Producer", "/Creator", "/ModDate", "/Title"} & set(after):
        return Changed.METADATA
    return Changed.PAGE if before is not None and hasattr(after, "encoded_data") else None


def _kind_of_catalog(before: Any, after: Any) -> Changed | None:  # noqa: ANN401
    changed = _keys(before, after) - _KEPT if isinstance(before, dict) else set(after)
    kinds = [_OF_CATALOG.get(key, Changed.OTHER) for key in sorted(changed) if key != "/Names"]
    if "/Names" in changed:
        names = after.get("/Names")
        kinds.append(Changed.ATTACHMENT if isinstance(names, dict) and "/EmbeddedFiles" in names else Changed.OTHER)
    return kinds[0] if kinds else None


def _keys(before: Any, after: Any) -> set[str]:  # noqa: ANN401
    if not isinstance(before, dict):
        return set(after)
    return {key for key in {*before, *after} if not _equal(before, after, key)}


def _equal(before: Any, after: Any, key: str) -> bool:  # noqa: ANN401
    if key not in before or key not in after:
        return False
    return bool(before.raw_get(key) == after.raw_get(key))
