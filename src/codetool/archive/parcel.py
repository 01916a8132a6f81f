"""Values and bytes in one file, for a process of its own: the length of a head in JSON, the head, then the bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_WIDTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What goes to a process or comes back: a head of plain values, and bytes by name."""

    head: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def pack(parcel: Parcel) -> bytes:
    """Return a parcel as bytes.

    >>> unpack(pack(Parcel(head={"task": "open"}, files={"a": b"123"}))).files["a"]
    b'123'
    """
    sizes = [[name, len(content)] for name, content in parcel.files.items()]
    head = json.dumps({"head": dict(parcel.head), "files": sizes}).encode()
    return b"".join((len(head).to_bytes(_WIDTH, "little"), head, *parcel.files.values()))


def unpack(content: bytes) -> Parcel:
    """Return the parcel that bytes are; raise ValueError where they are none, or not all of one."""
    start = _WIDTH + int.from_bytes(content[:_WIDTH], "little")
    try:
        told = json.loads(content[_WIDTH:start])
        head, sizes = told["head"], told["files"]
        files = dict[str, bytes]()
        for name, size in sizes:
            files[name] = content[start : start + size]
            start += size
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no parcel") from error
    if start != len(content):
        raise ValueError("not all of a parcel")
    return Parcel(head=head, files=files)
