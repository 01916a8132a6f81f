"""An act and what an amending law makes of it, with the truth of what it did.

One article in ten is edited, one in fifty inserted, one in fifty removed, one in a hundred moved (half of those edited
besides), three in four hundred each are cut in two or three, or joined with their neighbour.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain, count

from benchmarks.acts import Act, Article, draft_article
from benchmarks.drafts import Amender, Draft, words_changed
from benchmarks.french import Drafter
from benchmarks.truth import Numbering, Row, Truth
from codetool.model.eid import LATIN

DATE = "2025-01-01"
_ROOM = 60
"""Words and marks that an article has before anybody cuts it."""
_LATIN = sorted(LATIN, key=lambda word: LATIN[word])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What share of the articles each kind of change befalls."""

    edited: float = 0.1
    inserted: float = 0.02
    removed: float = 0.02
    moved: float = 0.01
    split: float = 0.0075
    merged: float = 0.0075

    def count(self, share: float, articles: int) -> int:
        """Return how many of so many articles; one at least, where there is a share."""
        return max(1, round(share * articles)) if share else 0


@dataclass(slots=True, kw_only=True)
class _Plan:
    """Which old articles what befalls, by place."""

    edited: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    split: list[int] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    edited_besides: list[int] = field(default_factory=list)


def edit(act: Act, seed: int, *, numbering: Numbering = Numbering.ALL, rates: Rates | None = None) -> tuple[Act, Truth]:
    """Return the act as amended, and what was done to it; the same seed does the same.

    >>> from benchmarks.acts import generate_act
    >>> new, truth = edit(generate_act(seed=1, articles=100), seed=1)
    >>> len(new.articles), len(truth.splits()), len(truth.merges()), len(truth.inserted()), len(truth.removed())
    (100, 1, 1, 2, 2)
    """
    rng = random.Random(f"edit {seed} {len(act.articles)}")  # noqa: S311 - the same amendment each time, no secret
    rates = rates or Rates()
    plan = _planned(rng, act, rates)
    gone = {act.articles[place].key for place in plan.removed}
    drafter = _Careful(rng, range(len(act.articles)), gone)
    order, forwards = _amended(Amender(rng, drafter), act, plan)
    _move(rng, order, {act.articles[place].key for place in plan.moved})
    keys = count(max(article.key for article in act.articles) + 1)
    _insert(rng, drafter, order, keys, rates.count(rates.inserted, len(act.articles)))
    articles = _numbered(order, keys, numbering)
    new = replace(act, date=DATE, articles=articles, forwards={**act.forwards, **forwards})
    return new, _truth(act, new, order, plan)


class _Careful(Drafter):
    """A drafter that cites no article that the amendment removes."""

    def __init__(self, rng: random.Random, cited: range, gone: set[int]) -> None:
        super().__init__(rng, cited)
        self.gone = gone

    def _cite(self, near: int) -> int:
        key = super()._cite(near)
        while key in self.gone:
            key = (key + 1) % self.cited.stop
        return key


def _planned(rng: random.Random, act: Act, rates: Rates) -> _Plan:
    total = len(act.articles)
    cited = {int(key) for article in act.articles for key in re.findall(r"\{(\d+)\}", repr(article.parts))}
    free = set(range(total))

    def draw(share: float, *, may: set[int], run: int = 1) -> list[int]:
        pool = sorted(may)
        rng.shuffle(pool)
        chosen: list[int] = []
        for place in pool:
            taken = {*range(place, place + run)}
            if len(chosen) < rates.count(share, total) and taken <= free:
                chosen.append(place)
                free.difference_update(taken)
        return chosen

    sizes = Counter(article.chapter for article in act.articles)
    own = {i for i, article in enumerate(act.articles) if not article.fixed}
    roomy = {i for i, article in enumerate(act.articles) if sizes[article.chapter] > 3}  # noqa: PLR2004 - none left empty
    joined = {i for i in own & roomy if i + 1 in own and act.articles[i + 1].chapter == act.articles[i].chapter}
    plan = _Plan(
        split=draw(
            rates.split,
            may={i for i in own if Draft.of(act.articles[i]).size() >= _ROOM and len(act.articles[i].parts) > 1},
        ),
        merged=draw(rates.merged, may=joined, run=2),
        moved=draw(rates.moved, may=own & roomy),
        removed=draw(rates.removed, may={i for i in roomy if act.articles[i].key not in cited}),
        edited=draw(rates.edited, may=set(range(total))),
    )
    plan.edited_besides = [place for i, place in enumerate(plan.moved) if i % 2]
    return plan


