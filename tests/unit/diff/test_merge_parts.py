"""Articles that one side or both divided, joined, moved, put in or renumbered: nothing is lost, and nothing doubled.

A text is written as `1 A | 2 P Q | 2bis R`: an article for each bar, its number, and a letter for each sentence. In a
merged text, `~2 P` is the other choice of article 2, and `2 -` an article that is gone in one choice.
"""

import re
from collections.abc import Callable, Iterator

import pytest

from codetool.akn.read import unfold_expression
from codetool.diff.merge import Merge, merge
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.model.text import text_of

Draft = Callable[..., Expression]

SENTENCES = {
    "A": "Le bureau tient une séance chaque mois à la maison communale de la ville haute.",
    "P": "Le secrétaire rédige le rapport de la séance et le signe avec tous les membres présents.",
    "p": "Le greffier rédige le rapport de la séance et le signe avec tous les membres présents.",
    "Q": "Il le garde ensuite pendant dix années pleines au greffe du tribunal de première instance.",
    "q": "Il le garde ensuite pendant vingt ans au plus au greffe du tribunal de première instance.",
    "C": "Le dossier de l'usager est fermé à clé dans une armoire métallique du local principal.",
    "D": "Une plainte est adressée par écrit au président du bureau dans un délai de trente jours.",
    "E": "Le président convoque aussitôt la personne qui a porté plainte contre un membre du conseil.",
    "N": "Les archives historiques sont déposées tous les cinq ans auprès du royaume de Belgique.",
    "n": "Les archives historiques sont déposées chaque année auprès du royaume de Belgique.",
}
LETTERS = {sentence: letter for letter, sentence in SENTENCES.items()}


def written(text: str) -> str:
    """Return the XML of a body."""
    return "".join(_article(*article.split()) for article in text.split("|"))


def _article(number: str, *letters: str) -> str:
    text = " ".join(SENTENCES[letter] for letter in letters)
    return f'<article eId="art_{number}"><num>{number}.</num><content><p>{text}</p></content></article>'


def told(found: Merge) -> str:
    """Return the merged text as it is written here."""
    whole = unfold_expression(found.expression).root
    return " | ".join(_told(one) for one in whole.descendants() if one.name == "article")


def _told(article: Element) -> str:
    text = text_of(article, without=frozenset({"num"}))
    letters = [LETTERS[sentence] for sentence in re.findall(r"[^.]+\.", text.replace(". ", ".")) or ()]
    mark = "~" if article.get("alternativeTo") else ""
    return " ".join([f"{mark}{num_of(article).rstrip('.')}", *(letters or "-")])


@pytest.fixture
def merged(act: Draft) -> Callable[[str, str, str], Merge]:
    """Return what merges three texts that are written as here."""

    def run(base: str, ours: str, theirs: str) -> Merge:
        return merge(act(written(base)), act(written(ours)), act(written(theirs)))

    return run


Run = Callable[[str, str, str], Merge]
BASE = "1 A | 2 P Q | 3 C | 4 D | 5 E"
APART = "1 A | 2 P | 3 Q | 4 C | 5 D | 6 E"
SPLIT, SPLIT_BIS = APART, "1 A | 2 P | 2bis Q | 3 C | 4 D | 5 E"


def kinds(found: Merge) -> list[str]:
    return [one.kind.value for one in found.conflicts]


# What goes together ---------------------------------------------------------------------------------------------------

