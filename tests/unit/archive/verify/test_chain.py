"""The chain of an object of very many versions is gone through without looking at each version for each."""

from datetime import UTC, datetime
from pathlib import Path

from codetool.archive.inventory import Inventory, InventoryVersion
from codetool.archive.objects import ArchivedObject
from codetool.archive.verify.chain import Chain, Link, check_chain

DAY = datetime(2026, 1, 1, tzinfo=UTC)


class Counted(int):
    """The number of a version that counts how often it is compared."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Counted.times += 1
        return int(self) == other

    __hash__ = int.__hash__


def chain_of(count: int, *, without: int) -> Chain:
    """Return a chain of versions of which each adds a sealing, but one; its records cannot be read."""
    versions = tuple(
        InventoryVersion(number=Counted(number), created=DAY, state={}) for number in range(1, count + 1)
    )  # fmt: skip
    inventory = Inventory(id="akn:/akn/x", head=count, versions=versions, manifest={})
    numbers = (number for number in range(1, count + 1) if number != without)
    return Chain(
        archived=ArchivedObject(root=Path("archive"), place="", inventory=inventory),
        links=tuple(Link(version=Counted(number), label=f"x{number}", record=None, place="") for number in numbers),
    )


def test_very_many_versions_are_counted_once() -> None:
    count = 300
    chain = chain_of(count, without=7)
    Counted.times = 0
    assert [(one.code, one.values) for one in check_chain(chain, ())] == [
        ("version-sealings", {"version": "v7", "count": 0})
    ]
    assert Counted.times < 20 * count


def test_the_logs_below_a_folder_are_found_by_where_they_stand() -> None:
    logs = ("logs/v1-x/a", "logs/v1/a", "logs/v1/b", "logs/v10/a", "logs/v2/a")
    chain = Chain(archived=chain_of(1, without=1).archived, links=(), logs=logs)
    assert [*chain.logs_below("logs/v1")] == ["logs/v1/a", "logs/v1/b"]
    assert [*chain.logs_below("logs/v3")] == []
