"""Ids against the numbers printed."""

import pytest

from codetool.validate.ids import _numbers


@pytest.mark.parametrize("eid", ["art_1", "art_premier", "title_2__art_PREMIER", "art_1-dup2", "art_1-2"])
def test_ids_that_give_the_number_one(eid: str) -> None:
    assert _numbers(eid, "1")


@pytest.mark.parametrize("eid", ["art_2", "art_1er", "art_second", "art_1-dup", "art_11"])
def test_ids_that_do_not(eid: str) -> None:
    assert not _numbers(eid, "1")
