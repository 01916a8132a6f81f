"""PDFs with known text come back with it: every word, in the order of reading, paragraphs whole."""

import ctypes
from collections.abc import Callable, Sequence
from io import BytesIO

import pypdfium2
import pytest
from pypdfium2 import raw

from codetool.errors import SourceError
from codetool.importers.lines import Line, MarkKind
from codetool.importers.readers.pdf import read_pdf
from codetool.importers.reading import DropKind, Reading

Reader = Callable[..., Reading]
Printer = Callable[..., bytes]

SENTENCES = (
    "Le travailleur social garde le secret de tout ce qui lui est confié dans l’exercice de sa mission.",
    "Il agit dans le respect de la dignité des personnes et dans les limites de sa compétence.",
    "La commission rend son avis dans les trente jours de la demande, après avoir entendu les intéressés.",
    "Nul ne peut être contraint de transmettre une information qui n’est pas utile à la décision.",
)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs as the lines' ends part them."""
    found: list[str] = []
    open_one = False
    for line in lines:
        found[-1:] = [f"{found[-1]} {line.text}"] if open_one else [*found[-1:], line.text]
        open_one = line.ends is not True
    return found


def dropped(reading: Reading, kind: DropKind) -> list[tuple[str, int, int]]:
    """Return what was left out: text, first page, how often."""
    return [(one.text, one.page, one.count) for one in reading.dropped if one.kind is kind]


def law(articles: int = 12) -> list[str]:
    """Return the paragraphs of a law of our own."""
    return [
        f"Art. {number}. {SENTENCES[number % 4]} {SENTENCES[(number + 1) % 4]}" for number in range(1, articles + 1)
    ]


