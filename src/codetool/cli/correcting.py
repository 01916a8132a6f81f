"""`codetool import --corrects`: the version that is corrected, and what a correction takes over from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.stored import find_in_store
from codetool.errors import RequestError, VersionError

if TYPE_CHECKING:
    from codetool.importers import Imported, ImportRequest
    from codetool.model.expression import Expression
    from codetool.store import StoredVersion
    from codetool.store.adopted_cover import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The text that is corrected, and the options of the import that follow from it."""

    expression: "Expression"
    options: Mapping[str, str] = field(default_factory=dict)

    def correct(self, imported: "Imported", request: "ImportRequest") -> "tuple[Imported, tuple[Told, ...]]":
        """Return an import as the correction of that text, and what is to be told of it."""
        from codetool.store.correction import correcting_text

        made = correcting_text(imported.expression, self.expression, request.date)
        return replace(imported, expression=made.expression), made.told


def find_corrected(
    reference: str, source: Path, given: Mapping[str, str], *, status_given: bool, tracked: str
) -> Corrected:
    """Return the version of the store that a correction is of; work, language, state and variant follow from it.

    The variant is that of the correction which the same source made already, where it did.

    Raises RequestError where what was given contradicts that, VersionError where the store has no such version.
    """
    from codetool.akn.read import read_expression
    from codetool.store import load_file

    if tracked == "both":
        raise RequestError(
            "two versions cannot correct one", "Take one side of the tracked changes: --tracked accept or reject."
        )
    store, version = find_in_store(reference)
    text = read_expression(load_file(version.path).content, str(version.path))
    if not text.iri:
        raise VersionError(
            "this version has no IRI, by which its correction could name it",
            "See what codetool validate says of it, and correct it first.",
            place=str(version.path),
        )
    follows = {"work": version.work, "language": version.language, "status": "draft" if text.is_draft else "adopted"}
    for name, option in (("work", "--work"), ("language", "--lang")):
        if given[name] not in ("", follows[name]):
            raise RequestError(
                "{label} is of {own}, and so is its correction", "Leave {option} out.",
                label=version.label, own=follows[name], option=option,
            )  # fmt: skip
    if status_given and text.is_draft and given["status"] != "draft":
        raise RequestError(
            "{label} is a draft, and so is its correction",
            "Leave --status out; the correction is then adopted with codetool adopt.",
            label=version.label,
        )
    _refuse_before(version, given["date"], given["variant"])
    if status_given:
        follows["status"] = given["status"]
    if given["date"] == version.date and not given["variant"]:
        follows["variant"] = _variant(store, version, text.iri, source)
    return Corrected(expression=text, options=follows)


def _refuse_before(version: "StoredVersion", date: str, variant: str) -> None:
    """Raise RequestError where a correction would come before what it corrects."""
    from codetool.model.correction import variant_order

    if date < version.date:
        raise RequestError(
            "a correction of {date} cannot be of a version of {of}", "Correct --date or --corrects.",
            date=date, of=version.date,
        )  # fmt: skip
    if date == version.date and variant and variant_order(variant) < variant_order(version.variant):
        raise RequestError(
            "{variant} would come before {label}, which it corrects",
            "Leave --variant out, or name one that comes after it in the alphabet.",
            variant=variant, label=version.label,
        )  # fmt: skip


def _variant(store: Path, version: "StoredVersion", iri: str, source: Path) -> str:
    """Return the variant of a correction of the corrected version's own day."""
    from codetool.store import list_versions, load_file
    from codetool.store.correction import correction_variant, same_correction

    versions = list_versions(store)
    known = same_correction(version, iri, load_file(source), versions)
    return known.variant if known else correction_variant(version, versions)
