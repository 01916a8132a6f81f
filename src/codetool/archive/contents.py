"""The files of a sealed version: text, editions, the comparison with the version before, and what they lean on."""

import json
from collections.abc import Iterator, Sequence

from codetool.archive.made_with import fonts_of, libraries_here, programs_here
from codetool.archive.material import ComparedBefore, Material, before_name, beside_signature, compared_with
from codetool.archive.pieces import Piece, media_type_of
from codetool.archive.recipes import is_beside, settings_of
from codetool.archive.record import Role, unfit_name
from codetool.archive.sbom import make_sbom
from codetool.archive.seal import ToSeal
from codetool.archive.staging import Occasion
from codetool.errors import ArchiveError
from codetool.findings import Finding
from codetool.model.correction import corrected_label
from codetool.render import (
    language_tag,
    render_html,
    render_pdf,
    render_redline,
    render_redline_json,
    render_redline_pdf,
    render_text,
)


def wanted_of(slug: str, material: Material, occasion: Occasion) -> ToSeal:
    """Return what is to be sealed of a version, its editions made; `slug` is the Work's folder in the store.

    Raises MissingPartError where a PDF cannot be made here, ArchiveError where a file's name is none for the archive.
    """
    pieces = tuple(make_pieces(material))
    if (name := unfit_name(material.version.label, {one.name: one.role for one in pieces})) is not None:
        raise ArchiveError(
            "the archive keeps no file under the name {name}",
            "Rename it: no part of the name begins with a full stop, and none is empty.",
            place=material.version.label, name=name,
        )  # fmt: skip
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
        corrects=corrected_label(expression) or None,
        missing=() if material.received else ("received",),
    )


def make_pieces(material: Material) -> Iterator[Piece]:
    """Yield the files of a sealed version, each in its role; nothing is signed yet.

    Raises MissingPartError where a PDF cannot be made here.
    """
    label, version = material.version.label, material.version
    beside = beside_signature(material.imprint, label)
    yield _piece(f"{label}.xml", version.content, Role.TEXT)
    for source, picture in sorted(material.imprint.pictures.items()):
        if is_beside(source):
            yield Piece(name=source, content=picture.content, role=Role.PICTURE, media_type=picture.media_type)
    yield _piece(f"{label}.pdf", render_pdf(version.expression, material.imprint), Role.EDITION)
    yield _piece(f"{label}.html", render_html(version.expression, beside).encode(), Role.EDITION)
    yield _piece(f"{label}.txt", render_text(version.expression).encode(), Role.EDITION)
    for name, content in sorted(material.received.items()):
        yield _piece(f"received/{name}", content, Role.RECEIVED)
    compared = compared_with(material)
    yield from _comparison(material, compared)
    yield _piece("validation.json", _report(material.findings), Role.REPORT)
    for name, content in sorted(settings_of(material, compared).items()):
        yield _piece(name, content, Role.SETTINGS)
    yield _piece("sbom.cdx.json", make_sbom(), Role.SOFTWARE)


def _piece(name: str, content: bytes, role: Role) -> Piece:
    return Piece(name=name, content=content, role=role, media_type=media_type_of(name))


def _comparison(material: Material, compared: ComparedBefore | None) -> Iterator[Piece]:
    """Yield the comparison with the version before in three forms, and that version: to compare them again needs it."""
    if compared is None:
        return
    view, changes, imprint = compared.view, compared.changes, compared.imprint
    beside = beside_signature(imprint, material.version.label)
    language = language_tag(material.version.expression.language)
    printed = render_redline_pdf(view, changes, language, compared.sources, imprint)
    yield _piece(before_name(compared.before.label), compared.before.content, Role.BEFORE)
    yield _piece("changes.pdf", printed, Role.COMPARISON)
    yield _piece("changes.html", render_redline(view, language, beside).encode(), Role.COMPARISON)
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
