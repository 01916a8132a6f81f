"""References: those that followed a renumbering, and those that did not."""

from collections.abc import Callable

import pytest

from codetool.diff import compare
from codetool.diff.changes import Ground, StaleReference, Weight
from codetool.model.expression import Expression

Draft = Callable[..., Expression]

OLD = (
    "1.1. Il est fait application de {}.\n1.2. Une plainte suit son cours.\n1.3. Le bureau statue en appel.\n"
    "1.4. Le procès-verbal en fait foi."
)
NEW = (
    "1.1. Il est fait application de {}.\n1.2. Une plainte suit son cours.\n1.3. Nul frais n'est réclamé.\n"
    "1.4. Le bureau statue en appel.\n1.5. Le procès-verbal en fait foi."
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("l'article 1.3", "l'article 1.4", True, id="the number that the article has now"),
        pytest.param("l'article 1.3", "l'article 1.2", False, id="another number"),
        pytest.param("l'article 1.3", "l'article 1.4 ou non", False, id="a number and a word"),
        pytest.param("l'article 1.3", "l'article 1.3 seul", False, id="words put in"),
        pytest.param("l'article 1.3 seul", "l'article 1.3", False, id="words taken out"),
        pytest.param("la règle de l'article 1.3 seul", "la seule règle de l'article 1.3", False, id="one in, one out"),
        pytest.param("l'article 1.2", "l'article 1.5", False, id="an article that kept its number"),
        pytest.param("délai : 1.3 mois", "délai : 1.4 mois", False, id="a quantity"),
        pytest.param("l'art. 1.3", "l'art. 1.4", True, id="abbreviated"),
        pytest.param("les articles 1.1, 1.2 et 1.3", "les articles 1.1, 1.2 et 1.4", True, id="cited with others"),
        pytest.param("le point 1.3.", "le point 1.4.", True, id="a point"),
        pytest.param("artikel 1.3", "artikel 1.4", True, id="in Dutch"),
        pytest.param("les articles 1.3 et 1.4", "les articles 1.4 et 1.5", True, id="two, one after the other"),
        pytest.param("les articles 1.3 à 1.4", "les articles 1.4 à 1.5", True, id="both ends of a range"),
        pytest.param("les articles 1.3 et 1.4", "les articles 1.4 et 1.6", False, id="two, one of which is another"),
        pytest.param("les articles 1.3 et 1.4", "les articles 1.4, 1.5", False, id="two and another word"),
        pytest.param("les articles 1.3 et 1.4", "les articles 1.4 et\u00a01.5", False, id="two and another space"),
        pytest.param("les mois 1.3 et 1.4", "les mois 1.4 et 1.5", False, id="two quantities"),
    ],
)
def test_a_change_that_only_follows_a_renumbering_is_consequential(
    code: Draft, old: str, new: str, *, expected: bool
) -> None:
    changes = compare(code(OLD.format(old)), code(NEW.format(new)))
    row = next(row for row in changes.articles if row.old and row.old[0].num == "1.1.")
    assert row.kinds[0].value == "modified"
    assert row.consequential is expected
    assert changes.summary()["consequential"] == expected


def test_typography_is_not_consequential(code: Draft) -> None:
    changes = compare(code(OLD.format("l'article 1.3")), code(NEW.format("l’article 1.3")))
    row = changes.articles[0]
    assert (row.kinds[0].value, row.consequential) == ("typographic", False)


def test_an_article_without_a_number_renumbers_nothing(act: Draft) -> None:
    row = '<article eId="{}"><content><p>Selon l\'article {}, le bureau statue en appel.</p></content></article>'
    (found,) = compare(act(row.format("art_3", 3)), act(row.format("art_4", 4))).articles
    assert (found.kinds[0].value, found.consequential) == ("modified", False)


def ref(printed: str, target: str) -> str:
    return f'<ref href="#{target}">{printed}</ref>'


