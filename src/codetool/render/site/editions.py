"""The pages of versions: each in its forms, and the comparison with the version before it."""

from collections.abc import Iterator
from dataclasses import replace

from codetool.render.imprint import Imprint, Link
from codetool.render.redline import render_redline
from codetool.render.site.addresses import FRONT, SEARCH, Form, absolute, link
from codetool.render.site.chronicle import Chronicle
from codetool.render.site.frame import Site
from codetool.render.site.front import forms_of
from codetool.render.site.jobs import Job
from codetool.render.site.series import Version


def edition_jobs(site: Site) -> Iterator[tuple[str, Job]]:
    """Yield what makes every version in every form, with its address."""
    for chronicle in site.chronicles:
        for version in chronicle.series.versions:
            for form in site.forms:
                yield chronicle.rooms.form(version, form), _job(site, chronicle, version, form)


def _job(site: Site, chronicle: Chronicle, version: Version, form: Form) -> Job:
    page = chronicle.rooms.version(version)
    imprint = Imprint(look=site.look, source=version.source, address=absolute(site.look.address, page))
    if form is Form.HTML:
        imprint = replace(
            imprint,
            forms=forms_of(site, chronicle, version, page),
            trail=tuple(_trail(chronicle, version, page)),
        )
    return Job(form=form, place=chronicle.rooms.form(version, form), imprint=imprint)


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


def change_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the comparison of each version with the one before it, with its address."""
    for chronicle in site.chronicles:
        for step in chronicle.steps:
            path = chronicle.rooms.changes(step.old, step.new)
            trail = tuple(_around_changes(chronicle, step.old, step.new, path))
            html = render_redline(step.view, chronicle.labels.language, site.look, trail=trail)
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
