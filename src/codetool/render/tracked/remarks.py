"""The remarks beside a tracked text: what moved, was split or merged, follows a renumbering, or weighs."""

from collections.abc import Iterable, Mapping, Sequence

from codetool.diff.changes import ChangeSet, Correspondence, Kind, Place, StaleReference, Weight
from codetool.render.concordance import stale_of
from codetool.render.counts import listed, redline_labels
from codetool.render.docx.read import Side
from codetool.render.reasons import reasons_of
from codetool.render.redline_markup import Targets, markup_lines
from codetool.render.redline_origin import Origins
from codetool.render.tracked.pair import Matched
from codetool.resources import load_table

_MOST_REASONS = 4
_FINAL = " .–-"


def word_labels(language: str) -> Mapping[str, str]:
    """Return the words of the remarks in a language (fr, nl, de, en), the English ones for any other."""
    table = load_table("templates/redline/word.toml")
    found: Mapping[str, str] = table.get(language, table["en"])
    return found


def add_remarks(rows: Iterable[Matched], changes: ChangeSet, old: Side, new: Side, language: str) -> None:
    """Put the remarks on the first lines of what they are about."""
    labels = {**redline_labels(language), **{f"word_{key}": words for key, words in word_labels(language).items()}}
    targets, origins = Targets.of(changes), Origins.of(changes)
    stale: dict[str, list[StaleReference]] = {}
    for one in changes.stale:
        stale.setdefault(one.eid, []).append(one)
    for matched in rows:
        row = matched.row
        _put(new, matched.new, _moves(row, labels, origins, here=True) + _substance(row, labels, targets))
        _put(old, matched.old, _moves(row, labels, origins, here=False))
        told = [_stale(one, labels) for place in row.new for one in stale.pop(place.eid, ())]
        _put(new, matched.new[:1], told)


def _put(side: Side, units: Iterable[int], remarks: Sequence[str]) -> None:
    for unit in units:
        if line := side.lines.get(unit):
            line.remarks += remarks


def _moves(row: Correspondence, labels: Mapping[str, str], origins: Origins, *, here: bool) -> list[str]:
    """Return where a provision came from, or went to, and what it was made of."""
    told = []
    names = {"old": _names(row.old, labels), "new": _names(row.new, labels)}
    if Kind.SPLIT in row.kinds:
        told.append(labels["word_split"].format(**names))
    if Kind.MERGED in row.kinds:
        told.append(labels["word_merged"].format(**names))
    if Kind.MOVED in row.kinds:
        where = origins.told(row, labels, of_new=not here)
        side = "old" if here else "new"
        names[side] = labels["within"].format(name=names[side], place=where) if where else names[side]
        told.append(labels["word_moved_here" if here else "word_moved_away"].format(**names))
    return told


def _names(places: Iterable[Place], labels: Mapping[str, str]) -> str:
    *others, last = [" ".join(part for part in (p.num.rstrip(_FINAL), p.heading) if part) or p.eid for p in places] or [
        ""
    ]
    return labels["word_and"].join(filter(None, (", ".join(others), last)))


def _substance(row: Correspondence, labels: Mapping[str, str], targets: Targets) -> list[str]:
    """Return why a change weighs, or that it does not touch the substance."""
    told = []
    if row.consequential:
        told.append(labels["word_consequential"])
    if row.markup:
        named = markup_lines(row.markup_changes, labels, targets)
        told.append(labels["word_markup"].format(told=listed(named, labels)))
    weighty = [one.text for one in reasons_of(row.effects, labels) if one.is_telling and _is_high(one.effect.weight)]
    if weighty and row.old and row.new:
        told.append(labels["word_weighty"].format(told=listed(weighty[:_MOST_REASONS], labels)))
    return told


def _is_high(weight: Weight) -> bool:
    return weight is Weight.HIGH


def _stale(one: StaleReference, labels: Mapping[str, str]) -> str:
    return labels["word_stale"].format(told=stale_of(one, labels).told)
