"""The outline of a text: its provisions in order, each with its place, and the articles that are compared."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from codetool.model.eid import HIERARCHY, number_part
from codetool.model.markup import Element, Folded
from codetool.model.text import text_of

UNITS = ("article", "section")
"""The units of comparison, the first that a document has (`cli.md`); without either, its lowest numbered containers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """An element of the hierarchy at its place: `parents` are the provisions above it, outermost first."""

    element: Element | Folded
    parents: tuple["Provision", ...] = ()
    ordinal: int = 0

    @property
    def name(self) -> str:
        """Return the element's name, such as "article"."""
        return self.element.name

    @property
    def eid(self) -> str:
        """Return the eId, an empty string where there is none."""
        return self.element.eid

    @property
    def label(self) -> str:
        """Return the eId, or `#n`, the place among its like counted from 1, where there is none."""
        return self.element.eid or f"#{self.ordinal}"

    @property
    def num(self) -> str:
        """Return the number as printed."""
        return num_of(self.element)

    @property
    def heading(self) -> str:
        """Return the heading, an empty string where there is none or the provision is folded."""
        found = self.element.child("heading") if isinstance(self.element, Element) else None
        return text_of(found) if found else ""

    @property
    def line(self) -> int:
        """Return the line in the source, 0 if it was not read from one."""
        return self.element.line


def num_of(element: Element | Folded) -> str:
    """Return an element's number as printed, an empty string where it has none.

    >>> num_of(Element(name="article", children=(Element(name="num", children=("2.1.",)),)))
    '2.1.'
    """
    if isinstance(element, Folded):
        return element.num
    num = element.child("num")
    return text_of(num) if num else ""


Outlined = tuple[Element | Folded, tuple[Provision, ...]]
"""An element of the hierarchy with the provisions above it."""


def walk_provisions(root: Element) -> Iterator[Provision]:
    """Yield every provision below `root` in document order; what is quoted from another text is not entered."""
    counts: dict[str, int] = {}
    for element, parents in walk_hierarchy(root, counts):
        yield Provision(element=element, parents=parents, ordinal=counts[element.name])


def walk_hierarchy(root: Element, counts: dict[str, int] | None = None) -> Iterator[Outlined]:
    """Yield the elements of the hierarchy in document order, each with what stands above it.

    `counts` is kept up to the element just given: how many of each name came so far.
    """
    yield from _walk(root, (), {} if counts is None else counts)


def _walk(element: Element, parents: tuple[Provision, ...], counts: dict[str, int]) -> Iterator[Outlined]:
    for child in element.children:
        if isinstance(child, Folded):
            counts[child.name] = counts.get(child.name, 0) + 1
            yield child, parents
        elif isinstance(child, Element) and child.name not in _QUOTING:
            inside = parents
            if child.name in HIERARCHY:
                counts[child.name] = counts.get(child.name, 0) + 1
                yield child, parents
                inside = (*parents, Provision(element=child, parents=parents, ordinal=counts[child.name]))
            yield from _walk(child, inside, counts)


_QUOTING = frozenset({"quotedStructure", "embeddedStructure", "meta"})


def unit_of(names: AbstractSet[str]) -> str:
    """Return the name of the unit of comparison, "" where each of the lowest numbered containers is one.

    >>> unit_of(set()), unit_of({"title", "section", "article"})
    ('', 'article')
    """
    return next((unit for unit in UNITS if unit in names), "")


def articles_of(provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """Return what is compared one by one: articles, else sections, else the lowest numbered containers."""
    if unit := unit_of({provision.name for provision in provisions}):
        return tuple(provision for provision in provisions if provision.name == unit)
    lowest = lowest_numbered([(provision.element, provision.parents) for provision in provisions])
    return tuple(provision for provision in provisions if id(provision.element) in lowest)


def lowest_numbered(found: Sequence[Outlined]) -> frozenset[int]:
    """Return, by identity, the elements with a number that stand above no other with one."""
    numbered = [(element, parents) for element, parents in found if num_of(element)]
    above = {id(parent.element) for _, parents in numbered for parent in parents}
    return frozenset(id(element) for element, _ in numbered if id(element) not in above)


def find_provision(provisions: tuple[Provision, ...], name: str) -> Provision | None:
    """Return the provision that `name` means: an eId, a wId, or a number as printed, its final point left out or not.

    >>> second = Provision(element=Element(name="article", attributes=(("eId", "art_2-3"),),
    ...                                    children=(Element(name="num", children=("2.3.",)),)))
    >>> find_provision((second,), "2.3") is second, find_provision((second,), "9.9")
    (True, None)
    """
    for known in provisions:
        if name in (known.element.eid, known.element.get("wId")):
            return known
    wanted = _bare(name)
    named = [known for known in provisions if known.num and _bare(known.num) == wanted]
    # "2" is both an article's number and a title's: the article is what people mean.
    return next((known for known in named if known.name == "article"), named[0] if named else None)


def _bare(num: str) -> str:
    return number_part(num).casefold()
