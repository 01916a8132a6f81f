"""Akoma Ntoso XML to an Expression that keeps everything; lazy below the article."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import is_

from lxml import etree

from codetool.akn.crowding import may_be_crowded
from codetool.akn.folding import MARK, Cut, Leaf, cut_document
from codetool.akn.parser import (
    _ElementTree,
    _LxmlElement,
    check_size,
    check_tags,
    is_well_formed,
    parse_akn,
    parse_xml,
)
from codetool.model.expression import Expression
from codetool.model.markup import AKN_NAMESPACE, Attributes, Comment, Element, Folded, Instruction, Node
from codetool.model.provision import UNITS, num_of
from codetool.model.text import INLINE

_Scope = tuple[tuple[str, str], ...]
_AKN = f"{{{AKN_NAMESPACE}}}"
_Names = Mapping[str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What a tree leaves out: the runs that were cut out of it, and the lines above it; `opened` puts them in open."""

    runs: Sequence[Sequence[Leaf]] = ()
    shift: int = 0
    opened: bool = False


def read_expression(source: bytes, place: str = "", *, fold: bool = True) -> Expression:
    """Return the Expression that an Akoma Ntoso 3.0 document holds; articles stay folded unless `fold` is false.

    Raises SourceError where `source` is not well-formed, DialectError where it is another vocabulary. The schema is
    not checked here.
    """
    check_size(len(source), place)
    check_tags(source, place)
    if fold and (cut := _cut_unread(source)):
        return _expression(parse_akn(cut.rest, place), _Source(runs=cut.runs))
    tree = parse_akn(source, place)
    unit = _unit_tag(tree.getroot()) if fold else ""
    cut = cut_document(source, tree.docinfo.encoding or "UTF-8", unit) if unit else None
    return expression_of(tree) if cut is None else _expression(parse_xml(cut.rest), _Source(runs=cut.runs))


def _cut_unread(source: bytes) -> Cut | None:
    """Return a document without its articles before it is read; None where only reading it tells what they are.

    All it has declared must stand in its first tag, so that a name means the same throughout.
    """
    root = _ROOT.search(source, 0, _ROOM)
    if root is None or AKN_NAMESPACE.encode() not in root[0] or root[0].count(b"xmlns") != source.count(b"xmlns"):
        return None
    prefix = root["prefix"] or b""
    declared = re.search(rb"\sxmlns%s\s*=\s*[\"']%s[\"']" % (b":" + prefix[:-1] if prefix else b"", _NAME), root[0])
    names = [prefix + unit.encode() for unit in UNITS]
    name = next((name for name in names if re.search(rb"<%s[\s/>]" % name, source)), None)
    if not declared or not name or may_be_crowded(source) or not is_well_formed(source):
        return None
    cut = cut_document(source, "UTF-8", name.decode())
    return None if cut is None or any(_may_be_too_much(leaf.xml) for run in cut.runs for leaf in run) else cut


def _may_be_too_much(xml: bytes) -> bool:
    """Tell whether the parser might refuse an element, for its depth or its length: it says so at once."""
    return len(xml) > _PLENTY and (len(xml) > _LONG or xml.count(b"</") > _DEEP)


_DEEP = 240
"""Elements in one another that are read for sure: libxml2 takes 256."""

_PLENTY = _DEEP * len("<b></b>")
_LONG = 8_000_000
"""Bytes of text in one piece that are read for sure: libxml2 takes ten million."""


_ROOT = re.compile(rb"""<(?P<prefix>[\w.\-]+:)?akomaNtoso(?=[\s>])(?:[^<>"']|"[^<"]*"|'[^<']*')*>""")
_ROOM = 64 * 1024
"""Bytes in which a document begins; who puts more before it has it read in full."""

_NAME = re.escape(AKN_NAMESPACE.encode())


def expression_of(tree: _ElementTree) -> Expression:
    """Return the Expression of a tree that `parse_akn` gave, every article opened."""
    return _expression(tree, _Source())


def _expression(tree: _ElementTree, source: _Source) -> Expression:
    root = tree.getroot()
    return Expression(
        root=_build(root, {}, source),
        prolog=tuple(reversed([_outside(node) for node in root.itersiblings(preceding=True)])),
        epilog=tuple(_outside(node) for node in root.itersiblings()),
    )


def unfold(node: Element | Folded) -> Element:
    """Return the element with everything below it opened."""
    if isinstance(node, Folded):
        return next(unfold_all([node]))
    return _unfolded(node, unfold_all(_folded_in(node)))


