"""Whether a certificate leads to a trusted root, was valid at a time, and had not been revoked then."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from codetool.archive.sign.certificates import (
    chain_of,
    is_made_to_sign,
    is_self_issued,
    issued_below,
    told_name,
    weakness,
)
from codetool.archive.sign.trust import Trust

if TYPE_CHECKING:
    from asn1crypto import crl, ocsp, x509
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.fetchers import Fetchers

TOLERANCE = timedelta(minutes=5)
"""By how much the clocks of an authority and of this machine may differ."""


class Fault(Enum):
    """Why a certificate proves nothing."""

    NO_ROOT = auto()
    """No trusted root is at the end of its chain."""
    OTHER_KEY = auto()
    """A trusted root has the name of the one that it leads to, but another key; or a link of it does not hold."""
    EXPIRED = auto()
    NOT_YET = auto()
    REVOKED = auto()
    WEAK = auto()
    UNFIT = auto()
    """It is not made for this purpose."""


class Purpose(Enum):
    """What a certificate is used for."""

    SIGNING = auto()
    STAMPING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a signature or a file carries for its own proof: certificates, and what authorities told of revoked ones."""

    certificates: "tuple[x509.Certificate, ...]" = ()
    ocsps: "tuple[ocsp.OCSPResponse, ...]" = ()
    crls: "tuple[crl.CertificateList, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is to be said of a certificate at a time.

    `known` says whether evidence shows that nothing in its chain was revoked; `subject` and `day` belong to the fault.
    `compromised` says of what was revoked that its key was, or may have been, in other hands.
    """

    fault: Fault | None = None
    known: bool = False
    subject: str = ""
    day: datetime | None = None
    weak: str = ""
    compromised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Judges certificates by one set of trusted roots, with or without asking authorities over the network."""

    trust: Trust
    fetchers: "Fetchers | None" = field(default=None, repr=False)

    async def judge(
        self, certificate: "x509.Certificate", evidence: Evidence, purpose: Purpose, at: datetime
    ) -> Judged:
        """Return what is to be said of a certificate that was used at the time `at`."""
        from pyhanko_certvalidator import errors

        if fault := fault_of_its_own(certificate, purpose):
            return fault
        carried = evidence.certificates
        evidence = replace(evidence, certificates=issued_below(self.trust.certificates(), carried))
        fetchers = self.fetchers
        if fetchers is not None and not await self._leads_to_root(certificate, evidence, at):
            fetchers = None
        bare = replace(evidence, ocsps=(), crls=())
        tries = ((evidence, "hard-fail", fetchers), (evidence, "soft-fail", fetchers), (bare, "soft-fail", None))
        for shown, mode, asked in tries:
            try:
                await _validate(certificate, self.context(shown, at, mode, asked), purpose)
            except (
                errors.InsufficientRevinfoError,
                OSError,
                ValueError,
            ):  # the last two of the network and its answers
                continue
            except (errors.PathError, errors.ValidationError) as error:
                return self._judged(error, certificate, carried)
            return Judged(known=True) if mode == "hard-fail" else await self._by_old(certificate, evidence, purpose, at)
        return Judged()

    async def _by_old(
        self, certificate: "x509.Certificate", evidence: Evidence, purpose: Purpose, at: datetime
    ) -> Judged:
        # Evidence that is too old to show that a certificate is good may still show that it is not.
        from pyhanko_certvalidator import errors

        told = [crl["tbs_cert_list"]["this_update"].native for crl in evidence.crls]
        told += [one.response_data["produced_at"].native for one in evidence.ocsps if one.response_data]
        if told:
            try:
                await _validate(certificate, self.context(evidence, max(told), "hard-fail", None), purpose)
            except errors.RevokedError as error:
                return Judged() if error.revocation_dt > at else self._judged(error, certificate, ())
            except (errors.PathError, errors.ValidationError):
                pass
        return Judged()

    async def _leads_to_root(self, certificate: "x509.Certificate", evidence: Evidence, at: datetime) -> bool:
        # Addresses stand in certificates: nobody is asked before it is known whose they are.
        from pyhanko_certvalidator import errors

        try:
            await _validate(certificate, self.context(evidence, at, "soft-fail", None), Purpose.SIGNING)
        except (errors.PathError, errors.ValidationError):
            return False
        return True

    def context(self, evidence: Evidence, at: datetime, mode: str, fetchers: "Fetchers | None") -> "ValidationContext":
        """Return the same question in pyHanko's terms."""
        from pyhanko_certvalidator import ValidationContext

        return ValidationContext(
            trust_roots=list(self.trust.certificates()),
            other_certs=evidence.certificates,
            moment=at,
            ocsps=[one for one in evidence.ocsps if _is_recent(_next_answer(one), at)],
            crls=[one for one in evidence.crls if _is_recent(_next_list(one), at)],
            revocation_mode=mode,
            retroactive_revinfo=True,  # what is told later of an earlier time holds for it
            time_tolerance=TOLERANCE,
            allow_fetching=fetchers is not None,
            fetchers=fetchers,
        )

    def _judged(
        self, error: Exception, certificate: "x509.Certificate", carried: "tuple[x509.Certificate, ...]"
    ) -> Judged:
        from pyhanko_certvalidator import errors

        subject = _subject_of(error, certificate)
        match error:
            case errors.RevokedError():
                compromised = error.reason.native not in _HARMLESS
                return Judged(fault=Fault.REVOKED, subject=subject, day=error.revocation_dt, compromised=compromised)
            case errors.ExpiredError():
                return Judged(fault=Fault.EXPIRED, subject=subject, day=error.expired_dt)
            case errors.NotYetValidError():
                return Judged(fault=Fault.NOT_YET, subject=subject, day=error.valid_from)
            case errors.DisallowedAlgorithmError():
                weak = next(filter(None, map(weakness, carried)), "MD5, SHA-1")
                return Judged(fault=Fault.WEAK, subject=subject, weak=weak)
            case errors.InvalidCertificateError() if not is_self_issued(certificate):
                return Judged(fault=Fault.UNFIT, subject=subject)
            case _:
                return Judged(fault=self._missing(certificate, carried))

    def _missing(self, certificate: "x509.Certificate", carried: "tuple[x509.Certificate, ...]") -> Fault:
        last = (certificate, *chain_of(certificate, carried))[-1]
        roots = {root.subject.hashable for root in self.trust.certificates()}
        return Fault.OTHER_KEY if last.issuer.hashable in roots else Fault.NO_ROOT


