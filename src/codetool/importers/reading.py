"""What a reader makes of a source: its lines, its notes and comments, what it left out, and the words it saw."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum

from codetool.findings import Finding
from codetool.importers.lines import Line


class Tracked(Enum):
    """Which side of a source's tracked changes is read."""

    ACCEPT = "accept"
    REJECT = "reject"


class DropKind(StrEnum):
    """What a reader leaves out on purpose; each is told."""

    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page-number"
    LINE_NUMBER = "line-number"  # those of a page together: `text` is the first and the last
    HYPHEN = "hyphen"  # `text` is the word as it was torn: "confi- dentialité"
    CONTENTS = "contents"
    PICTURE = "picture"
    MACRO = "macro"
    OBJECT = "object"
    HIDDEN = "hidden"
    SCRIPT = "script"
    RUBY = "ruby"  # how to say the words below it
    MARKUP = "markup"  # signs that stand for structure, such as the # of Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something left out on purpose: `text` is its words or its name; `count` how often it stands in the source."""

    kind: DropKind
    text: str
    line: int = 0
    page: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerWord:
    """A word as it stands in the source, or that has come in; `line` is the source's, from 1, `page` too if any."""

    word: str
    line: int
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote or endnote: `key` is what the marks that call it name, `label` its number as printed.

    `words` are those that the source has for it, as the words of a Reading; None where the format has no way of its own
    to tell them.
    """

    key: str
    label: str
    lines: tuple[Line, ...]
    words: tuple[LedgerWord, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment in the margin: who made it, when (yyyy-mm-dd or empty), on which words, which begin on `line`."""

    text: str
    line: int
    author: str = ""
    date: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A source as its reader sees it.

    `words` are those of the running text and its tables, in order, taken from the source by a way of their own and not
    from `lines`, so that the ledger can tell what got lost between the two; words of notes and remarks, and what was
    dropped, are not among them: a note has its own. `notes` stand in the order in which they are called.
    """

    lines: tuple[Line, ...]
    words: tuple[LedgerWord, ...]
    notes: tuple[Note, ...] = ()
    remarks: tuple[Remark, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


Reader = Callable[[bytes, str, Tracked], Reading]
"""Bytes, the place to name in messages, and the side of tracked changes to read; raises SourceError."""
