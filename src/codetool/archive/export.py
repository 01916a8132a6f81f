"""What leaves an archive: the whole of it as a bag for a state archive (BagIt), or one sealed version as files.

Both are made beside their place and moved there when they are whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path

from codetool import __version__
from codetool.akn.read import read_expression
from codetool.archive.altered import altered
from codetool.archive.inside import read_inside
from codetool.archive.objects import ArchivedObject, Sealing
from codetool.archive.quiet import quietly
from codetool.archive.record import RECORD
from codetool.archive.root import ROOT_FILES
from codetool.archive.sound import require_given, require_version
from codetool.errors import OutputError
from codetool.store.enclosing import check_outside
from codetool.store.flushing import flush_tree
from codetool.store.parts import folder_part, sweep_parts
from codetool.store.writing import confirm, missing_folders, remove_empty, told_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who hands a bag over, and on which day (yyyy-mm-dd)."""

    name: str
    day: str


def export_bag(objects: Sequence[ArchivedObject], target: Path, sender: Sender) -> None:
    """Make a bag of some objects of an archive: its payload is an archive by itself, with them and nothing else.

    Raises AlteredError where the archive is not as it was written or signed, OutputError where something is at `target`
    already, or where the disk refuses; nothing is left then.
    """
    for one in objects:
        require_given(one)
    with _whole(target) as folder:
        payload = folder / "bag"
        for name in ROOT_FILES:
            _copy(objects[0].root, name, payload / name)
        for one in objects:
            for path in sorted(one.path.rglob("*")):
                inside = path.relative_to(one.root).as_posix()
                if not path.is_dir():
                    _copy(one.root, inside, payload / inside)
        with quietly():
            import bagit

            bagit.make_bag(str(payload), _information(objects, sender), checksums=["sha512"])
        _settle(payload, target)


def export_version(one: ArchivedObject, sealing: Sealing, target: Path) -> int:
    """Write the files of a sealed version into a folder of its own; return how many there are.

    They are those that its record lists, and the record. Each is checked against the inventory and the record, and the
    inventory by the signatures over it and by what was sealed since. Raises AlteredError where one is not what it was,
    OutputError where something is at `target` already.
    """
    require_version(one, sealing)
    names = sorted([RECORD, *sealing.record.files])
    with _whole(target) as folder:
        made = folder / "version"
        for name in names:
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_as_sealed(one, sealing, name))
        _settle(made, target)
    return len(names)


def _as_sealed(one: ArchivedObject, sealing: Sealing, name: str) -> bytes:
    inside = f"{sealing.label}/{name}"
    content = one.read_logical(inside)
    if name != RECORD and sha512(content).hexdigest() != sealing.record.files[name].sha512:
        raise altered("file-changed", one.place_of(inside))
    return content


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Give a folder beside `target` to build in; what is left of it when the block ends goes.

    The folders above are made if they are absent, and removed again where nothing was built.
    """
    # First: an export that was killed may have left its work, also where all of it was done.
    sweep_parts([target.parent])
    if target.exists() or target.is_symlink():
        raise OutputError("there is something already", "Name a folder that is not there yet.", place=str(target))
    check_outside(target)
    missing = missing_folders(target)
    try:
        with told_of(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with folder_part(target.parent) as folder:
                yield folder
    except BaseException:
        remove_empty(missing)
        raise
    confirm({target.parent, *(folder.parent for folder in missing)})


def _settle(made: Path, target: Path) -> None:
    made.chmod(0o755)
    flush_tree(made)
    made.rename(target)


def _copy(root: Path, inside: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(read_inside(root, inside, _LIMIT))


_LIMIT = 1024**3


def _information(objects: Sequence[ArchivedObject], sender: Sender) -> Mapping[str, str | list[str]]:
    works = [one.work for one in objects]
    return {
        "Source-Organization": sender.name,
        "External-Identifier": works if len(works) > 1 else works[0],
        "External-Description": "; ".join(map(_described, objects)),
        "Bagging-Date": sender.day,
        "Bag-Software-Agent": f"codetool {__version__}",
    }


def _described(one: ArchivedObject) -> str:
    """Return the title of a Work, as its last sealed version has it, and the versions that are sealed of it."""
    sealings = [one.sealing(label) for label in one.labels()]
    last = sealings[-1]
    text = read_expression(one.read_logical(f"{last.label}/{last.label}.xml"), last.label)
    labels = ", ".join(f"{sealing.record.slug}/{sealing.label}" for sealing in sealings)
    return " ".join(f"{text.title} ({labels})".split())
