"""Laws of the comparison over whatever stands in whatever: exchange of sides, self-comparison, rows, texts, bounds."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel, LCSseq

from codetool.akn.read import read_expression
from codetool.diff import Correspondence, Kind, compare, count_changes
from codetool.diff.changes import Op, Place
from codetool.diff.common import MOST_CELLS, steps_between
from codetool.diff.tokens import tokenize
from codetool.diff.units import units_of
from codetool.diff.words import replaced_words
from codetool.model.expression import Expression

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MIRRORED = {
    Kind.INSERTED: Kind.REMOVED,
    Kind.REMOVED: Kind.INSERTED,
    Kind.SPLIT: Kind.MERGED,
    Kind.MERGED: Kind.SPLIT,
}


def expression(body: str) -> Expression:
    return read_expression(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta/>'
        f"<body>{body}</body></act></akomaNtoso>".encode()
    )


# Levels in levels: with or without ids, numbers and words of their own.

LEVELS = ("title", "section", "section", "article", "paragraph")
SAID = ("", "Un mot.", "Un mot.", "Deux mots, dont un autre.", "(abrogé)")


@st.composite
def levels(draw: st.DrawFn, depth: int = 0) -> str:
    """Return the XML of a few levels, some of which say the same and some nothing at all."""
    pieces = []
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from(LEVELS))
        num = draw(st.sampled_from(["", "", "1.", "2."]))
        eid = draw(st.sampled_from(["", "", "a", "b"]))
        inside = draw(levels(depth + 1)) if depth < 3 and draw(st.booleans()) else ""
        said = draw(st.sampled_from(SAID))
        text = (f"<intro><p>{said}</p></intro>" if inside else f"<content><p>{said}</p></content>") if said else ""
        head = (f' eId="{eid}"' if eid else "", f"<num>{num}</num>" if num else "")
        pieces.append(f"<{name}{head[0]}>{head[1]}{text}{inside}</{name}>")
    return "".join(pieces)


@QUICK
@given(levels())
def test_whatever_stands_in_whatever_is_unchanged_beside_itself(body: str) -> None:
    changes = compare(expression(body), expression(body))
    assert [row for row in (*changes.articles, *changes.others) if row.kinds != (Kind.UNCHANGED,)] == []
    assert not changes.has_changes


@QUICK
@given(levels(), levels())
def test_every_unit_of_either_side_is_in_one_row(old: str, new: str) -> None:
    sides = expression(old), expression(new)
    changes = compare(*sides)
    for side, text in zip(("old", "new"), sides, strict=True):
        units = units_of(text)
        for rows, expected in (
            (changes.articles, units.articles),
            (changes.others, (*units.containers, *units.blocks, *units.annexes)),
        ):
            told = Counter((place.name, place.eid, place.num) for row in rows for place in getattr(row, side))
            assert told == Counter((unit.name, unit.label, unit.num) for unit in expected)


@QUICK
@given(levels(), levels())
def test_the_text_and_the_blocks_of_either_side_come_back(old: str, new: str) -> None:
    sides = expression(old), expression(new)
    changes = compare(*sides)
    for text, side in zip(sides, ("old", "new"), strict=True):
        places = sorted((place for row in changes.articles for place in getattr(row, side)), key=lambda one: one.at)
        units = {place.at: unit for place, unit in zip(places, units_of(text).articles, strict=True)}
        for row in changes.articles:
            said = [units[place.at] for place in getattr(row, side)]
            assert row.text(new=side == "new") == " ".join(unit.text for unit in said if unit.text)
        for place in places:
            assert _cut(units[place.at].text, place) == units[place.at].blocks


@QUICK
@given(levels(), levels())
def test_what_is_only_counted_is_what_is_told(old: str, new: str) -> None:
    sides = expression(old), expression(new)
    assert count_changes(*sides) == compare(*sides).summary()


WORDS = st.sampled_from(
    ["le", "conseil", "doit", "peut", "5", "12", "500", "l'avis", "d'office,", "seul.", "(bis)", "et"]
)


@QUICK
@given(st.lists(WORDS, min_size=4, max_size=24), st.data())
def test_words_replaced_one_by_one_are_told_as_the_longest_common_run_tells_them(
    words: list[str], data: st.DataObject
) -> None:
    places = data.draw(st.sets(st.integers(0, len(words) - 1), min_size=1, max_size=3))
    other = [data.draw(WORDS) if at in places else word for at, word in enumerate(words)]
    found = replaced_words(" ".join(words), " ".join(other))
    if found is None:
        return
    for op, text in ((Op.DELETE, words), (Op.INSERT, other)):
        assert "".join(run for kind, run in found if kind in (op, Op.EQUAL)) == " ".join(text)
    old, new = ([token.word for token in tokenize(" ".join(text))] for text in (words, other))
    kept = sum(step.old for step in steps_between(old, new) if step.equal)
    assert sum(len(tokenize(run)) for kind, run in found if kind is Op.DELETE) == len(old) - kept
    assert sum(len(tokenize(run)) for kind, run in found if kind is Op.INSERT) == len(new) - kept


def _cut(text: str, place: Place) -> tuple[str, ...]:
    """Return the blocks of a text: a break is where one begins, and a space stands before it."""
    points = [0, *place.breaks, len(text) + 1]
    assert points == sorted({*points})
    return tuple(text[start : end - 1] for start, end in pairwise(points)) if text else ()


# Codes whose sentences are told apart by every word, so that what became what is a fact.


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article by its sentences; a sentence is a number and how often it was amended."""

    sentences: tuple[tuple[int, int], ...]
    title: int = 1

    @property
    def text(self) -> str:
        """Return what the article says."""
        return " ".join(
            " ".join(f"{word}{key}" for word in ("mot", "terme", "nom", "verbe", "sens", "acte", "fait", "droit"))
            + f" est amendé {'encore ' * times}ainsi."
            for key, times in self.sentences
        )


