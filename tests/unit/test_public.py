"""The public names: the list is complete, each is there, each says what it is."""

import inspect

import pytest

import codetool


def test_every_public_name_has_a_home() -> None:
    assert sorted(codetool.__all__) == sorted(codetool._HOMES)


@pytest.mark.parametrize("name", codetool.__all__)
def test_each_name_is_there_and_explained(name: str) -> None:
    found = getattr(codetool, name)
    assert found.__name__ == name
    assert inspect.getdoc(found)


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'diff_articles'"):
        _ = codetool.diff_articles
