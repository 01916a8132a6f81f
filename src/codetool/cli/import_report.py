"""What `codetool import` says of its work: the words, the structure, the findings."""

from typing import TYPE_CHECKING, Any

import click

from codetool.cli.inputs import finding_row, tell_finding
from codetool.cli.settings import current_settings

if TYPE_CHECKING:
    from codetool.importers import Dropped, Imported, ImportRequest, LedgerWord


def tell_work(imported: "Imported", request: "ImportRequest") -> None:
    """Print on stderr which code the text was taken for: without --work the store or the profile decides that."""
    said = current_settings().translate("taken for {work}, version of {date}: {iri}")
    click.echo(said.format(work=request.work, date=request.date, iri=imported.expression.iri), err=True)


def tell_early_date(request: "ImportRequest") -> None:
    """Print a warning on stderr where the version is older than its Work: one of the two dates is then wrong."""
    from codetool.model.frbr import parse_iri

    begin = parse_iri(request.iri).date
    if request.date[: len(begin)] < begin:
        speak = current_settings().translate
        said = speak("warning: the version's date, {date}, is before the date of its Work, {begin}: check --date")
        click.echo(said.format(date=request.date, begin=begin), err=True)


def tell_structure(imported: "Imported") -> None:
    """Print the text as it was understood, to be checked before it is written."""
    from codetool.render import render_text

    click.echo(render_text(imported.expression))


def tell_findings(imported: "Imported", place: str) -> None:
    """Print what was noticed on the way, on stderr."""
    for found in imported.findings:
        tell_finding(found.in_file(place), err=True)


def tell_json(imported: "Imported", place: str) -> None:
    """Print words, structure and findings as JSON (`cli.md`)."""
    import json

    click.echo(json.dumps(_report_of(imported, place), ensure_ascii=False, indent=1))


def _report_of(imported: "Imported", place: str) -> dict[str, Any]:
    from dataclasses import asdict

    from codetool.importers import outline

    ledger = imported.ledger
    outlined = outline(imported.expression)
    return {
        "words": {
            "source": ledger.words_source,
            "result": ledger.words_result,
            "lost": [_row(word) for word in ledger.lost],
            "added": [_row(word) for word in ledger.added],
            "dropped": [_row(one) for one in ledger.dropped],
        },
        "structure": asdict(outlined) | {"counts": dict(outlined.counts)},
        "findings": [finding_row(found.in_file(place)) for found in imported.findings],
    }


def _row(one: "LedgerWord | Dropped") -> dict[str, Any]:
    """Return a value of the ledger without the places that it has not."""
    from dataclasses import asdict

    return {name: value for name, value in asdict(one).items() if value or name not in ("line", "page")}


def tell_words(imported: "Imported") -> None:
    """Print the words that differ, and the line that scripts read, on stderr."""
    ledger = imported.ledger
    speak = current_settings().translate
    for sentence, words in (
        ("lost: '{word}' (line {line})", ledger.lost),
        ("added: '{word}' (line {line})", ledger.added),
    ):
        for word in words:
            click.echo(speak(sentence).format(word=word.word, line=word.line), err=True)
    if not ledger.balanced:
        click.echo(speak("nothing was written: words differ between the source and the result"), err=True)
    # This line is a contract with scripts, the same in every language (cli.md).
    click.echo(
        f"words: {ledger.words_source} in the source, {ledger.words_result} in the result, "
        f"{len(ledger.lost)} lost, {len(ledger.added)} added",
        err=True,
    )
