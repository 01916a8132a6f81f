"""Rules over several versions: names of files, IRIs and numbers used twice, and each version beside the one before."""

from collections.abc import Iterable, Iterator

from codetool.akn.places import Fault, places_of_expression
from codetool.akn.read import unfold_expression
from codetool.findings import Finding
from codetool.model.expression import Expression
from codetool.validate.check import told_in
from codetool.validate.identity import read_iri
from codetool.validate.lineage import PAIR_RULES
from codetool.validate.survey import survey
from codetool.validate.version import Version


def check_versions(versions: Iterable[tuple[str, Expression]]) -> Iterator[Finding]:
    """Yield what only several versions show; each comes with its path, such as `work/2001-06-07.fra.xml`.

    Versions of one Work and language are compared in the order of their dates, each with the one before it; a
    correction with the version that it corrects.
    """
    given = [
        Version(path=path, survey=survey(places_of_expression(unfold_expression(expression))))
        for path, expression in versions
    ]
    for version, found in _check_shared(given):
        yield from _placed(version, [found])
    for version in given:
        yield from _placed(version, _check_file(version))
    for old, new in _consecutive(given):
        yield from _placed(new, (found for rule in PAIR_RULES for found in rule(old, new)))


def _placed(version: Version, faults: Iterable[Fault]) -> Iterator[Finding]:
    told = (told_in(fault, version.survey).in_file(version.path) for fault in faults)
    return iter(sorted(told, key=lambda found: (found.line, found.code, found.message)))


def _check_shared(versions: list[Version]) -> Iterator[tuple[Version, Fault]]:
    """Yield what two files may not share, an IRI or a number, and what files of one folder must share, the Work."""
    iris: dict[str, str] = {}
    numbers: dict[tuple[str, str, str], str] = {}
    works: dict[str, Version] = {}
    for version in sorted(versions, key=lambda version: version.path):
        front = version.survey.front
        number = (version.work, front.language, version.survey.identification.expression.version_number)
        if front.iri and (other := iris.setdefault(front.iri, version.path)) != version.path:
            yield version, version.fault("iri-shared", iri=front.iri, other=other)
        elif number[2] and (other := numbers.setdefault(number, version.path)) != version.path:
            yield version, version.fault("version-number-shared", number=number[2], other=other)
        first = works.setdefault(version.folder, version)
        if version.name and first.name and version.work != first.work:
            yield version, version.fault("work-other", work=version.work, first=first.work, other=first.path)


def _check_file(version: Version) -> Iterator[Fault]:
    name, language = version.name, version.survey.front.language
    if name is None:
        return
    if name["date"] != version.date:
        yield version.fault("file-date", named=name["date"], date=version.date)
    if name["language"] != language:
        yield version.fault("file-language", named=name["language"], language=language)
    iri, named = read_iri(version.survey.front.iri), name["variant"] or ""
    variant = (iri.version or "").partition(".")[2] if iri else named
    if variant != named:
        yield version.fault("file-variant", named=named or "–", variant=variant or "–")


def _consecutive(versions: list[Version]) -> Iterator[tuple[Version, Version]]:
    series: dict[tuple[str, str], list[Version]] = {}
    for version in sorted(versions, key=lambda version: version.order):
        series.setdefault((version.work, version.survey.front.language), []).append(version)
    for chain in series.values():
        for place, new in enumerate(chain):
            if (old := _compared(new, chain, place)) is not None:
                yield old, new


def _compared(new: Version, chain: list[Version], place: int) -> Version | None:
    """Return what a version is compared with: the one that it corrects, else the one before."""
    named = (one for one in chain if new.corrects and one is not new and one.survey.front.iri == new.corrects)
    iri = new.survey.front.iri
    before = (one for one in reversed(chain[:place]) if not iri or one.corrects != iri)
    return next(iter([*named, *before]), None)
