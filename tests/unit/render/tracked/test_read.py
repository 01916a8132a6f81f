"""A text as a story: what its lines hold of each unit is the unit's text."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.model.expression import Expression
from codetool.render.docx.read import read_side
from codetool.render.docx.story import solid
from codetool.render.tracked.pair import lines_of

CASES = sorted((Path(__file__).parents[3] / "cases" / "diff").glob("*/*.xml"))
NOTE = "<authorialNote><p>Un{0}.</p><p>Deux{0}.</p></authorialNote>"


def texts_of(expression: Expression) -> dict[int, str]:
    """Return what the lines hold of each unit, put in the order in which they count it."""
    side = read_side(expression)
    held: dict[int, list[tuple[int, str]]] = {}
    for line in lines_of(side.story.items):
        for span in line.spans:
            if span.first is not None:
                held.setdefault(span.unit, []).append((span.first, solid(line.text[span.start : span.end])))
    return {unit: "".join(text for _, text in sorted(pieces)) for unit, pieces in held.items()}


def expected(expression: Expression) -> dict[int, str]:
    units = read_side(expression).units
    return {at: solid(unit.text) for at, unit in enumerate(units) if unit.text and unit.name != "meta"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_lines_hold_the_text_of_each_unit(path: Path) -> None:
    found = read_expression(path.read_bytes())
    assert texts_of(found) == expected(found)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<content><p>Le{NOTE.format(1)} mot{NOTE.format(2)}.</p><p>Fin.</p></content>", id="two notes"),
        pytest.param(f"<heading>But{NOTE.format(1)} seul</heading><content><p>Fin.</p></content>", id="in a heading"),
        pytest.param(
            f"<content><table><tr><td><p>Le{NOTE.format(1)} un</p></td><td><p>mot{NOTE.format(2)}</p></td></tr>"
            "<tr><td><p>Fin.</p></td></tr></table></content>", id="in two cells of a row",
        ),
        pytest.param(
            f"<intro><p>Il veille{NOTE.format(1)} :</p></intro><point><num>a){NOTE.format(2)}</num>"
            "<content><p>à tout.</p></content></point>", id="in the number of a point",
        ),
    ],
)  # fmt: skip
def test_a_note_stands_behind_what_calls_it(body: str) -> None:
    found = read_expression(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta/><body>'
        f'<article eId="art_1"><num>1.</num>{body}</article><article><num>2.</num><content><p>Autre.</p></content>'
        "</article></body></act></akomaNtoso>".encode()
    )
    assert texts_of(found) == expected(found)
