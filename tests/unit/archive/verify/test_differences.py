"""Where two texts begin to differ is told in their words."""

import pytest

from codetool.archive.verify.differences import first_difference, flow_difference, page_difference

SAME = ("Art. 1. Le se- cret est gardé.", "Titre 1 …… 3", ("Projet",))


@pytest.mark.parametrize(
    "other",
    [SAME, ("Art. 1. Le secret est\u00a0gardé.", "Titre 1 ……… 41", ("Projet",))],
    ids=["same", "other lines and pages"],
)
def test_lines_and_pages_that_end_elsewhere_are_no_difference(other: tuple[str, str, tuple[str, ...]]) -> None:
    assert flow_difference(other, SAME) is None


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        (("Art. 1. Le secret fut gardé.", *SAME[1:]), "Art. 1. Le secret fut gardé."),
        ((SAME[0] + " Pas.", *SAME[1:]), "est gardé. Pas."),
        ((SAME[0][:-10], *SAME[1:]), "Art. 1. Le se- cret"),
        ((SAME[0], "Titré 1 …… 3", SAME[2]), "Titré"),
        ((*SAME[:2], ("Adopté",)), "Adopté"),
    ],
)
def test_another_word_in_text_contents_or_margins_is_told(other: tuple[str, str, tuple[str, ...]], shown: str) -> None:
    found = flow_difference(other, SAME)
    assert found is not None
    assert shown in found.values["found"]
    assert found.values["found"] != found.values["made"]


def test_pages_too_few_or_too_many_are_told() -> None:
    for found, made in ((["a", "b"], ["a"]), (["a"], ["a", "b"])):
        told = page_difference(found, made)
        assert told is not None
        assert (told.values["page"], {told.values["found"], told.values["made"]}) == (2, {"b", "–"})
    assert page_difference(["a"], ["a"]) is None


def test_of_a_page_only_what_is_read_counts() -> None:
    page = b"<style>a</style><p>Un &amp; deux</p><script>x</script><!-- y -->"
    assert first_difference(page, b"<div>Un &amp; <b>deux</b></div>", is_html=True) is None
    told = first_difference(page, b"<p>Un &amp; trois</p>", is_html=True)
    assert told is not None
    assert told.message == "“& deux” stands where what it was made from gives “& trois”"
