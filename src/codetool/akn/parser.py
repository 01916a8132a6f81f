"""The one way XML comes in: no entities, no network, no DOCTYPE, a limit of size; every fault one line."""

import re
from functools import cache
from html import escape
from typing import Any
from xml.parsers import expat

from lxml import etree

from codetool.akn.crowding import check_crowding, check_page, may_be_crowded
from codetool.errors import DialectError, SourceError
from codetool.model.markup import AKN_NAMESPACE

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes that we read at most; the largest code of a whole country that we know is a sixth of it."""

TAGS = 3_000_000
"""Tags and attributes of a document at most: each takes some hundred bytes of memory, however short it is written."""

_SHORTEST = len("<p>")

HTML_DEPTH = 2048
"""Elements inside each other that libxml2 reads in a page."""

# Each comment is taken once (?>): where there are many, to try all the marks at which it might end takes for ever.
_BEFORE_ROOT = re.compile(r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<!DOCTYPE", re.DOTALL)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DIALECTS = (
    # Beginnings of namespaces met in practice, the more particular first.
    (r"http://www\.akomantoso\.org/1", "Akoma Ntoso 1.0"),
    (r"http://www\.akomantoso\.org/2", "Akoma Ntoso 2.0"),
    (r"http://docs\.oasis-open\.org/legaldocml/ns/akn/3\.0/(?P<draft>.+)", "a draft of Akoma Ntoso 3.0 ({draft})"),
    (r"http://Inhaltsdaten\.LegalDocML\.de/(?P<draft>[^/]*)", "LegalDocML.de {draft}"),
    (r"http://(?:[\w.]*\.)?LegalDocML\.de/(?P<draft>[^/]*)", "LegalDocML.de {draft}"),
    (r"https?://(?:www\.)?legislation\.gov\.uk/namespaces/", "Crown Legislation Markup Language"),
    (r"http://schemas\.gpo\.gov/xml/uslm", "United States Legislative Markup"),
    (r"http://www\.w3\.org/1999/xhtml", "XHTML"),
    (r"http://formex\.publications\.europa\.eu", "Formex"),
)  # fmt: skip

_ElementTree = etree._ElementTree  # noqa: SLF001 - lxml names its tree type so
_LxmlElement = etree._Element  # noqa: SLF001 - and its elements


@cache
def _parser() -> Any:  # noqa: ANN401 - lxml's parser type has no public name
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=False,
        remove_pis=False,
        strip_cdata=True,
    )


def parse_xml(source: bytes, place: str = "") -> _ElementTree:
    """Return the tree of an XML document; raise SourceError, with the line, where it is none or not safe to read.

    >>> parse_xml(b"plain words", "a.xml")
    Traceback (most recent call last):
        ...
    codetool.errors.SourceError: a.xml: this is not XML: it does not begin with <. Import a text with codetool import.
    """
    check_size(len(source), place)
    check_tags(source, place)
    if not source.strip():
        raise SourceError("the file is empty", "Name a file with a text in it.", place=place)
    if _has_doctype(source):
        raise SourceError(
            "the document has a DOCTYPE, which can hide text from a reader",
            "Save it without the DOCTYPE and its entities.",
            place=place,
        )
    try:
        root = etree.fromstring(source, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _broken(source, error, place) from error
    tree: _ElementTree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise SourceError(
            "the document has a DOCTYPE, which can hide text from a reader",
            "Save it without the DOCTYPE and its entities.",
            place=place,
        )
    if may_be_crowded(source):
        check_crowding(root, place)
    return tree


def is_well_formed(source: bytes) -> bool:
    """Tell whether bytes in UTF-8 surely are XML without a document type; else only `parse_xml` can tell.

    Expat builds nothing, and so takes a third of the time. Without a document type it has no entities to expand.

    >>> is_well_formed(b"<a><b/></a>"), is_well_formed(b"<a>"), is_well_formed(b"<!DOCTYPE a><a/>")
    (True, False, False)
    """
    declared = _DECLARED.match(source, 0, _ROOM_OF_DECLARATION)
    marked = source.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16
    if declared is None or marked or (declared[1] or b"utf-8").lower() != b"utf-8":
        return False
    parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
    doctypes: list[tuple[object, ...]] = []
    parser.StartDoctypeDeclHandler = lambda *declaration: doctypes.append(declaration)
    try:
        parser.Parse(source, True)  # noqa: FBT003 - expat takes no names
    except expat.ExpatError:
        return False
    return not doctypes


_DECLARED = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml\s+version\s*=\s*["']1\.[0-9]+["'][^>]*?(?:encoding\s*=\s*["']([^"'>]*)["'][^>]*)?\?>|(?!<\?xml\s))"""
)
_ROOM_OF_DECLARATION = 200

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_LAST_TAG = re.compile(r"</html\b(?=[^>]*>\s*[^\s])", re.IGNORECASE)


