"""What is compared: the articles of a text, and everything else of it, each with its own text.

Each word of a document belongs to exactly one unit: articles first, then the provisions around them (their numbers,
headings, introductions), then the blocks of the document (preface, preamble, annexes), and the metadata.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from codetool.akn.read import unfold
from codetool.akn.write import write_element
from codetool.diff.changes import Place
from codetool.diff.words import plain_form
from codetool.model.eid import HIERARCHY
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded, Node
from codetool.model.provision import Provision
from codetool.model.text import INLINE, fold_space


@dataclass(slots=True, kw_only=True, eq=False)
class Unit:
    """One thing to compare, at `index` among its like; its text is read when it is first asked for.

    `tracked` tells that it carries a wId: its identity is a fact and not only an id.
    """

    index: int
    label: str
    name: str
    element: Element | Folded
    num: str = ""
    parents: tuple[Provision, ...] = ()
    rows: frozenset[int] = frozenset()
    _read: tuple[str, tuple[int, ...]] | None = field(default=None, repr=False)
    _opened: Element | None = field(default=None, repr=False)

    @property
    def opened(self) -> Element:
        """Return the element with everything in it."""
        if self._opened is None:
            self._opened = unfold(self.element) if isinstance(self.element, Folded) else self.element
        return self._opened

    @property
    def text(self) -> str:
        """Return the unit's own text: its heading in, its number and what has a row of its own left out."""
        return self._text_and_breaks()[0]

    @property
    def breaks(self) -> tuple[int, ...]:
        """Return the offsets in `text` at which a block begins: a paragraph, a point, a table row."""
        return self._text_and_breaks()[1]

    def _text_and_breaks(self) -> tuple[str, tuple[int, ...]]:
        if self._read is None:
            pieces = (_statements if self.name == "meta" else _own_pieces)(self.opened, self.rows)
            self._read = _folded("".join(pieces))
        return self._read

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
        """Tell whether the unit has a wId."""
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
            xml=write_element(unfold(self.element)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """All units of one text: its articles, and the others."""

    articles: tuple[Unit, ...]
    containers: tuple[Unit, ...]
    blocks: tuple[Unit, ...]


def units_of(expression: Expression) -> Units:
    """Return the units of an Expression; their texts together are the text of the document."""
    provisions = tuple(expression.provisions())
    articles = expression.articles()
    chosen = {id(article.element) for article in articles}
    inside = {id(one.element) for one in provisions if any(id(parent.element) in chosen for parent in one.parents)}
    around = [one for one in provisions if id(one.element) not in chosen and id(one.element) not in inside]
    rows = frozenset(chosen | {id(one.element) for one in around})
    return Units(
        articles=tuple(_unit(one, i, f"#{i + 1}", rows) for i, one in enumerate(articles)),
        containers=tuple(_unit(one, i, _label(one), rows) for i, one in enumerate(around)),
        blocks=tuple(_blocks(expression, rows)),
    )


def _label(provision: Provision) -> str:
    """Return the eId, else the place among its like; `#n` alone is an article's (`cli.md`)."""
    return provision.eid or ("" if provision.name == "article" else provision.name) + f"#{provision.ordinal}"


def _unit(provision: Provision, index: int, unnamed: str, rows: frozenset[int]) -> Unit:
    return Unit(
        index=index,
        label=provision.eid or unnamed,
        name=provision.name,
        element=provision.element,
        num=provision.num,
        parents=provision.parents,
        rows=rows,
    )


def _blocks(expression: Expression, rows: frozenset[int]) -> Iterator[Unit]:
    documents = [child for child in expression.root.elements() if isinstance(child, Element)]
    parts = [child for document in documents for child in document.elements() if isinstance(child, Element)]
    counts: dict[str, int] = {}
    for index, part in enumerate(part for part in parts if id(part) not in rows):
        counts[part.name] = counts.get(part.name, 0) + 1
        ordinal = counts[part.name]
        label = part.eid or (part.name if ordinal == 1 else f"{part.name}#{ordinal}")
        yield Unit(index=index, label=label, name=part.name, element=part, rows=rows)


_BREAK = "\x1e"
"""Stands where a block begins while pieces are gathered; XML allows no such character in a text."""

_BLOCKS = HIERARCHY | {"p", "li", "tr", "heading", "intro", "wrapUp", "listIntroduction", "listWrapUp", "item", "block"}


def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    r"""Return the text, white space folded, and the offsets where blocks begin.

    >>> _folded("Un \x1e deux\x1e")
    ('Un deux', (3,))
    """
    folded, breaks = "", []
    for piece in (fold_space(piece) for piece in text.split(_BREAK)):
        if piece and folded:
            folded += " "
            breaks.append(len(folded))
        folded += piece
    return folded, tuple(breaks)


def _own_pieces(element: Element, rows: frozenset[int]) -> Iterator[str]:
    for child in element.children:
        if not (isinstance(child, Element) and child.name == "num"):
            yield from _pieces(child, rows, numbered=False)


def _pieces(node: Node, rows: frozenset[int], *, numbered: bool) -> Iterator[str]:
    """Yield the text below a node; `numbered` tells that a number has just been printed and the text follows it."""
    if isinstance(node, str):
        yield node
        return
    if not isinstance(node, Element | Folded) or id(node) in rows:
        return
    opened = unfold(node) if isinstance(node, Folded) else node
    begins = opened.name in _BLOCKS and not numbered
    yield _BREAK if begins else "" if opened.name in INLINE else " "
    follows = numbered and not begins
    for child in opened.children:
        yield from _pieces(child, rows, numbered=follows)
        follows = (follows and isinstance(child, str) and not child.strip()) or _is_num(child)
    yield _BREAK if opened.name in _BLOCKS else "" if opened.name in INLINE else " "


def _is_num(node: Node) -> bool:
    return isinstance(node, Element) and node.name == "num"


def _statements(meta: Element, rows: frozenset[int]) -> Iterator[str]:  # noqa: ARG001 - the same shape as _own_pieces
    """Yield what the metadata say, a statement for each element that holds a value."""
    for element in meta.descendants():
        values = [f"{key}={value}" for key, value in sorted(element.attributes) if key != "eId"]
        text = "".join(child for child in element.children if isinstance(child, str)).strip()
        if values or text:
            yield " ".join([element.name, *values, text]) + _BREAK
