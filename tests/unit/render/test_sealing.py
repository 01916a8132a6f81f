"""Who sealed an edition stands on its page, in its language; and nothing where nobody did."""

import pytest

from codetool.diff import compare
from codetool.model.expression import Expression
from codetool.render import Imprint, Sealing, render_html, render_redline, view_redline
from codetool.render.book import fill_book
from codetool.render.carried import record_edition
from codetool.render.sealing import told_sealing
from codetool.render.templates import LANGUAGES, labels_for

SIGNED = Sealing(
    day="2026-11-26", label="2021-01-01.fra", signer="Signataire d’essai", organisation="Fédération d’essai",
    stamped=True, corrects="2020-01-01.fra",
)  # fmt: skip
UNSIGNED = Sealing(day="2026-11-26", label="2021-01-01.fra")
SENTENCES = {
    "fr": (
        (
            "Signé électroniquement par Signataire d’essai, Fédération d’essai le 26 novembre 2026. "
            "La signature se trouve dans le fichier : a.xml.xades"
        ),
        "Scellé le 26 novembre 2026 sans signature électronique.",
    ),
    "nl": (
        (
            "Elektronisch ondertekend door Signataire d’essai, Fédération d’essai op 26 november 2026. "
            "De handtekening staat in het bestand: a.xml.xades"
        ),
        "Verzegeld op 26 november 2026 zonder elektronische handtekening.",
    ),
    "de": (
        (
            "Elektronisch signiert von Signataire d’essai, Fédération d’essai am 26. November 2026. "
            "Die Signatur steht in der Datei: a.xml.xades"
        ),
        "Versiegelt am 26. November 2026 ohne elektronische Signatur.",
    ),
    "en": (
        (
            "Signed electronically by Signataire d’essai, Fédération d’essai on 26 November 2026. "
            "The signature is in the file: a.xml.xades"
        ),
        "Sealed on 26 November 2026 without an electronic signature.",
    ),
}


def sentence(sealing: Sealing, language: str) -> str:
    told = told_sealing(sealing, labels_for(language))
    return " ".join(told.sentence.split()) if told else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_the_language_of_the_text(language: str) -> None:
    beside = Sealing(day=SIGNED.day, signer=SIGNED.signer, organisation=SIGNED.organisation, signature="a.xml.xades")
    assert (sentence(beside, language), sentence(UNSIGNED, language)) == SENTENCES[language]
    labels = labels_for(language)
    assert labels["seal_in_itself"] in sentence(SIGNED, language).replace("\u202f", " ")


def test_nothing_is_told_where_nobody_sealed() -> None:
    assert told_sealing(None, labels_for("fr")) is None


def test_the_book_tells_it_in_its_colophon(federation_code: Expression) -> None:
    for sealing, title in ((SIGNED, "Signature électronique"), (UNSIGNED, "Scellement")):
        imprint = Imprint(source=b"x", sealing=sealing)
        html = fill_book(federation_code, imprint, record_edition(federation_code, imprint))
        seal = html.partition('<section class="seal">')[2].partition("</section>")[0]
        assert f"<h3>{title}</h3>" in seal
        assert "2021-01-01.fra" in seal
        assert ("Horodatage" in seal, "Corrige" in seal) == (sealing is SIGNED,) * 2
    imprint = Imprint(source=b"x")
    assert 'class="seal"' not in fill_book(federation_code, imprint, record_edition(federation_code, imprint))


def test_the_page_tells_it_at_its_foot(federation_code: Expression) -> None:
    html = render_html(federation_code, Imprint(sealing=SIGNED))
    assert "Signé électroniquement par" in html.partition('<footer class="about"')[2]
    assert 'class="seal"' not in render_html(federation_code)


def test_the_page_of_a_comparison_tells_it_at_its_foot(versions: tuple[Expression, Expression]) -> None:
    view = view_redline(compare(*versions), "nl", on_page=True)
    assert "Verzegeld op" in render_redline(view, "nl", Imprint(sealing=UNSIGNED)).partition("</main>")[2]
    assert 'class="seal"' not in render_redline(view, "nl")


def test_what_a_certificate_says_is_escaped(federation_code: Expression) -> None:
    source = (
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="x"><body/></act></akomaNtoso>'
    )
    html = render_html(read_expression(source), Imprint(sealing=Sealing(day="x", signer="<b>A</b>")))
    assert "&lt;b&gt;A&lt;/b&gt;" in html
