"""The days on which versions say that they were sealed, against the clock of whoever verifies, and their stamps."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from codetool.archive.clocks import SKEW
from codetool.archive.record import RECORD, SealRecord
from codetool.archive.sign.told import Kind, SignatureFound
from codetool.archive.verify.chain import Chain, Link
from codetool.archive.verify.tree import joined
from codetool.findings import Finding, finding
from codetool.render.recipe import Recipe


def check_past(chain: Chain, at: datetime) -> Iterator[Finding]:
    """Yield the first version of an object that was sealed later than now, which is `at`.

    The times of an object go forward only, or that is told: all that come after it are later still, and none can be
    sealed after them until then.
    """
    for version in chain.archived.inventory.versions:
        if version.created > at + SKEW:
            yield _future(version.name, version.created).in_file(joined(chain.archived.place, "inventory.json"))
            return


def check_past_record(record: SealRecord, at: datetime) -> Iterator[Finding]:
    """Yield that a version was sealed later than now, as the record in its folder has it."""
    if record.sealed > at + SKEW:
        yield _future(record.label, record.sealed).in_file(RECORD)


def check_past_recipe(recipe: Recipe | None, at: datetime) -> Iterator[Finding]:
    """Yield that an edition says on its page that it was sealed later than now; its file is for the caller to name."""
    sealing = recipe.sealing if recipe else None
    if sealing and sealing.day > f"{at + SKEW:%Y-%m-%d}":
        yield finding("time-future", version=sealing.label or "-", day=sealing.day)


def check_proven_time(link: Link, found: Iterable[SignatureFound]) -> Iterator[Finding]:
    """Yield that the record of a version names a day long before the stamp that its inventory's signature was given.

    Where the signature names that day as well, that is told of it already.
    """
    for one in found:
        if one.kind is not Kind.CADES or _PROVEN_SINCE in {each.code for each in one.findings}:
            continue
        if link.record and one.stamped_at and one.stamped_at - link.record.sealed > SKEW:
            claimed, day = (f"{moment:%Y-%m-%d}" for moment in (link.record.sealed, one.stamped_at))
            told = finding("time-proven-since", version=f"v{link.version}", claimed=claimed, day=day)
            yield told.in_file(link.place)


_PROVEN_SINCE = "signature-proven-since"


def _future(version: str, sealed: datetime) -> Finding:
    return finding("time-future", version=version, day=f"{sealed:%Y-%m-%d}")
