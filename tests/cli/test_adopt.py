"""`codetool adopt`: a draft becomes the code, and everything downstream knows it."""

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

ADOPT = ("adopt", "2021-01-01", "--adopted", "2021-03-01")
DAYS = ("--published", "2021-03-10", "--in-force", "2021-04-01")
ADOPTED = "versions/essai/2021-03-01.fra.xml"


def body_of(cli: "Cli", name: str) -> str:
    return (cli.folder / name).read_text(encoding="utf-8").partition("</preface>")[2]


def test_a_draft_becomes_the_code(store: "Cli") -> None:
    before = store.listing()
    outcome = store(*ADOPT, *DAYS)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.messages == [
        "taken out of the cover: “- second projet d'essai -”",
        "the number of the draft is not said any more: “second projet d'essai”",
        f"adopted: {ADOPTED}; the draft 2021-01-01 stays as it was",
    ]
    made = store.listing()
    assert made.keys() - before.keys() == {ADOPTED, "versions/essai/sources/2021-03-01.fra.txt"}
    assert {name: made[name] for name in before} == before, "the draft was touched"
    assert body_of(store, ADOPTED) == body_of(store, "versions/essai/2021-01-01.fra.xml")


def test_what_was_adopted_validates_without_a_warning_of_its_own(store: "Cli") -> None:
    store(*ADOPT, *DAYS)
    checked = json.loads(store("validate", "--format", "json").out)["findings"]
    assert [one["code"] for one in checked if one["file"] == ADOPTED] == []


def test_what_has_no_day_yet_is_told_and_added_later(store: "Cli") -> None:
    first = store(*ADOPT, "--body", "Assemblée générale")
    assert first.messages[2:4] == [
        "not published yet: add the day with codetool adopt --published when it is",
        "not in force yet: add the day with codetool adopt --in-force when it is known",
    ]
    later = ("adopt", "2021-03-01", "--adopted", "2021-03-01")
    assert store(*later, "--published", "2021-03-10").messages == [
        "not in force yet: add the day with codetool adopt --in-force when it is known",
        f"completed: {ADOPTED}",
    ]
    assert store(*later, "--in-force", "2021-04-01").messages == [f"completed: {ADOPTED}"]
    once = (store.folder / ADOPTED).read_bytes()
    assert store(*later, "--in-force", "2021-05-01", "--published", "2021-03-10").code == 0
    text = (store.folder / ADOPTED).read_text(encoding="utf-8")
    assert text.count("<timeInterval ") == text.count('refersTo="#inForce" type="generation"') == 1
    assert "2021-04-01" not in text
    assert store(*later, "--in-force", "2021-04-01").code == 0
    assert (store.folder / ADOPTED).read_bytes() == once, "the order in which the days came can be seen"
    assert store(*later, "--in-force", "2021-04-01").messages == [f"unchanged: {ADOPTED} holds exactly this already"]


def test_the_same_adoption_twice_changes_nothing(store: "Cli") -> None:
    store(*ADOPT, *DAYS)
    before = store.listing()
    assert store(*ADOPT, *DAYS).messages[-1] == f"unchanged: {ADOPTED} holds exactly this already"
    assert store.listing() == before


def test_a_rehearsal_writes_nothing(store: "Cli") -> None:
    before = store.listing()
    outcome = store(*ADOPT, "--dry-run")
    assert outcome.messages[-1] == f"{ADOPTED}: this would be written; nothing was"
    assert store.listing() == before


def test_odd_days_are_told(store: "Cli") -> None:
    early = store(*ADOPT, "--published", "2021-03-10", "--in-force", "2021-02-01", "--dry-run")
    assert "warning: in force on 2021-02-01, before the adoption on 2021-03-01" in early.messages
    between = store(*ADOPT, "--published", "2021-03-10", "--in-force", "2021-03-05", "--dry-run")
    assert "warning: in force on 2021-03-05, before the publication on 2021-03-10" in between.messages
    assert early.code == between.code == 0


def test_what_cannot_be_is_refused_in_one_line(store: "Cli") -> None:
    refused = store.refused
    assert refused("adopt", "2021-01-01", "--adopted", "2020-12-31").startswith(
        "adopted on 2020-12-31, before the draft of 2021-01-01 was there. Correct --adopted,"
    )
    assert "published on 2021-02-28, before the adoption on 2021-03-01" in refused(*ADOPT, "--published", "2021-02-28")
    assert "'2021-02-30' is no date" in refused("adopt", "2021-01-01", "--adopted", "2021-02-30")
    assert "'21-3-1' is no date" in refused(*ADOPT, "--in-force", "21-3-1")
    assert "there is no version 2019-01-01" in refused("adopt", "2019-01-01", "--adopted", "2021-03-01")
    assert "'a b' is no name for a folder" in refused(*ADOPT, "--variant", "a b")
    assert "would be read as a language" in refused(*ADOPT, "--variant", "abc")
    assert "--title holds the character U+0007" in refused(*ADOPT, "--title", "x\ay")
    assert "this is no version of the store" in refused("adopt", "first.txt", "--adopted", "2021-03-01")
    assert "Missing option '--adopted'" in refused("adopt", "2021-01-01")


