"""A comparison as PDF: its bookmarks, its text in order, signs beside colours, tags, the same bytes."""

import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from codetool.akn.read import read_expression
from codetool.diff import ChangeSet, compare
from codetool.diff.changes import Correspondence, Kind
from codetool.render import Compared, name_version, render_redline_pdf, view_redline

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")

MADE = """
import sys
from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render import render_redline_pdf, view_redline
changes = compare(*(read_expression(open(path, "rb").read()) for path in sys.argv[1:]))
sys.stdout.buffer.write(render_redline_pdf(view_redline(changes, "fr", old_name="Un", new_name="Deux"), changes, "fr"))
"""


@pytest.fixture(scope="module")
def sources(root: Path) -> tuple[Path, Path]:
    folder = root / "tests" / "cases" / "render" / "redline"
    return folder / "old.xml", folder / "new.xml"


@pytest.fixture(scope="module")
def changes(sources: tuple[Path, Path]) -> ChangeSet:
    old, new = (read_expression(path.read_bytes()) for path in sources)
    return compare(old, new)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, sources: tuple[Path, Path], changes: ChangeSet) -> Path:
    old, new = (name_version(read_expression(path.read_bytes()), "fr") for path in sources)
    path = tmp_path_factory.mktemp("redline") / "changes.pdf"
    path.write_bytes(render_redline_pdf(view_redline(changes, "fr", old_name=old, new_name=new), changes, "fr"))
    return path


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def pages(made: Path) -> list[str]:
    return [" ".join(page.split()) for page in run("pdftotext", made, "-").split("\f")[:-1]]


def test_the_cover_names_both_versions(pages: list[str], changes: ChangeSet) -> None:
    cover = pages[0]
    places = [cover.index(part) for part in ("Comparaison", "Ancien texte", "janvier 2020", "Nouveau texte", "2021")]
    assert places == sorted(places)
    assert changes.old.sha256 in cover.replace(" ", "")
    assert changes.new.sha256 in cover.replace(" ", "")


def test_counts_the_weightiest_and_stale_references_come_first(pages: list[str]) -> None:
    front = pages[1]
    assert "modifiés 6" in front
    assert "dont : suit une renumérotation 1" in front
    assert re.search(r"2 devient 3 \(\d\) permission → obligation : « peut » → « doit »", front)
    assert "écrire « article 7 »" in front
    assert "Ce qui est supprimé est barré, entre [− et ]." in front


def test_bookmarks_lead_from_change_to_change(made: Path) -> None:
    with pdfium.PdfDocument(made) as document:
        found = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert found == [
        (0, "Comparaison"),
        (0, "En bref"),
        (0, "Les changements qui pèsent le plus"),
        (0, "Renvois à revoir"),
        (0, "Les changements, article par article"),
        (1, "TITRE 1 – LE BUREAU ET L'ASSEMBLÉE – modifié"),
        (2, "1. – inséré"),
        (2, "2. Composition du bureau – modifié, renuméroté"),
        (2, "3. – modifié, renuméroté"),
        (2, "4. – scindé, renuméroté"),
        (2, "6. – suit une renumérotation, renuméroté"),
        (1, "TITRE 2 – LES FRAIS"),
        (2, "8. – fusionné, renuméroté"),
        (2, "8. – supprimé"),
        (2, "9. Barème – modifié"),
        (2, "11. – modifié"),
        (2, "12. – modifié"),
        (0, "Table de concordance"),
        (0, "Typographie"),
        (1, "10. – typographie"),
        (1, "13. – typographie"),
        (0, "Métadonnées"),
        (0, "Colophon"),
    ]


def signed(row: Correspondence) -> str:
    marks = {"equal": "{}", "delete": "[−{}]", "insert": "[+{}]"}
    return "".join(marks[segment.op].format(segment.text) for segment in row.segments)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2010\u00ad-]", "", text)


def test_changes_stand_in_the_order_of_the_text_and_are_marked_by_signs(pages: list[str], changes: ChangeSet) -> None:
    whole = squeezed("".join(pages[2:]))
    shown = [
        squeezed(signed(row))
        for row in changes.articles
        if row.kinds[0] in (Kind.INSERTED, Kind.REMOVED, Kind.MODIFIED) and len(row.new[:1] or row.old) == 1
    ]
    # An article of several paragraphs has its signs at each of them, and long unchanged runs are folded.
    single = [text for text in shown if text in whole]
    assert len(single) >= 5
    assert [whole.index(text) for text in single] == sorted(whole.index(text) for text in single)


