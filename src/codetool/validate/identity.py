"""Who the document says it is: its IRIs on four levels, its language, its country (NC 4.5-4.8)."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import pycountry

from codetool.akn.places import Fault
from codetool.errors import RequestError
from codetool.model.frbr import Iri, parse_date, parse_iri
from codetool.validate.survey import Place, Survey

LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
_UNIONS = frozenset({"eu", "un"})
"""Reserved in ISO 3166-1, not listed in it; the Union's own texts are marked so."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_iris(found: Survey) -> Iterator[Fault]:
    """Yield IRIs that are missing, or not written by the Naming Convention (NC 4.5-4.8)."""
    for level in _levels(found):
        for name in ("FRBRthis", "FRBRuri"):
            value = _value(found, level, name)
            if not value:
                yield level.fault("iri-missing", element=name, level=level.name, more="")
            elif read_iri(value) is None:
                yield level.fault("iri-malformed", element=name, level=level.name, iri=value, more="")


def check_iri_levels(found: Survey) -> Iterator[Fault]:
    """Yield Expressions with another IRI than their Work's, and Manifestations likewise (NC 4.6)."""
    for identification in identifications(found):
        iris = {level: iri_of(found, identification, level) for level in LEVELS}
        work, expression, manifestation = (iris[level] for level in LEVELS)
        if work and expression and work_of(expression) != work_of(work):
            yield identification.fault("iri-level", level=LEVELS[1], iri=str(expression), above=str(work))
        if expression and manifestation and version_of(manifestation) != version_of(expression):
            yield identification.fault("iri-level", level=LEVELS[2], iri=str(manifestation), above=str(expression))


def check_iri_this(found: Survey) -> Iterator[Fault]:
    """Yield levels whose FRBRthis names another text than their FRBRuri (NC 4.7)."""
    for level in _levels(found):
        this, uri = (read_iri(_value(found, level, name)) for name in ("FRBRthis", "FRBRuri"))
        if this and uri and version_of(this) != version_of(uri):
            yield level.fault("iri-this", level=level.name, this=str(this), uri=str(uri))


def check_iri_parts(found: Survey) -> Iterator[Fault]:
    """Yield IRIs whose country, kind, date or language the metadata contradict (NC 4.5, 4.6)."""
    for identification in identifications(found):
        work, expression = (iri_of(found, identification, level) for level in LEVELS[:2])
        parts = _work_parts(found, identification, work) if work else []
        parts += _expression_parts(found, identification, expression) if expression else []
        for part in parts:
            if part.said and part.in_iri and part.in_iri not in part.said:
                values = part._asdict() | {"said": ", ".join(sorted(part.said))}
                yield identification.fault("iri-conflict", **values)


def check_iri_dates(found: Survey) -> Iterator[Fault]:
    """Yield IRIs with a date that is no day of the calendar."""
    told: set[str] = set()
    for level in _levels(found):
        for iri in filter(None, (read_iri(_value(found, level, name)) for name in ("FRBRuri", "FRBRthis"))):
            for day in (iri.date, iri.version or ""):
                if _is_no_day(day) and day not in told:
                    told.add(day)
                    yield level.fault("date-impossible", date=day, iri=str(iri))


def check_language(found: Survey) -> Iterator[Fault]:
    """Yield languages that are not codes of ISO 639-2 or 639-3 (NC 4.6)."""
    for place in found.places("FRBRlanguage"):
        value = place.get("language")
        if value not in _languages():
            yield place.fault("language-unknown", language=value, more="")


def check_country(found: Survey) -> Iterator[Fault]:
    """Yield countries that are not codes of ISO 3166-1 (NC 4.5)."""
    for place in found.places("FRBRcountry"):
        value = place.get("value")
        if value not in _countries():
            yield place.fault("country-unknown", country=value, more="")


RULES = (check_iris, check_iri_levels, check_iri_this, check_iri_parts, check_iri_dates, check_language, check_country)


def identifications(found: Survey) -> Iterator[Place]:
    """Yield the identification of the document, then those of its attachments and components."""
    return (place for place in found.places("identification") if not place.quoted)


@lru_cache(maxsize=1024)
def read_iri(value: str) -> Iri | None:
    """Return the parts of an IRI, None where it does not follow the Naming Convention."""
    try:
        return parse_iri(value)
    except RequestError:
        return None


