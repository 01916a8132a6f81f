"""eIds filled in and set right; what is right stays."""

from collections.abc import Callable

import pytest

from codetool.akn.write import write_expression
from codetool.mend import fill_missing_eids, repair_eids
from codetool.model.expression import Expression

Read = Callable[..., Expression]


def article(num: str, inside: str = "<content><p>Texte.</p></content>", ids: str = "") -> str:
    return f"<article{ids}><num>{num}</num>{inside}</article>"


def named(expression: Expression) -> list[str]:
    """Return what has an eId, as `eId` or `eId=wId`."""
    return [
        f"{one.eid}={one.get('wId')}" if one.get("wId") else one.eid
        for one in expression.root.descendants()
        if one.eid or one.get("wId")
    ]


LIST = "<list{0}><intro{1}><p>On :</p></intro><point{2}><num>a)</num><content><p>lit;</p></content></point></list>"


def test_what_has_no_eid_gets_one_by_the_naming_convention(read: Read) -> None:
    filled = fill_missing_eids(read(f"<title><num>TITRE 1</num>{article('2.1.', LIST.format('', '', ''))}</title>"))
    assert named(filled) == [
        "title_1",
        "art_2-1",
        "art_2-1__list_1",
        "art_2-1__list_1__intro",
        "art_2-1__list_1__point_a",
    ]


def test_ids_that_are_there_stay_right_or_wrong(read: Read) -> None:
    body = article("1.", ids=' eId="whatever 9"') + article("2.", ids=' eId="art_7" wId="art_1"') + article("7.")
    assert named(fill_missing_eids(read(body))) == ["whatever 9", "art_7=art_1", "art_7-dup2"]


def test_an_eid_stands_before_the_other_attributes(read: Read) -> None:
    filled = fill_missing_eids(read(article("1.", ids=' status="removed"')))
    assert '<article eId="art_1" status="removed">' in write_expression(filled).decode()


@pytest.mark.parametrize("place", ["quotedStructure", "embeddedStructure"])
def test_what_is_quoted_has_no_id_of_ours(read: Read, place: str) -> None:
    body = article("1.", f"<content><p><mod><{place}>{article('9.')}</{place}></mod></p></content>")
    assert "art_9" not in "".join(named(fill_missing_eids(read(body))))


def test_what_has_no_number_is_counted(read: Read) -> None:
    alineas = "<alinea><content><p>Un.</p></content></alinea>" * 2
    body = article("1.", alineas.replace("<alinea>", '<alinea eId="art_1__al_2">', 1)) + "<article/><article/>"
    filled = named(fill_missing_eids(read(body)))
    assert filled == ["art_1", "art_1__al_2", "art_1__al_3", "art_2", "art_3"]


def test_an_id_that_is_none_gives_no_prefix(read: Read) -> None:
    body = f'<title eId="titre I"><num>TITRE I</num>{article("1.", LIST.format("", "", ""))}</title>'
    assert named(fill_missing_eids(read(body)))[:3] == ["titre I", "art_1", "art_1__list_1"]


def test_nothing_to_fill_is_nothing_changed(read: Read) -> None:
    whole = read(article("1.", ids=' eId="art_1"'))
    assert fill_missing_eids(whole) == whole
    assert repair_eids(whole, strict=True) == whole


def test_what_is_given_twice_is_parted_and_references_stay_with_the_first(read: Read) -> None:
    link = '<content><p><ref href="#art_1">article 1</ref></p></content>'
    body = article("1.", ids=' eId="art_1"') + article("2.", link, ' eId="art_1"')
    repaired = repair_eids(read(body), strict=True)
    assert named(repaired) == ["art_1", "art_2"], "nobody can tell whose identity it was"
    assert 'href="#art_1"' in write_expression(repaired).decode()


def test_of_two_with_the_same_eid_the_number_tells_whose_it_is(read: Read) -> None:
    body = article("1.", ids=' eId="art_2"') + article("2.", ids=' eId="art_2"') + article("3.", ids=' eId="art_2"')
    assert named(repair_eids(read(body), strict=True)) == ["art_1", "art_2", "art_3"]
    both = article("1.", ids=' eId="art_9"') + article("2.", ids=' eId="art_9"')
    assert named(repair_eids(read(both), strict=True)) == ["art_1=art_9", "art_2"]


