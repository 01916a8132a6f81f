"""What `codetool init` does besides its files: git set up, a first text imported, everything or nothing."""

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE
from codetool.cli.waiting import tell_waiting
from codetool.errors import OutputError

if TYPE_CHECKING:
    from codetool.store.git_drivers import Installed
    from codetool.store.transaction import Change

_STORE = "versions"


def start_code(
    home: Path, files: Sequence[tuple[Path, bytes]], draft: tuple[Path, str] | None
) -> "tuple[Installed | None, int]":
    """Write the files, import the first text, set up git; where one of them fails, the folder is as it was before."""
    from codetool.store.git_drivers import remove_drivers
    from codetool.store.transaction import writing_into

    drivers: list[Installed] = []
    try:
        with writing_into(home, waiting=tell_waiting) as writer, writer.change() as change:
            patterns = _patterns(home)
            for path, content in files:
                change.put(path.relative_to(home), content)

            def finish() -> None:
                drivers.extend(_install(home, patterns))
                change.make()

            if draft:
                done = _import(home, change, files, draft, finish)
            else:
                finish()
                done = DONE
            if done != DONE:
                change.give_up()
    except BaseException:
        # Where the code stands, the disk alone did not confirm it: git stays set up for it, since no second init can.
        stands = all(path.exists() for path, _ in files)
        for installed in () if stands else drivers:
            if installed.attributes and installed.keys:  # git knew nothing of us before
                remove_drivers(installed.top)
        raise
    return next(iter(drivers), None), done


def _import(
    home: Path,
    change: "Change",
    files: Sequence[tuple[Path, bytes]],
    draft: tuple[Path, str],
    finish: Callable[[], None],
) -> int:
    """Import the first text into a store of its own, and let the new code have what that holds then."""
    from codetool.cli.importing import Job, run_job

    code, (source, date) = change.scratch(), draft
    for path, content in files:
        copy = code / path.relative_to(home)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(content)

    def keep() -> None:
        for folder in sorted(path for path in (code / _STORE).iterdir() if path.is_dir()):
            folder.rename(change.stage(f"{_STORE}/{folder.name}"))
        finish()

    current_settings().store = code / _STORE
    job = Job(source=source, output=None, dry_run=False, as_json=False, force=False, shown=home / _STORE, then=keep)
    try:
        return run_job(job, "accept", {"date": date, "work": ""})
    except OutputError as error:
        error.place = error.place.replace(str(code), str(home))  # as the user knows it
        raise


def _install(home: Path, patterns: tuple[str, ...]) -> "list[Installed]":
    from codetool.store.git_drivers import install_drivers, kept_in_git, program_of

    if not patterns:
        return []
    kept = kept_in_git(home, (home / "versions", home / "archive"))
    return [install_drivers(home, program_of(sys.executable), patterns, kept)]


def _patterns(home: Path) -> tuple[str, ...]:
    """Return the files that git is to compare through codetool, those among them that it does; none without git."""
    from codetool.store.git_drivers import patterns_in_git, prefix_in_git

    prefix = prefix_in_git(home)
    if prefix is None:
        return ()
    ours = re.sub(r"\s", "?", f"{prefix}versions/**/*.xml")
    return tuple(dict.fromkeys((*patterns_in_git(home), ours)))
