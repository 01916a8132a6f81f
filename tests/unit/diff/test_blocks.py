"""Paragraphs and points are matched before their words are, shown as [-deleted-] and {+inserted+}."""

from itertools import accumulate, pairwise

import pytest

from codetool.diff import blocks
from codetool.diff.blocks import diff_blocks
from codetool.diff.changes import Op

MARKS = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}

TRUST = "Le membre garde secret ce qu'il apprend."
DELAY = "Il répond dans les quinze jours."
COPY = "Une copie est remise à l'intéressé."
CONFLICT = "Nul ne siège dans sa propre cause."
ANSWER = "Il répond par écrit dans les quinze jours de la demande."
HEARING = "Le membre mis en cause est entendu avec son conseil."


def _breaks(parts: list[str]) -> list[int]:
    return list(accumulate(len(part) + 1 for part in parts[:-1]))


def shown(old: list[str], new: list[str]) -> str:
    segments = diff_blocks(" ".join(old), _breaks(old), " ".join(new), _breaks(new))
    assert "".join(s.text for s in segments if s.op is not Op.INSERT) == " ".join(old)
    assert "".join(s.text for s in segments if s.op is not Op.DELETE) == " ".join(new)
    assert all(segment.text for segment in segments)
    assert all(one.op is not two.op for one, two in pairwise(segments))
    return "".join(MARKS[segment.op].format(segment.text) for segment in segments)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([TRUST, DELAY], [TRUST, DELAY], f"{TRUST} {DELAY}", id="the same paragraphs are one run"),
        pytest.param(
            [TRUST, DELAY, COPY, CONFLICT], [TRUST, DELAY, COPY, CONFLICT.replace("Nul", "Aucun")],
            f"{TRUST} {DELAY} {COPY} [-Nul-]{{+Aucun+}} ne siège dans sa propre cause.",
            id="paragraphs that did not change are one run, not one each",
        ),
        pytest.param(
            [TRUST, DELAY], [TRUST, COPY, DELAY], f"{TRUST} {{+{COPY} +}}{DELAY}", id="a paragraph put in"
        ),
        pytest.param([TRUST, COPY, DELAY], [TRUST, DELAY], f"{TRUST} [-{COPY} -]{DELAY}", id="one taken out"),
        pytest.param([TRUST], [TRUST, DELAY], f"{TRUST}{{+ {DELAY}+}}", id="one put in at the end"),
        pytest.param(
            [TRUST, DELAY, COPY], [DELAY, COPY, TRUST], f"[-{TRUST} -]{DELAY} {COPY}{{+ {TRUST}+}}",
            id="a paragraph moved inside the article is taken out whole and put in whole",
        ),
        pytest.param(
            [TRUST, DELAY, CONFLICT], [TRUST, COPY, CONFLICT], f"{TRUST} [-{DELAY} -]{{+{COPY} +}}{CONFLICT}",
            id="a paragraph replaced by one that shares nothing with it",
        ),
        pytest.param(
            [DELAY, COPY], [CONFLICT, DELAY.replace("quinze", "trente"), TRUST, COPY],
            f"{{+{CONFLICT} +}}Il répond dans les [-quinze-]{{+trente+}} jours. {{+{TRUST} +}}{COPY}",
            id="a changed paragraph between two new ones is found",
        ),
        pytest.param(
            [CONFLICT, DELAY, TRUST, COPY], [DELAY.replace("quinze", "trente"), COPY],
            f"[-{CONFLICT} -]Il répond dans les [-quinze-]{{+trente+}} jours. [-{TRUST} -]{COPY}",
            id="a changed paragraph between two that go is found",
        ),
        pytest.param(
            [f"{ANSWER} {HEARING}", CONFLICT], [ANSWER.replace("quinze", "trente"), HEARING, CONFLICT],
            f"Il répond par écrit dans les [-quinze-]{{+trente+}} jours de la demande. {HEARING} {CONFLICT}",
            id="a paragraph cut in two",
        ),
        pytest.param(
            [HEARING, ANSWER, CONFLICT], [f"{HEARING} {ANSWER.replace('quinze', 'trente')}", CONFLICT],
            f"{HEARING} Il répond par écrit dans les [-quinze-]{{+trente+}} jours de la demande. {CONFLICT}",
            id="two paragraphs joined",
        ),
        pytest.param(
            [f"{ANSWER} {HEARING}"], [ANSWER, "Nul autre acte ne lui est demandé à cette occasion par quiconque."],
            f"{ANSWER} [-{HEARING}-]{{+Nul autre acte ne lui est demandé à cette occasion par quiconque.+}}",
            id="a sentence replaced by a paragraph is not cut out of it",
        ),
        pytest.param(
            [f"{TRUST} {ANSWER} {HEARING} {CONFLICT} {COPY} {DELAY}"], [ANSWER],
            f"[-{TRUST} -]{ANSWER}[- {HEARING} {CONFLICT} {COPY} {DELAY}-]",
            id="a paragraph of which one sentence is left",
        ),
        pytest.param([TRUST], [], f"[-{TRUST}-]", id="all goes"),
        pytest.param([], [TRUST], f"{{+{TRUST}+}}", id="all comes"),
        pytest.param([], [], "", id="nothing at all"),
    ],
)  # fmt: skip
def test_paragraphs(old: list[str], new: list[str], expected: str) -> None:
    assert shown(old, new) == expected


