"""What a sealing is made from: a version, how its editions look, what came in, and the version before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from codetool.diff import ChangeSet, Overrides, compare
from codetool.findings import Finding
from codetool.model.expression import Expression
from codetool.render import Compared, Imprint, language_tag, name_version, view_redline
from codetool.render.redline_view import RedlineView


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a text: its label with its language ("2001-06-07.fra"), its bytes, and what they say."""

    label: str
    content: bytes
    expression: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a sealing is made from.

    `imprint` is how the editions look, `received` the source as it was received, by its name, `before` the version
    that this one corrects, else the one before, with the reviewer's decisions about the two.
    """

    version: Version
    imprint: Imprint
    received: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    before: Version | None = None
    decisions: Overrides = field(default_factory=Overrides)
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedBefore:
    """The comparison with the version before, as it is rendered: what it is made from, and how it looks."""

    before: Version
    changes: ChangeSet
    view: RedlineView
    sources: Compared
    imprint: Imprint


def compared_with(material: Material) -> ComparedBefore | None:
    """Return the comparison with the version before, None where there is none."""
    before, after = material.before, material.version
    if before is None:
        return None
    language = language_tag(after.expression.language)
    changes = compare(before.expression, after.expression, material.decisions)
    old, new = (name_version(one.expression, language) for one in (before, after))
    return ComparedBefore(
        before=before,
        changes=changes,
        view=view_redline(changes, language, old_name=old, new_name=new, on_page=True),
        sources=Compared(old=before.content, new=after.content, decisions=material.decisions.source),
        imprint=Imprint(look=material.imprint.look, sealing=material.imprint.sealing),
    )


def beside_signature(imprint: Imprint, label: str) -> Imprint:
    """Return the imprint of an edition that holds no signature itself: it says which file signs its text."""
    sealing = imprint.sealing
    if sealing is None or not sealing.is_signed:
        return imprint
    return replace(imprint, sealing=replace(sealing, signature=f"{label}.xml.xades"))


def before_name(label: str) -> str:
    """Return where a sealed version keeps the version before.

    >>> before_name("2001-06-07.fra")
    'before/2001-06-07.fra.xml'
    """
    return f"before/{label}.xml"
