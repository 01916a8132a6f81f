"""What is compared: the articles of a text, and everything else of it, each with its own text.

Each word of a document belongs to exactly one unit: articles first, then the provisions around them (their numbers,
headings, introductions), then the blocks of the document (preface, preamble, annexes), and the metadata.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from codetool.akn.read import unfold, unfold_all
from codetool.akn.write import write_element
from codetool.diff.changes import Place
from codetool.diff.words import plain_form
from codetool.model.eid import HIERARCHY
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded, Node
from codetool.model.provision import Provision, lowest_numbered, num_of, unit_of, walk_hierarchy
from codetool.model.text import INLINE, fold_space


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
    _blocks: tuple[str, ...] | None = field(default=None, repr=False)
    _opened: Element | None = field(default=None, repr=False)

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
    def text(self) -> str:
        """Return the unit's own text: its heading in, its number and what has a row of its own left out."""
        return " ".join(self.blocks)

    @property
    def blocks(self) -> tuple[str, ...]:
        """Return the text in blocks, such as paragraphs, points and rows of tables: one space apart they are `text`."""
        if self._blocks is None:
            pieces = (_statements if self.name == "meta" else _own_pieces)(self.opened, self.rows)
            self._blocks = _in_blocks("".join(pieces))
        return self._blocks

    @property
    def breaks(self) -> tuple[int, ...]:
        """Return the offsets in `text` at which a block begins, the first one left out."""
        return tuple(accumulate(len(block) + 1 for block in self.blocks[:-1]))

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

    @property
    def heading(self) -> str:
        """Return the heading."""
        return Provision(element=self.opened).heading

    def place(self) -> Place:
        """Return where the unit stands, as a value."""
        return Place(
            eid=self.label,
            num=self.num,
            heading=self.heading,
            name=self.name,
            parents=tuple(_label(parent) for parent in self.parents),
            line=self.element.line,
            breaks=self.breaks,
            xml=write_element(self.element),
        )


def open_units(units: Iterable[Unit]) -> None:
    """Open all the units at once: to read a thousand articles together costs a fifth of reading each by itself."""
    closed = [unit for unit in units if unit._opened is None and isinstance(unit.element, Folded)]  # noqa: SLF001
    folded = [unit.element for unit in closed if isinstance(unit.element, Folded)]
    for unit, element in zip(closed, unfold_all(folded), strict=True):
        unit._opened = element  # noqa: SLF001


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """All units of one text: its articles, and the others."""

    articles: tuple[Unit, ...]
    containers: tuple[Unit, ...]
    blocks: tuple[Unit, ...]


def units_of(expression: Expression) -> Units:
    """Return the units of an Expression; their texts together are the text of the document."""
    found = list(walk_hierarchy(expression.root))
    name = unit_of({element.name for element, _ in found})
    lowest = frozenset() if name else lowest_numbered(found)
    articles = [(e, parents) for e, parents in found if (e.name == name if name else id(e) in lowest)]
    chosen = {id(element) for element, _ in articles}
    around = _around(found, chosen)
    rows = frozenset(chosen.union(id(element) for _, element, _ in around))
    return Units(
        articles=tuple(
            Unit(i, element.eid or f"#{i + 1}", element, num_of(element), parents, rows)
            for i, (element, parents) in enumerate(articles)
        ),
        containers=tuple(
            Unit(i, label, element, num_of(element), parents, rows) for i, (label, element, parents) in enumerate(around)
        ),
        blocks=tuple(_blocks(expression, rows)),
    )


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


_BREAK = "\x1e"
"""Stands where a block begins while pieces are gathered; XML allows no such character in a text."""

_BLOCKS = HIERARCHY | {"p", "li", "tr", "heading", "intro", "wrapUp", "listIntroduction", "listWrapUp", "item", "block"}


def _in_blocks(text: str) -> tuple[str, ...]:
    r"""Return the blocks of a text, white space folded.

    >>> _in_blocks("Un \x1e deux\x1e")
    ('Un', 'deux')
    """
    return tuple(block for piece in text.split(_BREAK) if (block := fold_space(piece)))


def _own_pieces(element: Element, rows: frozenset[int]) -> list[str]:
    pieces: list[str] = []
    for child in element.children:
        if not (isinstance(child, Element) and child.name == "num"):
            _gather(child, rows, pieces, numbered=False)
    return pieces


def _gather(node: Node, rows: frozenset[int], pieces: list[str], *, numbered: bool) -> None:
    """Gather the text below a node; `numbered` tells that a number has just been printed and the text follows it."""
    if isinstance(node, str):
        pieces.append(node)
        return
    if not isinstance(node, Element | Folded) or id(node) in rows:
        return
    opened = unfold(node) if isinstance(node, Folded) else node
    name = opened.name
    edge = _BREAK if name in _BLOCKS else "" if name in INLINE else " "
    begins = edge is _BREAK and not numbered
    pieces.append("" if edge is _BREAK and numbered else edge)
    follows = numbered and not begins
    for child in opened.children:
        _gather(child, rows, pieces, numbered=follows)
        follows = (follows and isinstance(child, str) and not child.strip()) or _is_num(child)
    pieces.append(edge)


def _is_num(node: Node) -> bool:
    return isinstance(node, Element) and node.name == "num"


def _statements(meta: Element, rows: frozenset[int]) -> Iterator[str]:  # noqa: ARG001 - the same shape as _own_pieces
    """Yield what the metadata say, a statement for each element that holds a value."""
    for element in meta.descendants():
        values = [f"{key}={value}" for key, value in sorted(element.attributes) if key != "eId"]
        text = "".join(child for child in element.children if isinstance(child, str)).strip()
        if values or text:
            yield " ".join([element.name, *values, text]) + _BREAK