def test_a_point_put_into_a_list_leaves_the_others_alone() -> None:
    points = ["a) écouter l'usager;", "b) tenir le dossier;", "c) rendre compte."]
    lettered = [points[0], "b) respecter le délai;", "c) tenir le dossier;", "d) rendre compte."]
    expected = (
        "a) écouter l'usager; {+b) respecter le délai; +}[-b-]{+c+}) tenir le dossier; [-c-]{+d+}) rendre compte."
    )
    assert shown(points, lettered) == expected


def test_a_row_put_into_a_table_leaves_the_others_alone() -> None:
    rows = ["Grade Indemnité", "Adjoint 120 euros", "Conseiller 180 euros"]
    assert shown(rows, [*rows[:2], "Attaché 150 euros", rows[2]]) == (
        "Grade Indemnité Adjoint 120 euros {+Attaché 150 euros +}Conseiller 180 euros"
    )


def test_runs_too_long_to_weigh_every_pair_are_paired_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_MOST_PAIRS", 1)
    old = [DELAY, CONFLICT]
    new = [DELAY.replace("quinze", "trente"), COPY]
    expected = f"Il répond dans les [-quinze-]{{+trente+}} jours. [-{CONFLICT}-]{{+{COPY}+}}"
    assert shown(old, new) == expected


PRESIDENT, SECRETARY, TREASURER = "le président;", "le secrétaire;", "le trésorier."


def test_points_are_known_by_what_they_say_and_not_by_their_letters() -> None:
    three = [f"a) {PRESIDENT}", f"b) {SECRETARY}", f"c) {TREASURER}"]
    two = [f"a) {SECRETARY}", f"b) {TREASURER}"]
    assert shown(three, two) == "[-a) le président; b-]{+a+}) le secrétaire; [-c-]{+b+}) le trésorier."
    assert shown(two, three) == "{+a) le président; +}[-a-]{+b+}) le secrétaire; [-b-]{+c+}) le trésorier."


def test_a_point_put_in_before_the_last_is_the_one_that_was_put_in() -> None:
    assert shown([f"a) {PRESIDENT}", f"b) {TREASURER}"], [f"a) {PRESIDENT}", f"b) {SECRETARY}", f"c) {TREASURER}"]) == (
        "a) le président; {+b) le secrétaire; +}[-b-]{+c+}) le trésorier."
    )


def test_a_heading_put_between_the_two_halves_of_a_block_holds_nothing_apart() -> None:
    first = "Le membre garde l'ouvrage en lieu sûr et en dresse un inventaire à la réception. "
    second = "La garde cesse à la restitution de l'ouvrage, trente jours après la fin des travaux."
    heading = "Restitution de l'ouvrage "
    breaks = (len(first), len(first + heading))
    found = [(one.op, one.text) for one in diff_blocks(first + second, (), first + heading + second, breaks)]
    assert found == [(Op.EQUAL, first), (Op.INSERT, heading), (Op.EQUAL, second)]
