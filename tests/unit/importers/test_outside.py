"""Acts named in a text: by name, by type and date, by a number of the Union."""

import pytest

from codetool.importers.outside import Library, known_texts


def acts(text: str, country: str = "be") -> list[tuple[str, str]]:
    """Return each act that a text names as (words, href)."""
    return [(text[act.start : act.end], act.href) for act in Library(country).find_acts(text)]


@pytest.mark.parametrize(
    ("text", "country", "href"),
    [
        ("la loi du 2 avril 1965 sur les secours", "be", "/akn/be/act/loi/1965-04-02"),
        ("la loi modifiée du 10 août 1991", "lu", "/akn/lu/act/loi/1991-08-10"),
        ("la loi du 1er\u00a0mars 2002", "fr", "/akn/fr/act/loi/2002-03-01"),
        ("la loi n° 78-17 du 6 janvier 1978", "fr", "/akn/fr/act/loi/1978-01-06/78-17"),
        ("l'arrêté royal n° 78 du 10 novembre 1967", "be", "/akn/be/act/arrete-royal/1967-11-10/78"),
        ("l'A.R. du 20/07/2001", "be", "/akn/be/act/arrete-royal/2001-07-20"),
        ("le décret de la Communauté française du 4 mars 1991", "be", "/akn/be/act/decret/1991-03-04"),
        ("l'arrêté du Gouvernement wallon du 20 mai 1999", "be", "/akn/be/act/arrete-gouvernement/1999-05-20"),
        ("le règlement grand-ducal du 21 janvier 1978", "lu", "/akn/lu/act/reglement-grand-ducal/1978-01-21"),
        ("de wet van 2 april 1965", "be", "/akn/be/act/loi/1965-04-02"),
        ("het koninklijk besluit van 20 juli 2001", "be", "/akn/be/act/arrete-royal/2001-07-20"),
        ("das Gesetz vom 2. April 1965", "be", "/akn/be/act/loi/1965-04-02"),
        ("the law of 2 April 1965", "lu", "/akn/lu/act/loi/1965-04-02"),
        ("le règlement grand-ducal du 21 janvier 1978", "be", ""),
        ("l'arrêté du 3 mars 2001", "be", ""),
    ],
)
def test_acts_by_type_and_date(text: str, country: str, href: str) -> None:
    assert [found for _, found in acts(text, country)] == [href]


@pytest.mark.parametrize(
    "text", ["la loi du 31 juin 2001", "la loi du pays", "la loi ainsi que le plan du 3 mars 2001"]
)
def test_what_has_no_date_of_its_own_is_no_act(text: str) -> None:
    assert acts(text) == []


def test_a_known_act_is_known_by_its_date_unless_another_purpose_follows() -> None:
    known = "/akn/be/act/loi/1976-07-08/organique-cpas"

    assert acts("la loi du 8 juillet 1976.") == [("loi du 8 juillet 1976", known)]
    assert acts("la loi du 8 juillet 1976 organique des CPAS") == [("loi du 8 juillet 1976 organique des CPAS", known)]
    assert acts("la loi du 8 juillet 1976 relative aux ponts") == [
        ("loi du 8 juillet 1976", "/akn/be/act/loi/1976-07-08")
    ]


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("le règlement (UE) 2016/679", "regulation/2016/679"),
        ("le règlement (CE) n° 883/2004", "regulation/2004/883"),
        ("le règlement (CEE) n° 2137/85", "regulation/1985/2137"),
        ("le règlement (UE) n° 2022/2560", "regulation/2022/2560"),
        ("le règlement d'exécution (UE) 2019/947", "regulation/2019/947"),
        ("la directive 95/46/CE", "directive/1995/46"),
        ("Richtlinie (EU) 2016/680", "directive/2016/680"),
        ("de verordening (EG) nr. 1/2003", "regulation/2003/1"),
        ("la décision-cadre 2002/584/JAI", "decision/2002/584"),
    ],
)
def test_acts_of_the_union(text: str, href: str) -> None:
    assert [found for _, found in acts(text)] == [f"/akn/eu/act/{href}"]


def test_a_number_without_the_union_is_no_act_of_it() -> None:
    assert acts("la décision 12/3 du comité") == []
    assert acts("le règlement (UE) 883/999") == [("règlement (UE) 883/999", "")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vu la Constitution,", ["Constitution"]),
        ("La constitution d'un fonds", []),
        ("Constitution du dossier", []),
        ("de Grondwet", ["Grondwet"]),
        ("le Code\u00a0pénal social", ["Code\u00a0pénal social"]),
        ("le RGPD et l’ancien Code civil", ["RGPD", "ancien Code civil"]),
    ],
)
def test_acts_by_name(text: str, words: list[str]) -> None:
    assert [found for found, _ in acts(text)] == words


def test_a_country_knows_its_own_texts_and_the_unions() -> None:
    assert acts("le Code judiciaire", "lu") == []
    assert acts("le Code pénal", "lu") != acts("le Code pénal", "be")
    assert {"rgpd", "reglement-de-travail"} <= {known.key for known in known_texts("lu")}
    assert acts("le règlement de travail") == [("règlement de travail", "#reglement-de-travail")]
