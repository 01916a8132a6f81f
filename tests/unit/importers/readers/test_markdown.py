"""Markdown: what is structure, what is text, and that no word is lost between the two."""

from collections.abc import Iterable
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codetool.errors import SourceError
from codetool.importers.lines import Line, Mark, MarkKind
from codetool.importers.readers.markdown import read_markdown
from codetool.importers.readers.markdown.tags import html_tokens
from codetool.importers.reading import DropKind, Dropped, Reading


def read(text: str) -> Reading:
    return read_markdown(text.encode(), "draft.md")


def texts(text: str) -> list[str]:
    return [line.text for line in read(text).lines]


def dropped(text: str) -> list[tuple[str, str, int]]:
    return [(drop.kind.value, drop.text, drop.count) for drop in read(text).dropped]


def words_of_lines(lines: Iterable[Line]) -> list[str]:
    found: list[str] = []
    for line in lines:
        found += words_of_lines(line.table.lines()) if line.table else line.text.split()
    return found


def test_a_heading_has_its_level_and_the_name_that_links_use() -> None:
    (line,) = read("## Titre 1 – Objet\n").lines

    assert line == Line(text="Titre 1 – Objet", number=1, ends=True, level=2, anchors=("titre-1--objet",))


def test_two_headings_of_the_same_words_have_two_names() -> None:
    assert [line.anchors for line in read("# Objet\n\n# Objet").lines] == [("objet",), ("objet-1",)]


def test_an_underlined_line_is_a_heading_and_an_underlined_paragraph_is_not() -> None:
    assert [line.level for line in read("Objet\n=====\n\nLe code\nest adopté.\n---\n").lines] == [1, 0, 0]


def test_the_lines_of_a_paragraph_stay_apart_and_only_the_last_is_said_to_end() -> None:
    assert [(line.text, line.number, line.ends) for line in read("Article 1er\nLe *texte*  \nsuit.\n").lines] == [
        ("Article 1er", 1, None),
        ("Le texte", 2, None),
        ("suit.", 3, True),
    ]


def test_numbers_of_lists_are_as_written() -> None:
    lines = read("3. Trois\n3. Encore trois\n\n7) Sept\n   - tiret\n   * astérisque\n").lines

    assert [(line.text, line.label, line.depth) for line in lines] == [
        ("3. Trois", "3.", 0),
        ("3. Encore trois", "3.", 0),
        ("7) Sept", "7)", 0),
        ("- tiret", "-", 1),
        ("* astérisque", "*", 1),
    ]


def test_numbers_that_markdown_does_not_know_are_text() -> None:
    assert texts("2.1. Le code\n\na) lettre\n\n1° degré\n\n§ 1er. Un\n\n#2 dièse") == [
        "2.1. Le code",
        "a) lettre",
        "1° degré",
        "§ 1er. Un",
        "#2 dièse",
    ]


def test_a_number_without_text_of_its_own_has_a_line_that_goes_on() -> None:
    lines = read("1. - tiret\n2. > cité\n3.\n").lines

    assert [(line.text, line.ends, line.label) for line in lines] == [
        ("1.", False, "1."),
        ("- tiret", True, "-"),
        ("2.", False, "2."),
        ("cité", True, ""),
        ("3.", True, "3."),
    ]


def test_a_list_number_before_a_heading_begins_it() -> None:
    assert [(line.text, line.level, line.label) for line in read("1. # Objet").lines] == [("1. Objet", 1, "1.")]


def test_further_paragraphs_of_an_item_have_no_number() -> None:
    assert [(line.text, line.label, line.depth, line.indent) for line in read("1. Un\n\n   Deux\n").lines] == [
        ("1. Un", "1.", 0, 0),
        ("Deux", "", -1, 3),
    ]


def test_emphasis_links_and_code_are_marks_over_the_text() -> None:
    (line,) = read("**Le _code_** lie [tous](#objet) `ici`").lines

    assert line.text == "Le code lie tous ici"
    assert line.marks == (
        Mark(start=0, end=7, kind=MarkKind.BOLD),
        Mark(start=3, end=7, kind=MarkKind.ITALIC),
        Mark(start=12, end=16, kind=MarkKind.LINK, target="#objet"),
    )


def test_a_line_that_is_bold_throughout_says_so() -> None:
    assert [line.bold for line in read("**Article 1er**\n\n**Article** 2").lines] == [True, False]


def test_signs_that_mark_nothing_are_text() -> None:
    assert texts(r"5 * 3 a_b_c ___ \*non\* [sic] x < y & z &eacute;") == ["5 * 3 a_b_c ___ *non* [sic] x < y & z é"]


def test_quotes_and_indented_lines_are_text_with_an_indent() -> None:
    lines = read("> Cité\n> > deux\n\n    a) lettre\n      1° degré\n").lines

    assert [(line.text, line.indent, line.number, line.ends) for line in lines] == [
        ("Cité", 2, 1, True),
        ("deux", 4, 2, True),
        ("a) lettre", 4, 4, None),
        ("1° degré", 6, 5, True),
    ]


