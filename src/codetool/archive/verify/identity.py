"""Whether a sealed text says of itself what its record says of it: the Work, the Expression, the day, the language."""

from collections.abc import Iterator

from codetool.akn.read import read_expression
from codetool.archive.altered import AlteredError
from codetool.archive.record import SealRecord
from codetool.archive.verify.chain import Chain
from codetool.archive.verify.tree import joined
from codetool.errors import CodetoolError, Fact
from codetool.findings import Finding, finding
from codetool.model.correction import corrected_label
from codetool.model.frbr import parse_iri

_TEXT_LIMIT = 64 * 1024**2


def check_identities(chain: Chain) -> Iterator[Finding]:
    """Yield where a text and the record of its sealing do not agree on what the text is."""
    archived = chain.archived
    for link, name, digest in chain.texts():
        if link.record is None or digest not in archived.inventory.manifest:
            continue
        place = joined(archived.place, archived.inventory.manifest[digest][0])
        try:
            content = archived.read_content(digest, _TEXT_LIMIT)
        except AlteredError:
            continue  # told by the account of files
        if name == f"{link.label}.xml":
            yield from check_identity(content, link.record, place, link.place)


def check_identity(content: bytes, record: SealRecord, place: str, recorded: str = "") -> Iterator[Finding]:
    """Yield where a text is not the one that a record says it is; `recorded` is the file of the record."""
    try:
        expression = read_expression(content, place)
    except CodetoolError as error:
        yield finding("text-unreadable", reason=Fact(error)).in_file(place)
        return
    work = expression.identification.work
    told = {
        "FRBRWork": (record.work, work.uri or work.this),
        "FRBRExpression": (record.expression, expression.iri),
    }
    for name, (wanted, found) in told.items():
        if wanted != found:
            yield finding("text-identity", name=name, found=found or "-", wanted=wanted).in_file(place)
    if (corrects := corrected_label(expression)) != (record.corrects or ""):
        yield finding("record-corrects", label=record.corrects or "–", found=corrects or "–").in_file(recorded or place)
    if not _is_labelled(record):
        yield finding("text-label", found=record.expression, label=record.label).in_file(place)


def _is_labelled(record: SealRecord) -> bool:
    """Tell whether the label has the language and the day that the IRI of the Expression has, where it has them."""
    try:
        iri = parse_iri(record.expression)
    except CodetoolError:
        return True  # an IRI of another convention: there is nothing in it to compare
    day, *_, language = record.label.split(".")
    return iri.language in {"", language} and (not iri.version or iri.version.startswith(day))
