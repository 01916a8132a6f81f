"""What a reviewer decides about matches goes before what the words say."""

from collections.abc import Callable

import pytest

from codetool.diff import ChangeSet, compare
from codetool.diff.overrides import read_overrides
from codetool.errors import SourceError
from codetool.model.expression import Expression

Draft = Callable[..., Expression]

OLD = """
1. Le membre garde secret tout ce qu'il apprend dans son service.
2. Le bureau statue en appel dans les trois mois.
3. Une copie du dossier est remise à l'intéressé.
"""
NEW = """
1. Le membre garde secret tout ce qu'il apprend dans son service.
2. Le bureau statue en appel dans les six mois.
3. La médiation est gratuite pour chaque usager.
"""


def rows(changes: ChangeSet) -> list[tuple[str, str, str, str]]:
    return [
        (",".join(p.num for p in row.old), ",".join(p.num for p in row.new), row.kinds[0].value, row.reason.value)
        for row in changes.articles
    ]


def decided(code: Draft, toml: str) -> list[tuple[str, str, str, str]]:
    return rows(compare(code(OLD), code(NEW), read_overrides(toml.encode(), "d.toml")))


def test_without_decisions_the_words_decide(code: Draft) -> None:
    assert decided(code, "") == [
        ("1.", "1.", "unchanged", "identical content"),
        ("2.", "2.", "modified", "similar content"),
        ("3.", "3.", "modified", "same number at the same place"),
    ]


def test_a_forbidden_pair_is_none(code: Draft) -> None:
    assert decided(code, '[[forbid]]\nold = "1"\nnew = "1."\n[[forbid]]\nold = ["2", "3"]\nnew = ["art_2", "3"]\n') == [
        ("1.", "", "removed", "no counterpart"),
        ("2.", "", "removed", "no counterpart"),
        ("3.", "", "removed", "no counterpart"),
        ("", "1.", "inserted", "no counterpart"),
        ("", "2.", "inserted", "no counterpart"),
        ("", "3.", "inserted", "no counterpart"),
    ]


def test_a_pinned_pair_is_one_whatever_its_words_are(code: Draft) -> None:
    assert decided(code, '[[pin]]\nold = "1"\nnew = "3"\n[[pin]]\nold = "3"\nnew = "1"\n') == [
        ("3.", "1.", "modified", "pinned by a reviewer"),
        ("2.", "2.", "modified", "similar content"),
        ("1.", "3.", "modified", "pinned by a reviewer"),
    ]


def test_one_can_be_pinned_to_several_and_several_to_one(code: Draft) -> None:
    assert decided(code, '[[pin]]\nold = "2"\nnew = ["3", "2"]\n') == [
        ("1.", "1.", "unchanged", "identical content"),
        ("2.", "2.,3.", "split", "pinned by a reviewer"),
        ("3.", "", "removed", "no counterpart"),
    ]
    assert decided(code, '[[pin]]\nold = ["1", "2"]\nnew = "2"\n')[1][:3] == ("1.,2.", "2.", "merged")


def test_what_is_pinned_to_nothing_is_gone_or_new(code: Draft) -> None:
    assert ("1.", "", "removed", "no counterpart") in decided(code, '[[pin]]\nold = "1"\nnew = []\n')
    assert ("", "1.", "inserted", "no counterpart") in decided(code, '[[pin]]\nold = []\nnew = "1"\n')


@pytest.mark.parametrize(
    ("toml", "fact"),
    [
        ("[[pins]]\nold = []", "there is no table pins"),
        ("pin = 1", "pin is no list of tables"),
        ('[[pin]]\nold = "1"', "a pin does not have old and new, and nothing else"),
        ('[[pin]]\nold = 1\nnew = "1"', "old and new of a pin are no names of articles"),
        ('[[forbid]]\nold = []\nnew = "1"', "a forbid names nothing on one side"),
        ('[[pin]]\nold = ["1", "2"]\nnew = ["1", "2"]', "a pin names several articles on both sides"),
        ("[[pin]]\nold = []\nnew = []", "a pin names nothing at all"),
        (
            '[[pin]]\nold = "1"\nnew = "1"\n[[forbid]]\nold = "1"\nnew = "1"',
            "articles art_1 and art_1 are pinned and forbidden at once",
        ),
        ('[[pin]]\nold = "9"\nnew = "1"', "the old text has no article 9"),
        ('[[pin]]\nold = "1"\nnew = "1"\n[[pin]]\nold = "1"\nnew = "2"', "article art_1 is pinned twice"),
    ],
)
def test_a_file_that_cannot_be_followed_is_refused(code: Draft, toml: str, fact: str) -> None:
    with pytest.raises(SourceError) as refused:
        decided(code, toml)
    assert str(refused.value).startswith(f"d.toml: {fact}")


def test_a_name_that_several_have_is_refused(code: Draft) -> None:
    twice = code("1. {eId=a} Le membre agit avec soin.\n1. {eId=b} Le bureau statue en appel.")
    with pytest.raises(SourceError) as refused:
        compare(twice, twice, read_overrides(b'[[pin]]\nold = "1"\nnew = []', "d.toml"))
    assert str(refused.value) == "d.toml: several articles of the old text are called 1. Name it by its eId."
    assert compare(twice, twice, read_overrides(b'[[pin]]\nold = "a"\nnew = "b"', "d.toml")).has_changes


@pytest.mark.parametrize("text", [b"\n[[pin]\n", b"\n\xff"])
def test_a_file_that_is_no_toml_is_told_by_its_line(text: bytes) -> None:
    with pytest.raises(SourceError, match=r"^d\.toml:2: this is no TOML\. Write old = "):
        read_overrides(text, "d.toml")
