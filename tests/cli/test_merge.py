"""`codetool merge`."""

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

BASE, OURS = "2020-01-01", "2021-01-01"


@pytest.fixture
def drafts(store: "Cli") -> "Cli":
    """Return commands beside a draft of theirs that amends the first version, and one that contradicts ours."""
    first = (store.folder / "versions/essai/2020-01-01.fra.xml").read_text()
    second = (store.folder / "versions/essai/2021-01-01.fra.xml").read_text()
    store.write("theirs.xml", first.replace("il a commencé", "il était prévu"))
    store.write("ours.xml", second)
    store.write("other.xml", first.replace("il a commencé", "la loi le veut"))
    return store


def test_a_renumbering_and_an_amendment_combine(drafts: "Cli") -> None:
    told = drafts("merge", BASE, OURS, "theirs.xml", "-o", "merged.xml")
    assert told.code == 0
    assert told.messages[0].startswith("written: merged.xml (")
    assert "No conflict." in told.out
    merged = (drafts.folder / "merged.xml").read_text()
    assert "comme il était prévu" in merged
    assert 'eId="art_2-2"' in merged
    assert drafts("validate", "merged.xml").code == 0


def test_a_conflict_is_exit_1_and_leaves_a_valid_choice(drafts: "Cli") -> None:
    told = drafts("merge", BASE, "other.xml", "theirs.xml", "-o", "merged.xml")
    assert told.code == 1
    assert "Conflicts: 1" in told.out
    assert "both sides changed the same words" in told.out
    merged = (drafts.folder / "merged.xml").read_text()
    assert (
        merged.index("comme la loi le veut") < merged.index('alternativeTo="#') < merged.index("comme il était prévu")
    )
    assert drafts("validate", "merged.xml").code == 0


def test_the_report_as_json_stands_alone_on_stdout(drafts: "Cli") -> None:
    told = drafts("merge", BASE, "other.xml", "theirs.xml", "-o", "merged.xml", "--report", "json")
    found = json.loads(told.out)
    assert found["format"] == "codetool-merge/1"
    assert [(one["kind"], one["ours"], one["theirs"]) for one in found["conflicts"]] == [
        ("words", "L'essai finit comme la loi le veut.", "L'essai finit comme il était prévu.")
    ]
    assert found["summary"]["conflict"] == 1
    taken = {row["num"]: row["taken"] for row in found["articles"]}
    assert sorted(taken.values()) == ["conflict", "none", "none"]


def test_two_drafts_side_by_side_on_one_page_without_a_merged_text(drafts: "Cli") -> None:
    told = drafts("merge", BASE, OURS, "theirs.xml", "--report", "html", "--report-output", "drafts.html")
    assert (told.code, told.out) == (0, "")
    page = (drafts.folder / "drafts.html").read_text()
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="fr">' in page
    assert "était prévu" in page
    assert "les deux projets" in page


def test_a_file_that_is_there_is_replaced_on_demand_only(drafts: "Cli") -> None:
    drafts.write("merged.xml", "kept")
    line = drafts.refused("merge", BASE, OURS, "theirs.xml", "-o", "merged.xml")
    assert line == "merged.xml: the file is there already. Choose another name, or add --force."
    assert drafts("merge", BASE, OURS, "theirs.xml", "-o", "merged.xml", "--force").code == 0


def test_a_version_that_cannot_be_read_is_exit_2(drafts: "Cli") -> None:
    drafts.write("broken.xml", "<akomaNtoso>")
    assert drafts.refused("merge", BASE, OURS, "broken.xml").startswith("broken.xml: line 1: the XML is broken")


def test_articles_without_ids_are_not_told_to_be_removed(drafts: "Cli") -> None:
    for name, source in (("base", f"versions/essai/{BASE}.fra.xml"), ("one", "other.xml"), ("two", "theirs.xml")):
        bare = re.sub(r' [ew]Id="[^"]*"', "", (drafts.folder / source).read_text())
        drafts.write(f"{name}.xml", re.sub(r"<references.*?</references>", "", bare, flags=re.DOTALL))
    told = drafts("merge", "base.xml", "one.xml", "two.xml", "--report", "text")
    assert told.code == 1
    assert re.search(r"^! 2\S* – conflict", told.out, re.MULTILINE)
    assert "removed" not in told.out


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_what_differs_in_the_metadata_is_told_in_every_form(drafts: "Cli", form: str) -> None:
    first = (drafts.folder / f"versions/essai/{BASE}.fra.xml").read_text()
    for name, title, day in (
        ("base", "Code", BASE),
        ("one", "Code un", "2021-05-05"),
        ("two", "Code deux", "2022-06-06"),
    ):
        alias = f'<FRBRdate date="{day}" name="review"/><FRBRalias name="title" value="{title}"/>'
        drafts.write(
            f"{name}.xml", re.sub(r"(<FRBRExpression>.*?<FRBRdate[^>]*>)", rf"\1{alias}", first, flags=re.DOTALL)
        )
    told = drafts("merge", "base.xml", "one.xml", "two.xml", "--report", form)
    assert told.code == 1
    for text in ("Code un", "Code deux", "2021-05-05", "2022-06-06"):
        assert text in told.out
    if form == "json":
        found = json.loads(told.out)
        assert [one["ours"] for one in found["conflicts"]] == ['value="Code un"']
        assert [one["ours"] for one in found["notes"]] == ['date="2021-05-05"']
    else:
        first, second = ("To check, without conflict", "2021-05-05") if form == "text" else ("À vérifier", "2021-05-05")
        assert told.out.index("Code deux") < told.out.index(first) < told.out.index(second)


def test_the_report_is_told_in_french(drafts: "Cli") -> None:
    told = drafts("merge", BASE, "other.xml", "theirs.xml", "--ui-lang", "fr")
    assert "Conflits : 1" in told.out
    assert "les deux projets ont changé les mêmes mots" in told.out


def test_the_same_input_gives_the_same_bytes(drafts: "Cli") -> None:
    for form in ("text", "json", "html"):
        one, two = (drafts("merge", BASE, "other.xml", "theirs.xml", "--report", form).out for _ in range(2))
        assert one == two


def test_an_article_where_none_may_stand_is_refused(store: "Cli") -> None:
    path = "versions/essai/2021-01-01.fra.xml"
    text = (store.folder / path).read_text(encoding="utf-8")
    found = re.search(r"<article .*?</article>", text, re.DOTALL)
    assert found
    store.write("odd.xml", text.replace("</heading>", f"{found[0]}</heading>", 1))
    for order in (("odd.xml", path, path), (path, "odd.xml", path), (path, path, "odd.xml")):
        assert store.refused("merge", *order) == (
            "art_1-1: an article stands where none may. "
            "Move it to where articles stand, or take it out. See codetool validate."
        )
