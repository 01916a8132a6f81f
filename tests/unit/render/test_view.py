from dataclasses import replace

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.text import text_of
from codetool.render.view import ARTICLES_IN_CONTENTS, Entry, Kind, mark_of, view_of

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def version(body: str, *, meta: str = "", preface: str = "") -> Expression:
    identification = (
        f"<identification source='#x'><FRBRWork/><FRBRExpression>{meta}<FRBRlanguage language='fra'/>"
        "</FRBRExpression><FRBRManifestation/></identification>"
    )
    return read_expression(
        f"<akomaNtoso xmlns='{NAMESPACE}'><act><meta>{identification}</meta><preface>{preface}</preface>"
        f"<body>{body}</body></act></akomaNtoso>".encode()
    )


def test_the_view_says_what_the_document_is(fictional: Expression) -> None:
    view = view_of(fictional)
    assert view.title == "CODE DE LA SALLE DE LECTURE (TEXTE FICTIF)"
    assert (view.language, view.date, view.day) == ("fr", "2020-02-01", "1er février 2020")
    assert view.iri == "/akn/be/act/code/exercice/2020-02-01/salle-de-lecture/fra@2020-02-01"
    assert view.author == "Cercle fictif de lecture"
    assert view.mark == "Projet – 2e lecture"
    assert view.status == "projet, 2e lecture"


def test_the_cover_keeps_its_lines_in_order(fictional: Expression) -> None:
    lines = [(line.kind, text_of(line.element)) for line in view_of(fictional).cover]
    assert lines == [
        (Kind.TITLE, "CODE DE LA SALLE DE LECTURE (TEXTE FICTIF)"),
        (Kind.AUTHOR, "CFL – Cercle fictif de lecture"),
        (Kind.DATE, "février 2020"),
        (Kind.STATUS, "- projet, 2e lecture -"),
    ]


def test_the_parts_of_a_collection_are_part_of_it() -> None:
    part = "<doc><meta/><mainBody><p>Le texte de la partie.</p></mainBody></doc>"
    source = (
        f"<akomaNtoso xmlns='{NAMESPACE}'><documentCollection><meta/><collectionBody/></documentCollection>"
        f"<components><component eId='cmp_1'>{part}</component></components></akomaNtoso>"
    )
    view = view_of(read_expression(source.encode()))
    assert "Le texte de la partie." in "".join(text_of(block) for block in view.blocks)
    assert "cmp_1" in view.targets


def test_articles_without_headings_are_a_span_in_the_contents(fictional: Expression) -> None:
    assert view_of(fictional).contents == (
        Entry(eid="title_1", num="TITRE\u00a01 –", heading="LA SALLE", first="1.1", last="1.2"),
        Entry(eid="title_2", num="TITRE\u00a02 –", heading="LES LIVRES", first="2.1", last="2.1"),
    )


def test_articles_with_headings_have_a_line_each_up_to_a_limit() -> None:
    article = "<article><num>1</num><heading>But<authorialNote><p>x</p></authorialNote></heading></article>"
    few = view_of(version(f"<chapter><num>I</num>{article}</chapter>")).contents
    assert [(entry.num, entry.heading) for entry in few[0].children] == [("1", "But")]
    many = view_of(version(f"<chapter><num>I</num>{article * (ARTICLES_IN_CONTENTS + 1)}</chapter>")).contents
    assert many[0].children == ()


def test_a_text_of_articles_alone_lists_them() -> None:
    contents = view_of(version("<article><num>1</num></article><article><num>2</num></article>")).contents
    assert [entry.num for entry in contents] == ["1", "2"]


def test_contents_go_four_levels_down() -> None:
    body = "<article><heading>E</heading></article>"
    for name in "DCBA":
        body = f"<chapter><heading>{name}</heading>{body}</chapter>"
    entry, depth = view_of(version(body)).contents[0], 1
    while entry.children:
        entry, depth = entry.children[0], depth + 1
    assert (depth, entry.heading) == (4, "D")


def test_notes_are_numbered_in_the_order_of_the_text(fictional: Expression) -> None:
    view = view_of(fictional)
    assert [(note.number, note.eid, text_of(note.element)) for note in view.notes] == [
        (1, "authorialNote_1", "Au crayon.")
    ]
    assert view.note_numbers == {"authorialNote_1": 1}


