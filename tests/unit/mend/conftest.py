"""Small documents whose body a test writes."""

from collections.abc import Callable

import pytest

from codetool.akn.read import read_expression
from codetool.model.expression import Expression

Read = Callable[..., Expression]


@pytest.fixture
def read() -> Read:
    """Return what makes an Expression of the XML of a body, its language and its metadata."""

    def made(body: str, *, language: str = "fra", meta: str = "") -> Expression:
        source = (
            '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta>'
            f'<identification source="#a"><FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression>'
            f"</identification>{meta}</meta><body>{body}</body></act></akomaNtoso>"
        )
        return read_expression(source.encode(), fold=False)

    return made
