"""Who an edition says has signed it, on its page and in its recipe, against the record and the signatures there are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.archive.altered import AlteredError
from codetool.archive.apart import Limits, Task, run_apart
from codetool.archive.inside import read_inside
from codetool.archive.parcel import Parcel
from codetool.archive.record import LIMIT, RECORD, RecordedSigner, Role, read_record
from codetool.archive.sign.told import Kind, SignatureFound
from codetool.errors import SourceError
from codetool.findings import Finding, finding
from codetool.render.recipe import RECIPE_FILE, Recipe
from codetool.render.recipe_json import read_recipe

if TYPE_CHECKING:
    from codetool.archive.verify.parts import Parts
    from codetool.render.sealing import Sealing

_TRACE_OF_PDF = (b"startxref", b"%%EOF")
_HEAD = 1024
"""Bytes in which a PDF says that it is one (ISO 32000-1, annex H)."""


def is_pdf(content: bytes) -> bool:
    """Tell whether bytes are of a PDF, whole or damaged.

    >>> [is_pdf(content) for content in (b"", b"no PDF", b"%PDF-1.7", bytes(2000) + b"startxref")]
    [False, False, True, True]
    """
    from codetool.archive.sign.pdf_read import has_traces

    return b"%PDF-" in content[:_HEAD] or any(one in content for one in _TRACE_OF_PDF) or has_traces(content)


def carried_recipe(content: bytes) -> Recipe | None:
    """Return the recipe that a PDF carries, None where it carries none that can be read; nothing is made of it."""
    opened = run_apart(Task.OPEN, Parcel(files={"pdf": content}), Limits())
    try:
        return read_recipe(opened.files[RECIPE_FILE])
    except (KeyError, SourceError):
        return None


# --- a file by itself -------------------------------------------------------------------------------------------------


def missed_promises(
    recipe: Recipe | None, found: Sequence[SignatureFound], recorded: RecordedSigner | None = None
) -> Iterator[Finding]:
    """Yield what a PDF promises of its signature and does not hold; nothing, where it promises none.

    It promises a name, which anybody may write into a certificate; `recorded`, of the record beside it, tells which
    certificate it was. Signatures besides the promised one are for whoever checks them to tell.
    """
    sealing = recipe.sealing if recipe else None
    signatures = [one for one in found if one.kind is Kind.PADES]
    if sealing is None or not sealing.is_signed or any(not one.signer for one in signatures):
        return  # what cannot be read has no signer, and is told already
    named = [one for one in signatures if one.signer in _names(sealing)]
    if not signatures:
        yield finding("signature-promised", signer=sealing.signer)
    elif not named:
        others = ", ".join(dict.fromkeys(one.signer for one in signatures))
        yield finding("signature-by-other", signer=others, wanted=sealing.signer)
    elif sealing.stamped and all(one.level == "B-B" for one in named):
        yield finding("stamp-missing", signer=sealing.signer)
    elif recorded and all(one.certificate not in {"", recorded.certificate_sha256} for one in named):
        yield finding("signature-other-signer", signer=named[0].signer, wanted=recorded.subject)


def recorded_beside(path: Path) -> RecordedSigner | None:
    """Return who signs a file as the record in its folder says, None where there is no such record, or nobody does."""
    try:
        record = read_record(read_inside(path.parent, RECORD, LIMIT))
    except AlteredError:
        return None
    return record.signed if path.name in record.files else None


def _names(sealing: "Sealing") -> tuple[str, ...]:
    return sealing.signer, ", ".join(filter(None, (sealing.signer, sealing.organisation)))


# --- a sealing with its record ----------------------------------------------------------------------------------------


def against_record(recipe: Recipe | None, signer: RecordedSigner | None) -> Iterator[Finding]:
    """Yield where an edition names another signer than the record of its sealing; nothing, where it tells of none."""
    sealing = recipe.sealing if recipe else None
    if sealing is None:
        return
    if signer is None:
        if sealing.is_signed:
            yield finding("record-signer-gone", signer=sealing.signer)
    elif not sealing.is_signed:
        yield finding("record-signer-new", signer=signer.subject)
    elif signer.subject not in _names(sealing):
        yield finding("record-signer-other", signer=sealing.signer, found=signer.subject)
    elif sealing.stamped and not signer.stamps:
        yield finding("record-stamps-gone", signer=signer.subject)


def unrecorded(parts: "Parts") -> Iterator[Finding]:
    """Yield the signatures of a sealing whose record says that nobody signs."""
    from codetool.archive.sign.pdf_read import has_traces

    for name, one in sorted(parts.record.files.items()):
        if one.role is Role.SIGNATURE:
            yield finding("signature-unrecorded").in_file(parts.place(name))
    for name in parts.pdfs():
        try:
            if has_traces(parts.read(name)):
                yield finding("signature-unrecorded").in_file(parts.place(name))
        except AlteredError:
            continue  # told by the account of files
