"""Akoma Ntoso XML to an Expression that keeps everything; lazy below the article."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from codetool.akn.parser import _ElementTree, _LxmlElement, parse_akn, parse_xml
from codetool.model.expression import Expression
from codetool.model.markup import AKN_NAMESPACE, Attributes, Comment, Element, Folded, Instruction, Node
from codetool.model.provision import UNITS
from codetool.model.text import fold_space

_Scope = tuple[tuple[str, str], ...]
_AKN = f"{{{AKN_NAMESPACE}}}"
_INHERITED = re.compile(rb'^(<[^\s/>]+)(?: xmlns(?::[^\s=]+)?="[^"]*")+')
"""The declarations that libxml2 repeats on an element written alone; they stand before its attributes."""


def read_expression(source: bytes, place: str = "", *, fold: bool = True) -> Expression:
    """Return the Expression that an Akoma Ntoso 3.0 document holds; articles stay folded unless `fold` is false.

    Raises SourceError where `source` is not well-formed, DialectError where it is another vocabulary. The schema is
    not checked here.
    """
    return expression_of(parse_akn(source, place), fold=fold)


def expression_of(tree: _ElementTree, *, fold: bool = True) -> Expression:
    """Return the Expression of a tree that `parse_akn` gave."""
    root = tree.getroot()
    unit = _unit_tag(root) if fold else ""
    built = _build(root, {}, unit)
    if not isinstance(built, Element):
        raise TypeError(built)
    return Expression(
        root=built,
        prolog=tuple(reversed([_outside(node) for node in root.itersiblings(preceding=True)])),
        epilog=tuple(_outside(node) for node in root.itersiblings()),
    )


def unfold(node: Element | Folded) -> Element:
    """Return the element with everything below it opened."""
    if isinstance(node, Folded):
        # Two equal folded elements may stand in different lines: what is kept for reuse knows none.
        return _shifted(_opened(node), node.line - 1) if node.line else _opened(node)
    children = tuple(unfold(child) if isinstance(child, Element | Folded) else child for child in node.children)
    return replace(node, children=children) if children != node.children else node


def unfold_expression(expression: Expression) -> Expression:
    """Return the Expression with every article opened."""
    return replace(expression, root=unfold(expression.root))


@lru_cache(maxsize=4096)
def _opened(folded: Folded) -> Element:
    scope = "".join(f' xmlns{":" + prefix if prefix else ""}="{_escaped(uri)}"' for prefix, uri in folded.scope)
    root = parse_xml(b"<w" + scope.encode() + b">" + folded.xml + b"</w>").getroot()
    built = _build(root[0], dict(root.nsmap), "")
    if not isinstance(built, Element):
        raise TypeError(built)
    return built


def _shifted(element: Element, lines: int) -> Element:
    children = tuple(_shifted(c, lines) if isinstance(c, Element) else c for c in element.children)
    return replace(element, children=children, line=element.line + lines)


def _unit_tag(root: _LxmlElement) -> str:
    return next((f"{_AKN}{unit}" for unit in UNITS if next(root.iter(f"{_AKN}{unit}"), None) is not None), "")


def _build(element: _LxmlElement, scope: dict[str | None, str], unit: str) -> Element | Folded:
    inside = element.nsmap
    tag = element.tag
    if tag == unit and inside == scope and _is_foldable(element, unit):
        return _fold(element, inside)
    return Element(
        name=_name(str(tag)),
        prefix=element.prefix or "",
        namespaces=_declared(inside, scope),
        attributes=_attributes(element),
        children=tuple(_children(element, inside, unit)),
        line=element.sourceline or 0,
    )


def _children(element: _LxmlElement, scope: dict[str | None, str], unit: str) -> Iterator[Node]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield _build(child, scope, unit)
        else:
            yield _outside(child)
        if child.tail:
            yield child.tail


def _outside(node: _LxmlElement) -> Comment | Instruction:
    if isinstance(node, etree._ProcessingInstruction):  # noqa: SLF001 - lxml has no public name for it
        return Instruction(target=node.target or "", text=node.text or "")
    return Comment(text=node.text or "")


def _name(tag: str) -> str:
    if tag.startswith(_AKN):
        return tag[len(_AKN) :]
    return tag if tag.startswith("{") else f"{{}}{tag}"


def _attributes(element: _LxmlElement) -> Attributes:
    if not any(str(key).startswith("{") for key in element.keys()):  # noqa: SIM118 - lxml elements iterate over children
        return tuple((str(key), str(value)) for key, value in element.items())
    # Only XPath tells the prefix that an attribute was written with.
    names = [str(element.xpath(f"name(@*[{i}])")) for i in range(1, len(element.attrib) + 1)]
    return tuple(zip(names, (str(value) for value in element.values()), strict=True))


def _declared(inside: dict[str | None, str], outside: dict[str | None, str]) -> _Scope:
    new = {prefix or "": uri for prefix, uri in inside.items() if outside.get(prefix) != uri}
    if None in outside and None not in inside:
        new[""] = ""
    return tuple(sorted(new.items()))


def _is_foldable(element: _LxmlElement, unit: str) -> bool:
    return sum(1 for _ in element.iter(unit)) == 1


def _fold(element: _LxmlElement, scope: dict[str | None, str]) -> Folded:
    whole = etree.tostring(element, encoding="utf-8", xml_declaration=False, with_tail=False)
    num = element.find(f"{_AKN}num")
    inherited = tuple(sorted((prefix or "", uri) for prefix, uri in scope.items()))
    return Folded(
        name=_name(str(element.tag)),
        attributes=_attributes(element),
        xml=_INHERITED.sub(rb"\1", whole, count=1),
        scope=inherited,
        num=fold_space("".join(str(text) for text in num.itertext())) if num is not None else "",
        line=element.sourceline or 0,
    )


def _escaped(uri: str) -> str:
    return uri.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