def test_an_eid_that_is_not_the_number_is_kept_as_wid_and_references_follow(read: Read) -> None:
    link = '<content><p><ref href="#art_5">article 6</ref> <ref href="autre#art_5">loi</ref></p></content>'
    body = article("6.", ids=' eId="art_5"') + article("7.", link, ' eId="art_7"')
    meta = '<analysis source="#a"><otherAnalysis source="#art_5 #b"/></analysis>'
    repaired = repair_eids(read(body, meta=meta), strict=True)
    assert named(repaired) == ["art_6=art_5", "art_7"]
    written = write_expression(repaired).decode()
    assert '<ref href="#art_6">article 6</ref> <ref href="autre#art_5">' in written
    assert 'source="#art_6 #b"' in written


def test_a_wid_that_is_there_is_the_identity(read: Read) -> None:
    repaired = repair_eids(read(article("6.", ids=' eId="art_5" wId="art_1"')), strict=True)
    assert named(repaired) == ["art_6=art_1"]


def test_what_stands_in_a_renamed_provision_follows(read: Read) -> None:
    inside = LIST.format(' eId="art_5__list_1"', ' eId="art_5__list_1__intro"', ' eId="art_5__list_1__point_a"')
    inside = inside.replace("<p>lit;", '<p eId="art_5__list_1__point_a__p_1">lit;')
    repaired = repair_eids(read(article("6.", inside, ' eId="art_5"')), strict=True)
    assert named(repaired) == [
        "art_6=art_5",
        "art_6__list_1=art_5__list_1",
        "art_6__list_1__intro=art_5__list_1__intro",
        "art_6__list_1__point_a=art_5__list_1__point_a",
        "art_6__list_1__point_a__p_1=art_5__list_1__point_a__p_1",
    ]


@pytest.mark.parametrize(
    ("num", "eid", "repaired"),
    [
        ("1er.", "art 1", "art_1"),
        ("2.", "section_2", "art_2=section_2"),
        ("3.", "art", "art_3=art"),
        ("4.", "art_4-dup2", "art_4-dup2"),
        ("4.", "art_4-2", "art_4-2"),
        ("premier", "art_premier", "art_premier"),
        ("unique du protocole", "art_x", "art_x"),
        ("5.", "title_9__art_5", "art_5=title_9__art_5"),
    ],
)
def test_what_fits_stays(read: Read, num: str, eid: str, repaired: str) -> None:
    assert named(repair_eids(read(article(num, ids=f' eId="{eid}"')), strict=True)) == [repaired]


def test_another_publishers_habits_are_left(read: Read) -> None:
    body = article("1.", ids=' eId="art_1er"') + article("2.", ids=' eId="x__art_2"') + article("3.", ids=' eId="a b"')
    assert named(repair_eids(read(body), strict=False)) == ["art_1er", "x__art_2", "art_3"]


def test_no_id_is_taken_from_the_metadata(read: Read) -> None:
    repaired = repair_eids(
        read(article("1.", ids=' eId="art_1"'), meta='<references><x eId="art_1"/></references>'), strict=True
    )
    assert named(repaired) == ["art_1", "art_1-dup2"]


def test_a_swap_is_set_right_at_once(read: Read) -> None:
    link = '<content><p><ref href="#art_2">article 1</ref></p></content>'
    body = article("1.", ids=' eId="art_2"') + article("2.", link, ' eId="art_1"')
    repaired = repair_eids(read(body), strict=True)
    assert named(repaired) == ["art_1=art_2", "art_2=art_1"]
    assert 'href="#art_1"' in write_expression(repaired).decode()


def test_what_was_right_all_along_stays_below_what_is_set_right(read: Read) -> None:
    inside = LIST.format(' eId="art_6__list_1"', ' eId="art_6__list_1__intro"', ' eId="art_6__list_1__point_a"')
    assert named(repair_eids(read(article("6.", inside, ' eId="art_5"')), strict=True)) == [
        "art_6=art_5",
        "art_6__list_1",
        "art_6__list_1__intro",
        "art_6__list_1__point_a",
    ]


def test_a_mark_in_the_text_takes_the_prefix_of_what_it_stands_in(read: Read) -> None:
    inside = 'On lit <mod eId="art_9__mod_1">ceci</mod>, <ref eId="ref_1" href="#art_9__mod_1">là</ref>'
    text = read(article("2.", f"<content><p>{inside}</p></content>", ' eId="art_2"'))
    repaired = repair_eids(text, strict=True)
    assert named(repaired) == ["art_2", "art_2__mod_1=art_9__mod_1", "ref_1"]
    assert 'href="#art_2__mod_1"' in write_expression(repaired).decode()
    assert named(repair_eids(text, strict=False)) == ["art_2", "art_9__mod_1", "ref_1"]
