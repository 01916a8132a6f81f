"""Editions made again from what they carry, and compared: the same bytes, else the same words.

What comes from a file (its attachments, its recipe, its templates) is worked with in processes that have limits and no
network (`archive.apart`); what they find is compared here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from codetool.archive.apart import Failure, Limits, Outcome, Task, run_apart
from codetool.archive.made_with import parts_here
from codetool.archive.parcel import Parcel
from codetool.archive.statements import MADE_WITH, Statements, other_parts, statements_of
from codetool.archive.verify.differences import first_difference, flow_difference, page_difference, words_of_page
from codetool.errors import SourceError
from codetool.findings import Finding, Severity, finding
from codetool.render.pdf.record import RECIPE_DIGEST
from codetool.render.recipe import RECIPE_FILE, Form, Made, Recipe
from codetool.render.recipe_json import read_recipe, write_recipe

FileMapping = Mapping[str, bytes]

Held = Callable[[Recipe, FileMapping], Iterable[Finding]]
"""Tells where what an edition was made from is not what is held of it elsewhere: in its sealing."""


def held_nowhere(_recipe: Recipe, _files: FileMapping) -> tuple[Finding, ...]:
    """Tell nothing: an edition alone is held against nothing but what it carries."""
    return ()


class Sameness(StrEnum):
    """What came of making an edition again."""

    SAME_BYTES = "same bytes"
    SAME_TEXT = "same text"
    """Other versions of the program, its libraries or fonts made it: the words are the same."""
    DIFFERS = "differs"
    NOT_REBUILT = "not rebuilt"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCheck:
    """What came of it, why, the parts that made the file and are others here, and the recipe where it could be read."""

    sameness: Sameness
    findings: tuple[Finding, ...] = ()
    parts: tuple[str, ...] = ()
    recipe: Recipe | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What an edition in an archive was made from: recipe, files by its names for them, and what made it."""

    recipe: Recipe
    files: FileMapping
    made_with: tuple[str, ...] = ()


def check_edition(
    content: bytes,
    *,
    form: Form,
    carried: Carried | None = None,
    limits: Limits | None = None,
    held: Held = held_nowhere,
) -> EditionCheck:
    """Return what comes of making an edition again.

    A PDF carries what it was made from; for the other forms it has to be given, as an archive keeps it. `limits` are
    those of each process; else they grow with the texts. `held` tells where that is other than what is held elsewhere.
    """
    if form is Form.PDF:
        return _check_pdf(content, limits, held)
    if carried is None:
        return EditionCheck(sameness=Sameness.NOT_REBUILT, findings=(finding("edition-recipe-absent"),))
    checked = _check_page(content, form, carried, limits)
    return _with(checked, tuple(held(carried.recipe, carried.files)), carried.recipe)


# --- PDF --------------------------------------------------------------------------------------------------------------


def _check_pdf(content: bytes, limits: Limits | None, held: Held) -> EditionCheck:
    opened = run_apart(Task.OPEN, Parcel(files={"pdf": content}), limits or Limits())
    if opened.failure:
        return _not_rebuilt(finding("edition-unreadable"))
    revision = _revision_of(content)
    said, files = statements_of(revision), dict(opened.files)
    written = files.get(RECIPE_FILE)
    if written is None and RECIPE_DIGEST not in said:
        return _not_rebuilt(finding("edition-recipe-absent"))
    if written is None or (sha256(written).hexdigest(),) != said.get(RECIPE_DIGEST):
        return EditionCheck(sameness=Sameness.DIFFERS, findings=(finding("edition-recipe-lost"),))
    try:
        recipe = read_recipe(written)
    except SourceError as error:
        return _not_rebuilt(finding("edition-recipe-bad", detail=str(error)))
    faults = (*_faults_of_files(recipe, files, said), *held(recipe, files))
    checked = _compare_pdf(content, revision, recipe, files, limits)
    return _with(checked, faults, recipe)


def _revision_of(content: bytes) -> bytes:
    """Return a PDF as it was before its first signature was added; all of it where that cannot be told."""
    from codetool.archive.sign.pdf_read import revision_before_signing

    return revision_before_signing(content) or content


def _not_rebuilt(*findings: Finding) -> EditionCheck:
    return EditionCheck(sameness=Sameness.NOT_REBUILT, findings=findings)


def _with(checked: EditionCheck, faults: tuple[Finding, ...], recipe: Recipe) -> EditionCheck:
    """Return a check with what is wrong with the files besides: with an error nothing is the same."""
    findings = (*faults, *checked.findings)
    sameness = checked.sameness
    if sameness is not Sameness.NOT_REBUILT and any(one.severity is Severity.ERROR for one in findings):
        sameness = Sameness.DIFFERS
    return replace(checked, sameness=sameness, findings=findings, recipe=recipe)


def _faults_of_files(recipe: Recipe, files: FileMapping, said: Statements) -> Iterator[Finding]:
    """Yield files that are missing, that nothing was made from, and a text that is not the one printed."""
    yield from (finding("edition-file-missing", name=name) for name in recipe.files if name not in files)
    named = {*recipe.files, RECIPE_FILE}
    yield from (finding("edition-file-extra", name=name) for name in sorted(files) if name not in named)
    stated = said.get("sourceDigest", ("",))[0]
    if recipe.made is Made.EDITION and recipe.source in files and sha256(files[recipe.source]).hexdigest() != stated:
        yield finding("edition-source-other", name=recipe.source, digest=stated[:16])


