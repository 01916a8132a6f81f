"""What stops the work: one tree of exceptions, each with a place, a fact and a remedy.

Problems *in* documents are values (`codetool.findings`); an exception is raised only when nothing can go on::

    CodetoolError
    ├── SourceError          a file that cannot be read as what it should be
    │   ├── DialectError     XML, but not in the Akoma Ntoso 3.0 namespace
    │   ├── StructureError   a text in which no article can be found
    │   └── ListConflictError   a list of what was sealed into which git put the lines of two sides
    ├── PatchError           changes that do not fit the text, or do not lead to the one that they promise
    ├── VersionError         no such version, or one that is there already
    ├── OutputError          a file or folder that cannot be written
    ├── ArchiveError         an archive that is none, or that cannot be written to as it is
    ├── SigningError         a key, a certificate or a time stamp that cannot be had
    ├── RequestError         a date that is no date, options that contradict each other
    └── MissingPartError     a library or font of the system that is not installed
"""

import re
from collections.abc import Callable
from typing import Any, Self

_WORDED = frozenset({"cause", "dialect", "kind", "namespace", "reason", "seen"})
"""Names of values that are words of a program, and so have a translation; all others are the user's own."""

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that a terminal obeys instead of showing them, and those that turn the order of the letters after them."""


def harmless(text: str) -> str:
    r"""Return a line in which no name out of a document can command the terminal.

    >>> harmless("a\nb \x1b]0;c\x07")
    'a\\nb \\x1b]0;c\\x07'
    """
    return _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)


class CodetoolError(Exception):
    """An error a user can act on; `str()` is one English line: place, fact, remedy.

    >>> str(VersionError("there is no version {label}", "Name one of {known}.",
    ...                  place="versions", label="2002", known="2001-06-07"))
    'versions: there is no version 2002. Name one of 2001-06-07.'
    """

    def __init__(self, fact: str, remedy: str, *, place: str = "", **values: Any) -> None:  # noqa: ANN401 - any value that prints
        """Keep the templates apart from their values, so that the line can be told in another language."""
        super().__init__(fact, remedy)
        self.fact = fact
        self.remedy = remedy
        self.place = place
        self.values = values

    def __reduce__(self) -> tuple[Callable[..., "CodetoolError"], tuple[object, ...]]:
        """Return how another process makes the same error."""
        return _made, (type(self), self.fact, self.remedy, self.place, self.values)

    def told(self, translate: Callable[[str], str] = str) -> str:
        """Return the line in the language that `translate` gives the two templates."""
        fact, remedy = self.said(translate), translate(self.remedy).format(**self._spoken(translate))
        line = f"{self.place}: {fact}. {remedy}" if self.place else f"{fact}. {remedy}"
        return harmless(" ".join(line.split()))

    def said(self, translate: Callable[[str], str] = str) -> str:
        """Return the fact alone, as what stands within another sentence."""
        return harmless(" ".join(translate(self.fact).format(**self._spoken(translate)).split()))

    def _spoken(self, translate: Callable[[str], str]) -> dict[str, Any]:
        return {name: _spoken(name, value, translate) for name, value in self.values.items()}

    def __str__(self) -> str:
        """Return the English line."""
        return self.told()


def _spoken(name: str, value: Any, translate: Callable[[str], str]) -> Any:  # noqa: ANN401 - any value that prints
    if isinstance(value, Fact):
        return value.error.said(translate)
    return translate(value) if name in _WORDED else value


def _made(kind: type[CodetoolError], fact: str, remedy: str, place: str, values: dict[str, Any]) -> CodetoolError:
    return kind(fact, remedy, place=place, **values)


class Fact(str):
    """The fact of an error, in English; it can still be told in another language.

    >>> Fact(VersionError("there is no version {label}", "Name another.", place="versions", label="2002"))
    'there is no version 2002'
    """

    __slots__ = ("error",)
    error: CodetoolError

    def __new__(cls, error: CodetoolError) -> Self:
        """Keep the error beside its words."""
        made = super().__new__(cls, error.said())
        made.error = error
        return made

    def __reduce__(self) -> tuple[type["Fact"], tuple[CodetoolError]]:
        """Return how another process makes the same."""
        return Fact, (self.error,)


class SourceError(CodetoolError):
    """A file that cannot be read as what it should be."""


class DialectError(SourceError):
    """XML of another vocabulary than Akoma Ntoso 3.0; `dialect` names it."""

    def __init__(self, fact: str, remedy: str, *, place: str = "", dialect: str = "", **values: Any) -> None:  # noqa: ANN401 - as above
        """Keep the dialect's name where a caller can read it."""
        super().__init__(fact, remedy, place=place, dialect=dialect, **values)
        self.dialect = dialect


class ListConflictError(SourceError):
    """A list of what was sealed into which git put the lines of two sides."""


class StructureError(SourceError):
    """A text in which no article can be found."""


class PatchError(CodetoolError):
    """Changes that do not fit the text that they are to be applied to, or do not lead to the one that they promise."""


class VersionError(CodetoolError):
    """No such version, or one that is there already."""


class OutputError(CodetoolError):
    """A file or folder that cannot be written."""


class ArchiveError(CodetoolError):
    """An archive that is none, or that cannot be written to as it is."""


class SigningError(CodetoolError):
    """A key, a certificate or a time stamp that cannot be had."""


class RequestError(CodetoolError):
    """What was asked for cannot be: a date that is no date, options that contradict each other."""


class MissingPartError(CodetoolError):
    """A library or font of the system that is not installed."""
