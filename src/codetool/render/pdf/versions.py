"""The programs that decide what the pages look like, to the letter: they are named in the file."""

import ctypes

import pydyf

from codetool import __version__

_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "/opt/homebrew/lib/libharfbuzz.0.dylib", "libharfbuzz-0.dll")
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "/opt/homebrew/lib/libpango-1.0.0.dylib", "libpango-1.0-0.dll")


def name_programs(weasyprint: str) -> tuple[str, ...]:
    """Return the programs that make a PDF with their versions; those of libraries are the ones that run now."""
    return (
        f"codetool {__version__}",
        f"WeasyPrint {weasyprint}",
        f"pydyf {pydyf.VERSION}",
        f"Pango {_version(_PANGO, 'pango_version_string')}",
        f"HarfBuzz {_version(_HARFBUZZ, 'hb_version_string')}",
    )


def _version(names: tuple[str, ...], function: str) -> str:
    for name in names:
        try:
            told = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        told.restype = ctypes.c_char_p
        return str(told().decode())
    return "?"
