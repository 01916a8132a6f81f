"""Laws of the merge, on acts that are drafted, then amended twice."""

import re
from collections import Counter

import pytest

from benchmarks.acts import generate_act
from benchmarks.edits import Rates, edit
from benchmarks.truth import Numbering
from benchmarks.write_acts import write_act
from codetool.akn.parser import canonical_source
from codetool.akn.read import read_expression, unfold_expression
from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.diff import Op, compare
from codetool.diff.merge import Merge, merge
from codetool.diff.merge_build import Builder
from codetool.diff.merge_finish import finish
from codetool.diff.merge_grow import grow_trees
from codetool.diff.merge_layout import lay_out_merge
from codetool.model.expression import Expression
from codetool.model.text import text_of

ARTICLES = 40
RATES = Rates(edited=0.06, inserted=0.02, removed=0.02, moved=0.02, split=0.01, merged=0.01)
SEEDS = range(2)
NUMBERINGS = list(Numbering)

_COUNTED = re.compile(r"\d|^(?:article|bis|ter|quater|er)$", re.IGNORECASE)


def drafts(seed: int, numbering: Numbering) -> tuple[Expression, Expression, Expression]:
    """Return an act and two drafts that amend it, each in its way."""
    act = generate_act(seed, ARTICLES)
    ours, theirs = (edit(act, seed + more, numbering=numbering, rates=RATES)[0] for more in (100, 200))
    base, one, two = (read_expression(source) for source in (write_act(act), write_act(ours), write_act(theirs)))
    return base, one, two


def canonical(expression: Expression) -> bytes:
    return canonical_source(write_expression(expression))


def put_together(base: Expression, ours: Expression, theirs: Expression) -> bytes:
    """Return what the merge puts together without looking whether one draft is the base."""
    trees = grow_trees(base, ours, theirs)
    builder = Builder(trees, lay_out_merge(trees))
    root = finish(builder.build_root(), trees).root
    assert not builder.clashes
    return canonical(Expression(root=root, prolog=ours.prolog, epilog=ours.epilog))


def words(expression: Expression) -> Counter[str]:
    """Return the words of a text, those aside that count provisions."""
    found = re.findall(r"\w+", text_of(unfold_expression(expression).root))
    return Counter(word for word in found if not _COUNTED.search(word))


@pytest.mark.parametrize("numbering", NUMBERINGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_draft_and_its_base_give_the_draft(seed: int, numbering: Numbering) -> None:
    base, ours, theirs = drafts(seed, numbering)
    assert canonical(merge(base, base, theirs).expression) == put_together(base, base, theirs) == canonical(theirs)
    assert canonical(merge(base, ours, base).expression) == put_together(base, ours, base) == canonical(ours)
    assert canonical(merge(base, ours, ours).expression) == put_together(base, ours, ours) == canonical(ours)


@pytest.mark.parametrize("numbering", NUMBERINGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_changes_apart_combine_word_by_word(seed: int, numbering: Numbering) -> None:
    base, ours, theirs = drafts(seed, numbering)
    found = merge(base, ours, theirs)
    assert not found.conflicts
    wanted = words(ours) + words(theirs)
    wanted.subtract(words(base))
    assert words(found.expression) == +wanted


@pytest.mark.parametrize("seed", range(4, 8))
def test_no_word_that_either_side_put_in_is_lost(seed: int) -> None:
    base, ours, theirs = drafts(seed, Numbering.ALL)
    found = merge(base, ours, theirs)
    there = words(found.expression)
    for conflict in found.conflicts:
        there += Counter(re.findall(r"\w+", f"{conflict.ours} {conflict.theirs}"))
    for draft in (ours, theirs):
        put_in: Counter[str] = Counter()
        for row in compare(base, draft).articles:
            inserted = " ".join(segment.text for segment in row.segments if segment.op is Op.INSERT)
            put_in += Counter(word for word in re.findall(r"\w+", inserted) if not _COUNTED.search(word))
        assert put_in - there == Counter()


@pytest.mark.parametrize("seed", range(2, 8))
def test_a_merged_text_is_valid(seed: int) -> None:
    found = merge(*drafts(seed, Numbering.ALL))
    assert list(check_schema(write_expression(found.expression))) == []


def told(found: Merge, *, turned: bool = False) -> list[tuple[str, ...]]:
    """Return the conflicts without their places, the sides exchanged on demand."""
    sides = [(one.kind.value, one.base, one.ours, one.theirs) for one in found.conflicts]
    return sorted(
        (kind, base, theirs, ours) if turned else (kind, base, ours, theirs) for kind, base, ours, theirs in sides
    )


@pytest.mark.parametrize("seed", range(4, 8))
def test_the_sides_can_be_exchanged(seed: int) -> None:
    base, ours, theirs = drafts(seed, Numbering.BIS)
    one, two = merge(base, ours, theirs), merge(base, theirs, ours)
    assert words(one.expression) == words(two.expression)
    assert told(one) == told(two, turned=True)


def test_the_same_input_gives_the_same_bytes() -> None:
    texts = drafts(6, Numbering.ALL)
    assert write_expression(merge(*texts).expression) == write_expression(merge(*texts).expression)
