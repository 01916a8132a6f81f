"""What is to be said of a federation's own templates: addresses that they ask for, and names without effect."""

import re
from collections.abc import Iterator
from pathlib import Path

from codetool.errors import SourceError
from codetool.findings import Finding, finding
from codetool.resources import resource_path
from codetool.store.files import check_inside, load_file

_READ = frozenset({".html", ".css", ".js", ".toml"})
_FETCHED = re.compile(
    r"""(?:url\(\s*["']?|@import\s+["']|<(?:script|img|iframe|source|embed|object|video|audio)\b[^>]*?\b(?:src|data)\s*=\s*["']?"""
    r"""|<link\b[^>]*?\bhref\s*=\s*["']?)(?P<address>(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^\s"')>]+|file:[^\s"')>]+)""",
    re.IGNORECASE,
)
_LIMIT = 1024 * 1024


def check_templates(folder: Path) -> Iterator[Finding]:
    """Yield what in a folder of templates asks for something elsewhere, and which files take no template's place.

    Nothing is ever fetched for an edition, and a page that is read years later could not be sure to find it.
    """
    ours = resource_path("templates")
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _READ and path.is_file()):
        name = path.relative_to(folder).as_posix()
        shown = f"{folder.name}/{name}"
        if not (ours / name).is_file():
            yield finding("template-idle", name=name).in_file(shown)
        yield from (found.in_file(shown) for found in _remote(folder, path, shown))


def _remote(folder: Path, path: Path, place: str) -> Iterator[Finding]:
    check_inside(path, folder, place)
    content = load_file(path, place, limit=_LIMIT).content
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError("a template is not text in UTF-8", "Save every template as UTF-8.", place=place) from error
    for found in _FETCHED.finditer(text):
        yield finding(
            "template-remote", line=text.count("\n", 0, found.start()) + 1, address=found["address"]
        )  # fmt: skip