def _amended(amender: Amender, act: Act, plan: _Plan) -> tuple[list[Draft], dict[int, int]]:
    """Return the drafts of what stays, in order, and where the keys of joined articles lead."""
    order: list[Draft] = []
    forwards: dict[int, int] = {}
    kinds = {place: name for name in ("edited", "removed", "split", "merged") for place in getattr(plan, name)}
    kinds |= dict.fromkeys(plan.edited_besides, "edited")
    joined = {place + 1 for place in plan.merged}
    for place, article in enumerate(act.articles):
        if place in joined or kinds.get(place) == "removed":
            continue
        draft = Draft.of(article)
        match kinds.get(place):
            case "edited":
                _edit_one(amender, draft)
            case "merged":
                draft = _joined(draft, Draft.of(act.articles[place + 1]))
                forwards[act.articles[place + 1].key] = article.key
                _touch(amender, draft)
            case "split":
                pieces = amender.cut(draft, amender.rng.choice((2, 2, 2, 3)))
                _touch(amender, amender.rng.choice(pieces))
                order += pieces[:-1]
                draft = pieces[-1]
            case _:
                pass
        order.append(draft)
    return order, forwards


def _edit_one(amender: Amender, draft: Draft) -> None:
    """Edit a little, or, one in five, in many places, as many as the text bears."""
    most = 3 if amender.rng.random() < 0.8 else 8  # noqa: PLR2004 - four in five are small
    amender.amend(draft, max(1, min(most, draft.size() // 10)))


def _touch(amender: Amender, draft: Draft) -> None:
    """Edit, two times in five, what was cut or joined."""
    if amender.rng.random() < 0.4:  # noqa: PLR2004
        amender.amend(draft, 1)


def _joined(first: Draft, second: Draft) -> Draft:
    blocks = first.blocks + second.blocks
    numbered = first.numbered and second.numbered
    return Draft(first.article, first.heading, blocks, numbered, first.sources + second.sources)


def _move(rng: random.Random, order: list[Draft], keys: set[int]) -> None:
    """Put the articles with these keys elsewhere: mostly into another chapter, else well away in their own."""
    for draft in [draft for draft in order if draft.article.key in keys]:
        home = draft.article.chapter
        at = order.index(draft)
        order.remove(draft)
        near = [i for i, other in enumerate(order) if other.article.chapter == home and abs(i - at) > 3]  # noqa: PLR2004
        far = [i for i, other in enumerate(order) if other.article.chapter != home]
        places = near if near and (not far or rng.random() < 0.2) else far or [at]  # noqa: PLR2004
        place = rng.choice(places)
        draft.article = replace(draft.article, chapter=order[place].article.chapter)
        order.insert(place, draft)


def _insert(rng: random.Random, drafter: Drafter, order: list[Draft], keys: "count[int]", number: int) -> None:
    for _ in range(number):
        place = rng.randrange(len(order))
        article = draft_article(rng, drafter, next(keys), order[place].article.chapter)
        draft = Draft.of(article)
        draft.sources = ()
        order.insert(place + 1, draft)


def _numbered(order: list[Draft], keys: "count[int]", numbering: Numbering) -> tuple[Article, ...]:
    """Return the articles with their numbers; of the pieces of a cut one, the first stays who it was."""
    known: set[int] = set()
    base, taken = "1", {draft.article.number for draft in order if draft.sources}
    free = count(1 + max(int(number) for number in taken))
    articles = []
    for place, draft in enumerate(order, 1):
        old = draft.article
        fresh = not draft.sources or old.key in known
        known.add(old.key)
        if numbering is Numbering.ALL:
            number = str(place)
        elif not fresh:
            number = base = old.number
        elif numbering is Numbering.BIS:
            number = next(base + word for word in _LATIN if base + word not in taken)
        else:
            number = str(next(free))
        taken.add(number)
        identity = f"art_{number}-{DATE.replace('-', '')}" if fresh else old.identity
        key = next(keys) if fresh and draft.sources else old.key
        heading = " ".join(word.text for word in draft.heading)
        named = replace(old, key=key, number=number, identity=identity, heading=heading)
        articles.append(replace(named, parts=draft.parts(), numbered=draft.numbered))
    return tuple(articles)


def _truth(act: Act, new: Act, order: list[Draft], plan: _Plan) -> Truth:
    places = {article.key: place for place, article in enumerate(act.articles)}
    became: dict[tuple[int, ...], list[int]] = {}
    for place, draft in enumerate(order):
        became.setdefault(draft.sources or (-1 - place,), []).append(place)
    groups = [(tuple(places[key] for key in keys if key >= 0), tuple(news)) for keys, news in became.items()]
    before, after = act.numbers(), new.numbers()
    rows = []
    for old, news in chain(groups, (((place,), ()) for place in sorted(plan.removed))):
        drafts = [Draft.of(act.articles[place]) for place in old]
        goal = [order[place] for place in news]
        deleted, inserted, follows = words_changed(drafts, goal, before, after)
        moved = old[:1] and old[0] in plan.moved
        rows.append(
            Row(old=old, new=news, deleted=deleted, inserted=inserted, consequential=follows, moved=bool(moved))
        )
    return Truth(rows=tuple(rows))
