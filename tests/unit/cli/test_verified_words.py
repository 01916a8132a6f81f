"""What `codetool verify` says in words: of a PDF, whether it was made again, and what came of it."""

import pytest

from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.verify.report import Rebuilt, Report, Subject
from codetool.cli.verified_words import named_rebuilding, sentence_of
from codetool.findings import finding
from codetool.resources import load_table

LOST = finding("edition-recipe-lost")


@pytest.mark.parametrize(
    ("report", "asked", "told"),
    [
        (Report(place="a.pdf", subject=Subject.PDF), True, "not made again: it does not carry what it was made from"),
        (Report(place="a.pdf", subject=Subject.PDF), False, "editions not made again, as --no-rebuild says"),
        (
            Report(place="a.pdf", subject=Subject.PDF, editions=Rebuilt.SAME_TEXT),
            True,
            "made again from what it carries, by other versions of the programs: the same text, word for word",
        ),
        (
            Report(place="a.pdf", subject=Subject.PDF, editions=Rebuilt.DIFFERENT),
            True,
            "made again from what it carries: not the same",
        ),
        (
            Report(place="a.pdf", subject=Subject.PDF, editions=Rebuilt.DIFFERENT, findings=(LOST,)),
            True,
            "not made again: what it was made from was taken out of it, or exchanged",
        ),
        (Report(place="a.xml", subject=Subject.TEXT), True, ""),
    ],
)
def test_whether_it_was_made_again(report: Report, told: str, *, asked: bool) -> None:
    assert named_rebuilding(report, asked=asked) == told


# What says something else of a file than that it is not what was sealed. Whatever is not named here is an alteration.
OF_THE_STORE = frozenset({"store-changed", "store-absent"})
INTERRUPTED = frozenset({"archive-interrupted", "store-interrupted"})
UNPROVEN = frozenset(
    {
        *(f"signature-{what}" for what in ("expired", "early", "revoked", "weak", "purpose")),
        *(f"stamp-{what}" for what in ("expired", "alone-expired", "early", "future", "revoked", "weak", "purpose")),
        *("stamp-compromised", "renewal-late", "renewal-order"),
    }
)
ERRORS = frozenset(code for code, row in load_table("akn/archive.toml").items() if "error" in row.values())
ALTERATIONS = ERRORS - OF_THE_STORE - INTERRUPTED - UNPROVEN


def told_of(*codes: str) -> str:
    """Return how the sentence about a file begins in which all of these were found."""
    report = Report(place="a", subject=Subject.PDF, findings=tuple(finding(code) for code in codes))
    return sentence_of(report).partition(".")[0]


@pytest.mark.parametrize("code", sorted(ALTERATIONS))
def test_what_was_altered_is_told_so_whatever_else_is_at_fault(code: str) -> None:
    assert told_of(code) == told_of(code, "signature-expired") == told_of(code, "archive-interrupted") == "ALTERED"


@pytest.mark.parametrize("code", sorted(UNPROVEN))
def test_what_proves_nothing_any_more_is_no_alteration(code: str) -> None:
    assert told_of(code) == told_of(code, "archive-interrupted") == "NOT PROVEN"


@pytest.mark.parametrize("code", sorted(OF_THE_STORE))
def test_a_text_of_the_store_is_told_as_one(code: str) -> None:
    assert told_of(code) == told_of(code, "store-interrupted") == "NOT AS SEALED"


@pytest.mark.parametrize("code", sorted(INTERRUPTED))
def test_what_was_interrupted_alone_is_unfinished(code: str) -> None:
    assert told_of(code) == "UNFINISHED"


@pytest.mark.parametrize(
    "code",
    [
        *(f"signature-changed-{when}-page" for when in ("with", "after")),
        *(
            f"signature-{what}"
            for what in ("form", "values", "partial", "unreadable", "promised", "by-other", "missing")
        ),
        *("renewal-altered", "renewal-missing", "stamp-broken", "stamp-missing", "file-changed"),
    ],
)
def test_bytes_that_are_not_what_was_sealed_are_altered(code: str) -> None:
    assert finding(code).is_alteration


def test_of_a_file_alone_a_name_is_told_as_a_name() -> None:
    """Anybody may write it into a certificate."""
    one = SignatureFound(kind=Kind.PADES, signer="Essai", level="B-B", standing=Standing.UNTRUSTED)
    told = sentence_of(Report(place="a.pdf", subject=Subject.PDF, signatures=(one,)))
    assert "somebody signed it in the name of Essai" in told
    assert "lost" not in told
