"""What later readers need to judge a certificate without a network: what its authorities say of revocation today."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.network import go_online, revocation
from codetool.archive.sign.paths import Evidence
from codetool.archive.sign.trust import Trust

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from asn1crypto import x509
    from pyhanko_certvalidator.fetchers import Fetchers


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a certificate is judged with, later and without a network: certificates, CRLs and OCSP answers, in DER."""

    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    answers: tuple[bytes, ...] = field(default=(), repr=False)

    def __add__(self, other: "Material") -> "Material":
        """Return both, each part once."""
        return Material(
            certificates=tuple(dict.fromkeys((*self.certificates, *other.certificates))),
            crls=tuple(dict.fromkeys((*self.crls, *other.crls))),
            answers=tuple(dict.fromkeys((*self.answers, *other.answers))),
        )

    def evidence(self) -> Evidence:
        """Return the same, parsed; what is not what it should be is left out, since it can prove nothing."""
        from asn1crypto import crl, ocsp, x509

        return Evidence(
            certificates=_parsed(x509.Certificate, self.certificates, "tbs_certificate"),
            ocsps=_parsed(ocsp.OCSPResponse, self.answers, "response_bytes"),
            crls=_parsed(crl.CertificateList, self.crls, "tbs_cert_list"),
        )


NO_MATERIAL = Material()


def _parsed(kind: Any, ders: tuple[bytes, ...], part: str) -> tuple[Any, ...]:  # noqa: ANN401 - asn1crypto has no types
    found = []
    for der in ders:
        with suppress(*hostile()):
            one = kind.load(der, strict=True)
            list(one[part])  # reads its parts, but not the thousands of entries in a list of revoked certificates
            found.append(one)
    return tuple(found)


def gather(chains: tuple[tuple[bytes, ...], ...], trust: Trust) -> Material:
    """Return the certificates of some chains with what their authorities now say of them, as far as it can be had.

    An authority that cannot be reached is left out: a signature does not wait for it, and `archive renew` asks again.
    """
    from asn1crypto import x509

    ders = tuple(sorted({der for chain in chains for der in chain}))
    certificates = [x509.Certificate.load(der) for der in ders]
    known = {each.subject.hashable: each for each in (*trust.certificates(), *certificates)}

    async def ask(session: "ClientSession") -> Material:
        found = Material(certificates=ders)
        fetchers = revocation(session)
        for each in certificates:
            found += await _asked(fetchers, each, known.get(each.issuer.hashable))
        return found

    if not any(each.ocsp_urls or each.crl_distribution_points for each in certificates):
        return Material(certificates=ders)
    return go_online(ask, place="")


async def _asked(fetchers: "Fetchers", certificate: "x509.Certificate", issuer: "x509.Certificate | None") -> Material:
    """Return what can be had of one certificate: the answer about it alone, or else the list that it would be on."""
    from pyhanko_certvalidator.authority import AuthorityWithCert
    from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError

    silent: tuple[type[Exception], ...] = (
        CRLFetchError,
        OCSPFetchError,
        OSError,
        *hostile(),
    )  # a time limit is an OSError
    if issuer is not None and certificate.ocsp_urls:
        with suppress(*silent):
            answer = await fetchers.ocsp_fetcher.fetch(certificate, AuthorityWithCert(issuer))
            return Material(answers=(answer.dump(),))
    if certificate.crl_distribution_points:
        with suppress(*silent):
            lists = await fetchers.crl_fetcher.fetch(certificate)
            return Material(crls=tuple(sorted(each.dump() for each in lists)))
    return Material()
