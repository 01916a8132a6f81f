"""A command that was interrupted in an archive or a store is told as that, and hides nothing of what was forged."""

from pathlib import Path, PurePosixPath

import pytest

from codetool.archive.verify.report import Report, Verdict
from codetool.archive.verify.unfinished import undone
from codetool.store.journal import Deed, Journal, Step, digest_of, save_journal
from codetool.store.sealed import SEALED_FILE, load_sealed, sealed_bytes
from codetool.store.settling import NOTE, Begun, note_of
from tests.archive.conftest import LABELS, Sealed
from tests.archive.test_verify import verdicts
from tests.cli.conftest import Cli

WORKSPACE = "extensions/codetool-workspace"


def begin(root: Path, *steps: Step, workspace: str = WORKSPACE) -> Path:
    """Leave in a folder what a command leaves that was killed when it had made these steps."""
    place = root / workspace
    for folder in ("new", "old"):
        (place / folder).mkdir(parents=True)
    save_journal(place, Journal(steps=steps))
    return place


def created(root: Path, target: Path) -> Step:
    place = PurePosixPath(target.relative_to(root))
    return Step(deed=Deed.CREATE, number="1", target=place, digest=digest_of(target))


def told(report: Report) -> list[tuple[str, str]]:
    return [(one.code, one.file) for one in report.findings]


def test_what_was_moved_in_already_is_not_looked_at(sealed: Sealed) -> None:
    added = sealed.object / "v4"
    added.mkdir()
    (added / "inventory.json").write_bytes(b"{}")
    begin(sealed.archive, created(sealed.archive, added))
    report = sealed.verify()
    assert told(report) == [("archive-interrupted", WORKSPACE)]
    assert report.verdict is Verdict.UNFINISHED, "nothing else is at fault: no other word than on the screen"
    assert len(report.sealings) == len(LABELS)


def test_a_file_that_was_replaced_already_is_read_as_it_was(sealed: Sealed) -> None:
    inventory = sealed.object / "inventory.json"
    workspace = begin(sealed.archive)
    (workspace / "old" / "1").write_bytes(inventory.read_bytes())
    inventory.write_bytes(b"{}")
    step = Step(
        deed=Deed.REPLACE, number="1", target=PurePosixPath(inventory.relative_to(sealed.archive)),
        digest=digest_of(inventory),
    )  # fmt: skip
    save_journal(workspace, Journal(steps=(step,)))
    assert told(sealed.verify()) == [("archive-interrupted", WORKSPACE)]


def test_before_anything_was_moved_there_is_no_journal(sealed: Sealed) -> None:
    (sealed.archive / WORKSPACE / "new").mkdir(parents=True)
    assert told(sealed.verify()) == [("archive-interrupted", WORKSPACE)]


def test_a_file_that_was_linked_into_its_place_is_taken_back(sealed: Sealed) -> None:
    workspace = begin(sealed.archive)
    (workspace / "new" / "1").write_bytes(b"x")
    target = sealed.object / "logs"
    target.hardlink_to(workspace / "new" / "1")
    save_journal(workspace, Journal(steps=(created(sealed.archive, target),)))
    assert told(sealed.verify()) == [("archive-interrupted", WORKSPACE)]
    assert target.exists()


def test_a_journal_that_names_what_was_sealed_does_not_hide_it(sealed: Sealed) -> None:
    text = sealed.object / "v2" / "content" / LABELS[1] / f"{LABELS[1]}.xml"
    text.write_bytes(text.read_bytes().replace(b"article", b"particle"))
    begin(sealed.archive, created(sealed.archive, text))
    report = sealed.verify()
    assert ("file-missing", str(text.relative_to(sealed.archive))) in told(report)
    assert report.verdict is Verdict.ALTERED


@pytest.mark.parametrize("name", ["v1/content/added.txt", "added.txt"])
def test_what_the_journal_does_not_name_is_told(sealed: Sealed, name: str) -> None:
    added = sealed.object / "v4"
    added.mkdir()
    begin(sealed.archive, created(sealed.archive, added))
    (sealed.object / name).write_bytes(b"x")
    report = sealed.verify()
    place = sealed.object.relative_to(sealed.archive) / name
    assert told(report) == [("file-unknown", str(place)), ("archive-interrupted", WORKSPACE)]


def test_what_was_changed_since_stays_and_is_told(sealed: Sealed) -> None:
    added = sealed.object / "v4"
    added.mkdir()
    step = created(sealed.archive, added)
    begin(sealed.archive, step)
    (added / "more").write_bytes(b"x")
    assert sealed.verify().verdict is Verdict.ALTERED


