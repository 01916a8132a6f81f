"""What is around every page of a site: its title, the way to the other pages, its address."""

from collections.abc import Sequence
from dataclasses import dataclass

from codetool.render.imprint import Link
from codetool.render.look import Logo, Look
from codetool.render.site.addresses import FEED, FRONT, SEARCH, STYLE, Form, absolute, link
from codetool.render.site.chronicle import Chronicle
from codetool.render.site.labels import SiteLabels
from codetool.render.templates import fill_template
from codetool.render.typography import plain
from codetool.render.view import author_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that pages are made from: what the store holds, how it looks, the forms that versions are published in."""

    chronicles: tuple[Chronicle, ...]
    look: Look
    forms: tuple[Form, ...]

    @property
    def labels(self) -> SiteLabels:
        """Return the words of the pages that belong to no text: those of the first text's language."""
        return self.chronicles[0].labels

    @property
    def title(self) -> str:
        """Return what the whole is called: the title of its only text, else who publishes it."""
        return self.chronicles[0].title if len(self.chronicles) == 1 else self.publisher or self.labels["texts"]

    @property
    def publisher(self) -> str:
        """Return who publishes the site: whom the look names, else the author of the first text."""
        first = self.chronicles[0].series
        return plain(self.look.publisher or author_of(first.shown.expression), first.tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link of the navigation; `here` says that it leads to the page that it stands on."""

    href: str
    title: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every template gets as `page`: title, language, links to other pages; all links are relative to it.

    `part` is the text that the page belongs to, where the site has several.
    """

    title: str
    language: str
    site_title: str
    publisher: str
    home: str
    style: str
    search: str
    ways: tuple[Way, ...]
    feeds: tuple[Link, ...]
    canonical: str
    part: Link | None = None
    logo: Link | None = None


def frame_of(site: Site, path: str, title: str, chronicle: Chronicle | None = None) -> Frame:
    """Return the frame of the page that stands at `path`; `chronicle` is the text that it belongs to."""
    labels = chronicle.labels if chronicle else site.labels
    only = chronicle or (site.chronicles[0] if len(site.chronicles) == 1 else None)
    return Frame(
        title=title,
        language=labels.language,
        site_title=site.title,
        publisher=site.publisher,
        home=link(path, FRONT),
        style=link(path, STYLE),
        search=link(path, SEARCH),
        ways=tuple(Way(href=link(path, target), title=labels[key], here=target == path) for key, target in _ways(only)),
        feeds=_feeds(site, path),
        canonical=absolute(site.look.address, path),
        part=Link(href=link(path, chronicle.rooms.front), title=chronicle.title)
        if chronicle and len(site.chronicles) > 1
        else None,
        logo=Link(href=link(path, logo_path(site.look.logo)), title=site.look.logo.words) if site.look.logo else None,
    )


def logo_path(logo: Logo) -> str:
    """Return where the logo stands.

    >>> logo_path(Logo(content=b"", media_type="image/svg+xml"))
    'logo.svg'
    """
    return "logo." + logo.media_type.rpartition("/")[2].partition("+")[0]


def _ways(chronicle: Chronicle | None) -> Sequence[tuple[str, str]]:
    if chronicle is None:
        return [("home", FRONT), ("search", SEARCH)]
    rooms = chronicle.rooms
    return [
        ("text", rooms.version(chronicle.series.shown)),
        ("versions", rooms.front),
        ("compare", rooms.comparison),
        ("concordance", rooms.concordance),
        ("search", SEARCH),
    ]


def _feeds(site: Site, path: str) -> tuple[Link, ...]:
    own = [(chronicle.rooms.feed, chronicle) for chronicle in site.chronicles]
    found = [(FEED, site.labels["feed"])]
    if len(own) > 1:
        found += [(target, chronicle.labels["feed_title"].format(title=chronicle.title)) for target, chronicle in own]
    return tuple(
        Link(href=link(path, target), title=title, media_type="application/atom+xml") for target, title in found
    )


def fill_page(site: Site, template: str, page: Frame, labels: SiteLabels, /, **values: object) -> bytes:
    """Return a page of the site, filled in."""
    html = fill_template(f"site/{template}", site.look.templates, page=page, look=site.look, labels=labels, **values)
    return html.encode()
