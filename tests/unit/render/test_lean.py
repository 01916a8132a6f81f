"""What is spared in a layout, and that nothing of what a reader sees or follows is."""

import gc
from xml.etree.ElementTree import Element, fromstring

import pytest
import weasyprint

from codetool.render.lean import OBJECTS, narrowed, put_ids_aside, seldom_collected, style_text
from codetool.render.pages import paged

TOLD = ".to::after { content: target-counter(attr(data-to), page) }"
FOOTNOTE = ".foot { float: footnote }"
LINKED = (
    '<p><a class="to" data-to="#b" href="#b">B</a> <a href="#c">C</a></p><section id="a"><h2 class="head">A</h2>'
    '<p id="a1">un</p></section><section id="b" class="b"><h2 class="head">B</h2><p id="c">deux</p></section>'
)


def page(body: str, style: str = TOLD) -> str:
    return f'<!DOCTYPE html><html lang="fr"><title>Essai</title><style>{style}</style><body>{body}</body></html>'


def tree(body: str) -> Element:
    return fromstring(f"<body>{body}</body>")  # noqa: S314 - our own


def ids(root: Element) -> list[tuple[str, str]]:
    return [(one.tag, one.attrib["id"]) for one in root.iter() if one.get("id")]


def styles_of(tag: str, html: str) -> int:
    """Return how many styles the elements of a name have among them."""
    (laid_out,) = paged(weasyprint)(string=html).render().pages
    return len(
        {
            id(box.style)
            for box in laid_out._page_box.descendants()
            if type(box).__name__ == "BlockBox" and box.element_tag == tag
        }
    )


def places(html: str) -> list[dict[str, tuple[float, float]]]:
    """Return by page what can be led to, and where."""
    pages = paged(weasyprint)(string=html).render().pages
    return [{name: corners[:2] for name, corners in sorted(one.anchors.items())} for one in pages]


def test_only_the_ids_whose_page_is_told_stay_and_the_heading_takes_them() -> None:
    root = tree(LINKED)
    put_ids_aside(root, TOLD)
    assert ids(root) == [("h2", "b")]


def test_ids_stay_where_the_style_tells_the_page_of_any_link() -> None:
    root = tree(LINKED)
    put_ids_aside(root, ".akn-ref::after { content: target-counter( attr(href), page) }")
    assert ids(root) == [("section", "a"), ("p", "a1"), ("section", "b"), ("p", "c")]


def test_a_told_id_stays_on_what_has_no_heading_of_its_own() -> None:
    root = tree('<a data-to="#x"/><section id="x"><p/></section><a data-to="#y"/><p id="y"/>')
    put_ids_aside(root, "")
    assert ids(root) == [("section", "x"), ("p", "y")]


def test_links_lead_to_the_places_of_ids_that_were_put_aside() -> None:
    style = f"{TOLD} section + .b {{ break-before: page }}"
    aside, kept = (places(page(LINKED, style + more)) for more in ("", "i::after { content: target-text(attr(x)) }"))
    assert [list(one) for one in aside] == [["a", "a1"], ["b", "c"]]
    assert aside == kept


def test_the_places_of_a_table_and_its_cells_are_known() -> None:
    table = '<table id="t"><tr id="r"><td id="c1">1</td><td id="c2">2</td></tr></table>'
    (made,) = places(page(table))
    assert made["c1"][0] < made["c2"][0]
    assert sorted(made) == ["c1", "c2", "r", "t"]


def test_elements_that_look_alike_have_one_style_whatever_their_ids() -> None:
    body = "".join(f'<p id="p{n}">{n}</p>' for n in range(9))
    assert styles_of("p", page(body)) == 1
    assert styles_of("p", page(body, "i::after { content: target-text(attr(href)) }")) == 9


def test_styles_of_notes_and_markers_are_only_for_notes_and_items() -> None:
    html = paged(weasyprint)(string=page('<p>un<span class="foot">deux</span></p><ul><li>trois</li></ul>', FOOTNOTE))
    (sheet,) = html._ua_stylesheets()
    parts = {
        element.local_name: {part for _, _, part, _ in sheet.matcher.match(element)}
        for element in html.wrapper_element.iter_subtree()
    }
    assert parts["p"] == {None}
    assert parts["li"] == {None, "marker"}
    assert {"footnote-call", "footnote-marker"} < parts["span"]


@pytest.mark.parametrize(
    "style",
    [
        "span, .foot { float: footnote }",
        "@media print { span { color: red; float:footnote; } }",
        ".foot { float: footnote } .b { position: note(b) }",
    ],
)
def test_where_other_elements_can_be_notes_every_element_has_these_styles(style: str) -> None:
    (sheet,) = weasyprint.HTML(string="")._ua_stylesheets()
    assert narrowed(sheet, style) is sheet
    assert narrowed(sheet, FOOTNOTE) is not sheet


def test_comments_are_no_style() -> None:
    html = weasyprint.HTML(string=page("", "a { color: red } /* b { float: footnote } */"))
    assert style_text(html.etree_element) == "a { color: red } "


def test_the_collector_of_garbage_is_left_as_it_was() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() == (max(before[0], OBJECTS), *before[1:])
    assert gc.get_threshold() == before


def test_a_collector_that_is_off_stays_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with seldom_collected():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
