"""Words of both sides in one line: whose elements stand around them, what is a choice, and how it is told."""

import re
from collections.abc import Callable

import pytest

from codetool.akn.write import write_expression
from codetool.diff.merge import Merge, merge
from codetool.model.expression import Expression

Draft = Callable[..., Expression]
Run = Callable[[str, str, str], Merge]

RULE = "Voir la règle du code civil."
DELAY = "Le délai est de dix jours."


@pytest.fixture
def merged(act: Draft) -> Run:
    def run(*lines: str) -> Merge:
        article = '<article eId="art_1"><num>1.</num><content><p>{}</p></content></article>'
        return merge(*(act(article.format(line)) for line in lines))

    return run


def line(found: Merge) -> str:
    """Return what the paragraph holds."""
    source = re.search(r"<content><p>(.*?)</p></content>", write_expression(found.expression).decode())
    assert source
    return source[1]


@pytest.mark.parametrize(
    ("emphasis", "words", "both"),
    [
        ("<b>dix jours</b>", "vingt jours", "<b>vingt jours</b>."),
        ("<b>dix</b> jours", "vingt jours", "<b>vingt</b> jours."),
        ("<b>dix</b> jours", "dix longs jours", "<b>dix</b> longs jours."),
        ("<b>dix jours</b>", "dix longs jours", "<b>dix longs jours</b>."),
        ("<b>dix jours</b>", "dix jours ouvrables", "<b>dix jours</b> ouvrables."),
    ],
)
def test_an_emphasis_and_new_words_combine(merged: Run, emphasis: str, words: str, both: str) -> None:
    ours, theirs = (DELAY.replace("dix jours", text) for text in (emphasis, words))
    for sides in ((ours, theirs), (theirs, ours)):
        found = merged(DELAY, *sides)
        assert not found.conflicts
        assert line(found).endswith(both)


def test_a_link_does_not_go_around_another_number(merged: Run) -> None:
    base = "Voir l'article 5 du code."
    found = merged(base, base.replace("5", '<ref href="#art_1">5</ref>'), base.replace("5", "6"))
    assert [one.kind for one in found.conflicts] == ["words"]
    # The words of ours are those of the base: so it is told with its markup.
    assert found.conflicts[0].ours == 'Voir l\'article <ref href="#art_1">5</ref> du code.'


def note(marker: str, text: str) -> str:
    return f'<authorialNote marker="{marker}" placement="bottom"><p>{text}</p></authorialNote>'


def test_notes_of_both_sides_are_counted_on(merged: Run) -> None:
    ours, theirs = RULE.replace("règle", f"règle{note('1', 'Un.')}"), RULE.replace("code", f"code{note('1', 'Deux.')}")
    assert line(merged(RULE, ours, theirs)) == RULE.replace("règle", f"règle{note('1', 'Un.')}").replace(
        "code", f"code{note('2', 'Deux.')}"
    )


def test_notes_of_a_choice_are_counted_from_where_it_begins(merged: Run) -> None:
    ours, theirs = (RULE.replace("règle", f"{word}{note('1', 'Un.')}") for word in ("loi", "norme"))
    found = merged(RULE, ours, theirs)
    assert found.conflicts
    assert re.findall('marker="(.*?)"', write_expression(found.expression).decode()) == ["1", "1"]


@pytest.mark.parametrize("marks", [("*", "1"), ("1", "a"), ("2", "1")])
def test_notes_that_are_not_counted_through_keep_their_marks(merged: Run, marks: tuple[str, str]) -> None:
    ours, theirs = (
        RULE.replace(word, f"{word}{note(mark, 'Texte.')}") for word, mark in zip(("règle", "code"), marks, strict=True)
    )
    found = merged(RULE, ours, theirs)
    assert tuple(re.findall('marker="(.*?)"', write_expression(found.expression).decode())) == marks


def test_the_same_letters_in_another_form_are_the_same_word(merged: Run) -> None:
    other = DELAY.replace("é", "e\u0301")
    for sides in ((other, DELAY.replace("dix", "vingt")), (DELAY.replace("délai", "long délai"), other)):
        found = merged(DELAY, *sides)
        assert not found.conflicts
        assert "e\u0301" in line(found)
    assert line(merged(DELAY, other, DELAY)) == other


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        # Words inside a sentence: the whole sentence.
        (
            "Il parle. Il sort vite. Fin.",
            "Il parle. Il sort tard. Fin.",
            ("Il sort.", "Il sort vite.", "Il sort tard."),
        ),
        # Whole sentences: nothing of their neighbours.
        ("Il parle. Un. Il sort. Fin.", "Il parle. Deux. Il sort. Fin.", ("", "Un.", "Deux.")),
        ("Il parle. Fin.", "Il parle. Il sort vite. Fin.", ("Il sort.", "", "Il sort vite.")),
        # Words at the beginning of a sentence.
        (
            "Toutefois, il parle. Il sort. Fin.",
            "Donc il parle. Il sort. Fin.",
            ("Il parle.", "Toutefois, il parle.", "Donc il parle."),
        ),
    ],
)
def test_a_conflict_is_told_in_whole_sentences(merged: Run, ours: str, theirs: str, told: tuple[str, ...]) -> None:
    found = merged("Il parle. Il sort. Fin.", ours, theirs)
    assert [(one.base, one.ours, one.theirs) for one in found.conflicts] == [told]


def test_two_conflicts_in_one_sentence_are_told_as_one(merged: Run) -> None:
    base = "Le bureau tient une séance publique chaque mois à la maison."
    form = "Le {} tient une séance publique chaque {} à la maison."
    ours, theirs = form.format("greffe", "an"), form.format("conseil", "jour")
    found = merged(base, ours, theirs)
    assert [(one.base, one.ours, one.theirs) for one in found.conflicts] == [(base, ours, theirs)]


def test_choices_in_words_without_a_space_between_them_are_one(act: Draft) -> None:
    def text(heading: str) -> Expression:
        article = '<article eId="art_1"><num>1.</num><content><p>Texte.</p></content></article>'
        return act(f'<title eId="title_1"><num>TITRE 1</num><heading>{heading}</heading>{article}</title>')

    found = merge(*map(text, ("Les avis/plaintes du jour", "Les voeux/recours du jour", "Les cas/faits du jour")))
    ours, theirs = '<span eId="title_1__span_1">', '<span alternativeTo="#title_1__span_1">'
    source = write_expression(found.expression).decode()
    assert f"Les {ours}voeux/recours</span> {theirs}cas/faits</span> du jour" in source
