"""The PDF edition: a book on A4, tagged (PDF/UA-1), with the same bytes for the same Expression."""

import ctypes
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from codetool.akn.write import digest_of
from codetool.errors import MissingPartError
from codetool.model.expression import Expression
from codetool.render.edition import NOTHING, fill_edition
from codetool.render.imprint import BARE, Imprint
from codetool.render.view import view_of

_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "/opt/homebrew/lib/libfontconfig.1.dylib")
_APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-ebgaramond fonts-dejavu-core"


def render_pdf(expression: Expression, imprint: Imprint = BARE, after: Mapping[str, Markup] = NOTHING) -> bytes:
    """Return the edition as PDF; its identifier is the digest of the source.

    `after` is what stands at the end of a provision, by its eId. Where no source is given, the digest is that of
    the canonical XML. Raises MissingPartError where Pango or every font is missing.
    """
    digest = sha256(imprint.source).hexdigest() if imprint.source else digest_of(expression)
    html = fill_edition("edition/book.html", view_of(expression), imprint, permalinks=False, after=after)
    return print_pdf(html, digest)


def print_pdf(html: str, digest: str) -> bytes:
    """Return an HTML page with its style inside as PDF; nothing is fetched, `digest` is its identifier."""
    check_fonts()
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())  # no protocol: whatever is asked for is refused
    document = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(pdf_identifier=digest[:32].encode(), pdf_variant="pdf/ua-1")
    return pdf


def _weasyprint() -> Any:  # noqa: ANN401 - WeasyPrint carries no types
    try:
        import weasyprint
    except (OSError, ImportError) as error:
        raise MissingPartError(
            "a library that makes PDFs is missing: {error}",
            "Install Pango and fonts: {apt}.",
            error=str(error).partition("\n")[0].rstrip("."),
            apt=_APT,
        ) from error
    return weasyprint


def check_fonts() -> None:
    """Raise MissingPartError where the system has no font: Pango would crash the process, not raise."""
    if not _count_fonts():
        raise MissingPartError(
            "no font is installed, and a PDF needs one", "Install fonts: {apt}.", apt=_APT, place="fontconfig"
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
        "the library fontconfig is missing, and a PDF needs it", "Install Pango and fonts: {apt}.", apt=_APT
    )
