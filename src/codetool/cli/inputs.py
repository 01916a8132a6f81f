"""What commands share: a VERSION found and read, a result written or printed."""

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.json_rows import FindingRow
from codetool.cli.settings import current_settings
from codetool.errors import RequestError, SourceError, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codetool.errors import CodetoolError
    from codetool.findings import Finding
    from codetool.model.expression import Expression
    from codetool.store import Source


_COMMANDS = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that XML allows and a terminal obeys, those that turn the order of letters among them.

Those before the space, which XML does not allow, are our own colours.
"""

STDIN = "-"
"""What standard input is named by, and standard output where a result is to go."""


def find_version(reference: str) -> "Source":
    """Return the bytes that VERSION names; raise a CodetoolError where there are none."""
    from codetool.store import find_source

    if reference == STDIN:
        return _read_stdin()
    settings = current_settings()
    return find_source(reference, start=settings.start, store=settings.store, today=settings.today)


def load_named(path: Path, place: str = "", *, limit: int = 0) -> "Source":
    """Return the bytes of a file that the user names, of a pipe, or of standard input where it is named `-`."""
    from codetool.store import load_file

    return _read_stdin(limit) if str(path) == STDIN else load_file(path, place, limit=limit, streams=True)


def _read_stdin(limit: int = 0) -> "Source":
    from codetool.store import read_stream

    if sys.stdin is None:  # closed by the shell (<&-)
        raise SourceError("standard input is closed", "Send the text into it, or name a file.", place=STDIN)
    return read_stream(sys.stdin.buffer, STDIN, limit)


def read_version(reference: str) -> tuple["Source", "Expression"]:
    """Return the bytes and the Expression that VERSION names."""
    from codetool.akn.read import read_expression

    source = find_version(reference)
    return source, read_expression(source.content, source.place)


def deliver(content: str | bytes, output: Path | None, *, force: bool) -> None:
    """Write a result to `output`, or to stdout where no file is named; say on stderr what was written."""
    if output is None or str(output) == STDIN:
        page(content) if isinstance(content, str) else sys.stdout.buffer.write(content)
        return
    click.echo(save_result(content, output, force=force), err=True)


def refuse_terminal(form: str, output: Path | None) -> None:
    """Raise RequestError where a result that nobody can read as text would be written to a terminal."""
    if form not in {"pdf", "docx"} or not on_terminal() or (output is not None and str(output) != STDIN):
        return
    if form == "pdf":
        raise RequestError("a PDF is not for a terminal", "Name a file: -o FILE.")
    raise RequestError("a Word document is not for a terminal", "Name a file: -o FILE.")


def on_terminal() -> bool:
    """Tell whether results are read on a terminal."""
    return sys.stdout.isatty()


def check_output(output: Path | None, sources: "Iterable[str]", *, force: bool) -> None:
    """Raise a CodetoolError where a result could not be written to `output`, or would replace one of its sources."""
    from codetool.store.enclosing import check_outside
    from codetool.store.sealed import check_unsealed
    from codetool.store.writing import check_place, told_of

    if output is None or str(output) == STDIN:
        return
    start = current_settings().start
    with suppress(RuntimeError):  # links that lead in a circle are told when they are written to
        if output.resolve() in {(start / source).resolve() for source in sources}:
            raise RequestError(
                "the result would replace the file that it is made from",
                "Name another file with -o.",
                place=str(output),
            )
    with told_of(output):
        check_unsealed(output)
        check_outside(output)
        check_place(output, replace=force or is_in_dist(output))


def save_result(content: str | bytes, output: Path, *, force: bool) -> str:
    """Write a result to a file and return what is to be said of it."""
    return save_results([(output, content.encode() if isinstance(content, str) else content)], force=force)[0]


def save_results(results: "Sequence[tuple[Path, bytes]]", *, force: bool) -> list[str]:
    """Write results to files, all or none, and return what is to be said of each."""
    from codetool.store.writing import write_files

    write_files(results, replace=force or all(is_in_dist(output) for output, _ in results))
    speak = current_settings().translate
    return [
        speak("written: {path} ({size} bytes)").format(path=output, size=len(written)) for output, written in results
    ]


def is_in_dist(output: Path) -> bool:
    """Tell whether a file is under dist/, where everything is made again and again."""
    # Editions in dist/ are made again and again (cli.md); anywhere else a file is replaced on demand only. What counts
    # is where the file truly is: dist/../code.html is not in it, nor is what a link in it leads to.
    try:
        place = output.resolve()
    except RuntimeError:  # links that lead in a circle
        return False
    here = current_settings().start.resolve()
    return place.is_relative_to(here) and "dist" in place.relative_to(here).parent.parts


def page(text: str) -> None:
    """Print a text; on a terminal that is too small for it, through the pager."""
    settings = current_settings()
    if sys.stdout.isatty():
        text = _COMMANDS.sub("\ufffd", text)
    lines = text.count("\n") + 1
    if sys.stdout.isatty() and lines > terminal_height():
        click.echo_via_pager(text, color=settings.colored)
    else:
        click.echo(text, color=settings.colored, nl=not text.endswith("\n"))


def terminal_height() -> int:
    """Return the terminal's height in lines."""
    import shutil

    return shutil.get_terminal_size().lines


def terminal_width(most: int = 100) -> int:
    """Return the width to set text in: the terminal's, 80 where there is none, never over `most`."""
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, most)


def tell_error(error: "CodetoolError") -> None:
    """Print the one line of an error that stops one document, not the others."""
    settings = current_settings()
    click.echo(click.style("codetool: ", bold=True) + settings.told(error), err=True, color=settings.colored)


def tell_finding(found: "Finding", *, err: bool = False) -> None:
    """Print one finding: place, severity, fact, remedy, and its code."""
    settings = current_settings()
    place = harmless(":".join(part for part in (found.file, str(found.line or ""), found.eid) if part))
    style = {"error": {"fg": "red", "bold": True}, "warning": {"fg": "yellow"}}.get(found.severity.value, {})
    grade = click.style(settings.translate(found.severity.value), **style)  # type: ignore[arg-type]
    clause = f", {found.clause}" if found.clause else ""
    remedy = found.remedied(settings.language)
    told = harmless(
        f"{found.told(settings.language, settings.translate)}. {remedy}{' ' if remedy else ''}[{found.code}{clause}]"
    )
    click.echo(f"{place}: {grade}: {told}" if place else f"{grade}: {told}", err=err, color=settings.colored)


def finding_row(found: "Finding") -> FindingRow:
    """Return a finding as a row of JSON, its keys as in `cli.md`."""
    return FindingRow(
        code=found.code,
        severity=found.severity.value,
        file=found.file,
        line=found.line,
        eid=found.eid,
        message=found.message,
        clause=found.clause,
        remedy=found.remedy,
    )
