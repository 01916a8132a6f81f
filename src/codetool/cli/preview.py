"""A web server for one reader: it shows a folder on this machine and to nobody else."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from codetool.errors import RequestError

LOOPBACK = "127.0.0.1"
_NOWHERE = ".absent"
_NAMES = frozenset({LOOPBACK, "localhost"})


class _Pages(SimpleHTTPRequestHandler):
    """Answers with the files of the folder, its own page for what is not there, and no lists of files."""

    def parse_request(self) -> bool:
        """Refuse who reached this machine under the name of another: a foreign page must not read a draft here."""
        parsed = super().parse_request()
        if parsed and self.headers.get("Host", LOOPBACK).rpartition(":")[0] not in _NAMES:
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        return parsed

    def end_headers(self) -> None:
        """Let the browser keep nothing: the next save makes it old."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        """Return the file that an address means; one to which a link leads out of the folder is not there."""
        found = Path(super().translate_path(path))
        root = Path(self.directory).resolve()
        try:
            inside = all(one.resolve().is_relative_to(root) for one in (found, found / "index.html"))
        except (OSError, RuntimeError, ValueError):  # links that lead in a circle, names that no file has
            inside = False
        # A slash at the end is how the class above tells a folder.
        return super().translate_path(path) if inside else str(root / _NOWHERE)

    def list_directory(self, path: Any) -> None:  # noqa: ANN401 - as the class above has it
        """Show no list of files: a web server that publishes the site would not."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for what is not there."""
        missing = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not missing.is_file():
            super().send_error(code, message, explain)
            return
        content = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the names of the class above
        """Say nothing: the terminal is for the messages of the builds."""


@contextmanager
def previewed(folder: Path, port: int, prepare: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Show a folder on a port of this machine (0: any that is free) and yield its address.

    `prepare` fills the folder once the port is ours. Raises RequestError where the port is taken.
    """
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), partial(_Pages, directory=str(folder)))
    except OSError as error:
        raise RequestError(
            "port {port} cannot be used ({reason})", "Choose another with --port.",
            port=port, reason=error.strerror or error,
        ) from error  # fmt: skip
    with server:
        prepare()
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
