"""`codetool list`."""

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


def test_list_tells_label_language_state_and_articles(store: "Cli") -> None:
    told = store("list")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "essai/2020-01-01.fra  fra  draft  3 articles  CODE D'ESSAI",
        "    /akn/be/act/code/essai/2020-01-01/essai/fra@2020-01-01",
        "essai/2021-01-01.fra  fra  draft  4 articles  CODE D'ESSAI",
        "    /akn/be/act/code/essai/2020-01-01/essai/fra@2021-01-01",
    ]


def test_list_as_json(store: "Cli") -> None:
    told = json.loads(store("list", "--format", "json").out)
    assert told["store"] == "versions"
    assert [row["label"] for row in told["versions"]] == ["essai/2020-01-01.fra", "essai/2021-01-01.fra"]
    assert told["versions"][0] == {
        "label": "essai/2020-01-01.fra",
        "work": "essai",
        "date": "2020-01-01",
        "variant": "",
        "language": "fra",
        "status": "draft",
        "articles": 3,
        "title": "CODE D'ESSAI",
        "iri": "/akn/be/act/code/essai/2020-01-01/essai/fra@2020-01-01",
        "path": "versions/essai/2020-01-01.fra.xml",
        "sealed": "",
        "corrects": "",
    }


def test_an_empty_store_says_how_to_fill_it(cli: "Cli") -> None:
    (cli.folder / "versions").mkdir()
    told = cli("list")
    assert (told.code, told.out) == (0, "")
    assert told.messages == ["the store is empty: fill it with codetool import"]
    assert json.loads(cli("list", "--format", "json").out)["versions"] == []


def test_without_a_store_list_says_where_one_is_looked_for(cli: "Cli") -> None:
    assert cli.refused("list") == (
        "there is no versions folder here or above. Go to the code's folder, or name the store with --store."
    )


def test_the_store_is_found_from_a_folder_below_it(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    deep = store.folder / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert len(store("list").out.splitlines()) == 4


def test_the_store_can_be_named_before_and_after_the_command(store: "Cli") -> None:
    (store.folder / "versions").rename(store.folder / "codes")
    assert store("--store", "codes", "list").out == store("list", "--store", "codes").out != ""
    assert (
        store.refused("list", "--store", "nowhere") == "nowhere: there is no such folder. Name the store with --store."
    )


def test_a_file_that_is_no_version_by_its_name_is_told(store: "Cli") -> None:
    for name in ("2020-01-01.fra (1).xml", "2020-01-01.fra-PC.xml"):
        store.write(f"versions/essai/{name}", (store.folder / "versions/essai/2020-01-01.fra.xml").read_bytes())
    for told in (store("list"), store("validate")):
        assert told.code == 0
        assert (told.out + told.err).count("[version-astray]") == 2
        assert "versions/essai/2020-01-01.fra (1).xml: warning: this file lies among" in told.out + told.err


def test_a_broken_version_is_told_by_its_path(store: "Cli") -> None:
    store.write("versions/essai/2020-06-01.fra.xml", "<akomaNtoso>")
    told = store("list")
    assert told.code == 2
    assert told.out.count(" articles ") == 2, "the others are listed"
    assert len(told.messages) == 1
    assert told.err.startswith("codetool: versions/essai/2020-06-01.fra.xml: line 1: the XML is broken: ")
