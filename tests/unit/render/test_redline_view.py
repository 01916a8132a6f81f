"""A comparison as it is shown: sections, anchors, lines, what is told on demand."""

from dataclasses import replace

import pytest

from codetool.akn.read import read_expression
from codetool.diff.changes import (
    ChangeSet,
    Correspondence,
    Effect,
    Ground,
    Kind,
    Op,
    Place,
    Segment,
    Side,
    StaleReference,
    Weight,
)
from codetool.render import render_redline, render_redline_markdown, render_redline_text
from codetool.render.counts import redline_labels
from codetool.render.redline_rows import Row
from codetool.render.redline_view import MOST_WEIGHTY, RedlineView, name_version, view_redline
from codetool.resources import load_table

SIDE = Side(iri="/akn/be/act/x", sha256="", title="Essai")
TITLE = Place(eid="title_1", num="TITRE 1 –", heading="Accueil", name="title")


def equal(text: str) -> Segment:
    return Segment(op=Op.EQUAL, text=text)


def gone(text: str) -> Segment:
    return Segment(op=Op.DELETE, text=text)


def come(text: str) -> Segment:
    return Segment(op=Op.INSERT, text=text)


def place(num: str, *, parent: str = "title_1", breaks: tuple[int, ...] = (), name: str = "article") -> Place:
    return Place(eid=f"art_{num}", num=f"{num}.", name=name, parents=(parent,) if parent else (), breaks=breaks)


def row(old: Place | None, new: Place | None, *segments: Segment, kinds: tuple[Kind, ...]) -> Correspondence:
    return Correspondence(
        old=(old,) if old else (), new=(new,) if new else (), kinds=kinds, segments=segments or (equal("Texte."),)
    )


def unchanged(found: Place) -> Correspondence:
    return row(found, found, kinds=(Kind.UNCHANGED,))


def view(
    *articles: Correspondence, others: tuple[Correspondence, ...] = (), stale: tuple[StaleReference, ...] = ()
) -> RedlineView:
    changes = ChangeSet(old=SIDE, new=SIDE, articles=articles, others=others, stale=stale)
    return view_redline(changes, "fr", old_name="Ancien", new_name="Nouveau")


def only(found: RedlineView) -> Row:
    ((shown,),) = (section.rows for section in found.sections)
    return shown


def test_articles_stand_under_the_heading_of_their_title() -> None:
    other = Place(eid="title_2", num="TITRE 2", name="title")
    found = view(
        unchanged(place("1")),
        unchanged(place("2", parent="title_2")),
        others=(unchanged(TITLE), unchanged(other)),
    )
    assert [(s.own.name if s.own else "", [r.name for r in s.rows]) for s in found.sections] == [
        ("TITRE 1 –", ["1."]),
        ("TITRE 2", ["2."]),
    ]
    assert found.front == ()


def test_a_removed_article_stands_under_the_heading_that_was_open() -> None:
    removed = row(place("2", parent="title_9"), None, gone("Texte."), kinds=(Kind.REMOVED,))
    found = view(removed, unchanged(place("1")), removed, others=(unchanged(TITLE),))
    assert [(s.own is not None, [r.anchor for r in s.rows]) for s in found.sections] == [
        (False, ["old-art_2"]),
        (True, ["art_1", "old-art_2~2"]),  # the same article twice: ids stay unique
    ]


def test_what_has_no_id_has_an_anchor_that_a_link_can_lead_to() -> None:
    found = view(unchanged(Place(eid="#3", num="", name="article")))
    assert only(found).anchor == "~3"


def test_articles_without_a_title_stand_in_a_section_without_a_heading() -> None:
    found = view(unchanged(place("1", parent="")))
    assert [section.own for section in found.sections] == [None]


def test_what_is_no_article_is_told_apart() -> None:
    preface = Place(eid="preface", name="preface")
    meta = Place(eid="meta", name="meta", breaks=(4,))
    body = Place(eid="body", name="body")
    emptied = Correspondence(old=(body,), new=(body,), kinds=(Kind.UNCHANGED,), segments=())
    statements = row(meta, meta, equal("Un. "), gone("Deux."), come("Trois."), kinds=(Kind.MODIFIED,))
    found = view(unchanged(place("1")), others=(unchanged(TITLE), unchanged(preface), emptied, statements))
    assert [shown.name for shown in found.front] == ["Couverture et préface"]
    assert [shown.lines for shown in found.meta] == [((gone("Deux."),), (come("Trois."),))]


def test_metadata_that_did_not_change_are_left_out() -> None:
    found = view(others=(unchanged(Place(eid="meta", name="meta")),))
    assert (found.front, found.meta) == ((), ())


