"""What comes from anywhere is worked with in a process that has limits."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from codetool.archive.apart import Failure, Limits, Outcome, Task, run_apart
from codetool.archive.apart_worker import Doors
from codetool.archive.parcel import Parcel, pack, unpack
from codetool.render.recipe import Form, Made, Recipe
from codetool.render.recipe_json import write_recipe

TEXT = write_recipe(Recipe(made=Made.EDITION, form=Form.TEXT, source="a.xml"))


def test_a_fault_of_what_was_given_is_its_line() -> None:
    ended = run_apart(Task.REBUILD, Parcel(files={"": TEXT, "a.xml": b"<a/>"}), Limits(seconds=20))
    assert (ended.failure, ended.detail.partition(":")[0]) == (Failure.REFUSED, "a.xml")


def test_a_task_that_breaks_down_is_no_traceback() -> None:
    assert run_apart(Task.REBUILD, Parcel(), Limits()) == Outcome(failure=Failure.BROKEN, detail="KeyError: ''")


def test_without_room_memory_or_time_it_ends() -> None:
    parcel = Parcel(files={"pdf": b"%PDF-1.7 " * 1000})
    for limits in (Limits(memory=20 * 1024**2), Limits(room=10), Limits(seconds=0)):
        assert run_apart(Task.OPEN, parcel, limits).failure in {Failure.LIMITS, Failure.BROKEN}


@pytest.mark.parametrize("content", [b"", b"12345678", b"\xff" * 8, pack(Parcel(files={"a": b"123"}))[:-1]])
def test_half_a_parcel_is_none(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"parcel|Expecting"):
        unpack(content)


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", ()),
        ("socket.getaddrinfo", ()),
        ("subprocess.Popen", ()),
        ("os.system", ()),
        ("os.fork", ()),
        ("os.exec", ()),
        ("open", ("/etc/x", "w", 0)),
        ("open", ("../x", None, os.O_WRONLY)),
        ("open", (b"/etc/x", "a", 0)),
        ("open", (Path("/etc/x"), "r+", 0)),
    ],
)
def test_doors_are_shut(event: str, arguments: tuple[Any, ...], tmp_path: Path) -> None:
    with pytest.raises(PermissionError):
        Doors(tmp_path).check(event, arguments)


def test_what_a_task_needs_is_open(tmp_path: Path) -> None:
    doors = Doors(tmp_path)
    for event, arguments in (
        ("open", (str(tmp_path / "made"), "w", 0)),
        ("open", ("/etc/fonts/fonts.conf", "r", 0)),
        ("open", ("/etc/fonts/fonts.conf", None, os.O_RDONLY)),
        ("open", (3, "w", 0)),
        ("import", ("json",)),
    ):
        doors.check(event, arguments)


def test_a_link_out_of_the_folder_is_no_way_out(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/etc")
    with pytest.raises(PermissionError):
        Doors(tmp_path).check("open", (str(tmp_path / "out" / "x"), "w", 0))


def test_the_process_starts_with_the_packages_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    ended = run_apart(Task.OPEN, Parcel(files={"pdf": b"no PDF"}), Limits())
    assert ended.failure is Failure.BROKEN
    assert "PdfiumError" in ended.detail
