"""Drivers in a git repository: which files git compares and merges through codetool, and by which commands."""

import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from codetool.errors import OutputError, RequestError, VersionError
from codetool.store.files import load_file
from codetool.store.references import ARCHIVE
from codetool.store.sealed import SEALED_FILE
from codetool.store.writing import confirm, write_files

BEGIN, END = "# codetool: begin", "# codetool: end"
"""The lines around ours in .gitattributes; all else in it is the user's own."""

_KEPT = " -text"
"""What follows a pattern of files whose line ends git does not convert."""
_WHOLE = " -text -merge"
"""What follows a pattern of files that git does not merge line by line either: it leaves one side whole."""
_SECTIONS = ("diff.codetool", "merge.codetool")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What was changed: the top folder of the working tree, the lines of .gitattributes, the keys of the settings."""

    top: Path
    attributes: tuple[str, ...]
    keys: tuple[str, ...]


def install_drivers(start: Path, program: str, patterns: tuple[str, ...], kept: tuple[str, ...] = ()) -> Installed:
    """Return what was changed so that git calls `program` for files of the patterns; nothing the second time.

    Files of the patterns in `kept` it leaves byte for byte as they are, whatever it does to line ends elsewhere; in
    those of an archive, and in the lists of what was sealed, it combines no lines of two sides.
    """
    top = _top(start)
    _refuse_patterns(patterns)
    wanted = {
        "diff.codetool.command": f"{program} git-diff",
        "diff.codetool.textconv": f"{program} git-text",
        "merge.codetool.name": "codetool merges Akoma Ntoso article by article",
        "merge.codetool.driver": f"{program} git-merge %O %A %B %P %L %S %X %Y",
    }
    changed = tuple(key for key, value in wanted.items() if _value(top, key) != value)
    lines = (
        *(f"{pattern} diff=codetool merge=codetool" for pattern in patterns),
        *(line for one in kept for line in _keeping(one)),
    )
    before = tuple(_ours(_attributes(top)))
    rewritten = _rewrite(top, lines)  # first: where it is refused, the settings are as they were
    try:
        for key in changed:
            _set(top, key, wanted[key])
    except OutputError:
        _rewrite(top, before)
        raise
    return Installed(top=top, attributes=lines if rewritten else (), keys=changed)


def _keeping(pattern: str) -> tuple[str, ...]:
    """Return the lines of a pattern of files that git leaves as they are: an archive's, or a store's."""
    if pattern.endswith(f"{ARCHIVE}/**"):
        return (pattern + _WHOLE,)
    return pattern + _KEPT, f"{pattern}/{SEALED_FILE}{_WHOLE}"


def _refuse_patterns(patterns: tuple[str, ...]) -> None:
    """Raise RequestError for a pattern that git would read as something else."""
    for pattern in patterns:
        # git takes a space for the end of the pattern, and ! and # for something else.
        if not pattern or pattern[0] in "!#" or any(char.isspace() or ord(char) < ord(" ") for char in pattern):
            raise RequestError(
                "git cannot take “{pattern}” for a pattern of files",
                "Write it without spaces, and not with ! or # first; ? stands for any sign.",
                pattern=" ".join(pattern.split()),
            )


def remove_drivers(start: Path) -> Installed:
    """Return what was taken out again: our settings and our lines, nothing else."""
    top = _top(start)
    removed = tuple(section for section in _SECTIONS if _git(top, "config", "--local", "--remove-section", section)[0])
    lines = tuple(_ours(_attributes(top)))
    return Installed(top=top, attributes=lines if _rewrite(top, ()) else (), keys=removed)


def program_of(executable: str) -> str:
    """Return the command by which git's shell calls this program, wherever it is run from.

    git runs it in the top folder of the working tree. Without -P, Python would take a file there that bears the name of
    a module (`click.py`) for that module, and run what anybody may have put into the repository.
    """
    return f"{shlex.quote(executable)} -P -m codetool"


def prefix_in_git(folder: Path) -> str | None:
    """Return where a folder lies in a git repository, such as `codes/`; None where there is none, or no git."""
    try:
        found, output = _git(folder, "rev-parse", "--show-prefix")
    except VersionError:
        return None
    return output.removesuffix("\n") if found else None


def patterns_in_git(folder: Path) -> tuple[str, ...]:
    """Return the patterns of files that git compares and merges through codetool already."""
    lines = _ours(_attributes(_top(folder)))
    return tuple(line.split()[0] for line in lines if line.strip() and not line.endswith((_KEPT, _WHOLE)))


def kept_in_git(start: Path, folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the patterns of files that git leaves as they are: those that are so already, and those of the folders.

    A folder that does not lie in the repository of `start` has none.
    """
    top = _top(start)
    lines = [line for line in _ours(_attributes(top)) if line.endswith((_KEPT, _WHOLE))]
    already = (line.split()[0] for line in lines if not line.endswith(f"/{SEALED_FILE}{_WHOLE}"))
    return tuple(dict.fromkeys((*already, *(found for folder in folders if (found := _pattern_of(folder, top))))))


