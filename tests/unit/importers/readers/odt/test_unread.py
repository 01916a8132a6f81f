"""What LibreOffice shows and its file does not hold as plain words, and words that stand where none should."""

from collections.abc import Callable

import pytest

from codetool.importers.lines import Line
from codetool.importers.readers.odt import read_odt
from codetool.importers.reading import DropKind, Reading

MakeOdt = Callable[..., bytes]
Read = Callable[..., Reading]

FIELDS = 'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
BOX = "vnd.oasis.opendocument.field.FORMCHECKBOX"


@pytest.fixture
def read(odt: MakeOdt) -> Read:
    def reading(body: str, parts: dict[str, str] | None = None) -> Reading:
        return even(read_odt(odt(body, parts=parts), "x.odt"))

    return reading


def even(reading: Reading) -> Reading:
    """Return the reading, if its lines have the words that it saw, and no others."""
    assert [word.word for word in reading.words] == " ".join(texts(reading.lines)).split()
    for note in reading.notes:
        assert [word.word for word in note.words or ()] == " ".join(texts(note.lines)).split()
    return reading


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [one.text for line in lines for one in (line.table.lines() if line.table else (line,))]


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def told(reading: Reading) -> list[str]:
    return [f"{one.line}: {one.message}" for one in reading.findings]


def test_a_reading_aid_is_named(read: Read) -> None:
    aid = "<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>haut</text:ruby-text></text:ruby>"
    reading = read(p(f"La {aid}."))

    assert texts(reading.lines) == ["La base."]
    assert [(one.kind, one.text) for one in reading.dropped] == [(DropKind.RUBY, "haut")]


def test_a_hidden_text_is_named_where_only_its_field_holds_it(read: Read) -> None:
    reading = read(p('Un<text:hidden-text text:is-hidden="true" text:string-value="secret"/>'))

    assert [(one.kind, one.text) for one in reading.dropped] == [(DropKind.HIDDEN, "secret")]


def test_a_box_or_a_choice_without_words_is_told_with_its_paragraph(read: Read) -> None:
    body = p("Un") + p(f'<field:fieldmark {FIELDS} field:type="{BOX}"/> oui <text:drop-down/>')

    assert told(read(body)) == [
        f"2: the field “{name}” shows something that the file does not store, so it was left out of the paragraph “oui”"
        for name in ("FORMCHECKBOX", "drop-down")
    ]


def test_a_choice_with_its_words_is_read(read: Read) -> None:
    choice = '<text:drop-down><text:label text:value="oui"/><text:label text:value="non"/>non</text:drop-down>'
    reading = read(p(f"Réponse : {choice}"))

    assert (texts(reading.lines), reading.findings) == (["Réponse : non"], ())


def test_a_linked_section_is_read_if_it_is_stored_and_told_if_not(read: Read) -> None:
    def section(inside: str) -> str:
        return f'<text:section><text:section-source xlink:href="annexe.odt"/>{inside}</text:section>'

    assert texts(read(section(p("lié"))).lines) == ["lié"]
    assert told(read(p("Un") + section(""))) == [
        "1: another document, annexe.odt, is bound in here; its words were left out"
    ]


def test_the_words_of_objects_are_named(read: Read) -> None:
    def framed(name: str, inside: str) -> str:
        return p(f'<draw:frame draw:name="{name}">{inside}<draw:image/></draw:frame>')

    formula = "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi><annotation>source</annotation></math>"
    body = (
        framed("Formule", '<draw:object xlink:href="./Object 1"/>')
        + framed("Abîmé", '<draw:object xlink:href="./Object 2"/>')
        + framed("Dedans", "<draw:object><m xmlns='urn:m'>y</m></draw:object>")
    )
    reading = read(body, {"Object 1/content.xml": formula, "Object 2/content.xml": "<math"})

    assert [(one.kind, one.text) for one in reading.dropped] == [
        (DropKind.OBJECT, "Formule: x"),
        (DropKind.OBJECT, "Abîmé"),
        (DropKind.OBJECT, "Dedans: y"),
    ]


def test_hyphens_that_are_seen_only_at_a_lines_end_are_left_out(read: Read) -> None:
    assert texts(read(p("confi\u00addence\u2011clé")).lines) == ["confidence\u2011clé"]


def test_a_note_has_words_of_its_own(read: Read) -> None:
    def note(inside: str) -> str:
        body = f"<text:note-body>{inside}</text:note-body>"
        return f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"

    item = f"<text:list><text:list-item>{p('un point')}</text:list-item></text:list>"
    box = f"<draw:frame><draw:text-box>{p('encadré')}</draw:text-box></draw:frame>"
    reading = read(p(f"Texte{note(p(f'La note{box}') + item + table(ROW))}."))

    assert texts(reading.lines) == ["Texte."]
    assert [word.word for word in reading.notes[0].words or ()] == "La note encadré • un point case".split()


def table(inside: str) -> str:
    return f"<table:table>{inside}</table:table>"


ROW = f"<table:table-row><table:table-cell>{p('case')}</table:table-cell></table:table-row>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(f"un {p('deux')} trois") + p("quatre"), ["un trois", "deux", "quatre"]),
        (p(f"un <text:span>x{p('deux')}{p('trois')}y</text:span>"), ["un xy", "deux", "trois"]),
        (p(f"un{table(ROW)}"), ["un", "case"]),
        (p(f"un<text:s>{p('deux')}</text:s>"), ["un", "deux"]),
        (table(f"{p('un')}{ROW}<table:table-row>{p('deux')}</table:table-row>"), ["case", "un", "deux"]),
        (table(f"<table:table-cell>{p('un')}</table:table-cell>{ROW}"), ["case", "un"]),
        (table(f"<table:table-header-rows>{ROW}</table:table-header-rows>"), ["case"]),
        (p(f"un<draw:frame><draw:image>{p('sur le sceau')}</draw:image></draw:frame>"), ["un", "sur le sceau"]),
    ],
)
def test_each_word_is_read_once_wherever_it_stands(read: Read, body: str, expected: list[str]) -> None:
    assert texts(read(body).lines) == expected
