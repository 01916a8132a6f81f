import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.errors import MissingPartError
from codetool.model.expression import Expression
from codetool.model.text import text_of
from codetool.render import Imprint, fonts, render_pdf
from codetool.render import pdf as pdf_module
from codetool.render.view import view_of

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")

HEADER = 94  # points above the text area (33 mm)
FOOTER = 745  # points from the top to the end of the text area (297 - 34 mm)


@pytest.fixture(scope="module")
def code_pdf(tmp_path_factory: pytest.TempPathFactory, federation_code: Expression) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "code.pdf"
    path.write_bytes(render_pdf(federation_code))
    return path


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def page_texts(path: Path, *options: str) -> list[str]:
    return run("pdftotext", *options, path, "-").split("\f")[:-1]


def text_areas(path: Path) -> list[str]:
    return page_texts(path, "-x", "0", "-y", str(HEADER), "-W", "530", "-H", str(FOOTER - HEADER))


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens: lines are broken and words divided on paper."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def test_contents_name_the_true_pages(code_pdf: Path, federation_code: Expression) -> None:
    pages = [squeezed(text) for text in page_texts(code_pdf)]
    contents = page_texts(code_pdf, "-layout")[1]
    told = [int(number) for number in re.findall(r"\s{3,}(\d+)$", contents, re.MULTILINE)]
    headings = [squeezed(entry.heading) for entry in view_of(federation_code).contents]
    assert len(headings) == 7
    assert told == [next(n for n, page in enumerate(pages[2:], start=3) if heading in page) for heading in headings]


def test_the_text_of_the_pages_is_the_text_of_the_version_in_order(code_pdf: Path, federation_code: Expression) -> None:
    areas = text_areas(code_pdf)
    view = view_of(federation_code)
    cover = squeezed("".join(text_of(line.element) for line in view.cover))
    body = squeezed("".join(text_of(block) for block in view.blocks))
    assert squeezed(areas[0]).startswith(cover)
    assert squeezed("".join(areas[2:])).startswith(body)


def test_every_page_says_that_it_is_a_draft_and_which_page_it_is(code_pdf: Path) -> None:
    pages = page_texts(code_pdf, "-layout")
    for number, page in enumerate(pages, start=1):
        assert "Projet – màj. 07.06.2001" in page
        assert re.search(rf"\b{number} ?/ ?{len(pages)}\b", page)


def test_the_running_head_names_the_title_in_which_the_page_begins(code_pdf: Path) -> None:
    heads = page_texts(code_pdf, "-x", "0", "-y", "0", "-W", "530", "-H", str(HEADER))
    assert not heads[0].strip()
    assert "Table des matières" in heads[1]
    assert "TITRE 1 – PRINCIPES GENERAUX" in heads[2].replace("\u00a0", " ")
    assert all("CODE DE DEONTOLOGIE" in head for head in heads[1:])


def test_no_heading_is_left_at_the_foot_of_a_page(code_pdf: Path, federation_code: Expression) -> None:
    headings = [squeezed(entry.heading) for entry in view_of(federation_code).contents]
    for area in text_areas(code_pdf)[2:]:
        assert not any(squeezed(area).endswith(heading) for heading in headings)
        assert not re.search(r"\d\.\d+\.?$", squeezed(area))


def test_an_adopted_text_carries_no_mark(case: Path, tmp_path: Path) -> None:
    source = (case / "version.xml").read_bytes().replace(b'authoritative value="false"', b'authoritative value="true"')
    path = tmp_path / "adopted.pdf"
    path.write_bytes(render_pdf(read_expression(source)))
    pages = page_texts(path)
    assert not any("Projet" in page or "PROJET" in page for page in pages)
    assert "[Plan de la salle] et <script>du texte</script>." in " ".join(pages[2].split())


def test_the_file_is_tagged_titled_and_whole(code_pdf: Path) -> None:
    facts = run("pdfinfo", code_pdf)
    assert re.search(
        r"Title: +CODE DE DEONTOLOGIE DES ASSISTANTS SOCIAUX DE CPAS \(Projet – màj\. 07\.06\.2001\)", facts
    )
    assert re.search(r"Author: +Fédération Wallonne des Assistants Sociaux de CPAS", facts)
    assert re.search(r"Tagged: +yes", facts)
    assert "CreationDate" not in facts
    assert "(A4)" in facts
    structure = run("pdfinfo", "-struct", code_pdf)
    assert structure.count("H3") >= 39


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_qpdf_finds_no_fault_and_links_and_bookmarks_are_there(code_pdf: Path, tmp_path: Path) -> None:
    run("qpdf", "--check", code_pdf)
    plain = tmp_path / "plain.pdf"
    run("qpdf", "--qdf", "--object-streams=disable", code_pdf, plain)
    content = plain.read_bytes()
    assert content.count(b"/Subtype /Link") >= 8
    assert b"/Outlines" in content
    assert b"/Lang (fr)" in content


def test_fonts_are_embedded(code_pdf: Path) -> None:
    rows = run("pdffonts", code_pdf).splitlines()[2:]
    assert rows
    assert all(re.search(r"yes +yes +yes +\d+ +0$", row) for row in rows)


def test_the_same_version_is_the_same_bytes_in_another_process_and_folder(
    code_pdf: Path, code_path: Path, tmp_path: Path
) -> None:
    script = (
        "import sys; from codetool.akn.read import read_expression; from codetool.render import render_pdf;"
        "sys.stdout.buffer.write(render_pdf(read_expression(open(sys.argv[1], 'rb').read())))"
    )
    made = subprocess.run([sys.executable, "-c", script, str(code_path)], cwd=tmp_path, capture_output=True, check=True)
    assert made.stdout == code_pdf.read_bytes()


def test_the_identifier_is_the_digest_of_the_source(monkeypatch: pytest.MonkeyPatch, fictional: Expression) -> None:
    digests: list[str] = []

    def print_nothing(_: str, digest: str) -> bytes:
        digests.append(digest)
        return b""

    monkeypatch.setattr(pdf_module, "print_pdf", print_nothing)
    render_pdf(fictional, Imprint(source=b"abc"))
    render_pdf(fictional)
    assert digests[0] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(digests[1]) == 64
    assert digests[1] != digests[0]


def test_without_pango_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(MissingPartError, match=rf"^a library that makes PDFs is missing: .*: {fonts.APT}\.$"):
        pdf_module.print_pdf("<p>", "0" * 64)


def test_nothing_is_fetched(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.css").write_text("p { color: red }", encoding="utf-8")
    addresses = (
        "http://127.0.0.1:9/a.png",
        (tmp_path / "a.css").as_uri(),
    )
    images = "".join(f'<img alt="x" src="{address}">' for address in addresses)
    made = pdf_module.print_pdf(f'<html lang="fr"><title>x</title>{images}', "0" * 64)
    assert made.startswith(b"%PDF")
    refused = [record.getMessage() for record in caplog.records if "disallowed protocol" in record.getMessage()]
    assert len(refused) == len(addresses)
