"""A ChangeSet's own answers: texts, whether anything changed, counts."""

from codetool.diff.changes import (
    ChangeSet,
    Correspondence,
    Kind,
    Op,
    Place,
    Reason,
    Segment,
    Side,
    StaleReference,
)

SIDE = Side(iri="", sha256="")
ROW = Correspondence(
    old=(Place(eid="art_1"),),
    new=(Place(eid="art_2"),),
    kinds=(Kind.MODIFIED, Kind.RENUMBERED),
    segments=(
        Segment(op=Op.EQUAL, text="Il "),
        Segment(op=Op.DELETE, text="peut"),
        Segment(op=Op.INSERT, text="doit"),
        Segment(op=Op.EQUAL, text=" agir."),
    ),
    reason=Reason.SIMILARITY,
    consequential=True,
    words_inserted=1,
    words_deleted=1,
)
SAME = Correspondence(old=ROW.old, new=ROW.new, kinds=(Kind.UNCHANGED,), segments=())


def changes(*articles: Correspondence, others: tuple[Correspondence, ...] = ()) -> ChangeSet:
    return ChangeSet(old=SIDE, new=SIDE, articles=articles, others=others)


def test_segments_give_both_texts_back() -> None:
    assert ROW.text(new=False) == "Il peut agir."
    assert ROW.text(new=True) == "Il doit agir."


def test_only_unchanged_is_no_change() -> None:
    assert ROW.is_change
    assert not SAME.is_change
    assert Correspondence(old=(), new=(), kinds=(Kind.UNCHANGED, Kind.MOVED), segments=()).is_change


def test_a_change_anywhere_is_a_change() -> None:
    assert not changes(SAME, others=(SAME,)).has_changes
    assert changes(SAME, ROW).has_changes
    assert changes(SAME, others=(ROW,)).has_changes


def test_a_row_counts_for_each_of_its_kinds() -> None:
    reference = StaleReference(eid="", num="", printed="", target="", was="", now="")
    summary = ChangeSet(old=SIDE, new=SIDE, articles=(SAME, ROW, ROW), others=(SAME, ROW), stale=(reference,)).summary()
    assert summary == {
        "unchanged": 1,
        "typographic": 0,
        "modified": 2,
        "renumbered": 2,
        "moved": 0,
        "inserted": 0,
        "removed": 0,
        "split": 0,
        "merged": 0,
        "words_inserted": 2,
        "words_deleted": 2,
        "consequential": 2,
        "markup": 0,
        "others": 1,
        "stale_references": 1,
        "others_words_inserted": 1,
        "others_words_deleted": 1,
        "other_article": 1,
    }


def test_every_kind_is_counted() -> None:
    assert {kind.value for kind in Kind} <= changes().summary().keys()
