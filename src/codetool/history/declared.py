"""What a document itself says of its amendments: the acts that its analysis names (Part 1, passiveModifications).

It is what the publisher says, not what a comparison shows: the two are told apart (`docs/explanation/history.md`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codetool.model.expression import Expression
from codetool.model.lifecycle import Lifecycle
from codetool.model.markup import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A `textualMod`: what an act did to a provision of the text, on which days.

    `type` is one of the standard's words (insertion, replacement, repeal and so on), `act` the title that the document
    gives the act, else its address; `target` is the eId of what was amended, empty where the document does not say.
    """

    type: str
    act: str
    href: str
    dates: tuple[str, ...]
    target: str

    def is_of(self, eid: str) -> bool:
        """Tell whether it amended the provision of an eId, or something in it.

        >>> Amendment(type="repeal", act="", href="", dates=(), target="art_1__para_2").is_of("art_1")
        True
        """
        return bool(eid) and (self.target == eid or self.target.startswith(f"{eid}__"))


def declared_amendments(expression: Expression) -> tuple[Amendment, ...]:
    """Return the amendments that a document names, by the days on which they took effect; none where it names none."""
    meta = expression.meta
    if meta is None:
        return ()
    references = [ref for block in meta.elements("references") if isinstance(block, Element) for ref in _opened(block)]
    acts = {name: ref for ref in references for name in (ref.get("href"), f"#{ref.eid}")}
    days = _Days.of(expression.lifecycle, meta)
    found = (
        _amendment(mod, acts, days)
        for passive in meta.descendants()
        if passive.name == "passiveModifications"
        for mod in passive.elements("textualMod")
        if isinstance(mod, Element)
    )
    # What bears no day comes last.
    return tuple(sorted(found, key=lambda one: (not one.dates, one.dates)))


def _opened(block: Element) -> Iterator[Element]:
    return (child for child in block.elements() if isinstance(child, Element))


def _amendment(mod: Element, acts: Mapping[str, Element], days: "_Days") -> Amendment:
    source, target = (child.get("href") if (child := mod.child(name)) else "" for name in ("source", "destination"))
    act, eid = acts.get(source) if source else None, _EID.search(target)
    return Amendment(
        type=mod.get("type"),
        act=" ".join((act.get("showAs") if act else "").split()) or (act.get("href") if act else source),
        href=act.get("href") if act else source,
        dates=days.of_mod(mod, act),
        target=eid[1] if eid else "",
    )


_EID = re.compile(r"[#~]([^#~]+)$")
"""The eId of a provision at the end of a reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """The days on which an act took effect, by its reference; and on which a period began, by its own."""

    acts: Mapping[str, tuple[str, ...]]
    periods: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, lifecycle: Lifecycle, meta: Element) -> "_Days":
        """Return those of a document."""
        acts: dict[str, tuple[str, ...]] = {}
        for event in lifecycle.events:
            acts[event.source] = (*acts.get(event.source, ()), event.date)
        return cls(acts=acts, periods=dict(_periods(lifecycle, meta)))

    def of_mod(self, mod: Element, act: Element | None) -> tuple[str, ...]:
        """Return the days of a modification: that of its period, else all days of its act."""
        of_act = self.acts.get(f"#{act.eid}", ()) if act and act.eid else ()
        return tuple(sorted(self.periods.get(mod.get("period"), of_act)))


def _periods(lifecycle: Lifecycle, meta: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the references to periods, each with the days on which it begins."""
    days = {f"#{event.eid}": event.date for event in lifecycle.events}
    for group in (found for found in meta.descendants() if found.name == "temporalGroup" and found.eid):
        starts = [interval.get("start") for interval in group.elements("timeInterval")]
        yield f"#{group.eid}", tuple(days[start] for start in starts if start in days)
