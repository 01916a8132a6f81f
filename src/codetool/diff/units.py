"""What is compared: the articles of a text, and everything else of it, each with its own text.

Each word of a document belongs to exactly one unit: articles first, then the provisions around them (their numbers,
headings, introductions), then the blocks of the document (preface, preamble, annexes), and the metadata.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from codetool.akn.read import unfold
from codetool.akn.texts import OwnText, inner_xml, own_texts
from codetool.akn.write import fold_element
from codetool.diff.changes import Place, Span
from codetool.diff.tokens import plain_form
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded
from codetool.model.provision import Provision, lowest_numbered, num_of, unit_of, walk_hierarchy
from codetool.model.text import fold_space


@dataclass(slots=True, eq=False)
class Unit:
    """One thing to compare, at `index` among its like; its text is read when it is first asked for.

    `rows` holds the elements, by identity, that are units of their own: their text is not this unit's.
    """

    index: int
    label: str
    element: Element | Folded
    num: str = ""
    parents: tuple[Provision, ...] = ()
    rows: frozenset[int] = frozenset()
    _read: OwnText | None = field(default=None, repr=False)
    _opened: Element | None = field(default=None, repr=False)
    _own: Folded | None = field(default=None, repr=False)
    _inner: bytes | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Return the element's name, such as "article"."""
        return self.element.name

    @property
    def opened(self) -> Element:
        """Return the element with everything in it."""
        if self._opened is None:
            self._opened = unfold(self.element) if isinstance(self.element, Folded) else self.element
        return self._opened

    @property
    def own(self) -> Folded:
        """Return the element without what has a row of its own, as XML."""
        if self._own is None:
            element = self.element
            self._own = element if isinstance(element, Folded) else fold_element(element, self.rows)
        return self._own

    @property
    def inner(self) -> bytes:
        """Return the XML of what the unit says, without its number and the id that its own ids begin with."""
        if self._inner is None:
            self._inner = inner_xml(self.own)
        return self._inner

    @property
    def read(self) -> OwnText:
        """Return the heading and the blocks of the unit's own text."""
        if self._read is None:
            self._read = _statements(self.opened) if self.name == "meta" else next(own_texts([self.own]))
        return self._read

    @property
    def text(self) -> str:
        """Return the unit's own text: its heading in, its number and what has a row of its own left out."""
        return " ".join(self.read.blocks)

    @property
    def blocks(self) -> tuple[str, ...]:
        """Return the text in blocks, such as paragraphs, points and rows of tables: one space apart they are `text`."""
        return self.read.blocks

    @property
    def heading(self) -> str:
        """Return the heading."""
        return self.read.heading

    @property
    def breaks(self) -> tuple[int, ...]:
        """Return the offsets in `text` at which a block begins, the first one left out."""
        return joined_blocks(self.read.blocks)[1]

    @property
    def plain(self) -> str:
        """Return the text without case, punctuation and spacing."""
        return plain_form(self.text)

    @property
    def identity(self) -> str:
        """Return the wId, else the eId, else an empty string."""
        return self.element.identity

    @property
    def tracked(self) -> bool:
        """Tell whether the unit has a wId: its identity is a fact and not only an id."""
        return bool(self.element.get("wId"))

    def place(self, at: Span = (0, 0)) -> Place:
        """Return where the unit stands, as a value; `at` is where it stands in the canonical XML."""
        heading, blocks, cells = self.read
        text, breaks = joined_blocks(blocks)
        return Place(
            eid=self.label,
            num=self.num,
            heading=heading,
            name=self.element.name,
            parents=tuple(map(_label, self.parents)),
            line=self.element.line,
            size=len(text),
            breaks=breaks,
            cells=cells,
            at=at,
        )


