"""Whom a reader trusts: the root certificates that he names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.archive.sign.certificates import is_self_issued, told_name
from codetool.archive.sign.places import read_small
from codetool.errors import SigningError

if TYPE_CHECKING:
    from asn1crypto import x509


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The roots that signatures and time stamps must lead to, as DER; none: nothing can be proven of who signed."""

    roots: tuple[bytes, ...] = field(default=(), repr=False)

    def certificates(self) -> "tuple[x509.Certificate, ...]":
        """Return the roots, parsed."""
        from asn1crypto import x509

        return tuple(x509.Certificate.load(root) for root in self.roots)


def load_trust(paths: Iterable[Path]) -> Trust:
    """Return the trust in all certificates of some PEM or DER files.

    Raises SigningError where a file holds no certificate, or one that is neither an authority's nor its own issuer.
    """
    found = {root: None for path in paths for root in _roots(path)}
    return Trust(roots=tuple(found))


def _roots(path: Path) -> tuple[bytes, ...]:
    from pyhanko.keys import load_certs_from_pemder_data

    content = read_small(path)
    try:
        found = tuple(load_certs_from_pemder_data(content))
        for one in found:
            _check_root(one, path)
    except (ValueError, TypeError, KeyError):
        found = ()
    if not found:
        raise SigningError(
            "this file holds no certificate", "Name a certificate (.pem, .crt, .cer, .der).", place=str(path)
        )
    return tuple(one.dump() for one in found)


def _check_root(certificate: "x509.Certificate", path: Path) -> None:
    if not certificate.ca and not is_self_issued(certificate):
        raise SigningError(
            "{subject} is no authority that vouches for signers",
            "Name the root certificate of its issuer.",
            place=str(path),
            subject=told_name(certificate.subject),
        )
