"""The canonical XML of a whole document, as its signature covers it; none for what libxml2 would never be done with."""

from lxml import etree

from codetool.akn.parser import parse_xml
from codetool.errors import SourceError


def canonical(content: bytes, name: str) -> bytes:
    """Return the canonical XML of a document without its comments (C14N 1.1, as the default of XMLDSig has it).

    Raises SourceError where the content is no XML, or has no canonical form; `name` is how messages call it.
    """
    tree = parse_xml(content, name)
    if _is_laden(tree):
        raise SourceError(
            "an element has more attributes or namespaces than any of a text has, and so is given no canonical form",
            "Take them out.",
            place=name,
        )
    try:
        return etree.tostring(tree, method="c14n", with_comments=False)  # of a whole document 1.1 and 1.0 are the same
    except etree.C14NError as error:
        raise SourceError(
            "a namespace is declared by an incomplete address, and so the document has no canonical form",
            "Write the whole address behind xmlns, such as urn:example.",
            place=name,
        ) from error


_MOST_ATTRIBUTES, _MOST_NAMESPACES = 100, 32


def _is_laden(tree: "etree._ElementTree[etree._Element]") -> bool:
    """Tell whether an element has so many attributes or namespaces that libxml2 would sort them for hours."""
    namespaces = 0
    for event, one in etree.iterwalk(tree, events=("start", "start-ns", "end-ns")):
        if one is not None and not isinstance(one, tuple):
            if len(one.attrib) > _MOST_ATTRIBUTES:
                return True
        else:
            namespaces += 1 if event == "start-ns" else -1
            if namespaces > _MOST_NAMESPACES:
                return True
    return False
