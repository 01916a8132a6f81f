"""A draft becomes the adopted text: what is said about it changes, its words and ids do not."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.errors import RequestError, VersionError
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.text import text_of
from codetool.store.adopted_cover import Edit
from codetool.store.adopting import adopted_text, completed_text
from codetool.store.correction import correcting_text
from codetool.store.decision import Adoption, check_adoption, days_of
from codetool.store.lineage import identities_of
from codetool.store.meta_edit import with_metas
from codetool.validate import check_source

CASES = Path(__file__).parents[2] / "cases" / "validate"
ASKED = Adoption(adopted="2002-03-01", published="2002-03-10", in_force="2002-04-01")
REVISION = '<original eId="original" href="/akn/be/act/code/us/2001-01-01/specimen/fra@2001-01-01"'


def specimen(*edits: tuple[str, str], name: str = "draft.xml") -> Expression:
    text = (CASES / name).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return read_expression(text.encode())


def parts_of(expression: Expression) -> list[str]:
    """Return all that is not about the text: body, conclusions, annexes, as text with its ids."""
    document = with_metas(unfold_expression(expression).document, lambda _meta, _depth: Element(name="meta"))
    kept = [one for one in document.elements() if isinstance(one, Element) and one.name not in ("meta", "preface")]
    ids = [repr((one.name, one.eid, one.get("wId"))) for part in kept for one in part.descendants()]
    return ids + [text_of(one) for one in kept]


@pytest.mark.parametrize("name", ["draft.xml", "annexed.xml"])
def test_words_and_ids_stay_and_nothing_is_wrong_with_the_result(name: str) -> None:
    draft = specimen(name=name)
    made = adopted_text(draft, ASKED)
    content = write_expression(made.expression)
    assert parts_of(made.expression) == parts_of(draft)
    assert identities_of(made.expression) == identities_of(draft)
    assert [found.code for found in check_source(content, name)] == []
    assert b"2002-02-02.akn" not in content
    assert write_expression(adopted_text(draft, ASKED).expression) == content
    assert days_of(made.expression) == ASKED


def test_annexes_are_of_the_new_expression_too() -> None:
    made = write_expression(adopted_text(specimen(name="annexed.xml"), ASKED).expression).decode()
    annex = made.partition("<attachments>")[2]
    assert "fra@2002-03-01/!annexe_1" in annex
    assert "fra@2002-02-02" not in annex
    assert annex.count('<FRBRauthoritative value="true"/>') == annex.count("<FRBRExpression>") > 0
    assert '<FRBRdate date="2002-03-01" name="adoption"/>' in annex
    assert '<FRBRdate date="2001-01-01" name="generation"/>' in annex


def test_the_quoted_text_of_another_document_stays() -> None:
    quoted = '<quotedStructure eId="art_3__mod_1__qstr_1"><article wId="art_9"><num>9.</num><content><p>Neuf.</p>'
    made = write_expression(adopted_text(specimen(name="annexed.xml"), ASKED).expression).decode()
    assert quoted in made


def test_a_draft_that_changes_an_older_text_is_an_amendment_of_it() -> None:
    made = adopted_text(specimen(), ASKED).expression
    assert made.document.get("contains") == "singleVersion"
    assert [(one.date, one.type, one.source) for one in made.lifecycle.events] == [
        ("2001-01-01", "generation", "#original"),
        ("2002-02-02", "amendment", "#change"),
        ("2002-03-01", "amendment", "#adopted-draft"),
        ("2002-04-01", "amendment", "#adopted-draft"),
    ]
    assert REVISION in write_expression(made).decode()


def test_a_first_draft_is_the_making_of_the_text() -> None:
    first = specimen(
        (REVISION, REVISION.replace("fra@2001-01-01", "fra@2002-02-02")),
        ('<eventRef eId="eref_1" date="2001-01-01"', '<eventRef eId="eref_1" date="2002-02-02"'),
        ('        <eventRef eId="eref_2" date="2002-02-02" source="#change" type="amendment"/>\n', ""),
        (' end="#eref_2"', ""),
    )
    made = adopted_text(first, Adoption(adopted="2002-03-01", in_force="2002-03-01")).expression
    assert made.document.get("contains") == "originalVersion"
    assert [(one.eid, one.date, one.type) for one in made.lifecycle.events] == [("eref_1", "2002-03-01", "generation")]
    assert made.lifecycle.in_force_from() == "2002-03-01"
    assert REVISION.replace("fra@2001-01-01", "fra@2002-03-01") in write_expression(made).decode()


def test_comments_of_reviewers_stay_with_the_draft_notes_of_the_text_do_not() -> None:
    person = '<TLCPerson eId="reviewer_1" href="/akn/ontology/person/a" showAs="A. Lecteur"/>'
    draft = specimen(
        ('refersTo="#us"><p>Une remarque', 'refersTo="#reviewer_1"><p>Une remarque'),
        ('<TLCOrganization eId="us"', f'{person}<TLCOrganization eId="us"'),
        name="annexed.xml",
    )
    made = adopted_text(draft, ASKED)
    [told] = [one for one in made.told if one.edit is Edit.REMARKS]
    assert (told.text, told.became) == ("1", "A. Lecteur")
    text = write_expression(made.expression).decode()
    assert "Une note du texte." in text
    assert "Une remarque" not in text
    assert "Lecteur" not in text


STATUS = "<p><docStatus>projet</docStatus></p>"


@pytest.mark.parametrize(
    ("status", "left", "told"),
    [
        ("<p><docStatus>- 2e lecture, mai 2002 -</docStatus></p>", "", ["- 2e lecture, mai 2002 -"]),
        ("<p><b><docStatus>Projet</docStatus></b></p>", "", ["Projet"]),
        ("<p>Texte <docStatus>projet</docStatus> du bureau</p>", "Texte du bureau", ["projet"]),
        ("<p><docStatus>adopté par l'assemblée</docStatus></p>", "adopté par l'assemblée", []),
        ("<p><docStatus>projet adopté en commission</docStatus></p>", "", ["projet adopté en commission"]),
        (STATUS + STATUS, "", ["projet", "projet"]),
    ],
)
def test_a_state_is_taken_out_of_the_cover_and_nothing_else(status: str, left: str, told: list[str]) -> None:
    made = adopted_text(specimen((STATUS, status)), ASKED)
    preface = unfold_expression(made.expression).document.child("preface")
    assert preface is not None
    assert text_of(preface) == f"Texte de démonstration {left}".strip()
    assert [one.text for one in made.told if one.edit is Edit.STATUS] == told
    assert [one.text for one in made.told if one.edit is Edit.NUMBER] == ["2"]


def test_a_cover_that_said_nothing_else_goes() -> None:
    alone = specimen(("<p><docTitle>Texte de démonstration</docTitle></p>", ""))
    assert adopted_text(alone, ASKED).expression.document.child("preface") is None


@pytest.mark.parametrize("words", ["Avant-projet soumis au vote", "Ontwerp", "Version provisoire"])
def test_other_words_that_may_speak_of_a_draft_are_told_and_left(words: str) -> None:
    made = adopted_text(specimen((STATUS, f"{STATUS}<p>{words}</p>")), ASKED)
    assert [one.text for one in made.told if one.edit is Edit.WORDS] == [words]
    assert words in write_expression(made.expression).decode()


@pytest.mark.parametrize(
    ("date", "told", "kept"),
    [
        ('<docDate date="2002-03-05">mars 2002</docDate>', [], '<docDate date="2002-03-01">mars 2002</docDate>'),
        ('<docDate date="2002-02-02">2 février 2002</docDate>', ["2 février 2002"], 'date="2002-02-02">2 février'),
        ('<docDate date="2002-02-02">février 2002</docDate>', ["février 2002"], 'date="2002-02-02">février'),
    ],
)
def test_a_date_of_the_cover_keeps_its_words(date: str, told: list[str], kept: str) -> None:
    made = adopted_text(specimen((STATUS, f"{STATUS}<p>{date}</p>")), ASKED)
    assert [one.text for one in made.told if one.edit is Edit.DATE] == told
    assert kept in write_expression(made.expression).decode()


def test_a_title_that_says_draft_has_to_be_replaced() -> None:
    draft = specimen(("Texte de démonstration", "Projet de code d'essai"))
    with pytest.raises(RequestError, match=r"^the title says that this is a draft: “Projet de code d'essai”\. Give"):
        adopted_text(draft, ASKED)
    made = adopted_text(draft, Adoption(adopted="2002-03-01", title="Code d'essai"))
    assert made.expression.title == "Code d'essai"


def test_ids_of_the_text_are_not_taken_again() -> None:
    draft = specimen(('eId="us"', 'eId="adoption"'), ("#us", "#adoption"), ('eId="title_I"', 'eId="adopted"'))
    text = write_expression(adopted_text(draft, ASKED).expression).decode()
    assert 'refersTo="#adoption-2" outcome="#adopted-2"' in text
    assert '<TLCEvent eId="adoption-2"' in text


def test_a_variant_is_its_number_and_part_of_its_iri() -> None:
    made = adopted_text(specimen(), Adoption(adopted="2002-03-01", variant="adopted")).expression
    assert made.iri.endswith("fra@2002-03-01.adopted")
    assert made.identification.expression.version_number == "adopted"


def test_without_an_identification_no_version_can_be_told_apart() -> None:
    bare = (
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code">%s</act></akomaNtoso>'
    )
    for meta in (b"", b"<meta/>", b"<meta><identification/></meta>"):
        with pytest.raises(VersionError, match="the identification of the draft is not complete"):
            adopted_text(read_expression(bare % meta), ASKED)
    with pytest.raises(VersionError, match="the identification of the draft is not complete"):
        adopted_text(specimen(("/akn/be/act/code/us/2001-01-01/specimen/fra@2002-02-02", "no IRI")), ASKED)


def test_an_expression_that_does_not_say_whether_it_is_one_becomes_authoritative() -> None:
    silent = specimen(('          <FRBRauthoritative value="false"/>\n', ""))
    assert not adopted_text(silent, ASKED).expression.is_draft


def test_days_are_added_to_an_adopted_text_in_its_place() -> None:
    bare = adopted_text(specimen(), Adoption(adopted="2002-03-01")).expression
    assert write_expression(completed_text(bare, ASKED)) == write_expression(adopted_text(specimen(), ASKED).expression)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Adoption(adopted="2002-02-01"), "adopted on 2002-02-01, before the draft of 2002-02-02 was there"),
        (Adoption(adopted="2002-03-01", published="2002-02-28"), "published on 2002-02-28, before the adoption"),
        (Adoption(adopted="2002-03-01", in_force="2002-13-01"), "'2002-13-01' is no date"),
    ],
)
def test_days_that_cannot_be_are_refused(asked: Adoption, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        check_adoption(asked, "2002-02-02")
    check_adoption(Adoption(adopted="2002-02-02", published="2002-02-02", in_force="2001-01-01"), "2002-02-02")


IMPORTED = sorted((CASES.parent / "import").glob("*/expected.xml"))


def test_every_kind_of_text_that_is_imported_can_be_adopted_and_corrected() -> None:
    assert len(IMPORTED) > 40
    asked = Adoption(adopted="2099-03-01", published="2099-03-10", in_force="2099-04-01", title="Titre", body="Nous")
    for path in IMPORTED:
        draft = read_expression(path.read_bytes())
        made = adopted_text(draft, asked).expression
        corrected = correcting_text(made, made, "2099-05-01").expression
        for text in (made, corrected):
            assert list(check_schema(write_expression(text), path.parent.name)) == []
            assert identities_of(text) == identities_of(draft), path
            assert not text.is_draft
        assert days_of(corrected) == days_of(made)
