"""What a comparison found, as values: a ChangeSet of Correspondences, each with kinds and word segments."""

from dataclasses import dataclass, field

from codetool.diff.edits import SIGNS, Delta, Edit
from codetool.diff.kinds import Ground, Kind, Op, Reason, Weight
from codetool.diff.markup_change import MarkupChange, Note
from codetool.diff.totals import OUTSIDE, Counted, count_rows, counts_changes

__all__ = [
    "FORMAT",
    "OUTSIDE",
    "SIGNS",
    "ChangeSet",
    "Correspondence",
    "Counted",
    "Delta",
    "Edit",
    "Effect",
    "Ground",
    "Kind",
    "Op",
    "Place",
    "Reason",
    "Segment",
    "Side",
    "Span",
    "StaleReference",
    "Weight",
    "count_rows",
    "counts_changes",
]

Span = tuple[int, int]
"""Where something begins and ends in a document's canonical XML, in characters."""

FORMAT = "codetool-diff/1"
"""The form of the JSON that a comparison is written in and a patch is read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one change does: its ground and weight, and the words that do it on either side, empty where there are none.

    `was` is the ground of the old words where it is another one, as where a permission became an obligation; `segment`
    is the place in the row's segments of the change that it comes from.
    """

    ground: Ground
    weight: Weight
    old: str = ""
    new: str = ""
    was: Ground | None = None
    segment: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of words with what happened to it; a run keeps the space that follows it."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One provision on one side: eId (or `#n`), number, heading, the labels of what it stands in, its line.

    `size` is the length of its text in characters, `breaks` are the offsets in it at which a block begins (a paragraph,
    a point), `cells` those at which a further cell of a row of a table does; `at` is where its markup stands in the
    canonical XML of its side; `notes` are its footnotes.
    """

    eid: str
    num: str = ""
    heading: str = ""
    name: str = "article"
    parents: tuple[str, ...] = ()
    line: int = 0
    size: int = 0
    breaks: tuple[int, ...] = ()
    cells: tuple[int, ...] = ()
    at: Span = (0, 0)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """Provisions of the old text and what became of them in the new one; one side is empty for inserted and removed.

    `confidence` runs from 0 to 1, and `reason` says what it rests on. `consequential` marks a modification that only
    follows the renumbering of other articles, and `followed` the segments of another one that do; `markup` an
    unchanged text whose markup alone changed, of which `markup_changes` names the first (`diff/markup.py`). `effects`
    say what the change does, the weightiest first (`diff/weight.py`). `patch` leads from the old provisions' own
    canonical XML to that of the new ones, None where it is the same (`diff/patch.py`).
    """

    old: tuple[Place, ...]
    new: tuple[Place, ...]
    kinds: tuple[Kind, ...]
    segments: tuple[Segment, ...]
    confidence: float = 1.0
    reason: Reason = Reason.NONE
    consequential: bool = False
    followed: frozenset[int] = frozenset()
    markup: bool = False
    words_inserted: int = 0
    words_deleted: int = 0
    effects: tuple[Effect, ...] = ()
    markup_changes: tuple[MarkupChange, ...] = ()
    patch: Delta | None = field(default=None, repr=False)

    @property
    def weight(self) -> Weight:
        """Return the weight of the weightiest effect."""
        return min((effect.weight for effect in self.effects), key=lambda weight: weight.rank, default=Weight.NONE)

    def text(self, *, new: bool) -> str:
        """Return the text of one side, put together from the segments.

        >>> row = Correspondence(old=(), new=(), kinds=(Kind.MODIFIED,), segments=(
        ...     Segment(op=Op.EQUAL, text="Il "),
        ...     Segment(op=Op.DELETE, text="peut"),
        ...     Segment(op=Op.INSERT, text="doit"),
        ... ))
        >>> row.text(new=False), row.text(new=True)
        ('Il peut', 'Il doit')
        """
        skipped = Op.DELETE if new else Op.INSERT
        return "".join(segment.text for segment in self.segments if segment.op is not skipped)

    @property
    def name(self) -> str:
        """Return the name of the element that the row is about."""
        return (self.new or self.old)[0].name

    @property
    def is_change(self) -> bool:
        """Tell whether anything but nothing happened."""
        return self.kinds != (Kind.UNCHANGED,) or self.markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two texts: its Expression IRI, the SHA-256 of its canonical XML, its title and date."""

    iri: str
    sha256: str
    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleReference:
    """A cross-reference in the new text whose words stayed, and do not mean any more what they meant.

    `eid` and `num` are those of the provision that it stands in; `printed` is the reference's text, `target` where its
    link leads, empty without one. `was` and `now` are the number of the provision that it meant before and of that same
    one today (empty where it was removed): of an article, or of a part of one, as in "3, § 2". `means` is the number of
    the article that "the preceding article" is today, and `fix` what to write, empty where somebody must decide.
    """

    eid: str
    num: str
    printed: str
    target: str
    was: str
    now: str
    means: str = ""
    fix: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """All that a comparison found: every article of either side is in exactly one row of `articles`.

    Rows follow the order of the new text, removed ones where they stood; `others` holds what is not an article.
    `frame` is what became of the markup around all of them.
    """

    old: Side
    new: Side
    articles: tuple[Correspondence, ...]
    others: tuple[Correspondence, ...] = ()
    stale: tuple[StaleReference, ...] = ()
    frame: Delta | None = field(default=None, repr=False)

    @property
    def has_changes(self) -> bool:
        """Tell whether the two texts differ anywhere."""
        return any(row.is_change for row in (*self.articles, *self.others))

    def summary(self) -> dict[str, int]:
        """Return how many articles have each kind, and how many words were inserted and deleted in articles."""
        return count_rows(self.articles, self.others, len(self.stale))
