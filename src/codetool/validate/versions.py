"""Rules over several versions: names of files, IRIs used twice, wIds that change, references left behind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from codetool.akn.read import unfold_expression
from codetool.findings import Finding
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.text import own_text
from codetool.validate.check import raise_severity
from codetool.validate.survey import Place, Survey, survey

_FILE = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:\.(?P<variant>[\w-]+))?\.(?P<language>(?!xml)[a-z]{3})(?:\.xml)?")


def check_versions(versions: Iterable[tuple[str, Expression]]) -> Iterator[Finding]:
    """Yield what only several versions show; each comes with its path, such as `work/2001-06-07.fra.xml`.

    Versions of one Work and language are compared in the order of their dates, each with the one before it.
    """
    given = [_Version(path=path, survey=survey(unfold_expression(expression))) for path, expression in versions]
    yield from _check_iris(given)
    for version in given:
        yield from _placed(version, _check_file(version))
    for old, new in _consecutive(given):
        yield from _placed(new, (*_check_wids(old, new), *_check_references(old, new)))


@dataclass(frozen=True, kw_only=True)
class _Version:
    """A version with its path and what the rules ask of it; computed once."""

    path: str
    survey: Survey

    @property
    def name(self) -> re.Match[str] | None:
        """Return the parts of the file's name, None where it is not named as the store names files."""
        return _FILE.fullmatch(self.path.rpartition("/")[2])

    @property
    def work(self) -> str:
        """Return the IRI of the Work, else the folder."""
        work = self.survey.expression.identification.work
        return work.uri or work.this or self.path.rpartition("/")[0]

    @property
    def order(self) -> tuple[str, str]:
        """Return what versions of one Work are ordered by: the date, then the path."""
        return _date_of(self.survey.expression), self.path

    @cached_property
    def articles(self) -> dict[str, Element]:
        """Return the articles by what tracks them over versions."""
        found = (article.element for article in self.survey.expression.articles())
        return {element.identity: element for element in found if isinstance(element, Element) and element.identity}

    @cached_property
    def identities(self) -> dict[str, str]:
        """Return what tracks each element that has an eId."""
        return {eid: place.element.identity for eid, place in self.survey.by_eid.items()}


def _placed(version: _Version, findings: Iterable[Finding]) -> Iterator[Finding]:
    raised = (raise_severity(found, version.survey).in_file(version.path) for found in findings)
    return iter(sorted(raised, key=lambda found: (found.line, found.code, found.message)))


def _check_iris(versions: list[_Version]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for version in sorted(versions, key=lambda version: version.path):
        iri = version.survey.expression.iri
        if iri and seen.setdefault(iri, version.path) != version.path:
            place = _expression_place(version)
            yield place.finding("iri-shared", iri=iri, other=seen[iri]).in_file(version.path)


def _check_file(version: _Version) -> Iterator[Finding]:
    expression, name = version.survey.expression, version.name
    if name is None:
        return
    place, date = _expression_place(version), _date_of(expression)
    if name["date"] != date:
        yield place.finding("file-date", named=name["date"], date=date)
    if name["language"] != expression.language:
        yield place.finding("file-language", named=name["language"], language=expression.language)


def _consecutive(versions: list[_Version]) -> Iterator[tuple[_Version, _Version]]:
    series: dict[tuple[str, str], list[_Version]] = {}
    for version in sorted(versions, key=lambda version: version.order):
        series.setdefault((version.work, version.survey.expression.language), []).append(version)
    for chain in series.values():
        yield from pairwise(chain)


def _check_wids(old: _Version, new: _Version) -> Iterator[Finding]:
    texts = {own_text(element): identity for identity, element in new.articles.items()}
    for identity, element in old.articles.items():
        if identity in new.articles:
            continue
        now = texts.get(own_text(element))
        if now and now not in old.articles:
            place = _place_of(new, new.articles[now])
            yield place.finding("wid-changed", before=identity, now=now, other=old.path)
        else:
            yield new.survey.document.finding("wid-vanished", wid=identity, other=old.path)


def _check_references(old: _Version, new: _Version) -> Iterator[Finding]:
    """Yield references that point at the same eId as before, where something else now stands."""
    kept = {(_home(place), place.element.get("href")) for place in _links(old)}
    eids = {identity: eid for eid, identity in new.identities.items()}
    for place in _links(new):
        href = place.element.get("href")
        meant = old.identities.get(href[1:])
        now = eids.get(meant or "")
        if (_home(place), href) in kept and now and now != href[1:]:
            yield place.finding("reference-renumbered", target=href, now=now, other=old.path)


def _links(version: _Version) -> Iterator[Place]:
    links = version.survey.places("ref", "rref", "mref")
    return (place for place in links if not place.quoted and place.element.get("href").startswith("#"))


def _home(place: Place) -> str:
    """Return what tracks the nearest element above that is tracked."""
    return next((above.element.identity for above in place.ancestors() if above.element.identity), "")


def _place_of(version: _Version, element: Element) -> Place:
    return next(place for place in version.survey.places(element.name) if place.element is element)


def _expression_place(version: _Version) -> Place:
    return next(version.survey.places("FRBRExpression"), version.survey.document)


def _date_of(expression: Expression) -> str:
    return expression.identification.expression.date
