"""The pages of the book as a reader sees them: what stands on which page, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from benchmarks.acts import generate_act
from benchmarks.write_acts import write_act
from codetool.akn.read import read_expression
from codetool.model.expression import Expression
from codetool.render import Imprint, render_pdf
from codetool.render.look import Logo, Look
from codetool.render.view import Entry, view_of
from tools.book_pictures import PICTURES, draw_pages, is_moved

MM = 72 / 25.4
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
A4 = (210 * MM, 297 * MM)
A5 = (148 * MM, 210 * MM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The margins of a page in millimetres."""

    top: float = 33
    side: float = 31
    bottom: float = 34


LARGE, SMALL, TURNED = Margins(), Margins(top=22, side=18, bottom=21), Margins(top=26, side=18, bottom=22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its size, its texts by place, and the right edge of what stands farthest right in the text."""

    size: tuple[float, float]
    head: str
    text: str
    foot: str
    right: float

    @property
    def words(self) -> str:
        """Return the text without spaces and the hyphens of divided words."""
        return squeezed(self.text)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\ufffe\u0002-]", "", text)


def read_pages(pdf: bytes, margins: Margins = LARGE) -> tuple[Page, ...]:
    with pdfium.PdfDocument(pdf) as document:
        return tuple(_read_page(page, margins) for page in document)


def _read_page(page: pdfium.PdfPage, margins: Margins) -> Page:
    width, height = page.get_size()
    top, bottom = height - margins.top * MM + 4, margins.bottom * MM
    read = page.get_textpage()
    boxes = [read.get_charbox(i) for i in range(read.count_chars())]
    return Page(
        size=(width, height),
        head=read.get_text_bounded(left=0, bottom=top, right=width, top=height).replace("\u00a0", " "),
        text=read.get_text_bounded(left=0, bottom=bottom, right=width - (margins.side - 8) * MM, top=top),
        foot=read.get_text_bounded(left=0, bottom=0, right=width, top=bottom),
        right=max((right for _, low, right, _ in boxes if bottom < low < top), default=0),
    )


def act(body: str, *, after: str = "") -> Expression:
    preface = "<preface><longTitle><p><docTitle>RÈGLEMENT D’ESSAI</docTitle></p></longTitle></preface>"
    identification = (
        "<identification source='#x'><FRBRWork/><FRBRExpression><FRBRlanguage language='fra'/></FRBRExpression>"
        "<FRBRManifestation/></identification>"
    )
    return read_expression(
        f"<akomaNtoso xmlns='{NAMESPACE}'><act><meta>{identification}</meta>{preface}<body>{body}</body>{after}</act>"
        "</akomaNtoso>".encode()
    )


def article(number: int, *paragraphs: str) -> str:
    inside = "".join(paragraphs)
    return f"<article eId='art_{number}'><num>{number}.</num><content>{inside}</content></article>"


@pytest.fixture(scope="module")
def code_pdf(federation_code: Expression, code_path: Path) -> bytes:
    return render_pdf(federation_code, Imprint(source=code_path.read_bytes()))


@pytest.fixture(scope="module")
def code_pages(code_pdf: bytes) -> tuple[Page, ...]:
    return read_pages(code_pdf)


@pytest.fixture(scope="module")
def drafted() -> Expression:
    """Return an act of two hundred articles, some with headings: its contents list them."""
    return read_expression(write_act(generate_act(1, 200)))


@pytest.fixture(scope="module")
def drafted_pages(drafted: Expression) -> tuple[Page, ...]:
    return read_pages(render_pdf(drafted))


# --- contents -----------------------------------------------------------------------------------------------


def lines_of(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from lines_of(entry.children)


def check_contents(pages: tuple[Page, ...], expression: Expression) -> int:
    """Check that each line of the contents names the page on which its target begins; return how many there are."""
    entries = list(lines_of(view_of(expression).contents))
    last = next(n for n, page in enumerate(pages) if squeezed(page.head).endswith("Colophon"))
    listing = [n for n, page in enumerate(pages) if squeezed(page.head).endswith("Tabledesmatières")]
    told = "".join(pages[n].words for n in listing).removeprefix("Tabledesmatières")
    place = listing[-1] + 1
    for entry in entries:
        title = squeezed(f"{entry.num}{entry.heading}")
        assert told.startswith(title), (told[:80], title)
        told = told.removeprefix(title)
        place = next(n for n in range(place, last) if title in pages[n].words)
        assert told.startswith(str(place + 1)), (entry, told[:40])
        told = told.removeprefix(str(place + 1))
        if entry.first:
            told = told.removeprefix(squeezed(f"{entry.first}à{entry.last}"))
    assert told == ""
    return len(entries)


def test_the_contents_name_the_pages_where_titles_begin(
    code_pages: tuple[Page, ...], federation_code: Expression
) -> None:
    assert check_contents(code_pages, federation_code) == 7


def test_the_contents_of_two_hundred_articles_name_their_pages(
    drafted_pages: tuple[Page, ...], drafted: Expression
) -> None:
    assert check_contents(drafted_pages, drafted) > 200


# --- heads --------------------------------------------------------------------------------------------------


def test_the_head_of_each_page_names_its_first_and_last_article(code_pages: tuple[Page, ...]) -> None:
    ranges = []
    for page in code_pages[2:-1]:
        found = re.findall(r"^(\d\.\d+)\.? ", page.text.replace("\u00a0", " "), re.MULTILINE)
        assert page.head.rstrip().endswith(f"Art. {found[0]} – {found[-1]}")
        ranges.append((found[0], found[-1]))
    assert ranges[0][0] == "1.1"
    assert ranges[-1][1] == "7.2"
    for page in (*code_pages[:2], code_pages[-1]):
        assert "Art." not in page.head


def test_an_article_that_goes_on_is_in_the_head_of_each_of_its_pages() -> None:
    long = "<p>Le membre tient un registre de ses actes et le montre à qui de droit.</p>" * 90
    pages = read_pages(render_pdf(act(article(1, "<p>Un.</p>") + article(2, long) + article(3, "<p>Trois.</p>"))))
    heads = [page.head.split("ESSAI")[-1].strip() for page in pages[2:-1]]
    assert heads == ["Art. 1 – 2", *["Art. 2"] * (len(heads) - 2), "Art. 2 – 3"]
    assert len(heads) >= 3


def test_the_head_names_the_title_in_which_the_page_begins_or_the_first_on_it(code_pages: tuple[Page, ...]) -> None:
    assert "TITRE 1" in code_pages[2].head
    assert "TITRE 1" in code_pages[3].head  # title 2 begins farther down
    assert code_pages[4].head.count("TITRE 2") == 1


def test_a_note_to_a_heading_is_not_in_the_head_of_the_page_nor_in_the_bookmarks() -> None:
    note = "<authorialNote eId='n1'><p>Une note.</p></authorialNote>"
    body = f"<title eId='t1'><num>TITRE 1</num><heading>LES MEMBRES{note}</heading>{article(1, '<p>Un.</p>')}</title>"
    pdf = render_pdf(act(body))
    assert read_pages(pdf)[2].head.split("\r\n")[1] == "TITRE 1 LES MEMBRES Art. 1"
    with pdfium.PdfDocument(pdf) as document:
        assert "TITRE\u00a01 LES MEMBRES" in [mark.get_title() for mark in document.get_toc()]


def test_no_title_runs_on_into_an_annex() -> None:
    chapter = (
        f"<chapter eId='c1'><num>CHAPITRE 1</num><heading>Des membres</heading>{article(1, '<p>Un.</p>')}</chapter>"
    )
    lines = "<p>Une ligne de l’annexe, que nul titre ne précède.</p>" * 80
    annex = f"<attachment eId='a1'><doc name='annexe'><meta/><mainBody>{lines}</mainBody></doc></attachment>"
    heads = [
        page.head for page in read_pages(render_pdf(act(chapter, after=f"<attachments>{annex}</attachments>")))[2:-1]
    ]
    assert "CHAPITRE 1" in heads[0]
    assert len(heads) > 2
    assert not any("CHAPITRE" in head or "Art." in head for head in heads[1:])


def test_pages_are_counted_with_the_cover(code_pages: tuple[Page, ...], drafted_pages: tuple[Page, ...]) -> None:
    for pages in (code_pages, drafted_pages):
        for number, page in enumerate(pages, start=1):
            assert f"{number} / {len(pages)}" in page.foot


def test_a_draft_is_marked_on_every_page_and_an_adopted_text_on_none(
    drafted_pages: tuple[Page, ...], case: Path
) -> None:
    assert len(drafted_pages) > 50
    assert all("Projet du 2020-01-01" in page.foot for page in drafted_pages)
    source = (case / "version.xml").read_bytes().replace(b'authoritative value="false"', b'authoritative value="true"')
    with pdfium.PdfDocument(render_pdf(read_expression(source))) as document:
        for page in document:
            assert "projet –" not in page.get_textpage().get_text_range().lower()


# --- breaks -------------------------------------------------------------------------------------------------


def test_no_heading_is_the_last_thing_on_its_page(drafted_pages: tuple[Page, ...], drafted: Expression) -> None:
    headings = {squeezed(f"{entry.num}{entry.heading}") for entry in lines_of(view_of(drafted).contents)}
    body = [page for page in drafted_pages if "Article" in page.text and "Table des" not in page.head]
    assert len(body) > 50
    for page in body:
        last = page.words[-120:]
        assert not any(last.endswith(heading) for heading in headings), page.text[-200:]


def test_no_line_of_a_paragraph_stands_alone_at_the_top_of_a_page() -> None:
    sentence = (
        "Le membre de la fédération tient à jour un registre de ses actes et le montre à qui de droit le demande. "
    )
    paragraphs = [f"<p>Début {n}. {sentence * (2 + n % 3)}Fin {n}.</p>" for n in range(120)]
    pages = read_pages(render_pdf(act("".join(article(n, one) for n, one in enumerate(paragraphs, start=1)))))
    body = [page for page in pages if "Début" in page.text]
    assert len(body) > 5
    for above, below in pairwise(body):
        lines = below.text.splitlines()
        if not re.match(r"\d+\.", lines[0]):  # the page begins in a paragraph
            ends = next(i for i, line in enumerate(lines) if "Fin" in line)
            assert ends >= 2
            begun = list(reversed(above.text.splitlines()))
            assert next(i for i, line in enumerate(begun) if "Début" in line) >= 2


# --- notes --------------------------------------------------------------------------------------------------


def noted(count: int) -> Expression:
    call = "le registre<authorialNote><p>Remarque {n} : voir le texte et ce qui en a été dit.</p></authorialNote>"
    words = " que chacun tient à jour et montre à qui de droit le demande, "
    return act(
        "".join(
            article(a, f"<p>Appel {a} {words.join(call.format(n=n) for n in range(a, min(a + 5, count + 1)))}.</p>")
            for a in range(1, count + 1, 5)
        )
    )


def check_notes(expression: Expression, count: int) -> tuple[Page, ...]:
    """Check that each note stands once, at the foot of the page that calls it."""
    pages = read_pages(render_pdf(expression))
    placed: list[int] = []
    for page in pages[2:]:
        text = re.split(r"^\d+\. Remarque", page.text, maxsplit=1, flags=re.MULTILINE)[0]
        here = [int(n) for n in re.findall(r"Remarque (\d+)", page.text)]
        called = [int(n) for n in re.findall(r"registre ?(\d+)", text)]
        assert called == here, (called, here)
        placed += here
    assert placed == list(range(1, count + 1))
    return pages


def test_each_note_stands_at_the_foot_of_the_page_that_calls_it() -> None:
    assert len(check_notes(noted(120), 120)) > 6


# --- what does not fit --------------------------------------------------------------------------------------


def row(name: str, count: int, word: str) -> str:
    return f"<tr>{''.join(f'<{name}><p>{word}{n}</p></{name}>' for n in range(count))}</tr>"


def test_a_table_of_forty_columns_stays_on_its_page_and_repeats_its_heads() -> None:
    table = row("th", 40, "Tête") + row("td", 40, "valeur") * 30
    pages = read_pages(render_pdf(act(article(1, f"<p>Avant.</p><table>{table}</table><p>Après.</p>"))), TURNED)
    turned = [page for page in pages if page.size[0] > page.size[1]]
    assert len(turned) > 1
    for page in turned:
        assert page.right < page.size[0] - 17 * MM
        assert page.words.startswith("Tête0Tête1")
    assert ["Avant." in page.text or "Après." in page.text for page in pages if page not in turned].count(True) == 2


def test_an_article_that_begins_with_a_turned_table_leaves_no_number_behind() -> None:
    body = article(1, "<p>Avant.</p>") + article(2, f"<table>{row('td', 12, 'x')}</table>")
    pages = read_pages(render_pdf(act(body)), TURNED)
    turned = [page for page in pages if page.size[0] > page.size[1]]
    assert [page.words[:4] for page in turned] == ["2.x0"]


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    table = "".join(row("td", 3, f"rang {n}.") for n in range(5))
    for lines in range(26, 32):
        text = article(1, "<p>Une ligne.</p>" * lines, f"<table>{table}</table>")
        rows = [len(set(re.findall(r"rang \d", page.text))) for page in read_pages(render_pdf(act(text)))]
        assert 1 not in rows
        assert sum(rows) == 5


def test_a_word_behind_an_element_in_an_element_is_not_cut() -> None:
    words = "texte règle ordre droit usage force titre peine garde terme"  # too short for hyphens
    texts = [f"<p><i>{'m ' * n}<b>° </b>{words}.</i></p>" for n in range(36)]
    pages = (page.text for page in read_pages(render_pdf(act(article(1, *texts)))) if "usage" in page.text)
    ends = [line.split()[-1] for text in pages for line in text.splitlines() if line.strip()]
    assert set(ends) <= {"1.", "m", "°", *words.split(), "terme."}


@pytest.mark.parametrize("columns", [3, 9, 15])
@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_a_table_stays_inside_the_margins(columns: int, paper: str) -> None:
    table = row("th", columns, "Dénomination ") + row("td", columns, "réglementairement ") * 3
    pages = read_pages(
        render_pdf(act(article(1, f"<table>{table}</table>")), Imprint(look=Look(paper=paper))),
        Margins(top=19, side=10),
    )
    found = [page for page in pages[1:-1] if "Dénomination" in page.words]
    assert found
    for page in found:
        is_turned = page.size[0] > page.size[1]
        side = {("A4", False): 31, ("A4", True): 18, ("A5", False): 18, ("A5", True): 12}[paper, is_turned]
        assert page.right < page.size[0] - (side - 1) * MM


def test_a_word_of_four_hundred_letters_stays_inside_the_margins() -> None:
    long = "a" * 400
    pages = read_pages(render_pdf(act(article(1, f"<p>Voir {long}, et<b>{long}</b> (« {long} »).</p>"))))
    text = pages[2]
    assert text.words.lower().count("a") >= 1200
    assert text.right < text.size[0] - 30 * MM


def test_right_to_left_words_stay_in_their_order() -> None:
    # No lam before an alef: programs that read the ligature back put its letters in the wrong order.
    arabic, hebrew = "حقوق الدفاع", "חוק יסוד"
    pages = read_pages(render_pdf(act(article(1, f"<p>Le terme « {arabic} » et le terme « {hebrew} ».</p>"))))
    words = pages[2].text
    for phrase in (arabic, hebrew):
        first, second = phrase.split()
        assert first in words or first[::-1] in words
        assert second in words or second[::-1] in words


def test_a5_is_a_book_of_its_own(code_path: Path, code_pages: tuple[Page, ...]) -> None:
    # As if it were adopted: the mark of a draft stands in the margin.
    adopted = read_expression(code_path.read_bytes().replace(b'ative value="false"', b'ative value="true"'))
    picture = BytesIO()
    Image.new("RGBA", (60, 40), (0, 90, 160, 128)).save(picture, "PNG")
    look = Look(
        paper="A5", accent="#00508f", logo=Logo(content=picture.getvalue(), media_type="image/png", words="Logo")
    )
    pdf = render_pdf(adopted, Imprint(look=look))
    pages = read_pages(pdf, SMALL)
    assert all(abs(got - wanted) < 1 for page in pages for got, wanted in zip(page.size, A5, strict=True))
    assert all(page.right < page.size[0] - 17 * MM for page in pages[1:])
    assert check_contents(pages, adopted) == 7
    assert [page.words for page in pages] != [page.words for page in code_pages]
    with pdfium.PdfDocument(pdf) as document:
        assert any(found.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE for found in document[0].get_objects())


# --- pictures -----------------------------------------------------------------------------------------------


def kept_pictures() -> list[Image.Image]:
    return [Image.open(PICTURES / f"page-{n}.png").convert("L") for n in range(1, 9)]


def test_the_pages_of_the_code_look_as_they_did(code_pdf: bytes) -> None:
    """Compare each page with the picture kept of it; `make book-pictures` draws them anew."""
    drawn = list(draw_pages(code_pdf))
    moved = [n for n, (new, old) in enumerate(zip(drawn, kept_pictures(), strict=True), start=1) if is_moved(new, old)]
    assert moved == [], "Look at these pages; if they are as they should be, run `make book-pictures`."


def test_a_line_that_moves_is_seen_on_every_page() -> None:
    for picture in kept_pictures():
        width, height = picture.size
        lower = ImageChops.offset(picture.crop((0, height // 2, width, height)), 0, 4)
        other = picture.copy()
        other.paste(lower, (0, height // 2))
        assert is_moved(other, picture)


def test_a_page_of_another_size_has_moved() -> None:
    picture = kept_pictures()[0]
    assert is_moved(picture.resize((9, 9)), picture)
    assert not is_moved(picture, picture)