def test_notes_of_the_metadata_are_notes_where_the_text_refers_to_them() -> None:
    refers = "<article><num>1<noteRef href='#n2'/></num><content><p>x<noteRef href='#gone'/></p></content></article>"
    expression = version(refers)
    notes = "".join(f"<note eId='n{i}'><p>Note {i} ;</p></note>" for i in (1, 2))
    meta = expression.document.child("meta")
    assert meta is not None
    kept = read_expression(f"<akomaNtoso xmlns='{NAMESPACE}'><notes>{notes}</notes></akomaNtoso>".encode()).root
    wider = replace(meta, children=(*meta.children, *kept.children))
    act = replace(expression.document, children=(wider, *expression.document.children[1:]))
    view = view_of(replace(expression, root=replace(expression.root, children=(act,))))
    assert [(note.number, note.eid, text_of(note.element)) for note in view.notes] == [(1, "n2", "Note 2\u202f;")]


def test_targets_are_the_ids_of_the_text_and_not_of_the_metadata(fictional: Expression) -> None:
    targets = view_of(fictional).targets
    assert {"title_1", "art_2-1", "art_1-2__list_1__point_a"} <= targets
    assert "exercice" not in targets


def test_a_text_is_a_draft_if_it_says_so_and_not_because_it_says_nothing() -> None:
    silent = version("")
    assert silent.is_draft
    assert mark_of(silent) == ""
    assert mark_of(version("", meta="<FRBRauthoritative value='false'/>")) == "Projet"
    assert mark_of(version("", preface="<p><docStatus>2e lecture</docStatus></p>")) == "Projet – 2e lecture"
    adopted = version("", meta="<FRBRauthoritative value='true'/>", preface="<p><docStatus>Adopté</docStatus></p>")
    assert mark_of(adopted) == ""
    assert view_of(adopted).status == "Adopté"


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        ("avant-projet", "Avant-projet"),
        ("– projet –", "Projet"),
        ("Projet du 3 mai 2021", "Projet du 3 mai 2021"),
        ("PROJET D’OCTOBRE", "Projet D’OCTOBRE"),
        ("projet – n° 4", "Projet n° 4"),
        ("du 3 mai 2021", "Projet du 3 mai 2021"),
        ("projeté", "Projet – projeté"),
    ],
)
def test_the_mark_of_a_draft_is_a_phrase(status: str, mark: str) -> None:
    assert mark_of(version("", preface=f"<p><docStatus>{status}</docStatus></p>")) == mark


def test_the_mark_of_the_code_is_the_printed_status(federation_code: Expression) -> None:
    assert mark_of(federation_code) == "Projet – màj. 07.06.2001"


def test_a_document_with_nothing_in_it_has_a_view() -> None:
    view = view_of(Expression(root=Element(name="akomaNtoso")))
    assert (view.title, view.contents, view.cover, view.author) == ("Untitled document", (), (), "")


def test_a_second_title_on_the_cover_is_text() -> None:
    preface = "<longTitle><p>Loi A</p></longTitle><longTitle><p>Loi B</p></longTitle><p/>"
    assert [line.kind for line in view_of(version("", preface=preface)).cover] == [Kind.TITLE, Kind.TEXT]


def test_the_view_keeps_every_word(federation_code: Expression) -> None:
    view = view_of(federation_code)
    shown = [line.element for line in view.cover] + list(view.blocks)
    stored = text_of(unfold_expression(federation_code).document, without=frozenset({"meta"}))
    assert "".join("".join(text_of(element) for element in shown).split()) == "".join(stored.split())


def test_a_range_of_articles_says_their_word_once() -> None:
    articles = "".join(
        f"<article eId='a{n}'><num>Art. {n}.</num><content><p>Un.</p></content></article>" for n in (1, 2, 3)
    )
    text = f"<akomaNtoso><act><body><title eId='t'><num>I</num>{articles}</title></body></act></akomaNtoso>"
    (entry,) = view_of(
        read_expression(text.replace("<akomaNtoso>", f"<akomaNtoso xmlns='{NAMESPACE}'>").encode())
    ).contents
    assert (entry.first, entry.last) == ("Art. 1", "3")
