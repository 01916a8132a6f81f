"""The front page and the page of each text: the version in force, and all versions in a line through time."""

from collections.abc import Iterator
from dataclasses import dataclass

from codetool.model.correction import corrected_iri
from codetool.render.counts import counted
from codetool.render.facts import corrected_day
from codetool.render.imprint import Link
from codetool.render.site.addresses import FRONT, MEDIA_TYPES, MISSING, Form, absolute, link
from codetool.render.site.chronicle import Chronicle, Step
from codetool.render.site.frame import Site, fill_page, frame_of
from codetool.render.site.labels import SiteLabels
from codetool.render.site.series import Standing, Version
from codetool.render.style import style_of
from codetool.render.typography import plain
from codetool.render.view import mark_of

RECENT = 60
"""Versions that the front page lists; the page of the text has them all. It keeps the front page under 100 kB."""

_COUNTED = ("modified", "inserted", "removed", "split", "merged", "renumbered", "moved", "typographic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A version in the line through time: what it is, what changed in figures, where its pages are."""

    name: str
    date: str
    standing: str
    told: str
    articles: str
    figures: tuple[str, ...]
    href: str
    changes: str
    forms: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A text on a front page: what is in force, or plainly that nothing is, and its versions, the latest first.

    `said` are sentences; `more` leads to all versions where only some are shown.
    """

    title: str
    language: str
    labels: SiteLabels
    href: str
    said: tuple[str, ...]
    shown: Point
    points: tuple[Point, ...]
    heading: str
    more: Link | None


def front_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the front page, the page of each text, and the page for what is not there, with their addresses."""
    single = len(site.chronicles) == 1
    cards = [_card(site, chronicle, FRONT, RECENT if single else 0) for chronicle in site.chronicles]
    page = frame_of(site, FRONT, site.title)
    yield FRONT, fill_page(site, "front.html", page, site.labels, cards=cards, single=single)
    for chronicle in site.chronicles:
        path = chronicle.rooms.front
        own = _card(site, chronicle, path, len(chronicle.series.versions))
        page = frame_of(site, path, chronicle.title, chronicle)
        yield path, fill_page(site, "front.html", page, chronicle.labels, cards=[own], single=True)
    page = frame_of(site, MISSING, site.labels["missing_title"])
    front, style = absolute(site.look.address, FRONT), style_of(site.look)
    yield MISSING, fill_page(site, "missing.html", page, site.labels, front=front, style=style)


def _card(site: Site, chronicle: Chronicle, path: str, most: int) -> Card:
    series, labels = chronicle.series, chronicle.labels
    versions = series.versions[::-1]
    points = tuple(_point(site, chronicle, version, path) for version in versions[:most])
    whole = most >= len(versions)
    return Card(
        title=chronicle.title,
        language=series.tag,
        labels=labels,
        href=link(path, chronicle.rooms.front),
        said=tuple(_said(site, chronicle)),
        shown=_point(site, chronicle, series.shown, path),
        points=points,
        heading=labels["timeline" if whole else "timeline_recent"].format(count=len(points)),
        more=None if whole else Link(
            href=link(path, chronicle.rooms.front), title=labels["timeline_all"].format(count=len(versions))
        ),
    )  # fmt: skip


def _said(site: Site, chronicle: Chronicle) -> Iterator[str]:
    """Yield what must be said beside the version that is shown: that it is not in force, that there are newer ones."""
    labels, series = chronicle.labels, chronicle.series
    shown, latest = series.shown, series.latest
    if series.current is None:
        yield labels["none_in_force"]
        yield labels[_NONE_IN_FORCE.get(shown.standing, "latest_adopted")]
    adopted = [one for one in series.after(shown) if one.standing in (Standing.COMING, Standing.ADOPTED)]
    if adopted:
        yield labels["newer_coming"].format(name=chronicle.name(adopted[-1]))
    if latest is not shown and latest.standing is Standing.DRAFT:
        yield labels["newer_draft"].format(name=chronicle.day(latest))
    if abroad := _newer_abroad(site, chronicle):
        yield labels["newer_abroad"].format(name=labels.date(abroad))


_NONE_IN_FORCE = {
    Standing.DRAFT: "latest_draft", Standing.COMING: "latest_coming", Standing.PAST: "latest_past"
}  # fmt: skip


def _newer_abroad(site: Site, chronicle: Chronicle) -> str:
    """Return the day of a newer adopted version that the work has in another language, empty where there is none."""
    series = chronicle.series
    others = (one.series for one in site.chronicles if one.series.work == series.work and one is not chronicle)
    days = (other.shown.date for other in others if other.shown.standing is not Standing.DRAFT)
    return max((day for day in days if day > series.latest.date), default="")


def _point(site: Site, chronicle: Chronicle, version: Version, path: str) -> Point:
    labels, rooms = chronicle.labels, chronicle.rooms
    articles = len(chronicle.history.order[chronicle.series.versions.index(version)])
    step = chronicle.step_to(version)
    return Point(
        name=chronicle.day(version),
        date=version.date,
        standing=version.standing.value,
        told=told_standing(version, labels),
        articles=labels["one_article"] if articles == 1 else labels["many_articles"].format(count=articles),
        figures=tuple(figures_of(step, labels)) if step else (labels["first_version"],),
        href=link(path, rooms.version(version)),
        changes=link(path, rooms.changes(step.old, version)) if step else "",
        forms=forms_of(site, chronicle, version, path),
    )


def forms_of(site: Site, chronicle: Chronicle, version: Version, path: str) -> tuple[Link, ...]:
    """Return the links from a page to a version in all its forms but the page itself."""
    return tuple(
        Link(
            href=link(path, chronicle.rooms.form(version, form)),
            title=chronicle.labels[f"form_{form.value}"],
            media_type=MEDIA_TYPES[form],
        )
        for form in site.forms
        if form is not Form.HTML
    )


def told_standing(version: Version, labels: SiteLabels) -> str:
    """Return in words what a version is: a draft with what is printed on it, in force since when, adopted.

    That it corrects another one is said with it.
    """
    standing, day = _standing(version, labels), corrected_day(corrected_iri(version.expression))
    return labels["standing_corrects"].format(standing=standing, date=labels.date(day)) if day else standing


def _standing(version: Version, labels: SiteLabels) -> str:
    if version.standing is Standing.DRAFT:
        mark = plain(mark_of(version.expression), labels.language)
        return f"{labels['standing_draft']} ({mark})" if mark.partition(" – ")[2] else labels["standing_draft"]
    if version.standing is Standing.PAST and not version.begins <= version.ends:
        return labels["standing_adopted"]  # another took its place on the day on which it was to begin
    words = labels[f"standing_{version.standing.value}"]
    return words.format(begins=labels.date(version.begins), ends=labels.date(version.ends))


def figures_of(step: Step, labels: SiteLabels) -> Iterator[str]:
    """Yield what changed in figures: articles by what happened to them, then words."""
    summary = step.view.summary
    kinds = [(kind, summary[kind]) for kind in _COUNTED if summary[kind]]
    for kind, count in kinds:
        words = counted(kind, count, step.view.labels, labels.language)
        yield step.view.labels["count"].format(kind=words, count=count)
    if not kinds:
        yield labels["no_change"]
    if summary["words_inserted"] or summary["words_deleted"]:
        yield labels["words_changed"].format(inserted=summary["words_inserted"], deleted=summary["words_deleted"])
