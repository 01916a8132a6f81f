"""What an edition is made from: few files, under names that are safe everywhere, and no more than it depends on."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.errors import SourceError
from codetool.model.expression import Expression
from codetool.names import is_portable
from codetool.render import Imprint, Look, Sealing, load_look
from codetool.render.carried import carry_edition, record_edition, write_settings
from codetool.render.look import Logo
from codetool.render.pdf.record import Relation
from codetool.render.pdf.versions import name_programs, program_digest
from codetool.render.pictures import Picture
from codetool.render.recipe import Form
from codetool.render.templates import reached_templates

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
LOGO = Logo(content=DRAWING, media_type="image/svg+xml", words='Un "logo" \\ d’essai')
LOOK = Look(
    publisher='Éditions "d’essai" \\', address="https://example.org/code/", accent="#00508f", accent_dark="#eb9aa3",
    fonts=("DejaVu Serif", "EB Garamond"), logo=LOGO, paper="A5",
)  # fmt: skip


def test_settings_that_were_written_give_the_same_look(tmp_path: Path) -> None:
    (tmp_path / "codetool.toml").write_bytes(write_settings(LOOK, "logo.svg"))
    (tmp_path / "logo.svg").write_bytes(DRAWING)
    assert load_look(tmp_path) == LOOK


def test_a_plain_look_carries_no_settings(federation_code: Expression) -> None:
    assert write_settings(Look()) == b""
    assert [one.name for one in carry_edition(federation_code, Imprint(source=b"x")).files] == ["2001-06-07.fra.xml"]


def test_each_file_says_what_it_is_to_the_edition(federation_code: Expression) -> None:
    picture = Picture(content=DRAWING, media_type="image/svg+xml")
    imprint = Imprint(source=b"x", look=LOOK, pictures={"../plans/été:1.svg": picture, "data:x": picture})
    found = [
        (one.name, one.media_type, one.relation, one.meaning)
        for one in record_edition(federation_code, imprint).sources
    ]
    assert found == [
        ("2001-06-07.fra.xml", "application/akn+xml", Relation.SOURCE, "Texte, en Akoma Ntoso"),
        ("pictures/été-1.svg", "image/svg+xml", Relation.SOURCE, "Image du texte"),
        ("settings/codetool.toml", "application/toml", Relation.DATA, "Réglages de la mise en page"),
        ("settings/logo.svg", "image/svg+xml", Relation.DATA, "Logo"),
        (
            "edition.json", "application/json", Relation.SUPPLEMENT,
            "Recette : ce que sont les fichiers joints, et comment refaire ce PDF",
        ),
    ]  # fmt: skip
    assert all(is_portable(name) for name, *_ in found)


def test_a_text_depends_on_nothing_but_itself(federation_code: Expression) -> None:
    imprint = Imprint(source=b"x", look=LOOK, sealing=Sealing(day="2026-11-26"))
    assert [one.name for one in carry_edition(federation_code, imprint, Form.TEXT).files] == ["2001-06-07.fra.xml"]


@pytest.mark.parametrize("day", ["2020-01-01T10:00:00", "../../x", ""])
def test_a_text_has_a_safe_name_whatever_it_says(day: str) -> None:
    source = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="x"><meta><identification>'
        f'<FRBRExpression><FRBRdate date="{day}" name=""/><FRBRlanguage language="f/r"/></FRBRExpression>'
        "</identification></meta><body/></act></akomaNtoso>"
    )
    expression = read_expression(source.encode())
    assert is_portable(carry_edition(expression, Imprint(source=source.encode())).recipe.source)


# --- templates --------------------------------------------------------------------------------------------------------


def folder_with(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_templates_are_followed_from_one_to_the_next(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        {
            "edition/_colophon.html": "{% from 'mine/macros.html' import told %}{% include 'absent.html' %}",
            "mine/macros.html": "{% macro told() %}{% include ['mine/words.txt', 'x.html'] %}{% endmacro %}",
            "mine/words.txt": "Mots",
            "mine/unused.html": "",
            "redline/redline.html": "",
        },
    )
    reached = reached_templates(folder, ["edition/book.html"])
    assert sorted(reached) == ["edition/_colophon.html", "mine/macros.html", "mine/words.txt"]
    assert reached["mine/words.txt"] == b"Mots"
    assert list(reached_templates(folder, ["redline/redline.html"])) == ["redline/redline.html"]


def test_where_a_template_names_others_by_value_all_are_taken(tmp_path: Path) -> None:
    files = {"edition/_colophon.html": "{% include labels['colophon'] %}", "a.html": "", ".hidden": ""}
    reached = reached_templates(folder_with(tmp_path, files), ["edition/book.html"])
    assert sorted(reached) == ["a.html", "edition/_colophon.html"]


def test_a_template_with_a_fault_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"edition/_colophon.html:1: the template has a fault"):
        reached_templates(folder_with(tmp_path, {"edition/_colophon.html": "{% if %}"}), ["edition/book.html"])


# --- programs ---------------------------------------------------------------------------------------------------------


def test_what_makes_a_file_is_named_to_the_letter() -> None:
    named = name_programs("70.0")
    assert named[0].endswith(program_digest())
    assert {one.split()[0] for one in named} >= {"codetool", "Pango", "HarfBuzz", "pyphen", "zlib", "Python"}
    assert not [one for one in named if one.endswith("?")]
