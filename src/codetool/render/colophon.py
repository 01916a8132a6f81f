"""The last page of a book: what it is, of when, from whom, and how to check that it is what it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from codetool import __version__
from codetool.model.expression import Expression
from codetool.render.imprint import Imprint
from codetool.render.templates import Labels
from codetool.render.view import View

GROUP = 8
"""Digits of a digest that are read in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of the colophon: a label and what it says; `code` marks what is copied, not read."""

    label: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Colophon:
    """The facts about a book, the digests of what it was made from with what each is of, and who made it.

    `checks` are the commands that give the digest again; none where the source is not in the file.
    """

    facts: tuple[Fact, ...]
    digests: tuple[tuple[str, tuple[str, ...]], ...]
    checks: tuple[Fact, ...]
    program: str


def colophon_of(expression: Expression, view: View, imprint: Imprint, digest: str) -> Colophon:
    """Return the colophon of an edition; `digest` is that of the source, else of the canonical XML."""
    labels = view.labels
    has_source = bool(imprint.source)
    return Colophon(
        facts=tuple(_facts(expression, view, imprint)),
        digests=((labels["digest_source"] if has_source else labels["digest_canonical"], grouped(digest)),),
        checks=checks_of(labels) if has_source else (),
        program=program_name(),
    )


def _facts(expression: Expression, view: View, imprint: Imprint) -> Iterator[Fact]:
    labels = view.labels
    told = (
        ("work", view.title),
        ("version", view.day),
        *((key, labels.date(day)) for key, day in _days(expression)),
        ("state", f"{view.mark}. {labels['draft_note']}" if view.mark else view.status),
        ("language", labels["language_name"] if labels.language == view.language else view.language),
        ("publisher", imprint.look.publisher or view.author),
    )
    yield from (Fact(label=labels[key], value=value) for key, value in told if value)
    addresses = (("identifier", view.iri), ("address", imprint.address))
    yield from (Fact(label=labels[key], value=value, code=True) for key, value in addresses if value)


_NAMES = (("adopted", "adopt"), ("published", "publi"))
"""What stands in the name of a date, or in what a step of the workflow refers to, that is one of ours."""


def _days(expression: Expression) -> Iterator[tuple[str, str]]:
    """Yield the days of adoption, publication and force, as far as the metadata say them."""
    found = expression.identification
    said = [(name.lower(), day) for level in (found.expression, found.work) for day, name in level.dates]
    said += [(step.refers_to.lower(), step.date) for step in expression.lifecycle.steps]
    for key, mark in _NAMES:
        if day := next((day for name, day in said if mark in name), ""):
            yield key, day
    if day := expression.lifecycle.in_force_from():
        yield "in_force", day


def grouped(digest: str) -> tuple[str, ...]:
    """Return a digest in groups that the eye can compare.

    >>> grouped("00112233445566778899aabb")
    ('00112233', '44556677', '8899aabb')
    """
    return tuple(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))


def checks_of(labels: Labels) -> tuple[Fact, ...]:
    """Return the commands that give the digest of the source, by system."""
    name = labels["source_file"]
    return (
        Fact(label="Linux", value=f"sha256sum {name}", code=True),
        Fact(label="macOS", value=f"shasum -a 256 {name}", code=True),
        Fact(label="Windows", value=f"certutil -hashfile {name} SHA256", code=True),
    )


def program_name() -> str:
    """Return the name of the program and its version."""
    return f"codetool {__version__}"
