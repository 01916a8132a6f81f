"""Which article became which, told on a line each: old -> new: kinds | text with its changes."""

from collections.abc import Callable

import pytest

from codetool.diff import compare, gaps
from codetool.diff.changes import Reason
from codetool.model.expression import Expression

Draft = Callable[..., Expression]
Told = Callable[[str, str], list[str]]

CODE = """
TITRE 1 Principes
1.1. Le membre respecte la dignité de toute personne.
1.2. Il agit avec indépendance et refuse tout avantage.
TITRE 2 Dossiers
2.1. Chaque dossier est tenu à jour par son titulaire.
2.2. Le dossier est détruit dix ans après sa clôture.
2.3. L'usager consulte son dossier sur simple demande.
"""


def changed(rows: list[str]) -> list[str]:
    return [row for row in rows if not row.endswith(": unchanged")]


def reasons(old: Expression, new: Expression) -> list[Reason]:
    return [row.reason for row in compare(old, new).articles]


def test_identical_texts_are_unchanged_throughout(told: Told) -> None:
    rows = told(CODE, CODE)
    assert rows == [f"{num}. -> {num}.: unchanged" for num in ("1.1", "1.2", "2.1", "2.2", "2.3")]


def test_two_texts_with_nothing_in_common_are_removed_and_inserted(told: Told) -> None:
    old = "1. Le membre agit avec soin.\n2. Le bureau statue en appel."
    assert told(old, "7. Nul frais n'est réclamé.\n8. Une copie suffit.") == [
        "1. -> nothing: removed",
        "2. -> nothing: removed",
        "nothing -> 7.: inserted",
        "nothing -> 8.: inserted",
    ]


@pytest.mark.parametrize("draft", ["", "1. Une copie suffit."], ids=["nothing", "an article"])
def test_a_text_without_articles_can_be_either_side(told: Told, draft: str) -> None:
    told_as = [f"1. -> 1.: {kind}" for kind in ("unchanged",)] if draft else []
    assert told(draft, draft) == told_as
    assert told(draft, "") == (["1. -> nothing: removed"] if draft else [])
    assert told("", draft) == (["nothing -> 1.: inserted"] if draft else [])


def test_an_article_at_the_top_renumbers_the_others_and_changes_none(told: Told) -> None:
    old = "1. Le membre agit avec soin.\n2. Le bureau statue en appel.\n3. Une copie suffit."
    new = (
        "1. Nul frais n'est réclamé.\n2. Le membre agit avec soin.\n3. Le bureau statue en appel.\n4. Une copie suffit."
    )
    assert told(old, new) == [
        "nothing -> 1.: inserted",
        "1. -> 2.: unchanged, renumbered",
        "2. -> 3.: unchanged, renumbered",
        "3. -> 4.: unchanged, renumbered",
    ]


def test_an_article_replaced_under_its_number_is_one_row(told: Told) -> None:
    gone, come = "Le dossier est détruit dix ans après sa clôture.", "Nul frais n'est réclamé pour la médiation."
    assert changed(told(CODE, CODE.replace(gone, come))) == [f"2.2. -> 2.2.: modified | [-{gone}-]{{+{come}+}}"]


def test_an_article_replaced_under_its_number_is_one_row_though_its_id_drifts(told: Told) -> None:
    gone, come = "2.2. Le dossier est détruit dix ans après", "2.2. {eId=art_2-2_20240201} Aucun papier ne survit à"
    assert [row.partition(" | ")[0] for row in changed(told(CODE, CODE.replace(gone, come)))] == [
        "2.2. -> 2.2.: modified"
    ]


def test_a_number_printed_in_another_way_is_still_the_same_number(act: Draft) -> None:
    row = "<article><num>{}</num><content><p>{}</p></content></article>"
    last = row.format("14.", "Le membre agit avec soin.")
    pairs = (("Article 13", "Une copie suffit."), ("Art. 13.", "Nul frais."))
    old, new = (act(row.format(*pair) + last) for pair in pairs)
    assert reasons(old, new) == [Reason.PLACE, Reason.CONTENT]


def test_where_nothing_at_all_is_the_same_a_number_proves_nothing(told: Told) -> None:
    old = "1. Le membre agit avec soin.\n2. Le bureau statue en appel."
    assert [row.partition(": ")[2] for row in told(old, "1. Nul frais n'est réclamé.\n2. Une copie suffit.")] == [
        "removed", "removed", "inserted", "inserted",
    ]  # fmt: skip


