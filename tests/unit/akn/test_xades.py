"""A signature of XML has one form; another's verifier finds it good, and no other form is read."""

import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha512

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature as NotSigned
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from signxml.exceptions import InvalidDigest, InvalidSignature
from signxml.xades.xades import XAdESSignatureConfiguration, XAdESVerifier

from codetool.akn.xades import (
    SIGNATURE_LIMIT,
    Coverage,
    XmlMethod,
    XmlSignature,
    add_archive_stamp,
    read_xml_signature,
    sign_xml,
    write_xml_signature,
)
from codetool.akn.xades_canonical import canonical
from codetool.akn.xades_values import NO_VALUES, XmlValues
from codetool.errors import SourceError

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
NAME = "2001-06-07.fra é.xml"
TEXT = b'<?xml version="1.0"?>\n<a b="2" a="1"><!-- une note --><p>L\'assistant</p>\n</a>\n'
VALUES = XmlValues(certificates=(b"tsa",), crls=(b"list",), answers=(b"answer 1", b"answer 2"))


@cache
def signer() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cachet d'essai")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(AT).not_valid_after(AT + timedelta(days=36500))
    return key, builder.sign(key, SHA512())


def sign(content: bytes = TEXT, name: str = NAME, *, stamped: bool = False, archived: bool = False) -> bytes:
    key, certificate = signer()
    signature = sign_xml(
        content,
        name,
        certificates=(certificate.public_bytes(Encoding.DER),),
        method=XmlMethod.RSA_SHA512,
        sign=lambda signed: key.sign(signed, padding.PKCS1v15(), SHA512()),
        at=AT,
        stamp=(lambda value: b"stamp over " + value[:20]) if stamped or archived else None,
        values=lambda token: replace(VALUES, certificates=(token, *VALUES.certificates)),
    )
    if not archived:
        return signature
    return add_archive_stamp(signature, content, lambda covered: b"stamp over " + sha512(covered).digest())


def verify_elsewhere(signature: bytes, content: bytes = TEXT, name: str = NAME) -> None:
    """Let signxml check a signature, which knows nothing of our form, and has the schema of XAdES."""
    asked: list[str] = []

    def resolve(uri: str) -> object:
        asked.append(uri)
        return content if len(asked) == 1 else etree.fromstring(content)  # exact bytes first, canonical XML second

    _, certificate = signer()
    XAdESVerifier().verify(
        signature,
        x509_cert=certificate,
        uri_resolver=resolve,
        expect_config=XAdESSignatureConfiguration(expect_references=4),
    )
    assert len(asked) == 2
    assert " " not in asked[0]
    assert set(asked) == {read_uri(signature)}
    assert read_xml_signature(signature).name == name


def read_uri(signature: bytes) -> str:
    return str(re.findall(rb'Id="bytes" URI="([^"]*)"', signature)[0], "ascii")


@pytest.mark.parametrize(("stamped", "archived"), [(False, False), (True, False), (True, True)])
def test_another_verifier_finds_it_good(*, stamped: bool, archived: bool) -> None:
    verify_elsewhere(sign(stamped=stamped, archived=archived))


def test_another_verifier_finds_what_was_altered() -> None:
    with pytest.raises(InvalidDigest):
        verify_elsewhere(sign(), TEXT.replace(b"une note", b"une Note"))
    with pytest.raises(InvalidSignature):
        verify_elsewhere(sign().replace(b"2026-06-01", b"2025-06-01"))


def test_it_is_read_as_it_was_written() -> None:
    signature = sign(stamped=True)
    read = read_xml_signature(signature)
    assert (read.name, read.signed_at, read.method) == (NAME, AT, XmlMethod.RSA_SHA512)
    assert write_xml_signature(read) == signature == etree.tostring(etree.fromstring(signature), method="c14n")
    assert read.token == b"stamp over " + read.stamped[:20]
    assert read.values == replace(VALUES, certificates=(read.token, b"tsa"))
    assert read_xml_signature(sign()).values == NO_VALUES, "without a stamp they would prove nothing for long"
    assert read.stamped.startswith(b"<ds:SignatureValue xmlns:ds=")
    key, _ = signer()
    key.public_key().verify(read.value, read.signed, padding.PKCS1v15(), SHA512())


def test_an_archive_time_stamp_changes_nothing_else() -> None:
    signature, before = sign(archived=True), sign(stamped=True)
    read = read_xml_signature(signature)
    assert write_xml_signature(read) == signature == etree.tostring(etree.fromstring(signature), method="c14n")
    assert replace(read, archive=b"") == read_xml_signature(before)
    assert read.archive == b"stamp over " + sha512(read.archived(TEXT)).digest()
    start = signature.index(b"<xadesv141:ArchiveTimeStamp xmlns:xadesv141=")
    assert before.startswith(signature[:start]), "it comes last"
    assert read.archived(TEXT).startswith(TEXT + canonical(TEXT, NAME) + b"<xades:SignedProperties xmlns:ds=")
    assert b"xadesv141" not in read.archived(TEXT)
    with pytest.raises(SourceError, match="this is not XML"):
        read.archived(b"plain words")


