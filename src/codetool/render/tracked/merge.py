"""Two stories made one: paragraphs and tables of which each word, end and row is kept, deleted or inserted."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from codetool.diff.changes import Op
from codetool.render.docx.blocks import Block, Grid, Merged, Paragraph, Row, Run
from codetool.render.docx.story import NOTE, Line, Look, Story, Table, TableRow
from codetool.render.tracked.anchors import Anchor, Anchors, kept_anchors
from codetool.render.tracked.stretch import Stretch, all_of, common_spaces, in_line, last_line, place_after, stretch_to


def merge(old: Story, new: Story, anchors: Anchors) -> Merged:
    """Return two texts as one: without what was inserted it is the old one, without what was deleted the new one."""
    merged = Merged()
    merged.blocks = _Merger(old, new, anchors, merged).blocks()
    return merged


class _Merger:
    """Merges two stories, from anchor to anchor."""

    def __init__(self, old: Story, new: Story, anchors: Anchors, merged: Merged) -> None:
        self._old, self._new, self._anchors, self._merged = old, new, anchors, merged
        self._blocks: list[Block] = []
        self._open = Paragraph()

    def blocks(self) -> list[Block]:
        kept = kept_anchors(self._anchors.get((id(self._old), id(self._new)), []), self._old, self._new)
        last: Anchor | None = None
        for place, run in groupby(kept, key=lambda one: (one.old[0], one.new[0]) if one.is_row else None):
            for anchor in [list(run)] if place else [[one] for one in run]:
                self._between(last, anchor[0])
                self._table(anchor) if place else self._keep(anchor[0])
                last = anchor[-1]
        self._finish(last)
        return self._blocks

    # --- between anchors ----------------------------------------------------------------------------------------

    def _between(self, last: Anchor | None, anchor: Anchor) -> None:
        old = stretch_to(self._old, last and place_after(last, last.old), anchor.is_row, anchor.old)
        new = stretch_to(self._new, last and place_after(last, last.new), anchor.is_row, anchor.new)
        self._ends(old, new)
        if old.ends == new.ends:
            self._whole(old.whole, new.whole)
            self._change(old.head, new.head) if not in_line(old, new) else None
        elif old.ends:
            self._whole(old.whole, ())
            self._change(old.head, new.tail)
        else:
            self._whole((), new.whole)
            self._change(old.tail, new.head)

    def _ends(self, old: Stretch, new: Stretch) -> None:
        """Write the rest of the line that was begun, on the sides on which it ends here."""
        if old.ends == new.ends:
            self._change(old.tail, new.tail)
            if old.ends and old.tail and new.tail:
                self._end(old.tail[0], new.tail[0])
        elif old.ends and old.tail:
            self._change(old.tail, None)
            self._end(old.tail[0], None)
        elif new.tail:
            self._change(None, new.tail)
            self._end(None, new.tail[0])

    def _finish(self, last: Anchor | None) -> None:
        """Write what is left; a story's last paragraph cannot go, so both sides share it."""
        old, new = (
            stretch_to(side, last and place_after(last, place), False, (len(side.items), 0))  # noqa: FBT003 - no row: the end
            for side, place in ((self._old, last.old if last else (0, 0)), (self._new, last.new if last else (0, 0)))
        )
        one_sided = not (old.whole and new.whole) and bool(old.whole or new.whole)
        if one_sided and old.tail and new.tail and not any(isinstance(i, Table) for i in (*old.whole, *new.whole)):
            self._change(old.tail, new.tail)
            self._end(old.tail[0] if old.whole else None, new.tail[0] if new.whole else None)
            self._last(old.whole, new.whole, old.tail[0], new.tail[0])
            return
        self._ends(old, new)
        if old.whole or new.whole:
            self._last(old.whole, new.whole, None, None)

    def _last(
        self, old: Sequence[Line | Table], new: Sequence[Line | Table], before: Line | None, after: Line | None
    ) -> None:
        """Write the last items of both sides, the last lines in one paragraph (or what comes `before`, `after`)."""
        self._whole(old[:-1], new[:-1])
        mine, yours = last_line(old), last_line(new)
        self._change(all_of(mine), all_of(yours))
        self._end(mine or before or yours, yours or after or mine)

    def _whole(self, old: Iterable[Line | Table], new: Iterable[Line | Table]) -> None:
        for op, items in ((Op.DELETE, old), (Op.INSERT, new)):
            for item in items:
                if isinstance(item, Table):
                    self._add_table(Grid([self._lone_row(op, row) for row in item.rows], item.width), op)
                elif item.text:
                    self._write(op, item, 0, len(item.text))
                    self._end(item if op is Op.DELETE else None, item if op is Op.INSERT else None)

    # --- words and ends -----------------------------------------------------------------------------------------

    def _change(self, old: tuple[Line, int, int] | None, new: tuple[Line, int, int] | None) -> None:
        """Write what stands in place of what; the spaces at the ends that both have are kept."""
        if old is None or new is None:
            for op, piece in ((Op.DELETE, old), (Op.INSERT, new)):
                if piece:
                    self._write(op, *piece)
            return
        (line, start, end), (other, begin, stop) = old, new
        lead = common_spaces(line.text[start:end], other.text[begin:stop])
        trail = common_spaces(line.text[start + lead : end][::-1], other.text[begin + lead : stop][::-1])
        self._write(Op.EQUAL, other, begin, begin + lead)
        self._write(Op.DELETE, line, start + lead, end - trail)
        self._write(Op.INSERT, other, begin + lead, stop - trail)
        self._write(Op.EQUAL, other, stop - trail, stop)

    def _keep(self, anchor: Anchor) -> None:
        old, new = self._old.items[anchor.old[0]], self._new.items[anchor.new[0]]
        if isinstance(old, Line) and isinstance(new, Line):
            start = anchor.new[1]
            if new.text[start : start + anchor.size] == NOTE:
                note = _Merger(old.notes[anchor.old[1]], new.notes[start], self._anchors, self._merged)
                self._merged.notes[id(new), start] = note.blocks()
            self._write(Op.EQUAL, new, start, start + anchor.size)

    def _write(self, op: Op, line: Line, start: int, end: int) -> None:
        if start >= end:
            return
        for offset, note in line.notes.items():
            if start <= offset < end and op is not Op.EQUAL:
                self._merged.notes[id(line), offset] = self._lone(op, note)
        last = self._open.runs[-1] if self._open.runs else None
        if last and last.op is op and last.line is line and last.end == start:
            self._open.runs[-1] = last._replace(end=end)
        else:
            self._open.runs.append(Run(op, line, start, end))

    def _end(self, old: Line | None, new: Line | None) -> None:
        """End the paragraph: on both sides, or on the one that has a line here."""
        line = new or old
        if line is None:
            return
        self._open.end = Op.EQUAL if old and new else Op.DELETE if old else Op.INSERT
        self._open.look = line.look
        self._open.was = old.look if old and new and _differ(old.look, new.look) else None
        self._blocks.append(self._open)
        self._open = Paragraph()

    # --- tables -------------------------------------------------------------------------------------------------

    def _add_table(self, grid: Grid, op: Op) -> None:
        """Add a table; between two tables a paragraph stands, or Word makes them one."""
        if self._blocks and isinstance(before := self._blocks[-1], Grid):
            gone = {row.op for row in before.rows}, {op}
            lone = next((found for found in map(_only, gone) if found is not Op.EQUAL), Op.EQUAL)
            self._blocks.append(Paragraph(end=lone))
        self._blocks.append(grid)

    def _table(self, anchors: Sequence[Anchor]) -> None:
        old, new = self._old.items[anchors[0].old[0]], self._new.items[anchors[0].new[0]]
        if not (isinstance(old, Table) and isinstance(new, Table)):
            return
        rows: list[Row] = []
        here = there = 0
        for anchor in anchors:
            rows += self._lone_rows(old.rows[here : anchor.old[1]], new.rows[there : anchor.new[1]])
            here, there = anchor.old[1] + 1, anchor.new[1] + 1
            rows.append(self._row(old.rows[here - 1], new.rows[there - 1]))
        rows += self._lone_rows(old.rows[here:], new.rows[there:])
        self._add_table(Grid(rows, max(old.width, new.width)), Op.EQUAL)

    def _row(self, old: TableRow, new: TableRow) -> Row:
        cells = [
            _Merger(mine.story, yours.story, self._anchors, self._merged).blocks()
            for mine, yours in zip(old.cells, new.cells, strict=True)
        ]
        return Row(Op.EQUAL, new, cells)

    def _lone_rows(self, old: Iterable[TableRow], new: Iterable[TableRow]) -> list[Row]:
        return [self._lone_row(op, row) for op, rows in ((Op.DELETE, old), (Op.INSERT, new)) for row in rows]

    def _lone_row(self, op: Op, row: TableRow) -> Row:
        return Row(op, row, [self._lone(op, cell.story) for cell in row.cells])

    def _lone(self, op: Op, story: Story) -> list[Block]:
        """Return a story that stands on one side only; its last end goes with what it stands in."""
        end = last_line(story.items)
        empty = Story().closed(end.look if end else Look())
        sides = (story, empty) if op is Op.DELETE else (empty, story)
        return _Merger(*sides, self._anchors, self._merged).blocks()


def _only(ops: set[Op]) -> Op:
    return next(iter(ops)) if len(ops) == 1 else Op.EQUAL


def _differ(old: Look, new: Look) -> bool:
    """Tell whether two looks show; which list it is that counts an item does not."""
    return (old.style, old.level, bool(old.counter)) != (new.style, new.level, bool(new.counter))