def _compare_pdf(
    content: bytes, revision: bytes, recipe: Recipe, files: FileMapping, limits: Limits | None
) -> EditionCheck:
    if recipe.form is not Form.PDF:
        return _not_rebuilt(finding("edition-recipe-bad", detail=f"it is that of a {recipe.form.value}"))
    rebuilt = _rebuild(recipe, files, limits)
    if rebuilt.failure:
        return _not_rebuilt(_told_failure(rebuilt))
    made = rebuilt.files["made"]
    if made == content:
        return EditionCheck(sameness=Sameness.SAME_BYTES)
    # A reader sees the file as it is now, also where what was signed is as it was made: its pages are looked at too.
    read = run_apart(Task.READ, Parcel(files={"found": content, "made": made}), limits or Limits())
    if read.failure:
        return EditionCheck(sameness=Sameness.DIFFERS, findings=(finding("edition-unreadable"),))
    differing = page_difference(read.head["pages"]["found"], read.head["pages"]["made"])
    if made == revision:
        return _told_words(differing) if differing else EditionCheck(sameness=Sameness.SAME_BYTES)
    return _compare_words(revision, made, read, differing)


def _compare_words(revision: bytes, made: bytes, read: Outcome, differing: Finding | None) -> EditionCheck:
    """Return what the words of two files say whose bytes are not the same."""
    said, here = statements_of(revision), statements_of(made)
    parts = other_parts(said, here)
    if parts and differing:  # other libraries break lines and pages elsewhere
        differing = flow_difference(read.head["flows"]["found"], read.head["flows"]["made"])
    other = tuple(_other_statements(said, here))
    if differing or other:
        return replace(_told_words(differing, *other), parts=parts)
    if parts:
        told = finding("edition-other-program", parts=words_of_page(parts))
        return EditionCheck(sameness=Sameness.SAME_TEXT, findings=(told,), parts=parts)
    at = next((at for at, (one, two) in enumerate(zip(revision, made, strict=False)) if one != two), len(made))
    return _told_words(finding("edition-bytes-differ", at=min(at, len(revision), len(made)) + 1))


def _other_statements(said: Statements, here: Statements) -> Iterator[Finding]:
    for name in sorted((said.keys() | here.keys()) - set(MADE_WITH)):
        if said.get(name) != here.get(name):
            found, made = (", ".join(one.get(name, ())) or "–" for one in (said, here))
            yield finding("edition-statement-differs", name=name, found=found, made=made)


def _told_words(*findings: Finding | None) -> EditionCheck:
    return EditionCheck(sameness=Sameness.DIFFERS, findings=tuple(one for one in findings if one))


# --- other forms ------------------------------------------------------------------------------------------------------


def _check_page(content: bytes, form: Form, carried: Carried, limits: Limits | None) -> EditionCheck:
    recipe = carried.recipe
    if recipe.form is not form:
        return _not_rebuilt(finding("edition-recipe-bad", detail=f"it is that of a {recipe.form.value}"))
    faults = [finding("edition-file-missing", name=name) for name in recipe.files if name not in carried.files]
    if faults:
        return replace(_not_rebuilt(*faults), recipe=recipe)
    rebuilt = _rebuild(recipe, carried.files, limits)
    if rebuilt.failure:
        return replace(_not_rebuilt(_told_failure(rebuilt)), recipe=recipe)
    made = rebuilt.files["made"]
    if made == content:
        return EditionCheck(sameness=Sameness.SAME_BYTES, recipe=recipe)
    parts = other_parts({"madeWith": carried.made_with}, {"madeWith": parts_here()})
    differing = first_difference(content, made, is_html=form is Form.HTML)
    if differing is None and parts:
        told = finding("edition-other-program", parts=words_of_page(parts))
        return EditionCheck(sameness=Sameness.SAME_TEXT, findings=(told,), parts=parts, recipe=recipe)
    at = next((at for at, (one, two) in enumerate(zip(content, made, strict=False)) if one != two), len(made))
    told = differing or finding("edition-bytes-differ", at=min(at, len(content)) + 1)
    return EditionCheck(sameness=Sameness.DIFFERS, findings=(told,), parts=parts, recipe=recipe)


# --- both -------------------------------------------------------------------------------------------------------------


def _rebuild(recipe: Recipe, files: FileMapping, limits: Limits | None) -> Outcome:
    needed = {name: files[name] for name in recipe.files if name in files}
    parcel = Parcel(files={"": write_recipe(recipe), **needed})
    return run_apart(Task.REBUILD, parcel, limits or limits_for(sum(map(len, needed.values()))))


def limits_for(size: int) -> Limits:
    """Return what may be taken to make an edition of files of so many bytes again: four times what it takes, and more.

    A megabyte of Akoma Ntoso takes 20 s and 190 MB (docs/explanation/editions.md).
    """
    megabytes = size / 1024**2
    return Limits(
        seconds=min(round(45 + 80 * megabytes), 1800), memory=min(round((3 + 0.8 * megabytes) * 1024**3), 32 * 1024**3)
    )


def _told_failure(outcome: Outcome) -> Finding:
    match outcome.failure:
        case Failure.LIMITS:
            return finding("edition-takes-long")
        case Failure.MISSING:
            return finding("edition-part-missing", detail=outcome.detail)
        case _:
            return finding("edition-not-made", detail=outcome.detail or "?")