@pytest.mark.parametrize(
    ("kinds", "hidden", "folded"),
    [
        ((Kind.UNCHANGED,), True, False),
        ((Kind.TYPOGRAPHIC,), True, False),
        ((Kind.UNCHANGED, Kind.RENUMBERED), False, True),
        ((Kind.UNCHANGED, Kind.MOVED), False, False),
        ((Kind.TYPOGRAPHIC, Kind.RENUMBERED), False, False),
        ((Kind.MODIFIED,), False, False),
    ],
)
def test_what_is_shown_on_demand(kinds: tuple[Kind, ...], *, hidden: bool, folded: bool) -> None:
    shown = only(view(row(place("1"), place("2"), kinds=kinds)))
    assert (shown.is_hidden, shown.is_folded) == (hidden, folded)


def test_a_section_is_hidden_where_all_in_it_is() -> None:
    changed = row(place("2"), place("2"), gone("Un"), come("Deux"), kinds=(Kind.MODIFIED,))
    renamed = row(TITLE, TITLE, gone("Un"), come("Deux"), kinds=(Kind.MODIFIED,))
    assert view(unchanged(place("1")), others=(unchanged(TITLE),)).sections[0].is_hidden
    assert not view(unchanged(place("1")), changed).sections[0].is_hidden
    assert not view(unchanged(place("1")), others=(renamed,)).sections[0].is_hidden


def test_a_renumbered_and_moved_article_says_from_what_and_from_where() -> None:
    moved = row(place("3", parent="title_5"), place("1"), kinds=(Kind.UNCHANGED, Kind.RENUMBERED, Kind.MOVED))
    old_title = Place(eid="title_5", num="TITRE 5 –", heading="Frais", name="title")
    gone_title = row(old_title, None, gone("Frais"), kinds=(Kind.REMOVED,))
    shown = only(view(moved, others=(gone_title,)))
    assert (shown.became, shown.came_from) == ("3 devient 1", "venait de : TITRE 5 Frais")


def test_a_moved_article_says_the_eid_of_a_place_without_a_name() -> None:
    moved = row(place("3", parent="title_5"), place("3"), kinds=(Kind.UNCHANGED, Kind.MOVED))
    assert only(view(moved)).came_from == "venait de : title_5"
    nameless = row(Place(eid="title_5", name="title"), None, gone("Un"), kinds=(Kind.REMOVED,))
    assert only(view(moved, others=(nameless,))).came_from == "venait de : title_5"
    at_the_top = row(place("3", parent=""), place("3"), kinds=(Kind.UNCHANGED, Kind.MOVED))
    assert only(view(at_the_top)).came_from == ""


def test_an_article_without_a_number_is_named_by_what_it_is() -> None:
    found = only(view(unchanged(Place(eid="#1"))))
    assert found.name == "Article sans numéro (#1)"


def test_what_has_no_number_is_named_by_what_it_is_and_what_it_stands_in() -> None:
    title = Place(eid="title_2", name="title")
    alinea = Place(eid="alinea#3", name="alinea", parents=("title_1",))
    found = view(others=(unchanged(TITLE), unchanged(title), unchanged(alinea)))
    assert [shown.name for shown in found.front] == ["TITRE 1 –", "Titre", "Alinéa (TITRE 1 Accueil)"]


@pytest.mark.parametrize(
    ("kinds", "consequential", "markup", "facets", "look"),
    [
        ((Kind.UNCHANGED,), False, False, ("unchanged",), "quiet unchanged-row"),
        ((Kind.UNCHANGED,), False, True, ("markup",), "change markup-row"),
        ((Kind.UNCHANGED, Kind.RENUMBERED), False, False, ("renumbered",), "folded renumbered-row"),
        ((Kind.MODIFIED, Kind.MOVED), False, False, ("modified", "moved"), "change modified-row"),
        ((Kind.MODIFIED, Kind.RENUMBERED), True, False, ("consequential", "renumbered"), "change consequential-row"),
    ],
)
def test_what_a_row_is_filtered_by_and_looks_like(
    kinds: tuple[Kind, ...], facets: tuple[str, ...], look: str, *, consequential: bool, markup: bool
) -> None:
    changed = replace(row(place("1"), place("2"), kinds=kinds), consequential=consequential, markup=markup)
    shown = only(view(changed))
    assert (shown.facets, shown.look) == (facets, look)


def test_a_split_and_a_merger_name_all_numbers() -> None:
    split = Correspondence(
        old=(place("3"),), new=(place("3"), place("4"), place("5")), kinds=(Kind.SPLIT,), segments=()
    )
    merged = Correspondence(old=(place("7"), place("8")), new=(place("9"),), kinds=(Kind.MERGED,), segments=())
    (section,) = view(split, merged).sections
    assert [shown.became for shown in section.rows] == ["3 devient 3, 4 et 5", "7 et 8 deviennent 9"]
    assert [(shown.old_number, shown.new_number) for shown in section.rows] == [("3", "3, 4, 5"), ("7, 8", "9")]


