"""What may be no text of the law, or may be, without a proof: it stays, and is told."""

from collections.abc import Callable

from codetool.importers.reading import DropKind, Reading

Reader = Callable[..., Reading]

LONG = "Le secret est gardé par tous ceux qui concourent à la mission du service, "
BOX = '@page { size: A5; margin: 2.5cm; @top-left { content: "Code de déontologie"; font-size: 10pt } }'
BREAK = '<p style="break-before: page">'


def told(reading: Reading, code: str) -> list[str]:
    """Return the messages of one code."""
    return [one.message for one in reading.findings if one.code == code]


def texts(reading: Reading) -> str:
    """Return the text of the lines."""
    return " ".join(line.text for line in reading.lines)


def headers(reading: Reading) -> list[tuple[str, int]]:
    """Return the headers that were left out, and how often."""
    return [(one.text, one.count) for one in reading.dropped if one.kind is DropKind.HEADER]


def test_a_header_of_two_pages_that_parts_a_sentence_goes(read: Reader) -> None:
    reading = read(f"<p>Art. 1. {LONG * 25} sauf exception.</p>", BOX)

    assert reading.lines[-1].page == 2
    assert headers(reading) == [("Code de déontologie", 2)]
    assert told(reading, "margin-kept") == []
    assert "Code" not in texts(reading)


def test_a_line_at_the_same_place_of_two_pages_without_a_proof_stays_and_is_told(read: Reader) -> None:
    reading = read(f"<p>Art. 1. {LONG}sauf exception.</p>{BREAK}Art. 2. {LONG}sauf exception.</p>", BOX)

    assert headers(reading) == []
    assert texts(reading).count("Code de déontologie") == 2
    assert told(reading, "margin-kept") == [
        "pages 1–2: “Code de déontologie” stands at the same place at the edge of these pages; it was kept as text"
    ]


def test_headings_that_differ_are_not_told(read: Reader) -> None:
    reading = read(f"<h2>Titre 1</h2><p>{LONG}</p><h2 style='break-before: page'>Titre 2</h2><p>{LONG}</p>")

    assert told(reading, "margin-kept") == []


NOTES = "p.note { margin-top: 9cm } sup { font-size: 6pt; vertical-align: super }"


def test_a_note_in_the_size_of_the_text_with_a_raised_number_is_a_note(read: Reader) -> None:
    body = "<p>Art. 1. Le secret<sup>1</sup> est gardé.</p><p class='note'><sup>1</sup> Voir l’article 458.</p>"
    reading = read(body, NOTES)

    assert [[line.text for line in note.lines] for note in reading.notes] == [["Voir l’article 458."]]
    assert texts(reading) == "Art. 1. Le secret est gardé."


def test_a_line_that_may_be_a_note_stays_and_is_told(read: Reader) -> None:
    body = "<p>Art. 1. Le secret<sup>1</sup> est gardé.</p><p class='note'>1 Voir l’article 458.</p>"
    reading = read(body, NOTES)

    assert reading.notes == ()
    assert texts(reading).endswith("1 Voir l’article 458.")
    assert told(reading, "note-kept") == [
        "page 1: “1 Voir l’article 458.” may be the note that “secret1” calls; it was kept as text"
    ]


def test_numbered_lines_that_nothing_calls_are_not_told(read: Reader) -> None:
    body = "<p>Art. 1. Sont admis au m<sup>2</sup> :</p><p class='note'>1 les actes ;</p><p>2 les avis.</p>"

    assert told(read(body, NOTES), "note-kept") == []


def test_a_torn_word_goes_on_below_a_note_that_stayed(read: Reader) -> None:
    body = (
        "<p>La confidentialité est la règle.</p><p>Art. 1. Le professionnel respecte la confi-</p>"
        "<p style='font-size: 7pt; margin-top: 8cm'>1 Voir la loi.</p>"
        "<p style='break-before: page'>dentialité des échanges.</p>"
    )
    reading = read(body)

    assert [line.text for line in reading.lines][1:] == [
        "Art. 1. Le professionnel respecte la confidentialité", "1 Voir la loi.", "des échanges.",
    ]  # fmt: skip


def test_a_page_without_text_among_others_is_told(read: Reader) -> None:
    drawing = "<svg width='4cm' height='4cm'><rect width='50' height='50'/></svg>"
    body = f"<p>Art. 1. {LONG}</p><div style='break-before: page'>{drawing}</div>{BREAK}Art. 2. {LONG}</p>"

    assert told(read(body), "page-without-text") == [
        "page 2 has no text, only what is drawn: a picture, or letters that are drawn as shapes"
    ]
    assert (
        told(read(f"<p>{LONG}</p><div style='break-before: page'></div>{BREAK}{LONG}</p>"), "page-without-text") == []
    )


def test_print_in_another_direction_is_told(read: Reader) -> None:
    style = "b { position: fixed; top: 7cm; left: 3cm; font-size: 40pt; transform: rotate(-40deg) }"
    reading = read(f"<b>PROJET</b><p>Art. 1. {LONG}</p>", style)

    assert told(reading, "turned-kept") == [
        "page 1: “PROJET” is printed in another direction than the text; it was kept behind the page's text"
    ]


def test_a_raised_number_in_the_size_of_the_text_stands_in_its_line(read: Reader) -> None:
    text = "Le secret est gardé par tous <sup>1</sup> ceux qui concourent à la mission."
    reading = read(f"<p>Art. 1. {text}</p>", "sup { font-size: 10pt; vertical-align: super; line-height: 0 }")

    assert texts(reading) == "Art. 1. Le secret est gardé par tous 1 ceux qui concourent à la mission."
