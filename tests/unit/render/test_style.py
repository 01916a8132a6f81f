import pytest
import tinycss2

from codetool.render.look import Look
from codetool.render.style import css_colour, css_families, style_of


@pytest.mark.parametrize(
    "text", ["#123", "#12345678", "teal", "rgb(1 2 3 / 50%)", "hsl(10deg, 20%, 30%)", "oklch(.5 .1 20)"]
)
def test_a_colour_stays_as_it_is(text: str) -> None:
    assert css_colour(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "#12", "#12345", "red}", "red;x", "url(x)", "var(--x)", "rgb(1 2 3", "red/**/", "expression(1)", "</style>"],
)
def test_what_is_no_colour_is_left_out(text: str) -> None:
    assert css_colour(text) == ""


@pytest.mark.parametrize("name", ['a"b', "a\\", "a\nb", "a;}b", "</style><script>", "été d’or"])
def test_whatever_a_font_is_called_its_name_is_one_string(name: str) -> None:
    tokens = tinycss2.parse_component_value_list(css_families((name,)))
    assert [(token.type, token.value) for token in tokens] == [("string", name)]
    assert "<" not in css_families((name,))


def test_generic_families_are_no_names_and_empty_ones_are_left_out() -> None:
    assert css_families((" serif ", "", "Serif Display")) == 'serif, "Serif Display"'


def test_a_plain_look_sets_nothing() -> None:
    assert style_of(Look()) == ""