def test_a_fence_is_text_line_by_line() -> None:
    reading = read("```text\nArt. 1. **Un**\n\nArt. 2\n```\n")

    assert [(line.text, line.number) for line in reading.lines] == [("Art. 1. **Un**", 2), ("Art. 2", 4)]
    assert reading.dropped == (Dropped(kind=DropKind.MARKUP, text="```text", line=1),)


def test_a_table_has_its_cells_with_their_lines() -> None:
    (line,) = read("| Âge | Taux |\n|-----|-----:|\n| 18 | *5* % <br> plein |\n").lines

    assert line.table
    assert (line.text, line.number) == ("", 1)
    assert [[[one.text for one in cell.lines] for cell in row] for row in line.table.rows] == [
        [["Âge"], ["Taux"]],
        [["18"], ["5 %", "plein"]],
    ]
    assert [[cell.heading for cell in row] for row in line.table.rows] == [[True, True], [False, False]]


def test_a_row_longer_than_its_table_makes_it_text_for_no_cell_may_be_lost() -> None:
    assert texts("|a|b|\n|-|-|\n|1|2|3|\n") == ["|a|b|", "|-|-|", "|1|2|3|"]


def test_footnotes_are_notes_and_stand_where_they_are_called() -> None:
    reading = read("Un[^b] et deux[^1].\n\n[^1]: La *note*.\n\n    Suite.\n\n[^b]: Autre.\n")

    assert [line.text for line in reading.lines] == ["Un et deux."]
    assert reading.lines[0].marks == (
        Mark(start=2, end=2, kind=MarkKind.NOTE, target="b"),
        Mark(start=10, end=10, kind=MarkKind.NOTE, target="1"),
    )
    assert [(note.key, note.label, [line.text for line in note.lines]) for note in reading.notes] == [
        ("b", "b", ["Autre."]),
        ("1", "1", ["La note.", "Suite."]),
    ]
    assert [word.word for word in reading.words] == ["Un", "et", "deux."]


def test_a_note_that_only_a_note_calls_is_one_too() -> None:
    reading = read("Un[^1].\n\n[^1]: Voir[^2].\n\n[^2]: Fin.\n")

    assert [note.key for note in reading.notes] == ["1", "2"]


def test_a_note_that_nothing_calls_and_a_call_of_no_note_are_text() -> None:
    assert texts("Un[^0].\n\n[^1]: Reste[^2].\n\n[^2]: Aussi.\n") == ["Un[^0].", "[^1]: Reste[^2].", "[^2]: Aussi."]


def test_the_second_note_of_a_name_is_text() -> None:
    assert texts("Un[^1].\n\n[^1]: La note.\n\n[^1]: La même ?\n") == ["Un.", "[^1]: La même ?"]


def test_addresses_of_links_may_stand_apart() -> None:
    reading = read("Voir [le site][s].\n\n[s]: <https://example.org/a> 'Titre'\n")

    assert [line.text for line in reading.lines] == ["Voir le site."]
    assert reading.lines[0].marks[0].target == "https://example.org/a"
    assert ("markup", "[s]: <https://example.org/a> 'Titre'", 1) in dropped(
        "Voir [le site][s].\n\n[s]: <https://example.org/a> 'Titre'\n"
    )


def test_words_after_a_bracket_and_a_colon_are_no_address() -> None:
    assert texts("[art. 3]: abrogé\n") == ["[art. 3]: abrogé"]


def test_what_is_left_out_is_told() -> None:
    text = '# Objet\n\n---\n***\n---\n\n![Sceau](s.png) <!-- à voir -->[x](y "titre") <img src="z.png"><b>gras</b>\n'

    assert dropped(text) == [
        ("markup", "#", 1),
        ("markup", "---", 2),
        ("markup", "***", 1),
        ("picture", "Sceau", 1),
        ("markup", "<!-- à voir -->", 1),
        ("markup", "titre", 1),
        ("markup", "y", 1),
        ("picture", "z.png", 1),
        ("markup", "<img>", 1),
        ("markup", "<b>", 2),
    ]
    assert texts(text) == ["Objet", "x gras"]


def test_front_matter_is_left_out_and_a_rule_at_the_top_is_not_one() -> None:
    assert dropped("---\ntitle: Code\nlang: fr\n---\nTexte") == [("markup", "title: Code lang: fr", 1)]
    assert texts("---\nLe code est adopté\n---\nTexte") == ["Le code est adopté", "Texte"]
    assert read("---\ntitle: Code\n---\n\nTexte").lines[0].number == 5


def test_tags_are_marks_and_words_in_brackets_are_words() -> None:
    (line,) = read('Le <b>code</b><sup>2</sup> <a id="x" href="#y">lie</a> <nom du demandeur></b>').lines

    assert line.text == "Le code2 lie <nom du demandeur>"
    assert line.anchors == ("x",)
    assert line.marks == (
        Mark(start=3, end=7, kind=MarkKind.BOLD),
        Mark(start=7, end=8, kind=MarkKind.SUPERSCRIPT),
        Mark(start=9, end=12, kind=MarkKind.LINK, target="#y"),
    )


