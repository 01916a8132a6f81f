"""A time stamp proves a time, until its authority's certificate runs out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, x509
from hypothesis import given, settings
from hypothesis import strategies as st

from codetool.archive.sign import closed
from codetool.archive.sign.closed import NotClosedError
from codetool.archive.sign.tokens import check_token, read_response, read_token, stamp, write_response
from codetool.archive.sign.told import Kind, Standing
from codetool.archive.sign.trust import Trust
from codetool.errors import SigningError
from tests.pki import NOW, OTHERS, OURS, Pki
from tests.unit.archive.sign.beside import INVENTORY, codes, is_noticed, missed, openssl, year


@pytest.fixture(scope="module")
def token(pki: Pki) -> bytes:
    """Return a time stamp over the inventory."""
    return stamp(INVENTORY, pki.stamps(), pki.trust())


def test_it_says_when_and_by_whom(pki: Pki, token: bytes) -> None:
    found = check_token(INVENTORY, token, pki.trust(), at=year(2039), file="a.tsr")
    assert found.good
    assert (found.made, found.until) == (NOW, year(2040, 1) - timedelta(hours=12))
    told = found.told
    assert (told.kind, told.stamped_at, told.stamped_by, told.file) == (
        Kind.STAMP,
        NOW,
        "Essai tsa, Autorité d'essai",
        "a.tsr",
    )
    assert (told.standing, told.findings) == (Standing.PROVEN, ())


def test_openssl_finds_it_good(pki: Pki, token: bytes, tmp_path: Path) -> None:
    (tmp_path / "manifest.txt").write_bytes(INVENTORY)
    (tmp_path / "manifest.txt.tsr").write_bytes(write_response(token))
    line = ["ts", "-verify", "-data", "manifest.txt", "-in", "manifest.txt.tsr", "-CAfile", str(pki.root())]
    line += ["-attime", str(int(NOW.timestamp()))]
    assert "Verification: OK" in openssl(tmp_path, *line).stdout
    (tmp_path / "manifest.txt").write_bytes(INVENTORY + b" ")
    assert openssl(tmp_path, *line).returncode != 0


@dataclass(frozen=True, kw_only=True)
class Case:
    """A stamp that is judged by other bytes, by other roots, or at another time."""

    code: str
    content: bytes = INVENTORY
    ca: str = OURS
    at: datetime = NOW


@pytest.mark.parametrize(
    "case",
    [
        Case(code="stamp-broken", content=INVENTORY + b" "),
        Case(code="stamp-expired", at=year(2041)),
        Case(code="stamp-future", at=NOW - timedelta(minutes=6)),
    ],
    ids=lambda case: case.code,
)
def test_what_is_wrong_is_found(pki: Pki, token: bytes, case: Case) -> None:
    found = check_token(case.content, token, pki.trust(case.ca), at=case.at)
    assert (codes(found.told), found.good, found.told.standing) == ([case.code], False, Standing.BROKEN)


def test_a_stamp_of_another_authority_of_the_same_name_proves_nothing(pki: Pki, token: bytes) -> None:
    found = check_token(INVENTORY, token, pki.trust(OTHERS), at=NOW)
    assert (codes(found.told), found.good, found.told.standing) == (["stamp-other-key"], False, Standing.UNTRUSTED)
    assert not is_noticed(found.told), "a warning"


def test_who_trusts_nobody_cannot_believe_it(token: bytes) -> None:
    found = check_token(INVENTORY, token, Trust(), at=NOW)
    assert (codes(found.told), found.good, found.told.standing) == ([], False, Standing.UNTRUSTED)


def test_an_authority_that_is_not_trusted_is_not_taken(pki: Pki) -> None:
    with pytest.raises(SigningError, match=r"^http://127.*/tsa: .* to another key than the trusted"):
        stamp(INVENTORY, pki.stamps(), pki.trust(OTHERS))
    with pytest.raises(SigningError, match="no time stamp"):
        stamp(INVENTORY, pki.url, pki.trust())
    with pytest.raises(SigningError, match="begins with http"):
        stamp(INVENTORY, "ftp://127.0.0.1/", pki.trust())


def test_each_altered_byte_is_found(pki: Pki, token: bytes) -> None:
    trust = pki.trust()

    def is_found(altered: bytes) -> bool:
        try:
            read = read_response(altered)
        except NotClosedError:
            return True
        return is_noticed(check_token(INVENTORY, read, trust, at=NOW).told)

    assert missed(write_response(token), is_found) == []


def test_a_response_has_one_form(token: bytes) -> None:
    response = write_response(token)
    assert read_response(response) == token
    assert read_response(write_response(b"short")) == b"short"
    for other in (b"", token, response + b"\0", response[:-1], b"\0" + response):
        with pytest.raises(NotClosedError):
            read_response(other)


def test_a_token_is_in_our_form(token: bytes) -> None:
    read = read_token(token)
    assert len(read.signed.certificates) == 1, "the root is left out"
    assert read.covers(INVENTORY)


def test_what_an_authority_sends_along_is_left_out(pki: Pki, token: bytes) -> None:
    message = cms.ContentInfo.load(token)
    signed = message["content"]
    own = signed["certificates"][0].chosen
    root, stranger = (x509.Certificate.load(pki.certificate(label)) for label in ("root", "second"))
    signed["certificates"] = [cms.CertificateChoices("certificate", each) for each in (stranger, root, own)]
    (signer,) = signed["signer_infos"]
    signer["sid"] = cms.SignerIdentifier("subject_key_identifier", own.key_identifier_value)
    signer["version"] = "v3"
    signer["unsigned_attrs"] = [{"type": "signature_time_stamp_token", "values": [cms.ContentInfo.load(token)]}]
    sent = message.dump(force=True)
    with pytest.raises(NotClosedError):
        read_token(sent)
    plain = closed.in_our_form(sent)
    assert len(plain) < len(sent)
    assert closed.read_closed(plain) == replace(read_token(token).signed, token=token)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_told_to_be_no_time_stamp(source: bytes) -> None:
    assert codes(check_token(INVENTORY, source, Trust(), at=NOW).told) == ["stamp-broken"]
    with pytest.raises(NotClosedError):
        read_response(source)
