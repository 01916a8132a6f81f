"""Signatures of an inventory beside it: OpenSSL finds them good, and nothing in them can be altered unseen."""

import os
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, x509
from hypothesis import given, settings
from hypothesis import strategies as st

import codetool
from codetool.archive.sign import closed, detached, keys
from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.detached import check_detached, refuse_other_clock, sign_detached
from codetool.archive.sign.keys import Signing, load_key
from codetool.archive.sign.material import NO_MATERIAL, Material, gather
from codetool.archive.sign.places import Pkcs11Place
from codetool.archive.sign.revoked import known_revoked
from codetool.archive.sign.told import Kind, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.xml import check_akn_signature, sign_akn
from codetool.errors import SigningError
from tests.pki import NOW, OTHERS, Pki, serve_pki
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
    openssl,
    year,
)


@pytest.fixture(scope="module")
def signed(pki: Pki) -> bytes:
    """Return a signature of the inventory, with a time stamp."""
    return sign_detached(INVENTORY, pki.signing(stamps="tsa"), at=NOW)


@pytest.fixture(scope="module")
def unstamped(pki: Pki) -> bytes:
    """Return one without, made with a key on a curve."""
    return sign_detached(INVENTORY, pki.signing("curve"), at=NOW)


def test_it_says_who_and_when(pki: Pki, signed: bytes) -> None:
    found = check_detached(INVENTORY, signed, pki.trust(), at=year(2030), file="inventory.json.p7s")
    check_proven(found)
    assert found.findings == (), "revocation is known from what the signature carries"
    assert (found.kind, found.level, found.file) == (Kind.CADES, "B-T", "inventory.json.p7s")
    assert found.signer == "Essai signer, Autorité d'essai"
    assert found.certificate == pki.key().fingerprint
    assert (found.signed_at, found.stamped_at) == (NOW, NOW)
    assert found.stamped_by == "Essai tsa, Autorité d'essai"


def test_without_a_time_stamp_it_says_so(pki: Pki, unstamped: bytes) -> None:
    found = check_detached(INVENTORY, unstamped, pki.trust(), at=year(2030))
    check_unknown(found)
    assert [each.code for each in found.findings] == ["signature-revocation-unknown", "signature-unstamped"]
    assert (found.level, found.stamped_at, found.stamped_by) == ("B-B", None, "")


@pytest.mark.parametrize("label", ["signer", "curve"])
def test_openssl_finds_it_good(pki: Pki, tmp_path: Path, label: str) -> None:
    (tmp_path / "inventory.json").write_bytes(INVENTORY)
    (tmp_path / "inventory.json.p7s").write_bytes(sign_detached(INVENTORY, pki.signing(label, stamps="tsa"), at=NOW))
    line = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "inventory.json.p7s", "-content", "inventory.json"]
    line += ["-CAfile", str(pki.root()), "-purpose", "any", "-out", "told", "-attime", str(int(NOW.timestamp()))]
    assert "CMS Verification successful" in openssl(tmp_path, *line).stderr
    assert (tmp_path / "told").read_bytes() == INVENTORY
    assert openssl(tmp_path, *line, "-cades").returncode == 0
    (tmp_path / "inventory.json").write_bytes(INVENTORY.replace(b"v1", b"v2"))
    assert openssl(tmp_path, *line).returncode != 0


def test_pyhanko_finds_it_good(pki: Pki, signed: bytes) -> None:

    from pyhanko.sign.validation import async_validate_detached_cms  # noqa: PLC0415 - slow to load
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    content = cms.ContentInfo.load(signed)["content"]
    contexts = [
        ValidationContext(trust_roots=list(pki.trust().certificates()), moment=NOW, allow_fetching=False)
        for _ in range(2)
    ]
    status = finished(
        async_validate_detached_cms(
            INVENTORY, content, signer_validation_context=contexts[0], ts_validation_context=contexts[1]
        )
    )
    assert status.bottom_line
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.timestamp == NOW


def test_what_was_signed_is_told_apart_from_the_signature(pki: Pki, signed: bytes) -> None:
    other = check_detached(INVENTORY + b" ", signed, pki.trust(), at=NOW)
    assert (codes(other), other.standing) == (["signature-content"], Standing.BROKEN)
    (told,) = other.findings
    assert told.message == "the file is not the one that Essai signer, Autorité d'essai signed"
    assert codes(check_detached(b"", signed, pki.trust(), at=NOW)) == ["signature-content"]


def test_who_trusts_nobody_learns_that_it_is_intact(signed: bytes) -> None:
    found = check_detached(INVENTORY, signed, Trust(), at=NOW)
    assert (found.standing, [each.code for each in found.findings]) == (Standing.UNTRUSTED, ["signature-unproven"])