Code = tuple[Article, ...]


@st.composite
def codes(draw: st.DrawFn) -> tuple[Code, Code]:
    """Return a code and what amendments make of it; what was cut is not amended besides."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=7))
    starts = [*accumulate(sizes, initial=0)]
    titles = sorted(draw(st.lists(st.integers(1, 3), min_size=len(sizes), max_size=len(sizes))))
    old = tuple(
        Article(sentences=tuple((key, 0) for key in range(start, start + size)), title=title)
        for start, size, title in zip(starts, sizes, titles, strict=False)
    )
    new, whole = list(old), set(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new) - 1))
        article = new[at]
        match draw(st.sampled_from(["edit", "insert", "remove", "move", "split", "merge"])):
            case "edit" if article in whole:
                changed = tuple((key, times + 1) for key, times in article.sentences)
                new[at] = replace(article, sentences=changed)
                whole.add(new[at])
            case "insert":
                new.insert(at, Article(sentences=((1000 + len(new), 0),), title=article.title))
            case "remove" if len(new) > 1 and article in whole:
                new.pop(at)
            case "move":
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            case "split" if article in whole:
                half = len(article.sentences) // 2
                parts = article.sentences[:half], article.sentences[half:]
                new[at : at + 1] = [replace(article, sentences=part) for part in parts]
            case "merge" if at + 1 < len(new) and {article, new[at + 1]} <= whole:
                new[at : at + 2] = [replace(article, sentences=article.sentences + new[at + 1].sentences)]
                whole.discard(new[at])
    return old, tuple(new)


def written(code: Code) -> Expression:
    pieces, title = [], 0
    for number, article in enumerate(code, 1):
        if article.title != title:
            pieces += ["</title>" if title else "", f"<title><num>TITRE {article.title}</num>"]
            title = article.title
        pieces.append(f"<article><num>{number}.</num><content><p>{article.text}</p></content></article>")
    return expression("".join([*pieces, "</title>"]))


def mirrored(row: Correspondence) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[Kind]]:
    """Return a row as it must be told when the sides are exchanged; what moved is another law's."""
    kinds = frozenset(MIRRORED.get(kind, kind) for kind in row.kinds)
    return tuple(place.num for place in row.new), tuple(place.num for place in row.old), kinds - {Kind.MOVED}


