"""An Expression to Akoma Ntoso XML: what was read comes back with the same canonical XML."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from codetool.akn.parser import canonical_source
from codetool.model.expression import Expression
from codetool.model.markup import AKN_NAMESPACE, Comment, Element, Folded, Instruction, Node
from codetool.model.text import INLINE

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
_MIXED = INLINE | frozenset(
    """block caption crossHeading docketNumber from heading li listIntroduction listWrapUp narrative num p scene
    subheading summary tocItem""".split(),
)
"""Elements that may hold text (Part 2, mixed content): white space in them is white space of the text."""


def write_expression(expression: Expression) -> bytes:
    """Return the document as UTF-8 XML, with the canonical XML that was read (C14N 1.0 with comments)."""
    out: list[bytes] = [b'<?xml version="1.0" encoding="UTF-8"?>\n']
    for node in expression.prolog:
        _add(node, out)
        out.append(b"\n")
    _add(expression.root, out)
    for node in expression.epilog:
        out.append(b"\n")
        _add(node, out)
    out.append(b"\n")
    return b"".join(out)


def digest_of(expression: Expression) -> str:
    """Return the SHA-256 of the whole document's canonical XML, in hexadecimal."""
    return sha256(canonical_source(write_expression(expression))).hexdigest()


_NONE: frozenset[int] = frozenset()


def write_element(node: Element | Folded, without: frozenset[int] = _NONE) -> str:
    """Return one element as XML, leaning on the declarations of the document it stands in.

    Elements below it that are in `without`, by identity, are left out, with a space in their place.

    >>> write_element(Element(name="p", children=("a & b", Element(name="eol"))))
    '<p>a &amp; b<eol/></p>'
    """
    out: list[bytes] = []
    _add(node, out, without)
    return b"".join(out).decode()


def fold_element(element: Element, without: frozenset[int] = _NONE) -> Folded:
    """Return an element as one that is not opened: its XML, and declarations for the prefixes that it leans on.

    Where only an attribute has a prefix, the address that it stands for is not known here, and a made one serves.
    """
    if without:
        element = replace(element, children=tuple(_told(element.children, without)))
    leaning: dict[str, str] = {}
    _lean(element, frozenset(), leaning, without)
    out: list[bytes] = []
    _add(element, out, without)
    xml = b"".join(out)
    return Folded(name=element.name, attributes=element.attributes, xml=xml, scope=tuple(sorted(leaning.items())))


def _lean(element: Element, declared: frozenset[str], leaning: dict[str, str], without: frozenset[int]) -> None:
    inside = declared | {prefix for prefix, _ in element.namespaces} if element.namespaces else declared
    if element.prefix not in inside:
        leaning[element.prefix] = element.name[1:].rpartition("}")[0] if element.name[0] == "{" else AKN_NAMESPACE
    for key, _ in element.attributes:
        prefix = key.rpartition(":")[0] if ":" in key else ""
        if prefix and prefix != "xml" and prefix not in inside:
            leaning.setdefault(prefix, f"urn:prefix:{prefix}")
    for child in element.children:
        if id(child) in without:
            continue
        if isinstance(child, Folded):
            leaning.update(child.scope)
        elif isinstance(child, Element):
            _lean(child, inside, leaning, without)


def _add(node: Node, out: list[bytes], without: frozenset[int] = _NONE) -> None:
    """Add what a node is written as; what is folded is written already."""
    match node:
        case str():
            out.append(node.translate(_TEXT).encode())
        case Folded():
            out.append(node.xml)
        case Comment():
            out.append(f"<!--{node.text}-->".encode())
        case Instruction():
            out.append(f"<?{node.target} {node.text}?>".encode() if node.text else f"<?{node.target}?>".encode())
        case Element():
            _add_element(node, out, without)


def _add_element(element: Element, out: list[bytes], without: frozenset[int]) -> None:
    local = element.name.rpartition("}")[2]
    name = f"{element.prefix}:{local}" if element.prefix else local
    tag = [f"<{name}"]
    for prefix, uri in element.namespaces:
        tag.append(f' xmlns{":" + prefix if prefix else ""}="{uri.translate(_VALUE)}"')
    for key, value in element.attributes:
        tag.append(f' {key}="{value.translate(_VALUE)}"')
    tag.append(">" if element.children else "/>")
    out.append("".join(tag).encode())
    for child in _told(element.children, without) if without else element.children:
        _add(child, out, without)
    if element.children:
        out.append(f"</{name}>".encode())


def _told(children: Iterable[Node], without: frozenset[int]) -> Iterator[Node]:
    """Yield what is not left out; white space and what is left out, however much of it, are one space together."""
    in_space = False
    for node in children:
        is_space = id(node) in without or (isinstance(node, str) and not node.strip(_SPACES))
        if not is_space:
            yield node
        elif not in_space:
            yield " "
        in_space = is_space


def lay_out(expression: Expression) -> Expression:
    """Return the Expression with a line for each block, indented by two spaces; white space in running text stays.

    What is folded stays as it is: unfold it first.
    """
    return replace(expression, root=_laid_out(expression.root, 0))


def lay_out_element(element: Element, depth: int) -> Element:
    """Return an element laid out as it stands so deep in a document; the root's depth is 0."""
    return _laid_out(element, depth)


def _laid_out(element: Element, depth: int) -> Element:
    inside = [child for child in element.children if not (isinstance(child, str) and not child.strip(_SPACES))]
    if _is_left(element) or any(isinstance(child, str) for child in inside):
        return element
    if not inside:
        return replace(element, children=())
    children: list[Node] = []
    for child in inside:
        children.append("\n" + "  " * (depth + 1))
        children.append(_laid_out(child, depth + 1) if isinstance(child, Element) else child)
    return replace(element, children=(*children, "\n" + "  " * depth))


_SPACES = " \t\r\n"
"""White space of XML; a no-break space is text."""


def _is_left(element: Element) -> bool:
    # Running text, what another vocabulary has to say, and what asks to be left as it is.
    foreign = element.name.startswith("{")
    return element.name in _MIXED or foreign or element.get("xml:space") == "preserve"
