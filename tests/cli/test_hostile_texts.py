"""A text that means harm, through every face: shown as text, nothing run, nothing fetched, nothing lost."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from PIL import Image

from tests.hostile import (
    BADS,
    CLOSING,
    COLUMNS,
    IMAGE,
    LONG_WORD,
    PICTURES,
    QUIET,
    QUOTES,
    REFUSED,
    RIGHT_TO_LEFT,
    SCRIPT,
    article,
    document,
    noted,
    paragraph,
    pictures,
)

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

SVG = "http://www.w3.org/2000/svg"
NOTES = 2000
PRINTED_NOTES = int(os.environ.get("CODETOOL_TEST_NOTES", "100"))
"""Notes of the PDF: 2,000 take minutes, and are printed by `make long-texts`."""

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Page(HTMLParser):
    """What a browser makes of a page: its text, its elements with their attributes, and its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "script":
            self.scripts.append((self.elements[-1][1].get("type", ""), data))
        elif inside != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        return squeezed("".join(self.texts))


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens: they are the renderer's."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


@pytest.fixture
def hostile(cli: "Cli") -> "Cli":
    """Return commands in a folder whose store holds two versions of the hostile text."""
    cli.write("versions/essai/2020-01-01.fra.xml", document())
    added = article(16, paragraph(SCRIPT + QUOTES))
    cli.write("versions/essai/2021-01-01.fra.xml", document(added, date="2021-01-01", title=CLOSING))
    return cli


def assert_harmless(html: str) -> Page:
    """Return a page that runs nothing of the text's own and asks for nothing."""
    page = Page(html)
    for tag, attributes in page.elements:
        assert tag not in {"iframe", "object", "embed", "base"}
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        for name in ("src", "href", "action", "data"):
            address = attributes.get(name, "").strip().lower()
            assert not re.match(r"(?:javascript|vbscript|file|data:text)", address), (tag, attributes)
        assert tag != "img" or attributes["src"].startswith("data:image/")
    for kind, script in page.scripts:
        assert "alert(" not in script or kind == "application/ld+json"
        if kind == "application/ld+json":
            json.loads(script)
    return page


def test_an_edition_shows_markup_as_text(hostile: "Cli") -> None:
    page = assert_harmless(hostile("render", "2020-01-01", "--format", "html").out)
    for bad in (*BADS, LONG_WORD, RIGHT_TO_LEFT):
        assert squeezed(bad) in page.text
    titles = [attributes["title"] for _, attributes in page.elements if "title" in attributes]
    assert QUOTES in titles
    assert all(str(column) in page.texts for column in range(1, COLUMNS + 1))


def test_plain_text_has_every_sign(hostile: "Cli") -> None:
    text = squeezed(hostile("render", "2020-01-01", "--format", "text").out)
    assert all(squeezed(bad) in text for bad in (*BADS, LONG_WORD, RIGHT_TO_LEFT))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_a_pdf_shows_markup_as_text_and_runs_nothing(hostile: "Cli") -> None:
    assert hostile("render", "2020-01-01", "--format", "pdf", "-o", "a.pdf").code == 0
    text = squeezed(subprocess.run(["pdftotext", "a.pdf", "-"], capture_output=True, text=True, check=True).stdout)
    assert all(squeezed(bad) in text for bad in BADS)
    assert squeezed(LONG_WORD) in text
    assert all(word in text or word[::-1] in text for word in RIGHT_TO_LEFT.split())
    told = subprocess.run(["pdfinfo", "-js", "a.pdf"], capture_output=True, text=True, check=True).stdout
    assert "alert" not in told.replace("<script>alert(1)</script>", "").partition("Title:")[0]
    content = (hostile.folder / "a.pdf").read_bytes()
    assert not re.search(rb"/(?:JavaScript|Launch|GoToR|URI \((?!https?:))", content)


