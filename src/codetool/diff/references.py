"""References that a renumbering left behind: their words stayed, and mean something else now, or nothing.

What a reference meant is read on the old side, from its link, else from its number; what its words mean today, from
what became of that. Only provisions that may hold one are read, which their bytes tell.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from codetool.diff.changes import StaleReference
from codetool.diff.citations import Rank, Step
from codetool.diff.cited import Cited, cited_in
from codetool.diff.hints import INNER, NEAR, PART, cited_numbers, may_count_from_here
from codetool.diff.inner import Part
from codetool.diff.matching import Match
from codetool.diff.stale import Renumbering
from codetool.diff.units import Unit, Units
from codetool.model.eid import bare_number, number_part


def stale_references(
    articles: Sequence[Match], containers: Sequence[Match], before: Units, after: Units, renumbering: Renumbering
) -> Iterator[StaleReference]:
    """Yield each reference of the new text whose words stayed while what they meant has other words now, or is gone.

    So it is where the article, paragraph or point was renumbered or removed, and where another one is "the preceding
    article" now.
    """
    meanings = _Meanings(before, after, renumbering)
    if not meanings.has_moved:
        return
    for match in (*articles, *containers):
        if meanings.may_be_left_behind(match):
            yield from _stale_in(match, meanings)


def _stale_in(match: Match, meanings: "_Meanings") -> Iterator[StaleReference]:
    old = [(cited, meanings.meant(cited, match.old)) for cited in cited_in(match.old)]
    if not any(meaning and meaning.is_stale for _, meaning in old):
        return
    for at, later in _paired(old, cited_in(match.new)):
        meaning = old[at][1]
        if meaning is None or not meaning.is_stale or later.elsewhere or _leads_out(later):
            continue
        near = meanings.near_today(later, match.new) if meaning.to else None
        if meaning.to and (near is None or near is meanings.became(meaning.label)):
            continue
        yield _told(match.new, later, meaning, near.num if near else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """What a reference of the old text meant: the old provision, and the numbers from it inwards, then and now.

    `now` is empty where what it meant is gone. `shown` tells which of the numbers the reference prints, `steps` are
    those that it does; `to` tells that its words count from where they stand.
    """

    label: str
    was: tuple[str, ...]
    now: tuple[str, ...] = ()
    shown: tuple[bool, ...] = (True,)
    to: int = 0

    @property
    def is_stale(self) -> bool:
        """Tell whether the same words do not mean it any more."""
        if self.to or not self.now:
            return bool(self.to) or any(self.shown)
        return any(shown and number_part(was) != number_part(now) for was, now, shown in self.steps)

    @property
    def steps(self) -> list[tuple[str, str, bool]]:
        """Return each number of then with that of now, and whether it is printed."""
        return list(zip(self.was, self.now, self.shown, strict=True)) if self.now else []


def _leads_out(cited: Cited) -> bool:
    return bool(cited.href) and not cited.href.startswith("#")


@dataclass(slots=True)
class _Meanings:
    """What references mean on either side."""

    before: Units
    after: Units
    renumbering: Renumbering
    _targets: dict[str, Unit] = field(init=False)
    _today: dict[str, Unit] = field(init=False)
    _moved: frozenset[str] = field(init=False)
    _numbers: frozenset[str] = field(init=False)
    _above: frozenset[str] = field(init=False)
    _linked: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Find which provisions have other numbers now."""
        self._targets = {unit.label: unit for unit in (*self.before.articles, *self.before.containers)}
        self._today = {unit.label: unit for unit in (*self.after.articles, *self.after.containers)}
        moved = {label for label, unit in self._targets.items() if _is_left_behind(unit, self.became(label))}
        inner = self.renumbering.inner.changed
        self._moved = frozenset(moved | inner)
        articles = {unit.label for unit in self.before.articles}
        self._numbers, self._above = (
            frozenset(number_part(self._targets[label].num) for label in labels) for labels in (moved & articles, inner)
        )
        self._linked = inner | (moved - articles)

    @property
    def has_moved(self) -> bool:
        """Tell whether any number changed, or an article came or went."""
        return bool(self._moved) or len(self.before.articles) != len(self.after.articles)

    def became(self, label: str) -> Unit | None:
        """Return what became of an old provision."""
        return self._today.get(self.renumbering.eids.get(label, ""))

    def may_be_left_behind(self, match: Match) -> bool:
        """Tell whether a provision may cite, in the same words, what these do not mean any more."""
        old, new = match.old.own, match.new.own
        if match.old.label in self.renumbering.inner.changed and INNER.search(old.xml):
            return True
        linked = b"href" in old.xml
        if linked and any(
            self._root(part.decode()) in self.renumbering.inner.changed for part in PART.findall(old.xml)
        ):
            return True
        if not (
            linked or b"rticle" in old.xml[old.head : -len("</article>")] or b"rtikel" in old.xml or b"rt." in old.xml
        ):
            return False
        if may_count_from_here(old.xml) and NEAR.search(old.xml) and NEAR.search(new.xml):
            return True
        cited = cited_numbers(old)
        if not match.same:
            # Most numbers that changed stand nowhere on the new side: it need not be read.
            cited = {number for number in cited if number in new.xml}
            cited = cited & cited_numbers(new) if cited else cited
        numbers = {number_part(number.decode()) for number in cited}
        if not numbers.isdisjoint(self._numbers):
            return True
        return not numbers.isdisjoint(self._above) and INNER.search(old.xml) is not None

    def _root(self, target: str) -> str:
        """Return the old provision of its own that an eId is, or is inside of."""
        while target and target not in self._targets:
            target = target.rpartition("__")[0]
        return target

    def meant(self, cited: Cited, unit: Unit) -> _Meaning | None:
        """Return what a reference in an old unit meant, None where it is not known."""
        if cited.elsewhere or _leads_out(cited):
            return None
        linked = self._targets.get(self._root(cited.href.removeprefix("#")))
        if cited.to:
            near = linked or _neighbour(self.before.articles, unit, cited.to)
            return self._meaning(near, to=cited.to) if near else None
        if not cited.steps or (cited.href and linked is None):
            return None
        if cited.by_link:
            wanted = number_part(linked.num) if linked else ""
            steps = tuple(step for step in cited.steps if step.number == wanted)
            return self._meaning(linked, replace(cited, steps=steps[:1])) if linked and steps and wanted else None
        cited = self._of_article(cited, linked)
        if cited.steps[0].rank is not Rank.ARTICLE:
            found = linked or unit
            return self._meaning(found, cited) if found.label in self.renumbering.inner.changed else None
        number = cited.steps[0].number
        found = linked or self._targets.get(self.renumbering.labels.get(number, ""), unit)
        return self._meaning(found, cited) if number_part(found.num) == number else None

    def _of_article(self, cited: Cited, linked: Unit | None) -> Cited:
        """Return a reference to a point or paragraph as one to an article where articles are called so: point 2.2."""
        first = cited.steps[0]
        if linked:
            is_article = cited.href == f"#{linked.label}" and number_part(linked.num) == first.number
        else:
            is_article = "-" in first.number and first.number in self.renumbering.labels
        steps = (replace(first, rank=Rank.ARTICLE), *cited.steps[1:])
        return replace(cited, steps=steps) if is_article else cited

    def _meaning(self, found: Unit, cited: Cited | None = None, *, to: int = 0) -> _Meaning | None:
        """Return the meaning of a reference to an old unit, and to what its steps name in it."""
        now = self.became(found.label)
        steps, shown = (cited.steps, cited.shown) if cited else ((), (True,))
        if steps and steps[0].rank is Rank.ARTICLE:
            steps = steps[1:]
        elif steps:
            shown = (False, *shown)
        if now is None:
            return _Meaning(label=found.label, was=(found.num, *(s.number for s in steps)), shown=shown, to=to)
        was, today = [found.num], [now.num]
        for at, step in enumerate(steps):
            part = self._part(found, steps[: at + 1])
            if part and part.now is None:
                return _Meaning(label=found.label, was=(*was, part.num), shown=shown[: at + 2], to=to)
            was.append(part.num if part else step.number)
            today.append(part.now or "" if part else step.number)
        return _Meaning(label=found.label, was=tuple(was), now=tuple(today), shown=shown, to=to)

    def _part(self, found: Unit, steps: Sequence[Step]) -> Part | None:
        """Return the part of an article that steps name, None where it is not the only one, or none changed."""
        if found.label not in self.renumbering.inner.changed:
            return None
        parts = self.renumbering.inner.cited(found.label, steps)
        return parts[0] if parts and len({part.now for part in parts}) == 1 else None

    def near_today(self, later: Cited, unit: Unit) -> Unit | None:
        """Return what "the preceding article" is in a new unit."""
        return self._today.get(later.href.removeprefix("#")) or _neighbour(self.after.articles, unit, later.to)


