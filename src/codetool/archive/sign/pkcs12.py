"""A key in a PKCS#12 file."""

from typing import TYPE_CHECKING

from codetool.archive.sign.places import OpenedPlace, Pkcs12Place, read_secret, read_small
from codetool.errors import SigningError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates


def open_pkcs12(place: Pkcs12Place) -> OpenedPlace:
    """Return what a PKCS#12 file holds."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    held = _opened(place)
    if held.key is None or held.cert is None:
        raise SigningError(
            "this file holds no key with its certificate",
            "Export both together, as PKCS#12 (.p12, .pfx).",
            place=place.named,
        )
    certificate, *others = (
        x509.Certificate.load(one.certificate.public_bytes(Encoding.DER)) for one in (held.cert, *held.additional_certs)
    )
    registry = SimpleCertificateStore()
    registry.register_multiple(others)
    key = held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(certificate, keys.PrivateKeyInfo.load(key), registry, embed_roots=False)
    return OpenedPlace(
        signer=signer, certificate=certificate, others=tuple(others), secret=place.pass_file, release=_nothing
    )


def _opened(place: Pkcs12Place) -> "PKCS12KeyAndCertificates":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    content = read_small(place.file)
    secret = read_secret(place.pass_file).encode() if place.pass_file else None
    try:
        return load_pkcs12(content, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        pass  # with neither cause nor context: no trace may hold the password
    if not _is_pkcs12(content):
        raise SigningError(
            "this is no PKCS#12 file", "Name the key's file, of which the name ends in .p12 or .pfx.", place=place.named
        )
    if place.pass_file is None:
        raise SigningError(
            "this key file has a password, and no pass file is named",
            "Write the password into a file of its own, and name that with --passfile.",
            place=place.named,
        )
    raise SigningError(
        "the password does not open this file",
        "Write the right one into the pass file, and name that with the key.",
        place=place.named,
    )


def _is_pkcs12(content: bytes) -> bool:
    from asn1crypto import pkcs12

    try:
        return bool(pkcs12.Pfx.load(content)["version"].native == "v3")
    except (ValueError, TypeError, KeyError):
        return False


def _nothing() -> None:
    """Do nothing: a key in memory has nothing to let go of."""