def _folded_in(element: Element) -> Iterator[Folded]:
    for child in element.children:
        if isinstance(child, Folded):
            yield child
        elif isinstance(child, Element):
            yield from _folded_in(child)


def _unfolded(element: Element, opened: Iterator[Element]) -> Element:
    """Return an element with the next of the opened ones in the place of each folded one."""
    children = tuple(
        next(opened) if isinstance(child, Folded) else _unfolded(child, opened) if isinstance(child, Element) else child
        for child in element.children
    )
    return element if all(map(is_, children, element.children)) else replace(element, children=children)


def unfold_all(nodes: Iterable[Folded]) -> Iterator[Element]:
    """Yield the elements opened, in order."""
    for node, element in _parsed(nodes):
        shift = node.line - (element.sourceline or 0) if node.line else 0
        yield _build(element, {prefix or None: uri for prefix, uri in node.scope}, _Source(shift=shift))


def parse_folded(nodes: Iterable[Folded]) -> Iterator[_LxmlElement]:
    """Yield the folded elements as the parser gives them, in order."""
    yield from (element for _, element in _parsed(nodes))


def _parsed(nodes: Iterable[Folded]) -> Iterator[tuple[Folded, _LxmlElement]]:
    """Yield folded elements with what the parser makes of them; many are read in one go, five times as fast."""
    for scope, run in groupby(nodes, key=lambda node: node.scope):
        names = "".join(f' xmlns{":" + prefix if prefix else ""}="{_escaped(uri)}"' for prefix, uri in scope)
        folded = list(run)
        for start in range(0, len(folded), _AT_ONCE):
            some = folded[start : start + _AT_ONCE]
            xml = b"".join(node.xml for node in some)
            yield from zip(some, parse_xml(b"<w%s>%s</w>" % (names.encode(), xml)).getroot(), strict=True)


_AT_ONCE = 1000
"""Elements that are read in one go; libxml2 counts lines up to 65,535 only."""


def unfold_expression(expression: Expression) -> Expression:
    """Return the Expression with every article opened."""
    return replace(expression, root=unfold(expression.root))


def _unit_tag(root: _LxmlElement) -> str:
    """Return the name, as it is written, of the elements that stay folded: the first of UNITS that the document has."""
    found = (next(root.iter(f"{_AKN}{unit}"), None) for unit in UNITS)
    first = next((element for element in found if element is not None), None)
    if first is None:
        return ""
    local = etree.QName(first).localname
    return f"{first.prefix}:{local}" if first.prefix else local


_TEXTS = (INLINE - {"mmod", "mod", "rmod"}) | {"caption", "crossHeading", "heading", "longTitle", "num", "subheading"}
"""Elements that are read as text wherever they stand: an article in one, where none may be, does not stay folded."""


def _build(element: _LxmlElement, scope: _Names, source: _Source) -> Element:
    inside = element.nsmap
    name = _name(str(element.tag))
    if source.runs and not source.opened and name in _TEXTS:
        source = replace(source, opened=True)
    return Element(
        name=name,
        prefix=element.prefix or "",
        namespaces=_declared(inside, scope) if inside != scope else (),
        attributes=_attributes(element),
        children=tuple(_children(element, inside, source)),
        line=(element.sourceline or 0) + source.shift,
    )


def _folded(run: Sequence[Leaf], tag: str, scope: _Names) -> Iterator[Folded | str]:
    name, names = _name(tag), tuple(sorted((prefix or "", uri) for prefix, uri in scope.items()))
    for lead, xml, attributes, num, line, head in run:
        if lead:
            yield lead
        folded = Folded(name=name, attributes=attributes, xml=xml, scope=names, num=num or "", line=line, head=head)
        # A number with markup, one that does not come first, or none but those of paragraphs: what is opened tells.
        yield folded if num is not None else replace(folded, num=num_of(unfold(folded)))


def _children(element: _LxmlElement, scope: _Names, source: _Source) -> Iterator[Node]:
    if element.text:
        yield element.text
    for child in element:
        if not isinstance(child.tag, str):
            yield _outside(child)
        elif source.runs and (place := child.get(MARK)) is not None:
            folded = _folded(source.runs[int(place)], child.tag, scope)
            yield from (unfold(one) if source.opened and isinstance(one, Folded) else one for one in folded)
        else:
            yield _build(child, scope, source)
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


def _declared(inside: _Names, outside: _Names) -> _Scope:
    new = {prefix or "": uri for prefix, uri in inside.items() if outside.get(prefix) != uri}
    if None in outside and None not in inside:
        new[""] = ""
    return tuple(sorted(new.items()))


def _escaped(uri: str) -> str:
    return uri.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
