"""`codetool import`."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from codetool.akn.read import read_expression
from codetool.model.expression import Expression

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

TEXT = "CODE D'ESSAI\n\n- projet d'essai -\n\nArt. 1. Un essai.\n\nArt. 2. Un autre.\n"
COUNT = "words: 14 in the source, 14 in the result, 0 lost, 0 added"


@pytest.fixture
def source(cli: "Cli") -> "Cli":
    cli.write("received.txt", TEXT)
    return cli


def read(cli: "Cli", path: str) -> Expression:
    return read_expression((cli.folder / path).read_bytes(), path)


def organization(expression: Expression) -> tuple[str, str, str]:
    references = expression.document.find("meta", "references")
    assert references
    found = next(iter(references.elements("TLCOrganization")))
    return found.eid, found.get("shortForm"), found.get("showAs")


def test_a_text_enters_the_store_with_its_source_beside_it(source: "Cli") -> None:
    told = source("import", "received.txt", "--date", "2020-01-01", "--work", "essai")
    assert (told.code, told.out) == (0, "")
    assert told.messages == [
        "kept: versions/essai/2020-01-01.fra.xml, source in versions/essai/sources/2020-01-01.fra.txt",
        COUNT,
    ]
    assert (source.folder / "versions/essai/sources/2020-01-01.fra.txt").read_text() == TEXT
    assert [article.num for article in read(source, "versions/essai/2020-01-01.fra.xml").articles()] == [
        "Art. 1.",
        "Art. 2.",
    ]


def test_the_same_import_again_changes_nothing(source: "Cli") -> None:
    source("import", "received.txt", "--date", "2020-01-01", "--work", "essai")
    before = source.listing()
    told = source("import", "received.txt", "--date", "2020-01-01", "--work", "essai")
    assert told.code == 0
    assert told.messages == ["unchanged: versions/essai/2020-01-01.fra.xml holds exactly this already", COUNT]
    assert source.listing() == before


def test_another_text_under_the_same_label_is_refused(source: "Cli") -> None:
    source("import", "received.txt", "--date", "2020-01-01", "--work", "essai")
    source.write("received.txt", TEXT.replace("autre", "second"))
    line = source.refused("import", "received.txt", "--date", "2020-01-01", "--work", "essai")
    assert line == (
        "versions/essai/2020-01-01.fra.xml: the store holds another text under this label. "
        "Give the import another --date or --variant, or replace it with --force."
    )
    told = source("import", "received.txt", "--date", "2020-01-01", "--work", "essai", "--force")
    assert told.messages[0].startswith("kept: ")
    assert "second" in (source.folder / "versions/essai/sources/2020-01-01.fra.txt").read_text()
    assert "second" in (source.folder / "versions/essai/2020-01-01.fra.xml").read_text()


def test_output_goes_to_a_file_instead_of_the_store(source: "Cli") -> None:
    told = source("import", "received.txt", "--date", "2020-01-01", "-o", "out/code.xml")
    assert told.code == 0
    assert told.messages[2].startswith("written: out/code.xml (")
    assert told.messages[-1] == COUNT
    assert sorted(source.listing()) == ["out/code.xml", "received.txt"]
    line = source.refused("import", "received.txt", "--date", "2020-01-01", "-o", "out/code.xml")
    assert line == "out/code.xml: the file is there already. Choose another name, or add --force."


def test_the_result_never_takes_the_place_of_the_draft(source: "Cli") -> None:
    line = source.refused("import", "received.txt", "--date", "2020-01-01", "-o", "./received.txt", "--force")
    assert line == "the result would replace the draft that it is made from. Name another file with -o."


def test_a_dry_run_shows_the_structure_and_writes_nothing(source: "Cli") -> None:
    before = source.listing()
    told = source("import", "received.txt", "--date", "2020-01-01", "--work", "essai", "--dry-run")
    assert told.code == 0
    assert "Un autre." in told.out
    assert told.messages == [COUNT]
    assert source.listing() == before


def test_the_report_as_json(source: "Cli") -> None:
    told = source("import", "received.txt", "--date", "2020-01-01", "--dry-run", "--report", "json")
    report = json.loads(told.out)
    assert list(report) == ["words", "structure", "findings"]
    assert report["words"] == {"source": 14, "result": 14, "lost": [], "added": [], "dropped": []}
    assert report["structure"] == {"divisions": [], "counts": {"article": 2}}
    assert report["findings"] == []
    assert told.messages[-1] == COUNT


def test_what_was_noticed_is_told(source: "Cli") -> None:
    source.write("received.txt", TEXT.replace("Un essai", "Une épreuve").encode("cp1252"))
    told = source("import", "received.txt", "--date", "2020-01-01", "--dry-run")
    assert told.code == 0
    assert told.messages[2].startswith("received.txt: warning: ")
    assert "cp1252" in told.messages[2]
    assert "Une épreuve." in told.out
    found = json.loads(source("import", "received.txt", "--date", "2020-01-01", "--dry-run", "--report", "json").out)[
        "findings"
    ]
    assert [(one["code"], one["file"]) for one in found] == [("encoding-guessed", "received.txt")]


def test_without_a_store_the_work_is_that_of_the_profile(source: "Cli") -> None:
    told = source("import", "received.txt", "--date", "2020-01-01")
    assert told.messages[0] == (
        "taken for fewasc-deontologie, version of 2020-01-01: "
        "/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas/fra@2020-01-01"
    )
    made = read(source, "versions/fewasc-deontologie/2020-01-01.fra.xml")
    assert made.iri == "/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas/fra@2020-01-01"
    assert organization(made) == ("fewasc", "FéWASC", "Fédération Wallonne des Assistants Sociaux de CPAS")
    assert made.is_draft


def test_a_draft_of_another_name_or_of_none_is_told(source: "Cli") -> None:
    code = "Code de déontologie des assistants sociaux de CPAS"
    arguments = ("import", "received.txt", "--date", "2020-01-01", "-o", "out/code.xml")
    told = source(*arguments)
    assert told.messages[1] == (
        f"warning: the draft is called 'CODE D'ESSAI', and fewasc-deontologie '{code}': "
        "is it another code? Then give --work"
    )
    source.write("received.txt", "Article 1. Un.\n\nArticle 2. Deux.\n")
    assert source(*arguments, "--force").messages[1] == (
        f"warning: the draft bears no title and was taken for '{code}': is it another code? Then give --work"
    )
    source.write("received.txt", "CODE DE DEONTOLOGIE\n\nArticle 1. Un.\n\nArticle 2. Deux.\n")
    for known in ([], ["--title", "Statuts"], ["--work", "statuts"]):
        assert "another code" not in source(*arguments, "--force", *known).err


def test_a_new_work_is_named_by_its_options(source: "Cli") -> None:
    options = ["--work", "regles", "--country", "lu", "--title", "Règles d'essai", "--author", "essayeurs"]
    assert source("import", "received.txt", "--date", "2020-01-01", *options, "--lang", "deu").code == 0
    made = read(source, "versions/regles/2020-01-01.deu.xml")
    assert made.iri == "/akn/lu/act/code/essayeurs/2020-01-01/regles/deu@2020-01-01"
    assert made.identification.work.aliases == ("Règles d'essai",)
    assert made.identification.work.country == "lu"
    assert organization(made) == ("essayeurs", "essayeurs", "essayeurs")


def test_a_work_of_which_nothing_is_known_takes_its_title_from_the_cover(source: "Cli") -> None:
    assert source("import", "received.txt", "--date", "2020-01-01", "--work", "autre-code").code == 0
    made = read(source, "versions/autre-code/2020-01-01.fra.xml")
    assert made.identification.work.aliases == ("CODE D'ESSAI",)
    assert organization(made) == ("autre", "autre", "autre")


def test_without_a_cover_the_title_is_the_work_s_name(cli: "Cli") -> None:
    cli.write("bare.txt", "Art. 1. Un essai.\n\nArt. 2. Un autre.\n")
    assert cli("import", "bare.txt", "--date", "2020-01-01", "--work", "autre-code").code == 0
    assert read(cli, "versions/autre-code/2020-01-01.fra.xml").identification.work.aliases == ("autre-code",)


def test_a_second_version_inherits_work_title_and_author(source: "Cli") -> None:
    options = ["--work", "regles", "--country", "lu", "--title", "Règles d'essai", "--author", "essayeurs"]
    source("import", "received.txt", "--date", "2020-01-01", *options)
    assert source("import", "received.txt", "--date", "2021-01-01").code == 0
    made = read(source, "versions/regles/2021-01-01.fra.xml")
    assert made.iri == "/akn/lu/act/code/essayeurs/2020-01-01/regles/fra@2021-01-01"
    assert made.identification.work.aliases == ("Règles d'essai",)
    assert organization(made) == ("essayeurs", "essayeurs", "essayeurs")


def test_a_version_older_than_its_work_is_told(source: "Cli") -> None:
    told = source("import", "received.txt", "--date", "2001-06-06", "--work", "fewasc-deontologie", "--dry-run")
    line = "warning: the version's date, 2001-06-06, is before the date of its Work, 2001-06-07: check --date"
    assert (told.code, told.messages) == (0, [line, COUNT])
    told = source("import", "received.txt", "--date", "2001-06-07", "--work", "fewasc-deontologie", "--dry-run")
    assert told.messages == [COUNT]
    french = source.french("import", "received.txt", "--date", "2001-06-06", "--work", "fewasc-deontologie")
    assert french.messages[0].startswith("avertissement : la date de la version, 2001-06-06, est antérieure")


def test_an_adopted_text_is_authoritative(source: "Cli") -> None:
    source("import", "received.txt", "--date", "2020-01-01", "--work", "essai", "--status", "adopted")
    assert not read(source, "versions/essai/2020-01-01.fra.xml").is_draft
    assert "  adopted  " in source("list").out


def test_the_store_can_be_named_and_is_made(source: "Cli") -> None:
    told = source("import", "received.txt", "--date", "2020-01-01", "--work", "essai", "--store", "codes")
    assert told.code == 0
    assert (source.folder / "codes/essai/2020-01-01.fra.xml").is_file()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--date", "2020-02-30"], "'2020-02-30' is no date."),
        (["--date", "hier"], "'hier' is no date."),
        (["--date", ""], "'' is no date."),
        (["--date", "2020-01-01", "--work", "../x"], "'../x' is no name for a folder."),
        (["--date", "2020-01-01", "--work", "-"], "'-' is no name for a folder."),
        (["--date", "2020-01-01", "--variant", "a/b"], "'a/b' is no name"),
        (["--date", "2020-01-01", "--lang", "../x"], "'../x' is no language in three letters."),
        (["--date", "2020-01-01", "--work", "essai", "--country", "b/e"], "'b/e' is no country in two letters."),
        (
            ["--date", "2020-01-01", "--country", "fr"],
            "the work fewasc-deontologie has the IRI /akn/be/act/code/fewasc",
        ),
        (["--date", "2020-01-01", "--author", "autre"], "the work fewasc-deontologie has the IRI /akn/be/act/code/few"),
        (["--date", "2020-01-01", "--work", "w", "--author", "a b"], "'a b' is no short id of an author."),
        (["--date", "2020-01-01", "--work", "w", "--author", "author"], "'author' is an id that every version uses"),
        (["--date", "2020-01-01", "--work", "w", "--lang", "xyq"], "'xyq' is no language in three letters."),
        (["--date", "2020-01-01", "--variant", "fra"], "the variant 'fra' would be read as a language."),
        (["--date", "2020-01-01", "--title", ""], "Invalid value for '--title': a title has words in it. See "),
        (["--date", "2020-01-01", "--title", " - "], "Invalid value for '--title': a title has words in it. See "),
        ([], "Missing option '--date'."),
        (["--date", "2020-01-01", "--status", "old"], "Invalid value for '--status'"),
    ],
)
def test_a_request_that_cannot_be_is_refused(source: "Cli", options: list[str], line: str) -> None:
    assert source.refused("import", "received.txt", *options).startswith(line)


def test_lost_and_added_words_are_told_and_nothing_is_written(source: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    import codetool.importers.convert as room  # noqa: PLC0415 - it is replaced here only
    from codetool.importers.ledger import take_account  # noqa: PLC0415
    from codetool.importers.reading import LedgerWord  # noqa: PLC0415

    lost = LedgerWord(word="PERDU", line=1)
    monkeypatch.setattr(
        room, "take_account", lambda read, made: take_account(replace(read, words=(lost, *read.words)), made)
    )
    before = source.listing()
    told = source("import", "received.txt", "--date", "2020-01-01", "--work", "essai")
    assert told.code == 1
    assert told.messages == [
        "lost: 'PERDU' (line 1)",
        "nothing was written: words differ between the source and the result",
        "words: 15 in the source, 14 in the result, 1 lost, 0 added",
    ]
    assert source.listing() == before
    report = json.loads(source("import", "received.txt", "--date", "2020-01-01", "--report", "json").out)
    assert report["words"]["lost"] == [{"word": "PERDU", "line": 1}]
    assert source.listing() == before


def test_of_imports_in_the_same_moment_one_is_kept_whole(cli: "Cli") -> None:
    texts = {f"t{i}.txt": TEXT.replace("autre", f"autre {i}") for i in range(6)}
    for name, text in texts.items():
        cli.write(name, text)
    program = (sys.executable, "-m", "codetool", "import")
    options = ("--date", "2020-01-01", "--work", "essai", "--store", "codes")
    running = [
        subprocess.Popen(
            [*program, name, *options], cwd=cli.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        for name in texts
    ]
    told = [(one.communicate()[1], one.returncode) for one in running]
    assert sorted(code for _, code in told) == [0, 2, 2, 2, 2, 2], told
    won = next(text for text, (_, code) in zip(texts.values(), told, strict=True) if code == 0)
    assert {line for line, code in told if code} == {
        (
            "codetool: codes/essai/2020-01-01.fra.xml: the store holds another text under this label. "
            "Give the import another --date or --variant, or replace it with --force.\n"
        )
    }
    assert (cli.folder / "codes/essai/sources/2020-01-01.fra.txt").read_text() == won
    assert sorted(path for path in cli.listing() if path.startswith("codes")) == [
        "codes/essai/2020-01-01.fra.xml",
        "codes/essai/sources/2020-01-01.fra.txt",
    ]


def test_a_pipe_is_not_waited_for(cli: "Cli") -> None:
    os.mkfifo(cli.folder / "received.txt")
    assert cli.refused("import", "received.txt", "--date", "2020-01-01") == (
        "received.txt: this is a pipe or a device, not a file. Save its content as a file, and name that."
    )
