"""The redline of a made pair (`tests/cases/render/redline`) as text, side by side and Markdown, word for word."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from codetool.akn.read import read_expression
from codetool.akn.schema import check_schema
from codetool.diff import ChangeSet, compare
from codetool.diff.changes import Correspondence, Kind
from codetool.render import name_version, render_redline_markdown, render_redline_text, view_redline
from codetool.render.redline_view import RedlineView


@pytest.fixture(scope="module")
def case(root: Path) -> Path:
    return root / "tests" / "cases" / "render" / "redline"


@pytest.fixture(scope="module")
def changes(case: Path) -> ChangeSet:
    old, new = (read_expression((case / name).read_bytes()) for name in ("old.xml", "new.xml"))
    return compare(old, new)


@pytest.fixture(scope="module")
def view(case: Path, changes: ChangeSet) -> RedlineView:
    old, new = (name_version(read_expression((case / name).read_bytes()), "fr") for name in ("old.xml", "new.xml"))
    return view_redline(changes, "fr", old_name=old, new_name=new)


def test_the_pair_is_valid_and_has_every_kind(case: Path, changes: ChangeSet) -> None:
    assert [*check_schema((case / "old.xml").read_bytes()), *check_schema((case / "new.xml").read_bytes())] == []
    kinds = {kind for row in changes.articles for kind in row.kinds}
    assert kinds == set(Kind) - {Kind.MOVED}
    assert any(row.consequential for row in changes.articles)
    assert changes.stale


@pytest.mark.parametrize(
    ("golden", "width", "side_by_side"),
    [("running.txt", 80, False), ("columns.txt", 80, True), ("columns-wide.txt", 120, True), ("narrow.txt", 48, True)],
)
def test_text(case: Path, view: RedlineView, golden: str, width: int, *, side_by_side: bool) -> None:
    told = render_redline_text(view, width=width, typography=True, side_by_side=side_by_side)
    assert told == (case / golden).read_text("utf-8")
    assert max(map(len, told.splitlines())) <= width


def test_markdown(case: Path, view: RedlineView) -> None:
    assert render_redline_markdown(view) == (case / "changes.md").read_text("utf-8")


def sides(text: str) -> tuple[str, str]:
    """Return both sides of a text with deletions and insertions in HTML, without white space."""
    found = (re.sub(rf"<{mark}>.*?</{mark}>", "", text) for mark in ("ins", "del"))
    plain = (re.sub(r"<[^>]*>", "", one) for one in found)
    old, new = (
        re.sub(
            r"[\s␣⍽]", "", one.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        )
        for one in plain
    )
    return old, new


def squeezed(row: Correspondence) -> tuple[str, str]:
    old, new = (re.sub(r"\s", "", row.text(new=new)) for new in (False, True))
    return old, new


def test_markdown_shows_both_texts_as_they_are(view: RedlineView, changes: ChangeSet) -> None:
    """Whatever characters a text has, none is taken for markup: what is shown is the text, word for word."""
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .render(render_redline_markdown(view))
    )
    quotations = [sides(found) for found in re.findall(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)]
    whole = {
        squeezed(row) for row in changes.articles if row.kinds[0] in (Kind.INSERTED, Kind.REMOVED, Kind.TYPOGRAPHIC)
    }
    assert whole <= set(quotations)
    special = next(row for row in changes.articles if row.new and row.new[0].eid == "art_11")
    assert squeezed(special) in quotations
    assert "<em>au" not in html
    assert "<li>Un membre" not in html
