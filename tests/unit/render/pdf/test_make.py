"""What the file says about itself, and what it carries."""

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from lxml import etree

from codetool import __version__
from codetool.akn.read import read_expression
from codetool.render import Imprint
from codetool.render.carried import record_edition
from codetool.render.pdf import Record, Source, Statement
from codetool.render.pdf.record import Relation, record_of

Printer = Callable[..., Any]
RECORD = Record(
    digest="ab" * 32,
    statements=(Statement(name="work", meaning="IRI of the Work", values=("/akn/be/act/code/a&b",)),),
    sources=(
        Source(name="2001-06-07.fra.xml", content=b"<a/>", date="2001-06-07", meaning="La source"),
        Source(name="b.xml", content=b"<b/>"),
    ),
)


def metadata(content: bytes) -> etree._Element:
    found = re.search(rb"<x:xmpmeta.*</x:xmpmeta>", content, re.DOTALL)
    assert found
    return etree.fromstring(found[0])


def said(content: bytes) -> dict[str, str]:
    """Return the properties of our own by name, a list's values joined."""
    own = "{urn:codetool:edition:1#}"
    return {
        str(one.tag).removeprefix(own): " | ".join("".join(li.itertext()) for li in one.iter("{*}li"))
        or (one.text or "")
        for one in metadata(content).iter(f"{own}*")
    }


def test_it_says_what_it_is_what_of_and_what_made_it(printed: Printer) -> None:
    told = said(printed("<p>Un</p>", record=RECORD).content)
    assert told["work"] == "/akn/be/act/code/a&b"
    programs = (
        rf"codetool {re.escape(__version__)} sha256:[0-9a-f]{{64}} \| WeasyPrint \d+\.\d+ \| pydyf [\d.]+ "
        r"\| Pango [\d.]+ \| HarfBuzz [\d.]+( \| \w+ [\d.]+)+ \| zlib [\d.]+ \| Python [\d.]+"
    )
    assert re.fullmatch(programs, told["madeWith"])
    assert re.fullmatch(r"[\w-]+ sha256:[0-9a-f]{64}", told["font"])


def test_every_property_of_our_own_is_described(printed: Printer) -> None:
    content = printed("<p>Un</p>", record=RECORD).content
    described = {one.text for one in metadata(content).iter("{http://www.aiim.org/pdfa/ns/property#}name")}
    assert described == {"part", *said(content)}


def test_it_claims_both_standards(printed: Printer) -> None:
    content = printed("<p>Un</p>").content
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_its_sources_are_attached_once_each(printed: Printer) -> None:
    made = printed("<p>Un</p>", record=RECORD)
    files = [made.at(one) for one in made.catalogue["/AF"]]
    assert [(one["/UF"], one["/AFRelationship"], one["/Desc"]) for one in files] == [
        ("u:2001-06-07.fra.xml", "/Source", "u:La source"),
        ("u:b.xml", "/Source", "u:b.xml"),
    ]
    streams = [made.at(one["/EF"]["/F"]) for one in files]
    assert [one["/Params"].get("/ModDate") for one in streams] == ["u:D:20010607000000Z", None]
    with pdfium.PdfDocument(made.content) as document:
        held = {document.get_attachment(i).get_name(): bytes(document.get_attachment(i).get_data()) for i in range(2)}
    assert held == {"2001-06-07.fra.xml": b"<a/>", "b.xml": b"<b/>"}


def test_without_a_source_nothing_is_attached(printed: Printer) -> None:
    assert "/AF" not in printed("<p>Un</p>").catalogue


def test_it_says_no_time_of_making(printed: Printer) -> None:
    content = printed("<p>Un</p>").content
    assert b"CreateDate" not in content
    assert b"ModifyDate" not in content


def test_an_edition_says_its_work_version_and_status(code_path: Path) -> None:
    source = code_path.read_bytes()
    record = record_of(read_expression(source), source)
    told = {one.name: one.values[0] for one in record.statements}
    assert told == {
        "work": "/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas",
        "expression": "/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas/fra@2001-06-07",
        "versionDate": "2001-06-07",
        "status": told["status"],
        "sourceDigest": record.digest,
    }
    assert "projet" in told["status"]
    assert not record.sources


def test_an_edition_carries_its_source_and_the_recipe_whose_digest_it_states(code_path: Path) -> None:
    source = code_path.read_bytes()
    record = record_edition(read_expression(source), Imprint(source=source))
    text, recipe = record.sources
    assert (text.name, text.date, text.content, text.relation) == (
        "2001-06-07.fra.xml", "2001-06-07", source, Relation.SOURCE,
    )  # fmt: skip
    assert (recipe.name, recipe.media_type, recipe.relation) == (
        "edition.json", "application/json", Relation.SUPPLEMENT,
    )  # fmt: skip
    assert record.statements[-1].values == (sha256(recipe.content).hexdigest(),)
