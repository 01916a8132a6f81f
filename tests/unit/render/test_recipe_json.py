"""Recipes as JSON: what is written is read again, and what a stranger wrote is read or refused in one line."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.errors import SourceError
from codetool.names import is_portable
from codetool.render import Link, Sealing
from codetool.render.recipe import Earlier, Form, Made, Matches, Recipe, Recipes, Side
from codetool.render.recipe_json import SIZE_LIMIT, read_recipe, read_recipes, write_recipe, write_recipes

EDITION = Recipe(
    made=Made.EDITION,
    form=Form.PDF,
    source="2021-01-01.fra.xml",
    history=(
        Earlier(file="earlier/2020-01-01.fra.xml", label="2020-01-01", date="2020-01-01"),
        Earlier(file="2021-01-01.fra.xml", label="2021-01-01", date="2021-01-01"),
    ),
    matches=(Matches(file="settings/matches/a..b.toml", old="2020-01-01", new="2021-01-01"),),
    language="fr",
    settings="settings/codetool.toml",
    beside=("settings/logo.svg", "settings/templates/edition/_seal.html"),
    pictures=(("plans/salle d’été.svg", "pictures/salle-d-ete.svg"),),
    address="https://example.org/code/",
    forms=(Link(href="a.pdf", title="PDF", media_type="application/pdf"),),
    trail=(Link(href="..", title="Accueil"),),
    standing="En vigueur",
    instead=Link(href="b.html", title="Lire"),
    sealing=Sealing(day="2026-11-26", label="2021-01-01.fra", signer="Signataire", stamped=True, corrects="x"),
    program="codetool 0.1.0",
)
COMPARISON = Recipe(
    made=Made.COMPARISON,
    form=Form.HTML,
    sides=(Side(file="old.xml", name="Un « premier »"), Side(file="new.xml", name="Deux")),
    matches=(Matches(file="settings/matches.toml"),),
    language="nl",
    on_page=False,
    side_by_side=True,
)


@pytest.mark.parametrize("recipe", [EDITION, COMPARISON])
def test_what_is_written_is_read_again(recipe: Recipe) -> None:
    assert read_recipe(write_recipe(recipe)) == recipe
    several = Recipes(made_with=("codetool 0.1.0",), editions={"a.html": recipe})
    assert read_recipes(write_recipes(several)) == several


def test_it_reads_as_a_person_would_write_it() -> None:
    plain = Recipe(made=Made.EDITION, form=Form.PDF, source="a.xml", language="fr")
    assert json.loads(write_recipe(plain)) == {
        "format": "codetool-edition/1", "kind": "edition", "form": "pdf", "source": "a.xml", "language": "fr",
    }  # fmt: skip


def test_it_names_every_file_once() -> None:
    assert EDITION.files == (
        "2021-01-01.fra.xml",
        "earlier/2020-01-01.fra.xml",
        "pictures/salle-d-ete.svg",
        "settings/codetool.toml",
        "settings/logo.svg",
        "settings/matches/a..b.toml",
        "settings/templates/edition/_seal.html",
    )
    names = {name: f"v/{name}" for name in EDITION.files}
    assert EDITION.renamed(names).files == tuple(names.values())
    assert COMPARISON.renamed({"old.xml": "before.xml"}).files == ("before.xml", "new.xml", "settings/matches.toml")


Edit = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "edit",
    [
        lambda told: told.update(format="codetool-edition/2"),
        lambda told: told.update(kind="opinion"),
        lambda told: told.update(form="docx"),
        lambda told: told.update(more=1),
        lambda told: told.pop("source"),
        lambda told: told.update(source="../a.xml"),
        lambda told: told.update(source="/etc/passwd"),
        lambda told: told.update(source=["a.xml"]),
        lambda told: told.update(source="a\x00.xml"),
        lambda told: told.update(source="a" * 300),
        lambda told: told.update(source="\ud800.xml"),
        lambda told: told.update(settings="settings/../../x"),
        lambda told: told.update(settings="C:/x"),
        lambda told: told.update(beside=["a\\..\\b"]),
        lambda told: told.update(beside="settings/logo.svg"),
        lambda told: told.update(beside=["x"] * 3000),
        lambda told: told.update(pictures={"a.png": "./a.png"}),
        lambda told: told.update(pictures=[["a.png", "b.png"]]),
        lambda told: told.update(matches=[{"file": "//host/x"}]),
        lambda told: told.update(matches=[{"old": "x"}]),
        lambda told: told.update(matches=["x"]),
        lambda told: told["history"].pop(),
        lambda told: told["history"][0].update(content="x"),
        lambda told: told.update(sides=[{"file": "a.xml", "name": "A"}] * 2),
        lambda told: told.update(standing="a\nb"),
        lambda told: told.update(standing="a" * 5000),
        lambda told: told.update(side_by_side="yes"),
        lambda told: told.update(instead=None),
        lambda told: told.update(seal={"label": "x"}),
        lambda told: told.update(seal={"day": "2026-11-26", "stamped": "yes"}),
        lambda told: told.update(seal={"day": "2026-11-26", "key": "x"}),
    ],
)
def test_another_recipe_is_refused_in_one_line(edit: Edit) -> None:
    told = json.loads(write_recipe(EDITION))
    edit(told)
    with pytest.raises(SourceError, match=r"^edition.json: this is no recipe of an edition \(.+\). Ask") as caught:
        read_recipe(json.dumps(told).encode())
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"format": "codetool-edition/1", "format": "codetool-edition/1"}',
        b'{"format": NaN}',
        b'{"format": 1e999}',
        b'{"format": ' + b"9" * 6000 + b"}",
        b" " * (SIZE_LIMIT + 1),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_json_of_ours_is_refused_in_one_line(content: bytes) -> None:
    for read in (read_recipe, read_recipes):
        with pytest.raises(SourceError, match=r"this is no recipe of an edition"):
            read(content)


def test_recipes_of_several_files_name_them_safely() -> None:
    written = write_recipes(Recipes(editions={"a.html": COMPARISON}))
    for other in (written.replace(b'"a.html"', b'"../a.html"'), written.replace(b"editions/1", b"editions/9")):
        with pytest.raises(SourceError, match="this is no recipe"):
            read_recipes(other)


@given(st.text())
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    if is_portable(name):
        assert not name.startswith("/")
        assert ".." not in name.split("/")
        assert not set("\\:\0\n") & set(name)


KEYS = st.sampled_from(["format", "kind", "form", "source", "history", "file", "day", "seal", "sides"]) | st.text()
PLAIN = st.none() | st.booleans() | st.integers() | st.text()


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)))
def test_whatever_json_holds_is_a_recipe_or_refused(value: object) -> None:
    base = {"format": "codetool-edition/1", "kind": "edition", "form": "pdf", "source": "a.xml"}
    told = base | value if isinstance(value, dict) else value
    with suppress(SourceError):
        assert read_recipe(json.dumps(told).encode()).files
