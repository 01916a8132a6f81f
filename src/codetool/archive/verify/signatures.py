"""The signatures of sealings: those that a record promises, each found and judged; what judges them is in `sign/`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from codetool.archive.altered import AlteredError
from codetool.archive.inside import JSON_LIMIT, read_inside
from codetool.archive.inventory import INVENTORY
from codetool.archive.record import RecordedSigner
from codetool.archive.sign.apart_pdf import PdfAsked
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.chain import Chain, Link
from codetool.archive.verify.parts import Parts, parts_in
from codetool.archive.verify.promised import unrecorded
from codetool.archive.verify.report import Origin
from codetool.archive.verify.running_out import Kept, told_as_kept
from codetool.archive.verify.times import check_proven_time
from codetool.archive.verify.tree import joined
from codetool.findings import Finding, Severity, finding

if TYPE_CHECKING:
    from codetool.archive.sign.material import Material
    from codetool.archive.sign.renewal import Sealed
    from codetool.archive.sign.standing import Stands

XADES = ".xades"
"""What the name of a text's signature ends in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesFound:
    """The signatures of one sealing, and what is wrong with them.

    `promised` where its record names a signer, `lost` where that of its inventory is not there.
    """

    found: tuple[SignatureFound, ...] = ()
    findings: tuple[Finding, ...] = ()
    promised: bool = False
    lost: bool = False

    @property
    def origin(self) -> Origin:
        """Return what they prove, taken together."""
        # A stamp of which nobody is trusted adds nothing to a signature, and takes nothing from it.
        standings = {
            one.standing for one in self.found if one.kind is not Kind.STAMP or one.standing is Standing.BROKEN
        }
        broken = Standing.BROKEN in standings or any(one.severity is Severity.ERROR for one in self.findings)
        if not self.promised:
            return Origin.NONE
        if broken or self.lost or not self.found:
            return Origin.BROKEN
        return Origin.PROVEN if standings == {Standing.PROVEN} else Origin.UNTRUSTED

    @property
    def leading(self) -> SignatureFound | None:
        """Return the signature that covers the most: the inventory's, else the text's."""
        order = (Kind.CADES, Kind.XADES, Kind.PADES)
        return min(
            (one for one in self.found if one.kind in order), key=lambda one: order.index(one.kind), default=None
        )


def check_sealing(chain: Chain, link: Link, asked: Asked) -> SignaturesFound:
    """Return what is found of the signatures and renewals of a sealing in an archive."""
    record = link.record
    sealed, large = _sealed(chain, link)
    if record is None or sealed is None:
        return SignaturesFound(findings=large)
    if not (record.signed or sealed.renewals):
        return SignaturesFound(findings=(*large, *unrecorded(parts_in(chain, link, record))))
    stands = _stands(sealed, asked)
    # What the inventory lists was there when the inventory was stamped, and is proven for as long as the inventory is.
    kept = Kept.SEALED if stands.until is None else Kept.PROVEN
    known = Known(at=stands.since, material=stands.material, kept=kept)
    parts = check_parts(parts_in(chain, link, record), asked, known)
    placed = tuple(replace(one, file=joined(chain.archived.place, one.file)) for one in stands.found)
    strays = tuple(one.in_file(joined(chain.archived.place, one.file)) for one in stands.strays)
    return SignaturesFound(
        found=(*placed, *parts.found),
        findings=(
            *large,
            *strays,
            *_faults(placed, record.signed),
            *parts.findings,
            *check_proven_time(link, placed),
        ),
        promised=record.signed is not None,
        lost=record.signed is not None and not sealed.signed,
    )


