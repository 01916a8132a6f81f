"""The days on which versions say that they were sealed, against the clock of whoever verifies."""

from collections.abc import Iterator
from datetime import datetime

from codetool.archive.clocks import SKEW
from codetool.archive.record import RECORD, SealRecord
from codetool.archive.verify.chain import Chain
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


def _future(version: str, sealed: datetime) -> Finding:
    return finding("time-future", version=version, day=f"{sealed:%Y-%m-%d}")
