"""Identity in four levels (FRBR): IRIs by the Akoma Ntoso Naming Convention, and a document's identification block."""

import re
from dataclasses import dataclass
from datetime import date

from codetool.errors import RequestError
from codetool.model.markup import Element, Tagged

DOCTYPES = frozenset(
    """act amendment amendmentList bill debate debateReport debaterecord doc documentCollection judgment
    officialGazette portion statement""".split(),
)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_VARIANT = re.compile(r"\d{4}-\d{2}-\d{2}\.(?P<variant>[\w-]+)")
_EXPRESSION = re.compile(r"(?P<language>[a-z]{3})(?P<version>@(?P<date>[^/!~]*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Iri:
    """An IRI of the Naming Convention (NC 4.5-4.8) in its parts; parts that are absent are empty.

    >>> iri = parse_iri("/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas/fra@2001-06-07/!main~art_2-1")
    >>> iri.country, iri.doctype, iri.qualifiers, iri.date, iri.name
    ('be', 'act', ('code', 'fewasc'), '2001-06-07', 'deontologie-as-cpas')
    >>> iri.language, iri.version, iri.component, iri.portion
    ('fra', '2001-06-07', 'main', 'art_2-1')
    >>> str(iri.work())
    '/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas'
    """

    country: str
    doctype: str
    qualifiers: tuple[str, ...] = ()
    date: str
    name: str = ""
    language: str = ""
    version: str | None = None
    component: str = ""
    portion: str = ""
    format: str = ""

    def __str__(self) -> str:
        """Return the IRI as written by NC 4.5-4.8."""
        parts = ["/akn", self.country, self.doctype, *self.qualifiers, self.date, self.name]
        text = "/".join(part for part in parts if part)
        if self.language:
            text += f"/{self.language}" + (f"@{self.version}" if self.version is not None else "")
        if self.component:
            text += f"/!{self.component}"
        if self.portion:
            text += f"~{self.portion}" if self.component else f"/~{self.portion}"
        return text + (f".{self.format}" if self.format else "")

    def work(self) -> "Iri":
        """Return the IRI of the Work, without what belongs to an Expression or a part."""
        return Iri(
            country=self.country, doctype=self.doctype, qualifiers=self.qualifiers, date=self.date, name=self.name
        )


def parse_iri(text: str) -> Iri:
    """Return the parts of an IRI; raise RequestError where it does not follow NC 4.5-4.8.

    >>> parse_iri("http://a/law")
    Traceback (most recent call last):
        ...
    codetool.errors.RequestError: 'http://a/law' is no Akoma Ntoso IRI. Write it as /akn/country/doctype/date/name.
    """
    body, portion = _cut_portion(text)
    body, component, form = _cut_component(body)
    parts = body.split("/")
    at = next((i for i, part in enumerate(parts) if i > 2 and _DATE.fullmatch(part)), 0)  # noqa: PLR2004 - after "", akn, country
    if parts[:2] != ["", "akn"] or not at or len(parts) <= 3 or parts[3] not in DOCTYPES:  # noqa: PLR2004
        raise _no_iri(text)
    rest = parts[at + 1 :]
    expression = _EXPRESSION.fullmatch(rest[-1]) if rest else None
    if expression and (len(rest) > 1 or expression["version"] is not None):
        rest = rest[:-1]
    else:
        expression = None
    if len(rest) > 1 or "" in parts[1:] or not re.fullmatch(r"[a-z]{2}(-[a-z0-9]+)?", parts[2]):
        raise _no_iri(text)
    return Iri(
        country=parts[2],
        doctype=parts[3],
        qualifiers=tuple(parts[4:at]),
        date=parts[at],
        name=rest[0] if rest else "",
        language=expression["language"] if expression else "",
        version=expression["date"] if expression and expression["version"] is not None else None,
        component=component,
        portion=portion,
        format=form,
    )


def variant_of(iri: str) -> str:
    """Return what tells the version that an IRI is of apart from others of its day; empty where nothing does.

    >>> variant_of("/akn/be/act/code/us/2001-01-01/essai/fra@2001-06-07.avis/!main")
    'avis'
    >>> variant_of("/akn/be/act/code/us/2001-01-01/essai/fra@2001-06-07"), variant_of("http://a/law@2001-06-07.avis")
    ('', '')
    """
    try:
        found = _VARIANT.fullmatch(parse_iri(iri).version or "")
    except RequestError:
        return ""
    return found["variant"] if found else ""


def _cut_portion(text: str) -> tuple[str, str]:
    body, mark, portion = text.partition("~")
    return (body.rstrip("/") if mark else body), portion


def _cut_component(body: str) -> tuple[str, str, str]:
    main, mark, component = body.partition("/!")
    if mark:
        component, _, form = component.partition(".")
        return main, component, form
    # A version may have a dot in it too, before its variant: fra@2001-06-07.avis
    main, dot, form = body.rpartition(".")
    return (main, "", form) if dot and form in _FORMS else (body, "", "")


_FORMS = frozenset({"akn", "xml", "html", "htm", "pdf", "docx", "odt", "txt", "md", "json", "epub", "rdf"})
"""What the IRI of a Manifestation ends with (NC 4.8)."""


def _no_iri(text: str) -> RequestError:
    return RequestError("'{iri}' is no Akoma Ntoso IRI", "Write it as /akn/country/doctype/date/name.", iri=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a document's identification: what FRBRWork, FRBRExpression or FRBRManifestation say."""

    this: str = ""
    uri: str = ""
    aliases: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    language: str = ""
    country: str = ""
    version_number: str = ""
    authoritative: bool = False
    line: int = 0

    @property
    def date(self) -> str:
        """Return the first date as written (yyyy-mm-dd), an empty string where there is none."""
        return self.dates[0][0] if self.dates else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """The identification block: Work, Expression and Manifestation (Part 1, FRBR)."""

    work: Level
    expression: Level
    manifestation: Level


def read_identification(block: Element | None) -> Identification:
    """Return what an `identification` element says; levels that are absent are empty."""
    levels = {
        name: _read_level(found) if block and (found := block.child(name)) else Level()
        for name in ("FRBRWork", "FRBRExpression", "FRBRManifestation")
    }
    return Identification(
        work=levels["FRBRWork"], expression=levels["FRBRExpression"], manifestation=levels["FRBRManifestation"]
    )


def _read_level(level: Element) -> Level:
    children: dict[str, list[Tagged]] = {}
    for child in level.elements():
        children.setdefault(child.name, []).append(child)

    def values(name: str, attribute: str = "value") -> tuple[str, ...]:
        return tuple(found.get(attribute) for found in children.get(name, ()))

    def first(name: str, attribute: str = "value") -> str:
        return next(iter(values(name, attribute)), "")

    return Level(
        this=first("FRBRthis"),
        uri=first("FRBRuri"),
        aliases=values("FRBRalias"),
        dates=tuple((found.get("date"), found.get("name")) for found in level.elements("FRBRdate")),
        authors=values("FRBRauthor", "href"),
        language=first("FRBRlanguage", "language"),
        country=first("FRBRcountry"),
        version_number=first("FRBRversionNumber"),
        authoritative=first("FRBRauthoritative") == "true",
        line=level.line,
    )


def parse_date(text: str) -> date:
    """Return the date written yyyy-mm-dd; raise RequestError where it is none.

    >>> parse_date("2001-06-07")
    datetime.date(2001, 6, 7)
    >>> parse_date("2001-06-31")
    Traceback (most recent call last):
        ...
    codetool.errors.RequestError: '2001-06-31' is no date. Write a day as yyyy-mm-dd, such as 2001-06-07.
    """
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise RequestError("'{date}' is no date", "Write a day as yyyy-mm-dd, such as 2001-06-07.", date=text)
