"""The PDF edition: a book on A4, tagged (PDF/UA-1), with the same bytes for the same Expression."""

from hashlib import sha256
from typing import Any

from codetool.akn.write import digest_of
from codetool.errors import MissingPartError
from codetool.model.expression import Expression
from codetool.render.book import fill_book
from codetool.render.fonts import APT, check_fonts
from codetool.render.pages import paged
from codetool.render.imprint import BARE, Imprint


def render_pdf(expression: Expression, imprint: Imprint = BARE) -> bytes:
    """Return the edition as PDF; its identifier is the digest of the source.

    Where no source is given, the digest is that of the canonical XML.
    Raises MissingPartError where Pango or every font is missing.
    """
    digest = sha256(imprint.source).hexdigest() if imprint.source else digest_of(expression)
    return print_pdf(fill_book(expression, imprint, digest), digest)


def print_pdf(html: str, digest: str) -> bytes:
    """Return an HTML page with its style inside as PDF; nothing is fetched, `digest` is its identifier."""
    check_fonts()
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))  # what is not in the page itself is refused
    document = paged(weasyprint)(string=html, base_url=None, url_fetcher=fetcher)
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
            apt=APT,
        ) from error
    return weasyprint
