"""The editions of a sealing made again from what it holds, and compared."""

from dataclasses import dataclass

from codetool.archive.verify.parts import Parts
from codetool.archive.verify.report import Rebuilt
from codetool.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsFound:
    """What came of making the editions of a sealing again, the worst of them, and what is wrong with them."""

    rebuilt: Rebuilt = Rebuilt.NOT_ASKED
    findings: tuple[Finding, ...] = ()


def check_editions(parts: Parts) -> EditionsFound:
    """Return what came of making the editions of a sealing again."""
    del parts
    return EditionsFound()


def check_edition_alone(content: bytes) -> EditionsFound:
    """Return what came of making a PDF again from what it carries."""
    del content
    return EditionsFound()
