"""Slips are set right, words are not."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.akn.read import read_expression
from codetool.mend import repair_slips
from codetool.model.expression import Expression
from codetool.model.text import text_of

Read = Callable[..., Expression]


def spelled(expression: Expression) -> list[str]:
    return [
        child
        for element in repair_slips(expression).document.descendants()
        for child in element.children
        if isinstance(child, str)
    ]


@pytest.mark.parametrize(
    ("text", "language", "better"),
    [
        ("Un  mot   de trop.", "fra", "Un mot de trop."),
        ("Un mot , un autre .", "fra", "Un mot, un autre."),
        ("Un mot\u00a0 : un autre \u00a0;", "fra", "Un mot\u00a0: un autre\u00a0;"),
        ("Un mot : un autre ; oui ?", "fra", "Un mot : un autre ; oui ?"),
        ("Un mot: un «mot» sans espace;", "fra", "Un mot: un «mot» sans espace;"),
        ("dit <<oui>> et << non >>.".replace("<", "&lt;"), "fra", "dit « oui » et « non »."),
        ("Een woord : een ander ; ja ?", "nld", "Een woord: een ander; ja?"),
        ("Ein Wort : ein anderes !", "de", "Ein Wort: ein anderes!"),
        ("A word : another.", "eng", "A word: another."),
        ("et ainsi ... de suite .5", "fra", "et ainsi ... de suite .5"),
        ("sur deux\n    lignes", "fra", "sur deux\n    lignes"),
        ("l'un, l'autre et l’usager", "fra", "l'un, l'autre et l'usager"),
        ("l’un, l’autre et l'usager", "fra", "l’un, l’autre et l’usager"),
        ("l'un et l’autre", "fra", "l'un et l’autre"),
        ("l'un et l'autre", "fra", "l'un et l'autre"),
    ],
)
def test_a_slip_is_set_right(read: Read, text: str, language: str, better: str) -> None:
    assert spelled(read(f"<p>{text}</p>", language=language)) == [better]


def test_an_apostrophe_before_markup_counts(read: Read) -> None:
    assert spelled(read("<p>l’un, d’un, l'<b>usager</b></p>")) == ["l’un, d’un, l’", "usager"]


@pytest.mark.parametrize(
    "left",
    [
        "<num>1 .</num>",
        '<p xml:space="preserve">a  b</p>',
        "<quotedStructure><p>a  b</p></quotedStructure>",
        '<foreign><m xmlns="urn:m">a  b</m></foreign>',
    ],
)
def test_what_is_not_running_text_is_left(read: Read, left: str) -> None:
    whole = read(left)
    assert repair_slips(whole) == whole


def test_a_word_in_another_language_follows_its_own_rules(read: Read) -> None:
    text = 'Il dit : <span xml:lang="nl">ja : goed</span> :<!-- a  b --> non'
    assert spelled(read(f"<p>{text}</p>")) == ["Il dit : ", " :", " non", "ja: goed"]


@given(st.text(st.sampled_from("ab é'’,.;:!?«»<>\u00a0\u202f \n1"), max_size=40), st.sampled_from(["fra", "nld"]))
def test_no_letter_changes_and_twice_is_once(text: str, language: str) -> None:
    escaped = text.replace("<", "&lt;").replace(">", "&gt;")
    whole = read_expression(
        (
            '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification>'
            f'<FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression></identification></meta><body>'
            f"<p>{escaped}</p></body></act></akomaNtoso>"
        ).encode(),
        fold=False,
    )
    once = repair_slips(whole)
    before, after = (text_of(one.document) for one in (whole, once))
    assert [c for c in before if c.isalnum()] == [c for c in after if c.isalnum()]
    assert len(before.split()) >= len(after.replace("« ", "«").replace(" »", "»").split())
    assert repair_slips(once) == once
