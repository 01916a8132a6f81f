"""How a version is named: a path, a label in the store, `latest~1`, `in-force`, or `REV:path` in a git repository."""

import re
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from codetool.akn.parser import SIZE_LIMIT, check_size
from codetool.akn.read import read_expression
from codetool.errors import CodetoolError, SourceError, VersionError
from codetool.model.expression import Expression
from codetool.store.files import Source, load_file
from codetool.store.recovery import ARCHIVE_WORKSPACE, recover
from codetool.store.sealed import SEALED_FILE
from codetool.store.settling import settle_if_free
from codetool.store.versions import StoredVersion, list_versions

ARCHIVE = "archive"
"""The folder beside the store in which the archive is, unless another is named."""

_LABEL = re.compile(r"latest|in-force|\d{4}-\d{2}-\d{2}")
_PROTOCOLS = ("ext", "file", "ftp", "ftps", "git", "http", "https", "ssh")
_NO_NETWORK = tuple(
    part
    for name in ("protocol", *(f"protocol.{protocol}" for protocol in _PROTOCOLS))
    for part in ("-c", f"{name}.allow=never")
)
"""A clone may lack what it fetches once it is asked for: from an address, or by a program, that it names itself."""

_LATEST = re.compile(r"latest(?:~(?P<back>\d+))?")


def find_store(start: Path, named: Path | None = None, *, undoing: bool = True) -> Path:
    """Return the store: the folder named, else `versions/` in `start` or the nearest folder above it.

    What a command that was interrupted left in it, in the folder of the code, or in the archive beside it is undone
    first, unless `undoing` says that nothing may be written.
    """
    store = named or _nearest_store(start)
    if not store.is_dir():
        raise VersionError("there is no such folder", "Name the store with --store.", place=str(store))
    if undoing:
        recover(store)
        recover(store.parent)
        _recover_archive(store.parent / ARCHIVE)
        settle_if_free(store)
    return store


def _recover_archive(archive: Path) -> None:
    if not archive.is_symlink():  # a folder may come from a stranger: nothing is touched elsewhere
        with suppress(CodetoolError):  # told by who asks for the archive: who only reads the store is not stopped
            recover(archive, ARCHIVE_WORKSPACE)


def _nearest_store(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / "versions").is_dir():
            return folder / "versions"
    raise VersionError(
        "there is no versions folder here or above", "Go to the code's folder, or name the store with --store."
    )


def find_source(reference: str, *, start: Path, store: Path | None, today: str) -> Source:
    """Return the bytes of a version and where they are.

    `reference` is a path, also that of a pipe; a label (`DATE[.VARIANT][.LANG]`, `latest`, `latest~1`, `in-force`, each
    with `WORK/` before it where there are several works); or `REV:path`. `today` (yyyy-mm-dd) decides what is in force.
    Raises VersionError where there is none, with those that there are.
    """
    if not reference.strip():
        raise VersionError("the name of a version is empty", "Name a file, or a label of the store.")
    path = Path(reference)
    path = path if path.is_absolute() else start / path
    if _exists(path):
        return load_file(path, reference, streams=True)
    revision, colon, inside = reference.partition(":")
    if colon and revision and inside:
        return _from_git(reference, start)
    if not colon and is_folder(path) and not is_named(reference):
        raise SourceError("this is a folder", "Name a file in it.", place=reference)
    if reference.endswith(".xml") or reference.startswith(("/", "./", "../")):
        raise SourceError("there is no such file", "Check the name and the folder.", place=reference)
    home = find_store(start, store)
    place = shown_path(home, start)
    found = find_stored(reference, held_versions(home, place), place, today)
    return load_file(found.path, shown_path(found.path, start))


