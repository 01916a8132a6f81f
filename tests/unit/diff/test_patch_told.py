"""What the JSON of a comparison shows a reader is what its patch does, or it is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from codetool.akn.canonical import canonical_text
from codetool.akn.parser import canonical_source
from codetool.akn.write import write_expression
from codetool.diff import apply_patch, compare, read_patch
from codetool.diff.patch_told import check_told
from codetool.errors import PatchError
from codetool.model.expression import Expression
from codetool.render.redline_json import render_redline_json

Draft = Callable[..., Expression]
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OLD = "1. Il peut agir.\n2. Le conseil se tait.\n3. Fin."
NEW = "1. Il doit agir.\n2. Neuf, et rien d'autre.\n3. Le conseil se tait.\n4. Fin !"


class Sent:
    """A comparison on its way to a reader: its JSON as plain values, and the texts that it was made of."""

    def __init__(self, old: Expression, new: Expression) -> None:
        self.old, self.new = (canonical_source(write_expression(side)).decode() for side in (old, new))
        self.values: dict[str, Any] = json.loads(render_redline_json(compare(old, new)))

    def refusal(self) -> str:
        """Return what is said of it as it is now; the edits themselves must lead to the text that they promise."""
        patch = read_patch(json.dumps(self.values).encode(), "c.json")
        assert apply_patch(patch, self.old) == self.new
        with pytest.raises(PatchError) as refused:
            check_told(patch, self.old, self.new, "c.json")
        return str(refused.value)


@pytest.fixture
def sent(code: Draft) -> Sent:
    return Sent(code(OLD), code(NEW))


def contradiction(path: str) -> str:
    return (
        f"c.json: the changes contradict themselves: '{path}' does not tell what the patch does. "
        "Make them again with codetool diff OLD NEW --format json."
    )


def test_what_is_true_passes(sent: Sent) -> None:
    check_told(read_patch(json.dumps(sent.values).encode()), sent.old, sent.new)


@pytest.mark.parametrize(
    ("row", "member", "value"),
    [
        # What a reader is shown is not what is put in, or taken out, or left alone.
        (0, "segments", [["equal", "Il "], ["delete", "peut"], ["insert", "devrait"], ["equal", " agir."]]),
        (0, "segments", [["equal", "Il "], ["delete", "pouvait"], ["insert", "doit"], ["equal", " agir."]]),
        (2, "segments", [["equal", "Le conseil parle."]]),
        (1, "segments", [["insert", "Neuf."]]),
        (0, "old_num", ["3."]),
        (0, "name", "preamble"),
        (0, "new_num", ["7."]),
        (0, "new", ["art_9"]),
        (0, "old", []),
        (0, "kinds", ["typographic"]),
        (0, "kinds", ["unchanged"]),
        (0, "kinds", []),
        (0, "kinds", ["modified", "renumbered"]),
        (1, "kinds", ["modified"]),
        (2, "kinds", ["unchanged"]),
        (3, "kinds", ["modified", "renumbered"]),
    ],
)
def test_a_row_that_tells_something_else_is_refused(sent: Sent, row: int, member: str, value: object) -> None:
    sent.values["articles"][row][member] = value
    summary = dict.fromkeys(sent.values["summary"], 0)
    del sent.values["summary"]
    sent.values["summary"] = {name: count for name, count in summary.items() if name == "moved"}
    assert sent.refusal() == contradiction(f"articles[{row}].{member}")


@pytest.mark.parametrize("side", ["inserted", "deleted"])
def test_counts_of_words_that_are_not_so_are_refused(sent: Sent, side: str) -> None:
    sent.values["articles"][0]["words"][side] += 1
    del sent.values["summary"][f"words_{side}"]
    assert sent.refusal() == contradiction("articles[0].words")


@pytest.mark.parametrize("side", ["old", "new"])
@pytest.mark.parametrize("member", ["iri", "title", "date"])
def test_a_text_that_is_told_to_be_another_one_is_refused(sent: Sent, side: str, member: str) -> None:
    sent.values[side][member] = "2031-01-01"
    assert sent.refusal() == contradiction(f"{side}.{member}")


def test_articles_in_another_order_than_the_text_are_refused(sent: Sent) -> None:
    sent.values["articles"].reverse()
    assert sent.refusal() == contradiction("articles")


def test_a_summary_that_does_not_count_its_rows_is_refused(sent: Sent) -> None:
    sent.values["summary"]["inserted"] = 0
    with pytest.raises(PatchError) as refused:
        read_patch(json.dumps(sent.values).encode(), "c.json")
    assert str(refused.value) == contradiction("summary")


def test_what_is_told_of_another_part_is_looked_at_too(sent: Sent) -> None:
    sent.values["others"][-1]["segments"] = [["equal", "Rien"]]
    assert sent.refusal() == contradiction(f"others[{len(sent.values['others']) - 1}].segments")


def test_an_article_that_a_neighbours_row_takes_along_is_refused(sent: Sent) -> None:
    # The third row holds article 4 too, and shows nothing of it: the two are one piece in the body, and one edit.
    third, fourth = sent.values["articles"][2], sent.values["articles"].pop()
    for side, text in (("old", sent.old), ("new", sent.new)):
        third[f"{side}_at"] = [[third[f"{side}_at"][0][0], fourth[f"{side}_at"][0][1]]]
        third["patch"] = [*(third["patch"] or []), ["-+"[side == "new"], text[slice(*third[f"{side}_at"][0])]]][-2:]
    body = next(row for row in sent.values["others"] if row["old"] == ["body"])
    body["patch"] = [["-", "<body>\x1a\x1a</body>"], ["+", "<body>\x1a\x1a\x1a</body>"]]
    sent.values["summary"] = {}
    assert sent.refusal() == contradiction("old_at")


def test_words_outside_every_row_are_not_rewritten_unseen() -> None:
    patch = read_patch(json.dumps(bare("Un.", "Deux.")).encode())
    with pytest.raises(PatchError) as refused:
        check_told(patch, text("Un."), text("Deux."), "c.json")
    assert str(refused.value) == (
        "c.json: the changes rewrite words that no row shows. Make them again with codetool diff OLD NEW --format "
        "json. If that does not help, the words stand between the parts of the document: see codetool validate."
    )


def text(words: str) -> str:
    return canonical_text(f'<akomaNtoso xmlns="{AKN}">{words}</akomaNtoso>'.encode())


def bare(old: str, new: str) -> dict[str, Any]:
    """Return a comparison without a row, in which the frame alone is rewritten."""
    found: dict[str, Any] = {side: {"iri": "", "sha256": ""} for side in ("old", "new")}
    edits = [["=", len(text("")) - len("</akomaNtoso>")], ["-", old], ["+", new], ["=", len("</akomaNtoso>")]]
    nothing: dict[str, Any] = {"articles": [], "others": [], "stale_references": [], "summary": {}}
    return {"format": "codetool-diff/1", **found, **nothing, "frame": edits}


def test_places_in_an_article_are_found_though_it_is_not_opened(code: Draft) -> None:
    # Another program may take paragraphs for rows.
    sent = Sent(code(OLD), code(OLD))
    first = sent.values["articles"][0]
    for side in ("old", "new"):
        start, end = first[f"{side}_at"][0]
        inner = sent.old.index("<content", start), sent.old.index("</content>", start) + len("</content>")
        assert start < inner[0] < inner[1] < end
        first[f"{side}_at"] = [list(inner)]
        first[side], first[f"{side}_num"], first["name"] = [""], [""], "content"
    body = next(row for row in sent.values["others"] if row["old"] == ["body"])
    body["segments"] = [["equal", "1."]]  # what is no row's own is the text of what it stands in
    check_told(read_patch(json.dumps(sent.values).encode()), sent.old, sent.new)