def _sealed(chain: Chain, link: Link) -> "tuple[Sealed | None, tuple[Finding, ...]]":
    """Return a version's inventory with its signature and renewals, and which of these are too large to be read.

    None where the inventory cannot be read.
    """
    from codetool.archive.sign.renewal import Sealed

    archived, inventory = chain.archived, f"v{link.version}/{INVENTORY}"
    logs = f"logs/v{link.version}"
    files: dict[str, bytes] = {}
    large: list[Finding] = []
    room = 2 * JSON_LIMIT  # for all together, however many there are
    for path in (inventory, *chain.logs_below(logs)):
        try:
            files[path] = read_inside(archived.root, joined(archived.place, path), min(room, JSON_LIMIT))
            room -= len(files[path])
        except AlteredError as error:
            if error.finding.code == "file-large":  # all else is told by the account of files, which reads more
                large.append(error.finding.in_file(joined(archived.place, path)))
    found = Sealed(inventory=inventory, logs=logs, files=files) if inventory in files else None
    return found, tuple(large)


def _stands(sealed: "Sealed", asked: Asked) -> "Stands":
    from codetool.archive.sign.renewal import chains_of
    from codetool.archive.sign.standing import check_sealed

    return check_sealed(sealed, asked.trust, at=asked.at, told=asked.told(chains_of(sealed)))


def check_parts(parts: Parts, asked: Asked, known: "Known") -> SignaturesFound:
    """Return what is found of the signatures of the texts and PDFs of a sealing, by what is known of them."""
    signer = parts.record.signed
    if signer is None:
        return SignaturesFound(findings=tuple(unrecorded(parts)))
    found: list[SignatureFound] = []
    missing: list[Finding] = []
    for name in (*parts.texts(), *parts.pdfs()):
        try:
            signatures = tuple(_of_file(parts, name, asked, known))
        except AlteredError:
            continue  # told by the account of files
        found += signatures
        if not signatures:
            missing.append(finding("signature-missing", signer=signer.subject).in_file(parts.place(name)))
    return SignaturesFound(found=tuple(found), findings=(*missing, *_faults(found, signer)), promised=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Since when files are known to have been there, what is known of revocation, and what else proves them."""

    at: datetime
    material: "Material"
    kept: Kept = Kept.ALONE


def _of_file(parts: Parts, name: str, asked: Asked, known: Known) -> Iterator[SignatureFound]:
    if name in parts.pdfs():
        yield from check_pdf(parts.read(name), asked, known, parts.place(name))
    elif name + XADES in parts.record.files:
        yield check_text(Text(name=name, content=parts.read(name)), parts.read(name + XADES), asked, known,
                         parts.place(name + XADES))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as its signature names it, and its bytes."""

    name: str
    content: bytes


def check_text(text: Text, signature: bytes, asked: Asked, known: Known, file: str) -> SignatureFound:
    """Return what is found of the signature beside a text."""
    from codetool.archive.sign.xml import chains_beside, check_akn_signature

    material = known.material + asked.told(chains_beside(signature))
    found = check_akn_signature(
        text.content, text.name, signature, asked.trust, at=known.at, file=file, material=material
    )
    return told_as_kept(found, known.kept)


def known_now(asked: Asked) -> Known:
    """Return what is known of a file that nothing else tells of: that it is there now."""
    from codetool.archive.sign.material import NO_MATERIAL

    return Known(at=asked.at, material=NO_MATERIAL)


def check_pdf(content: bytes, asked: Asked, known: Known, file: str) -> tuple[SignatureFound, ...]:
    """Return what is found of the signatures inside a PDF."""
    found = asked.pdfs.check(
        PdfAsked(content=content, trust=asked.trust, at=known.at, fetch=asked.fetch, material=known.material)
    )
    return tuple(told_as_kept(replace(one, file=file), known.kept) for one in found)


def _faults(found: Iterable[SignatureFound], signer: RecordedSigner | None) -> Iterator[Finding]:
    """Yield what is wrong with signatures, and those of somebody else, or without a stamp, than the record says."""
    for one in found:
        yield from faults_of(one)
        if signer and one.kind is not Kind.STAMP and one.certificate not in {"", signer.certificate_sha256}:
            yield finding("signature-other-signer", signer=one.signer, wanted=signer.subject).in_file(one.file)
        elif signer and signer.stamps and one.level == "B-B":
            yield finding("stamp-missing", signer=one.signer).in_file(one.file)


def faults_of(one: SignatureFound) -> Iterator[Finding]:
    """Yield what is wrong with a signature, placed in its file."""
    for fault in one.findings:
        yield fault.in_file(one.file)
