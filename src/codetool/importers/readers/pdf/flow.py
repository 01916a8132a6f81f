"""The rows of a document in reading order, each with its column, and what geometry says of where paragraphs end."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from codetool.importers.readers.pdf.columns import Region
from codetool.importers.readers.pdf.page import Row

_HYPHENS = ("\u00ad", "\u2010")
_INDENT = 0.8
_GAP = 0.22
_GAP_RAISED = 0.5
_SIZES = 0.08
_MARKED = 0.8
_CENTRE = 2.5
_SENTENCE = re.compile(r"[.;:!?…»\")]$")
_START = re.compile(r"[\W\d_]*[A-ZÀ-ÝŒ\d§•–—-]|[a-z]{1,4}[).]|[ivx]+[.)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """A row with its column's edges, and where it begins; `ends`, `blanks` and `centered` are as for a Line."""

    row: Row
    left: float
    right: float
    begin: float
    region: int
    columned: bool = False
    ends: bool | None = None
    blanks: int = 0
    centered: bool = False

    @property
    def indent(self) -> float:
        """Return how far from its column's edge it begins."""
        return max(self.begin - self.left, 0.0)


def lay_flow(pages: Sequence[Sequence[Region]]) -> tuple[FlowRow, ...]:
    """Return the rows of all pages in reading order, with what is known of each."""
    edges = _Edges(pages)
    flow: list[FlowRow] = []
    for regions in pages:
        for region in regions:
            left, right = edges.of(region)
            number = flow[-1].region + 1 if flow else 0
            flow.extend(
                FlowRow(row=row, left=left, right=right, begin=row.left, region=number, columned=region.columned)
                for row in region.rows
            )
    placed = _local_edges(flow)
    return _with_ends([replace(one, centered=_is_centered(placed, at)) for at, one in enumerate(placed)])


class _Edges:
    """The edges of the columns, from all pages: one page alone may have short lines only."""

    def __init__(self, pages: Sequence[Sequence[Region]]) -> None:
        self.whole: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self.columns: list[list[Region]] = []
        for regions in pages:
            for region in regions:
                self.whole[_parity(region)].extend(_spans(region))
                if region.columned:
                    self._join(region)

    def _join(self, region: Region) -> None:
        for group in self.columns:
            if _beside(group[0], region):
                group.append(region)
                return
        self.columns.append([region])

    def of(self, region: Region) -> tuple[float, float]:
        """Return the edges of the column that a region stands in."""
        if not region.columned:
            return _edges(self.whole[_parity(region)])
        # Signs far off the page, as damaged files have them, stand beside no other region.
        group = next((group for group in self.columns if _beside(group[0], region)), [region])
        return _edges([span for one in group for span in _spans(one)])


def _parity(region: Region) -> int:
    return region.rows[0].page % 2


def _spans(region: Region) -> list[tuple[float, float]]:
    return [(row.left, row.right) for row in region.rows if not row.turned]


def _beside(one: Region, two: Region) -> bool:
    return abs(min(row.left for row in one.rows) - min(row.left for row in two.rows)) < 12  # noqa: PLR2004 - points


