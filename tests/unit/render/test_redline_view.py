"""A comparison as it is shown: sections, anchors, lines, what is told on demand."""

import pytest

from codetool.akn.read import read_expression
from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Place, Segment, Side, StaleReference
from codetool.render.counts import redline_labels
from codetool.render.redline_rows import Row
from codetool.render.redline_view import RedlineView, name_version, view_redline

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
        (True, ["art_1", "old-art_2"]),
    ]


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
    assert found.name == "Article sans numéro"


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
    stale = StaleReference(eid="art_3", num="3.", printed="point 2.2.", target="#art_2-2", was="2.2.", now="2.3.")
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
