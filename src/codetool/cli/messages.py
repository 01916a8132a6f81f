"""The interface's texts in French: a table keyed by the English text, `messages.fr.toml`."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path


def translator(language: str) -> Callable[[str], str]:
    """Return the function that turns an English text of the interface into `language` ("en" or "fr").

    >>> translator("fr")("there is no such file")
    "ce fichier n'existe pas"
    >>> translator("en")("there is no such file")
    'there is no such file'
    """
    return _french if language == "fr" else str


def _french(text: str) -> str:
    folded = " ".join(text.split())
    return french_texts().get(folded, text)


@cache
def french_texts() -> dict[str, str]:
    """Return the table of French texts by their English ones, white space folded."""
    source = (Path(__file__).parent / "messages.fr.toml").read_text(encoding="utf-8")
    return {entry["en"]: entry["fr"] for entry in tomllib.loads(source)["text"]}
