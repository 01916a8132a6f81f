"""The interface's texts in French: a table keyed by the English text, `messages.fr.toml`.

An error that tells what was found in an archive has its French where findings have theirs.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

Translate = Callable[[str], str]


def translator(language: str) -> Translate:
    """Return the function that turns an English text of the interface into `language` ("en" or "fr").

    >>> translator("fr")("there is no such file")
    "ce fichier n'existe pas"
    >>> translator("fr")("No such command 'lst'.")
    "il n'y a pas de commande 'lst'"
    >>> translator("en")("there is no such file")
    'there is no such file'
    """
    return _french if language == "fr" else str


def translate_page(text: str, translate: Translate) -> str:
    r"""Return a help text translated by paragraphs, by lines where `\b` keeps the lines as they are.

    >>> translate_page("\b\n  Examples:\n    codetool list", translator("fr"))
    '\x08\n  Exemples :\n    codetool list'
    """
    return "\n\n".join(_paragraph(paragraph, translate) for paragraph in text.split("\n\n"))


def page_texts(text: str) -> list[str]:
    r"""Return the pieces of a help text that have a translation of their own; a command alone has none.

    >>> page_texts("Lists versions.\n\n\b\nExample:\n  codetool list")
    ['Lists versions.', 'Example:']
    """
    pieces: list[str] = []
    for paragraph in text.split("\n\n"):
        pieces += paragraph.splitlines() if "\b" in paragraph else [paragraph]
    told = [part for piece in pieces for part in (_SAID.findall(piece) if _is_command(piece) else [piece])]
    return [folded for piece in told if (folded := _fold(piece))]


def _paragraph(paragraph: str, translate: Translate) -> str:
    if "\b" not in paragraph:
        return translate(paragraph)
    return "\n".join(_line(line, translate) for line in paragraph.split("\n"))


def _line(line: str, translate: Translate) -> str:
    said = line.strip(" ")
    spoken = _SAID.sub(lambda words: translate(words[0]), said) if _is_command(line) else translate(said)
    return line[: len(line) - len(line.lstrip(" "))] + spoken


_SAID = re.compile(r'(?<=--reason ")[^"]+(?=")')
"""What a user says in a command of an example, in words of their own language."""


def _is_command(line: str) -> bool:
    # A command to type is the same in every language; one with its explanation beside it is not.
    return line.strip() == "\b" or (line.strip().startswith("codetool ") and "  " not in line.strip())


def _fold(text: str) -> str:
    return " ".join(text.split())


def _french(text: str) -> str:
    folded = _fold(text)
    if known := french_texts().get(folded) or _of_archives(folded):
        return known
    for pattern, french in _patterns():
        if found := pattern.fullmatch(folded):
            return french.format(**{name: _filled(name, value) for name, value in found.groupdict().items()})
    return text


def _of_archives(text: str) -> str | None:
    """Return what a finding of the archive's table is in French: errors are made of such ones, too."""
    from codetool.findings import archive_texts

    return archive_texts("fr").get(text)


def _filled(name: str, value: str) -> str:
    # What fills a sentence is the user's own word, unless it is a sentence again or a placeholder of the help.
    if name == "argument":
        return re.sub(r"[A-Z][A-Z-]+", lambda word: _french(word[0]), value)
    if name == "name":  # click puts each of several spellings of an option between quotation marks
        return value.replace("' / '", ", ")
    return _french(value) if name == "reason" else value


@cache
def french_texts() -> dict[str, str]:
    """Return the table of French texts by their English ones, white space folded."""
    return {entry["en"]: entry["fr"] for entry in _entries() if "from" not in entry}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    # Sentences of other programs reach us filled in: their {places} are found again, each tried for a text of its own.
    return tuple(
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(entry["en"]))), entry["fr"])
        for entry in _entries()
        if "from" in entry
    )


@cache
def _entries() -> tuple[dict[str, str], ...]:
    import tomllib

    source = (Path(__file__).parent / "messages.fr.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(source)["text"])
