"""Bad input: each is refused with one line that names the place, the fact and the remedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.akn import parser
from codetool.akn.parser import (
    canonical_source,
    canonical_xml,
    dialect_of,
    is_well_formed,
    parse_akn,
    parse_html,
    parse_xml,
)
from codetool.akn.read import expression_of, read_expression, unfold_expression
from codetool.errors import DialectError, SourceError

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
GOOD = f'<akomaNtoso xmlns="{AKN}"><act name="code"/></akomaNtoso>'
REPAIR = "Open the file in an XML editor and repair that line."
DOCTYPE = (
    "draft.xml: the document has a DOCTYPE, which can hide text from a reader. "
    "Save it without the DOCTYPE and its entities."
)
BOMB = '<!DOCTYPE b [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><b>&c;</b>'
EXTERNAL = '<?xml version="1.0"?>\n<!-- note -->\n<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/hostname">]><b>&x;</b>'


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"", "draft.xml: the file is empty. Name a file with a text in it."),
        (b" \n\t", "draft.xml: the file is empty. Name a file with a text in it."),
        (
            b"\x7fELF\x02\x01\x00\x00rest",
            "draft.xml: this is a binary file, not XML. Name an Akoma Ntoso XML file.",
        ),
        (
            b"Article 1. Un texte.",
            "draft.xml: this is not XML: it does not begin with <. Import a text with codetool import.",
        ),
        (
            b"<a>\n<b>",
            f"draft.xml: line 2: the XML is broken: Premature end of data in tag b line 2. {REPAIR}",
        ),
        (
            b"<a>\n<b></a>",
            f"draft.xml: line 2: the XML is broken: Opening and ending tag mismatch: b line 2 and a. {REPAIR}",
        ),
        (b"<a>&nbsp;</a>", f"draft.xml: line 1: the XML is broken: Entity 'nbsp' not defined. {REPAIR}"),
        (b"<!DOCTYPE a><a/>", DOCTYPE),
        (BOMB.encode(), DOCTYPE),
        (EXTERNAL.encode(), DOCTYPE),
        (b"\xef\xbb\xbf" + BOMB.encode(), DOCTYPE),
        (BOMB.encode("utf-16"), DOCTYPE),
        (BOMB.encode("utf-16-le"), DOCTYPE),
        (('<?xml version="1.0" encoding="UTF-16BE"?>' + BOMB).encode("utf-16-be"), DOCTYPE),
        (('<?xml version="1.0" encoding="UTF-16LE"?>' + BOMB).encode("utf-16-le"), DOCTYPE),
        (b"<?pi " + b"x" * 70_000 + b"?>" + BOMB.encode(), DOCTYPE),
    ],
)
def test_what_is_no_safe_xml_is_refused_in_one_line(source: bytes, line: str) -> None:
    with pytest.raises(SourceError) as refused:
        parse_xml(source, "draft.xml")
    assert str(refused.value) == line


@pytest.mark.parametrize("depth", [300, 10_000])
def test_deep_nesting_is_refused_in_one_line(depth: int) -> None:
    source = f'<akomaNtoso xmlns="{AKN}">' + "<a>" * depth + "</a>" * depth + "</akomaNtoso>"
    with pytest.raises(SourceError, match=r"^deep\.xml: line 1: the XML is broken: Excessive depth") as refused:
        parse_akn(source.encode(), "deep.xml")
    assert "\n" not in str(refused.value)


def test_a_file_over_the_limit_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "SIZE_LIMIT", 2 * 1024 * 1024)
    parse_xml(GOOD.encode())
    with pytest.raises(SourceError) as refused:
        parse_xml(b"<" * (2 * 1024 * 1024 + 1), "huge.xml")
    assert str(refused.value) == (
        "huge.xml: the file has 3 MB; codetool reads at most 2 MB. Split it, or name the file that you meant."
    )


def test_a_declared_encoding_that_does_not_exist_is_one_line() -> None:
    with pytest.raises(SourceError, match=r"^line 1: the XML is broken: .*klingon.*") as refused:
        parse_xml(b'<?xml version="1.0" encoding="klingon"?><a/>')
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_are_read(encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "utf-16": "UTF-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>' + GOOD.replace("<act ", '<act title="é" ')
    assert parse_akn(text.encode(encoding)).getroot()[0].get("title") == "é"


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("http://www.akomantoso.org/1.0", "Akoma Ntoso 1.0"),
        ("http://www.akomantoso.org/2.0", "Akoma Ntoso 2.0"),
        (f"{AKN}/WD17", "a draft of Akoma Ntoso 3.0 (WD17)"),
        (f"{AKN}/CSD13", "a draft of Akoma Ntoso 3.0 (CSD13)"),
        ("http://Inhaltsdaten.LegalDocML.de/1.7.2/", "LegalDocML.de 1.7.2"),
        ("http://Metadaten.LegalDocML.de/1.7.2/", "LegalDocML.de 1.7.2"),
        ("http://www.legislation.gov.uk/namespaces/legislation", "Crown Legislation Markup Language"),
        ("http://schemas.gpo.gov/xml/uslm", "United States Legislative Markup"),
        ("http://www.w3.org/1999/xhtml", "XHTML"),
        ("http://formex.publications.europa.eu/schema/formex", "Formex"),
        ("urn:unknown", "XML of another vocabulary"),
    ],
)
def test_each_dialect_is_named(namespace: str, name: str) -> None:
    assert dialect_of(namespace) == name
    with pytest.raises(DialectError) as refused:
        parse_akn(f'<act xmlns="{namespace}"/>'.encode(), "law.xml")
    assert refused.value.dialect == name
    assert str(refused.value) == (
        f"law.xml: this is {name}, not Akoma Ntoso 3.0 (root element act, namespace {namespace}). "
        f"Convert it to the OASIS standard's namespace {AKN} first."
    )


def test_xml_without_a_namespace_is_named_so() -> None:
    with pytest.raises(DialectError, match=r"namespace none\)"):
        parse_akn(b"<akomaNtoso/>")


UTF8 = b'<?xml version="1.0" encoding="utf-8"?>'


@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf", UTF8, b'<?xml version="1.0"?>\n', b"<?xml-model href='x'?>"])
def test_what_is_well_formed_needs_no_tree(head: bytes) -> None:
    assert is_well_formed(head + GOOD.encode())


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<a>",
        b"<a b='1' b='2'/>",
        b"<x:a/>",
        b"<a>&nbsp;</a>",
        b"<a>\xff</a>",
        b"<!DOCTYPE a><a/>",
        UTF8.replace(b"utf-8", b"iso-8859-1") + b"<a/>",
        UTF8.replace(b"1.0", b"2") + b"<a/>",
        UTF8.replace(b" enc", b" " * 300 + b"enc") + b"<a/>",
        "<a/>".encode("utf-16"),
    ],
)
def test_what_only_the_parser_can_tell_is_left_to_it(source: bytes) -> None:
    assert not is_well_formed(source)


PIECES = (
    b"<",
    b">",
    b"</p>",
    b"&",
    b"&#0;",
    b"'",
    b"<!--",
    b"<![CDATA[",
    b"<?",
    b"\x00",
    b"\xff",
    b" xmlns=''",
    b"x:",
    b"<num/>",
)


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(PIECES)), max_size=3))
def test_what_is_taken_for_well_formed_is_read_as_the_parser_reads_it(breaks: list[tuple[int, bytes]]) -> None:
    article = '<article eId="art_1"><num>1.</num><content><p>Un &amp; <b>deux</b>.</p></content></article>'
    source = bytearray(
        f'<akomaNtoso xmlns="{AKN}"><act name="x"><body>{article * 2}</body></act></akomaNtoso>'.encode()
    )
    for at, piece in breaks:
        source[at:at] = piece
    if is_well_formed(bytes(source)):
        try:
            opened = expression_of(parse_akn(bytes(source)))
        except (SourceError, DialectError):
            with pytest.raises((SourceError, DialectError)):
                read_expression(bytes(source))
        else:
            assert unfold_expression(read_expression(bytes(source))) == opened


def test_another_root_element_is_refused() -> None:
    with pytest.raises(SourceError) as refused:
        parse_akn(f'<act xmlns="{AKN}"/>'.encode(), "act.xml")
    assert str(refused.value) == (
        "act.xml: the root element is act, not akomaNtoso. Put the document into an akomaNtoso element."
    )


def test_no_network_and_no_files_are_read() -> None:
    include = '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/hostname"/></a>'
    assert b"xi:include" in canonical_source(include.encode())


def test_canonical_xml_forgets_layout_of_tags_and_keeps_comments() -> None:
    assert canonical_source(b"<!--x--><a  z='1' b='2'><c/></a>") == b'<!--x-->\n<a b="2" z="1"><c></c></a>'
    assert canonical_xml(parse_xml(b"<a/>").getroot()) == b"<a></a>"


def test_what_has_no_canonical_form_is_one_line() -> None:
    with pytest.raises(SourceError, match=r"^a\.xml: a namespace is declared by an incomplete address"):
        canonical_source(f'<akomaNtoso xmlns="{AKN}" xmlns:x="u/rn"><act name="a"/></akomaNtoso>'.encode(), "a.xml")


def test_many_comments_and_instructions_do_not_hide_a_doctype_nor_hold_the_reader_up() -> None:
    asides = b"<?a?> <!--b-->\n" * 2000
    assert parse_xml(asides + b"<a/>").getroot().tag == "a"
    with pytest.raises(SourceError, match="DOCTYPE"):
        parse_xml(asides + b"<!DOCTYPE a><a/>")


def test_a_document_of_more_tags_than_are_read_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "TAGS", 7)
    document = f'<akomaNtoso xmlns="{AKN}"><act name="code"><body/></act></akomaNtoso>'
    assert read_expression(document.encode(), "a.xml")
    parse_html("<p>" * 7)
    many = document.replace("<body/>", "<body/><article/>").encode()
    for read in (parse_xml, parse_akn, read_expression):
        with pytest.raises(SourceError, match=r"^a\.xml: the document has more than 7 tags and attributes\. Split it"):
            read(many, "a.xml")
    with pytest.raises(SourceError, match=r"^a\.html: the document has more than 7 tags"):
        parse_html("<p>" * 8, "a.html")
