"""Hard places of the merge: joined and cut paragraphs, tables side by side, lists, breaks, spans, times and dates."""

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.model.markup import AKN_NAMESPACE
from codetool.render.redline_docx import render_redline_docx

if TYPE_CHECKING:
    from tests.unit.render.tracked.conftest import Opener

TABLE = "<table><tr><td><p>Salle {0}</p></td><td><p>{1} euros par jour</p></td></tr></table>"
SPANNED = (
    '<content><table><tr><td rowspan="2"><p>Salle</p></td><td><p>un</p></td></tr>'
    "<tr><td><p>{0}</p></td></tr></table></content>"
)
WORDS = "La salle est remise en état par le preneur avant la fin de la journée."
MORE = "Les clés sont rendues au concierge le lendemain matin avant neuf heures."


def document(inside: str, day: str = "2021-06-01") -> bytes:
    level = f'<FRBRdate date="{day}" name="x"/>' if day else ""
    return (
        f'<akomaNtoso xmlns="{AKN_NAMESPACE}"><act name="x"><meta><identification source="#x"><FRBRExpression>{level}'
        f'<FRBRlanguage language="fra"/></FRBRExpression></identification></meta><body><article eId="art_1">'
        f"<num>Art. 1.</num>{inside}</article></body></act></akomaNtoso>"
    ).encode()


def compared(old: str, new: str, day: str = "2021-06-01") -> bytes:
    sides = read_expression(document(old)), read_expression(document(new, day))
    return render_redline_docx(compare(*sides), *sides)


def text(*paragraphs: str) -> str:
    return f"<content>{''.join(f'<p>{one}</p>' for one in paragraphs)}</content>"


CASES = {
    "a paragraph cut in two": (
        text(f"{WORDS} {MORE}"),
        text(WORDS, MORE),
        [f"Text: {WORDS} ¶+", f"Text: [- -]{MORE}"],
    ),
    "two paragraphs joined": (
        text(WORDS, MORE),
        text(f"{WORDS} {MORE}"),
        [f"Text: {WORDS} ¶-", f"Text: {{+ +}}{MORE}"],
    ),
    "the last paragraph goes": (
        text(WORDS, MORE),
        text(WORDS),
        [f"Text: {WORDS} ¶-", f"Text: [-{MORE}-]"],
    ),
    "the last paragraph comes": (
        text(WORDS),
        text(WORDS, MORE),
        [f"Text: {WORDS} ¶+", f"Text: {{+{MORE}+}}"],
    ),
    "a table for another": (
        f"<content><p>{WORDS}</p>{TABLE.format('A', 10)}</content>",
        f"<content><p>{WORDS}</p><table><tr><td><p>Autre chose</p></td></tr></table></content>",
        [
            f"Text: {WORDS}",
            "| - Cell: [-Salle A-] | Cell: [-10 euros par jour-] |",
            "Text:  ¶-",
            "| + Cell: {+Autre chose+} |",
            "Text: ",
        ],
    ),
    "a table between two paragraphs that become one": (
        f"<content><p>{WORDS}</p>{TABLE.format('A', 10)}<p>{MORE}</p></content>",
        text(f"{WORDS} {MORE}"),
        [
            f"Text: {WORDS}{{+ {MORE}+}}",
            "| - Cell: [-Salle A-] | Cell: [-10 euros par jour-] |",
            f"Text: [-{MORE}-]",
        ],
    ),
    "a cell over two rows": (
        SPANNED.format("deux"),
        SPANNED.format("trois"),
        ["| Cell: Salle | Cell: un |", "| - Cell:  | Cell: [-deux-] |", "| + Cell:  | Cell: {+trois+} |", "Text: "],
    ),
    "counted and dashed lists": (
        "<content><ol><li>un mot de la liste</li><li>deux</li></ol><ul><li>tiret</li></ul></content>",
        "<content><ol><li>un mot de la liste</li></ol><ul><li>tiret</li></ul></content>",
        ["Item: un mot de la liste", "Item: [-deux-] ¶-", "Item: tiret"],
    ),
    "a break and a table in a cell": (
        "<content><table><tr><td><p>un<br/>deux</p><table><tr><td><p>dedans</p></td></tr></table></td></tr></table></content>",
        "<content><table><tr><td><p>un<br/>deux</p><table><tr><td><p>dedans</p></td></tr></table></td></tr></table></content>",
        ["| Cell: undeux Cell: dedans |", "Text: "],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_hard_places(opened: "Opener", case: str) -> None:
    old, new, expected = CASES[case]
    assert list(opened(compared(old, new)).lines())[1:] == expected


def test_changes_that_meet_at_the_end_of_a_paragraph_are_five_minutes_apart(opened: "Opener") -> None:
    content = compared(text(WORDS[:-1], MORE), text(f"{WORDS[:-1]} suivante", f"Alors {MORE}"))
    written = opened(content).parts["word/document.xml"]
    assert written.count("2021-06-01T00:00:00Z") == 1
    assert written.count("2021-06-01T00:05:00Z") == 1


def test_without_a_date_the_changes_bear_none() -> None:
    content = compared(text(WORDS), text(MORE), day="")
    written = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert 'w:author="codetool"' in written
    assert "w:date" not in written


def test_an_optional_hyphen_is_one_in_word(opened: "Opener") -> None:
    document = opened(compared(text("des\u00adtruction"), text("des\u00adtruction du bien"))).parts["word/document.xml"]
    assert "<w:softHyphen/>" in document
    assert "\u00ad" not in document


def test_a_note_in_a_note_is_told_in_it(opened: "Opener") -> None:
    note = "<authorialNote><p>Note{0}</p></authorialNote>"
    words = text(f"Un mot{note.format(' et ' + note.format(' dedans'))}.")
    assert list(opened(compared(words, words)).lines())[1] == "Text: Un mot(Note et FootnoteText: Note dedans)."
