"""What a signature carries for readers without a network: certificates, and what authorities told of revoked ones.

These are the unsigned properties CertificateValues and RevocationValues (ETSI EN 319 132-1, 5.4.2 and 5.4.3). The key
of the signer does not sign them: each value bears the signature of the authority that it is from, which the archive's
rooms check, and an archive time stamp may be over all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from codetool.akn.xades_elements import NAMESPACES, decoded, element, encoded

MOST_VALUES = 50
"""Certificates, lists and answers that a signature carries at most, of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlValues:
    """Certificates, lists of revoked ones (CRL), and answers about one (OCSP), in DER; each once, and sorted."""

    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    answers: tuple[bytes, ...] = field(default=(), repr=False)


NO_VALUES = XmlValues()


def write_values(values: XmlValues) -> Iterator[str]:
    """Yield the properties that hold some values, in the order of the schema; none where there is nothing to hold."""
    if values.certificates:
        yield element("xades:CertificateValues", *_held("xades:EncapsulatedX509Certificate", values.certificates))
    told = [
        element(group, *_held(each, ders))
        for group, each, ders in (
            ("xades:CRLValues", "xades:EncapsulatedCRLValue", values.crls),
            ("xades:OCSPValues", "xades:EncapsulatedOCSPValue", values.answers),
        )
        if ders
    ]
    if told:
        yield element("xades:RevocationValues", *told)


def read_values(root: etree._Element) -> XmlValues:
    """Return the values in a signature; raise ValueError where they are more than any honest one has, or unsorted."""
    return XmlValues(
        certificates=_read(root, "EncapsulatedX509Certificate"),
        crls=_read(root, "EncapsulatedCRLValue"),
        answers=_read(root, "EncapsulatedOCSPValue"),
    )


def _held(tag: str, ders: Iterable[bytes]) -> Iterator[str]:
    return (element(tag, encoded(der)) for der in sorted(set(ders)))


def _read(root: etree._Element, tag: str) -> tuple[bytes, ...]:
    found = tuple(map(decoded, root.findall(f".//xades:{tag}", NAMESPACES)))
    if len(found) > MOST_VALUES or list(found) != sorted(set(found)):
        raise ValueError(tag)
    return found