def test_the_head_of_a_page_names_its_title_as_it_is_now(pages: list[str]) -> None:
    assert "TITRE 1 – LE BUREAU ET L'ASSEMBLÉE Art. 6 – 11" in pages[3]


def test_the_colophon_names_both_texts_and_their_digests(pages: list[str], changes: ChangeSet) -> None:
    colophon = pages[-1]
    assert "Colophon" in colophon
    for side in (changes.old, changes.new):
        assert side.sha256 in colophon.replace(" ", "")
        assert side.iri in colophon.replace(" ", "")
    assert "sha256sum" not in colophon  # no file is in a PDF that was given none


def test_a_comparison_that_carries_its_files_says_how_to_check_them(
    sources: tuple[Path, Path], changes: ChangeSet
) -> None:
    contents = sources[0].read_bytes(), sources[1].read_bytes()
    made = render_redline_pdf(view_redline(changes, "fr"), changes, "fr", Compared(old=contents[0], new=contents[1]))
    with pdfium.PdfDocument(made) as document:
        text = document[len(document) - 1].get_textpage().get_text_range()
        attached = [document.get_attachment(i).get_name() for i in range(document.count_attachments())]
    assert "edition.json" in attached
    for name, content in zip(sorted(set(attached) - {"edition.json"}, reverse=True), contents, strict=True):
        assert f"certutil -hashfile {name} SHA256" in text
        assert sha256(content).hexdigest() in re.sub(r"\s", "", text)


def test_a_word_longer_than_a_line_stays_on_the_page(root: Path) -> None:
    code = (root / "examples/exercice/exercice.fra.xml").read_bytes()
    longer = [code.replace(b"y compris en ligne", f"y compris https://exemple.be/{end * 300}".encode()) for end in "ab"]
    old, new = (read_expression(one) for one in longer)
    changes = compare(old, new)
    with pdfium.PdfDocument(render_redline_pdf(view_redline(changes, "fr"), changes, "fr")) as document:
        for page in document:
            text = page.get_textpage()
            right = max((text.get_charbox(i)[2] for i in range(text.count_chars())), default=0)
            assert right < page.get_width() - 60


def test_nothing_is_said_twice_in_the_legend(pages: list[str]) -> None:
    assert "Les mots supprimés sont barrés" not in pages[1]
    assert "n'est pas un article modifié." in pages[1]


def test_every_page_says_which_it_is(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert re.search(rf"\b{number} ?/ ?{len(pages)}\b", page)
        assert "1er janvier 2020 → 1er janvier 2021" in page


def test_the_file_is_tagged_and_says_its_title_and_language(made: Path) -> None:
    facts = run("pdfinfo", made)
    assert re.search(r"Title: +Comparaison de RÈGLEMENT D’ESSAI – 1er janvier 2020 avec RÈGLEMENT", facts)
    assert re.search(r"Tagged: +yes", facts)
    assert "CreationDate" not in facts
    structure = run("pdfinfo", "-struct", made)
    assert structure.count("Table") >= 3
    assert structure.count("H3") >= 10
    assert "TH" in structure


def test_fonts_are_embedded(made: Path) -> None:
    rows = run("pdffonts", made).splitlines()[2:]
    assert rows
    assert all(re.search(r"yes +yes +yes +\d+ +0$", row) for row in rows)


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_qpdf_finds_no_fault_and_it_is_pdf_ua(made: Path, tmp_path: Path) -> None:
    run("qpdf", "--check", made)
    plain = tmp_path / "plain.pdf"
    run("qpdf", "--qdf", "--object-streams=disable", made, plain)
    content = plain.read_bytes()
    assert b"pdfuaid" in content
    assert b"/Lang (fr)" in content
    assert content.count(b"/Subtype /Link") >= 5


def test_the_same_texts_are_the_same_bytes_in_another_process(sources: tuple[Path, Path], tmp_path: Path) -> None:
    command = [sys.executable, "-c", MADE, *map(str, sources)]
    first, second = (
        subprocess.run(command, cwd=cwd, capture_output=True, check=True).stdout for cwd in (tmp_path, Path.cwd())
    )
    assert first.startswith(b"%PDF")
    assert first == second


def test_texts_without_a_difference_say_so(sources: tuple[Path, Path]) -> None:
    old = read_expression(sources[0].read_bytes())
    changes = compare(old, old)
    with pdfium.PdfDocument(render_redline_pdf(view_redline(changes, "fr"), changes, "fr")) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
        marks = [mark.get_title() for mark in document.get_toc()]
    assert "Aucune différence." in text
    assert marks == ["Comparaison", "En bref", "Table de concordance", "Colophon"]
