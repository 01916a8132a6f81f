"""A folder of which not all was verified says so: what was sealed and is gone or led elsewhere is not passed over."""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from codetool.akn.parser import SIZE_LIMIT
from codetool.archive.verify import listed
from codetool.archive.verify.inputs import DEEPEST, verify_path
from codetool.store.sealed import load_sealed
from tests.archive.conftest import ASKED, LABELS, Sealed
from tests.archive.test_verify import told_by
from tests.cli.conftest import Cli, Outcome

TEXT = f"{LABELS[0]}.xml"


@pytest.fixture
def folder(cli: Cli, sealed: Sealed) -> Path:
    """Return a folder with a PDF in it that holds."""
    made = cli.folder / "folder"
    made.mkdir()
    shutil.copy(next(sealed.object.glob("v1/content/*/*.pdf")), made / "code.pdf")
    return made


def looked(cli: Cli, path: str = "folder") -> tuple[Outcome, dict[str, Any]]:
    """Return what the screen says of a folder, and what is said to programs; both end with the same exit code."""
    screen, outcome = cli("verify", path), cli("verify", path, "--format", "json")
    told = told_by(outcome.out)
    assert screen.code == outcome.code
    assert told["valid"] == (outcome.code == 0)
    for row in told["not_verified"]:
        assert any(line.startswith(f"{row['path']}: ") for line in screen.messages), "named on the screen, too"
    return screen, told


def passed_over(told: dict[str, Any]) -> dict[str, str]:
    return {row["path"]: row["reason"] for row in told["not_verified"]}


def test_what_is_somebody_else_s_is_told_and_spoils_nothing(cli: Cli, sealed: Sealed, folder: Path) -> None:
    (folder / "README").write_bytes(b"x")
    (folder / "notes.pdf.xades").write_bytes(b"x")
    (folder / ".xades").write_bytes(b"x")
    shutil.copy(sealed.store / "essai" / TEXT, folder)
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("/etc")
    screen, told = looked(cli)
    assert (screen.code, told["verdict"]) == (0, "unproven")
    assert passed_over(told) == {
        "folder/README": "other",
        "folder/notes.pdf.xades": "alone",
        "folder/.xades": "other",
        f"folder/{TEXT}": "unsealed",
        "folder/pipe": "device",
        "folder/link": "link",
    }
    assert "folder/pipe: un tube, une socket ou un périphérique, qui n'est pas lu" in cli.french("verify", "folder").err
    named = cli("verify", "folder/pipe")
    assert (named.code, named.messages[-1]) == (2, "nothing could be verified")


def test_what_stands_too_deep_is_told(cli: Cli, folder: Path) -> None:
    inside = "/".join(["x"] * DEEPEST)
    (folder / inside / "y").mkdir(parents=True)
    (folder / inside / "y" / TEXT).write_bytes(b"x")
    (folder / inside / "notes.txt").write_bytes(b"x")
    os.mkfifo(folder / inside / "pipe")
    screen, told = looked(cli)
    assert screen.code == 0
    assert passed_over(told) == {
        f"folder/{inside}/notes.txt": "other",
        f"folder/{inside}/pipe": "device",
        f"folder/{inside}/y": "deep",
    }
    (folder / "code.pdf").unlink()
    assert looked(cli)[0].code == 2, "nothing at all was verified"


@pytest.mark.parametrize("instead", ["nothing", "a folder", "a pipe"])
def test_a_signature_whose_text_is_gone(cli: Cli, folder: Path, instead: str) -> None:
    (folder / f"{TEXT}.xades").write_bytes(b"x")
    if instead == "a folder":
        (folder / TEXT).mkdir()
    elif instead == "a pipe":
        os.mkfifo(folder / TEXT)
    screen, told = looked(cli)
    assert (screen.code, told["verdict"]) == (1, "altered")
    assert [(row["code"], row["file"]) for row in told["findings"]] == [("text-missing", f"folder/{TEXT}")]
    assert "ALTERED." in screen.out
    assert "le texte manque, et sa signature est encore là" in " ".join(cli.french("verify", "folder").out.split())
    assert cli("verify", f"folder/{TEXT}.xades").code == 1


def test_a_link_in_the_place_of_a_signed_text(cli: Cli, folder: Path) -> None:
    (folder / f"{TEXT}.xades").write_bytes(b"x")
    (folder / TEXT).symlink_to("code.pdf")
    screen, told = looked(cli)
    assert (screen.code, told["verdict"], passed_over(told)) == (2, "unproven", {f"folder/{TEXT}": "link"})
    assert screen.messages[-1] == "not all of it could be verified"
    assert cli.french("verify", "folder").messages[-1] == "tout n'a pas pu être vérifié"


def test_what_cannot_be_read_is_known_to_nobody(cli: Cli, folder: Path) -> None:
    with (folder / "other.xml").open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    for number in range(20):
        (folder / f"notes {number}.txt").write_bytes(b"x")
    screen = cli("verify", "folder")
    assert (screen.code, screen.messages[-1]) == (2, "not all of it could be verified")
    told = "it cannot be read, or is too large: check its permissions and its size"
    assert screen.messages[0] == f"folder/other.xml: {told}", "before what changes nothing"
    outcome = cli("verify", "folder", "--format", "json")
    assert (outcome.code, told_by(outcome.out)["valid"]) == (2, False)


def test_what_a_store_lists_as_sealed(cli: Cli, sealed: Sealed) -> None:
    text = sealed.store / "essai" / TEXT
    kept = text.rename(sealed.folder / "kept.xml")
    screen, told = looked(cli, "versions")
    assert screen.code == 1
    assert [(row["code"], row["file"]) for row in told["findings"]] == [("store-absent", f"versions/essai/{TEXT}")]
    text.with_name(f"{TEXT}.xades").write_bytes(b"x")
    assert [row["code"] for row in looked(cli, "versions")[1]["findings"]] == ["store-absent"], "one loss is told once"
    text.with_name(f"{TEXT}.xades").unlink()
    text.symlink_to(kept)
    screen, told = looked(cli, "versions")
    assert (screen.code, passed_over(told)) == (2, {f"versions/essai/{TEXT}": "link"})
    text.unlink()
    kept.rename(text)
    assert looked(cli, "versions")[0].code == 0
    (sealed.store / "essai" / "sealed.toml").write_text("sealed", encoding="utf-8")
    (sealed.store / "essai" / "code.pdf").write_bytes(next(sealed.object.glob("v1/content/*/*.pdf")).read_bytes())
    screen, told = looked(cli, "versions")
    assert screen.code == 2
    assert passed_over(told)["versions/essai/sealed.toml"] == "unreadable"


def test_the_list_of_a_store_is_read_once(sealed: Sealed, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def load(folder: Path) -> "tuple[object, ...]":
        read.append(folder)
        return load_sealed(folder)

    monkeypatch.setattr(listed, "load_sealed", load)
    found = [*verify_path(sealed.store, replace(ASKED, lists=listed.Lists()))]
    assert len(found) == len(LABELS)
    assert read.count(sealed.store / "essai") == 1
