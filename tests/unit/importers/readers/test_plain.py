from codetool.importers.lines import Line
from codetool.importers.readers.plain import read_plain, split_lines


def test_every_line_end_counts_as_an_editor_counts_it() -> None:
    assert [(line.text, line.number) for line in split_lines("un\r\ndeux\rtrois\nquatre")] == [
        ("un", 1),
        ("deux", 2),
        ("trois", 3),
        ("quatre", 4),
    ]


def test_white_space_is_layout_and_no_break_spaces_are_not() -> None:
    (line,) = split_lines("\t  mot \t mot\u00a0: \u202f«\u202fmot ")

    assert line.text == "mot mot\u00a0: \u202f«\u202fmot"
    assert line.indent == 10


def test_blank_lines_and_form_feeds_stand_before_the_line() -> None:
    assert split_lines("\ufeffun\n\n \n\fdeux\n\f\ntrois") == (
        Line(text="un", number=1),
        Line(text="deux", number=4, blanks=2, page_break=True),
        Line(text="trois", number=6, blanks=1, page_break=True),
    )


def test_drawn_lines_are_left_out_and_told() -> None:
    reading = read_plain("CODE\n====\n\nObjet\n- - -\nArt. 1. Il va.\n———".encode())

    assert [(line.text, line.ends) for line in reading.lines] == [
        ("CODE", True),
        ("Objet", True),
        ("Art. 1. Il va.", None),
    ]
    assert [(one.text, one.line) for one in reading.dropped] == [("====", 2), ("- - -", 5), ("———", 7)]
    assert [word.word for word in reading.words] == ["CODE", "Objet", "Art.", "1.", "Il", "va."]
