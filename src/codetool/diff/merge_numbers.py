"""Numbers of a merged text: those that a side changed, made consecutive where both sides counted on.

What both sides keep without gaps is counted anew; elsewhere both sides' shifts add up, and no number is given twice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from codetool.diff.merge_numerals import Number, read_number
from codetool.diff.merge_tree import Side, Trees, Twig
from codetool.model.eid import HIERARCHY, LATIN, number_part

_LATIN_BY_RANK = {rank: word for word, rank in reversed(LATIN.items())}
_DRAFTS = (Side.OURS, Side.THEIRS)
_Series = tuple[str, int, str, str]
"""What counts together: the element's name, what it is counted in, the kind of numeral, and digits before it."""


class Numbering:
    """The numbers of a merged text, by key; `disputed` are those for which each side has one of its own.

    Also those of what one side put in, where the other side gave the same number to something else.
    """

    def __init__(self, trees: Trees, parents: Mapping[int, int], strayed: Collection[int] = ()) -> None:
        """Give every numbered provision its number; `parents` tells what each stands in, in the order of the text.

        What `strayed`, each side having it at another place, is numbered as ours has it.
        """
        self.trees = trees
        self.order = [key for key in parents if _is_numbered(trees, key)]
        self.parents = {**_parents_of(trees), **parents}
        self.numbers: dict[int, Number] = {}
        self.printed: dict[int, str] = {}
        self.disputed: list[int] = []
        self._sides = {side: dict(_numbers_of(trees[side].root)) for side in Side}
        for key in strayed:
            self._sides[Side.THEIRS].pop(key, None)
        for series, numbers in self._through_or_apart():
            self._number(series, numbers)
        for key in self.order:
            self.printed[key] = self._print(key)
            base, ours, theirs = (self._sides[side].get(key) for side in Side)
            if ours and theirs and base not in {ours, theirs} and bool(ours.rank) != bool(theirs.rank):
                self.disputed.append(key)
        self.disputed += self._taken()

    def _taken(self) -> Iterator[int]:
        """Yield what one side put in and that has another number now, because the other side gave that one as well."""
        new: dict[tuple[object, ...], list[tuple[Side, int]]] = defaultdict(list)
        for side in _DRAFTS:
            for key in self.order:
                number = self._sides[side].get(key)
                if number and list(self.trees.versions(key)) == [side]:
                    new[(self._series(key, apart=False), *_place(number))].append((side, key))
        for found in new.values():
            if {side for side, _ in found} == set(_DRAFTS):
                given = ((key, self.numbers.get(key), self._sides[side][key]) for side, key in found)
                yield from (key for key, now, was in given if now and _place(now) != _place(was))

    def _print(self, key: int) -> str:
        number = self.numbers.get(key)
        if number is None:
            versions = self.trees.versions(key)
            nums = [versions[side].num if side in versions else None for side in Side]
            return next(num for num in (nums[2] if nums[1] == nums[0] else nums[1], *nums) if num is not None)
        return number.printed(number_part(self._above(key)))

    def _above(self, key: int) -> str:
        """Return the nearest number above."""
        above = self.parents.get(key, -1)
        while above >= 0 and above not in self.printed:
            above = self.parents.get(above, -1)
        return self.printed.get(above, "")

    # What counts together ---------------------------------------------------------------------------------------------

    def _through_or_apart(self) -> Iterator[tuple[list[int], Mapping[Side, Sequence[Number]]]]:
        """Yield the series: through the whole text where every side counts so, else inside each division."""
        whole = {side: self._series_of(side, apart=False) for side in Side}
        parts = {side: self._series_of(side, apart=True) for side in Side}
        for series, keys in self._grouped(self.order, apart=False).items():
            numbers = {side: whole[side].get(series, []) for side in Side}
            if not any(map(_is_begun_again, numbers.values())):
                yield keys, numbers
                continue
            for part, some in self._grouped(keys, apart=True).items():
                yield some, {side: parts[side].get(part, []) for side in Side}

    def _series_of(self, side: Side, *, apart: bool) -> dict[_Series, list[Number]]:
        grouped = self._grouped(self._sides[side], apart=apart)
        return {series: [self._sides[side][key] for key in keys] for series, keys in grouped.items()}

    def _grouped(self, keys: Iterable[int], *, apart: bool) -> dict[_Series, list[int]]:
        found: dict[_Series, list[int]] = defaultdict(list)
        for key in keys:
            if series := self._series(key, apart=apart):
                found[series].append(key)
        return found

    def _series(self, key: int, *, apart: bool) -> _Series | None:
        number = self._own(key)
        if number is None:
            return None
        name = next(iter(self.trees.versions(key).values())).name
        scoped = apart or bool(number.above) or name not in _THROUGH
        digits = re.sub(r"\D+", ".", number.before) if any(map(str.isdecimal, number.before)) else ""
        return (
            name,
            self.parents.get(key, -1) if scoped else -1,
            number.kind,
            digits,
        )

    def _own(self, key: int) -> Number | None:
        return next((self._sides[s][key] for s in (Side.OURS, Side.THEIRS, Side.BASE) if key in self._sides[s]), None)

    # One series -------------------------------------------------------------------------------------------------------

    def _number(self, keys: Sequence[int], sides: Mapping[Side, Sequence[Number]]) -> None:
        if all(map(_is_consecutive, sides.values())):
            self._count(keys, sides)
        else:
            self._shift(keys, sides)

    def _count(self, keys: Sequence[int], sides: Mapping[Side, Sequence[Number]]) -> None:
        starts = [_start(numbers) for numbers in sides.values()]
        start = starts[2] if starts[1] in {starts[0], None} and starts[2] is not None else starts[1]
        plain, rank = (1 if start is None else start) - 1, 0
        if None not in starts and len(set(starts)) == len(starts):
            self.disputed.append(keys[0])
        for at, key in enumerate(keys):
            number = self._style(key)
            if number.rank:
                if self._is_left(key, keys[at + 1 :], keys):
                    plain, rank = max(plain, number.value), 0 if number.value > plain else rank
                rank = max(number.rank, rank + 1)
                self._give(key, number, plain, rank)
            else:
                plain, rank = plain + 1, 0
                self._give(key, number, plain, 0)

    def _is_left(self, key: int, behind: Sequence[int], keys: Sequence[int]) -> bool:
        """Tell whether what a Latin number stood behind is gone, and nothing counts on from it."""
        side = next(side for side in _DRAFTS if key in self._sides[side])
        before = list(self._sides[side])
        name = self.trees[side].twigs[key].name
        plain = (one for one in reversed(before[: before.index(key)]) if not self._sides[side][one].rank)
        anchor = next((one for one in plain if self.trees[side].twigs[one].name == name), key)
        return anchor not in keys and all(self._style(one).rank for one in behind)

    def _shift(self, keys: Sequence[int], sides: Mapping[Side, Sequence[Number]]) -> None:
        taken: set[tuple[str, int, int]] = set()
        # What a side itself gave twice is not ours to set right.
        twice = {one for numbers in sides.values() for one, times in Counter(map(_place, numbers)).items() if times > 1}
        counted = self._counted(keys)
        before: dict[Side, int] = {}
        for key in keys:
            number = self._style(key)
            value, rank = self._shifted(key, counted, before), number.rank
            while (number.before, value, rank) in taken - twice:
                value, rank = (value, rank + 1) if rank else (max(v for b, v, _ in taken if b == number.before) + 1, 0)
            taken.add((number.before, value, rank))
            before.update({side: value - self._sides[side][key].value for side in _DRAFTS if key in self._sides[side]})
            self._give(key, number, value, rank)

    def _shifted(self, key: int, counted: Mapping[Side | None, Mapping[int, int]], before: Mapping[Side, int]) -> int:
        """Return the value of a number: that of the side that changed it, or what both sides' insertions make of it.

        `before` tells by how much the number before it on either side is another one now.
        """
        base, ours, theirs = (self._sides[side].get(key) for side in Side)
        if base is None or ours is None or theirs is None:
            # What only one draft has keeps its distance from what stands before it there.
            drafts = ((Side.OURS, ours), (Side.THEIRS, theirs))
            shifts = [number.value + before.get(one, 0) for one, number in drafts if number]
            if len(set(shifts)) > 1:
                self.disputed.append(key)
            return shifts[0] if shifts else base.value if base else 0
        if base.value in (ours.value, theirs.value):
            return theirs.value if ours.value == base.value else ours.value
        moved = {side: counted[side].get(key, 0) - counted[Side.BASE].get(key, 0) for side in (*_DRAFTS, None)}
        is_pushed, other = (n.value - base.value == moved[s] for s, n in ((Side.OURS, ours), (Side.THEIRS, theirs)))
        if is_pushed and other:
            return base.value + moved[None]
        if not is_pushed and not other and ours.value != theirs.value:
            self.disputed.append(key)
        return theirs.value if is_pushed else ours.value

    def _counted(self, keys: Sequence[int]) -> Mapping[Side | None, Mapping[int, int]]:
        """Return how many whole numbers stand before each on each side, and in the merged text (None)."""
        known = set(keys)
        found: dict[Side | None, Mapping[int, int]] = {None: _places_of((key, self._style(key)) for key in keys)}
        for side in Side:
            found[side] = _places_of(item for item in self._sides[side].items() if item[0] in known)
        return found

    def _style(self, key: int) -> Number:
        """Return the number as the side writes it that changed it; ours where both did."""
        base, ours, theirs = (self._sides[side].get(key) for side in Side)
        found = theirs if ours is None or (ours == base and theirs) else ours
        return found or ours or theirs or base or Number(before="", kind="arabic", value=0)

    def _give(self, key: int, number: Number, value: int, rank: int) -> None:
        latin, ordinal = number.latin, number.ordinal
        if rank != number.rank:
            space = re.match(r"\s?", number.latin)
            latin = (space[0] if space else "") + _LATIN_BY_RANK.get(rank, "") if rank else ""
        if ordinal in {"er", "re"} and value != 1:
            ordinal = ""
        elif value == 1 and number.value != 1:
            ordinal = self._first_ordinal(key)
        self.numbers[key] = replace(number, value=value, latin=latin, ordinal=ordinal)

    def _first_ordinal(self, key: int) -> str:
        name = next(iter(self.trees.versions(key).values())).name
        numbers = (
            (number.ordinal, self.trees[side].twigs[one].name)
            for side in Side
            for one, number in self._sides[side].items()
            if number.value == 1
        )
        return next((ordinal for ordinal, other in numbers if ordinal and other == name), "")


