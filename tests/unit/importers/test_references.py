import pytest

from codetool.importers.build import element
from codetool.importers.outside import Library
from codetool.importers.provisions import Provisions
from codetool.importers.references import Finder
from codetool.model.markup import Element

BODY = element(
    "body",
    element("title", element("num", "TITRE 2 –"), eId="title_2"),
    *(
        element("article", element("num", num), eId=eid)
        for num, eid in (
            ("2.1.", "art_2-1"),
            ("2.2.", "art_2-2"),
            ("7", "art_7"),
            ("8", "art_8"),
            ("8", "title_2__art_8"),
            ("10ter/1.", "art_10ter-1"),
            ("15a", "art_15a"),
            ("I.1.", "art_I-1"),
        )
    ),
    element("paragraph", element("num", "2.2.1."), eId="art_2-2__para_2-2-1"),
    element("paragraph", element("num", "§ 9."), eId="art_2-2__para_9"),
    element("chapter", element("num", "Chapitre I."), eId="chp_I"),
)


def links(text: str, body: Element = BODY, country: str = "be") -> list[tuple[str, str]]:
    """Return each link of a text as (words, href)."""
    finder = Finder(provisions=Provisions([body]), library=Library(country))
    found = finder.find_links(text, finder.provisions.root)
    return [(text[link.start : link.end], link.href) for link in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("au point 2.2.)", [("point 2.2.", "#art_2-2")]),
        ("à l'article 2.2. Il", [("article 2.2", "#art_2-2")]),
        ("à l'article 2.2.", [("article 2.2", "#art_2-2")]),
        ("à l’article 2.2. du présent code", [("article 2.2.", "#art_2-2")]),
        ("les articles 2.1 et 2.2, ou 7", [("articles 2.1", "#art_2-1"), ("2.2", "#art_2-2"), ("7", "#art_7")]),
        ("les articles 2.1, 2.2 et 7 ", [("articles 2.1", "#art_2-1"), ("2.2", "#art_2-2"), ("7", "#art_7")]),
        ("le titre 2 et le chapitre Ier", [("titre 2", "#title_2"), ("chapitre Ier", "#chp_I")]),
        ("artikel 7 van deze code", [("artikel 7", "#art_7")]),
        ("l'article 9", [("article 9", "")]),
        ("au point 2.2.1 et au 3", [("point 2.2.1", "#art_2-2__para_2-2-1")]),
        ("l'article 2.2.1.", [("article 2.2.1", "#art_2-2__para_2-2-1")]),
        ("les articles 10ter/1, 15a", [("articles 10ter/1", "#art_10ter-1"), ("15a", "#art_15a")]),
        ("l'article I.1", [("article I.1", "#art_I-1")]),
        ("l'article 8", [("article 8", "")]),
        ("le point 3 de l'ordre du jour", []),
        ("sous-article", []),
        ("l'article 2.12", [("article 2.12", "")]),
    ],
)
def test_references_inside_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert links(text) == expected


PENAL = "/akn/be/act/code/1867-06-08/penal"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'article 458 du CODE PÉNAL", [("article 458 du CODE PÉNAL", f"{PENAL}/~art_458")]),
        (
            "les articles 7 et 458bis du Code pénal",
            [("articles 7", f"{PENAL}/~art_7"), ("458bis du Code pénal", f"{PENAL}/~art_458bis")],
        ),
        ("le Code pénal.", [("Code pénal", PENAL)]),
        ("le titre 2 du Code pénal", [("Code pénal", PENAL)]),
        ("le Code pénalement", []),
        ("la loi organique des centres publics d’action sociale", None),
        (
            "l'article 7 de la loi du 3 mars 1990",
            [("article 7 de la loi du 3 mars 1990", "/akn/be/act/loi/1990-03-03/~art_7")],
        ),
        ("l'article 7 de l’arrêté royal", [("article 7", "")]),
        ("le règlement de travail", [("règlement de travail", "#reglement-de-travail")]),
        ("l'article 7 du règlement de travail", None),
    ],
)
def test_references_to_other_texts(text: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        assert len(links(text)) >= 1
        assert not any(href == "#art_7" for _, href in links(text))
    else:
        assert links(text) == expected
