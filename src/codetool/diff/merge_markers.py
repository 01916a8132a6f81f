"""The marks of notes counted on: two drafts that each put in a note 1 make a text with notes 1 and 2."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from codetool.diff.merge_clash import COPY, KEY
from codetool.diff.merge_tree import Side, Trees
from codetool.model.markup import Element, Node, with_attribute

_NOTE = "authorialNote"


def count_notes(root: Element, trees: Trees) -> Element:
    """Return the text in the making with its notes counted through, where each of the three texts counts them so.

    Where notes are called from elsewhere (`noteRef`), or a side marks them otherwise, they stay as they are.
    """
    texts = [trees[side].root.node for side in Side]
    counted = all(isinstance(text, Element) and _is_counted(text) for text in texts)
    if not counted or any(one.name == "noteRef" for one in root.descendants()):
        return root
    return _Counting().count(root)


def _is_counted(root: Element) -> bool:
    marks = list(_marks(root))
    return marks == [str(place) for place in range(1, len(marks) + 1)]


def _marks(root: Element) -> Iterator[str]:
    return (one.get("marker") for one in root.descendants() if one.name == _NOTE)


@dataclass(slots=True)
class _Counting:
    """Counts notes; the other text of a choice is counted from where the first one is."""

    last: int = 0
    _begun: dict[str, int] = field(default_factory=dict)

    def count(self, element: Element) -> Element:
        """Return an element with the notes in it counted on."""
        key, is_copy = element.get(KEY), bool(element.get(COPY))
        here = self.last
        if is_copy:
            self.last = self._begun.get(key, here)
        elif key:
            self._begun[key] = here
        if element.name == _NOTE:
            self.last += 1
            if element.get("marker") != str(self.last):
                element = replace(element, attributes=with_attribute(element.attributes, "marker", str(self.last)))
        children: tuple[Node, ...] = tuple(
            self.count(child) if isinstance(child, Element) else child for child in element.children
        )
        self.last = here if is_copy else self.last
        same = all(one is two for one, two in zip(children, element.children, strict=True))
        return element if same else replace(element, children=children)
