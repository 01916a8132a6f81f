"""The pages of versions: each in its forms, and the comparison with the version before it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from markupsafe import Markup

from codetool.render.edition import render_html
from codetool.render.history_view import history_blocks
from codetool.render.imprint import Imprint, Link
from codetool.render.look import PLAIN
from codetool.render.redline import render_redline
from codetool.render.site.addresses import FRONT, SEARCH, Form, absolute, link
from codetool.render.site.chronicle import Chronicle
from codetool.render.site.frame import Site
from codetool.render.site.front import forms_of, told_standing
from codetool.render.site.jobs import Job
from codetool.render.site.series import Version
from codetool.render.templates import fill_template


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob:
    """The page of a version, to be made where the history of its articles is known."""

    site: Site
    chronicle: Chronicle
    version: Version

    @property
    def form(self) -> Form:
        """Return the form that it makes."""
        return Form.HTML

    @property
    def imprint(self) -> Imprint:
        """Return the imprint, with the links to the pages around it."""
        page = self.chronicle.rooms.version(self.version)
        return Imprint(
            look=self.site.look,
            source=self.version.source,
            address=absolute(self.site.look.address, page),
            forms=forms_of(self.site, self.chronicle, self.version, page),
            trail=tuple(_trail(self.chronicle, self.version, page)),
            standing=told_standing(self.version, self.chronicle.labels),
            instead=_instead(self.chronicle, self.version, page),
            pictures=self.version.pictures,
        )

    def key(self, program: str) -> str:
        """Return a digest of all that the page depends on: the version, all before it, and the links around it."""
        series = self.chronicle.series
        until = series.versions.index(self.version) + 1
        parts = [program, repr(replace(self.imprint, look=PLAIN))]
        parts += [f"{version.label} {version.digest}" for version in series.versions[:until]]
        parts += [repr((pair, kept.decisions)) for pair, kept in sorted(series.decided.items())]
        return sha256("\n".join(parts).encode()).hexdigest()

    def make(self) -> bytes:
        """Return the page."""
        page = self.chronicle.rooms.version(self.version)
        after = _histories(self.site, self.chronicle, self.version, page)
        return render_html(self.version.expression, self.imprint, after).encode()


def edition_jobs(site: Site) -> Iterator[tuple[str, Job | PageJob]]:
    """Yield what makes every version in every form, with its address."""
    for chronicle in site.chronicles:
        for version in chronicle.series.versions:
            address = absolute(site.look.address, chronicle.rooms.version(version))
            for form in site.forms:
                place = chronicle.rooms.form(version, form)
                if form is Form.HTML:
                    yield place, PageJob(site=site, chronicle=chronicle, version=version)
                else:
                    yield (
                        place,
                        Job(
                            form=form,
                            place=place,
                            source=version.source,
                            look=site.look,
                            address=address,
                            pictures=tuple(version.pictures.items()),
                        ),
                    )


def _histories(site: Site, chronicle: Chronicle, version: Version, page: str) -> Mapping[str, Markup]:
    """Return the history under each article, with links to the comparisons; the first version has none to tell."""
    if chronicle.step_to(version) is None:
        return {}
    pages = dict(_page_links(site, chronicle, version, page))
    links = {
        (step.old.label, step.new.label): link(page, chronicle.rooms.changes(step.old, step.new))
        for step in chronicle.steps
    }
    blocks = history_blocks(chronicle.history, version.label, links=links, templates=site.look.templates)
    return {eid: block + pages.get(eid, Markup("")) for eid, block in blocks.items()}


def _page_links(site: Site, chronicle: Chronicle, version: Version, page: str) -> Iterator[tuple[str, Markup]]:
    """Yield, for each article that changed before the version, its eId and the link to its page."""
    place = chronicle.history.place_of(version.label)
    for trail in chronicle.history.at(version.label):
        state = trail.state_at(place)
        if state and state.row:
            href = link(page, chronicle.page_of(trail))
            html = fill_template("site/_article_link.html", site.look.templates, href=href, labels=chronicle.labels)
            yield state.eid, Markup(html)  # noqa: S704 - the template escapes


def _trail(chronicle: Chronicle, version: Version, page: str) -> Iterator[Link]:
    """Yield the links from a version to the pages around it."""
    labels, rooms = chronicle.labels, chronicle.rooms
    before, after = chronicle.step_to(version), chronicle.step_from(version)
    yield Link(href=link(page, FRONT), title=labels["home"])
    yield Link(href=link(page, rooms.front), title=labels["versions"])
    if before:
        name = chronicle.name(before.old)
        yield Link(href=link(page, rooms.version(before.old)), title=labels["previous_version"].format(name=name))
        yield Link(href=link(page, rooms.changes(before.old, version)), title=labels["see_changes"])
    if after:
        name = chronicle.name(after.new)
        yield Link(href=link(page, rooms.version(after.new)), title=labels["next_version"].format(name=name))
    yield Link(href=link(page, rooms.concordance), title=labels["concordance"])
    yield Link(href=link(page, SEARCH), title=labels["search"])


def _instead(chronicle: Chronicle, version: Version, page: str) -> Link | None:
    """Return the link to the version in force, for the page of another one."""
    current = chronicle.series.current
    if current is None or current is version:
        return None
    title = chronicle.labels["read_current"].format(name=chronicle.name(current))
    return Link(href=link(page, chronicle.rooms.version(current)), title=title)


def change_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the comparison of each version with the one before it, with its address."""
    for chronicle in site.chronicles:
        for step in chronicle.steps:
            path = chronicle.rooms.changes(step.old, step.new)
            trail = tuple(_around_changes(chronicle, step.old, step.new, path))
            html = render_redline(step.view, chronicle.labels.language, Imprint(look=site.look, trail=trail))
            yield path, html.encode()


def _around_changes(chronicle: Chronicle, old: Version, new: Version, page: str) -> Iterator[Link]:
    labels, rooms = chronicle.labels, chronicle.rooms
    yield Link(href=link(page, FRONT), title=labels["home"])
    yield Link(href=link(page, rooms.front), title=labels["versions"])
    for version in (old, new):
        yield Link(
            href=link(page, rooms.version(version)), title=labels["version_of"].format(date=chronicle.name(version))
        )
    yield Link(href=link(page, rooms.comparison), title=labels["compare_title"])
