"""The one Jinja environment, and the labels printed around a text in the language of the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from codetool.model.text import unturned
from codetool.render.redline_lines import marks_of
from codetool.resources import load_table, resource_path

if TYPE_CHECKING:
    from jinja2 import Environment

LANGUAGES = ("fr", "nl", "de", "en")
"""Languages that have labels, in `templates/i18n/`; a text in another one gets the English ones."""

_TAGS = {
    # ISO 639-2 as Akoma Ntoso writes it, to BCP 47 as HTML and PDF do.
    "deu": "de", "dut": "nl", "eng": "en", "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "ita": "it",
    "ltz": "lb", "nld": "nl", "por": "pt", "spa": "es", "swe": "sv",
}  # fmt: skip


def language_tag(language: str) -> str:
    """Return the BCP 47 tag of an ISO 639-2 code, "und" where it is none.

    >>> language_tag("fra"), language_tag("isl"), language_tag("frp"), language_tag("klingon"), language_tag("")
    ('fr', 'is', 'frp', 'und', 'und')
    """
    return _TAGS.get(language) or _other_tag(language)


@cache
def _other_tag(language: str) -> str:
    from pycountry import languages  # noqa: PLC0415 - 0.1 s that only rare languages need

    codes = ("alpha_2", "alpha_3", "bibliographic")
    found = next((known for code in codes if (known := languages.get(**{code: language}))), None)
    return getattr(found, "alpha_2", found.alpha_3) if found else "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words that we print around a text, by key, in `language`.

    >>> labels_for("fr")["contents"]
    'Table des matières'
    """

    language: str
    words: Mapping[str, str]
    months: tuple[str, ...]

    def __getitem__(self, key: str) -> str:
        """Return the words under a key."""
        return self.words[key]

    def date(self, day: str) -> str:
        """Return a day (yyyy-mm-dd) in words; whatever else comes back as it is.

        >>> labels_for("fr").date("2001-06-07"), labels_for("fr").date("2002-01-01")
        ('7 juin 2001', '1er janvier 2002')
        """
        found = _DAY.fullmatch(day)
        if found is None:
            return day
        number = self.words["first_day"] if int(found["day"]) == 1 else str(int(found["day"]))
        month = self.months[int(found["month"]) - 1]
        return self.words["date"].format(day=number, month=month, year=found["year"])


_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>\d{2})")


@cache
def labels_for(language: str) -> Labels:
    """Return the labels in a language (BCP 47), the English ones where we have none in it."""
    known = language if language in LANGUAGES else "en"
    table = dict(load_table(f"templates/i18n/{known}.toml"))
    months = tuple(str(month) for month in table.pop("months"))
    words = MappingProxyType({key: str(words) for key, words in table.items()})
    return Labels(language=known, words=words, months=months)


@cache
def environment(folder: Path | None = None) -> "Environment":
    """Return the Jinja environment over `templates/`: everything is escaped, an unknown name is an error.

    A template that stands in `folder` under the same name takes the place of ours. It is a text that we did not write:
    it runs in a sandbox, in which nothing can be reached but what it is given, and cannot leave anything unescaped.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - 40 ms that only pages need

    if folder is None:
        kind: type[Environment] = Environment
        found_by: type[FileSystemLoader] = FileSystemLoader
    else:
        from codetool.render.sandbox import (  # noqa: PLC0415 - only where a federation has templates
            Confined as found_by,  # noqa: N813 - as above
        )
        from codetool.render.sandbox import Sandbox as kind  # noqa: N813, PLC0415 - as above
    found = kind(
        loader=found_by([*([folder] if folder else []), resource_path("templates")], encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=folder is not None,  # `serve` shows what was saved a moment ago
    )
    found.filters["marks"] = marks_of
    found.filters["long_words"] = long_words
    if folder:
        del found.filters["safe"], found.globals["lipsum"]  # which fills as many pages as it is asked for
    return found


_LONG = re.compile(r"(\S{40,})")
"""A word that may be longer than a line, as an address is."""


def long_words(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, and whether each is a word that may have to be broken anywhere.

    >>> [(len(piece), is_long) for piece, is_long in long_words("voir " + "a" * 60)]
    [(5, False), (60, True)]
    """
    for i, piece in enumerate(_LONG.split(text)):
        if piece:
            yield piece, bool(i % 2)


def fill_template(name: str, folder: Path | None = None, /, **values: object) -> str:
    """Return a template filled in: that of `folder` where it has one of this name, else that of `templates/`.

    Whatever was filled in, no page shows its letters in another order than they are stored (`unturned`).
    Raises SourceError, with file and line, where a template of `folder` has a fault.
    """
    if folder is None:
        return unturned(environment().get_template(name).render(**values))
    from codetool.render.sandbox import bounded, told_of_templates  # noqa: PLC0415 - only where a federation has templates

    with told_of_templates(folder), bounded():
        return unturned(environment(folder).get_template(name).render(**values))


def reached_templates(folder: Path, pages: Iterable[str]) -> Mapping[str, bytes]:
    """Return the files of `folder` that pages made from some templates are made with, by their names.

    Where a template includes one whose name only filling it in would tell, all files of the folder are returned.
    Raises SourceError where a template of `folder` has a fault.
    """
    from jinja2 import TemplateNotFound, meta  # noqa: PLC0415 - as above

    from codetool.render.sandbox import told_of_templates  # noqa: PLC0415 - as above

    found, waiting, own = environment(folder), list(pages), dict[str, bytes]()
    known = set(waiting)
    while waiting:
        name = waiting.pop()
        with told_of_templates(folder):
            try:
                text, path, _ = found.loader.get_source(found, name) if found.loader else ("", "", None)
            except TemplateNotFound:
                continue  # told when the page is made, if that asks for it
            asked = set(meta.find_referenced_templates(found.parse(text, name, path)))
        if Path(path or "").is_relative_to(folder):
            own[name] = Path(path or "").read_bytes()
        if None in asked:
            return {one.relative_to(folder).as_posix(): one.read_bytes() for one in _all_in(folder)}
        new = {one for one in asked if one and one not in known}
        waiting += sorted(new)
        known |= new
    return own


def _all_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
