"""`record.json`: what a sealing holds, what made it, who signed it, and what it follows; read strictly."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from codetool.archive.altered import altered
from codetool.archive.strict import SHA256, SHA512, Value, is_plain_path, parse_json
from codetool.names import is_portable, is_work_folder

FORMAT = "codetool-record/1"
RECORD = "record.json"
LIMIT = 4 * 1024**2
"""Bytes of a record that we read at most."""
LABEL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.(?![a-z]{3}\.)[\w-]+)?\.[a-z]{3}")
_VERSION = re.compile(r"v[1-9][0-9]{0,4}")
_FORMAT = re.compile(re.escape(FORMAT))
_IRI = re.compile(r"/akn/\S{1,1000}")
_SHORT = re.compile(r"[^\r\n]{1,1000}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; ?[a-z]+=[\w-]+)*")
_EMPTY: Mapping[str, Any] = MappingProxyType({})


MATCHES = "settings/matches.toml"
"""The reviewer's decisions about the comparison with the version before."""


class Role(StrEnum):
    """What a file is in its sealing."""

    TEXT = "text"
    PICTURE = "picture"
    SIGNATURE = "signature"
    EDITION = "edition"
    RECEIVED = "received"
    COMPARISON = "comparison"
    BEFORE = "before"
    REPORT = "report"
    SETTINGS = "settings"
    SOFTWARE = "software"


_PART = r"(?![. ])[^/]+(?<![. ])"
_PATH = rf"{_PART}(?:/{_PART})*"
_PICTURE = re.compile(
    # Beside the text, and never where the store or a sealing has its own: files too, which are .xml and .toml.
    r"(?!(?i:sources|matches|removed|received|before|settings)/)(?![^/]*(?i:\.xml|\.toml)/)"
    rf"(?:{_PART}/)*(?![. ])[^/]*(?i:\.png|\.jpe?g|\.svg)"
)
_NAMES: Mapping[Role, str] = {
    # What a file of each role is called; @ stands for the label.
    Role.TEXT: r"@\.xml",
    Role.PICTURE: _PICTURE.pattern,
    Role.SIGNATURE: r"@\.xml\.xades",
    Role.EDITION: r"@\.(?:pdf|html|txt)",
    Role.RECEIVED: r"received/@\.[^/.]+",
    Role.COMPARISON: r"changes\.(?:pdf|html|json)",
    # A version that the store holds; its label may be one that is not sealed.
    Role.BEFORE: r"before/\d{4}-\d{2}-\d{2}(?:\.[\w-]+)?\.[a-z]{3}\.xml",
    Role.REPORT: r"validation\.json",
    Role.SETTINGS: rf"settings/{_PATH}",
    Role.SOFTWARE: r"sbom\.cdx\.json",
}


def is_picture_name(name: str) -> bool:
    """Tell whether a picture can be kept under a name beside its text, in the store and in the archive.

    >>> names = ("plans/a.PNG", "a.toml", ".git/a.png", "sources/a.png", "sealed.toml/a.png", "con.png")
    >>> [name for name in names if is_picture_name(name)]
    ['plans/a.PNG']
    """
    return is_portable(name) and bool(_PICTURE.fullmatch(name))


