"""What a verification is asked for."""

from dataclasses import dataclass, field
from datetime import datetime

from codetool.archive.sign.trust import Trust
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
