"""The federation's code, word for word, and what import refuses."""

import re
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.errors import RequestError
from codetool.importers import Imported, ImportRequest, import_source, outline
from codetool.model.markup import Element
from codetool.model.text import text_of
from codetool.resources import load_table


@pytest.fixture(scope="module")
def request_() -> ImportRequest:
    """Return the request that made the stored version."""
    row = load_table("akn/profile.toml")["work"]["fewasc-deontologie"]
    keys = ("iri", "title", "author", "author_short", "author_name")
    return ImportRequest(date="2001-06-07", work="fewasc-deontologie", **{key: row[key] for key in keys})


@pytest.fixture(scope="module")
def received(code_path: Path) -> bytes:
    """Return the text as it was received."""
    return (code_path.parent / "sources" / "2001-06-07.fra.txt").read_bytes()


@pytest.fixture(scope="module")
def imported(received: bytes, request_: ImportRequest) -> Imported:
    """Return the federation's code, imported."""
    return import_source(received, "code.txt", request_)


def found(imported: Imported, name: str) -> list[Element]:
    """Return the elements of that name in the document."""
    return [one for one in imported.expression.root.descendants() if one.name == name]


def test_no_word_is_lost_or_added(imported: Imported) -> None:
    assert (imported.ledger.words_source, imported.ledger.words_result) == (1379, 1379)
    assert imported.ledger.balanced
    assert imported.findings == ()


def test_the_structure_is_the_one_counted_by_hand(imported: Imported) -> None:
    outlined = outline(imported.expression)
    points = [one.eid for one in found(imported, "point")]

    assert [division.articles for division in outlined.divisions] == [10, 9, 6, 3, 6, 3, 2]
    assert {division.element for division in outlined.divisions} == {"title"}
    assert outlined.count("article") == 39
    assert outlined.count("paragraph") == 0
    assert points == [
        *(f"art_1-2__list_1__point_{letter}" for letter in "abcd"),
        *(f"art_3-4__list_1__point_{letter}" for letter in "ab"),
    ]
    assert [one.eid for one in found(imported, "intro")] == ["art_1-2__list_1__intro", "title_2__intro"]
    assert text_of(found(imported, "intro")[1]) == "Le secret professionnel est un droit et un devoir"


def test_the_quotation_and_the_references(imported: Imported) -> None:
    (quoted,) = found(imported, "embeddedText")

    assert text_of(quoted).startswith("Les médecins, chirurgiens")
    assert text_of(quoted).endswith("cinq cents francs.")
    assert {text_of(one): one.get("href") for one in found(imported, "ref")} == {
        "loi organique des CPAS": "/akn/be/act/loi/1976-07-08/organique-cpas",
        "article 458 du Code Pénal": "/akn/be/act/code/1867-06-08/penal/~art_458",
        "point 2.2.": "#art_2-2",
        "règlement de travail": "#reglement-de-travail",
    }


def test_the_cover(imported: Imported) -> None:
    assert imported.expression.title == "CODE DE DEONTOLOGIE DES ASSISTANTS SOCIAUX DE CPAS"
    assert imported.expression.status == "- projet màj. 07.06.2001 -"
    assert [text_of(one) for one in found(imported, "organization")] == [
        "FéWASC",
        "Fédération Wallonne des Assistants Sociaux de CPAS",
    ]
    assert imported.expression.identification.expression.version_number == "projet màj. 07.06.2001"


def test_the_stored_version_is_what_import_makes(imported: Imported, code_path: Path) -> None:
    written = write_expression(imported.expression)

    assert written == code_path.read_bytes()
    assert list(check_schema(written)) == []


@pytest.mark.shared
def test_the_stored_source_is_what_was_received(received: bytes, shared: Path) -> None:
    assert received == (shared / "seed" / "code-deontologie-fewasc-2001-06-07.txt").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        ("\n", "\r\n"),
        ("\n", "\r"),
        (" ", "\t"),
        ("\n TITRE", "\n\fTITRE"),
        ("\n \n", "\n"),
        ("\n", "\n\n"),
    ],
)
def test_layout_changes_nothing(
    change: tuple[str, str], received: bytes, imported: Imported, request_: ImportRequest
) -> None:
    source = received.decode().replace(*change).encode()

    assert import_source(source, "code.txt", request_).expression == imported.expression


def rewrapped(received: bytes, width: int, style: str) -> bytes:
    """Return the code, its lines joined and wrapped anew, its articles numbered in another style."""
    joined: list[str] = []
    for line in received.decode().splitlines():
        text = " ".join(line.split())
        begins = re.match(r"\d\.\d|TITRE|[a-d]\) ", text) or len(joined) < 5
        text = re.sub(r"^(\d\.\d+)\.?(?= )", style, text)
        if text and (begins or text.isupper()):
            joined.append(text)
        elif text:
            joined[-1] += " " + text
    return "\n".join(textwrap.fill(text, width, break_long_words=False) for text in joined).encode()


@pytest.mark.parametrize("style", [r"\1", r"Art. \1", r"Article \1 –"])
@pytest.mark.parametrize("width", [30, 35, 40, 45, 50, 60, 80, 110])
def test_no_width_makes_headings_of_sentences(received: bytes, request_: ImportRequest, width: int, style: str) -> None:
    imported = import_source(rewrapped(received, width, style), "code.txt", request_)
    articles = found(imported, "article")

    assert len(articles) == 39
    assert [text_of(heading) for one in articles if (heading := one.child("heading"))] == []
    assert imported.ledger.balanced
    assert imported.findings == ()


def test_without_its_cover_the_text_is_the_same(received: bytes, imported: Imported, request_: ImportRequest) -> None:
    bare = import_source(received[received.index(b"TITRE 1") :], "code.txt", request_)

    assert bare.expression.document.child("preface") is None
    assert bare.expression.document.child("body") == imported.expression.document.child("body")


def test_without_titles_the_articles_are_the_same(received: bytes, request_: ImportRequest) -> None:
    lines = [line for line in received.decode().split("\n") if "TITRE" not in line]
    bare = import_source("\n".join(lines).encode(), "code.txt", request_)

    assert outline(bare.expression).count("article") == 39
    assert outline(bare.expression).divisions == ()


def test_a_date_or_an_iri_that_is_none_is_refused(received: bytes, request_: ImportRequest) -> None:
    with pytest.raises(RequestError, match="'2001-06-31' is no date"):
        import_source(received, "code.txt", replace(request_, date="2001-06-31"))
    with pytest.raises(RequestError, match="is no Akoma Ntoso IRI"):
        import_source(received, "code.txt", replace(request_, iri="/eli/be"))
