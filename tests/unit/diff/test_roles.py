"""Who acts instead of whom, beside whom, and what changes nothing about it."""

import pytest

from tests.unit.diff.test_weight import grounds, pair, weighed


@pytest.mark.parametrize(
    ("old", "new", "effects"),
    [
        (
            "Le délégué rend compte.",
            "Le porte-parole rend compte.",
            ["high addressee: délégué → porte-parole"],
        ),
        (
            "L'acte est signé par le gardien.",
            "L'acte est signé par le trésorier.",
            ["high addressee: gardien → trésorier"],
        ),
        (
            "Le ministre de la Justice nomme les juges.",
            "Le ministre des Finances nomme les juges.",
            ["high addressee: ministre de la Justice → ministre des Finances"],
        ),
        (
            "Le ministre désigne les experts.",
            "Le ministre ou son délégué désigne les experts.",
            ["high addressee: ∅ → délégué"],
        ),
        (
            "Le membre est entendu par le bureau et le comité.",
            "Le membre est entendu par le bureau.",
            ["high addressee: comité → ∅"],
        ),
    ],
)
def test_somebody_else_acts(old: str, new: str, effects: list[str]) -> None:
    assert grounds(weighed(pair(old, new))) == effects


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Nobody acts: what is kept is a thing.
        ("Le registre est tenu au siège.", "Le fichier est tenu au siège."),
        # Whoever is heard does not act.
        ("Il entend le ministre de la Justice.", "Il entend le ministre des Finances."),
        ("Il consulte le directeur.", "Il consulte le directeur et le greffier."),
        # The same one acts, said otherwise or elsewhere.
        ("Le comité adopte le règlement du club.", "Le règlement du club est adopté par le comité."),
        ("Le bureau statue.", "Celui-ci statue."),
        ("Les clubs et les ligues votent.", "Les ligues et les clubs votent."),
    ],
)
def test_nobody_else_acts(old: str, new: str) -> None:
    assert {effect.split(":")[0] for effect in grounds(weighed(pair(old, new)))} == {"low wording"}


def test_two_who_act_on_each_other_change_places() -> None:
    assert grounds(weighed(pair("Le président entend le trésorier.", "Le trésorier entend le président.")))[0] == (
        "high addressee: président → trésorier"
    )


def test_a_sentence_that_forbade_and_now_permits_is_one_change_wherever_the_words_stand() -> None:
    row = weighed(pair("Il est interdit à l'élève de sortir.", "L'élève est autorisé à sortir."))
    assert grounds(row)[0] == "high prohibition → permission: Il est interdit → est autorisé"


def test_quoted_words_that_are_replaced_weigh_and_a_title_does_not() -> None:
    replaced = pair("Les mots « Le membre peut » sont remplacés.", "Les mots « Le membre doit » sont remplacés.")
    title = pair("Le film « Le membre peut » est montré.", "Le film « Le membre doit » est montré.")
    assert grounds(weighed(replaced)) == ["high permission → obligation: peut → doit"]
    assert grounds(weighed(title)) == ["low wording: peut → doit"]


def test_an_act_cited_by_name_weighs_where_another_takes_its_place() -> None:
    assert grounds(weighed(pair("Il agit selon les statuts.", "Il agit selon le Code civil."))) == [
        "high reference: statuts → Code civil"
    ]
    assert grounds(weighed(pair("Il agit.", "Il agit selon les statuts."))) == ["low wording: ∅ → selon les statuts"]


def test_who_was_bound_and_who_now_acts_are_a_pair() -> None:
    row = weighed(pair("Le gardien doit fermer la salle.", "Le président ferme la salle."))
    assert grounds(row) == ["high obligation: doit → ∅", "high addressee: gardien → président"]


def test_et_and_ou_in_a_longer_run_are_a_pair_beside_the_same_word() -> None:
    old = "Il reçoit le club et toute ligue provinciale agréée."
    new = "Il reçoit le club ou quelque cercle local reconnu."
    assert "high conjunction: et → ou" in grounds(weighed(pair(old, new)))
