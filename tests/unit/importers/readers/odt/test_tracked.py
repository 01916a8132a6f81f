"""Tracked changes of LibreOffice: what the text reads like when all are accepted, and when all are rejected."""

from collections.abc import Callable

import pytest

from codetool.importers.readers.odt import read_odt
from codetool.importers.reading import Tracked

MakeOdt = Callable[..., bytes]


def p(text: str, style: str = "S") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def inserted(ident: str, more: str = "") -> str:
    return (
        f'<text:changed-region xml:id="{ident}" text:id="{ident}"><text:insertion><office:change-info/>'
        f"</text:insertion>{more}</text:changed-region>"
    )


def deleted(ident: str, content: str) -> str:
    return (
        f'<text:changed-region text:id="{ident}"><text:deletion><office:change-info/>{content}</text:deletion>'
        "</text:changed-region>"
    )


def start(ident: str) -> str:
    return f'<text:change-start text:change-id="{ident}"/>'


def end(ident: str) -> str:
    return f'<text:change-end text:change-id="{ident}"/>'


def change(ident: str) -> str:
    return f'<text:change text:change-id="{ident}"/>'


STYLES = "".join(f'<style:style style:name="{name}" style:family="paragraph"/>' for name in ("S", "A", "B"))
CASES = {
    # regions, body, accepted, rejected: each line with its style
    "words": (
        inserted("i") + deleted("d", p("quatre")),
        p(f"Ils sont {start('i')}trois{end('i')}{change('d')} ici."),
        ["s Ils sont trois ici."],
        ["s Ils sont quatre ici."],
    ),
    "words within a span": (
        inserted("i") + deleted("d", p("le <text:span>vieux</text:span> ")),
        p(f"<text:span>Voici {change('d')}un {start('i')}nouveau</text:span> et beau {end('i')}code"),
        ["s Voici un nouveau et beau code"],
        ["s Voici le vieux un code"],
    ),
    "the end of a paragraph deleted": (
        deleted("d", p("un.", "S") + p("Deux ", "B")),
        p(f"Article {change('d')}trois.", "A"),
        ["a Article trois."],
        ["a Article un.", "b Deux trois."],
    ),
    "whole paragraphs deleted": (
        deleted("d", p("Un.", "A") + p("Deux.", "B") + p("")),
        p("Zéro.") + p(f"{change('d')}Trois."),
        ["s Zéro.", "s Trois."],
        ["s Zéro.", "a Un.", "b Deux.", "s Trois."],
    ),
    "a table deleted in a line": (
        deleted(
            "d",
            "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
            "</table:table-row></table:table>",
        ),
        p(f"Un {change('d')}deux"),
        ["s Un deux"],
        ["s Un", " ", "s deux"],
    ),
    "paragraphs deleted between blocks": (
        deleted("d", p("Un.", "A")),
        p("Zéro.") + change("d") + p("Deux."),
        ["s Zéro.", "s Deux."],
        ["s Zéro.", "a Un.", "s Deux."],
    ),
    "an end of paragraph inserted": (
        inserted("i"),
        p(f"Un {start('i')}mot", "A") + p(f"de plus {end('i')}deux", "B"),
        ["a Un mot", "b de plus deux"],
        ["a Un deux"],
    ),
    "whole paragraphs inserted": (
        inserted("i"),
        p("Zéro.") + p(f"{start('i')}Un.", "A") + p("Deux.", "A") + p(f"{end('i')}Trois.", "B"),
        ["s Zéro.", "a Un.", "a Deux.", "b Trois."],
        ["s Zéro.", "b Trois."],
    ),
    "a table inserted": (
        inserted("i"),
        p("Un") + start("i") + "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
        "</table:table-row></table:table>" + end("i") + p("Deux"),
        ["s Un", " ", "s Deux"],
        ["s Un", "s Deux"],
    ),
    "inserted, then deleted": (
        deleted("d", p("jamais")).replace("</text:deletion>", "</text:deletion><text:insertion/>"),
        p(f"Un {change('d')}deux"),
        ["s Un deux"],
        ["s Un deux"],
    ),
    "two insertions that touch": (
        inserted("i") + inserted("j"),
        p(f"Un{start('i')} et{end('i')}{start('j')} demi{end('j')}.") + p("Fin"),
        ["s Un et demi.", "s Fin"],
        ["s Un.", "s Fin"],
    ),
    "an insertion within another": (
        inserted("i") + inserted("j"),
        p(f"Un{start('i')} a{start('j')} b{end('i')} c{end('j')} d"),
        ["s Un a b c d"],
        ["s Un d"],
    ),
    "marks of no change": (
        '<text:changed-region text:id="f"><text:format-change/></text:changed-region><!-- x -->',
        p(f"Un {start('f')}mot{end('f')} {change('x')}de {start('y')}plus{end('y')}"),
        ["s Un mot de plus"],
        ["s Un mot de plus"],
    ),
    "nothing in what was deleted": (deleted("d", ""), p(f"Un {change('d')}mot"), ["s Un mot"], ["s Un mot"]),
}


