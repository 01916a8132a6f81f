"""Laws of the merge, on two drafts that divide, join, move, put in, remove and reword the articles of one text.

Every sentence stands once in a draft at most. So where there is no conflict it is known of each sentence whether the
merged text has it: what both have, and what one put in; nothing that one of them removed.
"""

import re
from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from codetool.akn.parser import canonical_source
from codetool.akn.read import read_expression, unfold_expression
from codetool.akn.write import write_expression
from codetool.diff.merge import Merge, merge
from codetool.diff.merge_build import Builder
from codetool.diff.merge_finish import finish
from codetool.diff.merge_grow import grow_trees
from codetool.diff.merge_layout import lay_out_merge
from codetool.model.expression import Expression
from codetool.model.text import text_of

_SUBJECTS = "secrétaire greffier président bureau conseil membre usager commissaire trésorier notaire".split()
_VERBS = "rédige garde reçoit convoque surveille transmet examine refuse approuve publie".split()
_OBJECTS = "rapport dossier courrier budget registre témoin compte plainte règlement contrat".split()
_PLACES = "greffe tribunal mairie armoire archive assemblée cabinet salle parquet chambre".split()
SENTENCES = [
    f"Le {_SUBJECTS[i % 10]} {_VERBS[(i * 3 + i // 10) % 10]} {_OBJECTS[(i * 7 + i // 10) % 10]} numéro{i} "
    f"devant {_PLACES[(i * 9 + 2 * (i // 10)) % 10]} pendant mois{i} avec témoin{i} sans délai{i}."
    for i in range(60)
]
"""Sentences 0 to 29 are those of the text, 30 to 59 those that the drafts put in."""

NEW = 30
Act = list[tuple[int, ...]]
"""Articles, each the places of its sentences; a place from 100 on is that of a sentence that was reworded."""


def said(place: int) -> str:
    sentence = SENTENCES[place % 100]
    return sentence if place < len(SENTENCES) else sentence.replace("devant", f"toujours{place // 100} près de")


@st.composite
def acts(draw: st.DrawFn) -> Act:
    sizes = draw(st.lists(st.integers(1, 3), min_size=3, max_size=7))
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    return [tuple(range(start, start + size)) for start, size in zip(starts, sizes, strict=True)]


@st.composite
def drafts(draw: st.DrawFn, act: Act, side: int) -> Act:
    found = list(act)
    for step in range(draw(st.integers(1, 2))):
        draw(st.sampled_from(STEPS))(draw, found, side, step)
    return found


def _divide(draw: st.DrawFn, act: Act, *_: int) -> None:
    at = draw(st.integers(0, len(act) - 1))
    cut = draw(st.integers(1, 2))
    act[at : at + 1] = [part for part in (act[at][:cut], act[at][cut:]) if part]


def _join(draw: st.DrawFn, act: Act, *_: int) -> None:
    if len(act) > 1:
        at = draw(st.integers(0, len(act) - 2))
        act[at : at + 2] = [act[at] + act[at + 1]]


def _move(draw: st.DrawFn, act: Act, *_: int) -> None:
    article = act.pop(draw(st.integers(0, len(act) - 1)))
    act.insert(draw(st.integers(0, len(act))), article)


def _remove(draw: st.DrawFn, act: Act, *_: int) -> None:
    if len(act) > 1:
        act.pop(draw(st.integers(0, len(act) - 1)))


def _reword(draw: st.DrawFn, act: Act, side: int, _: int) -> None:
    at = draw(st.integers(0, len(act) - 1))
    if act[at][-1] < NEW:
        # In the same way on both sides, or each in its own.
        act[at] = (*act[at][:-1], act[at][-1] + 100 * draw(st.sampled_from([1, side + 1])))


def _move_a_sentence(draw: st.DrawFn, act: Act, *_: int) -> None:
    at, other = draw(st.integers(0, len(act) - 1)), draw(st.integers(0, len(act) - 1))
    if at != other and len(act[at]) > 1:
        act[at], act[other] = act[at][:-1], (*act[other], act[at][-1])


def _put_in(draw: st.DrawFn, act: Act, side: int, step: int) -> None:
    # The same sentence on both sides, or another one.
    place = NEW + step + 10 * draw(st.sampled_from([0, side]))
    act.insert(draw(st.integers(0, len(act))), (place,))


STEPS: list[Callable[[st.DrawFn, Act, int, int], None]] = [
    _divide,
    _join,
    _move,
    _remove,
    _reword,
    _move_a_sentence,
    _put_in,
]


def written(act: Act) -> Expression:
    body = "".join(
        f'<article eId="art_{n}"><num>{n}.</num><content><p>{" ".join(map(said, article))}</p></content></article>'
        for n, article in enumerate(act, 1)
    )
    return read_expression(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta>'
        '<identification source="#a"><FRBRExpression><FRBRuri value="/a"/></FRBRExpression></identification></meta>'
        f"<body>{body}</body></act></akomaNtoso>".encode()
    )


def canonical(expression: Expression) -> bytes:
    return canonical_source(write_expression(expression))


def counted(found: Merge) -> Counter[int]:
    """Return how often the merged text has each sentence, both texts of a choice included."""
    text = text_of(unfold_expression(found.expression).root)
    places = [*range(len(SENTENCES)), *(place + more for more in (100, 200, 300) for place in range(NEW))]
    return Counter({place: text.count(said(place)) for place in places if said(place) in text})


def words(expression: Expression) -> set[str]:
    """Return the words that stand in one sentence only."""
    return set(re.findall(r"[^\W\d]+\d+", text_of(unfold_expression(expression).root)))


@st.composite
def triples(draw: st.DrawFn) -> tuple[Act, Act, Act]:
    base = draw(acts())
    return base, draw(drafts(base, 1)), draw(drafts(base, 2))


@given(triples())
@settings(max_examples=60, deadline=None)
def test_no_sentence_is_lost_and_none_is_doubled(texts: tuple[Act, Act, Act]) -> None:
    found = merge(*map(written, texts))
    base, ours, theirs = ({place for article in text for place in article} for text in texts)
    if not found.conflicts:
        assert counted(found) == Counter((ours & theirs) | ((ours | theirs) - base))
    # Where one side puts another sentence into the place of one that the other rewords, words go together in a choice.
    before, mine, yours = (words(written(text)) for text in texts)
    assert (mine & yours) | ((mine | yours) - before) <= words(found.expression)


@given(triples())
@settings(max_examples=30, deadline=None)
def test_exchanged_sides_have_the_same_sentences_and_conflicts(texts: tuple[Act, Act, Act]) -> None:
    base, ours, theirs = map(written, texts)
    one, two = merge(base, ours, theirs), merge(base, theirs, ours)
    assert bool(one.conflicts) == bool(two.conflicts)
    assert set(counted(one)) == set(counted(two))


@given(triples())
@settings(max_examples=30, deadline=None)
def test_a_draft_and_its_base_give_the_draft(texts: tuple[Act, Act, Act]) -> None:
    base, draft, _ = map(written, texts)
    for sides in ((base, draft, base), (base, base, draft), (base, draft, draft)):
        assert canonical(merge(*sides).expression) == canonical(draft)
        trees = grow_trees(*sides)
        builder = Builder(trees, lay_out_merge(trees))
        root = finish(builder.build_root(), trees).root
        assert not builder.clashes
        assert canonical(Expression(root=root, prolog=draft.prolog, epilog=draft.epilog)) == canonical(draft)