def stale(code: Draft, old: str, new: str) -> list[tuple[str, str, str, str]]:
    return [(one.num, one.printed, one.was, one.now) for one in compare(code(old), code(new)).stale]


def test_a_reference_whose_article_was_renumbered_is_stale(code: Draft) -> None:
    old = OLD.format(ref("l'article 1.3", "art_1-3"))
    new = NEW.format(ref("l'article 1.3", "art_1-3"))
    found = compare(code(old), code(new)).stale
    assert found == (
        StaleReference(
            eid="art_1-1",
            num="1.1.",
            printed="l'article 1.3",
            target="#art_1-3",
            was="1.3.",
            now="1.4.",
            fix="l'article 1.4",
            line=1,
        ),
    )


def test_a_reference_that_prints_more_than_the_number_goes_stale_too(code: Draft) -> None:
    old, new = (text.format(ref("aux articles 1.2 et 1.3, alinéa 2", "art_1-3")) for text in (OLD, NEW))
    assert [one[1:] for one in stale(code, old, new)] == [("aux articles 1.2 et 1.3, alinéa 2", "1.3.", "1.4.")]


def test_a_reference_whose_link_alone_followed_is_stale(code: Draft) -> None:
    new = NEW.format(ref("l'article 1.3", "art_1-4"))
    assert stale(code, OLD.format(ref("l'article 1.3", "art_1-3")), new) == [("1.1.", "l'article 1.3", "1.3.", "1.4.")]


def test_a_reference_whose_article_was_removed_is_stale(code: Draft) -> None:
    old = OLD.format(ref("l'article 1.3", "art_1-3"))
    new = old.replace("\n1.3. Le bureau statue en appel.", "")
    assert stale(code, old, new) == [("1.1.", "l'article 1.3", "1.3.", "")]


def test_a_reference_that_followed_is_not_stale(code: Draft) -> None:
    old, new = OLD.format(ref("l'article 1.3", "art_1-3")), NEW.format(ref("l'article 1.4", "art_1-4"))
    assert stale(code, old, new) == []


def test_a_reference_to_an_article_that_kept_its_number_is_not_stale(code: Draft) -> None:
    old, new = (text.format(ref("l'article 1.2", "art_1-2")) for text in (OLD, NEW))
    assert stale(code, old, new) == []


def test_a_new_article_may_name_a_number_as_another_did_before(code: Draft) -> None:
    old = OLD.format(ref("l'article 1.3", "art_1-3"))
    new = NEW.format(ref("l'article 1.4", "art_1-4"))
    new += "\n1.6. Sauf dispense, on consulte " + ref("l'article 1.3", "art_1-3") + "."
    assert stale(code, old, new) == []


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param('<ref href="/akn/be/act/loi/1999-01-01/x">l\'article 1.3</ref>', id="to another text"),
        pytest.param(ref("la voie de recours", "art_1-3"), id="without a number"),
        pytest.param(ref("les articles 10.3 et 1.31", "art_1-3"), id="with other numbers"),
        pytest.param(ref("l'article 1.3", "nulle_part"), id="to nothing"),
    ],
)
def test_what_does_not_name_an_article_of_the_text_is_not_stale(code: Draft, reference: str) -> None:
    assert stale(code, OLD.format(reference), NEW.format(reference)) == []


def test_a_reference_in_a_title_s_introduction_goes_stale_too(act: Draft) -> None:
    article = '<article eId="art_{0}"><num>{0}.</num><content><p>{1}</p></content></article>'
    title = '<title eId="title_1"><num>TITRE 1</num><intro><p>Voir {}.</p></intro>{}</title>'
    see = ref("l'article 1", "art_1")
    old = title.format(see, article.format(1, "Le bureau statue en appel."))
    new = title.format(see, article.format(1, "Nul frais.") + article.format(2, "Le bureau statue en appel."))
    found = compare(act(old), act(new)).stale
    assert [(one.eid, one.was, one.now) for one in found] == [("title_1", "1.", "2.")]


