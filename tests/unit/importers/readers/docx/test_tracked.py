"""Tracked changes: either side reads as if nothing had been tracked."""

import pytest

from codetool.importers.reading import Tracked
from tests.unit.importers.readers.docx.word_files import level, lists, numbered, p, r, read, texts

BOTH = (Tracked.ACCEPT, Tracked.REJECT)


def sides(body: str, **parts: str) -> tuple[list[str], list[str]]:
    """Return the texts with all changes accepted, and with all rejected."""
    accepted, rejected = (texts(body, tracked=side, **parts) for side in BOTH)
    return accepted, rejected


def ins(inside: str, name: str = "ins") -> str:
    return f'<w:{name} w:id="1" w:author="A">{inside}</w:{name}>'


def gone(text: str, name: str = "del") -> str:
    return f'<w:{name} w:id="1" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:{name}>'


def mark(name: str) -> str:
    return f'<w:rPr><w:{name} w:id="1" w:author="A"/></w:rPr>'


def test_words_are_put_in_and_taken_out() -> None:
    body = p(r("Le délai est de ") + gone("huit") + ins(r("dix")) + r(" jours."))

    assert sides(body) == (["Le délai est de dix jours."], ["Le délai est de huit jours."])


def test_words_are_moved() -> None:
    body = p(r("Un ") + ins(r("deux "), "moveFrom") + r("trois ") + ins(r("deux"), "moveTo"))

    assert sides(body) == (["Un trois deux"], ["Un deux trois"])


def test_words_that_were_put_in_and_taken_out_are_on_no_side() -> None:
    assert sides(p(r("Un") + ins(gone(" rien")))) == (["Un"], ["Un"])


def test_a_paragraph_is_put_in() -> None:
    body = p("Un.") + p(ins(r("Deux.")), mark("ins")) + p("Trois.")

    assert sides(body) == (["Un.", "Deux.", "Trois."], ["Un.", "Trois."])


def test_two_paragraphs_become_one_with_the_form_of_the_second() -> None:
    body = p("Un, ", mark("del")) + '<w:bookmarkEnd w:id="0"/>' + p("deux.", '<w:jc w:val="center"/>') + p("Trois.")
    lines = [list(read(body, tracked=side).lines) for side in BOTH]

    assert [line.text for line in lines[0]] == ["Un, deux.", "Trois."]
    assert [line.text for line in lines[1]] == ["Un,", "deux.", "Trois."]
    assert (lines[0][0].centered, lines[0][0].number, lines[0][1].number) == (True, 1, 3)


def test_many_paragraphs_become_one() -> None:
    body = "".join(p(f"p{at} ", mark("del")) for at in range(3000)) + p("fin")

    assert [len(text.split()) for text in texts(body)] == [3001]


def test_a_paragraph_before_a_table_keeps_its_end() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('Case')}</w:tc></w:tr></w:tbl>"

    assert texts(p("Un", mark("del")) + table + p("Deux")) == ["Un", "", "Deux"]


def test_deleted_paragraphs_are_not_counted() -> None:
    form = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = numbered("Un") + p(gone("Deux"), form + mark("del")) + numbered("Trois")

    assert sides(body, numbering=lists(level(0, "%1."))) == (["1. Un", "2. Trois"], ["1. Un", "2. Deux", "3. Trois"])


