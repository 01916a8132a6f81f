"""PDF/A-3a and PDF/UA-1, whole files, and every word in its place: the code, a comparison, official texts of all sizes.

`make conformance` takes forty documents, the test that is always run eight of them.
"""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render import (
    Compared,
    Decided,
    Imprint,
    Lineage,
    Look,
    Sealing,
    Stage,
    enclose,
    name_version,
    render_pdf,
    render_redline_pdf,
    view_redline,
)
from codetool.render.look import Logo
from tests.conformance.documents import all_documents, few_documents
from tests.conformance.faults import faults_of
from tests.conformance.printed_text import body_of, first_difference, printed_body

pytestmark = pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
DOCUMENTS = (all_documents if os.environ.get("CONFORMANCE") == "full" else few_documents)(CORPORA)


def check_edition(source: Path, pdf: Path) -> None:
    """Print a document, and check the file and its text."""
    content = source.read_bytes()
    expression = read_expression(content, str(source))
    pdf.write_bytes(render_pdf(expression, Imprint(source=content)))
    assert faults_of(pdf) == []
    assert first_difference(printed_body(pdf), body_of(expression)) == ""


def test_the_code_conforms(code_path: Path, tmp_path: Path) -> None:
    check_edition(code_path, tmp_path / "code.pdf")


def test_a_text_with_all_that_an_edition_shows_conforms(root: Path, tmp_path: Path) -> None:
    check_edition(root / "tests/cases/render/edition/version.xml", tmp_path / "fictional.pdf")


def test_a_text_whose_letters_would_be_turned_conforms(root: Path, tmp_path: Path) -> None:
    source = (root / "tests/cases/render/edition/version.xml").read_text(encoding="utf-8")
    turned = source.replace("écrire", "\u202eeriércé\u202c \u2066x\u2069")
    assert turned != source
    (tmp_path / "a.pdf").write_bytes(render_pdf(read_expression(turned.encode())))
    assert faults_of(tmp_path / "a.pdf") == []
    assert "\ufffderiércé\ufffd" in printed_body(tmp_path / "a.pdf")


def test_a_comparison_conforms(code_path: Path, root: Path, tmp_path: Path) -> None:
    contents = code_path.read_bytes(), (root / "examples/exercice/exercice.fra.xml").read_bytes()
    old, new = map(read_expression, contents)
    changes, names = compare(old, new), [name_version(one, "fr") for one in (old, new)]
    view = view_redline(changes, "fr", old_name=names[0], new_name=names[1], on_page=True)
    (tmp_path / "a.pdf").write_bytes(
        render_redline_pdf(view, changes, "fr", Compared(old=contents[0], new=contents[1]))
    )
    assert faults_of(tmp_path / "a.pdf") == []


LOGO = Logo(
    content=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', media_type="image/svg+xml", words="x"
)
DAYS = "2020-01-01", "2021-01-01"
SEALED = Imprint(
    look=Look(publisher="Éditions d’essai", accent="#00508f", logo=LOGO, paper="A5"),
    sealing=Sealing(day="2026-11-26", label="2021-01-01.fra", signer="Signataire d’essai", stamped=True, corrects="x"),
)


@pytest.fixture
def sides(root: Path) -> tuple[bytes, bytes]:
    case = root / "tests/cases/render/redline"
    return (case / "old.xml").read_bytes(), (case / "new.xml").read_bytes()


def test_a_sealed_edition_with_all_that_it_is_made_from_conforms(sides: tuple[bytes, bytes], tmp_path: Path) -> None:
    stages = (Stage(label=label, date=label, content=one) for label, one in zip(DAYS, sides, strict=True))
    decided = Decided(old=DAYS[0], new=DAYS[1], content=b'[[pin]]\nold = "art_5"\nnew = []\n')
    lineage = Lineage(versions=tuple(stages), decisions=(decided,))
    made = render_pdf(read_expression(sides[1]), replace(SEALED, source=sides[1], lineage=lineage))
    (tmp_path / "a.pdf").write_bytes(made)
    assert faults_of(tmp_path / "a.pdf") == []


def test_a_sealed_comparison_with_all_that_it_is_made_from_conforms(sides: tuple[bytes, bytes], tmp_path: Path) -> None:
    old, new = map(read_expression, sides)
    changes = compare(old, new)
    compared = Compared(old=sides[0], new=sides[1], decisions=b"# none\n")
    view = view_redline(changes, "fr", on_page=True)
    (tmp_path / "a.pdf").write_bytes(render_redline_pdf(view, changes, "fr", compared, SEALED))
    assert faults_of(tmp_path / "a.pdf") == []


@pytest.mark.parametrize("kind", ["RGBA", "P", "LA", "1"])
def test_a_text_with_a_picture_conforms(kind: str, root: Path, tmp_path: Path) -> None:
    Image.new(kind, (30, 20)).save(tmp_path / "plan.png")
    version = (root / "tests/cases/render/edition/version.xml").read_text(encoding="utf-8")
    content = version.replace("</p>", '<img src="plan.png" alt="Un plan"/></p>').encode()
    expression = read_expression(content)
    pictures = enclose(expression, content, tmp_path).pictures
    (tmp_path / "a.pdf").write_bytes(render_pdf(expression, Imprint(source=content, pictures=pictures)))
    assert pictures
    assert faults_of(tmp_path / "a.pdf") == []


@pytest.mark.shared
@pytest.mark.parametrize("source", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_official_texts_conform(source: Path, tmp_path: Path, shared: Path) -> None:
    assert source.is_relative_to(shared.resolve()) or source.is_file()
    check_edition(source, tmp_path / "a.pdf")
