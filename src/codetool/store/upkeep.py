"""The care of stored versions: what `fmt` writes, and what `validate --fix` sets right, each in the light of the past.

A version is formatted after those before it, as they are once formatted, so that the same store gives the same result
whichever version is asked for first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.akn.write import lay_out, write_expression
from codetool.mend import Change, changes_between, fill_missing_eids, repair_eids, repair_references, repair_slips
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.resources import load_table
from codetool.store.files import Source, load_file
from codetool.store.lineage import carry_lineage, carry_wids
from codetool.store.versions import StoredVersion, versions_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Tended:
    """A version as it would be written: its bytes, and what differs from those that were read."""

    expression: Expression
    content: bytes
    changes: tuple[Change, ...]
    relaid: bool = False

    def count(self, name: str) -> int:
        """Return how many elements got that attribute, or another value of it."""
        return sum(change.name == name for change in self.changes)


def format_source(source: Source, earlier: Sequence[Expression] = ()) -> Tended:
    """Return a version in its canonical layout, eIds filled in, and wIds from the versions before it.

    Its text stays, and so do the ids that are there. Raises SourceError where the source is no Akoma Ntoso.
    """
    read = read_expression(source.content, source.place, fold=False)
    tracked = carry_lineage(fill_missing_eids(read), earlier)
    laid = lay_out(tracked)
    return Tended(
        expression=laid,
        content=write_expression(laid),
        changes=tuple(changes_between(read, tracked)),
        relaid=write_expression(lay_out(read)) != source.content,
    )


def mend_source(source: Source, earlier: Sequence[Expression] = (), *, spell: bool = True) -> Tended:
    """Return a version with all set right that has one right answer; its words and its layout stay.

    Without `spell` its text stays to the sign, as a text must that is kept as it was received.
    """
    read = read_expression(source.content, source.place, fold=False)
    mended = repair_references(repair_eids(read, strict=_is_ours(read)))
    mended = repair_slips(mended) if spell else mended
    tracked = carry_lineage(mended, earlier, repair=True) if earlier else _tracked_alone(read, mended)
    changes = tuple(changes_between(read, tracked))
    content = write_expression(tracked) if changes else source.content
    return Tended(expression=tracked, content=content, changes=changes)


def _tracked_alone(read: Expression, mended: Expression) -> Expression:
    """Return a version that has none before it with wIds for what the new eIds would make unclear.

    Which of two equal wIds is right, only an earlier version tells.
    """
    wids = [wid for element in mended.root.descendants() if (wid := element.get("wId"))]
    renamed = any(change.name == "eId" for change in changes_between(read, mended))
    return carry_wids(mended, _NOTHING, repair=True) if renamed and len(set(wids)) == len(wids) else mended


_NOTHING = Expression(root=Element(name="akomaNtoso"))


def _is_ours(expression: Expression) -> bool:
    profile, document = load_table("akn/profile.toml")["profile"], expression.document
    return bool(document.name == profile["document"] and document.get("name") == profile["name"])


def is_received(path: Path) -> bool:
    """Tell whether a version stands beside the source that it was imported from: its text is kept as it came."""
    return any(one.stem == path.stem for one in path.resolve().parent.glob("sources/*"))


@dataclass(slots=True, kw_only=True)
class Series:
    """The versions of a store, read and tended (formatted or mended) when one that comes after them is."""

    versions: Iterable[StoredVersion] = ()
    tend: Callable[[Source, Sequence[Expression]], Tended] = format_source
    _tended: dict[Path, Expression] = field(default_factory=dict)

    def before(self, path: Path) -> list[Expression]:
        """Return the tended versions before that of the file, none where the store does not hold it.

        Raises SourceError where one of them cannot be read.
        """
        found = next((one for one in self.versions if one.path.resolve() == path.resolve()), None)
        return [self._expression(one) for one in versions_before(found, self.versions)] if found else []

    def _expression(self, version: StoredVersion) -> Expression:
        if version.path not in self._tended:
            earlier = [self._expression(one) for one in versions_before(version, self.versions)]
            self._tended[version.path] = self.tend(load_file(version.path), earlier).expression
        return self._tended[version.path]
