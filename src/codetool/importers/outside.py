"""Acts that a text names: those known by a name, and those named by their type with a date or a number."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from codetool.importers.vocabulary import compiled
from codetool.model.text import small
from codetool.resources import load_table

_THE = compiled(r"(?<!\w)(?:la|de|die|der|the) \Z")
_SINCE = 1952
"""The year of the first acts of the Communities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownText:
    """A text of `akn/references.toml`: its names, and the Work's IRI, or what to show where it is no act."""

    key: str
    names: tuple[str, ...]
    iri: str = ""
    show: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act named in a text; `href` is empty where its type is none of the country's, `key` that of a `KnownText`."""

    start: int
    end: int
    href: str = ""
    key: str = ""


def known_texts(country: str) -> tuple[KnownText, ...]:
    """Return the texts that a document of a country may name: its own, the Union's, and those that are no acts.

    >>> [text.key for text in known_texts("de")]
    ['reglement-de-travail', 'rgpd']
    """
    texts = (
        KnownText(key=key, names=tuple(row["names"]), iri=row.get("iri", ""), show=row.get("show", ""))
        for key, row in load_table("akn/references.toml").items()
    )
    ours = ("", country, "eu")
    return tuple(text for text in texts if not text.iri or text.iri.split("/")[2] in ours)


class Library:
    """What a document of one country may name."""

    def __init__(self, country: str) -> None:
        """Take the tables of a country."""
        self.country = country
        self.known = known_texts(country)
        self._names = _names_pattern(tuple(name for text in self.known for name in text.names))
        self._by_name = {_plain(name): text for text in self.known for name in text.names}

    def find_acts(self, text: str) -> list[Act]:
        """Return the acts that a text names, in order; where two overlap, the longer.

        >>> library = Library("be")
        >>> [act.href for act in library.find_acts("la loi du 8 juin 2004 et la directive 95/46/CE")]
        ['/akn/be/act/loi/2004-06-08', '/akn/eu/act/directive/1995/46']
        """
        found = [*self._named(text), *self._dated(text), *_of_the_union(text)]
        acts: list[Act] = []
        for act in sorted(found, key=lambda act: (act.start, -act.end, not act.href)):
            if not acts or act.start >= acts[-1].end:
                acts.append(act)
        return acts

    def _named(self, text: str) -> Iterator[Act]:
        for found in self._names.finditer(text):
            one = self._by_name[_plain(found[0])]
            # "Constitution du dossier" and "la constitution d'un fonds" are other things than "la Constitution".
            if "/constitution/" in one.iri and (
                found[0][:1].islower() or not _THE.search(text, max(0, found.start() - 5), found.start())
            ):
                continue
            href = one.iri or f"#{one.key}"
            yield Act(start=found.start(), end=found.end(), href=href, key="" if one.iri else one.key)

    def _dated(self, text: str) -> Iterator[Act]:
        tables = _acts()
        for found in tables.dated.finditer(text):
            day = _date_of(found, tables.months)
            kind, countries = tables.types[_plain(found["type"])]
            if not day:
                continue
            href = f"/akn/{self.country}/act/{kind}/{day}" if self.country in countries else ""
            if href and not found["number"] and not tables.purpose.match(text, found.end()):
                href = self._known_by_date(href)
            number = f"/{found['number'].casefold().replace('.', '-')}" if href and found["number"] else ""
            yield Act(start=found.start(), end=found.end(), href=f"{href}{number}")

    def _known_by_date(self, href: str) -> str:
        """Return the IRI of the one known act of that type and date, else the one given."""
        known = [text.iri for text in self.known if text.iri.startswith(f"{href}/")]
        return known[0] if len(known) == 1 else href


@dataclass(frozen=True, slots=True, kw_only=True)
class _Acts:
    """`akn/acts.toml`, ready for use."""

    types: Mapping[str, tuple[str, tuple[str, ...]]]
    months: Mapping[str, int]
    europe: Mapping[str, str]
    dated: re.Pattern[str]
    purpose: re.Pattern[str]
    union: re.Pattern[str]


@cache
def _acts() -> _Acts:
    table: Mapping[str, Any] = load_table("akn/acts.toml")
    types = {
        _plain(name): (kind, tuple(row["countries"])) for kind, row in table["types"].items() for name in row["names"]
    }
    months = {name.casefold(): at for names in table["months"].values() for at, name in enumerate(names, start=1)}
    europe = {_plain(name): kind for kind, row in table["europe"].items() for name in row["names"]}
    sign = r"(?:n°|n[ro]\.?|n°s)"
    month = _any(months)
    dated = (
        rf"(?<![\w-])(?P<type>{_any(types)})(?: (?:{_any(table['between']['words'])})){{0,3}}"
        rf"(?:,? {sign} ?(?P<number>\d[\d.-]*\d|\d))? (?:du|van|vom|of|d\.d\.) "
        rf"(?P<day>\d{{1,2}})(?:er|\.)?(?: (?P<month>{month}) |(?P<sep>[./-])(?P<figure>\d{{1,2}})(?P=sep))"
        r"(?P<year>(?:1[789]|20)\d\d)(?!\d)"
    )
    union_name = "UE|EU|CE|EC|EG|CEE|EEC|EWG"
    origin = rf"(?P<origin>(?: européen)? ?(?:\((?:{union_name})(?:, ?Euratom)?\)|(?:{union_name})(?= n°)))?"
    union = (
        rf"(?<![\w-])(?P<type>{_any(europe)}){origin}(?: (?P<sign>{sign}))? (?P<one>\d{{1,4}})/(?P<two>\d{{1,4}})"
        rf"(?P<suffix>/(?:{union_name}|JAI|JHA|JBZ|Euratom))?(?![\w/])"
    )
    return _Acts(
        types=types, months=months, europe=europe, dated=compiled(dated), union=compiled(union),
        purpose=compiled(rf",? (?:{_any(table['purpose']['words'])})(?!\w)"),
    )  # fmt: skip


def _date_of(found: re.Match[str], months: Mapping[str, int]) -> str:
    month = months[small(found["month"])] if found["month"] else int(found["figure"])
    try:
        return date(int(found["year"]), month, int(found["day"])).isoformat()
    except ValueError:
        return ""


def _of_the_union(text: str) -> Iterator[Act]:
    acts = _acts()
    for found in acts.union.finditer(text):
        kind = acts.europe[_plain(found["type"])]
        if not (found["suffix"] or found["origin"]):
            continue  # decision 12/3 of anybody
        first, second = _year(found["one"]), _year(found["two"])
        # A regulation of before 2015 has its number first: (CE) n° 883/2004.
        if second and kind == "regulation" and (found["sign"] or not first):
            href = f"/akn/eu/act/{kind}/{second}/{found['one']}"
        else:
            href = f"/akn/eu/act/{kind}/{first}/{found['two']}" if first else ""
        yield Act(start=found.start(), end=found.end(), href=href)


def _year(figures: str) -> int:
    """Return the year that two or four figures are, 0 where they are none: 95 is 1995, 2016 itself.

    >>> _year("95"), _year("2016"), _year("883")
    (1995, 2016, 0)
    """
    year = int(figures) + (1900 if len(figures) == len("95") else 0)
    return year if _SINCE <= year <= _SINCE + 100 else 0


def _plain(name: str) -> str:
    """Return a name as it is looked up: small letters, straight apostrophes, plain spaces."""
    return " ".join(name.casefold().replace("’", "'").split())


def _any(names: Iterable[str]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", " +").replace("'", "['’]") for name in longest)


@cache
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{_any(names)})(?!\w)")
