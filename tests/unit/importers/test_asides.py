"""Notes where they are called, comments in the metadata, links of the source: nothing of them lost."""

from codetool.akn.write import write_element
from codetool.importers.build import element, rich_element
from codetool.importers.inline import Marked, mark_inline
from codetool.importers.lines import Cell, Line, Mark, MarkKind, Table
from codetool.importers.reading import Note, Reading, Remark
from codetool.model.markup import Element


def call(at: int, key: str = "1") -> Mark:
    """Return the call of a note."""
    return Mark(start=at, end=at, kind=MarkKind.NOTE, target=key)


def note(words: str = "Le texte.", *, key: str = "1", label: str = "1", marks: tuple[Mark, ...] = ()) -> Note:
    """Return a note of one line."""
    return Note(key=key, label=label, lines=(Line(text=words, number=90, marks=marks),))


def article(words: str, *marks: Mark, eid: str = "art_1", num: str = "1", line: int = 5) -> Element:
    """Return an article with one paragraph of text."""
    paragraph = rich_element("p", words, marks, line=line)
    return element("article", element("num", num, line=line), element("content", paragraph), eId=eid, line=line)


def marked(*articles: Element, **reading: object) -> Marked:
    """Return the articles marked up, with what was read beside them."""
    given = {"lines": (), "words": (), **reading}
    return mark_inline(element("act", element("body", *articles)), "be", Reading(**given))  # type: ignore[arg-type]


def written(found: Marked) -> str:
    """Return the XML of the marked document, its layout aside."""
    return write_element(found.body)


def test_a_note_stands_where_it_is_called() -> None:
    found = marked(article("Un mot.", call(6)), notes=(note("Voir l'article 1."),))

    assert (
        '<p>Un mot<authorialNote marker="1" placement="bottom" eId="art_1__authorialNote_1">'
        '<p>Voir l\'<ref href="#art_1">article 1</ref>.</p></authorialNote>.</p>'
    ) in written(found)
    assert found.findings == ()


def test_a_note_inside_a_quotation_and_in_a_heading() -> None:
    words = "Il dit : « Rien de rien. »"
    heading = element("article", rich_element("heading", "Titre 1", (call(7, "2"),)), eId="art_2")
    found = written(marked(article(words, call(15)), heading, notes=(note(), note("Deux.", key="2", label="*"))))

    assert "<embeddedText>Rien<authorialNote" in found
    assert '<heading>Titre 1<authorialNote marker="*" placement="bottom" eId="art_2__authorialNote_1">' in found


def test_a_second_call_refers_to_the_note() -> None:
    found = marked(article("Un mot.", call(2), call(6)), notes=(note(label=""),))

    assert written(found).count("<authorialNote") == 1
    assert '<noteRef href="#art_1__authorialNote_1" marker="1"/>.' in written(found)


def test_a_call_without_note_is_told() -> None:
    found = marked(article("Un mot.", call(6, "9")), notes=())
    (told,) = found.findings

    assert "<p>Un mot.</p>" in written(found)
    assert (told.code, told.eid, told.line, told.values["marker"]) == ("note-missing", "art_1", 5, "9")


def test_a_note_without_call_stands_at_the_end_and_is_told() -> None:
    found = marked(article("Un mot."), article("Fin.", eid="art_2", num="2"), notes=(note("Perdue."),))
    (told,) = found.findings

    assert '<p>Fin.<authorialNote marker="1" placement="bottom" eId="authorialNote_1"><p>Perdue.</p>' in written(found)
    assert (told.code, told.line) == ("note-call-missing", 90)
    assert "note 1" in told.message


def test_without_a_paragraph_nothing_can_hold_the_note() -> None:
    assert "authorialNote" not in written(marked(element("article", eId="art_1"), notes=(note(),)))


def test_a_note_called_in_a_note_comes_after_it() -> None:
    first = note("Voir là.", marks=(call(7, "2"),))
    found = written(marked(article("Un mot.", call(6)), notes=(first, note("Là.", key="2", label="2"))))

    assert '<p>Voir là<noteRef href="#art_1__authorialNote_2" marker="2"/>.</p></authorialNote><authorialNote' in found


