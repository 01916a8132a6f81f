"""The pages at which a reader asks: the search over all versions, and the comparison of any two of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from codetool.render.imprint import Link
from codetool.render.site.addresses import COMPARING, SEARCH, SEARCHING, WORDS, link
from codetool.render.site.chronicle import Chronicle, Step
from codetool.render.site.frame import Site, fill_page, frame_of
from codetool.render.site.front import figures_of
from codetool.render.site.labels import SiteLabels

_SEARCH_SAYS = ("one", "many", "none", "near")
_FOUND_SAYS = ("in_one", "in_many", "latest", "history")
_COMPARE_SAYS = (
    "compare_none", "compare_outside", "compare_same", "compare_full", "changed_count", "became", "kind_modified",
    "kind_inserted", "kind_removed", "kind_renumbered", "history", "came_out_of", "went_into",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two versions that follow each other: what they are called, the page of what changed, and that in figures."""

    title: str
    href: str
    figures: tuple[str, ...]


def desk_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the page of the search and, for each text, that of the comparison, with their addresses."""
    title = f"{site.labels['search_title']} – {site.title}"
    yield SEARCH, fill_page(
        site,
        "search.html",
        frame_of(site, SEARCH, title),
        site.labels,
        scripts=[link(SEARCH, path) for path in _data(site)],
        says=_says(
            site.labels,
            (*(f"search_{key}" for key in _SEARCH_SAYS), *(f"found_{key}" for key in _FOUND_SAYS), "article_title"),
        ),
        lists=[
            Link(href=link(SEARCH, chronicle.rooms.concordance), title=chronicle.title)
            for chronicle in site.chronicles
        ],
    )  # fmt: skip
    for chronicle in site.chronicles:
        yield chronicle.rooms.comparison, _comparison(site, chronicle)


def _data(site: Site) -> list[str]:
    return [WORDS, *(chronicle.rooms.texts for chronicle in site.chronicles), SEARCHING]


def _comparison(site: Site, chronicle: Chronicle) -> bytes:
    path, labels = chronicle.rooms.comparison, chronicle.labels
    return fill_page(
        site,
        "compare.html",
        frame_of(site, path, f"{labels['compare_title']} – {chronicle.title}", chronicle),
        labels,
        versions=[(version.label, chronicle.name(version)) for version in chronicle.series.versions[::-1]],
        pairs=[_pair(chronicle, step, path) for step in chronicle.steps[::-1]],
        scripts=[link(path, chronicle.rooms.texts), link(path, COMPARING)],
        says=_says(labels, (*_COMPARE_SAYS, "article_title"), chronicle),
    )


def _pair(chronicle: Chronicle, step: Step, path: str) -> Pair:
    labels = chronicle.labels
    old, new = chronicle.name(step.old), chronicle.name(step.new)
    return Pair(
        title=labels["pair"].format(old=old, new=new),
        href=link(path, chronicle.rooms.changes(step.old, step.new)),
        figures=tuple(figures_of(step, labels)),
    )


def _says(labels: SiteLabels, keys: tuple[str, ...], chronicle: Chronicle | None = None) -> str:
    """Return words that a script says, as JSON; those that are read out around a change come from the comparisons."""
    spoken = {}
    if chronicle and chronicle.steps:
        words = chronicle.steps[0].view.labels
        spoken = {key: words[key] for key in ("spoken_deleted", "spoken_inserted", "spoken_end")}
    return json.dumps({key: labels[key] for key in keys} | spoken, ensure_ascii=False)
