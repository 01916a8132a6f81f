"""Recipes as JSON: written in one way only, and read as what a stranger wrote."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, TypeVar

from codetool.errors import SourceError
from codetool.names import LONGEST, is_portable
from codetool.render.imprint import Link
from codetool.render.recipe import (
    FORMAT,
    RECIPE_FILE,
    RECIPES_FILE,
    Earlier,
    Form,
    Made,
    Matches,
    Recipe,
    Recipes,
    Side,
)
from codetool.render.sealing import Sealing

SIZE_LIMIT = 512 * 1024
"""Bytes of a recipe: it names files and holds no text."""

MOST_ROWS = 2000
"""Entries of a list in it: versions, pictures, templates."""

LONGEST_TEXT = 4000

EDITIONS = "codetool-editions/1"
"""The format of the recipes of several files in one."""

_Row = TypeVar("_Row", Side, Earlier, Matches, Link)
_Read = TypeVar("_Read")


# --- writing ---------------------------------------------------------------------------------------------------------


def write_recipe(recipe: Recipe) -> bytes:
    """Return a recipe as JSON; what is empty, or as it mostly is, is left out."""
    return _written(_shown(recipe))


def write_recipes(recipes: Recipes) -> bytes:
    """Return the recipes of several files as one file of JSON."""
    shown = {name: _shown(one) for name, one in sorted(recipes.editions.items())}
    return _written({"format": EDITIONS, "made_with": list(recipes.made_with), "editions": shown})


def _written(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _shown(recipe: Recipe) -> dict[str, object]:
    said = {
        "source": recipe.source,
        "history": [asdict(one) for one in recipe.history],
        "sides": [asdict(one) for one in recipe.sides],
        "matches": [_full(one) for one in recipe.matches],
        "language": recipe.language,
        "program": recipe.program,
        "screen": not recipe.on_page,
        "side_by_side": recipe.side_by_side,
        "settings": recipe.settings,
        "beside": list(recipe.beside),
        "pictures": dict(recipe.pictures),
        "address": recipe.address,
        "forms": [_full(one) for one in recipe.forms],
        "trail": [_full(one) for one in recipe.trail],
        "standing": recipe.standing,
        "instead": _full(recipe.instead) if recipe.instead else None,
        "seal": _full(recipe.sealing) if recipe.sealing else None,
    }
    head = {"format": FORMAT, "kind": recipe.made.value, "form": recipe.form.value}
    return head | {key: value for key, value in said.items() if value}


def _full(one: Matches | Link | Sealing) -> dict[str, object]:
    return {key: value for key, value in asdict(one).items() if value}


# --- reading ---------------------------------------------------------------------------------------------------------


class _FaultError(ValueError):
    """What is wrong with a recipe, in a few English words."""


def read_recipe(content: bytes, place: str = RECIPE_FILE) -> Recipe:
    """Return the recipe that bytes are; raise SourceError where they are none, or name a file outside their folder."""
    return _told(place, lambda: _recipe(_parsed(content)))


def read_recipes(content: bytes, place: str = RECIPES_FILE) -> Recipes:
    """Return the recipes of several files; raise SourceError as `read_recipe` does."""
    return _told(place, lambda: _recipes(_parsed(content)))


def _told(place: str, read: Callable[[], _Read]) -> _Read:
    try:
        return read()
    except _FaultError as fault:
        raise SourceError(
            "this is no recipe of an edition ({detail})",
            "Ask for the file as it was published.",
            place=place,
            detail=str(fault),
        ) from fault


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > SIZE_LIMIT:
        raise _FaultError("it is too large")
    try:
        found = json.loads(content.decode(), object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse)
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, _FaultError) else _FaultError("it is no JSON") from error
    if not isinstance(found, dict):
        raise _FaultError("it is no object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _FaultError("a key stands twice")
    return found


def _refuse(number: str) -> Any:  # noqa: ANN401 - it returns nothing
    raise _FaultError(f"{number} stands in it")


def _recipes(found: dict[str, Any]) -> Recipes:
    if found.keys() != {"format", "made_with", "editions"} or found["format"] != EDITIONS:
        raise _FaultError("its format is not " + EDITIONS)
    rows = found["editions"]
    if not isinstance(rows, dict) or len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows.values()):
        raise _FaultError("editions is no object of recipes")
    editions = MappingProxyType({_name(name): _recipe(row) for name, row in rows.items()})
    return Recipes(made_with=tuple(map(_text, _rows(found, "made_with"))), editions=editions)


def _recipe(found: dict[str, Any]) -> Recipe:
    if found.get("format") != FORMAT:
        raise _FaultError("its format is not " + FORMAT)
    if unknown := sorted(found.keys() - _KNOWN):
        raise _FaultError(f"{unknown[0]!a} is not known")
    recipe = Recipe(
        made=_member(Made, found.get("kind"), "kind"),
        form=_member(Form, found.get("form"), "form"),
        source=_name_or_none(found, "source"),
        history=tuple(_row(Earlier, row) for row in _rows(found, "history")),
        sides=tuple(_row(Side, row) for row in _rows(found, "sides")),
        matches=tuple(_row(Matches, row) for row in _rows(found, "matches")),
        language=_text(found.get("language", "")),
        on_page=not _flag(found, "screen"),
        side_by_side=_flag(found, "side_by_side"),
        settings=_name_or_none(found, "settings"),
        beside=tuple(_name(one) for one in _rows(found, "beside")),
        pictures=_pictures(found.get("pictures", {})),
        address=_text(found.get("address", "")),
        forms=tuple(_row(Link, row) for row in _rows(found, "forms")),
        trail=tuple(_row(Link, row) for row in _rows(found, "trail")),
        standing=_text(found.get("standing", "")),
        instead=_row(Link, found["instead"]) if "instead" in found else None,
        sealing=_sealing(found["seal"]) if "seal" in found else None,
        program=_text(found.get("program", "")),
    )
    _check_whole(recipe)
    return recipe


_KNOWN = frozenset(
    "format kind form source history sides matches language screen side_by_side settings beside pictures address forms "
    "trail standing instead seal program".split()
)


def _check_whole(recipe: Recipe) -> None:
    sides = 2 if recipe.made is Made.COMPARISON else 0
    if len(recipe.sides) != sides or bool(recipe.source) == bool(sides):
        raise _FaultError("it names too few texts, or too many")
    if recipe.history and recipe.history[-1].file != recipe.source:
        raise _FaultError("the history does not end with the text")


def _member(kind: type[Any], value: object, key: str) -> Any:  # noqa: ANN401 - a member of that kind
    try:
        return kind(value)
    except ValueError as error:
        raise _FaultError(f"its {key} is not known") from error


def _rows(found: Mapping[str, Any], key: str) -> Sequence[Any]:
    rows = found.get(key, [])
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise _FaultError(f"{key} is no list, or too long")
    return rows


def _row(kind: type[_Row], row: object) -> _Row:
    allowed = kind.__dataclass_fields__.keys()
    if not isinstance(row, dict) or not row.keys() <= allowed:
        raise _FaultError(f"an entry does not have {', '.join(allowed)}")
    values = {key: _name(value) if key == "file" else _text(value) for key, value in row.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise _FaultError(f"an entry does not have {', '.join(allowed)}") from error


def _sealing(row: object) -> Sealing:
    if not isinstance(row, dict) or not row.keys() <= Sealing.__dataclass_fields__.keys() or "day" not in row:
        raise _FaultError("its seal is none")
    stamped = _flag(row, "stamped")
    return Sealing(stamped=stamped, **{key: _text(value) for key, value in row.items() if key != "stamped"})


def _pictures(found: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(found, dict) or len(found) > MOST_ROWS:
        raise _FaultError("pictures is no object, or too large")
    return tuple((_text(source), _name(name)) for source, name in found.items())


def _flag(found: Mapping[str, Any], key: str) -> bool:
    value = found.get(key, False)
    if not isinstance(value, bool):
        raise _FaultError(f"{key} is neither true nor false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or any(ord(sign) < ord(" ") for sign in value):
        raise _FaultError("a value is no text of one line")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise _FaultError("a value is no text of one line")
    return value


def _name_or_none(found: Mapping[str, Any], key: str) -> str:
    return _name(found[key]) if key in found else ""


def _name(value: object) -> str:
    name = _text(value)
    if not is_portable(name):
        raise _FaultError(f"{name[:LONGEST]!a} is no name of a file in a folder")
    return name
