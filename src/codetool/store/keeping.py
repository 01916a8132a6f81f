"""Versions that are read, changed and written back: nobody else writes into their folders from the reading on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from codetool.store.lock import Waiting, sole_writer
from codetool.store.transaction import Writer, writing_into
from codetool.store.writing import write_files

_STORE = "versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Folders that this process holds: the stores, and others in which a file lies by itself."""

    stores: Mapping[Path, Writer] = field(default_factory=dict)
    store: Path | None = None

    def save(self, files: Sequence[tuple[Path, bytes]]) -> None:
        """Replace files by their true paths: those of one store all together, any other as a whole."""
        homes = {path: store_of(path, self.store) for path, _ in files}
        for home, writer in self.stores.items():
            with writer.change() as change:
                for path, content in files:
                    if homes[path] == home:
                        change.put(path.relative_to(home), content, replace=True)
        alone = [(path, content) for path, content in files if homes[path] is None]
        if alone:
            write_files(alone, replace=True)


@contextmanager
def keeping(paths: Iterable[Path], store: Path | None, *, waiting: Waiting) -> Iterator[Kept]:
    """Hold the stores and the folders that files (by their true paths) lie in, until they are saved.

    Raises OutputError where one of the stores is not free for two minutes.
    """
    homes = {path: store_of(path, store) for path in paths}
    stores: dict[Path, Writer] = {}
    with ExitStack() as stack:
        # In one order, so that no two commands wait for each other.
        for folder in sorted({home or path.parent for path, home in homes.items()}):
            if folder in homes.values():
                stores[folder] = stack.enter_context(writing_into(folder, waiting=waiting))
            else:
                stack.enter_context(sole_writer(folder, waiting, needed=False))
        yield Kept(stores=stores, store=store)


def store_of(path: Path, store: Path | None = None) -> Path | None:
    """Return the store that a file lies in, the one that is named or any other; None where it lies by itself.

    >>> store_of(Path("/codes/versions/w/2001-06-07.fra.xml"))
    PosixPath('/codes/versions')
    >>> store_of(Path("/codes/draft.xml"))
    """
    named = store.resolve() if store else None
    if named and path.is_relative_to(named):
        return named
    return next((folder for folder in path.parents if folder.name == _STORE), None)
