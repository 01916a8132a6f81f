from markupsafe import Markup

from codetool.model.markup import Attributes, Element, Node
from codetool.render.markup import Sheet, html_of


def make(name: str, *children: Node, **attributes: str) -> Element:
    pairs: Attributes = tuple(attributes.items())
    return Element(name=name, attributes=pairs, children=children)


def html(element: Element, sheet: Sheet | None = None) -> str:
    return str(html_of(element, sheet or Sheet())).strip()


def num(text: str) -> Element:
    return make("num", text)


def test_headings_go_down_one_level_at_a_time_and_no_further_than_six() -> None:
    element = make("article", num("1"), make("heading", "But"))
    for _ in range(6):
        element = make("chapter", num("I"), make("heading", "H"), element)
    written = html(element)
    assert [written.count(f"<h{level} ") for level in range(1, 7)] == [0, 1, 1, 1, 1, 3]


def test_a_division_without_a_head_takes_no_level() -> None:
    inner = make("article", num("Article premier"), make("content", make("p", "x")))
    assert html(make("hcontainer", inner)).startswith('<div class="akn-hcontainer"><section class="akn-article"><h2')


def test_a_short_number_hangs_and_a_long_one_stands_above() -> None:
    assert 'class="akn-article hang"' in html(make("article", num("2.10."), make("content", "x")))
    assert 'class="akn-article"' in html(make("article", num("Article 12"), make("content", "x")))
    assert 'class="akn-paragraph hang"' in html(make("paragraph", num("(1)"), make("content", "x")))
    above = html(make("paragraph", num("Paragraphe 1"), make("content", "x")))
    assert above.startswith(
        '<div class="akn-paragraph"><div class="head"><span class="akn-num">Paragraphe 1</span></div>'
    )


def test_the_dash_after_a_number_stays_and_can_be_styled() -> None:
    assert 'TITRE 1<span class="dash"> –</span></span>' in html(make("title", num("TITRE 1 –"), make("heading", "A")))


def test_a_permalink_is_made_where_the_id_is_known_and_no_link_is_in_the_way() -> None:
    sheet = Sheet(targets=frozenset({"art_1"}))
    article = make("article", num("1"), eId="art_1")
    assert '<a class="permalink" href="#art_1">1</a>' in html(article, sheet)
    assert "permalink" not in html(article, Sheet(targets=sheet.targets, permalinks=False))
    linked = make("article", make("num", make("ref", "1", href="#art_1")), eId="art_1")
    assert "permalink" not in html(linked, sheet)
    unnumbered = make("article", make("heading", "But"), eId="art_1")
    assert '<a class="permalink" href="#art_1">But</a>' in html(unnumbered, sheet)


def test_what_comes_after_a_provision_stands_at_its_end_and_not_after_one_that_is_quoted() -> None:
    after = Sheet(after={"art_1": Markup("<aside>h</aside>")})
    text = make("content", make("p", "x"))
    assert html(make("article", num("Article 1"), text, eId="art_1"), after).endswith("<aside>h</aside></section>")
    assert "&lt;" not in html(make("article", num("Article 1"), text, eId="art_1"), after)
    assert html(make("article", num("1"), text, eId="art_1"), after).endswith("<aside>h</aside></div>\n</section>")
    assert html(make("article", text, eId="art_1"), after).endswith("<aside>h</aside></div>")
    assert html(make("paragraph", num("1"), text, eId="art_1"), after).endswith("<aside>h</aside></div>\n</div>")
    assert "aside" not in html(make("quotedStructure", make("article", num("1"), text, eId="art_1")), after)


def test_a_heading_with_a_block_is_still_a_heading() -> None:
    block = make("heading", make("quotedStructure", make("p", "x")))
    assert 'class="head" role="heading" aria-level="2"' in html(make("chapter", num("I"), block))


def test_an_empty_heading_leaves_nothing() -> None:
    assert "akn-heading" not in html(make("chapter", num("I"), make("heading")))


def test_points_are_a_list_with_what_comes_before_and_after() -> None:
    points = (make("point", num("a)"), make("content", "x")), make("point", num("b)"), make("content", "y")))
    written = html(make("list", make("intro", "Avant :"), *points, make("wrapUp", "Après.")))
    assert written.index("Avant") < written.index('<ul class="points" role="list">') < written.index("Après")
    assert written.count('<li class="akn-point hang">') == len(points)
