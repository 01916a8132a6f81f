"""The signatures of sealings: those that a record promises, each found and judged; what judges them is in `sign/`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from codetool.archive.altered import AlteredError
from codetool.archive.inside import JSON_LIMIT, read_inside
from codetool.archive.inventory import INVENTORY
from codetool.archive.record import RecordedSigner
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.chain import Chain, Link
from codetool.archive.verify.logs import signature_place
from codetool.archive.verify.parts import Parts, parts_in
from codetool.archive.verify.report import Origin
from codetool.archive.verify.tree import joined
from codetool.findings import Finding, finding

XADES = ".xades"
"""What the name of a text's signature ends in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesFound:
    """The signatures of one sealing, and what is wrong with them; `promised` where its record names a signer."""

    found: tuple[SignatureFound, ...] = ()
    findings: tuple[Finding, ...] = ()
    promised: bool = False

    @property
    def origin(self) -> Origin:
        """Return what they prove, taken together."""
        standings = {one.standing for one in self.found}
        if not self.promised:
            return Origin.NONE
        if self.findings or Standing.BROKEN in standings or not self.found:
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
    """Return what is found of the signatures that the record of a sealing in an archive promises."""
    record = link.record
    if record is None or record.signed is None:
        return SignaturesFound()
    inventory = tuple(_of_inventory(chain, link, asked))
    # What the inventory lists was there when the inventory was stamped.
    known = min((one.stamped_at for one in inventory if one.stamped_at), default=asked.at)
    parts = check_parts(parts_in(chain, link, record), asked.trust, known)
    return SignaturesFound(
        found=(*inventory, *parts.found),
        findings=(*_faults(inventory, record.signed), *parts.findings),
        promised=True,
    )


def _of_inventory(chain: Chain, link: Link, asked: Asked) -> Iterator[SignatureFound]:
    from codetool.archive.sign.detached import check_detached

    archived, place = chain.archived, joined(chain.archived.place, signature_place(link.version))
    try:
        content = read_inside(archived.root, joined(archived.place, f"v{link.version}/{INVENTORY}"), JSON_LIMIT)
        signature = read_inside(archived.root, place, JSON_LIMIT)
    except AlteredError:
        return  # told by the account of files
    yield check_detached(content, signature, asked.trust, at=asked.at, file=place)


def check_parts(parts: Parts, trust: Trust, at: datetime) -> SignaturesFound:
    """Return what is found of the signatures of the texts and PDFs of a sealing; `at` is when they were there."""
    signer = parts.record.signed
    if signer is None:
        return SignaturesFound()
    found: list[SignatureFound] = []
    missing: list[Finding] = []
    for name in (*parts.texts(), *parts.pdfs()):
        try:
            signatures = tuple(_of_file(parts, name, trust, at))
        except AlteredError:
            continue  # told by the account of files
        found += signatures
        if not signatures:
            missing.append(finding("signature-missing", signer=signer.subject).in_file(parts.place(name)))
    return SignaturesFound(found=tuple(found), findings=(*missing, *_faults(found, signer)), promised=True)


def _of_file(parts: Parts, name: str, trust: Trust, at: datetime) -> Iterator[SignatureFound]:
    if name in parts.pdfs():
        yield from check_pdf(parts.read(name), trust, at, parts.place(name))
    elif name + XADES in parts.record.files:
        signature = parts.read(name + XADES)
        yield check_text(parts.read(name), name, signature, trust=trust, at=at, file=parts.place(name + XADES))


def check_text(  # noqa: PLR0913 - a file, its signature, and what it is judged by
    content: bytes, name: str, signature: bytes, *, trust: Trust, at: datetime, file: str
) -> SignatureFound:
    """Return what is found of the signature beside a text."""
    from codetool.archive.sign.xml import check_akn_signature

    return check_akn_signature(content, name, signature, trust, at=at, file=file)


def check_pdf(content: bytes, trust: Trust, at: datetime, file: str) -> tuple[SignatureFound, ...]:
    """Return what is found of the signatures inside a PDF."""
    from codetool.archive.sign.check_pdf import check_pdf_signatures

    return tuple(check_pdf_signatures(content, trust, at=at, file=file))


def _faults(found: Iterable[SignatureFound], signer: RecordedSigner) -> Iterator[Finding]:
    """Yield what is wrong with signatures, and those of somebody else than the record names."""
    for one in found:
        yield from faults_of(one)
        if one.kind is not Kind.STAMP and one.certificate and one.certificate != signer.certificate_sha256:
            yield finding("signature-other-signer", signer=one.signer, wanted=signer.subject).in_file(one.file)


def faults_of(one: SignatureFound) -> Iterator[Finding]:
    """Yield what is wrong with a signature, placed in its file."""
    for fault in one.findings:
        yield fault.in_file(fault.file or one.file)
