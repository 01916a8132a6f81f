"""`codetool verify`: one screen that says what holds, exit codes, JSON, and what is none of its business."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.archive.attacks import digest_of, forged_pdf, put_sealed
from tests.archive.build import build_archive
from tests.archive.build import sealed as to_seal
from tests.archive.conftest import LABELS, Sealed
from tests.cli.conftest import Cli


def told_by(printed: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(printed)
    return told


def place_in(sealed: Sealed, path: Path) -> str:
    return path.relative_to(sealed.folder).as_posix()


def text_of(sealed: Sealed, version: int) -> Path:
    return next((sealed.object / f"v{version}" / "content").glob("*.fra/*.xml"))


def test_one_screen_says_what_holds(cli: Cli, sealed: Sealed) -> None:
    told = cli("verify", "--no-rebuild")
    assert told.code == 0
    assert told.out.splitlines() == [
        f"archive: archive, 3 sealed versions, {len(sealed.files())} files",
        "  essai",
        *(f"    {label[:10]}  sealed {day_of(told.out)}, not signed" for label in LABELS),
        "  editions not made again, as --no-rebuild says",
        "",
        "INTACT, ORIGIN UNPROVEN. Nothing was altered or lost, as far as it can tell",
        "itself; but without a signature nothing proves who wrote it last.",
        "",
        "versions: the store, compared with the archive",
        "AS SEALED. Every version that the store knows to be sealed is in the archive,",
        "and unchanged in the store.",
    ]
    assert "authentic" not in told.out.lower()
    french = cli.french("verify", "--no-rebuild").out
    assert "INTACT, ORIGINE NON PROUVÉE. Rien n'a été modifié ni perdu" in french


def test_the_archive_is_named_from_where_one_stands(cli: Cli, sealed: Sealed, monkeypatch: pytest.MonkeyPatch) -> None:
    text_of(sealed, 2).write_bytes(b"")
    for folder, name in ((".", "archive"), ("versions/essai", "../../archive")):
        monkeypatch.chdir(cli.folder / folder)
        told = cli("verify")
        assert told.out.startswith(f"{name}: archive, "), folder
        assert f"{name}/{text_of(sealed, 2).relative_to(sealed.archive)}" in told.out.splitlines()
        outcome = told_by(cli("verify", "--format", "json").out)
        assert str(sealed.folder) not in json.dumps(outcome)
        assert str(sealed.folder) not in cli("archive", "list", "--format", "json").out
    monkeypatch.chdir(cli.folder)
    shutil.rmtree(sealed.archive)
    (sealed.store / "essai" / "sealed.toml").unlink()
    assert cli.refused("verify").startswith("archive: there is no archive here. ")
    assert cli.refused("archive", "list").startswith("archive: ")


def day_of(text: str) -> str:
    return text.partition("sealed ")[2].partition("sealed ")[2][:10]


def test_a_fault_is_told_with_its_path_and_what_to_do(cli: Cli, sealed: Sealed) -> None:
    text_of(sealed, 2).write_bytes(text_of(sealed, 2).read_bytes() + b" ")
    told = cli("verify", "archive")
    assert told.code == 1
    *_, sentence, place, fact, remedy = told.out.splitlines()
    assert sentence == "ALTERED. Do not rely on it: 1 fault follows, with what to do about it."
    assert place == place_in(sealed, text_of(sealed, 2))
    assert fact == "    the file was changed: its bytes are not those that were sealed. Take it from"
    assert remedy == "    a copy of the archive. [file-changed]"
    assert told.messages == ["faults: 1"]
    french = cli.french("verify", "archive")
    assert french.code == 1
    assert "ALTÉRÉ. Ne vous y fiez pas : voici le défaut constaté" in french.out
    assert "le fichier a été modifié" in french.out


def test_many_faults_fit_on_one_screen(cli: Cli, sealed: Sealed) -> None:
    for path in sealed.object.rglob("v*/content/*/*"):
        if path.is_file():
            path.write_bytes(b"")
    told = cli("verify", "archive")
    assert told.code == 1
    assert len(told.out.splitlines()) < 30
    assert "more (see --format json)" in told.out
    rows = told_by(cli("verify", "archive", "--format", "json").out)["findings"]
    assert isinstance(rows, list)
    assert len(rows) > 20


def test_many_versions_fit_on_one_screen(cli: Cli) -> None:
    labels = [f"20{year:02}-01-01.fra" for year in range(1, 31)]
    build_archive(
        cli.folder / "long", {"/akn/be/act/code/essai/2020-01-01/essai": [to_seal(label) for label in labels]}
    )
    told = cli("verify", "long")
    assert told.code == 0
    assert "    and 18 earlier ones (see --format json)" in told.out.splitlines()
    assert len(told.out.splitlines()) < 24


def test_json_is_for_programs(cli: Cli, sealed: Sealed) -> None:
    good = told_by(cli("verify", "--format", "json", "--no-rebuild").out)
    assert (good["valid"], good["findings"], good["verdict"], good["not_verified"]) == (True, [], "unproven", [])
    archive, store = good["checked"]
    assert (archive["path"], archive["kind"], archive["files"]) == ("archive", "archive", len(sealed.files()))
    assert [row["label"] for row in archive["versions"]] == list(LABELS)
    assert [row["version"] for row in archive["versions"]] == ["v1", "v2", "v3"]
    assert {row["origin"] for row in archive["versions"]} == {"none"}
    assert (store["path"], store["kind"], store["verdict"]) == ("versions", "store", "as-sealed")

    text_of(sealed, 1).unlink()
    outcome = cli("verify", "archive", "--format", "json")
    bad = told_by(outcome.out)
    assert (outcome.code, bad["valid"], bad["verdict"]) == (1, False, "altered")
    (row,) = bad["findings"]
    assert (row["code"], row["severity"], row["file"]) == (
        "file-missing",
        "error",
        place_in(sealed, text_of_missing(sealed)),
    )
    assert set(row) == {"code", "severity", "file", "line", "eid", "message", "clause", "remedy"}


def verdicts(cli: Cli, *paths: str) -> tuple[list[str], list[str]]:
    """Return the verdicts as the screen has them, and those for programs."""
    line = ("verify", *paths, "--no-rebuild")
    screen = re.findall(r"^([A-Z][A-Z, ]{3,})\.", cli(*line).out, re.MULTILINE)
    return screen, [row["verdict"] for row in told_by(cli(*line, "--format", "json").out)["checked"]]


def test_programs_are_told_the_verdicts_of_the_screen(cli: Cli, sealed: Sealed) -> None:
    assert verdicts(cli) == (["INTACT, ORIGIN UNPROVEN", "AS SEALED"], ["unproven", "as-sealed"])
    path = sealed.store / "essai" / f"{LABELS[0]}.xml"
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    assert verdicts(cli) == (["INTACT, ORIGIN UNPROVEN", "NOT AS SEALED"], ["unproven", "not-as-sealed"])
    assert told_by(cli("verify", "--no-rebuild", "--format", "json").out)["verdict"] == "not-as-sealed"
    others = ["AS SEALED"] * 2
    assert verdicts(cli, "versions")[0] == ["NOT AS SEALED", *others], "the same, where the store is named"
    path.write_bytes(before)
    (sealed.archive / "extensions" / "codetool-workspace" / "new").mkdir(parents=True)
    assert verdicts(cli) == (["UNFINISHED", "AS SEALED"], ["unfinished", "as-sealed"])
    assert told_by(cli("verify", "--no-rebuild", "--format", "json").out)["verdict"] == "unfinished"
    assert cli("archive", "list").code == 0
    assert cli("archive", "export", "-o", "bag").code == 0
    assert verdicts(cli, "bag") == (["COMPLETE", "INTACT, ORIGIN UNPROVEN"], ["complete", "unproven"])
    text_of(sealed, 1).write_bytes(b"")
    assert verdicts(cli, "archive") == (["ALTERED"], ["altered"])


def test_what_programs_are_told_is_the_same_everywhere(cli: Cli) -> None:
    (listed, *_) = told_by(cli("archive", "list", "--format", "json").out)["sealed"]
    (archive, _) = told_by(cli("verify", "--format", "json").out)["checked"]
    row = archive["versions"][0]
    assert (row["sealed"], f"{row['slug']}/{row['label']}") == (listed["sealed"], listed["label"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["sealed"])
    assert (archive["editions"], row["editions"]) == ("same", "same"), "what is said of all is true of each"
    (absent,) = told_by(cli("verify", "nowhere", "--format", "json").out)["not_verified"]
    assert absent == {"path": "nowhere", "reason": "absent", "message": "there is no such file or folder"}


def text_of_missing(sealed: Sealed) -> Path:
    return sealed.object / "v1" / "content" / LABELS[0] / f"{LABELS[0]}.xml"


# --- the store --------------------------------------------------------------------------------------------------------


def store_codes(cli: Cli) -> list[tuple[str, str]]:
    told = told_by(cli("verify", "--no-rebuild", "--format", "json").out)
    return [(row["code"], row["file"]) for row in told["findings"]]


def test_a_sealed_version_that_was_changed_in_the_store(cli: Cli, sealed: Sealed) -> None:
    path = sealed.store / "essai" / f"{LABELS[0]}.xml"
    path.write_bytes(path.read_bytes() + b"\n")
    assert store_codes(cli) == [("store-changed", f"versions/essai/{LABELS[0]}.xml")]
    told = cli("verify")
    assert told.code == 1
    assert "NOT AS SEALED." in told.out
    assert "INTACT, ORIGIN UNPROVEN." in told.out, "the archive itself is"


def test_a_sealed_version_that_is_gone_from_the_store(cli: Cli, sealed: Sealed) -> None:
    (sealed.store / "essai" / f"{LABELS[1]}.xml").unlink()
    assert store_codes(cli) == [("store-absent", f"versions/essai/{LABELS[1]}.xml")]


@pytest.mark.parametrize("gone", [False, True])
def test_the_remedy_mends_a_store_that_was_changed(cli: Cli, sealed: Sealed, *, gone: bool) -> None:
    path = sealed.store / "essai" / f"{LABELS[1]}.xml"
    before = path.read_bytes()
    if gone:
        path.unlink()
    else:
        path.write_bytes(before + b"\n")
    (row,) = told_by(cli("verify", "--no-rebuild", "--format", "json").out)["findings"]
    command = re.search("codetool (archive export [^,]+),", row["remedy"])
    assert command
    assert cli(*command[1].split()).code == 0
    shutil.copy(sealed.folder / "FOLDER" / path.name, path)
    assert path.read_bytes() == before
    assert store_codes(cli) == []


def test_an_archive_that_is_gone_altogether(cli: Cli, sealed: Sealed) -> None:
    shutil.rmtree(sealed.archive)
    assert store_codes(cli) == [("store-lost", "versions/essai/sealed.toml")] * 3
    told = " ".join(cli("verify").out.split())
    assert told.count("[store-lost]") == 1, "one paragraph of all"
    assert told.endswith("[store-lost] The same of: 2021-01-01, 2022-01-01")
    assert cli.french("verify").out.endswith("    De même pour : 2021-01-01, 2022-01-01\n")
    assert "name that with --archive" in cli("verify").out.replace("\n", " ")
    (sealed.store / "essai" / "sealed.toml").unlink()
    assert cli.refused("verify").endswith(
        "there is no archive here. Name one with --archive, or begin one with codetool seal."
    )


@pytest.mark.parametrize("command", [("list",), ("export", "-o", "bag"), ("restore",), ("renew",)])
def test_no_archive_is_begun_anew_where_the_store_knows_of_one(
    cli: Cli, sealed: Sealed, command: tuple[str, ...]
) -> None:
    sealed.archive.rename(cli.folder / "elsewhere")
    before = cli.listing()
    told = cli("archive", *command)
    assert told.code == 2
    assert told.err.startswith("codetool: archive: this is no archive. The store knows of sealed versions: ")
    assert told.err.endswith(": take their archive from a copy, or name it with --archive.\n")
    assert cli.listing() == before
    assert cli("archive", "list", "--archive", "elsewhere").code == 0
    for listed in sealed.store.rglob("sealed.toml"):
        listed.unlink()
    assert "begin one with codetool seal" in " ".join(cli("archive", "list").err.split())


def test_a_list_that_was_rewritten(cli: Cli, sealed: Sealed) -> None:
    path = sealed.store / "essai" / "sealed.toml"
    content = path.read_text(encoding="utf-8")
    digest = content.partition('inventory_sha512 = "')[2][:128]
    path.write_text(content.replace(digest, "0" * 128), encoding="utf-8")
    assert store_codes(cli) == [("store-inventory", "versions/essai/sealed.toml")]
    path.write_text("sealed", encoding="utf-8")
    assert store_codes(cli) == [("store-list", "versions/essai/sealed.toml")]


def test_a_list_with_a_conflict_of_git_has_the_remedy_of_every_command(cli: Cli, sealed: Sealed) -> None:
    path = sealed.store / "essai" / "sealed.toml"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    assert store_codes(cli) == [("store-conflict", "versions/essai/sealed.toml:1")]
    for command in (("verify", "--no-rebuild"), ("list",), ("seal", LABELS[0])):
        told = cli(*command)
        words = " ".join((told.out + told.err).split())
        assert "versions/essai/sealed.toml:1" in words
        assert "and seal again what the other side had sealed" in words
        assert str(cli.folder) not in words


def test_a_list_that_cannot_be_read_is_told_in_french(cli: Cli, sealed: Sealed) -> None:
    (sealed.store / "essai" / "sealed.toml").write_text("sealed", encoding="utf-8")
    told = " ".join(cli("verify", "--no-rebuild", "--ui-lang", "fr").out.replace("\xa0", " ").split())
    assert "ne peut pas être lue : ce n'est pas du TOML. Reprenez-la d'une copie" in told


def test_a_work_whose_folder_was_renamed_is_found_by_its_iri(cli: Cli, sealed: Sealed) -> None:
    (sealed.store / "essai").rename(sealed.store / "code")
    (sealed.store / "code" / "sealed.toml").unlink()
    path = sealed.store / "code" / f"{LABELS[0]}.xml"
    path.write_bytes(path.read_bytes() + b"\n")
    others = [("store-unlisted", f"versions/code/{label}.xml") for label in LABELS[1:]]
    assert store_codes(cli) == [("store-changed", f"versions/code/{LABELS[0]}.xml"), *others]
    assert cli("verify", "--no-rebuild").code == 1


def test_a_work_that_is_gone_from_the_store_is_named(cli: Cli, sealed: Sealed) -> None:
    shutil.rmtree(sealed.store / "essai")
    assert store_codes(cli) == [("store-no-work", "versions/essai")]
    told = cli("verify", "--no-rebuild")
    assert (told.code, told.out.count("[store-no-work]")) == (0, 1), "a warning: it may be another store's"


def test_a_list_that_was_shortened(cli: Cli, sealed: Sealed) -> None:
    (sealed.store / "essai" / "sealed.toml").unlink()
    told = cli("verify", "--no-rebuild")
    assert told.code == 0, "a warning"
    assert told.out.count("[store-unlisted]") == 3


# --- other things than archives ---------------------------------------------------------------------------------------


def test_an_object_by_itself(cli: Cli, sealed: Sealed) -> None:
    shutil.copytree(sealed.object, cli.folder / "alone")
    assert cli("verify", "alone", "--no-rebuild").out.startswith("alone: part of an archive, 3 sealed versions, ")
    (cli.folder / "alone" / "v2" / "inventory.json").write_bytes(b"{}")
    told = cli("verify", "alone")
    assert told.code == 1
    assert "alone/v2/inventory.json" in told.out.splitlines()


def test_a_sealed_version_by_itself(cli: Cli) -> None:
    assert cli("archive", "export", LABELS[0], "-o", "exported").code == 0
    told = cli("verify", "exported", "--no-rebuild")
    assert told.code == 0
    assert told.out.startswith("exported: sealed version outside of its archive, ")
    assert "INTACT, ORIGIN UNPROVEN." in told.out
    (cli.folder / "exported" / "added.txt").write_bytes(b"x")
    (cli.folder / "exported" / f"{LABELS[0]}.txt").write_bytes(b"x")
    codes = {row["code"] for row in told_by(cli("verify", "exported", "--format", "json").out)["findings"]}
    assert codes == {"file-unknown", "file-changed"}
    (cli.folder / "exported" / "record.json").write_bytes(b"{")
    assert "[json-broken]" in cli("verify", "exported").out


def test_editions_are_made_again_and_compared(cli: Cli) -> None:
    assert cli("archive", "export", LABELS[0], "-o", "exported").code == 0
    assert "editions made again: identical" in cli("verify", "exported").out
    page, record = cli.folder / "exported" / f"{LABELS[0]}.html", cli.folder / "exported" / "record.json"
    before = digest_of(page)
    page.write_bytes(page.read_bytes().replace(b"deux temps", b"trois temps"))
    record.write_bytes(record.read_bytes().replace(before.encode(), digest_of(page).encode()))
    told = cli("verify", "exported")
    assert told.code == 1, "whoever changes an edition can make its digests fit, not the text that it is made from"
    assert "editions made again: different" in told.out
    assert f"exported/{LABELS[0]}.html" in told.out.splitlines()
    assert "[edition-words-differ]" in told.out
    assert "éditions refaites : différentes" in " ".join(cli.french("verify", "exported").out.split())


def test_a_pdf_of_a_forged_text_is_found_where_all_digests_fit(cli: Cli, sealed: Sealed) -> None:
    put_sealed(sealed.object, f"{LABELS[2]}.pdf", forged_pdf(sealed.object))
    assert cli("verify", "archive", "--no-rebuild").code == 0
    assert cli("archive", "export", LABELS[2], "-o", "exported").code == 0
    told = cli("verify", "exported", "--format", "json")
    assert told.code == 1
    assert [(row["code"], row["file"]) for row in told_by(told.out)["findings"]] == [
        ("edition-file-other", f"exported/{LABELS[2]}.pdf")
    ]
    french = " ".join(cli.french("verify", "exported").out.split())
    assert f"{LABELS[2]}.xml, dont elle est faite, n'est pas {LABELS[2]}.xml tel qu'il est scellé" in french


def test_a_pdf_that_is_not_signed(cli: Cli, sealed: Sealed) -> None:
    path = next(sealed.object.glob("v1/content/*/*.pdf"))
    shutil.copy(path, cli.folder / "code.pdf")
    told = cli("verify", "code.pdf")
    assert (told.code, told.out.splitlines()[0]) == (0, "code.pdf: PDF file")
    assert told.out.splitlines()[1:3] == ["  made again from what it carries: the same, byte for byte", ""]
    assert "INTACT, ORIGIN UNPROVEN." in told.out
    assert "refait avec ce qu'il contient : identique, octet pour octet" in cli.french("verify", "code.pdf").out
    assert cli("verify", "code.pdf", "--no-rebuild").messages == [
        "code.pdf: not signed, and without what it was made from: nothing to verify",
        "nothing could be verified",
    ]
    (cli.folder / "code.pdf").write_bytes(path.read_bytes()[:2000])
    told = cli("verify", "code.pdf")
    assert (told.code, told.out.splitlines()[1]) == (1, "  could not be made again: why is said below")
    assert "[edition-unreadable]" in told.out


@pytest.mark.parametrize("options", [(), ("--no-rebuild",)])
def test_a_pdf_that_cannot_be_read_has_no_signature_for_that(cli: Cli, sealed: Sealed, options: tuple[str]) -> None:
    edition = next(sealed.object.glob("v1/content/*/*.pdf")).read_bytes()
    for content in (edition[:3000], b"%PDF-1.4\n"):
        (cli.folder / "code.pdf").write_bytes(content)
        told = told_by(cli("verify", "code.pdf", "--format", "json", *options).out)
        assert ([row["code"] for row in told["findings"]], told["verdict"]) == (["edition-unreadable"], "altered")
        assert told["checked"][0]["signatures"] == []
        french = " ".join(cli.french("verify", "code.pdf", *options).out.split())
        assert "il est abîmé ou incomplet, ou il contient plus" in french
        assert "Pdfium" not in french
    (cli.folder / "code.pdf").write_bytes(edition[:3000] + b"/ByteRange")
    told = told_by(cli("verify", "code.pdf", "--format", "json", *options).out)
    assert "signature-unreadable" in [row["code"] for row in told["findings"]]


def test_a_web_page_by_itself(cli: Cli, sealed: Sealed) -> None:
    shutil.copy(next(sealed.object.glob("v1/content/*/*.html")), cli.folder / "code.html")
    told = cli("verify", "code.html")
    told_of_page = (
        "a web page by itself: unlike a PDF it does not carry what it was made from, so it was not made again;"
        " verify the PDF beside it, or the whole folder of the sealed version"
    )
    assert (told.code, told.out) == (2, "")
    assert told.messages == [
        f"code.html: {told_of_page}",
        "nothing could be verified",
    ]
    assert "une page web seule" in cli.french("verify", "code.html").err
    assert told_by(cli("verify", "code.html", "--format", "json").out)["not_verified"] == [
        {"path": "code.html", "reason": "page", "message": told_of_page}
    ]


def test_faults_come_before_editions_are_made_again(cli: Cli, sealed: Sealed) -> None:
    text_of(sealed, 2).write_bytes(b"")
    assert "  editions not made again: what is at fault comes first" in cli("verify", "archive").out.splitlines()


def test_a_bag(cli: Cli) -> None:
    assert cli("archive", "export", "-o", "bag").code == 0
    told = cli("verify", "bag", "--no-rebuild")
    assert told.code == 0
    assert "COMPLETE. The bag has every file of its lists" in told.out
    assert "bag/data: archive, 3 sealed versions" in told.out
    assert "paquet BagIt" in cli.french("verify", "bag", "--no-rebuild").out
    (cli.folder / "bag" / "more.txt").write_bytes(b"x")
    (cli.folder / "bag" / "data" / "more.txt").write_bytes(b"x")
    with (cli.folder / "bag" / "manifest-sha512.txt").open("ab") as stream:
        stream.write(b"no line\n")
    outcome = cli("verify", "bag", "--format", "json", "--no-rebuild")
    found = {(row["code"], row["file"]) for row in told_by(outcome.out)["findings"]}
    assert outcome.code == 1
    assert {("file-unknown", "bag/more.txt"), ("file-unknown", "bag/data/more.txt")} <= found
    assert ("file-changed", "bag/manifest-sha512.txt") in found
    assert ("bag-line", "bag/manifest-sha512.txt") in found


def test_a_text_by_itself(cli: Cli, sealed: Sealed) -> None:
    text = f"versions/essai/{LABELS[0]}.xml"
    told = cli("verify", text)
    assert told.code == 0
    assert told.out.startswith(f"{text}: text in Akoma Ntoso\nAS SEALED. This is the text that was sealed on ")
    path = sealed.folder / text
    path.write_bytes(path.read_bytes() + b" ")
    changed = cli("verify", text)
    assert changed.code == 1
    assert changed.out.splitlines()[1].startswith("NOT AS SEALED. ")
    assert changed.out.splitlines()[3] == text
    assert "[store-changed]" in changed.out
    shutil.copy(path, cli.folder / "alone.xml")
    outcome = cli("verify", "alone.xml")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.messages == [
        "alone.xml: not signed, and no store lists it as sealed: nothing to verify",
        "nothing could be verified",
    ]


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"PK\x03\x04", b"{}", b"<a/>", b"\xff\xfe<", b"%PD"], ids=repr)
@pytest.mark.parametrize("name", ["x.txt", "x.xml", "x"])
def test_what_is_none_of_its_business(cli: Cli, name: str, content: bytes) -> None:
    cli.write(name, content)
    told = cli("verify", name)
    assert told.code == 2
    assert told.messages == [
        f"{name}: not something that can be verified: no archive, no PDF, no text in Akoma Ntoso",
        "nothing could be verified",
    ]
    assert cli.french("verify", name).code == 2


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"PK\x03\x04", b"Un texte."], ids=repr)
def test_what_is_called_a_pdf_and_is_none(cli: Cli, sealed: Sealed, content: bytes) -> None:
    (cli.folder / "x.pdf").write_bytes(content)
    told = cli("verify", "x.pdf")
    assert (told.code, told.messages[0]) == (2, "x.pdf: it is called a PDF, and is none: nothing to verify")
    assert "il porte le nom d'un PDF" in cli.french("verify", "x.pdf").messages[0]
    edition = next(sealed.object.glob("v2/content/*/2021-01-01.fra.pdf")).read_bytes()
    for damaged in (edition[:20000], bytes(2000) + edition[2000:]):
        (cli.folder / "x.pdf").write_bytes(damaged)
        assert cli("verify", "x.pdf", "--no-rebuild").code == 1, "a damaged one of ours is no other kind of file"


def test_what_is_not_there(cli: Cli) -> None:
    for name in ("nowhere", "2020-01-01.fra.xml", "2020-01-01.pdf"):
        assert cli.refused("verify", name) == f"{name}: there is no such file or folder. Check its name."
    for name in ("latest", "2020-01-01", "essai/latest~1"):
        assert cli.refused("verify", name) == (
            f"{name}: there is no such file or folder. "
            "To verify what is sealed give no name; to verify one version name its file."
        )
    told = cli("verify", "nowhere", "archive", "--no-rebuild")
    assert told.code == 2
    assert "INTACT" in told.out, "one that is not there stops no other"


def test_what_was_named_in_vain_is_not_valid(cli: Cli, sealed: Sealed) -> None:
    """One thing that holds does not speak for another of which nothing can be said."""
    text = text_of(sealed, 1)
    (cli.folder / "forged.xml").write_bytes(text.read_bytes().replace(b"</p>", b" faux</p>"))
    (cli.folder / "folder").mkdir()
    shutil.copy(cli.folder / "forged.xml", cli.folder / "folder")
    (cli.folder / "x.bin").write_bytes(b"x")
    for name in ("forged.xml", "folder", "x.bin"):
        outcome = cli("verify", "--no-rebuild", "--format", "json", "archive", name)
        told = told_by(outcome.out)
        assert (outcome.code, told["valid"], told["verdict"]) == (2, False, "unproven"), name
        assert [row["path"].partition("/")[0] for row in told["not_verified"]] == [name]
    text.write_bytes(b"")
    assert cli("verify", "--no-rebuild", "archive", "forged.xml").code == 1, "what was altered is worse"


def test_an_archive_that_holds_nothing(cli: Cli, sealed: Sealed) -> None:
    shutil.rmtree(sealed.archive / sealed.object.relative_to(sealed.archive).parts[0])
    outcome = cli("verify", "archive", "--format", "json")
    told = told_by(outcome.out)
    assert (outcome.code, told["verdict"]) == (0, "empty")
    assert [row["code"] for row in told["findings"]] == ["archive-empty"]
    assert "EMPTY. Nothing is sealed in this archive." in cli("verify", "archive").out
    assert cli("verify").code == 1, "the store knows better"


def test_a_bag_without_an_archive(cli: Cli) -> None:
    assert cli("archive", "export", "-o", "bag").code == 0
    bag = cli.folder / "bag"
    shutil.rmtree(bag / "data")
    (bag / "data").mkdir()
    (bag / "manifest-sha512.txt").write_bytes(b"")
    lines = [line for line in (bag / "tagmanifest-sha512.txt").read_text().splitlines() if "manifest-" not in line]
    lines.append(f"{digest_of(bag / 'manifest-sha512.txt')}  manifest-sha512.txt")
    (bag / "tagmanifest-sha512.txt").write_text("".join(f"{line}\n" for line in sorted(lines)))
    outcome = cli("verify", "bag", "--format", "json")
    told = told_by(outcome.out)
    assert (outcome.code, told["valid"]) == (1, False)
    assert "bag-empty" in [row["code"] for row in told["findings"]]
    assert "COMPLETE" not in cli("verify", "bag").out


def test_a_folder_of_all_sorts(cli: Cli, sealed: Sealed) -> None:
    mixed = cli.folder / "mixed"
    shutil.copytree(sealed.archive, mixed / "one" / "archive")
    shutil.copytree(sealed.store, mixed / "two")
    (mixed / "notes.txt").write_bytes(b"x")
    (mixed / "link").symlink_to("/etc")
    os.mkfifo(mixed / "pipe")
    outcome = cli("verify", "mixed", "--format", "json", "--no-rebuild")
    told = told_by(outcome.out)
    assert (outcome.code, told["valid"]) == (0, True)
    kinds = [(row["path"], row["kind"]) for row in told["checked"]]
    assert kinds == [
        ("mixed/one/archive", "archive"),
        *((f"mixed/two/essai/{label}.xml", "text") for label in LABELS),
    ]
    passed = {row["path"]: row["reason"] for row in told["not_verified"]}
    assert (passed["mixed/link"], passed["mixed/notes.txt"]) == ("link", "other")
    (mixed / "empty").mkdir()
    assert cli("verify", "mixed/empty").messages[0] == "mixed/empty: nothing in this folder can be verified"


def test_a_store_is_looked_at_without_a_word_on_what_it_only_keeps(cli: Cli, sealed: Sealed) -> None:
    (sealed.store / ".gitkeep").write_bytes(b"")
    kept = sorted(path.name for path in (sealed.store / "essai").iterdir())
    assert {"sealed.toml", "sources"} <= set(kept)
    told = cli("verify", "versions")
    assert (told.code, told.messages) == (0, [])
    assert told.out.count("AS SEALED.") == len(LABELS)
    (sealed.store / "essai" / "notes.txt").write_bytes(b"x")
    (message,) = cli("verify", "versions").messages
    assert message.startswith("versions/essai/notes.txt: not something that can be verified")
    (sealed.store / "essai" / "sources" / "link").symlink_to("/etc")
    assert len(cli("verify", "versions").messages) == 2, "what is odd among the sources is told"


@pytest.mark.parametrize("mode", [0o444, 0])
def test_an_archive_that_may_not_be_read_is_named_itself(sealed: Sealed, mode: int) -> None:
    with TemporaryDirectory() as name:
        folder = copied_for_all(sealed, Path(name))
        (folder / "archive").chmod(mode)
        told = {line: as_nobody(folder, *line) for line in (("verify",), ("verify", "archive"))}
        (folder / "archive").chmod(0o755)
    for done in told.values():
        assert (done.returncode, done.stdout) == (2, ""), "nothing is known of it: neither that it is altered"
        why = "it cannot be read, or is too large: check its permissions and its size"
        refused = [f"archive: {why}", "nothing could be verified"]
        assert done.stderr.splitlines() == refused


@pytest.mark.parametrize("mode", [0o444, 0])
@pytest.mark.parametrize("line", [("archive", "list"), ("archive", "export", "-o", "bag"), ("seal", LABELS[0])])
def test_an_archive_that_may_not_be_read_is_not_said_to_be_none(
    sealed: Sealed, line: tuple[str, ...], mode: int
) -> None:
    with TemporaryDirectory() as name:
        folder = copied_for_all(sealed, Path(name))
        for listed in (folder / "versions").rglob("sealed.toml"):
            listed.unlink()
        (folder / "archive").chmod(mode)
        done = as_nobody(folder, *line)
        (folder / "archive").chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    told = "codetool: archive: the folder cannot be read (Permission denied). Check the permissions of the folder."
    assert done.stderr.splitlines() == [told]


def test_a_sealed_text_that_may_not_be_read_is_not_said_to_be_gone(sealed: Sealed) -> None:
    with TemporaryDirectory() as name:
        folder = copied_for_all(sealed, Path(name))
        (folder / "versions" / "essai" / f"{LABELS[0]}.xml").chmod(0)
        verified = as_nobody(folder, "verify", "--no-rebuild", "--format", "json")
        validated = as_nobody(folder, "validate", "--format", "json")
    assert [row["code"] for row in json.loads(verified.stdout)["findings"]] == ["store-unreadable"]
    (found,) = (row for row in json.loads(validated.stdout)["findings"] if row["code"].startswith("sealed-"))
    assert found["code"] == "sealed-unreadable"
    assert f"{LABELS[0]}.xml cannot be read (Permission denied)" in found["message"]


def copied_for_all(sealed: Sealed, place: Path) -> Path:
    """Return a copy that any user may read and write."""
    folder = place / "code"  # pytest's own folders are for their owner alone
    shutil.copytree(sealed.folder, folder)
    place.chmod(0o755)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    return folder


def as_nobody(folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command as a user to whom permissions apply: root is none."""
    us = [] if os.geteuid() else ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        line = [*us, sys.executable, *arguments]
        return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)

    if run("-c", "import codetool").returncode:
        pytest.skip("no user but root may run this Python, or look into the folder of temporary files")
    return run("-m", "codetool.cli", *command)


