"""The page of each article: every text that it had, what changed between them, its numbers through time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from codetool.akn.read import unfold
from codetool.history import State, Trail
from codetool.model.markup import Element, Folded
from codetool.render.imprint import Link
from codetool.render.markup import Sheet, html_of
from codetool.render.redline_lines import stripped
from codetool.render.redline_rows import Row
from codetool.render.site.addresses import link
from codetool.render.site.chronicle import Chronicle
from codetool.render.site.frame import Site, fill_page, frame_of
from codetool.render.templates import labels_for
from codetool.render.typography import plain, typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What an article was from one change to the next: since when, its number, its text, and what had changed.

    `row` is the change as comparisons show it, None in the first version of all; `links` lead into the versions.
    """

    anchor: str
    span: str
    num: str
    told: str
    text: Markup
    row: Row | None
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The text that an article has in the version that is shown first, else its last one; `title` says which."""

    title: str
    text: Markup
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article through time, the latest stage first; its title and heading are those of `now`.

    `gone` says which version does not have it any more, empty while all do; `origins` and `heirs` are the articles that
    it was cut out of or went into, and `end` is the change that ended it.
    """

    title: str
    heading: str
    now: Now
    stages: tuple[Stage, ...]
    gone: str
    end: Row | None
    origins: tuple[Link, ...]
    heirs: tuple[Link, ...]

    @property
    def is_steady(self) -> bool:
        """Tell whether nothing ever happened to the article."""
        return len(self.stages) == 1 and self.stages[0].row is None and not self.gone


def article_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each article that any version has, with its address."""
    for chronicle in site.chronicles:
        texts = _Texts(chronicle)
        for trail in chronicle.history.trails:
            path = chronicle.page_of(trail)
            view = _view(chronicle, trail, path, texts)
            title = chronicle.labels["article_of"].format(
                title=chronicle.title, num=number_of(chronicle.state_of(trail))
            )
            page = frame_of(site, path, title, chronicle)
            redline = chronicle.steps[0].view.labels if chronicle.steps else {}
            yield path, fill_page(site, "article.html", page, chronicle.labels, view=view, redline=redline)


def number_of(state: State) -> str:
    """Return an article's number without the word before it and the marks behind it, else its eId."""
    return _WORD_BEFORE.sub("", stripped(state.num)) or state.eid


_WORD_BEFORE = re.compile(r"^(?:articles?|artikel|art\.?)\s+", re.IGNORECASE)


@dataclass(slots=True)
class _Texts:
    """The articles of all versions as HTML, made when they are asked for."""

    chronicle: Chronicle
    found: dict[int, Mapping[str, Element | Folded]] = field(default_factory=dict)

    def html(self, state: State) -> Markup:
        """Return the text of a state: no ids and no headings in it, a page has several."""
        tag = self.chronicle.series.tag
        pictures = self.chronicle.series.versions[state.last].pictures
        sheet = Sheet(labels=labels_for(tag), ids=False, permalinks=False, quoted=True, pictures=pictures)
        return html_of(typeset(unfold(self._articles(state.last)[state.eid]), tag), sheet)

    def _articles(self, version: int) -> Mapping[str, Element | Folded]:
        if version not in self.found:
            articles = enumerate(self.chronicle.series.versions[version].expression.articles(), start=1)
            # Where an eId stands twice, the first is meant, as in the history.
            known = [(one.eid or f"#{place}", one.element) for place, one in articles]
            self.found[version] = dict(reversed(known))
        return self.found[version]


def _view(chronicle: Chronicle, trail: Trail, path: str, texts: "_Texts") -> ArticleView:
    labels, versions = chronicle.labels, chronicle.series.versions
    state = chronicle.state_of(trail)
    ended = labels["is_gone" if trail.last < chronicle.shown else "is_left_out"]  # a draft ends nothing
    gone = ended.format(name=chronicle.name(versions[trail.last + 1])) if trail.end else ""
    return ArticleView(
        title=labels["article_title"].format(num=number_of(state)),
        heading=plain(state.heading, chronicle.series.tag),
        now=Now(title=_now(chronicle, trail), text=texts.html(state), link=_read(chronicle, state, path)),
        stages=tuple(_stage(chronicle, state, path, texts.html(state)) for state in trail.states[::-1]),
        gone=gone,
        end=chronicle.row_of(trail.end, trail.last + 1) if trail.end else None,
        origins=_others(chronicle, chronicle.history.origins(trail), path),
        heirs=_others(chronicle, chronicle.history.heirs(trail), path),
    )


def _now(chronicle: Chronicle, trail: Trail) -> str:
    """Return the title over an article's text: that it is in force, or in which version it stands."""
    labels, series = chronicle.labels, chronicle.series
    if trail.last < chronicle.shown:
        return labels["text_last"]
    if trail.state_at(chronicle.shown) and series.current:
        return labels["text_in_force"]
    version = series.versions[chronicle.read_in(chronicle.state_of(trail))]
    return labels["text_of"].format(name=chronicle.name(version))


def _read(chronicle: Chronicle, state: State, path: str) -> Link:
    version = chronicle.series.versions[chronicle.read_in(state)]
    return Link(
        href=link(path, chronicle.rooms.version(version), chronicle.anchor_of(state)),
        title=chronicle.labels["text_in"].format(name=chronicle.name(version)),
    )


def _stage(chronicle: Chronicle, state: State, path: str, text: Markup) -> Stage:
    labels, versions = chronicle.labels, chronicle.series.versions
    row = chronicle.row_of(state.row, state.first) if state.row else None
    return Stage(
        anchor=f"page-{versions[state.first].label}",
        span=_span(chronicle, state),
        num=number_of(state),
        told=row.words if row else labels["first_text"],
        text=text,
        row=row,
        link=_read(chronicle, state, path),
    )


def _span(chronicle: Chronicle, state: State) -> str:
    versions, labels = chronicle.series.versions, chronicle.labels
    first, last = (chronicle.name(versions[place]) for place in (state.first, state.last))
    if state.last == len(versions) - 1:
        return labels["since"].format(name=first)
    return labels["only_in"].format(name=first) if first == last else labels["from_to"].format(first=first, last=last)


def _others(chronicle: Chronicle, trails: tuple[Trail, ...], path: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            href=link(path, chronicle.page_of(trail)),
            title=chronicle.labels["article_title"].format(num=number_of(chronicle.state_of(trail))),
        )
        for trail in trails
    )
