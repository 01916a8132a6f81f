"""`codetool render --with-history` and `--at`: the history under the articles, and the version of a day."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


def adopt(store: "Cli", label: str, force: str = "") -> Path:
    """Make a draft of the store a text that was adopted, in force from a day if one is given."""
    path = store.folder / "versions" / "essai" / f"{label}.fra.xml"
    text = path.read_text("utf-8").replace('<FRBRauthoritative value="false"/>', '<FRBRauthoritative value="true"/>')
    if force:
        event = f'<eventRef eId="eref_2" date="{force}" source="#original" type="generation"/></lifecycle>'
        group = (
            '<temporalData source="#s"><temporalGroup eId="tmpg_1"><timeInterval start="#eref_2" refersTo="#inForce"/>'
            "</temporalGroup></temporalData><references"
        )
        text = text.replace("</lifecycle>", event).replace("<references", group, 1)
    path.write_text(text, "utf-8")
    return path


def blocks(page: str) -> list[str]:
    """Return the lines under the articles of a page, opened or not."""
    found = re.findall(r'<(?:p class="history"|details class="history">\s*<summary)>(.*?)<', page)
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in found]


def test_each_article_says_where_it_comes_from(store: "Cli") -> None:
    told = store("render", "latest", "--format", "html", "--with-history")
    assert (told.code, told.err) == (0, "")
    assert blocks(told.out) == [
        "Inchangé depuis le projet du 1er janvier 2020",
        "Changé dans le projet du 1er janvier 2021",
        "Ajouté dans le projet du 1er janvier 2021",
        "Renuméroté dans le projet du 1er janvier 2021 ; ancien article 2.1",
    ]
    assert "Ce qui change d’un projet à l’autre n’est pas une modification d’un texte adopté." in told.out


def test_a_page_without_it_has_none(store: "Cli") -> None:
    page = store("render", "latest", "--format", "html").out
    assert blocks(page) == []
    assert 'class="history' not in page


def test_between_adopted_versions_it_is_an_amendment(store: "Cli") -> None:
    adopt(store, "2020-01-01")
    path = adopt(store, "2021-01-01")
    page = store("render", path, "--format", "html", "--with-history").out
    assert blocks(page)[1:3] == [
        "Modifié par la version du 1er janvier 2021",
        "Inséré par la version du 1er janvier 2021",
    ]


def test_a_decision_that_the_store_keeps_is_followed(store: "Cli") -> None:
    decision = '[[forbid]]\nold = ["2.1"]\nnew = ["2.2"]\n'
    store.write("versions/essai/matches/2020-01-01.fra..2021-01-01.fra.toml", decision)
    page = store("render", "latest", "--format", "html", "--with-history").out
    assert blocks(page)[3] == "Ajouté dans le projet du 1er janvier 2021"


@pytest.mark.slow
def test_a_pdf_has_it_too_and_is_the_same_twice(store: "Cli") -> None:
    first = store("render", "latest", "--format", "pdf", "--with-history")
    assert (first.code, first.err) == (0, "")
    assert first.out == store("render", "latest", "--format", "pdf", "--with-history").out
    assert first.out != store("render", "latest", "--format", "pdf").out


def test_the_first_version_has_none_and_says_so(store: "Cli") -> None:
    told = store("render", "2020-01-01", "--format", "html", "--with-history")
    assert told.code == 0
    assert told.messages == [
        "versions/essai/2020-01-01.fra.xml: no version comes before this one, so there is no history to show"
    ]
    assert blocks(told.out) == []
    assert store.french("render", "2020-01-01", "--format", "html", "--with-history").code == 0


def test_a_text_outside_the_store_has_none(store: "Cli") -> None:
    kept = (store.folder / "versions" / "essai" / "2021-01-01.fra.xml").read_bytes()
    for name in ("2021-01-01.fra.xml", "elsewhere/versions/2021-01-01.fra.xml"):
        store.write(name, kept)
        assert store.refused("render", name, "--format", "html", "--with-history", "-o", "dist/code.html") == (
            f"{name}: only a version in the store has a history, with those before it. "
            "Bring it into the store with codetool import, or leave --with-history out."
        )


def test_where_there_is_no_store_there_is_no_history(store: "Cli", tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = (store.folder / "versions" / "essai" / "2021-01-01.fra.xml").read_bytes()
    alone = tmp_path_factory.mktemp("alone") / "2021-01-01.fra.xml"
    alone.write_bytes(kept)
    assert store.refused("render", alone, "--format", "html", "--with-history").startswith(f"{alone}: only a version")


def test_plain_text_has_no_place_for_it(store: "Cli") -> None:
    assert store.refused("render", "latest", "--format", "text", "--with-history") == (
        "--with-history: text editions have no history under the articles. Choose another --format: html, pdf."
    )


def test_an_earlier_version_that_cannot_be_read_is_named(store: "Cli") -> None:
    store.write("versions/essai/2020-01-01.fra.xml", "<akomaNtoso")
    line = store.refused("render", "latest", "--format", "html", "--with-history")
    assert line.startswith("versions/essai/2020-01-01.fra.xml: ")


# --- the version of a day -------------------------------------------------------------------------------------------


def test_the_version_in_force_on_a_day(store: "Cli") -> None:
    adopt(store, "2020-01-01", force="2020-06-01")
    adopt(store, "2021-01-01", force="2021-06-01")
    for day, label in (("2020-06-01", "2020-01-01"), ("2021-05-31", "2020-01-01"), ("2021-06-01", "2021-01-01")):
        told = store("render", "essai", "--format", "text", "--at", day)
        assert told.code == 0
        assert told.messages == [f"essai/{label}.fra was in force on {day}"]
        assert told.out == store("render", label, "--format", "text").out


def test_any_version_names_its_work(store: "Cli") -> None:
    adopt(store, "2020-01-01", force="2020-06-01")
    for name in ("essai", "latest", "2021-01-01", "essai/2021-01-01", "2021-01-01.fra"):
        told = store("render", name, "--format", "text", "--at", "2025-01-01")
        assert told.messages == ["essai/2020-01-01.fra was in force on 2025-01-01"], name


def test_where_none_says_that_it_is_in_force_it_is_the_latest_adopted(store: "Cli") -> None:
    adopt(store, "2020-01-01")
    told = store("render", "latest", "--format", "html", "--at", "2022-01-01")
    (line,) = told.messages
    assert line.startswith("no version says that it was in force on 2022-01-01: this is the latest one adopted by then")
    assert line.endswith(", essai/2020-01-01.fra")
    french = store.french("render", "latest", "--format", "html", "--at", "2022-01-01")
    assert french.messages[0].startswith("aucune version ne dit qu'elle était en vigueur le 2022-01-01")
    assert '<time datetime="2020-01-01">' in told.out


def test_the_history_ends_with_the_version_of_the_day(store: "Cli") -> None:
    adopt(store, "2021-01-01", force="2021-02-01")
    told = store("render", "essai", "--format", "html", "--at", "2021-03-01", "--with-history")
    assert blocks(told.out)[1] == "Changé dans la version du 1er janvier 2021"


def test_where_all_are_drafts_it_says_so(store: "Cli") -> None:
    assert store.refused("render", "latest", "--format", "html", "--at", "2022-01-01") == (
        "versions: no version was ever adopted, so none is in force on 2022-01-01: all are drafts. "
        "Name a draft by its label, without --at: essai/2020-01-01.fra, essai/2021-01-01.fra."
    )


def test_a_day_before_the_first_adopted_version(store: "Cli") -> None:
    adopt(store, "2021-01-01")
    assert store.refused("render", "latest", "--format", "html", "--at", "2020-06-01") == (
        "versions: no version was adopted by 2020-06-01: the first one is of 2021-01-01. "
        "Name a later day, or a version by its label: essai/2020-01-01.fra, essai/2021-01-01.fra."
    )


def test_a_day_that_is_none(store: "Cli") -> None:
    assert store.refused("render", "latest", "--format", "html", "--at", "1er mai 2020") == (
        "'1er mai 2020' is no date. Write a day as yyyy-mm-dd, such as 2001-06-07."
    )


def test_a_work_that_is_not_there(store: "Cli") -> None:
    assert store.refused("render", "nowhere", "--format", "html", "--at", "2020-06-01") == (
        "versions: there is no version nowhere. The store holds essai/2020-01-01.fra, essai/2021-01-01.fra."
    )
