import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.model.markup import Comment, Element
from codetool.model.text import text_of
from codetool.render.typography import NARROW, NO_BREAK, plain, space_french, typeset


def shown(*pieces: str) -> tuple[str, ...]:
    return tuple(p.replace(NARROW, "_").replace(NO_BREAK, "~") for p in space_french(pieces))


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("humaine; et", "humaine_; et"),
        ("humaine ; et", "humaine_; et"),
        ("pour :", "pour~:"),
        ("pour:", "pour~:"),
        ("quoi?! non", "quoi_?! non"),
        ("« oui » et «non»", "«_oui_» et «_non_»"),
        ("«\n   oui\u00a0»", "«_oui_»"),
        ("« ? »", "«_?_»"),
        ("(?) et [!]", "(?) et [!]"),
        ("; seul", "; seul"),
        ("art. 2 et articles 3", "art.~2 et articles~3"),
        ("au titre II, chapitre IV", "au titre~II, chapitre~IV"),
        ("n° 5, § 3", "n°~5, §~3"),
        ("le 7 juin 2001, le 1er mars", "le 7~juin 2001, le 1er~mars"),
        ("40 % ou 3 €", "40_% ou 3_€"),
    ],
)
def test_spaces_are_those_of_french_print(stored: str, printed: str) -> None:
    assert shown(stored) == (printed,)


@pytest.mark.parametrize(
    "text",
    [
        "à 10:30 précises",
        "https://example.org/?a=1;b=2!",
        "voir www.example.org/a?",
        "écrire à nom@example.org;",
        'L\'AS et l’AS disent "oui"',
        "l'article ancien, le titre du livre",
        "«»",
        "",
    ],
)
def test_addresses_times_apostrophes_and_quotes_stay(text: str) -> None:
    assert shown(text) == (text,)


def test_a_space_is_put_where_the_pieces_meet() -> None:
    assert shown("fin ", ": suite") == ("fin~", ": suite")
    assert shown("fin", ": suite") == ("fin", "~: suite")
    assert shown("mot", "; suite") == ("mot", "_; suite")
    assert shown("«", "oui", "»") == ("«_", "oui", "_»")
    assert shown("fin ", " ;") == ("fin_", ";")


FRENCH = st.text(alphabet="ab1 \n\u00a0\u202f;:!?«»\"'.,(%", max_size=40)


@given(FRENCH)
def test_spacing_twice_is_spacing_once(text: str) -> None:
    once = space_french([text])
    assert space_french(once) == once


@given(st.lists(FRENCH, max_size=5))
def test_only_spaces_change_and_pieces_do_not_matter(pieces: list[str]) -> None:
    spaced = "".join(space_french(pieces))
    assert "".join(spaced.split()) == "".join("".join(pieces).split())
    assert space_french(["".join(pieces)]) == (spaced,)


def test_a_run_ends_with_its_block_and_goes_on_around_a_note() -> None:
    note = Element(name="authorialNote", children=(Element(name="p", children=("Note!",)),))
    first = Element(name="p", children=("Un mot", note, " ; suite"))
    second = Element(name="p", children=(": seul", Comment(text="oui ;")))
    spaced = typeset(Element(name="content", children=(first, second)), "fr")
    assert spaced.children[0] == Element(
        name="p",
        children=(
            "Un mot",
            Element(name="authorialNote", children=(Element(name="p", children=(f"Note{NARROW}!",)),)),
            f"{NARROW}; suite",
        ),
    )
    assert spaced.children[1] == second


def test_metadata_and_what_is_in_another_language_stay() -> None:
    english = Element(name="span", attributes=(("xml:lang", "en"),), children=("why ?",))
    meta = Element(name="meta", children=(Element(name="note", children=("oui ?",)),))
    spaced = typeset(Element(name="doc", children=(meta, Element(name="p", children=(english,)))), "fr")
    assert text_of(spaced) == "oui ? why ?"


@pytest.mark.parametrize("language", ["nl", "de", "en"])
def test_other_languages_have_no_french_spaces(language: str) -> None:
    element = Element(name="p", children=("Ja ; nee : art. 2",))
    assert typeset(element, language) is element
    assert plain("Ja ;", language) == "Ja ;"
