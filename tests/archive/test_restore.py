"""What a record may make a restore or an export write: the files of a sealing under their own names, and nothing else.

The archives are whole in all but their names: inventories, digests and the chain fit.
"""

import re
from dataclasses import replace
from hashlib import sha512
from pathlib import Path

import pytest

from codetool.archive.altered import AlteredError
from codetool.archive.export import export_version
from codetool.archive.objects import load_objects
from codetool.archive.record import MATCHES, Role
from codetool.archive.restore import gathered
from codetool.archive.verify.whole import verify_archive
from codetool.render import carried
from tests.archive.build import WORK, Sealed, build_archive, sealed, text_of
from tests.archive.conftest import ASKED, commands_in
from tests.archive.conftest import Sealed as Folder
from tests.cli.conftest import Cli

FIRST, SECOND = "2020-01-01.fra", "2021-01-01.fra"
OTHER = WORK.replace("2020-01-01", "2019-05-05")
EVIL = b"[core]\n\tfsmonitor = touch planted\n"


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    return commands_in(Folder(folder=tmp_path), monkeypatch, capsysbinary)


def built(cli: Cli, *sealings: Sealed) -> Path:
    return build_archive(cli.folder / "archive", {WORK: sealings})


def with_files(one: Sealed, role: Role, *names: str, content: bytes = EVIL) -> Sealed:
    return replace(one, files={**one.files, **dict.fromkeys(names, (role, "image/png", content))})


def codes(root: Path) -> list[str]:
    return [one.code for one in verify_archive(root, "archive", ASKED)[0].findings]


PLANTED = {
    "a repository of git": (Role.PICTURE, (".git/config", ".git/HEAD", ".git/objects/x.png", ".git/refs/x.png")),
    "hidden": (Role.PICTURE, (".hidden.png",)),
    "another sealed text": (Role.PICTURE, (f"{FIRST}.xml",)),
    "a text that was not sealed": (Role.TEXT, ("2019-01-01.fra.xml",)),
    "the list of what is sealed": (Role.PICTURE, ("sealed.toml",)),
    "the list of what was removed": (Role.PICTURE, ("removed.toml",)),
    "the settings of the store": (Role.PICTURE, ("codetool.toml",)),
    "a source": (Role.PICTURE, (f"sources/{FIRST}.png",)),
    "a source on a disk of one case": (Role.PICTURE, (f"Sources/{FIRST}.png",)),
    "another version's source": (Role.RECEIVED, (f"received/{FIRST}.docx",)),
    "a source in a folder": (Role.RECEIVED, (f"received/x/{SECOND}.docx",)),
    "decisions": (Role.PICTURE, ("matches/x.png",)),
    "a folder for the list of what is sealed": (Role.PICTURE, ("sealed.toml/x.png",)),
    "a folder for a text": (Role.PICTURE, (f"{FIRST}.xml/x.png",)),
    "a device": (Role.PICTURE, ("plans/NUL.png",)),
    "a sign that no other system has": (Role.PICTURE, ("a:b.png",)),
    "a sign that nobody sees": (Role.PICTURE, ("a\u200b.png",)),
    "decisions without a version before": (Role.SETTINGS, (MATCHES,)),
    "settings of git": (Role.SETTINGS, ("settings/.git/config",)),
    "an edition": (Role.EDITION, ("index.html",)),
}


@pytest.mark.parametrize(("role", "names"), PLANTED.values(), ids=PLANTED)
def test_a_name_that_does_not_fit_its_role_is_an_altered_archive(cli: Cli, role: Role, names: tuple[str, ...]) -> None:
    root = built(cli, sealed(FIRST), with_files(sealed(SECOND), role, *names))
    assert codes(root) == ["record-name"]
    for command in (
        ("list",), ("export", "2021-01-01", "-o", "out"), ("export", "-o", "out"), ("restore", "--store", "out"),
    ):  # fmt: skip
        told = cli.refused("archive", *command)
        assert re.search(rf"record\.json: the record lists .+ as a file of the role '{role}', and no sealing", told), (
            told
        )