def test_what_happened_agrees_with_what_it_happened_to() -> None:
    def words(name: str, *, several: bool = False, kind: Kind = Kind.MODIFIED) -> str:
        old = (place("7", name=name), place("8", name=name)) if several else (place("7", name=name),)
        found = Correspondence(
            old=old, new=(place("9", name=name),), kinds=(kind, Kind.RENUMBERED, Kind.MOVED), segments=()
        )
        shown = only(view(found))
        assert several or shown.words == shown.words_of_old
        return shown.words_of_old

    assert words("article") == "modifié, renuméroté, déplacé"
    assert words("section") == "modifiée, renumérotée, déplacée"
    assert words("article", several=True, kind=Kind.MERGED) == "fusionnés, renumérotés, déplacés"
    assert words("section", several=True, kind=Kind.MERGED) == "fusionnées, renumérotées, déplacées"
    # Beside the name of the one that they became, several are one.
    merged = Correspondence(old=(place("7"), place("8")), new=(place("9"),), kinds=(Kind.MERGED,), segments=())
    assert (only(view(merged)).words, only(view(merged)).words_of_old) == ("fusionné", "fusionnés")
    assert words("preface") == "modifiées, renumérotées, déplacées"


def test_labels_on_a_page_break_no_line_before_a_sign() -> None:
    changed = row(place("1"), place("1"), equal("Il "), gone("peut"), kinds=(Kind.MODIFIED,))
    lost = replace(changed, effects=(Effect(ground=Ground.PERMISSION, weight=Weight.HIGH, old="a : b"),))
    (reason,) = only(view_redline(ChangeSet(old=SIDE, new=SIDE, articles=(lost,)), "fr", on_page=True)).reasons
    # The words of a text stay as they are stored.
    assert reason.text == "permission\u00a0: suppression de «\u202fa : b\u202f»"
    assert only(view(lost)).reasons[0].text == "permission : suppression de « a : b »"


def test_texts_without_articles_have_nothing_to_count() -> None:
    body = row(
        Place(eid="body", name="body"), Place(eid="body", name="body"), gone("Un "), equal("texte."),
        kinds=(Kind.MODIFIED,),
    )  # fmt: skip
    found = view(others=(body,))
    assert not found.has_articles
    text, markdown = render_redline_text(found), render_redline_markdown(found)
    page = render_redline(found, "fr")
    for told in (text, markdown, page.replace("&#39;", "'")):
        assert "Aucun des deux textes n'a d'articles." in told
        assert "mots ajoutés : 0" not in told
        assert "gardent leur numéro" not in told
    assert view(unchanged(place("1")), others=(body,)).has_articles


def test_counts_agree_with_what_they_count() -> None:
    changed = row(place("1"), place("2"), kinds=(Kind.MODIFIED, Kind.RENUMBERED))
    follows = replace(row(place("3"), place("4"), kinds=(Kind.MODIFIED, Kind.RENUMBERED)), consequential=True)
    assert view(changed).told_figures == (("modifié", 1, False), ("renuméroté", 1, False))
    assert view(changed, follows, unchanged(place("5"))).told_figures == (
        ("inchangé", 1, False), ("modifiés", 2, False), ("suit une renumérotation", 1, True), ("renumérotés", 2, False),
    )  # fmt: skip


def test_only_words_that_there_are_have_other_forms() -> None:
    for language, forms in load_table("templates/redline/agreement.toml").items():
        elements = forms["elements"]
        assert set(elements.values()) <= forms.keys()
        for form in forms.keys() - {"elements"}:
            assert forms[form].keys() <= redline_labels(language).keys()


def test_figures_tell_what_only_follows_a_renumbering_as_a_part() -> None:
    follows = replace(row(place("1"), place("2"), kinds=(Kind.MODIFIED, Kind.RENUMBERED)), consequential=True)
    assert view(follows, unchanged(place("3"))).figures == (
        ("unchanged", 1, False), ("modified", 1, False), ("consequential", 1, True), ("renumbered", 1, False),
    )  # fmt: skip


def test_the_weightiest_are_told_in_two_lots_and_all_weights_counted() -> None:
    heavy = Effect(ground=Ground.OBLIGATION, weight=Weight.HIGH, new="doit")
    light = Effect(ground=Ground.WORDING, weight=Weight.LOW, new="bref")
    rows = [
        replace(row(place(str(i)), place(str(i)), come("Un"), kinds=(Kind.MODIFIED,)), effects=(heavy, light))
        for i in range(MOST_WEIGHTY + 3)
    ]
    found = view(*rows, replace(rows[0], effects=(light,)))
    assert (len(found.first_weightiest), len(found.more_weightiest)) == (MOST_WEIGHTY, 3)
    assert found.weights == ((Weight.HIGH, MOST_WEIGHTY + 3), (Weight.MEDIUM, 0), (Weight.LOW, MOST_WEIGHTY + 4))
    assert [reason.text for reason in found.weightiest[0].gravest] == ["obligation : ajout de « doit »"]


