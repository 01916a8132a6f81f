"""The verdict over several things is that of the worst."""

import pytest

from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.verify.report import Reason, Report, Subject, Unverifiable, Verdict, worst

PROVEN = Report(
    place="a.pdf",
    subject=Subject.PDF,
    signatures=(SignatureFound(kind=Kind.PADES, signer="Essai", standing=Standing.PROVEN),),
)


@pytest.mark.parametrize("reason", Reason)
def test_what_was_passed_over_is_not_proven(reason: Reason) -> None:
    assert worst([PROVEN]) is Verdict.PROVEN
    capped = reason not in {Reason.OTHER, Reason.PAGE, Reason.EMPTY}
    found = worst([PROVEN], [Unverifiable(place="b.xml", reason=reason)])
    assert found is (Verdict.INTACT_UNPROVEN if capped else Verdict.PROVEN)
