"""The concordance: the numbers of all articles through all versions, and so the list of all articles."""

from collections.abc import Iterator
from dataclasses import dataclass

from codetool.history import Trail
from codetool.render.site.addresses import link
from codetool.render.site.articles import number_of
from codetool.render.site.chronicle import Chronicle
from codetool.render.site.frame import Site, fill_page, frame_of
from codetool.render.typography import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An article's line: where its page is, what it is called, its number in each column, empty where it is not.

    It is called as in the version that is shown first; `is_gone` says that this one does not have it any more.
    """

    href: str
    name: str
    heading: str
    numbers: tuple[str, ...]
    is_gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Versions that follow each other with the same numbering: the first and the last one."""

    first: str
    last: str
    href: str


def concordance_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the concordance of each text, with its address."""
    for chronicle in site.chronicles:
        path = chronicle.rooms.concordance
        page = frame_of(site, path, f"{chronicle.labels['concordance']} – {chronicle.title}", chronicle)
        runs = _runs(chronicle)
        yield (
            path,
            fill_page(
                site,
                "concordance.html",
                page,
                chronicle.labels,
                columns=[_column(chronicle, run, path) for run in runs],
                lines=[_line(chronicle, trail, runs, path) for trail in _in_order(chronicle)],
            ),
        )


def _runs(chronicle: Chronicle) -> list[tuple[int, int]]:
    """Return the versions, by place, that share a numbering: the first and the last of each run."""
    found: list[tuple[int, int]] = []
    before: tuple[object, ...] | None = None
    for version in range(len(chronicle.series.versions)):
        now = tuple(_number(trail, version) for trail in chronicle.history.trails)
        if now == before:
            found[-1] = (found[-1][0], version)
        else:
            found.append((version, version))
        before = now
    return found


def _number(trail: Trail, version: int) -> str:
    state = trail.state_at(version)
    return number_of(state) if state else ""


def _column(chronicle: Chronicle, run: tuple[int, int], path: str) -> Column:
    first, last = (chronicle.series.versions[place] for place in run)
    return Column(
        first=chronicle.name(first),
        last=chronicle.name(last) if last is not first else "",
        href=link(path, chronicle.rooms.version(last)),
    )


def _line(chronicle: Chronicle, trail: Trail, runs: list[tuple[int, int]], path: str) -> Numbered:
    state = chronicle.state_of(trail)
    return Numbered(
        href=link(path, chronicle.page_of(trail)),
        name=number_of(state),
        heading=plain(state.heading, chronicle.series.tag),
        numbers=tuple(_number(trail, run[0]) or _origins(chronicle, trail, run[0]) for run in runs),
        is_gone=trail.last < chronicle.shown,
    )


def _origins(chronicle: Chronicle, trail: Trail, version: int) -> str:
    """Return in brackets the numbers of what an article was cut out of, in a version before that; else nothing."""
    origins = chronicle.history.origins(trail) if version < trail.first else ()
    numbers = [number for one in origins if (number := _number(one, version))]
    return f"({', '.join(numbers)})" if numbers else ""


def _in_order(chronicle: Chronicle) -> list[Trail]:
    """Return all trails in the order of the last version; one that ended stands behind what stood before it last."""
    order: list[int] = []
    known: set[int] = set()
    for version in reversed(chronicle.history.order):
        for at, trail in enumerate(version):
            if trail not in known:
                order.insert(order.index(version[at - 1]) + 1 if at else 0, trail)
                known.add(trail)
    return [chronicle.history.trails[trail] for trail in order]