_HARMLESS = frozenset({"affiliation_changed", "cessation_of_operation", "superseded"})
"""Reasons of a revocation that do not spoil what was done before it (RFC 3161, 4, item 1)."""


def _is_recent(ends: datetime | None, at: datetime) -> bool:
    # What is out of date says nothing; but certvalidator stops at it, before it looks at the rest of the chain.
    return ends is None or ends + TOLERANCE >= at


def _next_list(one: "crl.CertificateList") -> datetime | None:
    ends: datetime | None = one["tbs_cert_list"]["next_update"].native
    return ends


def _next_answer(one: "ocsp.OCSPResponse") -> datetime | None:
    if one["response_status"].native != "successful":
        return None
    told = one["response_bytes"]["response"].parsed["tbs_response_data"]["responses"]
    return min((each["next_update"].native for each in told if each["next_update"].native), default=None)


def fault_of_its_own(certificate: "x509.Certificate", purpose: Purpose) -> Judged | None:
    """Return why a certificate proves nothing, whoever issued it: it is weak, or not made to sign; None where it may.

    That it is made to stamp, its own check says.
    """
    if weak := weakness(certificate):
        return Judged(fault=Fault.WEAK, subject=told_name(certificate.subject), weak=weak)
    if purpose is Purpose.SIGNING and not is_made_to_sign(certificate):
        return Judged(fault=Fault.UNFIT, subject=told_name(certificate.subject))
    return None


async def _validate(certificate: "x509.Certificate", context: "ValidationContext", purpose: Purpose) -> None:
    from pyhanko_certvalidator import CertificateValidator

    purposes = {"time_stamping"} if purpose is Purpose.STAMPING else None
    await CertificateValidator(certificate, validation_context=context).async_validate_usage(set(), purposes)


def _subject_of(error: Exception, certificate: "x509.Certificate") -> str:
    # Of the certificate of a chain that is at fault, where the error says which.
    path = getattr(error, "current_path", None)
    last = getattr(path, "last", None) if path is not None else None
    return told_name((last if last is not None and hasattr(last, "subject") else certificate).subject)


def expects_revocation(certificate: "x509.Certificate") -> bool:
    """Return whether a certificate says where its issuer tells of revoked ones."""
    return not is_self_issued(certificate) and bool(certificate.ocsp_urls or certificate.crl_distribution_points)
