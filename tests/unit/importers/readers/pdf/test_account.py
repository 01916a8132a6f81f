"""Words that no line of a PDF took are told."""

from codetool.importers.readers.pdf.account import unplaced
from codetool.importers.readers.pdf.flow import FlowRow
from codetool.importers.readers.pdf.notes import FoundNote
from codetool.importers.readers.pdf.page import Page, Row, Word


def row(text: str) -> Row:
    """Return a row of words."""
    words = tuple(
        Word(text=word, left=at * 50.0, right=at * 50.0 + 40, base=100.0, size=10.0)
        for at, word in enumerate(text.split())
    )
    return Row(page=3, words=words)


def flow(one: Row) -> FlowRow:
    """Return a row of the running text."""
    return FlowRow(row=one, left=0, right=500, begin=0, region=0)


def test_words_of_the_page_that_stand_nowhere_are_lost_words() -> None:
    first, second, note = row("Le présent code"), row("lie tous."), row("1 Voir")
    page = Page(number=3, width=600, height=800, rows=(first, second, note))
    found = FoundNote(key="n1", label="1", rows=[row("Voir")])

    assert list(unplaced([page], [flow(first), flow(second)], [found])) == []
    assert [(word.word, word.page) for word in unplaced([page], [flow(first)], [found])] == [
        ("lie", 3),
        ("tous.", 3),
        ("1", 3),
    ]
