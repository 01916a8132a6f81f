"""What can be proven of a file or a folder outside of an archive: a sealing that was exported, a text, a PDF."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from codetool.akn.parser import SIZE_LIMIT
from codetool.akn.read import read_expression
from codetool.archive.altered import AlteredError
from codetool.archive.inside import CONTENT_LIMIT, read_inside
from codetool.archive.record import LIMIT, RECORD, SealRecord, read_record
from codetool.archive.sign.told import SignatureFound
from codetool.archive.verify.account import Account
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.chain import Link
from codetool.archive.verify.editing import EditionsFound, check_edition_alone, check_editions
from codetool.archive.verify.identity import check_identity
from codetool.archive.verify.parts import Parts
from codetool.archive.verify.promised import carried_recipe, is_pdf, missed_promises, recorded_beside
from codetool.archive.verify.report import Reason, Rebuilt, Report, Subject, Unverifiable
from codetool.archive.verify.roots import digest_of
from codetool.archive.verify.signatures import XADES, Text, check_parts, check_pdf, check_text, faults_of, known_now
from codetool.archive.verify.structure import once
from codetool.archive.verify.times import check_past_recipe, check_past_record
from codetool.archive.verify.tree import walk_tree
from codetool.archive.verify.whole import told_of
from codetool.errors import CodetoolError
from codetool.findings import Finding, any_error, finding
from codetool.store.sealed import Sealed

SIGNATURE_LIMIT = 8 * 1024**2
"""Bytes of a signature beside a text that we read at most."""

_CHANGED = "signature-changed-"
"""What the codes of findings begin with that tell of changes with or after signing."""


def verify_sealing(folder: Path, place: str, asked: Asked) -> Report:
    """Return what is found of a sealing that stands in a folder of its own; nothing says that its record is the one."""
    try:
        content = read_inside(folder, RECORD, LIMIT)
        record = read_record(content)
    except AlteredError as error:
        return Report(place=place, subject=Subject.SEALING, findings=once([error.finding.in_file(RECORD)]))
    expected = {name: one.sha512 for name, one in record.files.items()}
    tree = walk_tree(folder)
    findings = [*Account(root=folder, tree=tree, expected={**expected, RECORD: digest_of(content)}).check()]
    parts = Parts(record=record, read=lambda name: _read_sealed(folder, record, name), place=str)
    signatures = check_parts(parts, asked, known_now(asked))
    findings += [*signatures.findings, *_identity(parts), *check_past_record(record, asked.at)]
    editions = _editions(parts, asked, findings)
    link = Link(version=0, label=record.label, record=record, place=RECORD)
    return Report(
        place=place,
        subject=Subject.SEALING,
        sealings=(told_of(record.work, link, signatures, editions),),
        signatures=signatures.found,
        findings=once([*findings, *editions.findings]),
        files=len(tree.files()),
    )


def _editions(parts: Parts, asked: Asked, findings: list[Finding]) -> EditionsFound:
    if not asked.rebuild:
        return EditionsFound()
    if any_error(findings):
        return EditionsFound(rebuilt=Rebuilt.FAULTS_FIRST)
    return check_editions([parts], asked.processes, asked.watch)[0]


def _read_sealed(folder: Path, record: SealRecord, name: str) -> bytes:
    content = read_inside(folder, name, CONTENT_LIMIT)
    if name not in record.files or digest_of(content) != record.files[name].sha512:
        raise AlteredError(finding("file-changed").in_file(name))
    return content


def _identity(parts: Parts) -> list[Finding]:
    name = f"{parts.record.label}.xml"
    try:
        return [*check_identity(parts.read(name), parts.record, name)]
    except AlteredError:
        return []  # told by the account of files


def verify_text(path: Path, place: str, asked: Asked) -> Report | Unverifiable:
    """Return what is found of a text: by the signature beside it, and by the list of its store where it is in one."""
    try:
        content = read_inside(path.parent, path.name, SIZE_LIMIT)
    except AlteredError:
        return Unverifiable(place=place, reason=Reason.UNREADABLE)
    signatures = tuple(_beside(path, content, asked))
    listed = (asked.lists.of(path.parent) or {}).get(path.name)
    if not signatures and listed is None:
        return Unverifiable(place=place, reason=Reason.UNSEALED if _is_akn(content) else Reason.OTHER)
    findings = [fault for one in signatures for fault in faults_of(one)]
    if listed and listed.sha512 != digest_of(content):
        findings.append(finding("store-changed", label=listed.shown_label, day=listed.day).in_file(path.name))
    return Report(
        place=place, subject=Subject.TEXT, listed=listed.day if listed else "", signatures=signatures,
        findings=once(findings),
    )  # fmt: skip


def lost_text(path: Path, place: str, listed: Sealed | None = None) -> Report:
    """Return what is found of a text that is gone: its signature is still there, or the store lists it as sealed."""
    told = finding("store-absent", label=listed.shown_label, day=listed.day) if listed else finding("text-missing")
    return Report(place=place, subject=Subject.TEXT, findings=once([told.in_file(path.name)]), files=0)


def _is_akn(content: bytes) -> bool:
    try:
        read_expression(content)
    except CodetoolError:
        return False
    return True


def _beside(path: Path, content: bytes, asked: Asked) -> Iterator[SignatureFound]:
    name = path.name + XADES
    if not os.path.lexists(path.parent / name):
        return
    try:
        signature = read_inside(path.parent, name, SIGNATURE_LIMIT)
    except AlteredError:
        signature = b""  # a link or a device: it signs nothing
    yield check_text(Text(name=path.name, content=content), signature, asked, known_now(asked), name)


def verify_pdf(path: Path, place: str, asked: Asked) -> Report | Unverifiable:
    """Return what is found of a PDF: by the signatures in it, and by making it again from what it carries.

    The signature that its page promises has to be in it, whether it is made again or not.
    """
    try:
        content = read_inside(path.parent, path.name, CONTENT_LIMIT)
    except AlteredError:
        return Unverifiable(place=place, reason=Reason.UNREADABLE)
    if not is_pdf(content):
        return Unverifiable(place=place, reason=Reason.NO_PDF)
    signatures = check_pdf(content, asked, known_now(asked), "")
    editions = check_edition_alone(content) if asked.rebuild else EditionsFound(recipe=carried_recipe(content))
    if _is_unreadable_unsigned(content, signatures):
        unreadable = finding("edition-unreadable")
        if not asked.rebuild:
            editions = replace(editions, findings=(unreadable,))
        signatures = () if unreadable in editions.findings else signatures
    missed = (
        *missed_promises(editions.recipe, signatures, recorded_beside(path)),
        *check_past_recipe(editions.recipe, asked.at),
    )
    if not signatures and editions.rebuilt is Rebuilt.NOT_ASKED and not (editions.findings or missed):
        return Unverifiable(place=place, reason=Reason.UNSIGNED)
    faults = [fault for one in signatures for fault in faults_of(one)]
    return Report(
        place=place,
        subject=Subject.PDF,
        signatures=signatures,
        findings=once([*faults, *missed, *editions.findings]),
        editions=_as_it_is_now(editions.rebuilt, faults),
    )


_TRACES = (b"/ByteRange", b"/Sig")
"""What stands in a PDF in which there is a signature (ISO 32000-1, 12.8.1), wherever the rest of it went."""


def _is_unreadable_unsigned(content: bytes, signatures: tuple[SignatureFound, ...]) -> bool:
    """Tell whether a PDF cannot be read, and has no trace of a signature."""
    codes = [fault.code for one in signatures for fault in one.findings]
    return codes == ["signature-unreadable"] and not any(trace in content for trace in _TRACES)


def _as_it_is_now(rebuilt: Rebuilt, faults: list[Finding]) -> Rebuilt:
    """Return what came of making a PDF again; where signing, or what came after it, changed it, it is not the same.

    It is compared as it was before it was signed, but for its words.
    """
    same = rebuilt in {Rebuilt.SAME, Rebuilt.SAME_TEXT}
    return Rebuilt.DIFFERENT if same and any(one.code.startswith(_CHANGED) for one in faults) else rebuilt