def test_a_draft_keeps_its_label(store: "Cli") -> None:
    same = ("adopt", "2021-01-01", "--adopted", "2021-01-01")
    told = store.refused(*same)
    assert told == (
        "versions/essai/2021-01-01.fra.xml: the draft has the label 2021-01-01, and keeps it. "
        "Tell the adopted text apart from it: --variant adopted."
    )
    assert store(*same, *DAYS, "--variant", "adopted").code == 0
    rows = [row for row in store("list").out.splitlines() if not row.startswith(" ")]
    assert [row.split("  ")[2] for row in rows] == ["draft", "draft", "adopted"]
    assert store("validate", "2021-01-01.adopted").code == 0
    assert "fra@2021-01-01.adopted" in store("list").out


def test_another_text_under_the_label_stays(store: "Cli") -> None:
    store("import", "first.txt", "--date", "2021-03-01")
    assert "the store holds another text under this label" in store.refused(*ADOPT)


def test_a_draft_that_is_adopted_already_is_told_from_another_text(store: "Cli") -> None:
    store(*ADOPT)
    assert store("adopt", "2021-03-01", "--adopted", "2021-03-01", *DAYS).code == 0
    assert store.refused(*ADOPT) == (
        f"{ADOPTED}: the draft 2021-01-01 is adopted already, as 2021-03-01, with other days or another title than "
        "these. Name 2021-03-01 to add a day to it; a wrong adoption is withdrawn with codetool remove."
    )


def test_only_days_are_added_to_what_is_adopted(store: "Cli") -> None:
    store(*ADOPT)
    again = ("adopt", "2021-03-01", "--adopted")
    assert "it was adopted on 2021-03-01, not on 2021-03-02" in store.refused(*again, "2021-03-02")
    assert "it is adopted already" in store.refused(*again, "2021-03-01")
    assert "it is adopted already" in store.refused(*again, "2021-03-01", *DAYS, "--title", "Autre")


def test_all_downstream_knows_that_it_is_adopted(store: "Cli") -> None:
    store(*ADOPT, *DAYS)
    page = store("render", "in-force", "--format", "html").out
    assert "rojet" not in page
    assert all(day in page for day in ("1er mars 2021", "10 mars 2021", "1er avril 2021"))
    assert store("render", "essai", "--at", "2021-05-01", "--format", "text").out == (
        store("render", "2021-03-01", "--format", "text").out
    )
    assert store("render", "essai", "--at", "2021-03-15", "--format", "text").code == 0
    counts = store("diff", "2021-01-01", "2021-03-01", "--summary").out
    assert re.search(r"unchanged: 4\n  words added: 0, words deleted: 0", counts)
    history = store("render", "2021-03-01", "--format", "html", "--with-history").out
    assert "dans le projet du 1er\xa0janvier 2021" in history


def test_a_second_adoption_continues_the_life_of_the_code(store: "Cli") -> None:
    store("adopt", "2020-01-01", "--adopted", "2020-02-01", "--published", "2020-02-02", "--in-force", "2020-03-01")
    assert store(*ADOPT, *DAYS).code == 0
    text = (store.folder / ADOPTED).read_text(encoding="utf-8")
    assert 'contains="singleVersion"' in text
    assert re.findall(r'<eventRef eId="(\w+)" date="([\d-]+)"(?:.*) type="(\w+)"', text) == [
        ("eref_2", "2020-02-01", "generation"),
        ("eref_3", "2020-03-01", "generation"),
        ("eref_1", "2021-03-01", "amendment"),
        ("eref_4", "2021-04-01", "amendment"),
    ]
    assert 'original eId="original" href="/akn/be/act/code/essai/2020-01-01/essai/fra@2020-02-01"' in text
    codes = {one["code"] for one in json.loads(store("validate", "--format", "json").out)["findings"]}
    assert codes & {"event-vanished", "event-order", "event-early", "event-source", "wid-changed"} == set()
    shown = store("render", "2021-03-01", "--format", "html").out
    assert "1er avril 2021" in shown
    assert "1er mars 2020" not in shown.partition("</header>")[0]


def test_a_title_that_says_draft_asks_for_that_of_the_code(cli: "Cli") -> None:
    cli.write("p.txt", "PROJET DE CODE D'ESSAI\n\n1.1 Un premier article.\n\n1.2 Un second.\n")
    assert cli("import", "p.txt", "--date", "2020-01-01", "--work", "essai").code == 0
    adopt = ("adopt", "latest", "--adopted", "2020-02-01")
    assert "the title says that this is a draft: “PROJET DE CODE D'ESSAI”" in cli.refused(*adopt)
    outcome = cli(*adopt, "--title", "CODE D'ESSAI")
    assert "the title “PROJET DE CODE D'ESSAI” became “CODE D'ESSAI”" in outcome.messages
    assert "PROJET" not in (cli.folder / "versions/essai/2020-02-01.fra.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("--body", "Assemblée générale"), ("--dry-run",), DAYS])
def test_it_speaks_french(store: "Cli", arguments: tuple[str, ...]) -> None:
    assert store.french("adopt", "2020-01-01", "--adopted", "2021-03-01", *arguments).code == 0
