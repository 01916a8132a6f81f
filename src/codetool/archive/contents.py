"""The files of a sealed version: text, editions, the comparison with the version before, and what they lean on."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

from codetool.archive.made_with import fonts_of, libraries_here, programs_here
from codetool.archive.pieces import Piece, media_type_of
from codetool.archive.record import Role
from codetool.archive.seal import ToSeal
from codetool.archive.staging import Occasion
from codetool.diff import Overrides, compare
from codetool.findings import Finding
from codetool.model.expression import Expression
from codetool.render import (
    Imprint,
    language_tag,
    name_version,
    render_html,
    render_pdf,
    render_redline,
    render_redline_json,
    render_redline_pdf,
    render_text,
    view_redline,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a text: its label with its language ("2001-06-07.fra"), its bytes, and what they say."""

    label: str
    content: bytes
    expression: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a sealing is made from.

    `imprint` is how the editions look; `settings` are the files that set it, `received` the source as it was received,
    both by their names; `before` is the version before, with the reviewer's decisions about the two.
    """

    version: Version
    imprint: Imprint
    settings: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    received: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    before: Version | None = None
    decisions: Overrides = field(default_factory=Overrides)
    findings: Sequence[Finding] = ()


def wanted_of(slug: str, material: Material, occasion: Occasion) -> ToSeal:
    """Return what is to be sealed of a version, its editions made; `slug` is the Work's folder in the store.

    Raises MissingPartError where a PDF cannot be made here.
    """
    pieces = tuple(make_pieces(material))
    expression = material.version.expression
    return ToSeal(
        slug=slug,
        work=expression.identification.work.uri,
        expression=expression.iri,
        label=material.version.label,
        pieces=pieces,
        occasion=occasion,
        program=programs_here(),
        libraries=libraries_here(),
        fonts=sorted({font for piece in pieces if piece.name.endswith(".pdf") for font in fonts_of(piece.content)}),
        missing=() if material.received else ("received",),
    )


def make_pieces(material: Material) -> Iterator[Piece]:
    """Yield the files of a sealed version, each in its role; nothing is signed yet.

    Raises MissingPartError where a PDF cannot be made here.
    """
    label, version = material.version.label, material.version
    yield _piece(f"{label}.xml", version.content, Role.TEXT)
    for source, picture in sorted(material.imprint.pictures.items()):
        if _is_beside(source):
            yield Piece(name=source, content=picture.content, role=Role.PICTURE, media_type=picture.media_type)
    yield _piece(f"{label}.pdf", render_pdf(version.expression, material.imprint), Role.EDITION)
    yield _piece(f"{label}.html", render_html(version.expression, material.imprint).encode(), Role.EDITION)
    yield _piece(f"{label}.txt", render_text(version.expression).encode(), Role.EDITION)
    for name, content in sorted(material.received.items()):
        yield _piece(f"received/{name}", content, Role.RECEIVED)
    yield from _comparison(material)
    yield _piece("validation.json", _report(material.findings), Role.REPORT)
    for name, content in sorted(material.settings.items()):
        yield _piece(f"settings/{name}", content, Role.SETTINGS)


def _piece(name: str, content: bytes, role: Role) -> Piece:
    return Piece(name=name, content=content, role=role, media_type=media_type_of(name))


def _is_beside(source: str) -> bool:
    """Tell whether a picture's address is that of a file beside the text: it keeps it in the archive."""
    path = PurePosixPath(source)
    return ":" not in source and not path.is_absolute() and ".." not in path.parts


def _comparison(material: Material) -> Iterator[Piece]:
    """Yield the comparison with the version before in three forms, and that version: to compare them again needs it."""
    before, after = material.before, material.version
    if before is None:
        return
    yield _piece(f"before/{before.label}.xml", before.content, Role.BEFORE)
    language = language_tag(after.expression.language)
    changes = compare(before.expression, after.expression, material.decisions)
    old, new = (name_version(one.expression, language) for one in (before, after))
    view = view_redline(changes, language, old_name=old, new_name=new, on_page=True)
    look = material.imprint.look
    contents = (before.content, after.content)
    yield _piece("changes.pdf", render_redline_pdf(view, changes, language, contents, look), Role.COMPARISON)
    yield _piece("changes.html", render_redline(view, language, look).encode(), Role.COMPARISON)
    yield _piece("changes.json", render_redline_json(changes).encode(), Role.COMPARISON)


def _report(findings: Sequence[Finding]) -> bytes:
    """Return what the checks found, as `codetool validate --format json` prints it."""
    rows = [
        {
            "code": one.code,
            "severity": one.severity.value,
            "file": one.file,
            "line": one.line,
            "eid": one.eid,
            "message": one.message,
            "clause": one.clause,
            "remedy": one.remedy,
        }
        for one in findings
    ]
    return (json.dumps({"findings": rows}, ensure_ascii=False, indent=1) + "\n").encode()
