"""What is told of time stamps that run out: by whether a file stands in an archive, which proves it on, or alone."""

from dataclasses import replace
from enum import Enum, auto

from codetool.archive.sign.told import SignatureFound
from codetool.findings import Finding, finding

_EXPIRING = "stamp-expiring"
_ALONE = {"stamp-expired": "stamp-alone-expired", _EXPIRING: "stamp-alone-expiring"}


class Kept(Enum):
    """What proves a file besides its own signature."""

    ALONE = auto()
    """Nothing that is at hand: no stamp can be renewed there."""
    SEALED = auto()
    """An inventory lists it, but nothing good is known of the inventory's signature."""
    PROVEN = auto()
    """An inventory lists it that its own signature or renewals prove, now and until a day that is told of them."""


def told_as_kept(found: SignatureFound, kept: Kept) -> SignatureFound:
    """Return what is found of the signature of a file, with what is to be done about stamps that run out there."""
    match kept:
        case Kept.ALONE:
            return replace(found, findings=tuple(map(_alone, found.findings)))
        case Kept.PROVEN:
            return replace(found, findings=tuple(one for one in found.findings if one.code != _EXPIRING))
        case Kept.SEALED:
            return found


def _alone(found: Finding) -> Finding:
    code = _ALONE.get(found.code)
    return finding(code, **found.values).in_file(found.file) if code else found
