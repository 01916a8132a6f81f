"""What a page depends on besides its texts: this program, its templates, the look, the libraries that print."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from codetool import __version__
from codetool.render.look import Look
from codetool.resources import resource_path

_LIBRARIES = ("jinja2", "markupsafe", "snowballstemmer", "weasyprint", "pydyf", "fonttools", "lxml")


def program_digest(look: Look) -> str:
    """Return a digest of all that makes pages, the same on any machine and in any folder."""
    parts = [_own_digest(), repr(replace(look, templates=None))]
    if look.templates:
        parts += _digests(look.templates, "**/*")
    return sha256("\n".join(parts).encode()).hexdigest()


@cache
def _own_digest() -> str:
    """Return a digest of the program's own files: a version that is being worked on has the number of the last one."""
    package = Path(__file__).resolve().parents[2]
    parts = [__version__, *(_version(name) for name in _LIBRARIES)]
    parts += _digests(package, "**/*.py")
    parts += _digests(resource_path("templates"), "**/*")
    return sha256("\n".join(parts).encode()).hexdigest()


def _digests(folder: Path, pattern: str) -> Iterator[str]:
    for path in sorted(folder.glob(pattern)):
        if path.is_file():
            yield f"{path.relative_to(folder).as_posix()} {sha256(path.read_bytes()).hexdigest()}"


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name
