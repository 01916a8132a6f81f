"""What an edition says it was made from, held against what its sealing holds: whoever forges one makes it fit itself.

A PDF carries its own text, pictures and settings, and the recipes of the other forms name files of the sealing. Each
has to be the one that the sealing has for it; else the edition is one of another text, however well it is made.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha512
from pathlib import PurePosixPath

from codetool.archive.recipes import is_beside
from codetool.archive.record import MATCHES, Role, SealRecord
from codetool.archive.verify.parts import Parts
from codetool.findings import Finding, finding
from codetool.render.recipe import SETTINGS, TEMPLATES, Form, Made, Recipe

_FOLDER = "settings/"
_KINDS = {Role.EDITION: Made.EDITION, Role.COMPARISON: Made.COMPARISON}
_FORMS = {".pdf": Form.PDF, ".html": Form.HTML, ".txt": Form.TEXT, ".json": Form.JSON}
_DRESSED = frozenset({Form.PDF, Form.HTML})
"""The forms that have a look, and pictures."""

FileMapping = Mapping[str, bytes]


def form_of(name: str) -> Form:
    """Return the form of an edition by the name that its sealing has for it.

    >>> form_of("changes.json")
    <Form.JSON: 'json'>
    """
    return _FORMS[PurePosixPath(name).suffix]


def check_made_from(parts: Parts, name: str, recipe: Recipe, files: FileMapping) -> Iterator[Finding]:
    """Yield where the edition `name` was made from what is not in its sealing; `files` are those of its recipe.

    Raises AlteredError where a file of the sealing cannot be read.
    """
    if recipe.made is not _KINDS[parts.record.files[name].role]:
        yield finding("edition-kind-other")
        return
    # One file may be given for several things: it has to be each of them.
    for inside, place in sorted(set(_held(parts.record, recipe))):
        yield from _compare(parts.record, inside, place, files)
    yield from _unused(parts.record, recipe)
    if recipe.form in _DRESSED:
        yield from _compare_settings(parts, recipe, files)
    yield from _compare_seal(parts.record, recipe)


def _held(record: SealRecord, recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Yield the files of a recipe, each with where a sealing has it; nothing of the settings that it need not have."""
    text = f"{record.label}.xml"
    before = next((name for name, one in record.files.items() if one.role is Role.BEFORE), "")
    for earlier in recipe.history[:-1]:  # the last is the text itself
        yield earlier.file, before
    for side, place in zip(recipe.sides, (before, text), strict=False):
        yield side.file, place
    for decided in recipe.matches:
        yield decided.file, MATCHES if recipe.made is Made.COMPARISON else ""
    for source, name in recipe.pictures:
        yield name, _place_of_picture(source, name)
    for name in recipe.beside:
        if (place := _place_of_setting(recipe, name)) in record.files or not _is_template(recipe, place):
            yield name, place
    if recipe.source:
        yield recipe.source, text


def _place_of_picture(source: str, name: str) -> str:
    return source if is_beside(source) else f"{_FOLDER}{name.removeprefix(_FOLDER)}"


def _place_of_setting(recipe: Recipe, name: str) -> str:
    return f"{_home_of(recipe)}{name.removeprefix(_home_of(recipe)).removeprefix(_FOLDER)}"


def _home_of(recipe: Recipe) -> str:
    return f"{_FOLDER}{recipe.made.value}/"


def _is_template(recipe: Recipe, place: str) -> bool:
    """Tell whether a file is a template: a sealing has those of its pages, not those that a PDF alone uses."""
    return place.startswith(f"{_home_of(recipe)}{TEMPLATES}/")


def _compare(record: SealRecord, name: str, place: str, files: FileMapping) -> Iterator[Finding]:
    if place not in record.files:
        yield finding("edition-file-unheld", name=name)
    elif name in files and sha512(files[name]).hexdigest() != record.files[place].sha512:
        yield finding("edition-file-other", name=name, held=place)


def _unused(record: SealRecord, recipe: Recipe) -> Iterator[Finding]:
    """Yield what a sealing has for an edition, and it was made without: pictures, and decisions on a comparison."""
    if recipe.made is Made.EDITION and recipe.form in _DRESSED:
        used = {_place_of_picture(source, name) for source, name in recipe.pictures}
        yield from (finding("edition-file-unused", held=name) for name, _ in record.pictures if name not in used)
    if recipe.made is Made.COMPARISON and MATCHES in record.files and not recipe.matches:
        yield finding("edition-file-unused", held=MATCHES)


# --- settings ---------------------------------------------------------------------------------------------------------


def _compare_settings(parts: Parts, recipe: Recipe, files: FileMapping) -> Iterator[Finding]:
    """Yield where the look is another; where templates are is left out, since each form has those that it uses."""
    place = _place_of_setting(recipe, SETTINGS)
    kept = _lines(parts.read(place)) if place in parts.record.files else frozenset[bytes]()
    said = _lines(files.get(recipe.settings, b""))
    if said and not kept:
        yield finding("edition-file-unheld", name=recipe.settings)
    elif kept and not said:
        yield finding("edition-file-unused", held=place)
    elif said != kept:
        yield finding("edition-file-other", name=recipe.settings, held=place)


def _lines(content: bytes) -> frozenset[bytes]:
    r"""Return the lines that set something, as `write_settings` writes them.

    >>> sorted(_lines(b'[look]\npaper = "A5"\ntemplates = "templates"\n'))
    [b'paper = "A5"']
    """
    lines = content.splitlines()
    return frozenset(one for one in lines if one and one != b"[look]" and not one.startswith(b"templates = "))


# --- what is printed of the sealing -----------------------------------------------------------------------------------


def _compare_seal(record: SealRecord, recipe: Recipe) -> Iterator[Finding]:
    """Yield where the page tells of its sealing what the record does not; who signs, `promised` compares."""
    seal, signed = recipe.sealing, record.signed
    if seal is None:
        return
    told = [(seal.label, record.label)]
    told += [(seal.organisation, signed.subject)] if signed and seal.organisation not in signed.subject else []
    told += [(seal.corrects, record.corrects or "")] if seal.corrects else []
    told += [(seal.signature, f"{record.label}.xml.xades")] if seal.signature else []
    for found, held in told:
        if found != held:
            yield finding("edition-seal-other", found=found or "–", held=held or "–")
