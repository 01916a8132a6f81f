"""Archives made with ocfl-py and our record, in shapes that `codetool seal` cannot make as well."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ocfl

from codetool.archive.objects import object_id, object_place
from codetool.archive.record import Before, RecordedFile, RecordedSigner, Role, SealRecord, write_record
from codetool.archive.root import ROOT_FILES

WORK = "/akn/be/act/code/essai/2020-01-01/essai"
FIRST_DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)

_TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="code" contains="singleVersion">
    <meta>
      <identification source="#essai">
        <FRBRWork>
          <FRBRthis value="{work}/!main"/>
          <FRBRuri value="{work}"/>
          <FRBRdate date="2020-01-01" name="creation"/>
          <FRBRauthor href="#essai"/>
          <FRBRcountry value="be"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRthis value="{expression}/!main"/>
          <FRBRuri value="{expression}"/>
          <FRBRdate date="{day}" name="expression"/>
          <FRBRauthor href="#essai"/>
          <FRBRlanguage language="{language}"/>
        </FRBRExpression>
        <FRBRManifestation>
          <FRBRthis value="{expression}/!main.xml"/>
          <FRBRuri value="{expression}.xml"/>
          <FRBRdate date="{day}" name="markup"/>
          <FRBRauthor href="#essai"/>
        </FRBRManifestation>
      </identification>
      <references source="#essai">
        <TLCOrganization eId="essai" href="/akn/ontology/organization/be/essai" showAs="Essai"/>
      </references>
    </meta>
    <body>
      <article eId="art_1" wId="art_1">
        <num>1.</num>
        <content eId="art_1__content"><p>Le texte du {day}.</p></content>
      </article>
    </body>
  </act>
</akomaNtoso>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A version to be sealed: its label, what is beside its text, and its IRI where that is not the label's."""

    label: str
    expression: str = ""
    files: Mapping[str, tuple[Role, str, bytes]] = field(default_factory=dict)
    corrects: str | None = None
    signed: RecordedSigner | None = None


def text_of(label: str, work: str = WORK, corrects: str | None = None) -> bytes:
    """Return an Akoma Ntoso text that says that it is the one of that label, and which one it corrects."""
    day, *_, language = label.split(".")
    text = _TEXT.format(work=work, expression=_expression(label, work), day=day, language=language)
    if corrects:
        wrong = f'<TLCReference eId="wrong" name="corrects" href="{_expression(corrects, work)}" showAs="{corrects}"/>'
        text = text.replace("      </references>", f"        {wrong}\n      </references>")
    return text.encode()


def _expression(label: str, work: str) -> str:
    day, *variant, language = label.split(".")
    return f"{work}/{language}@{'.'.join([day, *variant])}"


def sealed(label: str, work: str = WORK, corrects: str | None = None, **more: object) -> Sealed:
    """Return a version with a file of each role."""
    files = {
        f"{label}.xml": (Role.TEXT, "application/xml", text_of(label, work, corrects)),
        f"{label}.html": (Role.EDITION, "text/html", f"<p>{label}</p>".encode()),
        f"{label}.txt": (Role.EDITION, "text/plain; charset=utf-8", f"{label} {work}\n".encode()),
        f"received/{label}.txt": (Role.RECEIVED, "text/plain", b"1.1 Le texte.\n"),
        "settings/codetool.toml": (Role.SETTINGS, "application/toml", b"[code]\n"),
        "validation.json": (Role.REPORT, "application/json", b'{"findings": []}\n'),
    }
    return Sealed(label=label, files=files, corrects=corrects, **more)  # type: ignore[arg-type]


def build_archive(root: Path, works: Mapping[str, Sequence[Sealed | Sequence[Sealed]]]) -> Path:
    """Make an archive of these Works, each with its sealings in their order; several (or none) may share a version."""
    for name, content in ROOT_FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    for work, sealings in works.items():
        _build_object(root, work, sealings)
    return root


def _build_object(root: Path, work: str, sealings: Sequence[Sealed | Sequence[Sealed]]) -> None:
    folder = root / object_place(object_id(work))
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = root.parent / f"{root.name}-staging"
    staging.mkdir()
    (staging / "LISEZ-MOI.txt").write_text("Sans codetool : chaque dossier est une version.\n", encoding="utf-8")
    for number, given in enumerate(sealings, start=1):
        together = [given] if isinstance(given, Sealed) else given
        for one in together:
            add_folder(staging, folder, work, one, number)
        metadata = ocfl.VersionMetadata(
            created=(FIRST_DAY + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            message=f"version {number}",
            name="codetool",
            address="mailto:codetool@example.org",
        )
        if number == 1:
            ocfl.Object(identifier=object_id(work), spec_version="1.1").create(
                srcdir=str(staging), metadata=metadata, objdir=str(folder)
            )
        else:
            ocfl.Object(spec_version="1.1").add_version_with_content(
                objdir=str(folder), srcdir=str(staging), metadata=metadata
            )
    shutil.rmtree(staging)


def add_folder(staging: Path, folder: Path, work: str, one: Sealed, number: int) -> None:
    """Write the folder of one sealing, its record naming the inventory before it."""
    day, *variant, language = one.label.split(".")
    record = SealRecord(
        work=work,
        expression=one.expression or f"{work}/{language}@{'.'.join([day, *variant])}",
        slug="essai",
        label=one.label,
        sealed=FIRST_DAY + timedelta(days=number),
        program={"codetool": "0.1.0"},
        signed=one.signed,
        corrects=one.corrects,
        before=_before(folder, number - 1) if number > 1 else None,
        files={
            name: RecordedFile(role=role, media_type=kind, sha512=hashlib.sha512(content).hexdigest())
            for name, (role, kind, content) in one.files.items()
        },
    )
    for name, (_, _, content) in one.files.items():
        path = staging / one.label / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (staging / one.label / "record.json").write_bytes(write_record(record))


def _before(folder: Path, number: int) -> Before:
    logs = sorted(path for path in (folder / "logs").rglob("*") if path.is_file())
    return Before(
        version=number,
        inventory_sha512=hashlib.sha512((folder / f"v{number}" / "inventory.json").read_bytes()).hexdigest(),
        logs={path.relative_to(folder).as_posix(): hashlib.sha512(path.read_bytes()).hexdigest() for path in logs},
    )


def rewrite_inventory(folder: Path, change: Mapping[str, object]) -> None:
    """Change the root inventory and that of its head, and make their sidecars fit again, as a forger would."""
    told = json.loads((folder / "inventory.json").read_bytes()) | change
    content = json.dumps(told, sort_keys=True, indent=2).encode()
    for place in (folder, folder / str(told["head"])):
        (place / "inventory.json").write_bytes(content)
        sidecar = f"{hashlib.sha512(content).hexdigest()} inventory.json\n"
        (place / "inventory.json.sha512").write_text(sidecar, encoding="utf-8")
