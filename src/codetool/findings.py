"""Problems in documents, as values.

The table of all findings (severity, messages, clause of the standard, remedy) is data: `akn/findings.toml` for those in
documents, `akn/archive.toml` for those in archives, signatures and editions.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from codetool.errors import Fact
from codetool.resources import load_table

_LONGEST = 200
"""Characters of the document that a message quotes at most."""


class Severity(StrEnum):
    """How bad a finding is: an error breaks the document or our profile, a warning deserves a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem in one document, with the place where it stands.

    `line` counts from 1, 0 where there is none; `eid` is empty outside provisions.
    """

    code: str
    severity: Severity
    eid: str = ""
    line: int = 0
    file: str = ""
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def message(self) -> str:
        """Return the English message: place, fact."""
        return self.told("en")

    @property
    def texts(self) -> tuple[str, str]:
        """Return the English message and remedy as they stand in the table, for `values` to fill."""
        row = _row(self.code)
        return str(row["message"]["en"]), str(row["remedy"]["en"])

    @property
    def clause(self) -> str:
        """Return the clause of the standard that the document breaks, or an empty string."""
        return str(_row(self.code).get("clause", ""))

    @property
    def is_alteration(self) -> bool:
        """Return whether it says that something is not what it was; an error may also say that nothing proves it.

        >>> [finding(code, signer="", day="").is_alteration for code in ("signature-broken", "signature-expired")]
        [True, False]
        """
        return self.severity is Severity.ERROR and not _row(self.code).get("intact", False)

    @property
    def remedy(self) -> str:
        """Return what to do about it, in English."""
        return self.remedied("en")

    def told(self, language: str, translate: Callable[[str], str] = str) -> str:
        """Return the message in `language` ("en" or "fr"); `translate` has the words of the errors that it quotes."""
        values = {
            name: one.error.said(translate) if isinstance(one, Fact) else one for name, one in self.values.items()
        }
        return str(_row(self.code)["message"][language]).format(**values)

    def remedied(self, language: str) -> str:
        """Return the remedy in `language` ("en" or "fr")."""
        return str(_row(self.code)["remedy"][language]).format(**self.values)

    def in_file(self, file: str) -> "Finding":
        """Return the same finding, placed in `file`."""
        return replace(self, file=file)


def finding(code: str, *, eid: str = "", line: int = 0, severity: Severity | None = None, **values: object) -> Finding:
    """Return the finding `code` with the severity of the table, unless `severity` says otherwise.

    >>> finding("eid-missing", line=12, element="article").message
    'article has no eId'
    >>> finding("eid-missing", line=12, element="article").severity
    <Severity.WARNING: 'warning'>
    """
    grave = severity or Severity(_row(code)["severity"])
    told = {name: _in_one_line(value) if isinstance(value, str) else value for name, value in values.items()}
    return Finding(code=code, severity=grave, eid=eid, line=line, values=MappingProxyType(told))


def any_error(findings: Iterable[Finding]) -> bool:
    """Tell whether one of some findings says that something is wrong: warnings and notes do not.

    >>> any_error([finding("eid-missing", element="article")])
    False
    """
    return any(one.severity is Severity.ERROR for one in findings)


def finding_codes() -> tuple[str, ...]:
    """Return every code of the table, in its order."""
    return tuple(load_table("akn/findings.toml"))


@cache
def archive_texts(language: str) -> Mapping[str, str]:
    """Return what the messages and remedies of what is found in archives are in `language`, by the English ones.

    >>> archive_texts("fr")["the file is missing"]
    'le fichier manque'
    """
    rows = load_table("akn/archive.toml").values()
    return {row[part]["en"]: row[part][language] for row in rows for part in ("message", "remedy")}


def _in_one_line(value: str) -> str:
    # A message is one line, whatever the document holds.
    line = value if value.isprintable() else re.sub(r"[\t\n\r]+", " ", value)
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def _row(code: str) -> Mapping[str, Any]:
    rows = load_table("akn/findings.toml")
    row: Mapping[str, Any] = rows[code] if code in rows else load_table("akn/archive.toml")[code]
    return row
