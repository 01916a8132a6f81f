"""The editions of sealings made again from what they carry, or from what their folder holds, and compared."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from codetool.archive.altered import AlteredError
from codetool.archive.record import Role
from codetool.archive.verify.editions import Carried, EditionCheck, Sameness, check_edition
from codetool.archive.verify.made_from import check_made_from, form_of
from codetool.archive.verify.parts import Parts
from codetool.archive.verify.promised import against_record
from codetool.archive.verify.report import Rebuilt, Stage, Watch
from codetool.errors import CodetoolError, Fact
from codetool.findings import Finding, finding
from codetool.render.recipe import RECIPES_FILE, Form, Recipe, Recipes
from codetool.render.recipe_json import read_recipes

_MADE = frozenset({Role.EDITION, Role.COMPARISON})


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsFound:
    """What came of making editions again, the worst of it, and what is wrong with them.

    `recipe` is that of an edition by itself, where it carries one that can be read.
    """

    rebuilt: Rebuilt = Rebuilt.NOT_ASKED
    findings: tuple[Finding, ...] = ()
    recipe: Recipe | None = None


def check_editions(sealings: Sequence[Parts], processes: int, watch: Watch) -> tuple[EditionsFound, ...]:
    """Return what came of making the editions of each sealing again, `processes` of them at once."""
    asked = [(at, parts, name) for at, parts in enumerate(sealings) for name in _names(parts)]
    recipes = [_recipes(parts) for parts in sealings]
    found: list[list[EditionsFound]] = [[] for _ in sealings]
    # Each is made in a process of its own (archive.apart): a thread here only waits for it.
    with ThreadPoolExecutor(processes) as pool:
        made = pool.map(lambda one: _check(one[1], one[2], recipes[one[0]]), asked)
        for done, ((at, parts, name), checked) in enumerate(zip(asked, made, strict=True), start=1):
            watch(Stage.EDITIONS, done, len(asked))
            misnamed = tuple(against_record(checked.recipe, parts.record.signed))
            told = tuple(one.in_file(parts.place(name)) for one in (*checked.findings, *misnamed))
            # Made again from itself, one that belongs to another sealing comes out the same.
            found[at].append(
                EditionsFound(rebuilt=Rebuilt.DIFFERENT if misnamed else _told(checked.sameness), findings=told)
            )
    return tuple(map(_worst, found))


def check_edition_alone(content: bytes) -> EditionsFound:
    """Return what came of making a PDF again from what it carries; nothing was asked where it carries nothing."""
    checked = check_edition(content, form=Form.PDF)
    if [one.code for one in checked.findings] == ["edition-recipe-absent"]:
        return EditionsFound()
    return EditionsFound(rebuilt=_told(checked.sameness), findings=checked.findings, recipe=checked.recipe)


def _names(parts: Parts) -> Iterator[str]:
    yield from (name for name, one in sorted(parts.record.files.items()) if one.role in _MADE)


def _recipes(parts: Parts) -> Recipes | Finding:
    """Return the recipes of what is no PDF, else why they cannot be had."""
    if RECIPES_FILE not in parts.record.files:
        return Recipes(editions={})
    try:
        return read_recipes(parts.read(RECIPES_FILE))
    except CodetoolError as error:
        return finding("edition-recipe-bad", detail=Fact(error))


def _check(parts: Parts, name: str, recipes: Recipes | Finding) -> EditionCheck:
    try:
        checked = _compared(parts, name, recipes)
    except AlteredError:
        return EditionCheck(sameness=Sameness.NOT_REBUILT)  # told by the account of files
    if [one.code for one in checked.findings] == ["edition-recipe-absent"] and _has_recipes(parts):
        # Where others have a recipe, each has: without one anything could stand under its name.
        return replace(checked, findings=(finding("edition-recipe-none"),))
    return checked


def _has_recipes(parts: Parts) -> bool:
    """Tell whether a sealing was made by a program that gives its editions recipes: its PDFs carry theirs."""
    return RECIPES_FILE in parts.record.files or bool(parts.pdfs())


def _compared(parts: Parts, name: str, recipes: Recipes | Finding) -> EditionCheck:
    content, form, held = parts.read(name), form_of(name), partial(check_made_from, parts, name)
    if form is Form.PDF:
        return check_edition(content, form=form, held=held)
    if isinstance(recipes, Finding):
        return EditionCheck(sameness=Sameness.NOT_REBUILT, findings=(recipes,))
    recipe = recipes.editions.get(name)
    if recipe is None:
        return check_edition(content, form=form)
    files = {needed: parts.read(needed) for needed in recipe.files if needed in parts.record.files}
    carried = Carried(recipe=recipe, files=files, made_with=recipes.made_with)
    return check_edition(content, form=form, carried=carried, held=held)


def _told(sameness: Sameness) -> Rebuilt:
    return {
        Sameness.SAME_BYTES: Rebuilt.SAME,
        Sameness.SAME_TEXT: Rebuilt.SAME_TEXT,
        Sameness.DIFFERS: Rebuilt.DIFFERENT,
        Sameness.NOT_REBUILT: Rebuilt.IMPOSSIBLE,
    }[sameness]


def _worst(found: Sequence[EditionsFound]) -> EditionsFound:
    order = [Rebuilt.NOT_ASKED, Rebuilt.SAME, Rebuilt.SAME_TEXT, Rebuilt.IMPOSSIBLE, Rebuilt.DIFFERENT]
    rebuilt = max((one.rebuilt for one in found), key=order.index, default=Rebuilt.NOT_ASKED)
    return EditionsFound(rebuilt=rebuilt, findings=tuple(told for one in found for told in one.findings))
