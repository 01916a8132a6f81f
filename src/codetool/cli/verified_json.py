"""What `codetool verify` prints for programs."""

from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import finding_row
from codetool.cli.json_rows import (
    CheckedRow,
    FindingRow,
    PassedOverRow,
    SignatureRow,
    Verified,
    VersionRow,
    moment_told,
)
from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE
from codetool.cli.verified_reasons import named_reason
from codetool.cli.verified_words import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from codetool.archive.sign.told import SignatureFound
    from codetool.archive.verify.report import Report, SealingTold
    from codetool.cli.verifying import Looked


def print_json(looked: "Looked") -> None:
    """Print `{"valid", "findings"}` (`cli.md`), and besides them the verdict and what was looked at."""
    import json

    told = Verified(
        valid=looked.code == DONE,
        findings=[row for report in looked.reports for row in _finding_rows(report)],
        verdict=looked.verdict.value if looked.verdict else None,
        checked=[_row(report) for report in looked.reports],
        not_verified=[*_passed_over(looked)],
    )
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _finding_rows(report: "Report") -> "Iterator[FindingRow]":
    for one in report.findings:
        yield finding_row(one.in_file(path_of(one.file, report)))


def _passed_over(looked: "Looked") -> "Iterator[PassedOverRow]":
    from codetool.archive.verify.report import Refusal

    for one in looked.passed_over:
        yield PassedOverRow(path=one.place, reason=one.reason.value, message=named_reason(one.reason))
    speak = current_settings().translate
    for place, error in looked.refused.items():
        reason = Refusal.ABSENT if place in looked.absent else Refusal.REFUSED
        yield PassedOverRow(path=place, reason=reason.value, message=error.said(speak))


def _row(report: "Report") -> CheckedRow:
    return CheckedRow(
        path=report.place,
        kind=report.subject.value,
        verdict=report.verdict.value,
        files=report.files,
        editions=report.rebuilt.value,
        versions=[_version_row(one) for one in report.sealings],
        signatures=[_signature_row(one) for one in report.signatures],
    )


def _version_row(one: "SealingTold") -> VersionRow:
    return VersionRow(
        work=one.work,
        slug=one.slug,
        label=one.label,
        version=f"v{one.version}" if one.version else None,
        sealed=_moment(one.sealed),
        corrects=one.corrects,
        missing=list(one.missing),
        origin=one.origin.value,
        signer=one.signer,
        stamped=_moment(one.stamped),
        stamped_by=one.stamped_by,
        editions=one.editions.value,
    )


def _signature_row(one: "SignatureFound") -> SignatureRow:
    return SignatureRow(
        file=one.file,
        kind=one.kind.value,
        level=one.level,
        signer=one.signer,
        certificate=one.certificate,
        signed=_moment(one.signed_at),
        stamped=_moment(one.stamped_at),
        stamped_by=one.stamped_by,
        standing=one.standing.value,
    )


def _moment(moment: "datetime | None") -> str | None:
    return moment_told(moment) if moment else None
