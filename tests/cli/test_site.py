"""`codetool site`."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

TEXTS = ("--forms", "text,xml")


def test_a_site_of_the_store(store: "Cli") -> None:
    told = store("site", *TEXTS)
    assert (told.code, told.out) == (0, "")
    site = store.folder / "dist" / "site"
    written = len([path for path in site.rglob("*") if path.is_file()]) - 1
    assert told.messages == [f"dist/site/index.html: {written} files written, 0 were up to date, 0 removed"]
    for name in (
        "index.html",
        "essai/2021-01-01/changes-from-2020-01-01.html",
        "essai/2020-01-01/essai-2020-01-01.txt",
    ):
        assert (site / name).is_file(), name
    assert not list(site.rglob("*.pdf"))


def test_what_is_up_to_date_is_left_alone_and_what_was_withdrawn_goes(store: "Cli") -> None:
    store("site", *TEXTS)
    assert store("site", *TEXTS).err.startswith("dist/site/index.html: 0 files written, ")
    (store.folder / "versions" / "essai" / "2021-01-01.fra.xml").unlink()
    told = store.french("site", *TEXTS)
    assert told.err.startswith("dist/site/index.html : ")
    assert not (store.folder / "dist" / "site" / "essai" / "2021-01-01").exists()


@pytest.mark.slow
def test_pdfs_are_made_where_no_form_is_named(store: "Cli") -> None:
    (store.folder / "versions" / "essai" / "2021-01-01.fra.xml").unlink()
    assert store("site", "-o", "public", "--jobs", "1").code == 0
    made = store.folder / "public" / "essai" / "2020-01-01" / "essai-2020-01-01.pdf"
    assert made.read_bytes().startswith(b"%PDF")
    assert f'href="essai/2020-01-01/{made.name}"' in (store.folder / "public" / "index.html").read_text(
        encoding="utf-8"
    )


def test_a_folder_of_others_is_refused(store: "Cli") -> None:
    store.write("public/thesis.txt", "mine")
    assert store.refused("site", "-o", "public", *TEXTS) == (
        "public: this folder holds files that are no site. Name an empty folder with -o, or one under dist/."
    )


def test_a_form_that_there_is_not(store: "Cli") -> None:
    assert store.refused("site", "--forms", "html,epub").startswith(
        "--forms: there is no form epub. Choose from: html, "
    )


def test_a_broken_text_is_named_and_nothing_is_written(store: "Cli") -> None:
    store.write("versions/essai/2021-01-01.fra.xml", "<a")
    assert store.refused("site", *TEXTS).startswith("versions/essai/2021-01-01.fra.xml: line 1: the XML is broken")


def test_an_empty_store(cli: "Cli") -> None:
    (cli.folder / "versions").mkdir()
    assert cli.refused("site") == "versions: the store is empty. Fill it with codetool import."


def test_a_file_of_others_in_the_place_of_a_page(store: "Cli") -> None:
    store("site", "-o", "public", *TEXTS)
    (store.folder / "public" / "essai" / "2021-01-01" / "essai-2021-01-01.txt").unlink()
    store.write("public/logo.svg", "mine")
    assert store("site", "-o", "public", *TEXTS).code == 0
    assert (store.folder / "public" / "logo.svg").read_text() == "mine"
