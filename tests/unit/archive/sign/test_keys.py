"""Keys come from a file or a card; a wrong one is told in one line, and nothing of a secret is."""

import logging
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_public_key
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12, serialize_key_and_certificates

from codetool.archive.sign.keys import Signing, load_key
from codetool.archive.sign.pdf import sign_pdf
from codetool.archive.sign.places import KeyPlace, Pkcs11Place, Pkcs12Place
from codetool.errors import SigningError
from codetool.findings import Severity
from tests.pki import NOW, PASSWORD, PIN, Pki
from tests.small_pdf import small_pdf

MESSAGE = b"ce qui est sign\xc3\xa9"


def refused(place: KeyPlace, *, at: datetime = NOW) -> str:
    with pytest.raises(SigningError) as caught:
        load_key(place, at=at)
    told = "".join(traceback.format_exception(caught.value))
    assert not any(secret in told for secret in (PASSWORD, PIN))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def check_signed(certificate: bytes, signature: bytes) -> None:
    public = load_der_public_key(x509.Certificate.load(certificate).public_key.dump())
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(signature, MESSAGE, padding.PKCS1v15(), SHA256())
    else:
        assert isinstance(public, ec.EllipticCurvePublicKey)
        public.verify(signature, MESSAGE, ec.ECDSA(SHA256()))


@pytest.mark.parametrize("label", ["signer", "curve", "mail"])
def test_a_key_in_a_file_signs(pki: Pki, label: str) -> None:
    with load_key(pki.place(label), at=NOW) as key:
        assert key.subject == f"Essai {label}, Autorité d'essai"
        assert key.certificate == pki.certificate(label)
        assert key.chain == (pki.certificate("interm"),), "the root is left to the reader"
        assert key.findings == ()
        check_signed(key.certificate, key.sign(MESSAGE))


@pytest.mark.parametrize(
    ("label", "at", "fact"),
    [
        ("expired", NOW, "ran out on 2024-01-01"),
        ("signer", datetime(2023, 12, 31, tzinfo=UTC), "is valid from 2024-01-01 only"),
        ("weak", NOW, "is too weak to sign for years to come (RSA 1024)"),
        *((label, NOW, "is not made for signatures") for label in ("encrypts", "server", "tsa", "ocsp", "interm")),
    ],
)
def test_a_certificate_that_may_not_sign_is_refused(pki: Pki, label: str, at: datetime, fact: str) -> None:
    assert fact in refused(pki.place(label), at=at)


def test_a_key_that_ran_out_signs_at_an_earlier_time(pki: Pki) -> None:
    with load_key(pki.place("expired"), at=datetime(2023, 5, 1, tzinfo=UTC)) as key:
        assert key.subject.startswith("Essai expired")


def test_a_wrong_password_is_refused(pki: Pki, tmp_path: Path) -> None:
    wrong = tmp_path / "pass"
    wrong.write_text("not this one\n", encoding="utf-8")
    place = replace(pki.place(), pass_file=wrong)
    assert refused(place).startswith(f"{place.file}: the password does not open this file.")


def test_a_password_that_is_nowhere_named_is_asked_for(pki: Pki) -> None:
    place = replace(pki.place(), pass_file=None)
    assert refused(place) == (
        f"{place.file}: this key file has a password, and no pass file is named. "
        "Write the password into a file of its own, and name that with --passfile."
    )


def test_a_password_ends_with_its_line(pki: Pki, tmp_path: Path) -> None:
    for ending in ("", "\n", "\r\n"):
        secret = tmp_path / "pass"
        secret.write_bytes((PASSWORD + ending).encode())
        secret.chmod(0o600)
        load_key(replace(pki.place(), pass_file=secret), at=NOW).close()
    secret.write_text(PASSWORD + "\n\n", encoding="utf-8")
    assert "on one line, and nothing else" in refused(replace(pki.place(), pass_file=secret))
    secret.write_bytes(b"")
    assert "on one line, and nothing else" in refused(replace(pki.place(), pass_file=secret))