def _pattern_of(folder: Path, top: Path) -> str:
    prefix = prefix_in_git(folder.parent)
    if prefix is None or _top(folder.parent) != top:
        return ""
    # What git would take for more than a name in a pattern; ? stands for any one sign.
    return re.sub(r"[\s!\"#*?\[\]\\]", "?", f"{prefix}{folder.name}", flags=re.ASCII) + "/**"


def _top(start: Path) -> Path:
    found, output = _git(start, "rev-parse", "--show-toplevel")
    if found and output.strip():
        return Path(output.strip())
    if _git(start, "rev-parse", "--is-bare-repository")[1].strip() == "true":
        raise VersionError(
            "this is a bare git repository, without files to compare", "Run it in a clone.", place=str(start)
        )
    raise VersionError("this is no git repository", "Go to its folder, or make one with git init.", place=str(start))


def _git(folder: Path, *arguments: str) -> tuple[bool, str]:
    """Return whether git did what it was asked, and what it printed."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands
            ["git", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            capture_output=True,
            check=False,
            text=True,
        )
    except OSError as error:
        raise VersionError("git is not installed", "Install git first.", place=str(folder)) from error
    return done.returncode == 0, done.stdout


def _set(top: Path, key: str, value: str) -> None:
    if not _git(top, "config", "--local", "--replace-all", key, value)[0]:
        raise OutputError(
            "git does not keep the setting {name}", "See what git config says of it.", place=str(top), name=key
        )


def _value(top: Path, key: str) -> str:
    return _git(top, "config", "--local", "--get", key)[1].removesuffix("\n")


def _attributes(top: Path) -> str:
    path = top / ".gitattributes"
    return load_file(path).content.decode("utf-8", "surrogateescape") if path.exists() else ""


def _ours(text: str) -> list[str]:
    _, begin, rest = text.partition(f"{BEGIN}\n")
    return rest.partition(f"{END}\n")[0].splitlines() if begin else []


def _rewrite(top: Path, lines: tuple[str, ...]) -> bool:
    """Put our lines into .gitattributes, none takes them out; tell whether that changed it."""
    text = _attributes(top)
    before, begin, rest = text.partition(f"{BEGIN}\n")
    after = rest.partition(f"{END}\n")[2] if begin else ""
    block = "".join(f"{line}\n" for line in (BEGIN, *lines, END)) if lines else ""
    if block and before and not before.endswith("\n"):
        before += "\n"
    wanted = before + block + after
    if wanted == text:
        return False
    path = top / ".gitattributes"
    if wanted:
        write_files([(path, wanted.encode("utf-8", "surrogateescape"))], replace=True)
    else:
        path.unlink()
        confirm([top])
    return True
