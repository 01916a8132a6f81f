"""What `codetool verify` says in words: of a PDF, whether it was made again, and what came of it."""

import pytest

from codetool.archive.verify.report import Rebuilt, Report, Subject
from codetool.cli.verified_words import named_rebuilding
from codetool.findings import finding

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