TOGETHER = {
    "both divide an article, under other numbers": (BASE, SPLIT_BIS, SPLIT, SPLIT_BIS),
    "both divide it, one rewords the second part": (BASE, SPLIT, SPLIT_BIS.replace("Q", "q"), SPLIT.replace("Q", "q")),
    "both put in one article under other numbers": (
        BASE,
        "1 A | 2 P Q | 2bis N | 3 C | 4 D | 5 E",
        "1 A | 2 P Q | 3 N | 4 C | 5 D | 6 E",
        "1 A | 2 P Q | 2bis N | 3 C | 4 D | 5 E",
    ),
    "both join two articles": (APART, BASE, "1 A | 2 P Q | 4 C | 5 D | 6 E", BASE),
    "one divides what the other moves": (
        BASE,
        SPLIT,
        "1 A | 2 C | 3 D | 4 P Q | 5 E",
        "1 A | 2 C | 3 D | 4 P | 5 Q | 6 E",
    ),
    "a part with a Latin number goes along too": (
        BASE,
        SPLIT_BIS,
        "1 A | 2 C | 3 D | 4 P Q | 5 E",
        "1 A | 2 C | 3 D | 4 P | 4bis Q | 5 E",
    ),
    "one divides, the other renumbers by tens": (
        BASE,
        SPLIT,
        "1 A | 20 P Q | 30 C | 40 D | 50 E",
        "1 A | 20 P | 21 Q | 30 C | 40 D | 50 E",
    ),
    "a Latin number stays under its article that is renumbered by tens": (
        BASE,
        SPLIT_BIS,
        "1 A | 20 P Q | 30 C | 40 D | 50 E",
        "1 A | 20 P | 20bis Q | 30 C | 40 D | 50 E",
    ),
    "one divides, the other puts in before": (
        BASE,
        SPLIT_BIS,
        "1 A | 2 N | 3 P Q | 4 C | 5 D | 6 E",
        "1 A | 2 N | 3 P | 3bis Q | 4 C | 5 D | 6 E",
    ),
    "one divides, the other rewords the first part": (BASE, SPLIT, BASE.replace("P", "p"), SPLIT.replace("P", "p")),
    "one joins, the other rewords the first": (APART, BASE, APART.replace("P", "p"), BASE.replace("P", "p")),
    "one joins, the other puts in between": (
        APART,
        BASE,
        "1 A | 2 P | 3 N | 4 Q | 5 C | 6 D | 7 E",
        "1 A | 2 P Q | 3 N | 4 C | 5 D | 6 E",
    ),
    "both put in where numbers have gaps": (
        "1 A | 2 P | 5 C | 6 D | 9 E",
        "1 A | 2 N | 3 P | 6 C | 7 D | 10 E",
        "1 A | 2 P | 5 C | 6 Q | 7 D | 10 E",
        "1 A | 2 N | 3 P | 6 C | 7 Q | 8 D | 11 E",
    ),
}


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), TOGETHER.values(), ids=TOGETHER)
def test_what_goes_together_is_one_text(merged: Run, base: str, ours: str, theirs: str, expected: str) -> None:
    found = merged(base, ours, theirs)
    assert (told(found), kinds(found)) == (expected, [])


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), TOGETHER.values(), ids=TOGETHER)
def test_exchanged_sides_say_the_same(merged: Run, base: str, ours: str, theirs: str, expected: str) -> None:
    found = merged(base, theirs, ours)
    assert (re.sub(r"\S*\d\S*", "", told(found)), kinds(found)) == (re.sub(r"\S*\d\S*", "", expected), [])


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (SPLIT_BIS, SPLIT, [("2bis.", "", "2bis.", "3.")]),
        (SPLIT, SPLIT_BIS, [("3.", "", "3.", "2bis.")]),
        (SPLIT, SPLIT, []),
        (
            "1 A | 20 P Q | 30 C | 40 D | 50 E",
            "1 A | 12 P Q | 13 C | 14 D | 15 E",
            [(f"{n}0.", f"{n}.", f"{n}0.", f"1{n}.") for n in range(2, 6)],
        ),
        ("10 A | 11 P Q | 12 C | 13 D | 14 E", "5 A | 6 P Q | 7 C | 8 D | 9 E", [("10.", "1.", "10.", "5.")]),
        (
            "1 A | 3 P Q | 4 N | 5 C | 8 D | 9 E",
            "1 A | 3 P Q | 6 N | 7 C | 8 D | 9 E",
            [("4.", "", "4.", "6."), ("5.", "3.", "5.", "7.")],
        ),
    ],
)
def test_numbers_that_each_side_chose_for_itself_are_told(
    merged: Run, ours: str, theirs: str, expected: list[tuple[str, ...]]
) -> None:
    found = merged(BASE, ours, theirs)
    assert not found.conflicts
    assert [(one.num, one.base, one.ours, one.theirs) for one in found.notes] == expected
    assert {one.kind.value for one in found.notes} <= {"number"}


# What is a choice -----------------------------------------------------------------------------------------------------

