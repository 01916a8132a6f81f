"""Where the files went that are missing: those that have their bytes under another name, and how that is told."""

import os
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from codetool.archive.altered import AlteredError
from codetool.archive.inside import digest_inside, stat_inside
from codetool.archive.verify.tree import DEEPEST, above_of, shown
from codetool.findings import Finding, finding

HOLES = 1024**3
"""Bytes of holes in files that are read in all; what takes room on the disk is read, however much it is."""
_BLOCK = 512
"""Bytes of a block as a file's status counts them (POSIX, sys/stat.h)."""


def find_renamed(root: Path, missing: Mapping[str, str], unknown: Sequence[str]) -> dict[str, str]:
    """Return the unknown file below `root` that has the bytes of each missing one, where there is one.

    `missing` has the SHA-512 of each file in hexadecimal, empty where none is known. Where several have its bytes, it
    is the first of those whose path ends most like its own.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for path, digest in missing.items():
        if digest:
            places[digest].append(path)
    candidates: dict[str, list[str]] = defaultdict(list)
    digests = _digests(root, unknown) if places else {}
    for path in unknown:
        if (digest := digests.get(path, "")) in places:
            candidates[digest].append(path)
    found: dict[str, str] = {}
    for digest, paths in candidates.items():
        found |= _paired(places[digest], paths)
    return found


def _digests(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the digests of files: of each once, however many names it has; a few kilobytes may be a disk of holes."""
    seen: dict[str, os.stat_result] = {}
    for path in paths:
        with suppress(AlteredError):
            seen[path] = stat_inside(root, path)
    found: dict[str, str] = {}
    read: dict[tuple[int, int], str] = {}
    room = HOLES
    for path, status in sorted(seen.items(), key=lambda one: one[1].st_size):
        same = status.st_dev, status.st_ino
        if same not in read:
            holes = max(0, status.st_size - status.st_blocks * _BLOCK)
            if holes > room:
                continue
            room -= holes
            read[same] = ""
            with suppress(AlteredError):
                read[same] = digest_inside(root, path)
        found[path] = read[same]
    return found


def _paired(missing: Iterable[str], candidates: Iterable[str]) -> dict[str, str]:
    """Return a candidate for each missing file, as long as there are some; all have the same bytes."""
    waiting: dict[str, deque[str]] = defaultdict(deque)
    for path in candidates:
        for end in _ends(path):
            waiting[end].append(path)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for path in missing:
        for end in _ends(path):
            queue = waiting.get(end)
            while queue and queue[0] in taken:
                queue.popleft()
            if queue:
                found[path] = queue.popleft()
                taken.add(found[path])
                break
    return found


def _ends(path: str) -> Iterator[str]:
    """Yield a path without its first parts, the longest end first and an empty one last.

    >>> list(_ends("a/b/c"))
    ['a/b/c', 'b/c', 'c', '']
    """
    parts = path.split("/")[-DEEPEST - 1 :]  # no file that was found stands deeper
    yield from ("/".join(parts[at:]) for at in range(len(parts) + 1))


def told_renamed(renamed: Mapping[str, str], expected: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each renamed file, or one for a folder of which all files were renamed alike."""
    sizes = Counter(above for path in expected for above in above_of(path))
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, other in sorted(renamed.items()):
        groups[_common(path, other)].append(path)
    for (old, _), paths in sorted(groups.items()):
        shared = os.path.commonpath(paths) if len(paths) > 1 else ""
        whole = next((one for one in above_of(shared) if one.startswith(old) and sizes[one] == len(paths)), "")
        if old and whole:
            new = renamed[paths[0]].removesuffix(paths[0][len(whole) :])
            yield finding("folder-renamed", other=shown(new), count=len(paths)).in_file(whole)
            continue
        for path in paths:
            yield finding("file-renamed", other=shown(renamed[path])).in_file(path)


def _common(path: str, other: str) -> tuple[str, str]:
    """Return the outermost folders from which on two paths are the same; empty where their last parts differ.

    >>> _common("v2/content/a.xml", "v4/content/a.xml")
    ('v2', 'v4')
    """
    kept = min(_shared_end(path, other), path.count("/"), other.count("/"))
    if not kept:
        return "", ""
    return "/".join(path.split("/")[:-kept]), "/".join(other.split("/")[:-kept])


def _shared_end(one: str, other: str) -> int:
    """Return how many of the last parts of two paths are the same."""
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
