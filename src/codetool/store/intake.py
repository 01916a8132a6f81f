"""How a draft enters the store: what it inherits from the Work's other versions, and what is kept of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.akn.write import write_expression
from codetool.errors import VersionError
from codetool.importers import Imported, ImportRequest
from codetool.model.expression import Expression
from codetool.model.frbr import parse_date
from codetool.resources import load_table
from codetool.store.correction import earlier_first
from codetool.store.files import Source, check_inside, load_file
from codetool.store.identity import check_identity, check_same_identity
from codetool.store.lineage import carry_lineage
from codetool.store.lock import Waiting, wait_in_silence
from codetool.store.references import gone
from codetool.store.sealed import SEALED_FILE, check_unsealed
from codetool.store.settings_file import KNOWN, Settings, load_settings
from codetool.store.transaction import writing_into
from codetool.store.versions import StoredVersion, list_versions, source_path, version_path, versions_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where an import went; `fresh` is false where the store held exactly this already."""

    version: Path
    source: Path
    fresh: bool


def make_request(options: Mapping[str, str], store: Path | None) -> ImportRequest:
    """Return the request that the options make, completed from the store, else from `codetool.toml` beside it.

    What neither says is as in `akn/profile.toml`.

    `options` are the fields of ImportRequest that were given; empty ones count as not given. Raises RequestError where
    one of them cannot be, or contradicts the IRI that the Work has.
    """
    given = {name: value for name, value in options.items() if value}
    parse_date(given.get("date", ""))
    defaults = {name: str(value) for name, value in load_table("akn/profile.toml")["defaults"].items()}
    code = _code_of(store)
    work = given.get("work") or only_work(store) or code.get("work") or defaults["work"]
    if code.get("work", work) != work:  # the file speaks of another code
        code = {}
    inherited = {**_profile_of(work), **code, **_inherited(store, work)}
    known = {**defaults, **inherited, **given, "work": work}
    known.setdefault("author", next((part for part in re.split("[-_]", work) if part[:1].isalpha()), work))
    known.setdefault("title", "")  # the importer takes the cover's
    if known["author"] != inherited.get("author"):
        known |= {"author_short": known["author"], "author_name": known["author"]}
    known = {"author_short": known["author"], "author_name": known["author"], **known}
    known.setdefault("iri", f"/akn/{known['country']}/act/code/{known['author']}/{known['date']}/{work}")
    check_identity(known, inherited)
    check_same_identity(given, inherited, work)
    return ImportRequest(**{one.name: known[one.name] for one in fields(ImportRequest) if one.name in known})


def only_work(store: Path | None) -> str:
    """Return the work that a store holds, an empty string where it holds none or several."""
    works = {version.work for version in list_versions(store)} if store else set()
    return works.pop() if len(works) == 1 else ""


def _code_of(store: Path | None) -> dict[str, str]:
    """Return what `codetool.toml` says that the code is called; nothing where there is no store."""
    settings = load_settings(store.parent) if store else Settings()
    return {name: text for name in KNOWN["code"] if (text := settings.text("code", name))}


def _profile_of(work: str) -> dict[str, str]:
    return {name: str(value) for name, value in load_table("akn/profile.toml").get("work", {}).get(work, {}).items()}


def _inherited(store: Path | None, work: str) -> dict[str, str]:
    versions = [version for version in list_versions(store) if version.work == work] if store else []
    if not versions:
        if store and (store / work / SEALED_FILE).exists():  # a new Work would take the folder of the one that is lost
            raise gone(str(store / work))
        return {}
    path = versions[-1].path
    return _identity_of(read_expression(load_file(path).content, str(path)))


def _identity_of(expression: Expression) -> dict[str, str]:
    level = expression.identification.work
    found = {
        "iri": level.uri,
        "title": next(iter(level.aliases), ""),
        "country": level.country,
        "author": next((author.lstrip("#") for author in level.authors), ""),
    }
    references = expression.document.find("meta", "references")
    for organization in references.elements("TLCOrganization") if references else ():
        if organization.eid == found["author"]:
            found |= {"author_name": organization.get("showAs"), "author_short": organization.get("shortForm")}
    return {name: value for name, value in found.items() if value}


def keep_import(store: Path, imported: Imported, source: Source, request: ImportRequest, *, force: bool) -> Kept:
    """Write one Expression and the source as received into the store, as `keep_imports` does."""
    return keep_imports(store, ((imported, request),), source, force=force)[0]


def keep_imports(
    store: Path,
    sides: Sequence[tuple[Imported, ImportRequest]],
    source: Source,
    *,
    force: bool,
    waiting: Waiting = wait_in_silence,
) -> list[Kept]:
    """Write the Expressions of one source, of one Work, and the source as received beside each; return where they went.

    Each keeps the wIds of the version before it: what was only renumbered stays the same provision. All files are
    written or none, what is there already is not written again, and one command at a time writes into a store:
    `waiting` is called where another does. Raises VersionError where the store holds another text under a label and
    `force` is false.
    """
    with writing_into(store, waiting=waiting) as writer:
        made: list[Expression] = []
        pairs: list[tuple[tuple[Path, bytes], tuple[Path, bytes]]] = []
        for imported, request in sides:
            _check_same_work(store, request)
            path = version_path(store, request.work, request.date, request.language, request.variant)
            earlier = earlier_first(imported.expression, _earlier(store, path, request))
            made.append(carry_lineage(imported.expression, [*earlier, *made]))
            original = source_path(path, source.place)
            for file in (original, path):
                check_inside(file, store)
            pairs.append(((original, source.content), (path, write_expression(made[-1]))))
        changed = _changed([file for pair in pairs for file in pair], force=force)
        with writer.change() as change:
            for path, content in changed:
                change.put(path.relative_to(store), content, replace=force)
    return [Kept(version=new[0], source=old[0], fresh=old in changed or new in changed) for old, new in pairs]


def _earlier(store: Path, path: Path, request: ImportRequest) -> list[Expression]:
    version = StoredVersion(
        work=request.work, date=request.date, variant=request.variant, language=request.language, path=path
    )
    before = versions_before(version, list_versions(store))
    return [read_expression(load_file(one.path).content, str(one.path)) for one in before]


def _check_same_work(store: Path, request: ImportRequest) -> None:
    # The request was made before this import had the folder for itself.
    iri = _inherited(store, request.work).get("iri", request.iri)
    if iri != request.iri:
        raise VersionError(
            "another import gave the work {work} the IRI {iri} meanwhile",
            "Try again: the version then belongs to that Work.",
            work=request.work,
            iri=iri,
        )


def _changed(files: Sequence[tuple[Path, bytes]], *, force: bool) -> list[tuple[Path, bytes]]:
    different = [file for file, content in files if file.exists() and load_file(file).content != content]
    for file in different:
        check_unsealed(file)  # first: --force would not help
    if different and not force:
        raise VersionError(
            "the store holds another text under this label",
            "Give the import another --date or --variant, or replace it with --force.",
            place=str(different[-1]),
        )
    return [(file, content) for file, content in files if not file.exists() or file in different]