CHOICES = {
    "one divides, the other rewords the part": (
        BASE,
        SPLIT_BIS,
        BASE.replace("Q", "q"),
        "1 A | 2 P | ~2 P q | 2bis Q | ~2bis - | 3 C | 4 D | 5 E",
        "parts",
    ),
    "one divides, the other removes": (
        BASE,
        SPLIT,
        "1 A | 2 C | 3 D | 4 E",
        "1 A | 2 P | ~2 - | 3 Q | ~3 - | 4 C | 5 D | 6 E",
        "parts",
    ),
    "both divide, each elsewhere": (
        "1 A | 2 P Q C | 3 D | 4 E",
        "1 A | 2 P | 3 Q C | 4 D | 5 E",
        "1 A | 2 P Q | 3 C | 4 D | 5 E",
        "1 A | 2 P | ~2 P Q | 3 Q C | ~3 C | 4 D | 5 E",
        "parts",
    ),
    "one joins, the other rewords the second": (
        APART,
        BASE,
        APART.replace("Q", "q"),
        "1 A | 2 P Q | ~2 P | 3 - | ~3 q | 4 C | 5 D | 6 E",
        "parts",
    ),
    "one joins, the other removes the second": (
        APART,
        BASE,
        "1 A | 2 P | 3 C | 4 D | 5 E",
        "1 A | 2 P Q | ~2 P | 3 C | 4 D | 5 E",
        "parts",
    ),
    "one joins, the other removes the first": (
        APART,
        BASE,
        "1 A | 2 Q | 3 C | 4 D | 5 E",
        "1 A | 2 P Q | ~2 - | 3 - | ~3 Q | 4 C | 5 D | 6 E",
        "parts",
    ),
    "one joins, the other moves the second": (
        APART,
        BASE,
        "1 A | 2 P | 3 C | 4 D | 5 E | 6 Q",
        "1 A | 2 P Q | ~2 P | 3 C | 4 D | 5 E | 6 - | ~6 Q",
        "parts",
    ),
    "one joins 2 and 3, the other 3 and 4": (
        APART,
        BASE,
        "1 A | 2 P | 3 Q C | 4 D | 5 E",
        "1 A | 2 P Q | ~2 P | 3 - | ~3 Q C | 4 C | ~4 - | 5 D | 6 E",
        "parts",
    ),
    "both join, each in its order": (
        APART,
        BASE,
        BASE.replace("P Q", "Q P"),
        "1 A | 2 P Q | ~2 Q P | 3 C | 4 D | 5 E",
        "twice",
    ),
    "one sentence is moved to two articles": (
        BASE,
        "1 A Q | 2 P | 3 C | 4 D | 5 E",
        "1 A | 2 P | 3 C | 4 D Q | 5 E",
        "1 A Q | ~1 A | 2 P | 3 C | 4 D | ~4 D Q | 5 E",
        "parts",
    ),
    "one sentence is put into two articles": (
        BASE,
        BASE.replace("A", "A N"),
        BASE.replace("D", "D N"),
        "1 A N | ~1 A | 2 P Q | 3 C | 4 D | ~4 D N | 5 E",
        "twice",
    ),
    "a sentence is moved and removed": (
        BASE,
        "1 A Q | 2 P | 3 C | 4 D | 5 E",
        "1 A | 2 P | 3 C | 4 D | 5 E",
        "1 A Q | ~1 A | 2 P | 3 C | 4 D | 5 E",
        "parts",
    ),
    "a sentence is moved and reworded": (
        BASE,
        "1 A Q | 2 P | 3 C | 4 D | 5 E",
        BASE.replace("Q", "q"),
        "1 A Q | ~1 A | 2 P | ~2 P q | 3 C | 4 D | 5 E",
        "parts",
    ),
    "one article is moved to two places": (
        BASE,
        "1 A | 2 C | 3 D | 4 P Q | 5 E",
        "1 A | 2 C | 3 D | 4 E | 5 P Q",
        "1 A | 2 C | 3 D | 4 P Q | 5 E | ~5 P Q",
        "place",
    ),
    "one article is put in at two places": (
        BASE,
        "1 A | 2 N | 3 P Q | 4 C | 5 D | 6 E",
        "1 A | 2 P Q | 3 C | 4 D | 5 N | 6 E",
        "1 A | 2 N | 3 P Q | 4 C | 5 D | ~5 N | 6 E",
        "place",
    ),
    "an article is put in in two drafts, under other numbers": (
        BASE,
        "1 A | 1bis N | 2 P Q | 3 C | 4 D | 5 E",
        "1 A | 2 n | 3 P Q | 4 C | 5 D | 6 E",
        "1 A | 1bis N | ~1bis n | 2 P Q | 3 C | 4 D | 5 E",
        "added",
    ),
}


@pytest.mark.parametrize("texts", CHOICES.values(), ids=CHOICES)
def test_what_contradicts_itself_is_one_choice(merged: Run, texts: tuple[str, str, str, str, str]) -> None:
    base, ours, theirs, expected, kind = texts
    found = merged(base, ours, theirs)
    assert (told(found), kinds(found)) == (expected, [kind])
    assert kinds(merged(base, theirs, ours)) == [kind]


def test_a_new_article_in_two_drafts_at_two_places_is_two_conflicts(merged: Run) -> None:
    found = merged(BASE, "1 A | 2 N | 3 P Q | 4 C | 5 D | 6 E", "1 A | 2 P Q | 3 C | 4 D | 5 n | 6 E")
    assert told(found) == "1 A | 2 N | ~2 n | 3 P Q | 4 C | 5 D | ~5 n | 6 E"
    assert sorted(kinds(found)) == ["added", "place"]


def test_what_is_decided_together_is_told_together(merged: Run) -> None:
    conflict = merged(BASE, SPLIT_BIS, BASE.replace("Q", "q")).conflicts[0]
    assert (conflict.eid, conflict.together) == ("art_2", ("art_2bis",))
    assert (conflict.base, conflict.ours, conflict.theirs) == (
        f"2. {SENTENCES['P']} {SENTENCES['Q']}",
        f"2. {SENTENCES['P']}\n2bis. {SENTENCES['Q']}",
        f"2. {SENTENCES['P']} {SENTENCES['q']}",
    )


def test_the_other_choice_that_stands_first_has_the_second_id(merged: Run) -> None:
    found = merged(BASE, "1 A | 2 C | 3 D | 4 E | 5 P Q", "1 A | 2 C | 3 D | 4 P Q | 5 E")
    ids = [(one.eid, one.get("alternativeTo")) for one in _articles(found) if "rapport" in text_of(one)]
    assert ids == [("art_4-dup2", "#art_5"), ("art_5", "")]


def _articles(found: Merge) -> Iterator[Element]:
    whole = unfold_expression(found.expression).root
    return (one for one in whole.descendants() if one.name == "article")
