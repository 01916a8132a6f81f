"""`codetool seal`, without a key: what is archived, what is refused afterwards, what an interruption leaves."""

import hashlib
import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from codetool.errors import OutputError
from codetool.resources import resource_path
from codetool.store.sealed import SEALED_FILE, load_sealed
from codetool.store.settling import NOTE, Begun, note_of

if TYPE_CHECKING:
    from tests.cli.conftest import Cli
    from tests.pki import Pki

VALIDATOR = Path(sys.executable).with_name("ocfl-validate.py")


def object_in(folder: Path) -> Path:
    (found,) = {path.parent for path in folder.rglob("0=ocfl_object_1.1")}
    return found


def inventory_of(folder: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((object_in(folder) / "inventory.json").read_bytes())
    return told


def test_what_is_told(store: "Cli") -> None:
    told = store("seal", "2020-01-01")
    assert (told.code, told.out) == (0, "")
    digest = hashlib.sha512((object_in(store.folder / "archive") / "inventory.json").read_bytes()).hexdigest()
    assert told.messages == [
        "sealed: essai/2020-01-01.fra, in archive (v1)",
        "not signed: the archive shows that nothing was altered, not who made it",
        f"digest of the inventory, to be kept elsewhere: {digest}",
    ]
    assert digest in (store.folder / "versions/essai/sealed.toml").read_text(encoding="utf-8")
    french = store.french("seal", "latest")
    assert french.messages[0].startswith("scellée : essai/2021-01-01.fra, dans ")


def test_ocfl_validates_what_is_sealed_without_us(archived: "Cli") -> None:
    checked = subprocess.run(
        [VALIDATOR, object_in(archived.folder / "archive")], capture_output=True, text=True, check=False
    )
    assert "is VALID" in checked.stdout + checked.stderr
    assert "[E" not in checked.stdout + checked.stderr
    assert checked.returncode == 0


def test_one_version_for_each_sealing_and_nothing_taken_away(archived: "Cli") -> None:
    told = inventory_of(archived.folder / "archive")
    states = [
        {name for names in version["state"].values() for name in names}
        for version in told["versions"].values()  # type: ignore[attr-defined]
    ]
    assert len(states) == 2
    assert states[0] < states[1]
    first = {"2020-01-01.fra.pdf", "2020-01-01.fra.html", "2020-01-01.fra.txt", "2020-01-01.fra.xml", "record.json"}
    assert {f"2020-01-01.fra/{name}" for name in first} <= states[0]
    assert {"LISEZ-MOI.txt", "relire.py", "2020-01-01.fra/received/2020-01-01.fra.txt"} <= states[0]
    compared = {"changes.pdf", "changes.html", "changes.json", "before/2020-01-01.fra.xml"}
    assert {f"2021-01-01.fra/{name}" for name in compared} <= states[1]
    assert not any(name.startswith("2020-01-01.fra/changes") for name in states[1])


def test_the_record_holds_the_digest_of_the_inventory_before(archived: "Cli") -> None:
    folder = object_in(archived.folder / "archive")
    record = json.loads((folder / "v2/content/2021-01-01.fra/record.json").read_bytes())
    before = hashlib.sha512((folder / "v1/inventory.json").read_bytes()).hexdigest()
    assert record["before"] == {"version": "v1", "inventory_sha512": before, "logs": {}}
    assert record["signed"] is None
    assert record["program"]["codetool"]
    assert any("sha256:" in font for font in record["fonts"])


def test_what_is_sealed_is_not_changed_any_more(archived: "Cli") -> None:
    refused = archived.refused("import", "second.txt", "--date", "2020-01-01", "--work", "essai", "--force")
    assert "2020-01-01 is sealed since " in refused


def test_sealing_again_changes_nothing(archived: "Cli") -> None:
    before = archived.listing()
    told = archived("seal", "2020-01-01")
    assert told.code == 0
    assert told.messages[0].startswith("essai/2020-01-01.fra is sealed already, since ")
    assert archived.listing() == before


def test_who_signed_stays_as_it_was_sealed(store: "Cli", pki: "Pki") -> None:
    place = pki.place()
    key = ("--key", str(place.file), "--passfile", str(place.pass_file))
    with pki.clock(datetime.now(UTC)):
        assert store("seal", "2020-01-01").code == 0
        assert store("seal", "2021-01-01", *key).code == 0
        assert store("seal", "2020-01-01", *key).messages[1:] == ["it stays as it was sealed, unsigned"]
        told = store("seal", "2021-01-01", *key).messages
    assert told[1:] == ["it stays as it was sealed, signed by Essai signer, Autorité d'essai"]


def test_another_text_under_a_sealed_label_is_refused(archived: "Cli") -> None:
    path = archived.folder / "versions/essai/2020-01-01.fra.xml"
    path.write_bytes(path.read_bytes().replace(b"un essai", b"deux essais"))
    assert "is sealed since" in archived.refused("seal", "2020-01-01")


def test_a_sealing_that_the_store_was_not_told_of_is_noted(archived: "Cli") -> None:
    listed = archived.folder / "versions/essai/sealed.toml"
    whole = listed.read_bytes()
    listed.unlink()
    for label in ("2020-01-01", "2021-01-01"):
        assert archived("seal", label).code == 0
    assert listed.read_bytes() == whole
    assert inventory_of(archived.folder / "archive")["head"] == "v2"


def test_a_source_that_is_missing_is_said(store: "Cli") -> None:
    (store.folder / "versions/essai/sources/2020-01-01.fra.txt").unlink()
    told = store("seal", "2020-01-01")
    assert "its source as received is missing: it was sealed without" in told.messages
    folder = object_in(store.folder / "archive")
    assert json.loads((folder / "v1/content/2020-01-01.fra/record.json").read_bytes())["missing"] == ["received"]


def test_only_a_fault_of_the_schema_refuses(store: "Cli") -> None:
    path = store.folder / "versions/essai/2020-01-01.fra.xml"
    path.write_bytes(path.read_bytes().replace(b"<body>", b"<body><p>perdu</p>", 1))
    told = store("seal", "2020-01-01")
    assert told.code == 1
    assert told.messages[-1] == "2020-01-01 is not sealed: it breaks the schema of Akoma Ntoso"
    assert not (store.folder / "archive").exists()
    assert not (store.folder / "versions/essai/sealed.toml").exists()


def test_a_text_outside_the_store_is_refused(store: "Cli") -> None:
    store.write("alone.xml", (store.folder / "versions/essai/2020-01-01.fra.xml").read_bytes())
    assert store.refused("seal", "alone.xml") == (
        "alone.xml: only a version in the store can be sealed. Bring it into the store with codetool import."
    )


def test_an_archive_that_is_none_is_refused(store: "Cli") -> None:
    store.write("photos/beach.jpg", b"sand")
    assert store.refused("seal", "2020-01-01", "--archive", "photos").startswith("photos: this is no archive. ")


def test_half_a_key_is_refused(store: "Cli") -> None:
    assert store.refused("seal", "2020-01-01", "--passfile", "key.pass") == (
        "passfile: this says how to open a key, and no key is named. "
        "Name the key file with --key, or the card's module with --module."
    )


def test_nothing_is_added_to_an_archive_that_was_altered(store: "Cli") -> None:
    assert store("seal", "2020-01-01").code == 0
    (path,) = store.folder.glob("archive/*/*/*/*/v1/content/2020-01-01.fra/2020-01-01.fra.txt")
    path.write_bytes(path.read_bytes() + b" ")
    refused = store.refused("seal", "2021-01-01")
    assert refused.startswith(path.relative_to(store.folder).as_posix())
    assert "not as it was written. Ask codetool verify" in refused


def test_an_archive_that_lacks_what_is_sealed_is_not_added_to(archived: "Cli") -> None:
    archived.write(
        "third.txt", (archived.folder / "second.txt").read_text(encoding="utf-8").replace("commencé", "débuté")
    )
    assert archived("import", "third.txt", "--date", "2022-01-01", "--work", "essai").code == 0
    shutil.move(archived.folder / "archive", archived.folder / "true")
    lacking = "archive: this archive does not have all that the store knows to be sealed: 2020-01-01, 2021-01-01. "
    assert archived.refused("seal", "2022-01-01").endswith(
        f"{lacking}Name the archive that has it with --archive, or take that archive from a copy."
    )
    assert "does not have" in archived.refused("seal", "2020-01-01")
    told = archived("seal", "2022-01-01", "--archive", "true")
    assert told.messages[0] == "sealed: essai/2022-01-01.fra, in true (v3)"


def test_another_work_in_a_folder_of_the_same_name_is_refused(archived: "Cli") -> None:
    named = ("--store", "other/versions")
    (archived.folder / "other/versions").mkdir(parents=True)
    imported = ("import", "first.txt", "--date", "2019-05-05", "--work")
    for work in ("essai", "ailleurs"):
        assert archived(*imported, work, *named).code == 0
    works = [f"/akn/be/act/code/essai/{date}/essai" for date in ("2019-05-05", "2020-01-01")]
    assert archived.refused("seal", "essai/2019-05-05", "--archive", "archive", *named) == (
        f"archive: the folder essai is that of another work in this archive, {works[1]}, and no store has room for"
        f" both. Keep {works[0]} in a folder of another name, or seal it into an archive of its own with --archive."
    )
    assert not (archived.folder / "other/versions/essai/sealed.toml").exists()
    # Both remedies, as they are told.
    assert archived("seal", "essai/2019-05-05", "--archive", "own", *named).code == 0
    (archived.folder / "other/versions/essai/sealed.toml").unlink()
    (archived.folder / "other/versions/essai").rename(archived.folder / "other/versions/essai-2019")
    assert archived("seal", "essai-2019/2019-05-05", "--archive", "archive", *named).code == 0
    assert len(archived("archive", "restore", "--store", "again").messages) == 3


@pytest.mark.parametrize("place", ["versions/archive", "versions", "."])
def test_store_and_archive_lie_beside_each_other(store: "Cli", place: str) -> None:
    assert store.refused("seal", "2020-01-01", "--archive", place) == (
        f"{place}: the archive and the store lie in each other. Name a folder beside the store."
    )


def test_nothing_is_sealed_into_a_bag(archived: "Cli") -> None:
    assert archived("archive", "export", "-o", "bag").code == 0
    assert archived.refused("seal", "2020-01-01", "--archive", "bag") == (
        "bag: this is a bag that was exported: nothing is added to it. Name the archive; where the bag alone is left, "
        f"copy {Path('bag/data')} to archive: that is the archive then."
    )
    assert archived.refused("archive", "export", "-o", "archive/inside").startswith(
        "archive/inside: this folder lies in the archive. "
    )


def test_a_sealed_text_that_was_changed_is_seen_without_the_list(archived: "Cli") -> None:
    (archived.folder / "versions/essai/sealed.toml").unlink()
    path = archived.folder / "versions/essai/2020-01-01.fra.xml"
    path.write_bytes(path.read_bytes().replace(b"un essai", b"deux essais"))
    told = archived("verify", "--no-rebuild", "--format", "json")
    assert told.code == 1
    found = {(one["code"], one["file"].rpartition("/")[2]) for one in json.loads(told.out)["findings"]}
    assert ("store-changed", "2020-01-01.fra.xml") in found
    assert ("store-unlisted", "2021-01-01.fra.xml") in found


def test_one_object_is_verified_alone(archived: "Cli") -> None:
    told = archived("verify", "--no-rebuild", object_in(archived.folder / "archive"))
    assert told.code == 0, told
    assert "INTACT" in told.out


# --- the names of what is sealed --------------------------------------------------------------------------------------


def test_pictures_are_kept_where_they_were_or_with_the_settings(store: "Cli") -> None:
    names = ("plans/a.png", "b.PNG", "c.dat", "sources/d.png")
    text = store.folder / "versions/essai/2021-01-01.fra.xml"
    shown = "".join(f'<p><img src="{name}" alt="plan"/></p>' for name in names)
    before, _, after = text.read_text(encoding="utf-8").rpartition("</content>")
    text.write_text(f"{before}{shown}</content>{after}", encoding="utf-8")
    picture = BytesIO()
    Image.new("RGB", (40, 20), (122, 31, 44)).save(picture, "PNG")
    for name in names:
        store.write(f"versions/essai/{name}", picture.getvalue())
    assert store("seal", "2021-01-01").code == 0
    assert store("verify", "archive").code == 0
    (told,) = json.loads(store("archive", "list", "--format", "json").out)["sealed"]
    kept = {name for name in told["files"] if name.lower().endswith((".png", ".dat"))}
    assert kept == {"plans/a.png", "b.PNG", "settings/pictures/c.png", "settings/pictures/d.png"}
    assert store("archive", "restore", "--store", "again").code == 0
    assert (store.folder / "again/essai/plans/a.png").read_bytes() == picture.getvalue()
    listed = "versions/essai/sealed.toml"
    assert (store.folder / "again/essai/sealed.toml").read_bytes() == (store.folder / listed).read_bytes()


@pytest.mark.parametrize("gone", [False, True])
def test_a_picture_of_a_sealed_version_stays_as_it_was(store: "Cli", *, gone: bool) -> None:
    text, name = store.folder / "versions/essai/2021-01-01.fra.xml", "plans/a.svg"
    before, _, after = text.read_text(encoding="utf-8").rpartition("</content>")
    shown = f'{before}<p><img src="{name}" alt="plan"/></p></content>{after}'
    text.write_text(shown, encoding="utf-8")
    path = store.write(f"versions/essai/{name}", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    assert store("seal", "2021-01-01").code == 0
    for command in (("validate",), ("validate", "2021-01-01"), ("verify", "--no-rebuild")):
        assert store(*command).code == 0, command
    refused = store.refused("render", "2020-01-01", "--format", "text", "-o", path, "--force")
    assert "2021-01-01, sealed since 20" in refused
    assert refused.endswith(" shows this picture: it is not changed any more. Choose another name.")
    whole = path.read_bytes()
    path.unlink() if gone else path.write_bytes(whole.replace(b"9", b"8"))
    for command in (("validate",), ("validate", "2021-01-01")):
        told = store(*command)
        assert told.code == 1
        assert f"its picture {name} is not the one that was sealed any more" in told.out
    told = store("verify", "--no-rebuild", "--format", "json")
    found = [(one["code"], one["file"]) for one in json.loads(told.out)["findings"]]
    assert (told.code, found) == (1, [("store-picture", f"versions/essai/{name}")])
    assert store("archive", "export", "2021-01-01", "-o", "FOLDER").code == 0
    shutil.copy(store.folder / "FOLDER" / name, path)
    assert store("validate").code == store("verify", "--no-rebuild").code == 0


def test_another_picture_of_a_sealed_name_is_not_sealed(store: "Cli") -> None:
    """The archive could not be restored any more: no store has room for both."""
    for label in ("2020-01-01", "2021-01-01"):
        text = store.folder / f"versions/essai/{label}.fra.xml"
        before, _, after = text.read_text(encoding="utf-8").rpartition("</content>")
        text.write_text(f'{before}<p><img src="a.svg" alt="plan"/></p></content>{after}', encoding="utf-8")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    path = store.write("versions/essai/a.svg", drawing)
    assert store("seal", "2020-01-01").code == 0
    path.write_text(drawing.replace("9", "8"), encoding="utf-8")
    assert store.refused("seal", "2021-01-01") == (
        "archive: the picture a.svg is another than the one that was sealed with 2020-01-01. Put this one under a name"
        " of its own, in the folder and in the text, and take back the sealed one."
    )
    path.write_text(drawing, encoding="utf-8")
    assert store("seal", "2021-01-01").code == 0
    assert store("archive", "restore", "--store", "again").code == 0


def test_an_older_text_that_is_no_longer_as_it_was_sealed_is_not_compared_with(store: "Cli") -> None:
    assert store("seal", "2020-01-01").code == 0
    text = store.folder / "versions/essai/2020-01-01.fra.xml"
    text.write_bytes(text.read_bytes().replace(b" en deux temps", b" en trois temps"))
    told = store.refused("seal", "2021-01-01")
    assert told.startswith("archive: the text of 2020-01-01 in the store is not the one that was sealed, and this ")
    assert store("archive", "export", "2020-01-01", "-o", "FOLDER").code == 0
    shutil.copy(store.folder / "FOLDER" / text.name, text)
    assert store("seal", "2021-01-01").code == 0


def test_editions_with_a_look_of_their_own_are_those_of_their_sealing(store: "Cli") -> None:
    """The PDF has a template that no page uses, and the comparison a reviewer's decision."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    store.write("codetool.toml", '[look]\npublisher = "Essai"\nlogo = "a.svg"\nlogo_words = "x"\ntemplates = "look"\n')
    store.write("a.svg", drawing)
    store.write(
        "look/redline/book.html", resource_path("templates/redline/book.html").read_text("utf-8") + "{# ours #}"
    )
    store.write("look/edition/_seal.html", "<h3>{{ seal.title }}</h3><p>{{ seal.sentence }}</p>")
    pin = '[[pin]]\nold = ["art_2-1"]\nnew = []\n'
    store.write("versions/essai/matches/2020-01-01.fra..2021-01-01.fra.toml", pin)
    assert store("seal", "2021-01-01").code == 0
    told = store("verify", "archive", "--format", "json")
    assert (told.code, json.loads(told.out)["findings"]) == (0, [])
    (sealed,) = json.loads(store("archive", "list", "--format", "json").out)["sealed"]
    assert {"settings/matches.toml", "settings/edition/logo.svg", "settings/comparison/logo.svg"} <= set(
        sealed["files"]
    )


def test_a_template_that_the_archive_cannot_keep_is_refused(store: "Cli") -> None:
    store.write("codetool.toml", '[look]\ntemplates = "look"\n')
    store.write("look/edition/page.html", "<html lang='fr'>{% include 'edition/.hidden.html' %}</html>")
    store.write("look/edition/.hidden.html", "<p>caché</p>")
    before = store.listing()
    for told, line in (
        (store("seal", "2020-01-01"), "the archive keeps no file under the name "),
        (store("--ui-lang", "fr", "seal", "2020-01-01"), "l'archive ne conserve aucun fichier sous le nom "),
    ):
        assert told.code == 2
        assert f"2020-01-01.fra: {line}settings/edition/templates/edition/.hidden.html. " in told.messages[-1]
    assert store.listing() == before


def left_before_the_store_knew(store: "Cli") -> None:
    """Leave a store as a process does that dies when the archive has the sealing, and the store's list not yet."""
    versions = store.folder / "versions"
    (entry,) = load_sealed(versions / "essai")
    (versions / "essai" / SEALED_FILE).unlink()
    place = object_in(store.folder / "archive").relative_to(store.folder / "archive").as_posix()
    begun = Begun(slug="essai", entry=entry, archive="../archive", place=place, is_first=True)
    (versions / NOTE).write_bytes(note_of(begun))


def test_what_the_archive_alone_knows_is_not_written_over(store: "Cli") -> None:
    assert store("seal", "2021-01-01").code == 0
    text = (store.folder / "versions/essai/2021-01-01.fra.xml").read_bytes()
    left_before_the_store_knew(store)
    told = store("import", "first.txt", "--date", "2021-01-01", "--work", "essai", "--force")
    assert (told.code, "is sealed since" in told.err) == (2, True)
    assert (store.folder / "versions/essai/2021-01-01.fra.xml").read_bytes() == text
    assert store("verify").code == 0


def test_verify_completes_nothing_and_says_how(store: "Cli") -> None:
    assert store("seal", "2021-01-01").code == 0
    left_before_the_store_knew(store)
    before = store.listing()
    told = store("verify")
    assert (told.code, store.listing()) == (1, before)
    assert "UNFINISHED. A command was interrupted" in told.out
    assert {"store-interrupted"} == {
        row["code"] for row in json.loads(store("verify", "--format", "json").out)["findings"]
    }
    assert "Run codetool list in the folder of the code: it finishes or undoes" in " ".join(told.out.split())


@pytest.mark.parametrize("command", [("list",), ("archive", "list"), ("seal", "2021-01-01")])
def test_the_next_command_completes_the_list(store: "Cli", command: tuple[str, ...]) -> None:
    assert store("seal", "2021-01-01").code == 0
    listed = (store.folder / "versions/essai" / SEALED_FILE).read_bytes()
    left_before_the_store_knew(store)
    assert store(*command).code == 0
    assert (store.folder / "versions/essai" / SEALED_FILE).read_bytes() == listed
    assert not (store.folder / "versions" / NOTE).exists()


def test_a_list_that_cannot_be_written_is_completed_later(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OutputError("the file cannot be written ({reason})", "", place="versions", reason="No space left")

    with monkeypatch.context() as patched:
        patched.setattr("codetool.store.settling.end_sealing", full)
        told = store("seal", "2020-01-01")
    assert told.code == 2
    assert told.messages[-1] == (
        "codetool: versions: 2020-01-01 is sealed, but the list of the store does not say so yet (No space left). "
        "Check the disk: the next command completes the list."
    )
    assert not (store.folder / "versions/essai" / SEALED_FILE).exists()
    assert store("seal", "2020-01-01").messages == [
        f"essai/2020-01-01.fra is sealed already, since {load_sealed(store.folder / 'versions/essai')[0].day}"
    ]


# --- stopped by hand --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["codetool.archive.seal.seal", "codetool.store.settling.confirm"])
def test_a_sealing_that_was_stopped_when_it_was_done_is_told_as_done(
    store: "Cli", monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    whole = resolve_name(place)
    stopped: list[bool] = []

    def stop(*given: object, **named: object) -> object:
        made = whole(*given, **named)
        if not stopped:
            stopped.append(True)
            raise KeyboardInterrupt
        return made

    monkeypatch.setattr(place, stop)
    told = store("seal", "2020-01-01")
    assert (told.code, stopped) == (0, [True])
    assert told.messages[0] == "sealed: essai/2020-01-01.fra, in archive (v1)"
    assert told.messages[-1].startswith("digest of the inventory")
    assert "[sealed " in store("list").out
    assert store("verify", "--no-rebuild").code == 0


def test_a_sealing_that_was_stopped_before_it_was_done_is_none(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("codetool.archive.seal.stage_version", stop)
    told = store("seal", "2020-01-01")
    assert (told.code, told.messages[-1]) == (2, "codetool: interrupted; nothing is half-written")
    assert "[sealed " not in store("list").out


def test_two_works_with_versions_of_the_same_day_are_sealed(store: "Cli") -> None:
    for label in ("2020-01-01", "2021-01-01"):
        source = "first.txt" if label == "2020-01-01" else "second.txt"
        told = store("import", source, "--date", label, "--work", "autre", "--title", "AUTRE CODE")
        assert told.code == 0, told
    for label in ("2020-01-01", "2021-01-01"):
        for work in ("essai", "autre"):
            told = store("seal", f"{work}/{label}")
            assert told.code == 0, told
    assert store("seal", "autre/2020-01-01").messages[0].startswith("autre/2020-01-01.fra is sealed already")


@pytest.mark.parametrize("option", [("--stamps", "http://127.0.0.1:9/"), ("--trust", "authority.pem")])
def test_stamps_and_trust_without_a_key_are_refused(store: "Cli", option: tuple[str, str]) -> None:
    assert store.refused("seal", "2020-01-01", *option) == (
        f"{option[0]}: time stamps or trust are for signatures, and no key is named. "
        "Name the key with --key or in codetool.toml, or seal with --unsigned."
    )
    store.write("codetool.toml", '[archive]\nstamps = "http://127.0.0.1:9/"\n')
    assert store.refused("seal", "2020-01-01").startswith("codetool.toml:2: time stamps or trust")
    assert store("seal", "2020-01-01", "--unsigned").code == 0


def test_the_folder_of_a_work_may_have_a_name_in_words(store: "Cli") -> None:
    (store.folder / "versions/essai").rename(store.folder / "versions/mon code d'été")
    assert store("seal", "latest").code == 0
    told = store("verify", "--no-rebuild")
    assert (told.code, "mon code d'été" in told.out) == (0, True)
    assert store("archive", "restore", "--store", "again").code == 0
    assert (store.folder / "again/mon code d'été/2021-01-01.fra.xml").is_file()


@pytest.mark.parametrize("name", ["nul", "Sources", "a\u00a0b", "a."])
def test_from_a_folder_that_not_every_system_can_have_nothing_is_sealed(store: "Cli", name: str) -> None:
    (store.folder / "versions/essai").rename(store.folder / "versions" / name)
    assert store.refused("seal", "latest").endswith(
        ": from a folder of this name nothing is sealed: it could not be restored everywhere. "
        "Rename the folder of the work: letters, digits and hyphens will do."
    )


def test_a_work_whose_folder_was_renamed_between_two_sealings_is_one(store: "Cli") -> None:
    assert store("seal", "2020-01-01").code == 0
    (store.folder / "versions/essai").rename(store.folder / "versions/code")
    assert store("seal", "2021-01-01").code == 0
    for _ in range(2):
        told = store("verify", "--no-rebuild", "--format", "json")
        assert (told.code, "store-no-work" in told.out) == (0, False)
        shutil.rmtree(store.folder / "versions")
        assert store("archive", "restore").messages == [
            "restored: code/2020-01-01.fra",
            "restored: code/2021-01-01.fra",
        ]


def test_what_could_not_be_read_again_is_not_sealed(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.archive.contents.programs_here", lambda: {"codetool": "a\nb"})
    assert store.refused("seal", "latest").startswith(
        "2021-01-01.fra: this version cannot be sealed: nobody could read its record again (program.codetool cannot be "
    )
