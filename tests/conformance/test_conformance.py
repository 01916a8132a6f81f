"""PDF/A-3a and PDF/UA-1, whole files, and every word in its place: the code, a comparison, official texts of all sizes.

`make conformance` takes forty documents, the test that is always run eight of them.
"""

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render import Compared, Imprint, enclose, name_version, render_pdf, render_redline_pdf, view_redline
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


def test_a_comparison_conforms(code_path: Path, root: Path, tmp_path: Path) -> None:
    contents = code_path.read_bytes(), (root / "examples/exercice/exercice.fra.xml").read_bytes()
    old, new = map(read_expression, contents)
    changes, names = compare(old, new), [name_version(one, "fr") for one in (old, new)]
    view = view_redline(changes, "fr", old_name=names[0], new_name=names[1], on_page=True)
    (tmp_path / "a.pdf").write_bytes(
        render_redline_pdf(view, changes, "fr", Compared(old=contents[0], new=contents[1]))
    )
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
