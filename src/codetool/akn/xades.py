"""Signatures of XML beside their file (XAdES, ETSI EN 319 132-1, levels B-B to B-LTA): written and read in one form.

The document of a signature is written from a handful of values, in canonical XML, and read by taking these values out,
writing it again and comparing the bytes. So nothing can stand in it that we do not write: no second signature, no
reference elsewhere, no transform or algorithm of another's choice, no byte that means nothing. Nothing in it is
followed: the one file that it signs is given by the caller, and must have the name that it states.

Two references lead to that file. One has no transform, and so covers its exact bytes (XMLDSig 4.4.3.2: what is
dereferenced is digested as it is). The other covers its canonical XML, which layout does not change: where only the
first fails, the text was laid out anew, but is the text that was signed. A valid signature needs both.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum, auto
from hashlib import sha512
from urllib.parse import quote, unquote

from lxml import etree

from codetool.akn.parser import check_size, parse_xml
from codetool.akn.xades_canonical import canonical
from codetool.akn.xades_elements import NAMESPACES, decoded, element, element_141, encoded, in_scope
from codetool.akn.xades_values import NO_VALUES, XmlValues, read_values, write_values
from codetool.errors import SourceError

SIGNATURE_LIMIT = 4 * 1024 * 1024
"""Bytes of a signature that we read at most; lists of revoked certificates may be in it."""


class XmlMethod(Enum):
    """With what key and digest a signature is made, by the address that the standard has for it (RFC 9231)."""

    RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    RSA_SHA512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"
    ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    ECDSA_SHA384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"
    ECDSA_SHA512 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"


class Coverage(Enum):
    """What of a file is as a signature says."""

    ALL = auto()
    """Every byte."""
    TEXT = auto()
    """The canonical XML; the file was laid out anew."""
    NONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlSignature:
    """What a signature states: all that its document is written from.

    `certificates` are in DER, that of the signer first; `value` is as in XMLDSig (two numbers side by side for ECDSA);
    `token` is the time stamp over `stamped`, or empty. Nobody signs the `values`, which prove themselves or nothing;
    `archive` is the time stamp over what `archived` returns, these among it, or empty.
    """

    name: str
    exact: bytes
    canonical: bytes
    certificates: tuple[bytes, ...]
    signed_at: datetime
    method: XmlMethod
    value: bytes = b""
    token: bytes = b""
    values: XmlValues = NO_VALUES
    archive: bytes = b""

    @property
    def signed(self) -> bytes:
        """Return the bytes that the key signs: the canonical XML of SignedInfo."""
        return in_scope(_signed_info(self)).encode()

    @property
    def stamped(self) -> bytes:
        """Return the bytes that the time stamp is over: the canonical XML of SignatureValue (EN 319 132-1, 5.3)."""
        return in_scope(_value(self)).encode()

    def archived(self, content: bytes) -> bytes:
        """Return the bytes that the archive time stamp is over, where the file has this content (clause 5.5.2.2).

        These are what the references lead to, in their order; SignedInfo, SignatureValue and KeyInfo; the unsigned
        properties before the stamp. There is no other ds:Object. Raises SourceError where the content is no XML.
        """
        properties, key = (in_scope(part).encode() for part in (_properties(self), _key_info(self)))
        referred = (content, canonical(content, self.name), properties, key)
        unsigned = (in_scope(part).encode() for part in _before_archive(self))
        return b"".join((*referred, self.signed, self.stamped, key, *unsigned))

    def coverage(self, content: bytes) -> Coverage:
        """Return what of a file with this content is as signed."""
        if sha512(content).digest() == self.exact:
            return Coverage.ALL
        try:
            same = sha512(canonical(content, self.name)).digest() == self.canonical
        except SourceError:
            same = False
        return Coverage.TEXT if same else Coverage.NONE


def sign_xml(  # noqa: PLR0913 - a key is a certificate, a method and a way to sign
    content: bytes,
    name: str,
    *,
    certificates: tuple[bytes, ...],
    method: XmlMethod,
    sign: Callable[[bytes], bytes],
    at: datetime,
    stamp: Callable[[bytes], bytes] | None = None,
    values: Callable[[bytes], XmlValues] | None = None,
) -> bytes:
    """Return the document that signs the XML file `name`, to be kept beside it; with `stamp` it is stamped too.

    `sign` makes a signature of bytes, `stamp` gets a time stamp for bytes, `values` what later readers need for a
    signature with that stamp; all are the caller's, who has the key and the network. Raises SourceError where the
    content is no XML.
    """
    unsigned = XmlSignature(
        name=name,
        exact=sha512(content).digest(),
        canonical=sha512(canonical(content, name)).digest(),
        certificates=certificates,
        signed_at=at.astimezone(UTC).replace(microsecond=0),
        method=method,
    )
    signed = replace(unsigned, value=sign(unsigned.signed))
    if stamp is None:
        return write_xml_signature(signed)
    token = stamp(signed.stamped)
    return write_xml_signature(replace(signed, token=token, values=values(token) if values else NO_VALUES))


def add_archive_stamp(document: bytes, content: bytes, stamp: Callable[[bytes], bytes]) -> bytes:
    """Return the document of a stamped signature with one more time stamp, over all that it holds and the content.

    `stamp` gets a time stamp for bytes. Raises SourceError where the document is no signature in our form.
    """
    signed = read_xml_signature(document)
    return write_xml_signature(replace(signed, archive=stamp(signed.archived(content))))


def read_xml_signature(source: bytes, place: str = "") -> XmlSignature:
    """Return what a signature states; raise SourceError where it has any other form than ours, byte for byte."""
    check_size(len(source), place, SIGNATURE_LIMIT)
    root = parse_xml(source, place).getroot()
    try:
        found = _stated(root)
        same = write_xml_signature(found) == source
    except (IndexError, ValueError):
        same = False
    if not same:
        raise SourceError(
            "this is not a signature in the form that codetool writes",
            "Take the signature from a copy of the archive.",
            place=place,
        )
    return found


def write_xml_signature(signature: XmlSignature) -> bytes:
    """Return the document of a signature, in canonical XML."""
    parts = (_signed_info(signature), _value(signature), _key_info(signature), _object(signature))
    return in_scope(element("ds:Signature", *parts, Id=_SIGNATURE)).encode()


# what stands where ----------------------------------------------------------------------------------------------------

_C14N = "http://www.w3.org/2006/12/xml-c14n11"
_SHA512 = "http://www.w3.org/2001/04/xmlenc#sha512"
_PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties"
_SIGNATURE, _KEY, _PROPERTIES, _EXACT, _CANONICAL = "signature", "key", "properties", "bytes", "canonical"
_MEDIA_TYPE = "application/xml"
_TIME = "%Y-%m-%dT%H:%M:%SZ"


def _signed_info(signature: XmlSignature) -> str:
    uri = quote(signature.name)
    return element(
        "ds:SignedInfo",
        element("ds:CanonicalizationMethod", Algorithm=_C14N),
        element("ds:SignatureMethod", Algorithm=signature.method.value),
        element("ds:Reference", *_digest(signature.exact), Id=_EXACT, URI=uri),
        element("ds:Reference", _TRANSFORMS, *_digest(signature.canonical), Id=_CANONICAL, URI=uri),
        _reference(_properties(signature), _PROPERTIES, Type=_PROPERTIES_TYPE),
        _reference(_key_info(signature), _KEY),
    )


def _value(signature: XmlSignature) -> str:
    return element("ds:SignatureValue", encoded(signature.value), Id="value")


def _key_info(signature: XmlSignature) -> str:
    certificates = (element("ds:X509Certificate", encoded(der)) for der in signature.certificates)
    return element("ds:KeyInfo", element("ds:X509Data", *certificates), Id=_KEY)


def _object(signature: XmlSignature) -> str:
    properties = [_properties(signature)]
    if signature.token:
        archive = [element_141("ArchiveTimeStamp", *_time_stamp(signature.archive), Id="archive")]
        unsigned = (*_before_archive(signature), *(archive if signature.archive else ()))
        of_signature = element("xades:UnsignedSignatureProperties", *unsigned)
        properties.append(element("xades:UnsignedProperties", of_signature))
    return element("ds:Object", element("xades:QualifyingProperties", *properties, Target=f"#{_SIGNATURE}"))


def _before_archive(signature: XmlSignature) -> tuple[str, ...]:
    stamp = element("xades:SignatureTimeStamp", *_time_stamp(signature.token), Id="stamp")
    return (stamp, *write_values(signature.values))


def _time_stamp(token: bytes) -> tuple[str, str]:
    method = element("ds:CanonicalizationMethod", Algorithm=_C14N)
    return method, element("xades:EncapsulatedTimeStamp", encoded(token))


def _properties(signature: XmlSignature) -> str:
    digests = (_digest(sha512(der).digest()) for der in signature.certificates)
    certificates = (element("xades:Cert", element("xades:CertDigest", *digest)) for digest in digests)
    of_signature = element(
        "xades:SignedSignatureProperties",
        element("xades:SigningTime", signature.signed_at.strftime(_TIME)),
        element("xades:SigningCertificateV2", *certificates),
    )
    of_file = element("xades:SignedDataObjectProperties", _format(_EXACT), _format(_CANONICAL))
    return element("xades:SignedProperties", of_signature, of_file, Id=_PROPERTIES)


def _format(reference: str) -> str:
    return element("xades:DataObjectFormat", element("xades:MimeType", _MEDIA_TYPE), ObjectReference=f"#{reference}")


def _reference(referred: str, name: str, **attributes: str) -> str:
    digest = sha512(in_scope(referred).encode()).digest()
    return element("ds:Reference", _TRANSFORMS, *_digest(digest), URI=f"#{name}", **attributes)


def _digest(digest: bytes) -> tuple[str, str]:
    return element("ds:DigestMethod", Algorithm=_SHA512), element("ds:DigestValue", encoded(digest))


_TRANSFORMS = element("ds:Transforms", element("ds:Transform", Algorithm=_C14N))


# what is stated -------------------------------------------------------------------------------------------------------


def _stated(root: etree._Element) -> XmlSignature:
    """Return the values of a signature; whether they are all of it, its bytes tell when it is written again."""
    digests = [decoded(each) for each in root.findall("ds:SignedInfo/ds:Reference/ds:DigestValue", NAMESPACES)]
    certificates = root.findall("ds:KeyInfo/ds:X509Data/ds:X509Certificate", NAMESPACES)
    signed_at = _one(root, ".//xades:SigningTime").text or ""
    return XmlSignature(
        name=unquote(_one(root, "ds:SignedInfo/ds:Reference").get("URI", "")),
        exact=digests[0],
        canonical=digests[1],
        certificates=tuple(map(decoded, certificates)),
        signed_at=datetime.strptime(signed_at, _TIME).replace(tzinfo=UTC),
        method=XmlMethod(_one(root, "ds:SignedInfo/ds:SignatureMethod").get("Algorithm")),
        value=decoded(_one(root, "ds:SignatureValue")),
        token=_token(root, "xades:SignatureTimeStamp"),
        values=read_values(root),
        archive=_token(root, "xadesv141:ArchiveTimeStamp"),
    )


def _token(root: etree._Element, stamp: str) -> bytes:
    """Return the time stamp that a property of this name holds, or nothing."""
    found = root.find(f".//{stamp}/xades:EncapsulatedTimeStamp", NAMESPACES)
    return b"" if found is None else decoded(found)


def _one(root: etree._Element, path: str) -> etree._Element:
    """Return the first element at a path; raise ValueError where there is none."""
    found = root.find(path, NAMESPACES)
    if found is None:
        raise ValueError(path)
    return found