@pytest.mark.parametrize("name", CASES)
def test_either_side_reads_as_if_nothing_had_been_tracked(odt: MakeOdt, name: str) -> None:
    regions, body, *sides = CASES[name]
    source = odt(f"<text:tracked-changes>{regions}</text:tracked-changes>\n{body}", styles=STYLES)

    for side, expected in zip((Tracked.ACCEPT, Tracked.REJECT), sides, strict=True):
        reading = read_odt(source, "draft.odt", side)
        assert [f"{line.style} {line.text}" for line in reading.lines] == expected
        shown = " ".join(line[2:] for line in expected).split()
        assert [word.word for word in reading.words if word.word != "x"] == shown


def test_an_inserted_item_leaves_no_number(odt: MakeOdt) -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/></text:list-style>'
    )
    body = (
        f"<text:tracked-changes>{inserted('i')}</text:tracked-changes>"
        f'<text:list text:style-name="L"><text:list-item>{p("Un")}</text:list-item>'
        f"<text:list-item>{p(start('i') + 'Nouveau')}</text:list-item>"
        f"<text:list-item>{p(end('i') + 'Deux')}</text:list-item></text:list>"
    )

    assert [line.text for line in read_odt(odt(body, style)).lines] == ["1. Un", "2. Nouveau", "3. Deux"]
    assert [line.text for line in read_odt(odt(body, style), "", Tracked.REJECT).lines] == ["1. Un", "2. Deux"]


def test_what_was_deleted_is_put_back_once(odt: MakeOdt) -> None:
    body = (
        f"<text:tracked-changes>{deleted('d', p('un '))}</text:tracked-changes>{p(change('d') + change('d') + 'mot')}"
    )

    assert [line.text for line in read_odt(odt(body), "", Tracked.REJECT).lines] == ["un mot"]


def test_it_is_told_that_changes_were_taken_and_how_many(odt: MakeOdt) -> None:
    regions = inserted("i") + deleted("d", p("un") + p("deux")) + inserted("x")
    tracked = f"<text:tracked-changes>{regions}</text:tracked-changes>"
    source = odt(tracked + p("Un") + p(f"Ils {start('i')}sont") + p(f"trois{end('i')} ici{change('d')}."))
    accepted, rejected = (read_odt(source, "x.odt", side).findings for side in (Tracked.ACCEPT, Tracked.REJECT))

    assert [f"{one.severity} {one.line}: {one.message}" for one in (*accepted, *rejected)] == [
        f"warning 2: the source holds tracked changes that nobody has decided on; they were {done} "
        "(insertions: 1, deletions: 1, moves: 0, ends of paragraphs: 2, automatic numbers: 0)"
        for done in ("accepted", "rejected")
    ]


def test_nothing_is_told_where_only_the_look_was_changed(odt: MakeOdt) -> None:
    held = "<text:format-change><office:change-info/></text:format-change>"
    region = f'<text:changed-region text:id="f">{held}</text:changed-region>'
    body = f"<text:tracked-changes>{region}</text:tracked-changes>{p(start('f') + 'Un' + end('f'))}"

    assert read_odt(odt(body)).findings == ()


def sides(odt: MakeOdt, regions: str, body: str) -> list[list[str]]:
    source = odt(f"<text:tracked-changes>{regions}</text:tracked-changes>{body}")
    return [[line.text for line in read_odt(source, "x.odt", side).lines] for side in (Tracked.ACCEPT, Tracked.REJECT)]


def test_all_that_was_deleted_in_a_paragraph_comes_back(odt: MakeOdt) -> None:
    regions = deleted("d", p("un.") + p("")) + deleted("e", p("") + p("trois.")) + deleted("f", p(" cinq"))

    assert sides(odt, regions, p(f"{change('d')}Deux {change('e')} quatre{change('f')}.")) == [
        ["Deux quatre."],
        ["un.", "Deux", "trois. quatre cinq."],
    ]


def test_a_change_that_ends_where_paragraphs_come_back_still_ends(odt: MakeOdt) -> None:
    # So LibreOffice writes a paragraph of Word that another one replaced.
    regions = inserted("i") + deleted("d", p("Art. 3. Vieux.") + p(""))
    body = p(f"{start('i')}Art. 3. Neuf.") + p(f"{end('i')}{change('d')}Art. 4. Il reste.") + p("Art. 5. Lui aussi.")

    assert sides(odt, regions, body) == [
        ["Art. 3. Neuf.", "Art. 4. Il reste.", "Art. 5. Lui aussi."],
        ["Art. 3. Vieux.", "Art. 4. Il reste.", "Art. 5. Lui aussi."],
    ]


def test_a_change_without_an_end_takes_nothing_with_it(odt: MakeOdt) -> None:
    assert sides(odt, inserted("i"), p(f"Un {start('i')}deux") + p("trois")) == [["Un deux", "trois"]] * 2
