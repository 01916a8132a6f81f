"""Whether a font is there at all: Pango crashes the process where none is, instead of raising."""

import ctypes

from codetool.errors import MissingPartError

_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "/opt/homebrew/lib/libfontconfig.1.dylib")
APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-ebgaramond fonts-dejavu-core"
"""What installs all that a PDF needs."""


def check_fonts() -> None:
    """Raise MissingPartError where the system has no font: Pango would crash the process, not raise."""
    if not _count_fonts():
        raise MissingPartError(
            "no font is installed, and a PDF needs one", "Install fonts: {apt}.", apt=APT, place="fontconfig"
        )


class _FontSet(ctypes.Structure):
    """The head of fontconfig's FcFontSet."""

    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int))


def _count_fonts() -> int:
    library = _fontconfig()
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
    fonts = library.FcConfigGetFonts(None, 0)
    return int(fonts.contents.nfont) if fonts else 0


def _fontconfig() -> ctypes.CDLL:
    for name in _FONTCONFIG:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise MissingPartError(
        "the library fontconfig is missing, and a PDF needs it", "Install Pango and fonts: {apt}.", apt=APT
    )
