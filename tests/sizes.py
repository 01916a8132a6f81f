"""How much is tried: a part of what takes long, or all of it with TESTS=full (`make coverage`)."""

import os
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
FULL = os.environ.get("TESTS") == "full"


def some(items: Sequence[Item], every: int) -> list[Item]:
    """Return all items, or each `every`-th from the first on."""
    return list(items if FULL else items[::every])
