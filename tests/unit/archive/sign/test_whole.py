"""What authorities told, carried by a text's signature, proves it without a network; nothing else there does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from asn1crypto import core, ocsp
from asn1crypto import x509 as asn1
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codetool.akn.xades import read_xml_signature, write_xml_signature
from codetool.akn.xades_values import MOST_VALUES, NO_VALUES, XmlValues
from codetool.archive.sign.asking import Authorities
from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.told import SignatureFound, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.whole import responders_of, whole_of
from codetool.archive.sign.xml import chains_beside, check_akn_signature, sign_akn
from codetool.errors import SigningError
from tests.pki import NOW, OTHERS, OURS, Pki
from tests.unit.archive.sign.beside import NAME, TEXT, check_proven, check_unknown, codes, without_archive_stamp, year

Forge = Callable[[Pki, XmlValues], XmlValues]


@pytest.fixture(scope="module")
def signed(pki: Pki) -> bytes:
    """Return a signature of the text with a time stamp, and what the authorities say; without a stamp over that."""
    return without_archive_stamp(sign_akn(TEXT, NAME, pki.signing("curve", stamps="tsa"), at=NOW))


@pytest.fixture(scope="module")
def trust(pki: Pki) -> Trust:
    """Return the trust in our root."""
    return pki.trust()


def values_of(signature: bytes) -> XmlValues:
    return read_xml_signature(signature).values


def with_values(signature: bytes, values: XmlValues) -> bytes:
    return write_xml_signature(replace(read_xml_signature(signature), values=values))


def found_of(signature: bytes, trust: Trust, material: Material = NO_MATERIAL) -> SignatureFound:
    return check_akn_signature(TEXT, NAME, signature, trust, at=year(2039), material=material)


def told_of(pki: Pki, label: str, ca: str = OURS) -> XmlValues:
    """Return what authorities now say of a signer, as its signature would carry it."""
    signing = replace(pki.signing(label, ca, stamps="tsa"), trust=Trust())
    told = Authorities().ask(chains_beside(sign_akn(TEXT, NAME, signing, at=NOW)), pki.trust(ca))
    kept = told.certificates + responders_of(told.answers)
    return XmlValues(certificates=kept, crls=told.crls, answers=told.answers)


def test_it_is_proven_without_a_network(signed: bytes, trust: Trust) -> None:
    found = found_of(signed, trust)
    check_proven(found)
    assert found.level == "B-LT"
    values = values_of(signed)
    assert (len(values.crls), len(values.answers)) == (1, 1), "of the intermediate and the stamp; of the signer"
    names = {asn1.Certificate.load(der).subject.native["common_name"] for der in values.certificates}
    assert names == {"Essai tsa", "Essai ocsp"}, "the signer and its issuer stand in KeyInfo"


def test_who_trusts_nobody_learns_what_it_claims(signed: bytes) -> None:
    found = found_of(signed, Trust())
    assert (found.level, found.standing, codes(found)) == ("B-LT", Standing.UNTRUSTED, [])


def test_an_authority_that_is_silent_leaves_a_lower_level(pki: Pki, trust: Trust) -> None:
    with pki.without("ocsp", "crls"):
        signature = sign_akn(TEXT, NAME, pki.signing("curve", stamps="tsa"), at=NOW)
    found = found_of(signature, trust)
    check_unknown(found)
    assert found.level == "B-T"


def test_a_revoked_key_does_not_sign(pki: Pki) -> None:
    with pytest.raises(SigningError, match="was revoked"):
        sign_akn(TEXT, NAME, pki.signing("revoked", stamps="tsa"), at=NOW)


def forged(pki: Pki) -> bytes:
    """Return a signature by a key that was revoked in 2025, made in 2026 by who does not ask."""
    return sign_akn(TEXT, NAME, replace(pki.signing("revoked", stamps="tsa"), trust=Trust()), at=NOW)


def test_a_revoked_key_is_told_by_what_is_carried(pki: Pki, trust: Trust) -> None:
    found = found_of(with_values(forged(pki), told_of(pki, "revoked")), trust)
    assert (codes(found), found.standing) == (["signature-revoked"], Standing.BROKEN)


def test_what_was_said_before_it_was_revoked_proves_nothing(pki: Pki, trust: Trust) -> None:
    with pki.clock(year(2024)):
        old = told_of(pki, "revoked")
    found = found_of(with_values(forged(pki), old), trust)
    check_unknown(found)
    assert found.level == "B-T"


@pytest.mark.parametrize("part", ["certificates", "crls", "answers"])
def test_what_is_taken_away_never_proves_more(signed: bytes, trust: Trust, part: str) -> None:
    found = found_of(with_values(signed, replace(values_of(signed), **{part: ()})), trust)
    if part == "certificates":  # the stamp and the answer carry the same
        check_proven(found)
    else:
        check_unknown(found)
        assert found.level == "B-T"


def test_without_any_it_is_as_before(signed: bytes, trust: Trust) -> None:
    bare = with_values(signed, NO_VALUES)
    check_unknown(found_of(bare, trust))
    told = values_of(signed)
    material = Material(certificates=told.certificates, crls=told.crls, answers=told.answers)
    check_proven(found_of(bare, trust, material))


def another_serial(pki: Pki, values: XmlValues) -> XmlValues:
    return replace(told_of(pki, "second"), crls=values.crls)


def ran_out(pki: Pki, values: XmlValues) -> XmlValues:
    with pki.clock(NOW - timedelta(days=200)):
        return replace(values, answers=told_of(pki, "curve").answers)


def unfit_responder(pki: Pki, values: XmlValues) -> XmlValues:
    """Return the answer, signed by another signer of the same authority, who may not answer."""
    signed = ocsp.OCSPResponse.load(values.answers[0]).basic_ocsp_response["tbs_response_data"].copy()
    other = asn1.Certificate.load(pki.certificate("second"))
    signed["responder_id"] = ocsp.ResponderId("by_name", other.subject)
    answer = ocsp.BasicOCSPResponse({
        "tbs_response_data": signed,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": pki.key("second").sign(signed.dump(), "sha256"),
        "certs": [other],
    })  # fmt: skip
    parts = {"response_type": "basic_ocsp_response", "response": core.ParsableOctetString(answer.dump())}
    whole = ocsp.OCSPResponse({"response_status": "successful", "response_bytes": parts})
    return replace(values, answers=(whole.dump(),))


@pytest.mark.parametrize("forge", [another_serial, ran_out, unfit_responder])
def test_an_answer_that_is_beside_the_point_proves_nothing(pki: Pki, signed: bytes, trust: Trust, forge: Forge) -> None:
    values = forge(pki, values_of(signed))
    assert values.answers != values_of(signed).answers
    found = found_of(with_values(signed, values), trust)
    check_unknown(found)
    assert found.level == "B-T"


def other_authority(pki: Pki, values: XmlValues) -> XmlValues:
    return replace(values, answers=told_of(pki, "curve", OTHERS).answers)


def other_list(pki: Pki, values: XmlValues) -> XmlValues:
    return replace(values, crls=(*values.crls, *told_of(pki, "curve", OTHERS).crls))


def other_certificate(pki: Pki, values: XmlValues) -> XmlValues:
    return replace(values, certificates=(*values.certificates, pki.certificate("interm", OTHERS)))


def exchanged(_: Pki, values: XmlValues) -> XmlValues:
    return XmlValues(certificates=values.answers, crls=values.certificates, answers=values.crls)


def more_at_the_end(_: Pki, values: XmlValues) -> XmlValues:
    return replace(values, answers=(values.answers[0] + b"\0",))


def nested(_: Pki, values: XmlValues) -> XmlValues:
    deep = b"\x30\x80" * 20_000
    return XmlValues(certificates=(deep,), crls=(deep,), answers=(*values.answers, deep))


def no_answer(_: Pki, values: XmlValues) -> XmlValues:
    return replace(values, answers=(ocsp.OCSPResponse({"response_status": "try_later"}).dump(),))


ALTERED = [other_authority, other_list, other_certificate, exchanged, more_at_the_end, nested, no_answer]


@pytest.mark.parametrize("forge", ALTERED)
def test_what_no_known_authority_told_is_an_alteration(pki: Pki, signed: bytes, trust: Trust, forge: Forge) -> None:
    found = found_of(with_values(signed, forge(pki, values_of(signed))), trust)
    assert (codes(found), found.standing) == (["signature-values"], Standing.BROKEN)


def test_of_an_authority_that_is_not_trusted_nothing_is_told(pki: Pki, signed: bytes) -> None:
    found = found_of(signed, pki.trust(OTHERS))
    assert (codes(found), found.standing) == (["signature-other-key", "stamp-other-key"], Standing.UNTRUSTED)


def test_who_trusts_the_one_in_the_middle_is_not_told_of_an_alteration(pki: Pki, signed: bytes) -> None:
    middle = Trust(roots=(pki.certificate("interm"),))
    assert "signature-values" not in codes(found_of(signed, middle))
    both = Trust(roots=(*middle.roots, *pki.trust().roots))
    assert codes(found_of(signed, both)) == []


def test_more_than_any_honest_one_has_is_not_read(signed: bytes, trust: Trust) -> None:
    many = tuple(b"%d" % number for number in range(MOST_VALUES + 1))
    found = found_of(with_values(signed, XmlValues(answers=many)), trust)
    assert (codes(found), found.standing) == (["signature-form"], Standing.BROKEN)


def test_values_stand_in_one_order_only(signed: bytes, trust: Trust) -> None:
    first, second = (b"<xades:EncapsulatedX509Certificate>%s</" % part for part in _texts(signed))
    swapped = signed.replace(first, b"?").replace(second, first).replace(b"?", second)
    assert len(swapped) == len(signed)
    assert swapped != signed
    assert codes(found_of(swapped, trust)) == ["signature-form"]


def _texts(signed: bytes) -> list[bytes]:
    parts = signed.split(b"<xades:EncapsulatedX509Certificate>")[1:]
    return [part.partition(b"</")[0] for part in parts]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.binary(max_size=200), st.binary(min_size=1, max_size=200))
def test_any_bytes_prove_nothing(signed: bytes, trust: Trust, one: bytes, two: bytes, three: bytes) -> None:
    values = XmlValues(certificates=(one,), crls=(two,), answers=(three,))
    found = found_of(with_values(signed, values), trust)
    assert (codes(found), found.standing) == (["signature-values"], Standing.BROKEN)
    assert whole_of(Material(certificates=(one,), crls=(two,), answers=(three,)), (one,), trust) == NO_MATERIAL
