"""Whether a patch does what its JSON tells: rows show texts, numbers and kinds, and edits are applied.

A digest says that the right text comes out, not that a reader was shown the changes that lead to it. So each row is
held against both texts. What a change weighs, that it moved or only follows another one, and where a reference leads,
is a reading that the patch does not depend on: it is not looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TypeGuard

from codetool.akn.read import read_expression
from codetool.diff.changes import Kind, Op, Side, Span
from codetool.diff.found import joined_text
from codetool.diff.patch import Patch, PatchRow, Told
from codetool.diff.patch_json import contradiction
from codetool.diff.tokens import count_words
from codetool.diff.units import Unit, read_units
from codetool.diff.words import differ_in_words
from codetool.errors import CodetoolError, PatchError
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded, Instruction, Node
from codetool.model.provision import num_of


def check_told(patch: Patch, old: str, new: str, place: str = "") -> None:
    """Raise PatchError where a row tells something else than becomes of the old canonical XML in the new one.

    `place` is that of the patch, as messages name it.
    """
    before = _read_side(old, [span for row in patch.rows for span in row.old], contradiction("old_at", place))
    after = _read_side(new, [span for row in patch.rows for span in row.new], contradiction("new_at", place))
    if before.around != after.around:
        raise PatchError(
            "the changes rewrite words that no row shows",
            "Make them again with codetool diff OLD NEW --format json. "
            "If that does not help, the words stand between the parts of the document: see codetool validate.",
            place=place,
        )
    for name, told, side in (("old", patch.old, before), ("new", patch.new, after)):
        if member := _untrue_side(told, side.expression):
            raise contradiction(f"{name}.{member}", place)
    if not _are_in_order(patch.rows):
        raise contradiction("articles", place)
    for row in patch.rows:
        if row.told and (member := _untrue(row, row.told, before.units, after.units)):
            raise contradiction(f"{row.told.path}.{member}", place)


@dataclass(frozen=True, slots=True)
class _Side:
    """A side as it was read, the units that stand at the places of it, and the text around them all."""

    expression: Expression
    units: Mapping[Span, Unit]
    around: str


def _read_side(text: str, spans: Iterable[Span], refusal: PatchError) -> _Side:
    """Return the units at these places; raise `refusal` where one of them is not that of an element."""
    ordered = sorted(spans)
    marked, mark = _marked(text, ordered)
    # Folded, as the comparison reads it, is faster; where places lie in what is folded, all is opened.
    for fold in (True, False):
        try:
            expression = read_expression(marked.encode(), fold=fold)
        except CodetoolError as error:
            raise refusal from error
        root = expression.root
        found = list(_between_marks(root, mark))
        if len(found) == len(ordered):
            rows = frozenset(id(node) for nodes in found for node in nodes)
            units = [Unit(0, "", element, rows=rows) for _, element, _ in found]
            read_units(units)
            return _Side(expression, dict(zip(ordered, units, strict=True)), Unit(0, "", root, rows=rows).text)
    raise refusal


def _marked(text: str, spans: Iterable[Span]) -> tuple[str, str]:
    """Return a text with an instruction before and after each place, and their name, which no other one has."""
    mark = next(mark for number in count() if f"<?{(mark := f'c{number}')}" not in text)
    edges = sorted((at, is_start) for span in spans for at, is_start in ((span[0], True), (span[1], False)))
    runs, done = list[str](), 0
    for at, is_start in edges:
        runs += (text[done:at], f"<?{mark} {_BEGINS if is_start else _ENDS}?>")
        done = at
    return "".join([*runs, text[done:]]), mark


_BEGINS, _ENDS = "1", "0"
_Marked = tuple[Instruction, Element | Folded, Instruction]


def _between_marks(element: Element, mark: str) -> Iterator[_Marked]:
    """Yield each element below one that stands between two marks of its own, with these, in document order."""
    children = element.children
    for at, child in enumerate(children):
        if isinstance(child, Element | Folded) and 0 < at < len(children) - 1:
            before, behind = children[at - 1], children[at + 1]
            if _is(before, mark, _BEGINS) and _is(behind, mark, _ENDS):
                yield before, child, behind
        if isinstance(child, Element):
            yield from _between_marks(child, mark)


def _is(node: Node, mark: str, text: str) -> TypeGuard[Instruction]:
    return isinstance(node, Instruction) and node.target == mark and node.text == text


def _untrue_side(told: Side, expression: Expression) -> str:
    """Return the name of what is told of a whole text and is not so; what is left out says nothing."""
    dated = expression.identification.expression.date
    true = {"iri": expression.iri, "title": expression.title, "date": dated}
    return next((name for name, value in true.items() if getattr(told, name) not in ("", value)), "")


def _are_in_order(rows: Iterable[PatchRow]) -> bool:
    """Tell whether articles are told in the order of the new text."""
    starts = [row.new[0] for row in rows if row.new and row.told and row.told.path.startswith("articles")]
    return starts == sorted(starts)


def _untrue(row: PatchRow, told: Told, old: Mapping[Span, Unit], new: Mapping[Span, Unit]) -> str:
    """Return the name of what a row tells and is not so, an empty string where all of it is."""
    before, after = [old[span] for span in row.old], [new[span] for span in row.new]
    texts = joined_text(before)[0], joined_text(after)[0]
    checks = {
        "name": told.name == "" or [told.name] == [unit.name for unit in (after or before)[:1]],
        "old": _names(told.old, before),
        "new": _names(told.new, after),
        "old_num": _numbers(told.old_num, before),
        "new_num": _numbers(told.new_num, after),
        "segments": texts == tuple(_text(told, gone) for gone in (Op.INSERT, Op.DELETE)),
        "words": (told.words_deleted, told.words_inserted) == tuple(_count(told, op) for op in (Op.DELETE, Op.INSERT)),
        "kinds": _kinds_fit(told, *texts),
    }
    return next((name for name, is_so in checks.items() if not is_so), "")


def _names(told: Sequence[str], units: Sequence[Unit]) -> bool:
    # What has no eId is named by its place or its element: a reading too.
    return len(told) == len(units) and all(unit.element.eid in ("", eid) for eid, unit in zip(told, units, strict=True))


def _numbers(told: Sequence[str], units: Sequence[Unit]) -> bool:
    # A block of the document is told without its number, which is part of its text.
    return len(told) == len(units) and all(
        num in ("", num_of(unit.element)) for num, unit in zip(told, units, strict=True)
    )


def _text(told: Told, left_out: Op) -> str:
    return "".join(segment.text for segment in told.segments if segment.op is not left_out)


def _count(told: Told, op: Op) -> int:
    return sum(count_words(segment.text) for segment in told.segments if segment.op is op)


def _kinds_fit(told: Told, old: str, new: str) -> bool:
    """Tell whether the kinds are those of so many provisions on either side, of their numbers, and of their words."""
    sides = (min(len(told.old), _SEVERAL), min(len(told.new), _SEVERAL))
    changed = any(segment.op is not Op.EQUAL for segment in told.segments)
    kind = _SHAPES.get(sides, Kind.MODIFIED)
    if sides == (1, 1) and not (changed and differ_in_words(old, new, told.segments)):
        kind = Kind.TYPOGRAPHIC if changed else Kind.UNCHANGED
    numbers = [" ".join(side[0].split()) for side in (told.old_num, told.new_num) if side]
    wanted = [kind, *[Kind.RENUMBERED] * (len(set(numbers)) > 1)]
    return [one for one in told.kinds if one is not Kind.MOVED] == wanted


_SEVERAL = 2
_SHAPES = {(0, 1): Kind.INSERTED, (1, 0): Kind.REMOVED, (1, _SEVERAL): Kind.SPLIT, (_SEVERAL, 1): Kind.MERGED}
"""What a row is told to be by how many provisions it has on either side; where one became one, its words say it."""