def test_the_same_number_elsewhere_is_another_article(told: Told) -> None:
    old = "1. Une copie suffit.\n2. Le membre agit avec soin.\n3. Le bureau statue en appel."
    new = "2. Le membre agit avec soin.\n1. Nul frais n'est réclamé.\n3. Le bureau statue en appel."
    assert changed(told(old, new)) == ["1. -> nothing: removed", "nothing -> 1.: inserted"]


def test_swapped_articles_keep_their_texts(told: Told) -> None:
    one, two = "Chaque dossier est tenu à jour par son titulaire.", "Le dossier est détruit dix ans après sa clôture."
    swapped = CODE.replace(one, "@").replace(two, one).replace("@", two)
    assert changed(told(CODE, swapped)) == [
        "2.2. -> 2.1.: unchanged, renumbered, moved",
        "2.1. -> 2.2.: unchanged, renumbered",
    ]


def test_ids_that_drift_part_no_article_from_itself(told: Told) -> None:
    drifted = CODE.replace("2.2. Le dossier est détruit dix", "2.2. {eId=art_2-2_20240201} Le dossier est détruit cinq")
    assert changed(told(CODE, drifted)) == [
        "2.2. -> 2.2.: modified | Le dossier est détruit [-dix-]{+cinq+} ans après sa clôture."
    ]


def test_without_ids_articles_are_told_by_their_words_and_named_by_their_place(code: Draft) -> None:
    old = code("1. {} Le membre agit avec soin.\n2. {} Le bureau statue en appel.")
    new = code("1. {} Une copie suffit.\n2. {} Le membre agit avec soin.\n3. {} Le bureau statue seul en appel.")
    rows = compare(old, new).articles
    assert [([p.eid for p in row.old], [p.eid for p in row.new]) for row in rows] == [
        ([], ["#1"]),
        (["#1"], ["#2"]),
        (["#2"], ["#3"]),
    ]
    assert [row.reason for row in rows] == [Reason.NONE, Reason.CONTENT, Reason.SIMILARITY]


def test_without_ids_and_numbers_a_place_proves_nothing(act: Draft) -> None:
    row = "<article><content><p>{}</p></content></article>"
    assert reasons(act(row.format("Une copie suffit.")), act(row.format("Nul frais."))) == [Reason.NONE, Reason.NONE]


ABROGATED = "1. Le membre agit.\n2. (abrogé)\n3. (abrogé)\n4. Le bureau statue."


def test_repealed_articles_that_say_the_same_keep_their_numbers(told: Told) -> None:
    assert changed(told(ABROGATED, ABROGATED)) == []
    without_ids = ABROGATED.replace(". (", ". {} (")
    assert changed(told(without_ids, without_ids)) == []


def test_one_more_repealed_article_is_the_one_whose_text_went(told: Told) -> None:
    assert changed(told(ABROGATED, ABROGATED.replace("Le membre agit.", "(abrogé)"))) == [
        "1. -> 1.: modified | [-Le membre agit.-]{+(abrogé)+}"
    ]


def test_a_repealed_article_that_comes_back_is_the_one_with_its_number(told: Told) -> None:
    assert changed(told(ABROGATED, ABROGATED.replace("2. (abrogé)", "2. Les frais sont remboursés."))) == [
        "2. -> 2.: modified | [-(abrogé)-]{+Les frais sont remboursés.+}"
    ]


def test_an_article_that_was_repealed_is_not_another_one_that_was_and_came_back(told: Told) -> None:
    old = CODE.replace("2.1. Chaque dossier est tenu à jour par son titulaire.", "2.1. Abrogé.")
    new = CODE.replace("2.3. L'usager consulte son dossier sur simple demande.", "2.3. Abrogé.")
    assert changed(told(old, new)) == [
        "2.1. -> 2.1.: modified | [-Abrogé.-]{+Chaque dossier est tenu à jour par son titulaire.+}",
        "2.3. -> 2.3.: modified | [-L'usager consulte son dossier sur simple demande.-]{+Abrogé.+}",
    ]


def test_a_repealed_article_and_the_next_one_that_comes_back_keep_their_numbers(told: Told) -> None:
    old = CODE.replace("2.2. Le dossier est détruit dix ans après sa clôture.", "2.2. (Abrogé)")
    new = CODE.replace("2.1. Chaque dossier est tenu à jour par son titulaire.", "2.1. (Abrogé)")
    assert changed(told(old, new)) == [
        "2.1. -> 2.1.: modified | [-Chaque dossier est tenu à jour par son titulaire.-]{+(Abrogé)+}",
        "2.2. -> 2.2.: modified | [-(Abrogé)-]{+Le dossier est détruit dix ans après sa clôture.+}",
    ]