def test_the_same_is_signed_the_same() -> None:
    assert sign() == sign()


@pytest.mark.parametrize(
    ("content", "coverage"),
    [
        (TEXT, Coverage.ALL),
        (TEXT.replace(b'b="2" a="1"', b'a="1"  b="2"'), Coverage.TEXT),
        (TEXT.replace(b"une note", b"autre note"), Coverage.TEXT),
        (TEXT.replace(b"assistant", b"Assistant"), Coverage.NONE),
        (TEXT.replace(b'b="2"', b'b="3"'), Coverage.NONE),
        (b"no XML", Coverage.NONE),
        (b"", Coverage.NONE),
    ],
)
def test_it_tells_what_of_a_file_is_as_signed(content: bytes, coverage: Coverage) -> None:
    assert read_xml_signature(sign()).coverage(content) is coverage


def test_what_is_no_xml_is_not_signed() -> None:
    with pytest.raises(SourceError, match="this is not XML"):
        sign(b"plain words")
    with pytest.raises(SourceError, match="incomplete address"):
        sign(b'<a xmlns:x="relative"/>')


_OTHER_SIGNATURE = b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"></ds:Signature>'
_LENGTH = b"<ds:HMACOutputLength>0</ds:HMACOutputLength>"
_COUNTER = b"<xades:CounterSignature></xades:CounterSignature>"
_LISTS, _TOLD_END = b"<xades:CRLValues>", b"</xades:RevocationValues>"
_VALUES = b"<xades:CertificateValues>"
_ANSWERS = b"<xades:OCSPValues>"
_ANSWER = b"<xades:EncapsulatedOCSPValue>" + b64encode(b"answer 2") + b"</xades:EncapsulatedOCSPValue>"
_TRANSFORM = b'<ds:Transform Algorithm="http://www.w3.org/2006/12/xml-c14n11"></ds:Transform>'


def test_a_text_laden_with_attributes_or_namespaces_is_told_to_be_another() -> None:
    # libxml2 sorts them one by one: to write a megabyte of them in canonical form takes it hours.
    signature = read_xml_signature(sign())
    attributes = b" ".join(b"a%d=''" % number for number in range(200_000))
    namespaces = b" ".join(b"xmlns:a%d='urn:%d'" % (number, number) for number in range(20_000))
    for laden in (b"<a %b/>" % attributes, b"<a %b>%b</a>" % (namespaces, b"<b/>" * 20_000)):
        assert signature.coverage(laden) is Coverage.NONE
        with pytest.raises(SourceError, match=r"more than 256 (attributes|namespaces)"):
            sign(laden)


