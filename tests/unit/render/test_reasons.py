"""Why a change weighs, in one line, in the four languages."""

import pytest

from codetool.diff.changes import Effect, Ground, Weight
from codetool.render.counts import redline_labels
from codetool.render.reasons import reason_text, reasons_of

DUTY = Effect(ground=Ground.OBLIGATION, was=Ground.PERMISSION, weight=Weight.HIGH, old="peut", new="doit")
LIMIT = Effect(ground=Ground.TIME_LIMIT, weight=Weight.HIGH, old="dix jours", new="un mois")
GAINED = Effect(ground=Ground.EXCEPTION, weight=Weight.HIGH, new="sauf")
LOST = Effect(ground=Ground.NEGATION, weight=Weight.HIGH, old="ne … pas")
TERM = Effect(ground=Ground.DEFINITION, weight=Weight.HIGH, old="usager", new="usager")


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "fr",
            [
                "permission → obligation : « peut » → « doit »",
                "délai : « dix jours » → « un mois »",
                "exception : ajout de « sauf »",
                "négation : suppression de « ne … pas »",
                "définition : « usager »",
            ],
        ),
        (
            "nl",
            [
                "toelating → verplichting: “peut” → “doit”",
                "termijn: “dix jours” → “un mois”",
                "uitzondering: “sauf” toegevoegd",
                "ontkenning: “ne … pas” geschrapt",
                "definitie: “usager”",
            ],
        ),
        (
            "de",
            [
                "Erlaubnis → Pflicht: „peut“ → „doit“",
                "Frist: „dix jours“ → „un mois“",
                "Ausnahme: „sauf“ hinzugefügt",
                "Verneinung: „ne … pas“ gestrichen",
                "Begriffsbestimmung: „usager“",
            ],
        ),
        (
            "en",
            [
                "permission → obligation: “peut” → “doit”",
                "time limit: “dix jours” → “un mois”",
                "exception: “sauf” added",
                "negation: “ne … pas” deleted",
                "definition: “usager”",
            ],
        ),
    ],
)
def test_a_reason_is_one_line(language: str, lines: list[str]) -> None:
    assert [reason_text(one, redline_labels(language)) for one in (DUTY, LIMIT, GAINED, LOST, TERM)] == lines


def test_every_ground_and_weight_has_its_label() -> None:
    labels = redline_labels("fr")
    assert {f"ground_{ground}" for ground in Ground} <= labels.keys()
    assert {f"weight_{weight}" for weight in Weight} <= labels.keys()


def test_reasons_keep_their_order_and_tell_what_the_text_does_not_show() -> None:
    words = Effect(ground=Ground.WORDING, weight=Weight.LOW, old="bref", new="court")
    whole = Effect(ground=Ground.PROVISION, weight=Weight.MEDIUM, new="Il agit.")
    found = reasons_of((DUTY, whole, words), redline_labels("en"))
    assert [(one.weight, one.ground, one.is_telling) for one in found] == [
        ("high", "obligation", True),
        ("medium", "provision", False),
        ("low", "wording", False),
    ]
