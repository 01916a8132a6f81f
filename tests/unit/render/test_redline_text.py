"""A comparison as text for a terminal."""

import re
from dataclasses import replace

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare, count_changes
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
from codetool.render.counts import render_counts
from codetool.render.redline_text import render_redline_text
from codetool.render.redline_view import RedlineView, view_redline

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SIDE = Side(iri="", sha256="")
LONG = " ".join(f"mot{i}" for i in range(40))


def row(
    num: str,
    new: str,
    *segments: tuple[Op, str],
    kinds: tuple[Kind, ...],
    name: str = "article",
    consequential: bool = False,
) -> Correspondence:
    places = [Place(eid=f"art_{n}", num=f"{n}." if name == "article" else "", name=name) for n in (num, new) if n]
    return Correspondence(
        old=(places[0],) if num else (),
        new=(places[-1],) if new else (),
        kinds=kinds,
        segments=tuple(Segment(op=op, text=text) for op, text in segments),
        consequential=consequential,
        words_inserted=1,
    )


MODIFIED = row(
    "1", "1", (Op.EQUAL, "Il "), (Op.DELETE, "peut"), (Op.INSERT, "doit"), (Op.EQUAL, " agir."), kinds=(Kind.MODIFIED,)
)
RENUMBERED = row("2", "3", (Op.EQUAL, "Texte."), kinds=(Kind.UNCHANGED, Kind.RENUMBERED))
TYPOGRAPHIC = row("5", "5", (Op.EQUAL, "Un"), (Op.DELETE, ","), kinds=(Kind.TYPOGRAPHIC,))
UNCHANGED = row("6", "6", (Op.EQUAL, "Rien."), kinds=(Kind.UNCHANGED,))


def view(*articles: Correspondence, others: tuple[Correspondence, ...] = ()) -> RedlineView:
    changes = ChangeSet(old=SIDE, new=SIDE, articles=articles, others=others)
    return view_redline(changes, "en", old_name="Old", new_name="New")


def shown(*articles: Correspondence, **options: bool) -> list[str]:
    text = render_redline_text(view(*articles), width=60, **options)
    return [line for line in text[: text.index("Number of articles")].splitlines()[1:] if line]


def test_a_comparison_without_a_difference() -> None:
    assert render_redline_text(view(UNCHANGED)) == "Old compared with New\n\nNo difference.\n"


def test_words_are_marked_where_they_changed() -> None:
    assert shown(MODIFIED) == ["~ 1: modified", "    Il [-peut-]{+doit+} agir."]


def test_inserted_and_removed_articles_have_their_signs() -> None:
    inserted = row("", "4", (Op.INSERT, "Un ajout."), kinds=(Kind.INSERTED,))
    removed = row("4", "", (Op.DELETE, "Un retrait."), kinds=(Kind.REMOVED,))
    assert shown(inserted, removed) == [
        "+ 4: inserted", "    {+Un ajout.+}", "- 4: removed", "    [-Un retrait.-]",
    ]  # fmt: skip


def test_articles_that_only_changed_their_numbers_share_a_line() -> None:
    other = row("3", "4", (Op.EQUAL, "Texte."), kinds=(Kind.UNCHANGED, Kind.RENUMBERED))
    assert shown(RENUMBERED, other) == ["> renumbered: 2 becomes 3; 3 becomes 4"]


def test_an_article_that_only_moved_is_told_without_its_text() -> None:
    assert shown(row("2", "2", (Op.EQUAL, "Texte."), kinds=(Kind.UNCHANGED, Kind.MOVED))) == ["> 2: moved"]


def test_typography_is_shown_on_demand() -> None:
    assert shown(MODIFIED, TYPOGRAPHIC) == shown(MODIFIED)
    assert shown(MODIFIED, TYPOGRAPHIC, typography=True)[-2:] == ["· 5: typography", "    Un[-,-]"]