def _edges(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    if not spans:
        return 0.0, 0.0
    lefts, rights = sorted(one for one, _ in spans), sorted(two for _, two in spans)
    spare = len(spans) // 50
    return lefts[spare], rights[-1 - spare]


def _local_edges(flow: Sequence[FlowRow]) -> list[FlowRow]:
    """Return the rows with the right edge of a narrower block where several lines in succession end at it."""
    placed = list(flow)
    start = 0
    for at in range(1, len(flow) + 1):
        if at < len(flow) and _in_block(flow[at - 1], flow[at]):
            continue
        rights = [one.row.right for one in flow[start:at]]
        edge = max(rights)
        reached = sum(1 for right in rights if edge - right < 0.8)  # noqa: PLR2004 - points
        if reached >= 2 and reached >= 0.5 * len(rights) and edge < flow[start].right:  # noqa: PLR2004 - one proves nothing
            placed[start:at] = [replace(one, right=edge) for one in flow[start:at]]
        start = at
    return placed


def _in_block(one: FlowRow, two: FlowRow) -> bool:
    return one.region == two.region and abs(one.row.left - two.row.left) < 1 and one.row.size == two.row.size


def _is_centered(flow: Sequence[FlowRow], at: int) -> bool:
    one = flow[at]
    if one.row.grid or one.row.turned:
        return False
    free = one.right - one.row.right
    least = 0.5 * one.row.size
    if min(one.indent, free) < least or abs(one.indent - free) > 2 * _CENTRE:
        return False
    near = (flow[beside] for beside in (at - 1, at + 1) if 0 <= beside < len(flow))
    return not any(
        other.region == one.region and abs(other.row.left - one.row.left) < 1 < abs(other.row.right - one.row.right)
        for other in near
    )


def _with_ends(flow: Sequence[FlowRow]) -> tuple[FlowRow, ...]:
    steps = _usual_steps(flow)
    marked = _marks_paragraphs(flow, steps)
    judged: list[FlowRow] = []
    first = True
    for at, one in enumerate(flow):
        after = flow[at + 1] if at + 1 < len(flow) else None
        ends = _ends(one, after, steps, first=first, marked=marked) if after else True
        before = flow[at - 1] if at else None
        judged.append(replace(one, ends=ends, blanks=_blanks(before, one, steps)))
        first = ends is True
    return tuple(judged)


def _usual_steps(flow: Sequence[FlowRow]) -> dict[float, float]:
    """Return how far baselines are apart inside a paragraph, for each size of print."""
    steps: dict[float, list[float]] = defaultdict(list)
    for one, two in pairwise(flow):
        if _below(one, two) and one.row.size == two.row.size:
            steps[one.row.size].append(round(two.row.base - one.row.base, 1))
    return {size: _usual(found, size) for size, found in steps.items()}


def _usual(steps: Sequence[float], size: float) -> float:
    """Return the step that is most frequent among those that lines of one paragraph can have."""
    counted = Counter(step for step in steps if step <= 2.2 * size)
    if not counted:
        return 1.2 * size
    most = max(counted.values())
    return min(step for step, count in counted.items() if count >= 0.4 * most)


def _step(one: FlowRow, two: FlowRow, steps: dict[float, float]) -> float | None:
    """Return by how much the second row stands lower than the next line of a paragraph would."""
    if not _below(one, two):
        return None
    size = max(one.row.size, two.row.size)
    usual = steps.get(size, median(steps.values()) if steps and not size else 1.2 * size)
    return two.row.base - one.row.base - usual if not two.row.grid else two.row.top - one.row.base


def _below(one: FlowRow, two: FlowRow) -> bool:
    return (
        one.row.page == two.row.page
        and two.row.base > one.row.base
        and (one.region == two.region or (one.row.left < two.row.right and two.row.left < one.row.right))
        and not two.row.turned
    )


def _blanks(before: FlowRow | None, one: FlowRow, steps: dict[float, float]) -> int:
    room = _step(before, one, steps) if before else None
    size = (one.row.size or (before.row.size if before else 0)) or 10.0
    if room is None or room <= _GAP_RAISED * size:
        small = before is not None and room is not None and room > _gap(before, one)
        return 1 if small else 0
    return max(1, round(room / (1.2 * size)))


def _gap(one: FlowRow, two: FlowRow) -> float:
    """Return the room between two rows that parts paragraphs: more where raised letters may have moved a line."""
    size = min(one.row.size or two.row.size, two.row.size or one.row.size)
    raised = any(run.shift for row in (one.row, two.row) for word in row.words for run in word.runs)
    return (_GAP_RAISED if raised else _GAP) * size


def _ends(one: FlowRow, two: FlowRow, steps: dict[float, float], *, first: bool, marked: bool) -> bool | None:
    if one.row.grid or two.row.grid or one.row.turned != two.row.turned:
        return True
    if one.row.text.endswith(_HYPHENS):
        return False
    if _changes(one, two, steps) or _indents(one, two, first=first):
        return True
    ended, begun = bool(_SENTENCE.search(one.row.text)), bool(_START.match(two.row.text))
    if _fits(one, two):
        # A short line may also stand before words that belong together, as “l'article 5” with its no-break space.
        return True if ended or begun else None
    # Where both begin at one indent, each may be the first line of its paragraph: the sentences decide.
    unmarked = not (marked and _below(one, two)) or (first and min(one.indent, two.indent) > _INDENT * one.row.size)
    return None if ended and begun and unmarked else False


def _changes(one: FlowRow, two: FlowRow, steps: dict[float, float]) -> bool:
    room = _step(one, two, steps)
    if room is not None and room > _gap(one, two):
        return True
    size = max(one.row.size, two.row.size)
    if abs(one.row.size - two.row.size) > _SIZES * size:
        return True
    return _bold(one.row) != _bold(two.row) and one.row.words[-1].bold != two.row.words[0].bold


def _bold(row: Row) -> bool:
    return all(word.bold for word in row.words)


def _fits(one: FlowRow, two: FlowRow) -> bool:
    """Tell whether the next row's first word would have had room, so that the line was ended on purpose."""
    word = two.row.words[0]
    need = word.right - word.left + 0.22 * one.row.size
    if one.centered:
        return one.right - one.left - (one.row.right - one.row.left) > need
    return one.right - one.row.right > need


def _indents(one: FlowRow, two: FlowRow, *, first: bool) -> bool:
    """Tell whether a paragraph begins with the second row, by its indent."""
    if one.centered or two.centered:
        return one.centered != two.centered
    change = two.indent - one.indent
    wide = _INDENT * one.row.size
    return not first and abs(change) > wide


def _marks_paragraphs(flow: Sequence[FlowRow], steps: dict[float, float]) -> bool:
    """Tell whether room or indents show most of the paragraphs, so that a full line without them goes on."""
    seen = shown = 0
    for one, two in pairwise(flow):
        if one.row.grid or two.row.grid or not _below(one, two) or not _fits(one, two):
            continue
        seen += 1
        shown += _changes(one, two, steps) or abs(two.indent - one.indent) > _INDENT * one.row.size
    return seen >= 3 and shown >= _MARKED * seen  # noqa: PLR2004 - fewer prove nothing