def test_what_fits_is_restored(cli: Cli) -> None:
    one = with_files(sealed(SECOND), Role.PICTURE, "plans/étage 1.PNG", "a.svg")
    one = with_files(one, Role.BEFORE, f"before/{FIRST}.xml", content=text_of(FIRST))
    root = built(cli, sealed(FIRST), with_files(one, Role.SETTINGS, MATCHES))
    assert codes(root) == []
    assert cli("archive", "restore", "--store", "out").code == 0
    found = {path.relative_to(cli.folder / "out").as_posix() for path in (cli.folder / "out").rglob("*.*")}
    assert found == {
        *(f"essai/{label}.xml" for label in (FIRST, SECOND)),
        *(f"essai/sources/{label}.txt" for label in (FIRST, SECOND)),
        *("essai/plans/étage 1.PNG", "essai/a.svg", "essai/sealed.toml"),
        f"essai/matches/{FIRST}..{SECOND}.toml",
    }


@pytest.mark.parametrize("name", ["plan.png", "PLAN.png"])
def test_two_files_of_one_name_are_not_restored_one_over_the_other(cli: Cli, name: str) -> None:
    first = with_files(sealed(FIRST), Role.PICTURE, "plan.png", content=b"a")
    built(cli, first, with_files(sealed(SECOND), Role.PICTURE, name, content=b"b"))
    assert cli.refused("archive", "restore", "--store", "out") == (
        f"archive: the sealed versions have two different files essai/{name}. "
        "Take out each version by itself: codetool archive export LABEL -o FOLDER."
    )


def test_a_picture_of_two_versions_is_restored_once(cli: Cli) -> None:
    built(cli, *(with_files(sealed(label), Role.PICTURE, "plan.png") for label in (FIRST, SECOND)))
    assert cli("archive", "restore", "--store", "out").code == 0
    assert (cli.folder / "out/essai/plan.png").read_bytes() == EVIL


def test_two_works_of_one_folder_are_named(cli: Cli) -> None:
    works = {WORK: [sealed(FIRST)], OTHER: [sealed(SECOND, OTHER)]}
    root = build_archive(cli.folder / "archive", works)
    assert codes(root) == []
    assert cli.refused("archive", "restore", "--store", "out") == (
        f"archive: two works were in a folder essai when they were sealed: {OTHER} and {WORK}. "
        f"Restore each into a store of its own, from a bag: codetool archive export --work {WORK} -o BAG."
    )
    assert cli.refused("archive", "export", "latest", "-o", "x") == (
        f"archive: there are several works. Write WORK/latest; WORK is one of {OTHER}, {WORK}."
    )
    assert cli("archive", "export", f"{WORK}/latest", "-o", "first").code == 0
    assert (cli.folder / f"first/{FIRST}.xml").is_file()
    for number, work in enumerate(works):
        assert cli("archive", "export", "--work", work, "-o", f"bag{number}").code == 0
        assert cli("archive", "restore", "--archive", f"bag{number}", "--store", f"out{number}").code == 0


def test_a_hidden_file_is_never_restored() -> None:
    files = [("essai/a.xml", b"a"), ("essai/.git/HEAD", b"b")]
    assert gathered(files[:1], "archive") == dict(files[:1])
    with pytest.raises(AlteredError) as caught:
        gathered(files, "archive")
    assert (caught.value.finding.code, caught.value.finding.file) == ("path-astray", "archive")


def test_only_what_the_record_lists_is_exported(cli: Cli) -> None:
    (one,) = load_objects(built(cli, sealed(FIRST)))
    sealing = one.sealing(FIRST)
    fewer = {name: file for name, file in sealing.record.files.items() if file.role is Role.TEXT}
    target = cli.folder / "out"
    assert export_version(one, replace(sealing, record=replace(sealing.record, files=fewer)), target) == 2
    assert sorted(path.name for path in target.rglob("*")) == [f"{FIRST}.xml", "record.json"]


def test_a_file_that_is_not_the_record_s_is_not_exported(cli: Cli) -> None:
    (one,) = load_objects(built(cli, sealed(FIRST)))
    sealing = one.sealing(FIRST)
    name = f"{FIRST}.txt"
    other = replace(sealing.record.files[name], sha512=sha512(b"other").hexdigest())
    forged = replace(sealing, record=replace(sealing.record, files={**sealing.record.files, name: other}))
    with pytest.raises(AlteredError) as caught:
        export_version(one, forged, cli.folder / "out")
    assert (caught.value.finding.code, caught.value.finding.file.endswith(f"/{FIRST}/{name}")) == ("file-changed", True)
    assert not (cli.folder / "out").exists()


def test_decisions_are_restored_from_where_a_comparison_has_them() -> None:
    assert carried.MATCHES == MATCHES