def test_a_block_of_html_is_read_for_its_text() -> None:
    text = "<div>\nLe <i>code</i> &amp; la loi &#x1;<!-- non\nplus --> ici\n<script>x < 1</script></div>\n<prix>\n"

    assert [(line.text, line.number) for line in read(text).lines] == [
        ("Le code & la loi &#x1; ici", 2),
        ("<prix>", 5),
    ]
    assert ("script", "<script>x < 1</script>", 1) in dropped(text)


def test_a_comment_that_never_ends_is_text() -> None:
    assert texts("<!-- ouvert\n\nArt. 1. Un.\n") == ["<!-- ouvert", "Art. 1. Un."]
    assert [token.content for token in html_tokens("<script> un <script> deux") if token.content] == [
        "<script>",
        " un ",
        "<script>",
        " deux",
    ]


def test_words_in_brackets_may_run_over_lines() -> None:
    assert texts("Le <nom\ndu demandeur> signe") == ["Le <nom", "du demandeur> signe"]


def test_blank_lines_and_new_pages_stand_before_the_line() -> None:
    lines = read("Un\n\n\n\fDeux\n> Trois\n>\n> Quatre\f\n\nCinq").lines

    assert [(line.text, line.blanks, line.page_break) for line in lines] == [
        ("Un", 0, False),
        ("Deux", 2, True),
        ("Trois", 0, False),
        ("Quatre", 1, False),
        ("Cinq", 1, True),
    ]


def test_a_text_in_another_encoding_is_read_and_said() -> None:
    reading = read_markdown("Le règlement est adopté.".encode("cp1252"), "draft.md")

    assert [line.text for line in reading.lines] == ["Le règlement est adopté."]
    assert [found.code for found in reading.findings] == ["encoding-guessed"]


@pytest.mark.parametrize(
    "text",
    [
        "> " * 10_000 + "mot",
        "- " * 10_000 + "mot",
        "[^a]: " * 10_000 + "mot",
        "".join("  " * depth + "- mot\n" for depth in range(1000)),
    ],
)
def test_nesting_without_end_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="lists and quotes are nested more than 50 levels deep"):
        read(text)


def test_the_refusal_names_place_and_remedy() -> None:
    with pytest.raises(SourceError) as refused:
        read("Un\n\n" + "> " * 200 + "mot")

    assert str(refused.value) == (
        "draft.md: line 3: lists and quotes are nested more than 50 levels deep. Take the text out of some of them."
    )


@pytest.mark.parametrize("text", ["[" * 100_000, "![" * 50_000, "[a](" * 30_000, "x <!-- " * 20_000, "*" * 100_000])
def test_signs_without_end_take_no_time_and_lose_no_word(text: str) -> None:
    reading = read(f"{text} fin")

    assert reading.words[-1].word.endswith("fin")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                "# |- |1. |3) |> |    |* |**|_|`|```|[|]|(|)|[^1]|[^1]: |[a]: |http://x|<b>|</b>|<!--|-->|<script>|<br>"
                "|&amp;|\\|\n|\n\n|---|===|\t|\f|\x1a|<div>|\u00a0|".split("|")
            ),
            st.sampled_from(["|", "a|b\n-|-\n", "mot", "Art. 1.", "été "]),
            st.text(max_size=4),
        ),
        max_size=30,
    ).map("".join)
)
@example("[^1]\n\n[^1]: - a\n\n    [^1]: b")
@example("- [^1]: a\n\n[^1]")
@example("[^1]: [^1]")
def test_lines_hold_the_words_that_the_reader_saw(text: str) -> None:
    try:
        reading = read_markdown(text.encode(errors="replace"), "draft.md")
    except SourceError:
        return

    assert words_of_lines(reading.lines) == [word.word for word in reading.words]
    called = {mark.target for line in reading.lines for mark in line.marks if mark.kind is MarkKind.NOTE}
    assert called <= {note.key for note in reading.notes}


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aé1.)-*+#>_ \n\t|~^§°[](){}`", min_size=1))
def test_no_letter_or_digit_is_lost_or_added(text: str) -> None:
    """Holds for text without addresses, tags and entities: what is left out of such text are signs only."""
    try:
        reading = read(text)
    except SourceError:
        return
    told = "".join(drop.text * drop.count for drop in reading.dropped)
    shown = "".join([word.word for word in reading.words] + [_all(note.lines) for note in reading.notes])
    targets = "".join(mark.target for line in reading.lines for mark in line.marks if mark.kind is MarkKind.LINK)

    assert sorted(filter(str.isalnum, text)) <= sorted(filter(str.isalnum, shown + told + targets)) or not text.strip()


def _all(lines: Iterable[Line]) -> str:
    return "".join(words_of_lines(lines))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_reading_or_one_error(source: bytes) -> None:
    with suppress(SourceError):
        read_markdown(source, "draft.md")
