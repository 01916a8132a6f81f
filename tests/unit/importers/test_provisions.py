"""References resolved in a text: the deepest provision that is meant, seen from where the words stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.importers.build import element
from codetool.importers.outside import Library
from codetool.importers.provisions import Provisions
from codetool.importers.references import Finder, Link
from codetool.model.eid import fill_eids
from codetool.model.markup import Element


def article(num: str, *children: Element) -> Element:
    """Return an article."""
    return element("article", element("num", num), *children)


def paragraph(num: str, *children: Element) -> Element:
    """Return a paragraph, or an alinéa where it has no number."""
    return element("paragraph", *([element("num", num)] if num else []), *children)


def alinea(*children: Element) -> Element:
    """Return an alinéa of a paragraph."""
    return element("subparagraph", *children)


def listed(*nums: str) -> Element:
    """Return a list with a point for each number."""
    points = (element("point", element("num", num), text("Un point ;")) for num in nums)
    return element("list", element("intro", element("p", "Sont visés :")), *points)


def text(words: str = "Un mot.") -> Element:
    """Return a content."""
    return element("content", element("p", words))


def division(name: str, num: str, *children: Element) -> Element:
    """Return a title or a chapter."""
    return element(name, element("num", num), *children)


BODY = fill_eids(
    element(
        "body",
        division(
            "title", "Titre 1", division("chapter", "Chapitre I", article("Art. 1er.", text()), article("2", text()))
        ),
        division(
            "title",
            "Titre 2",
            division(
                "chapter",
                "Chapitre I",
                article(
                    "3",
                    paragraph("§ 1er.", text()),
                    paragraph("§ 2.", alinea(text()), alinea(listed("1°", "2°", "3°")), alinea(text("ICI"))),
                ),
                article("4", paragraph("", text()), paragraph("", listed("a)", "b)")), paragraph("", listed("–", "–"))),
                article("5", paragraph("(1)", text()), paragraph("(2)", listed("a)"))),
                article("6", text("LÀ")),
                article("6bis", text()),
                article("37-1", text()),
            ),
        ),
    )
)
ANNEX = element(
    "attachment",
    element("num", "Annexe 1"),
    element("doc", element("mainBody", element("article", element("num", "1"), text("DANS"), eId="att_1__art_1"))),
    eId="att_1",
)
PROVISIONS = Provisions([BODY, element("attachments", ANNEX)])
FINDER = Finder(provisions=PROVISIONS, library=Library("be"))
HERE, THERE, WITHIN = (
    next(
        PROVISIONS.place_of(p)
        for root in (BODY, ANNEX)
        for p in root.descendants()
        if p.name == "p" and p.children == (word,)
    )
    for word in ("ICI", "LÀ", "DANS")
)


def links(words: str, *, there: bool = False) -> list[Link]:
    """Return the links of a text that stands in article 3, § 2, alinéa 3, or in article 6."""
    return FINDER.find_links(words, THERE if there else HERE)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("article 3, § 2, alinéa 2, 3°", "art_3__para_2__subpara_2__list_1__point_3"),
        ("article 3, § 1er, alinéa 1er", "art_3__para_1"),
        ("§ 1er de l'article 3", "art_3__para_1"),
        ("§ 1er", "art_3__para_1"),
        ("alinéa 1er", "art_3__para_2__subpara_1"),
        ("dernier alinéa", "art_3__para_2__subpara_3"),
        ("alinéa précédent", "art_3__para_2__subpara_2"),
        ("paragraphe précédent", "art_3__para_1"),
        ("article suivant", "art_4"),
        ("article qui précède", "art_2"),
        ("au 2° de l'alinéa 2", "art_3__para_2__subpara_2__list_1__point_2"),
        ("au 1°", "art_3__para_2__subpara_2__list_1__point_1"),
        ("point 2", "art_3__para_2__subpara_2__list_1__point_2"),
        ("présent article", "art_3"),
        ("présent paragraphe", "art_3__para_2"),
        ("paragraphe 2 du présent article", "art_3__para_2"),
        ("présent chapitre", "title_2__chp_I"),
        ("chapitre I du titre 1", "title_1__chp_I"),
        ("chapitre I", "title_2__chp_I"),
        ("Titre II", "title_2"),
        ("article 2 du chapitre I du titre 1", "art_2"),
        ("article 4, alinéa 2, b)", "art_4__para_2__list_1__point_b"),
        ("article 4, alinéa 3, deuxième tiret", "art_4__para_3__list_1__point_2"),
        ("article 4, alinéa 2, première phrase", "art_4__para_2"),
        ("artikel 5, lid 2, a)", "art_5__para_2__list_1__point_a"),
        ("article 5(2)(a)", "art_5__para_2__list_1__point_a"),
        ("article 5, alinéa (1)", "art_5__para_1"),
        ("article 37-1", "art_37-1"),
        ("article 6 bis", "art_6bis"),
        ("annexe 1", "att_1"),
        ("article 1er de l'annexe 1", "att_1__art_1"),
        ("article premier", "art_1"),
    ],
)
def test_the_deepest_provision_that_is_meant(words: str, target: str) -> None:
    (found,) = links(words)
    assert (found.href, found.missing) == (f"#{target}", "")
    assert words[found.start : found.end] == words.removeprefix("au ")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("articles 3 à 5", [("articles 3 à 5", "#art_3", "#art_5"), ("articles 3", "#art_3", ""), ("5", "#art_5", "")]),
        (
            "article 3, §§ 1er et 2",
            [("article 3, §§ 1er", "#art_3__para_1", ""), ("2", "#art_3__para_2", "")],
        ),
        ("deux articles précédents", [("deux articles précédents", "#art_1", "#art_2")]),
        ("trois articles précédents", [("trois articles précédents", "", "")]),
        ("articles 1er à 9", [("articles 1er", "#art_1", ""), ("9", "", "")]),
        ("l'article 5 ou 9", [("article 5", "#art_5", "")]),
    ],
)
def test_lists_and_ranges(words: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(words[one.start : one.end], one.href, one.up_to) for one in links(words)] == expected


@pytest.mark.parametrize(
    ("words", "linked", "target"),
    [
        ("article 3, § 7", "article 3", "#art_3"),
        ("§ 7 de l'article 3", "article 3", "#art_3"),
        ("article 4, alinéa 9, 1°", "article 4", "#art_4"),
        ("article 3, alinéa 1er", "article 3", "#art_3"),
    ],
)
def test_a_part_that_is_not_there_is_told(words: str, linked: str, target: str) -> None:
    (found,) = links(words)
    assert (words[found.start : found.end], found.href, found.missing) == (linked, target, words)


@pytest.mark.parametrize(
    "words",
    [
        "article 99", "alinéa 8", "§ 9", "titre 9", "article 31", "article 371", "annexe 7", "alinéa suivant",
        "article 6-1", "article 5 du traité", "article 5 de la loi", "article 5 de cette loi", "article 5 précité",
        "article 5 TFUE", "article 5 L.I.R.", "ancien article 5", "À l'article 5, les mots « un » sont omis",
        "L'article 5 est remplacé par ce qui suit", "Artikel 5 wird aufgehoben", "artikel 5 van die wet",
        "article 5, selon le cas, du Code pénal",
    ],
)  # fmt: skip
def test_what_is_not_found_or_not_meant_is_told_and_not_linked(words: str) -> None:
    found = links(words)
    assert [one.href for one in found if one.href[:1] != "/"] == [""]


@pytest.mark.parametrize("words", ["point 9", "au 7°", "point 3 de l'ordre du jour", "partie 4", "5 points", "livre 2"])
def test_what_may_be_no_reference_is_left(words: str) -> None:
    assert links(words) == []


def test_the_place_decides() -> None:
    assert [one.href for one in links("le § 2 et l'alinéa 1er", there=True)] == ["", "#art_6"]
    assert [one.href for one in links("au présent paragraphe", there=True)] == [""]
    assert [one.href for one in FINDER.find_links("l'article 1er et l'article 2", WITHIN)] == [
        "#att_1__art_1",
        "#art_2",
    ]
    assert [one.href for one in links("l'article 1er")] == ["#art_1"]


def test_articles_marked_with_a_section_sign() -> None:
    body = fill_eids(
        element("body", article("§ 1", paragraph("(1)", text()), paragraph("(2)", text())), article("§ 2", text()))
    )
    provisions = Provisions([body])
    finder = Finder(provisions=provisions, library=Library("de"))
    found = finder.find_links("nach § 1 Absatz 2 Satz 1 und § 2 dieses Gesetzes", provisions.root)

    assert [one.href for one in found] == ["#art_1__para_2", "#art_2"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("la loi du 2 avril 1965 et l'article 5 de la même loi", ["", "~art_5"]),
        ("la loi du 2 avril 1965, notamment son article 5, § 2", ["", "~art_5"]),
        ("(loi du 2 avril 1965, art. 5)", ["", "~art_5"]),
        ("les articles 5, § 2, et 7 de la loi du 2 avril 1965", ["~art_5", "~art_7"]),
        ("l'article 5, § 1er, de la loi du 2 avril 1965", ["~art_5"]),
        ("l'article 5 de la présente section de la loi du 2 avril 1965", None),
        ("l'article 5 et aux articles 6 à 8 de la loi du 2 avril 1965", None),
    ],
)
def test_articles_of_other_acts(words: str, expected: list[str] | None) -> None:
    law = "/akn/be/act/loi/1965-04-02"
    hrefs = [one.href for one in links(words)]
    if expected is None:
        assert "#art_5" not in hrefs
    else:
        assert hrefs == [f"{law}/{portion}".rstrip("/") for portion in expected]


def test_a_preamble_cites_other_acts_only() -> None:
    words = "Vu la loi du 2 avril 1965 relative aux secours, l'article 5 ;"
    assert [one.href for one in FINDER.find_links(words, HERE, preamble=True)] == [
        "/akn/be/act/loi/1965-04-02",
        "/akn/be/act/loi/1965-04-02/~art_5",
    ]
    assert [one.href for one in FINDER.find_links("Vu l'article 5 ;", HERE, preamble=True)] == [""]


WORDS = st.lists(
    st.sampled_from(
        """l'article articles § §§ 1er 2 3° a) (2) , et à ou de du l' la présent précédent alinéa point loi 8 juillet
        1976 Code pénal deuxième lid van artikel Absatz section 6bis règlement (UE) 2016/679 deux qui précède annexe
        ( ) . -""".split()
    ),
    max_size=14,
).map(" ".join)


@given(words=WORDS)
def test_any_words_give_links_in_order_inside_the_text(words: str) -> None:
    found = links(words)
    assert [(one.start, -one.end) for one in found] == sorted((one.start, -one.end) for one in found)
    assert all(0 <= one.start < one.end <= len(words) for one in found)
    assert all(
        one.href.lstrip("#") in {place.eid for place in PROVISIONS.all}
        for one in found
        if one.href[:1] == "#" and not one.key
    )
