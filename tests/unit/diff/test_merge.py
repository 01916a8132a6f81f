"""Two drafts of one text merged: readable triples, what they give, and what is left as a choice."""

import re
from collections.abc import Callable

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.akn.write import write_expression
from codetool.diff.merge import Merge, merge
from codetool.diff.merge_tree import Side
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.provision import num_of, walk_provisions
from codetool.model.text import text_of

Draft = Callable[..., Expression]

BASE = """
TITRE 1 Le bureau
1. Le bureau tient une séance chaque mois à la maison communale.
2. Le secrétaire rédige le rapport de la séance et le signe.
3. Le dossier de l'usager est fermé à clé dans une armoire.
TITRE 2 Les plaintes
4. Une plainte est adressée par écrit au président du bureau.
5. Le président convoque la personne qui a porté plainte.
6. Tout membre peut être entendu par la commission de discipline.
"""


def lines(merged: Merge) -> list[str]:
    """Return the provisions of a merged text, a line each; the other choice is marked with ~."""
    whole = unfold_expression(merged.expression)
    found = []
    for one in walk_provisions(whole.root):
        if isinstance(one.element, Element):
            inside = any(child.name in {"article", "point"} for child in one.element.elements())
            label = {"num", "point"} if one.name == "article" else {"num", "article"}
            text = one.heading if inside and one.name == "title" else text_of(one.element, without=frozenset(label))
            mark = "~" if one.element.get("alternativeTo") else ""
            found.append(f"{mark}{num_of(one.element)} {text}".strip())
    return found


@pytest.fixture
def merged(code: Draft) -> Callable[[str, str, str], Merge]:
    def run(base: str, ours: str, theirs: str) -> Merge:
        return merge(code(base), code(ours), code(theirs))

    return run


Run = Callable[[str, str, str], Merge]


def test_changes_in_different_articles_combine(merged: Run) -> None:
    found = merged(BASE, BASE.replace("chaque mois", "chaque semaine"), BASE.replace("par écrit", "par lettre"))
    assert not found.conflicts
    assert "1. Le bureau tient une séance chaque semaine à la maison communale." in lines(found)
    assert "4. Une plainte est adressée par lettre au président du bureau." in lines(found)


def test_changes_in_different_places_of_one_sentence_combine(merged: Run) -> None:
    ours = BASE.replace("chaque mois", "chaque semaine")
    found = merged(BASE, ours, BASE.replace("maison communale", "maison de la culture"))
    assert not found.conflicts
    assert "1. Le bureau tient une séance chaque semaine à la maison de la culture." in lines(found)


INSERTED = """
TITRE 1 Le bureau
1. Le bureau tient une séance chaque mois à la maison communale.
2. La séance est publique, sauf pour les cas que la loi excepte.
3. Le secrétaire rédige le rapport de la séance et le signe.
4. Le dossier de l'usager est fermé à clé dans une armoire.
TITRE 2 Les plaintes
5. Une plainte est adressée par écrit au président du bureau.
6. Le président convoque la personne qui a porté plainte.
7. Tout membre peut être entendu par la commission de discipline.
"""


def test_a_renumbering_and_an_amendment_combine(merged: Run) -> None:
    for ours, theirs in ((INSERTED, BASE.replace("et le signe", "et le publie")),) * 2:
        for sides in ((ours, theirs), (theirs, ours)):
            found = merged(BASE, *sides)
            assert not found.conflicts
            assert "3. Le secrétaire rédige le rapport de la séance et le publie." in lines(found)
            assert [line.split()[0] for line in lines(found) if line[0].isdigit()] == [f"{n}." for n in range(1, 8)]