def _exists(path: Path) -> bool:
    """Tell whether there is something to read by that name: a file, or a pipe, as a shell makes of `<(…)`."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):  # a name that no file can have
        return False


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder of that name; no name is too strange to ask for."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_named(reference: str) -> bool:
    """Tell whether a reference looks like a label. A folder may bear the name of a version; the version is meant.

    >>> is_named("code/2001-06-07"), is_named("code.pdf")
    (True, False)
    """
    return bool(_LABEL.match(reference.rpartition("/")[2]))


def shown_path(path: Path, start: Path) -> str:
    """Return a path as messages name it: from `start` where it lies below it.

    >>> shown_path(Path("/codes/versions/w"), Path("/codes"))
    'versions/w'
    """
    return str(path.relative_to(start)) if path.is_relative_to(start) else str(path)


def held_versions(store: Path, place: str) -> tuple[StoredVersion, ...]:
    """Return every version of a store; raise VersionError where there is none any more of those that were sealed."""
    versions = list_versions(store)
    if not versions and next(store.glob(f"*/{SEALED_FILE}"), None):
        raise gone(place)
    return versions


def gone(place: str) -> VersionError:
    """Return the error of a folder that knows of sealed versions and holds none at all; `place` names it."""
    return VersionError("every version is gone, also what was sealed", "See codetool list.", place=place)


def find_stored(reference: str, versions: tuple[StoredVersion, ...], place: str, today: str) -> StoredVersion:
    """Return the version of a store that a label names; raise VersionError where it names none, or several."""
    work, slash, label = reference.rpartition("/")
    chosen = [version for version in versions if not slash or version.work == work]
    if not chosen:
        raise _absent(reference, versions, place)
    if is_relative(label):
        relative = relative_version(label, chosen, place, today, _read_stored)
        if relative is None:
            raise _absent(reference, tuple(chosen), place)
        return relative
    found = [version for version in chosen if label in _labels(version)]
    if len(found) > 1:
        raise VersionError(
            "{label} names several versions",
            "Name one of {known}.",
            place=place,
            label=reference,
            known=", ".join(version.full_label for version in found),
        )
    if not found:
        raise _absent(reference, versions, place)
    return found[0]


def _labels(version: StoredVersion) -> set[str]:
    with_language = version.full_label.partition("/")[2]
    without = ".".join(part for part in (version.date, version.variant) if part)
    return {with_language, without}


def is_relative(label: str) -> bool:
    """Tell whether a label names a version by those that there are: `latest`, `latest~1`, `in-force`."""
    return label == "in-force" or bool(_LATEST.fullmatch(label))


def relative_version(
    label: str, versions: Sequence[StoredVersion], place: str, today: str, read: Callable[[StoredVersion], Expression]
) -> StoredVersion | None:
    """Return the version that a label names by those that there are, in order; None where there are not so many.

    `read` gives the text of one. Raises VersionError where they are of several works, or none is in force.
    """
    works = sorted({version.work for version in versions})
    if len(works) > 1:
        raise VersionError(
            "there are several works", "Write WORK/{label}; WORK is one of {known}.",
            place=place, label=label, known=", ".join(works),
        )  # fmt: skip
    if label == "in-force":
        return _in_force(versions, place, today, read)
    back = int((_LATEST.fullmatch(label) or {"back": 0})["back"] or 0)
    return versions[-1 - back] if back < len(versions) else None


def _read_stored(version: StoredVersion) -> Expression:
    return read_expression(load_file(version.path).content, str(version.path))


def _in_force(
    versions: Sequence[StoredVersion], place: str, today: str, read: Callable[[StoredVersion], Expression]
) -> StoredVersion:
    for version in reversed(versions):
        expression = read(version)
        begins = expression.lifecycle.in_force_from()
        if begins and begins <= today and not expression.is_draft:
            return version
    raise VersionError(
        "no version is in force on {day}, but drafts or versions not in force yet: {known}",
        "Name a version by its date.",
        place=place,
        day=today,
        known=", ".join(version.label for version in versions) or "-",
    )


def _absent(reference: str, versions: tuple[StoredVersion, ...], place: str) -> VersionError:
    known = ", ".join(version.full_label for version in versions)
    remedy = "The store holds {known}." if known else "The store is empty: fill it with codetool import."
    return VersionError("there is no version {label}", remedy, place=place, label=reference, known=known)


def _from_git(reference: str, start: Path) -> Source:
    command = ["git", *_NO_NETWORK, "--no-pager", "show", "--end-of-options", reference]
    with TemporaryFile() as told:
        try:
            shown = subprocess.Popen(command, cwd=start, stdout=subprocess.PIPE, stderr=told)  # noqa: S603 - a fixed command, its one argument cannot be an option
        except OSError as error:
            raise VersionError(
                "git is not installed", "Name the version by a path or a label.", place=reference
            ) from error
        with shown:
            content = shown.stdout.read(SIZE_LIMIT + 1) if shown.stdout else b""
            if len(content) > SIZE_LIMIT:
                shown.kill()
        told.seek(0)
        reason = told.read().decode("utf-8", "replace").strip().splitlines() or ["?"]
    check_size(len(content), reference)
    if shown.returncode:
        raise VersionError(
            "there is no such version: git says {reason}",
            "Write REV:path as in HEAD~1:versions/code/2001-06-07.fra.xml.",
            place=reference,
            reason=repr(reason[0]),
        )
    return Source(place=reference, content=content)
