"""The folder of a site: what we made in it is known by a list, and nothing else in it is ever touched.

The list is written before the first page, so that what a build that was cut off left behind is known to be ours; a page
counts as made only once its digest is in the list. So only the list has to be flushed to the disk: a page that was
lost when a machine stopped has not the digest any more, and is made again.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from codetool.errors import OutputError
from codetool.store.flushing import flush_folder
from codetool.store.parts import sweep_parts, write_part
from codetool.store.sealed import check_unsealed
from codetool.store.writing import mode_for, told_of

LIST = "codetool-site.json"
_FORMAT = "codetool-site/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that we made: a digest of what it was made from, empty for what is always made anew, and of its bytes."""

    key: str = ""
    digest: str = ""


@dataclass(slots=True, kw_only=True, eq=False)
class SiteFolder:
    """A folder that holds a site, or is to hold one; `inputs` is a digest of all that the whole site was made from.

    `free` says that files of others may be replaced, as everything under dist/ may.
    """

    root: Path
    free: bool
    inputs: str = ""
    made: dict[str, Made] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)

    def is_whole(self, inputs: str) -> bool:
        """Tell whether the site was made from these inputs, and every page still is what we made."""
        return self.inputs == inputs and all(self._stands(path) for path in self.made)

    def is_current(self, path: str, key: str) -> bool:
        """Tell whether a file was made from what the key is a digest of, and still is as we made it."""
        return path in self.made and self.made[path].key == key and self._stands(path)

    def claim(self, paths: Iterable[str]) -> None:
        """Put the paths on the list as ours; raise OutputError where another's file stands in one's place."""
        for path in paths:
            if path not in self.made:
                self._check(path)
                self.made[path] = Made()
        sweep_parts({(self.root / path).parent for path in (LIST, *self.made)})
        self.inputs = ""
        self.save()

    def put(self, path: str, content: bytes, key: str = "") -> None:
        """Write a file, unless it is there with the same bytes."""
        made = Made(key=key, digest=sha256(content).hexdigest())
        if self.made[path].digest != made.digest or not self._stands(path):
            self._write(path, content)
            self.written.add(path)
        self.made[path] = made

    def finish(self, paths: Iterable[str], inputs: str) -> None:
        """Remove what we made once and is no page any more, and complete the list."""
        for path in sorted(self.made.keys() - set(paths)):
            self._remove(path)
            del self.made[path]
            self.removed.add(path)
        self.inputs = inputs
        self.save()

    def save(self) -> None:
        """Write the list."""
        files = {path: [made.key, made.digest] for path, made in sorted(self.made.items())}
        table = {"format": _FORMAT, "inputs": self.inputs, "files": files}
        self._write(LIST, (json.dumps(table, ensure_ascii=False, indent=0) + "\n").encode(), flushed=True)

    def _check(self, path: str) -> None:
        place = self.root / path
        check_unsealed(place)
        if (place.exists() or place.is_symlink()) and not self.free:
            raise OutputError(
                "a file that is no page of the site stands in its place",
                "Move it, or name another folder with -o.",
                place=str(place),
            )

    def _stands(self, path: str) -> bool:
        place = self.root / path
        try:
            return sha256(place.read_bytes()).hexdigest() == self.made[path].digest
        except OSError:
            return False

    def _write(self, path: str, content: bytes, *, flushed: bool = False) -> None:
        place = self.root / path
        with told_of(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            self._check_inside(place)
            part = write_part(place.parent, content, mode_for(place), flushed=flushed)
            try:
                part.path.replace(place)
            finally:  # a disk that is full keeps no half of a file
                part.let_go()
            if flushed:
                flush_folder(place.parent)

    def _remove(self, path: str) -> None:
        place = self.root / path
        with told_of(place):
            self._check_inside(place)
            place.unlink(missing_ok=True)
        for folder in PurePosixPath(path).parents[:-1]:
            with suppress(OSError):  # not empty: somebody's file is in it
                (self.root / folder).rmdir()

    def _check_inside(self, place: Path) -> None:
        if not place.parent.resolve().is_relative_to(self.root.resolve()):
            raise OutputError(
                "a link leads out of the folder of the site", "Remove it, or name another folder with -o.",
                place=str(place.parent),
            )  # fmt: skip


def open_folder(root: Path, *, free: bool) -> SiteFolder:
    """Return the folder with what was made in it.

    Raises OutputError where it holds files and no list of ours, unless it is `free`.
    """
    with told_of(root):
        if root.exists() and not root.is_dir():
            raise OutputError("a file stands where the folder should be", "Name another with -o.", place=str(root))
        listed = root / LIST
        if listed.is_file():
            return _opened(root, listed, free=free)
        sweep_parts([root])  # a first build that was cut off may have left its list waiting
        if not free and root.is_dir() and any(root.iterdir()):
            raise OutputError(
                "this folder holds files that are no site", "Name an empty folder with -o, or one under dist/.",
                place=str(root),
            )  # fmt: skip
    return SiteFolder(root=root, free=free)


def _opened(root: Path, listed: Path, *, free: bool) -> SiteFolder:
    try:
        table = json.loads(listed.read_bytes())
        made = dict(_made(table["files"])) if table["format"] == _FORMAT else None
        inputs = str(table["inputs"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OutputError(
            "the list of the site's pages is damaged", "Empty the folder, or name another with -o.", place=str(listed)
        ) from error
    if made is None:
        raise OutputError(
            "another program made this site, or another version of this one",
            "Empty the folder, or name another with -o.",
            place=str(listed),
        )
    return SiteFolder(root=root, free=free, inputs=inputs, made=made)


def _made(files: dict[str, tuple[str, str]]) -> Iterator[tuple[str, Made]]:
    for path, (key, digest) in files.items():
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or not pure.parts or str(pure) != path:
            raise ValueError(path)  # the list may be anybody's: nothing outside the folder is ours
        yield path, Made(key=str(key), digest=str(digest))