def test_a_number_that_was_put_on_is_on_one_side() -> None:
    body = p("Un", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{mark("ins")[7:-8]}</w:numPr>')

    assert sides(body, numbering=lists(level(0, "%1."))) == (["1. Un"], ["Un"])


def test_the_form_before_a_change_comes_back() -> None:
    old = (
        '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    body = p("Un", f'<w:jc w:val="center"/>{old}')

    assert sides(body, numbering=lists(level(0, "%1."))) == (["Un"], ["1. Un"])
    assert [read(body, tracked=side, numbering=lists(level(0, "%1."))).lines[0].centered for side in BOTH] == [
        True,
        False,
    ]


def test_a_run_that_was_made_bold_was_not() -> None:
    body = p(r("Un", '<w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'))

    assert [read(body, tracked=side).lines[0].bold for side in BOTH] == [True, False]


def test_a_run_that_was_hidden_is_hidden_again() -> None:
    body = p(r("Un") + r(" deux", '<w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'))

    assert sides(body) == (["Un deux"], ["Un"])


@pytest.mark.parametrize(
    ("row", "cell", "accepted"),
    [
        ('<w:trPr><w:del w:id="1"/></w:trPr>', "", ["A"]),
        ('<w:trPr><w:ins w:id="1"/></w:trPr>', "", ["A", "B"]),
        ("", '<w:tcPr><w:cellDel w:id="1"/></w:tcPr>', ["A"]),
        ("", '<w:tcPr><w:cellIns w:id="1"/></w:tcPr>', ["A", "B"]),
    ],
)
def test_rows_and_cells_are_put_in_and_taken_out(row: str, cell: str, accepted: list[str]) -> None:
    body = f"<w:tbl><w:tr><w:tc>{p('A')}</w:tc></w:tr><w:tr>{row}<w:tc>{cell}{p('B')}</w:tc></w:tr></w:tbl>"

    for side, expected in zip(BOTH, (accepted, ["A"] if len(accepted) > 1 else ["A", "B"]), strict=True):
        table = read(body, tracked=side).lines[0].table
        assert table
        assert [line.text for line in table.lines()] == expected


def test_a_table_without_rows_is_gone() -> None:
    body = f'<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p("A")}</w:tc></w:tr></w:tbl>' + p("Un")

    assert texts(body) == ["Un"]


def told(body: str, side: Tracked = Tracked.ACCEPT, **parts: str) -> list[str]:
    return [f"{one.severity} {one.line}: {one.message}" for one in read(body, tracked=side, **parts).findings]


COUNTED = (
    p("Un.")
    + p(r("Deux ") + ins(r("a")) + ins(r(" b")) + r("c") + gone("d"), mark("ins"))
    + '<w:p><w:moveFromRangeStart w:id="3" w:name="m1"/>'
    + ins(r("allé"), "moveFrom")
    + r(" reste ")
    + ins(r("allé"), "moveTo")
    + "</w:p>"
    + p("Trois", '<w:numPr><w:numId w:val="1"/></w:numPr><w:pPrChange w:id="4"><w:pPr/></w:pPrChange>')
    + p("Quatre", '<w:jc w:val="center"/><w:pPrChange w:id="4"><w:pPr/></w:pPrChange>')
)


def test_it_is_told_that_changes_were_taken_and_how_many() -> None:
    counted = "(insertions: 1, deletions: 1, moves: 1, ends of paragraphs: 1, automatic numbers: 1)"
    pending = "the source holds tracked changes that nobody has decided on; they were"

    assert told(COUNTED) == [f"warning 2: {pending} accepted {counted}"]
    assert told(COUNTED, Tracked.REJECT) == [f"warning 2: {pending} rejected {counted}"]


def test_rows_and_notes_count_too() -> None:
    row = f"<w:tbl><w:tr><w:trPr>{ins('')}</w:trPr><w:tc>{p('Un')}</w:tc></w:tr></w:tbl>"
    call = p('<w:r><w:footnoteReference w:id="1"/></w:r>')
    note = f'<w:footnote w:id="1">{p(gone("vieux") + r("neuf"))}</w:footnote>'

    (found,) = read(p("Avant") + row + call, footnotes=note).findings

    assert (found.values["insertions"], found.values["deletions"], found.line) == (1, 1, 2)


def test_a_style_that_brings_a_number_is_a_change_of_numbers() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("Un", '<w:pStyle w:val="H"/><w:pPrChange w:id="1"><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>')

    assert [one.values["numbers"] for one in read(body, styles=styles).findings] == [1]


def test_nothing_is_told_where_nothing_was_tracked_or_only_the_look() -> None:
    look = '<w:r><w:rPr><w:b/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange></w:rPr><w:t>Un</w:t></w:r>'

    assert told(p(look) + p("Deux")) == []
