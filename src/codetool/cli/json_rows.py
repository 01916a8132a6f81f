"""What `verify` and `archive list` print for programs: their keys, and what each holds.

docs/reference/verify-json.md is made from this. Moments are in UTC, to the second: 2026-11-27T04:15:46Z.
"""

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from datetime import datetime


class FindingRow(TypedDict):
    """A fault, a warning or a note, in `findings`."""

    code: str
    """Its code, with a row in [what verify finds](verify.md)."""
    severity: str
    """`error`, `warning` or `note`."""
    file: str
    """The file or folder that it is about, as a path from where the command was given."""
    line: int
    """The line in the file, from 1; 0 where there is none."""
    eid: str
    """Empty: it is for findings in texts, which `validate` tells in rows of the same form."""
    message: str
    """What was found, in English."""
    clause: str
    """The clause of the standard, or empty."""
    remedy: str
    """What to do about it, in English."""


class VersionRow(TypedDict):
    """A sealed version, in `versions`."""

    work: str
    """The IRI of its Work."""
    slug: str
    """The folder of its Work in the store; `slug/label` is the `label` of `archive list`. Empty without a record."""
    label: str
    """Its label in the store: date, variant and language."""
    version: str | None
    """The version of the object in the archive, as `v2`; null outside of an archive."""
    sealed: str | None
    """The moment of its sealing, as its record says; null where that cannot be read."""
    corrects: str | None
    """The label of the version that it corrects, or null."""
    missing: list[str]
    """What was not there to be sealed: `received` is the source as received."""
    origin: str
    """What its signatures prove, taken together: see below."""
    signer: str
    """Who signed, as the certificate of the signature says; empty where nobody did."""
    stamped: str | None
    """The moment that the oldest good time stamp proves, or null."""
    stamped_by: str
    """The authority of that time stamp, or empty."""
    editions: str
    """What came of making its editions again: see below."""


class SignatureRow(TypedDict):
    """A signature or time stamp, in `signatures`."""

    file: str
    """The file in which it stands, from the `path` of what was looked at; empty for a PDF that was named itself."""
    kind: str
    """`PAdES` in a PDF, `XAdES` beside a text, `CAdES` beside an inventory, `RFC 3161` a time stamp on its own."""
    level: str
    """`B-B`, `B-T`, `B-LT` or `B-LTA`; empty for a time stamp on its own."""
    signer: str
    """Who signed, as the certificate says."""
    certificate: str
    """The SHA-256 of the certificate, in hexadecimal."""
    signed: str | None
    """The moment that the signer gives, or null."""
    stamped: str | None
    """The moment that the oldest good time stamp proves, or null."""
    stamped_by: str
    """The authority of that time stamp, or empty."""
    standing: str
    """What it proves: see below."""


class CheckedRow(TypedDict):
    """One thing that was verified, in `checked`."""

    path: str
    """Where it stands, as a path from where the command was given."""
    kind: str
    """What it is: see below."""
    verdict: str
    """Its verdict, as on the screen: see below."""
    files: int
    """How many files were looked at."""
    editions: str
    """What came of making editions again: of a PDF, or the worst over `versions`."""
    versions: list[VersionRow]
    """The sealed versions in it."""
    signatures: list[SignatureRow]
    """The signatures in it."""


class PassedOverRow(TypedDict):
    """Something that could not be verified, in `not_verified`."""

    path: str
    """Where it stands, or was said to stand."""
    reason: str
    """Why, in one word: see below."""
    message: str
    """The same in a sentence, in the language of the interface."""


class Verified(TypedDict):
    """What `codetool verify --format json` prints."""

    valid: bool
    """True with exit code 0 alone."""
    findings: list[FindingRow]
    """All that was found, errors first in each thing that was looked at."""
    verdict: str | None
    """The worst verdict of `checked`, a store or a bag in order left aside; null where nothing was verified."""
    checked: list[CheckedRow]
    """What was verified."""
    not_verified: list[PassedOverRow]
    """What was not."""


class SealedRow(TypedDict):
    """A sealed version, in `sealed`."""

    label: str
    """The folder of its Work in the store and its label there: `slug/label`."""
    slug: str
    """The folder of its Work in the store."""
    work: str
    """The IRI of its Work."""
    expression: str
    """The IRI of its Expression."""
    version: str
    """The version of the object in the archive, as `v2`."""
    inventory_sha512: str
    """The SHA-512 of the inventory of that version, as `codetool seal` printed it."""
    sealed: str
    """The moment of its sealing."""
    day: str
    """The day of its sealing."""
    signer: str
    """Who signed, as the record says; empty where nobody did."""
    corrects: str | None
    """The label of the version that it corrects, or null."""
    missing: list[str]
    """What was not there to be sealed: `received` is the source as received."""
    files: list[str]
    """The names of the files that were sealed."""
    place: str
    """The folder of the object in the archive."""


class Listed(TypedDict):
    """What `codetool archive list --format json` prints: what the archive says of itself, without verifying it."""

    archive: str
    """The folder of the archive."""
    sealed: list[SealedRow]
    """Its sealed versions."""


def moment_told(moment: "datetime") -> str:
    """Return a moment in UTC, to the second.

    >>> from datetime import datetime, timezone, timedelta
    >>> moment_told(datetime(2026, 11, 27, 5, 15, 46, 123, timezone(timedelta(hours=1))))
    '2026-11-27T04:15:46Z'
    """
    from datetime import UTC

    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
