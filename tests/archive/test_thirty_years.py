"""In thirty years, without codetool: the script that lies in every archive reads it, and sees what was altered."""

import ast
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from codetool.archive.pieces import Piece
from codetool.archive.record import Role
from codetool.archive.seal import Course, ToSeal, seal
from codetool.archive.staging import Occasion
from codetool.errors import ArchiveError
from tests.archive.build import FIRST_DAY, WORK, text_of

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "templates/archive/relire.py"
LABELS = ("2020-01-01.fra", "2021-01-01.fra", "2022-01-01.fra")


@pytest.fixture
def archived(tmp_path: Path) -> Path:
    """Return the folder of an object with three sealings."""
    for label in LABELS:
        piece = Piece(name=f"{label}.xml", content=text_of(label), role=Role.TEXT, media_type="application/akn+xml")
        made = seal(
            tmp_path / "archive",
            ToSeal(
                slug="essai",
                work=WORK,
                expression=f"{WORK}/fra@{label[:10]}",
                label=label,
                pieces=(piece,),
                occasion=Occasion(at=FIRST_DAY, name="Essai", address="mailto:essai@example.org"),
            ),
        )
    return tmp_path / "archive" / made.place


def reread(folder: Path) -> subprocess.CompletedProcess[str]:
    # The copy that lies in the archive is run, with no way to our code.
    script = next(folder.rglob("relire.py"))
    return subprocess.run([sys.executable, "-I", script, folder], capture_output=True, text=True, check=False)


def test_it_reads_the_latest_text(archived: Path) -> None:
    told = reread(archived)
    assert told.returncode == 0, told.stderr
    assert told.stdout == "1.\nLe texte du 2022-01-01.\n"
    assert [line.split()[:2] for line in told.stderr.splitlines()] == [
        [f"v{number}", label] for number, label in enumerate(LABELS, start=1)
    ]


def test_it_sees_an_altered_file(archived: Path) -> None:
    path = archived / "v1/content/2020-01-01.fra/2020-01-01.fra.xml"
    path.write_bytes(path.read_bytes().replace(b"2020", b"2O20", 1))
    assert "altered" in reread(archived).stderr


def test_it_sees_a_broken_chain(archived: Path) -> None:
    path = archived / "v2/inventory.json"
    path.write_bytes(path.read_bytes() + b" ")
    assert "broken chain: v3" in reread(archived).stderr


def test_it_is_twenty_lines_of_python_and_lxml() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    modules = {
        name.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    modules |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules <= {"sys", "hashlib", "json", "pathlib", "lxml"}
    code = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines()[1:] if line and "import " not in line]
    assert len(code) <= 20


def test_the_docs_print_it() -> None:
    page = (ROOT / "docs/explanation/archive.md").read_text(encoding="utf-8")
    assert SCRIPT.read_text(encoding="utf-8") in page


@pytest.fixture
def late() -> ToSeal:
    """Return a version whose sealing began the day before the last one of the archive."""
    piece = Piece(name="2023-01-01.fra.xml", content=text_of("2023-01-01.fra"), role=Role.TEXT)
    return ToSeal(
        slug="essai",
        work=WORK,
        expression=f"{WORK}/fra@2023-01-01",
        label="2023-01-01.fra",
        pieces=(piece,),
        occasion=Occasion(at=FIRST_DAY - timedelta(days=1), name="Essai"),
    )


def test_the_times_of_an_archive_only_go_forward(archived: Path, late: ToSeal) -> None:
    root = archived.parents[3]
    before = sorted(root.rglob("*"))
    with pytest.raises(ArchiveError, match="this machine says that it is 2025-12-31T12:00:00Z"):
        seal(root, late)
    assert sorted(root.rglob("*")) == before


def test_a_sealing_that_waited_for_others_is_of_the_time_when_it_was_its_turn(archived: Path, late: ToSeal) -> None:
    turn = FIRST_DAY + timedelta(days=4000)
    made = seal(archived.parents[3], late, course=Course(clock=lambda: turn))
    assert made.record.sealed == turn
    assert json.loads((archived / "inventory.json").read_bytes())["versions"][made.version]["created"] == (
        turn.strftime("%Y-%m-%dT%H:%M:%SZ")
    )


def test_empty_folders_that_a_refused_sealing_left_are_no_archive(tmp_path: Path, late: ToSeal) -> None:
    (tmp_path / "archive" / "extensions").mkdir(parents=True)
    assert seal(tmp_path / "archive", late).version == "v1"
