"""Annexes and other components: their own identification beside that of the document they belong to (NC 4.7)."""

from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.validate.identity import LEVELS, identifications, iri_of, read_iri, version_of
from codetool.validate.survey import Place, Survey


def check_component_iris(found: Survey) -> Iterator[Fault]:
    """Yield annexes whose IRI is not that of the document with a component's name after it."""
    known = list(identifications(found))
    for identification in filter(_is_attached, known):
        for level in LEVELS[:2]:
            mine, main = (iri_of(found, each, level) for each in (identification, known[0]))
            if mine and main and version_of(mine) != version_of(main):
                yield identification.fault("component-iri", level=level, iri=str(mine), main=str(main))


def check_component_names(found: Survey) -> Iterator[Fault]:
    """Yield annexes whose FRBRthis names no component, or one that was named before."""
    seen: dict[str, Place] = {}
    for identification in identifications(found):
        this = found.child(found.child(identification, LEVELS[0]), "FRBRthis")
        value = this.get("value") if this else ""
        iri = read_iri(value)
        if this is None or not value:
            continue
        if value in seen:
            yield this.fault("component-twice", iri=value, other_line=seen[value].line)
        elif iri and iri.component in {"", "main"} and _is_attached(identification):
            yield this.fault("component-unnamed", iri=value, more="")
        seen.setdefault(value, this)


RULES = (check_component_iris, check_component_names)


def _is_attached(identification: Place) -> bool:
    return any(above.name == "attachment" for above in identification.ancestors())
