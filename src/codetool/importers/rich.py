"""Marks and inline elements: stretches of a text become nested elements, and nested elements stretches of a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from codetool.importers.lines import Mark, MarkKind
from codetool.importers.spans import Span, apart
from codetool.model.markup import Element, Node
from codetool.model.text import INLINE

_NAMES = {
    MarkKind.BOLD: "b",
    MarkKind.ITALIC: "i",
    MarkKind.UNDERLINE: "u",
    MarkKind.SUPERSCRIPT: "sup",
    MarkKind.SUBSCRIPT: "sub",
}
_OUTSIDE = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """A text with the stretches that were marked up in it."""

    text: str
    spans: tuple[Span, ...] = ()


def rich_nodes(text: str, marks: Sequence[Mark]) -> tuple[Node, ...]:
    """Return a text with its marks as inline elements; marks that cross are cut in two, a note's stays empty.

    >>> marks = [Mark(start=0, end=5, kind=MarkKind.BOLD), Mark(start=3, end=8, kind=MarkKind.ITALIC)]
    >>> [node if isinstance(node, str) else node.name for node in rich_nodes("Un mot ici", marks)]
    ['b', 'i', 'ci']
    """
    return nest(Flat(text=text, spans=tuple(_spans(text, marks))))


def _spans(text: str, marks: Sequence[Mark]) -> Iterable[Span]:
    for mark in _joined(marks):
        start, end = max(0, min(mark.start, len(text))), min(mark.end, len(text))
        match mark.kind:
            case MarkKind.NOTE:
                call = Element(name="authorialNote", attributes=(("marker", mark.target),))
                yield Span(start=start, end=start, element=call)
            case MarkKind.LINK:
                link = _link(mark.target)
                if link and start < end:
                    yield Span(start=start, end=end, element=link)
            case _:
                if start < end:
                    yield Span(start=start, end=end, element=Element(name=_NAMES[mark.kind]))


def _link(target: str) -> Element | None:
    """Return the element of a link: one to a place of the source, one to an address, none for what is neither."""
    outside = target.casefold().startswith(_OUTSIDE) and not any(char.isspace() for char in target)
    if not outside and not (target.startswith("#") and target[1:]):
        return None
    return Element(name="a" if outside else "ref", attributes=(("href", target),))


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks in order; two of a kind that touch are one."""
    joined: list[Mark] = []
    open_: dict[tuple[MarkKind, str], int] = {}
    for mark in sorted(marks, key=lambda mark: mark.start):
        key = (mark.kind, mark.target)
        last = joined[open_[key]] if key in open_ and mark.kind is not MarkKind.NOTE else None
        if last and last.end >= mark.start:
            joined[open_[key]] = replace(last, end=max(last.end, mark.end))
            continue
        open_[key] = len(joined)
        joined.append(mark)
    return joined


def flatten(children: Sequence[Node]) -> Flat:
    """Return the text of the children, and where its inline elements stand in it.

    >>> flat = flatten(("Un ", Element(name="b", children=("mot",))))
    >>> flat.text, [(span.start, span.end, span.name) for span in flat.spans]
    ('Un mot', [(3, 6, 'b')])
    """
    pieces: list[str] = []
    spans: list[Span] = []
    _flatten(children, 0, pieces, spans)
    return Flat(text="".join(pieces), spans=tuple(spans))


def _flatten(children: Sequence[Node], at: int, pieces: list[str], spans: list[Span]) -> int:
    for child in children:
        if isinstance(child, str):
            pieces.append(child)
            at += len(child)
        elif isinstance(child, Element) and child.name in INLINE and child.children:
            place = len(spans)
            end = _flatten(child.children, at, pieces, spans)
            shell = replace(child, children=()) if end > at else child
            # An element without a character keeps what it holds, so that it is not there twice.
            spans[place:] = [Span(start=at, end=end, element=shell), *(spans[place:] if end > at else ())]
            at = end
        else:
            spans.append(Span(start=at, end=at, element=child))
    return at


def nest(flat: Flat) -> tuple[Node, ...]:
    """Return the text with each stretch as an element around it: the longer outside, those that cross cut in two.

    >>> bold, link = Element(name="b"), Element(name="ref")
    >>> spans = (Span(start=0, end=4, element=bold), Span(start=2, end=6, element=link))
    >>> [node.name for node in nest(Flat(text="abcdef", spans=spans))]
    ['b', 'ref']
    """
    empty = sorted((span for span in flat.spans if span.start == span.end), key=lambda span: span.start)
    root = _Open(end=len(flat.text) + 1)
    stack = [root]
    writer = _Writer(text=flat.text, empty=empty)
    for span in apart([span for span in flat.spans if span.start < span.end]):
        while stack[-1].end <= span.start:
            writer.shut(stack)
        writer.write(stack[-1], span.start)
        stack.append(_Open(end=span.end, element=span.element))
    while len(stack) > 1:
        writer.shut(stack)
    writer.write(root, len(flat.text))
    return tuple(root.children)


@dataclass(slots=True, kw_only=True)
class _Open:
    """An element that is being filled, up to `end`."""

    end: int
    element: Node = ""
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Writer:
    """What writes a text piece by piece, with the notes that stand in it."""

    text: str
    empty: list[Span]
    at: int = 0
    placed: int = 0

    def write(self, into: _Open, end: int) -> None:
        """Write up to `end`; a note there stands outside of the element that ends or begins with it."""
        while self.placed < len(self.empty) and (here := self.empty[self.placed]).start <= end:
            if here.start == into.end:
                break
            self._text(into, here.start)
            into.children.append(here.element)
            self.placed += 1
        self._text(into, end)

    def _text(self, into: _Open, end: int) -> None:
        if end > self.at:
            into.children.append(self.text[self.at : end])
            self.at = end

    def shut(self, stack: list[_Open]) -> None:
        """Write the last open element to its end."""
        done = stack.pop()
        self.write(done, done.end)
        if isinstance(done.element, Element):
            stack[-1].children.append(replace(done.element, children=tuple(done.children)))
