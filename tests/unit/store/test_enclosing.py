"""What was sealed is kept as it is: no command puts anything into an archive or a bag."""

from pathlib import Path

import pytest

from codetool.errors import OutputError
from codetool.store.enclosing import check_outside
from codetool.store.transaction import writing_into
from codetool.store.writing import write_files


@pytest.mark.parametrize("name", ["0=ocfl_1.1", "0=ocfl_object_1.1", "ocfl_layout.json", "bagit.txt"])
def test_nothing_is_written_into_what_was_sealed(tmp_path: Path, name: str) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / name).write_bytes(b"")
    (tmp_path / "link").symlink_to("kept")
    for place in ("kept", "kept/x.txt", "kept/a/b/x.txt", "link/x.txt", "beside/../kept/x.txt"):
        with pytest.raises(OutputError, match="this place is in a"):
            check_outside(tmp_path / place)
    with pytest.raises(OutputError):
        write_files([(tmp_path / "beside.txt", b""), (kept / "x.txt", b"")], replace=True)
    with pytest.raises(OutputError), writing_into(kept / "store"):
        pass
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(["kept", "link", name])


def test_beside_it_everything_may_be_written(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "0=ocfl_1.1").write_bytes(b"")
    for place in ("", "x.txt", "archive2/x", "archive/../x.txt"):
        check_outside(tmp_path / place)


def test_an_archive_is_written_into_by_what_seals_unless_it_is_in_a_bag(tmp_path: Path) -> None:
    archive = tmp_path / "data"
    archive.mkdir()
    (archive / "0=ocfl_1.1").write_bytes(b"")
    check_outside(archive, may_be=True)
    (tmp_path / "bagit.txt").write_bytes(b"")
    with pytest.raises(OutputError, match="bag"):
        check_outside(archive, may_be=True)