def test_one_is_not_many(cli: Cli, sealed: Sealed) -> None:
    (sealed.object / "more").mkdir()
    (sealed.object / "more" / "one.txt").write_bytes(b"x")
    assert "ni ce qu'il contient (fichiers : 1)" in " ".join(cli.french("verify", "archive").out.split())
    (cli.folder / "lone").mkdir()
    (cli.folder / "lone" / "record.json").write_bytes(b"{")
    assert cli("verify", "lone").out.startswith("lone: sealed version outside of its archive, 1 file\n")
    assert cli.french("verify", "lone").out.startswith("lone: version scellée hors de son archive, 1 fichier\n")


def test_an_archive_in_pieces_is_still_looked_at_as_one(cli: Cli, sealed: Sealed) -> None:
    (sealed.archive / "0=ocfl_1.1").unlink()
    assert "archive/0=ocfl_1.1" in cli("verify", "archive", "--no-rebuild").out.splitlines()
    (sealed.archive / "ocfl_layout.json").unlink()
    told = cli("verify", "--no-rebuild")
    assert told.code == 1
    assert "archive/ocfl_layout.json" in told.out.splitlines()


def test_nothing_is_written(cli: Cli) -> None:
    before = cli.listing()
    assert cli("verify").code == 0
    assert cli.listing() == before
