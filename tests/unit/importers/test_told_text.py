"""Text of our own editions as blocks: paragraphs that say what they are, and those that somebody put in between."""

from typing import Any

import pytest

from codetool.importers.blocks import BlockKind
from codetool.importers.lines import MORE, Line, Role, Table, Told
from codetool.importers.told_text import read_told

RUN_IN, TEXT, POINT = Role.RUN_IN, Role.TEXT, Role.POINT


def line(text: str, role: Role | None = None, num: str = "", **more: Any) -> Line:  # noqa: ANN401 - fields of Told
    """Return a line that was in the document, unless it is not `known`; without a role it says nothing of itself."""
    told = Told(role=role, num=num, **{"known": True, **more}) if role else None
    return Line(text=text, number=1, ends=True, told=told)


ARTICLES = [line("1. Il agit.", RUN_IN, "1."), line("2. Il voit.", RUN_IN, "2.")]
LIST = [
    line("1. Il peut :", RUN_IN, "1."),
    line("a) agir ;", POINT, "a)", depth=1),
    line("b) voir.", POINT, "b)", depth=1),
]
PARAGRAPHS = [
    line("Art. 1.", Role.ARTICLE, "Art. 1."),
    line("§ 1er. Il agit.", Role.PARAGRAPH, "§ 1er."),
    line("§ 2. Il voit.", Role.PARAGRAPH, "§ 2."),
]


def told(*lines: Line, annex: bool = False) -> list[str]:
    """Return each block as its kind, with its depth if it has one, and its words."""
    blocks = read_told(lines, annex=annex)
    shown = ((f"{one.kind.name}{one.depth or ''}", one.num, one.heading, one.text) for one in blocks)
    return [" ".join(part for part in parts if part) for parts in shown]


def test_what_paragraphs_say_is_taken() -> None:
    assert told(
        line("Titre I – Un", Role.DIVISION, "Titre I –", depth=1, element="title"), *LIST,
        line("dans tous les cas.", Role.WRAP_UP), line("Il ne dort pas.", TEXT),
    ) == [
        "DIVISION Titre I – Un", "ARTICLE 1.", "TEXT Il peut :", "POINT a)", "TEXT1 agir ;", "POINT b)", "TEXT1 voir.",
        "WRAP_UP dans tous les cas.", "TEXT Il ne dort pas.",
    ]  # fmt: skip


def test_a_paragraph_that_was_there_is_no_head_whatever_its_words_are() -> None:
    assert told(*ARTICLES, line("3. Il dort.", TEXT))[-1] == "TEXT 3. Il dort."


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3. Il dort.", ["ARTICLE 3.", "TEXT Il dort."]),
        ("2bis. Il dort.", ["ARTICLE 2bis.", "TEXT Il dort."]),
        ("9. Il dort.", ["TEXT 9. Il dort."]),
        ("Il dort.", ["TEXT Il dort."]),
        ("TITRE 2 – DEUX", ["DIVISION TITRE 2 – DEUX"]),
        ("Titre 2 du code pénal, il agit.", ["TEXT Titre 2 du code pénal, il agit."]),
    ],
)
@pytest.mark.parametrize("role", [None, TEXT, RUN_IN])
def test_what_somebody_typed_is_read_by_its_words(typed: str, expected: list[str], role: Role | None) -> None:
    assert told(*ARTICLES, line(typed, role, known=False))[4:] == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("c) dormir.", ["POINT c)", "TEXT1 dormir."]),
        ("d) dormir.", ["TEXT1 d) dormir."]),
        ("Il dort aussi.", ["TEXT1 Il dort aussi."]),
    ],
)
def test_a_point_goes_on_with_its_list(typed: str, expected: list[str]) -> None:
    assert told(*LIST, line(typed, POINT, depth=1, known=False))[6:] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (line("2bis. Il dort la nuit.", RUN_IN, "2bis. Il dort la nuit."), ["ARTICLE 2bis.", "TEXT Il dort la nuit."]),
        (
            line("§ 2. Il dort la nuit.", Role.PARAGRAPH, "§ 2. Il dort la nuit."),
            ["PARAGRAPH § 2.", "TEXT Il dort la nuit."],
        ),
        (line("a) il dort la nuit.", POINT, "a) il dort la nuit.", depth=1), ["POINT a)", "TEXT1 il dort la nuit."]),
        (line("2bis. (nouveau) Il dort.", RUN_IN, "2bis. (nouveau)"), ["ARTICLE 2bis. (nouveau)", "TEXT Il dort."]),
    ],
)
def test_words_typed_in_the_look_of_a_number_are_no_number(lines: Line, expected: list[str]) -> None:
    assert told(*ARTICLES, lines)[4:] == expected