def html(texts: Sequence[str]) -> str:
    """Return paragraphs as HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def assert_words(reading: Reading, texts: Sequence[str]) -> None:
    """Check that lines and words are those of the texts."""
    expected = " ".join(texts).split()
    assert " ".join(line.text for line in reading.lines).split() == expected
    assert [word.word for word in reading.words] == expected


@pytest.mark.parametrize("align", ["justify", "left"])
@pytest.mark.parametrize("hyphens", ["auto", "manual"])
def test_paragraphs_come_back_whole(read: Reader, align: str, hyphens: str) -> None:
    reading = read(html(law()), f"p {{ text-align: {align}; hyphens: {hyphens} }}")
    assert_words(reading, law())
    assert paragraphs(reading.lines) == law()


def test_paragraphs_marked_by_their_indent_alone_come_back_whole(read: Reader) -> None:
    reading = read(html(law()), "p { text-align: justify; margin: 0; text-indent: 2em }")
    assert_words(reading, law())
    assert paragraphs(reading.lines) == law()


def test_a_paragraph_of_one_full_line_does_not_swallow_the_next(read: Reader) -> None:
    # The column is as wide as the line of article 6.
    full = "<p style='white-space: nowrap'>Art. 6. Le collège des syndics exécute la décision qui est prise.</p>"
    body = f"{html(law(5))}{full}<p>Art. 7. {SENTENCES[0]}</p>{html(law(3))}"
    style = "p { text-align: justify; margin: 0; text-indent: 2em } @page { size: A4 } table { width: 1px }"
    reading = read(f"<table><tr><td>{body}</td></tr></table>", style)
    line = next(line for line in reading.lines if line.text.startswith("Art. 6."))

    assert line.text.endswith("prise.")
    assert line.ends is not False


def test_two_columns_are_read_one_after_the_other_below_a_title_over_both(read: Reader) -> None:
    title = "Règlement de la commission de déontologie"
    body = f"<h1>{title}</h1><div>{html(law(6))}</div>"
    reading = read(body, "div { columns: 2; column-gap: 8mm } h1 { text-align: center } @page { size: A4 }")
    assert_words(reading, [title, *law(6)])
    assert paragraphs(reading.lines) == [title, *law(6)]


def test_headers_footers_and_page_numbers_are_left_out_and_told(read: Reader) -> None:
    style = """
        @page { @top-center { content: "Code de déontologie" } @bottom-right { content: "Page " counter(page) " / " counter(pages) } }
        @page :left { @bottom-left { content: "Avant-projet" } }
    """  # noqa: E501 - one rule
    reading = read(html(law(60)), style)
    pages = max(line.page for line in reading.lines)
    assert_words(reading, law(60))
    assert pages >= 7
    assert dropped(reading, DropKind.HEADER) == [("Code de déontologie", 1, pages)]
    assert dropped(reading, DropKind.FOOTER) == [("Avant-projet", 2, pages // 2)]
    assert dropped(reading, DropKind.PAGE_NUMBER) == [(f"Page 1 / {pages}", 1, pages)]


def test_a_footnote_stands_where_it_is_called(read: Reader) -> None:
    body = html([f"La commission{NOTE} rend un avis. {SENTENCES[0]}", *law(3)])
    reading = read(body, ".note { float: footnote; font-size: 7pt }")
    line = reading.lines[0]
    mark = next(mark for mark in line.marks if mark.kind is MarkKind.NOTE)
    assert line.text.startswith("La commission rend un avis.")
    assert (mark.start, mark.target) == (len("La commission"), reading.notes[0].key)
    assert [(note.label, [one.text for one in note.lines]) for note in reading.notes] == [
        ("1", ["Instituée par le décret du 3 mai."])
    ]
    assert_words(reading, [f"La commission rend un avis. {SENTENCES[0]}", *law(3)])


NOTE = '<span class="note">Instituée par le décret du 3 mai.</span>'


def test_bytes_that_are_no_pdf_are_refused_in_one_line() -> None:
    with pytest.raises(SourceError) as error:
        read_pdf(b"%PDF-1.7 nothing", "draft.pdf")
    assert str(error.value) == (
        "draft.pdf: the PDF is broken and cannot be opened. "
        "Ask for the original file, or for a PDF that was saved from it."
    )


def test_a_ruled_table_comes_back_with_its_cells(read: Reader) -> None:
    cells = "<tr><th colspan='2'>Délais de la procédure</th></tr><tr><td>Plainte</td><td>dix jours après les faits qui la fondent, sauf force majeure</td></tr><tr><td>Recours</td><td>trente jours</td></tr>"  # noqa: E501 - one table
    style = "table { border-collapse: collapse; width: 8cm } td, th { border: 0.5pt solid; padding: 2pt }"
    reading = read(f"{html(law(2))}<table>{cells}</table>{html(law(3)[2:])}", style)
    table = next(line.table for line in reading.lines if line.table)
    assert [[(" ".join(line.text for line in cell.lines), cell.columns) for cell in row] for row in table.rows] == [
        [("Délais de la procédure", 2)],
        [("Plainte", 1), ("dix jours après les faits qui la fondent, sauf force majeure", 1)],
        [("Recours", 1), ("trente jours", 1)],
    ]
    words = [word for line in reading.lines for one in _flat(line) for word in one.text.split()]
    assert [word.word for word in reading.words] == words
    assert reading.lines[-1].text.endswith(law(3)[2][-10:])


def _flat(line: Line) -> Sequence[Line]:
    return tuple(line.table.lines()) if line.table else (line,)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_turned_reads_the_same(read: Reader, angle: int) -> None:
    # The page is turned on paper, and its text with it.
    turned = f"""
        @page {{ size: 21cm 21cm; margin: 0 }}
        div {{ width: 19cm; height: 19cm; margin: 1cm; transform: rotate({angle}deg) }} p {{ width: 9cm }}
    """
    reading = read(f"<div>{html(law(4))}</div>", turned)
    assert_words(reading, law(4))
    assert paragraphs(reading.lines) == law(4)


def test_raised_letters_bold_and_italic_are_marks(read: Reader) -> None:
    style = "sup { font-size: 6pt; vertical-align: super } sub { font-size: 6pt; vertical-align: sub }"
    reading = read(
        "<p>Art. 1<sup>er</sup>. Dix m<sup>2</sup> de <i>terre</i> et <b>d’eau</b>, H<sub>2</sub>O.</p>", style
    )
    line = reading.lines[0]
    assert line.text == "Art. 1er. Dix m2 de terre et d’eau, H2O."
    assert [(mark.kind.name, line.text[mark.start : mark.end]) for mark in line.marks] == [
        ("SUPERSCRIPT", "er"),
        ("SUPERSCRIPT", "2"),
        ("ITALIC", "terre"),
        ("BOLD", "d’eau"),
        ("SUBSCRIPT", "2"),
    ]
    assert not line.bold


def test_spaced_letters_narrow_spaces_and_ligatures_come_back_as_written(read: Reader) -> None:
    texts = ["TITRE PREMIER DU CODE", "Des offices : l’efficacité ; 1\u00a0000 fl.", "Le secret\u202f; l’avis."]
    style = "h2 { letter-spacing: 3pt } .old { font-family: 'EB Garamond' }"
    reading = read(f"<h2>{texts[0]}</h2><p class='old'>{texts[1]}</p><p>{texts[2]}</p>", style)
    assert [line.text for line in reading.lines] == texts


def test_a_centred_bold_title_and_indented_lists_show(read: Reader) -> None:
    body = f"<h1>Code de déontologie</h1><p>{SENTENCES[0]} {SENTENCES[1]} :</p><ul><li>{SENTENCES[2]}</li></ul>"
    reading = read(body, "h1 { text-align: center } ul { list-style: none }")
    title, item = reading.lines[0], next(line for line in reading.lines if line.text.startswith("La commission"))
    assert (title.centered, title.bold, title.size, title.ends) == (True, True, 15.0, True)
    assert item.indent > 4
    assert not item.centered


def test_a_paragraph_goes_on_over_the_page(read: Reader) -> None:
    text = " ".join(SENTENCES * 12)
    reading = read(f"<p>{text}</p>", "p { text-align: justify } @page { size: A6 }")
    first = [line for line in reading.lines if line.page_break]
    assert len(first) >= 1
    assert paragraphs(reading.lines) == [text]
    assert [line.page for line in first] == list(range(2, len(first) + 2))


def test_a_note_that_is_printed_on_the_next_page_is_found(read: Reader) -> None:
    long = " ".join(SENTENCES * 2)
    body = f"<p>{SENTENCES[0] * 6} Avis<span class='note'>{long}</span>.</p><p>{SENTENCES[1] * 22}</p>"
    reading = read(body, ".note { float: footnote; font-size: 7pt } @page { size: A6; margin: 15mm }")
    assert [" ".join(line.text for line in note.lines) for note in reading.notes] == [long]
    assert "Avis." in " ".join(line.text for line in reading.lines)


def test_a_note_that_runs_on_over_the_page_is_one_note(read: Reader) -> None:
    style = """
        section { page-break-after: always; height: 16cm; position: relative }
        sup { font-size: 6pt; vertical-align: super }
        div { position: absolute; bottom: 0; font-size: 7pt; left: 0 }
    """
    body = (
        f"<section><p>{SENTENCES[0] * 3} Avis<sup>1</sup>.</p><div>1. {SENTENCES[1]}</div></section>"
        f"<section><p>{SENTENCES[2] * 3}</p><div>{SENTENCES[3]}</div></section>"
    )
    reading = read(body, style)
    assert [" ".join(line.text for line in note.lines) for note in reading.notes] == [f"{SENTENCES[1]} {SENTENCES[3]}"]


def test_small_print_that_nothing_calls_stays_text(read: Reader) -> None:
    reading = read(f"<p>{SENTENCES[0]}</p><p style='font-size: 7pt'>1. Voir le décret.</p>")
    assert reading.notes == ()
    assert reading.lines[-1].text == "1. Voir le décret."


def test_comments_files_and_forms_are_told(print_pdf: Printer) -> None:
    pdf = with_annotation(print_pdf(f"<p>{SENTENCES[0]}</p>"))
    reading = read_pdf(pdf, "draft.pdf")
    assert [(one.text, one.author, one.line) for one in reading.remarks] == [("À revoir", "Le greffe", 1)]
    assert reading.remarks[0].quoted.startswith("Le travailleur")


def with_annotation(pdf: bytes) -> bytes:
    """Return the PDF with a highlight over its first line, with a comment."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(50, page.get_height() - 50, 400, page.get_height() - 75))
    for key, value in ((b"Contents", "À revoir"), (b"T", "Le greffe")):
        wide = ctypes.create_string_buffer((value + "\0").encode("utf-16-le"))
        raw.FPDFAnnot_SetStringValue(annotation, key, ctypes.cast(wide, ctypes.POINTER(ctypes.c_ushort)))
    raw.FPDFPage_CloseAnnot(annotation)
    out = BytesIO()
    document.save(out)
    page.close()
    document.close()
    return out.getvalue()
