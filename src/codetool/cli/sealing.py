"""What `codetool seal` does: gathers a version with all that belongs to it, seals it, and notes that in the store."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha512
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from codetool.cli.gathering import find_sealable, gather, store_folder
from codetool.cli.inputs import tell_finding
from codetool.cli.looks import code_folder
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE
from codetool.cli.signing import SigningOptions, named_sealer, opened_signing
from codetool.cli.waiting import tell_waiting
from codetool.findings import Severity

if TYPE_CHECKING:
    from codetool.archive.contents import Material
    from codetool.archive.seal import SealedVersion, ToSeal
    from codetool.archive.sign.keys import Signing
    from codetool.archive.staging import Sealer
    from codetool.model.expression import Expression
    from codetool.store import StoredVersion
    from codetool.store.transaction import Writer


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--archive`."""
    return click.option(
        "--archive", type=click.Path(path_type=Path), metavar="FOLDER",
        help="The archive of sealed versions; else archive/ beside the store.",
    )(command)  # fmt: skip


def archive_folder(named: Path | None) -> Path:
    """Return the folder of the archive: the one named, else `archive/` beside the store."""
    return named if named is not None else code_folder() / "archive"


def seal_version(reference: str, archive: Path | None, message: str, options: SigningOptions) -> int:
    """Seal what VERSION names; return the exit code."""
    from codetool.store.transaction import writing_into

    home, at = archive_folder(archive), current_settings().now.replace(microsecond=0)
    with opened_signing(options, at) as signing, writing_into(store_folder(), waiting=tell_waiting) as writer:
        version = find_sealable(reference)
        if _note_again(version, home, writer):
            return DONE
        material = gather(version)
        broken = [one for one in material.findings if one.code.startswith("schema-")]
        if broken:
            return _refuse(version, material)
        made = _seal(version, material, home, signing, at, message)
        _note(version, material.version.content, made, writer)
    _tell(version, made, home)
    return DONE


def _refuse(version: "StoredVersion", material: "Material") -> int:
    for one in material.findings:
        if one.severity is Severity.ERROR:
            tell_finding(one)
    told = current_settings().translate("{label} is not sealed: it breaks the schema of Akoma Ntoso")
    click.echo(told.format(label=version.label), err=True)
    return DIFFERENT


def _seal(
    version: "StoredVersion", material: "Material", home: Path, signing: "Signing | None", at: datetime, message: str
) -> "SealedVersion":
    from codetool.archive.contents import make_pieces
    from codetool.archive.made_with import fonts_of, libraries_here, programs_here
    from codetool.archive.seal import ToSeal, seal
    from codetool.archive.staging import Sealer

    pieces = tuple(make_pieces(material))
    expression = material.version.expression
    name, address = named_sealer()
    wanted = ToSeal(
        slug=version.work,
        work=expression.identification.work.uri,
        expression=expression.iri,
        label=version.path.stem,
        pieces=pieces,
        at=at,
        sealer=Sealer(name=name or _author(expression), address=address),
        message=message,
        program=programs_here(),
        libraries=libraries_here(),
        fonts=sorted({font for piece in pieces if piece.name.endswith(".pdf") for font in fonts_of(piece.content)}),
        missing=() if material.received else ("received",),
    )
    return seal(home, wanted, signing, waiting=tell_waiting)


def _author(expression: "Expression") -> str:
    """Return the name of the author of a text, as its references have it, else its id."""
    author = next((one.lstrip("#") for one in expression.identification.work.authors), "")
    references = expression.document.find("meta", "references")
    shown = (one.get("showAs") for one in (references.elements() if references else ()) if one.eid == author)
    return next(filter(None, shown), author) or "?"


# --- the list of what is sealed ---------------------------------------------------------------------------------------


def _note(version: "StoredVersion", content: bytes, made: "SealedVersion", writer: "Writer") -> None:
    """Write into the store that a version is sealed: it refuses to change it from then on."""
    from codetool.archive.staging import written_time
    from codetool.store.sealed import SEALED_FILE, Sealed, load_sealed, sealed_bytes

    entry = Sealed(
        label=version.path.stem,
        sha512=sha512(content).hexdigest(),
        inventory_sha512=made.inventory_sha512,
        version=made.version,
        sealed=written_time(made.record.sealed),
    )
    listed = load_sealed(version.path.parent)
    with writer.change() as change:
        change.put(f"{version.work}/{SEALED_FILE}", sealed_bytes(listed, [entry]), replace=True)


def _note_again(version: "StoredVersion", home: Path, writer: "Writer") -> bool:
    """Note a sealing that was interrupted after the archive had it; tell whether there is one of these very bytes."""
    return False


def _tell(version: "StoredVersion", made: "SealedVersion", home: Path) -> None:
    speak = current_settings().translate
    signed = made.record.signed
    values = {
        "label": version.full_label, "folder": home, "version": made.version,
        "digest": made.inventory_sha512, "signer": signed.subject if signed else "",
    }  # fmt: skip
    click.echo(speak("sealed: {label}, in {folder} ({version})").format(**values), err=True)
    told = "signed by {signer}" if signed else "not signed: the archive shows that nothing was altered, not who made it"
    click.echo(speak(told).format(**values), err=True)
    if "received" in made.record.missing:
        click.echo(speak("its source as received is missing: it was sealed without").format(**values), err=True)
    click.echo(speak("digest of the inventory, to be kept elsewhere: {digest}").format(**values), err=True)
