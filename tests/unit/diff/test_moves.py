"""What moved, and what only has new neighbours."""

from collections.abc import Callable

from codetool.diff import ChangeSet, Correspondence, Kind, compare
from codetool.model.expression import Expression

Draft = Callable[..., Expression]

CODE = """
TITRE 1 Principes
1.1. Le membre respecte la dignité de toute personne.
1.2. Il agit avec indépendance et refuse tout avantage.
TITRE 2 Dossiers
2.1. Chaque dossier est tenu à jour par son titulaire.
2.2. Le dossier est détruit dix ans après sa clôture.
2.3. L'usager consulte son dossier sur simple demande.
"""


def kinds(rows: tuple[Correspondence, ...]) -> dict[str, list[str]]:
    """Return the kinds by number on both sides, of what changed."""
    return {
        " -> ".join((side[0].num or side[0].eid) if side else "nothing" for side in (row.old, row.new)): [*row.kinds]
        for row in rows
        if row.is_change
    }


def compared(code: Draft, new: str, old: str = CODE) -> ChangeSet:
    return compare(code(old), code(new))


def test_an_article_in_another_title_moved(code: Draft) -> None:
    last = "2.3. L'usager consulte son dossier sur simple demande."
    new = CODE.replace(last, "").replace("TITRE 2", last.replace("2.3", "1.3") + "\nTITRE 2")
    changes = compared(code, new)
    assert kinds(changes.articles) == {"2.3. -> 1.3.": ["unchanged", "renumbered", "moved"]}
    assert kinds(changes.others) == {}
    moved = next(row for row in changes.articles if Kind.MOVED in row.kinds)
    assert (moved.old[0].parents, moved.new[0].parents) == (("title_2",), ("title_1",))


def test_an_article_that_passes_its_neighbours_moved_alone(code: Draft) -> None:
    first = "2.1. Chaque dossier est tenu à jour par son titulaire.\n"
    last = "2.3. L'usager consulte son dossier sur simple demande.\n"
    new = CODE.replace(first, "").replace(last, last + first)
    assert kinds(compared(code, new).articles) == {"2.1. -> 2.1.": ["unchanged", "moved"]}


def test_a_title_put_in_before_it_moves_no_article(code: Draft) -> None:
    new = CODE.replace("TITRE 2 Dossiers\n2.", "TITRE 3 Dossiers\n3.").replace("\n2.", "\n3.")
    new = new.replace("TITRE 3", "TITRE 2 Accueil\n2.1. La permanence est ouverte chaque matin.\nTITRE 3")
    changes = compared(code, new)
    assert kinds(changes.articles) == {
        "nothing -> 2.1.": ["inserted"],
        "2.1. -> 3.1.": ["unchanged", "renumbered"],
        "2.2. -> 3.2.": ["unchanged", "renumbered"],
        "2.3. -> 3.3.": ["unchanged", "renumbered"],
    }
    assert kinds(changes.others) == {
        "nothing -> TITRE 2": ["inserted"],
        "TITRE 2 -> TITRE 3": ["unchanged", "renumbered"],
    }


def test_a_title_that_is_renumbered_moves_no_article(code: Draft) -> None:
    changes = compared(code, CODE.replace("TITRE 2", "TITRE 4").replace("\n2.", "\n4."))
    assert {tuple(found) for found in kinds(changes.articles).values()} == {("unchanged", "renumbered")}
    assert kinds(changes.others) == {"TITRE 2 -> TITRE 4": ["unchanged", "renumbered"]}


def test_of_two_titles_that_change_places_one_moved(code: Draft) -> None:
    one, two = CODE.split("TITRE 2")
    changes = compared(code, "TITRE 2" + two + one)
    assert kinds(changes.others) == {"TITRE 2 -> TITRE 2": ["unchanged", "moved"]}
    # Of the articles, the fewest that must be taken out for the rest to stand in order.
    assert kinds(changes.articles) == {"1.1. -> 1.1.": ["unchanged", "moved"], "1.2. -> 1.2.": ["unchanged", "moved"]}


def test_a_title_whose_articles_all_left_is_known_by_its_own_words(code: Draft) -> None:
    old = CODE + "TITRE 3 Disposition finale et abrogatoire\n3.1. Le présent texte lie chaque membre."
    new = CODE.replace("TITRE 2", "1.3. Le présent texte lie chaque membre.\nTITRE 2")
    changes = compared(code, new + "TITRE 3 Disposition finale et abrogatoire\n3.1. Nul frais n'est réclamé.", old)
    assert kinds(changes.others) == {}
    assert kinds(changes.articles) == {
        "3.1. -> 1.3.": ["unchanged", "renumbered", "moved"],
        "nothing -> 3.1.": ["inserted"],
    }


def test_two_titles_made_one_are_told_as_the_one_where_most_articles_came_from(code: Draft) -> None:
    changes = compared(code, CODE.replace("TITRE 2 Dossiers\n", ""))
    assert kinds(changes.others) == {
        "TITRE 1 -> nothing": ["removed"],
        "TITRE 2 -> TITRE 1": ["modified", "renumbered"],
    }
    assert [*kinds(changes.articles).values()] == [["unchanged", "moved"]] * 2


def test_an_article_that_leaves_its_title_for_none_moved(code: Draft) -> None:
    new = CODE.replace("TITRE 1 Principes\n1.1.", "1.1.").replace("1.2.", "TITRE 1 Principes\n1.2.")
    assert kinds(compared(code, new).articles) == {"1.1. -> 1.1.": ["unchanged", "moved"]}


NESTED = (
    '<article eId="art_1"><num>1</num><intro><p>Le membre agit :</p></intro>'
    '<article eId="art_1-1"><num>1.1</num><content><p>seul ou accompagné;</p></content></article>'
    '<paragraph eId="art_1__para_a"><article eId="art_1-2"><num>1.2</num><content><p>sans délai inutile.</p></content>'
    "</article></paragraph></article>"
)


def test_articles_inside_an_article_stay_where_it_stays(act: Draft) -> None:
    changes = compare(act(NESTED), act(NESTED.replace("sans délai", "sans aucun délai")))
    assert kinds(changes.articles) == {"1.2 -> 1.2": ["modified"]}


def test_an_article_that_leaves_the_one_it_stood_in_moved(act: Draft) -> None:
    inner = NESTED[NESTED.index('<article eId="art_1-1">') : NESTED.index("<paragraph")]
    assert kinds(compare(act(NESTED), act(NESTED.replace(inner, "") + inner)).articles) == {
        "1.1 -> 1.1": ["unchanged", "moved"]
    }


LEVELS = "<section><section>{}</section><section>{}</section></section>"
ARTICLE = "<article><content><p>{}</p></content></article>"


def test_levels_of_one_name_that_stand_in_one_another_are_told_apart_by_their_articles(act: Draft) -> None:
    first, second = ARTICLE.format("Le membre respecte toute personne."), ARTICLE.format("Le dossier est tenu à jour.")
    old, new = LEVELS.format(first, second), LEVELS.format("", first + second)
    assert not compare(act(old), act(old)).has_changes
    changes = compare(act(old), act(new))
    assert kinds(changes.articles) == {"#1 -> #1": ["unchanged", "moved"]}
    assert kinds(changes.others) == {}


def test_levels_far_down_count_with_the_nearest_only(act: Draft) -> None:
    deep = "<section>" * 40 + ARTICLE.format("Le dossier est tenu à jour.") + "</section>" * 40
    assert not compare(act(deep), act(deep)).has_changes
