from codetool.importers.lines import Mark, MarkKind
from codetool.importers.marked import MarkedText, joined

BOLD = Mark(start=0, end=8, kind=MarkKind.BOLD)
CALL = Mark(start=7, end=7, kind=MarkKind.NOTE, target="1")


def places(text: MarkedText) -> list[tuple[str, int, int]]:
    """Return the marks of a text."""
    return [(mark.kind.name, mark.start, mark.end) for mark in text.marks]


def test_the_tail_of_a_text_cuts_its_marks_and_keeps_its_calls() -> None:
    whole = MarkedText(text="Art. 1. Il agit.", marks=(BOLD, CALL))

    assert places(whole.tail(8)) == [("NOTE", 0, 0)]
    assert places(whole.tail(9)) == [("BOLD", 0, 1), ("NOTE", 0, 0)]
    assert places(whole.tail(0)) == [("NOTE", 0, 0)]


def test_a_part_of_a_text_has_the_calls_at_its_end() -> None:
    whole = MarkedText(text="Art. 1. Il agit.", marks=(BOLD, CALL))

    assert places(whole.part(0, 7)) == [("BOLD", 0, 7), ("NOTE", 7, 7)]
    assert places(whole.part(7, 16)) == [("BOLD", 0, 1)]


def test_joined_texts_count_their_marks_anew() -> None:
    first = MarkedText(text="Il agit", marks=(CALL,))
    second = MarkedText(text="toujours", marks=(BOLD,))

    assert places(joined([first, second])) == [("NOTE", 7, 7), ("BOLD", 8, 16)]
    assert places(joined([second, second])) == [("BOLD", 0, 17)]
    assert joined([MarkedText(), first]) == first
    assert joined([]) == MarkedText()