def parse_html(source: str, place: str = "") -> _LxmlElement:
    """Return the root of an HTML page, as its text; raise SourceError where it is too large or nested too deep.

    libxml2 reads the tags of any page as browsers do (its tokenizer is HTML 5's since 2.14), thirty times faster than
    parsers written in Python, and tells the lines. What it would lose is kept here: it reads nothing after </html>,
    takes the CDATA sections of XHTML for comments, and stops without a word at its limit of depth.

    >>> "".join(parse_html("<p>3 < 5</p></html><p>fin").itertext())
    '3 < 5fin'
    """
    check_size(len(source), place)
    check_tags(source, place)
    text = re.sub(r"\r\n?", "\n", source.lstrip("\ufeff"))
    if text.lstrip().startswith("<?xml"):
        text = _CDATA.sub(lambda found: escape(found[1], quote=False), text)
    text = _LAST_TAG.sub("</html-", text)
    check_page(text.encode(), place)
    parser = etree.HTMLParser(no_network=True, huge_tree=True, encoding="utf-8", remove_pis=True, remove_comments=True)
    try:
        root: _LxmlElement | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        # A page without any element or text.
        root = None
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise SourceError(
            "the page is nested deeper than {limit} elements",
            "Open it in a browser or in Word, and save what it shows.",
            place=place,
            limit=HTML_DEPTH,
        )
    return etree.Element("html") if root is None else root


def parse_akn(source: bytes, place: str = "") -> _ElementTree:
    """Return the tree of an Akoma Ntoso 3.0 document; raise DialectError, which names it, for other XML."""
    tree = parse_xml(source, place)
    name = etree.QName(tree.getroot())
    if name.namespace == AKN_NAMESPACE and name.localname == "akomaNtoso":
        return tree
    dialect = dialect_of(name.namespace or "")
    if name.namespace == AKN_NAMESPACE:
        raise SourceError(
            "the root element is {name}, not akomaNtoso",
            "Put the document into an akomaNtoso element.",
            place=place,
            name=name.localname,
        )
    raise DialectError(
        "this is {dialect}, not Akoma Ntoso 3.0 (root element {name}, namespace {namespace})",
        "Convert it to the OASIS standard's namespace " + AKN_NAMESPACE + " first.",
        place=place,
        dialect=dialect,
        name=name.localname,
        namespace=name.namespace or "none",
    )


def dialect_of(namespace: str) -> str:
    """Return the name of the vocabulary that a namespace stands for.

    >>> dialect_of("http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13")
    'a draft of Akoma Ntoso 3.0 (CSD13)'
    """
    for pattern, name in _DIALECTS:
        if found := re.match(pattern, namespace):
            return name.format(**found.groupdict())
    return "XML of another vocabulary"


def canonical_xml(tree: _ElementTree | _LxmlElement, place: str = "") -> bytes:
    """Return C14N 1.0 with comments, the form of which digests are taken; raise SourceError where there is none."""
    try:
        return etree.tostring(tree, method="c14n", with_comments=True)
    except etree.C14NError as error:
        # The one thing that C14N 1.0 refuses in a tree (section 1.3): relative namespace addresses.
        raise SourceError(
            "a namespace is declared by an incomplete address, and so the document has no canonical form",
            "Write the whole address behind xmlns, such as urn:example.",
            place=place,
        ) from error


def canonical_source(source: bytes, place: str = "") -> bytes:
    """Return the canonical XML of a document given as bytes.

    >>> canonical_source(b"<a  y='2' x='1'/>")
    b'<a x="1" y="2"></a>'
    """
    return canonical_xml(parse_xml(source, place), place)


def check_size(size: int, place: str = "", limit: int = 0) -> None:
    """Raise SourceError if a file of `size` bytes is larger than we read: SIZE_LIMIT where no other limit is given."""
    limit = limit or SIZE_LIMIT
    if size > limit:
        raise SourceError(
            "the file has {size} MB; codetool reads at most {limit} MB",
            "Split it, or name the file that you meant.",
            place=place,
            size=-(-size // (1024 * 1024)),
            limit=limit // (1024 * 1024),
        )


def check_tags(source: bytes | str, place: str = "") -> None:
    """Raise SourceError if a document has so many tags that it would take more memory than its size tells."""
    if len(source) <= TAGS * _SHORTEST:
        return
    if isinstance(source, bytes):
        number = source.count(b"<") + source.count(b"=")
    else:
        number = source.count("<") + source.count("=")
    if number > TAGS:
        raise SourceError(
            "the document has more than {limit} tags and attributes",
            "Split it, or name the file that you meant.",
            place=place,
            limit=TAGS,
        )


def _has_doctype(source: bytes) -> bool:
    head = source[: 64 * 1024]
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), "latin-1")
    if head[:4] in (b"<\0?\0", b"<\0!\0"):
        encoding = "utf-16-le"
    elif head[:4] in (b"\0<\0?", b"\0<\0!"):
        encoding = "utf-16-be"
    return bool(_BEFORE_ROOT.match(head.decode(encoding, "replace")))


def _broken(source: bytes, error: Exception, place: str) -> SourceError:
    if b"\0" in source[:4096] and not source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return SourceError("this is a binary file, not XML", "Name an Akoma Ntoso XML file.", place=place)
    if not source.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return SourceError(
            "this is not XML: it does not begin with <", "Import a text with codetool import.", place=place
        )
    line, _ = getattr(error, "position", (0, 0))
    cause = re.sub(r"(?:,? line \d+, column \d+| \(.*\))+$", "", str(error)).strip().rstrip(".")
    return SourceError(
        "line {line}: the XML is broken: {cause}",
        "Open the file in an XML editor and repair that line.",
        place=place,
        line=line,
        cause=cause,
    )
