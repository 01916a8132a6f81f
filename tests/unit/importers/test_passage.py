"""What a format knows of its lines: where paragraphs end, levels of headings and lists, notes."""

from codetool.importers.blocks import Block, BlockKind
from codetool.importers.lines import Cell, Line, Mark, MarkKind, Table
from codetool.importers.structure import Structure, find_structure


def structure_of(*lines: Line | str, **common: object) -> Structure:
    """Return the structure of paragraphs; a text alone is a paragraph of running text."""
    numbered = [
        Line(text=line, number=number, ends=True, **common) if isinstance(line, str) else line  # type: ignore[arg-type]
        for number, line in enumerate(lines, start=1)
    ]
    return find_structure(numbered)


def head(text: str, level: int = 0, **more: object) -> Line:
    """Return a heading."""
    return Line(text=text, number=50, ends=True, level=level, **more)  # type: ignore[arg-type]


def item(text: str, depth: int, **more: object) -> Line:
    """Return a line with an automatic number."""
    label = text.partition(" ")[0]
    return Line(text=text, number=60, ends=True, label=label, depth=depth, **more)  # type: ignore[arg-type]


def shown(structure: Structure) -> list[str]:
    """Return a word for each block."""
    return [_shown(block) for block in structure.blocks]


def _shown(block: Block) -> str:
    match block.kind:
        case BlockKind.TEXT:
            return f"{'>' * (block.depth + 1)} {block.text}"
        case BlockKind.WRAP_UP:
            return f"{'<' * (block.depth + 1)} {block.text}"
        case BlockKind.TABLE:
            return f"table {block.depth}"
        case _:
            return f"{block.num} {block.heading}".strip()


def test_each_paragraph_is_an_alinea_and_none_is_torn() -> None:
    found = structure_of("Article 1. Il agit", "en tout temps", Line(text="Il va", number=3, ends=False), "Art. 2 x.")

    assert shown(found) == ["Article 1.", "> Il agit", "> en tout temps", "> Il va Art. 2 x."]


def test_an_article_begins_after_a_paragraph_that_nobody_finished() -> None:
    assert shown(structure_of("Article 1. Selon l'article", "Article 2. Deux."))[2:] == ["Article 2.", "> Deux."]


def test_headings_without_a_number_have_the_rank_of_their_level() -> None:
    found = structure_of(
        head("Code", 1), head("Titre 1 – Objet", 2), head("Article 1 – But", 3), "Il agit.",
        head("Dispositions finales", 2), head("Article 2", 3), "Il va.", head("Remarque", 4), "Il dort.",
    )  # fmt: skip

    assert shown(found) == [
        "Titre 1 – Objet", "Article 1 – But", "> Il agit.",
        "Dispositions finales", "Article 2", "> Il va.", "> Remarque", "> Il dort.",
    ]  # fmt: skip
    assert [block.rank for block in found.blocks if block.kind is BlockKind.DIVISION] == [4, 4]
    assert [line.text for line in found.cover] == ["Code"]


def test_levels_that_no_number_names_are_chapters_and_sections() -> None:
    found = structure_of(
        head("Code", 1), head("Objet", 2), head("But", 3), "Article 1. Un.",
        head("Fin", 2), head("Durée", 3), "Article 2. Deux.",
    )  # fmt: skip

    assert [block.element for block in found.blocks if block.kind is BlockKind.DIVISION] == [
        "chapter", "subchapter", "chapter", "subchapter",
    ]  # fmt: skip


def test_a_heading_in_bold_and_centered_is_a_division_where_others_look_so() -> None:
    found = structure_of(
        head("TITRE 1 – OBJET", bold=True, centered=True), "Article 1. Un.",
        head("DISPOSITIONS FINALES", bold=True, centered=True), "Article 2. Deux.",
    )  # fmt: skip

    assert shown(found)[3] == "DISPOSITIONS FINALES"
    assert found.blocks[3].element == "title"


def test_a_heading_alone_above_an_article_is_told() -> None:
    found = structure_of(
        "Article 1. Un.", "Dispositions finales", "Article 2. Deux.", "Alinéa abrogé", "Article 3. Trois."
    )

    assert shown(found) == [
        "Article 1.", "> Un.", "Dispositions finales", "Article 2.", "> Deux.", "> Alinéa abrogé", "Article 3.",
        "> Trois.",
    ]  # fmt: skip
    assert [(one.code, one.line) for one in found.findings] == [("heading-guessed", 2)]


