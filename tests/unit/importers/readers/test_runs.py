from codetool.importers.lines import Mark, MarkKind
from codetool.importers.readers.runs import FoldedText, Run, fold_runs

BOLD = frozenset({MarkKind.BOLD})


def test_white_space_is_folded_over_the_borders_of_runs() -> None:
    folded = fold_runs([Run(text=" Le "), Run(text=" \tcode\u00a0", kinds=BOLD), Run(text=" :\n")])

    assert folded == FoldedText(text="Le code\u00a0 :", marks=(Mark(start=3, end=7, kind=MarkKind.BOLD),))


def test_marks_of_runs_side_by_side_become_one() -> None:
    folded = fold_runs([Run(text="Le ", kinds=BOLD), Run(text="code", kinds=BOLD | {MarkKind.ITALIC})])

    assert folded.bold
    assert folded.marks == (
        Mark(start=0, end=7, kind=MarkKind.BOLD),
        Mark(start=3, end=7, kind=MarkKind.ITALIC),
    )


def test_a_note_is_an_empty_stretch_and_white_space_carries_no_mark() -> None:
    folded = fold_runs([Run(text="mot"), Run(note="1"), Run(text="  ", kinds=BOLD), Run(text=" fin", link="#a")])

    assert folded.text == "mot fin"
    assert folded.marks == (
        Mark(start=3, end=3, kind=MarkKind.NOTE, target="1"),
        Mark(start=4, end=7, kind=MarkKind.LINK, target="#a"),
    )


def test_marks_stand_right_where_the_text_begins_with_a_no_break_space() -> None:
    assert fold_runs([Run(text="\u00a0"), Run(text="mot", kinds=BOLD)]).marks == (
        Mark(start=0, end=3, kind=MarkKind.BOLD),
    )


def test_a_label_shifts_the_marks() -> None:
    assert fold_runs([Run(text="mot", kinds=BOLD)]).after("1.") == FoldedText(
        text="1. mot", marks=(Mark(start=3, end=6, kind=MarkKind.BOLD),), bold=True
    )
    assert FoldedText().after("1.").text == "1."
