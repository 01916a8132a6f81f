"""The commands that write, each with a folder to do it in: a row more, and a command is killed and refused like others.

What a folder holds is a dict of its files; of `.git`, the settings alone count.
"""

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ocfl import StorageRoot

from codetool.store.sealed import check_sealed
from tests.cli.conftest import FIRST, SECOND, Cli

Contents = Mapping[str, bytes | None]
"""The bytes of each file by its path, None for a folder."""

STORE = "versions/essai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A command that writes: how its folder is prepared, and what is asked of it after it was stopped in its middle.

    `reader` is a command that only reads what this one writes; it works at any moment, and finds all as before or as
    after. Where there is none, the command itself has to set right what it left. `passing` are files that have a state
    of their own while the command works. `is_refused` says that the disk can be made to refuse what it writes and
    nothing else: not what git writes for it, nor what bagit does under names that the archive has too, nor what a
    renewal reads again where it wrote. `is_twofold` says that it writes into the archive first, then into the store:
    where it is refused between them the first counts, and the next one does the second.
    `done` is what it says when it has written, where it reads on after that. `few` is at how many of its system calls
    the short form stops it; the full form does at each, in so many `parts` at once. `is_signed` wants a key and
    authorities (tests/pki.py) in `codetool.toml`. `counts` leaves out what is another each time, such as the hour of a
    sealing; `check` looks then whether what is there holds together.
    """

    name: str
    prepare: Callable[[Cli], None]
    command: tuple[str, ...]
    reader: tuple[str, ...] = ()
    passing: frozenset[str] = frozenset()
    is_refused: bool = True
    is_twofold: bool = False
    done: str = ""
    few: int = 1
    parts: int = 1
    is_signed: bool = False
    counts: Callable[[Contents], Contents] = dict
    check: Callable[[Cli], None] = lambda _: None

    def __str__(self) -> str:
        """Return the name, as the tests print it."""
        return self.name


def contents(folder: Path) -> Contents:
    """Return what a folder holds."""
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.relative_to(folder).parts[0] != ".git" or path == folder / ".git" / "config"
    }


def is_waiting(path: str) -> bool:
    """Tell whether a file is one that codetool keeps while it works: nobody else reads it."""
    return any(part.startswith(".codetool-") or part == "codetool-workspace" for part in Path(path).parts)


def _drafts(cli: Cli) -> None:
    cli.write("first.txt", FIRST)
    cli.write("second.txt", SECOND)


def _empty(cli: Cli) -> None:
    _drafts(cli)
    (cli.folder / "versions").mkdir()


def _stored(cli: Cli) -> None:
    _drafts(cli)
    for name, date in (("first.txt", "2020-01-01"), ("second.txt", "2021-01-01")):
        assert cli("import", name, "--date", date, "--work", "essai").code == 0


def _untidy(cli: Cli) -> None:
    _stored(cli)
    for date in ("2020-01-01", "2021-01-01"):
        path = cli.folder / STORE / f"{date}.fra.xml"
        path.write_text(path.read_text().replace("\n", "\n "))


def _faulty(cli: Cli) -> None:
    _stored(cli)
    for date in ("2020-01-01", "2021-01-01"):
        path = cli.folder / STORE / f"{date}.fra.xml"
        path.write_text(path.read_text().replace('eId="art_1-2"', 'eId="art_1-1"'))


def _in_git(cli: Cli) -> None:
    _stored(cli)
    cli.write(".gitattributes", "*.pdf binary\n")
    subprocess.run(["git", "init", "-q"], cwd=cli.folder, check=True)


def _rendered(cli: Cli) -> None:
    _stored(cli)
    cli.write("code.html", "an old edition")


def _merging(cli: Cli) -> None:
    _stored(cli)
    cli.write("ours.xml", (cli.folder / STORE / "2021-01-01.fra.xml").read_bytes())


def _site(cli: Cli) -> None:
    _stored(cli)
    assert cli("site", "-o", "site", "--forms", "html,text").code == 0
    assert cli("import", "first.txt", "--date", "2022-01-01", "--force").code == 0


def _sealed(cli: Cli) -> None:
    _stored(cli)
    assert cli("seal", "2020-01-01").code == 0


def _to_restore(cli: Cli) -> None:
    _sealed(cli)
    assert cli("seal", "2021-01-01").code == 0
    (cli.folder / "versions").rename(cli.folder / "old")


def _to_correct(cli: Cli) -> None:
    _sealed(cli)
    cli.write("corrected.txt", FIRST.replace("deux temps", "trois temps"))


def _to_renew(cli: Cli) -> None:
    _stored(cli)
    assert cli("seal", "2020-01-01").code == 0


_TIMED = frozenset({"inventory.json", "inventory.json.sha512", "record.json", "sealed.toml"})


def _timeless(found: Contents) -> Contents:
    """Leave out the bytes of what tells the hour of a sealing, or has a digest of that."""
    return {path: b"" if Path(path).name in _TIMED else content for path, content in found.items()}


_SIGNED = frozenset({".pdf", ".xades", ".p7s", ".tsr", ".txt", ".ocsp", ".crl", ".cer"})
_DIGEST = re.compile(r"[0-9a-f]{64}(?=\.)")


def _unsigned(found: Contents) -> Contents:
    """Leave out, too, the bytes of what is signed or stamped, and the names that are digests of what others answer."""
    return {
        _DIGEST.sub("*", path): b"" if path.startswith("archive/") and Path(path).suffix in _SIGNED else content
        for path, content in _timeless(found).items()
    }


def check_archive(cli: Cli) -> None:
    """The archive is a whole OCFL storage root, and the store knows of each sealing in it that was told as done."""
    if (cli.folder / "archive").is_dir():
        root = StorageRoot(root=str(cli.folder / "archive"))
        assert root.validate(log_warnings=False, log_errors=True), root.log
    for sealed in cli.folder.glob("versions/*/sealed.toml"):
        assert not list(check_sealed(sealed.parent))


def check_signed(cli: Cli) -> None:
    """The archive is whole, and every signature, stamp and renewal in it holds."""
    check_archive(cli)
    if (cli.folder / "archive").is_dir() and list((cli.folder / "archive").rglob("0=ocfl_object_1.1")):
        told = cli("verify", "--no-rebuild")
        assert told.code == 0, told
        assert "INTACT AND SIGNED." in told.out, told


_LIST = ("list",)

ROWS = (
    Row(name="import into nothing", prepare=_drafts, command=("import", "first.txt", "--date", "2020-01-01")),
    Row(
        name="import",
        prepare=_empty,
        command=("import", "first.txt", "--date", "2020-01-01", "--work", "essai"),
        reader=_LIST,
        few=3,
    ),
    Row(
        name="import --force",
        prepare=_stored,
        command=("import", "first.txt", "--date", "2021-01-01", "--force"),
        reader=_LIST,
        few=3,
    ),
    Row(
        name="adopt",
        prepare=_stored,
        command=("adopt", "2021-01-01", "--adopted", "2021-03-01"),
        reader=_LIST,
    ),
    Row(name="remove", prepare=_stored, command=("remove", "2021-01-01", "--reason", "faux"), reader=_LIST),
    Row(name="import -o", prepare=_drafts, command=("import", "first.txt", "--date", "2020-01-01", "-o", "x/out.xml")),
    Row(name="fmt", prepare=_untidy, command=("fmt",), reader=_LIST),
    Row(name="validate --fix", prepare=_faulty, command=("validate", "--fix", "--yes"), reader=_LIST,
        done="set right: "),
    Row(
        name="init",
        prepare=_in_git,
        command=("init", "neuf", "--draft", "first.txt", "--date", "2020-01-01"),
    ),
    Row(name="git-setup", prepare=_in_git, command=("git-setup",), is_refused=False),
    Row(
        name="render",
        prepare=_rendered,
        command=("render", "2021-01-01", "--format", "html", "-o", "code.html", "--force"),
    ),
    Row(
        name="merge",
        prepare=_merging,
        command=("merge", "2020-01-01", "ours.xml", "2020-01-01", "-o", "merged.xml"),
    ),
    Row(name="seal into nothing", prepare=_stored, command=("seal", "2020-01-01"), few=0, parts=6,
        counts=_timeless, check=check_archive),
    Row(name="seal", prepare=_sealed, command=("seal", "2021-01-01"), reader=("archive", "list"),
        parts=6, is_twofold=True, counts=_timeless, check=check_archive),
    Row(name="seal with a key", prepare=_sealed, command=("seal", "2021-01-01"), reader=("archive", "list"),
        few=0, parts=6, is_twofold=True, is_signed=True, counts=_unsigned, check=check_signed),
    Row(name="archive renew", prepare=_to_renew, command=("archive", "renew"), reader=("archive", "list"),
        few=2, is_refused=False, is_signed=True, counts=_unsigned, check=check_signed),
    Row(name="import --corrects", prepare=_to_correct, reader=_LIST, few=0,
        command=("import", "corrected.txt", "--date", "2020-01-01", "--corrects", "2020-01-01")),
    Row(name="archive restore", prepare=_to_restore, command=("archive", "restore"), few=0),
    Row(name="archive export", prepare=_to_restore, command=("archive", "export", "-o", "bag"), few=0,
        parts=4, is_refused=False),
    Row(name="archive export LABEL", prepare=_to_restore, command=("archive", "export", "2020-01-01", "-o", "version"),
        few=0),
    Row(
        name="site",
        prepare=_site,
        command=("site", "-o", "site", "--forms", "html,text"),
        passing=frozenset({"site/codetool-site.json"}),
    ),
)  # fmt: skip