def test_a_repealed_article_whose_number_is_gone_is_the_one_that_is_left(told: Told) -> None:
    old = CODE.replace("2.1. Chaque dossier est tenu à jour par son titulaire.", "2.1. Abrogé.")
    new = CODE.replace("2.1. Chaque dossier est tenu à jour par son titulaire.\n", "") + "2.4. Abrogé.\n"
    assert changed(told(old, new)) == ["2.1. -> 2.4.: unchanged, renumbered, moved"]


def test_an_article_that_is_all_punctuation_is_known_by_it(told: Told) -> None:
    assert told("1. (...)\n2. Le bureau statue.", "1. Une copie suffit.\n2. (...)\n3. Le bureau statue.") == [
        "nothing -> 1.: inserted",
        "1. -> 2.: unchanged, renumbered",
        "2. -> 3.: unchanged, renumbered",
    ]


@pytest.mark.parametrize("ids", ["", "{} "], ids=["with ids", "without"])
def test_repealed_articles_that_a_neighbour_renumbers_do_not_move(told: Told, ids: str) -> None:
    new = "1. Une copie suffit.\n2. Le membre agit.\n3. {}(abrogé)\n4. {}(abrogé)\n5. Le bureau statue."
    old = ABROGATED.replace("(", ids + "(")
    assert told(old, new.replace("{}", ids)) == [
        "nothing -> 1.: inserted",
        "1. -> 2.: unchanged, renumbered",
        "2. -> 3.: unchanged, renumbered",
        "3. -> 4.: unchanged, renumbered",
        "4. -> 5.: unchanged, renumbered",
    ]


def test_a_repealed_article_less_is_the_one_whose_number_went(told: Told) -> None:
    assert changed(told(ABROGATED, ABROGATED.replace("2. (abrogé)\n", ""))) == ["2. -> nothing: removed"]


def test_repeated_articles_that_moved_go_with_their_ids_and_then_as_they_stand(told: Told) -> None:
    old = "1. (abrogé)\n2. (abrogé)\n3. (abrogé)\n4. Le membre agit.\n5. Le bureau statue."
    old += "\n10. Une copie suffit.\n11. Nul ne siège."
    new = (
        "1. Le membre agit.\n2. Le bureau statue.\n3. Une copie suffit.\n4. Nul ne siège.\n"
        "6. {eId=art_2} (abrogé)\n7. {eId=x} (abrogé)\n8. {eId=y} (abrogé)\n9. {eId=z} (abrogé)"
    )
    assert [row for row in told(old, new) if "moved" in row or "inserted" in row] == [
        "2. -> 6.: unchanged, renumbered, moved",
        "1. -> 7.: unchanged, renumbered, moved",
        "3. -> 8.: unchanged, renumbered, moved",
        "nothing -> 9.: inserted",
    ]


def test_too_many_repeated_articles_to_weigh_are_paired_by_their_numbers(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "_MOST_PAIRS", 1)
    assert changed(told(ABROGATED, ABROGATED.replace("2. (abrogé)\n", ""))) == [
        "2. -> nothing: removed",
    ]


def test_a_repeated_article_is_inserted_once(told: Told) -> None:
    once, twice = (
        "1. Le membre agit.\n2. Le bureau statue.",
        "1. Le membre agit.\n2. Le membre agit.\n3. Le bureau statue.",
    )
    assert told(once, twice) == [
        "1. -> 1.: unchanged",
        "nothing -> 2.: inserted",
        "2. -> 3.: unchanged, renumbered",
    ]
    assert told(twice, once) == [
        "1. -> 1.: unchanged",
        "2. -> nothing: removed",
        "3. -> 2.: unchanged, renumbered",
    ]


def test_an_id_given_twice_pairs_nothing_by_itself(told: Told) -> None:
    old = "1. {eId=art_1} Le membre agit avec soin.\n1. {eId=art_1} Le bureau statue."
    assert changed(told(old, old.replace("statue", "statue seul"))) == [
        "1. -> 1.: modified | Le bureau statue{+ seul+}."
    ]


