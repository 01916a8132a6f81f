"""Rows of a comparison as they are shown, and the sections that they stand in: what every rendering asks of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codetool.diff.changes import Correspondence, Kind, Segment, Weight
from codetool.render.counts import agreed
from codetool.render.reasons import Reason
from codetool.render.redline_lines import Part, stripped

QUIET = frozenset({Kind.UNCHANGED, Kind.TYPOGRAPHIC})
"""Kinds that a reader looks for only on demand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One correspondence: its anchor, what is printed as its name, its kinds, its text in parts, passages and lines.

    `reasons` say what its change does, the weightiest first; `markups` what changed around its words.
    """

    anchor: str
    name: str
    heading: str
    kinds: tuple[Kind, ...]
    parts: tuple[Part, ...]
    change: Correspondence
    labels: Mapping[str, str]
    language: str = "en"
    became: str = ""
    came_from: str = ""
    is_quiet: bool = False
    reasons: tuple[Reason, ...] = ()
    markups: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[tuple[Segment, ...], ...]:
        """Return the whole text in lines of segments, headings among them."""
        return tuple(
            line for part in self.parts for line in (part.title, *(one.segments for one in part.lines)) if line
        )

    @property
    def title(self) -> tuple[Segment, ...]:
        """Return the heading with what happened in it; a split or merged row has one in each part instead."""
        return self.parts[0].title if len(self.parts) == 1 else ()

    @property
    def weight(self) -> Weight:
        """Return the weight of what changed."""
        return self.change.weight

    @property
    def tellings(self) -> tuple[Reason, ...]:
        """Return the reasons worth a line of their own: that words changed, the text itself shows."""
        return _once(reason for reason in self.reasons if reason.is_telling)

    @property
    def told_once(self) -> tuple[Reason, ...]:
        """Return all reasons, none of them twice."""
        return _once(self.reasons)

    @property
    def gravest(self) -> tuple[Reason, ...]:
        """Return the reasons of high weight."""
        return _once(reason for reason in self.reasons if reason.effect.weight is Weight.HIGH)

    @property
    def called(self) -> str:
        """Return what the row is called in a sentence: number and heading, no marks behind a number alone."""
        return f"{self.name} {self.heading}" if self.heading else stripped(self.name) or self.name

    @property
    def change_name(self) -> str:
        """Return the name of the element that the row is about."""
        return self.change.name

    @property
    def facets(self) -> tuple[str, ...]:
        """Return what the row is filtered and labelled by: its kinds, the quieter name of what only follows, markup."""
        kinds = [kind.value for kind in self.kinds if kind is not Kind.UNCHANGED]
        if self.change.consequential:
            kinds[0] = "consequential"
        return (*kinds, *(["markup"] if self.change.markup else [])) or (Kind.UNCHANGED.value,)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Return each facet with its word."""
        return tuple((facet, self.word(facet)) for facet in self.facets)

    def word(self, label: str, *, of_old: bool = False) -> str:
        """Return the word for what happened, which agrees with what the row is about: a section is "modifiée".

        `of_old` says that it stands beside all the old provisions, of which a merger has several.
        """
        several = of_old and len(self.change.old) > 1
        return agreed(label, self.labels, self.language, name=self.change_name, several=several)

    @property
    def words(self) -> str:
        """Return what happened in words, as they stand beside the row's name."""
        return ", ".join(word for _, word in self.told)

    @property
    def words_of_old(self) -> str:
        """Return the same as they stand beside all the old provisions."""
        return ", ".join(self.word(facet, of_old=True) for facet in self.facets)

    @property
    def is_hidden(self) -> bool:
        """Tell whether the row is shown on demand only: no word, number or place changed."""
        return self.is_quiet and len(self.kinds) == 1 and not self.change.markup

    @property
    def is_typography(self) -> bool:
        """Tell whether only typography changed, which is told last."""
        return self.kinds == (Kind.TYPOGRAPHIC,)

    @property
    def is_folded(self) -> bool:
        """Tell whether only the row's number changed: nobody need stop at it."""
        return self.kinds == (Kind.UNCHANGED, Kind.RENUMBERED)

    @property
    def is_same(self) -> bool:
        """Tell whether no word changed, but the number, the place or the markup: the text can be folded."""
        return self.kinds[0] is Kind.UNCHANGED and not self.is_hidden

    @property
    def look(self) -> str:
        """Return what the row's style goes by: whether it is shown, stopped at, or on demand, and what happened."""
        shown = "quiet" if self.is_hidden else "folded" if self.is_folded else "change"
        return f"{shown} {self.facets[0]}-row"

    @property
    def old_number(self) -> str:
        """Return the number or numbers on the old side, empty where there are none."""
        return ", ".join(filter(None, (stripped(place.num) for place in self.change.old)))

    @property
    def new_number(self) -> str:
        """Return the number or numbers on the new side, empty where there are none."""
        return ", ".join(filter(None, (stripped(place.num) for place in self.change.new)))


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return reasons without those that say the same again: twice the same amount changed in the same way."""
    return tuple({reason.text: reason for reason in reversed(tuple(reasons))}.values())[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A title or chapter of the new text, with the row of its own heading, and the rows of its articles."""

    own: Row | None
    rows: tuple[Row, ...]

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Return the row of the heading, where there is one, and the others."""
        return ((self.own,) if self.own else ()) + self.rows

    @property
    def in_place(self) -> tuple[Row, ...]:
        """Return the articles' rows without those that are told last, under typography."""
        return tuple(row for row in self.rows if not row.is_typography)

    @property
    def changed(self) -> tuple[Row, ...]:
        """Return the articles' rows in which something changed but typography."""
        return tuple(row for row in self.rows if not row.is_hidden)

    @property
    def is_hidden(self) -> bool:
        """Tell whether nothing in the section is shown but on demand."""
        return all(row.is_hidden for row in self.all_rows)
