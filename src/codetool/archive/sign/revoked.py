"""Whether answers in hand say that a certificate was revoked, also where no authority is trusted.

An answer can be believed against a certificate by less than for it: by the signature of its issuer, whoever trusts that
one; and by the issuer's name, where his certificate is not at hand. Whoever signs wants to know of a doubt.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.certificates import is_self_issued, is_signed_by, told_name
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.material import Material
from codetool.archive.sign.paths import Evidence, Fault, Judge, Judged
from codetool.archive.sign.proof import Chain
from codetool.archive.sign.trust import Trust

if TYPE_CHECKING:
    from asn1crypto import crl, x509


def known_revoked(chain: Chain, material: Material, at: datetime) -> Judged:
    """Return which certificate of a chain was revoked at the time `at`, as some answers say; no fault where none."""
    from asn1crypto import x509

    certificates = [x509.Certificate.load(der) for der in chain]
    evidence = material.evidence()
    for one in certificates:
        issuer = next((each for each in certificates if each is not one and is_signed_by(one, each)), None)
        days = [_listed(one, issuer, each) for each in evidence.crls]
        if issuer is not None and not is_self_issued(one):
            days.append(_answered(one, issuer, evidence, at))
        day = min(filter(None, days), default=None)
        if day is not None and day <= at:
            return Judged(fault=Fault.REVOKED, subject=told_name(one.subject), day=day)
    return Judged()


def _listed(
    certificate: "x509.Certificate", issuer: "x509.Certificate | None", told: "crl.CertificateList"
) -> datetime | None:
    """Return when a certificate was revoked by a list of its issuer."""
    if told.issuer.hashable != certificate.issuer.hashable or (issuer and not _is_of(told, issuer)):
        return None
    for entry in told["tbs_cert_list"]["revoked_certificates"]:
        if entry["user_certificate"].native == certificate.serial_number:
            day: datetime = entry["revocation_date"].native
            return day
    return None


def _is_of(told: "crl.CertificateList", issuer: "x509.Certificate") -> bool:
    from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

    try:
        DefaultSignatureValidator().validate_signature(
            signature=told["signature"].native,
            signed_data=told["tbs_cert_list"].dump(),
            public_key_info=issuer.public_key,
            signature_algorithm=told["signature_algorithm"],
        )
    except hostile():
        return False
    return True


def _answered(
    certificate: "x509.Certificate", issuer: "x509.Certificate", evidence: Evidence, at: datetime
) -> datetime | None:
    """Return when a certificate was revoked by answers about it alone, as if its issuer were trusted."""
    from pyhanko_certvalidator import CertificateValidator, errors

    about = Evidence(ocsps=evidence.ocsps)
    context = Judge(trust=Trust(roots=(issuer.dump(),))).context(about, at, "soft-fail", None)
    try:
        finished(CertificateValidator(certificate, validation_context=context).async_validate_path())
    except errors.RevokedError as error:
        return error.revocation_dt
    except (errors.PathError, errors.ValidationError):  # says nothing of revocation
        return None
    except hostile():
        return None
    return None