def test_notes_that_call_each_other_come_to_an_end() -> None:
    one = note("Un", marks=(call(2, "2"), call(2, "1")))
    two = note("Deux", key="2", label="2", marks=(call(4, "1"),))
    for found in (marked(article("Un mot.", call(6)), notes=(one, two)), marked(article("Un mot."), notes=(one, two))):
        assert written(found).count("<authorialNote") == 2


def test_a_table_in_a_note_and_an_empty_one() -> None:
    cell = Cell(lines=(Line(text="Case", number=91),))
    table = Note(key="1", label="1", lines=(Line(text="", number=91, table=Table(rows=((cell,),))),))
    empty = Note(key="2", label="2", lines=())
    found = written(marked(article("Un.", call(2), call(2, "2")), notes=(table, empty)))

    assert "<td><p>Case</p></td>" in found.replace("\n", "").replace("  ", "")
    assert 'eId="art_1__authorialNote_2"><p/>' in found


def test_a_comment_keeps_author_date_words_and_place() -> None:
    remarks = (
        Remark(text="Trop long ?\nÀ voir.", line=6, author="Lectrice", date="2024-05-03", quoted="un mot"),
        Remark(text="Oui.", line=1),
        Remark(text="", line=5, author="Lectrice"),
    )
    found = marked(article("Un mot."), remarks=remarks)
    one, two, three = found.remarks
    (person,) = found.named

    assert dict(one.attributes) == {
        "eId": "note_1",
        "placement": "side",
        "placementBase": "#art_1",
        "refersTo": "#reviewer_1",
        "title": "2024-05-03 : « un mot »",
    }
    assert [child.children for child in one.elements() if isinstance(child, Element)] == [
        ("Trop long ?",),
        ("À voir.",),
    ]
    assert dict(two.attributes) == {"eId": "note_2", "placement": "side"}
    assert [child.name for child in three.elements()] == ["p"]
    assert (person.name, person.get("showAs"), person.get("href")) == (
        "TLCPerson",
        "Lectrice",
        "/akn/ontology/person/lectrice",
    )


def linked(words: str, *marks: Mark, anchor_line: int = 7) -> str:
    """Return the XML of two articles, the first with that text; "_Ref1" names a line."""
    lines = (
        Line(text="", number=1, table=Table(rows=((Cell(lines=(Line(text="x", number=1, anchors=("cell",)),)),),))),
        Line(text="2", number=anchor_line, anchors=("_Ref1",)),
    )
    return written(marked(article(words, *marks), article("Fin.", eid="art_2", num="2", line=7), lines=lines))


def link(start: int, end: int, target: str = "#_Ref1") -> Mark:
    """Return a link of the source."""
    return Mark(start=start, end=end, kind=MarkKind.LINK, target=target)


def test_a_link_to_a_line_leads_to_its_provision() -> None:
    assert 'Voir <ref href="#art_2">là</ref>.' in linked("Voir là.", link(5, 7))
    assert "<p>Voir là.</p>" in linked("Voir là.", link(5, 7, "#autre"))
    assert "<p>Voir là.</p>" in linked("Voir là.", link(5, 7), anchor_line=99)
    assert "<p>Voir là.</p>" in linked("Voir là.", link(5, 7, "#cell"))
    assert 'Voir <a href="https://exemple.be">là</a>.' in linked("Voir là.", link(5, 7, "https://exemple.be"))


def test_a_link_widens_to_the_words_that_cite_its_target() -> None:
    assert 'l\'<ref href="#art_2">article 2</ref>.' in linked("Voir l'article 2.", link(15, 16))


def test_a_link_that_says_something_else_stays() -> None:
    found = linked("Voir l'article 1.", link(15, 16))
    assert 'article <ref href="#art_2">1</ref>.' in found
    assert "#art_1" not in found
