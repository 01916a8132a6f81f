"""`codetool git-setup`, what git then does, and REV:path: with the real git."""

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codetool.akn.schema import check_schema

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

FIRST = "versions/essai/2020-01-01.fra.xml"
ROOT = Path(__file__).resolve().parents[2]


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git without the settings of whoever runs the tests; what git starts finds the program that is tested."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PYTHONPATH": str(ROOT / "src")}
    who = {f"GIT_{role}_{what}": "editor" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **settings, **who},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(store: "Cli") -> "Cli":
    """Return commands in a git repository whose first version is committed."""
    git(store.folder, "init", "--quiet", "--initial-branch=main")
    (store.folder / "versions/essai/2021-01-01.fra.xml").rename(store.folder / "second.xml")
    git(store.folder, "add", ".")
    git(store.folder, "commit", "--quiet", "-m", "first")
    return store


def commit(cli: "Cli", content: str, branch: str = "") -> None:
    if branch:
        git(cli.folder, "checkout", "--quiet", "-b", branch, "main")
    (cli.folder / FIRST).write_text(content)
    git(cli.folder, "commit", "--quiet", "-am", "change")


def amended(cli: "Cli", words: str) -> str:
    return (cli.folder / FIRST).read_text().replace("il a commencé", words)


def renumbered(cli: "Cli") -> str:
    return (cli.folder / "second.xml").read_text()


@pytest.mark.parametrize("pattern", ["", "a b/*.xml", "!x", "#x", "x.xml filter=y", "x\ny"])
def test_a_pattern_that_git_would_read_otherwise_is_refused(repository: "Cli", pattern: str) -> None:
    line = repository.refused("git-setup", "--pattern", pattern)
    assert line.startswith("git cannot take “")
    assert line.endswith("not with ! or # first; ? stands for any sign.")


def test_set_up_says_what_it_did_and_a_second_time_changes_nothing(repository: "Cli") -> None:
    repository.write(".gitattributes", "*.png binary\n")
    told = repository("git-setup")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        ".gitattributes: + versions/**/*.xml diff=codetool merge=codetool",
        ".gitattributes: + versions/** -text",
        ".gitattributes: + versions/**/sealed.toml -text -merge",
        ".gitattributes: + archive/** -text -merge",
        ".git/config: + diff.codetool.command",
        ".git/config: + diff.codetool.textconv",
        ".git/config: + merge.codetool.name",
        ".git/config: + merge.codetool.driver",
    ]
    before = (repository.folder / ".gitattributes").read_text(), (repository.folder / ".git/config").read_text()
    assert repository("git-setup").out == "everything is set up already\n"
    assert before == (
        (repository.folder / ".gitattributes").read_text(),
        (repository.folder / ".git/config").read_text(),
    )


def test_undo_takes_out_its_own_lines_only(repository: "Cli") -> None:
    repository.write(".gitattributes", "*.png binary\n")
    settings = (repository.folder / ".git/config").read_text()
    repository("git-setup")
    attributes = (repository.folder / ".gitattributes").read_text()
    repository.write(".gitattributes", attributes + "*.jpg binary\n")
    assert repository("git-setup", "--undo").code == 0
    assert (repository.folder / ".gitattributes").read_text() == "*.png binary\n*.jpg binary\n"
    assert (repository.folder / ".git/config").read_text() == settings
    assert repository("git-setup", "--undo").out == "nothing to undo\n"


def test_undo_leaves_no_empty_file(repository: "Cli") -> None:
    repository("git-setup")
    repository("git-setup", "--undo")
    assert not (repository.folder / ".gitattributes").exists()


def test_other_files_by_pattern(repository: "Cli") -> None:
    repository("git-setup", "--pattern", "codes/*.xml")
    assert "codes/*.xml diff=codetool merge=codetool\n" in (repository.folder / ".gitattributes").read_text()