def test_typography_of_an_article_that_moved_is_shown() -> None:
    moved = row("5", "5", (Op.EQUAL, "Un"), (Op.DELETE, ","), kinds=(Kind.TYPOGRAPHIC, Kind.MOVED))
    assert shown(moved) == ["· 5: typography, moved", "    Un[-,-]"]


def test_a_change_that_follows_a_renumbering_says_so() -> None:
    follows = row(
        "1", "2", (Op.DELETE, "3"), (Op.INSERT, "4"), kinds=(Kind.MODIFIED, Kind.RENUMBERED), consequential=True
    )
    assert shown(follows)[0] == "~ 1 becomes 2: modified, renumbered (follows a renumbering)"


def test_a_space_that_changed_can_be_seen() -> None:
    space = row("1", "1", (Op.EQUAL, "10"), (Op.DELETE, " "), (Op.EQUAL, "%"), kinds=(Kind.MODIFIED,))
    assert shown(space)[1] == "    10[-␣-]%"


def test_metadata_are_counted() -> None:
    meta = row("m", "m", (Op.EQUAL, "x "), (Op.DELETE, "a=1"), (Op.INSERT, "a=2"), kinds=(Kind.MODIFIED,), name="meta")
    text = render_redline_text(view(others=(meta,)))
    assert "    Statements changed: 1 (spelt out by --format html or json)\n" in text
    assert "a=1" not in text


def test_what_did_not_change_is_cut_short_around_changes() -> None:
    long = row("1", "1", (Op.EQUAL, LONG + " "), (Op.INSERT, "X"), (Op.EQUAL, " " + LONG), kinds=(Kind.MODIFIED,))
    text = " ".join(shown(long))
    assert "…" in text
    assert "mot39 {+X+} mot0" in text
    assert len(re.findall(r"mot\d+", text)) < 30
    between = row("1", "1", (Op.INSERT, "X "), (Op.EQUAL, LONG + " "), (Op.INSERT, "Y"), kinds=(Kind.MODIFIED,))
    told = " ".join(" ".join(shown(between)).split())
    assert "{+X+} mot0" in told
    assert "mot39 {+Y+}" in told
    assert "…" in told


def test_a_line_in_which_nothing_changed_is_begun() -> None:
    place = Place(eid="art_1", num="1.", breaks=(len(LONG) + 1,))
    segments = (Segment(op=Op.EQUAL, text=LONG + " "), Segment(op=Op.INSERT, text="Un ajout."))
    changed = Correspondence(
        old=(Place(eid="art_1", num="1."),), new=(place,), kinds=(Kind.MODIFIED,), segments=segments
    )
    assert shown(changed)[1:] == ["    mot0 mot1 mot2 mot3 mot4 mot5 …", "    {+Un ajout.+}"]


