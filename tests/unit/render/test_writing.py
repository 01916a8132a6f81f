from codetool.model.markup import Comment, Element, Folded, Node
from codetool.render.markup import Sheet, html_of


def html(*children: Node, name: str = "p") -> str:
    return str(html_of(Element(name=name, children=children), Sheet())).strip()


def test_what_looks_like_markup_is_text() -> None:
    assert html("<script>alert('x') & \"y\"</script>") == ("<p>&lt;script&gt;alert('x') &amp; \"y\"&lt;/script&gt;</p>")


def test_an_attribute_cannot_break_out() -> None:
    element = Element(name="p", attributes=(("eId", '"><script>'), ("xml:lang", '"x')), children=("a",))
    assert str(html_of(element, Sheet())).strip() == '<p id="&#34;&gt;&lt;script&gt;" lang="&#34;x">a</p>'


def test_an_id_with_a_space_is_no_id() -> None:
    assert 'id="' not in html_of(Element(name="p", attributes=(("eId", "a b"),)), Sheet())


def test_ids_can_be_left_out() -> None:
    assert html_of(Element(name="b", attributes=(("eId", "b_1"),)), Sheet(ids=False)) == "<b></b>"


def test_unknown_elements_are_a_div_or_a_span_named_after_them() -> None:
    assert html("a", name="conclusions") == '<div class="akn-conclusions">a</div>'
    assert html("a ", Element(name="person", children=("b",))) == '<p>a <span class="akn-person">b</span></p>'
    foreign = Element(name="{urn:x}math", children=("x",))
    assert html("a ", foreign) == '<p>a <span class="akn-foreign">x</span></p>'


def test_empty_inline_elements_and_comments_leave_nothing() -> None:
    assert html("a", Element(name="mod"), Comment(text="non")) == "<p>a</p>"
    assert html_of(Comment(text="non"), Sheet()) == ""


def test_an_inline_element_with_a_block_in_it_stays_in_line() -> None:
    mod = Element(name="mod", children=(Element(name="quotedStructure", children=(Element(name="p"),)),))
    assert html(mod).startswith('<div class="akn-p"><div class="akn-mod inline"><blockquote')


def test_layout_between_blocks_goes_and_space_in_a_sentence_folds() -> None:
    assert html("\n  ", Element(name="p", children=("a\n   b\u00a0c",)), "\n", name="content") == (
        '<div class="akn-content"><p>a b\u00a0c</p>\n</div>'
    )


def test_a_text_and_a_folded_element_are_nodes_too() -> None:
    assert html_of("a < b", Sheet()) == "a &lt; b"
    folded = Folded(name="p", xml=b"<p>a</p>", scope=(("", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"),))
    assert html_of(folded, Sheet()) == "<p>a</p>\n"


def test_quotation_marks_around_a_quotation_are_set_apart_with_it() -> None:
    quoted = Element(name="embeddedText", children=("mot " * 80,))
    assert '<q class="akn-embeddedText long">"mot mot' in html('Il dit : "', quoted, '" ; fin')
    assert 'mot "</q> ; fin</p>' in html('Il dit : "', quoted, '" ; fin')
    assert html("a ", Element(name="embeddedText", children=("b",)), " c") == (
        '<p>a <q class="akn-embeddedText">b</q> c</p>'
    )
    bold = Element(name="b", children=("x",))
    assert html(bold, Element(name="quotedText", children=("b",)), '"') == (
        '<p><b>x</b><q class="akn-quotedText">b</q>"</p>'
    )
