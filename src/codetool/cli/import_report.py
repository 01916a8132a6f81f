"""What `codetool import` says of its work: the words, the structure, the findings."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import click

from codetool.cli.inputs import finding_row, tell_finding
from codetool.cli.settings import current_settings
from codetool.errors import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codetool.importers import Dropped, Imported, ImportRequest, LedgerWord


def tell_work(imported: "Imported", request: "ImportRequest") -> None:
    """Print on stderr which code the text was taken for: without --work the store or the profile decides that."""
    speak = current_settings().translate
    said = speak("taken for {work}, version of {date}: {iri}")
    click.echo(said.format(work=request.work, date=request.date, iri=imported.expression.iri), err=True)


def tell_other_title(imported: "Imported", request: "ImportRequest") -> None:
    """Print a warning on stderr where the draft does not bear the name of the code that it was taken for.

    Any untitled text would be given that name, and a text of another name be filed among the versions of this code.
    """
    printed, title = imported.expression.printed_title, request.title
    if not title or _share_words(printed, title):
        return
    speak = current_settings().translate
    said = speak("warning: the draft is called '{printed}', and {work} '{title}': is it another code? Then give --work")
    if not printed:
        said = speak(
            "warning: the draft bears no title and was taken for '{title}': is it another code? Then give --work"
        )
    click.echo(said.format(printed=harmless(printed), work=request.work, title=title), err=True)


def _share_words(one: str, other: str) -> bool:
    """Tell whether two titles share most of the words of the shorter one, whatever their case and accents."""
    left, right = (_plain_words(title) for title in (one, other))
    return 2 * len(left & right) > min(len(left), len(right))


def _plain_words(title: str) -> frozenset[str]:
    bare = "".join(sign for sign in unicodedata.normalize("NFD", title.casefold()) if not unicodedata.combining(sign))
    return frozenset(word for word in re.findall(r"\w+", bare) if len(word) > _PARTICLE)


_PARTICLE = 3
"""Letters of words that say nothing of what a text is about: de, des, les, und."""


def tell_early_date(request: "ImportRequest") -> None:
    """Print a warning on stderr where the version is older than its Work: one of the two dates is then wrong."""
    from codetool.model.frbr import parse_iri

    begin = parse_iri(request.iri).date
    if request.date[: len(begin)] < begin:
        speak = current_settings().translate
        said = speak("warning: the version's date, {date}, is before the date of its Work, {begin}: check --date")
        click.echo(said.format(date=request.date, begin=begin), err=True)


def tell_findings(imported: "Imported", place: str) -> None:
    """Print what was noticed on the way, on stderr."""
    for found in imported.findings:
        tell_finding(found.in_file(place), err=True)


def tell_dropped(imported: "Imported") -> None:
    """Print what the reader left out on purpose, on stderr, each kind and text once."""
    speak = current_settings().translate
    for one in _gathered(imported.ledger.dropped):
        said = speak("left out: {what}: {text}").format(
            what=speak(_DROPPED[one.kind.value]), text=harmless(_cut(one.text))
        )
        places = [
            speak("page {page}").format(page=one.page) if one.page else "",
            speak("{count} times").format(count=one.count) if one.count > 1 else "",
        ]
        after = ", ".join(place for place in places if place)
        click.echo(f"{said} ({after})" if after else said, err=True)


def _gathered(dropped: "Iterable[Dropped]") -> "Iterator[Dropped]":
    """Yield what was dropped at several places once, where it comes first, with their number."""
    from dataclasses import replace

    alike: dict[tuple[str, str], list[Dropped]] = {}
    for one in dropped:
        alike.setdefault((one.kind.value, one.text), []).append(one)
    for first, *others in alike.values():
        yield replace(first, count=first.count + sum(other.count for other in others))


_DROPPED = {
    # Kinds of what a reader leaves out, as a person calls them.
    "header": "header",
    "footer": "footer",
    "page-number": "page number",
    "line-number": "line numbers in the margin",
    "hyphen": "hyphen at the end of a line",
    "contents": "table of contents",
    "picture": "picture",
    "macro": "macros",
    "object": "embedded object",
    "hidden": "hidden text",
    "script": "script",
    "ruby": "reading aid above the words",
    "markup": "markup",
}


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def tell_json(sides: list["Imported"], place: str) -> None:
    """Print words, structure and findings as JSON (`cli.md`); those of an original stand beside the revised text's."""
    import json

    report = _report_of(sides[-1], place)
    if len(sides) > 1:
        report["original"] = _report_of(sides[0], place)
    click.echo(json.dumps(report, ensure_ascii=False, indent=1))


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
            said = speak(sentence).format(word=harmless(word.word), line=word.line)
            click.echo(said + (f", {speak('page {page}').format(page=word.page)}" if word.page else ""), err=True)
    if not ledger.balanced:
        click.echo(speak("nothing was written: words differ between the source and the result"), err=True)
    # This line is a contract with scripts, the same in every language (cli.md).
    click.echo(
        f"words: {ledger.words_source} in the source, {ledger.words_result} in the result, "
        f"{len(ledger.lost)} lost, {len(ledger.added)} added",
        err=True,
    )
