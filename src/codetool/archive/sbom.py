"""The bill of the software that made an edition, as CycloneDX: what runs here and is needed, in a fixed order."""

import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

from codetool import __version__
from codetool.errors import MissingPartError
from codetool.render.pdf.versions import name_programs

if TYPE_CHECKING:
    from cyclonedx.model.component import Component
    from cyclonedx.model.license import License

PROGRAM = "codetool"
_DRAWS = "weasyprint"
"""What calls the native libraries that set the pages."""
_PLENTY = 100
"""Characters of a licence's name: some packages give its whole text instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A distribution that is installed, or is not: its version, its licences, and the names of those that it needs."""

    name: str
    version: str = ""
    licences: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    kind: str = "pypi"


def make_sbom() -> bytes:
    """Return the bill of this program and all that it runs with: CycloneDX 1.6 in JSON; the same parts, the same bytes.

    Raises MissingPartError where codetool itself is not installed as a package: nothing then says what it needs.
    """
    return write_sbom(find_parts())


def find_parts(root: str = PROGRAM) -> dict[str, Part]:
    """Return, by their names, a distribution and all that it needs to run here, the libraries below Python too."""
    parts = needed_by({root: frozenset()})
    if not parts[root].version:
        raise MissingPartError(
            "{name} is not installed as a package, and so nothing says what it needs",
            "Install it: pip install.",
            name=root,
        )
    native = {part.name: part for part in _native()}
    if _DRAWS in parts:
        parts[_DRAWS] = _with_needs(parts[_DRAWS], native)
    python = Part(name="python", version=platform.python_version(), licences=("PSF-2.0",), kind="generic")
    parts[root] = _with_needs(parts[root], {"python": python})
    return {**parts, **native, "python": python}


def needed_by(roots: Mapping[str, frozenset[str]]) -> dict[str, Part]:
    """Return, by their names, distributions with some of their extras, and all that these need to run here."""
    closure = _Closure()
    for name, extras in sorted(roots.items()):
        closure.add(name, extras)
    return closure.found


def _with_needs(part: Part, more: Mapping[str, Part]) -> Part:
    return Part(
        name=part.name,
        version=part.version,
        licences=part.licences,
        needs=tuple(sorted({*part.needs, *more})),
        kind=part.kind,
    )


def _native() -> Iterator[Part]:
    """Yield the native libraries that decide what pages look like, with the versions that run now."""
    for program in name_programs(""):
        name, _, version = program.partition(" ")
        if name in ("Pango", "HarfBuzz"):
            yield Part(name=name.lower(), version=version.removeprefix("?"), kind="generic")


@dataclass(slots=True)
class _Closure:
    """What is needed, while it is looked for; some needs arise only with an extra of a distribution."""

    found: dict[str, Part] = field(default_factory=dict)
    _asked: set[tuple[str, frozenset[str]]] = field(default_factory=set)

    def add(self, name: str, extras: frozenset[str]) -> None:
        """Add a distribution with these extras, and all that it needs."""
        if (name, extras) in self._asked:
            return
        self._asked.add((name, extras))
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            self.found.setdefault(name, Part(name=name))
            return
        needs = dict(_needs(installed, extras))
        before = self.found.get(name, Part(name=name)).needs
        self.found[name] = Part(
            name=name,
            version=__version__ if name == PROGRAM else installed.version,
            licences=tuple(_licences(installed)),
            needs=tuple(sorted({*before, *needs})),
        )
        for needed, wanted in sorted(needs.items()):
            self.add(needed, wanted)


def _needs(installed: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a distribution needs on this machine, with the extras that it asks for."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: dict[str, frozenset[str]] = {}
    for text in installed.requires or ():
        wanted = Requirement(text)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *sorted(extras))):
            name = canonicalize_name(wanted.name)
            found[name] = found.get(name, frozenset()) | {canonicalize_name(extra) for extra in wanted.extras}
    yield from found.items()


def _licences(installed: Distribution) -> Iterator[str]:
    """Yield the licences that a distribution names: as an expression, else in a word, else by its classifiers."""
    told = installed.metadata
    named = told.get("License-Expression") or told.get("License") or ""
    if named.strip() and len(named) <= _PLENTY and "\n" not in named.strip():
        yield named.strip()
        return
    for classifier in told.get_all("Classifier") or ():
        if classifier.startswith("License ::"):
            yield classifier.rpartition(" :: ")[2]


def write_sbom(parts: Mapping[str, Part]) -> bytes:
    """Return a bill of these parts, of which that named `codetool` is the subject: no clock and no chance in it."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.output.json import JsonV1Dot6

    components = {name: _component(part) for name, part in sorted(parts.items())}
    subject = components[PROGRAM]
    bom = Bom(components=[one for name, one in components.items() if name != PROGRAM])
    bom.metadata.component = subject
    for name, one in components.items():
        bom.register_dependency(one, [components[needed] for needed in parts[name].needs])
    told: dict[str, Any] = json.loads(JsonV1Dot6(bom).output_as_string())
    # Both are optional, and each would make two bills of the same parts differ.
    del told["serialNumber"], told["metadata"]["timestamp"]
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _component(part: Part) -> "Component":
    from cyclonedx.model.component import Component, ComponentType
    from packageurl import PackageURL

    version = part.version or None
    return Component(
        name=part.name,
        version=version,
        type=ComponentType.APPLICATION if part.name == PROGRAM else ComponentType.LIBRARY,
        purl=PackageURL(type=part.kind, name=part.name, version=version),
        bom_ref=f"{part.kind}:{part.name}@{part.version}",
        licenses=[_licence(name) for name in part.licences],
    )


def _licence(name: str) -> "License":
    from cyclonedx.contrib.license.factories import LicenseFactory

    return LicenseFactory().make_from_string(name)