def _neighbour(articles: Sequence[Unit], unit: Unit, to: int) -> Unit | None:
    at = unit.index + to
    stands = unit.index < len(articles) and articles[unit.index] is unit
    return articles[at] if stands and 0 <= at < len(articles) else None


def _is_left_behind(old: Unit, now: Unit | None) -> bool:
    return now is None or (old.num != now.num and number_part(now.num) != number_part(old.num))


_Old = Sequence[tuple[Cited, _Meaning | None]]
_MOST_WEIGHED = 40_000
"""Pairs of references of one provision that are weighed; where there are more, those with the same words are paired."""


def _paired(old: _Old, new: Sequence[Cited]) -> Iterator[tuple[int, Cited]]:
    """Yield the references of the new side whose words stayed, each with the place of the old one that it was.

    In "articles 3 et 4" that became "articles 4 et 5", the first one followed; it is not the second that stayed. So
    they are paired in order, as many as can be: with what has the same words, or the words that what it meant has now.
    """
    if [cited.words for cited, _ in old] == [cited.words for cited in new]:
        yield from enumerate(new)
        return
    if len(old) * len(new) > _MOST_WEIGHED:
        places = {cited.words: at for at, (cited, _) in enumerate(old)}
        yield from ((places[cited.words], cited) for cited in new if cited.words in places)
        return
    for at, place in _longest(old, new, _weigh):
        if old[at][0].words == new[place].words:
            yield at, new[place]


