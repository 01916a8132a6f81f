"""`codetool serve`, as a process of its own: pages on loopback, made again when a version is saved."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

from codetool.cli.preview import previewed

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

PATIENCE = 60.0
"""Seconds after which a test gives up; nothing is timed."""
_STARTED = (
    # A worker of pytest-xdist ignores Ctrl-C, and what it starts would do so too; a terminal's commands do not.
    "import signal; from codetool.cli import main; signal.signal(signal.SIGINT, signal.default_int_handler); main()"
)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


class Served:
    """The command while it runs: what it says line by line, and its pages."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._lines: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()
        self.port = int(self.said(_ADDRESS.pattern)[1])

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self._lines.put(line)

    def said(self, pattern: str) -> re.Match[str]:
        """Wait for a line with the pattern and return the match."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := re.search(pattern, self._lines.get(timeout=PATIENCE)):
                return found
        raise AssertionError(pattern)

    def get(self, path: str, host: str = "") -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": host} if host else {})
        response = connection.getresponse()
        return response, response.read().decode()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Served]:
    command = [sys.executable, "-c", _STARTED, "serve", "--port", "0", *options]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    try:
        yield Served(process)
    finally:
        process.kill()
        process.wait()
        assert process.stderr
        process.stderr.close()


def test_pages_follow_what_is_saved_and_an_error_leaves_them_as_they_were(store: "Cli") -> None:
    path = store.folder / "versions" / "essai" / "2021-01-01.fra.xml"
    source = path.read_text(encoding="utf-8")
    with served(store.folder, "-o", "public") as site:
        page = "/essai/2021-01-01/index.html"
        response, text = site.get(page)
        assert (response.status, response.headers["Cache-Control"]) == (200, "no-store")
        assert "en deux temps distincts" in text
        path.write_text("<a", encoding="utf-8")
        site.said(r"codetool: .*2021-01-01\.fra\.xml: line 1: the XML is broken")
        assert site.get(page)[1] == text
        path.write_text(source.replace("temps distincts", "temps très distincts"), encoding="utf-8")
        site.said(r"index\.html: [1-9]\d* files written")
        assert "en deux temps très distincts" in site.get(page)[1]
        assert site.interrupt() == 0
    assert (store.folder / "public" / "index.html").is_file()


def test_only_this_machine_is_answered_and_only_with_pages(store: "Cli") -> None:
    with served(store.folder) as site:
        response, text = site.get("/essai/no-such-page.html")
        assert response.status == 404
        assert "Cette page n’existe pas" in text
        assert site.get("/essai/articles/")[0].status == 404
        assert site.get("/../../etc/hosts")[0].status == 404
        assert site.get("/", host="example.org:80")[0].status == 403
        assert site.get("/", host=f"localhost:{site.port}")[0].status == 200
        assert site.interrupt() == 0
    assert not (store.folder / "dist").exists(), "the site was kept nowhere"


def test_a_port_that_is_taken(store: "Cli", tmp_path: Path) -> None:
    with previewed(tmp_path, 0) as address:
        port = address.rstrip("/").rpartition(":")[2]
        line = store.refused("serve", "--port", port, "-o", "public")
        assert line == f"port {port} cannot be used (Address already in use). Choose another with --port."


def test_what_a_link_leads_to_outside_the_folder_is_not_shown(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    for folder in (site / "below", outside):
        folder.mkdir(parents=True)
        (folder / "a.html").write_text(folder.name)
    (outside / "index.html").write_text("outside")
    for name, target in {"out.html": "a.html", "out": ".", "below/index.html": "index.html"}.items():
        (site / name).symlink_to(outside / target)
    (site / "circle").symlink_to("circle")
    (site / "in.html").symlink_to("below/a.html")
    with previewed(site, 0) as address:
        port = int(_ADDRESS.fullmatch(address)[1])  # type: ignore[index]

        def status(path: str) -> int:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", path)
            return connection.getresponse().status

        paths = (
            "/out.html",
            "/out/",
            "/out/a.html",
            "/below/",
            "/circle",
            "/../outside/a.html",
            "/%2e%2e/outside/a.html",
        )
        assert {path: status(path) for path in paths} == dict.fromkeys(paths, 404)
        assert (status("/in.html"), status("/below/a.html")) == (200, 200)
