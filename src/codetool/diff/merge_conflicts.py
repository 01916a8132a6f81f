"""What contradicts itself in a merge, as values with the eIds and numbers of the merged text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from codetool.diff.merge_clash import Clashing, ClashKind
from codetool.diff.merge_finish import Finished
from codetool.diff.merge_knots import Knots
from codetool.diff.merge_lines import lines_of_text
from codetool.diff.merge_tree import KEY_MARK, PRINTED_KEY, Side, Trees, Twig, element_of
from codetool.model.markup import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What ours and theirs did that contradicts itself, and the eIds of the choice that was left in the text.

    `alternative` is empty where ours was kept and nothing of theirs stands in the text: in the metadata, say.
    `removed_by` is the side that removed what the other changed. `together` are the eIds of other choices that stand
    or fall with this one: what an article was divided into, say. `articles` are the labels of those that it is in,
    `within` the numbers of what it stands in, from the article on.
    """

    kind: ClashKind
    eid: str
    num: str = ""
    name: str = ""
    base: str = ""
    ours: str = ""
    theirs: str = ""
    alternative: bool = False
    removed_by: Side | None = None
    together: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    is_note: bool = False


def conflicts_of(clashes: Iterable[Clashing], trees: Trees, finished: Finished, knots: Knots) -> Iterator[Conflict]:
    """Yield the conflicts; articles that are decided together are one."""
    tied: dict[tuple[ClashKind, int], list[Clashing]] = defaultdict(list)
    for clash in clashes:
        # Each conflict that is no matter of several articles is one of its own.
        place = knots.first(clash.key) if clash.kind in _TIED else -1 - len(tied)
        tied[clash.kind, place].append(clash)
    for some in tied.values():
        keys = knots.members(some[0].key) if some[0].kind in _TIED else frozenset[int]()
        yield _conflict(some, keys, trees, finished)


_TIED = frozenset({ClashKind.PARTS, ClashKind.TWICE})


def _conflict(clashes: Sequence[Clashing], keys: frozenset[int], trees: Trees, finished: Finished) -> Conflict:
    clash = clashes[0]
    twig = next(iter(trees.versions(clash.key).values()))
    named = next((one for one in (twig, *twig.ancestors()) if one.num or one.key in finished.eids), twig)
    key = clash.choice if clash.choice in finished.eids else named.key
    texts = (clash.base, clash.ours, clash.theirs) if len(keys) < 2 else _texts(keys, trees)  # noqa: PLR2004 - one article alone is told without its number
    base, ours, theirs = (_readable(text, finished) for text in texts)
    return Conflict(
        kind=clash.kind,
        eid=finished.eids.get(key, ""),
        num=finished.numbers.get(named.key, named.num),
        name=named.name,
        base=base,
        ours=ours,
        theirs=theirs,
        alternative=clash.is_left,
        removed_by=clash.removed_by,
        together=tuple(finished.eids.get(one.choice, "") for one in clashes[1:]),
        articles=tuple(dict.fromkeys(label for one in clashes for label in _articles(one.key, trees, finished))),
        within=numbers_above(named, trees, finished),
        is_note=any(one.name == "meta" for one in (twig, *twig.ancestors())) and _is_of_a_version(twig),
    )


def numbers_above(twig: Twig, trees: Trees, finished: Finished) -> tuple[str, ...]:
    """Return the numbers of what something stands in, from the article on; none for an article, and outside of one."""
    above = list(twig.ancestors())
    places = [place for place, one in enumerate(above, 1) if one.key in trees.units]
    inside = above[: places[-1]] if places and twig.key not in trees.units else []
    return tuple(finished.numbers.get(one.key, one.num) for one in reversed(inside) if one.num)


_OF_A_VERSION = frozenset(
    """FRBRdate FRBRformat FRBRManifestation FRBRthis FRBRuri FRBRversionNumber analysis lifecycle preservation
    proprietary publication temporalData workflow""".split()
)
"""Metadata that two drafts never have in common: their names, dates and events. Of these, ours hold."""


def _is_of_a_version(twig: Twig) -> bool:
    return any(one.name in _OF_A_VERSION for one in (twig, *twig.ancestors()))


def _articles(key: int, trees: Trees, finished: Finished) -> Iterator[str]:
    """Yield the labels of the articles that something is or stands in."""
    for twig in trees.versions(key).values():
        yield from (finished.labels[one.key] for one in (twig, *twig.ancestors()) if one.key in finished.labels)


def _texts(keys: frozenset[int], trees: Trees) -> Iterator[str]:
    """Yield what each side says in several articles, with their numbers, in the order of its text."""
    for side in Side:
        found = (twig.node for twig in trees[side].twigs.values() if twig.key in keys)
        yield "\n".join(lines_of_text(node, numbered=True) for node in found if isinstance(node, Element))


def _readable(text: str, finished: Finished) -> str:
    """Return a text with eIds and printed numbers for the keys in it."""
    return KEY_MARK.sub(lambda found: finished.eids.get(int(found[1]), "?"), PRINTED_KEY.sub(r"\2", text))


def dead_references(trees: Trees, finished: Finished) -> Iterator[Conflict]:
    """Yield a conflict for each reference to a provision that the other side removed."""
    keys = {eid: key for key, eid in finished.eids.items()}
    for key, places in finished.lost.items():
        versions = trees.versions(key)
        base, ours, theirs = (
            lines_of_text(element_of(versions[side]), numbered=True) if side in versions else "" for side in Side
        )
        removed_by = next((side for side in (Side.OURS, Side.THEIRS) if side not in versions), None)
        for eid in dict.fromkeys(places):
            found = trees.versions(keys.get(eid, -1))
            twig = next(iter(found.values()), None)
            yield Conflict(
                kind=ClashKind.REFERENCE,
                eid=eid,
                num=finished.numbers.get(keys.get(eid, -1), ""),
                name=twig.name if twig else "",
                base=base,
                ours=ours,
                theirs=theirs,
                removed_by=removed_by,
                articles=tuple(_articles(keys.get(eid, -1), trees, finished)),
                within=numbers_above(twig, trees, finished) if twig else (),
            )
