"""Finds the data that people other than programmers edit: `akn/` and `templates/`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource_path(name: str) -> Path:
    """Return the path of a data file or folder, in the checkout or in the installed wheel.

    >>> resource_path("akn/findings.toml").name
    'findings.toml'
    """
    carried = _PACKAGE / "_data" / name
    return carried if carried.exists() else _PACKAGE.parents[1] / name


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return a TOML data file as a table; read once per process.

    >>> sorted(load_table("akn/profile.toml"))[:2]
    ['defaults', 'profile']
    """
    return tomllib.loads(resource_path(name).read_text(encoding="utf-8"))
