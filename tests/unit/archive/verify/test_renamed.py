"""Renamed files are found in one pass, however many have the same bytes, and disks of holes are not read."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import SupportsIndex

import pytest

from codetool.archive.inside import CONTENT_LIMIT, digest_inside
from codetool.archive.verify import renamed
from codetool.archive.verify.account import Account
from codetool.archive.verify.renamed import find_renamed
from codetool.archive.verify.roots import digest_of
from codetool.archive.verify.tree import walk_tree

EMPTY = digest_of(b"")


class Counted(str):
    """A path that counts how often it is taken apart."""

    __slots__ = ()
    times = 0

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        Counted.times += 1
        return super().split(sep, maxsplit)


def fill(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of the files that are read, which grows."""
    paths: list[str] = []

    def digest(root: Path, relative: str) -> str:
        paths.append(relative)
        return digest_inside(root, relative)

    monkeypatch.setattr(renamed, "digest_inside", digest)
    return paths


def one_by_one(missing: list[str], candidates: list[str]) -> dict[str, str]:
    """Return what each file was renamed to by going through all the others each time."""

    def shared(one: str, other: str) -> int:
        pairs = [*zip(reversed(one.split("/")), reversed(other.split("/")), strict=False), ("", "/")]
        return next(at for at, (left, right) in enumerate(pairs) if left != right)

    found, left = dict[str, str](), [*candidates]
    for path in missing:
        if left:
            found[path] = max(left, key=lambda one: shared(one, path))
            left.remove(found[path])
    return found


def test_the_one_that_is_called_the_most_alike_is_taken(tmp_path: Path) -> None:
    chance = random.Random(2026)  # noqa: S311 - the same paths each time
    for number in range(30):
        root = tmp_path / str(number)
        names = ["/".join(chance.choices("abc", k=chance.randint(1, 4))) for _ in range(40)]
        missing, there = sorted({f"old/{name}/x" for name in names[:20]}), {f"new/{name}/x" for name in names[10:]}
        fill(root, *there)
        found = find_renamed(root, dict.fromkeys(missing, EMPTY), sorted(there))
        assert found == one_by_one(missing, sorted(there))


def test_many_files_of_the_same_bytes_are_not_compared_each_with_each(tmp_path: Path) -> None:
    count = 300
    fill(tmp_path, *(f"n/{number}" for number in range(count)))
    tree = walk_tree(tmp_path)
    counted = type(tree)(entries={Counted(path): kind for path, kind in tree.entries.items()})
    Counted.times = 0
    expected: dict[str, str] = {Counted(f"m/{number}"): EMPTY for number in range(count)}
    (found,) = Account(root=tmp_path, tree=counted, expected=expected).check()
    assert (found.code, found.file, found.values["count"]) == ("folder-renamed", "m", count)
    assert count < Counted.times < 50 * count


def holed(path: Path, size: int) -> Path:
    with path.open("wb") as stream:
        stream.truncate(size)
    return path


def whole(path: Path, size: int) -> Path:
    path.write_bytes(os.urandom(size))
    return path


@pytest.mark.parametrize(("make", "most"), [(holed, 3), (whole, 20)])
def test_of_holes_no_more_is_read_than_of_a_file(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch, make: Callable[[Path, int], Path], most: int
) -> None:
    size = 256 * 1024
    monkeypatch.setattr(renamed, "HOLES", 3 * size)
    names = [make(tmp_path / f"{number:02}", size).name for number in range(20)]
    (tmp_path / "true").write_bytes(b"true")
    missing = {"lost": digest_of(b"true"), "gone": digest_of(b"gone")}
    assert find_renamed(tmp_path, missing, [*names, "true"]) == {"lost": "true"}
    assert read == ["true", *names[:most]], "the small ones first"


def test_a_file_of_many_names_is_read_once(tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "0").write_bytes(b"x")
    for number in range(1, 20):
        os.link(tmp_path / "0", tmp_path / str(number))
    names = [str(number) for number in range(20)]
    assert find_renamed(tmp_path, {"7/lost": digest_of(b"x"), "a/7": digest_of(b"x")}, names) == {
        "7/lost": "0",
        "a/7": "7",
    }
    assert read == ["0"]


def test_where_nothing_is_missing_nothing_is_read(tmp_path: Path, read: list[str]) -> None:
    fill(tmp_path, "a", "b")
    assert find_renamed(tmp_path, {}, ["a", "b"]) == {}
    assert find_renamed(tmp_path, {"c": ""}, ["a", "b"]) == {}, "of which nobody knows the bytes"
    assert read == []


def test_what_no_file_of_ours_can_be_is_passed_over(tmp_path: Path) -> None:
    holed(tmp_path / "large", CONTENT_LIMIT + 1)
    os.mkfifo(tmp_path / "pipe")
    assert find_renamed(tmp_path, {"lost": EMPTY}, ["large", "pipe", "absent"]) == {}
