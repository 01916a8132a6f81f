"""A PDF is signed after its own bytes, as far as what is there allows, or not at all."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from codetool.archive.sign.check_pdf import check_pdf_signatures
from codetool.archive.sign.keys import Signing, load_key
from codetool.archive.sign.pdf import sign_pdf
from codetool.archive.sign.pdf_read import revision_before_signing
from codetool.archive.sign.places import Pkcs11Place
from codetool.archive.sign.told import Standing
from codetool.archive.sign.trust import Trust
from codetool.errors import SigningError
from tests.pki import NOW, OTHERS, Pki
from tests.small_pdf import METADATA, encrypted_pdf, small_pdf

LEVELS = ("B-B", "B-T", "B-LTA")

Give = Callable[..., bytes]


def refused(content: bytes, signing: Signing, *, at: datetime = NOW) -> str:
    with pytest.raises(SigningError) as caught:
        sign_pdf(content, signing, at=at, place="texte.pdf")
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("label", ["signer", "curve"])
def test_a_signature_stands_after_the_file(signed: Give, level: str, label: str) -> None:
    content = signed(level, label)
    assert content.startswith(small_pdf())
    assert revision_before_signing(content) == small_pdf()
    assert PdfFileReader(BytesIO(content)).root["/Metadata"].data == METADATA, "the metadata stay as they were"


def test_a_signature_states_the_time_given_and_the_reason(pki: Pki) -> None:
    at = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
    content = sign_pdf(small_pdf(), pki.signing(), at=at, reason="Publié par l'assemblée")
    (source,) = PdfFileReader(BytesIO(content)).embedded_signatures
    assert source.self_reported_timestamp == at
    assert source.sig_object["/Reason"] == "Publié par l'assemblée"
    assert f"{datetime.now(tz=UTC):%Y%m%d}".encode() not in content, "no clock of this machine"


@pytest.mark.parametrize("level", LEVELS)
def test_pyhanko_s_own_command_finds_it_valid(signed: Give, pki: Pki, tmp_path: Path, level: str) -> None:
    (tmp_path / "texte.pdf").write_bytes(signed(level))
    command = "adesverify" if level == "B-LTA" else "validate"  # the first looks at the whole chain of evidence
    time = (NOW + timedelta(minutes=1)).isoformat()
    trust = ("--validation-time", time, "--trust-replace", "--trust", str(pki.root()))
    checked = subprocess.run(
        [Path(sys.executable).with_name("pyhanko"), "sign", command, *trust, str(tmp_path / "texte.pdf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "INTACT:TRUSTED" in checked.stdout
    assert ("TIMESTAMP_TOKEN<INTACT:TRUSTED>" in checked.stdout) is (level != "B-B")
    assert ("EXTENDED_WITH_LTA_UPDATES" in checked.stdout) is (level == "B-LTA")


def test_a_card_signs_several_files_in_one_session(pki: Pki, token: Pkcs11Place) -> None:
    for label in ("signer", "curve"):
        with load_key(replace(token, key=label), at=NOW) as key:
            signing = Signing(key=key, stamps=pki.stamps(), trust=pki.trust())
            for _ in range(2):
                found = check_pdf_signatures(sign_pdf(small_pdf(), signing, at=NOW), pki.trust(), at=NOW)
                assert [(one.standing, one.findings) for one in found] == [(Standing.PROVEN, ())] * 2
                assert found[0].certificate == key.fingerprint


@pytest.mark.parametrize(
    ("label", "ca", "stamps", "told"),
    [
        ("revoked", "main", "", "the certificate of Essai revoked, Autorité d'essai was revoked on 2025-01-01."),
        ("revoked", "main", "tsa", "was revoked on 2025-01-01"),
        ("self", "main", "", "leads to no trusted root"),
        ("signer", OTHERS, "", "but to another key than the trusted one"),
        (
            "signer",
            "main",
            "tsa-old",
            "/main/tsa/tsa-old: the certificate of Essai tsa-old, Autorité d'essai ran out on",
        ),
        ("signer", "main", "tsa-revoked", "the certificate of Essai tsa-revoked, Autorité d'essai was revoked on"),
    ],
)
def test_who_cannot_be_believed_does_not_sign(pki: Pki, label: str, ca: str, stamps: str, told: str) -> None:
    key = pki.key(label, ca)
    signing = Signing(key=key, stamps=pki.stamps(stamps) if stamps else "", trust=pki.trust())
    assert told in refused(small_pdf(), signing)


def test_a_signer_that_ran_out_meanwhile_does_not_sign(pki: Pki) -> None:
    assert "ran out on 2036-01-01" in refused(small_pdf(), pki.signing(), at=datetime(2036, 2, 1, tzinfo=UTC))


def test_a_time_stamp_that_cannot_be_had_refuses(pki: Pki) -> None:
    with pki.without("tsa"):
        for trust in (pki.trust(), Trust()):
            told = refused(small_pdf(), replace(pki.signing(stamps="tsa"), trust=trust))
            assert told.startswith(
                f"{pki.stamps()}: the time stamping service gives no time stamp (it answers with HTTP status 503)"
            )
            assert told.endswith("Check its address and the network, and try again.")


@pytest.mark.parametrize(
    ("address", "fact"),
    [
        ("http://127.0.0.1:9/", "gives no time stamp (the connection is refused)"),
        ("http://", "gives no time stamp"),
        ("ftp://127.0.0.1/", "has an address that begins with http:// or https://"),
    ],
)
def test_an_address_that_stamps_nothing_refuses(pki: Pki, address: str, fact: str) -> None:
    assert fact in refused(small_pdf(), replace(pki.signing(stamps="tsa"), stamps=address))


def test_no_password_stands_in_an_address(pki: Pki) -> None:
    told = refused(small_pdf(), replace(pki.signing(stamps="tsa"), stamps="http://nom:secret@127.0.0.1:9/"))
    assert told.startswith("127.0.0.1:9/: the address of a time stamping service may hold no name and no password.")
    assert "secret" not in told


def test_an_answer_without_end_is_cut(pki: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.archive.sign.network.LARGEST_ANSWER", 1000)  # a stamp is some bytes more
    assert "gives no time stamp (its answer is cut off, or larger than any time stamp)" in refused(
        small_pdf(), replace(pki.signing(stamps="tsa"), trust=Trust())
    )


@pytest.mark.parametrize("answer", [b"nonsense", b"\x30\x80", b"\x30\x03\x02\x01\x00", b"\0" * 5000])
def test_a_service_that_answers_nonsense_refuses(pki: Pki, answer: bytes) -> None:
    signing = pki.signing(stamps="tsa")
    with pki.without("tsa", answer=answer):
        assert "the time stamping service gives no time stamp" in refused(small_pdf(), signing)
    with pki.without("ocsp", "crls", answer=answer):
        assert "was revoked cannot be asked" in refused(small_pdf(), signing)


@pytest.mark.parametrize("service", ["ocsp", "crls"])
def test_the_state_of_a_certificate_that_cannot_be_had_refuses_a_long_term_signature(pki: Pki, service: str) -> None:
    services = ("ocsp", "crls") if service == "ocsp" else ("crls",)
    with pki.without(*services):
        assert "was revoked cannot be asked" in refused(small_pdf(), pki.signing(stamps="tsa"))
        content = sign_pdf(small_pdf(), pki.signing(), at=NOW)
    assert check_pdf_signatures(content, pki.trust(), at=NOW)[0].level == "B-B", "the lowest level needs no network"


def test_without_trust_or_time_stamps_nobody_is_asked(pki: Pki) -> None:
    pki.asked.clear()
    sign_pdf(small_pdf(), replace(pki.signing(), trust=Trust()), at=NOW)
    assert pki.asked == []


def test_a_file_that_cannot_be_signed_is_refused(pki: Pki, signed: Give) -> None:
    for content, trouble in (
        (b"", "Illegal PDF header"),
        (b"%PDF-1.7\n", "Could not read malformed PDF file"),
        (small_pdf()[:500], ""),
        (signed("B-B"), "signed already"),
        (encrypted_pdf(), "encrypted"),
    ):
        assert f"texte.pdf: this PDF cannot be signed ({trouble}" in refused(content, pki.signing())