def test_what_both_sides_inserted_elsewhere_is_counted_through(merged: Run) -> None:
    theirs = """
TITRE 1 Le bureau
1. Le bureau tient une séance chaque mois à la maison communale.
2. Le secrétaire rédige le rapport de la séance et le signe.
3. Le dossier de l'usager est fermé à clé dans une armoire.
TITRE 2 Les plaintes
4. Une plainte est adressée par écrit au président du bureau.
5. Le greffe en accuse réception dans les huit jours ouvrables.
6. Le président convoque la personne qui a porté plainte.
7. Tout membre peut être entendu par la commission de discipline.
"""
    found = merged(BASE, INSERTED, theirs)
    assert not found.conflicts
    assert lines(found) == [
        "TITRE 1 Le bureau",
        "1. Le bureau tient une séance chaque mois à la maison communale.",
        "2. La séance est publique, sauf pour les cas que la loi excepte.",
        "3. Le secrétaire rédige le rapport de la séance et le signe.",
        "4. Le dossier de l'usager est fermé à clé dans une armoire.",
        "TITRE 2 Les plaintes",
        "5. Une plainte est adressée par écrit au président du bureau.",
        "6. Le greffe en accuse réception dans les huit jours ouvrables.",
        "7. Le président convoque la personne qui a porté plainte.",
        "8. Tout membre peut être entendu par la commission de discipline.",
    ]
    eids = [one.eid for one in walk_provisions(found.expression.root) if one.name == "article"]
    assert eids == [f"art_{number}" for number in range(1, 9)]


def test_insertions_at_one_place_stand_ours_first(merged: Run) -> None:
    first = BASE + "7. Le bureau publie un rapport annuel sur son activité.\n"
    second = BASE + "7. Les archives sont déposées au greffe du tribunal.\n"
    found = merged(BASE, first, second)
    assert not found.conflicts
    assert lines(found)[-2:] == [
        "7. Le bureau publie un rapport annuel sur son activité.",
        "8. Les archives sont déposées au greffe du tribunal.",
    ]


def test_the_same_insertion_on_both_sides_is_one(merged: Run) -> None:
    both = BASE + "7. Le bureau publie un rapport annuel sur son activité.\n"
    found = merged(BASE, both.replace("chaque mois", "chaque semaine"), both.replace("par écrit", "par lettre"))
    assert not found.conflicts
    assert sum("rapport annuel" in line for line in lines(found)) == 1


def test_a_move_on_one_side_holds_and_the_other_sides_words_go_along(merged: Run) -> None:
    moved = BASE.replace("3. Le dossier de l'usager est fermé à clé dans une armoire.\n", "") + (
        "3. Le dossier de l'usager est fermé à clé dans une armoire.\n"
    )
    found = merged(BASE, moved, BASE.replace("dans une armoire", "dans un coffre"))
    assert not found.conflicts
    assert lines(found)[-1].endswith("Le dossier de l'usager est fermé à clé dans un coffre.")


def test_points_put_in_on_one_side_and_amended_on_the_other(merged: Run) -> None:
    base = "1. Le bureau :\n  a) instruit les plaintes des usagers ;\n  b) rend un avis motivé au conseil.\n"
    ours = (
        "1. Le bureau :\n  a) reçoit les déclarations des membres ;\n  b) instruit les plaintes des usagers ;\n"
        "  c) rend un avis motivé au conseil.\n"
    )
    found = merged(base, ours, base.replace("un avis motivé", "un avis écrit"))
    assert not found.conflicts
    assert lines(found) == [
        "1. Le bureau :",
        "a) reçoit les déclarations des membres ;",
        "b) instruit les plaintes des usagers ;",
        "c) rend un avis écrit au conseil.",
    ]


# Conflicts ------------------------------------------------------------------------------------------------------------


def test_the_same_words_changed_otherwise_are_a_choice(merged: Run) -> None:
    found = merged(BASE, BASE.replace("chaque mois", "chaque semaine"), BASE.replace("chaque mois", "chaque trimestre"))
    assert [(one.kind, one.eid, one.num) for one in found.conflicts] == [("words", "art_1", "1.")]
    assert (found.conflicts[0].base, found.conflicts[0].ours, found.conflicts[0].theirs) == (
        "Le bureau tient une séance chaque mois à la maison communale.",
        "Le bureau tient une séance chaque semaine à la maison communale.",
        "Le bureau tient une séance chaque trimestre à la maison communale.",
    )
    assert lines(found)[1:3] == [
        "1. Le bureau tient une séance chaque semaine à la maison communale.",
        "~1. Le bureau tient une séance chaque trimestre à la maison communale.",
    ]
    other = next(one for one in walk_provisions(found.expression.root) if one.element.get("alternativeTo"))
    assert (other.eid, other.element.get("alternativeTo")) == ("art_1-dup2", "#art_1")


