"""What the history under the articles is told from: versions up to that of the edition, and decisions about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A version in the history: its label, its day (yyyy-mm-dd) and the bytes of its Akoma Ntoso file.

    `place` is how messages name the file.
    """

    label: str
    date: str
    content: bytes
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a reviewer decided about two consecutive versions, by their labels: the bytes of the file (TOML)."""

    old: str
    new: str
    content: bytes
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The versions of a text in order, its own the last, with the decisions about them; none where none is told."""

    versions: tuple[Stage, ...] = ()
    decisions: tuple[Decided, ...] = ()


NO_LINEAGE = Lineage()
"""An edition without a history."""


def tell_history(lineage: Lineage, *, printed: bool, templates: Path | None = None) -> Mapping[str, Markup]:
    """Return what stands under each article, by its eId; nothing where no version comes before the last one."""
    if len(lineage.versions) < 2:  # noqa: PLR2004 - it takes two to compare
        return MappingProxyType({})
    # Only an edition with its history waits for what compares.
    from codetool.akn.read import read_expression  # noqa: PLC0415
    from codetool.diff import read_overrides  # noqa: PLC0415
    from codetool.history import Dated, trace_articles  # noqa: PLC0415
    from codetool.render.history_view import history_blocks  # noqa: PLC0415

    dated = [
        Dated(expression=read_expression(one.content, one.place), label=one.label, date=one.date)
        for one in lineage.versions
    ]
    decided = {(one.old, one.new): read_overrides(one.content, one.place) for one in lineage.decisions}
    history = trace_articles(dated, decided)
    return history_blocks(history, dated[-1].label, printed=printed, templates=templates)