@pytest.mark.parametrize("width", [24, 40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = " ".join(["le membre agit avec soin"] * 12)
    long = row("1", "1", (Op.DELETE, text), (Op.INSERT, text), kinds=(Kind.MODIFIED,))
    told = render_redline_text(view(long), width=width).split("Number of articles")[0]
    assert max(map(len, told.splitlines())) <= width + len("{+")


def test_colours_stand_around_words_and_say_nothing_that_marks_do_not() -> None:
    plain, colored = (render_redline_text(view(MODIFIED, RENUMBERED), color=color) for color in (False, True))
    assert "\x1b[31m[-peut-]\x1b[0m" in colored
    assert "\x1b[32m{+doit+}\x1b[0m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain


def test_stale_references_are_told() -> None:
    stale = (
        StaleReference(eid="art_3", num="3.", printed="article 2", target="", was="2.", now="3.", fix="article 3"),
        StaleReference(eid="art_4", num="", printed="article 9", target="", was="9.", now=""),
    )
    changes = ChangeSet(old=SIDE, new=SIDE, articles=(MODIFIED,), stale=stale)
    text = render_redline_text(view_redline(changes, "en"), width=100)
    assert "  3: “article 2”: article 2 is article 3 now; write “article 3”\n" in text
    assert "  art_4: “article 9”: article 9 is gone\n" in text


def test_a_heading_that_changed_stands_before_its_articles() -> None:
    title = Place(eid="title_1", num="TITRE 1 –", heading="Accueil du public", name="title")
    heading = Correspondence(
        old=(title,),
        new=(title,),
        kinds=(Kind.MODIFIED,),
        segments=(Segment(op=Op.EQUAL, text="Accueil"), Segment(op=Op.INSERT, text=" du public")),
    )
    place = Place(eid="art_1", num="1.", parents=("title_1",))
    article = Correspondence(old=MODIFIED.old, new=(place,), kinds=(Kind.MODIFIED,), segments=MODIFIED.segments)
    lines = render_redline_text(view(article, others=(heading,))).splitlines()
    assert [line for line in lines if line.startswith("~")] == [
        "~ TITRE 1 – Accueil du public: modified",
        "~ 1: modified",
    ]


def test_counts_have_a_line_for_each_kind_that_occurs() -> None:
    assert render_counts(view(MODIFIED, RENUMBERED, UNCHANGED).summary, "en").splitlines()[1:-1] == [
        "  unchanged: 2", "  modified: 1", "  renumbered: 1",
    ]  # fmt: skip


def test_what_changed_outside_articles_is_counted_with_its_words() -> None:
    texts = (
        f'<akomaNtoso xmlns="{AKN}"><act name="x"><preamble><p>Vu la {word}.</p></preamble><body>'
        '<article eId="art_1"><num>1.</num><content><p>Un.</p></content></article></body></act></akomaNtoso>'
        for word in ("loi", "loi et les usages")
    )
    old, new = (read_expression(text.encode()) for text in texts)
    summary = compare(old, new).summary()
    assert summary == count_changes(old, new)
    assert render_counts(summary, "en").splitlines()[3:] == [
        "Changes outside the articles:", "  Preamble: 1", "  words added: 3, words deleted: 0",
    ]  # fmt: skip


DUTY = Effect(ground=Ground.OBLIGATION, was=Ground.PERMISSION, weight=Weight.HIGH, old="peut", new="doit", segment=1)
FORM = Effect(ground=Ground.FORM, weight=Weight.MEDIUM, new="écrit", segment=1)
WORDS = Effect(ground=Ground.WORDING, weight=Weight.LOW, old="bref", new="court", segment=1)


def test_the_report_begins_with_the_changes_that_weigh_most() -> None:
    light = replace(MODIFIED, new=(Place(eid="art_8", num="8."),), effects=(WORDS,))
    heavy = replace(MODIFIED, new=(Place(eid="art_9", num="9."),), effects=(DUTY, FORM))
    assert shown(light, heavy) == [
        "Changes that weigh most:",
        "  9: permission → obligation: “peut” → “doit”",
        "~ 8: modified",
        "    Il [-peut-]{+doit+} agir.",
        "~ 9: modified",
        "    Il [-peut-]{+doit+} agir.",
        "    ! high – permission → obligation: “peut” → “doit”",
        "    ! medium – form: “écrit” added",
    ]


def test_many_weighty_changes_are_counted_after_the_first() -> None:
    heavy = [replace(MODIFIED, new=(Place(eid=f"art_{i}", num=f"{i}."),), effects=(DUTY,)) for i in range(20)]
    first = shown(*heavy)[1:17]
    assert [line.split(":")[0].strip() for line in first[:15]] == [str(i) for i in range(15)]
    assert first[15] == "  and 5 more, below"


def test_typography_comes_last() -> None:
    names = [line for line in shown(TYPOGRAPHIC, MODIFIED, typography=True) if line[0] in "~·"]
    assert names == ["~ 1: modified", "· 5: typography"]
