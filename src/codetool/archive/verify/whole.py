"""An archive, or one object of it, looked at as a whole: its files, its chain, its signatures, its editions."""

from dataclasses import dataclass
from pathlib import Path

from codetool.archive.sign.told import SignatureFound
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.chain import Chain, Link
from codetool.archive.verify.editing import EditionsFound, check_editions
from codetool.archive.verify.parts import parts_in
from codetool.archive.verify.report import Report, SealingTold, Stage, Subject
from codetool.archive.verify.signatures import SignaturesFound, check_sealing
from codetool.archive.verify.stored import check_store
from codetool.archive.verify.structure import Structure, check_object, check_structure, once
from codetool.findings import Finding


def verify_archive(root: Path, place: str, asked: Asked) -> tuple[Report, tuple[Chain, ...]]:
    """Return what is found of an archive, and the chains of its objects, with which a store can be compared."""
    found = check_structure(root, watch=asked.watch)
    return _report(found, place, Subject.ARCHIVE, asked), found.chains


def verify_store(store: Path, place: str, chains: tuple[Chain, ...]) -> Report:
    """Return where a store and an archive do not agree on what was sealed."""
    return Report(place=place, subject=Subject.STORE, findings=once([*check_store(store, chains)]))


def verify_object(folder: Path, place: str, asked: Asked) -> Report:
    """Return what is found of one object outside of its archive."""
    return _report(check_object(folder, watch=asked.watch), place, Subject.OBJECT, asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A sealing with what was found of it."""

    told: SealingTold
    signatures: tuple[SignatureFound, ...]
    findings: tuple[Finding, ...]


def _report(found: Structure, place: str, subject: Subject, asked: Asked) -> Report:
    links = [(chain, link) for chain in found.chains for link in chain.links]
    signed: list[SignaturesFound] = []
    for number, (chain, link) in enumerate(links, start=1):
        signed.append(check_sealing(chain, link, asked))
        asked.watch(Stage.SIGNATURES, number, len(links))
    # An archive that was altered is told so at once: its editions would take minutes to say nothing more.
    rebuild = asked.rebuild and not found.findings
    looked: list[_Looked] = []
    for number, ((chain, link), signatures) in enumerate(zip(links, signed, strict=True), start=1):
        looked.append(_look(chain, link, signatures, rebuild=rebuild))
        asked.watch(Stage.EDITIONS, number, len(links))
    return Report(
        place=place,
        subject=subject,
        sealings=tuple(one.told for one in looked),
        signatures=tuple(signature for one in looked for signature in one.signatures),
        findings=once([*found.findings, *(told for one in looked for told in one.findings)]),
        files=found.files,
    )


def _look(chain: Chain, link: Link, signatures: SignaturesFound, *, rebuild: bool) -> _Looked:
    record = link.record
    editions = EditionsFound()
    if record and rebuild:
        editions = check_editions(parts_in(chain, link, record))
    return _Looked(
        told=told_of(chain.archived.work, link, signatures, editions),
        signatures=signatures.found,
        findings=(*signatures.findings, *editions.findings),
    )


def told_of(work: str, link: Link, signatures: SignaturesFound, editions: EditionsFound) -> SealingTold:
    """Return a sealing as it is told."""
    record, leading = link.record, signatures.leading
    return SealingTold(
        work=work,
        slug=record.slug if record else "",
        label=link.label,
        version=link.version,
        sealed=record.sealed if record else None,
        corrects=record.corrects if record else None,
        missing=record.missing if record else (),
        signer=leading.signer if leading else "",
        stamped=leading.stamped_at if leading else None,
        stamped_by=leading.stamped_by if leading else "",
        origin=signatures.origin,
        editions=editions.rebuilt,
    )