def _weigh(old: tuple[Cited, _Meaning | None], new: Cited) -> int:
    cited, meaning = old
    if meaning and meaning.is_stale and meaning.now and not meaning.to:
        today = [number_part(now) for _, now, shown in meaning.steps if shown]
        if today == [step.number for step, shown in zip(new.steps, new.shown, strict=True) if shown]:
            return 3  # of two readings, the one in which more references followed
    return 2 if cited.words == new.words else 0


_Weigh = Callable[[tuple[Cited, _Meaning | None], Cited], int]


def _longest(old: _Old, new: Sequence[Cited], weigh: _Weigh) -> Iterator[tuple[int, int]]:
    """Yield the places of pairs in order on both sides that weigh most together."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            weight = weigh(old[i], new[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], weight + best[i + 1][j + 1] if weight else 0)
    i = j = 0
    while i < len(old) and j < len(new):
        weight = weigh(old[i], new[j])
        if weight and best[i][j] == weight + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _told(unit: Unit, cited: Cited, meaning: _Meaning, means: str) -> StaleReference:
    changed = [at for at, (was, now, _) in enumerate(meaning.steps) if number_part(was) != number_part(now)]
    told = max([0, *changed]) + 1 if meaning.now else len(meaning.was)
    return StaleReference(
        eid=unit.label,
        num=unit.num,
        printed=cited.printed,
        target=cited.href,
        was=_joined(meaning.was[:told]),
        now=_joined(meaning.now[:told]),
        means=means,
        fix=_fixed(cited, meaning),
        line=unit.element.line + cited.line,
    )


def _joined(numbers: Sequence[str]) -> str:
    """Return numbers from the outside in; one that stands alone is as it is printed."""
    return numbers[0] if len(numbers) == 1 else ", ".join(filter(None, map(_bare, numbers)))


def _bare(number: str) -> str:
    """Return a number without the marks behind it: those of a point are part of it."""
    return number.rstrip(" .–-\u00a0")


def _fixed(cited: Cited, meaning: _Meaning) -> str:
    """Return the words of a reference with the numbers of today, empty where what it meant is gone."""
    if not meaning.now:
        return ""
    text, start = cited.printed, cited.start
    if meaning.to:
        number = bare_number(meaning.now[0])
        return f"{text[: cited.near[0] - start]}{cited.word} {number}{text[cited.near[1] - start :]}" if number else ""
    printed = [step for step, shown in zip(cited.steps, cited.shown, strict=True) if shown]
    if cited.by_link:
        printed = [step for step in printed if step.number == number_part(meaning.was[0])][:1]
    numbers = [(was, now) for was, now, shown in meaning.steps if shown]
    for step, (was, now) in reversed(list(zip(printed, numbers, strict=True))):
        if number_part(was) != number_part(now):
            text = text[: step.start - start] + bare_number(now) + text[step.end - start :]
    return text
