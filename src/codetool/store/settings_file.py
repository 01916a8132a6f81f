"""`codetool.toml`, which stands beside the store: its values, each with the line that it stands on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from codetool.errors import SourceError
from codetool.store.files import check_inside, load_file
from codetool.tables import LIMIT, NoTableError, parse_table

SETTINGS_FILE = "codetool.toml"
"""The file in which a federation says what its code is called and how its editions look."""

KNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "code": ("work", "title", "country", "language", "author", "author_short", "author_name"),
        "look": (
            *("publisher", "address", "accent", "accent_dark", "fonts", "logo", "logo_words", "paper", "templates"),
        ),
        "archive": (*("name", "address", "key", "passfile", "module", "token", "label", "pinfile", "stamps", "trust"),),
    }
)
"""The tables of the file, and what each of them may set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the file sets, by table and name; `place` is how messages name the file, empty where there is none."""

    place: str = ""
    tables: Mapping[str, Mapping[str, object]] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[tuple[str, str], int] = field(default_factory=lambda: MappingProxyType({}))

    def where(self, table: str, name: str) -> str:
        """Return the place of a value as messages name it: file, and line where it is known."""
        line = self.lines.get((table, name))
        return f"{self.place}:{line}" if line else self.place

    def text(self, table: str, name: str) -> str:
        """Return a value that has to be text, empty where it is not set; raise SourceError where it is something else.

        >>> Settings(tables={"look": {"paper": "A5"}}).text("look", "paper")
        'A5'
        """
        value = self.tables.get(table, {}).get(name, "")
        if not isinstance(value, str):
            raise SourceError(
                "{name} is {kind}, and has to be text",
                'Write it between quotation marks: {name} = "…".',
                place=self.where(table, name),
                name=name,
                kind=kind_of(value),
            )
        if not value.isprintable():
            raise SourceError(
                "{name} holds a line break or another sign that is not printed",
                "Write it in one line.",
                place=self.where(table, name),
                name=name,
            )
        return value.strip()


def load_settings(home: Path, place: str = "") -> Settings:
    """Return what `codetool.toml` in a folder sets, nothing where it is absent.

    `place` is how messages name the file. Raises SourceError, with the line, where it is no TOML, or sets something
    that codetool does not know: a misspelt name would be without effect, and nobody would be told.
    """
    path = home / SETTINGS_FILE
    place = place or SETTINGS_FILE
    if not path.exists() and not path.is_symlink():
        return Settings()
    check_inside(path, home, place)
    text = _decoded(load_file(path, place, limit=LIMIT).content, place)
    try:
        tables = parse_table(text)
    except NoTableError as error:
        raise _broken(error, place) from error
    settings = Settings(place=place, tables=tables, lines=_lines(text))
    _refuse_unknown(settings)
    return settings


def kind_of(value: object) -> str:
    """Return what a value of TOML is, in English words (which have a translation)."""
    kinds = {bool: "yes or no", int: "a number", float: "a number", list: "a list", dict: "a table", str: "text"}
    return kinds.get(type(value), "a date")


def _decoded(content: bytes, place: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            "line {line}: this is not text in UTF-8",
            "Save the file as UTF-8.",
            place=place,
            line=content.count(b"\n", 0, error.start) + 1,
        ) from error


def _broken(error: NoTableError, place: str) -> SourceError:
    return SourceError(
        "this is no TOML", 'Write each line as name = "value", and a # before what is only a remark.',
        place=f"{place}:{error.line}" if error.line else place,
    )  # fmt: skip


_TABLE = re.compile(r"\s*\[\s*(?P<table>[\w-]+)\s*\]")
_VALUE = re.compile(r"\s*(?P<name>[\w-]+)\s*=")


def _lines(text: str) -> Mapping[tuple[str, str], int]:
    """Return the line of each name: tables stand alone on a line, and names begin theirs, as people write them."""
    found: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if begun := _TABLE.match(line):
            table = begun["table"]
            found.setdefault(("", table), number)
        elif named := _VALUE.match(line):
            found.setdefault((table, named["name"]), number)
    return MappingProxyType(found)


def _refuse_unknown(settings: Settings) -> None:
    for table, values in settings.tables.items():
        if table not in KNOWN or not isinstance(values, dict):
            home = next((one for one, names in KNOWN.items() if table in names), "")
            _refuse_outside(settings, table, home)
        for name in values:
            if name not in KNOWN[table]:
                raise SourceError(
                    "[{table}] has no setting {name}",
                    "Take one of: {known}.",
                    place=settings.where(table, name),
                    table=table,
                    name=name,
                    known=", ".join(KNOWN[table]),
                )


def _refuse_outside(settings: Settings, name: str, home: str) -> None:
    place = settings.where("", name)
    if home:
        raise SourceError(
            "{name} stands outside its table", "Put it below [{table}].", place=place, name=name, table=home
        )
    raise SourceError(
        "there is no setting {name}", "Settings stand below [code], [look] and [archive].", place=place, name=name
    )
