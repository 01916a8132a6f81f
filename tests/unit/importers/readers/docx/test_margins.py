"""Notes, comments, headers: what stands around the text."""

from codetool.importers.readers.docx import read_docx
from codetool.importers.reading import DropKind, Remark
from tests.unit.importers.readers.docx.word_files import p, r, read, word_file

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def call(key: int, kind: str = "footnote", more: str = "", after: str = "") -> str:
    return f'<w:r><w:{kind}Reference {more} w:id="{key}"/>{after}</w:r>'


def note(key: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{key}">{p(f"<w:r><w:{kind}Ref/></w:r>" + r(text))}</w:{kind}>'


def test_notes_stand_in_the_order_of_their_calls() -> None:
    separator = f'<w:footnote w:type="separator" w:id="-1">{p("<w:r><w:separator/></w:r>")}</w:footnote>'
    reading = read(
        p(r("Un") + call(3) + r(" deux") + call(2) + call(1, "endnote") + r(".")),
        footnotes=separator + note(2, " La seconde.") + note(3, " La première.") + note(4, "Sans appel."),
        endnotes=note(1, "La fin.", "endnote"),
    )

    assert [(one.label, [line.text for line in one.lines]) for one in reading.notes] == [
        ("1", ["La première."]),
        ("2", ["La seconde."]),
        ("i", ["La fin."]),
    ]
    assert [(mark.start, mark.end, mark.target) for mark in reading.lines[0].marks] == [
        (2, 2, "note-00001"),
        (7, 7, "note-00002"),
        (7, 7, "note-00003"),
    ]


def test_the_mark_of_a_note_may_be_chosen() -> None:
    reading = read(
        p(r("Un") + call(1, more='w:customMarkFollows="1"', after="<w:t>*</w:t>") + call(2)),
        footnotes=note(1, "* Étoile.") + note(2, "Deux."),
    )

    assert reading.lines[0].text == "Un"
    assert [(one.label, one.lines[0].text) for one in reading.notes] == [("*", "Étoile."), ("1", "Deux.")]


def test_the_numbers_of_notes_have_a_form_and_a_start() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    reading = read(p(r("Un") + call(1)), settings=settings, footnotes=note(1, "x"))

    assert [one.label for one in reading.notes] == ["c"]


def test_a_note_calls_no_note_and_may_be_missing() -> None:
    inner = f'<w:footnote w:id="1">{p(r("x") + call(2))}</w:footnote>'

    assert read(p(r("Un") + call(1)), footnotes=inner).notes[0].lines[0].marks == ()
    assert read(p(r("Un") + call(1))).notes == ()


COMMENT = '<w:comment w:id="5" w:author="La  greffière" w:date="2026-03-04T10:00:00Z">{}</w:comment>'


def test_a_comment_tells_who_when_and_on_what() -> None:
    body = p("Un.") + p(
        r("Le ") + '<w:commentRangeStart w:id="5"/>' + r("délai court") + '<w:commentRangeEnd w:id="5"/>'
        '<w:r><w:commentReference w:id="5"/></w:r>' + r(".")
    )
    reading = read(body, comments=COMMENT.format(p("De quand ?") + p("À voir.")))

    assert reading.remarks == (
        Remark(text="De quand ? À voir.", line=2, author="La greffière", date="2026-03-04", quoted="délai court"),
    )


def test_a_comment_may_have_no_place_and_no_author() -> None:
    comment = f'<w:comment w:id="5">{p("Seul.")}</w:comment>'

    assert read(p("Un."), comments=comment).remarks == (Remark(text="Seul.", line=0),)


def test_a_comment_on_many_words_quotes_the_first() -> None:
    body = '<w:commentRangeStart w:id="5"/>' + p("mot " * 200) + '<w:commentRangeEnd w:id="5"/>' + p("Fin")
    (remark,) = read(body, comments=COMMENT.format(p("Long."))).remarks

    assert (len(remark.quoted), remark.quoted[-1], remark.line) == (300, "…", 1)


def test_headers_and_footers_are_left_out_and_told() -> None:
    section = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    reading = read(
        p("Un.", section) + section.replace("w:footerReference", "w:headerReference"),
        header=p("Projet de loi"),
        footer=p(f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>') + p("Chambre"),
    )

    assert {(one.kind, one.text) for one in reading.dropped} >= {
        (DropKind.HEADER, "Projet de loi"),
        (DropKind.FOOTER, "Chambre"),
    }


def test_macros_are_left_out_and_told() -> None:
    reading = read_docx(word_file(p("Un."), extra={"word/vbaProject.bin": b"x"}), "x.docm")

    assert [(one.kind, one.text) for one in reading.dropped] == [(DropKind.MACRO, "word/vbaProject.bin")]
