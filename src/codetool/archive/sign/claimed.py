"""The time that a signer states against the one that his own time stamp proves."""

from datetime import datetime

from codetool.archive.clocks import SKEW
from codetool.findings import Finding, finding


def check_claimed(signer: str, claimed: datetime | None, proven: datetime | None) -> tuple[Finding, ...]:
    """Return a warning where a signature is said to be much older than it is proven to be, or nothing.

    `proven` is the time of the stamp that the signature was given when it was made, None where it has none that holds:
    what stamps it later, to renew it, is later by right.
    """
    if claimed is None or proven is None or proven - claimed <= SKEW:
        return ()
    told = finding("signature-proven-since", signer=signer, claimed=f"{claimed:%Y-%m-%d}", day=f"{proven:%Y-%m-%d}")
    return (told,)
