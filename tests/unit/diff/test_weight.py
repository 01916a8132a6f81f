"""What changes weigh: pairs of sentences in four languages (`tests/cases/weight`), and rows of a comparison."""

import tomllib
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from codetool.diff.blocks import diff_blocks
from codetool.diff.changes import ChangeSet, Correspondence, Effect, Ground, Kind, Op, Place, Segment, Side, Weight
from codetool.diff.tokens import plain_form
from codetool.diff.weight import weigh

SIDE = Side(iri="", sha256="")
TABLES = sorted((Path(__file__).parents[2] / "cases" / "weight").glob("*.toml"))
CASES = [(table.stem, case) for table in TABLES for case in tomllib.loads(table.read_text("utf-8"))["case"]]


def _side(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text, a block a line, as one line with the offsets at which its blocks begin."""
    blocks = text.split("\n")
    return " ".join(blocks), tuple(accumulate(len(block) + 1 for block in blocks[:-1]))


def pair(old: str, new: str, **more: Any) -> Correspondence:  # noqa: ANN401 - fields of several types
    (before, before_breaks), (after, after_breaks) = _side(old), _side(new)
    same = plain_form(before) == plain_form(after)
    kind = Kind.UNCHANGED if before == after else Kind.TYPOGRAPHIC if same else Kind.MODIFIED
    return Correspondence(
        old=(Place(eid="art_1", breaks=before_breaks),),
        new=(Place(eid="art_1", breaks=after_breaks),),
        kinds=(kind,),
        segments=diff_blocks(before, before_breaks, after, after_breaks),
        **more,
    )


def one_sided(text: str, kind: Kind) -> Correspondence:
    place = (Place(eid="art_2"),)
    inserted = kind is Kind.INSERTED
    op = Op.INSERT if inserted else Op.DELETE
    segments = (Segment(op=op, text=text),)
    return Correspondence(
        old=() if inserted else place, new=place if inserted else (), kinds=(kind,), segments=segments
    )


def weighed(*rows: Correspondence, language: str = "fra", numbers: dict[str, str] | None = None) -> Correspondence:
    """Return the first of the rows, weighed in the company of the others."""
    return weigh(ChangeSet(old=SIDE, new=SIDE, articles=rows), language, numbers or {}).articles[0]


def told(effect: Effect) -> str:
    ground = f"{effect.was} → {effect.ground}" if effect.was else effect.ground
    return f"{effect.weight} {ground}: {effect.old or '∅'} → {effect.new or '∅'}"


def grounds(row: Correspondence) -> list[str]:
    return [told(effect) for effect in row.effects]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case['name']}" for language, case in CASES])
def test_a_pair(language: str, case: dict[str, Any]) -> None:
    assert grounds(weighed(pair(case["old"], case["new"]), language=language)) == case["effects"]


def test_there_are_pairs_in_each_language() -> None:
    counts = {table.stem: sum(language == table.stem for language, _ in CASES) for table in TABLES}
    assert sorted(counts) == ["deu", "eng", "fra", "nld"]
    assert counts["fra"] >= 40
    assert min(counts.values()) >= 6


def test_no_pair_weighs_when_nothing_changes() -> None:
    assert [weighed(pair(case["new"], case["new"]), language=language).effects for language, case in CASES] == [
        ()
    ] * len(CASES)


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case['name']}" for language, case in CASES])
def test_the_way_back_weighs_something_too(language: str, case: dict[str, Any]) -> None:
    there = weighed(pair(case["old"], case["new"]), language=language)
    back = weighed(pair(case["new"], case["old"]), language=language)
    assert bool(there.effects) == bool(back.effects)


def test_an_inserted_article_weighs_what_it_says() -> None:
    row = one_sided("Le membre doit répondre dans les dix jours. Il peut se faire assister.", Kind.INSERTED)
    assert grounds(weighed(row)) == [
        "high obligation: ∅ → doit",
        "medium permission: ∅ → peut",
        "medium time_limit: ∅ → dix jours",
    ]
    assert weighed(row).weight is Weight.HIGH


def test_a_removed_article_without_marks_is_a_provision_that_went() -> None:
    row = weighed(one_sided("La commission statue en fait et en droit sur le recours du membre.", Kind.REMOVED))
    assert [(effect.ground, effect.weight) for effect in row.effects] == [(Ground.PROVISION, Weight.MEDIUM)]


def test_an_unchanged_row_weighs_nothing() -> None:
    row = weighed(pair("Il doit agir.", "Il doit agir."))
    assert (row.effects, row.weight) == ((), Weight.NONE)


def test_typography_comes_last() -> None:
    row = weighed(pair("Il doit agir, seul.", "Il doit agir seul."))
    assert [(effect.ground, effect.weight) for effect in row.effects] == [(Ground.TYPOGRAPHY, Weight.NONE)]


def test_a_row_that_only_follows_a_renumbering_weighs_nothing() -> None:
    row = weighed(pair("Il agit selon l'article 5.", "Il agit selon l'article 6.", consequential=True))
    assert grounds(row) == ["none reference: 5 → 6"]


def test_a_reference_that_follows_a_renumbering_is_silent_beside_other_changes() -> None:
    old, new = "Il peut agir selon l'article 5.", "Il doit agir selon l'article 6."
    assert "reference" not in " ".join(grounds(weighed(pair(old, new), numbers={"5": "6"})))
    assert "high reference: article 5 → article 6" in grounds(weighed(pair(old, new)))


def test_a_term_defined_elsewhere_is_known_where_its_use_changes() -> None:
    definition = pair("On entend par « dossier social » tout écrit.", "On entend par « dossier social » tout écrit.")
    other = pair("On entend par « fichier » toute liste.", "On entend par « fichier » toute liste.")
    row = weighed(pair("Il remet le dossier social au juge.", "Il remet le fichier au juge."), definition, other)
    assert grounds(row) == ["medium defined_term: dossier social → fichier"]


def test_those_whom_the_text_often_binds_are_known_as_actors() -> None:
    bound = [pair(f"Le gérant doit {verb}. Le tuteur peut {verb}.", f"Le gérant doit {verb}. Le tuteur peut {verb}.")
             for verb in ("écrire", "signer", "payer")]  # fmt: skip
    row = weighed(pair("Le gérant signe l'acte.", "Le tuteur signe l'acte."), *bound)
    assert grounds(row) == ["high addressee: gérant → tuteur"]


def test_metadata_weigh_nothing() -> None:
    place = (Place(eid="meta", name="meta"),)
    segments = (Segment(op=Op.DELETE, text="peut"), Segment(op=Op.INSERT, text="doit"))
    row = Correspondence(old=place, new=place, kinds=(Kind.MODIFIED,), segments=segments)
    assert weigh(ChangeSet(old=SIDE, new=SIDE, articles=(), others=(row,)), "fra", {}).others[0].effects == ()


def test_the_frame_of_the_text_binds_nobody() -> None:
    place = (Place(eid="preface", name="preface"),)
    segments = (Segment(op=Op.DELETE, text="juin 2001"), Segment(op=Op.INSERT, text="septembre 2001"))
    row = Correspondence(old=place, new=place, kinds=(Kind.MODIFIED,), segments=segments)
    found = weigh(ChangeSet(old=SIDE, new=SIDE, articles=(), others=(row,)), "fra", {}).others[0]
    assert grounds(found) == ["low wording: juin 2001 → septembre 2001"]


def test_a_language_without_words_still_tells_wording() -> None:
    row = weighed(pair("Hän voi toimia.", "Hän saa toimia."), language="fin")
    assert grounds(row) == ["low wording: voi → saa"]


def test_the_place_of_an_effect_is_a_changed_segment() -> None:
    row = weighed(pair("Il peut agir dans les dix jours.", "Il doit agir dans les vingt jours."))
    assert [row.segments[effect.segment].text for effect in row.effects] == ["peut", "dix"]


def test_a_long_text_is_weighed_in_time_that_grows_with_it() -> None:
    sentence = "Le membre doit répondre dans les quinze jours, sauf accord du président, et peut écrire à l'article 5. "
    row = weighed(one_sided(sentence * 2000, Kind.INSERTED))
    assert row.weight is Weight.HIGH
    assert len(row.effects) < 10


def test_whoever_a_heading_names_does_not_act() -> None:
    assert grounds(weighed(pair("Titre 1 – Le bureau", "Titre 1 – Le bureau et l'assemblée"))) == [
        "low wording: ∅ → et l'assemblée"
    ]


def test_a_space_within_a_word_puts_nobody_else_in_its_place() -> None:
    row = weighed(
        pair("Le fonctionnaire quitte le service demain.", "Le fonctionnair e quitte le service demain soir.")
    )
    assert grounds(row) == ["low wording: ∅ → soir", "none typography: fonctionnaire → fonctionnair e"]


def test_a_definition_that_only_gets_another_number_is_not_deleted() -> None:
    old = "On entend par :\n1° « client » : la personne qui paie;\n2° « tableau » : la liste des membres."
    new = old.replace("2°", "2° « stagiaire » : la personne en stage;\n3°")
    assert [one for one in grounds(weighed(pair(old, new))) if "definition" in one] == [
        "high definition: ∅ → stagiaire"
    ]
