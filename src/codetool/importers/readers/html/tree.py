"""The tree of a page: what its elements are called, and a walk through them that does not mind their depth."""

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto

from lxml import etree

Node = etree._Element  # noqa: SLF001 - lxml names its elements so

BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu "
    "nav noframes ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul "
    "xmp".split()
)
"""Elements that begin a new line, and end it."""
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LISTS = frozenset("ol ul menu dir".split())
CELLS = frozenset("td th".split())

_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b\ud800-\udfff\ufffe\uffff]")
"""Characters that only a reference such as &#1; can bring in, and that no XML may hold."""
_SEPARATORS = re.compile("[\v\f\x1a\x1c-\x1f]")


class Step(Enum):
    """What a walk meets."""

    START = auto()
    END = auto()
    TEXT = auto()
    SKIPPED = auto()


def walk(root: Node, skipped: Callable[[Node], bool]) -> Iterator[tuple[Step, Node, str]]:
    """Yield the beginnings, texts and ends below `root`, in order; of a skipped element, that it was skipped.

    >>> page = etree.fromstring("<p>un <b>deux</b> trois</p>")
    >>> [(step.name, text) for step, _, text in walk(page, lambda node: node.tag == "b")]
    [('START', ''), ('TEXT', 'un '), ('SKIPPED', ''), ('TEXT', ' trois'), ('END', '')]
    """
    yield Step.START, root, ""
    if root.text:
        yield Step.TEXT, root, root.text
    ways = [(root, iter(root))]
    while ways:
        parent, children = ways[-1]
        child = next(children, None)
        if child is None:
            ways.pop()
            yield Step.END, parent, ""
            if ways and parent.tail:
                yield Step.TEXT, ways[-1][0], parent.tail
        elif isinstance(child.tag, str) and not skipped(child):
            yield Step.START, child, ""
            if child.text:
                yield Step.TEXT, child, child.text
            ways.append((child, iter(child)))
        else:
            if isinstance(child.tag, str):
                yield Step.SKIPPED, child, ""
            if child.tail:
                yield Step.TEXT, parent, child.tail


def name_of(node: Node) -> str:
    """Return an element's name in small letters."""
    return str(node.tag).lower()


def classes_of(node: Node) -> list[str]:
    """Return an element's classes in small letters."""
    return (node.get("class") or "").lower().split()


def roles_of(node: Node) -> set[str]:
    """Return what an element says that it is for: its role, and its type in an e-book."""
    return {*(node.get("role") or "").lower().split(), *(node.get("epub:type") or "").lower().split()}


def names_at(node: Node) -> list[str]:
    """Return the names by which links point at an element."""
    return [name for name in (node.get("id"), node.get("name") if node.tag == "a" else None) if name]


def text_below(node: Node, skipped: Callable[[Node], bool] = lambda _: False) -> str:
    """Return the words below an element, one space between them and none at its ends."""
    pieces = [
        text if step is Step.TEXT else " " * (node.tag in BLOCKS or node.tag == "br")
        for step, node, text in walk(node, skipped)
    ]
    return " ".join("".join(pieces).split())


def clean(root: Node) -> None:
    """Put U+FFFD where a reference stands for a character that no XML may hold, as the parser does for a NUL.

    Old separators are white space, as in plain text.
    """
    for node in root.iter():
        if node.text and isinstance(node.tag, str):
            node.text = _cleaned(node.text)
        if node.tail:
            node.tail = _cleaned(node.tail)


def _cleaned(text: str) -> str:
    return _SEPARATORS.sub(" ", _CONTROL.sub("\ufffd", text))