def test_a_number_that_lost_its_look_is_still_one() -> None:
    assert told(*ARTICLES, line("9. Il dort.", RUN_IN))[4:] == ["ARTICLE 9.", "TEXT Il dort."]
    assert told(*LIST, line("c) dormir.", POINT, depth=1))[6:] == ["POINT c)", "TEXT1 dormir."]


def test_a_list_may_begin_behind_a_colon_only() -> None:
    assert told(*ARTICLES, line("Il peut :", TEXT), line("a) dormir.", TEXT, known=False))[-2:] == [
        "POINT a)",
        "TEXT1 dormir.",
    ]
    assert told(*ARTICLES, line("Il peut.", TEXT), line("a) dormir.", TEXT, known=False))[-1] == "TEXT a) dormir."


def test_a_numbered_paragraph_goes_on_with_its_series() -> None:
    assert told(*PARAGRAPHS, line("§ 3. Il dort.", Role.PARAGRAPH, known=False))[-2:] == [
        "PARAGRAPH § 3.",
        "TEXT Il dort.",
    ]
    assert told(*PARAGRAPHS, line("Il dort.", Role.PARAGRAPH, known=False))[-1] == "TEXT Il dort."


def test_an_article_with_a_heading_is_inserted_where_others_have_headings() -> None:
    headed = [line("Art. 1 – But", Role.ARTICLE, "Art. 1 –"), line("Il agit.", TEXT)]
    typed = [line("Art. 1bis – Moyens", TEXT, known=False), line("Il voit.", TEXT, known=False)]
    assert told(*headed, *typed) == [
        "ARTICLE Art. 1 – But",
        "TEXT Il agit.",
        "ARTICLE Art. 1bis – Moyens",
        "TEXT Il voit.",
    ]


def test_what_goes_on_with_an_alinea_stays_in_it() -> None:
    blocks = read_told([*ARTICLES, line("Et il dort.", TEXT, element=MORE), line("Seul.", TEXT)])
    assert [block.more for block in blocks] == [False, False, False, False, True, False]


def test_an_unnumbered_first_paragraph_stays_one() -> None:
    assert told(line("1.–(1)", Role.ARTICLE, "1.–(1)"), line("Il agit.", Role.PARAGRAPH)) == [
        "ARTICLE 1.–(1)", "PARAGRAPH", "TEXT Il agit.",
    ]  # fmt: skip


def test_items_of_lists_without_numbers_are_in_the_list_of_the_one_before() -> None:
    items = [
        line("agir :", Role.ITEM, element="ul"),
        line("vite", Role.ITEM, depth=1, element="ol"),
        line("bien", Role.ITEM, depth=1, known=False),
        line("voir", Role.ITEM),
    ]
    blocks = [block for block in read_told([*ARTICLES, *items]) if block.kind is BlockKind.POINT]
    assert [(block.element, block.depth) for block in blocks] == [("ul", 0), ("ol", 1), ("ol", 1), ("ul", 0)]


def test_a_table_stands_in_the_point_that_is_open() -> None:
    table = Line(text="", number=2, table=Table(rows=()))
    assert told(*LIST, table)[-1] == "TABLE1"


def test_an_annex_may_begin_with_text() -> None:
    assert told(line("Il agit.", TEXT), annex=True) == ["TEXT Il agit."]
