"""The one exception of reading an archive: something in it is not what it should be."""

from collections.abc import Callable
from typing import Any

from codetool.errors import ArchiveError
from codetool.findings import Finding, finding


class AlteredError(ArchiveError):
    """A file or a folder of an archive that is not what it should be; `finding` says why, in both languages."""

    def __init__(self, found: Finding) -> None:
        """Keep the finding, which `codetool verify` tells as well; of a file alone, others send their user there."""
        if found.code in {"file-missing", "file-changed"}:
            sent = ArchiveError(
                "this file of the archive is missing"
                if found.code == "file-missing"
                else "this file of the archive is not as it was written",
                "Ask codetool verify what is wrong with it, and take the archive from a copy.",
            )
            fact, remedy = sent.fact, sent.remedy
        else:
            fact, remedy = found.texts
        super().__init__(fact, remedy, place=found.file)
        self.values = dict(found.values)
        self.finding = found

    def __reduce__(self) -> tuple[Callable[[Finding], "AlteredError"], tuple[Finding]]:
        """Return how another process makes the same error."""
        return AlteredError, (self.finding,)


def altered(code: str, place: str, **values: Any) -> AlteredError:  # noqa: ANN401 - any value that prints
    """Return the exception that a finding of the table makes, placed in a file.

    >>> altered("file-missing", "v1/inventory.json").finding.message
    'the file is missing'
    """
    return AlteredError(finding(code, **values).in_file(place))
