"""What git calls to merge a file: our merge where all three are Akoma Ntoso, git's own otherwise."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.paths import NAMED_PATH
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, SpokenCommand
from codetool.errors import CodetoolError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codetool.diff.merge_conflicts import Conflict


@click.command("git-merge", cls=SpokenCommand, hidden=True)
@click.argument("base", type=NAMED_PATH)
@click.argument("ours", type=NAMED_PATH)
@click.argument("theirs", type=NAMED_PATH)
@click.argument("path")
@click.argument("size", default="")
@click.argument("labels", nargs=-1)
def command(*, base: Path, ours: Path, theirs: Path, path: str, size: str, labels: tuple[str, ...]) -> int:
    """Merges THEIRS into OURS, as git asks of a merge driver: the result in OURS, exit code 1 where it conflicts."""
    from codetool.akn.read import read_expression
    from codetool.akn.write import write_expression
    from codetool.diff.merge import merge
    from codetool.store import load_file
    from codetool.store.writing import write_files

    sources = [load_file(name) for name in (base, ours, theirs)]
    if (kept := _keep_sealed(path, ours, theirs)) is not None:
        return kept
    try:
        sides = [read_expression(source.content, source.place) for source in sources]
    except CodetoolError:
        # Another vocabulary, or a file that both sides added: there is no text that both began from.
        return _merge_lines((ours, base, theirs), path, size, labels)
    merged = merge(*sides)
    write_files([(ours, write_expression(merged.expression))], replace=True)
    _tell(merged.conflicts, path)
    return DIFFERENT if merged.conflicts else DONE


def _keep_sealed(path: str, ours: Path, theirs: Path) -> int | None:
    """Keep a sealed version as it was sealed, whichever side has it so; None where the file is not sealed.

    Where neither side has it so, ours stays, and git is told that it conflicts.
    """
    from codetool.store.sealed import digest_of, sealed_entry
    from codetool.store.writing import write_files

    settings = current_settings()
    sealed = sealed_entry(settings.start / path)
    if sealed is None:
        return None
    told, code = "{path}: sealed since {day}, and kept as it was sealed", DONE
    if digest_of(ours) != sealed.sha512 and digest_of(theirs) == sealed.sha512:
        write_files([(ours, theirs.read_bytes())], replace=True)
    elif digest_of(ours) != sealed.sha512:
        told, code = "{path}: sealed since {day}, and neither side has what was sealed: the archive does", DIFFERENT
    click.echo(settings.translate(told).format(path=path, day=sealed.day), err=True)
    return code


def _tell(conflicts: "Sequence[Conflict]", path: str) -> None:
    """Say on stderr what contradicts itself, and what of it stands in the file."""
    from codetool.render.merge_view import merge_labels, name_conflict, tell_conflict

    settings = current_settings()
    labels = merge_labels(settings.language)
    for one in conflicts:
        what, left = tell_conflict(one, labels)
        told = settings.translate("{path}: conflict in {place}: {what}. {left}")
        click.echo(told.format(path=path, place=name_conflict(one), what=what, left=left), err=True)


def _merge_lines(files: tuple[Path, Path, Path], path: str, size: str, labels: tuple[str, ...]) -> int:
    # git before 2.44 does not know the names of the three versions, and gives their placeholders as they are.
    known = [label for label in labels if not label.startswith("%")]
    base, ours, theirs = known if len(known) == len(files) else ("base", "ours", "theirs")
    options = [part for label in (ours, base, theirs) for part in ("-L", f"{label}:{path}")]
    options += [f"--marker-size={size}"] if size.isdecimal() else []
    done = subprocess.run(  # noqa: S603 - a fixed command; the files are those that git named
        ["git", "merge-file", *options, "--", *map(str, files)],  # noqa: S607 - the user's own git
        check=False,
    )
    return DIFFERENT if done.returncode else DONE