def iri_of(found: Survey, identification: Place, name: str) -> Iri | None:
    """Return the IRI of a level: its FRBRuri, else its FRBRthis."""
    level = found.child(identification, name)
    values = [_value(found, level, given) for given in ("FRBRuri", "FRBRthis")] if level else []
    return next((iri for iri in map(read_iri, values) if iri), None)


def work_of(iri: Iri) -> tuple[str | tuple[str, ...], ...]:
    """Return what two IRIs of one Work share."""
    return iri.country, iri.doctype, iri.qualifiers, iri.date, iri.name


def version_of(iri: Iri) -> tuple[object, ...]:
    """Return what two IRIs of one text share: Work, language and version."""
    return *work_of(iri), iri.language, iri.version


def _levels(found: Survey) -> Iterator[Place]:
    return (place for place in found.places(*LEVELS) if not place.quoted)


def _value(found: Survey, level: Place, name: str) -> str:
    given = found.child(level, name)
    return given.get("value") if given else ""


class _Part(NamedTuple):
    """What an IRI says and what the element beside it says, one of which would be right."""

    level: str
    element: str
    in_iri: str
    said: set[str]


def _work_parts(found: Survey, identification: Place, iri: Iri) -> list[_Part]:
    # The IRI of an annex begins with that of its act, and so does not say what the annex itself is.
    documents = {found.document.name, *(above.name for above in list(identification.ancestors())[1:2])}
    countries = {value.lower() for value in _said(found, identification, 0, "FRBRcountry")} & _countries()
    days = {value[: len(iri.date)] for value in _days_said(found, identification, 0)}
    return [
        _Part(LEVELS[0], "FRBRcountry", iri.country, countries),
        _Part(LEVELS[0], "akomaNtoso", iri.doctype, documents if "portion" not in documents else set()),
        _Part(LEVELS[0], "FRBRdate", _day_in(iri.date), days),
    ]


def _expression_parts(found: Survey, identification: Place, iri: Iri) -> list[_Part]:
    languages = {_three_letters(value) for value in _said(found, identification, 1, "FRBRlanguage")}
    days = set(_days_said(found, identification, 1))
    day = iri.version if _DAY.fullmatch(iri.version or "") else ""
    return [
        _Part(LEVELS[1], "FRBRlanguage", _three_letters(iri.language), languages),
        _Part(LEVELS[1], "FRBRdate", _day_in(day or ""), days),
    ]


def _said(found: Survey, identification: Place, level: int, name: str) -> list[str]:
    block = found.child(identification, LEVELS[level])
    attribute = {"FRBRdate": "date", "FRBRlanguage": "language"}.get(name, "value")
    given = found.children(block, name) if block else iter(())
    return [value for child in given if (value := child.get(attribute))]


def _days_said(found: Survey, identification: Place, level: int) -> list[str]:
    # A date that is none is told by the schema, and should not be told again as a conflict.
    return [value[:10] for value in _said(found, identification, level, "FRBRdate") if is_day(value[:10])]


def _three_letters(code: str) -> str:
    """Return a language as an IRI names it: fra for fre and fr-BE too; that it is written so is told elsewhere."""
    short = code.partition("-")[0].lower()
    if len(short) == 2:  # noqa: PLR2004 - alpha-2
        language = pycountry.languages.get(alpha_2=short)
    else:
        language = pycountry.languages.get(bibliographic=short)
    return str(language.alpha_3) if language else short


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, as yyyy-mm-dd."""
    try:
        parse_date(text)
    except RequestError:
        return False
    return True


def _is_no_day(text: str) -> bool:
    return bool(_DAY.fullmatch(text)) and not is_day(text)


def _day_in(text: str) -> str:
    # What is no day at all is told by another rule.
    return "" if _is_no_day(text) else text


@cache
def _languages() -> frozenset[str]:
    bibliographic = {language.bibliographic for language in pycountry.languages if hasattr(language, "bibliographic")}
    return frozenset({language.alpha_3 for language in pycountry.languages} | bibliographic)


@cache
def _countries() -> frozenset[str]:
    return frozenset({country.alpha_2.lower() for country in pycountry.countries} | _UNIONS)
