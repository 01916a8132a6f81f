"""An archive, or one object of it, looked at as a whole: its files, its chain, its signatures, its editions."""

import os
from dataclasses import replace
from pathlib import Path

from codetool.archive.root import WORKSPACE, is_nothing
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.chain import Chain, Link
from codetool.archive.verify.editing import EditionsFound, check_editions
from codetool.archive.verify.parts import parts_in
from codetool.archive.verify.report import Rebuilt, Report, SealingTold, Stage, Subject
from codetool.archive.verify.signatures import SignaturesFound, check_sealing
from codetool.archive.verify.stored import check_store
from codetool.archive.verify.structure import Structure, check_object, check_structure, once
from codetool.archive.verify.times import check_past
from codetool.archive.verify.unfinished import undone
from codetool.findings import Finding, any_error, finding
from codetool.store.recovery import WORKSPACE as STORE_WORKSPACE
from codetool.store.settling import NOTE, awaited


def verify_archive(root: Path, place: str, asked: Asked) -> tuple[Report, tuple[Chain, ...]]:
    """Return what is found of an archive, and the chains of its objects, with which a store can be compared.

    Where a command was interrupted in it, that is told, and it is looked at as it will be when that is undone.
    """
    with undone(root, WORKSPACE) as copy:
        found = _undone_structure(copy, asked) if copy else check_structure(root, watch=asked.watch)
        return _report(found, place, Subject.ARCHIVE, asked), found.chains


def _undone_structure(copy: Path, asked: Asked) -> Structure:
    interrupted = finding("archive-interrupted").in_file(WORKSPACE)
    if is_nothing(copy):  # it was the first sealing: there was no archive before
        return Structure(root=copy, chains=(), findings=(interrupted,), files=0)
    found = check_structure(copy, watch=asked.watch)
    return replace(found, findings=once([*found.findings, interrupted]))


def verify_store(store: Path, place: str, chains: tuple[Chain, ...]) -> Report:
    """Return where a store and an archive do not agree on what was sealed."""
    with undone(store, STORE_WORKSPACE) as copy:
        findings = [*check_store(copy or store, chains, awaited(store))]
    return Report(place=place, subject=Subject.STORE, findings=once([*findings, *interrupted_in(store)]))


def interrupted_in(store: Path) -> tuple[Finding, ...]:
    """Return that a command was interrupted in a store, where it was."""
    left = any(os.path.lexists(store / name) for name in (STORE_WORKSPACE, NOTE))
    return (finding("store-interrupted"),) if left else ()


def verify_object(folder: Path, place: str, asked: Asked) -> Report:
    """Return what is found of one object outside of its archive."""
    return _report(check_object(folder, watch=asked.watch), place, Subject.OBJECT, asked)


def _report(found: Structure, place: str, subject: Subject, asked: Asked) -> Report:
    links = [(chain, link) for chain in found.chains for link in chain.links]
    signed: list[SignaturesFound] = []
    for number, (chain, link) in enumerate(links, start=1):
        signed.append(check_sealing(chain, link, asked))
        asked.watch(Stage.SIGNATURES, number, len(links))
    editions = _editions(links, asked, found)
    told = [one for signatures in signed for one in signatures.findings]
    told += [one for chain in found.chains for one in check_past(chain, asked.at)]
    if subject is Subject.ARCHIVE and not (links or any_error(found.findings)):
        told.append(finding("archive-empty"))
    told += [one for made in editions for one in made.findings]
    return Report(
        place=place,
        subject=subject,
        sealings=tuple(
            told_of(chain.archived.work, link, signatures, made)
            for (chain, link), signatures, made in zip(links, signed, editions, strict=True)
        ),
        signatures=tuple(one for signatures in signed for one in signatures.found),
        findings=once([*found.findings, *told]),
        files=found.files,
    )


def _editions(links: list[tuple[Chain, Link]], asked: Asked, found: Structure) -> list[EditionsFound]:
    if not asked.rebuild:
        return [EditionsFound()] * len(links)
    # Where nothing is at fault, every sealing has a record that can be read.
    parts = [parts_in(chain, link, link.record) for chain, link in links if link.record]
    # What was altered is told at once: to make its editions again would take minutes to say nothing more.
    if any_error(found.findings) or len(parts) != len(links):
        return [EditionsFound(rebuilt=Rebuilt.FAULTS_FIRST)] * len(links)
    return [*check_editions(parts, asked.processes, asked.watch)]


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