@pytest.mark.parametrize(
    ("old_breaks", "new_breaks", "segments", "lines"),
    [
        pytest.param((4,), (4,), (equal("Un. Deux."),), ["Un.", "Deux."], id="a line for each block"),
        pytest.param(
            (), (4,), (equal("Un."), come(" Deux.")), ["Un.", "{+Deux.+}"], id="a paragraph put in at the end"
        ),
        pytest.param(
            (4,), (4, 10), (equal("Un. "), come("Trois "), equal("Deux.")), ["Un.", "{+Trois+}", "Deux."],
            id="a paragraph put in between",
        ),
        pytest.param(
            (4, 10), (4,), (equal("Un. "), gone("Trois "), equal("Deux.")), ["Un.", "[-Trois-]", "Deux."],
            id="a paragraph taken out",
        ),
        pytest.param(
            (4,), (4,), (equal("Un. "), gone("Deux"), come("Trois"), equal(" fois.")),
            ["Un.", "[-Deux-]{+Trois+} fois."], id="a word replaced where a paragraph begins stays on its line",
        ),
        pytest.param((), (), (equal(""),), [], id="nothing"),
    ],
)  # fmt: skip
def test_a_text_is_shown_in_lines(
    old_breaks: tuple[int, ...], new_breaks: tuple[int, ...], segments: tuple[Segment, ...], lines: list[str]
) -> None:
    old, new = place("1", breaks=old_breaks), place("1", breaks=new_breaks)
    shown = only(view(row(old, new, *segments, kinds=(Kind.MODIFIED,))))
    marks = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    assert ["".join(marks[part.op].format(part.text) for part in line) for line in shown.lines] == lines


def test_references_are_told_with_bare_numbers() -> None:
    stale = StaleReference(
        eid="art_3", num="3.", printed="point 2.2.", target="#art_2-2", was="2.2.", now="2.3.", fix="point 2.3."
    )
    (told,) = view(stale=(stale,)).stale
    assert (told.num, told.printed, told.was, told.now) == ("3", "point 2.2.", "2.2", "2.3")
    assert told.fix == "point 2.3."


def test_counts_are_those_of_the_kinds_that_occur() -> None:
    found = view(unchanged(place("1")), row(place("2"), place("3"), kinds=(Kind.UNCHANGED, Kind.RENUMBERED)))
    assert found.counts == (("unchanged", 2), ("renumbered", 1))
    assert found.has_changes


def test_sides_are_named_by_their_titles_where_no_name_is_given() -> None:
    named = view_redline(ChangeSet(old=SIDE, new=SIDE, articles=()), "fr")
    assert (named.old_name, named.new_name, named.old_iri) == ("Essai", "Essai", "/akn/be/act/x")


def test_a_version_is_named_by_title_state_and_date() -> None:
    source = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta><identification '
        'source="#a"><FRBRExpression><FRBRdate date="2020-03-01" name=""/>{}</FRBRExpression></identification></meta>'
        "<preface><p><docTitle>Essai</docTitle> <docStatus>- projet -</docStatus></p></preface><body/></act>"
        "</akomaNtoso>"
    )
    numbered = read_expression(source.format('<FRBRversionNumber value="v2"/>').encode())
    assert name_version(numbered, "fr") == "Essai – v2 – 1er mars 2020"
    assert name_version(read_expression(source.format("").encode()), "en") == "Essai – projet – 1 March 2020"


def test_every_language_has_every_label() -> None:
    languages = [redline_labels(language) for language in ("fr", "en", "nl", "de")]
    assert len({frozenset(labels) for labels in languages}) == 1
    assert {kind.value for kind in Kind} <= languages[0].keys()
    assert redline_labels("xx") == redline_labels("en")


def test_what_moved_among_its_like_says_behind_which_it_stood() -> None:
    first, second, third = (replace(place(str(i)), at=(10 * i, 10 * i + 5)) for i in (1, 2, 3))
    moved = row(third, replace(first, num="1."), kinds=(Kind.UNCHANGED, Kind.RENUMBERED, Kind.MOVED))
    rows = view(moved, unchanged(first), unchanged(second)).rows
    assert [shown.came_from for shown in rows] == ["venait après : 2", "", ""]


def test_a_number_of_which_only_the_marks_changed_is_told_with_them() -> None:
    renumbered = row(place("1"), replace(place("1"), num="1"), kinds=(Kind.UNCHANGED, Kind.RENUMBERED))
    assert only(view(renumbered)).became == "1. devient 1"
