"""The PDF edition: a book on A4, tagged (PDF/UA-1), with the same bytes for the same Expression."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from codetool.akn.write import digest_of
from codetool.errors import MissingPartError
from codetool.model.expression import Expression
from codetool.render.edition import NOTHING, fill_edition
from codetool.render.fonts import APT, check_fonts
from codetool.render.glyphs import check_glyphs
from codetool.render.imprint import BARE, Imprint
from codetool.render.view import view_of


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
    check_glyphs(html)
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))  # what is asked for elsewhere is refused
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
            apt=APT,
        ) from error
    return weasyprint
