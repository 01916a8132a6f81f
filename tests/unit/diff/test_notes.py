"""Footnotes are told with the place of their call, and with where they stand in the text."""

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def note(text: str, marker: str = "1") -> str:
    return f'<authorialNote marker="{marker}">{text}</authorialNote>'


def told(body: str) -> list[tuple[str, str, str]]:
    """Return each footnote: the text before its call, its own text, its marker."""
    article = f'<article eId="art_1"><num>1.</num><heading>Titre</heading><content>{body}</content></article>'
    text = f'<akomaNtoso xmlns="{AKN}"><act name="x"><body>{article}</body></act></akomaNtoso>'
    read = read_expression(text.encode())
    [row] = compare(read, read).articles
    whole = row.text(new=True)
    return [(whole[: one.call], whole[one.start : one.end], one.marker) for one in row.new[0].notes]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("<p>Un.</p>", [], id="none"),
        pytest.param(f"<p>La loi{note('<p>De 1976.</p>')} dit.</p>", [("Titre La loi", "De 1976.", "1")], id="one"),
        pytest.param(
            f"<p>A{note('<p>Un.</p>')} b{note('<p>Deux.</p>', '*')}.</p><p>C.</p>",
            [("Titre A", "Un.", "1"), ("Titre A b", "Deux.", "*")], id="two in a paragraph",
        ),
        pytest.param(
            f"<p>A.{note('<p>Un.</p>')}</p><p>{note('<p>Deux.</p>', '2')}B.</p>",
            [("Titre A.", "Un.", "1"), ("Titre A. Un. ", "Deux.", "2")], id="at the end and at the beginning",
        ),
        pytest.param(
            f"<p>A{note('<p>Un.</p><p>Encore  un.</p>')}.</p>", [("Titre A", "Un. Encore un.", "1")],
            id="of two paragraphs",
        ),
        pytest.param(
            f"<p>A{note('<p>Un.</p>').replace(' marker=' + chr(34) + '1' + chr(34), '')}.</p>",
            [("Titre A", "Un.", "1")], id="without a marker",
        ),
        pytest.param(f"<p>A{note('<p>Un' + note('<p>B</p>') + '.</p>')}.</p>", [], id="one in another one"),
        pytest.param(f"<p>A{note('')}.</p>", [], id="empty"),
    ],
)  # fmt: skip
def test_the_places_of_footnotes(body: str, found: list[tuple[str, str, str]]) -> None:
    assert told(body) == found
