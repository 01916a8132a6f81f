"""Whether a certificate led to a trusted root at a moment: as certvalidator has it, told in a few words."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from codetool.archive.sign.certificates import told_name, weakness
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.trust import Trust

if TYPE_CHECKING:
    from asn1crypto import x509


class Use(Enum):
    """What a certificate is to be good for."""

    SIGN = auto()
    STAMP = auto()


class Outcome(Enum):
    """How a path to a root ended."""

    TRUSTED = auto()
    UNKNOWN = auto()
    """No path to a trusted root."""
    EXPIRED = auto()
    EARLY = auto()
    REVOKED = auto()
    WEAK = auto()
    UNSUITED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a path is judged with, later and without a network: certificates, CRLs and OCSP answers, in DER."""

    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    answers: tuple[bytes, ...] = field(default=(), repr=False)

    def __add__(self, other: "Material") -> "Material":
        """Return both, each part once."""
        pairs = ((getattr(self, each), getattr(other, each)) for each in ("certificates", "crls", "answers"))
        certificates, crls, answers = (tuple(dict.fromkeys((*one, *two))) for one, two in pairs)
        return Material(certificates=certificates, crls=crls, answers=answers)


NO_MATERIAL = Material()


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """What became of a path: `told` is whose certificate ended it, `since` when that one ran out or was revoked."""

    outcome: Outcome
    told: str = ""
    since: datetime | None = None
    compromised: bool = False
    until: datetime | None = None


def find_path(
    chain: tuple[bytes, ...], trust: Trust, *, moment: datetime, use: Use, material: Material = NO_MATERIAL
) -> Path:
    """Return what became of the path from a certificate (the first of `chain`) to a trusted root, as of a moment.

    Nothing is fetched. Where neither the material nor the certificate tells of revocation, none is taken to be; what
    the material tells counts from the day of the revocation on, whenever it was asked for.
    """
    from asn1crypto import x509

    try:
        certificates = [x509.Certificate.load(der) for der in chain]
        for each in certificates:
            if weak := weakness(each):
                return Path(outcome=Outcome.WEAK, told=f"{told_name(each.subject)} ({weak})")
        if not _is_suited(certificates[0], use):
            return Path(outcome=Outcome.UNSUITED, told=told_name(certificates[0].subject))
        return _validated(certificates, trust, moment, material) if trust.roots else Path(outcome=Outcome.UNKNOWN)
    except hostile():
        return Path(outcome=Outcome.UNSUITED)


def _validated(certificates: "list[x509.Certificate]", trust: Trust, moment: datetime, material: Material) -> Path:
    from pyhanko_certvalidator import CertificateValidator, errors

    validator = CertificateValidator(certificates[0], validation_context=_context(certificates, trust, moment, material))
    try:
        path = asyncio.run(validator.async_validate_path())
    except errors.ExpiredError as error:
        return Path(outcome=Outcome.EXPIRED, told=_culprit(error), since=error.expired_dt)
    except errors.NotYetValidError as error:
        return Path(outcome=Outcome.EARLY, told=_culprit(error), since=error.valid_from)
    except errors.RevokedError as error:
        harmless = {"superseded", "cessation_of_operation", "affiliation_changed"}
        compromised = error.reason.native not in harmless
        return Path(outcome=Outcome.REVOKED, told=_culprit(error), since=error.revocation_dt, compromised=compromised)
    except errors.InsufficientRevinfoError:
        return _validated(certificates, trust, moment, NO_MATERIAL)
    except errors.PathBuildingError:
        return Path(outcome=Outcome.UNKNOWN)
    except errors.ValidationError:
        return Path(outcome=Outcome.UNSUITED, told=told_name(certificates[0].subject))
    return Path(outcome=Outcome.TRUSTED, until=min(each.not_valid_after for each in path))


def _context(certificates: "list[x509.Certificate]", trust: Trust, moment: datetime, material: Material) -> Any:  # noqa: ANN401 - certvalidator has no types
    from asn1crypto import crl, ocsp, x509
    from pyhanko_certvalidator import ValidationContext

    others = [x509.Certificate.load(der) for der in material.certificates]
    return ValidationContext(
        trust_roots=list(trust.certificates()),
        other_certs=[*certificates[1:], *others],
        moment=moment,
        crls=[each for each in map(crl.CertificateList.load, material.crls) if _is_recent(_next_list(each), moment)],
        ocsps=[each for each in map(ocsp.OCSPResponse.load, material.answers) if _is_recent(_next_answer(each), moment)],
        allow_fetching=False,
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
        time_tolerance=timedelta(seconds=1),
    )


def _is_recent(ends: datetime | None, moment: datetime) -> bool:
    # What is out of date says nothing, but certvalidator takes it for a fault even where it asks for nothing.
    return ends is None or ends >= moment


def _next_list(found: Any) -> datetime | None:  # noqa: ANN401 - as above
    ends: datetime | None = found["tbs_cert_list"]["next_update"].native
    return ends


def _next_answer(found: Any) -> datetime | None:  # noqa: ANN401 - as above
    responses = found["response_bytes"]["response"].parsed["tbs_response_data"]["responses"]
    return min((each["next_update"].native for each in responses if each["next_update"].native), default=None)


def _culprit(error: Any) -> str:  # noqa: ANN401 - as above
    leaf = error.current_path.leaf
    return told_name(leaf.subject) if leaf is not None else ""


def _is_suited(certificate: "x509.Certificate", use: Use) -> bool:
    """Tell whether a certificate is made for a use: a time stamping authority's for nothing else (RFC 3161, 2.3)."""
    uses = certificate.key_usage_value
    if uses is not None and not uses.native & {"digital_signature", "non_repudiation"}:
        return False
    if use is Use.SIGN:
        return True
    purposes = certificate.extended_key_usage_value
    critical = "extended_key_usage" in certificate.critical_extensions
    return bool(purposes is not None and critical and purposes.native == ["time_stamping"])