def test_references_that_run_or_open_are_told_and_not_linked(hostile: "Cli") -> None:
    told = hostile("render", "2020-01-01", "--format", "html", "-o", "a.html")
    place = "versions/essai/2020-01-01.fra.xml:17:art_11: warning: "
    assert [line.removeprefix(place) for line in told.messages if "[link-refused]" in line] == [
        f"the reference “renvoi” leads to {' '.join(href.split())}, which is no address of the web; it was not linked. "
        "Correct its href, or take it out. [link-refused]"
        for href in REFUSED
    ]
    assert not any(href in line for href in QUIET if href.startswith("h") for line in told.messages)
    french = hostile("--ui-lang", "fr", "render", "2020-01-01", "--format", "html", "-o", "b.html")
    assert "n'est pas une adresse du web ; il n'a pas été lié" in french.messages[0]


def test_a_comparison_shows_markup_as_text(hostile: "Cli") -> None:
    page = assert_harmless(hostile("diff", "2020-01-01", "2021-01-01", "--format", "html").out)
    assert squeezed(SCRIPT + QUOTES) in page.text
    assert squeezed(IMAGE) in page.text


def test_a_comparison_in_markdown_has_no_markup_of_the_text(hostile: "Cli") -> None:
    markdown = hostile("diff", "2020-01-01", "2021-01-01", "--format", "markdown").out
    page = assert_harmless(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))
    assert squeezed(SCRIPT + QUOTES) in page.text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_a_comparison_on_paper_shows_markup_as_text(hostile: "Cli") -> None:
    assert hostile("diff", "2020-01-01", "2021-01-01", "--format", "pdf", "-o", "a.pdf").code == 1
    text = squeezed(subprocess.run(["pdftotext", "a.pdf", "-"], capture_output=True, text=True, check=True).stdout)
    assert squeezed(SCRIPT + QUOTES) in text


def test_a_comparison_in_word_shows_markup_as_text(hostile: "Cli") -> None:
    assert hostile("diff", "2020-01-01", "2021-01-01", "--format", "docx", "-o", "a.docx").code == 1
    with zipfile.ZipFile(hostile.folder / "a.docx") as package:
        body = package.read("word/document.xml").decode()
        names = package.namelist()
        links = "".join(package.read(name).decode() for name in names if name.endswith(".rels"))
    assert "<script" not in body
    assert squeezed(SCRIPT.replace("<", "&lt;").replace(">", "&gt;")) in squeezed(re.sub(r"<[^>]*>", "", body))
    assert "External" not in links
    assert "javascript:" not in links


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_comparison_for_terminal_and_programs_has_every_sign(hostile: "Cli", form: str) -> None:
    out = hostile("diff", "2020-01-01", "2021-01-01", "--format", form).out
    assert SCRIPT in out
    if form == "json":
        json.loads(out)


def test_a_merge_shows_markup_as_text(hostile: "Cli") -> None:
    both = ("merge", "2020-01-01", "2021-01-01", "2020-01-01", "--report", "html")
    assert squeezed(SCRIPT + QUOTES) in assert_harmless(hostile(*both).out).text


# --- pictures -----------------------------------------------------------------------------------------------


def drawn(kind: str) -> bytes:
    """Return a small picture of a real maker of pictures."""
    content = BytesIO()
    Image.new("RGB", (40, 20), (122, 31, 44)).save(content, kind)
    return content.getvalue()


