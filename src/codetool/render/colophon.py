"""The last page of a book: what it is, of when, from whom, and how to check that it is what it says."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from codetool.render.carried import MATCHES
from codetool.render.facts import version_named
from codetool.render.imprint import Imprint
from codetool.render.pdf.record import Record, Relation
from codetool.render.recipe import RECIPE_FILE
from codetool.render.sealing import Seal, told_sealing
from codetool.render.templates import Labels
from codetool.render.typography import plain
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

    `howto` says how to get at the source, `checks` are the commands that give its digest again, `also` names the other
    files that it carries; all are empty where the source is not in the file. `seal` tells who sealed it.
    """

    title: str
    facts: tuple[Fact, ...]
    digests: tuple[tuple[str, tuple[str, ...]], ...]
    check: str
    howto: str
    checks: tuple[Fact, ...]
    maker: str
    also: str = ""
    seal: Seal | None = None


def colophon_of(view: View, imprint: Imprint, record: Record) -> Colophon:
    """Return the colophon of an edition, whose digest is that of the source, else of the canonical XML."""
    labels, carried = view.labels, [one.name for one in record.sources]
    name = labels["digest_source"] if carried else labels["digest_canonical"]
    return Colophon(
        title=labels["colophon"],
        check=labels["verify"],
        facts=tuple(_facts(view, imprint)),
        digests=((name, grouped(record.digest)),),
        howto=told(labels, "verify_text", file=carried[0]) if carried else "",
        checks=checks_of((carried[0],)) if carried else (),
        maker=told(labels, "made_by" if carried else "made_bare", program=imprint.program),
        also=_also(labels, carried[1:]),
        seal=told_sealing(imprint.sealing, labels),
    )


def comparison_colophon(
    labels: Labels, facts: tuple[Fact, ...], digests: Mapping[str, str], record: Record, imprint: Imprint
) -> Colophon:
    """Return the colophon of a comparison: `digests` of the two texts by their names, and of what the PDF carries.

    Besides the texts, the reviewer's decisions change what it tells: their digest is printed too.
    """
    texts = tuple(
        (f"{name} – {labels['digest_canonical']}", grouped(digest)) for name, digest in digests.items() if digest
    )
    shown = {one.name: one.content for one in record.sources if one.relation is Relation.SOURCE or one.name == MATCHES}
    sources = tuple(
        (f"{name} – {labels['digest_source']}", grouped(sha256(content).hexdigest())) for name, content in shown.items()
    )
    both = tuple(one.name for one in record.sources if one.relation is Relation.SOURCE)
    return Colophon(
        title=labels["colophon"],
        check=labels["verify"],
        facts=facts,
        digests=(*texts, *sources),
        howto=told(labels, "verify_both", files=", ".join(both)) if both else "",
        checks=checks_of(both) if both else (),
        maker=told(labels, "made_by" if both else "made_both", program=imprint.program),
        also=_also(labels, [one.name for one in record.sources if one.name not in both]),
        seal=told_sealing(imprint.sealing, labels),
    )


def _also(labels: Labels, names: Sequence[str]) -> str:
    """Return the sentence that names what else is carried, the recipe aside; a folder stands for many files of it."""
    names = [name for name in names if name != RECIPE_FILE]
    folders = [name.rpartition("/")[0] for name in names]
    counts = Counter(folders)
    shown = [
        name if counts[folder] <= MANY else f"{folder}/ ({counts[folder]})"
        for name, folder in zip(names, folders, strict=True)
    ]
    return told(labels, "also_attached", files=", ".join(dict.fromkeys(shown))) if names else ""


MANY = 4
"""Files of one folder that are told by their names."""


def told(labels: Labels, key: str, **values: str) -> str:
    """Return a sentence of the colophon filled in and spaced for its language."""
    return plain(labels[key].format(**values), labels.language)


def _facts(view: View, imprint: Imprint) -> Iterator[Fact]:
    labels = view.labels
    said = (
        ("work", view.title),
        ("version", view.day),
        ("corrects", version_named(view.facts.corrects, labels) if view.facts.corrects else ""),
        *((key, labels.date(getattr(view.facts, key))) for key in ("adopted", "published", "in_force", "until")),
        ("state", f"{view.mark}. {labels['draft_note']}" if view.mark else view.status),
        ("language", labels["language_name"] if labels.language == view.language else view.language),
        ("publisher", imprint.look.publisher or view.author),
    )
    yield from (Fact(label=labels[key], value=plain(value, labels.language)) for key, value in said if value)
    addresses = (("identifier", view.iri), ("address", imprint.address))
    yield from (Fact(label=labels[key], value=value, code=True) for key, value in addresses if value)


def grouped(digest: str) -> tuple[str, ...]:
    """Return a digest in groups that the eye can compare.

    >>> grouped("00112233445566778899aabb")
    ('00112233', '44556677', '8899aabb')
    """
    return tuple(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))


def checks_of(files: Sequence[str]) -> tuple[Fact, ...]:
    """Return the commands that give the digests of files, by system.

    >>> [check.value for check in checks_of(("a.xml",))]
    ['sha256sum a.xml', 'shasum -a 256 a.xml', 'certutil -hashfile a.xml SHA256']
    """
    names = " ".join(files)
    return (
        Fact(label="Linux", value=f"sha256sum {names}", code=True),
        Fact(label="macOS", value=f"shasum -a 256 {names}", code=True),
        *(Fact(label="Windows", value=f"certutil -hashfile {name} SHA256", code=True) for name in files),
    )