def test_the_heading_of_an_article_below_its_number() -> None:
    bold = structure_of(head("Article 1", bold=True), head("Du secret.", bold=True, centered=True), "Il se tait.")
    level = structure_of(head("Article 1", 2), head("Le secret", 3), "Il se tait.")

    assert shown(bold)[0] == "Article 1"
    assert shown(level)[0] == "Article 1 Le secret"


def test_automatic_numbers_nest_by_the_level_of_their_list() -> None:
    found = structure_of(
        "Article 1. Il :", item("a) voit", 0), item("1° de près", 1), item("2° de loin", 1), item("b) lit", 0),
        item("• bien", 2), item("A-1 vite", 0), "sans délai.",
    )  # fmt: skip

    assert shown(found) == [
        "Article 1.", "> Il :", "a)", ">> voit", "1°", ">>> de près", "2°", ">>> de loin", "b)", ">> lit",
        "•", ">>> bien", "A-1", ">> vite", "< sans délai.",
    ]  # fmt: skip


def test_articles_numbered_by_a_list_are_not_its_points() -> None:
    found = structure_of(item("1. Un.", 0), item("1. un", 1), item("2. deux", 1), item("2. Deux.", 0))

    assert [block.num for block in found.blocks if block.kind is BlockKind.ARTICLE] == ["1.", "2."]
    assert [block.num for block in found.blocks if block.kind is BlockKind.POINT] == ["1.", "2."]


def test_a_table_stands_where_it_stood() -> None:
    table = Table(rows=((Cell(lines=(Line(text="Un", number=9),)), Cell(lines=(Line(text="Deux", number=9),))),))
    found = structure_of("Article 1. Voici :", Line(text="", number=2, ends=True, table=table), "Il agit.")

    assert shown(found) == ["Article 1.", "> Voici :", "table 0", "> Il agit."]


def test_a_note_called_at_a_number_is_called_in_what_follows() -> None:
    call = Mark(start=9, end=9, kind=MarkKind.NOTE, target="1")
    lone = structure_of(Line(text="Article 1", number=1, ends=True, marks=(call,)), "Il agit.")
    headed = structure_of(head("Article 1 – But", 1, marks=(call,)), "Il agit.")
    empty = structure_of("Article 1. Un.", Line(text="Article 2", number=2, ends=True, marks=(call,)))

    assert lone.blocks[1].marks == (Mark(start=0, end=0, kind=MarkKind.NOTE, target="1"),)
    assert headed.blocks[0].heading_marks == (Mark(start=0, end=0, kind=MarkKind.NOTE, target="1"),)
    assert (empty.blocks[-1].text, len(empty.blocks[-1].marks)) == ("", 1)


def test_articles_of_another_text_are_text() -> None:
    found = structure_of(
        "Article 1. Un.", "Article 2. Est inséré :", "Article 12. Douze.", "Article 13. Treize.", "Article 3. Trois."
    )
    last = structure_of("Article 1. Est inséré :", "Titre 9", "Fin.", "Article 2. Est inséré :", "Article 12. Douze.")

    assert [block.num for block in found.blocks if block.num] == ["Article 1.", "Article 2.", "Article 3."]
    assert [block.num for block in last.blocks if block.num] == ["Article 1.", "Article 2."]


def test_a_quotation_mark_that_nobody_closed_hides_no_article() -> None:
    found = structure_of(
        "Article 1. Un « mot.", "Article 2. Deux.", "Trois ».", "Article 3. Trois.", "Article 4. Quatre."
    )

    assert [block.num for block in found.blocks if block.num] == [
        "Article 1.",
        "Article 2.",
        "Article 3.",
        "Article 4.",
    ]


def test_a_line_that_is_a_link_as_a_whole_is_of_a_contents_list() -> None:
    link = Mark(start=0, end=20, kind=MarkKind.LINK, target="#a1")
    found = structure_of(Line(text="Article 1 – Le but ", number=1, ends=True, marks=(link,)), "Article 1. Un.")

    assert [line.number for line in found.cover] == [1]
