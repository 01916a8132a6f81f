"""A stamp over all that a text's signature holds keeps it proven, and shows what was altered there (XAdES-B-LTA)."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha512
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import algos
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from codetool.akn.xades import XmlSignature, read_xml_signature, write_xml_signature
from codetool.akn.xades_values import NO_VALUES
from codetool.archive.sign.asking import Authorities
from codetool.archive.sign.beside_stamps import Beside, check_stamps
from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.tokens import read_token, stamp
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.xml import chains_beside, check_akn_signature, sign_akn
from codetool.errors import SigningError
from codetool.findings import Severity
from tests.pki import NOW, OTHERS, OURS, Pki
from tests.sizes import FULL
from tests.unit.archive.sign.beside import (
    NAME,
    TEXT,
    check_proven,
    check_unknown,
    codes,
    flips,
    is_noticed,
    openssl,
    without_archive_stamp,
    year,
)

Change = Callable[[XmlSignature], XmlSignature]


@pytest.fixture(scope="module")
def signed(pki: Pki) -> bytes:
    """Return a signature of the text with both time stamps, by authorities that are good until 2040."""
    return sign_akn(TEXT, NAME, pki.signing("curve", stamps="tsa"), at=NOW)


@pytest.fixture(scope="module")
def trust(pki: Pki) -> Trust:
    """Return the trust in our root."""
    return pki.trust()


def found_of(signature: bytes, trust: Trust, at: datetime = NOW, material: Material = NO_MATERIAL) -> SignatureFound:
    return check_akn_signature(TEXT, NAME, signature, trust, at=at, material=material)


def stamped_by(pki: Pki, signature: bytes, label: str, at: datetime, ca: str = OURS) -> bytes:
    """Return a signature with an archive time stamp of another authority or time."""
    read = read_xml_signature(signature)
    with pki.clock(at):
        token = stamp(read.archived(TEXT), pki.stamps(label, ca), Trust())
    return write_xml_signature(replace(read, archive=token))


def with_part(read: XmlSignature, part: str, value: bytes) -> XmlSignature:
    told: dict[str, Any] = {part: value}
    return replace(read, **told)


def changed(signature: bytes, change: Change) -> bytes:
    return write_xml_signature(change(read_xml_signature(signature)))


# what it is over ------------------------------------------------------------------------------------------------------

_SPACES = {
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "xades": "http://uri.etsi.org/01903/v1.3.2#",
    "v141": "http://uri.etsi.org/01903/v1.4.1#",
}


def c14n(node: "etree._Element | etree._ElementTree[etree._Element]") -> bytes:
    return etree.tostring(node, method="c14n", with_comments=False)


def imprinted(root: etree._Element) -> Iterator[bytes]:
    """Yield what clause 5.5.2.2 says, step by step, knowing nothing of our form."""
    for reference in root.iterfind("ds:SignedInfo/ds:Reference", _SPACES):
        uri = reference.get("URI", "")
        if uri.startswith("#"):
            (referred,) = (each for each in root.iter() if each.get("Id") == uri[1:])
            yield c14n(referred)
        elif reference.find("ds:Transforms", _SPACES) is None:
            yield TEXT
        else:
            yield c14n(etree.parse(BytesIO(TEXT)))
    for name in ("SignedInfo", "SignatureValue", "KeyInfo"):
        yield from map(c14n, root.iterfind(f"ds:{name}", _SPACES))
    unsigned = root.find(".//xades:UnsignedSignatureProperties", _SPACES)
    assert unsigned is not None
    for each in unsigned:
        if each.tag == f"{{{_SPACES['v141']}}}ArchiveTimeStamp":
            break
        yield c14n(each)
    yield from (c14n(each) for each in root.iterfind("ds:Object", _SPACES) if each.find("xades:*", _SPACES) is None)


@pytest.mark.parametrize("label", ["signer", "curve"])
def test_its_imprint_is_what_the_clause_says(pki: Pki, label: str) -> None:
    signature = sign_akn(TEXT, NAME, pki.signing(label, stamps="tsa"), at=NOW)
    root = etree.fromstring(signature)
    (last,) = root.iterfind(".//xades:UnsignedSignatureProperties/v141:ArchiveTimeStamp", _SPACES)
    assert last.getnext() is None, "what comes after it, it does not cover"
    assert [etree.QName(each).localname for each in last] == ["CanonicalizationMethod", "EncapsulatedTimeStamp"]
    method = last.find("ds:CanonicalizationMethod", _SPACES)
    assert method is not None
    assert method.get("Algorithm") == "http://www.w3.org/2006/12/xml-c14n11"
    covered = b"".join(imprinted(root))
    token = read_token(read_xml_signature(signature).archive)
    assert (token.digest, token.imprint) == ("sha512", sha512(covered).digest())
    for part in ("SignatureTimeStamp", "CertificateValues", "CRLValues", "OCSPValues"):
        assert b"</xades:%s>" % part.encode() in covered, part


def test_openssl_finds_it_good_over_what_the_clause_says(pki: Pki, signed: bytes, tmp_path: Path) -> None:
    root = etree.fromstring(signed)
    (held,) = root.iterfind(".//v141:ArchiveTimeStamp/xades:EncapsulatedTimeStamp", _SPACES)
    (tmp_path / "covered").write_bytes(b"".join(imprinted(root)))
    (tmp_path / "stamp").write_bytes(b64decode(held.text or ""))
    line = ["ts", "-verify", "-data", "covered", "-in", "stamp", "-token_in", "-CAfile", str(pki.root())]
    line += ["-attime", str(int(NOW.timestamp()))]
    assert "Verification: OK" in openssl(tmp_path, *line).stdout
    (tmp_path / "covered").write_bytes(b"".join(imprinted(root)) + b" ")
    assert openssl(tmp_path, *line).returncode != 0


COVERED = ("exact", "canonical", "certificates", "value", "token", "values")
"""What of a signature its archive time stamp covers, besides the name, the time and the method."""


@settings(max_examples=200 if FULL else 60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(COVERED), st.integers(0, 2**20), st.integers(1, 255))
def test_each_byte_that_it_covers_matters(signed: bytes, part: str, place: int, bits: int) -> None:
    read = read_xml_signature(signed)
    before = read.archived(TEXT)

    def flipped(content: bytes) -> bytes:
        at = place % len(content)
        return content[:at] + bytes([content[at] ^ bits]) + content[at + 1 :]

    match part:
        case "certificates":
            other = replace(read, certificates=(flipped(read.certificates[0]), *read.certificates[1:]))
        case "values":
            lists = {name: getattr(read.values, name) for name in ("certificates", "crls", "answers")}
            name = sorted(lists)[place % len(lists)]
            other = replace(read, values=replace(read.values, **{name: (flipped(lists[name][0]), *lists[name][1:])}))
        case _:
            other = with_part(read, part, flipped(getattr(read, part)))
    assert other.archived(TEXT) != before
    assert read.archived(TEXT.replace(b"assistant", b"Assistant")) != before
    assert read.archived(TEXT) == before == replace(read, archive=b"").archived(TEXT)


def test_altered_bytes_of_what_is_carried_are_found_by_who_trusts_nobody(signed: bytes) -> None:
    read = read_xml_signature(signed)
    for part in ("certificates", "crls", "answers"):
        first, *others = getattr(read.values, part)
        for altered in flips(first, every=5):
            values = replace(read.values, **{part: tuple(sorted((altered, *others)))})
            found = found_of(write_xml_signature(replace(read, values=values)), Trust())
            assert (codes(found), found.standing) == (["stamp-archive-altered"], Standing.BROKEN)


def test_altered_bytes_of_the_stamps_are_found(signed: bytes, trust: Trust) -> None:
    read = read_xml_signature(signed)
    for part in ("token", "archive"):
        for altered in flips(getattr(read, part), every=11):
            assert is_noticed(found_of(write_xml_signature(with_part(read, part, altered)), trust))


# what it proves -------------------------------------------------------------------------------------------------------


def test_two_stamps_are_asked_for(pki: Pki, trust: Trust) -> None:
    pki.asked.clear()
    signature = sign_akn(TEXT, NAME, pki.signing("curve", stamps="tsa"), at=NOW)
    assert pki.asked.count("tsa") == 2
    found = found_of(signature, trust)
    check_proven(found)
    assert (found.level, found.stamped_at, found.stamped_by) == ("B-LTA", NOW, "Essai tsa, Autorité d'essai")


def test_who_trusts_nobody_learns_what_it_claims(signed: bytes) -> None:
    found = found_of(signed, Trust())
    assert (found.level, found.standing, codes(found)) == ("B-LTA", Standing.UNTRUSTED, [])


def test_where_authorities_are_silent_there_is_one_stamp(pki: Pki, trust: Trust) -> None:
    pki.asked.clear()
    with pki.without("ocsp", "crls"):
        signature = sign_akn(TEXT, NAME, pki.signing("curve", stamps="tsa"), at=NOW)
    assert pki.asked.count("tsa") == 1
    assert read_xml_signature(signature).archive == b""
    assert found_of(signature, trust).level == "B-T"


def test_a_service_that_fails_meanwhile_is_told(pki: Pki) -> None:
    for answered in (0, 1):
        with pki.without("tsa", after=answered), pytest.raises(SigningError) as told:
            sign_akn(TEXT, NAME, pki.signing("curve", stamps="tsa"), at=NOW)
        assert told.value.place == pki.stamps("tsa")


def test_what_was_made_before_there_was_one_is_judged_as_it_was(signed: bytes, trust: Trust) -> None:
    old = without_archive_stamp(signed)
    found = found_of(old, trust, year(2039))
    check_proven(found)
    assert (found.level, read_xml_signature(old).archive) == ("B-LT", b"")
    assert codes(found_of(old, trust, year(2041))) == ["signature-expired", "stamp-expired"]


def test_it_proves_after_the_first_stamp_ran_out(pki: Pki, signed: bytes, trust: Trust) -> None:
    renewed = stamped_by(pki, signed, "tsa-next", year(2038))
    found = found_of(renewed, trust, year(2047))
    check_proven(found)
    assert (found.level, found.stamped_at, found.stamped_by) == ("B-LTA", NOW, "Essai tsa, Autorité d'essai")
    assert codes(found_of(signed, trust, year(2047))) == ["signature-expired", "stamp-expired"], "told once of both"
    assert codes(found_of(renewed, trust, year(2049))) == ["signature-expired", "stamp-expired", "stamp-expired"]


def test_it_comes_too_late_when_the_first_stamp_ran_out(pki: Pki, signed: bytes, trust: Trust) -> None:
    found = found_of(stamped_by(pki, signed, "tsa-next", year(2041)), trust, year(2042))
    assert codes(found) == ["signature-expired", "stamp-expired"]
    assert found.standing is Standing.BROKEN


def test_a_key_that_was_stolen_later_does_no_harm(pki: Pki, trust: Trust) -> None:
    first = sign_akn(TEXT, NAME, pki.signing("curve", stamps="tsa-stolen"), at=NOW)
    kept = stamped_by(pki, first, "tsa", year(2027))
    with pki.clock(year(2035)):
        told = [Authorities().ask(chains_beside(each), trust) for each in (first, kept)]
    assert codes(found_of(first, trust, year(2035), told[0])) == ["stamp-compromised"]
    check_proven(found_of(kept, trust, year(2035), told[1]))


def test_the_authority_of_each_stamp_is_asked(pki: Pki, signed: bytes) -> None:
    names = [chain[0] for chain in chains_beside(stamped_by(pki, signed, "tsa-next", year(2038)))]
    assert names == [pki.certificate(label) for label in ("curve", "tsa", "tsa-next")]
    assert len(chains_beside(signed)) == 2, "one authority made both"


# what does not hold ---------------------------------------------------------------------------------------------------


def no_answers(read: XmlSignature) -> XmlSignature:
    return replace(read, values=replace(read.values, answers=()))


def no_lists(read: XmlSignature) -> XmlSignature:
    return replace(read, values=replace(read.values, crls=()))


def no_values(read: XmlSignature) -> XmlSignature:
    return replace(read, values=NO_VALUES)


def another_stamp(read: XmlSignature) -> XmlSignature:
    return replace(read, token=read.archive)


def no_stamp_at_all(read: XmlSignature) -> XmlSignature:
    return replace(read, archive=b"no time stamp")


def stamps_exchanged(read: XmlSignature) -> XmlSignature:
    return replace(read, token=read.archive, archive=read.token)


TAMPERED = [no_answers, no_lists, no_values, another_stamp, no_stamp_at_all, stamps_exchanged]


@pytest.mark.parametrize("change", TAMPERED)
def test_what_it_covers_is_as_it_was_or_altered(signed: bytes, trust: Trust, change: Change) -> None:
    altered = changed(signed, change)
    for each in (trust, Trust()):
        found = found_of(altered, each)
        assert "stamp-archive-altered" in codes(found)
        assert found.standing is Standing.BROKEN
        assert {one.severity for one in found.findings if one.is_alteration} == {Severity.ERROR}


def test_one_that_is_over_another_signature_is_found(pki: Pki, signed: bytes, trust: Trust) -> None:
    other = sign_akn(TEXT, NAME, pki.signing("second", stamps="tsa"), at=NOW)
    moved = changed(signed, lambda read: replace(read, archive=read_xml_signature(other).archive))
    assert codes(found_of(moved, trust)) == ["stamp-archive-altered"]


def test_one_over_nothing_is_none(pki: Pki, trust: Trust) -> None:
    token = stamp(b"", pki.stamps("tsa"), trust)
    bare = Beside(kind=Kind.XADES, file="", chain=(), signed_at=NOW, stamped=b"", token=b"", wrong=(), archive=token)
    found = check_stamps(bare, trust, at=NOW, material=NO_MATERIAL)
    assert (found.altered, found.first, found.until) == (True, None, None)


def test_a_text_without_canonical_form_is_under_none(pki: Pki, signed: bytes, trust: Trust) -> None:
    """Its exact bytes are signed, by who did not care for the rest."""
    content = b'<a xmlns:x="relative"/>'
    key = pki.key("second")
    read = replace(
        read_xml_signature(signed), exact=sha512(content).digest(), certificates=(key.certificate, *key.chain)
    )
    value = key.sign(read.signed, "sha256")
    number = algos.DSASignature.load(value)
    value = b"".join(number[each].native.to_bytes(32, "big") for each in ("r", "s"))
    over_nothing = stamp(b"", pki.stamps("tsa"), trust)
    document = write_xml_signature(replace(read, value=value, archive=over_nothing))
    found = check_akn_signature(content, NAME, document, trust, at=NOW)
    assert codes(found) == ["stamp-broken", "stamp-archive-altered"]


def test_one_by_a_stranger_adds_nothing(pki: Pki, signed: bytes, trust: Trust) -> None:
    found = found_of(stamped_by(pki, signed, "tsa", NOW, ca=OTHERS), trust)
    assert (codes(found), found.level, found.standing) == (["stamp-other-key"], "B-LT", Standing.PROVEN)


def test_one_that_ran_out_is_told(pki: Pki, signed: bytes, trust: Trust) -> None:
    found = found_of(stamped_by(pki, signed, "tsa-soon", NOW), trust, year(2035))
    assert (codes(found), found.level) == (["stamp-expired"], "B-LT")
    assert not any(one.is_alteration for one in found.findings)


def test_one_without_the_first_is_no_signature_of_ours(signed: bytes, trust: Trust) -> None:
    read = read_xml_signature(signed)
    bare = write_xml_signature(replace(read, token=b""))
    assert b"ArchiveTimeStamp" not in bare
    first = signed[signed.index(b"<xades:SignatureTimeStamp") : signed.index(b"<xades:CertificateValues")]
    assert codes(found_of(signed.replace(first, b""), trust)) == ["signature-form"]


def test_a_reader_of_the_second_authority_alone_has_its_time(pki: Pki, trust: Trust) -> None:
    strangers = replace(pki.signing("curve"), stamps=pki.stamps("tsa", OTHERS), trust=Trust())
    first = sign_akn(TEXT, NAME, strangers, at=NOW)
    found = found_of(stamped_by(pki, first, "tsa", year(2027)), trust, year(2037))
    assert (found.stamped_at, found.stamped_by) == (year(2027), "Essai tsa, Autorité d'essai")
    assert "signature-expired" not in codes(found)
    check_unknown(replace(found, findings=tuple(one for one in found.findings if one.code != "stamp-other-key")))