FOUR = (
    '<article eId="art_1"><num>Art. 1. –</num><content><p>Le bureau siège à Namur chaque mois.</p></content></article>'
    '<article eId="art_2"><num>Art. 2. –</num><content><p>{}</p></content></article>'
    '<article eId="art_3"><num>Art. 3. –</num><content><p>Le trésorier tient les comptes.</p></content></article>'
)
FIVE = (
    '<article eId="art_1"><num>Art. 1. –</num><content><p>Le présent code lie tous les membres.</p></content></article>'
    '<article eId="art_2"><num>Art. 2. –</num><content><p>Le bureau siège à Namur chaque mois.</p></content></article>'
    '<article eId="art_3"><num>Art. 3. –</num><content><p>{}</p></content></article>'
    '<article eId="art_4"><num>Art. 4. –</num><content><p>Le trésorier tient les comptes.</p></content></article>'
)


@pytest.mark.parametrize(
    "cited",
    [
        "l'article {} de la loi du 8 juillet 1976",
        "l'article {} du Code pénal",
        "l'article {} de l'arrêté royal précité",
        "l'article {}, § 2, du règlement intérieur",
        "les articles 12 et {} de la directive 95/46/CE",
        "la loi du 8 juillet 1976, article {}",
        "le point {} de l'annexe I",
        "artikel {} van de wet van 8 juli 1976",
        "Artikel {} des Gesetzes",
        "article {} of the Act",
        'l\'<ref href="/akn/be/act/loi/1976-07-08/~art_3">article {}</ref>',
    ],
)
def test_an_article_of_another_text_neither_follows_nor_stays_behind(act: Draft, cited: str) -> None:
    old, new = (f"Le membre respecte {cited} en tout." for _ in range(2))
    followed = compare(act(FOUR.format(old.format(3))), act(FIVE.format(new.format(4))))
    assert [row.consequential for row in followed.articles] == [False] * 4
    assert followed.articles[2].weight is not Weight.NONE
    assert compare(act(FOUR.format(old.format(3))), act(FIVE.format(new.format(3)))).stale == ()


@pytest.mark.parametrize("cited", ["l'article {}", "l'article {} de la présente loi", "l'article {} du présent code"])
def test_an_article_of_this_text_follows_or_stays_behind(act: Draft, cited: str) -> None:
    said = f"Le membre respecte {cited} en tout."
    followed = compare(act(FOUR.format(said.format(3))), act(FIVE.format(said.format(4))))
    assert followed.articles[2].consequential
    (left,) = compare(act(FOUR.format(said.format(3))), act(FIVE.format(said.format(3)))).stale
    assert (left.was, left.now) == ("Art. 3. –", "Art. 4. –")
    assert left.fix.startswith("article 4")


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("aux articles 1er et 3", [("articles 1er", "articles 2"), ("3", "4")]),
        (
            'aux <ref href="#art_1">articles 1er</ref> et <ref href="#art_3">3</ref>',
            [("articles 1er", "articles 2"), ("3", "4")],
        ),
        ("à l'article 3, alinéa 1er", [("article 3, alinéa 1er", "article 4, alinéa 1er")]),
        ('à l\'<ref href="#art_3">article 3</ref>, alinéa 1er', [("article 3, alinéa 1er", "article 4, alinéa 1er")]),
        ("au délai de 3 jours", []),
        ("à l'article 3 quater", []),
    ],
)
def test_what_to_write_is_told(act: Draft, printed: str, told: list[tuple[str, str]]) -> None:
    old, new = (text.format(f"Le secrétaire veille {printed}.") for text in (FOUR, FIVE))
    assert [(one.printed, one.fix) for one in compare(act(old), act(new)).stale] == told


def test_one_reference_that_followed_hides_none_that_did_not(act: Draft) -> None:
    old = FOUR.format("Le bureau statue selon l'article 1er et l'article 3.")
    new = FIVE.format("Le bureau statue selon l'article 2 et l'article 3.")
    changes = compare(act(old), act(new))
    assert [(one.printed, one.fix) for one in changes.stale] == [("article 3", "article 4")]
    both = FIVE.format("Le bureau statue selon l'article 2 et l'article 4.")
    assert compare(act(old), act(both)).stale == ()


