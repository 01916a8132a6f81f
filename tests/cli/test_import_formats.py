"""`codetool import` of Word, LibreOffice, PDF, HTML and Markdown files."""

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from codetool.akn.read import read_expression

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

CASES = Path(__file__).resolve().parents[1] / "cases" / "import"
OPTIONS = ("--date", "2019-09-12", "--work", "essai")


def received(cli: "Cli", case: str) -> str:
    """Put the source of a case into the folder and return its name."""
    source = next(path for path in (CASES / case).iterdir() if path.stem == "source")
    shutil.copy(source, cli.folder / source.name)
    return source.name


@pytest.mark.parametrize(
    ("case", "articles"),
    [
        ("word-automatic-numbers", 6),
        ("libreoffice-outline", 4),
        ("html-word-export", 3),
        ("markdown-headings", 4),
        ("pdf-running-heads", 9),
    ],
)
def test_a_draft_in_any_format_enters_the_store_as_received(cli: "Cli", case: str, articles: int) -> None:
    name = received(cli, case)
    told = cli("import", name, *OPTIONS)
    kept = cli.folder / "versions/essai/2019-09-12.fra.xml"
    source = kept.parent / "sources" / f"2019-09-12.fra{Path(name).suffix}"

    assert told.code == 0, told
    assert told.messages[-1].endswith("0 lost, 0 added")
    assert len(list(read_expression(kept.read_bytes()).articles())) == articles
    assert source.read_bytes() == (cli.folder / name).read_bytes()
    assert cli("validate", "2019-09-12").code == 0


def test_both_sides_of_tracked_changes_are_two_versions_and_their_difference_is_what_was_tracked(cli: "Cli") -> None:
    told = cli("import", received(cli, "word-tracked-changes"), *OPTIONS, "--tracked", "both")
    assert told.code == 0
    assert "tracked changes" not in "".join(told.messages)
    assert [line.partition(",")[0] for line in told.messages if line.startswith("kept")] == [
        "kept: versions/essai/2019-09-12.original.fra.xml",
        "kept: versions/essai/2019-09-12.revised.fra.xml",
    ]
    assert cli("validate").code == 0
    rows = json.loads(cli("diff", "latest~1", "latest", "--format", "json").out)["articles"]
    pieces = [tuple(piece) for row in rows for piece in row["segments"] if piece[0] != "equal"]

    assert pieces == [
        ("delete", "peut"),
        ("insert", "doit"),
        ("delete", "mai"),
        ("insert", "mars"),
        ("delete", "Les chiens sont admis."),
        ("insert", "L'eau de pluie est commune."),
    ]


def test_one_side_of_tracked_changes(cli: "Cli") -> None:
    name = received(cli, "word-tracked-changes")
    cli("import", name, *OPTIONS, "--tracked", "reject", "-o", "before.xml")
    accepted = cli("import", name, *OPTIONS, "-o", "after.xml")
    counted = "(insertions: 3, deletions: 3, moves: 0, ends of paragraphs: 3, automatic numbers: 0)"

    assert f"they were accepted {counted}" in accepted.err
    assert "La cotisation peut être payée avant le 1er mai." in cli("show", "before.xml").out
    assert "La cotisation doit être payée avant le 1er mars." in cli("show", "after.xml").out


def test_both_sides_as_files(cli: "Cli") -> None:
    told = cli("import", received(cli, "word-tracked-changes"), *OPTIONS, "--tracked", "both", "-o", "out/charte.xml")

    assert told.code == 0
    assert sorted(path.name for path in (cli.folder / "out").iterdir()) == ["charte.original.xml", "charte.revised.xml"]


def test_a_source_without_tracked_changes_makes_one_version(cli: "Cli") -> None:
    told = cli("import", received(cli, "word-annex-and-spaces"), *OPTIONS, "--tracked", "both")

    assert told.code == 0
    assert "the source has no tracked changes: it makes one version" in told.messages
    assert (cli.folder / "versions/essai/2019-09-12.fra.xml").exists()


def test_of_two_sides_both_are_written_or_neither(cli: "Cli") -> None:
    name = received(cli, "word-tracked-changes")
    cli.write("autre.txt", "Art. 1. Un autre texte.\n")
    cli("import", "autre.txt", *OPTIONS, "--variant", "revised")
    before = cli.listing()

    assert "the store holds another text under this label" in cli.refused("import", name, *OPTIONS, "--tracked", "both")
    assert cli.listing() == before