@pytest.fixture
def pictured(cli: "Cli") -> "Cli":
    """Return commands in a folder whose version asks for pictures, some of them beside it."""
    home = "versions/essai/"
    good = ("good.png", "below/good%20one.jpg", "good.svg")
    cli.write(home + "2020-01-01.fra.xml", document(article(16, pictures(*PICTURES, *good))))
    cli.write("versions/secret.png", drawn("PNG"))
    cli.write(home + "good.png", drawn("PNG"))
    cli.write(home + "below/good one.jpg", drawn("JPEG"))
    cli.write(
        home + "good.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    cli.write(home + "script.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>')
    cli.write(home + "cut.png", drawn("PNG")[:60])
    cli.write(home + "text.png", "no picture")
    cli.write(home + "large.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 1024 * 1024)
    (cli.folder / home / "out.png").symlink_to(cli.folder / "versions/secret.png")
    return cli


def test_pictures_beside_the_version_are_in_the_page_and_others_are_told(pictured: "Cli") -> None:
    told = pictured("render", "2020-01-01", "--format", "html", "-o", "a.html")
    found = [(re.search(r"picture (\S+)", line), line.rpartition("[")[2].rstrip("]")) for line in told.messages]
    assert {name[1]: code for name, code in found if name} == PICTURES
    page = assert_harmless((pictured.folder / "a.html").read_text(encoding="utf-8"))
    shown = [attributes for tag, attributes in page.elements if tag == "img"]
    assert [one["src"].partition(";")[0] for one in shown] == [
        "data:image/png",
        "data:image/jpeg",
        "data:image/svg+xml",
    ]
    assert all(one["alt"] == QUOTES for one in shown)
    assert page.text.count(squeezed(f"[{QUOTES}]")) == len(PICTURES)


@pytest.mark.skipif(not shutil.which("pdfimages"), reason="needs poppler-utils")
def test_pictures_beside_the_version_are_in_the_pdf(pictured: "Cli") -> None:
    told = pictured("render", "2020-01-01", "--format", "pdf", "-o", "a.pdf")
    assert told.code == 0
    listed = subprocess.run(["pdfimages", "-list", "a.pdf"], capture_output=True, text=True, check=True).stdout
    assert len(re.findall(r" image +40 +20 ", listed)) == 2


def test_a_version_of_a_pipe_has_no_pictures_beside_it(pictured: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("versions/essai/2020-01-01.fra.xml").open(encoding="utf-8") as source:
        monkeypatch.setattr("sys.stdin", source)
        told = pictured("render", "-", "--format", "html", "-o", "a.html")
    assert told.code == 0
    assert sum("[picture-absent]" in line for line in told.messages) == len(PICTURES)


# --- sizes --------------------------------------------------------------------------------------------------


def test_two_thousand_notes_are_all_there(cli: "Cli") -> None:
    cli.write("a.xml", document(article(16, noted(NOTES))))
    page = assert_harmless(cli("render", "a.xml", "--format", "html").out)
    assert page.text.count("fin.") == NOTES
    identified = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(identified) == len(set(identified))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_many_notes_are_all_printed(cli: "Cli") -> None:
    cli.write("a.xml", document(article(16, noted(PRINTED_NOTES))))
    assert cli("render", "a.xml", "--format", "pdf", "-o", "a.pdf").code == 0
    text = subprocess.run(["pdftotext", "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert set(map(int, re.findall(r"Note\s(\d+)\s+fin\.", text))) == set(range(1, PRINTED_NOTES + 1))


# --- characters that no font has ----------------------------------------------------------------------------


@pytest.fixture
def odd(cli: "Cli") -> "Cli":
    """Return commands in a folder with three versions, two of which have signs that no font of ours has."""
    texts = {"2020": "et deux.", "2021": "et \U00010380\U00010380 ou \U00010381.", "2022": "et \uf0b7 deux."}
    for year, text in texts.items():
        cli.write("draft.txt", f"CODE D'ESSAI\n\n1.1 Un texte.\n\n1.2 Un autre {text}\n")
        assert cli("import", "draft.txt", "--date", f"{year}-01-01", "--work", "essai").code == 0
    return cli


def test_characters_that_no_font_has_are_told_before_printing(odd: "Cli") -> None:
    assert odd.refused("render", "2021-01-01", "--format", "pdf", "-o", "a.pdf") == (
        "no installed font has these characters of the text: “\U00010380” U+10380 UGARITIC LETTER ALPA (2×, art_1-2), "
        "“\U00010381” U+10381 UGARITIC LETTER BETA (1×, art_1-2). "
        "Install one that has them: apt install fonts-noto-core."
    )
    assert odd("render", "2021-01-01", "--format", "html", "-o", "a.html").code == 0


def test_characters_of_one_program_are_to_be_replaced(odd: "Cli") -> None:
    assert odd.refused("render", "2022-01-01", "--format", "pdf", "-o", "a.pdf").startswith(
        "characters stand in the text that no font has by any standard: U+F0B7 (1×, art_1-2). Replace them"
    )


def test_a_comparison_is_refused_alike(odd: "Cli") -> None:
    line = odd.refused("diff", "2020-01-01", "2021-01-01", "--format", "pdf", "-o", "a.pdf")
    assert "UGARITIC LETTER ALPA (" in line
