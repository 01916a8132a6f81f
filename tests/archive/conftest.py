"""Archives as `codetool seal` makes them: once for all tests of a module, each then has a copy of its own to spoil."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codetool.archive.verify.asked import Asked
from codetool.archive.verify.report import Report
from codetool.archive.verify.whole import verify_archive, verify_store
from codetool.cli.shell import run
from tests.cli.conftest import FIRST, SECOND, Cli

THIRD = SECOND.replace("second projet", "troisième projet").replace("commencé", "débuté")
DATES = ("2020-01-01", "2021-01-01", "2022-01-01")
LABELS = tuple(f"{date}.fra" for date in DATES)
NOW = datetime(2030, 1, 1, tzinfo=UTC)
ASKED = Asked(at=NOW, rebuild=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A folder in which a code of three versions is sealed: its store, its archive, and the object in that."""

    folder: Path

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    @property
    def store(self) -> Path:
        return self.folder / "versions"

    @property
    def object(self) -> Path:
        (found,) = {path.parent for path in self.archive.rglob("0=ocfl_object_1.1")}
        return found

    def files(self) -> list[Path]:
        return sorted(path for path in self.archive.rglob("*") if path.is_file())

    def verify(self) -> Report:
        return verify_archive(self.archive, "archive", ASKED)[0]

    def verify_with_store(self) -> tuple[Report, Report]:
        report, chains = verify_archive(self.archive, "archive", ASKED)
        return report, verify_store(self.store, "versions", chains)


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def seal_three(folder: Path, *options: str) -> Sealed:
    """Import three versions of a code into a store in `folder`, and seal each."""
    (folder / "versions").mkdir(parents=True)
    with inside(folder):
        for text, date in zip((FIRST, SECOND, THIRD), DATES, strict=True):
            Path("text.txt").write_text(text, encoding="utf-8")
            assert run(["import", "text.txt", "--date", date, "--work", "essai"]) == 0
            assert run(["seal", date, *options]) == 0
    return Sealed(folder=folder)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """Return an archive of three versions without signatures, which no test may change."""
    return seal_three(tmp_path_factory.mktemp("sealed") / "code")


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Sealed], Sealed]:
    """Return what copies an archive with its store, to be changed."""

    def copy(sealed: Sealed) -> Sealed:
        target = tmp_path / "copy"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(sealed.folder, target, symlinks=True)
        return Sealed(folder=target)

    return copy


@pytest.fixture
def sealed(untouched: Sealed, copied: Callable[[Sealed], Sealed]) -> Sealed:
    """Return a copy of the archive, to be changed."""
    return copied(untouched)


@pytest.fixture
def cli(sealed: Sealed, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Return commands in a copy of the folder in which a code is sealed, in English."""
    monkeypatch.chdir(sealed.folder)
    for name in os.environ:
        if name.startswith(("CODETOOL_", "LC_", "LANG", "NO_COLOR")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    return Cli(sealed.folder, capsysbinary)
