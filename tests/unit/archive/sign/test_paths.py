"""A certificate is judged as of a time, by trusted roots alone."""

from datetime import UTC, datetime

import pytest
from asn1crypto import x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.certificates import chain_of, is_made_to_sign, issued_below, told_name, weakness
from codetool.archive.sign.paths import Evidence, Fault, Judge, Judged, Purpose
from tests.pki import NOW, OTHERS, Pki


def certificate(pki: Pki, label: str, ca: str = "main") -> x509.Certificate:
    return x509.Certificate.load(pki.certificate(label, ca))


def judged(pki: Pki, label: str, at: datetime = NOW, purpose: Purpose = Purpose.SIGNING, ca: str = "main") -> Judged:
    evidence = Evidence(certificates=(certificate(pki, "interm", ca),))
    return finished(Judge(trust=pki.trust()).judge(certificate(pki, label, ca), evidence, purpose, at))


@pytest.mark.parametrize(
    ("label", "year", "purpose", "fault"),
    [
        ("signer", 2026, Purpose.SIGNING, None),
        ("signer", 2023, Purpose.SIGNING, Fault.NOT_YET),
        ("signer", 2037, Purpose.SIGNING, Fault.EXPIRED),
        ("signer", 2026, Purpose.STAMPING, Fault.UNFIT),
        ("encrypts", 2026, Purpose.SIGNING, Fault.UNFIT),
        ("server", 2026, Purpose.SIGNING, Fault.UNFIT),
        ("tsa", 2026, Purpose.SIGNING, Fault.UNFIT),
        ("ocsp", 2026, Purpose.SIGNING, Fault.UNFIT),
        ("interm", 2026, Purpose.SIGNING, Fault.UNFIT),
        ("root", 2026, Purpose.SIGNING, Fault.UNFIT),
        ("mail", 2026, Purpose.SIGNING, None),
        ("weak", 2026, Purpose.SIGNING, Fault.WEAK),
        ("self", 2026, Purpose.SIGNING, Fault.NO_ROOT),
        ("tsa", 2026, Purpose.STAMPING, None),
        ("tsa-old", 2026, Purpose.STAMPING, Fault.EXPIRED),
    ],
)
def test_a_certificate_is_judged_at_a_time(
    pki: Pki, label: str, year: int, purpose: Purpose, fault: Fault | None
) -> None:
    assert judged(pki, label, datetime(year, 6, 1, tzinfo=UTC), purpose).fault is fault


@pytest.mark.parametrize(
    ("purposes", "fits"),
    [
        (None, True),
        ("1.3.6.1.5.5.7.3.4", True),
        ("1.3.6.1.5.5.7.3.2", True),
        ("1.3.6.1.5.5.7.3.36", True),
        ("1.2.840.113583.1.1.5", True),
        ("1.3.6.1.4.1.311.10.3.12", True),
        ("2.5.29.37.0", True),
        ("1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.4", True),
        ("1.3.6.1.5.5.7.3.1", False),
        ("1.3.6.1.5.5.7.3.3", False),
        ("1.3.6.1.5.5.7.3.8", False),
        ("1.3.6.1.5.5.7.3.9", False),
        ("1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.3", False),
        ("1.2.3.4", False),
    ],
)
@pytest.mark.parametrize("authority", [False, True])
def test_a_signer_s_certificate_is_for_documents(purposes: str | None, fits: bool, authority: bool) -> None:  # noqa: FBT001 - cases
    key = ec.generate_private_key(ec.SECP256R1())
    name = pyca.Name([pyca.NameAttribute(NameOID.COMMON_NAME, "Signataire")])
    made = pyca.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
    made = made.add_extension(pyca.BasicConstraints(ca=authority, path_length=None), critical=True).serial_number(1)
    if purposes:
        named = [pyca.ObjectIdentifier(purpose) for purpose in purposes.split()]
        made = made.add_extension(pyca.ExtendedKeyUsage(named), critical=True)
    read = x509.Certificate.load(made.sign(key, SHA256()).public_bytes(Encoding.DER))
    assert is_made_to_sign(read) is (fits and not authority)


def test_another_authority_of_the_same_name_is_not_the_same(pki: Pki) -> None:
    assert judged(pki, "signer", ca=OTHERS).fault is Fault.OTHER_KEY


def test_without_the_links_between_no_root_is_reached(pki: Pki) -> None:
    told = finished(Judge(trust=pki.trust()).judge(certificate(pki, "signer"), Evidence(), Purpose.SIGNING, NOW))
    assert told.fault is Fault.NO_ROOT


def test_only_what_trusted_roots_issued_is_looked_at(pki: Pki) -> None:
    ours = [certificate(pki, label) for label in ("signer", "interm", "tsa")]
    theirs = [certificate(pki, label, OTHERS) for label in ("signer", "interm", "tsa")]
    found = issued_below(pki.trust().certificates(), [*theirs, *ours])
    assert {one.dump() for one in found} == {one.dump() for one in ours}


def test_a_chain_ends_below_the_root(pki: Pki) -> None:
    root, interm, signer = (certificate(pki, label) for label in ("root", "interm", "signer"))
    assert [one.dump() for one in chain_of(signer, [root, interm])] == [interm.dump()]
    assert chain_of(interm, [root]) == chain_of(root, [root]) == chain_of(signer, []) == ()


def test_names_are_told_as_people_read_them() -> None:
    build = x509.Name.build
    assert told_name(build({"common_name": "Cachet", "organization_name": "Cachet"})) == "Cachet"
    assert told_name(build({"organization_name": "Autorité"})) == "Autorité"
    assert told_name(build({"country_name": "BE"})) == "Country: BE"


def test_strong_keys_are_not_weak(pki: Pki) -> None:
    assert [weakness(certificate(pki, label)) for label in ("signer", "curve", "weak")] == ["", "", "RSA 1024"]


def crossed(count: int) -> tuple[x509.Certificate, ...]:
    """Return authorities that all vouch for each other: the chains through them are beyond number."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = [pyca.Name([pyca.NameAttribute(NameOID.COMMON_NAME, f"Autorité {at}")]) for at in range(count)]
    first = pyca.CertificateBuilder().public_key(key.public_key())
    first = first.add_extension(pyca.BasicConstraints(ca=True, path_length=None), critical=True)
    first = first.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
    made = [
        first.subject_name(subject).issuer_name(issuer).serial_number(1 + count * at + other).sign(key, SHA256())
        for at, subject in enumerate(names)
        for other, issuer in enumerate(names)
        if at != other
    ]
    return tuple(x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in made)


def test_chains_beyond_number_are_not_tried(pki: Pki) -> None:
    certificates = crossed(14)
    evidence = Evidence(certificates=(certificate(pki, "interm"), *certificates))
    judge = Judge(trust=pki.trust())
    # To stamp: that an authority signs is refused before its chains are looked at.
    stranger = finished(judge.judge(certificates[0], evidence, Purpose.STAMPING, NOW))
    assert stranger.fault is Fault.NO_ROOT
    ours = finished(judge.judge(certificate(pki, "signer"), evidence, Purpose.SIGNING, NOW))
    assert ours.fault is None