def unfit_name(label: str, roles: Mapping[str, Role]) -> str | None:
    """Return a name that no file of its role has in a sealing of that label; None where all fit.

    A file is restored and exported under its name: were any allowed, one could stand for another, or steer a program.
    """
    befores = sum(role is Role.BEFORE for role in roles.values())
    for name, role in sorted(roles.items()):
        form = _NAMES[role].replace("@", re.escape(label))
        if not is_plain_path(name) or not re.fullmatch(form, name):
            return name
        if role is Role.PICTURE and not is_portable(name):
            return name
        if (role is Role.BEFORE and befores > 1) or (name == MATCHES and not befores):
            return name
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFile:
    """A file of a sealing: what it is, and the SHA-512 of its bytes in hexadecimal."""

    role: Role
    media_type: str
    sha512: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedSigner:
    """Who signs this sealing: the certificate's subject and its SHA-256, and the address of the time stamps or None."""

    subject: str
    certificate_sha256: str
    stamps: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The version before in the same object: the digest of its inventory, and of each file below logs/ at the time."""

    version: int
    inventory_sha512: str
    logs: Mapping[str, str] = field(default_factory=lambda: _EMPTY, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRecord:
    """What `record.json` says; `files` has every other file of the folder.

    `slug` is the Work's folder in the store, `sealed` is in UTC, whole seconds.
    """

    work: str
    expression: str
    slug: str
    label: str
    sealed: datetime
    program: Mapping[str, str] = field(default_factory=lambda: _EMPTY, hash=False)
    libraries: Mapping[str, str] = field(default_factory=lambda: _EMPTY, hash=False)
    fonts: tuple[str, ...] = ()
    signed: RecordedSigner | None = None
    corrects: str | None = None
    missing: tuple[str, ...] = ()
    before: Before | None = None
    files: Mapping[str, RecordedFile] = field(default_factory=lambda: _EMPTY, hash=False)

    @property
    def pictures(self) -> tuple[tuple[str, str], ...]:
        """Return the pictures that lie beside the text in the store, by their names, each with its digest."""
        found = ((name, one.sha512) for name, one in self.files.items() if one.role is Role.PICTURE)
        return tuple(sorted(found))


def write_record(record: SealRecord) -> bytes:
    """Return the bytes of `record.json`: the same for the same record."""
    signed, before = record.signed, record.before
    told: dict[str, object] = {
        "format": FORMAT,
        "work": record.work,
        "expression": record.expression,
        "slug": record.slug,
        "label": record.label,
        "sealed": record.sealed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "program": dict(sorted(record.program.items())),
        "libraries": dict(sorted(record.libraries.items())),
        "fonts": sorted(record.fonts),
        "signed": signed
        and {"subject": signed.subject, "certificate_sha256": signed.certificate_sha256, "stamps": signed.stamps},
        "corrects": record.corrects,
        "missing": sorted(record.missing),
        "before": before
        and {
            "version": f"v{before.version}",
            "inventory_sha512": before.inventory_sha512,
            "logs": dict(sorted(before.logs.items())),
        },
        "files": {
            name: {"role": one.role.value, "media_type": one.media_type, "sha512": one.sha512}
            for name, one in sorted(record.files.items())
        },
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def read_record(content: bytes, place: str = RECORD, folder: str | None = None) -> SealRecord:
    """Return what a `record.json` says; raise AlteredError, with the keys, where no sealing of ours would say so.

    `place` is how messages name the file, `folder` the label of the folder that it stands in, where that has one.
    """
    if len(content) > LIMIT:
        raise altered("file-large", place, limit=LIMIT // 1024**2)
    fields = parse_json(content, place).fields(
        "format work expression slug label sealed program libraries fonts signed corrects missing before files"
    )
    fields["format"].text(_FORMAT)
    record = _told(fields)
    if folder is not None and record.label != folder:
        raise altered("record-label", place, found=record.label, label=folder)
    if (name := unfit_name(record.label, {name: one.role for name, one in record.files.items()})) is not None:
        raise altered("record-name", place, name=name, role=record.files[name].role.value)
    if (name := f"{record.label}.xml") not in record.files:
        raise altered("record-no-text", place, name=name)
    return record


def _told(fields: Mapping[str, Value]) -> SealRecord:
    return SealRecord(
        work=fields["work"].text(_IRI),
        expression=fields["expression"].text(_IRI),
        slug=_folder(fields["slug"]),
        label=fields["label"].text(LABEL),
        sealed=fields["sealed"].moment(),
        program=_texts(fields["program"]),
        libraries=_texts(fields["libraries"]),
        fonts=tuple(one.text(_SHORT) for one in fields["fonts"].entries()),
        signed=None if fields["signed"].value is None else _signer(fields["signed"]),
        corrects=None if fields["corrects"].value is None else fields["corrects"].text(LABEL),
        missing=tuple(one.text(_SHORT) for one in fields["missing"].entries()),
        before=None if fields["before"].value is None else _before(fields["before"]),
        files=MappingProxyType({name: _file(name, one) for name, one in fields["files"].items()}),
    )


def _texts(table: Value) -> Mapping[str, str]:
    return MappingProxyType({name: value.text(_SHORT) for name, value in table.items()})


def _signer(table: Value) -> RecordedSigner:
    fields = table.fields("subject certificate_sha256 stamps")
    return RecordedSigner(
        subject=fields["subject"].text(_SHORT),
        certificate_sha256=fields["certificate_sha256"].text(SHA256),
        stamps=None if fields["stamps"].value is None else fields["stamps"].text(_SHORT),
    )


def _before(table: Value) -> Before:
    fields = table.fields("version inventory_sha512 logs")
    return Before(
        version=int(fields["version"].text(_VERSION)[1:]),
        inventory_sha512=fields["inventory_sha512"].text(SHA512),
        logs=MappingProxyType({name: _checked(name, one).text(SHA512) for name, one in fields["logs"].items()}),
    )


def _folder(value: Value) -> str:
    if not is_work_folder(value.text()):
        value.refuse()
    return value.text()


def _file(name: str, table: Value) -> RecordedFile:
    fields = _checked(name, table).fields("role media_type sha512")
    if fields["role"].text() not in set(Role):
        fields["role"].refuse()
    return RecordedFile(
        role=Role(fields["role"].text()),
        media_type=fields["media_type"].text(_MEDIA_TYPE),
        sha512=fields["sha512"].text(SHA512),
    )


def _checked(name: str, value: Value) -> Value:
    if not is_plain_path(name):
        raise altered("path-astray", value.place, path=name)
    return value