def test_a_choice_differs_in_the_words_of_the_conflict_only(merged: Run) -> None:
    ours = BASE.replace("chaque mois", "chaque semaine").replace("Le bureau tient", "Le bureau tiendra")
    theirs = BASE.replace("chaque mois", "chaque trimestre").replace("maison communale", "maison du peuple")
    found = merged(BASE, ours, theirs)
    assert lines(found)[1:3] == [
        "1. Le bureau tiendra une séance chaque semaine à la maison du peuple.",
        "~1. Le bureau tiendra une séance chaque trimestre à la maison du peuple.",
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_a_removal_against_an_amendment_is_a_choice(merged: Run, *, turned: bool) -> None:
    removed = BASE.replace("2. Le secrétaire rédige le rapport de la séance et le signe.\n", "")
    amended = BASE.replace("et le signe", "et le publie")
    found = merged(BASE, amended, removed) if turned else merged(BASE, removed, amended)
    assert [(one.kind, one.removed_by) for one in found.conflicts] == [
        ("removed", Side.THEIRS if turned else Side.OURS)
    ]
    texts = ["2. Le secrétaire rédige le rapport de la séance et le publie.", "2."]
    ours, theirs = texts if turned else reversed(texts)
    assert lines(found)[2:4] == [ours, f"~{theirs}"]


def test_a_removal_against_nothing_is_done(merged: Run) -> None:
    removed = BASE.replace("6. Tout membre peut être entendu par la commission de discipline.\n", "")
    found = merged(BASE, removed, BASE.replace("chaque mois", "chaque semaine"))
    assert not found.conflicts
    assert not any("Tout membre" in line for line in lines(found))


def test_a_removal_against_a_renumbering_is_done(merged: Run) -> None:
    second = "2. Le secrétaire rédige le rapport de la séance et le signe.\n"
    pushed = re.sub(r"(?m)^(\d)\.", lambda number: f"{int(number[1]) + 1}.", BASE)
    ours = pushed.replace("TITRE 1 Le bureau\n", "TITRE 1 Le bureau\n1. Nul ne siège dans sa propre cause.\n")
    for sides in ((ours, BASE.replace(second, "")), (BASE.replace(second, ""), ours)):
        found = merged(BASE, *sides)
        assert not found.conflicts
        assert not any("le rapport de la séance" in line for line in lines(found))


def test_headings_of_divisions_are_a_choice_inside_the_heading(merged: Run) -> None:
    ours, theirs = (BASE.replace("Les plaintes", text) for text in ("Des plaintes", "Les recours"))
    found = merged(BASE, ours, theirs)
    assert [one.kind for one in found.conflicts] == ["words"]
    title = next(one for one in walk_provisions(found.expression.root) if one.eid == "title_2")
    assert isinstance(title.element, Element)
    spans = [one for one in title.element.descendants() if one.name == "span"]
    assert [(text_of(one), bool(one.get("alternativeTo"))) for one in spans] == [
        ("Des plaintes", False),
        ("Les recours", True),
    ]
    assert spans[1].get("alternativeTo") == f"#{spans[0].eid}"


def test_the_same_number_put_in_with_other_words_is_a_choice(merged: Run) -> None:
    first = BASE + "7. Le bureau publie chaque année un rapport sur son activité.\n"
    second = BASE + "7. Le bureau publie chaque année un rapport sur ses plaintes.\n"
    found = merged(BASE, first, second)
    assert [one.kind for one in found.conflicts] == ["added"]
    assert lines(found)[-2].startswith("7. Le bureau publie")
    assert lines(found)[-1].startswith("~7. Le bureau publie")


def test_an_article_moved_to_two_places_is_a_choice(merged: Run) -> None:
    line = "2. Le secrétaire rédige le rapport de la séance et le signe.\n"
    rest = BASE + "TITRE 3 Les archives\n7. Les archives sont déposées au greffe du tribunal.\n"
    apart = rest.replace(line, "")
    ours = apart.replace("TITRE 3", f"{line}TITRE 3")
    found = merged(rest, ours, apart + line)
    assert [one.kind for one in found.conflicts] == ["place"]
    assert sum("secrétaire rédige" in one for one in lines(found)) == 2


# References -----------------------------------------------------------------------------------------------------------

CITING = "".join(
    f'<article eId="art_{n}"><num>{n}.</num><content><p>{text}</p></content></article>'
    for n, text in enumerate(
        ("Le bureau tient séance.", "La plainte est écrite.", "Le greffe la garde, selon l'article 2."), 1
    )
)
SHIFTED = "".join(
    f'<article eId="art_{n}"><num>{n}.</num><content><p>{text}</p></content></article>'
    for n, text in enumerate(
        (
            "Le bureau tient séance.",
            "Les membres sont élus pour six ans par le conseil.",
            "La plainte est écrite.",
            "Le greffe la garde, selon l'article 3.",
        ),
        1,
    )
)


def test_a_reference_of_theirs_follows_our_renumbering(act: Draft) -> None:
    cited = CITING.replace(
        "Le bureau tient séance.", 'Le bureau tient séance (voir l\'<ref href="#art_2">article 2</ref>).'
    )
    found = merge(act(CITING), act(SHIFTED), act(cited))
    whole = unfold_expression(found.expression)
    refs = [one for one in whole.root.descendants() if one.name == "ref"]
    assert [(one.get("href"), text_of(one)) for one in refs] == [("#art_3", "article 3")]
    assert "selon l'article 3." in text_of(whole.root)
    assert not found.conflicts


def test_numbers_that_follow_on_both_sides_are_counted_on(act: Draft) -> None:
    other = SHIFTED.replace("Les membres sont élus pour six ans par le conseil.", "Nul ne préside deux fois de suite.")
    whole = unfold_expression(merge(act(CITING), act(SHIFTED), act(other)).expression)
    assert "selon l'article 4." in text_of(whole.root)


def test_a_reference_to_what_the_other_side_removed_is_a_conflict(act: Draft) -> None:
    removed = re.sub(r'<article eId="art_2">.*?</article>', "", CITING).replace(", selon l'article 2", "")
    cited = CITING.replace("Le bureau tient séance.", 'Le bureau tient séance (<ref href="#art_2">article 2</ref>).')
    found = merge(act(CITING), act(removed), act(cited))
    assert [(one.kind, one.eid, one.removed_by) for one in found.conflicts] == [("reference", "art_1", Side.OURS)]
    # What is gone is told with its words: a number alone says nothing.
    assert (found.conflicts[0].ours, found.conflicts[0].theirs) == ("", "2. La plainte est écrite.")


@pytest.mark.parametrize(
    ("citation", "told"),
    [
        ("Il suit l'article 2.", ["Il suit l'article 2"]),
        ("Il suit les articles 1er et 2.", ["Il suit les articles 1er et 2"]),
        ("Il suit l'article 1er.", []),
        ("Il a 2 membres.", []),
        ("Il suit l'article 2 de la loi du 8 juillet 1976.", []),
        ("Il suit l'article 2, du code de la route.", []),
        ("Il suit l'article 2 du présent code.", ["Il suit l'article 2"]),
        ('Il suit l\'<ref href="#art_2">article 2</ref>.', []),
    ],
)
def test_a_new_citation_without_a_link_of_what_theirs_renumbered_is_noted(
    act: Draft, citation: str, told: list[str]
) -> None:
    cited = CITING.replace("Le bureau tient séance.", f"Le bureau tient séance. {citation}")
    for turned in (False, True):
        found = merge(act(CITING), *((act(SHIFTED), act(cited)) if turned else (act(cited), act(SHIFTED))))
        assert not found.conflicts
        notes = [(one.theirs, one.ours) if turned else (one.ours, one.theirs) for one in found.notes]
        assert [(text.removeprefix("séance. "), now) for text, now in notes] == [(text, "2. → 3.") for text in told]
        assert {(one.kind, one.num) for one in found.notes} <= {("stale", "1.")}


def test_articles_without_ids_are_not_taken_for_removed(act: Draft) -> None:
    base, ours, theirs = (
        act(re.sub(r' eId="[^"]*"', "", body))
        for body in (CITING, SHIFTED, re.sub(r'<article eId="art_1">.*?</article>', "", CITING, count=1))
    )
    units = merge(base, ours, theirs).units
    assert [(one.eid, one.num, one.is_gone) for one in units] == [
        ("", "1.", True),
        ("#1", "2.", False),
        ("#2", "3.", False),
        ("#3", "4.", False),
    ]


# Markup and metadata --------------------------------------------------------------------------------------------------


def test_an_emphasis_of_one_side_is_kept_around_the_words_of_the_other(act: Draft) -> None:
    ours = CITING.replace("La plainte est écrite.", "La plainte est <b>toujours écrite</b>.")
    found = merge(act(CITING), act(ours), act(CITING.replace("La plainte", "Toute plainte")))
    whole = unfold_expression(found.expression)
    assert not found.conflicts
    bold = [text_of(one) for one in whole.root.descendants() if one.name == "b"]
    assert bold == ["toujours écrite"]
    assert "Toute plainte est toujours écrite." in text_of(whole.root)


def test_wids_are_kept(act: Draft) -> None:
    ours = SHIFTED.replace('eId="art_3"', 'eId="art_3" wId="art_2"').replace('eId="art_4"', 'eId="art_4" wId="art_3"')
    found = merge(act(CITING), act(ours), act(CITING.replace("écrite", "signée")))
    named = {one.eid: one.element.get("wId") for one in walk_provisions(found.expression.root)}
    assert named == {"art_1": "", "art_2": "", "art_3": "art_2", "art_4": "art_3"}


def test_a_preface_that_both_changed_is_a_choice(act: Draft) -> None:
    front = "<preface><p>{}</p></preface>"
    base, ours, theirs = (act(CITING, front=front.format(text)) for text in ("un", "deux", "trois"))
    found = merge(base, ours, theirs)
    assert [one.kind for one in found.conflicts] == ["words"]
    assert not found.notes


def with_metadata(expression: Expression, entry: str) -> Expression:
    """Return the text with one more entry in its identification."""
    source = write_expression(expression).decode()
    return read_expression(source.replace("</FRBRExpression>", f"{entry}</FRBRExpression>").encode())


def test_a_title_in_the_metadata_that_both_changed_is_a_conflict_without_a_choice(act: Draft) -> None:
    alias = '<FRBRalias name="title" value="{}"/>'
    sides = [with_metadata(act(CITING), alias.format(text)) for text in ("Code", "Code du bureau", "Code des membres")]
    found = merge(*sides)
    assert [(one.kind, one.ours, one.theirs, one.alternative) for one in found.conflicts] == [
        ("markup", 'value="Code du bureau"', 'value="Code des membres"', False)
    ]
    assert not found.notes
    assert b'value="Code du bureau"' in write_expression(found.expression)
    assert b"Code des membres" not in write_expression(found.expression)


def test_dates_of_the_drafts_are_a_note(act: Draft) -> None:
    date = '<FRBRdate date="{}" name="draft"/>'
    sides = [with_metadata(act(CITING), date.format(day)) for day in ("2020-01-01", "2021-01-01", "2022-01-01")]
    found = merge(*sides)
    assert not found.conflicts
    assert [(one.kind, one.name, one.ours) for one in found.notes] == [("markup", "FRBRdate", 'date="2021-01-01"')]


def test_what_one_side_moved_out_of_an_article_that_the_other_removed_stays(act: Draft) -> None:
    def article(number: str, *paragraphs: str) -> str:
        content = "".join(f"<p>{text}</p>" for text in paragraphs)
        return f'<article eId="art_{number}"><num>{number}.</num><content>{content}</content></article>'

    first = "Le secrétaire rédige le rapport de chaque séance du bureau."
    second = "Le greffe conserve les dossiers des usagers pendant dix ans."
    base = article("1", "Le bureau tient séance.") + article("2", first, second)
    ours = article("1", "Le bureau tient séance.") + article("2", first) + article("3", second)
    found = merge(act(base), act(ours), act(article("1", "Le bureau tient séance.")))
    assert [(one.kind, one.together) for one in found.conflicts] == [("parts", ("art_3",))]
    text = text_of(unfold_expression(found.expression).root)
    assert first in text
    assert second in text


def test_two_new_articles_never_share_a_wid(act: Draft) -> None:
    def more(text: str) -> str:
        return CITING + f'<article eId="art_4" wId="art_4-2021"><num>4.</num><content><p>{text}</p></content></article>'

    ours, theirs = more("Les archives sont publiques."), more("Nul ne siège plus de six ans.")
    whole = unfold_expression(merge(act(CITING), act(ours), act(theirs)).expression)
    wids = [one.get("wId") for one in whole.root.descendants() if one.get("wId")]
    assert wids == ["art_4-2021", "art_4-2021-2"]
