"""The Markdown edition: it reads well, its text is text, and imported again it has the same words."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.importers import ImportRequest, import_source
from codetool.model.expression import Expression
from codetool.model.text import text_of
from codetool.render import render_markdown

ROOT = Path(__file__).resolve().parents[3]
CASES = sorted((*ROOT.glob("versions/*/*.xml"), *ROOT.glob("tests/cases/import/*/expected.xml")))


def made(body: str) -> Expression:
    return read_expression(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta/>'
        f"<body>{body}</body></act></akomaNtoso>".encode()
    )


def text(content: str) -> str:
    return render_markdown(made(f"<article><num>Article 1</num><content>{content}</content></article>"))


def words(expression: Expression) -> list[str]:
    return text_of(unfold_expression(expression).document, without=frozenset({"meta"})).split()


def test_a_regulation() -> None:
    folder = ROOT / "tests/cases/render/word"
    edition = render_markdown(read_expression((folder / "reglement.fra.xml").read_bytes()))
    assert edition == (folder / "reglement.fra.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_imported_again_it_has_the_same_words(path: Path) -> None:
    expression = read_expression(path.read_bytes())
    request = ImportRequest(
        date="2020-01-01", work="x", iri="/akn/be/act/code/x/2020-01-01/x", title=expression.title, author="x",
        author_short="x", author_name="x", language=expression.language,
    )  # fmt: skip
    found = import_source(render_markdown(expression).encode(), "edition.md", request)
    assert found.ledger.balanced
    # The items of a list without numbers get the dash that Markdown shows them by.
    unnumbered = sum(1 for one in unfold_expression(expression).document.descendants() if one.name == "li")
    assert sorted(words(found.expression)) == sorted([*words(expression), *["-"] * unnumbered])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# pas un titre", r"\# pas un titre"),
        ("- pas une liste", r"\- pas une liste"),
        ("12. non plus", r"12\. non plus"),
        ("*un* _deux_ `trois`", r"\*un\* \_deux\_ \`trois\`"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", r"\<script\>alert(1)\</script\>"),
        ("[lien](javascript:x)", r"\[lien\](javascript:x)"),
        ("[^1]: pas une note", r"\[^1\]: pas une note"),
        ("a | b &amp;amp; c", r"a \| b \&amp; c"),
    ],
)
def test_what_looks_like_markup_is_text(written: str, shown: str) -> None:
    assert text(f"<p>{written}</p>") == f"## Article 1\n\n{shown}\n"


def test_emphasis_is_asterisks_where_they_are_sure_to_be_read() -> None:
    shown = text("<p>Un <b>mot</b>gras, <i>(deux)</i> ou un<i>(e)</i>s et H<sub>2</sub>O.</p>")
    assert shown.endswith("Un **mot**gras, *(deux)* ou un<i>(e)</i>s et H<sub>2</sub>O.\n")


def test_a_note_stands_at_the_end_whole() -> None:
    shown = text("<p>Un<authorialNote><p>Une note.</p><p>Sa suite.</p></authorialNote> mot.</p>")
    assert shown.endswith("Un[^1] mot.\n\n[^1]: Une note.\n\n    Sa suite.\n")


def test_a_table_without_a_head_has_an_empty_one() -> None:
    shown = text('<table><tr><td colspan="2"><p>a|b</p><p>c</p></td><td><p>d</p></td></tr></table>')
    assert shown.endswith("|  |  |  |\n|---|---|---|\n| a\\|b<br>c |  | d |\n")


def test_links_lead_to_plain_addresses_only() -> None:
    shown = text(
        '<p><a href="https://example.org/x">ici</a>, <a href="javascript:x">là</a>, <ref href="#x">art. 2</ref></p>'
    )
    assert shown.endswith("[ici](https://example.org/x), là, art. 2\n")


def test_numbered_points_are_a_list_and_a_break_is_a_break() -> None:
    point = "<point><num>{}</num><content><p>{}</p></content></point>"
    shown = render_markdown(
        made(
            "<article><num>Article 1</num><list><intro><p>Il peut :</p></intro>"
            f"{point.format('1.', 'agir<br/>vite ;')}{point.format('a)', 'voir.')}</list></article>"
        )
    )
    assert shown == "## Article 1\n\nIl peut :\n\n1. agir\\\n   vite ;\n\na) voir.\n"


def test_a_draft_says_so_in_a_comment(federation_code: Expression) -> None:
    assert render_markdown(federation_code).startswith("<!-- Projet – màj. 07.06.2001 -->\n\n# CODE DE DEONTOLOGIE")
    assert "**2.1.** L'AS de CPAS est tenu au secret" in render_markdown(federation_code)