def as_told(row: Correspondence) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[Kind]]:
    old, new = tuple(place.num for place in row.old), tuple(place.num for place in row.new)
    return old, new, frozenset(row.kinds) - {Kind.MOVED}


@QUICK
@given(codes())
def test_the_sides_exchanged_tell_the_same_the_other_way_round(pair: tuple[Code, Code]) -> None:
    there, back = compare(written(pair[0]), written(pair[1])), compare(written(pair[1]), written(pair[0]))
    assert Counter(map(mirrored, there.articles)) == Counter(map(as_told, back.articles))


@QUICK
@given(codes())
def test_as_many_moved_there_as_back(pair: tuple[Code, Code]) -> None:
    # Of two articles that crossed, one moved, and which one is a choice: the longest run that kept its order may be one
    # of several. How many are left out of it, and which articles stand in another title, is no choice.
    there, back = compare(written(pair[0]), written(pair[1])), compare(written(pair[1]), written(pair[0]))
    assert there.summary()["moved"] == back.summary()["moved"]


@QUICK
@given(codes())
def test_no_word_of_a_cut_or_joined_article_is_told_twice_or_not_at_all(pair: tuple[Code, Code]) -> None:
    changes = compare(written(pair[0]), written(pair[1]))
    for is_new, code in enumerate(pair):
        for row in changes.articles:
            places = row.new if is_new else row.old
            told = " ".join(code[int(place.num.rstrip(".")) - 1].text for place in places)
            assert row.text(new=bool(is_new)) == told


# Bounds: what is counted is the work, not the time.


class Work:
    """How many pairs of texts were weighed, and how many pairs of words in them."""

    def __init__(self) -> None:
        self.calls = self.cells = 0

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counting(old: Any, new: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever is compared
            self.calls += 1
            self.cells += len(old) * len(new)
            return function(old, new, **options)

        return counting


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Return the counter of all that looks for what two sequences have in common."""
    found = Work()
    for module, name in ((Indel, "normalized_similarity"), (Indel, "opcodes"), (LCSseq, "similarity")):
        monkeypatch.setattr(module, name, found.counted(getattr(module, name)))
    return found


def alike(numbers: range, last: str) -> Expression:
    """Return articles that all say the same but for one number in each."""
    row = "<article><content><p>Le membre inscrit sous {} paie sa part au trésorier {}.</p></content></article>"
    return expression("".join(row.format(number, last) for number in numbers))


@pytest.mark.parametrize("count", [200, 400, 800])
def test_articles_that_are_nearly_the_same_are_not_all_weighed(work: Work, count: int) -> None:
    changes = compare(alike(range(count), "du bureau"), alike(range(count, 2 * count), "de la section"))
    assert len(changes.articles) <= 2 * count
    assert work.calls <= 40 * count


@pytest.mark.parametrize("count", [200, 400, 800])
def test_articles_that_say_the_same_are_not_weighed_at_all(work: Work, count: int) -> None:
    row = "<article><content><p>(abrogé)</p></content></article>"
    changes = compare(expression(row * count), expression(row * (count + 3)))
    assert changes.summary()["unchanged"] == count
    assert changes.summary()["inserted"] == 3
    assert work.cells <= 100 * count


def test_a_sentence_repeated_without_end_is_looked_at_in_pieces(work: Work) -> None:
    def repeated(times: int, end: str) -> Expression:
        text = "Le membre paie sa part au trésorier de la section. " * times + end
        return expression(f'<article eId="art_1"><content><p>{text}</p></content></article>')

    (row,) = compare(repeated(3000, "Il agit."), repeated(3001, "Il doit agir.")).articles
    assert row.kinds == (Kind.MODIFIED,)
    assert work.cells <= 4 * MOST_CELLS


def test_the_work_is_counted(work: Work) -> None:
    compare(alike(range(1), "du bureau"), alike(range(1, 2), "de la section"))
    assert work.calls
    assert work.cells
