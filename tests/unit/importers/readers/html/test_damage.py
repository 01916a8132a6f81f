"""Damaged pages, wrong encodings, pages without end: a reading with every word, or one line that says why not."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codetool.akn.parser import SIZE_LIMIT, parse_html
from codetool.errors import SourceError
from codetool.importers.lines import Line
from codetool.importers.readers.html import read_html
from codetool.importers.reading import Tracked

PIECES = (
    "<p> </p> <b> </b> <table> <tr> <td> <th> </td> </table> </body> </html> <html> <body> <div> </div> <ul> <ol> <li> "
    "</li> </ul> </ol> <br> <h1> </h1> <select> <option> <caption> <pre> </pre> <main> </main> <article> <nav> </nav> "
    "<a¤href='#x'> <a¤href='#y'¤id='x'> <p¤id='y'> <sup¤id='x'> </a> <del> </del> <ins> <dl> <dt> <dd> <script> "
    "</script> <style> </style> <!-- --> <![if¤!x]> <![endif]> <?x¤?> <span¤style='display:none'> </span> "
    "<span¤style='display:block'> <div¤style='display:grid'> <p¤style='white-space:pre'> <textarea> </textarea> <svg> "
    "<span¤style='mso-spacerun:yes'> &nbsp; <input¤value='v¤w'> &amp; &#1; &#xfffe; < > & <1 <o:p> <td¤rowspan=3> mot "
    "deux\n\x85 \xa0 « è </span> <p¤class=MsoToc1> <img> <footer> <details> <caption> <li¤value=3> ¤"
).split(" ")


def words_of(lines: tuple[Line, ...]) -> list[str]:
    words: list[str] = []
    for line in lines:
        words += words_of(tuple(line.table.lines())) if line.table else line.text.split()
    return words


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(Tracked))
@example(["<div¤style='display:grid'>", "mot", "<li>"], Tracked.ACCEPT)
def test_the_words_of_any_page_are_those_of_its_lines(pieces: list[str], tracked: Tracked) -> None:
    page = " ".join(pieces).replace("¤", " ") + " fin"
    try:
        reading = read_html(page.encode(), "x.html", tracked)
    except SourceError:
        return

    assert words_of(reading.lines) == [word.word for word in reading.words]
    assert all(line.text or line.table for line in reading.lines)
    assert reading == read_html(page.encode(), "x.html", tracked)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_give_a_reading_or_one_line(start: bytes, end: bytes) -> None:
    said = ""
    try:
        reading = read_html(start + b"<p>Un" + end, "x.html")
        assert words_of(reading.lines) == [word.word for word in reading.words]
    except SourceError as error:
        said = str(error)

    assert "\n" not in said


@pytest.mark.parametrize("opening", ["<ul><li>", "<div>", "<b>", "<table><tr><td>"])
def test_a_page_nested_too_deep_is_refused_at_once(opening: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_html(("<p>Un" + opening * 50_000 + "deux").encode(), "x.html")

    assert str(refused.value) == (
        "x.html: the page is nested deeper than 2048 elements. Open it in a browser or in Word, and save what it shows."
    )


@pytest.mark.parametrize("opening", ["<ul><li>x", "<div>x", "<table><tr><td>x<td>", "<a href=#a id=a>1</a><span>x"])
def test_a_page_nested_deep_keeps_every_word(opening: str) -> None:
    reading = read_html((opening * 600 + "fin").encode())

    assert sum("x" in word.word for word in reading.words) >= 1
    assert "".join(word.word for word in reading.words).count("x") == 600


def test_a_page_four_times_as_long_takes_about_four_times_as_long() -> None:
    paragraph = "<p class=MsoNormal><span lang=FR>Chaque école <b>tient</b> un registre ouvert à tous.</span></p>\n"

    def seconds(paragraphs: int) -> float:
        start = time.process_time()
        assert len(read_html((paragraph * paragraphs).encode()).words) == 8 * paragraphs
        return time.process_time() - start

    # Side by side in one run; what grows with the square would take sixteen times as long.
    assert seconds(8_000) < 10 * min(seconds(2_000) for _ in range(3))


def test_a_style_sheet_that_nothing_closes_is_read_in_one_pass() -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        reading = read_html(f"<style>{'x ' * size}</style><p>Un.</p>".encode())
        assert [word.word for word in reading.words] == ["Un."]
        return time.process_time() - start

    assert seconds(400_000) < 10 * min(seconds(100_000) for _ in range(3)) + 0.1


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>si 3 < 5 & R&D</p>", "si 3 < 5 & R&D"),
        ("<p>un</html>deux", "undeux"),
        ("<p>un</p></body></html><p>deux", "un\ndeux"),
        ("<p>&#150; &#x80; &eacute; &eacute &amp;lt;", "– € é é &lt;"),
        ("<?xml version='1.0'?><html><p>a <![CDATA[b < c & d]]></p></html>", "a b < c & d"),
        ("<p>a<br/>b<p/><div/>c", "a\nb\nc"),
        ("<p>a\r\nb\rc", "a b c"),
        ("<p>a&#1;b&#xFFFE;c<b>d</b>&#2;", "a\ufffdb\ufffdcd\ufffd"),
        ("<p>a<!-- b -- c --!> d", "a d"),
        ("<table>un<b>deux</b><tr>trois</table>", "undeux\ntrois"),
        ("texte seul", "texte seul"),
        ("<p>a<?pi x?>b<o:p>c</o:p><st1:x>d</st1:x>", "abcd"),
    ],
)
def test_no_word_is_lost_in_damaged_markup(page: str, text: str) -> None:
    assert "\n".join(line.text for line in read_html(page.encode()).lines) == text


def test_a_page_too_large_is_refused() -> None:
    with pytest.raises(SourceError, match="codetool reads at most 64 MB"):
        parse_html("a" * (SIZE_LIMIT + 1))


PAGE = "<meta http-equiv=Content-Type content='text/html; charset={}'><p>L’élève paie 5 €."


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("iso-8859-15", "iso8859-15"),
        ("macintosh", "mac_roman"),
        ("utf-8", "utf-8"),
        ("windows-1252", "utf-8"),
        ("windows-1252", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("inconnu", "utf-8"),
    ],
)
def test_the_encoding_is_the_one_that_fits(declared: str, encoding: str) -> None:
    page = PAGE.format(declared).replace("’", "'" if encoding == "iso8859-15" else "’")
    reading = read_html(page.encode(encoding))

    assert re.sub("['’]", "’", reading.lines[0].text) == "L’élève paie 5 €."
    assert reading.findings == ()


@pytest.mark.parametrize("declared", ["utf-8", "inconnu", "base64"])
def test_an_encoding_that_is_declared_wrongly_is_guessed_and_said(declared: str) -> None:
    reading = read_html(PAGE.format(declared).encode("cp1252"))

    assert reading.lines[0].text == "L’élève paie 5 €."
    assert [found.message for found in reading.findings] == ["the text is not UTF-8; it was read as cp1252"]
