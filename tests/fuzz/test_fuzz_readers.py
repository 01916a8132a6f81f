"""The fuzzer in its short form: a second of damaged sources for every reader (`make fuzz` runs it for longer)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.fuzz.targets import ROOT, TARGETS


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_damaged_sources_are_read_or_refused_in_time_and_in_bounds(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.fuzz", name, "--seconds", "0.8", "--seed", "1", "--keep", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    own, started = map(int, re.findall(r"(\d+) MB", ended.stdout))
    assert own > 0
    assert (started > 0) is (name == "pdf")
    assert "read" in ended.stdout or "refused" in ended.stdout
    assert [path.name for path in tmp_path.iterdir()] == [f"current.{name}"]


WATCHED = """
import socket, sys
from pathlib import Path
from tools.fuzz.watch import Watch
folder = Path(sys.argv[1])
watch = Watch(folder / "room")
(folder / "room" / "a.txt").write_text("inside")
(folder / "room" / "a.txt").rename(folder / "room" / "b.txt")
assert not watch.seen, watch.seen
"""


@pytest.mark.parametrize(
    ("deed", "seen"),
    [
        ("(folder / 'room' / '..' / 'a.txt').write_text('x')", "open"),
        ("(folder / 'room' / 'out' / 'a.txt').write_text('x')", "open"),
        ("(folder / 'room' / 'b.txt').rename(folder / 'b.txt')", "os.rename"),
        ("(folder / 'room' / 'c').symlink_to('/'); (folder / 'd').mkdir()", "os.mkdir"),
        ("(folder / 'beside.txt').unlink()", "os.remove"),
        ("socket.socket().connect_ex(('127.0.0.1', 9))", "socket.connect"),
        ("socket.getaddrinfo('127.0.0.1', 9)", "socket.getaddrinfo"),
    ],
)
def test_the_watch_sees_what_is_done_outside_the_folder(tmp_path: Path, deed: str, seen: str) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "beside.txt").touch()
    (tmp_path / "room" / "out").symlink_to(tmp_path / "outside")
    program = f"{WATCHED}{deed}\nprint(*(one.split()[0] for one in watch.seen))"
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert told.stdout.split() == [seen]
