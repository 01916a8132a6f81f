"""The files at the root of an archive, byte for byte as codetool writes and verifies them (OCFL 1.1, 4.1 and 4.2)."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from codetool.archive.objects import LAYOUT, LAYOUT_CONFIG, LAYOUT_FILE, ROOT_FILE, namaste

_DESCRIPTION = (
    "Extension 0003: Hashed Truncated N-tuple Trees with Object ID Encapsulating Directory for OCFL Storage Hierarchies"
)


def _as_json(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()


ROOT_FILES: Mapping[str, bytes] = MappingProxyType(
    {
        ROOT_FILE: namaste(ROOT_FILE),
        LAYOUT_FILE: _as_json({"extension": LAYOUT, "description": _DESCRIPTION}),
        LAYOUT_CONFIG: _as_json(
            {"extensionName": LAYOUT, "digestAlgorithm": "sha256", "tupleSize": 3, "numberOfTuples": 3}
        ),
    }
)
"""Every file of the root by its path: an archive has these and objects, and no other."""