def test_git_leaves_the_bytes_of_store_and_archive_alone(repository: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it turns line ends into those of Windows, and where the code is in a folder of the repository."""
    home = repository.folder / "mes codes" / "[a]"
    (home / "versions/essai").mkdir(parents=True)
    monkeypatch.chdir(home / "versions")
    for _ in range(2):
        assert repository("git-setup").code == 0
    monkeypatch.chdir(repository.folder)
    assert repository("git-setup").code == 0, "the other code's archive stays as it is"
    lines = (repository.folder / ".gitattributes").read_text().splitlines()
    assert [line for line in lines if " -text" in line] == [
        "mes?codes/?a?/versions/** -text",
        "mes?codes/?a?/versions/**/sealed.toml -text -merge",
        "mes?codes/?a?/archive/** -text -merge",
        "versions/** -text",
        "versions/**/sealed.toml -text -merge",
        "archive/** -text -merge",
    ]
    git(repository.folder, "config", "core.autocrlf", "true")
    names = ("archive/x/v1/one.txt", "mes codes/[a]/archive/one.txt", "versions/essai/sources/one.txt", "one.txt")
    for name in names:
        repository.write(name, b"one\ntwo\n")
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "--quiet", "-m", "archived")
    for name in names:
        (repository.folder / name).unlink()
    git(repository.folder, "checkout", "--", ".")
    assert [b"\r\n" in (repository.folder / name).read_bytes() for name in names] == [False, False, False, True]


def test_what_an_earlier_version_wrote_is_brought_up_to_date(repository: "Cli") -> None:
    repository("git-setup")
    path = repository.folder / ".gitattributes"
    now = path.read_text()
    old = "".join(line for line in now.splitlines(keepends=True) if "sealed.toml" not in line)
    path.write_text(old.replace(" -merge", ""))
    assert repository("git-setup").code == 0
    assert path.read_text() == now


def test_two_clones_that_seal_leave_one_side_whole_and_there_is_a_way_out(repository: "Cli") -> None:
    top = repository.folder
    repository("git-setup")
    (top / "second.xml").rename(top / "versions/essai/2021-01-01.fra.xml")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "-m", "set up")
    git(top, "switch", "--quiet", "-c", "other")
    for branch, label in (("other", "2020-01-01"), ("main", "2021-01-01")):
        git(top, "switch", "--quiet", branch)
        assert repository("seal", label).code == 0
        git(top, "add", ".")
        git(top, "commit", "--quiet", "-m", f"sealed {label}")
    assert git(top, "merge", "other").returncode == 1
    listed = "versions/essai/sealed.toml"
    assert not [
        path
        for path in top.rglob("*")
        if path.is_file() and b"<<<<<<<" in path.read_bytes() and ".git" not in path.parts
    ]
    # As docs/how-to/use-it-in-git.md says.
    git(top, "rm", "-rfq", "archive", listed)
    git(top, "checkout", "MERGE_HEAD", "--", "archive", listed)
    assert repository("archive", "list").out.splitlines()[0].startswith("essai/2020-01-01.fra  v1")
    assert repository("seal", "2021-01-01").code == 0
    git(top, "add", "-A", "archive", "versions")
    git(top, "commit", "--quiet", "-m", "merged")
    assert repository("verify").code == 0
    assert "essai/2021-01-01.fra  v2" in repository("archive", "list").out


def test_outside_a_repository_and_in_a_bare_one_it_is_refused(cli: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(cli.folder.parent))
    assert "this is no git repository" in cli.refused("git-setup")
    git(cli.folder, "init", "--quiet", "--bare", "bare.git")
    monkeypatch.chdir(cli.folder / "bare.git")
    assert "bare git repository" in cli.refused("git-setup")


def test_it_works_from_a_subfolder_and_in_a_second_working_tree(
    repository: "Cli", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder / "versions/essai")
    assert repository("git-setup").code == 0
    assert (repository.folder / ".gitattributes").exists()
    other = repository.folder.parent / "other"
    git(repository.folder, "worktree", "add", "--quiet", str(other))
    monkeypatch.chdir(other)
    told = repository("git-setup")
    assert told.out.splitlines() == [
        ".gitattributes: + versions/**/*.xml diff=codetool merge=codetool",
        ".gitattributes: + versions/** -text",
        ".gitattributes: + versions/**/sealed.toml -text -merge",
        ".gitattributes: + archive/** -text -merge",
    ]


def test_git_diff_shows_our_text(repository: "Cli") -> None:
    repository("git-setup")
    (repository.folder / FIRST).write_text(amended(repository, "il était prévu"))
    shown = git(repository.folder, "diff")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "{+était prévu+}" in shown.stdout
    assert "<p>" not in shown.stdout
    commit(repository, amended(repository, "il était prévu"))
    logged = git(repository.folder, "log", "-p", "-1")
    assert "+" in logged.stdout
    assert "était prévu" in logged.stdout
    assert "<p>" not in logged.stdout


def test_git_diff_of_what_is_no_akoma_ntoso_shows_lines(repository: "Cli") -> None:
    repository("git-setup")
    (repository.folder / FIRST).write_text("words\n")
    assert "+words" in git(repository.folder, "diff").stdout
    git(repository.folder, "commit", "--quiet", "-am", "broken")
    assert "+words" in git(repository.folder, "log", "-p", "-1").stdout


def test_git_diff_of_a_version_that_came_or_went_shows_its_text(repository: "Cli") -> None:
    repository("git-setup")
    git(repository.folder, "rm", "--quiet", FIRST)
    gone = git(repository.folder, "diff", "HEAD").stdout
    assert "-" in gone
    assert "<p>" not in gone
    assert any(line.startswith("-2.1") for line in gone.splitlines())
    git(repository.folder, "commit", "--quiet", "-m", "gone")
    come = git(repository.folder, "diff", "HEAD", "HEAD~1").stdout
    assert "<p>" not in come
    assert any(line.startswith("+2.1") for line in come.splitlines())


def test_git_diff_of_a_version_that_was_damaged_says_what_is_wrong(repository: "Cli") -> None:
    repository("git-setup")
    text = (repository.folder / FIRST).read_text()
    (repository.folder / FIRST).write_text(text.replace("</body>", "", 1))
    shown = git(repository.folder, "diff").stdout.splitlines()
    assert shown[0] == f"codetool diff {FIRST}"
    assert shown[1].startswith(f"{FIRST}: ")
    assert any(line.startswith("-") and "</body>" in line for line in shown)


def test_git_merge_combines_a_renumbering_and_an_amendment(repository: "Cli") -> None:
    repository("git-setup")
    commit(repository, amended(repository, "il était prévu"), "amend")
    commit(repository, renumbered(repository), "renumber")
    done = git(repository.folder, "merge", "amend", "-m", "both")
    assert done.returncode == 0, done.stdout + done.stderr
    merged = (repository.folder / FIRST).read_text()
    assert "comme il était prévu" in merged
    assert 'eId="art_2-2"' in merged


def test_what_git_calls_refuses_a_file_that_is_not_there_like_any_command(cli: "Cli") -> None:
    # git takes the exit code 1 of a driver for a conflict.
    assert cli.refused("git-merge", "base.xml", "ours.xml", "theirs.xml", "code.xml") == (
        "base.xml: there is no such file. Check the name and the folder."
    )
    cli.refused("git-diff", "code.xml", "old.xml", "0", "0", "new.xml", "0", "0")
    cli.refused("git-text", "code.xml")


def test_a_conflict_stops_git_and_leaves_a_valid_file(repository: "Cli") -> None:
    repository("git-setup")
    commit(repository, amended(repository, "il était prévu"), "theirs")
    git(repository.folder, "checkout", "--quiet", "main")
    commit(repository, amended(repository, "la loi le veut"), "ours")
    done = git(repository.folder, "merge", "theirs")
    assert done.returncode == 1
    assert f"CONFLICT (content): Merge conflict in {FIRST}" in done.stdout
    assert f"{FIRST}: conflict in 2.1: both sides changed the same words. In the text: ours in its place" in done.stderr
    merged = (repository.folder / FIRST).read_bytes()
    assert list(check_schema(merged)) == []
    assert b'alternativeTo="#' in merged


def test_a_file_that_both_sides_added_conflicts_as_git_does_it(repository: "Cli") -> None:
    repository("git-setup")
    for branch, words in (("one", "il était prévu"), ("two", "la loi le veut")):
        content = amended(repository, words)
        git(repository.folder, "checkout", "--quiet", "-b", branch, "main")
        repository.write("versions/essai/2022-01-01.fra.xml", content)
        git(repository.folder, "add", ".")
        git(repository.folder, "commit", "--quiet", "-m", branch)
    done = git(repository.folder, "merge", "one")
    assert done.returncode == 1
    assert "CONFLICT (add/add)" in done.stdout


def test_markers_in_what_is_no_akoma_ntoso_name_the_file(repository: "Cli") -> None:
    repository("git-setup")
    commit(repository, "one\n", "theirs")
    git(repository.folder, "checkout", "--quiet", "main")
    commit(repository, "two\n", "ours")
    assert git(repository.folder, "merge", "theirs").returncode == 1
    # git 2.44 and later says what the versions are called, here HEAD and theirs.
    found = re.fullmatch(
        r"<<<<<<< (\w+):(.*)\ntwo\n=======\none\n>>>>>>> theirs:(.*)\n", (repository.folder / FIRST).read_text()
    )
    assert found
    assert found.groups() in {("ours", FIRST, FIRST), ("HEAD", FIRST, FIRST)}


def test_git_tells_what_the_versions_are_called_and_how_long_a_marker_is(repository: "Cli") -> None:
    files = [str(repository.write(f"{name}.txt", f"{name}\n")) for name in ("base", "ours", "theirs")]
    assert repository("git-merge", *files, "code.xml", "9", "4f2a", "HEAD", "topic").code == 1
    assert (repository.folder / "ours.txt").read_text() == (
        "<<<<<<<<< HEAD:code.xml\nours\n=========\ntheirs\n>>>>>>>>> topic:code.xml\n"
    )


def test_a_merge_as_it_was_set_up_before_still_works(repository: "Cli") -> None:
    files = [str(repository.write(f"{name}.txt", f"{name}\n")) for name in ("base", "ours", "theirs")]
    assert repository("git-merge", *files, "code.xml").code == 1
    assert (repository.folder / "ours.txt").read_text().startswith("<<<<<<< ours:code.xml\n")


# REV:path -------------------------------------------------------------------------------------------------------------


def test_a_version_of_an_earlier_commit_everywhere(repository: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository.folder, "tag", "draft")
    commit(repository, amended(repository, "il était prévu"))
    (repository.folder / "below").mkdir()
    for folder in (repository.folder, repository.folder / "below"):
        monkeypatch.chdir(folder)
        for name in ("HEAD~1", "draft"):
            earlier, now = f"{name}:{FIRST}", f"HEAD:{FIRST}"
            assert "il a commencé" in repository("show", earlier).out
            assert repository("validate", earlier).code == 0
            assert repository("diff", earlier, now).code == 1
            assert repository("merge", earlier, now, earlier).code == 0
            assert repository("render", earlier, "--format", "text", "-o", f"{name}.txt").code == 0


def test_a_file_that_was_not_there_then_is_one_line_and_exit_2(repository: "Cli") -> None:
    repository.write("later.xml", renumbered(repository))
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "--quiet", "-m", "later")
    line = repository.refused("diff", "HEAD~1:later.xml", "HEAD:later.xml")
    assert line.startswith("HEAD~1:later.xml: there is no such version: git says")
    assert repository.refused("show", "nowhere:later.xml").startswith("nowhere:later.xml: there is no such version")


def test_where_git_keeps_no_setting_the_attributes_are_as_before(repository: "Cli") -> None:
    (repository.folder / ".git" / "config.lock").write_text("")  # as a git that was killed leaves it
    before = repository.listing()
    told = repository("git-setup")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        f"codetool: {repository.folder}: git does not keep the setting diff.codetool.command. "
        "See what git config says of it.\n"
    )
    assert repository.listing().keys() == before.keys()
    (repository.folder / ".git" / "config.lock").unlink()
    assert repository("git-setup").code == 0
