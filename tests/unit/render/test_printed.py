from codetool.model.markup import Element
from codetool.render.markup import Sheet, html_of
from codetool.render.printed import width_of, with_feet

PRINTED = Sheet(printed=True, permalinks=False)


def cell(name: str, text: str = "x", **spans: str) -> Element:
    return Element(name=name, attributes=tuple(spans.items()), children=(text,))


def table(*rows: tuple[Element, ...]) -> Element:
    return Element(name="table", children=tuple(Element(name="tr", children=row) for row in rows))


def test_rows_of_heads_at_the_top_are_repeated_on_each_page() -> None:
    html = html_of(table((cell("th"),), (cell("th"),), (cell("td"),), (cell("th"),)), PRINTED)
    head, _, rest = html.partition("</thead>")
    assert head.count("<tr>") == 2
    assert rest.count("<tr>") == 2
    assert "<thead>" not in html_of(table((cell("th"),), (cell("td"),)), Sheet())


def test_a_head_that_reaches_into_the_rows_below_is_not_parted_from_them() -> None:
    assert "<thead>" not in html_of(table((cell("th", rowspan="2"),), (cell("td"),)), PRINTED)
    assert "<thead>" in html_of(table((cell("th", rowspan="2"),), (cell("th"),), (cell("td"),)), PRINTED)


def test_a_table_of_heads_alone_is_no_head() -> None:
    html = html_of(table((cell("th"),), (cell("th"),)), PRINTED)
    assert "<thead>" not in html
    assert html.count("<tr>") == 2


def test_many_columns_are_told_by_class() -> None:
    kinds = [width_of(table((cell("td"),) * count)) for count in (6, 7, 10, 16)]
    assert kinds == ["", "broad", "broad wide", "broad wide widest"]
    assert 'class="table broad"' in html_of(table((cell("td"),) * 7), PRINTED)
    assert 'class="table"' in html_of(table((cell("td"),) * 7), Sheet())


def test_a_note_stands_at_its_first_reference_and_is_named_at_the_others() -> None:
    note = Element(name="note", attributes=(("eId", "n1"),), children=(Element(name="p", children=("Le texte.",)),))
    reference = Element(name="noteRef", attributes=(("href", "#n1"),))
    waiting = {"n1": note}
    placed = with_feet(Element(name="p", children=("Un ", reference, " deux ", reference)), waiting)
    assert waiting == {}
    html = html_of(placed, Sheet(printed=True, notes={"n1": 3}))
    assert html.count('<object class="foot" id="note-3" data-number="3">') == 1
    assert html.count("Le texte.") == 1
    assert html.count('href="#note-3"') == 1


def test_what_calls_no_note_is_the_same_element() -> None:
    element = Element(name="p", children=("Un ", Element(name="b", children=("mot",))))
    assert with_feet(element, {"n1": element}) is element
