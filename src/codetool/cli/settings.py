"""What every command knows of its surroundings: language, colour, store, today; the only place that asks for them."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.messages import translator
from codetool.errors import CodetoolError, RequestError

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(slots=True, kw_only=True)
class Settings:
    """The options that stand before or after a command's name."""

    language: str = "en"
    color: str = "auto"
    store: Path | None = None
    debug: bool = False
    given: Sequence[str] = ()
    """The words of the command."""

    def translate(self, text: str) -> str:
        """Return a text of the interface in the user's language."""
        return translator(self.language)(text)

    @property
    def colored(self) -> bool | None:
        """Return whether to colour: yes, no, or as the terminal says (None)."""
        if self.color == "auto":
            return False if os.environ.get("NO_COLOR") else None
        return self.color == "always"

    @property
    def start(self) -> Path:
        """Return the folder that the command was given in."""
        return Path.cwd()

    def told(self, error: CodetoolError) -> str:
        """Return the line of an error in the user's language.

        Its file is named from where the command was given, unless the user gave its whole path.
        """
        with suppress(OSError):  # that folder is gone
            if not any(word.startswith(os.sep) and error.place.startswith(word) for word in self.given):
                error.place = error.place.removeprefix(f"{self.start}{os.sep}")
        return error.told(self.translate)

    @property
    def now(self) -> "datetime":
        """Return this moment, in UTC."""
        from datetime import UTC, datetime

        return datetime.now(UTC)

    @property
    def today(self) -> str:
        """Return today's date (yyyy-mm-dd)."""
        from datetime import UTC, datetime

        return datetime.now(UTC).astimezone().date().isoformat()


def current_settings() -> Settings:
    """Return the settings of the command that runs."""
    context = click.get_current_context(silent=True)
    return (context.find_object(Settings) if context else None) or Settings(language=spoken_language())


def spoken_language(arguments: Sequence[str] = ()) -> str:
    """Return the interface's language, "fr" or "en": as `--ui-lang` says, wherever it stands, else by the locale.

    >>> spoken_language(["--help", "--ui-lang", "fr"]), spoken_language(["--ui-lang=en", "list"])
    ('fr', 'en')
    """
    for argument, following in pairwise((*arguments, "")):
        name, given, value = argument.partition("=")
        if name == "--ui-lang":
            return _known(value if given else following)
    named = (os.environ.get(name, "") for name in ("CODETOOL_UI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    return _known(next(filter(None, named), ""))


def refuse_language(arguments: Sequence[str]) -> None:
    """Raise RequestError where our own variable names a language that is not spoken, and no `--ui-lang` another."""
    named = os.environ.get("CODETOOL_UI_LANG", "")
    asked = any(argument.partition("=")[0] == "--ui-lang" for argument in arguments)
    if named and not asked and named.lower()[:2] not in {"en", "fr", "c", "c.", "po"}:  # C and POSIX are locales
        raise RequestError(
            "codetool does not speak “{language}”", "Write en or fr.", place="CODETOOL_UI_LANG", language=named
        )


def _known(locale: str) -> str:
    return "fr" if locale.lower().startswith("fr") else "en"
