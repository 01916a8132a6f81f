"""How much is drawn where parts of a drawing (SVG) are used again and again: ten lines can ask for a billion shapes."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

MOST = 50_000
"""Elements that are drawn at most, each as often as it is used."""

_DEEPEST = 40
"""Parts that may use one another in a chain."""

_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_USED = re.compile(r"url\(\s*[\"']?\s*#([^)\"'\s]+)")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_LAST = re.compile(r"[^\s>+~]*\Z")
_NAMED = re.compile(r"([.#])([\w-]+)")
_ANY = "*"

_LxmlElement = etree._Element  # noqa: SLF001 - lxml names the type so


def is_light(root: _LxmlElement) -> bool:
    """Tell whether a drawing shows no more elements than a printer draws in seconds, and none within itself.

    >>> inside = '<g id="b"><use href="#a"/><use href="#a"/></g><g id="a"><path/></g><use href="#b"/>'
    >>> is_light(etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'))
    True
    >>> is_light(etree.fromstring('<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>'))
    False
    """
    try:
        _Drawing(root).weigh(root)
    except _EndlessError:
        return False
    return True


class _EndlessError(Exception):
    """A drawing shows more than it may, or itself."""


class _Weight(NamedTuple):
    """How many elements are drawn for a part, and how many parts use one another in the longest chain from it."""

    elements: int = 0
    levels: int = 0


@dataclass(slots=True)
class _Drawing:
    """A drawing while it is weighed: its parts by their ids, and what its style sheets say that classes use."""

    root: _LxmlElement
    parts: dict[str, _LxmlElement] = field(init=False)
    styled: dict[str, list[str]] = field(init=False)
    known: dict[_LxmlElement, _Weight | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look for the ids and the style sheets."""
        self.parts = {str(name): one for one in self.root.iter("*") if (name := one.get("id"))}
        self.styled = defaultdict(list)
        for sheet in self.root.iter("{*}style"):
            for rule in _RULE.finditer(sheet.text or ""):
                for selector in rule[1].split(","):
                    self._note(selector.strip(), _USED.findall(rule[2]))

    def _note(self, selector: str, used: list[str]) -> None:
        last = _LAST.search(selector)
        named = _NAMED.findall(last[0]) if last else []
        self.styled["".join(named[-1]) if named else _ANY].extend(used)

    def weigh(self, part: _LxmlElement, above: int = 0) -> _Weight:
        """Return the weight of a part; raise _EndlessError where it is too much, or where it uses itself."""
        if part in self.known:
            found = self.known[part]
            if found is None or above + found.levels > _DEEPEST:
                raise _EndlessError
            return found
        self.known[part] = None  # whoever comes here again while it is weighed has gone in a circle
        total, levels = 0, 0
        for element in part.iter("*"):
            total += 1
            for used in self._used(element):
                if above >= _DEEPEST:
                    raise _EndlessError
                more = self.weigh(used, above + 1)
                total, levels = total + more.elements, max(levels, more.levels + 1)
            if total > MOST:
                raise _EndlessError
        self.known[part] = _Weight(total, levels)
        return _Weight(total, levels)

    def _used(self, element: _LxmlElement) -> Iterator[_LxmlElement]:
        names = [name for value in element.attrib.values() for name in _USED.findall(str(value))]
        if etree.QName(element).localname != "a":
            names += [
                str(value).strip()[1:]
                for key, value in element.attrib.items()
                if etree.QName(key).localname == "href" and str(value).strip().startswith("#")
            ]
        classes = (f".{name}" for name in (element.get("class") or "").split())
        for selector in (*classes, f"#{element.get('id')}", _ANY):
            names += self.styled.get(selector, ())
        found = (self.parts[name] for name in names if name in self.parts)
        return (part for part in found if etree.QName(part).localname not in _GRADIENTS)
