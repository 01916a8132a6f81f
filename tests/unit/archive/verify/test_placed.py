"""Contents may stand wherever OCFL writers put them for a file of a version, and nowhere else."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codetool.archive.inventory import Inventory, InventoryVersion, load_inventory
from codetool.archive.objects import ArchivedObject
from codetool.archive.staging import Occasion, stage_version
from codetool.archive.verify.placed import check_placed

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ONE, OTHER = "1" * 128, "2" * 128
STATES: tuple[dict[str, str], ...] = (
    {"a/x.txt": ONE, "a/y.txt": ONE},
    {"a/x.txt": ONE, "a/y.txt": ONE, "b/été.txt": OTHER},
)


def strays(manifest: dict[str, tuple[str, ...]]) -> list[str]:
    versions = tuple(
        InventoryVersion(number=number, created=NOW, state=state) for number, state in enumerate(STATES, start=1)
    )
    inventory = Inventory(id="akn:/akn/x", head=2, versions=versions, manifest=manifest)
    return [one.file for one in check_placed(ArchivedObject(root=Path("archive"), place="o", inventory=inventory))]


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (("v1/content/a/x.txt",), []),
        (("v1/content/a/x.txt", "v1/content/a/y.txt"), []),
        (("v1/content/a/x.txt", "v2/content/a/x.txt"), []),
        (("v1/content/a/x.txt", "v1/content/a/z.exe"), ["o/v1/content/a/z.exe"]),
        (("v1/content/a/x.txt", "v1/content/b/%C3%A9t%C3%A9.txt"), ["o/v1/content/b/%C3%A9t%C3%A9.txt"]),
        (("v1/content/a/x.txt", "v2/content/b/été.txt"), ["o/v2/content/b/été.txt"]),
        (("v1/content/a/%78.txt",), ["o/v1/content/a/%78.txt"]),
        (("v1/content/a",), ["o/v1/content/a"]),
    ],
)
def test_each_content_is_there_for_a_file_of_its_version(paths: tuple[str, ...], told: list[str]) -> None:
    assert strays({ONE: paths, OTHER: ("v2/content/b/%C3%A9t%C3%A9.txt",)}) == told


@pytest.mark.parametrize("name", ["été.txt", "b c%41.txt", "~'()&,;@.png", ".gitkeep"])
def test_what_we_write_is_placed(tmp_path: Path, name: str) -> None:
    """The same bytes several times in a version, and again in the next one, with all signs that a name may have."""
    before, found = None, None
    for number in (1, 2):
        files = {f"{number}/{one}": b"the same" for one in (name, "record.json", "z/record.json")}
        folder = tmp_path / str(number)
        folder.mkdir()
        staged = stage_version(
            folder, "akn:/akn/x", files | {f"{number}/only": str(number).encode()}, before=before,
            occasion=Occasion(at=NOW, name="codetool"),
        )  # fmt: skip
        before, found = staged.inventory, load_inventory(staged.folder)
    assert found
    assert len(found.manifest[hashlib.sha512(b"the same").hexdigest()]) == 1, "the bytes are written once"
    assert [*check_placed(ArchivedObject(root=tmp_path, place="", inventory=found))] == []
