"""`codetool patch`: one side of a comparison made from the other."""

from pathlib import Path

import click

from codetool.cli.inputs import check_output, deliver, find_version, load_named
from codetool.cli.paths import NAMED_PATH
from codetool.cli.shell import DONE, SpokenCommand


@click.command("patch", cls=SpokenCommand)
@click.argument("old")
@click.argument("changes", type=NAMED_PATH, metavar="CHANGES.json")
@click.option("-o", "--output", type=NAMED_PATH, metavar="FILE", help="Where to write it; else stdout.")
@click.option("--reverse", is_flag=True, help="Go back: make the old version from the new one.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there; files under dist/ always are.")
def command(*, old: str, changes: Path, output: Path | None, reverse: bool, force: bool) -> int:
    r"""Makes the new version from the old one and the JSON of codetool diff.

    What is written is the canonical XML of the version that was compared, to the byte. A version other than the one
    compared is refused, and so are changes that were damaged or edited, or that show a reader something else than they
    do: nothing is written then.

    \b
    Examples:
      codetool patch old.xml changes.json -o new.xml
      codetool patch new.xml changes.json --reverse -o old.xml
    """
    from codetool.akn.canonical import canonical_text
    from codetool.diff.patch import apply_patch, reverse_patch
    from codetool.diff.patch_json import SIZE_LIMIT, read_patch
    from codetool.diff.patch_told import check_told

    source = find_version(old)
    comparison = load_named(changes, limit=SIZE_LIMIT)
    check_output(output, (source.place, comparison.place), force=force)
    patch = read_patch(comparison.content, comparison.place)
    text = canonical_text(source.content, source.place)
    made = apply_patch(reverse_patch(patch) if reverse else patch, text, source.place, comparison.place)
    check_told(patch, *((made, text) if reverse else (text, made)), comparison.place)
    deliver(made.encode(), output, force=force)
    return DONE