_THROUGH = frozenset({"article", "section", "chapter", "title", "part", "book"})
"""What may be counted through the whole text; all else is counted in what it stands in."""


def _is_numbered(trees: Trees, key: int) -> bool:
    return any(twig.name in HIERARCHY and twig.num for twig in trees.versions(key).values())


def _numbers_of(root: Twig) -> Iterator[tuple[int, Number]]:
    """Yield the numbers of a text in document order."""
    for twig in root.walk():
        if twig.name in HIERARCHY and twig.num and twig.name:
            above = next((number_part(one.num) for one in twig.ancestors() if one.num), "")
            if number := read_number(twig.num, above):
                yield twig.key, number


def _parents_of(trees: Trees) -> dict[int, int]:
    """Return what each provision stands in, in whatever text has it."""
    return {
        twig.key: twig.parent.key
        for side in (Side.THEIRS, Side.OURS, Side.BASE)
        for twig in trees[side].root.walk()
        if twig.parent and twig.name in HIERARCHY
    }


def _places_of(numbers: Iterable[tuple[int, Number]]) -> Mapping[int, int]:
    """Return how many numbers without a Latin word stand before each."""
    found = list(numbers)
    before = accumulate((not number.rank for _, number in found), initial=0)
    return {key: place for (key, _), place in zip(found, before, strict=False)}


def _place(number: Number) -> tuple[str, int, int]:
    return number.before, number.value, number.rank


def _is_consecutive(numbers: Sequence[Number]) -> bool:
    """Tell whether numbers count on without gaps, a Latin one under the number that it stands behind."""
    last = None
    for number in numbers:
        if last is not None and number.value != last + (not number.rank):
            return False
        last = number.value
    return True


def _start(numbers: Sequence[Number]) -> int | None:
    """Return the first whole number, or what it would be where a Latin one stands alone."""
    whole = next((number.value for number in numbers if not number.rank), None)
    return numbers[0].value + 1 if whole is None and numbers else whole


def _is_begun_again(numbers: Sequence[Number]) -> bool:
    """Tell whether one number is given twice: the series is counted anew in each division."""
    return len({(number.value, number.rank) for number in numbers}) < len(numbers)
