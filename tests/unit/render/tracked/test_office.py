"""LibreOffice, which knows nothing of us, accepts or rejects all changes: the new text is left, or the old one."""

import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.model.expression import Expression
from codetool.render.docx.read import read_side
from codetool.render.docx.story import solid_lines
from codetool.render.redline_docx import render_redline_docx
from codetool.render.tracked.proof import settled_lines

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed"),
]

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim document As Object
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  Dim none()
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch( _
    document.CurrentController.Frame, command, "", 0, none())
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), form())
  document.close(True)
End Sub
</script:module>
"""


class Office:
    """LibreOffice with a profile of its own, in which the macro stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run("macro:///Standard.Module1.Main")  # the first start makes the profile
        module = folder / "profile/user/basic/Standard/Module1.xba"
        assert module.exists()
        module.write_text(MACRO, encoding="utf-8")

    def settle(self, content: bytes, what: str) -> list[str]:
        """Return the paragraphs that are left after "AcceptAll" or "RejectAll"."""
        source, target = self._folder / "source.docx", self._folder / f"{what}.docx"
        source.write_bytes(content)
        target.unlink(missing_ok=True)
        self._run(f'macro:///Standard.Module1.Settle("{source}","{target}",".uno:{what}TrackedChanges")')
        with zipfile.ZipFile(target) as archive:
            notes = archive.read("word/footnotes.xml") if "word/footnotes.xml" in archive.namelist() else b"<none/>"
            document = archive.read("word/document.xml")
        assert b"<w:ins " not in document
        assert b"<w:del " not in document
        return settled_lines(document, notes, accept=True)

    def _run(self, macro: str) -> None:
        profile = (self._folder / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", macro]
        # Its exit code tells nothing of the macro; that the result is there does.
        subprocess.run(command, check=False, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def paragraphs(expression: Expression) -> list[str]:
    return solid_lines(read_side(expression).story)


def check(office: Office, old: Expression, new: Expression) -> None:
    content = render_redline_docx(compare(old, new), old, new)
    assert office.settle(content, "AcceptAll") == paragraphs(new)
    assert office.settle(content, "RejectAll") == paragraphs(old)


def test_a_regulation_with_tables_and_notes(office: Office, versions: tuple[Expression, Expression]) -> None:
    check(office, *versions)


def test_the_exercise(office: Office, root: Path, code_path: Path) -> None:
    exercise = root / "examples" / "exercice" / "exercice.fra.xml"
    check(office, *(read_expression(path.read_bytes()) for path in (code_path, exercise)))


@pytest.mark.shared
@pytest.mark.parametrize("law", ["loi-1991-08-10-n3", "rgd-1993-02-05-n1"])
def test_laws_whose_changes_meet_at_the_ends_of_paragraphs(office: Office, shared: Path, law: str) -> None:
    found = sorted((shared / "corpora" / "legilux" / law).glob("*.xml"))
    check(office, *(read_expression(path.read_bytes()) for path in (found[0], found[-1])))
