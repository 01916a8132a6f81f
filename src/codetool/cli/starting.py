"""What `codetool init` does besides its files: git set up, a first text imported, everything or nothing."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE, FAILED

if TYPE_CHECKING:
    from codetool.store.git_drivers import Installed


def start_code(
    home: Path, files: "list[tuple[Path, bytes]]", draft: tuple[Path, str] | None
) -> "tuple[Installed | None, int]":
    """Write the files, import the first text, set up git; where one of them fails, the folder is as it was before."""
    from codetool.store.git_drivers import install_drivers, program_of
    from codetool.store.writing import missing_folders, write_files

    missing = {folder for path, _ in files for folder in missing_folders(path)}
    write_files(files, replace=False)
    drivers, done = None, FAILED
    try:
        patterns = _patterns(home)
        done = _import(home, *draft) if draft else DONE
        if patterns and done == DONE:
            drivers = install_drivers(home, program_of(sys.executable), patterns)
    except BaseException:
        done = FAILED
        raise
    finally:
        if done != DONE:
            _take_back(home, [path for path, _ in files], missing)
    return drivers, done


def _take_back(home: Path, files: "list[Path]", missing: "set[Path]") -> None:
    """Remove what was made: the files, all in `versions/` (it was empty), and the folders that were missing."""
    import shutil

    from codetool.store.writing import remove_empty

    for path in (*files, *(home / "versions").iterdir()):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    remove_empty(sorted(missing, reverse=True))


def _patterns(home: Path) -> tuple[str, ...]:
    """Return the files that git is to compare through codetool, those among them that it does; none without git."""
    from codetool.store.git_drivers import patterns_in_git, prefix_in_git

    prefix = prefix_in_git(home)
    if prefix is None:
        return ()
    ours = re.sub(r"\s", "?", f"{prefix}versions/**/*.xml")
    return tuple(dict.fromkeys((*patterns_in_git(home), ours)))


def _import(home: Path, draft: Path, date: str) -> int:
    from codetool.cli.importing import Job, run_job

    current_settings().store = home / "versions"
    job = Job(source=draft, output=None, dry_run=False, as_json=False, force=False)
    return run_job(job, "accept", {"date": date, "work": ""})
