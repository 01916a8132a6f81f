"""Tables beside a comparison: old numbers and the new ones, and the references that a renumbering left behind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from codetool.diff.changes import Correspondence, Kind, StaleReference
from codetool.render.redline_lines import bare_number, stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of a concordance: the numbers on either side, empty where there are none, what happened, and where."""

    old: str
    new: str
    told: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """The articles whose number changed, that came, went, were split or merged, in the order of the new text.

    `kept` is how many articles have the number that they had.
    """

    steps: tuple[Step, ...]
    kept: int


class Listed(Protocol):
    """What a concordance asks of a row."""

    @property
    def anchor(self) -> str:
        """Return the row's id."""

    @property
    def words_of_old(self) -> str:
        """Return what happened in words, as they stand beside the old provisions."""

    @property
    def change(self) -> Correspondence:
        """Return the correspondence."""


_KEPT = frozenset({Kind.UNCHANGED, Kind.TYPOGRAPHIC, Kind.MODIFIED, Kind.MOVED})


def concordance_of(rows: Iterable[Listed]) -> Concordance:
    """Return the concordance of the articles' rows."""
    rows = list(rows)
    steps = [_step(row) for row in rows if not _KEPT.issuperset(row.change.kinds)]
    return Concordance(steps=tuple(steps), kept=len(rows) - len(steps))


def _step(row: Listed) -> Step:
    old, new = (", ".join(bare_number(place) for place in side) for side in (row.change.old, row.change.new))
    return Step(old=old, new=new, told=row.words_of_old, anchor=row.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A reference that names an old number: where it stands, what is printed, what became of that article, the fix.

    `told` is the whole in a sentence; `fix` is empty where the article is gone, and somebody must decide.
    """

    eid: str
    num: str
    printed: str
    was: str
    now: str
    told: str
    fix: str = ""


def stale_of(one: StaleReference, labels: Mapping[str, str]) -> Stale:
    """Return a stale reference as it is printed, with the words that set it right.

    >>> from codetool.render.counts import redline_labels
    >>> one = StaleReference(eid="art_3", num="3.", printed="article 5", target="#art_5", was="5.", now="6.",
    ...                      fix="article 6")
    >>> stale_of(one, redline_labels("en")).told
    '“article 5”: article 5 is article 6 now; write “article 6”'
    """
    was, now = stripped(one.was), stripped(one.now)
    means = stripped(one.means)
    key = "stale_gone" if not now else "stale_means" if means else "stale_fix" if one.fix else "stale_row"
    numbers = {"was": _number(was), "now": _number(now), "means": _number(means)}
    return Stale(
        eid=one.eid,
        num=stripped(one.num) or one.eid,
        printed=one.printed,
        was=was,
        now=now,
        told=labels[key].format(printed=one.printed, fix=one.fix, **numbers),
        fix=one.fix,
    )


_LEADING = re.compile(r"^(?:articles?|art\.?)\s+", re.IGNORECASE)


def _number(num: str) -> str:
    """Return a number without the word that it may be printed with, "Art. 5": the sentence says it."""
    return _LEADING.sub("", num)
