"""A page of HTML printed as PDF/A-3a and PDF/UA-1; WeasyPrint lays out and draws, what it lacks is added here."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import pydyf

from codetool.errors import MissingPartError
from codetool.model.expression import Expression
from codetool.render.book import fill_book
from codetool.render.carried import record_edition
from codetool.render.fonts import APT, check_fonts
from codetool.render.glyphs import check_glyphs
from codetool.render.imprint import BARE, Imprint
from codetool.render.lean import seldom_collected
from codetool.render.lineage import tell_history
from codetool.render.pages import paged
from codetool.render.pdf.attach import attach_sources
from codetool.render.pdf.marks import FontFile, MarkedPage, pack
from codetool.render.pdf.record import Record, Statement
from codetool.render.pdf.tags import write_tags
from codetool.render.pdf.tree import Reader
from codetool.render.pdf.versions import name_programs
from codetool.render.pdf.xmp import Facts, write_xmp

_IDENTIFIER = 32
"""Hexadecimal digits of the source's digest that identify the file."""


def render_pdf(expression: Expression, imprint: Imprint = BARE) -> bytes:
    """Return the edition as PDF, with all that it was made from inside; its identifier is the digest of the source.

    Where no source is given, the digest is that of the canonical XML, and nothing is carried.
    Raises MissingPartError where Pango is missing, or a font for what is to be printed.
    """
    record = record_edition(expression, imprint)
    after = tell_history(imprint.lineage, printed=True, templates=imprint.look.templates)
    return print_pdf(fill_book(expression, imprint, record, after), record)


@seldom_collected()
def print_pdf(html: str, record: Record) -> bytes:
    """Return an HTML page with its style inside as PDF; nothing is fetched."""
    check_fonts()
    check_glyphs(html)
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))  # what is not in the page itself is refused
    page = paged(weasyprint)(string=html, base_url=None, url_fetcher=fetcher)
    document = page.render(color_profiles={"srgb": _colours(weasyprint)}, output_intent="")
    fonts: dict[str, FontFile] = {}
    reader = Reader(document.metadata.lang or "und")
    pages = [MarkedPage(one, fonts, reader.read_page) for one in document.pages]

    def finish(_: object, pdf: pydyf.PDF) -> None:
        write_tags(pdf, pages, reader.finish())
        attach_sources(pdf, record.sources)
        _write_metadata(pdf, document.metadata, (*record.statements, *_made_with(weasyprint.__version__, fonts)))
        for one in pdf.objects:
            if isinstance(one, pydyf.Stream):
                pack(one)

    made: bytes = document.copy(pages).write_pdf(
        finisher=finish,
        # Of the variants that WeasyPrint knows, this one leaves the tags to us.
        pdf_variant="pdf/a-3u",
        pdf_tags=False,
        pdf_identifier=record.digest[:_IDENTIFIER].encode(),
        output_intent="",
    )
    return made


def _write_metadata(pdf: pydyf.PDF, metadata: Any, statements: Sequence[Statement]) -> None:  # noqa: ANN401 - WeasyPrint carries no types
    language = metadata.lang or "und"
    pdf.catalog["Lang"] = pydyf.String(language)
    facts = Facts(
        title=metadata.title or "",
        authors=metadata.authors,
        language=language,
        creator=metadata.generator or "",
        producer=pdf.info["Producer"].string,
    )
    packet = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    packet.stream = [write_xmp(facts, statements)]
    packet.compress = False  # archives look for it without unpacking


def _made_with(weasyprint: str, fonts: dict[str, FontFile]) -> tuple[Statement, ...]:
    named = sorted({f"{font.name} sha256:{font.digest}" for font in fonts.values()})
    programs = Statement(
        name="madeWith", meaning="Programs that made the file", values=name_programs(weasyprint), many=True
    )
    if not named:
        return (programs,)
    return programs, Statement(
        name="font", meaning="Font files used, each with its SHA-256", values=tuple(named), many=True
    )


def _colours(weasyprint: Any) -> Any:  # noqa: ANN401 - WeasyPrint carries no types
    """Return what the colours mean: WeasyPrint's own profile, which it would open and not close."""
    with (files(weasyprint) / "pdf" / "sRGB2014.icc").open("rb") as profile:
        return weasyprint.css.ColorProfile(profile, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


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