def attacks() -> dict[str, bytes]:
    """Return what is known of attacks on XML signatures, each made on a good one."""
    good = sign(archived=True)
    value = re.findall(rb"<ds:SignatureValue[^>]*>([^<]*)", good)[0]
    reference = re.findall(rb"<ds:Reference .*?</ds:Reference>", good)[0]
    properties = re.findall(rb"<xades:SignedProperties.*</xades:SignedProperties>", good)[0]
    archive = re.findall(rb"<xadesv141:ArchiveTimeStamp .*</xadesv141:ArchiveTimeStamp>", good)[0]
    first = re.findall(rb"<xades:SignatureTimeStamp.*</xades:SignatureTimeStamp>", good)[0]
    c14n = b"http://www.w3.org/2006/12/xml-c14n11"
    transforms = {
        "xslt": b"http://www.w3.org/TR/1999/REC-xslt-19991116",
        "xpath": b"http://www.w3.org/TR/1999/REC-xpath-19991116",
        "filter": b"http://www.w3.org/2002/06/xmldsig-filter2",
        "base64": b"http://www.w3.org/2000/09/xmldsig#base64",
        "enveloped": b"http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    }
    return {
        "wrapped": b"<x>" + good + b"</x>",
        "a second signature": good.replace(b"</ds:Signature>", _OTHER_SIGNATURE + b"</ds:Signature>"),
        "a second object": good.replace(b"<ds:Object>", b"<ds:Object>" + properties + b"</ds:Object><ds:Object>"),
        "no reference": good.replace(reference, b""),
        "a reference again": good.replace(reference, reference * 2),
        "a reference inside": good.replace(b'URI="#key"', b'URI="#properties"'),
        "an external reference": good.replace(read_uri(good).encode(), b"http://127.0.0.1:9/a.xml"),
        "a local file": good.replace(read_uri(good).encode(), b"file:///etc/passwd"),
        "the document itself": good.replace(read_uri(good).encode(), b""),
        "hmac": good.replace(
            XmlMethod.RSA_SHA512.value.encode(), b"http://www.w3.org/2001/04/xmldsig-more#hmac-sha512"
        ),
        "rsa-sha1": good.replace(XmlMethod.RSA_SHA512.value.encode(), b"http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        "sha1": good.replace(b"http://www.w3.org/2001/04/xmlenc#sha512", b"http://www.w3.org/2000/09/xmldsig#sha1"),
        "truncated hmac": good.replace(b"</ds:SignatureMethod>", _LENGTH + b"</ds:SignatureMethod>"),
        "no value": good.replace(value, b""),
        "a key of its own": good.replace(b"<ds:X509Data>", b"<ds:KeyValue></ds:KeyValue><ds:X509Data>"),
        "a key elsewhere": good.replace(b"<ds:X509Data>", b'<ds:RetrievalMethod URI="http://127.0.0.1:9/"/><ds:X509Data>'),
        "comments": good.replace(c14n, c14n + b"#WithComments"),
        "a comment in the value": good.replace(value, value[:20] + b"<!-- -->" + value[20:]),
        "an entity": b'<!DOCTYPE a [<!ENTITY e "x">]>' + good,
        "blanks": good.replace(b"<ds:KeyInfo", b" <ds:KeyInfo"),
        "an end of line": good + b"\n",
        "a declaration": b'<?xml version="1.0"?>' + good,
        "no base64": good.replace(value, value[:-4] + b"\n" + value[-4:]),
        "another prefix": good.replace(b"ds:", b"dsig:"),
        "no certificates": re.sub(rb"<ds:X509Certificate>.*</ds:X509Certificate>", b"", good),
        "values twice": good.replace(_ANSWER, _ANSWER * 2),
        "values unsorted": good.replace(_ANSWER, b"").replace(_ANSWERS, _ANSWERS + _ANSWER),
        "values elsewhere": good.replace(b"<ds:KeyInfo", _ANSWER + b"<ds:KeyInfo"),
        "no values in their place": good.replace(_LISTS, _LISTS + b"</xades:CRLValues>" + _LISTS),
        "other values": good.replace(_TOLD_END, b"<xades:OtherValues></xades:OtherValues>" + _TOLD_END),
        "unsigned properties": good.replace(b"</xades:SignatureTimeStamp>", b"</xades:SignatureTimeStamp>" + _COUNTER),
        "an archive stamp again": good.replace(archive, archive * 2),
        "an archive stamp before what it covers": good.replace(archive, b"").replace(_VALUES, archive + _VALUES),
        "an archive stamp elsewhere": good.replace(archive, b"").replace(b"<ds:KeyInfo", archive + b"<ds:KeyInfo"),
        "an archive stamp alone": good.replace(first, b""),
        "an archive stamp of no bytes": re.sub(rb"(EncapsulatedTimeStamp>)[^<]*(</[^<]*</xadesv)", rb"\1\2", good),
        "an archive stamp of another time": good.replace(b"1903/v1.4.1#", b"1903/v1.3.2#"),
        **{name: good.replace(_TRANSFORM, _TRANSFORM.replace(c14n, other), 1) for name, other in transforms.items()},
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(attacks()))
def test_an_attack_is_not_read(name: str) -> None:
    attack = attacks()[name]
    assert attack != sign(archived=True)
    try:
        read = read_xml_signature(attack)
    except SourceError:
        return
    # What can still be read is a whole signature of something else, which no key signed.
    key, _ = signer()
    assert write_xml_signature(read) == attack
    with pytest.raises(NotSigned):
        key.public_key().verify(read.value, read.signed, padding.PKCS1v15(), SHA512())


def test_a_huge_one_is_not_read() -> None:
    with pytest.raises(SourceError, match="reads at most 4 MB"):
        read_xml_signature(b" " * (SIGNATURE_LIMIT + 1))


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    with pytest.raises(SourceError):
        read_xml_signature(source)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable()), st.binary(max_size=50))
def test_any_name_and_values_come_back(name: str, value: bytes) -> None:
    read = read_xml_signature(sign())
    other = replace(read, name=name, value=value, token=value, certificates=(value, value))
    assert read_xml_signature(write_xml_signature(other)) == other
    assert b64encode(value) in write_xml_signature(other)


def test_two_signatures_differ_where_they_should() -> None:
    assert isinstance(read_xml_signature(sign()), XmlSignature)
    assert sign(name="other.xml") != sign()
