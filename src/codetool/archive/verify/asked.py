"""What a verification is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from codetool.archive.quiet import quietly
from codetool.archive.sign.apart_pdf import PdfChecker
from codetool.archive.sign.asking import Authorities
from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.proof import Chain
from codetool.archive.sign.trust import Trust
from codetool.archive.verify.listed import Lists
from codetool.archive.verify.report import Watch, unwatched
from codetool.store.lock import Waiting, wait_in_silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom the reader trusts, what time it is (UTC), and whom to tell how far it has come.

    `rebuild` has editions made again, as many `processes` at once; `fetch` has authorities asked over the network.
    """

    at: datetime
    trust: Trust = field(default_factory=Trust)
    rebuild: bool = True
    fetch: bool = False
    processes: int = 1
    watch: Watch = unwatched
    waiting: Waiting = wait_in_silence
    authorities: Authorities = field(default_factory=Authorities)
    pdfs: PdfChecker = field(default_factory=PdfChecker, repr=False)
    lists: Lists = field(default_factory=Lists, repr=False)

    def told(self, chains: Iterable[Chain]) -> Material:
        """Return what the authorities say now of some certificates, where they may be asked, else nothing."""
        if not self.fetch:
            return NO_MATERIAL
        with quietly():
            return self.authorities.ask(chains, self.trust)
