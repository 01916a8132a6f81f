"""Characters that no installed font has are told by name, count and first place."""

import pytest

from codetool.errors import MissingPartError
from codetool.render.fonts import absent_families, uncovered
from codetool.render.glyphs import check_glyphs

ALPA, BETA = "\U00010380", "\U00010381"  # Ugaritic, which DejaVu and EB Garamond do not have


def told(html: str) -> str:
    with pytest.raises(MissingPartError) as raised:
        check_glyphs(html)
    return str(raised.value)


def test_names_counts_and_places() -> None:
    assert told(f'<p>{ALPA}</p><p id="art_1">a {ALPA}{BETA}</p><p id="art_2" class="x">{BETA}</p>') == (
        "no installed font has these characters of the text: “\U00010380” U+10380 UGARITIC LETTER ALPA (2×), "
        "“\U00010381” U+10381 UGARITIC LETTER BETA (2×, art_1). Install one that has them: apt install fonts-noto-core."
    )


def test_ids_of_the_page_are_no_places() -> None:
    assert "(1×, art_1)" in told(f'<main id="art_1"><h2 id="page-notes">{ALPA}</h2></main>')


def test_each_script_has_its_package() -> None:
    line = told(f"<p>{ALPA} \u4e00 \U0001f996</p>")
    assert line.endswith("apt install fonts-noto-cjk fonts-noto-core fonts-symbola.")


def test_more_than_five_are_counted_not_told() -> None:
    line = told("<p>" + "".join(chr(0x10380 + number) for number in range(9)) + "</p>")
    assert line.count("UGARITIC") == 5
    assert "(1×), …. Install" in line


@pytest.mark.parametrize("char", ["\ue000", "\uf0b7", "\ufffe", "\U000e0fff"])
def test_what_no_standard_names_is_to_be_replaced_and_told_alone(char: str) -> None:
    assert told(f'<p id="art_1">{ALPA}{char}</p>').startswith(
        "characters stand in the text that no font has by any standard: "
        f"U+{ord(char):04X} (1×, art_1). Replace them in the text"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>Où naît l’été : « ça » – 20 € ½ ﬁ</p>",
        "<p>\u05d7\u05d5\u05e7 \u0627\u0644\u0642\u0627\u0646\u0648\u0646 Ελλάδα Україна</p>",
        "<p>a\u00a0b\u202fc\u2009d\u200be\u200ff\u2028g\u00adh\ufeffi\ufe0fj\u2060k</p>",
        f"<title>{ALPA}</title><style>{ALPA}</style><script>{ALPA}</script><!-- {ALPA} --><p title='{ALPA}'>a</p>",
        "",
    ],
)
def test_what_is_shown_and_has_glyphs_passes(html: str) -> None:
    check_glyphs(html)


def test_families_are_known_in_any_case() -> None:
    assert absent_families(["dejavu serif", "EB Garamond", "Absent Grotesk", "serif"]) == ("Absent Grotesk",)


def test_what_is_covered_is_asked_of_every_font() -> None:
    assert uncovered(["a", "\u2192", ALPA]) == {ALPA}
    assert uncovered([]) == frozenset()
