"""What an import is asked for, and what it gives."""

from dataclasses import dataclass

from codetool.findings import Finding
from codetool.importers.ledger import Ledger
from codetool.model.expression import Expression

DRAFT = "draft"
"""The status of a text that nobody adopted yet; any other is an adopted one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """The identity that the caller gives to a text; an empty title is read from the cover, else it is the work.

    `date` is yyyy-mm-dd; `author` is the short name used in ids, such as "fewasc"; `iri` is the Work's.
    """

    date: str
    work: str
    iri: str
    title: str
    author: str
    author_short: str
    author_name: str
    language: str = "fra"
    status: str = DRAFT
    country: str = "be"
    variant: str = ""

    @property
    def is_draft(self) -> bool:
        """Tell whether the text is a draft."""
        return self.status == DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An Expression, the account of its words, and what the importer noticed."""

    expression: Expression
    ledger: Ledger
    findings: tuple[Finding, ...] = ()
