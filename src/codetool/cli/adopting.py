"""What `codetool adopt` says of its work: what was taken out, what is left to be judged, what has no day yet."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import tell_finding
from codetool.cli.settings import current_settings
from codetool.errors import harmless

if TYPE_CHECKING:
    from codetool.store.adopted_cover import Told
    from codetool.store.adoption import AdoptedVersion


def tell_adopted(adopted: "AdoptedVersion", *, written: bool) -> None:
    """Say on stderr what became of a draft, and where the adopted text is."""
    tell_edits(adopted.told)
    for line in _days(adopted):
        click.echo(line, err=True)
    _tell_faults(adopted)
    speak = current_settings().translate
    values = {"path": adopted.version.path, "before": adopted.before.label}
    if not written:
        click.echo(speak("{path}: this would be written; nothing was").format(**values), err=True)
    elif not adopted.fresh:
        click.echo(speak("unchanged: {path} holds exactly this already").format(**values), err=True)
    elif adopted.version == adopted.before:
        click.echo(speak("completed: {path}").format(**values), err=True)
    else:
        click.echo(speak("adopted: {path}; the draft {before} stays as it was").format(**values), err=True)


def tell_edits(told: "Iterable[Told]") -> None:
    """Say on stderr what was taken out of a cover, and what on it a person has to judge."""
    for one in told:
        click.echo(_line(one), err=True)


def _line(told: "Told") -> str:
    from codetool.store.adopted_cover import Edit

    said = {
        Edit.STATUS: "taken out of the cover: “{text}”",
        Edit.TITLE: "the title “{text}” became “{became}”",
        Edit.NUMBER: "the number of the draft is not said any more: “{text}”",
        Edit.REMARKS: "comments of reviewers that stay with the draft: {text} ({became})",
        Edit.WORDS: "warning: the cover still says “{text}”: does that speak of a draft?",
        Edit.DATE: "warning: the cover still prints “{text}”, another date than that of the adoption",
    }[told.edit]
    return current_settings().translate(said).format(text=harmless(told.text), became=harmless(told.became))


def _days(found: "AdoptedVersion") -> Iterator[str]:
    """Yield what is odd about the days, and which are not known yet."""
    from codetool.store.decision import days_of

    speak = current_settings().translate
    days = days_of(found.expression)
    values = {"adopted": days.adopted, "published": days.published, "in_force": days.in_force}
    if days.in_force and days.in_force < days.adopted:
        yield speak("warning: in force on {in_force}, before the adoption on {adopted}").format(**values)
    elif days.in_force and days.in_force < days.published:
        yield speak("warning: in force on {in_force}, before the publication on {published}").format(**values)
    if not days.published:
        yield speak("not published yet: add the day with codetool adopt --published when it is")
    if not days.in_force:
        yield speak("not in force yet: add the day with codetool adopt --in-force when it is known")


def _tell_faults(adopted: "AdoptedVersion") -> None:
    """Print the errors of the adopted text, on stderr: they were the draft's, and now are the code's.

    Signs by which a reader is deceived are told too, where they are no errors.
    """
    from codetool.findings import Severity
    from codetool.validate import DECEPTIVE, check_source

    for found in check_source(adopted.content, str(adopted.version.path)):
        if found.severity is Severity.ERROR or found.code in DECEPTIVE:
            tell_finding(found, err=True)
