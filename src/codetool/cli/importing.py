"""One import from the source to the store, and what is said of it; two where both sides of tracked changes count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.adopting import tell_edits
from codetool.cli.import_report import (
    tell_dropped,
    tell_early_date,
    tell_findings,
    tell_json,
    tell_other_title,
    tell_words,
    tell_work,
)
from codetool.cli.import_tree import tell_structure
from codetool.cli.inputs import save_results
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE
from codetool.errors import RequestError

if TYPE_CHECKING:
    from codetool.cli.correcting import Corrected
    from codetool.importers import Imported, ImportRequest, Tracked
    from codetool.model.markup import Node, Tagged
    from codetool.store import Source
    from codetool.store.adopted_cover import Told

ORIGINAL, REVISED = "original", "revised"
"""The variants of the two sides of tracked changes; in the order of the alphabet the revised text is the later one."""
_DECIDED = frozenset({"changes-accepted", "changes-rejected"})
"""The findings that say on which side of tracked changes the text was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the command line asks for, beside the text's identity.

    `shown` is the store as messages name it; `then` is called when all is written, and before it is told.
    """

    source: Path
    output: Path | None
    dry_run: bool
    as_json: bool
    force: bool
    corrected: "Corrected | None" = None
    shown: Path | None = None
    then: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A text that was imported, and where it goes."""

    imported: "Imported"
    request: "ImportRequest"
    output: Path | None
    told: "tuple[Told, ...]" = ()


def run_job(job: Job, tracked: str, options: Mapping[str, str]) -> int:
    """Import what was asked for, say what became of it, and return the exit code."""
    from codetool.store import load_file
    from codetool.store.intake import make_request, only_work

    store = _store()
    presumed = not options["work"] and (job.output or not only_work(store))
    request = make_request(options, store)
    read = load_file(job.source)
    _refuse_itself(job)
    sides = _sides(job, read, request, tracked)
    whole = all(side.imported.ledger.balanced for side in sides)
    # Written first, told last: where it is refused, nothing is reported as if it were done.
    written = _write(sides, read, job) if whole and not job.dry_run else []
    if whole:
        job.then()
    if presumed:
        tell_work(sides[-1].imported, request)
    if not options.get("work") and not options.get("title"):
        tell_other_title(sides[-1].imported, request)
    tell_early_date(request)
    _tell(job, sides, read.place)
    for said in written:
        click.echo(said, err=True)
    for side in sides:
        tell_words(side.imported)
    return DONE if whole else DIFFERENT


def _sides(job: Job, read: "Source", request: "ImportRequest", tracked: str) -> list[Side]:
    """Return the one text that is asked for, or the original and the revised one where they differ."""
    from codetool.importers import Tracked

    if tracked != "both":
        imported = _imported(read, request, Tracked(tracked))
        told: tuple[Told, ...] = ()
        if job.corrected:
            imported, told = job.corrected.correct(imported, request)
        return [Side(imported=imported, request=request, output=job.output, told=told)]
    original = _side(job, read, request, ORIGINAL, Tracked.REJECT)
    revised = _side(job, read, request, REVISED, Tracked.ACCEPT)
    if _text(original) != _text(revised):
        return [original, revised]
    click.echo(current_settings().translate("the source has no tracked changes: it makes one version"), err=True)
    imported = _undecided(_imported(read, request, Tracked.ACCEPT))
    return [Side(imported=imported, request=request, output=job.output)]


def _text(side: Side) -> list["Node"]:
    """Return what a reader sees of a side, marked up: all but metadata, its own and its annexes'."""
    return _without_meta(side.imported.expression.document)


def _without_meta(element: "Tagged") -> list["Node"]:
    from codetool.model.markup import Element

    children = element.children if isinstance(element, Element) else ()
    return [
        replace(child, children=tuple(_without_meta(child))) if isinstance(child, Element) else child
        for child in children
        if not (isinstance(child, Element) and child.name == "meta")
    ]


def _side(job: Job, read: "Source", request: "ImportRequest", variant: str, tracked: "Tracked") -> Side:
    named = replace(request, variant="-".join(part for part in (request.variant, variant) if part))
    output = job.output.with_suffix(f".{variant}{job.output.suffix}") if job.output else None
    imported = _undecided(_imported(read, named, tracked))
    return Side(imported=imported, request=named, output=output)


def _imported(read: "Source", request: "ImportRequest", tracked: "Tracked") -> "Imported":
    """Return an import with what was found on the way, and the signs by which its reader would be deceived."""
    from codetool.importers import import_source
    from codetool.validate import check_signs

    imported = import_source(read.content, read.place, request, tracked)
    signs = (one.in_file(read.place) for one in check_signs(imported.expression))
    return replace(imported, findings=(*imported.findings, *signs))


def _undecided(imported: "Imported") -> "Imported":
    """Return an import of one of both sides: that its changes were accepted or rejected is then no news."""
    return replace(imported, findings=tuple(one for one in imported.findings if one.code not in _DECIDED))


def _tell(job: Job, sides: list[Side], place: str) -> None:
    if job.as_json:
        tell_json([side.imported for side in sides], place)
        return
    for side in sides:
        tell_findings(side.imported, place)
        tell_edits(side.told)
        tell_dropped(side.imported)
        if job.dry_run:
            tell_structure(side.imported)


def _store() -> Path | None:
    from codetool.errors import VersionError
    from codetool.store import find_store, shown_path

    settings = current_settings()
    try:
        return Path(shown_path(find_store(settings.start, settings.store), settings.start))
    except VersionError:
        return settings.store


def _refuse_itself(job: Job) -> None:
    """Raise where the result would take the place of the draft: no copy of it would be left."""
    if job.output and job.output.exists() and job.output.samefile(job.source):
        raise RequestError("the result would replace the draft that it is made from", "Name another file with -o.")


def _write(sides: list[Side], read: "Source", job: Job) -> list[str]:
    """Write the versions, all or none, and return what is to be said of each."""
    from codetool.akn.write import write_expression
    from codetool.cli.waiting import tell_waiting
    from codetool.store.intake import keep_imports

    outputs = [(side.output, write_expression(side.imported.expression)) for side in sides if side.output]
    if outputs:
        return save_results(outputs, force=job.force)
    asked = [(side.imported, side.request) for side in sides]
    store = _store() or Path("versions")
    kept = keep_imports(store, asked, read, force=job.force, waiting=tell_waiting)
    speak = current_settings().translate
    return [
        speak(
            "kept: {path}, source in {source}" if one.fresh else "unchanged: {path} holds exactly this already"
        ).format(**{name: (job.shown or store) / path.relative_to(store) for name, path in paths.items()})
        for one, paths in ((one, {"path": one.version, "source": one.source}) for one in kept)
    ]
