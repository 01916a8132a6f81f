"""What machines read of a site: Atom feeds of versions, the sitemap, robots.txt. Days come from the versions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from codetool.render.site.addresses import FEED, FRONT, absolute, link
from codetool.render.site.chronicle import Chronicle
from codetool.render.site.frame import Site
from codetool.render.site.front import figures_of, told_standing
from codetool.render.site.labels import SiteLabels
from codetool.render.site.series import Version
from codetool.render.templates import fill_template

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MOST = 50
"""Versions that a feed tells, the latest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A version in a feed; `id` never changes, wherever the site stands."""

    id: str
    title: str
    updated: str
    author: str
    summary: str
    href: str
    language: str


def machine_files(site: Site, pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield feeds, robots.txt and, where the site has an address, the sitemap of its pages."""
    yield FEED, _feed(site, FEED, site.chronicles, site.labels)
    for chronicle in site.chronicles:
        yield chronicle.rooms.feed, _feed(site, chronicle.rooms.feed, (chronicle,), chronicle.labels)
    sitemap = absolute(site.look.address, SITEMAP)
    yield ROBOTS, f"User-agent: *\nAllow: /\n{f'Sitemap: {sitemap}' if sitemap else ''}".rstrip().encode() + b"\n"
    if sitemap:
        urls = [absolute(site.look.address, page) for page in sorted(pages)]
        yield SITEMAP, fill_template("site/sitemap.xml", site.look.templates, urls=urls).encode()


def _feed(site: Site, path: str, chronicles: tuple[Chronicle, ...], labels: SiteLabels) -> bytes:
    found = [(version, chronicle) for chronicle in chronicles for version in chronicle.series.versions]
    found.sort(key=lambda one: (one[0].date, one[0].stored.turn), reverse=True)
    entries = [_entry(site, chronicle, version, path) for version, chronicle in found[:MOST]]
    front = chronicles[0].rooms.front if path != FEED else FRONT
    work = chronicles[0].series.latest.expression.identification.work
    title = chronicles[0].title if len(chronicles) == 1 else site.title
    return fill_template(
        "site/feed.xml",
        site.look.templates,
        id=_urn(f"{path}|{work.uri or work.this}"),
        title=labels["feed_title"].format(title=title),
        language=labels.language,
        updated=max(entry.updated for entry in entries),
        author=site.publisher or title,
        address=absolute(site.look.address, path),
        front=_href(site, path, front),
        entries=entries,
    ).encode()


def _entry(site: Site, chronicle: Chronicle, version: Version, path: str) -> Entry:
    labels, step = chronicle.labels, chronicle.step_to(version)
    told = [told_standing(version, labels), *(figures_of(step, labels) if step else [labels["first_version"]])]
    name = labels["version_of"].format(date=chronicle.name(version))
    return Entry(
        id=_urn(f"{version.expression.iri}|{version.stored.variant}"),
        title=f"{chronicle.title} – {name}",
        updated=f"{version.date}T00:00:00Z",
        author=site.publisher or chronicle.title,
        summary=". ".join(told) + ".",
        href=_href(site, path, chronicle.rooms.version(version)),
        language=chronicle.series.tag,
    )


def _href(site: Site, path: str, target: str) -> str:
    return absolute(site.look.address, target) or link(path, target)


def _urn(name: str) -> str:
    """Return an identifier made from a name, the same at any time and place."""
    return uuid5(NAMESPACE_URL, name).urn
