"""Words stored as "tuep en" and shown as "ne peut": who brings them in is told, and nothing shows them so."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codetool.cli import inputs
from tests.cli.conftest import FIRST

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
PLAIN = FIRST.replace("2.1 L'essai", "2.1 Nul ne peut. L'essai")
TURNED = PLAIN.replace("ne peut", "\u202etuep en\u202c").replace("TITRE 2 – FIN", "TITRE 2 – \u2067FIN\u2069")
SHOWN = "\ufffdtuep en\ufffd"
TOLD = "signs that turn the order of the letters after them:"
OVERRIDE = "U+202E RIGHT-TO-LEFT OVERRIDE, U+202C POP DIRECTIONAL FORMATTING"
FORMATS = ("html", "docx", "markdown", "text")


@pytest.fixture
def turned(cli: "Cli") -> "Cli":
    """Return commands in a folder whose store holds a draft, and the same one with two words turned."""
    cli.write("plain.txt", PLAIN)
    cli.write("turned.txt", TURNED.replace("- projet d'essai -", "- second projet d'essai -"))
    assert cli("import", "plain.txt", "--date", "2020-01-01", "--work", "essai").code == 0
    assert cli("import", "turned.txt", "--date", "2021-01-01", "--work", "essai").code == 0
    return cli


def said(path: Path) -> str:
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


def test_an_import_tells_them(turned: "Cli") -> None:
    told = turned("import", "turned.txt", "--date", "2021-02-01", "--work", "essai", "--dry-run")
    assert told.code == 0
    assert [line.partition(". ")[0] for line in told.messages if "direction-turned" in line] == [
        f"turned.txt:14:title_2: error: {TOLD} U+2067 RIGHT-TO-LEFT ISOLATE, U+2069 POP DIRECTIONAL ISOLATE",
        f"turned.txt:16:art_2-1: error: {TOLD} {OVERRIDE}",
    ]
    assert not TURNING.search(told.out + told.err)
    assert "\\u2067FIN" in told.out
    report = turned("import", "turned.txt", "--date", "2021-02-01", "--dry-run", "--report", "json").out
    assert [one["code"] for one in json.loads(report)["findings"]] == ["direction-turned"] * 2
    french = turned.french("import", "turned.txt", "--date", "2021-02-01", "--work", "essai", "--dry-run")
    assert "des signes retournent l'ordre des lettres" in french.err


def test_a_check_tells_them_as_errors(turned: "Cli") -> None:
    told = turned("validate", "2021-01-01")
    assert told.code == 1
    assert OVERRIDE in told.out
    assert not TURNING.search(told.out)


def test_adoption_tells_what_deceives_be_it_no_error(turned: "Cli") -> None:
    path = turned.folder / "versions/essai/2021-01-01.fra.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("commencé", "com\u200bmencé"), encoding="utf-8")
    told = turned("adopt", "2021-01-01", "--adopted", "2021-03-01", "--body", "Assemblée")
    assert told.code == 0
    codes = re.findall(r"\[(direction-turned|sign-hidden)\]$", told.err, re.MULTILINE)
    assert codes == ["direction-turned", "direction-turned", "sign-hidden"]


def test_a_sealing_tells_them_and_goes_on(turned: "Cli") -> None:
    told = turned("seal", "2021-01-01")
    assert told.code == 0
    assert f":art_2-1: error: {TOLD} {OVERRIDE}. " in told.err
    assert "sealed: essai/2021-01-01.fra" in told.err
    [edition] = (turned.folder / "archive").rglob("2021-01-01.fra.html")
    [kept] = (turned.folder / "archive").rglob("2021-01-01.fra.xml")
    assert SHOWN in said(edition)
    assert "\u202etuep en\u202c" in said(kept)


@pytest.mark.parametrize("form", FORMATS)
def test_no_edition_obeys_them(turned: "Cli", form: str) -> None:
    assert turned("render", "2021-01-01", "--format", form, "-o", f"a.{form}").code == 0
    told = said(turned.folder / f"a.{form}")
    assert SHOWN in told
    assert not TURNING.search(told)


@pytest.mark.parametrize("form", FORMATS)
def test_no_comparison_shows_the_old_and_the_new_words_alike(turned: "Cli", form: str) -> None:
    turned("diff", "2020-01-01", "2021-01-01", "--format", form, "-o", f"a.{form}")
    told = said(turned.folder / f"a.{form}")
    assert "tuep" in told
    assert "ne peut" in told
    assert "\ufffd" in told
    assert not TURNING.search(told)


def test_the_site_obeys_none_and_keeps_the_text_as_it_is(turned: "Cli") -> None:
    assert turned("site", "--forms", "text,xml").code == 0
    site = turned.folder / "dist" / "site"
    raw = [path.name for path in site.rglob("*") if path.is_file() and TURNING.search(said(path))]
    assert raw == ["essai-2021-01-01.xml"]
    assert any(SHOWN in said(path) for path in site.rglob("*.js"))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.parametrize("command", [("render", "2021-01-01"), ("diff", "2020-01-01", "2021-01-01")])
def test_a_pdf_prints_a_sign_in_their_place(turned: "Cli", command: tuple[str, ...]) -> None:
    turned(*command, "--format", "pdf", "-o", "a.pdf")
    told = subprocess.run(["pdftotext", "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert SHOWN in told
    assert not TURNING.search(told)


def test_show_prints_none_whoever_reads_it(turned: "Cli") -> None:
    told = turned("show", "2021-01-01").out
    assert SHOWN in told
    assert not TURNING.search(told)


def test_a_terminal_gets_none_of_any_result(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    inputs.page('{"text": "\u202etuep en\u202c"}\n')
    assert capsys.readouterr().out == f'{{"text": "{SHOWN}"}}\n'
