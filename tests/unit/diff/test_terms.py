"""Terms that a text defines, in four languages."""

import pytest

from codetool.diff.changes import Correspondence, Kind, Op, Place, Segment
from codetool.diff.lexicon import load_lexicon
from codetool.diff.terms import defined_here, defined_in, find_terms


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("fra", "On entend par « usager » toute personne.", ["usager"]),
        ("fra", "On entend par : | 1° usager : toute personne ; | 2° « le centre » : le CPAS.", ["centre", "usager"]),
        ("fra", "La Commission (ci-après, la « CSSF ») surveille. | Elle note ceci : rien.", ["CSSF"]),
        ("fra", "Il entend par là ceci.", []),
        ("fra", "« Usager » désigne toute personne.", ["Usager"]),
        ("nld", "Wordt verstaan onder: | 1° gebruiker: elke persoon.", ["gebruiker"]),
        ("nld", "De commissie, hierna genoemd “de commissie”, beslist.", ["commissie"]),
        ("deu", "Im Sinne dieses Gesetzes sind: | 1. „Nutzer“: jede Person.", ["Nutzer"]),
        ("eng", "“User” means any person.", ["User"]),
        ("eng", "The board (hereinafter “the board”) decides.", ["board"]),
    ],
)
def test_terms_are_found_where_they_are_defined(language: str, text: str, terms: list[str]) -> None:
    blocks = text.split(" | ")
    offsets = [len(" ".join(blocks[:i])) + 1 for i in range(1, len(blocks))]
    assert sorted({*defined_in(" ".join(blocks), offsets, load_lexicon(language))}) == terms


def test_a_passage_defines_only_terms_that_are_known() -> None:
    lexicon = load_lexicon("fra")
    assert defined_here("On entend par « usager » toute personne.", [(0, 10)], frozenset(), lexicon) == {}


def test_what_both_sides_say_counts_twice_where_only_a_reference_followed() -> None:
    def row(text: str, *, consequential: bool) -> Correspondence:
        return Correspondence(
            old=(Place(eid="a"),),
            new=(Place(eid="a"),),
            kinds=(Kind.MODIFIED,),
            segments=(Segment(op=Op.EQUAL, text=text),),
            consequential=consequential,
        )

    lexicon = load_lexicon("fra")
    once, often = "Le crieur doit agir. L'huissier peut agir.", "Le crieur peut signer. Un tiers doit agir."
    terms = find_terms([row(once, consequential=True), row(often, consequential=True)], lexicon)
    assert sorted(terms) == ["crieur"]
    assert sorted(find_terms([row(often, consequential=False)], lexicon)) == []
