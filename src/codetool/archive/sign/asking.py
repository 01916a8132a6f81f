"""What authorities tell of certificates when they are asked over the network, for a reader who wants it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from codetool.archive.sign.certificates import issued_below
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.material import NO_MATERIAL, Material, gather
from codetool.archive.sign.proof import Chain
from codetool.archive.sign.trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorities:
    """Asks authorities, and keeps what they told: an archive has the same certificates in all its signatures."""

    kept: dict[tuple[Chain, Trust], Material] = field(default_factory=dict, repr=False)

    def ask(self, chains: Iterable[Chain], trust: Trust) -> Material:
        """Return what they say now of some chains, as far as it can be had.

        Addresses stand in certificates: only those are asked that certificates name which a trusted root issued.
        """
        found = NO_MATERIAL
        for chain in chains:
            key = (chain, trust)
            if key not in self.kept:
                known = _issued(chain, trust)
                self.kept[key] = gather((known,), trust) if known else NO_MATERIAL
            found += self.kept[key]
        return found


def _issued(chain: Chain, trust: Trust) -> Chain:
    """Return, of some certificates, those that trusted roots issued, and those below them."""
    from asn1crypto import x509

    try:
        found = issued_below(trust.certificates(), [x509.Certificate.load(der) for der in chain])
    except hostile():
        return ()
    return tuple(one.dump() for one in found)
