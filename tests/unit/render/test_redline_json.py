"""The JSON of a comparison: the form that `cli.md` gives."""

import json

from codetool.diff.changes import (
    ChangeSet,
    Correspondence,
    Edit,
    Effect,
    Ground,
    Kind,
    Op,
    Place,
    Reason,
    Segment,
    Side,
    StaleReference,
    Weight,
)
from codetool.render.counts import render_counts_json
from codetool.render.redline_json import render_redline_json

ROW = Correspondence(
    old=(Place(eid="art_2-3", num="2.3.", at=(10, 35)),),
    new=(Place(eid="art_2-4", num="2.4.", at=(10, 36)),),
    kinds=(Kind.MODIFIED, Kind.RENUMBERED),
    segments=(
        Segment(op=Op.EQUAL, text="Il "),
        Segment(op=Op.DELETE, text="peut"),
        Segment(op=Op.INSERT, text="doit"),
    ),
    patch=(Edit(Op.EQUAL, 12), Edit.of(Op.DELETE, "peut"), Edit.of(Op.INSERT, "doit"), Edit(Op.EQUAL, 11)),
    confidence=0.97,
    reason=Reason.SIMILARITY,
    words_inserted=1,
    words_deleted=1,
    effects=(
        Effect(ground=Ground.OBLIGATION, was=Ground.PERMISSION, weight=Weight.HIGH, old="peut", new="doit", segment=1),
        Effect(ground=Ground.TIME_LIMIT, weight=Weight.MEDIUM, new="dix jours", segment=2),
    ),
)
SAME = Correspondence(
    old=(Place(eid="art_1", at=(40, 50)),),
    new=(Place(eid="art_1", at=(40, 50)),),
    kinds=(Kind.UNCHANGED,),
    segments=(Segment(op=Op.EQUAL, text="« é »"),),
)
CHANGES = ChangeSet(
    old=Side(iri="/a", sha256="0", title="A", date="2001-01-01"),
    new=Side(iri="/b", sha256="1"),
    articles=(SAME, ROW),
    others=(SAME,),
    stale=(
        StaleReference(
            eid="art_3", num="3.", printed="2.3", target="#art_2-3", was="2.3.", now="2.4.", fix="2.4", line=7
        ),
    ),
)


def test_a_comparison_as_json() -> None:
    found = json.loads(render_redline_json(CHANGES))
    assert list(found) == ["format", "old", "new", "articles", "others", "frame", "stale_references", "summary"]
    assert found["format"] == "codetool-diff/1"
    assert found["old"] == {"iri": "/a", "sha256": "0", "title": "A", "date": "2001-01-01"}
    assert found["articles"][1] == {
        "old": ["art_2-3"],
        "new": ["art_2-4"],
        "old_num": ["2.3."],
        "new_num": ["2.4."],
        "old_at": [[10, 35]],
        "new_at": [[10, 36]],
        "kinds": ["modified", "renumbered"],
        "confidence": 0.97,
        "reason": "similar content",
        "words": {"inserted": 1, "deleted": 1},
        "segments": [["equal", "Il "], ["delete", "peut"], ["insert", "doit"]],
        "weight": "high",
        "effects": [
            {
                "ground": "obligation",
                "weight": "high",
                "old": "peut",
                "new": "doit",
                "was": "permission",
                "segment": 1,
            },
            {"ground": "time_limit", "weight": "medium", "old": "", "new": "dix jours", "segment": 2},
        ],
        "patch": [["=", 12], ["-", "peut"], ["+", "doit"], ["=", 11]],
        "name": "article",
    }
    assert found["stale_references"] == [
        {
            "eid": "art_3",
            "num": "3.",
            "line": 7,
            "printed": "2.3",
            "target": "#art_2-3",
            "was": "2.3.",
            "now": "2.4.",
            "means": "",
            "fix": "2.4",
        }
    ]
    assert found["summary"] == CHANGES.summary()


def test_what_did_not_change_needs_no_patch() -> None:
    assert json.loads(render_redline_json(CHANGES))["articles"][0]["patch"] is None


def test_the_markup_around_all_rows_has_a_patch_of_its_own() -> None:
    assert json.loads(render_redline_json(CHANGES))["frame"] is None
    changes = ChangeSet(old=CHANGES.old, new=CHANGES.new, articles=(), frame=(Edit.of(Op.INSERT, "<a/>"),))
    assert json.loads(render_redline_json(changes))["frame"] == [["+", "<a/>"]]


def test_a_row_that_only_follows_a_renumbering_says_so() -> None:
    follows = Correspondence(old=ROW.old, new=ROW.new, kinds=ROW.kinds, segments=ROW.segments, consequential=True)
    changes = ChangeSet(old=CHANGES.old, new=CHANGES.new, articles=(ROW, follows))
    assert [row.get("consequential") for row in json.loads(render_redline_json(changes))["articles"]] == [None, True]


def test_each_row_stands_on_a_line_of_its_own_with_its_letters_as_they_are() -> None:
    lines = render_redline_json(CHANGES).splitlines()
    assert sum(line.startswith('  {"old"') for line in lines) == 3
    assert any("« é »" in line for line in lines)


def test_the_summary_alone() -> None:
    found = json.loads(render_counts_json(CHANGES.summary()))
    assert found == {"format": "codetool-diff/1", "summary": CHANGES.summary()}
