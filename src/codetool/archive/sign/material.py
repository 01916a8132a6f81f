"""What later readers need to judge a certificate without a network: what its authorities say of revocation today."""

from typing import TYPE_CHECKING

from codetool.archive.sign.network import go_online, revocation
from codetool.archive.sign.chains import Material
from codetool.archive.sign.trust import Trust

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from asn1crypto import x509
    from pyhanko_certvalidator.fetchers import Fetchers


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


async def _asked(
    fetchers: "Fetchers", certificate: "x509.Certificate", issuer: "x509.Certificate | None"
) -> Material:
    """Return what can be had of one certificate: the answer about it alone, or else the list that it would be on."""
    from pyhanko_certvalidator.authority import AuthorityWithCert
    from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError

    if issuer is not None and certificate.ocsp_urls:
        try:
            answer = await fetchers.ocsp_fetcher.fetch(certificate, AuthorityWithCert(issuer))
            return Material(answers=(answer.dump(),))
        except OCSPFetchError:
            pass
    if certificate.crl_distribution_points:
        try:
            lists = await fetchers.crl_fetcher.fetch(certificate)
            return Material(crls=tuple(sorted(each.dump() for each in lists)))
        except CRLFetchError:
            pass
    return Material()
