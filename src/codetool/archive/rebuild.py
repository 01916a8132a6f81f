"""An edition made again from the files that it was made from."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import assert_never

from codetool.akn.read import read_expression
from codetool.diff import Overrides, compare, read_overrides
from codetool.errors import SourceError
from codetool.render import (
    Compared,
    Decided,
    Imprint,
    Lineage,
    Stage,
    enclose,
    load_look,
    render_html,
    render_pdf,
    render_redline,
    render_redline_json,
    render_redline_pdf,
    render_text,
    view_redline,
)
from codetool.render.look import PLAIN, Look
from codetool.render.pictures import Picture, picture_of
from codetool.render.recipe import RECIPE_FILE, Form, Made, Recipe


def rebuild(files: Mapping[str, bytes], recipe: Recipe) -> bytes:
    """Return the edition that a recipe makes of files, given by the names that it calls them by.

    Files come from anywhere: templates run in a sandbox, and nothing is fetched, but both may take long; see
    `verify.editions`, which has this done in a process with limits. Raises SourceError where a file is missing or is
    not what it should be, MissingPartError where a font or a library is.
    """
    for name in recipe.files:
        if name not in files:
            raise SourceError("{name} is missing", "Ask for the whole of it.", place=RECIPE_FILE, name=name)
    with TemporaryDirectory() as folder:
        imprint = _imprint(files, recipe, _look(files, recipe, Path(folder)))
        match recipe.made:
            case Made.EDITION:
                return _edition(files, recipe, imprint)
            case Made.COMPARISON:
                return _comparison(files, recipe, imprint)
        assert_never(recipe.made)


def _edition(files: Mapping[str, bytes], recipe: Recipe, imprint: Imprint) -> bytes:
    expression = read_expression(files[recipe.source], recipe.source)
    match recipe.form:
        case Form.PDF:
            return render_pdf(expression, imprint)
        case Form.HTML:
            return render_html(expression, imprint).encode()
        case Form.TEXT:
            return render_text(expression).encode()
        case Form.JSON:
            raise _no_such_form(recipe)
    assert_never(recipe.form)


def _comparison(files: Mapping[str, bytes], recipe: Recipe, imprint: Imprint) -> bytes:
    old, new = (read_expression(files[side.file], side.file) for side in recipe.sides)
    names = [side.name for side in recipe.sides]
    decisions = [(one.file, files[one.file]) for one in recipe.matches]
    overrides = read_overrides(decisions[0][1], decisions[0][0]) if decisions else Overrides()
    changes = compare(old, new, overrides)
    if recipe.form is Form.JSON:
        return render_redline_json(changes).encode()
    view = view_redline(changes, recipe.language, old_name=names[0], new_name=names[1], on_page=recipe.on_page)
    match recipe.form:
        case Form.PDF:
            texts = [files[side.file] for side in recipe.sides]
            compared = Compared(old=texts[0], new=texts[1], decisions=overrides.source)
            return render_redline_pdf(view, changes, recipe.language, compared, imprint)
        case Form.HTML:
            return render_redline(view, recipe.language, imprint, side_by_side=recipe.side_by_side).encode()
        case _:
            raise _no_such_form(recipe)


def _no_such_form(recipe: Recipe) -> SourceError:
    return SourceError(
        "no {made} is made as {form}", "Ask for the file as it was published.",
        place=RECIPE_FILE, made=recipe.made.value, form=recipe.form.value,
    )  # fmt: skip


def _imprint(files: Mapping[str, bytes], recipe: Recipe, look: Look) -> Imprint:
    source = files.get(recipe.source, b"")
    return Imprint(
        look=look,
        source=source,
        address=recipe.address,
        forms=recipe.forms,
        trail=recipe.trail,
        standing=recipe.standing,
        instead=recipe.instead,
        pictures=_pictures(files, recipe) if source and recipe.form in (Form.PDF, Form.HTML) else {},
        lineage=_lineage(files, recipe),
        sealing=recipe.sealing,
        program=recipe.program,
    )


def _lineage(files: Mapping[str, bytes], recipe: Recipe) -> Lineage:
    return Lineage(
        versions=tuple(
            Stage(label=one.label, date=one.date, content=files[one.file], place=one.file) for one in recipe.history
        ),
        decisions=tuple(
            Decided(old=one.old, new=one.new, content=files[one.file], place=one.file) for one in recipe.matches
        )
        if recipe.made is Made.EDITION
        else (),
    )


def _pictures(files: Mapping[str, bytes], recipe: Recipe) -> Mapping[str, Picture]:
    """Return the pictures that the text holds itself, and those that are carried beside it."""
    source = files[recipe.source]
    held = enclose(read_expression(source, recipe.source), source, None).pictures
    carried = ((address, name, picture_of(files[name])) for address, name in recipe.pictures)
    found = dict(held)
    for address, name, picture in carried:
        if not isinstance(picture, Picture):
            raise SourceError(
                "{name} is no picture that an edition shows", "Ask for the file as it was published.",
                place=RECIPE_FILE, name=name,
            )  # fmt: skip
        found[address] = picture
    return found


def _look(files: Mapping[str, bytes], recipe: Recipe, folder: Path) -> Look:
    """Return the look that the settings set, with the logo and the templates that stand beside them."""
    if not recipe.settings:
        return PLAIN
    home = PurePosixPath(recipe.settings).parent
    for name in (recipe.settings, *recipe.beside):
        if not PurePosixPath(name).is_relative_to(home):
            raise SourceError(
                "{name} does not stand beside the settings", "Ask for the file as it was published.",
                place=RECIPE_FILE, name=name,
            )  # fmt: skip
        path = folder / PurePosixPath(name).relative_to(home)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
    return load_look(folder)