def test_a_link_that_went_leaves_the_reference_behind(act: Draft) -> None:
    old = FOUR.format(f"Nul ne déroge à l'{ref('article 3', 'art_3')}.")
    assert [one.fix for one in compare(act(old), act(FIVE.format("Nul ne déroge à l'article 3."))).stale] == [
        "article 4"
    ]


def test_the_article_before_may_be_another_one(act: Draft) -> None:
    old = FOUR.format("Par dérogation à l'article précédent, le stagiaire ne paie rien.")
    article = '<article eId="art_9"><num>Art. 1bis. –</num><content><p>La provision est payée.</p></content></article>'
    new = old.replace('<article eId="art_2">', article + '<article eId="art_2">')
    (one,) = compare(act(old), act(new)).stale
    assert (one.printed, one.was, one.now, one.means, one.fix) == (
        "article précédent", "Art. 1. –", "Art. 1. –", "Art. 1bis. –", "article 1",
    )  # fmt: skip
    assert compare(act(old), act(old.replace("Art. 2.", "Art. 7."))).stale == ()


POINTS = (
    '<article eId="art_1"><num>1.</num><list eId="art_1__list_1"><intro><p>Le dossier contient :</p></intro>{}</list>'
    '</article><article eId="art_2"><num>2.</num><content><p>{}</p></content></article>'
)
OLD_POINTS = ("l'identité du demandeur;", "la copie du diplôme;", "l'avis du bureau, visé au point {});")
NEW_POINTS = ("l'identité du demandeur;", "l'extrait du casier judiciaire;", *OLD_POINTS[1:])


def points(texts: tuple[str, ...], cited: str) -> str:
    point = '<point eId="art_1__list_1__point_{0}"><num>{0})</num><content><p>{1}</p></content></point>'
    return "".join(point.format("abcdef"[i], text.format(cited)) for i, text in enumerate(texts))


def test_a_reference_to_a_point_may_follow(act: Draft) -> None:
    old = POINTS.format(points(OLD_POINTS, "b"), "La copie visée à l'article 1, b), est certifiée.")
    new = POINTS.format(points(NEW_POINTS, "c"), "La copie visée à l'article 1, c), est certifiée.")
    changes = compare(act(old), act(new))
    assert [row.consequential for row in changes.articles] == [False, True]
    assert not any(effect.ground is Ground.REFERENCE for effect in changes.articles[0].effects)
    assert changes.stale == ()


def test_a_reference_to_a_point_may_stay_behind(act: Draft) -> None:
    old = POINTS.format(points(OLD_POINTS, "b"), "La copie visée à l'article 1, b), est certifiée.")
    new = POINTS.format(points(NEW_POINTS, "b"), "La copie visée à l'article 1, b), est certifiée.")
    told = [(one.num, one.printed, one.was, one.now, one.fix) for one in compare(act(old), act(new)).stale]
    assert told == [
        ("1.", "point b)", "1, b)", "1, c)", "point c)"),
        ("2.", "article 1, b)", "1, b)", "1, c)", "article 1, c)"),
    ]


def test_a_paragraph_s_own_number_is_no_reference(act: Draft) -> None:
    said = '<article eId="art_1"><num>1.</num>{}</article>'
    paragraph = '<paragraph eId="art_1__para_{0}"><num>§ {0}.</num><content><p>{1}</p></content></paragraph>'
    texts = ("Le bureau siège à Namur.", "Le trésorier tient les comptes.")
    old, new = (
        said.format("".join(paragraph.format(n, texts[i]) for n, i in places))
        for places in (((1, 0), (2, 1)), ((3, 0), (4, 1)))
    )
    assert [row.consequential for row in compare(act(old), act(new)).articles] == [False]
