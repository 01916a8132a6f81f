import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.model.markup import Comment, Element
from codetool.model.text import text_of
from codetool.render.typography import NARROW, NO_BREAK, plain, space_pieces, typeset


def shown(*pieces: str, language: str = "fr") -> tuple[str, ...]:
    return tuple(p.replace(NARROW, "_").replace(NO_BREAK, "~") for p in space_pieces(pieces, language))


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
        ("40%, 3€ et 2 ‰", "40_%, 3_€ et 2_‰"),
        ("3 euros, 10 000 € et 2 millions", "3~euros, 10_000_€ et 2~millions"),
        ("à 20 °C, 5 km, 30 m² et 2 kg", "à 20~°C, 5~km, 30~m² et 2~kg"),
        ("M. Dupont, Mme Dupont, MM. Dupont et Durand", "M.~Dupont, Mme~Dupont, MM.~Dupont et Durand"),
        ("J. Dupont et J.-P. Durand, Me Dupont", "J.~Dupont et J.-P.~Durand, Me~Dupont"),
        ("nos 5 et no 6, n\u00ba 7", "nos 5 et no 6, n\u00ba~7"),
        ("le 2e alinéa, la 3e phrase", "le 2e~alinéa, la 3e~phrase"),
        ("au XIXe siècle, au Ier siècle", "au XIXe~siècle, au Ier~siècle"),
        ("de 10 h 30 à 18 h", "de 10~h~30 à 18~h"),
        ("l'article L. 111-1, l'article premier", "l'article~L.~111-1, l'article~premier"),
        ("« dit « oui » »", "«_dit «_oui_»_»"),
        ("«\u202foui\u202f»\u00a0; «\u00a0non\u00a0»", "«_oui_»_; «_non_»"),
        ("un mot – une incise – suit", "un mot –~une incise~– suit"),
        ("TITRE 1 – OBJET", "TITRE~1 – OBJET"),
        ("les 7, 8, etc.", "les 7, 8,~etc."),
        ("au paragraphe 3, section 2, livre II, partie I", "au paragraphe~3, section~2, livre~II, partie~I"),
        ("au 02 123 45 67, en 2001 200 mots", "au 02 123 45 67, en 2001 200 mots"),
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
        "https://example.org/a%20b et 5%20",
        "les 5 l'ont dit, il a 2 t’ es",
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


TEXTS = st.text(alphabet="ab1 \n\u00a0\u202f;:!?«»\"'.,(%€–zBIhm0", max_size=40)
LANGUAGES = st.sampled_from(["fr", "nl", "de", "en", "fi"])


@given(TEXTS, LANGUAGES)
def test_spacing_twice_is_spacing_once(text: str, language: str) -> None:
    once = space_pieces([text], language)
    assert space_pieces(once, language) == once


@given(st.lists(TEXTS, max_size=5), LANGUAGES)
def test_only_spaces_change_and_pieces_do_not_matter(pieces: list[str], language: str) -> None:
    spaced = "".join(space_pieces(pieces, language))
    assert "".join(spaced.split()) == "".join("".join(pieces).split())
    assert space_pieces(["".join(pieces)], language) == (spaced,)


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


def test_metadata_stay_and_what_is_in_another_language_has_its_own_spaces() -> None:
    english = Element(name="span", attributes=(("xml:lang", "eng"),), children=("why ? see No. 5",))
    meta = Element(name="meta", children=(Element(name="note", children=("oui ?",)),))
    spaced = typeset(
        Element(name="doc", children=(meta, Element(name="p", children=("oui, ", english, " puis ?")))), "fr"
    )
    assert text_of(spaced) == f"oui ? oui, why ? see No.{NO_BREAK}5 puis{NARROW}?"


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("art. 5, artikel 6 en artikelen 7", "art.~5, artikel~6 en artikelen~7"),
        ("nr. 5, blz. 3, § 2", "nr.~5, blz.~3, §~2"),
        ("hoofdstuk II, bijlage 1, lid 2", "hoofdstuk~II, bijlage~1, lid~2"),
        ("op 7 juni 2001 om 10 uur", "op 7~juni 2001 om 10~uur"),
        ("€ 5, 5 euro, 10 000 euro, 40 %", "€~5, 5~euro, 10_000~euro, 40~%"),
        ("dhr. Peeters, mevr. Peeters, Mr. Peeters", "dhr.~Peeters, mevr.~Peeters, Mr.~Peeters"),
        ("5 km en 20 °C", "5~km en 20~°C"),
        ("„ja” ; 'nee' : \"ja\" «nee»?", "„ja” ; 'nee' : \"ja\" «nee»?"),
    ],
)
def test_spaces_are_those_of_dutch_print(stored: str, printed: str) -> None:
    assert shown(stored, language="nl") == (printed,)


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("z. B. heute, d. h. nie, i. V. m. § 5", "z._B. heute, d._h. nie, i._V._m. §~5"),
        ("z.B. heute", "z.B. heute"),
        ("Art. 5 Abs. 2 Satz 1 Nr. 3", "Art.~5 Abs.~2 Satz~1 Nr.~3"),
        ("§§ 5 und 6, Absatz 2, Kapitel IV", "§§~5 und 6, Absatz~2, Kapitel~IV"),
        ("Buchst. a und lit. b", "Buchst.~a und lit.~b"),
        ("am 7. Juni 2001 um 10.30 Uhr", "am 7.~Juni 2001 um 10.30~Uhr"),
        ("40 %, 5 €, 10 000 Euro, 3 Mio. EUR", "40_%, 5_€, 10_000~Euro, 3~Mio. EUR"),
        ("Dr. Muster, Prof. Dr. Muster", "Dr.~Muster, Prof.~Dr.~Muster"),
        ("„ja“ ; »nein« : so!", "„ja“ ; »nein« : so!"),
    ],
)
def test_spaces_are_those_of_german_print(stored: str, printed: str) -> None:
    assert shown(stored, language="de") == (printed,)


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("section 5, s. 6 and ss. 7, art. 8", "section~5, s.~6 and ss.~7, art.~8"),
        ("No. 5, Nos. 6 and 7, para. 2, p. 3", "No.~5, Nos.~6 and 7, para.~2, p.~3"),
        ("Part II of Schedule 3", "Part~II of Schedule~3"),
        ("in this section I mean", "in this section I mean"),
        ("on 7 June 2001, June 8, 2001, 1st July", "on 7~June 2001, June~8, 2001, 1st~July"),
        ("Mr Smith, Mrs. Smith, Dr Smith", "Mr~Smith, Mrs.~Smith, Dr~Smith"),
        ("10 000 euros, £ 5, 3 million, 5 km", "10_000~euros, £~5, 3~million, 5~km"),
        ("at 10 a.m., at 5 pm", "at 10~a.m., at 5~pm"),
        ("“yes” ; 'no' : so !", "“yes” ; 'no' : so !"),
    ],
)
def test_spaces_are_those_of_english_print(stored: str, printed: str) -> None:
    assert shown(stored, language="en") == (printed,)


def test_a_language_without_rules_stays_as_it_is() -> None:
    element = Element(name="p", children=("Kyllä ; ei : 10 000 %",))
    assert typeset(element, "fi") == element
    assert plain("Kyllä ; 5 %", "fi") == "Kyllä ; 5 %"


def test_a_region_makes_no_other_language() -> None:
    assert plain("art. 5", "nl-BE") == f"art.{NO_BREAK}5"
    assert typeset(Element(name="p", children=("oui ?",)), "fr-BE").children == (f"oui{NARROW}?",)
