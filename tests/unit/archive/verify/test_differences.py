"""Where two texts begin to differ is told in their words."""

import pytest

from codetool.archive.verify.differences import Flow, first_difference, flow_difference, page_difference

TEXT, CONTENTS = "Art. 1. Le se- cret est gardé.", "Titre 1 …… 3"
MARGINS = {"Projet": 1.0, "Secret": 0.6}
SAME: Flow = (TEXT, CONTENTS, MARGINS)


@pytest.mark.parametrize(
    "other",
    [
        SAME,
        ("Art. 1. Le secret est\u00a0gardé.", "Titre 1 ……… 41", {"Projet": 0.9, "Gardé": 0.2}),
        ("Art. 1. Le sec\x02 ret est gardé.", CONTENTS, MARGINS),
    ],
    ids=["same", "other lines and pages", "as pdfium reads a hyphen"],
)
def test_lines_and_pages_that_end_elsewhere_are_no_difference(other: Flow) -> None:
    assert flow_difference(other, SAME) is None


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        (("Art. 1. Le secret fut gardé.", CONTENTS, MARGINS), "Art. 1. Le secret fut gardé."),
        ((TEXT + " Pas.", CONTENTS, MARGINS), "est gardé. Pas."),
        ((TEXT[:-10], CONTENTS, MARGINS), "Art. 1. Le se- cret"),
        ((TEXT, "Titré 1 …… 3", MARGINS), "Titré"),
        ((TEXT, CONTENTS, {"Adopté": 0.1, **MARGINS}), "Adopté"),
        ((TEXT, CONTENTS, {"Gardé": 0.9, **MARGINS}), "Gardé"),
        ((TEXT, CONTENTS, {"Projet": 0.1}), "–"),
    ],
)
def test_another_word_in_text_contents_or_margins_is_told(other: Flow, shown: str) -> None:
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


@pytest.mark.parametrize("opening", [b"<style>", b"<SCRIPT src=x>", b"<!-- ", b"<b "])
def test_what_begins_and_does_not_end_is_no_way_to_hide_words(opening: bytes) -> None:
    told = first_difference(b"<p>Un</p>" + opening + b"deux", b"<p>Un</p>", is_html=True)
    assert told is not None
    assert "deux" in told.values["found"]


@pytest.mark.parametrize("opening", [b"<style>", b"<script>", b"<!--", b"<", b"<b <"])
def test_a_page_of_nothing_but_beginnings_is_read(opening: bytes) -> None:
    # Read once for each of them, this takes hours.
    assert first_difference(opening * 1_000_000, b"<p>Un</p>", is_html=True) is not None
