"""What a site is made from: the versions of one work in one language, read, and where each stands in time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import groupby, pairwise
from pathlib import Path
from types import MappingProxyType

from codetool.akn.read import read_expression
from codetool.diff import Overrides
from codetool.errors import VersionError
from codetool.findings import Finding
from codetool.model.expression import Expression
from codetool.render.enclosed import enclose
from codetool.render.pictures import Picture
from codetool.render.templates import language_tag
from codetool.store import StoredVersion, list_versions, load_file, shown_path

Decisions = Mapping[tuple[str, str], Overrides]
"""What a reviewer decided about the comparison of two versions, by their labels."""


class Standing(StrEnum):
    """What a version is, seen from a day: a draft, in force, in force before, or adopted and not in force yet."""

    DRAFT = "draft"
    CURRENT = "current"
    PAST = "past"
    COMING = "coming"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version: where the store has it, its bytes, its text, the pictures that it shows.

    `findings` are on what the text asks for that an edition does not give. `begins` and `ends` (yyyy-mm-dd) are the
    first and the last day on which it is in force, empty where none is said.
    """

    stored: StoredVersion
    source: bytes
    expression: Expression
    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    begins: str = ""
    ends: str = ""
    standing: Standing = Standing.DRAFT

    @property
    def label(self) -> str:
        """Return the label within its work, such as `2001-06-07`."""
        return self.stored.label

    @property
    def date(self) -> str:
        """Return the day of the version."""
        return self.stored.date

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its bytes."""
        return sha256(self.source).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The versions of one work in one language, the oldest first; there is at least one.

    `tag` is the language as pages name it (BCP 47); `decided` has what a reviewer decided about the matches of two
    versions that follow each other, by their labels.
    """

    work: str
    language: str
    tag: str
    versions: tuple[Version, ...]
    decided: Decisions = field(default_factory=lambda: MappingProxyType({}))

    @property
    def slug(self) -> str:
        """Return the folder of its pages: the work's name, with the language where that is not French."""
        return self.work if self.language == "fra" else f"{self.work}.{self.language}"

    @property
    def latest(self) -> Version:
        """Return the last version."""
        return self.versions[-1]

    def after(self, version: Version) -> tuple[Version, ...]:
        """Return the versions behind one of them."""
        return self.versions[self.versions.index(version) + 1 :]

    @property
    def current(self) -> Version | None:
        """Return the version in force, None where there is none."""
        return next((one for one in self.versions if one.standing is Standing.CURRENT), None)

    @property
    def shown(self) -> Version:
        """Return the version that the front page leads to: the one in force, else the last that was adopted.

        Where all are drafts, it is the last one.
        """
        adopted = (one for one in reversed(self.versions) if one.standing is not Standing.DRAFT)
        return self.current or next(adopted, self.latest)


def load_series(
    store: Path, *, start: Path, today: str, decided: Callable[[Path, Path], Overrides | None] = lambda _old, _new: None
) -> tuple[Series, ...]:
    """Return all that a store holds, ordered by work and language.

    `today` (yyyy-mm-dd) decides which version is in force; messages name files from `start`. `decided` returns what a
    reviewer decided about the comparison of two files. Raises SourceError where a version cannot be read, VersionError
    where there is none.
    """
    stored = list_versions(store)
    if not stored:
        raise VersionError("the store is empty", "Fill it with codetool import.", place=shown_path(store, start))
    in_order = sorted(stored, key=lambda one: (one.work, one.language, one.turn))
    found = groupby(in_order, key=lambda one: (one.work, one.language))
    return tuple(
        Series(
            work=work,
            language=language,
            tag=language_tag(language),
            versions=_dated([_load(one, start) for one in members], today),
            decided=MappingProxyType(dict(_decisions(members, decided))),
        )
        for (work, language), members in ((key, list(run)) for key, run in found)
    )


def _decisions(
    stored: Sequence[StoredVersion], decided: Callable[[Path, Path], Overrides | None]
) -> Iterator[tuple[tuple[str, str], Overrides]]:
    for old, new in pairwise(stored):
        if decisions := decided(old.path, new.path):
            yield (old.label, new.label), decisions


def _load(stored: StoredVersion, start: Path) -> Version:
    place = shown_path(stored.path, start)
    source = load_file(stored.path, place).content
    expression = read_expression(source, place)
    enclosed = enclose(expression, source, stored.path.parent)
    return Version(
        stored=stored,
        source=source,
        expression=expression,
        pictures=enclosed.pictures,
        findings=tuple(found.in_file(place) for found in enclosed.findings),
    )


def _dated(versions: Sequence[Version], today: str) -> tuple[Version, ...]:
    begins = ["" if one.expression.says_draft else one.expression.lifecycle.in_force_from() for one in versions]
    in_turn = sorted((i for i, day in enumerate(begins) if day), key=lambda i: (begins[i], i))
    following = {i: begins[after] for i, after in pairwise(in_turn)}
    current = max((turn for turn, i in enumerate(in_turn) if begins[i] <= today), default=-1)
    turns = {i: turn - current for turn, i in enumerate(in_turn)}
    return tuple(
        replace(
            version,
            begins=begins[i],
            ends=_last_day(version.expression, following.get(i, "")) if begins[i] else "",
            standing=_standing(version.expression, today, turn=turns.get(i)),
        )
        for i, version in enumerate(versions)
    )


def _standing(text: Expression, today: str, *, turn: int | None) -> Standing:
    """Return what a text is; `turn` counts from the version that began last, None where no day is said."""
    if text.says_draft:
        return Standing.DRAFT
    if turn is None:
        return Standing.ADOPTED
    if turn > 0:
        return Standing.COMING
    return Standing.CURRENT if turn == 0 and not text.lifecycle.is_over(today) else Standing.PAST


def _last_day(text: Expression, following: str) -> str:
    """Return the last day in force: the text's own, or that before the next version begins, whichever comes first."""
    return min((_day_before(day) for day in (text.lifecycle.in_force_until(), following) if day), default="")


def _day_before(day: str) -> str:
    """Return the day before a day.

    >>> _day_before("2002-01-01"), _day_before("")
    ('2001-12-31', '')
    """
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except ValueError:  # a day that is none: it is the check's to tell, and nothing can be counted from it
        return ""
