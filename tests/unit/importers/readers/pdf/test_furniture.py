"""What comes again in the margins goes and is told; what is the law's own stays, however often it comes again."""

from collections.abc import Callable

from codetool.importers.reading import DropKind, Reading

Reader = Callable[..., Reading]

TEXT = "Le secret est gardé par tous ceux qui concourent à la mission du service. " * 6
LAW = "".join(f"<p>Art. {number}. {TEXT}</p>" for number in range(1, 31))
NEW_PAGE = "section { page-break-before: always }"


def told(reading: Reading) -> list[tuple[str, str, int, int]]:
    """Return what was left out: kind, text, first page, how often."""
    return [(one.kind.value, one.text, one.page, one.count) for one in reading.dropped]


def texts(reading: Reading) -> str:
    """Return the text that stayed."""
    return " ".join(line.text for line in reading.lines)


def pages(reading: Reading) -> int:
    """Return how many pages there are."""
    return max(line.page for line in reading.lines)


def test_a_header_that_names_the_current_title_is_left_out(read: Reader) -> None:
    body = f"<h2>Titre 1 – Objet</h2>{LAW}<h2>Titre 2 – Secret</h2>{LAW}"
    reading = read(body, "@page { @top-left { content: string(now) } } h2 { string-set: now content() }")
    assert [one[:2] for one in told(reading)] == [("header", "Titre 1 – Objet"), ("header", "Titre 2 – Secret")]
    assert sum(one[3] for one in told(reading)) == pages(reading)
    assert texts(reading).count("Titre 1 – Objet") == texts(reading).count("Titre 2 – Secret") == 1


def test_a_heading_with_a_number_of_its_own_on_each_page_stays(read: Reader) -> None:
    body = "".join(f"<section><h2>Article {number}</h2><p>{TEXT}</p></section>" for number in range(1, 6))
    reading = read(body, f"{NEW_PAGE} h2 {{ margin-bottom: 2cm }}")
    assert told(reading) == []
    assert [line.text for line in reading.lines if line.text.startswith("Article")] == [
        f"Article {number}" for number in range(1, 6)
    ]


def test_a_first_line_that_two_pages_share_stays(read: Reader) -> None:
    reading = read(f"<section><p>{TEXT}</p></section>" * 2, NEW_PAGE)
    assert told(reading) == []
    assert len(reading.words) == 2 * len(TEXT.split())


def test_a_first_line_that_all_pages_share_stays_where_it_is_part_of_the_text(read: Reader) -> None:
    reading = read(f"<section><p>{TEXT}</p></section>" * 4, NEW_PAGE)
    assert told(reading) == []
    assert len(reading.words) == 4 * len(TEXT.split())


def test_two_pages_give_up_their_numbers_and_what_stands_beside_them(read: Reader) -> None:
    style = '@page { @bottom-left { content: "Avant-projet" } @bottom-right { content: "– " counter(page) " –" } }'
    reading = read(f"<section><p>{TEXT}</p></section>" * 2, style + NEW_PAGE)
    assert told(reading) == [("footer", "Avant-projet", 1, 2), ("page-number", "– 1 –", 1, 2)]


def test_a_number_within_a_running_line_goes_with_it(read: Reader) -> None:
    style = '@page { @bottom-left { content: "Avant-projet, version " counter(page) } }'
    reading = read(f"<section><p>{TEXT}</p></section>" * 2, style + NEW_PAGE)
    assert told(reading) == [("footer", "Avant-projet, version 1", 1, 2)]


def test_roman_page_numbers_are_page_numbers(read: Reader) -> None:
    reading = read(LAW, "@page { @bottom-center { content: counter(page, lower-roman) } }")
    assert told(reading) == [("page-number", "i", 1, pages(reading))]


def test_a_single_page_gives_up_a_plain_page_number_only(read: Reader) -> None:
    style = '@page { @top-center { content: "Code" } @bottom-center { content: "1 / 1" } }'
    reading = read(f"<p>Art. 1. {TEXT}</p>", style)
    assert told(reading) == [("page-number", "1 / 1", 1, 1)]
    assert reading.lines[0].text == "Code"
    assert told(read(f"<p>Art. 1. {TEXT}</p>", '@page { @bottom-center { content: "– 1 –" } }')) == [
        ("page-number", "– 1 –", 1, 1)
    ]
    assert told(read(f"<p>Art. 1. {TEXT}</p>", '@page { @bottom-center { content: "12" } }')) == []


def test_a_word_across_the_pages_is_left_out(read: Reader) -> None:
    style = "b { position: fixed; top: 7cm; left: 3cm; font-size: 40pt; transform: rotate(-40deg) }"
    reading = read(f"<b>PROJET</b>{LAW}", style)
    assert told(reading) == [("header", "PROJET", 1, pages(reading))]


def test_a_word_across_a_single_page_stays_at_its_end(read: Reader) -> None:
    style = "b { position: fixed; top: 7cm; left: 3cm; font-size: 40pt; transform: rotate(-40deg) }"
    reading = read(f"<b>PROJET</b><p>Art. 1. {TEXT}</p>", style)
    assert told(reading) == []
    assert reading.lines[-1].text == "PROJET"


CONTENTS = """
    h3 { string-set: none } a { display: block; color: inherit; text-decoration: none }
    a::after { content: leader(".") target-counter(attr(href), page) }
"""


def test_a_list_of_contents_is_left_out_by_name(read: Reader) -> None:
    parts = [f"Titre {number} – Des devoirs de la partie {number}" for number in range(1, 5)]
    entries = "".join(f'<a href="#t{at}">{part}</a>' for at, part in enumerate(parts))
    body = "".join(f'<section><h2 id="t{at}">{part}</h2><p>{TEXT}</p></section>' for at, part in enumerate(parts))
    reading = read(f"<h3>Table des matières</h3>{entries}{body}", CONTENTS + NEW_PAGE)
    left = [one for one in reading.dropped if one.kind is DropKind.CONTENTS]
    assert [one.text.split(" .")[0].split("..")[0] for one in left] == ["Table des matières", *parts]
    assert [line.text for line in reading.lines if line.text.startswith("Titre")] == parts
    assert not any("Table" in line.text for line in reading.lines)


def test_a_list_with_leaders_that_names_nothing_of_the_text_stays(read: Reader) -> None:
    entries = "".join(f'<a href="#end">Tarif de la catégorie {letter}</a>' for letter in "ABCDE")
    reading = read(f"<h3>Tarifs</h3>{entries}<p id='end'>{TEXT}</p>", CONTENTS)
    assert told(reading) == []
    assert texts(reading).count("Tarif de la catégorie") == 5


def test_notes_that_differ_in_their_numbers_only_are_no_running_footer(read: Reader) -> None:
    body = "".join(
        f"<section><p>Art. {at}. L'aidant agit<span>Voir le décret {at}.</span> seul.</p></section>"
        for at in range(1, 5)
    )
    reading = read(body, f"{NEW_PAGE} span {{ float: footnote; font-size: 8pt }}")
    assert [note.lines[0].text for note in reading.notes] == [f"Voir le décret {at}." for at in range(1, 5)]
    assert told(reading) == []
