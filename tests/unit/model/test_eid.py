"""eIds by the Naming Convention: numbers as printed, prefixes only where they are needed."""

import pytest

from codetool.model.eid import ABBREVIATIONS, fill_eids, is_eid, make_eid, number_part, own_part
from codetool.model.markup import Comment, Element


def element(name: str, *children: Element | str | Comment, num: str = "", eid: str = "") -> Element:
    label = (Element(name="num", children=(num,)),) if num else ()
    return Element(name=name, attributes=(("eId", eid),) if eid else (), children=(*label, *children))


def eids_of(root: Element) -> list[str]:
    return [found.eid for found in root.descendants() if found.eid]


@pytest.mark.parametrize(
    ("num", "part"),
    [
        ("1.1", "1-1"), ("2.1.", "2-1"), ("11.2 bis", "11-2bis"), ("11.2bis", "11-2bis"), ("3\u00a0ter.", "3ter"),
        ("1er", "1"), ("Art. 1er. –", "1"), ("Article 12", "12"), ("Artikel 5.", "5"), ("§ 3.", "3"), ("1°", "1"),
        ("Titre II", "II"), ("TITRE 1 –", "1"), ("Chapitre Ier", "I"), ("Hoofdstuk IV", "IV"), ("a)", "a"),
        ("Article premier", "1"), ("TITRE PREMIER.", "1"), ("Première partie –", "1"), ("DEUXIÈME PARTIE", "2"),
        ("Erster Abschnitt", "1"), ("Eerste deel", "1"), ("Zehnter Teil", "10"), ("Article premier bis", "1bis"),
        ("Premier pas", "Premier-pas"), ("12 undecies", "12undecies"), ("Art. 10ter/1.", "10ter-1"),
        ("Art. I.1.", "I-1"), ("(B)", "B"), ("L. 121-1", "L-121-1"), ("1_2", "1-2"), ("–", ""), ("", ""),
        ("Annexe", ""),
    ],
)  # fmt: skip
def test_numbers_as_printed(num: str, part: str) -> None:
    assert number_part(num) == part


def test_names_are_abbreviated_or_whole() -> None:
    assert make_eid("article", "1") == "art_1"
    assert make_eid("title", "II") == "title_II"
    assert make_eid("intro", "", "art_1") == "art_1__intro"
    assert make_eid("quotedStructure", "1", "art_1__mod_1") == "art_1__mod_1__qstr_1"
    assert ABBREVIATIONS["wrapUp"] == "wrapup"


@pytest.mark.parametrize("text", ["art_1", "art_2-1__list_1__point_a", "title_II__intro", "preface", "art_11-2bis"])
def test_what_is_an_eid(text: str) -> None:
    assert is_eid(text)


@pytest.mark.parametrize(
    "text", ["", "1", "art 1", "art_", "art_1_2", "_art", "art_1__", "livre_i.titre_i", "art_1__2"]
)
def test_what_is_no_eid(text: str) -> None:
    assert not is_eid(text)


def test_own_part() -> None:
    assert own_part("art_1") == "art_1"
    assert own_part("art_1__list_2") == "list_2"


def test_articles_and_titles_take_no_prefix_and_all_else_does() -> None:
    body = element(
        "body",
        element(
            "title",
            element("intro"),
            element("article", element("list", element("intro"), element("point", num="a)")), num="1."),
            element("chapter", element("article", num="2."), num="Chapitre 1er"),
            num="TITRE I",
        ),
    )
    assert eids_of(fill_eids(body)) == [
        "title_I",
        "title_I__intro",
        "art_1",
        "art_1__list_1",
        "art_1__list_1__intro",
        "art_1__list_1__point_a",
        "title_I__chp_1",
        "art_2",
    ]


def test_old_eids_are_replaced_and_other_nodes_kept() -> None:
    body = element("body", "\n", Comment(text="c"), element("content", element("article", num="3", eid="x")))
    filled = fill_eids(body)
    assert eids_of(filled) == ["art_3"]
    assert filled.children[:2] == ("\n", Comment(text="c"))


def test_what_has_no_number_is_counted() -> None:
    body = element("body", element("paragraph"), element("paragraph"), element("paragraph", num="–"))
    assert eids_of(fill_eids(body, "art_1")) == ["art_1__para_1", "art_1__para_2", "art_1__para_3"]


def test_a_number_that_came_before_takes_a_prefix_then_an_ordinal() -> None:
    titles = [element("title", element("article", num="1"), num=num) for num in ("I", "II")]
    assert eids_of(fill_eids(element("body", *titles))) == ["title_I", "art_1", "title_II", "title_II__art_1"]
    again = element("body", *[element("point", num="a)") for _ in range(3)])
    assert eids_of(fill_eids(again, "art_1")) == ["art_1__point_a", "art_1__point_a-dup2", "art_1__point_a-dup3"]


def test_an_article_that_comes_again_does_not_take_another_s_id() -> None:
    twice = [element("article", num=num) for num in ("1", "1", "1.2")]
    assert eids_of(fill_eids(element("body", *twice))) == ["art_1", "art_1-dup2", "art_1-2"]


def test_a_number_with_markup_is_read_whole() -> None:
    num = Element(name="num", children=("5", Element(name="sup", children=("bis",))))
    body = Element(name="body", children=(Element(name="article", children=(num,)),))
    assert eids_of(fill_eids(body)) == ["art_5bis"]
