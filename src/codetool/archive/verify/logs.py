"""What stands below an object's logs/: signatures of its inventories, and what renewed them."""

from collections.abc import Collection, Mapping

from codetool.archive.sign.renewal import is_of_renewal
from codetool.archive.verify.chain import Chain
from codetool.archive.verify.tree import Tree


def signature_place(version: int) -> str:
    """Return where the signature of a version's inventory stands in its object.

    >>> signature_place(1)
    'logs/v1/inventory.json.p7s'
    """
    return f"logs/v{version}/inventory.json.p7s"


def expected_logs(chain: Chain, inside: Tree) -> Mapping[str, str]:
    """Return the files that are below logs/ by right, with the digests that a later record names, else empty.

    A renewal that is there is by right; what it holds is for the check of signatures to say. Nothing is of a version
    that the object has not, or of another name than those of signatures and renewals, whatever a record says.
    """
    versions = frozenset(version.name for version in chain.archived.inventory.versions)
    signed = {signature_place(link.version): "" for link in chain.links if link.record and link.record.signed}
    renewed = {path: "" for path in inside.files() if _is_renewal(path, versions)}
    known = {path: digest for path, digest in chain.known_logs().items() if _is_log(path, versions)}
    return {**signed, **renewed, **known}


def _is_log(path: str, versions: Collection[str]) -> bool:
    version = path.removeprefix("logs/").partition("/")[0]
    signed = version in versions and path == signature_place(int(version[1:]))
    return signed or _is_renewal(path, versions)


def _is_renewal(path: str, versions: Collection[str]) -> bool:
    """Tell whether a path is that of a renewal; `versions` are the names of the versions that the object has."""
    logs, _, below = path.partition("/")
    version, _, name = below.partition("/")
    return logs == "logs" and version in versions and is_of_renewal(name)
