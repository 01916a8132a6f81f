"""What a folder is verified as: what was taken away from it does not make it something else."""

from pathlib import Path

import pytest

from codetool.archive.verify.inputs import subject_of
from codetool.archive.verify.report import Subject

OBJECT = "akn%3a%2fakn%2fbe%2fact%2f2020-01-01%2fx"

ARE: dict[str, tuple[Subject, tuple[str, ...]]] = {
    "an object": (Subject.OBJECT, ("0=ocfl_object_1.1", "inventory.json", "v1/inventory.json")),
    "an object of another OCFL": (Subject.OBJECT, ("0=ocfl_object_1.0",)),
    "an object without its declaration": (Subject.OBJECT, ("inventory.json", "v1/x")),
    "an object of which versions are left": (Subject.OBJECT, ("v12/content/2020-01-01.fra/x",)),
    "an object of which inventories are left": (Subject.OBJECT, ("v2/inventory.json.sha512",)),
    "an object without versions": (Subject.OBJECT, ("inventory.json", "inventory.json.sha512", "logs/v1/x")),
    "an archive": (Subject.ARCHIVE, ("0=ocfl_1.1", "ocfl_layout.json")),
    "an archive of another OCFL": (Subject.ARCHIVE, ("0=ocfl_1.0",)),
    "an archive with its layout": (Subject.ARCHIVE, ("ocfl_layout.json",)),
    "an archive with its extensions": (Subject.ARCHIVE, ("extensions/0003-hash/config.json", "x/y.txt")),
    "an archive of objects": (Subject.ARCHIVE, (f"abc/012/def/{OBJECT}/x",)),
    "an archive of other objects": (Subject.ARCHIVE, ("abc/012/def/other/0=ocfl_object_1.1",)),
    "an archive that has a record": (Subject.ARCHIVE, ("record.json", f"abc/012/def/{OBJECT}/inventory.json")),
    "a bag": (Subject.BAG, ("bagit.txt", "data/x", "manifest-sha512.txt", "tagmanifest-sha512.txt")),
    "a bag without its declaration": (Subject.BAG, ("data/x", "manifest-sha512.txt")),
    "a bag with one list": (Subject.BAG, ("data/x", "tagmanifest-sha512.txt")),
    "a bag without lists": (Subject.BAG, ("data/x", "bag-info.txt")),
    "a bag without its payload": (Subject.BAG, ("bagit.txt", "manifest-sha512.txt")),
    "a sealing": (Subject.SEALING, ("record.json",)),
    "a sealing without its record": (Subject.SEALING, ("2020-01-01.fra.pdf", "sbom.cdx.json")),
    "a sealing of a variant without its record": (Subject.SEALING, ("2020-01-01.projet.fra.xml", "validation.json")),
    "a sealing of which settings are left": (Subject.SEALING, ("2020-01-01.fra.xml", "settings/editions.json")),
}

ARE_NOT: dict[str, tuple[str, ...]] = {
    "texts": ("2020-01-01.fra.xml", "2020-01-01.fra.pdf"),
    "a store": ("2020-01-01.fra.xml", "sealed.toml", "sources/2020-01-01.fra.docx"),
    "a folder above an archive": ("archive/0=ocfl_1.1", "versions/x/2020-01-01.fra.xml"),
    "the folder of a version": ("inventory.json", "inventory.json.sha512", "content/x"),
    "data": ("data/x", "readme.txt", "manifest.txt"),
    "settings": ("settings/editions.json", "sbom.cdx.json"),
    "versions of something else": ("v1/content/x", "v2/content.txt"),
    "short names": ("abc/012/def/x.txt", "v1/x", "v2.txt"),
}


def made(folder: Path, names: tuple[str, ...]) -> Subject | None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return subject_of(folder, frozenset(path.name for path in folder.iterdir()))


@pytest.mark.parametrize(("subject", "names"), ARE.values(), ids=ARE)
def test_what_a_folder_is(tmp_path: Path, subject: Subject, names: tuple[str, ...]) -> None:
    assert made(tmp_path, names) is subject


@pytest.mark.parametrize("names", ARE_NOT.values(), ids=ARE_NOT)
def test_a_folder_like_any_other(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert made(tmp_path, names) is None


def test_an_object_behind_a_link_makes_no_archive(tmp_path: Path) -> None:
    (tmp_path / "far" / "012" / "def" / OBJECT).mkdir(parents=True)
    (tmp_path / "abc").symlink_to("far")
    assert subject_of(tmp_path, frozenset({"abc", "far"})) is None
