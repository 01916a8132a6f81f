"""What stands below a folder is found without reading the whole tree for each."""

from collections.abc import Iterator

from codetool.archive.verify.roots import check_declared
from codetool.archive.verify.tree import Entry, Tree


class Counted(dict[str, Entry]):
    """Entries that count how often they are gone through."""

    times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return super().__iter__()

    def items(self) -> "object":  # type: ignore[override]
        self.times += 1
        return super().items()


def tree_of(*paths: str) -> Tree:
    return Tree(entries={path: Entry.FOLDER if path.endswith("/") else Entry.FILE for path in sorted(paths)})


def test_below_a_folder_is_what_its_path_begins() -> None:
    tree = tree_of("a", "a/b", "a/b/c", "a/b-c", "a/b.txt", "a/b0", "a/bc/d", "b/a/b/x", "a/b/\udcff")
    assert list(tree.below("a/b").entries) == ["c", "\udcff"]
    assert list(tree.below("a").entries) == ["b", "b-c", "b.txt", "b/c", "b/\udcff", "b0", "bc/d"]
    assert list(tree.below("none").entries) == []


def test_declarations_are_those_in_the_folder_itself() -> None:
    tree = tree_of("0=ocfl_1.0", "0=ocfl_1.1", "a/0=x/0=y", "a/0=ocfl_object_1.0", "a/0=ocfl_object_1.1", "a/b/0=z")
    assert [one.file for one in check_declared(tree)] == ["0=ocfl_1.0"]
    assert [one.file for one in check_declared(tree, "a")] == ["a/0=ocfl_object_1.0"]
    assert [one.file for one in check_declared(tree, "a/b")] == ["a/b/0=z"]


def test_however_many_objects_the_tree_is_gone_through_once() -> None:
    entries = Counted({f"{place:03}/inventory.json": Entry.FILE for place in range(100)})
    tree = Tree(entries=entries)
    for place in range(100):
        assert list(tree.below(f"{place:03}").entries) == ["inventory.json"]
        assert not list(check_declared(tree, f"{place:03}"))
    assert entries.times <= 2