def test_what_says_nothing_itself_is_paired_between_its_neighbours(act: Draft) -> None:
    # Levels without number, heading or id, that only hold an article; titles around them are paired by their articles.
    level = "<hcontainer><hcontainer><content><p>{}</p></content></hcontainer></hcontainer>"
    title = "<title><num>{}</num><article><num>{}.</num><content><p>{}</p></content></article></title>"
    one, two = title.format("I", 1, "Le bureau statue."), title.format("II", 2, "Une copie suffit.")
    text = level.format("Signatures") + one + level.format("Annexe") + two + level.format("Table")
    same = compare(act(text), act(text))
    assert not same.has_changes
    fewer = compare(act(text), act(text.replace(level.format("Annexe"), "")))
    assert [row.kinds[0].value for row in fewer.others if row.is_change] == ["removed", "removed"]


def test_empty_articles_under_two_wids_are_two(told: Told) -> None:
    old = "1. {eId=art_1 wId=a} "
    assert told(old, old.replace("wId=a", "wId=b")) == ["1. -> nothing: removed", "nothing -> 1.: inserted"]


class TestPermanentIds:
    """A wId is a fact (NC 5.3): it decides before words do."""

    def test_a_wid_pairs_what_shares_no_word(self, code: Draft) -> None:
        old = code("1. {eId=art_1 wId=a} Le membre agit avec soin.")
        new = code("5. {eId=art_5 wId=a} Nul frais n'est réclamé.")
        assert reasons(old, new) == [Reason.WID]

    def test_an_old_eid_is_the_wid_that_a_new_text_tracks(self, code: Draft) -> None:
        old = code("1. Le membre agit avec soin.")
        assert reasons(old, code("5. {eId=art_5 wId=art_1} Nul frais n'est réclamé.")) == [Reason.WID]

    def test_a_draft_from_outside_has_numbers_for_ids(self, told: Told) -> None:
        old = (
            "1. {eId=art_1 wId=art_1-new} Nul frais n'est réclamé.\n2. {eId=art_2 wId=art_1} Le membre agit avec soin."
        )
        new = "1. Nul frais n'est réclamé.\n2. Le membre agit avec grand soin."
        assert told(old, new) == [
            "1. -> 1.: unchanged",
            "2. -> 2.: modified | Le membre agit avec {+grand +}soin.",
        ]

    def test_wids_that_contradict_the_words_are_believed(self, told: Told) -> None:
        old = "1. Le membre agit avec soin.\n2. Le bureau statue en appel."
        crossed = (
            "1. {eId=art_1 wId=art_2} Le membre agit avec soin.\n2. {eId=art_2 wId=art_1} Le bureau statue en appel."
        )
        assert [row.partition(" | ")[0] for row in told(old, crossed)] == [
            "2. -> 1.: modified, renumbered, moved",
            "1. -> 2.: modified, renumbered",
        ]

    def test_articles_that_are_alike_under_two_wids_are_two(self, told: Told) -> None:
        old = "1. {eId=art_1 wId=a} Le membre agit avec soin."
        assert told(old, "1. {eId=art_1 wId=b} Le membre agit avec grand soin.") == [
            "1. -> nothing: removed",
            "nothing -> 1.: inserted",
        ]

    def test_articles_that_say_the_same_under_two_wids_are_one(self, told: Told) -> None:
        old = "1. {eId=art_1 wId=a} Le membre agit avec soin."
        assert told(old, old.replace("wId=a", "wId=b")) == ["1. -> 1.: unchanged"]

    def test_a_wid_given_twice_decides_nothing(self, code: Draft) -> None:
        old = code("1. {eId=art_1 wId=a} Le membre agit avec soin.\n2. {eId=art_2 wId=a} Une copie suffit.")
        new = code("1. {eId=art_1 wId=a} Une copie suffit.\n2. {eId=art_2 wId=a} Le membre agit avec soin.")
        assert reasons(old, new) == [Reason.CONTENT, Reason.CONTENT]

    def test_a_repeated_text_goes_with_its_wid(self, code: Draft) -> None:
        old = code("1. {eId=art_1 wId=a} (abrogé)\n2. {eId=art_2 wId=b} (abrogé)\n3. {eId=art_3 wId=b} (abrogé)")
        new = code("1. {eId=art_1 wId=b} (abrogé)\n2. {eId=art_2 wId=a} (abrogé)\n3. {eId=art_3 wId=b} (abrogé)")
        rows = compare(old, new).articles
        assert [(row.old[0].num, row.new[0].num, row.reason) for row in rows if row.reason is Reason.WID] == [
            ("1.", "2.", Reason.WID)
        ]
        assert {row.reason for row in rows} == {Reason.WID, Reason.CONTENT}


