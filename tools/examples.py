#!/usr/bin/env python3
"""Runs the shell examples of the docs, and puts what they really print under them: `make reference`.

An example is a ```console block. `$ codetool …` runs in this process, any other command through bash. Examples of a
page run one after the other in a folder that has only versions/, examples/ and akn/; those under docs/fr/ speak French.
A ```python or ```toml block whose first line is `# name.py` or `# name.toml` is kept in the folder under that name. A
line `…` stands for any number of lines that are not shown.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from codetool.cli.shell import run

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs"
ELIDED = "…"
_BLOCK = re.compile(r"^```(?P<language>console|python|toml)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"# (?P<name>[\w-]+\.(?:py|toml))\n")
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_SIZE = re.compile(r"\(\d+ (bytes|octets)\)")
_SHELL = re.compile(r"[|<>;&$*]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command as a page shows it, the lines that the page shows under it, and those that it printed."""

    command: str
    shown: tuple[str, ...]
    printed: tuple[str, ...] = ()

    @property
    def is_true(self) -> bool:
        """Tell whether the page shows what the command printed, elided lines apart."""
        parts = [re.escape(line) + "\n" if line.strip() != ELIDED else r"(?:.*\n)*?" for line in self.shown]
        return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in self.printed)) is not None

    def renewed(self) -> tuple[str, ...]:
        """Return what the page should show: as many lines before and after an elision as it has now."""
        elisions = [at for at, line in enumerate(self.shown) if line.strip() == ELIDED]
        if self.is_true or not elisions:
            return self.shown if self.is_true else self.printed
        before, after = elisions[0], len(self.shown) - elisions[-1] - 1
        end = self.printed[len(self.printed) - after :]
        return (*self.printed[:before], self.shown[elisions[0]], *end)


def pages() -> tuple[Path, ...]:
    """Return the README and the pages of the docs, sorted."""
    return (ROOT / "README.md", *sorted(PAGES.rglob("*.md")))


def language_of(page: Path) -> str:
    """Return the language in which the examples of a page speak."""
    return "fr" if page.parent == PAGES / "fr" else "en"


def run_page(text: str, folder: Path, language: str) -> Iterator[tuple[tuple[int, int], tuple[Example, ...]]]:
    """Yield where each console block of a page stands, and its examples, run in `folder`."""
    for block in _BLOCK.finditer(text):
        if block["language"] == "console":
            yield block.span("text"), tuple(_ran(example, folder, language) for example in _examples(block["text"]))
        elif named := _NAMED.match(block["text"]):
            (folder / named["name"]).write_text(block["text"], encoding="utf-8")


def renew_page(text: str, folder: Path, language: str) -> str:
    """Return a page with what its examples print today."""
    for (start, end), examples in reversed(list(run_page(text, folder, language))):
        lines = [line for example in examples for line in (f"$ {example.command}", *example.renewed())]
        text = text[:start] + "".join(f"{line}\n" for line in lines) + text[end:]
    return text


def make_folder(folder: Path) -> Path:
    """Return a folder with the store, the examples and the rules in it, as a reader has them."""
    for name in ("versions", "examples", "akn"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def links_of(text: str) -> Iterator[str]:
    """Yield the files that the links of a page point at, its fragments left out."""
    for found in _LINK.finditer(text):
        target = found["target"].partition("#")[0]
        if target and "://" not in target:
            yield target


def _examples(text: str) -> Iterator[Example]:
    command, shown = "", list[str]()
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield Example(command=command, shown=tuple(shown))
            command, shown = line.removeprefix("$ "), []
        else:
            shown.append(line)
    yield Example(command=command, shown=tuple(shown))


def _ran(example: Example, folder: Path, language: str) -> Example:
    words = [] if _SHELL.search(example.command) else shlex.split(example.command)
    surroundings = _environment(folder, language)
    if words[:1] == ["codetool"]:
        printed = _run_here(words[1:], folder, surroundings)
    else:
        printed = _run_in_bash(example.command, folder, surroundings)
    # How large a page is changes with every touch to its style.
    printed = _SIZE.sub(r"(… \1)", printed)
    return Example(command=example.command, shown=example.shown, printed=tuple(printed.splitlines()))


def _run_here(arguments: Sequence[str], folder: Path, surroundings: Mapping[str, str]) -> str:
    kept = {name: os.environ.get(name) for name in surroundings}
    printed = io.BytesIO()
    stream = io.TextIOWrapper(printed, encoding="utf-8", write_through=True)
    os.environ.update(surroundings)
    try:
        with chdir(folder), redirect_stdout(stream), redirect_stderr(stream):
            run(arguments)
    finally:
        for name, value in kept.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    return printed.getvalue().decode()


def _run_in_bash(command: str, folder: Path, surroundings: Mapping[str, str]) -> str:
    ran = subprocess.run(  # noqa: S603 - the commands are those of our own docs
        ["bash", "-c", command],  # noqa: S607 - the user's own shell
        cwd=folder,
        env={**os.environ, **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return ran.stdout.decode()


def _environment(folder: Path, language: str) -> dict[str, str]:
    someone = {f"GIT_{who}": "reader" for who in ("AUTHOR_NAME", "COMMITTER_NAME")}
    address = {f"GIT_{who}": "reader@example.org" for who in ("AUTHOR_EMAIL", "COMMITTER_EMAIL")}
    return {
        **someone,
        **address,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "CODETOOL_UI_LANG": language,
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def main() -> None:
    """Write what the examples print today into every page of the docs."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            renewed = renew_page(text, make_folder(Path(folder)), language_of(page))
        if renewed != text:
            page.write_text(renewed, encoding="utf-8")
            sys.stderr.write(f"written: {page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