def test_what_was_left_out_is_told_by_name(cli: "Cli") -> None:
    name = received(cli, "word-notes-and-comments")
    told = cli("import", name, *OPTIONS, "--dry-run")
    assert "left out: header: Cercle d'histoire – projet" in told.err
    assert (
        "laissé de côté : en-tête : Cercle d'histoire – projet" in cli.french("import", name, *OPTIONS, "--dry-run").err
    )
    report = json.loads(cli("import", name, *OPTIONS, "--dry-run", "--report", "json").out)

    assert {"kind": "header", "text": "Cercle d'histoire – projet", "count": 1} in report["words"]["dropped"]


def test_a_comment_is_kept_beside_the_text(cli: "Cli") -> None:
    cli("import", received(cli, "word-notes-and-comments"), *OPTIONS)
    kept = read_expression((cli.folder / "versions/essai/2019-09-12.fra.xml").read_bytes())
    notes = kept.document.find("meta", "notes")

    assert notes is not None
    assert "un mois" in str(notes)
    assert "un mois" not in cli("show", "2019-09-12").out


def test_a_dry_run_draws_the_tree(cli: "Cli") -> None:
    told = cli("import", received(cli, "word-automatic-numbers"), *OPTIONS, "--dry-run")

    assert told.out.splitlines()[:5] == [
        "Règlement de la ludothèque",
        "├─ cover Règlement de la ludothèque",
        "├─ TITRE I – Du prêt",
        "│  ├─ Article 1. La ludothèque prête des jeux à ses membres.",
        "│  ├─ Article 2. Sont membres : a) les habitants de la commune ; b…  [points: 5]",
    ]


def package(parts: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def word(case: str = "word-annex-and-spaces", **changed: bytes) -> bytes:
    """Return the Word file of a case with some parts changed, named by their last word."""
    with ZipFile(CASES / case / "source.docx") as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    for name in parts:
        for part, content in changed.items():
            if name.endswith(f"{part}.xml"):
                parts[name] = content
    return package(parts)


BOMB = b"<a>" + b" " * 300_000_000 + b"</a>"
DEEP = b"<html><body>" + b"<ul><li>" * 10_000 + b"Article 1. Fin." + b"</li></ul>" * 10_000 + b"</body></html>"
LOCKED = "EncryptedPackage".encode("utf-16-le")
EMPTY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
BAD = {
    "locked.docx": (b"\xd0\xcf\x11\xe0" + LOCKED, "the file is protected by a password"),
    "broken.docx": (word()[:700], "the file is broken"),
    "torn.docx": (word(document=b"<w:document>"), ""),
    "bomb.docx": (word(document=BOMB), ""),
    "escape.docx": (package({"word/document.xml": b"<a/>", "../../etc/passwd": b"x"}), ""),
    "empty.docx": (word(document=EMPTY), ""),
    "liar.docx": (b"%PDF-1.7 ", "this is a PDF, although its name ends in .docx"),
    "liar.pdf": (word(), "this is a Word file, although its name ends in .pdf"),
    "old.doc": (b"\xd0\xcf\x11\xe0", "this is an old Word file (.doc), which import does not read"),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<<", ""),
    "deep.html": (DEEP, ""),
    "none.md": ("# Réunion\n\nLe comité s'est réuni.\n".encode(), "no article was found in 2 lines and 5 words"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_source_is_refused_in_one_line(cli: "Cli", name: str) -> None:
    content, said = BAD[name]
    (cli.folder / name).write_bytes(content)

    assert cli.refused("import", name, *OPTIONS).startswith(f"{name}: {said}")


def test_a_macro_is_left_out_and_told(cli: "Cli") -> None:
    with ZipFile(BytesIO(word())) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    (cli.folder / "macro.docm").write_bytes(package({**parts, "word/vbaProject.bin": b"\0"}))
    told = cli("import", "macro.docm", *OPTIONS)

    assert told.code == 0
    assert any(line.startswith("left out: macros: ") for line in told.messages)


def test_what_is_left_out_at_several_places_is_told_once(cli: "Cli") -> None:
    cli.write("notes.md", "### Article 1\n\nUn *mot*.\n\n### Article 2\n\nUn *autre* *mot*.\n")
    told = cli("import", "notes.md", *OPTIONS, "--dry-run")

    assert [line for line in told.messages if line.startswith("left out")] == [
        "left out: markup: ### (2 times)",
        "left out: markup: * (3 times)",
    ]
