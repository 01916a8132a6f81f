"""The programs that decide what the pages look like, to the letter: they are named in the file."""

import ctypes
import platform
import zlib
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pydyf

from codetool import __version__
from codetool.resources import resource_path

_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "/opt/homebrew/lib/libharfbuzz.0.dylib", "libharfbuzz-0.dll")
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "/opt/homebrew/lib/libpango-1.0.0.dylib", "libpango-1.0-0.dll")


def name_programs(weasyprint: str) -> tuple[str, ...]:
    """Return the programs that make a PDF with their versions; those of libraries are the ones that run now."""
    return (
        f"codetool {__version__} sha256:{program_digest()}",
        f"WeasyPrint {weasyprint}",
        f"pydyf {pydyf.VERSION}",
        f"Pango {_version(_PANGO, 'pango_version_string')}",
        f"HarfBuzz {_version(_HARFBUZZ, 'hb_version_string')}",
        *(f"{name} {_installed(name)}" for name in _LIBRARIES),
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}",
        f"Python {platform.python_version()}",
    )


_LIBRARIES = ("Jinja2", "cssselect2", "fonttools", "lxml", "pillow", "pyphen", "rapidfuzz", "tinycss2", "tinyhtml5")
"""Libraries that read, compare, break and draw."""

_ROOMS = ("model", "akn", "diff", "history", "render")
"""Rooms of the program that decide what stands on a page."""

_FILES = (
    *_ROOMS,
    *("akn/acts.toml", "akn/profile.toml", "akn/references.toml", "akn/weight.toml"),
    *("templates/edition", "templates/i18n", "templates/redline"),
)
"""Those rooms, and the data that they read."""


@cache
def program_digest() -> str:
    """Return the SHA-256 of the program's own files that decide what a page looks like, its templates among them.

    A version's number stays the same while people work on it: what made a file is known by this.
    """
    package = Path(__file__).resolve().parents[2]
    found = sha256()
    for name in _FILES:
        base = package if name in _ROOMS else resource_path(name.partition("/")[0]).parent
        paths = [base / name] if name.endswith(".toml") else (base / name).rglob("*")
        for path in sorted(path for path in paths if path.is_file() and path.suffix != ".pyc"):
            found.update(f"{path.relative_to(base).as_posix()} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _version(names: tuple[str, ...], function: str) -> str:
    for name in names:
        try:
            told = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        told.restype = ctypes.c_char_p
        return str(told().decode())
    return "?"
