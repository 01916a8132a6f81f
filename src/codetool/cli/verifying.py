"""What `codetool verify` does: looks at each thing that is named, one bad one stopping no other."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.archived import archive_folder, refuse_packed, seen_from
from codetool.cli.inputs import tell_error
from codetool.cli.progress import watching
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, FAILED
from codetool.cli.signing import find_trust
from codetool.cli.waiting import tell_waiting
from codetool.errors import ArchiveError, CodetoolError, SourceError, VersionError

if TYPE_CHECKING:
    from codetool.archive.verify.asked import Asked
    from codetool.archive.verify.report import Report, Unverifiable, Verdict, Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the options ask for: whom to trust, whether editions are made again, whether authorities are asked."""

    trust: tuple[Path, ...] = ()
    rebuild: bool = True
    fetch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found, what could not be verified, and what stopped it by the place that was named.

    `in_vain` are the places that were named and of which nothing at all could be verified, `absent` those at which
    nothing stands; `rebuild` tells whether
    editions were to be made again.
    """

    reports: "list[Report]" = field(default_factory=list)
    passed_over: "list[Unverifiable]" = field(default_factory=list)
    refused: dict[str, CodetoolError] = field(default_factory=dict)
    in_vain: list[str] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)
    rebuild: bool = True

    @property
    def code(self) -> int:
        """Return the exit code: altered, or else something that was named, or sealed, could not be verified."""
        if any(report.errors for report in self.reports):
            return DIFFERENT
        left_open = self.refused or self.in_vain or any(one.leaves_open for one in self.passed_over)
        return DONE if self.reports and not left_open else FAILED

    @property
    def verdict(self) -> "Verdict | None":
        """Return the verdict over all that was named, None where nothing could be verified."""
        from codetool.archive.verify.report import Verdict, worst

        if not self.reports:
            return None
        return Verdict.INTACT_UNPROVEN if self.code == FAILED else worst(self.reports, self.passed_over)

    def take(self, found: "Report | Unverifiable") -> None:
        """Keep what was found of one thing."""
        from codetool.archive.verify.report import Report

        self.reports.append(found) if isinstance(found, Report) else self.passed_over.append(found)


def verify_named(paths: tuple[Path, ...], wanted: Wanted) -> Looked:
    """Return what is found of each path."""
    from codetool.archive.verify.inputs import verify_path

    looked = Looked(rebuild=wanted.rebuild)
    with watching() as watch:
        asked = _asked(wanted, watch)
        for path in paths:
            try:
                if not os.path.lexists(path):
                    looked.absent.add(str(path))
                    raise _not_there(path)
                refuse_packed(path)
                before = len(looked.reports)
                for found in verify_path(path, asked):
                    looked.take(found)
                if len(looked.reports) == before:
                    looked.in_vain.append(str(path))
            except CodetoolError as error:
                looked.refused[str(path)] = error
                tell_error(error)
    return looked


def _not_there(path: Path) -> SourceError:
    from codetool.store.references import is_named

    remedy = "Check its name."
    if is_named(str(path)) and path.suffix not in {".xml", ".pdf"}:
        remedy = "To verify what is sealed give no name; to verify one version name its file."
    return SourceError("there is no such file or folder", remedy, place=str(path))


def verify_own(archive: Path | None, wanted: Wanted) -> Looked:
    """Return what is found of the archive beside the store, and of the store with it."""
    from codetool.archive.verify.report import Reason, Unverifiable
    from codetool.archive.verify.whole import verify_archive, verify_store
    from codetool.store import shown_path
    from codetool.store.lock import shared_reader

    home, store = archive_folder(archive, undoing=False), _store()
    start = current_settings().start
    looked = Looked(rebuild=wanted.rebuild)
    if _is_absent(home):
        return _without_archive(home, store, looked)
    if not os.access(home, os.R_OK | os.X_OK):
        looked.take(Unverifiable(place=shown_path(home, start), reason=Reason.UNREADABLE))
        return looked
    with watching() as watch, shared_reader(home, tell_waiting):
        report, chains = verify_archive(home, shown_path(home, start), _asked(wanted, watch))
        looked.take(report)
        if store is not None:
            looked.take(verify_store(store, _shown_store(store), chains))
    return looked


def _is_absent(home: Path) -> bool:
    """Tell whether there is no archive: no folder, or no file in it, and nothing that was interrupted."""
    from codetool.archive.root import WORKSPACE, is_nothing

    if not home.is_dir():
        return True
    return os.access(home, os.R_OK | os.X_OK) and is_nothing(home) and not os.path.lexists(home / WORKSPACE)


def _without_archive(home: Path, store: Path | None, looked: Looked) -> Looked:
    """Return what the store knows of an archive that is not there; raise ArchiveError where it knows of none."""
    from codetool.archive.verify.whole import verify_store

    report = verify_store(store, _shown_store(store), ()) if store else None
    if report is None or not report.findings:
        raise ArchiveError(
            "there is no archive here", "Name one with --archive, or begin one with codetool seal.", place=str(home)
        )
    looked.take(report)
    return looked


def _shown_store(store: Path) -> str:
    return str(seen_from(current_settings().start, store.absolute().parent) / store.name)


def _store() -> Path | None:
    from codetool.store import find_store

    settings = current_settings()
    try:
        return find_store(settings.start, settings.store, undoing=False)
    except VersionError:
        if settings.store is not None:
            raise
        return None


def _asked(wanted: Wanted, watch: "Watch") -> "Asked":
    from codetool.archive.verify.asked import Asked

    settings = current_settings()
    return Asked(
        at=settings.now, trust=find_trust(wanted.trust, undoing=False), rebuild=wanted.rebuild, fetch=wanted.fetch,
        processes=os.cpu_count() or 1, watch=watch, waiting=tell_waiting,
    )  # fmt: skip
