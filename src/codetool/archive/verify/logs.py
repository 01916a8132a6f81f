"""What stands below an object's logs/: signatures of its inventories, and what renewed them."""

import re
from collections.abc import Mapping

from codetool.archive.verify.chain import Chain
from codetool.archive.verify.tree import Tree

_RENEWAL = re.compile(r"logs/v[1-9][0-9]{0,4}/renewal-[0-9]{4}/[A-Za-z0-9._-]+")


def signature_place(version: int) -> str:
    """Return where the signature of a version's inventory stands in its object.

    >>> signature_place(1)
    'logs/v1/inventory.json.p7s'
    """
    return f"logs/v{version}/inventory.json.p7s"


def expected_logs(chain: Chain, inside: Tree) -> Mapping[str, str]:
    """Return the files that are below logs/ by right, with the digests that a later record names, else empty.

    A renewal that is there is by right; what it holds is for the check of signatures to say.
    """
    signed = {signature_place(link.version): "" for link in chain.links if link.record and link.record.signed}
    renewed = {path: "" for path in inside.files() if _RENEWAL.fullmatch(path)}
    return {**signed, **renewed, **chain.known_logs()}
