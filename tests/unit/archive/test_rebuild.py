"""Editions made again from files and a recipe, whoever wrote them."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.archive.rebuild import rebuild
from codetool.diff import compare
from codetool.errors import SourceError
from codetool.render import (
    Compared,
    Imprint,
    Link,
    Sealing,
    render_html,
    render_redline,
    render_redline_json,
    view_redline,
)
from codetool.render.carried import Carried, carry_comparison, carry_edition
from codetool.render.recipe import Earlier, Form, Made, Recipe, Side

SETTINGS = b'[look]\ntemplates = "templates"\n'
SEALING = Sealing(day="2026-11-26", label="2021-01-01.fra")
TEMPLATE = "settings/templates/edition/_seal.html"


@pytest.fixture(scope="module")
def contents(root: Path) -> tuple[bytes, bytes]:
    case = root / "tests/cases/render/redline"
    return (case / "old.xml").read_bytes(), (case / "new.xml").read_bytes()


def files_of(carried: Carried) -> dict[str, bytes]:
    return {one.name: one.content for one in carried.files}


def test_a_page_with_all_that_stands_around_it(contents: tuple[bytes, bytes]) -> None:
    imprint = Imprint(
        source=contents[1],
        address="https://example.org/code/",
        forms=(Link(href="a.pdf", title="PDF", media_type="application/pdf"),),
        trail=(Link(href="../index.html", title="Accueil"),),
        standing="En vigueur",
        instead=Link(href="b.html", title="Lire l’autre"),
        sealing=SEALING,
    )
    expression = read_expression(contents[1])
    carried = carry_edition(expression, imprint, Form.HTML)
    made = rebuild(files_of(carried), carried.recipe)
    assert made == render_html(expression, imprint).encode()
    assert "Scellé le 26\u00a0novembre 2026 sans signature électronique." in made.decode()


@pytest.mark.parametrize("form", [Form.HTML, Form.JSON])
def test_a_comparison_as_a_page_and_as_json(form: Form, contents: tuple[bytes, bytes]) -> None:
    changes = compare(*map(read_expression, contents))
    view = view_redline(changes, "fr", old_name="Un", new_name="Deux", on_page=True)
    imprint = Imprint(sealing=SEALING, trail=(Link(href="../index.html", title="Accueil"),))
    carried = carry_comparison(view, changes, Compared(old=contents[0], new=contents[1]), imprint, form)
    made = rebuild(files_of(carried), carried.recipe)
    page = render_redline(view, "fr", imprint) if form is Form.HTML else render_redline_json(changes)
    assert made == page.encode()


def test_files_under_other_names_are_named_in_the_recipe(contents: tuple[bytes, bytes]) -> None:
    carried = carry_edition(read_expression(contents[1]), Imprint(source=contents[1]), Form.TEXT)
    recipe = carried.recipe.renamed({"2021-01-01.fra.xml": "2021-01-01.fra/text.xml"})
    assert rebuild({"2021-01-01.fra/text.xml": contents[1]}, recipe).startswith(b"R")


def of_template(content: bytes, template: bytes) -> tuple[dict[str, bytes], Recipe]:
    recipe = Recipe(
        made=Made.EDITION, form=Form.HTML, source="a.xml", settings="settings/codetool.toml", beside=(TEMPLATE,),
        sealing=SEALING,
    )  # fmt: skip
    return {"a.xml": content, "settings/codetool.toml": SETTINGS, TEMPLATE: template}, recipe


@pytest.mark.parametrize(
    "template",
    [
        b"{% include '../../../etc/passwd' %}",
        b"{{ ''.__class__.__mro__[1].__subclasses__() }}",
        b"{% include 'edition/_seal.html' %}",
        b"{{",
        b"\xff\xfe",
        b"{{ look.templates.write_text('x') }}",
        b"{{ view.__init__.__globals__ }}",
    ],
    ids=["outside", "escape", "itself", "broken", "bytes", "writes", "globals"],
)
def test_hostile_templates_are_refused(template: bytes, contents: tuple[bytes, bytes]) -> None:
    with pytest.raises(SourceError):
        rebuild(*of_template(contents[1], template))


def test_what_a_template_writes_is_escaped(contents: tuple[bytes, bytes]) -> None:
    made = rebuild(*of_template(contents[1], b"{{ '<script>' }}"))
    assert b"&lt;script&gt;" in made


@pytest.mark.parametrize(
    ("recipe", "told"),
    [
        (Recipe(made=Made.EDITION, form=Form.TEXT, source="b.xml"), "edition.json: b.xml is missing. "),
        (Recipe(made=Made.EDITION, form=Form.JSON, source="a.xml"), "no edition is made as json"),
        (
            Recipe(made=Made.COMPARISON, form=Form.TEXT, sides=(Side(file="a.xml", name="A"),) * 2),
            "no comparison is made as text",
        ),
        (
            Recipe(made=Made.EDITION, form=Form.HTML, source="a.xml", pictures=(("a.png", "a.xml"),)),
            "a.xml is no picture that an edition shows",
        ),
        (
            Recipe(made=Made.EDITION, form=Form.HTML, source="a.xml", settings="s/codetool.toml", beside=("a.xml",)),
            "a.xml does not stand beside the settings",
        ),
        (
            Recipe(
                made=Made.EDITION, form=Form.HTML, source="a.xml",
                history=tuple(Earlier(file=one, label=one, date="") for one in ("s/codetool.toml", "a.xml")),
            ),
            "s/codetool.toml: the file is empty",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_told_in_a_line(recipe: Recipe, told: str, contents: tuple[bytes, bytes]) -> None:
    with pytest.raises(SourceError) as caught:
        rebuild({"a.xml": contents[1], "s/codetool.toml": b""}, recipe)
    assert told in str(caught.value)