def test_one_that_cannot_be_undone_is_told_as_it_stands(sealed: Sealed) -> None:
    workspace = begin(sealed.archive)
    (workspace / "journal.json").write_bytes(b"{}")
    assert told(sealed.verify()) == [("archive-unfinished", WORKSPACE)]


def test_a_link_is_told_and_not_followed(sealed: Sealed, tmp_path: Path) -> None:
    begin(sealed.archive)
    (tmp_path / "victim").write_bytes(b"x")
    (sealed.archive / "link").symlink_to(tmp_path / "victim")
    assert {code for code, _ in told(sealed.verify())} == {"archive-unfinished", "link-unknown"}


def test_what_has_no_room_for_a_copy_is_looked_at_as_it_stands(sealed: Sealed, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(sealed.archive)
    monkeypatch.setattr("codetool.archive.verify.unfinished.shutil.disk_usage", _full)
    with undone(sealed.archive, WORKSPACE) as copy:
        assert copy is None


class _Usage:
    free = 0


def _full(_: Path) -> _Usage:
    return _Usage()


def test_a_store_is_compared_as_it_will_be(cli: Cli, sealed: Sealed) -> None:
    listed = sealed.store / "essai" / "sealed.toml"
    workspace = begin(sealed.store, workspace=".codetool-work")
    (workspace / "old" / "1").write_bytes(listed.read_bytes())
    step = Step(deed=Deed.REMOVE, number="1", target=PurePosixPath("essai/sealed.toml"))
    save_journal(workspace, Journal(steps=(step,)))
    listed.unlink()
    assert [told(one) for one in sealed.verify_with_store()] == [[], [("store-interrupted", "")]]
    assert not listed.exists()
    assert cli("list").code == 0
    assert listed.exists()
    assert [told(one) for one in sealed.verify_with_store()] == [[], []]


def killed_before_the_list(sealed: Sealed) -> Begun:
    """Leave what a sealing leaves that was killed when the archive had it, and the list of the store had not."""
    *others, last = load_sealed(sealed.store / "essai")
    place = sealed.object.relative_to(sealed.archive).as_posix()
    begun = Begun(slug="essai", entry=last, archive="../archive", place=place, is_first=False)
    (sealed.store / NOTE).write_bytes(note_of(begun))
    (sealed.store / "essai" / SEALED_FILE).write_bytes(sealed_bytes((), others))
    return begun


@pytest.mark.parametrize("in_list", [False, True])
def test_what_the_next_command_lists_is_told_as_listed(cli: Cli, sealed: Sealed, *, in_list: bool) -> None:
    killed_before_the_list(sealed)
    if in_list:  # it was killed while it wrote the list
        begin(sealed.store, workspace=".codetool-work")
    told_of = cli("verify", "--no-rebuild")
    assert told_of.code == 1
    assert "[store-unlisted]" not in told_of.out, "it is listed without anybody's doing"
    assert verdicts(cli) == (["INTACT, ORIGIN UNPROVEN", "UNFINISHED"], ["unproven", "unfinished"])
    outcome = cli("verify", "versions")
    assert (outcome.code, outcome.err) == (1, "faults: 1\n"), "its note is none of what could be verified"
    assert verdicts(cli, "versions")[1] == ["unfinished", *["as-sealed"] * len(LABELS)]
    (same,) = (line for line in told_of.out.splitlines() if "UNFINISHED" in line)
    assert same in outcome.out.splitlines()
    assert "versions/essai/2022-01-01.fra.xml: text in Akoma Ntoso" in outcome.out.splitlines()
    assert cli("list").code == 0
    assert cli("verify", "versions").code == 0


def test_what_the_archive_does_not_hold_is_not_told_as_listed(cli: Cli, sealed: Sealed) -> None:
    begun = killed_before_the_list(sealed)
    text = sealed.store / "essai" / f"{begun.entry.label}.xml"
    before = text.read_bytes()
    text.write_bytes(before + b"\n")
    assert verdicts(cli)[1] == ["unproven", "not-as-sealed"], "a note hides no change"
    text.write_bytes(before)
    begin(sealed.archive)
    assert verdicts(cli, "versions")[1] == ["unfinished", "as-sealed", "as-sealed"], "it will be undone"
    (sealed.store / NOTE).write_bytes(b"{}")
    assert verdicts(cli, "versions")[1] == ["unfinished", "as-sealed", "as-sealed"]
