"""The metadata of a document, changed section by section: each in its place, ids that nothing else has."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from codetool.akn.read import unfold_expression
from codetool.akn.write import lay_out_element
from codetool.importers.build import element
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded, Node, with_attribute

ORDER = (
    *("identification", "publication", "classification", "lifecycle", "workflow", "analysis", "temporalData"),
    *("references", "notes", "proprietary", "presentation"),
)
"""The sections of `meta` in the order that the schema asks for (Part 2, meta)."""

QUOTED = frozenset({"quotedStructure", "embeddedStructure"})
"""What stands in these is another text, with metadata of its own."""

_DEPTH = 2
"""How deep `meta` stands in a document: akomaNtoso, act, meta."""

IN_FORCE = "inForce"
"""The eId of the concept that the interval in force refers to, where it is free."""


class MetaEditor:
    """The metadata of an Expression that is being changed; `meta` is how it stands, `root` the document without it."""

    def __init__(self, expression: Expression) -> None:
        """Take the metadata of an Expression, which has some, and note every id in the document."""
        self._expression = expression
        self.meta = expression.meta or element("meta")
        whole = unfold_expression(expression)
        self._taken = {one.eid for one in whole.root.descendants()}

    @property
    def source(self) -> str:
        """Return who says what the metadata says: the `source` of the identification."""
        return (self.meta.child("identification") or element("identification")).get("source")

    def section(self, name: str) -> Element:
        """Return a section, a new one where there is none."""
        return self.meta.child(name) or element(name, source=self.source)

    def put(self, section: Element) -> None:
        """Let a section stand in the place of the one of its name, or in that which the schema gives it."""
        old = self.meta.child(section.name)
        if old is not None:
            children: tuple[Node, ...] = tuple(section if one is old else one for one in self.meta.children)
        else:
            later = ORDER[ORDER.index(section.name) + 1 :]
            kept = self.meta.children
            at = next((i for i, one in enumerate(kept) if isinstance(one, Element) and one.name in later), len(kept))
            children = (*kept[:at], section, *kept[at:])
        self.meta = replace(self.meta, children=children)

    def carry(self, section: Element) -> None:
        """Let a section of another document stand here, with the ids that it has."""
        self._taken |= {one.eid for one in section.descendants()}
        self.put(section)

    def drop(self, name: str) -> None:
        """Let a section go."""
        self.meta = without(self.meta, lambda one: one.name == name)

    def free_id(self, wanted: str) -> str:
        """Return an id that nothing has, and keep it: the wanted one, else one with a number behind it."""
        candidates = (wanted, *(f"{wanted}-{number}" for number in range(2, len(self._taken) + 3)))
        found = next(one for one in candidates if one not in self._taken)
        self._taken.add(found)
        return found

    def next_id(self, prefix: str) -> str:
        """Return the first of `prefix_1`, `prefix_2`, … that nothing has, and keep it."""
        found = next(one for number in count(1) if (one := f"{prefix}_{number}") not in self._taken)
        self._taken.add(found)
        return found

    def refer(self, entry: Element) -> str:
        """Return the `#id` of an entry of the references; where it is not there it is added, under an id of its own."""
        references = self.section("references")
        for known in references.elements(entry.name):
            same = all(known.get(name) == entry.get(name) for name in ("href", "name"))
            if isinstance(known, Element) and same:
                return f"#{known.eid}"
        eid = self.free_id(entry.eid)
        added = replace(entry, attributes=with_attribute(entry.attributes, "eId", eid))
        children = list(references.children)
        # Documents come first, then what the text names.
        at = len(children)
        if not entry.name.startswith("TLC"):
            at = next((i for i, one in enumerate(children) if isinstance(one, Element) and _is_named(one)), at)
        self.put(replace(references, children=(*children[:at], added, *children[at:])))
        return f"#{eid}"

    def target(self, reference: str) -> Element | None:
        """Return the entry of the references that a `#id` points at, None where there is none."""
        found = (one for one in self.section("references").elements() if isinstance(one, Element))
        return next((one for one in found if reference == f"#{one.eid}"), None)

    def add_event(self, date: str, kind: str, source: str, refers_to: str = "") -> str:
        """Return the `#id` of an event of the lifecycle, put among the others in the order of time."""
        eid = self.next_id("eref")
        event = element("eventRef", eId=eid, date=date, source=source, refersTo=refers_to, type=kind)
        lifecycle = self.section("lifecycle")
        self.put(replace(lifecycle, children=tuple(_in_time([*lifecycle.children, event]))))
        return f"#{eid}"

    def change_event(self, event: Element, date: str, kind: str, source: str) -> None:
        """Let an event of the lifecycle be another one, under the id that it has."""
        eid = event.eid or self.next_id("eref")
        changed = element("eventRef", eId=eid, date=date, source=source, type=kind)
        lifecycle = self.section("lifecycle")
        others = [changed if one is event else one for one in lifecycle.children]
        self.put(replace(lifecycle, children=tuple(_in_time(others))))

    def readdress(self, entry: Element | Folded, href: str, shown: str = "") -> None:
        """Let an entry of the references lead to another address, under another name if one is given."""
        references = self.section("references")
        attributes = with_attribute(entry.attributes, "href", href)
        attributes = with_attribute(attributes, "showAs", shown) if shown else attributes
        changed = element(entry.name)
        kept = tuple(replace(changed, attributes=attributes) if one is entry else one for one in references.children)
        self.put(replace(references, children=kept))

    def add_step(self, date: str, by: str, refers_to: str, outcome: str = "", role: str = "") -> None:
        """Add a step to the workflow."""
        step = element(
            "step", eId=self.next_id("step"), date=date, by=by, as_=role, refersTo=refers_to, outcome=outcome
        )
        workflow = self.section("workflow")
        self.put(replace(workflow, children=(*workflow.children, step)))

    def set_published(self, date: str, words: str) -> None:
        """Let the text be published on a day, whatever was said of that before."""
        self.put(element("publication", date=date, name="publication", showAs=words))

    def set_in_force(self, date: str, kind: str, source: str, words: str) -> None:
        """Let the text be in force from a day on, without an end, whatever was said of that before."""
        self.drop_force()
        concept = self.refer(element("TLCConcept", eId=IN_FORCE, href="/akn/ontology/concept/in-force", showAs=words))
        events = (one for one in self.section("lifecycle").elements("eventRef"))
        start = next((f"#{one.eid}" for one in events if one.get("date")[:10] == date and one.eid), "")
        start = start or self.add_event(date, kind, source, concept)
        group = element(
            "temporalGroup", element("timeInterval", start=start, refersTo=concept), eId=self.next_id("tmpg")
        )
        temporal = self.section("temporalData")
        self.put(replace(temporal, children=(*temporal.children, group)))

    def drop_force(self) -> None:
        """Let what says from when the text is in force go: intervals, and the events that were made for them alone.

        Their ids are free again: a day that is set twice leaves no other trace than once.
        """
        before = {one.eid for one in self.meta.descendants()}
        groups = [
            without(group, _is_force)
            for group in self.section("temporalData").elements("temporalGroup")
            if isinstance(group, Element)
        ]
        kept = [group for group in groups if group.child("timeInterval")]
        if kept:
            self.put(replace(self.section("temporalData"), children=tuple(kept)))
        else:
            self.drop("temporalData")
        if lifecycle := self.meta.child("lifecycle"):
            self.put(without(lifecycle, _is_force))
        self._taken -= before - {one.eid for one in self.meta.descendants()}

    def finish(self) -> Expression:
        """Return the Expression with its metadata as they are now, laid out in lines."""
        old = self._expression.meta
        document = self._expression.document
        children = tuple(lay_out_element(self.meta, _DEPTH) if one is old else one for one in document.children)
        return with_document(self._expression, replace(document, children=children))


def with_document(expression: Expression, document: Element) -> Expression:
    """Return an Expression with another element in the place of that which says what the document is."""
    old = expression.document
    if old is expression.root:
        return replace(expression, root=document)
    children = tuple(document if one is old else one for one in expression.root.children)
    return replace(expression, root=replace(expression.root, children=children))


def without(one: Element, unwanted: Callable[[Element], bool]) -> Element:
    """Return an element without the child elements that are unwanted."""
    kept = (child for child in one.children if not (isinstance(child, Element) and unwanted(child)))
    return replace(one, children=tuple(kept))


def without_all(root: Element, name: str) -> Element:
    """Return a tree without the elements of one name."""
    kept = (one for one in root.children if not (isinstance(one, Element) and one.name == name))
    children = (without_all(one, name) if isinstance(one, Element) else one for one in kept)
    return replace(root, children=tuple(children))


def with_named(root: Element, name: str, attribute: str, change: Callable[[str], str]) -> Element:
    """Return a tree with an attribute changed of the elements of one name."""
    attributes = root.attributes
    if root.name == name and (said := root.get(attribute)):
        attributes = with_attribute(attributes, attribute, change(said))
    children = (with_named(one, name, attribute, change) if isinstance(one, Element) else one for one in root.children)
    return replace(root, attributes=attributes, children=tuple(children))


def with_metas(root: Element, change: Callable[[Element, int], Element], depth: int = 0) -> Element:
    """Return a tree with the metadata of the document and its annexes changed; `change` is told how deep each stands.

    The metadata of texts that are quoted stay as they are.
    """
    children = tuple(_changed(child, change, depth + 1) for child in root.children)
    same = all(one is other for one, other in zip(children, root.children, strict=True))
    return root if same else replace(root, children=children)


def _changed(node: Node, change: Callable[[Element, int], Element], depth: int) -> Node:
    if not isinstance(node, Element) or node.name in QUOTED:
        return node
    return change(node, depth) if node.name == "meta" else with_metas(node, change, depth)


def _is_named(one: Element) -> bool:
    return one.name.startswith("TLC")


def _is_force(one: Element) -> bool:
    return one.name in {"timeInterval", "eventRef"} and "force" in one.get("refersTo").casefold()


def _in_time(children: list[Node]) -> Iterator[Node]:
    """Yield what stands in a lifecycle, its events in the order of their days; those of one day as they came."""
    events = [one for one in children if isinstance(one, Element)]
    yield from (one for one in children if not isinstance(one, Element) and not isinstance(one, str))
    yield from sorted(events, key=lambda one: one.get("date")[:10])