def test_a_signer_of_the_same_name_and_another_key_is_found(pki: Pki, signed: bytes) -> None:
    found = check_detached(INVENTORY, signed, pki.trust(OTHERS), at=NOW)
    assert (codes(found), found.standing) == (["signature-other-key", "stamp-other-key"], Standing.UNTRUSTED)
    assert not is_noticed(found), "warnings"


def test_a_signer_who_signs_himself_is_unknown(pki: Pki) -> None:
    signature = sign_detached(INVENTORY, replace(pki.signing("self"), trust=Trust()), at=NOW)
    found = check_detached(INVENTORY, signature, pki.trust(), at=NOW)
    assert (codes(found), found.standing) == (["signature-untrusted"], Standing.UNTRUSTED)
    assert not is_noticed(found), "a warning"


@pytest.mark.parametrize("label", ["encrypts", "server", "tsa", "ocsp", "interm"])
def test_a_signer_whose_certificate_is_for_something_else_is_none(
    pki: Pki, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    monkeypatch.setattr(keys, "check_signer", lambda *_: None)
    signing = replace(pki.signing(label), trust=Trust())
    with pytest.raises(SigningError, match=r"is not made for this\. Ask its issuer for a new one"):
        sign_detached(INVENTORY, signing, at=NOW)
    monkeypatch.setattr(detached, "refuse_signer", lambda *_: None)
    beside, text = sign_detached(INVENTORY, signing, at=NOW), sign_akn(TEXT, NAME, signing, at=NOW)
    for trust in (pki.trust(), Trust()):
        for found in (
            check_detached(INVENTORY, beside, trust, at=NOW),
            check_akn_signature(TEXT, NAME, text, trust, at=NOW),
        ):
            assert codes(found) == ["signature-purpose"]
            assert found.standing is Standing.BROKEN


def test_a_certificate_that_ran_out_needs_a_time_stamp(pki: Pki, signed: bytes, unstamped: bytes) -> None:
    check_proven(check_detached(INVENTORY, signed, pki.trust(), at=year(2038)))
    found = check_detached(INVENTORY, unstamped, pki.trust(), at=year(2038))
    assert (codes(found), found.standing) == (["signature-expired"], Standing.BROKEN)
    assert "2036-01-01" in found.findings[0].message


def test_a_time_stamp_runs_out_too(pki: Pki, signed: bytes) -> None:
    found = check_detached(INVENTORY, signed, pki.trust(), at=year(2041))
    assert codes(found) == ["signature-expired", "stamp-expired"]
    check_proven(check_detached(INVENTORY, signed, pki.trust(), at=year(2039)))


def test_a_signature_older_than_its_certificate_is_found(pki: Pki, unstamped: bytes) -> None:
    found = check_detached(INVENTORY, unstamped, pki.trust(), at=year(2023))
    assert codes(found) == ["signature-early", "signature-time"]


@pytest.mark.parametrize(
    ("early", "told"), [(timedelta(days=1), []), (timedelta(days=365), ["signature-proven-since"])]
)
def test_a_signature_that_says_that_it_is_older_than_its_stamp_is_told(
    pki: Pki, early: timedelta, told: list[str]
) -> None:
    signature = sign_detached(INVENTORY, pki.signing(stamps="tsa"), at=NOW - early)
    found = check_detached(INVENTORY, signature, pki.trust(), at=year(2030))
    assert (codes(found), found.standing, is_noticed(found)) == (told, Standing.PROVEN, False), "a warning"
    text = sign_akn(TEXT, NAME, pki.signing(stamps="tsa"), at=NOW - early)
    assert codes(check_akn_signature(TEXT, NAME, text, pki.trust(), at=year(2030))) == told


def test_what_was_not_stamped_when_it_was_signed_is_of_the_day_that_it_says(pki: Pki, unstamped: bytes) -> None:
    assert "signature-proven-since" not in codes(check_detached(INVENTORY, unstamped, pki.trust(), at=year(2035)))


def test_a_stamp_of_another_day_than_this_machines_is_refused(signed: bytes) -> None:
    refuse_other_clock(signed, NOW - timedelta(days=1), place="tsa")
    for at in (NOW - timedelta(days=2), NOW + timedelta(days=2)):
        with pytest.raises(SigningError, match=r"^tsa: this machine says that it is 2026-0.*Set the clock right"):
            refuse_other_clock(signed, at, place="tsa")


def test_a_time_stamp_in_the_future_is_found(pki: Pki, signed: bytes) -> None:
    found = check_detached(INVENTORY, signed, pki.trust(), at=NOW - timedelta(minutes=6))
    assert codes(found) == ["stamp-future", "signature-time"]
    check_proven(check_detached(INVENTORY, signed, pki.trust(), at=NOW - timedelta(minutes=4)))


def test_a_revoked_key_does_not_sign(pki: Pki) -> None:
    with pytest.raises(SigningError, match="was revoked on 2025-01-01"):
        sign_detached(INVENTORY, pki.signing("revoked"), at=NOW)


@pytest.mark.parametrize("stamps", ["", "tsa"])
def test_a_revoked_key_does_not_sign_where_nobody_is_trusted(pki: Pki, stamps: str) -> None:
    signing = replace(pki.signing("revoked", stamps=stamps), trust=Trust())
    fact = "the certificate of Essai revoked, Autorité d'essai was revoked on 2025-01-01"
    with pytest.raises(SigningError, match=fact):
        sign_detached(INVENTORY, signing, at=NOW)
    with pki.without("ocsp"), pytest.raises(SigningError, match=fact):
        sign_detached(INVENTORY, signing, at=NOW)
    alone = replace(signing, key=replace(signing.key, chain=()))
    with pytest.raises(SigningError, match=fact):
        sign_detached(INVENTORY, alone, at=NOW)


def test_what_another_key_tells_of_revocation_is_not_believed(pki: Pki) -> None:
    key = pki.key("revoked")
    chain = (key.certificate, *key.chain)
    with pki.without("ocsp"):
        told = gather((chain,), Trust())
    assert known_revoked(chain, told, NOW).day == datetime(2025, 1, 1, tzinfo=UTC)
    assert known_revoked(chain, told, year(2024)).fault is None
    assert known_revoked(chain, NO_MATERIAL, NOW).fault is None
    assert known_revoked(chain, Material(answers=(b"x",), crls=(b"x",)), NOW).fault is None
    forged = tuple(der[:-1] + bytes([der[-1] ^ 1]) for der in told.crls)
    assert known_revoked(chain, Material(crls=forged), NOW).fault is None


def test_a_revoked_authority_does_not_stamp_where_nobody_is_trusted(pki: Pki) -> None:
    signing = replace(pki.signing(stamps="tsa-revoked"), trust=Trust())
    with pytest.raises(SigningError, match=r"tsa-revoked: the certificate of Essai tsa-revoked, .* was revoked on"):
        sign_detached(INVENTORY, signing, at=NOW)


def test_a_signature_by_a_revoked_key_is_found(pki: Pki) -> None:
    signing = pki.signing("revoked", stamps="tsa")
    with pki.without("ocsp", "crls"):
        signature = sign_detached(INVENTORY, replace(signing, trust=Trust()), at=NOW)
    told = gather(((signing.key.certificate, *signing.key.chain),), Trust())
    found = check_detached(INVENTORY, signature, pki.trust(), at=NOW, material=told)
    assert (codes(found), found.standing) == (["signature-revoked"], Standing.BROKEN)


@pytest.mark.parametrize(
    ("stamps", "fact"), [("tsa-old", "ran out on 2025-01-01"), ("tsa-revoked", "was revoked on 2025-01-01")]
)
def test_an_authority_that_cannot_be_believed_is_refused(pki: Pki, stamps: str, fact: str) -> None:
    signing = pki.signing(stamps=stamps)
    with pytest.raises(SigningError, match=rf"^http.*/{stamps}: the certificate of Essai {stamps}, .* {fact}"):
        sign_detached(INVENTORY, signing, at=NOW)


def test_a_signer_whom_nobody_vouches_for_is_refused(pki: Pki) -> None:
    with pytest.raises(SigningError, match="leads to no trusted root"):
        sign_detached(INVENTORY, pki.signing("self"), at=NOW)


@pytest.mark.parametrize("label", ["signer", "curve"])
def test_a_key_on_a_card_signs(pki: Pki, token: Pkcs11Place, label: str) -> None:
    with load_key(replace(token, key=label), at=NOW) as key:
        signature = sign_detached(INVENTORY, Signing(key=key, trust=pki.trust()), at=NOW)
        text = sign_akn(TEXT, NAME, Signing(key=key, trust=pki.trust()), at=NOW)
    check_proven(check_detached(INVENTORY, signature, pki.trust(), at=NOW))
    check_unknown(check_akn_signature(TEXT, NAME, text, pki.trust(), at=NOW))


def test_an_authority_that_does_not_answer_is_not_waited_for(tmp_path: Path) -> None:
    with serve_pki(tmp_path) as gone:
        signing = gone.signing()
        asked = sign_detached(INVENTORY, signing, at=NOW)
    signature = sign_detached(INVENTORY, signing, at=NOW)
    assert len(signature) < len(asked)
    check_unknown(check_detached(INVENTORY, signature, signing.trust, at=NOW))


def test_no_time_stamp_no_signature(pki: Pki) -> None:
    with pytest.raises(SigningError, match="gives no time stamp"):
        sign_detached(INVENTORY, pki.signing(stamps="none"), at=NOW)


def test_checking_asks_nobody(pki: Pki, signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    trust = pki.trust()
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was asked"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    check_proven(check_detached(INVENTORY, signed, trust, at=NOW))


_FIRST_OF_ALL = """
import sys
from datetime import datetime
from pathlib import Path
from codetool.archive.sign.detached import check_detached
from codetool.archive.sign.trust import load_trust
content, signature = (Path(name).read_bytes() for name in ("inventory.json", "inventory.json.p7s"))
found = check_detached(content, signature, load_trust([Path(sys.argv[1])]), at=datetime.fromisoformat(sys.argv[2]))
print(found.standing.value, *(each.code for each in found.findings))
"""


def test_it_is_good_where_it_is_the_first_thing_checked(pki: Pki, signed: bytes, tmp_path: Path) -> None:
    # asn1crypto knows more the more of it is loaded: what signing loads must not be needed to check.
    (tmp_path / "inventory.json").write_bytes(INVENTORY)
    (tmp_path / "inventory.json.p7s").write_bytes(signed)
    program = [sys.executable, "-c", _FIRST_OF_ALL, str(pki.root()), NOW.isoformat()]
    sources = str(Path(codetool.__file__).parents[1])
    told = subprocess.run(
        program, cwd=tmp_path, env={**os.environ, "PYTHONPATH": sources}, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == ["proven"]


def test_each_altered_byte_is_found(pki: Pki) -> None:
    small = sign_detached(INVENTORY, replace(pki.signing("self"), trust=Trust()), at=NOW)
    assert missed(small, lambda altered: is_noticed(check_detached(INVENTORY, altered, Trust(), at=NOW))) == []


def test_altered_bytes_of_a_larger_one_are_found(pki: Pki, unstamped: bytes, signed: bytes) -> None:
    trust = pki.trust()
    for whole in (unstamped, signed):
        assert (
            missed(
                whole,
                lambda altered: is_noticed(check_detached(INVENTORY, altered, trust, at=NOW)),
                every=13 if FULL else 61,
            )
            == []
        )


def test_what_no_key_signed_cannot_be_added(pki: Pki, signed: bytes) -> None:
    for altered in additions(signed, pki):
        assert codes(check_detached(INVENTORY, altered, pki.trust(), at=NOW)) == ["signature-form"]


def additions(signed: bytes, pki: Pki) -> list[bytes]:
    """Return a good signature with something more or less in it, or written in another way."""

    def changed(field: str, value: object) -> bytes:
        message = cms.ContentInfo.load(signed)
        message["content"][field] = value
        return bytes(message.dump(force=True))

    def of_signer(field: str, value: object) -> bytes:
        message = cms.ContentInfo.load(signed)
        message["content"]["signer_infos"][0][field] = value
        return bytes(message.dump(force=True))

    message = cms.ContentInfo.load(signed)["content"]
    certificates = [each.chosen for each in message["certificates"]]
    root = x509.Certificate.load(pki.certificate("root"))
    unsigned = message["signer_infos"][0]["unsigned_attrs"]
    found = [
        changed("certificates", [cms.CertificateChoices("certificate", each) for each in (*certificates, root)]),
        changed("certificates", [cms.CertificateChoices("certificate", each) for each in certificates[:1]]),
        changed("signer_infos", [*message["signer_infos"], message["signer_infos"][0]]),
        changed("version", "v3"),
        of_signer("version", "v3"),
        of_signer("unsigned_attrs", [*unsigned, {"type": "counter_signature", "values": []}]),
        signed + b"\0",
        b"\0" + signed,
        signed[:-1],
        b"-----BEGIN CMS-----",
        closed.read_closed(signed).token,
    ]
    assert signed not in found
    return found


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_told_to_be_no_signature(source: bytes) -> None:
    found = check_detached(INVENTORY, source, Trust(), at=NOW)
    assert (codes(found), found.standing) == (["signature-form"], Standing.BROKEN)


def test_damage_of_any_length_is_found(pki: Pki, signed: bytes) -> None:
    trust = pki.trust()
    for start in range(0, len(signed), 97):
        for damaged in (
            signed[:start],
            signed[:start] + signed[start + 40 :],
            signed[:start] + bytes(9) + signed[start:],
        ):
            assert is_noticed(check_detached(INVENTORY, damaged, trust, at=NOW))
