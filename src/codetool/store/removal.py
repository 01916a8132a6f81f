"""A version is withdrawn: the store lists it no more, nothing of it is lost; `removed.toml` says what, when and why.

Its file, its source and the decisions about its comparisons move to `removed/<label>/` in the folder of its Work, each
under the name that it had, so that moving them back restores it. What is sealed cannot be withdrawn.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from hashlib import sha512
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.errors import CodetoolError, RequestError, SourceError
from codetool.model.correction import corrected_iri
from codetool.model.expression import Expression
from codetool.store.files import load_file
from codetool.store.identity import check_words
from codetool.store.lock import Waiting, wait_in_silence
from codetool.store.sealed import check_unsealed, load_sealed, sealed_entry
from codetool.store.transaction import writing_into
from codetool.store.versions import StoredVersion, list_versions

REMOVED = "removed"
"""The folder, in that of a Work, of what was withdrawn."""

REMOVED_FILE = "removed.toml"
_LIMIT = 4 * 1024 * 1024
_HEADER = """\
# Tenu par codetool : les versions retirées de ce code, quand et pourquoi. Leurs fichiers sont dans removed/.
# Kept by codetool: the versions of this code that were withdrawn, when and why. Their files are in removed/.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A version that was withdrawn: what it was, on which day (yyyy-mm-dd), why, and the folder of its files."""

    label: str
    iri: str
    sha512: str
    removed: str
    reason: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What was withdrawn, where its files went, and the versions that lean on it, by their labels."""

    entry: Removed
    moved: tuple[tuple[Path, Path], ...]
    leaning: tuple[str, ...] = ()


def remove_version(
    store: Path, version: StoredVersion, *, reason: str, day: str, waiting: Waiting = wait_in_silence
) -> Removal:
    """Withdraw a version from the store, on a day (yyyy-mm-dd), and return what was done.

    Raises VersionError where it is sealed, RequestError where no reason is given, SourceError where the list of what
    was withdrawn before is damaged: it is not written over.
    """
    why = " ".join(reason.split())
    check_words(why, "--reason")
    if not why:
        raise RequestError("no reason is given", "Say with --reason why the version is withdrawn.")
    with writing_into(store, waiting=waiting) as writer:
        check_unsealed(version.path)
        removal, known = _planned(store, version, why, day)
        with writer.change() as change:
            for old, new in removal.moved:
                change.put(new.relative_to(store).as_posix(), load_file(old).content)
                change.remove(old.relative_to(store).as_posix())
            listed = (version.path.parent / REMOVED_FILE).relative_to(store).as_posix()
            change.put(listed, removed_bytes([*known, removal.entry]), replace=True)
    return removal


def _planned(store: Path, version: StoredVersion, reason: str, day: str) -> tuple[Removal, tuple[Removed, ...]]:
    folder = version.path.parent
    known = load_removed(folder)
    content = load_file(version.path).content
    label = version.path.stem
    goal = _free(folder / REMOVED / label)
    iri = _iri(content, version)
    entry = Removed(
        label=label,
        iri=iri,
        sha512=sha512(content).hexdigest(),
        removed=day,
        reason=reason,
        folder=goal.relative_to(folder).as_posix(),
    )
    moved = tuple((old, goal / old.relative_to(folder)) for old in [version.path, *_beside(folder, label)])
    leaning = tuple(_leaning(store, version, iri))
    return Removal(entry=entry, moved=moved, leaning=leaning), known


def _free(wanted: Path) -> Path:
    """Return a folder that is not there yet: a label may be withdrawn more than once."""
    found, number = wanted, 1
    while found.exists() or found.is_symlink():
        number += 1
        found = wanted.with_name(f"{wanted.name}-{number}")
    return found


def _iri(content: bytes, version: StoredVersion) -> str:
    try:
        return read_expression(content, str(version.path)).iri
    except CodetoolError:  # a file that is no text can be withdrawn too: the more so
        return ""


def _beside(folder: Path, label: str) -> Iterator[Path]:
    """Yield what belongs to a version: its source, decisions about its comparisons that no sealed version leans on."""
    for path in sorted((folder / "sources").glob("*")):
        if path.name.startswith(f"{label}.") and path.is_file() and not path.is_symlink():
            yield path
    for path in sorted((folder / "matches").glob("*.toml")):
        is_own = path.is_file() and not path.is_symlink()
        if label in path.stem.split("..") and is_own and sealed_entry(path) is None:
            yield path


def _leaning(store: Path, version: StoredVersion, iri: str) -> Iterator[str]:
    """Yield the versions that refer to one, and the sealed one after it, whose comparison is with it."""
    others = [one for one in list_versions(store) if one.work == version.work and one.path != version.path]
    for other in others:
        if iri and iri in _referred(other):
            yield other.label
    sealed = {one.label for one in load_sealed(version.path.parent)}
    same = (one for one in others if one.language == version.language)
    following = [one for one in same if one.turn > version.turn]
    if following and following[0].path.stem in sealed:
        yield following[0].label


def _referred(version: StoredVersion) -> set[str]:
    try:
        text = read_expression(load_file(version.path).content, str(version.path))
    except CodetoolError:
        return set()
    return {corrected_iri(text), *_documents(text)}


def _documents(text: Expression) -> Iterator[str]:
    references = text.document.find("meta", "references")
    for one in references.elements() if references else ():
        if one.name in {"original", "passiveRef", "activeRef"}:
            yield one.get("href")


# The list ------------------------------------------------------------------------------------------------------------


def load_removed(folder: Path) -> tuple[Removed, ...]:
    """Return what was withdrawn of the Work in a folder, in the order in which it was; nothing where there is no list.

    Raises SourceError where the list is damaged.
    """
    path = folder / REMOVED_FILE
    if not path.exists() and not path.is_symlink():
        return ()
    if path.is_dir():
        raise _damaged(str(path))
    content = load_file(path, limit=_LIMIT).content
    names = {one.name for one in fields(Removed)}
    try:
        entries = tomllib.loads(content.decode("utf-8")).get("removed", [])
        if all(set(one) == names and all(isinstance(value, str) for value in one.values()) for one in entries):
            return tuple(Removed(**one) for one in entries)
        line = ""
    except (ValueError, TypeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = f":{found[1]}" if found else ""
    raise _damaged(f"{path}{line}")


def _damaged(place: str) -> SourceError:
    return SourceError(
        "this is no list of what was withdrawn", "Take it back from a copy, or move it away.", place=place
    )


def removed_bytes(entries: Iterable[Removed]) -> bytes:
    """Return the bytes of a list of what was withdrawn."""
    return "\n".join([_HEADER, *map(_written, entries)]).encode()


def _written(one: Removed) -> str:
    # What JSON escapes, TOML escapes alike; a reason has no control characters.
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in asdict(one).items())
    return "".join(["[[removed]]\n", *lines])


def is_removed(path: Path, folder: Path) -> bool:
    """Tell whether a file below a folder was withdrawn: it is in a `removed/` that stands beside its list."""
    inside = path.relative_to(folder)
    above = (folder / parent for parent in inside.parents)
    return any(one.name == REMOVED and (one.parent / REMOVED_FILE).is_file() for one in above if one != folder)