def test_how_sure_a_match_is_follows_from_what_it_rests_on(code: Draft) -> None:
    old = code("1. Le membre agit avec soin.\n2. Une copie suffit.\n3. (abrogé)\n4. (abrogé)\n5. Nul ne siège.")
    new = code("1. Le membre agit avec grand soin.\n2. Nul frais.\n3. (abrogé)\n4. (abrogé)\n5. Nul ne siège.")
    rows = compare(old, new).articles
    assert [(row.reason, row.confidence) for row in rows] == [
        (Reason.SIMILARITY, 0.909),
        (Reason.PLACE, 0.3),
        (Reason.CONTENT, 0.95),
        (Reason.CONTENT, 0.95),
        (Reason.CONTENT, 1.0),
    ]


def test_of_two_articles_alike_the_nearer_in_words_is_the_one(told: Told) -> None:
    old = "1. Le membre agit avec soin et tact.\n2. Le membre agit avec grand soin et tact."
    new = "8. {eId=x} Le membre agit toujours avec grand soin et tact."
    assert told(old, new) == [
        "1. -> nothing: removed",
        "2. -> 8.: modified, renumbered | Le membre agit {+toujours +}avec grand soin et tact.",
    ]


def test_a_phrase_that_every_article_has_tells_none_apart(code: Draft) -> None:
    # Thirty articles open alike; what follows decides.
    subjects = [f"objet{i} sujet{i} motif{i} terme{i}" for i in range(30)]
    old = code("\n".join(f"{i}. Le membre {subject}." for i, subject in enumerate(subjects, 1)))
    new = code(
        "\n".join(f"{i}. {{eId=x_{i}}} Le membre {subject}, donc." for i, subject in enumerate(subjects[::-1], 1))
    )
    rows = compare(old, new).articles
    assert [row.old[0].num for row in rows] == [f"{i}." for i in range(30, 0, -1)]
    assert {row.reason for row in rows} == {Reason.SIMILARITY}


def test_many_repeated_articles_keep_their_numbers(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "_MOST_PAIRS", 1)
    old = "\n".join(f"{n}. Sans objet." for n in range(1, 7))
    assert changed(told(old, old.replace("3. Sans objet.", "3. Le bureau statue en appel."))) == [
        "3. -> 3.: modified | [-Sans objet.-]{+Le bureau statue en appel.+}"
    ]
    moved_on = "1. Le bureau statue en appel.\n" + "\n".join(f"{n}. Sans objet." for n in range(2, 8))
    assert changed(told(old, moved_on))[0] == "nothing -> 1.: inserted"


@pytest.mark.parametrize("first", [1, 2], ids=["numbers kept", "numbered anew"])
def test_many_articles_that_repeat_each_other_and_are_amended_alike_are_paired(told: Told, first: int) -> None:
    said = "{}. Le membre inscrit paie sa cotisation au trésorier de la {}."
    old = "\n".join(said.format(number, "section") for number in range(1, 41))
    new = "\n".join(said.format(number, "fédération") for number in range(first, first + 40))
    rows = told(old, new)
    assert len(rows) == 40
    assert all(row.partition(": ")[2].startswith("modified") for row in rows)


def test_articles_of_a_family_that_changed_places_are_told_by_what_they_are_about(told: Told) -> None:
    said = "{}. Le {} est élu par l'assemblée pour {} ans."
    old = "\n".join(
        [
            said.format(1, "président", "quatre"),
            said.format(2, "secrétaire", "quatre"),
            said.format(3, "trésorier", "quatre"),
        ]
    )
    new = "\n".join(
        [said.format(1, "trésorier", "deux"), said.format(2, "président", "six"), said.format(3, "secrétaire", "cinq")]
    )
    rows = told(old, new)
    assert [row.partition(":")[0] for row in rows] == ["3. -> 1.", "1. -> 2.", "2. -> 3."]
    assert all("quatre" in row and "président" not in row.replace("Le président", "") for row in rows)


def test_a_passage_that_moves_to_the_next_article_takes_none_along(told: Told) -> None:
    kept, moved = (
        "Le conseil siège à huis clos.",
        "Le secrétaire notifie la décision aux parties par lettre recommandée.",
    )
    other = "Le recours est ouvert à chaque partie devant le conseil d'appel."
    assert told(
        f"1. {kept} {moved}\n2. {other}\n3. Le bureau exécute.", f"1. {kept}\n2. {other} {moved}\n3. Le bureau exécute."
    ) == [
        f"1. -> 1.: modified | {kept}[- {moved}-]",
        f"2. -> 2.: modified | {other}{{+ {moved}+}}",
        "3. -> 3.: unchanged",
    ]