def joined_blocks(blocks: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Return blocks as one text, one space apart, and the offsets at which they begin, the first one left out.

    >>> joined_blocks(("Un.", "Deux."))
    ('Un. Deux.', (4,))
    """
    if len(blocks) < 2:  # noqa: PLR2004 - one has no other to be apart from
        return "".join(blocks), ()
    return " ".join(blocks), tuple(accumulate(len(block) + 1 for block in blocks[:-1]))


def read_units(units: Iterable[Unit]) -> None:
    """Read the texts of units together: a thousand at once take a fifth of the time of a thousand one by one."""
    closed = [unit for unit in units if unit._read is None and unit.name != "meta"]  # noqa: SLF001
    for unit, text in zip(closed, own_texts(unit.own for unit in closed), strict=True):
        unit._read = text  # noqa: SLF001


def share_text(old: Unit, new: Unit) -> None:
    """Let a unit that says the same as another to the letter have its text, so that it is read once."""
    if old._read is None and new.name != "meta" and old.own.scope == new.own.scope:  # noqa: SLF001
        old._read = new.read  # noqa: SLF001


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """All units of one text: its articles, and the others; what an annex holds besides articles and levels is one."""

    articles: tuple[Unit, ...]
    containers: tuple[Unit, ...]
    blocks: tuple[Unit, ...]
    annexes: tuple[Unit, ...] = ()


def units_of(expression: Expression) -> Units:
    """Return the units of an Expression; their texts together are the text of the document."""
    found = list(walk_hierarchy(expression.root))
    name = unit_of({element.name for element, _ in found})
    lowest = frozenset() if name else lowest_numbered(found)
    articles = [(e, parents) for e, parents in found if (e.name == name if name else id(e) in lowest)]
    chosen = {id(element) for element, _ in articles}
    around = _around(found, chosen)
    annexes = list(_annexes(expression.root))
    apart = (*(annex for annex in annexes), *(meta for annex in annexes for meta in _metadata(annex)))
    rows = frozenset(chosen.union((id(element) for _, element, _ in around), map(id, apart)))
    return Units(
        articles=tuple(
            Unit(i, element.eid or f"#{i + 1}", element, num_of(element), parents, rows)
            for i, (element, parents) in enumerate(articles)
        ),
        containers=tuple(
            Unit(i, label, element, num_of(element), parents, rows)
            for i, (label, element, parents) in enumerate(around)
        ),
        blocks=tuple(_blocks(expression, rows)),
        annexes=tuple(
            Unit(i, annex.eid or f"{annex.name}#{i + 1}", annex, num_of(annex), (), rows)
            for i, annex in enumerate(annexes)
        ),
    )


def _annexes(root: Element) -> Iterator[Element]:
    """Yield the annexes of a document, those of an annex behind it."""
    for element in root.descendants():
        if element.name in _ANNEXES:
            yield element


_ANNEXES = frozenset({"attachment", "component"})


def _metadata(annex: Element) -> Iterator[Element]:
    """Yield the metadata of an annex: they tell the dates of the whole text again, and are no part of what it says."""
    yield from (element for element in annex.descendants() if element.name == "meta")


_Around = tuple[str, Element | Folded, tuple[Provision, ...]]


def _around(found: Iterable[tuple[Element | Folded, tuple[Provision, ...]]], chosen: set[int]) -> list[_Around]:
    """Return what is neither an article nor inside one, each with its eId, else with its place among its like."""
    counts: Counter[str] = Counter()
    around = []
    for element, parents in found:
        counts[element.name] += 1
        if id(element) not in chosen and not any(id(parent.element) in chosen for parent in parents):
            around.append((element.eid or f"{element.name}#{counts[element.name]}", element, parents))
    return around


def _label(provision: Provision) -> str:
    """Return the eId, else the place among its like; `#n` alone is an article's (`cli.md`)."""
    return provision.eid or ("" if provision.name == "article" else provision.name) + f"#{provision.ordinal}"


def _blocks(expression: Expression, rows: frozenset[int]) -> Iterator[Unit]:
    documents = [child for child in expression.root.elements() if isinstance(child, Element)]
    parts = [child for document in documents for child in document.elements() if isinstance(child, Element)]
    counts: dict[str, int] = {}
    for index, part in enumerate(part for part in parts if id(part) not in rows):
        counts[part.name] = counts.get(part.name, 0) + 1
        ordinal = counts[part.name]
        label = part.eid or (part.name if ordinal == 1 else f"{part.name}#{ordinal}")
        yield Unit(index, label, part, rows=rows)


def _statements(meta: Element) -> OwnText:
    """Return what the metadata say, a statement for each element that holds a value."""
    said = []
    for element in meta.descendants():
        values = [f"{key}={value}" for key, value in sorted(element.attributes) if key != "eId"]
        text = fold_space("".join(child for child in element.children if isinstance(child, str)))
        if values or text:
            said.append(" ".join(filter(None, [element.name, *values, text])))
    return OwnText("", tuple(said))
