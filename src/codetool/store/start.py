"""A new code: the files that its folder begins with, and what may not be in their way."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from codetool.errors import OutputError
from codetool.resources import load_table, resource_path
from codetool.store.identity import check_identity
from codetool.store.settings_file import SETTINGS_FILE

README = "README.md"
_KEEP = "versions/.gitkeep"
"""git keeps no empty folder, and without `versions/` codetool does not know where the code is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCode:
    """What a new code is called: its name in the store, who issues it, and what was said of it besides.

    `title` and `publisher` may be empty: the title is then read from the first text's cover.
    """

    work: str
    author: str
    country: str
    language: str
    title: str = ""
    publisher: str = ""


def name_code(given: Mapping[str, str], folder: str, language: str) -> NewCode:
    """Return what a new code is called: as `given` says, else after its folder, in the language (fr, en) of its user.

    Raises RequestError where a name cannot stand in a file's name or an IRI.

    >>> name_code({}, "Code d'éthique", "fr")
    NewCode(work='code-d-ethique', author='code', country='be', language='fra', title='', publisher='')
    """
    said = {name: text.strip() for name, text in given.items() if text.strip()}
    defaults = load_table("akn/profile.toml")["defaults"]
    work = said.get("work") or slug_of(folder) or "code"
    author = said.get("author") or slug_of(said.get("publisher", "")) or _first_word(work)
    code = NewCode(
        work=work,
        author=author,
        country=said.get("country") or defaults["country"],
        language=said.get("language") or ("eng" if language == "en" else defaults["language"]),
        title=said.get("title", ""),
        publisher=said.get("publisher", ""),
    )
    iri = f"/akn/{code.country}/act/code/{code.author}/2000-01-01/{code.work}"
    known = {"work": work, "author": author, "country": code.country, "language": code.language, "iri": iri}
    for title in (code.title, code.publisher):
        check_identity({**known, "title": title}, {})
    return code


def slug_of(text: str) -> str:
    """Return a text as a name of plain small letters, figures and hyphens.

    >>> slug_of("Œuvre de l'Été 2026 !")
    'oeuvre-de-l-ete-2026'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(char for char in plain if not unicodedata.combining(char))).strip("-")


def _first_word(work: str) -> str:
    return next((part for part in re.split("[-_]", work) if part[:1].isalpha()), "code")


def starting_files(folder: Path, code: NewCode, language: str) -> list[tuple[Path, bytes]]:
    """Return the files that a new code begins with, in the language (fr, en) of its user; a README that is there stays.

    Raises OutputError where something is in their way.
    """
    _refuse_taken(folder)
    values = {name: _quoted(getattr(code, name)) for name in ("work", "country", "language", "author")}
    values["title"] = _line("title", code.title, "Code de déontologie" if language == "fr" else "Code of conduct")
    values["author_name"] = _line("author_name", code.publisher, _EXAMPLE[language])
    values["publisher"] = _line("publisher", code.publisher, _EXAMPLE[language])
    heading = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(code.title.split()) or code.work)
    files = {
        SETTINGS_FILE: _filled(f"templates/init/codetool.{language}.toml.template", values),
        README: _filled(f"templates/init/README.{language}.md", {"heading": heading, "example": "2026-01-31"}),
        _KEEP: "",
    }
    return [
        (folder / name, text.encode())
        for name, text in files.items()
        if name != README or not (folder / README).exists()
    ]


_EXAMPLE = {"fr": "Nom de la fédération", "en": "Name of the federation"}


def _refuse_taken(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError("this is a file", "Name a folder, or one that is to be made.", place=str(folder))
    if (folder / SETTINGS_FILE).exists() or (folder / SETTINGS_FILE).is_symlink():
        raise OutputError(
            "a code stands in this folder already: {file} is there",
            "Name another folder.",
            place=str(folder),
            file=SETTINGS_FILE,
        )
    versions = folder / "versions"
    if versions.is_symlink() or (versions.exists() and (not versions.is_dir() or any(versions.iterdir()))):
        raise OutputError(
            "versions is there already, and not empty", "Name another folder, or move it away.", place=str(folder)
        )


def _line(name: str, text: str, example: str) -> str:
    return f"{name} = {_quoted(text)}" if text else f"# {name} = {_quoted(example)}"


def _quoted(text: str) -> str:
    # What JSON escapes, TOML escapes alike.
    return json.dumps(text, ensure_ascii=False)


def _filled(name: str, values: Mapping[str, str]) -> str:
    return Template(resource_path(name).read_text(encoding="utf-8")).substitute(values)
