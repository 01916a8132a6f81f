"""Writing gives the same bytes for the same Expression, and a layout that changes no word."""

from hashlib import sha256

from codetool.akn.parser import canonical_source
from codetool.akn.read import read_expression
from codetool.akn.write import digest_of, lay_out, write_element, write_expression
from codetool.model.markup import Comment, Element, Folded, Instruction

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SOURCE = (
    f'<!--c--><akomaNtoso xmlns="{AKN}"><act name="x"><body><article eId="art_1"><num>1.</num>'
    "<content><p>Un  <b>mot</b> .</p><!--n--></content></article></body></act></akomaNtoso><?e?>"
).encode()


def test_the_declaration_and_the_ends_of_lines() -> None:
    written = write_expression(read_expression(SOURCE))
    assert written.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!--c-->\n<akomaNtoso xmlns=')
    assert written.endswith(b"</akomaNtoso>\n<?e?>\n")


def test_the_digest_is_of_the_canonical_xml() -> None:
    expression = read_expression(SOURCE)
    assert digest_of(expression) == sha256(canonical_source(SOURCE)).hexdigest()


def test_each_kind_of_node_is_written() -> None:
    node = Element(
        name="{urn:v}note",
        prefix="v",
        namespaces=(("v", "urn:v"), ("", 'urn:"')),
        attributes=(("a", '<&">\t\n\r'),),
        children=("<&>\r", Comment(text=" c "), Instruction(target="p", text="q"), Instruction(target="r")),
    )
    assert write_element(node) == (
        '<v:note xmlns:v="urn:v" xmlns="urn:&quot;" a="&lt;&amp;&quot;>&#9;&#10;&#13;">'
        "&lt;&amp;&gt;&#13;<!-- c --><?p q?><?r?></v:note>"
    )
    assert write_element(Folded(name="article", xml="<article>é</article>".encode())) == "<article>é</article>"


def test_a_layout_puts_blocks_on_lines_and_leaves_running_text() -> None:
    expression = lay_out(read_expression(SOURCE, fold=False))
    assert write_expression(expression).decode().splitlines()[2:-1] == [
        f'<akomaNtoso xmlns="{AKN}">',
        '  <act name="x">',
        "    <body>",
        '      <article eId="art_1">',
        "        <num>1.</num>",
        "        <content>",
        "          <p>Un  <b>mot</b> .</p>",
        "          <!--n-->",
        "        </content>",
        "      </article>",
        "    </body>",
        "  </act>",
        "</akomaNtoso>",
    ]


def test_a_layout_is_made_once() -> None:
    once = lay_out(read_expression(SOURCE, fold=False))
    assert lay_out(once) == once
    assert lay_out(read_expression(write_expression(once), fold=False)) == once


def test_a_layout_leaves_text_where_the_schema_has_none() -> None:
    odd = Element(name="body", children=("nu", Element(name="p")))
    assert write_element(odd) == "<body>nu<p/></body>"
