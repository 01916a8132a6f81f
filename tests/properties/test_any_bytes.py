"""Any bytes whatever give findings or one line that says why not: never a traceback, never a half-written file."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codetool.cli.shell import run

ROOT = Path(__file__).resolve().parents[2]
CODE = (ROOT / "versions/fewasc-deontologie/2001-06-07.fra.xml").read_bytes()
RECEIVED = (ROOT / "versions/fewasc-deontologie/sources/2001-06-07.fra.txt").read_bytes()
XML_PIECES = [
    b"<",
    b">",
    b"&",
    b'"',
    b"\0",
    b"\xff",
    b"<!DOCTYPE a>",
    b"<![CDATA[",
    b"<!--",
    b"</article>",
    b"&lt;",
    b"<p>",
]
COMMANDS = (
    ("validate", "any"),
    ("show", "any"),
    ("diff", "any", "good.xml"),
    ("diff", "good.xml", "any"),
    ("render", "any", "--format", "html", "-o", "out/any.html"),
    ("import", "any", "--date", "2020-01-01", "--work", "essai"),
)


@pytest.fixture(scope="module", autouse=True)
def _folder() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("good.xml").write_bytes(CODE)
        Path("versions").mkdir()
        yield


def outcome(arguments: tuple[str, ...]) -> tuple[int, list[str]]:
    """Return a command's exit code and its messages."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    return code, err.buffer.getvalue().decode().splitlines() if isinstance(err.buffer, BytesIO) else []


def files() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*") if path.name != "any")


def check(content: bytes) -> None:
    Path("any").write_bytes(content)
    for arguments in COMMANDS:
        before = files()
        code, messages = outcome(arguments)
        said = "\n".join(messages)
        assert code in (0, 1, 2), arguments
        assert "Traceback" not in said
        assert "should not happen" not in said, said
        if code == 2:
            assert len(messages) == 1, said
            assert files() == before
        for path in set(files()) - set(before):
            if Path(path).is_file():
                os.unlink(path)  # noqa: PTH108 - as short as can be


def cut(source: bytes, pieces: list[bytes]) -> st.SearchStrategy[bytes]:
    """Return a text with some bytes taken out and some pieces put in."""

    def make(edits: list[tuple[int, int, bytes]]) -> bytes:
        changed = source
        for at, length, piece in edits:
            changed = changed[:at] + piece + changed[at + length :]
        return changed

    place = st.integers(0, len(source))
    edit = st.tuples(place, st.integers(0, 40), st.sampled_from([b"", *pieces]))
    return st.lists(edit, min_size=1, max_size=4).map(make)


@given(st.binary(max_size=200))
@example(b"")
@example(b"\xff\xfe")
@example(b"<")
@example(b"1.1 \xe9\n1.2 x")
@settings(max_examples=40, deadline=None)
def test_any_bytes(content: bytes) -> None:
    check(content)


@given(st.text(max_size=200).map(lambda text: f"Art. 1. {text}\nArt. 2. {text}".encode()))
@settings(max_examples=30, deadline=None)
def test_any_text_with_articles(content: bytes) -> None:
    check(content)


@given(cut(CODE, XML_PIECES))
@settings(max_examples=25, deadline=None)
def test_a_damaged_document(content: bytes) -> None:
    check(content)


PARTS = [found.span() for found in re.finditer(rb' [\w:]+="[^"]*"|<(\w+)(?: [^>]*)?(?:/>|>[^<]*</\1>)', CODE)]
"""Attributes and elements without children: any of them can be taken out or doubled, and the XML stays well-formed."""


@st.composite
def odd(draw: st.DrawFn) -> bytes:
    """Return a document from which some parts are gone, or in which some elements stand twice or are empty."""
    changed = CODE
    for start, end in sorted(draw(st.sets(st.sampled_from(PARTS), max_size=12)), reverse=True):
        part = CODE[start:end]
        doubled = part if part.startswith(b" ") else part + part
        emptied = re.sub(rb'"[^"]*"', b'""', part) if part.startswith(b" ") else re.sub(rb">[^<]+<", b"><", part)
        changed = changed[:start] + draw(st.sampled_from([b"", doubled, emptied])) + changed[end:]
    return changed


@given(odd())
@settings(max_examples=20, deadline=None)
def test_an_odd_document(content: bytes) -> None:
    check(content)


@given(cut(RECEIVED, [b"\n", b"\n\n", b"\f", b"\0", b"\xff", b"1.1 ", b"TITRE 9\n", b"\xc2\xab", b"a)", b"Art. 3 "]))
@settings(max_examples=15, deadline=None)
def test_a_damaged_text(content: bytes) -> None:
    check(content)
