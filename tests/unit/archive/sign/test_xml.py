"""Texts are signed with the archive's keys, and their signatures judged as those of inventories are."""

import socket
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codetool.archive.sign.asking import Authorities
from codetool.archive.sign.detached import sign_detached
from codetool.archive.sign.told import Kind, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.xml import chains_beside, check_akn_signature, sign_akn
from codetool.errors import SourceError
from tests.pki import NOW, OTHERS, Pki
from tests.sizes import FULL
from tests.unit.archive.sign.beside import (
    INVENTORY,
    NAME,
    TEXT,
    check_proven,
    check_unknown,
    codes,
    is_noticed,
    missed,
    year,
)


@pytest.fixture(scope="module", params=["signer", "curve"])
def signed(pki: Pki, request: pytest.FixtureRequest) -> bytes:
    """Return a signature of the text, with a time stamp: by an RSA key, and by one on a curve."""
    return sign_akn(TEXT, NAME, pki.signing(request.param, stamps="tsa"), at=NOW)


def test_it_says_who_and_when(pki: Pki, signed: bytes) -> None:
    found = check_akn_signature(TEXT, NAME, signed, pki.trust(), at=year(2039), file=f"{NAME}.xades")
    check_proven(found)
    assert (found.kind, found.level, found.file) == (Kind.XADES, "B-LTA", f"{NAME}.xades")
    assert found.signer.startswith("Essai ")
    assert (found.signed_at, found.stamped_at, found.stamped_by) == (NOW, NOW, "Essai tsa, Autorité d'essai")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (TEXT.replace(b"assistant", b"Assistant"), NAME, "signature-content"),
        (TEXT.replace(b'b="2" a="1"', b'a="1" b="2"'), NAME, "signature-layout"),
        (TEXT.replace(b"note", b"Note"), NAME, "signature-layout"),
        (TEXT, "2002-01-01.fra.xml", "signature-other-file"),
        (b"no XML", NAME, "signature-content"),
    ],
)
def test_another_text_is_found(pki: Pki, signed: bytes, content: bytes, name: str, code: str) -> None:
    found = check_akn_signature(content, name, signed, pki.trust(), at=NOW)
    assert (codes(found), found.standing) == ([code], Standing.BROKEN)


def test_another_authority_is_found(pki: Pki, signed: bytes) -> None:
    assert codes(check_akn_signature(TEXT, NAME, signed, pki.trust(OTHERS), at=NOW)) == [
        "signature-other-key",
        "stamp-other-key",
    ]
    found = check_akn_signature(TEXT, NAME, signed, Trust(), at=NOW)
    assert (codes(found), found.standing) == ([], Standing.UNTRUSTED)


def test_without_a_time_stamp_it_ends_with_its_certificate(pki: Pki) -> None:
    signed = sign_akn(TEXT, NAME, pki.signing(), at=NOW)
    check_unknown(check_akn_signature(TEXT, NAME, signed, pki.trust(), at=year(2035)))
    assert codes(check_akn_signature(TEXT, NAME, signed, pki.trust(), at=year(2037))) == ["signature-expired"]


def test_it_ends_with_its_time_stamp_unless_the_inventory_was_renewed(pki: Pki, signed: bytes) -> None:
    assert "stamp-expired" in codes(check_akn_signature(TEXT, NAME, signed, pki.trust(), at=year(2041)))
    check_proven(check_akn_signature(TEXT, NAME, signed, pki.trust(), at=year(2039)))


@pytest.mark.parametrize("stamps", ["", "tsa"])
def test_a_revoked_key_proves_nothing(pki: Pki, stamps: str) -> None:
    careless = replace(pki.signing("revoked", stamps=stamps), trust=Trust())  # who seals with roots is refused
    signed = sign_akn(TEXT, NAME, careless, at=NOW)
    check_unknown(check_akn_signature(TEXT, NAME, signed, pki.trust(), at=NOW))
    told = Authorities().ask(chains_beside(signed), pki.trust())
    found = check_akn_signature(TEXT, NAME, signed, pki.trust(), at=NOW, material=told)
    assert (codes(found), found.standing) == (["signature-revoked"], Standing.BROKEN)


def test_what_is_no_xml_is_not_signed(pki: Pki) -> None:
    with pytest.raises(SourceError, match="this is not XML"):
        sign_akn(b"plain words", NAME, pki.signing(), at=NOW)


def test_checking_asks_nobody(pki: Pki, signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    trust = pki.trust()
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was asked"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    check_proven(check_akn_signature(TEXT, NAME, signed, trust, at=NOW))


def test_altered_bytes_are_found(pki: Pki) -> None:
    signed = sign_akn(TEXT, NAME, pki.signing("curve"), at=NOW)
    trust = pki.trust()
    assert missed(signed, lambda altered: is_noticed(check_akn_signature(TEXT, NAME, altered, trust, at=NOW))) == []


def test_altered_bytes_of_a_stamped_one_are_found(pki: Pki, signed: bytes) -> None:
    trust = pki.trust()

    def is_found(altered: bytes) -> bool:
        return is_noticed(check_akn_signature(TEXT, NAME, altered, trust, at=NOW))

    assert missed(signed, is_found, every=9 if FULL else 41) == []


def test_a_signature_of_another_kind_is_none(pki: Pki) -> None:
    other = sign_detached(INVENTORY, pki.signing(), at=NOW)
    assert codes(check_akn_signature(TEXT, NAME, other, pki.trust(), at=NOW)) == ["signature-form"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_told_to_be_no_signature(source: bytes) -> None:
    found = check_akn_signature(TEXT, NAME, source, Trust(), at=NOW)
    assert (codes(found), found.standing) == (["signature-form"], Standing.BROKEN)
