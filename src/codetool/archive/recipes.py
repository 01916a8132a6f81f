"""What makes the editions of a sealed version again: their recipes, and the settings that these name.

A PDF carries its own. The files of the other forms are those of the version's folder, under the names they have there.
"""

from collections.abc import Iterator, Mapping

from codetool.archive.made_with import parts_here
from codetool.archive.material import ComparedBefore, Material, before_name, beside_signature
from codetool.archive.record import is_picture_name
from codetool.render.carried import MATCHES, Carried, carry_comparison, carry_edition
from codetool.render.recipe import RECIPES_FILE, Form, Made, Recipe, Recipes
from codetool.render.recipe_json import write_recipes

_SETTINGS = "settings/"


def settings_of(material: Material, compared: ComparedBefore | None) -> Mapping[str, bytes]:
    """Return the files under `settings/` by their paths: the recipes of what is no PDF, and what these set."""
    files: dict[str, bytes] = {}
    recipes: dict[str, Recipe] = {}
    for name, carried in _carried(material, compared):
        names = _names(material, carried, compared)
        recipes[name] = carried.recipe.renamed(names)
        files |= {
            names.get(one.name, one.name): one.content
            for one in carried.files
            if names.get(one.name, one.name).startswith(_SETTINGS)
        }
    return {**files, RECIPES_FILE: write_recipes(Recipes(made_with=parts_here(), editions=recipes))}


def _carried(material: Material, compared: ComparedBefore | None) -> Iterator[tuple[str, Carried]]:
    label, expression = material.version.label, material.version.expression
    yield f"{label}.html", carry_edition(expression, beside_signature(material.imprint, label), Form.HTML)
    yield f"{label}.txt", carry_edition(expression, material.imprint, Form.TEXT)
    if compared:
        for form in (Form.HTML, Form.JSON):
            imprint = beside_signature(compared.imprint, label) if form is Form.HTML else compared.imprint
            carried = carry_comparison(compared.view, compared.changes, compared.sources, imprint, form)
            yield f"changes.{form.value}", carried


def is_beside(source: str) -> bool:
    """Tell whether a picture's `src` is the name of a file beside the text: the archive keeps it under that.

    Another is kept with the settings: the editions can be made again with it, but it is not restored into a store.

    >>> [is_beside(one) for one in ("plans/a.png", "../a.png", "data:image/png;base64,AA", "sources/a.png")]
    [True, False, False, False]
    """
    return is_picture_name(source)


def _names(material: Material, carried: Carried, compared: ComparedBefore | None) -> Mapping[str, str]:
    """Return where a sealed version keeps the files of a recipe, by the names that the recipe has for them.

    Edition and comparison may use other templates of one look: each has its settings in a folder of its own.
    """
    recipe, text = carried.recipe, f"{material.version.label}.xml"
    names = {one.name: one.name for one in carried.files}
    names |= {
        name: f"{_SETTINGS}{recipe.made.value}/{name.removeprefix(_SETTINGS)}"
        for name in names
        if name.startswith(_SETTINGS) and name != MATCHES
    }
    names |= {name: source if is_beside(source) else f"{_SETTINGS}{name}" for source, name in recipe.pictures}
    if recipe.made is Made.EDITION:
        return names | {recipe.source: text}
    old, new = recipe.sides
    return names | {new.file: text} | ({old.file: before_name(compared.before.label)} if compared else {})
