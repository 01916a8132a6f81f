"""The numbers before paragraphs: those that LibreOffice shows (the last test asks it)."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from codetool.importers.readers.odt import read_odt
from codetool.importers.readers.odt.lists import Level, write_label

MakeOdt = Callable[..., bytes]


def level(number: int, form: str, *, shown: int = 1, prefix: str = "", suffix: str = ".", more: str = "") -> str:  # noqa: PLR0913 - as a level has
    return (
        f'text:level="{number}" style:num-format="{form}" text:display-levels="{shown}" style:num-prefix="{prefix}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


def number_style(name: str, *levels: str) -> str:
    listed = "".join(f"<text:list-level-style-number {one}" for one in levels)
    return f'<text:list-style style:name="{name}">{listed}</text:list-style>'


def p(text: str = "mot", style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(level: int, style: str = "Standard", more: str = "") -> str:
    return f'<text:h text:style-name="{style}" text:outline-level="{level}" {more}>Titre</text:h>'


def item(*content: str, more: str = "") -> str:
    return f"<text:list-item {more}>{''.join(content)}</text:list-item>"


def many(*items: str, style: str = "", more: str = "") -> str:
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{''.join(items)}</text:list>"


LISTS = (
    number_style("L1", level(1, "1"), level(2, "a", suffix=")"), level(3, "1", shown=3, suffix=""))
    + number_style("L2", level(1, "I"), level(2, "1", shown=2))
    + number_style(
        "L5",
        level(1, "1", more='text:start-value="5"'),
        level(2, "1", shown=2, more='text:start-value="3"'),
        level(3, "", suffix=""),
        level(4, "A", shown=4),
    )
    + number_style(
        "Pattern",
        level(1, "1", suffix="", more='loext:num-list-format="Art. %1%."'),
        level(2, "a", suffix="", more='style:num-list-format="%1%-%2%)"'),
    )
    + number_style(
        "Letters",
        level(1, "a", suffix=")", more='text:start-value="26"'),
        level(2, "A", more='text:start-value="26" style:num-letter-sync="true"'),
    )
    + number_style("Others", level(1, "01, 02, 03, ..."), level(2, "i", prefix="(", suffix=")"))
    + '<style:style style:name="H" style:family="paragraph" style:list-style-name="L1"/>'
)
OUTLINE = (
    '<style:style style:name="Standard" style:family="paragraph"/>'
    '<style:style style:name="Linked" style:family="paragraph" style:list-style-name="NL"/>'
    + number_style("NL", level(1, "1", suffix="°"))
    + '<text:outline-style style:name="Outline">'
    + f"<text:outline-level-style {level(1, 'I', prefix='Titre ', suffix=' –')}"
    + f"<text:outline-level-style {level(2, '1', shown=2)}"
    + f"<text:outline-level-style {level(3, '', suffix='')}</text:outline-style>"
)
CASES = {
    "nested": (
        many(item(p(), p(), many(item(p(), many(item(p()))), item(p()))), item(p(), many(item(p()))), style="L1"),
        ["1.", "", "a)", "1.a.1", "b)", "2.", "a)"],
    ),
    "a list begins anew": (many(item(p()), style="L1") + many(item(p()), style="L1"), ["1.", "1."]),
    "a list goes on": (
        many(item(p()), style="L1") + p() + many(item(p()), style="L1", more='text:continue-numbering="true"'),
        ["1.", "", "2."],
    ),
    "another list between": (
        many(item(p()), style="L1")
        + many(item(p()), style="L2")
        + many(item(p()), style="L1", more='text:continue-numbering="true"'),
        ["1.", "I.", "1."],
    ),
    "a list named": (
        many(item(p()), style="L1", more='xml:id="a"')
        + many(item(p()), style="L2")
        + many(item(p()), style="L1", more='text:continue-list="a"'),
        ["1.", "I.", "2."],
    ),
    "a level goes on": (
        many(item(p(), many(item(p()))), style="L1")
        + many(item(many(item(p()))), style="L1", more='text:continue-numbering="true"'),
        ["1.", "a)", "b)"],
    ),
    "a second list in an item": (
        many(item(p(), many(item(p())), p(), many(item(p()))), style="L1"),
        ["1.", "a)", "", "a)"],
    ),
    "start and header": (
        many(
            item(p(), more='text:start-value="9"'),
            f"<text:list-header>{p()}</text:list-header>",
            item(p()),
            style="L1",
        ),
        ["9.", "", "10."],
    ),
    "no number above": (
        many(item(many(item(p()), item(p()))), item(p()), style="L1"),
        ["a)", "b)", "2."],
    ),
    "a style inside another": (
        many(item(p(), many(item(p()), style="L2")), item(p(), many(item(p()), style="L2")), style="L1"),
        ["1.", "I.1.", "2.", "II.1."],
    ),
    "another style for an item": (
        many(item(p(), more='text:style-override="L2"'), item(p()), style="L1"),
        ["I.", "2."],
    ),
    "starts": (
        many(item(p(), many(item(p()), item(p(), many(item(p(), many(item(p()))))))), item(p()), style="L5"),
        ["5.", "5.3.", "5.4.", "", "5.4.A.", "6."],
    ),
    "patterns": (many(item(p(), many(item(p()))), style="Pattern"), ["Art. 1.", "1-a)"]),
    "letters": (
        many(item(p(), many(item(p()), item(p()), item(p()))), item(p()), item(p()), style="Letters"),
        ["z)", "Z.", "AA.", "BB.", "aa)", "ab)"],
    ),
    "other forms": (many(item(p(), many(item(p()))), style="Others"), ["01.", "(i)"]),
    "an empty paragraph": (many(item(p("")), item(p()), style="L1"), ["1.", "2."]),
    "no style": (many(item(p(), many(item(p())))) + many(item(p()), style="None"), ["•", "◦", "•"]),
    "paragraphs by themselves": (
        "".join(
            f'<text:numbered-paragraph text:list-id="q" text:style-name="L1" text:level="{at}">{p()}'
            "</text:numbered-paragraph>"
            for at in (1, 2, 1)
        ),
        ["1.", "a)", "2."],
    ),
    "styles number nothing outside lists": (p(style="Linked") + p(style="H"), ["", ""]),
    "headings": (
        h(1) + h(2) + h(2) + h(1) + h(2) + h(3),
        ["Titre I –", "I.1.", "I.2.", "Titre II –", "II.1.", ""],
    ),
    "headings begin anew": (
        h(1) + h(2, more='text:restart-numbering="true" text:start-value="7"') + h(2),
        ["Titre I –", "I.7.", "I.8."],
    ),
    "headings without number": (
        h(1) + h(1, more='text:is-list-header="true"') + h(1, "Linked") + h(1),
        ["Titre I –", "", "", "Titre II –"],
    ),
    "headings in lists": (
        h(1) + many(item(h(1)), style="L1") + many(item(p()), style="Outline") + h(1),
        ["Titre I –", "1.", "Titre II –", "Titre III –"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_numbers_are_counted_as_libreoffice_counts_them(odt: MakeOdt, name: str) -> None:
    body, labels = CASES[name]
    lines = read_odt(odt(body, LISTS, OUTLINE)).lines

    assert [line.label for line in lines] == labels
    assert all(line.text.startswith(line.label) for line in lines)


@pytest.mark.slow
def test_libreoffice_shows_the_same_numbers(odt: MakeOdt, tmp_path: Path) -> None:
    body = "".join(p(f"== {name}") + part for name, (part, _) in CASES.items() if "heading" not in name)
    headings = h(1) + h(2) + h(2, more='text:restart-numbering="true" text:start-value="7"') + h(1, "Linked") + h(1)
    source = odt(body + headings, LISTS, OUTLINE)
    (tmp_path / "draft.odt").write_bytes(source)
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            "txt:Text",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "draft.odt"),
        ],
        check=True,
        capture_output=True,
    )
    shown = (tmp_path / "draft.txt").read_text("utf-8-sig").splitlines()

    assert [line.text for line in read_odt(source).lines] == [" ".join(line.split()) for line in shown if line.strip()]


def test_a_number_has_its_depth_and_begins_the_text(odt: MakeOdt) -> None:
    lines = read_odt(odt(many(item(p(), many(item(p("un<text:line-break/>deux")))), style="L1"), LISTS)).lines

    assert [(line.text, line.label, line.depth, line.ends) for line in lines] == [
        ("1. mot", "1.", 0, True),
        ("a) un", "a)", 1, None),
        ("deux", "", -1, True),
    ]


def test_bullets_are_signs_that_everybody_can_print(odt: MakeOdt) -> None:
    style = (
        '<text:list-style style:name="B">'
        '<text:list-level-style-bullet text:level="1" style:num-suffix="." text:bullet-char="–"/>'
        '<text:list-level-style-bullet text:level="2" text:bullet-char="\ue00a"/>'
        '<text:list-level-style-image text:level="3"/></text:list-style>'
    )
    body = many(item(p(), many(item(p(), many(item(p()))), item(p("")))), style="B")

    assert [line.text for line in read_odt(odt(body, style)).lines] == ["– mot", "• mot", "• mot"]


def test_a_level_says_how_far_its_paragraphs_stand_in(odt: MakeOdt) -> None:
    style = (
        '<text:list-style style:name="I"><text:list-level-style-number text:level="1" style:num-format="1">'
        "<style:list-level-properties><style:list-level-label-alignment "
        'fo:margin-left="1.26cm" fo:text-indent="-0.63cm"/></style:list-level-properties>'
        '</text:list-level-style-number><text:list-level-style-number text:level="2" style:num-format="1">'
        '<style:list-level-properties text:space-before="2.1cm"/></text:list-level-style-number></text:list-style>'
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:margin-left="4.2cm" '
        'fo:text-indent="0cm"/></style:style>'
    )
    body = many(item(p(), many(item(p()))), item(p(style="P1")), style="I")
    lines = read_odt(odt(body, style)).lines

    assert [line.indent for line in lines] == [3, 10, 20]


def test_numbers_that_no_letter_stands_for_are_digits() -> None:
    levels = {0: Level(form="a"), 1: Level(form="i")}

    assert write_label(levels, 0, {0: 0}) == "0"
    assert write_label(levels, 1, {0: 1, 1: 40_000}) == "40000"
    assert not write_label(levels, 4, {0: 1})
