"""The Word edition: what the document holds beside its text, and that import gives back what it was made of."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.importers import Imported, ImportRequest, import_source
from codetool.model.expression import Expression
from codetool.model.markup import Element, Node
from codetool.model.provision import num_of
from codetool.model.text import text_of
from codetool.render import Imprint, Look, render_docx
from codetool.render.look import Logo

ROOT = Path(__file__).resolve().parents[4]
EXACT = sorted(
    path
    for path in (*ROOT.glob("versions/*/*.xml"), *ROOT.glob("tests/cases/import/*/expected.xml"))
    # The cover of this one names its author, whom the request of this test does not know.
    if path.parent.name != "contents-list"
)
LAWS = 20
LARGEST = 300_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010806000000f478d4fa0000000d49444154789c63f8cfc0f01f00050001ff"
    "89993d1d0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def act(act_path: Path) -> Expression:
    return read_expression(act_path.read_bytes())


@pytest.fixture(scope="module")
def parts(act: Expression) -> dict[str, str]:
    return parts_of(render_docx(act, Imprint(source=b"the file")))


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def opened(expression: Expression) -> Any:  # noqa: ANN401 - python-docx carries no types
    return docx.Document(io.BytesIO(render_docx(expression)))


# --- the document -----------------------------------------------------------------------------------------------------


def test_the_same_version_gives_the_same_bytes(act: Expression) -> None:
    imprint = Imprint(source=b"the file")
    assert render_docx(act, imprint) == render_docx(act, imprint)
    with zipfile.ZipFile(io.BytesIO(render_docx(act, imprint))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_program_reads_headings_numbers_and_tables(act: Expression) -> None:
    read = opened(act)
    heads = [(one.style.name, one.text) for one in read.paragraphs if one.style.name.startswith("Heading")]
    assert [(name, text.replace("\u00a0", " ")) for name, text in heads[:3]] == [
        ("Heading 1", "Titre Ier – Dispositions générales"),
        ("Heading 1", "Titre II – Usage du jardin"),
        ("Heading 2", "Chapitre 1er – Les parcelles"),
    ]
    styles = Counter(one.style.name for one in read.paragraphs)
    assert styles["Article (intitulé)"] == 10
    assert (styles["Point 1"], styles["Paragraphe numéroté"], styles["Annexe (intitulé)"]) == (6, 3, 1)
    row = [cell.text.replace("\u00a0", " ") for cell in read.tables[0].rows[3].cells]
    assert row == ["plus de 40 m²", "40 euros"]


def test_properties_say_what_version_it_is(act: Expression, parts: dict[str, str]) -> None:
    told = opened(act).core_properties
    assert (told.title, told.author) == ("RÈGLEMENT DU JARDIN PARTAGÉ DES TILLEULS", "tilleuls")
    assert (told.language, told.version, told.created.isoformat()) == (
        "fr-BE",
        "2021-05-03",
        "2021-05-03T00:00:00+00:00",
    )
    properties = {one.get("name"): "".join(one.itertext()) for one in xml(parts["docProps/custom.xml"])}
    assert properties == {
        "codetool-edition": "1",
        "codetool-work": "/akn/be/act/code/tilleuls/2021-05-03/reglement-tilleuls",
        "codetool-expression": "/akn/be/act/code/tilleuls/2021-05-03/reglement-tilleuls/fra@2021-05-03",
        "codetool-sha256": sha256(b"the file").hexdigest(),
    }


def xml(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - we made it


def test_contents_show_without_being_updated_and_lead_to_their_heads(parts: dict[str, str]) -> None:
    body = xml(parts["word/document.xml"])
    names = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    block = next(body.iter(f"{W}sdt"))
    entries = [(link.get(f"{W}anchor"), "".join(link.itertext())) for link in block.iter(f"{W}hyperlink")]
    assert len(entries) == 16
    assert entries[1] == ("art_1", "Article\u00a01er – Objet")
    assert {name for name, _ in entries} <= names
    assert "TOC" in "".join(one.text or "" for one in block.iter(f"{W}instrText"))


def test_a_reference_leads_to_its_provision(parts: dict[str, str]) -> None:
    body = xml(parts["word/document.xml"])
    [text] = [one for one in body.iter(f"{W}p") if "est entendu" in "".join(one.itertext())]
    assert [link.get(f"{W}anchor") for link in text.iter(f"{W}hyperlink")] == ["art_5", "art_5"]


def test_a_draft_is_marked_on_every_page_and_pages_are_counted(parts: dict[str, str]) -> None:
    assert "Projet du 3" in "".join(xml(parts["word/footer.xml"]).itertext())
    assert "Projet du 3" in "".join(xml(parts["word/footer-first.xml"]).itertext())
    assert [one.get(f"{W}instr") for one in xml(parts["word/footer.xml"]).iter(f"{W}fldSimple")] == [
        " PAGE ",
        " NUMPAGES ",
    ]


def test_a_table_has_a_head_and_the_text_a_language(parts: dict[str, str]) -> None:
    [row] = [
        one for one in xml(parts["word/document.xml"]).iter(f"{W}tr") if one.find(f"{W}trPr/{W}tblHeader") is not None
    ]
    assert "".join(row.itertext()) == "SurfaceCotisation"
    assert next(xml(parts["word/styles.xml"]).iter(f"{W}lang")).get(f"{W}val") == "fr-BE"


def test_a_federation_sets_colour_font_paper_publisher_and_logo(act: Expression) -> None:
    logo = Logo(content=PIXEL, media_type="image/png", words="Un tilleul")
    look = Look(publisher="Les Tilleuls", accent="#060", fonts=("Gentium",), paper="A5", logo=logo)
    parts = parts_of(render_docx(act, Imprint(look=look)))
    assert 'w:val="006600"' in parts["word/styles.xml"]
    assert 'w:ascii="Gentium"' in parts["word/styles.xml"]
    assert '<w:pgSz w:w="8391" w:h="11906"/>' in parts["word/document.xml"]
    assert 'descr="Un tilleul"' in parts["word/document.xml"]
    assert "word/media/logo.png" in parts
    assert "<dc:creator>Les Tilleuls</dc:creator>" in parts["docProps/core.xml"]


def test_a_logo_that_word_does_not_show_is_left_out(act: Expression) -> None:
    look = Look(logo=Logo(content=b"<svg/>", media_type="image/svg+xml"))
    assert not [name for name in parts_of(render_docx(act, Imprint(look=look))) if "media" in name]


def test_typographic_spaces_are_marked_as_ours(parts: dict[str, str]) -> None:
    body = xml(parts["word/document.xml"])
    styles = Counter(one.get(f"{W}val") for one in body.iter(f"{W}rStyle"))
    assert styles["HeldSpace"] > 20
    texts = [
        one.text for run in body.iter(f"{W}r") for one in run.iter(f"{W}t") if run.find(f"{W}rPr/{W}rStyle") is None
    ]
    held = [text for text in texts if text and "\u202f" in text]
    assert not [text for text in held if "Titre" not in text and "Article" not in text]


def test_a_text_of_odd_markup_is_text() -> None:
    content = render_docx(made("<p>a &lt;w:t&gt; &amp;amp; \"b\" 'c' {accent} %1</p>"))
    assert "a <w:t> &amp; \"b\" 'c' {accent} %1" in [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def made(content: str) -> Expression:
    return read_expression(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta/><body>'
        f'<article eId="art_1"><num>Art. 1.</num><content>{content}</content></article>'
        "</body></act></akomaNtoso>".encode()
    )


# --- imported again ---------------------------------------------------------------------------------------------------


def again(expression: Expression) -> Imported:
    """Return what import makes of the edition of a text."""
    levels = expression.identification
    date = levels.expression.date if len(levels.expression.date) == 10 else "2020-01-01"
    iri = levels.work.uri if levels.work.uri.startswith("/akn") else "/akn/be/act/code/x/2020-01-01/x"
    request = ImportRequest(
        date=date, work="x", iri=iri, title=expression.title, author="fewasc", author_short="FéWASC",
        author_name="Fédération Wallonne des Assistants Sociaux de CPAS", language=expression.language or "fra",
    )  # fmt: skip
    return import_source(render_docx(expression), "edition.docx", request)


def bare(node: Node) -> Node:
    """Return an element without metadata and the white space between elements, its attributes sorted."""
    if not isinstance(node, Element):
        return node
    kept = tuple(
        bare(child)
        for child in node.children
        if not (isinstance(child, Element) and child.name == "meta")
        and not (isinstance(child, str) and not child.strip())
    )
    return replace(node, children=kept, attributes=tuple(sorted(node.attributes)), namespaces=(), prefix="")


def articles(expression: Expression) -> list[tuple[str, str]]:
    found = unfold_expression(expression).document.descendants()
    return [(num_of(one), " ".join(text_of(one).split())) for one in found if one.name == "article"]


DIVISIONS = ("article", "title", "chapter", "section", "part", "book", "heading", "table", "tr", "td", "authorialNote")
LISTS = ("list", "point", "ul", "ol", "li")


def counts(expression: Expression, names: tuple[str, ...]) -> dict[str, int]:
    found = Counter(one.name for one in unfold_expression(expression).document.descendants())
    return {name: found[name] for name in names}


@pytest.mark.parametrize("path", EXACT, ids=lambda path: path.parent.name)
def test_what_import_made_comes_back_element_by_element(path: Path) -> None:
    expression = read_expression(path.read_bytes())
    found = again(expression)
    assert found.ledger.balanced
    assert bare(unfold_expression(found.expression).document) == bare(unfold_expression(expression).document)


@pytest.mark.shared
def test_official_law_of_all_sizes_keeps_its_words_and_articles(shared: Path) -> None:
    laws = [path for path in (shared / "corpora" / "legilux").glob("*/*.xml") if path.stat().st_size <= LARGEST]
    laws.sort(key=lambda path: (path.stat().st_size, path.name))
    same, listed = 0, 0
    for path in (laws[int((at + 0.5) * len(laws) / LAWS)] for at in range(LAWS)):
        expression = read_expression(path.read_bytes())
        found = again(expression)
        assert found.ledger.balanced, path
        assert words(found.expression) == words(expression), path
        pairs = [(articles(one), counts(one, DIVISIONS)) for one in (found.expression, expression)]
        same += pairs[0] == pairs[1]
        listed += counts(found.expression, LISTS) == counts(expression, LISTS)
    # One law quotes an article of another one; in another one, text stands between its articles.
    assert same >= LAWS - 2
    # An item that begins with a list has no paragraph of its own, and two lists that touch are one.
    assert listed >= LAWS - 6


def words(expression: Expression) -> list[str]:
    return text_of(unfold_expression(expression).document, without=frozenset({"meta"})).split()


def test_articles_that_the_contents_do_not_list_stand_below_what_they_list() -> None:
    body = "".join(
        f'<article eId="art_{at}"><num>Article {at}</num><content><p>Un.</p></content></article>' for at in "12"
    )
    expression = read_expression(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta/><body>'
        f'<title eId="title_I"><num>Titre I</num>{body}</title></body></act></akomaNtoso>'.encode()
    )
    levels = [
        one.get(f"{W}val") for one in xml(parts_of(render_docx(expression))["word/document.xml"]).iter(f"{W}outlineLvl")
    ]
    assert levels == ["4", "4"]