@pytest.mark.parametrize("content", [b"", b"-----BEGIN CERTIFICATE-----\n", b"\x30\x03\x02\x01\x03", b"%PDF-1.7"])
def test_another_file_is_no_key(tmp_path: Path, content: bytes) -> None:
    place = Pkcs12Place(file=tmp_path / "key.p12")
    place.file.write_bytes(content)
    assert refused(place).startswith(f"{place.file}: this is no PKCS#12 file.")


def test_a_file_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    assert refused(Pkcs12Place(file=tmp_path / "none.p12")) == (
        f"{tmp_path / 'none.p12'}: there is no such file. Check the name and the folder."
    )
    assert refused(Pkcs12Place(file=tmp_path)) == f"{tmp_path}: this is a folder. Name a file in it."
    large = tmp_path / "large.p12"
    large.write_bytes(bytes(1024 * 1024 + 1))
    assert "too large for a key" in refused(Pkcs12Place(file=large))


def test_a_file_without_a_key_is_refused(pki: Pki, tmp_path: Path) -> None:
    secret = PASSWORD.encode()
    held = load_pkcs12(pki.place().file.read_bytes(), secret)
    assert held.cert is not None
    place = Pkcs12Place(file=tmp_path / "certificates.p12")
    place.file.write_bytes(serialize_key_and_certificates(None, None, None, [held.cert.certificate], NoEncryption()))
    assert "holds no key with its certificate" in refused(place)


def test_a_pass_file_that_others_may_read_is_told(pki: Pki, tmp_path: Path) -> None:
    secret = tmp_path / "pass"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    secret.chmod(0o644)
    with load_key(replace(pki.place(), pass_file=secret), at=NOW) as key:
        (found,) = key.findings
    assert (found.code, found.severity, found.file) == ("signature-pass-file", Severity.WARNING, str(secret))


def test_no_secret_is_printed_or_logged(pki: Pki, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with load_key(pki.place(), at=NOW) as key:
        key.sign(MESSAGE)
        held = load_pkcs12(pki.place().file.read_bytes(), PASSWORD.encode())
        assert held.key is not None
        private = held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        for told in (repr(key), str(key), caplog.text):
            assert PASSWORD not in told
            assert repr(private)[10:60] not in told


@pytest.mark.parametrize("label", ["signer", "curve"])
def test_a_key_on_a_card_signs(pki: Pki, token: Pkcs11Place, label: str) -> None:
    with load_key(replace(token, key=label), at=NOW) as key:
        assert key.certificate == pki.certificate(label)
        assert key.chain == (pki.certificate("interm"),)
        check_signed(key.certificate, key.sign(MESSAGE))
        check_signed(key.certificate, key.sign(MESSAGE))
    with load_key(replace(token, key=label), at=NOW) as key:
        check_signed(key.certificate, key.sign(MESSAGE))


def test_a_card_that_is_gone_does_not_sign(pki: Pki, token: Pkcs11Place) -> None:
    with load_key(token, at=NOW) as key:
        pass
    with pytest.raises(SigningError, match="the token does not sign"):
        key.sign(MESSAGE)
    with pytest.raises(SigningError, match="the token does not sign"):
        sign_pdf(small_pdf(), Signing(key=key, trust=pki.trust()), at=NOW)


def test_a_card_that_cannot_sign_is_told(token: Pkcs11Place, tmp_path: Path) -> None:
    wrong = tmp_path / "pin"
    wrong.write_text("000000\n", encoding="utf-8")
    assert "the token refuses the PIN" in refused(replace(token, pin_file=wrong))
    assert "there is no token carte" in refused(replace(token, token="carte"))  # noqa: S106 - its label
    assert "there is no certificate sceau on the token" in refused(replace(token, key="sceau"))
    assert "there is no key sceau on the token" in refused(replace(token, key="sceau", certificate="signer"))
    assert "there is no such file" in refused(replace(token, module=tmp_path / "driver.so"))
    driver = tmp_path / "driver.so"
    driver.write_bytes(b"no driver")
    assert "this is no driver of a card" in refused(replace(token, module=driver))


def test_a_card_whose_key_failed_is_free_again(token: Pkcs11Place) -> None:
    for _ in range(20):
        refused(replace(token, key="sceau"))
    with load_key(token, at=NOW) as key:
        assert key.subject.startswith("Essai signer")
