from codetool.importers.layout import ready_lines
from codetool.importers.lines import Cell, Line, Mark, MarkKind, Table


def table_of(*rows: tuple[str, ...]) -> Line:
    """Return a line with a table, a paragraph in each cell."""
    cells = tuple(tuple(Cell(lines=(Line(text=text, number=2, ends=True),)) for text in row) for row in rows)
    return Line(text="", number=1, table=Table(rows=cells))


def texts(*lines: Line) -> list[str]:
    """Return the texts of the lines made ready."""
    return [line.text for line in ready_lines(lines)]


def test_a_line_that_goes_on_is_joined_to_the_next() -> None:
    bold = Mark(start=0, end=4, kind=MarkKind.BOLD)
    torn = (
        Line(text="Le code", number=1, ends=False, anchors=("a",), level=2),
        Line(text="Art. 1. lie", number=2, ends=False, anchors=("b",), marks=(bold,)),
        Line(text="tous.", number=3, ends=True),
        Line(text="Il agit.", number=4),
    )

    whole, last = ready_lines(torn)

    assert (whole.text, whole.number, whole.level, whole.ends) == ("Le code Art. 1. lie tous.", 1, 2, True)
    assert whole.anchors == ("a", "b")
    assert whole.marks == (Mark(start=8, end=12, kind=MarkKind.BOLD),)
    assert last == torn[3]


def test_tables_that_lay_a_text_out_are_taken_apart() -> None:
    law = "Le membre agit avec soin en toute circonstance."

    assert texts(table_of(("Un",), ("Deux",))) == ["Un", "Deux"]
    assert texts(table_of(("Art. 1.", law), ("Art. 2.", law))) == ["Art. 1.", law, "Art. 2.", law]


def test_tables_that_are_tables_stay() -> None:
    assert texts(table_of(("Prix", "Un euro"))) == [""]
    assert texts(table_of(("Article 1", "Article 2"), ("Article 3", "Blâme"))) == [""]


def test_a_table_is_never_joined() -> None:
    assert texts(Line(text="Voir", number=1, ends=False), table_of(("Un", "Deux"))) == ["Voir", ""]


def test_a_table_ends_what_stands_before_the_next_line() -> None:
    assert [line.ends for line in ready_lines([table_of(("Un", "Deux")), Line(text="Trois", number=3)])] == [True, None]
