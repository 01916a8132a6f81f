"""Paragraphs and points are matched before their words are, shown as [-deleted-] and {+inserted+}."""

from itertools import accumulate, pairwise

import pytest

from codetool.diff import blocks
from codetool.diff.blocks import diff_blocks
from codetool.diff.changes import Op

MARKS = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}

DISCRETION = "Le membre garde secret ce qu'il apprend."
DELAY = "Il répond dans les quinze jours."
COPY = "Une copie est remise à l'intéressé."
CONFLICT = "Nul ne siège dans sa propre cause."


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
        pytest.param([DISCRETION, DELAY], [DISCRETION, DELAY], f"{DISCRETION} {DELAY}", id="the same paragraphs are one run"),
        pytest.param(
            [DISCRETION, DELAY, COPY, CONFLICT], [DISCRETION, DELAY, COPY, CONFLICT.replace("Nul", "Aucun")],
            f"{DISCRETION} {DELAY} {COPY} [-Nul-]{{+Aucun+}} ne siège dans sa propre cause.",
            id="paragraphs that did not change are one run, not one each",
        ),
        pytest.param(
            [DISCRETION, DELAY], [DISCRETION, COPY, DELAY], f"{DISCRETION} {{+{COPY} +}}{DELAY}", id="a paragraph put in"
        ),
        pytest.param([DISCRETION, COPY, DELAY], [DISCRETION, DELAY], f"{DISCRETION} [-{COPY} -]{DELAY}", id="one taken out"),
        pytest.param([DISCRETION], [DISCRETION, DELAY], f"{DISCRETION}{{+ {DELAY}+}}", id="one put in at the end"),
        pytest.param(
            [DISCRETION, DELAY, COPY], [DELAY, COPY, DISCRETION], f"[-{DISCRETION} -]{DELAY} {COPY}{{+ {DISCRETION}+}}",
            id="a paragraph moved inside the article is taken out whole and put in whole",
        ),
        pytest.param(
            [DISCRETION, DELAY, CONFLICT], [DISCRETION, COPY, CONFLICT], f"{DISCRETION} [-{DELAY} -]{{+{COPY} +}}{CONFLICT}",
            id="a paragraph replaced by one that shares nothing with it",
        ),
        pytest.param(
            [DELAY, COPY], [CONFLICT, DELAY.replace("quinze", "trente"), DISCRETION, COPY],
            f"{{+{CONFLICT} +}}Il répond dans les [-quinze-]{{+trente+}} jours. {{+{DISCRETION} +}}{COPY}",
            id="a changed paragraph between two new ones is found",
        ),
        pytest.param(
            [CONFLICT, DELAY, DISCRETION, COPY], [DELAY.replace("quinze", "trente"), COPY],
            f"[-{CONFLICT} -]Il répond dans les [-quinze-]{{+trente+}} jours. [-{DISCRETION} -]{COPY}",
            id="a changed paragraph between two that go is found",
        ),
        pytest.param([DISCRETION], [], f"[-{DISCRETION}-]", id="all goes"),
        pytest.param([], [DISCRETION], f"{{+{DISCRETION}+}}", id="all comes"),
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
